//! Who calls whom what: own voice, quotation and copied passages, counted apart.

use crate::days::date;
use crate::record::Framing;
use crate::world::{ArticleFacts, World};
use isnad_lineage::{Direction, Lineage};
use isnad_model::{EntityRef, LabelMention};
use isnad_text::Span;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// One row an actor, term and outlet.
pub(crate) fn framing(world: &World, lineage: &Lineage) -> Vec<Framing> {
    let copied = copied_spans(lineage);
    let none = Vec::new();
    let mut rows: FxHashMap<[&str; 4], [usize; 4]> = FxHashMap::default();
    for facts in &world.articles {
        let passages = copied.get(facts.article.id.as_str()).unwrap_or(&none);
        for label in &facts.annotation.labels {
            let actor = if means_actor(world, facts, label) { label.actor.as_str() } else { "" };
            let counts = rows.entry([actor, &label.term, &facts.outlet, &label.frame]).or_default();
            let is_copied = passages.iter().any(|passage| passage.contains(label.span));
            match () {
                _ if label.quoted => counts[2] += 1,
                _ if is_copied => counts[3] += 1,
                _ => {
                    counts[0] += 1;
                    counts[1] += usize::from(label.indirect);
                }
            }
        }
    }
    let rows: BTreeMap<[&str; 4], [usize; 4]> = rows.into_iter().collect();
    let row = |([actor, term, outlet, frame], [own_voice, indirect, quoted, copied]): ([&str; 4], [usize; 4])| Framing {
        actor: world.names.entity(actor),
        term: term.to_owned(),
        outlet: outlet.to_owned(),
        frame: frame.to_owned(),
        own_voice,
        indirect,
        quoted,
        copied,
    };
    rows.into_iter().map(row).collect()
}

/// Whether a term means its actor here: `الميليشيات` is a side only where the page is about that side's country, or names it.
fn means_actor(world: &World, facts: &ArticleFacts, label: &LabelMention) -> bool {
    let Some(country) = world.knowledge.partial_terms.get(&(label.term.clone(), label.actor.clone())) else { return true };
    let on = facts.published.map(|days| date(days.start));
    let claims = || facts.annotation.claims.iter().map(|claim| &claim.parts);
    let side = |entity: &EntityRef| world.knowledge.same_side(&entity.id, &label.actor, on) && *entity.surface != *label.term;
    if claims().flat_map(|parts| parts.actors.iter().chain(&parts.targets)).any(side) {
        return true;
    }
    let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
    for place in claims().flat_map(|parts| &parts.places) {
        *countries.entry(place.country.as_deref().unwrap_or_default()).or_default() += 1;
    }
    let most = countries.values().max().copied().unwrap_or(0);
    most > 0 && countries.get(country.as_str()) == Some(&most)
}

/// The stretches of each article that stand in an earlier one.
pub(crate) fn copied_spans(lineage: &Lineage) -> FxHashMap<&str, Vec<Span>> {
    let mut out: FxHashMap<&str, Vec<Span>> = FxHashMap::default();
    for edge in lineage.edges.iter().filter(|edge| edge.direction != Direction::Unknown) {
        out.entry(edge.to.as_str()).or_default().extend(edge.passages.iter().map(|passage| passage.to));
    }
    out
}
