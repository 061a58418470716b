//! What each root, agency and outlet contributed.

use crate::events::Built;
use crate::record::SourceRow;
use crate::world::World;
use isnad_model::{Basis, Polarity};
use std::collections::{BTreeMap, BTreeSet};

/// One row a root, agency and outlet, ordered by kind and id.
pub(crate) fn sources(world: &World, built: &[Built]) -> Vec<SourceRow> {
    let mut rows: BTreeMap<(&'static str, String), SourceRow> = BTreeMap::new();
    for one in built {
        of_event(world, one, &mut rows);
    }
    for facts in world.claims.iter().filter(|facts| facts.in_body()) {
        let outlet = row(world, &mut rows, "outlet", &world.articles[facts.article].outlet);
        outlet.claims += 1;
        match facts.claim.parts.basis {
            Basis::Attributed => outlet.relayed += 1,
            Basis::Unattributed => {}
            _ => outlet.own += 1,
        }
        outlet.denied += usize::from(facts.claim.parts.polarity == Polarity::Denied);
        for relay in facts.relays.iter().collect::<BTreeSet<_>>() {
            let agency = row(world, &mut rows, "agency", relay);
            agency.claims += 1;
            agency.relayed += 1;
        }
    }
    rows.into_values().collect()
}

fn row<'r>(world: &World, rows: &'r mut BTreeMap<(&'static str, String), SourceRow>, kind: &'static str, id: &str) -> &'r mut SourceRow {
    rows.entry((kind, id.to_owned())).or_insert_with(|| SourceRow {
        source: world.names.entity(id),
        kind,
        claims: 0,
        events: 0,
        own: 0,
        relayed: 0,
        attribution_dropped: 0,
        denied: 0,
        first: 0,
    })
}

fn of_event(world: &World, built: &Built, rows: &mut BTreeMap<(&'static str, String), SourceRow>) {
    let event = &built.event;
    let denied = !event.chains_against.is_empty();
    let first = event.chains_for.iter().filter_map(|chain| chain.first).min();
    for chain in &event.chains_for {
        let root = row(world, rows, "root", &chain.root.id);
        root.claims += chain.claims.len();
        root.events += 1;
        root.own += 1;
        root.denied += usize::from(denied);
        root.first += usize::from(chain.first.is_some() && chain.first == first);
    }
    for outlet in built.cluster.core.iter().map(|(claim, _)| world.claims[*claim].article).collect::<BTreeSet<_>>() {
        row(world, rows, "outlet", &world.articles[outlet].outlet).events += 1;
    }
    for dropped in &event.attribution_dropped {
        let outlet = world.article_of(&dropped.claim).map(|article| world.articles[article].outlet.clone());
        if let Some(outlet) = outlet {
            row(world, rows, "outlet", &outlet).attribution_dropped += 1;
        }
        row(world, rows, "root", &dropped.source).attribution_dropped += 1;
    }
}
