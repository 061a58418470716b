//! What is told without its exact day and means no dated deed: what it makes by itself.

use crate::bucket::{Key, changes_holder, is_state};
use crate::days::{Day, Days};
use crate::given::Changes;
use crate::loose::{is_half_told, is_of_its_page, is_stretched, tells_too_little};
use crate::merge::{Cluster, is_contentless, is_telling, is_vague, is_wide, may_grow, total};
use crate::published::join_by_publication;
use crate::record::Why;
use crate::sets::Sets;
use crate::world::World;
use isnad_model::{EventType, Family, PlaceKind, Quantity};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Whether type and place alone tell too little: what was said, what happens somewhere in a country, and incidents, of which a
/// town may see several in a week, are one only within a story.
pub(crate) fn needs_story(world: &World, key: &Key) -> bool {
    let lasting = changes_holder(key.event_type) || is_state(key.event_type);
    // A place in which a siege goes on is told of as one; who holds some of a country holds several things.
    key.event_type != EventType::Siege && (!lasting || is_wide(world, key))
}

/// Types of which each day has its own, however the story goes on.
pub(crate) fn goes_on(event_type: EventType) -> bool {
    matches!(event_type, EventType::Advance | EventType::Deploy | EventType::Offensive)
}

/// Fire, of which a front sees more every day.
pub(crate) fn is_fire(event_type: EventType) -> bool {
    matches!(event_type, EventType::Airstrike | EventType::Shelling)
}

/// Days over which one story may tell of one meeting or release without its day.
pub(crate) const FEW_DAYS: Day = 4;

/// Days of the last week on which a place is told to be under fire, from which on it is a front.
pub(crate) const FRONT: usize = 4;

/// Whether such a deed is told of the place on most days before: what a page tells without its day is of the page's own day then.
pub(crate) fn is_front(world: &World, key: &Key, claims: &[usize], published: Option<Days>) -> bool {
    let Some(published) = published.filter(|_| key.event_type.family() == Family::Violence) else { return false };
    let days = claims.iter().filter_map(|&claim| world.published(claim)).map(|days| days.start);
    days.filter(|day| (published.start - 7..published.start).contains(day)).collect::<BTreeSet<Day>>().len() >= FRONT
}

/// Most places that one strike, told without its day, is told of.
const ONE_STRIKE: usize = 3;

/// Whether a claim lists the places that were struck over some time, and is none of the single strikes.
pub(crate) fn tells_of_a_campaign(world: &World, key: &Key, claim: usize) -> bool {
    let facts = &world.claims[claim];
    key.event_type.family() == Family::Violence && facts.days.is_none() && facts.claim.parts.places.len() > ONE_STRIKE
}

pub(crate) const MONTH: Day = 31;

/// Whether the like was told of the place, whoever of `claims` tells it, in so many days before a day.
pub(crate) fn told_before(world: &World, claims: &[usize], day: Day, days: Day) -> bool {
    let before = |&claim: &usize| world.published(claim).is_some_and(|told| (day - days..day).contains(&told.start));
    claims.iter().any(before)
}

/// Claims without a dated twin: states and changes by publication, incidents only with their twins or in one article.
pub(crate) fn cut_open(world: &World, key: &Arc<Key>, side: &str, changes: &Changes, claims: &[usize], open: &[usize]) -> Vec<Cluster> {
    let mut sets = Sets::new(open.len());
    let mut seen: BTreeMap<(u8, u64, Option<usize>), usize> = BTreeMap::new();
    for (i, &claim) in open.iter().enumerate() {
        let facts = &world.claims[claim];
        let story = world.articles[facts.article].story;
        let counts = |quantity: &&Quantity| quantity.value >= 3 && !is_vague(quantity);
        let number = facts.claim.parts.quantity.as_ref().filter(counts).map(|quantity| (1, quantity.value, story));
        let words = facts.claim.parts.quotation.map(|hash| (2, hash, None));
        // A month or less is one stretch whoever tells it; a year is where a town changed hands, or where it is history by now.
        // What goes on until its page is told is known by its first day.
        let goes_on = facts.days.filter(|days| days.width() > MONTH && world.published(claim).is_some_and(|told| days.end == told.start));
        let stretch = facts.days.map(|days| (i64::from(days.start) * 100_000 + i64::from(goes_on.map_or(days.end, |_| Day::MAX))) as u64);
        let wide = |days: Days| {
            let history = || changes_holder(key.event_type) && !is_wide(world, key) || is_history(world, key, claim, days);
            days.width() > MONTH && goes_on.is_none() && !history()
        };
        let days = stretch.map(|stretch| (5, stretch, story.filter(|_| facts.days.is_some_and(wide))));
        let article = (u8::from(facts.is_repeated()) * 6, (facts.article as u64) << 32 ^ stretch.unwrap_or(0), None);
        let mut marks = [Some(article), number, words, Some((3, facts.derivation, story)), days];
        if is_contentless(key) || is_nameless(key) {
            (marks[0], marks[4]) = (None, None);
        }
        // A year of strikes is no strike; a campaign may be known by its year.
        if is_stretched(world, key, claim) && facts.days.is_some_and(wide) && key.event_type != EventType::Offensive {
            marks[4] = None;
        }
        for mark in marks.into_iter().flatten() {
            sets.union(*seen.entry(mark).or_insert(i), i);
        }
    }
    join_by_number(world, open, &mut sets);
    let content = !is_contentless(key) && !is_half_told(key);
    let flight = key.event_type == EventType::Displaced && is_somewhere(world, key);
    if content && (key.place.is_empty() || !is_wide(world, key) || flight) {
        join_in_story(world, key, open, &mut sets);
    }
    let lasting = changes_holder(key.event_type) || is_state(key.event_type) || key.event_type.is_speech_act();
    if content && (lasting || is_strike(world, key)) {
        join_by_publication(world, key, (side, changes), claims, open, &mut sets);
    }
    let mut parts: BTreeMap<usize, Cluster> = BTreeMap::new();
    for (i, &claim) in open.iter().enumerate() {
        let cluster = parts.entry(sets.find(i)).or_insert_with(|| Cluster::new(key, side));
        let days = world.claims[claim].short_days();
        cluster.days = match (cluster.days, days) {
            (Some(a), Some(b)) => Some(a.cover(b)),
            (a, b) => a.or(b),
        };
        cluster.add(world, claim, Why::UndatedTogether);
    }
    parts.into_values().collect()
}

/// Days after which the year alone tells which deed is meant.
const HISTORY: Day = 180;

/// Whether somebody's move is told by its year long after.
fn is_history(world: &World, key: &Key, claim: usize, days: Days) -> bool {
    let lasting = changes_holder(key.event_type) || is_state(key.event_type);
    lasting && !world.claims[claim].actors.is_empty() && world.published(claim).is_some_and(|published| published.start - days.end > HISTORY)
}

/// A number that is no round guess, printed on the same days, is one incident's whatever the story.
fn join_by_number(world: &World, open: &[usize], sets: &mut Sets) {
    let mut order: Vec<(u64, Option<&str>, Day, usize)> = Vec::new();
    for (i, &claim) in open.iter().enumerate() {
        let quantity = world.claims[claim].claim.parts.quantity.as_ref();
        if let (Some(quantity), Some(published)) = (quantity.filter(|quantity| is_telling(quantity)), world.published(claim)) {
            order.push((quantity.value, quantity.subgroup.as_deref(), published.start, i));
        }
    }
    order.sort_unstable();
    let mut first: Option<(u64, Option<&str>, Day, usize)> = None;
    for (value, subgroup, day, i) in order {
        match first {
            Some((same, part, start, at)) if (same, part) == (value, subgroup) && day - start <= 2 => sets.union(at, i),
            _ => first = Some((value, subgroup, day, i)),
        }
    }
}

/// Whether neither place nor anybody is told of dead or wounded, so that only its number tells of whom somebody speaks.
fn is_nameless(key: &Key) -> bool {
    key.event_type.family() == Family::Casualties && key.place.is_empty() && key.content == ">"
}

/// What one story tells of one place and side on one day, no number against another, is one. A toll may grow overnight, and a meeting, a
/// deal, a release is spoken of for days; of everything else a story that goes on sees more every day.
fn join_in_story(world: &World, key: &Key, open: &[usize], sets: &mut Sets) {
    use EventType::{Agree, Freed, Meet};
    let reach = match key.event_type.family() {
        Family::Casualties => 1,
        _ if matches!(key.event_type, Agree | Freed | Meet) => FEW_DAYS,
        _ => 0,
    };
    let told = |i: usize| {
        let facts = &world.claims[open[i]];
        let day = world.published(open[i]).filter(|_| facts.days.is_none())?.start;
        Some(Told { story: world.articles[facts.article].story, day, count: Count::of(world, open[i]), i })
    };
    // Of dead and wounded that nobody counts a story tells several times.
    let enough = |counts: &BTreeSet<Count>| key.event_type.family() != Family::Casualties || counts.iter().any(|count| count.total.is_some());
    let weak = |i: usize| tells_too_little(world, key, open[i]) || reach > 0 && is_of_its_page(world, key, open[i]);
    let in_story = (0..open.len()).filter(|&i| !weak(i)).filter_map(told);
    let in_story = in_story.filter(|one| one.story.is_some() && !(is_nameless(key) && one.count.number.is_none()));
    join_alike(in_story.collect(), reach, sets, agree, enough);
    if key.event_type.family() == Family::Casualties && !key.place.is_empty() {
        // A toll of a town that has grown overnight is the toll of before, whoever tells it.
        let grown = |a: &Count, b: &Count| a.total.zip(b.total).is_some_and(|(x, y)| may_grow(x, y));
        let totals = (0..open.len()).filter_map(told).filter(|one| grown(&one.count, &one.count));
        join_alike(totals.map(|one| Told { story: None, ..one }).collect(), 1, sets, grown, |_| true);
    }
}

/// What a claim counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Count<'w> {
    number: Option<(u64, Option<&'w str>)>,
    total: Option<u64>,
}

impl<'w> Count<'w> {
    fn of(world: &'w World, claim: usize) -> Self {
        let quantity = world.claims[claim].claim.parts.quantity.as_ref();
        Count { number: quantity.map(|quantity| (quantity.value, quantity.subgroup.as_deref())), total: total(world, claim) }
    }
}

/// Whether the numbers of two claims may be one number.
fn agree(a: &Count, b: &Count) -> bool {
    match (a.number, b.number) {
        (Some(x), Some(y)) => x == y || a.total.zip(b.total).is_some_and(|(x, y)| may_grow(x, y)),
        _ => true,
    }
}

/// A claim without its day: its story, the day on which it was published, what it counts, its place in the list.
struct Told<'w> {
    story: Option<usize>,
    day: Day,
    count: Count<'w>,
    i: usize,
}

/// Claims that are one so far.
struct Heap<'w> {
    start: Day,
    counts: BTreeSet<Count<'w>>,
    members: Vec<usize>,
}

/// Joins what is of one story and lies within so many days of its first, day by day: what fits the same of all that was told by then, and
/// so fits each other, where that counts enough. What fits two that do not fit each other is left alone, whichever comes first.
fn join_alike<'w>(
    mut told: Vec<Told<'w>>,
    reach: Day,
    sets: &mut Sets,
    fits: impl Fn(&Count, &Count) -> bool,
    enough: impl Fn(&BTreeSet<Count>) -> bool,
) {
    told.sort_unstable_by_key(|one| (one.story, one.day, one.count));
    let meet = |a: &Heap, b: &Heap| a.counts.iter().all(|x| b.counts.iter().all(|y| fits(x, y)));
    for story in told.chunk_by(|a, b| a.story == b.story) {
        let mut heaps: Vec<Heap<'w>> = Vec::new();
        for day in story.chunk_by(|a, b| a.day == b.day) {
            heaps.retain(|heap| day[0].day - heap.start <= reach);
            for same in day.chunk_by(|a, b| a.count == b.count) {
                let members = same.iter().map(|one| one.i).collect();
                heaps.push(Heap { start: same[0].day, counts: BTreeSet::from([same[0].count]), members });
            }
            let fitting = |i: usize| heaps.iter().enumerate().map(|(j, other)| i == j || meet(&heaps[i], other)).collect();
            let fitting: Vec<Vec<bool>> = (0..heaps.len()).map(fitting).collect();
            let mut alike: BTreeMap<Vec<bool>, Vec<Heap<'w>>> = BTreeMap::new();
            for (heap, fitting) in heaps.drain(..).zip(fitting) {
                alike.entry(fitting).or_default().push(heap);
            }
            for group in alike.into_values() {
                let counts = group.iter().flat_map(|heap| heap.counts.iter().copied()).collect();
                if !enough(&counts) {
                    heaps.extend(group);
                    continue;
                }
                let start = group.iter().map(|heap| heap.start).min().unwrap_or(day[0].day);
                let members: Vec<usize> = group.into_iter().flat_map(|heap| heap.members).collect();
                members.windows(2).for_each(|pair| sets.union(pair[0], pair[1]));
                heaps.push(Heap { start, counts, members });
            }
        }
    }
}

/// Whether it is told of a place smaller than a country.
pub(crate) fn is_somewhere(world: &World, key: &Key) -> bool {
    !key.place.is_empty() && !matches!(world.names.place_kind(&key.place), PlaceKind::Country | PlaceKind::Sea | PlaceKind::Unknown)
}

/// Whether it is an act of war in one place: what is told of it in the same days is one, whatever the story.
pub(crate) fn is_strike(world: &World, key: &Key) -> bool {
    is_somewhere(world, key) && key.event_type.family() == Family::Violence
}
