//! What is told without its exact day: the dated cluster that it means, else what it makes by itself.

use crate::bucket::{Key, changes_holder, is_state};
use crate::days::{Day, Days};
use crate::loose::{is_half_told, is_loose, is_stretched, wants_a_twin};
use crate::merge::{Cluster, SOON, is_contentless, is_telling, is_vague, is_wide, may_grow, one_story, stands_still, total, twins};
use crate::published::join_by_publication;
use crate::record::Why;
use crate::sets::Sets;
use crate::world::World;
use isnad_model::{EventType, Family, PlaceKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Whether type and place alone tell too little: what was said, what happens somewhere in a country, and incidents, of which a
/// town may see several in a week, are one only within a story.
pub(crate) fn needs_story(world: &World, key: &Key) -> bool {
    let lasting = changes_holder(key.event_type) || is_state(key.event_type);
    // A place in which a siege goes on is told of as one; who holds some of a country holds several things.
    key.event_type != EventType::Siege && (!lasting || is_wide(world, key))
}

/// The dated cluster that a claim without an exact day, one of `claims` of its bucket and side, belongs to.
pub(crate) fn home(world: &World, key: &Key, made: &[Cluster], claims: &[usize], claim: usize) -> Option<(usize, Why)> {
    let (loose, of_its_page) = (is_loose(world, key, claim), is_of_its_page(world, key, claim));
    let open = Open { world, key, made, claims, claim, published: world.published(claim), loose, of_its_page };
    let days = world.claims[claim].days;
    if let Some(found) = days.and_then(|days| open.of_its_stretch(days)) {
        return Some(found);
    }
    if days.is_some_and(|days| days.width() <= 6) {
        return None;
    }
    if let Some(at) = open.twin() {
        return Some((at, Why::UndatedTwin));
    }
    if tells_too_little(world, key, claim) || tells_of_a_campaign(world, key, claim) {
        return None;
    }
    if let Some(at) = open.told_twice().filter(|_| days.is_none()) {
        return Some((at, Why::ToldTwice));
    }
    if let Some(at) = open.just_before_publication() {
        return Some((at, Why::UndatedBeforePublication));
    }
    open.only_one_lately().filter(|_| days.is_none()).map(|at| (at, Why::OnlyOneThen))
}

/// Whether neither its own words nor its place and day say which of several deeds a claim means.
pub(crate) fn tells_too_little(world: &World, key: &Key, claim: usize) -> bool {
    let country = world.names.place_kind(&key.place) == PlaceKind::Country;
    let uncounted = key.event_type.family() == Family::Casualties && country && world.claims[claim].claim.parts.quantity.is_none();
    is_half_told(key) || is_loose(world, key, claim) && (wants_a_twin(key.event_type) && is_wide(world, key) || uncounted)
}

/// Whether a claim means only what its own story told on the day of its page.
pub(crate) fn is_of_its_page(world: &World, key: &Key, claim: usize) -> bool {
    wants_a_twin(key.event_type) && is_loose(world, key, claim)
}

/// A claim without an exact day, and the dated clusters of its bucket and side.
struct Open<'c, 'w> {
    world: &'c World<'w>,
    key: &'c Key,
    made: &'c [Cluster],
    claims: &'c [usize],
    claim: usize,
    published: Option<Days>,
    /// Whether it tells neither its day nor its place, and if so, of a type that a place sees many of.
    loose: bool,
    of_its_page: bool,
}

impl Open<'_, '_> {
    fn in_story(&self, cluster: &Cluster) -> bool {
        cluster.core.iter().any(|&(other, _)| one_story(self.world, self.claim, other))
    }

    /// Whether a cluster is of the claim's story, where type and place alone tell too little.
    fn akin(&self, cluster: &Cluster) -> bool {
        !needs_story(self.world, self.key) || self.in_story(cluster)
    }

    /// What tells neither place nor day is no other story's deed; the dead of a town are.
    fn may_be(&self, cluster: &Cluster) -> bool {
        !self.loose || self.key.event_type.family() == Family::Casualties || self.in_story(cluster) && (!self.of_its_page || self.is_todays(cluster))
    }

    /// Whether the claim's story told of a cluster on the day of the claim's page.
    fn is_todays(&self, cluster: &Cluster) -> bool {
        let today = |other: usize| one_story(self.world, self.claim, other) && self.world.published(other) == self.published;
        cluster.core.iter().any(|&(other, _)| today(other))
    }

    /// Whether nothing such was told of the place in the days before a cluster.
    fn quiet(&self, at: usize, days: Day) -> bool {
        self.made[at].days.is_some_and(|span| !told_before(self.world, self.claims, span.start, days))
    }

    /// Days from a cluster to the claim's publication.
    fn since(&self, at: usize) -> Option<Day> {
        Some(self.published?.start - self.made[at].days?.end)
    }

    /// The cluster within the stretch of days that the claim tells: on it, or the only one in it.
    fn of_its_stretch(&self, days: Days) -> Option<(usize, Why)> {
        let several = self.key.event_type.family() == Family::Violence && days.width() > 1;
        let meets =
            |cluster: &Cluster| cluster.days.is_some_and(|span| span.meet(days).is_some()) && (days.width() <= 6 && !several || self.akin(cluster));
        let mut meeting = (0..self.made.len()).rev().filter(|&at| meets(&self.made[at]));
        // What went on for days is none of the single deeds of those days, if there were several.
        let on_it = meeting.next().filter(|&at| !several || self.quiet(at, LULL) && meeting.next().is_none());
        if on_it.is_some() || days.width() <= 6 {
            return on_it.map(|at| (at, Why::DayWithin));
        }
        let counts = self.world.claims[self.claim].claim.parts.quantity.is_some();
        let short = !is_wide(self.world, self.key) && (days.width() <= FORTNIGHT || days.width() <= MONTH && !counts);
        self.only_one(days).filter(|&at| short && self.quiet(at, LULL)).map(|at| (at, Why::OnlyOneThen))
    }

    fn twin(&self) -> Option<usize> {
        let is_twin = |other: usize| self.world.claims[other].short_days().is_some() && twins(self.world, self.claim, other);
        self.made.iter().position(|cluster| cluster.core.iter().any(|&(other, _)| is_twin(other)))
    }

    /// The deed that the same article tells with its day, if it tells of one only and no number is against it.
    fn told_twice(&self) -> Option<usize> {
        let article = self.world.claims[self.claim].article;
        let here = |cluster: &Cluster| cluster.core.iter().any(|&(other, _)| self.world.claims[other].article == article);
        let mut found = (0..self.made.len()).filter(|&at| here(&self.made[at]));
        let at = found.next().filter(|_| found.next().is_none())?;
        let uncounted = self.key.event_type.family() == Family::Casualties && self.world.claims[self.claim].claim.parts.quantity.is_none();
        let lately = self.since(at).is_none_or(|days| days <= if uncounted { 1 } else { SOON });
        let which = !goes_on(self.key.event_type)
            && !self.is_busy()
            && (!self.loose || self.quiet(at, LULL))
            && (!self.of_its_page || self.may_be(&self.made[at]));
        (lately && which && numbers_agree(self.world, &self.made[at], self.claim)).then_some(at)
    }

    /// Whether such a deed is told of most days of the last week, so that an undated one may be any of them.
    fn is_busy(&self) -> bool {
        let Some(published) = self.published.filter(|_| !stands_still(self.key.event_type)) else { return false };
        let lately = |cluster: &&Cluster| cluster.days.is_some_and(|span| (published.start - 7..=published.end).contains(&span.start));
        self.made.iter().filter(lately).count() >= FRONT
    }

    /// The last cluster that is of the days just before the page.
    fn just_before_publication(&self) -> Option<usize> {
        let (world, key) = (self.world, self.key);
        let near = |cluster: &Cluster| match (cluster.days, self.published) {
            (Some(span), Some(published)) => span.start <= published.end && published.start - span.end <= self.reach(cluster),
            (Some(_), None) => changes_holder(key.event_type),
            _ => false,
        };
        let upto = world.claims[self.claim].days.map(|days| days.end);
        let told = |cluster: &Cluster| upto.is_none_or(|upto| cluster.days.is_some_and(|span| span.start <= upto));
        let counts = key.event_type.family() == Family::Casualties && total(world, self.claim).is_some();
        let counted = |cluster: &Cluster| !counts || numbers_agree(world, cluster, self.claim);
        let violent = key.event_type.family() == Family::Violence && !is_state(key.event_type);
        // Where it was told of on the days before as well, what is told today is today's.
        let fresh = |at: usize| !violent || self.since(at).is_none_or(|days| days < 1) || self.quiet(at, LULL);
        let meant = |cluster: &Cluster| near(cluster) && self.akin(cluster) && self.may_be(cluster) && told(cluster) && counted(cluster);
        (0..self.made.len()).rev().find(|&at| meant(&self.made[at]) && fresh(at))
    }

    /// Days after a cluster within which a page still means it.
    fn reach(&self, cluster: &Cluster) -> Day {
        let (event_type, in_story) = (self.key.event_type, self.in_story(cluster));
        match () {
            _ if changes_holder(event_type) && !self.key.partial && !needs_story(self.world, self.key) => 45,
            _ if stands_still(event_type) => FEW_DAYS,
            // What goes on for days is told by its own story; of another one, only what is of the same days is known to be the same.
            _ if (changes_holder(event_type) || is_state(event_type)) && in_story => FEW_DAYS,
            _ if is_front(self.world, self.key, self.claims, self.published) => 0,
            // What is news is of yesterday or today.
            _ => 1,
        }
    }

    /// The only deed of yesterday or today, or of some days where nothing such was told for weeks.
    fn only_one_lately(&self) -> Option<usize> {
        let published = self.published?;
        let within = |days: Day| self.only_one(Days { start: published.start - days, end: published.start });
        let violent = self.key.event_type.family() == Family::Violence;
        let fresh = |at: &usize| !violent || self.quiet(*at, LULL);
        // Of the dead, one is soon taken for another; of another story's deed, one is after some days.
        let soon = |at: usize| self.in_story(&self.made[at]) || self.since(at).is_some_and(|days| days <= REMEMBERED);
        let memorable = |at: &usize| violent && !is_wide(self.world, self.key) && self.quiet(*at, QUIET) && soon(*at);
        within(1).filter(fresh).or_else(|| within(SOON).filter(memorable)).filter(|&at| self.may_be(&self.made[at]))
    }

    /// The one deed of war, or toll, that a place saw in a stretch of days, if the numbers do not contradict: of two, nobody could tell which.
    fn only_one(&self, days: Days) -> Option<usize> {
        let deed = matches!(self.key.event_type.family(), Family::Violence | Family::Casualties) && !is_state(self.key.event_type);
        if !deed || !is_somewhere(self.world, self.key) {
            return None;
        }
        let within = |cluster: &Cluster| cluster.days.is_some_and(|span| days.start <= span.end && span.end <= days.end);
        let mut found = (0..self.made.len()).filter(|&at| within(&self.made[at]));
        let at = found.next().filter(|_| found.next().is_none())?;
        numbers_agree(self.world, &self.made[at], self.claim).then_some(at)
    }
}

/// Types of which each day has its own, however the story goes on.
pub(crate) fn goes_on(event_type: EventType) -> bool {
    matches!(event_type, EventType::Advance | EventType::Deploy | EventType::Offensive)
}

/// Days over which one story may tell of one meeting or release without its day.
const FEW_DAYS: Day = 4;

/// Days within which another story still speaks of a deed that broke the quiet without saying when it was.
const REMEMBERED: Day = 5;

/// Days without the like before a deed of yesterday or today, so that another story's telling can only mean that deed: a front is
/// shelled every day.
const LULL: Day = 3;

/// Days of the last week on which a place is told to be under fire, from which on it is a front.
const FRONT: usize = 4;

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

/// The widest stretch of days that may mean the one incident in it; of a town, and where no number may be a sum, it is a month.
const FORTNIGHT: Day = 14;

const MONTH: Day = 31;

/// Days in which nothing of the kind was told of a place, so that the deed that ended them may be spoken of without its day.
const QUIET: Day = 45;

/// Whether the like was told of the place, whoever of `claims` tells it, in so many days before a day.
pub(crate) fn told_before(world: &World, claims: &[usize], day: Day, days: Day) -> bool {
    let before = |&claim: &usize| world.published(claim).is_some_and(|told| (day - days..day).contains(&told.start));
    claims.iter().any(before)
}

/// Whether no total of a cluster contradicts that of a claim; `مئات` may be the sum of many.
fn numbers_agree(world: &World, cluster: &Cluster, claim: usize) -> bool {
    let Some(own) = total(world, claim) else { return !world.claims[claim].claim.parts.quantity.as_ref().is_some_and(is_vague) };
    let mut totals = cluster.core.iter().filter_map(|&(other, _)| total(world, other)).peekable();
    totals.peek().is_none() || totals.any(|other| other == own || may_grow(own, other))
}

/// Claims without a dated twin: states and changes by publication, incidents only with their twins or in one article.
pub(crate) fn cut_open(world: &World, key: &Arc<Key>, side: &str, claims: &[usize], open: &[usize]) -> Vec<Cluster> {
    let mut sets = Sets::new(open.len());
    let mut seen: BTreeMap<(u8, u64, Option<usize>), usize> = BTreeMap::new();
    for (i, &claim) in open.iter().enumerate() {
        let facts = &world.claims[claim];
        let story = world.articles[facts.article].story;
        let number = facts.claim.parts.quantity.as_ref().filter(|quantity| quantity.value >= 3).map(|quantity| (1, quantity.value, story));
        let words = facts.claim.parts.quotation.map(|hash| (2, hash, None));
        // A month or less is one stretch whoever tells it; a year is where a town changed hands, or where it is history by now.
        let stretch = facts.days.map(|days| (i64::from(days.start) * 100_000 + i64::from(days.end)) as u64);
        let wide =
            |days: Days| days.width() > MONTH && !(changes_holder(key.event_type) && !is_wide(world, key) || is_history(world, key, claim, days));
        let days = stretch.map(|stretch| (5, stretch, story.filter(|_| facts.days.is_some_and(wide))));
        let article = (0, (facts.article as u64) << 32 ^ stretch.unwrap_or(0), None);
        let mut marks = [Some(article), number, words, Some((3, facts.derivation, story)), days];
        if is_contentless(key) || is_nameless(key) {
            (marks[0], marks[4]) = (None, None);
        }
        // A year of strikes is no strike; a campaign may be known by its year.
        if is_stretched(world, key, claim) && facts.days.is_some_and(|days| days.width() > MONTH) && key.event_type != EventType::Offensive {
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
        join_by_publication(world, key, claims, open, &mut sets);
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
    key.event_type.family() == Family::Casualties && key.place.is_empty() && key.content.ends_with(":>")
}

/// What one story tells of one place and side within a few days, no number against another, is one.
fn join_in_story(world: &World, key: &Key, open: &[usize], sets: &mut Sets) {
    let reach = match key.event_type.family() {
        Family::Violence => 0,
        Family::Casualties => 1,
        _ if key.event_type == EventType::Protest => 0,
        // A front sees prisoners every day.
        _ if key.event_type == EventType::Detained => 1,
        _ => FEW_DAYS,
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
fn is_somewhere(world: &World, key: &Key) -> bool {
    !key.place.is_empty() && !matches!(world.names.place_kind(&key.place), PlaceKind::Country | PlaceKind::Sea | PlaceKind::Unknown)
}

/// Whether it is an act of war in one place: what is told of it in the same days is one, whatever the story.
pub(crate) fn is_strike(world: &World, key: &Key) -> bool {
    is_somewhere(world, key) && key.event_type.family() == Family::Violence
}
