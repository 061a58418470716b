//! Figure series: points by root and value, the best value by a named rule, stale parts, numbers taken back.

use crate::chains::chains;
use crate::contradictions::of_figures;
use crate::days::{Day, date};
use crate::events::{Built, settle_flat_denials};
use crate::interest::Stake;
use crate::measure::in_series;
use crate::memory::{Mark, Memory};
use crate::record::{Contradiction, Figure, Measure, Named, Point, Why};
use crate::series::{Item, SeriesKey, Since, items, metric, subgroup};
use crate::world::World;
use isnad_model::{ClaimId, EventType, Polarity, Quantity, Scope, ids};
use jiff::civil::DateTime;
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All series, ordered by metric, area, measure, then id; those of events have been made with them.
pub(crate) fn figures(world: &World, memory: &mut Memory, built: &[Built], gone: &[Built]) -> Vec<Arc<Figure>> {
    let mut new: Vec<Arc<Figure>> = built.iter().filter(|one| one.fresh).flat_map(|one| one.figures.iter().cloned()).collect();
    let mut old: Vec<Arc<Figure>> = gone.iter().flat_map(|one| one.figures.iter().cloned()).chain(std::mem::take(&mut memory.outdated)).collect();
    let counted = world.claims.iter().filter(|facts| in_series(facts)).map(|facts| Mark::of(world, facts));
    if !counted.clone().eq(memory.counted_marks.iter().copied()) {
        memory.counted_marks = counted.collect();
        again(world, memory, &mut new, &mut old);
    }
    let mut out = std::mem::take(&mut memory.figures);
    if !(new.is_empty() && old.is_empty()) {
        let old: FxHashSet<*const Figure> = old.iter().map(Arc::as_ptr).collect();
        out.retain(|figure| !old.contains(&Arc::as_ptr(figure)));
        // A sorted list and a short tail.
        out.extend(new);
        out.sort_by(|a, b| (&a.metric, area(a), a.measure, &a.id).cmp(&(&b.metric, area(b), b.measure, &b.id)));
    }
    memory.figures.clone_from(&out);
    out
}

/// Series that are of no event, by the claims that they were made of, and what contradicts itself in them.
#[derive(Debug)]
pub(crate) struct Kept {
    marks: Vec<Mark>,
    figures: Vec<Arc<Figure>>,
    pub contradictions: Vec<Arc<Contradiction>>,
}

/// Makes those series anew that are of other numbers than before.
fn again(world: &World, memory: &mut Memory, new: &mut Vec<Arc<Figure>>, old: &mut Vec<Arc<Figure>>) {
    let mut groups: BTreeMap<SeriesKey, Vec<Item>> = BTreeMap::new();
    for item in items(world) {
        groups.entry(item.key.clone()).or_default().push(item);
    }
    let mut before = std::mem::take(&mut memory.series);
    for (key, items) in groups {
        let marks: Vec<Mark> = items.iter().map(|item| Mark::of(world, &world.claims[item.claim])).collect();
        let made = match before.remove(&key) {
            Some(kept) if kept.marks == marks => kept,
            outdated => {
                old.extend(outdated.into_iter().flat_map(|kept| kept.figures));
                let figures: Vec<Arc<Figure>> = group(world, &key, "", &items).into_iter().map(Arc::new).collect();
                let contradictions = of_figures(&figures);
                new.extend(figures.iter().cloned());
                Kept { marks, figures, contradictions }
            }
        };
        memory.series.insert(key, made);
    }
    // What is left of the series of before is no more.
    old.extend(before.into_values().flat_map(|kept| kept.figures));
}

fn area(figure: &Figure) -> Option<&str> {
    figure.area.as_ref().map(|area| area.name.id.as_str())
}

/// The series of the numbers that one event's claims tell.
pub(crate) fn of_event(world: &World, built: &Built) -> Vec<Arc<Figure>> {
    let mut groups: BTreeMap<SeriesKey, Vec<Item>> = BTreeMap::new();
    for item in incident_items(world, built) {
        groups.entry(item.key.clone()).or_default().push(item);
    }
    groups.into_iter().flat_map(|(key, items)| group(world, &key, &built.event.id, &items)).map(Arc::new).collect()
}

fn incident_items(world: &World, built: &Built) -> Vec<Item> {
    let item = |&(claim, _): &(usize, Why)| {
        let quantity = world.claims[claim].claim.parts.quantity.as_ref()?;
        Some(Item {
            claim,
            subgroup: subgroup(quantity),
            value: quantity.value,
            carried: None,
            written: true,
            key: SeriesKey {
                metric: metric(&world.claims[claim].claim.parts).to_owned(),
                measure: Measure::Incident,
                area: built.cluster.key.place.clone(),
                story: String::new(),
                scope: Since::Untold,
                magnitude: 0,
            },
            roots: BTreeSet::new(),
        })
    };
    built.cluster.core.iter().filter_map(item).collect()
}

/// The series of a group: its total, then each subgroup with the total as parent.
fn group(world: &World, key: &SeriesKey, event: &str, items: &[Item]) -> Vec<Figure> {
    let mut by_subgroup: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
    for item in items {
        by_subgroup.entry(item.subgroup.clone()).or_default().push(item.claim);
    }
    let id = |subgroup: Option<&str>| {
        let (scope, magnitude) = (format!("{:?}", key.scope), key.magnitude.to_string());
        let parts = [&key.metric, subgroup.unwrap_or(""), &key.area, &key.story, &scope, key.measure.name(), &magnitude, event];
        format!("f-{}", &ids::digest(&parts)[..16])
    };
    let total = by_subgroup.contains_key(&None).then(|| id(None));
    let total_points: Vec<Point> = by_subgroup.get(&None).map_or(Vec::new(), |claims| points(world, key, claims));
    by_subgroup
        .iter()
        .map(|(subgroup, claims)| {
            let points = if subgroup.is_none() { total_points.clone() } else { points(world, key, claims) };
            let mut flags = flags(&points, key.measure);
            if subgroup.is_some() && stale(world, &points, &total_points) {
                flags.push("stale");
            }
            let (low, best, high, rule) = summary(world, &points, key.measure);
            Figure {
                id: id(subgroup.as_deref()),
                metric: key.metric.clone(),
                subgroup: subgroup.clone(),
                area: (!key.area.is_empty()).then(|| world.names.place(&key.area)),
                scope: scope(world, key, claims),
                measure: key.measure,
                parent: subgroup.as_ref().and(total.clone()),
                event: (!event.is_empty()).then(|| event.to_owned()),
                points,
                low,
                best,
                high,
                rule,
                flags,
            }
        })
        .collect()
}

fn scope(world: &World, key: &SeriesKey, claims: &[usize]) -> Option<Scope> {
    let words = || claims.iter().filter_map(|&claim| quantity(world, claim).scope.as_ref()?.since_event.clone()).min();
    match key.scope {
        Since::Day(day) => Some(Scope { since: Some(date(day)), ..Scope::default() }),
        Since::Year(year) => Some(Scope { since_year: Some(year), ..Scope::default() }),
        Since::Hours(hours) => Some(Scope { within_hours: Some(hours), ..Scope::default() }),
        Since::Event(_) => Some(Scope { since_event: words(), ..Scope::default() }),
        Since::Untold => None,
    }
}

fn quantity<'w>(world: &'w World, claim: usize) -> &'w Quantity {
    world.claims[claim].claim.parts.quantity.as_ref().expect("invariant: only claims with a number enter a series")
}

fn event_type(metric: &str) -> EventType {
    EventType::parse(metric).unwrap_or(EventType::Killed)
}

/// Chain, value, low and high: claims that share them are one point.
type PointKey = (Option<usize>, u64, Option<u64>, Option<u64>);

/// The points of one series in the order of their days.
fn points(world: &World, key: &SeriesKey, claims: &[usize]) -> Vec<Point> {
    let (denied, asserted): (Vec<usize>, Vec<usize>) = claims.iter().partition(|&&claim| world.claims[claim].is_denied());
    let (chains, zero) = chains(world, &asserted, event_type(&key.metric), Polarity::Asserted, &Stake::default());
    let index: BTreeMap<&ClaimId, usize> = asserted.iter().map(|&claim| (&world.claims[claim].claim.id, claim)).collect();
    let mut groups: BTreeMap<PointKey, Vec<usize>> = BTreeMap::new();
    for (at, chain) in chains.iter().enumerate() {
        for claim in chain.claims.iter().filter_map(|id| index.get(id)) {
            let number = quantity(world, *claim);
            groups.entry((Some(at), number.value, number.low, number.high)).or_default().push(*claim);
        }
    }
    let mut dropped: BTreeMap<u64, Vec<ClaimId>> = BTreeMap::new();
    let attributed: BTreeSet<u64> = groups.keys().map(|key| key.1).collect();
    for claim in zero {
        let number = quantity(world, claim);
        if attributed.contains(&number.value) {
            dropped.entry(number.value).or_default().push(world.claims[claim].claim.id.clone());
        } else {
            groups.entry((None, number.value, number.low, number.high)).or_default().push(claim);
        }
    }
    let told = |((chain, ..), claims): (PointKey, Vec<usize>)| {
        let (day, point) = point(world, chain.map(|at| &chains[at]), &claims, &dropped);
        Told { day, hour: claims.iter().filter_map(|&claim| world.hour(claim)).min(), point }
    };
    let mut points: Vec<Told> = groups.into_iter().map(told).collect();
    order(&mut points, key.measure);
    let mut points: Vec<Point> = points.into_iter().map(|told| told.point).collect();
    deny(world, &mut points, &denied);
    points
}

fn point(world: &World, chain: Option<&crate::record::Chain>, claims: &[usize], dropped: &BTreeMap<u64, Vec<ClaimId>>) -> (Day, Point) {
    let number = quantity(world, claims[0]);
    let day_of = |inferred: bool| {
        let of_kind = claims.iter().filter(|&&claim| world.articles[world.claims[claim].article].inferred.is_some() == inferred);
        of_kind.filter_map(|&claim| world.day_told(claim)).min()
    };
    let exact = day_of(false);
    let day = exact.or_else(|| day_of(true));
    let entities = |ids: BTreeSet<String>| world.names.entities(&ids);
    let members: BTreeSet<String> = claims.iter().flat_map(|&claim| world.claims[claim].origins.iter().map(|origin| origin.member.clone())).collect();
    let relays: BTreeSet<String> = claims.iter().flat_map(|&claim| world.claims[claim].relays.iter().cloned()).collect();
    let point = Point {
        value: number.value,
        low: number.low,
        high: number.high,
        bound: number.bound,
        as_of: day.map(date),
        as_of_inferred: exact.is_none() && day.is_some(),
        root: chain.map(|chain| chain.root.clone()),
        members: entities(members),
        relays: entities(relays),
        claims: crate::events::claim_ids(world, claims),
        dropped: dropped.get(&number.value).cloned().unwrap_or_default(),
        retracted: false,
        denied_by: Vec::new(),
    };
    (day.unwrap_or(Day::MAX), point)
}

/// A point with the day and hour at which it was first told.
struct Told {
    day: Day,
    hour: Option<DateTime>,
    point: Point,
}

/// By day, and within a day by the hour, where it is known of all that day's; in a cumulative series a point without an own date stands
/// where its value puts it among the dated ones of its root.
fn order(points: &mut [Told], measure: Measure) {
    if measure == Measure::Cumulative {
        let dated: Vec<(Day, u64, Option<Named>)> = points
            .iter()
            .filter(|told| !told.point.as_of_inferred && told.day != Day::MAX)
            .map(|told| (told.day, told.point.value, told.point.root.clone()))
            .collect();
        for told in points.iter_mut().filter(|told| told.point.as_of_inferred || told.day == Day::MAX) {
            let kin = || dated.iter().filter(|(_, _, root)| *root == told.point.root);
            let latest = kin().filter(|(_, value, _)| *value > told.point.value).map(|(day, ..)| *day).min().unwrap_or(Day::MAX);
            let earliest = kin().filter(|(_, value, _)| *value < told.point.value).map(|(day, ..)| *day).max().unwrap_or(Day::MIN);
            told.day = told.day.min(latest).max(earliest);
        }
    }
    let hourless: BTreeSet<Day> = points.iter().filter(|told| told.hour.is_none()).map(|told| told.day).collect();
    points.iter_mut().filter(|told| hourless.contains(&told.day)).for_each(|told| told.hour = None);
    let rest = |point: &Point| (point.value, point.root.clone(), point.low, point.high);
    points.sort_by_key(|told| (told.day, told.hour, rest(&told.point)));
}

/// A denial of a number: by its own root it is taken back, by another it is noted.
fn deny(world: &World, points: &mut [Point], denied: &[usize]) {
    let mut by_value: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for &claim in denied {
        by_value.entry(quantity(world, claim).value).or_default().push(claim);
    }
    let own = by_value.into_iter().flat_map(|(value, denied)| settle_flat_denials(world, &denied).0.into_iter().map(move |claim| (value, claim)));
    for (value, claim) in own {
        for root in world.claims[claim].origins.iter().filter_map(|origin| origin.root.as_deref()) {
            for point in points.iter_mut().filter(|point| point.value == value) {
                match point.root.as_ref().is_some_and(|own| own.id == root) {
                    true => point.retracted = true,
                    false => point.denied_by.push(root.to_owned()),
                }
            }
        }
    }
    for point in points {
        point.denied_by.sort();
        point.denied_by.dedup();
    }
}

/// The last standing point of every root.
pub(crate) fn latest_by_root(points: &[Point]) -> BTreeMap<&str, &Point> {
    points.iter().filter(|point| !point.retracted).filter_map(|point| Some((point.root.as_ref()?.id.as_str(), point))).collect()
}

fn summary(world: &World, points: &[Point], measure: Measure) -> (Option<u64>, Option<u64>, Option<u64>, &'static str) {
    let latest = latest_by_root(points);
    let competence = |point: &Point| {
        let ids = point.root.iter().chain(&point.members).map(|named| named.id.as_str());
        ids.filter_map(|id| world.knowledge.counting_competence.get(id)).max().copied().unwrap_or(0)
    };
    let place = |point: &Point| points.iter().position(|other| std::ptr::eq(other, point));
    let best = latest.values().max_by_key(|point| (competence(point), place(point)));
    let Some(best) = best else {
        let Some(last) = points.iter().rev().find(|point| !point.retracted) else { return (None, None, None, "nothing_stands") };
        return (last.low, Some(last.value), last.high, "latest_without_a_source");
    };
    let low = latest.values().filter_map(|point| point.low).min();
    let known = latest.values().filter_map(|point| point.high).max();
    let open = latest.values().filter(|point| point.high.is_none()).map(|point| point.value).max();
    let high = if open >= known && open.is_some() { None } else { known };
    let rule = match (measure, competence(best)) {
        (Measure::Forecast, _) => "forecast",
        (_, 1..) => "latest_of_most_competent_root",
        _ => "latest",
    };
    (low, Some(best.value), high, rule)
}

fn flags(points: &[Point], measure: Measure) -> Vec<&'static str> {
    let mut flags = Vec::new();
    let mut last: BTreeMap<Option<&str>, u64> = BTreeMap::new();
    let mut fell = false;
    for point in points.iter().filter(|point| !point.retracted) {
        let before = last.insert(point.root.as_ref().map(|root| root.id.as_str()), point.value);
        fell |= before.is_some_and(|before| before > point.value);
    }
    flags.extend((measure == Measure::Cumulative && fell).then_some("fell"));
    flags.extend((points.len() > 1 && points.iter().any(|point| point.as_of_inferred || point.as_of.is_none())).then_some("order_inferred"));
    flags.extend(points.iter().any(|point| point.retracted).then_some("retracted"));
    let roots: BTreeSet<&str> = points.iter().filter_map(|point| point.root.as_ref()).map(|root| root.id.as_str()).collect();
    flags.extend((roots.len() == 1).then_some("single_root"));
    flags.extend(roots.is_empty().then_some("unattributed"));
    flags.extend(newer_without_source(points).map(|_| "newer_without_source"));
    flags
}

/// The last number that nobody is named for, when it was told after every number that has a root: it counts for nothing, and is
/// not to be overlooked.
pub fn newer_without_source(points: &[Point]) -> Option<&Point> {
    let standing = || points.iter().filter(|point| !point.retracted);
    let latest = standing().filter(|point| point.root.is_some()).map(|point| point.as_of).max()??;
    let flat = standing().filter(|point| point.root.is_none() && point.as_of.is_some_and(|day| day > latest));
    flat.max_by_key(|point| (point.as_of, point.value))
}

/// A part that stands still while the total told beside it grows.
fn stale(world: &World, parts: &[Point], totals: &[Point]) -> bool {
    parts.iter().any(|part| {
        let articles: BTreeSet<usize> = part.claims.iter().filter_map(|id| world.article_of(id)).collect();
        let beside =
            |total: &&Point| total.root == part.root && total.claims.iter().any(|id| world.article_of(id).is_some_and(|at| articles.contains(&at)));
        totals.iter().filter(beside).map(|total| total.value).collect::<BTreeSet<u64>>().len() > 1
    })
}
