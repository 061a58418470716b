//! Which numbers are one series: metric, area, scope and measure, with gaps in what single claims say filled from their kin.

use crate::areas::{fill_areas, widen};
use crate::days::{Day, day};
use crate::record::Measure;
use crate::sets::Sets;
use crate::world::World;
use isnad_model::{ClaimParts, EventType, Quantity, Scope};
use isnad_text::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// A number on its way into a series.
#[derive(Clone)]
pub(crate) struct Item {
    pub claim: usize,
    pub subgroup: Option<String>,
    pub value: u64,
    pub key: SeriesKey,
    pub roots: Roots,
    /// A place that was carried over from another sentence: it counts only where nothing better is known.
    pub carried: Option<String>,
    /// Whether its own words tell its area.
    pub written: bool,
}

/// Roots that a number counts for.
pub(crate) type Roots = BTreeSet<String>;

/// What numbers of one series share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SeriesKey {
    pub metric: String,
    pub measure: Measure,
    /// Empty when no place is told.
    pub area: String,
    /// Numbers without a place count together within one story only; empty where a place is told.
    pub story: String,
    pub scope: Since,
    /// Numbers a magnitude apart that nobody counts together.
    pub magnitude: u32,
}

/// Since when a number counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Since {
    Day(Day),
    Year(i16),
    Hours(u32),
    /// Since something whose day nobody tells, by its folded name: a truce is no war.
    Event(String),
    Untold,
}

impl Since {
    fn of(scope: Option<&Scope>) -> Self {
        match scope {
            Some(Scope { within_hours: Some(hours), .. }) => Since::Hours(*hours),
            Some(Scope { since: Some(date), .. }) => Since::Day(day(*date)),
            Some(Scope { since_year: Some(year), .. }) => Since::Year(*year),
            Some(Scope { since_event: Some(event), .. }) => Since::Event(fold(event)),
            _ => Since::Untold,
        }
    }
}

/// The numbers of all series but those of incidents, with settled keys.
pub(crate) fn items(world: &World) -> Vec<Item> {
    let mut items: Vec<Item> = (0..world.claims.len()).filter_map(|claim| item(world, claim)).collect();
    widen(world, &mut items);
    inherit(world, &mut items);
    join_days(&mut items);
    fill_areas(world, &mut items);
    for item in items.iter_mut().filter(|item| item.key.area.is_empty()) {
        let story = world.articles[world.claims[item.claim].article].story;
        item.key.story = story.map_or(String::new(), |story| world.story_ids[story].to_string());
    }
    join_events(world, &mut items);
    date_events(world, &mut items);
    fill_scopes(world, &mut items);
    part_magnitudes(&mut items);
    items
}

fn item(world: &World, claim: usize) -> Option<Item> {
    let facts = &world.claims[claim];
    let parts = &facts.claim.parts;
    let quantity = parts.quantity.as_ref()?;
    let measure = facts.measure.filter(|measure| *measure != Measure::Incident && facts.in_body())?;
    let scoped = measure == Measure::Cumulative && quantity.scope.is_some();
    let place =
        |written: bool| parts.places.first().filter(|place| (!scoped || !place.surface.is_empty()) == written).map(|place| place.id.to_string());
    let (area, carried) = (place(true).unwrap_or_default(), place(false));
    Some(Item {
        claim,
        subgroup: subgroup(quantity),
        value: quantity.value,
        carried,
        written: parts.places.first().is_some_and(|place| !place.surface.is_empty()),
        key: SeriesKey {
            metric: metric(&facts.claim.parts).to_owned(),
            measure,
            area,
            story: String::new(),
            scope: if measure == Measure::Forecast { Since::Untold } else { Since::of(quantity.scope.as_ref()) },
            magnitude: 0,
        },
        roots: facts.origins.iter().filter_map(|origin| origin.root.clone()).collect(),
    })
}

/// What is counted. People who come free are no detained, whatever noun counts them.
pub(crate) fn metric(parts: &ClaimParts) -> &str {
    let named = parts.quantity.as_ref().map_or("", |quantity| quantity.metric.as_str());
    if EventType::parse(named).is_some() { parts.event_type.name() } else { named }
}

/// The part of a total that a number is, told or not.
pub(crate) fn subgroup(quantity: &Quantity) -> Option<String> {
    quantity.subgroup.clone().or(quantity.part_of_total.then(|| "part".to_owned()))
}

/// A part counts over what its total counts over.
fn inherit(world: &World, items: &mut [Item]) {
    let keys: BTreeMap<u64, SeriesKey> = items.iter().map(|item| (world.claims[item.claim].number, item.key.clone())).collect();
    for item in items.iter_mut() {
        if let Some(total) = world.claims[item.claim].total.and_then(|total| keys.get(&total)) {
            if item.key.area.is_empty() || !item.written && !total.area.is_empty() {
                item.key.area = total.area.clone();
            }
            if item.key.scope == Since::Untold && total.measure == item.key.measure {
                item.key.scope = total.scope.clone();
            }
        }
    }
}

/// Starting days of one metric and area that lie within three days of the first of them are one start.
fn join_days(items: &mut [Item]) {
    let mut starts: BTreeMap<(String, String), BTreeMap<Day, Day>> = BTreeMap::new();
    for item in items.iter() {
        if let Since::Day(day) = item.key.scope {
            starts.entry((item.key.metric.clone(), item.key.area.clone())).or_default().insert(day, day);
        }
    }
    for list in starts.values_mut() {
        let mut first = Day::MIN;
        for (&day, start) in list.iter_mut() {
            first = if i64::from(day) - i64::from(first) > 3 { day } else { first };
            *start = first;
        }
    }
    for item in items.iter_mut() {
        if let Since::Day(day) = item.key.scope {
            item.key.scope = Since::Day(starts[&(item.key.metric.clone(), item.key.area.clone())][&day]);
        }
    }
}

/// Totals of one metric and area, by what they count from.
type Counted<'i, K> = BTreeMap<(String, String), BTreeMap<K, Vec<&'i Item>>>;

fn totals<'i, K: Ord>(items: &'i [Item], scope: impl Fn(&'i Since) -> Option<K>) -> Counted<'i, K> {
    let mut out: Counted<'i, K> = BTreeMap::new();
    for item in items.iter().filter(|item| item.key.measure == Measure::Cumulative && item.subgroup.is_none()) {
        if let Some(scope) = scope(&item.key.scope) {
            out.entry((item.key.metric.clone(), item.key.area.clone())).or_default().entry(scope).or_default().push(item);
        }
    }
    out
}

fn event_of(scope: &Since) -> Option<&str> {
    match scope {
        Since::Event(event) => Some(event),
        _ => None,
    }
}

/// Two names of one event: one root counts from both, its numbers only grow, and no page tells both.
fn join_events(world: &World, items: &mut [Item]) {
    let mut renamed: BTreeMap<((String, String), String), String> = BTreeMap::new();
    for (place, events) in totals(items, event_of) {
        let names: Vec<&str> = events.keys().copied().collect();
        let mut sets = Sets::new(names.len());
        for (i, a) in names.iter().enumerate() {
            for (j, b) in names.iter().enumerate().skip(i + 1) {
                if grows(world, &events[a], &events[b]) {
                    sets.union(i, j);
                }
            }
        }
        // The smallest name of each.
        let mut first: BTreeMap<usize, &str> = BTreeMap::new();
        for (i, name) in names.iter().enumerate() {
            let first = *first.entry(sets.find(i)).or_insert(name);
            renamed.insert((place.clone(), (*name).to_owned()), first.to_owned());
        }
    }
    for item in items.iter_mut() {
        let place = (item.key.metric.clone(), item.key.area.clone());
        if let Since::Event(event) = &mut item.key.scope {
            if let Some(name) = renamed.get(&(place, event.clone())) {
                event.clone_from(name);
            }
        }
    }
}

/// "Since the offensive" counts with "since 27 November" where somebody tells that it began on that day, or where one root counts both
/// and its numbers, in the order in which they were told, only grow.
fn date_events(world: &World, items: &mut [Item]) {
    let place = |item: &Item| (item.key.metric.clone(), item.key.area.clone());
    let days = totals(items, |scope| if let Since::Day(day) = scope { Some(*day) } else { None });
    let events = totals(items, event_of);
    let mut dated: BTreeMap<((String, String), String), Day> = BTreeMap::new();
    for (place, events) in events {
        let Some(days) = days.get(&place) else { continue };
        for (event, counted) in events {
            let named = |list: &[&Item]| {
                let mut scopes = list.iter().filter_map(|item| world.claims[item.claim].claim.parts.quantity.as_ref()?.scope.as_ref());
                scopes.any(|scope| scope.since_event.as_deref().is_some_and(|words| fold(words) == event))
            };
            let found = days.iter().filter(|(_, list)| named(list) || grows(world, &counted, list));
            if let Some((day, _)) = found.max_by_key(|(day, list)| (named(list), list.len(), **day)) {
                dated.insert((place.clone(), event.to_owned()), *day);
            }
        }
    }
    for item in items.iter_mut() {
        if let Since::Event(event) = &item.key.scope {
            if let Some(day) = dated.get(&(place(item), event.clone())) {
                item.key.scope = Since::Day(*day);
            }
        }
    }
}

/// Whether a root counts in both lists, of one size, and never told less later, nor both on one page.
fn grows(world: &World, a: &[&Item], b: &[&Item]) -> bool {
    let roots = |list: &[&Item]| list.iter().flat_map(|item| item.roots.iter().cloned()).collect::<BTreeSet<String>>();
    let shared: Vec<String> = roots(a).intersection(&roots(b)).cloned().collect();
    let one = |root: &String| {
        let mut told: Vec<_> =
            a.iter().chain(b).filter(|item| item.roots.contains(root)).map(|item| (world.moment(item.claim), item.value)).collect();
        told.sort_unstable();
        let known: Vec<_> = told.iter().filter(|(moment, _)| moment.is_some()).collect();
        let sizes = || told.iter().map(|(_, value)| *value);
        let close = sizes().max().unwrap_or(0) / sizes().min().unwrap_or(1).max(1) < 10;
        close && known.windows(2).all(|pair| if pair[0].0 == pair[1].0 { pair[0].1 == pair[1].1 } else { pair[0].1 <= pair[1].1 })
    };
    let pages = |list: &[&Item]| list.iter().map(|item| world.claims[item.claim].article).collect::<BTreeSet<usize>>();
    !shared.is_empty() && pages(a).is_disjoint(&pages(b)) && shared.iter().all(one)
}

/// Told scopes of one metric and area, with the totals that tell them.
type Told = BTreeMap<Since, Vec<(u64, Roots)>>;

/// An untold scope is the told one of the same root, if the sizes fit, or, where the source was dropped, of the same number.
fn fill_scopes(world: &World, items: &mut [Item]) {
    let mut told: BTreeMap<(String, String), Told> = BTreeMap::new();
    for item in items.iter().filter(|item| item.key.measure == Measure::Cumulative && item.key.scope != Since::Untold && item.subgroup.is_none()) {
        let place = (item.key.metric.clone(), item.key.area.clone());
        told.entry(place).or_default().entry(item.key.scope.clone()).or_default().push((item.value, item.roots.clone()));
    }
    let scopes: Vec<Option<Since>> =
        items.iter().map(|item| told.get(&(item.key.metric.clone(), item.key.area.clone())).and_then(|told| told_scope(item, told))).collect();
    // Numbers that flat prose tells beside one that has found its series go with it.
    let beside = |item: &Item| (world.claims[item.claim].article, item.key.clone());
    let flat = |item: &Item| item.roots.is_empty() && item.key.scope == Since::Untold;
    let led: BTreeMap<(usize, SeriesKey), Since> =
        items.iter().zip(&scopes).filter(|(item, _)| flat(item)).filter_map(|(item, scope)| Some((beside(item), scope.clone()?))).collect();
    let scopes: Vec<Option<Since>> =
        items.iter().zip(scopes).map(|(item, scope)| scope.or_else(|| led.get(&beside(item)).filter(|_| flat(item)).cloned())).collect();
    for (item, scope) in items.iter_mut().zip(scopes) {
        if let Some(scope) = scope {
            item.key.scope = scope;
            item.key.measure = Measure::Cumulative;
        }
    }
}

fn told_scope(item: &Item, told: &Told) -> Option<Since> {
    let fits = |(value, roots): &(u64, Roots)| {
        let (small, large) = (item.value.min(*value).max(1), item.value.max(*value));
        let dropped = item.roots.is_empty() && item.value == *value;
        dropped || !roots.is_disjoint(&item.roots) && (item.subgroup.is_some() || large / small < 10)
    };
    let fitting = |scope: &Since, list: &[(u64, Roots)]| match item.key.scope {
        Since::Untold if matches!(item.key.measure, Measure::Stock | Measure::Cumulative) => {
            !matches!(scope, Since::Hours(_)) && list.iter().any(fits)
        }
        _ => false,
    };
    told.iter()
        .filter(|(scope, list)| fitting(scope, list))
        .max_by_key(|(scope, list)| (list.len(), (*scope).clone()))
        .map(|(scope, _)| scope.clone())
}

/// Totals of one series that lie ten times apart, by roots that have nothing in common, are two series.
fn part_magnitudes(items: &mut [Item]) {
    let mut by_key: BTreeMap<SeriesKey, Vec<usize>> = BTreeMap::new();
    for (i, item) in items.iter().enumerate().filter(|(_, item)| item.subgroup.is_none() && item.key.measure != Measure::Forecast) {
        by_key.entry(item.key.clone()).or_default().push(i);
    }
    for mut list in by_key.into_values() {
        list.sort_by_key(|&i| (items[i].value, i));
        let mut magnitude = 0;
        for at in 1..list.len() {
            let (below, above) = (&items[list[at - 1]], &items[list[at]]);
            let union = |part: &[usize]| part.iter().flat_map(|&i| items[i].roots.iter().cloned()).collect::<BTreeSet<String>>();
            let apart = above.value / below.value.max(1) >= 10 && union(&list[..at]).is_disjoint(&union(&list[at..]));
            if apart {
                magnitude += 1;
            }
            items[list[at]].key.magnitude = magnitude;
        }
    }
}
