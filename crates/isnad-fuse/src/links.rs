//! Links between events that are one story but not one event: counterparts, threads, parts, pairs, incidents.

use crate::bucket::changes_holder;
use crate::days::{Day, Days, day};
use crate::events::{Built, Index, history};
use crate::record::{Link, Reason, Why};
use crate::status::{Beside, judge};
use crate::world::World;
use isnad_model::{EventType, Family, Interest};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Links of one kind that one event may bear; the nearest in time are kept.
const MOST: usize = 8;

/// Links events, then lets the loser's own word admit the winner's capture; only what stands near a change is looked at again. Returns
/// which events have changed in any way.
pub(crate) fn link(world: &World, built: &mut [Built], gone: &[Built], index: &Index) -> Vec<bool> {
    let nearby = Nearby::of(built, gone, index);
    let mut touched: Vec<bool> = built.iter().map(|one| one.fresh).collect();
    // What an event that is no more linked to may bear its link still.
    for number in gone.iter().flat_map(|one| &one.forward).map(|(_, number)| number) {
        if let Some(i) = nearby.index.at(*number) {
            touched[i] = true;
        }
    }
    look_forward(world, built, &nearby, &mut touched);
    look_back(built, &nearby, &mut touched);
    admit(world, built, &touched);
    near_misses(world, built, &nearby, &mut touched);
    touched
}

/// Where something has changed, and the events by place and type that what stands there may link to.
struct Nearby<'n> {
    /// Events that may link to something that has changed, and they themselves.
    concerned: Vec<usize>,
    lists: FxHashMap<(u32, EventType), Vec<usize>>,
    /// Days of the events in the lists and of the concerned.
    spans: FxHashMap<usize, Days>,
    index: &'n Index,
    changed: FxHashSet<(u32, EventType)>,
}

impl<'x> Nearby<'x> {
    fn of(built: &[Built], gone: &[Built], index: &'x Index) -> Self {
        let stirred = || built.iter().filter(|one| one.fresh).chain(gone);
        let changed: FxHashSet<(u32, EventType)> = stirred().map(|one| (one.place, one.event_type)).collect();
        let changed_places: FxHashSet<u32> = stirred().map(|one| one.place).collect();
        let concerns = |one: &Built| {
            one.fresh
                || changed_places.contains(&one.place)
                || one.pair.is_some_and(|pair| changed_places.contains(&pair))
                || one.wholes.iter().any(|&whole| changed.contains(&(whole, one.event_type)))
        };
        let concerned: Vec<usize> = (0..built.len()).filter(|&i| concerns(&built[i])).collect();
        let around = |one: &Built| one.wholes.iter().copied().chain(one.pair).chain([one.place]).collect::<Vec<u32>>();
        let places: FxHashSet<u32> = concerned.iter().flat_map(|&i| around(&built[i])).chain(changed_places.iter().copied()).collect();
        let mut lists: FxHashMap<(u32, EventType), Vec<usize>> = FxHashMap::default();
        let mut spans: FxHashMap<usize, Days> = FxHashMap::default();
        for (i, one) in built.iter().enumerate().filter(|(_, one)| places.contains(&one.place)) {
            spans.extend(span(one).map(|days| (i, days)));
            if !one.cluster.key.place.is_empty() {
                lists.entry((one.place, one.event_type)).or_default().push(i);
            }
        }
        for list in lists.values_mut() {
            list.sort_by_key(|&i| (spans.get(&i).copied(), i));
        }
        Nearby { concerned, lists, spans, index, changed }
    }

    fn span(&self, i: usize) -> Option<Days> {
        self.spans.get(&i).copied()
    }

    /// Days between two events; unknown days are taken as near.
    fn distance(&self, i: usize, j: usize) -> i32 {
        match (self.span(i), self.span(j)) {
            (Some(x), Some(y)) => (x.start - y.end).max(y.start - x.end).max(0),
            _ => 0,
        }
    }

    /// The events of a place and of some types that lie within so many days of another.
    fn within<'n>(&'n self, i: usize, place: u32, types: &'n [EventType], reach: i32) -> impl Iterator<Item = usize> + 'n {
        let lists = types.iter().filter_map(move |&event_type| self.lists.get(&(place, event_type)));
        let late = self.span(i).map_or(i32::MAX, |days| days.end.saturating_add(reach));
        // In order of their first days: what begins too late ends the list.
        let near = move |list: &'n Vec<usize>| list.iter().copied().take_while(move |&j| self.span(j).is_none_or(|days| days.start <= late));
        lists.flat_map(near).filter(move |&j| j != i && self.distance(i, j) <= reach)
    }
}

fn span(built: &Built) -> Option<Days> {
    let time = &built.event.time;
    let end = time.end.or(time.before);
    let start = time.start.or(end)?;
    Some(Days { start: day(start), end: day(end.unwrap_or(start)) })
}

/// What each event links to by itself.
fn look_forward(world: &World, built: &mut [Built], nearby: &Nearby, touched: &mut [bool]) {
    for &i in &nearby.concerned {
        let mut forward: Vec<(&'static str, u32)> = Vec::new();
        for (kind, mut others) in candidates(world, built, nearby, i) {
            others.sort_by_key(|&j| (nearby.distance(i, j), &built[j].event.id));
            others.truncate(MOST);
            forward.extend(others.into_iter().map(|j| (kind, built[j].number)));
        }
        if forward != built[i].forward {
            touched[i] = true;
            for (_, number) in forward.iter().chain(&built[i].forward) {
                if let Some(j) = nearby.index.at(*number) {
                    touched[j] = true;
                }
            }
            built[i].forward = forward;
        }
    }
}

/// The links of what was touched, those that others look for among them.
fn look_back(built: &mut [Built], nearby: &Nearby, touched: &mut [bool]) {
    let mut links: FxHashMap<usize, BTreeSet<Link>> = FxHashMap::default();
    for (i, one) in built.iter().enumerate() {
        for (kind, number) in &one.forward {
            let Some(j) = nearby.index.at(*number) else { continue };
            for (from, to) in [(i, j), (j, i)] {
                if touched[from] {
                    links.entry(from).or_default().insert(Link { kind, event: built[to].event.id.clone() });
                }
            }
        }
    }
    for i in (0..built.len()).filter(|&i| touched[i]) {
        let linked: Vec<Link> = links.remove(&i).unwrap_or_default().into_iter().collect();
        if built[i].event.linked != linked {
            Arc::make_mut(&mut built[i].event).linked = linked;
        }
    }
}

fn candidates(world: &World, built: &[Built], nearby: &Nearby, i: usize) -> Vec<(&'static str, Vec<usize>)> {
    let one = &built[i];
    if one.cluster.key.place.is_empty() {
        return Vec::new();
    }
    let event_type = one.event.event_type;
    let same_side = |j: &usize| same_side(world, one, &built[*j]);
    let mut out: Vec<(&'static str, Vec<usize>)> = Vec::new();
    if event_type == EventType::Capture && asserted(one) {
        let left = nearby.within(i, one.place, &[EventType::Withdraw], 14);
        out.push(("counterpart", left.filter(|&j| asserted(&built[j]) && !same_side(&j)).collect()));
    }
    if event_type == EventType::Capture {
        let before = nearby.within(i, one.place, &[EventType::Offensive, EventType::Advance, EventType::Siege, EventType::Clash], 14);
        out.push(("thread", before.filter(|j| built[*j].event.event_type == EventType::Clash || same_side(j)).collect()));
    }
    let own = [event_type];
    if changes_holder(event_type) && one.event.partial {
        out.push(("part_of", nearby.within(i, one.place, &own, 14).filter(|j| !built[*j].event.partial && same_side(j)).collect()));
    }
    if event_type.family() == Family::Casualties {
        use EventType::*;
        let violence = nearby.within(i, one.place, &[Airstrike, Shelling, Bombing, Clash, AttackCivilians, Offensive], i32::MAX / 2);
        out.push(("incident", violence.filter(|&j| same_incident(one, &built[j])).collect()));
    }
    let reach = if changes_holder(event_type) { 14 } else { 1 };
    for &whole in &one.wholes {
        out.push(("part_of", nearby.within(i, whole, &own, reach).filter(same_side).collect()));
    }
    if let Some(pair) = one.pair {
        use EventType::*;
        out.push(("pair", nearby.within(i, pair, &[Capture, Withdraw, Close, Open, Clash, Shelling, Airstrike], 7).collect()));
    }
    out.retain(|(_, list)| !list.is_empty());
    out
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

/// The loser's own "we left" makes the winner's capture admitted, from the day it was said.
fn admit(world: &World, built: &mut [Built], touched: &[bool]) {
    let admissions: FxHashMap<String, Option<Day>> = built
        .iter()
        .filter(|one| one.event_type == EventType::Withdraw && !one.event.partial)
        .filter_map(|one| {
            let own = one.event.chains_for.iter().find(|chain| !chain.superseded && chain.interest == Interest::Admission)?;
            Some((one.event.id.clone(), own.first))
        })
        .collect();
    // Residents and crowds take no place from anybody.
    let taken = |one: &Built| one.event.event_type == EventType::Capture && !one.event.partial && one.doer.is_some();
    for (one, _) in built.iter_mut().zip(touched).filter(|(one, touched)| **touched && taken(one)) {
        let counterparts = one.event.linked.iter().filter(|link| link.kind == "counterpart" && admissions.contains_key(&link.event));
        let admitted_by: Vec<String> = counterparts.map(|link| link.event.clone()).collect();
        if admitted_by.is_empty() && one.event.admitted_by.is_empty() {
            continue;
        }
        let from = admitted_by.iter().filter_map(|id| admissions.get(id).copied().flatten()).min();
        let core: Vec<usize> = one.cluster.core.iter().map(|(claim, _)| *claim).collect();
        let admitted = !admitted_by.is_empty();
        let history = history(world, &core, one.event.event_type, &one.stake, admitted.then_some(from));
        let event = Arc::make_mut(&mut one.event);
        let beside = Beside { admitted, only_hypothetical: core.is_empty() && event.restatements.is_empty() };
        let beside = if admitted { Beside { admitted, only_hypothetical: false } } else { beside };
        (event.support, event.denied_by, event.status) = judge(&event.chains_for, &event.chains_against, beside);
        (event.history, event.admitted_by) = (history, admitted_by);
    }
}

/// Claims of the neighbouring events of one type and place, with what kept them out.
fn near_misses(world: &World, built: &mut [Built], nearby: &Nearby, touched: &mut [bool]) {
    let claims = |built: &[Built], i: usize, code: Why| -> Vec<Reason> {
        built[i].cluster.core.iter().take(3).map(|(claim, _)| Reason { claim: world.claims[*claim].claim.id.clone(), code }).collect()
    };
    for list in nearby.changed.iter().filter_map(|changed| nearby.lists.get(changed)) {
        let mut found: Vec<BTreeSet<Reason>> = vec![BTreeSet::new(); list.len()];
        for (at, &i) in list.iter().enumerate() {
            for (other, &j) in list.iter().enumerate().skip(at + 1).take(3) {
                let Some(code) = apart(world, built, nearby, (i, j)) else { continue };
                found[at].extend(claims(built, j, code));
                found[other].extend(claims(built, i, code));
            }
        }
        for (&i, reasons) in list.iter().zip(found) {
            if !reasons.iter().eq(&built[i].event.near_misses) {
                Arc::make_mut(&mut built[i].event).near_misses = reasons.into_iter().collect();
                touched[i] = true;
            }
        }
    }
}

fn apart(world: &World, built: &[Built], nearby: &Nearby, (i, j): (usize, usize)) -> Option<Why> {
    if nearby.distance(i, j) > 14 {
        return None;
    }
    let (a, b) = (&built[i], &built[j]);
    Some(match () {
        _ if a.event.partial != b.event.partial => Why::PartNotWhole,
        _ if !same_side(world, a, b) => Why::AnotherSide,
        _ if a.cluster.key.content != b.cluster.key.content => Why::AnotherContent,
        _ if a.cluster.days.is_none() || b.cluster.days.is_none() => Why::UndatedWithoutTwin,
        _ if a.cluster.days == b.cluster.days => Why::AnotherNumberAndStory,
        _ => Why::AnotherDay,
    })
}
