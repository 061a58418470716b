//! Where numbers count whose own words tell no place. The place in focus is a hint: the dead of a war are not those of the village that
//! the sentence before was about.

use crate::days::{Day, date};
use crate::record::Measure;
use crate::series::{Item, Roots, Since};
use crate::undated::MONTH;
use crate::world::World;
use isnad_model::PlaceKind;
use std::collections::{BTreeMap, BTreeSet};

/// Days before publication from which on a number counts over a war, not over a battle.
const WAR: i32 = 300;

/// A total from which on it may be a country's.
const LARGE: u64 = 5_000;

/// Numbers whose place was carried over from another sentence count in the country when they count over years, or when the country's own
/// totals are of their size; when they count since something began, and the article tells of several places, in the region.
pub(crate) fn widen(world: &World, items: &mut [Item]) {
    let regions: BTreeSet<String> = items.iter().flat_map(|item| [Some(&item.key.area), item.carried.as_ref()]).flatten().cloned().collect();
    for item in items.iter_mut().filter(|item| !item.written) {
        let Some(place) = under(item) else { continue };
        let wider = match () {
            _ if counts_over_years(world, item) => country(world, place),
            _ if item.carried.is_some() && is_one_of_many(world, item, place) => region(world, place, &regions).or_else(|| country(world, place)),
            _ => None,
        };
        if let Some(wider) = wider {
            item.carried = None;
            item.key.area = wider;
        }
    }
    let mut totals: BTreeMap<(&str, &str), Vec<u64>> = BTreeMap::new();
    for item in items.iter().filter(|item| item.value >= LARGE && item.subgroup.is_none() && item.key.measure != Measure::Forecast) {
        totals.entry((&item.key.metric, &item.key.area)).or_default().push(item.value);
    }
    let of_country = |item: &Item| {
        let country = country(world, under(item)?)?;
        let size = |&other: &u64| item.value.max(other) <= 2 * item.value.min(other);
        totals.get(&(&item.key.metric, &country))?.iter().any(size).then_some(country)
    };
    let moved: Vec<(usize, String)> = items
        .iter()
        .enumerate()
        .filter(|(_, item)| !item.written && item.value >= LARGE && item.subgroup.is_none())
        .filter_map(|(i, item)| Some((i, of_country(item)?)))
        .collect();
    for (i, country) in moved {
        items[i].carried = None;
        items[i].key.area = country;
    }
}

/// The place that a number stands under.
fn under(item: &Item) -> Option<&str> {
    item.carried.as_deref().or(Some(item.key.area.as_str()).filter(|area| !area.is_empty()))
}

fn counts_over_years(world: &World, item: &Item) -> bool {
    let published = world.published(item.claim);
    match item.key.scope {
        Since::Day(day) => published.is_some_and(|published| published.start - day > WAR),
        Since::Year(year) => published.is_none_or(|published| date(published.start).year() > year),
        _ => false,
    }
}

/// Whether a settlement or site is only one of those that the article tells of.
fn is_one_of_many(world: &World, item: &Item, place: &str) -> bool {
    let narrow = |id: &str| !world.names.place_kind(id).is_wide();
    let article = &world.articles[world.claims[item.claim].article];
    let told = world.claims[article.claims.clone()].iter().flat_map(|facts| &facts.claim.parts.places);
    narrow(place) && told.map(|place| place.id.as_ref()).any(|other| other != place && narrow(other))
}

/// The governorate of a place, or the region that shares one with it and has numbers of its own.
fn region(world: &World, place: &str, told: &BTreeSet<String>) -> Option<String> {
    let whole = |id: &str| world.knowledge.part_of_place.get(id);
    let above = whole(place).filter(|above| !is_country(above))?;
    if world.knowledge.place_names.contains_key(above) {
        return Some(above.clone());
    }
    let beside = |id: &&String| world.names.place_kind(id) == PlaceKind::Region && whole(id) == Some(above);
    told.iter().find(beside).cloned()
}

/// Whether the id is that of a country's row among the places.
pub(crate) fn is_country(place: &str) -> bool {
    place.starts_with("country:")
}

/// The country that a place lies in.
fn country(world: &World, place: &str) -> Option<String> {
    let mut at = place;
    for _ in 0..4 {
        at = world.knowledge.part_of_place.get(at)?;
        if is_country(at) {
            return Some(at.to_owned());
        }
    }
    None
}

/// What a body counted at a place.
struct Counted {
    value: u64,
    roots: Roots,
    told: Option<Day>,
}

/// A number without a place counts where its root's other numbers of the metric, and of its size, count at that time, in the country that it
/// was carried to; else where it was carried to.
pub(crate) fn fill_areas(world: &World, items: &mut [Item]) {
    let told = |item: &Item| world.published(item.claim).map(|days| days.start);
    let mut known: BTreeMap<String, BTreeMap<String, Vec<Counted>>> = BTreeMap::new();
    for item in items.iter().filter(|item| !item.key.area.is_empty()) {
        let areas = known.entry(item.key.metric.clone()).or_default();
        let counted = Counted { value: item.value, roots: item.roots.clone(), told: told(item) };
        areas.entry(item.key.area.clone()).or_default().push(counted);
    }
    let home = |item: &Item| {
        let size = |value: u64| item.subgroup.is_some() || item.value.max(value) / item.value.min(value).max(1) < 10;
        let then = |day: Option<Day>| told(item).zip(day).is_none_or(|(own, day)| (own - day).abs() <= MONTH);
        let fits = |other: &&Counted| !other.roots.is_disjoint(&item.roots) && size(other.value) && then(other.told);
        let land = |place: &str| if is_country(place) { Some(place.to_owned()) } else { country(world, place) };
        let carried = item.carried.as_deref().and_then(land);
        let same_land = |area: &str| carried.is_none() || land(area).is_none_or(|land| carried.as_ref() == Some(&land));
        let areas = known.get(&item.key.metric)?.iter().filter(|(area, _)| same_land(area));
        let counted = areas.map(|(area, list)| (list.iter().filter(fits).count(), area));
        let (count, area) = counted.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(a.1)))?;
        (count > 0).then(|| area.clone())
    };
    let areas: Vec<Option<String>> = items.iter().map(|item| if item.key.area.is_empty() { home(item) } else { None }).collect();
    for (item, area) in items.iter_mut().zip(areas) {
        if let Some(area) = area.or_else(|| item.carried.take().filter(|_| item.key.area.is_empty())) {
            item.key.area = area;
        }
    }
}
