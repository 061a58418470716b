//! What each article gives the buckets, kept from one record to the next: only buckets to which a changed article gives, or gave, are cut anew.

use crate::bucket::{Key, changes_holder, keys};
use crate::days::{Day, date};
use crate::measure::in_series;
use crate::memory::{Mark, Memory};
use crate::tolls::{self, Homes};
use crate::world::World;
use isnad_model::EventType;
use jiff::civil::DateTime;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::ops::Range;

/// A day on which a place changed hands or was told to be held, how, and by whom; and when that was told.
pub(crate) type Change = (Day, EventType, Vec<String>, Option<DateTime>);

/// Dated changes of holder, and holders told beside them, by place.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    by_place: BTreeMap<String, Vec<Change>>,
}

impl Changes {
    pub fn of<'c>(changes: impl Iterator<Item = &'c (String, Change)>) -> Self {
        let mut by_place: BTreeMap<String, Vec<Change>> = BTreeMap::new();
        for (place, change) in changes {
            by_place.entry(place.clone()).or_default().push(change.clone());
        }
        for list in by_place.values_mut() {
            list.sort();
            list.dedup();
        }
        Changes { by_place }
    }

    /// The changes that a place saw.
    pub fn of_place(&self, place: &str) -> &[Change] {
        self.by_place.get(place).map_or(&[], Vec::as_slice)
    }

    /// Whether the place changed hands the other way strictly between two days.
    pub fn between(&self, world: &World, key: &Key, side: &str, from: Day, to: Day) -> bool {
        to - from >= 2 && self.turns(world, key, side, from + 1..to).next().is_some()
    }

    /// Whether it did so between two tellings of two days, the first or the last of which may be the day of it.
    pub fn between_hours(&self, world: &World, key: &Key, side: &str, days: (Day, Day), told: (Option<DateTime>, Option<DateTime>)) -> bool {
        let (Some(from), Some(to)) = told else { return false };
        let on = |day: Day| self.turns(world, key, side, day..day + 1).filter_map(|change| change.3).min();
        [days.0, days.1].into_iter().filter_map(on).any(|first| from < first && first < to)
    }

    /// What was told to change hands the other way in a stretch of days.
    fn turns<'s>(&'s self, world: &'s World, key: &'s Key, side: &'s str, days: Range<Day>) -> impl Iterator<Item = &'s Change> {
        let list = if changes_holder(key.event_type) { self.of_place(&key.place) } else { &[] };
        let start = list.partition_point(|change| change.0 < days.start);
        let within = list[start..].iter().take_while(move |change| change.0 < days.end).filter(|change| changes_holder(change.1));
        within.filter(move |(day, event_type, actors, _)| {
            let ours = actors.iter().any(|actor| world.knowledge.same_side(actor, side, Some(date(*day))));
            match key.event_type {
                EventType::Capture => (*event_type == EventType::Capture) != ours,
                _ => *event_type == EventType::Capture && ours,
            }
        })
    }

    /// Those who were told to hold a place before a day, and those told to leave it about then.
    pub fn held(&self, world: &World, place: &str, until: Day) -> Vec<String> {
        let mut held: Vec<String> = Vec::new();
        let same_side = |a: &str, b: &str, day: Day| world.knowledge.same_side(a, b, Some(date(day)));
        let list = self.of_place(place);
        for (day, event_type, actors, _) in list.iter().take_while(|change| change.0 < until) {
            match event_type {
                EventType::Withdraw => held.retain(|one| !actors.iter().any(|actor| same_side(one, actor, *day))),
                _ => held.clone_from(actors),
            }
        }
        let left = list.iter().filter(|change| change.1 == EventType::Withdraw && (change.0 - until).abs() <= AROUND);
        held.extend(left.flat_map(|change| change.2.iter().cloned()));
        held.sort();
        held.dedup();
        held
    }
}

/// Days about a change of holder in which the loser is told to leave.
const AROUND: Day = 14;

/// Types whose events are made by the changes of holder that their place saw.
fn reads_changes(event_type: EventType) -> bool {
    changes_holder(event_type) || event_type == EventType::Advance
}

/// What one article gave.
#[derive(Debug, Default)]
pub(crate) struct Given {
    /// Everything that the rest was made of.
    marks: Vec<Mark>,
    pub tolls: tolls::Own,
    /// Its claims whose place another claim gives, by number.
    homes: Vec<(u64, String)>,
    /// Changes of holder, by place.
    changes: Vec<(String, Change)>,
    /// Claims under the number of each key that they have; a list of places splits, a number in a series of its own is no event.
    keys: Vec<(u64, u32)>,
}

/// Buckets in which something is other than before.
pub(crate) struct Stirred {
    pub keys: FxHashSet<u32>,
    /// Those of them that hold claims, with these.
    pub buckets: Vec<(u32, Vec<usize>)>,
    pub changes: Changes,
}

/// Looks at every article once, and again at those whose claims are not as they were.
pub(crate) fn stirred(world: &World, memory: &mut Memory) -> Stirred {
    let mut stirred: FxHashSet<u32> = FxHashSet::default();
    let mut given = std::mem::take(&mut memory.given);
    given.retain(|number, gone| {
        let stays = world.numbered.contains_key(number);
        stirred.extend(gone.keys.iter().filter(|_| !stays).map(|(_, key)| *key));
        stays
    });
    let mut fresh: Vec<usize> = Vec::new();
    for (i, article) in world.articles.iter().enumerate() {
        let claims = article.claims.clone();
        let marks = || world.claims[claims.clone()].iter().map(|facts| Mark::of(world, facts));
        let one = given.entry(article.number).or_default();
        if !one.marks.iter().copied().eq(marks()) {
            (one.marks, one.tolls, one.changes) = (marks().collect(), tolls::own(world, claims.clone()), changes(world, claims));
            fresh.push(i);
        }
    }
    let homes = tolls::homes(world, |article| &given[&article].tolls);
    for (i, article) in world.articles.iter().enumerate() {
        let claims = article.claims.clone();
        let own = homes.range(claims.clone()).map(|(&claim, home)| (world.claims[claim].number, *home));
        let is_fresh = fresh.binary_search(&i).is_ok();
        let Some(one) = given.get_mut(&article.number) else { continue };
        if !is_fresh && one.homes.iter().map(|(claim, home)| (*claim, home.as_str())).eq(own.clone()) {
            continue;
        }
        one.homes = own.map(|(claim, home)| (claim, home.to_owned())).collect();
        stirred.extend(one.keys.iter().map(|(_, key)| *key));
        one.keys = placed(world, memory, claims, &homes);
        stirred.extend(one.keys.iter().map(|(_, key)| *key));
    }
    let changes = Changes::of(world.articles.iter().flat_map(|article| &given[&article.number].changes));
    stirred.extend(memory.keys_of(|key: &Key| reads_changes(key.event_type) && changes.of_place(&key.place) != memory.changes.of_place(&key.place)));
    let mut buckets: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for one in world.articles.iter().map(|article| &given[&article.number]) {
        for &(claim, key) in one.keys.iter().filter(|(_, key)| stirred.contains(key)) {
            buckets.entry(key).or_default().extend(world.at(claim));
        }
    }
    memory.given = given;
    Stirred { keys: stirred, buckets: buckets.into_iter().collect(), changes }
}

fn placed(world: &World, memory: &mut Memory, claims: Range<usize>, homes: &Homes) -> Vec<(u64, u32)> {
    let mut out = Vec::new();
    for claim in claims.filter(|&claim| !in_series(&world.claims[claim])) {
        let of = keys(world, claim, homes.get(&claim).copied());
        out.extend(of.into_iter().map(|key| (world.claims[claim].number, memory.key_number(key))));
    }
    out
}

/// Dated changes of holder, and holders told on a day, that somebody stands by.
fn changes(world: &World, claims: Range<usize>) -> Vec<(String, Change)> {
    let mut out = Vec::new();
    for claim in claims {
        let (facts, parts) = (&world.claims[claim], &world.claims[claim].claim.parts);
        let holds = parts.event_type == EventType::Hold;
        if !holds && !changes_holder(parts.event_type) {
            continue;
        }
        let told = || world.published(claim).filter(|_| holds && facts.days.is_none());
        let Some(days) = facts.days.or_else(told).filter(|days| days.width() == 0) else { continue };
        if facts.is_actual() && facts.counts() && !facts.is_denied() && !parts.partial && !facts.actors.is_empty() {
            out.extend(
                parts.places.iter().map(|place| (place.id.to_string(), (days.start, parts.event_type, facts.actors.clone(), world.hour(claim)))),
            );
        }
    }
    out
}
