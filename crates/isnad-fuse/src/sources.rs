//! What each root, agency and outlet contributed.

use crate::events::Built;
use crate::memory::{Memory, Numbers};
use crate::record::SourceRow;
use crate::world::World;
use isnad_model::{Basis, Polarity};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// What one article or event adds to a source.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Counts {
    claims: u32,
    events: u32,
    own: u32,
    relayed: u32,
    attribution_dropped: u32,
    denied: u32,
    first: u32,
}

impl Counts {
    /// Adds other counts, or takes them out (`u32::wrapping_sub`).
    fn add(&mut self, other: Counts, by: fn(u32, u32) -> u32) {
        self.claims = by(self.claims, other.claims);
        self.events = by(self.events, other.events);
        self.own = by(self.own, other.own);
        self.relayed = by(self.relayed, other.relayed);
        self.attribution_dropped = by(self.attribution_dropped, other.attribution_dropped);
        self.denied = by(self.denied, other.denied);
        self.first = by(self.first, other.first);
    }
}

/// Kinds of sources, in the order of their rows.
const KINDS: [&str; 3] = ["agency", "outlet", "root"];

/// Counts under the numbers of names, of which each is a kind and an id.
struct Tally<'n> {
    names: &'n mut Numbers,
    counts: FxHashMap<u32, Counts>,
}

impl Tally<'_> {
    fn row(&mut self, kind: &'static str, id: &str) -> &mut Counts {
        self.counts.entry(self.names.number(&format!("{kind} {id}"))).or_default()
    }

    fn done(self) -> Vec<(u32, Counts)> {
        self.counts.into_iter().collect()
    }
}

/// One row a root, agency and outlet, ordered by kind and id: the sum of what the articles' claims and the events add. Only what has
/// changed is added to the sums of before, or taken out of them; `gone` are the events that are no more.
pub(crate) fn sources(world: &World, memory: &mut Memory, gone: &[Built]) -> Vec<SourceRow> {
    let mut left: Vec<Vec<(u32, Counts)>> = gone.iter().map(|one| one.counts.clone()).collect();
    left.extend(memory.claim_counts.extract_if(|number, _| !world.numbered.contains_key(number)).map(|(_, counts)| counts));
    left.iter().for_each(|counts| memory.sum_up(counts, u32::wrapping_sub));
    for article in &world.articles {
        if !memory.claim_counts.contains_key(&article.number) {
            let mut tally = Tally { names: &mut memory.counted, counts: FxHashMap::default() };
            article.claims.clone().for_each(|claim| of_claim(world, claim, &mut tally));
            let counts = tally.done();
            memory.sum_up(&counts, u32::wrapping_add);
            memory.claim_counts.insert(article.number, counts);
        }
    }
    let named = memory.counted.names().filter_map(|(name, number)| {
        let (kind, id) = name.split_once(' ')?;
        let kind = KINDS.into_iter().find(|known| *known == kind)?;
        // Whatever is added adds something, so a sum of nothing is of nobody.
        Some(((kind, id), *memory.sums.get(number as usize).filter(|sum| **sum != Counts::default())?))
    });
    named.collect::<BTreeMap<_, _>>().into_iter().map(|((kind, id), counts)| row(world, kind, id, counts)).collect()
}

fn row(world: &World, kind: &'static str, id: &str, counts: Counts) -> SourceRow {
    SourceRow {
        source: world.names.entity(id),
        kind,
        claims: counts.claims as usize,
        events: counts.events as usize,
        own: counts.own as usize,
        relayed: counts.relayed as usize,
        attribution_dropped: counts.attribution_dropped as usize,
        denied: counts.denied as usize,
        first: counts.first as usize,
    }
}

fn of_claim(world: &World, claim: usize, tally: &mut Tally) {
    let facts = &world.claims[claim];
    if !facts.in_body() {
        return;
    }
    let outlet = tally.row("outlet", &world.articles[facts.article].outlet);
    outlet.claims += 1;
    match facts.claim.parts.basis {
        Basis::Attributed => outlet.relayed += 1,
        Basis::Unattributed => {}
        _ => outlet.own += 1,
    }
    outlet.denied += u32::from(facts.claim.parts.polarity == Polarity::Denied);
    for relay in facts.relays.iter().collect::<BTreeSet<_>>() {
        let agency = tally.row("agency", relay);
        agency.claims += 1;
        agency.relayed += 1;
    }
}

impl Memory {
    /// Adds counts to the sums, or takes them out of them.
    pub(crate) fn sum_up(&mut self, counts: &[(u32, Counts)], by: fn(u32, u32) -> u32) {
        self.sums.resize(self.counted.len(), Counts::default());
        counts.iter().for_each(|&(name, counts)| self.sums[name as usize].add(counts, by));
    }
}

/// What an event adds.
pub(crate) fn of_event(world: &World, memory: &mut Memory, built: &Built) -> Vec<(u32, Counts)> {
    let mut tally = Tally { names: &mut memory.counted, counts: FxHashMap::default() };
    let event = &built.event;
    let denied = !event.chains_against.is_empty();
    let first = event.chains_for.iter().filter_map(|chain| chain.first).min();
    for chain in &event.chains_for {
        let root = tally.row("root", &chain.root.id);
        root.claims += chain.claims.len() as u32;
        root.events += 1;
        root.own += 1;
        root.denied += u32::from(denied);
        root.first += u32::from(chain.first.is_some() && chain.first == first);
    }
    for article in built.cluster.core.iter().map(|(claim, _)| world.claims[*claim].article).collect::<BTreeSet<_>>() {
        tally.row("outlet", &world.articles[article].outlet).events += 1;
    }
    for dropped in &event.attribution_dropped {
        if let Some(article) = world.article_of(&dropped.claim) {
            tally.row("outlet", &world.articles[article].outlet).attribution_dropped += 1;
        }
        tally.row("root", &dropped.source).attribution_dropped += 1;
    }
    tally.done()
}
