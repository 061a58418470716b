//! Who calls whom what: own voice, quotation and copied passages, counted apart.

use crate::days::{Days, date};
use crate::memory::{Memory, Numbers};
use crate::record::Framing;
use crate::world::{ArticleFacts, World};
use isnad_lineage::{Direction, Lineage};
use isnad_model::{EntityRef, LabelMention};
use isnad_text::Span;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The labels of one article, with the passages and the days by which they were counted: own voice, of these indirect, quoted, copied.
#[derive(Debug)]
pub(crate) struct LabelCounts {
    passages: Vec<Span>,
    published: Option<Days>,
    counts: Vec<(u32, [usize; 4])>,
}

/// What stands between the parts of a name under which labels are counted; no text of a page holds it.
const BETWEEN: char = '\u{1f}';

/// One row an actor, term and outlet.
pub(crate) fn framing(world: &World, memory: &mut Memory, copied: &Copied) -> Vec<Framing> {
    let none = Vec::new();
    let Memory { label_counts, label_sums, counted, .. } = memory;
    label_counts.retain(|number, known| {
        let stays = world.numbered.contains_key(number);
        if !stays {
            add(label_sums, &known.counts, usize::wrapping_sub);
        }
        stays
    });
    for facts in world.articles.iter().filter(|facts| !facts.annotation.labels.is_empty()) {
        let passages = copied.get(facts.article.id.as_str()).unwrap_or(&none);
        let same = |known: &&LabelCounts| known.passages == *passages && known.published == facts.published;
        if label_counts.get(&facts.number).filter(same).is_none() {
            let counts = count(world, counted, facts, passages);
            add(label_sums, &counts, usize::wrapping_add);
            let before = label_counts.insert(facts.number, LabelCounts { passages: passages.clone(), published: facts.published, counts });
            add(label_sums, &before.map_or(Vec::new(), |before| before.counts), usize::wrapping_sub);
        }
    }
    let split = |(name, number): (&str, u32)| {
        let parts: Vec<String> = name.split(BETWEEN).map(str::to_owned).collect();
        Some((<[String; 4]>::try_from(parts).ok()?, *label_sums.get(&number).filter(|sum| **sum != [0; 4])?))
    };
    let rows: BTreeMap<[String; 4], [usize; 4]> = counted.names().filter_map(split).collect();
    let row = |([actor, term, outlet, frame], [own_voice, indirect, quoted, copied]): ([String; 4], [usize; 4])| Framing {
        actor: world.names.entity(&actor),
        term,
        outlet,
        frame,
        own_voice,
        indirect,
        quoted,
        copied,
    };
    rows.into_iter().map(row).collect()
}

/// Adds what one article counts to the sums, or takes it out of them.
fn add(sums: &mut FxHashMap<u32, [usize; 4]>, counts: &[(u32, [usize; 4])], by: fn(usize, usize) -> usize) {
    for (name, counts) in counts {
        let sum = sums.entry(*name).or_default();
        (0..4).for_each(|i| sum[i] = by(sum[i], counts[i]));
    }
}

fn count(world: &World, names: &mut Numbers, facts: &ArticleFacts, passages: &[Span]) -> Vec<(u32, [usize; 4])> {
    let mut out: FxHashMap<u32, [usize; 4]> = FxHashMap::default();
    for label in &facts.annotation.labels {
        let actor = if means_actor(world, facts, label) { label.actor.as_str() } else { "" };
        let name = [actor, &label.term, &facts.outlet, &label.frame].join(&BETWEEN.to_string());
        let counts = out.entry(names.number(&name)).or_default();
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
    out.into_iter().collect()
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

/// The stretches of each article, by id, that stand in an earlier one.
pub(crate) type Copied<'l> = FxHashMap<&'l str, Vec<Span>>;

/// What the edges tell of copying.
pub(crate) fn copied_spans(lineage: &Lineage) -> Copied<'_> {
    let mut out = Copied::default();
    for edge in lineage.edges.iter().filter(|edge| edge.direction != Direction::Unknown) {
        out.entry(edge.to.as_str()).or_default().extend(edge.passages.iter().map(|passage| passage.to));
    }
    out
}
