//! Disagreement as a value: what cannot all be so, with its sides.

use crate::bucket::changes_holder;
use crate::days::{Day, day};
use crate::events::Built;
use crate::figures::latest_by_root;
use crate::memory::Memory;
use crate::record::{Chain, Contradiction, ContradictionKind, ContradictionState, Control, ControlStatus, Figure, Measure, NamedPlace, Point, Side};
use crate::status::stand_apart;
use crate::world::World;
use isnad_model::{ClaimId, EventType, ids};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All contradictions, ordered by kind and subject; those of events have been made with them.
pub(crate) fn contradictions(world: &World, memory: &Memory, built: &[Built], control: &[Arc<Control>]) -> Vec<Arc<Contradiction>> {
    let of_events = built.iter().flat_map(|one| &one.contradictions).cloned();
    let of_series = memory.series.values().flat_map(|kept| &kept.contradictions).cloned();
    let of_control = of_control(world, built, control).into_iter().map(|one| Arc::new(named(one)));
    // Those of events come in the order of their events: each kind is sorted already, and the sort below has little to do.
    let mut kinds: BTreeMap<ContradictionKind, Vec<Arc<Contradiction>>> = BTreeMap::new();
    for one in of_events.chain(of_series).chain(of_control) {
        kinds.entry(one.kind).or_default().push(one);
    }
    let mut out: Vec<Arc<Contradiction>> = kinds.into_values().flatten().collect();
    out.sort_by(|a, b| (a.kind, &a.event, &a.figure, &a.id).cmp(&(b.kind, &b.event, &b.figure, &b.id)));
    out
}

/// What contradicts itself in one event and the series of its numbers.
pub(crate) fn of_event(world: &World, one: &Built) -> Vec<Arc<Contradiction>> {
    let own = [polarity(one), responsibility(world, one), time(one)].into_iter().flatten();
    own.map(|one| Arc::new(named(one))).chain(of_figures(&one.figures)).collect()
}

/// What contradicts itself in some series.
pub(crate) fn of_figures(figures: &[Arc<Figure>]) -> Vec<Arc<Contradiction>> {
    figures.iter().filter_map(|figure| quantity(figure)).map(|one| Arc::new(named(one))).collect()
}

fn named(one: Contradiction) -> Contradiction {
    let place = one.place.as_ref().map_or("", |place| place.name.id.as_str());
    let parts = [one.kind.name(), one.event.as_deref().unwrap_or(""), one.figure.as_deref().unwrap_or(""), place];
    let id = format!("x-{}", &ids::digest(&parts)[..16]);
    Contradiction { id, ..one }
}

fn blank(kind: ContradictionKind, state: ContradictionState, reason: &str, sides: Vec<Side>) -> Contradiction {
    Contradiction { id: String::new(), kind, state, reason: reason.to_owned(), event: None, figure: None, place: None, sides }
}

fn side<'c>(position: &str, chains: impl IntoIterator<Item = &'c Chain>) -> Side {
    let mut side = Side { position: position.to_owned(), ..Side::default() };
    for chain in chains {
        side.chains.push(chain.root.id.clone());
        side.claims.extend(chain.claims.iter().cloned());
    }
    tidy(&mut side);
    side
}

fn tidy(side: &mut Side) {
    side.chains.sort();
    side.chains.dedup();
    side.claims.sort();
    side.claims.dedup();
}

fn place_of(built: &Built) -> Option<NamedPlace> {
    built.event.places.first().cloned()
}

/// Asserted by some, denied by others.
fn polarity(built: &Built) -> Option<Contradiction> {
    let event = &built.event;
    // Who did it is a matter of responsibility.
    if event.chains_for.is_empty() || event.chains_against.iter().all(|chain| !chain.denies_doing.is_empty()) {
        return None;
    }
    let taken_back = event.chains_for.iter().chain(&event.chains_against).any(|chain| chain.superseded);
    let (state, reason) = match () {
        _ if stand_apart(&event.chains_for, &event.chains_against) => (ContradictionState::Open, "asserted and denied"),
        _ if taken_back => (ContradictionState::Superseded, "the same root later said the opposite"),
        _ if event.chains_against.iter().all(|chain| chain.outdated || !chain.denies_doing.is_empty()) => {
            (ContradictionState::Explained, "denied of days before")
        }
        _ => (ContradictionState::Explained, "one root says both, and which came last is not known"),
    };
    let sides = vec![side("asserted", &event.chains_for), side("denied", event.chains_against.iter().filter(|chain| chain.denies_doing.is_empty()))];
    Some(Contradiction { event: Some(event.id.clone()), place: place_of(built), ..blank(ContradictionKind::Polarity, state, reason, sides) })
}

/// One incident, blamed on more than one side.
fn responsibility(world: &World, built: &Built) -> Option<Contradiction> {
    let doers = &built.event.perpetrators;
    let blamed: Vec<_> = doers.iter().filter(|doer| !doer.chains.is_empty()).collect();
    let same_side = |a: &str, b: &str| world.knowledge.same_side(a, b, built.day());
    let apart =
        blamed.iter().any(|a| blamed.iter().any(|b| !same_side(&a.actor.id, &b.actor.id) && a.chains.iter().any(|root| !b.chains.contains(root))));
    if !apart {
        return None;
    }
    let sides = blamed
        .iter()
        .map(|doer| Side {
            position: doer.actor.id.clone(),
            actor: Some(doer.actor.clone()),
            chains: doer.chains.clone(),
            claims: doer.claims.clone(),
        })
        .collect();
    let found = blank(ContradictionKind::Responsibility, ContradictionState::Open, "blamed on different sides", sides);
    Some(Contradiction { event: Some(built.event.id.clone()), place: place_of(built), ..found })
}

/// One change of holder, dated differently by different roots.
fn time(built: &Built) -> Option<Contradiction> {
    let event = &built.event;
    if !changes_holder(event.event_type) || event.dates.len() < 2 {
        return None;
    }
    let told: BTreeMap<&ClaimId, Date> = event.dates.iter().flat_map(|(date, claims)| claims.iter().map(|id| (id, *date))).collect();
    let mut days_of: BTreeMap<String, BTreeMap<Date, Vec<ClaimId>>> = BTreeMap::new();
    for chain in event.chains_for.iter().filter(|chain| !chain.superseded) {
        for (id, date) in chain.claims.iter().filter_map(|id| Some((id, told.get(id)?))) {
            days_of.entry(chain.root.id.clone()).or_default().entry(*date).or_default().push(id.clone());
        }
    }
    let firsts: BTreeSet<Date> = days_of.values().filter_map(|days| days.keys().next().copied()).collect();
    if firsts.len() < 2 {
        return None;
    }
    let mut sides: Vec<Side> = firsts.iter().map(|date| Side { position: date.to_string(), ..Side::default() }).collect();
    for (root, days) in days_of {
        let Some((date, claims)) = days.into_iter().next() else { continue };
        for side in sides.iter_mut().filter(|side| side.position == date.to_string()) {
            side.chains.push(root.clone());
            side.claims.extend(claims.iter().cloned());
            tidy(side);
        }
    }
    let found = blank(ContradictionKind::Time, ContradictionState::Open, "dated differently", sides);
    Some(Contradiction { event: Some(event.id.clone()), place: place_of(built), ..found })
}

/// Ranges of different roots that do not meet. Two values of one root at two times are updates, never a contradiction.
fn quantity(figure: &Figure) -> Option<Contradiction> {
    if figure.measure == Measure::Forecast {
        return None;
    }
    let latest: Vec<&Point> = latest_by_root(&figure.points).into_values().collect();
    let mut state = None;
    let mut parted: BTreeSet<usize> = BTreeSet::new();
    for (i, a) in latest.iter().enumerate() {
        for (j, b) in latest.iter().enumerate().skip(i + 1) {
            if meet(a, b) {
                continue;
            }
            parted.extend([i, j]);
            let grown = figure.measure != Measure::Incident && later_is_larger(a, b);
            let this = if grown { ContradictionState::Explained } else { ContradictionState::Open };
            state = Some(state.map_or(this, |state: ContradictionState| state.min(this)));
        }
    }
    let state = state?;
    let reason = if state == ContradictionState::Open { "counts that do not meet" } else { "a later count" };
    let sides = parted.into_iter().map(|i| {
        let point = latest[i];
        let chains = point.root.iter().map(|root| root.id.clone()).collect();
        Side { position: point.value.to_string(), chains, claims: point.claims.clone(), actor: None }
    });
    let found = blank(ContradictionKind::Quantity, state, reason, sides.collect());
    Some(Contradiction { figure: Some(figure.id.clone()), event: figure.event.clone(), place: figure.area.clone(), ..found })
}

/// Whether two ranges share a value; "about" reaches a tenth either way.
fn meet(a: &Point, b: &Point) -> bool {
    let range = |point: &Point| {
        let slack = if point.bound == isnad_model::Bound::Approx { point.value / 10 } else { 0 };
        (point.low.unwrap_or(0).saturating_sub(slack), point.high.map_or(u64::MAX, |high| high + slack))
    };
    let (x, y) = (range(a), range(b));
    x.0 <= y.1 && y.0 <= x.1
}

fn later_is_larger(a: &Point, b: &Point) -> bool {
    match (a.as_of, b.as_of) {
        (Some(x), Some(y)) => day(x) != day(y) && (day(x) < day(y)) == (a.value < b.value),
        _ => false,
    }
}

/// Days before a place came to stand as it does, in which it was told to change hands for that.
const LATELY: Day = 45;

/// Sides that each say they hold a place.
fn of_control(world: &World, built: &[Built], control: &[Arc<Control>]) -> Vec<Contradiction> {
    let open: BTreeMap<&str, &Control> = control
        .iter()
        .filter(|one| matches!(one.status, ControlStatus::Claimed | ControlStatus::Contested))
        .map(|one| (one.place.name.id.as_str(), &**one))
        .collect();
    let mut by_place: BTreeMap<&str, BTreeMap<&str, Vec<&Chain>>> = BTreeMap::new();
    let mut days: BTreeMap<&str, Date> = BTreeMap::new();
    for one in built.iter().filter(|one| matches!(one.event_type, EventType::Capture | EventType::Hold) && !one.event.partial) {
        let Some(actor) = &one.doer else { continue };
        let chains = one.event.chains_for.iter().filter(|chain| !chain.superseded);
        // What was told long before the place came to stand as it does is no side of it.
        let since = |control: &&Control| control.since.map(day).zip(one.day().map(day)).is_none_or(|(since, on)| on >= since - LATELY);
        if open.get(one.cluster.key.place.as_str()).is_some_and(since) {
            by_place.entry(&one.cluster.key.place).or_default().entry(actor).or_default().extend(chains);
            if let Some(day) = one.day() {
                let last = days.entry(&one.cluster.key.place).or_insert(day);
                *last = day.max(*last);
            }
        }
    }
    let mut out = Vec::new();
    for (place, mut actors) in by_place {
        actors.retain(|_, chains| !chains.is_empty());
        let apart = actors.keys().any(|a| actors.keys().any(|b| !world.knowledge.same_side(a, b, days.get(place).copied())));
        if apart {
            let sides = actors.into_iter().map(|(actor, chains)| Side { actor: Some(world.names.entity(actor)), ..side(actor, chains) }).collect();
            let found = blank(ContradictionKind::Control, ContradictionState::Open, "both are said to hold it", sides);
            out.push(Contradiction { place: Some(world.names.place(place)), ..found });
        }
    }
    out
}
