//! Which numbers are one series: metric, area, scope and measure, with gaps in what single claims say filled from their kin.

use crate::areas::{fill_areas, widen};
use crate::days::{Day, day};
use crate::record::Measure;
use crate::world::World;
use isnad_model::{ClaimParts, EventType, Quantity, Scope};
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
    /// Since something whose day nobody tells.
    Event,
    Untold,
}

impl Since {
    fn of(scope: Option<&Scope>) -> Self {
        match scope {
            Some(Scope { within_hours: Some(hours), .. }) => Since::Hours(*hours),
            Some(Scope { since: Some(date), .. }) => Since::Day(day(*date)),
            Some(Scope { since_year: Some(year), .. }) => Since::Year(*year),
            Some(Scope { since_event: Some(_), .. }) => Since::Event,
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
    fill_areas(&mut items);
    for item in items.iter_mut().filter(|item| item.key.area.is_empty()) {
        let story = world.articles[world.claims[item.claim].article].story;
        item.key.story = story.map_or(String::new(), |story| world.story_ids[story].to_string());
    }
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

/// Starting days of one metric and area that lie within three days are one start.
fn join_days(items: &mut [Item]) {
    let mut starts: BTreeMap<(String, String), BTreeSet<Day>> = BTreeMap::new();
    for item in items.iter() {
        if let Since::Day(day) = item.key.scope {
            starts.entry((item.key.metric.clone(), item.key.area.clone())).or_default().insert(day);
        }
    }
    for item in items.iter_mut() {
        if let Since::Day(day) = item.key.scope {
            let list = &starts[&(item.key.metric.clone(), item.key.area.clone())];
            let mut first = day;
            for &earlier in list.range(..day).rev() {
                if day - earlier > 3 {
                    break;
                }
                first = earlier;
            }
            item.key.scope = Since::Day(first);
        }
    }
}

/// Told scopes of one metric and area, with the totals that tell them.
type Told = BTreeMap<Since, Vec<(u64, Roots)>>;

/// "Since the offensive" counts with "since 27 November"; an untold scope with the told one of the same root, if the sizes fit,
/// or, where the source was dropped, of the same number.
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
    settle_events(items);
}

fn told_scope(item: &Item, told: &Told) -> Option<Since> {
    let fits = |(value, roots): &(u64, Roots)| {
        let (small, large) = (item.value.min(*value).max(1), item.value.max(*value));
        let dropped = item.roots.is_empty() && item.value == *value;
        dropped || !roots.is_disjoint(&item.roots) && (item.subgroup.is_some() || large / small < 10)
    };
    let fitting = |scope: &Since, list: &[(u64, Roots)]| match item.key.scope {
        Since::Event => matches!(scope, Since::Day(_)),
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

/// What joined a "since the event" series follows it to the dated one.
fn settle_events(items: &mut [Item]) {
    let dated: BTreeMap<(String, String), Since> = items
        .iter()
        .filter(|item| item.key.measure == Measure::Cumulative && matches!(item.key.scope, Since::Day(_)))
        .map(|item| ((item.key.metric.clone(), item.key.area.clone()), item.key.scope.clone()))
        .collect();
    for item in items.iter_mut().filter(|item| item.key.measure == Measure::Cumulative && item.key.scope == Since::Event) {
        if let Some(scope) = dated.get(&(item.key.metric.clone(), item.key.area.clone())) {
            item.key.scope = scope.clone();
        }
    }
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
