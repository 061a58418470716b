//! What each root, agency and outlet contributed.

use crate::events::Built;
use crate::record::SourceRow;
use crate::world::World;
use isnad_model::{Basis, Polarity};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// One row a root, agency and outlet, ordered by kind and id.
pub(crate) fn sources(world: &World, built: &[Built]) -> Vec<SourceRow> {
    let mut rows: Rows = FxHashMap::default();
    for one in built {
        of_event(world, one, &mut rows);
    }
    for facts in world.claims.iter().filter(|facts| facts.in_body()) {
        let outlet = row(&mut rows, "outlet", &world.articles[facts.article].outlet);
        outlet.claims += 1;
        match facts.claim.parts.basis {
            Basis::Attributed => outlet.relayed += 1,
            Basis::Unattributed => {}
            _ => outlet.own += 1,
        }
        outlet.denied += usize::from(facts.claim.parts.polarity == Polarity::Denied);
        for relay in facts.relays.iter().collect::<BTreeSet<_>>() {
            let agency = row(&mut rows, "agency", relay);
            agency.claims += 1;
            agency.relayed += 1;
        }
    }
    let sorted: BTreeMap<(&str, &str), Counts> = rows.into_iter().collect();
    let name = |((kind, id), counts): ((&'static str, &str), Counts)| SourceRow {
        source: world.names.entity(id),
        kind,
        claims: counts.claims,
        events: counts.events,
        own: counts.own,
        relayed: counts.relayed,
        attribution_dropped: counts.attribution_dropped,
        denied: counts.denied,
        first: counts.first,
    };
    sorted.into_iter().map(name).collect()
}

#[derive(Default)]
struct Counts {
    claims: usize,
    events: usize,
    own: usize,
    relayed: usize,
    attribution_dropped: usize,
    denied: usize,
    first: usize,
}

/// Counts by kind and id.
type Rows<'w> = FxHashMap<(&'static str, &'w str), Counts>;

fn row<'r, 'w>(rows: &'r mut Rows<'w>, kind: &'static str, id: &'w str) -> &'r mut Counts {
    rows.entry((kind, id)).or_default()
}

fn of_event<'w>(world: &'w World, built: &'w Built, rows: &mut Rows<'w>) {
    let event = &built.event;
    let denied = !event.chains_against.is_empty();
    let first = event.chains_for.iter().filter_map(|chain| chain.first).min();
    for chain in &event.chains_for {
        let root = row(rows, "root", &chain.root.id);
        root.claims += chain.claims.len();
        root.events += 1;
        root.own += 1;
        root.denied += usize::from(denied);
        root.first += usize::from(chain.first.is_some() && chain.first == first);
    }
    for outlet in built.cluster.core.iter().map(|(claim, _)| world.claims[*claim].article).collect::<BTreeSet<_>>() {
        row(rows, "outlet", &world.articles[outlet].outlet).events += 1;
    }
    for dropped in &event.attribution_dropped {
        if let Some(article) = world.article_of(&dropped.claim) {
            row(rows, "outlet", &world.articles[article].outlet).attribution_dropped += 1;
        }
        row(rows, "root", &dropped.source).attribution_dropped += 1;
    }
}
