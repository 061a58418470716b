//! Who calls whom what: own voice, quotation and copied passages, counted apart.

use crate::record::Framing;
use crate::world::World;
use isnad_lineage::{Direction, Lineage};
use isnad_text::Span;
use std::collections::BTreeMap;

/// One row an actor, term and outlet.
pub(crate) fn framing(world: &World, lineage: &Lineage) -> Vec<Framing> {
    let copied = copied_spans(lineage);
    let none = Vec::new();
    let mut rows: BTreeMap<(String, String, String, String), [usize; 4]> = BTreeMap::new();
    for facts in &world.articles {
        let passages = copied.get(facts.article.id.as_str()).unwrap_or(&none);
        for label in &facts.annotation.labels {
            let key = (label.actor.clone(), label.term.clone(), facts.outlet.clone(), label.frame.clone());
            let counts = rows.entry(key).or_default();
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
    let row = |((actor, term, outlet, frame), [own_voice, indirect, quoted, copied]): ((String, String, String, String), [usize; 4])| Framing {
        actor: world.names.entity(&actor),
        term,
        outlet: world.names.entity(&outlet).id,
        frame,
        own_voice,
        indirect,
        quoted,
        copied,
    };
    rows.into_iter().map(row).collect()
}

/// The stretches of each article that stand in an earlier one.
pub(crate) fn copied_spans(lineage: &Lineage) -> BTreeMap<&str, Vec<Span>> {
    let mut out: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for edge in lineage.edges.iter().filter(|edge| edge.direction != Direction::Unknown) {
        out.entry(edge.to.as_str()).or_default().extend(edge.passages.iter().map(|passage| passage.to));
    }
    out
}
