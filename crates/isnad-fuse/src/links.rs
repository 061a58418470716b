//! Links between events that are one story but not one event: counterparts, threads, parts, pairs, incidents.

use crate::bucket::changes_holder;
use crate::days::{Day, Days, day};
use crate::events::{Built, history};
use crate::record::{Link, Reason};
use crate::status::{Beside, judge};
use crate::world::World;
use isnad_model::{EventType, Family, Interest};
use std::collections::{BTreeMap, BTreeSet};

/// Links of one kind that one event may bear; the nearest in time are kept.
const MOST: usize = 8;

/// Links all events, then lets the loser's own word admit the winner's capture.
pub(crate) fn link(world: &World, built: &mut [Built]) {
    let by_place = by_place(built);
    let mut links: Vec<BTreeSet<Link>> = vec![BTreeSet::new(); built.len()];
    for i in 0..built.len() {
        for (kind, others) in candidates(world, built, &by_place, i) {
            for j in nearest(built, i, others) {
                links[i].insert(Link { kind, event: built[j].event.id.clone() });
                links[j].insert(Link { kind, event: built[i].event.id.clone() });
            }
        }
    }
    for (event, links) in built.iter_mut().zip(links) {
        event.event.linked = links.into_iter().collect();
    }
    admit(world, built);
    near_misses(world, built, &by_place);
}

type ByPlace = BTreeMap<String, Vec<usize>>;

fn by_place(built: &[Built]) -> ByPlace {
    let mut out: ByPlace = BTreeMap::new();
    for (i, one) in built.iter().enumerate().filter(|(_, one)| !one.cluster.key.place.is_empty()) {
        out.entry(one.cluster.key.place.clone()).or_default().push(i);
    }
    for list in out.values_mut() {
        list.sort_by_key(|&i| (built[i].event.event_type, span(&built[i])));
    }
    out
}

fn span(built: &Built) -> Option<Days> {
    let time = &built.event.time;
    let end = time.end.or(time.before);
    let start = time.start.or(end)?;
    Some(Days { start: day(start), end: day(end.unwrap_or(start)) })
}

/// Days between two events; unknown days are taken as near.
fn distance(a: &Built, b: &Built) -> i32 {
    match (span(a), span(b)) {
        (Some(x), Some(y)) => (x.start - y.end).max(y.start - x.end).max(0),
        _ => 0,
    }
}

fn nearest(built: &[Built], i: usize, mut others: Vec<usize>) -> Vec<usize> {
    others.sort_by_key(|&j| (distance(&built[i], &built[j]), built[j].event.id.clone()));
    others.truncate(MOST);
    others
}

fn candidates(world: &World, built: &[Built], by_place: &ByPlace, i: usize) -> Vec<(&'static str, Vec<usize>)> {
    let one = &built[i];
    let none = Vec::new();
    let here = by_place.get(&one.cluster.key.place).unwrap_or(&none);
    let event_type = one.event.event_type;
    let pick = |list: &[usize], types: &[EventType], wanted: &dyn Fn(&Built) -> bool| -> Vec<usize> {
        let of_types = types.iter().flat_map(|&event_type| of_type(built, list, event_type));
        of_types.filter(|&j| j != i && wanted(&built[j])).collect()
    };
    let same_side = |other: &Built| same_side(world, one, other);
    let mut out = Vec::new();
    if event_type == EventType::Capture && asserted(one) {
        out.push(("counterpart", pick(here, &[EventType::Withdraw], &|other| asserted(other) && !same_side(other) && distance(one, other) <= 14)));
    }
    if event_type == EventType::Capture {
        let before = [EventType::Offensive, EventType::Advance, EventType::Siege, EventType::Clash];
        out.push((
            "thread",
            pick(here, &before, &|other| (same_side(other) || other.event.event_type == EventType::Clash) && distance(one, other) <= 14),
        ));
    }
    if changes_holder(event_type) && one.event.partial {
        out.push(("part_of", pick(here, &[event_type], &|other| !other.event.partial && same_side(other) && distance(one, other) <= 14)));
    }
    if event_type.family() == Family::Casualties {
        let violence =
            [EventType::Airstrike, EventType::Shelling, EventType::Bombing, EventType::Clash, EventType::AttackCivilians, EventType::Offensive];
        out.push(("incident", pick(here, &violence, &|other| same_incident(one, other))));
    }
    for whole in ancestors(world, &one.cluster.key.place) {
        let there = by_place.get(whole).unwrap_or(&none);
        let reach = if changes_holder(event_type) { 14 } else { 1 };
        out.push(("part_of", pick(there, &[event_type], &|other| same_side(other) && distance(one, other) <= reach)));
    }
    if let Some(pair) = world.knowledge.paired_places.get(&one.cluster.key.place) {
        let there = by_place.get(pair).unwrap_or(&none);
        let types =
            [EventType::Capture, EventType::Withdraw, EventType::Close, EventType::Open, EventType::Clash, EventType::Shelling, EventType::Airstrike];
        out.push(("pair", pick(there, &types, &|other| distance(one, other) <= 7)));
    }
    out.retain(|(_, list)| !list.is_empty());
    out
}

/// The stretch of a place's list that holds events of one type.
fn of_type<'l>(built: &[Built], list: &'l [usize], event_type: EventType) -> impl Iterator<Item = usize> + use<'l> {
    let start = list.partition_point(|&j| built[j].event.event_type < event_type);
    let end = list.partition_point(|&j| built[j].event.event_type <= event_type);
    list[start..end].iter().copied()
}

fn asserted(built: &Built) -> bool {
    !built.event.chains_for.is_empty() || !built.event.unattributed.is_empty()
}

fn same_side(world: &World, a: &Built, b: &Built) -> bool {
    let (x, y, on) = (&a.stake.actors, &b.stake.actors, a.day().min(b.day()));
    x.is_empty() || y.is_empty() || x.iter().any(|left| y.iter().any(|right| world.knowledge.same_side(left, right, on)))
}

fn same_incident(a: &Built, b: &Built) -> bool {
    let days = |built: &Built| built.event.time.start.zip(built.event.time.end);
    match (days(a), days(b)) {
        (Some(x), Some(y)) => x == y,
        _ => a.event.articles.iter().any(|article| b.event.articles.binary_search(article).is_ok()),
    }
}

fn ancestors<'k>(world: &'k World, place: &str) -> Vec<&'k str> {
    let mut out: Vec<&str> = Vec::new();
    let mut at = place;
    for _ in 0..4 {
        match world.knowledge.part_of_place.get(at) {
            Some(next) if next != place && !out.contains(&next.as_str()) => {
                out.push(next);
                at = next;
            }
            _ => break,
        }
    }
    out
}

/// The loser's own "we left" makes the winner's capture admitted, from the day it was said.
fn admit(world: &World, built: &mut [Built]) {
    let admissions: BTreeMap<String, Option<Day>> = built
        .iter()
        .filter(|one| one.event.event_type == EventType::Withdraw && !one.event.partial)
        .filter_map(|one| {
            let own = one.event.chains_for.iter().find(|chain| !chain.superseded && chain.interest == Interest::Admission)?;
            Some((one.event.id.clone(), own.first))
        })
        .collect();
    // Residents and crowds take no place from anybody.
    let taken = |one: &&mut Built| one.event.event_type == EventType::Capture && !one.event.partial && one.doer.is_some();
    for one in built.iter_mut().filter(taken) {
        let event = &mut one.event;
        let counterparts = event.linked.iter().filter(|link| link.kind == "counterpart" && admissions.contains_key(&link.event));
        event.admitted_by = counterparts.map(|link| link.event.clone()).collect();
        if event.admitted_by.is_empty() {
            continue;
        }
        let beside = Beside { admitted: true, only_hypothetical: false };
        (event.support, event.denied_by, event.status) = judge(&event.chains_for, &event.chains_against, beside);
        let from = event.admitted_by.iter().filter_map(|id| admissions.get(id).copied().flatten()).min();
        one.event.history = history(world, one, Some(from));
    }
}

/// Claims of the neighbouring events of one type and place, with what kept them out.
fn near_misses(world: &World, built: &mut [Built], by_place: &ByPlace) {
    let mut found: Vec<Vec<Reason>> = vec![Vec::new(); built.len()];
    for list in by_place.values() {
        for (at, &i) in list.iter().enumerate() {
            for &j in list[at + 1..].iter().take(3) {
                let Some(code) = apart(world, &built[i], &built[j]) else { continue };
                let claims = |k: usize| {
                    built[k]
                        .cluster
                        .core
                        .iter()
                        .take(3)
                        .map(|(claim, _)| Reason { claim: world.claims[*claim].claim.id.clone(), code })
                        .collect::<Vec<_>>()
                };
                found[i].extend(claims(j));
                found[j].extend(claims(i));
            }
        }
    }
    for (one, mut reasons) in built.iter_mut().zip(found) {
        reasons.sort();
        reasons.dedup();
        one.event.near_misses = reasons;
    }
}

fn apart(world: &World, a: &Built, b: &Built) -> Option<&'static str> {
    let same_type = a.event.event_type == b.event.event_type;
    if !same_type || distance(a, b) > 14 {
        return None;
    }
    Some(match () {
        _ if a.event.partial != b.event.partial => "part_not_whole",
        _ if !same_side(world, a, b) => "another_side",
        _ if a.cluster.key.content != b.cluster.key.content => "another_content",
        _ if a.cluster.days.is_none() || b.cluster.days.is_none() => "undated_without_twin",
        _ if a.cluster.days == b.cluster.days => "another_number_and_story",
        _ => "another_day",
    })
}
