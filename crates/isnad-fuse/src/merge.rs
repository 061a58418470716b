//! Canonical, order-free merging: claims of one bucket and side are sorted by day and cut, with a bounded span, so that no
//! chain of pairs glues a month together (record.md, "Merging").

use crate::bucket::{Key, changes_holder, is_state, is_symmetric, sides};
use crate::days::{Day, Days, date};
use crate::sets::Sets;
use crate::world::World;
use isnad_model::{Bound, EventType, Family, PlaceKind, Quantity};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Claims that are one proposition.
#[derive(Debug)]
pub(crate) struct Cluster {
    pub key: Arc<Key>,
    /// Smallest root of the actors' side.
    pub side: String,
    /// Days of the dated claims in it.
    pub days: Option<Days>,
    /// Actual claims of the body, with the reason for each.
    pub core: Vec<(usize, &'static str)>,
    /// Conditionals, forecasts, aims.
    pub hypothetical: Vec<usize>,
    /// Headings, titles, captions.
    pub restated: Vec<usize>,
}

impl Cluster {
    fn new(key: &Arc<Key>, side: &str) -> Self {
        Cluster { key: key.clone(), side: side.to_owned(), days: None, core: Vec::new(), hypothetical: Vec::new(), restated: Vec::new() }
    }

    fn add(&mut self, world: &World, claim: usize, reason: &'static str) {
        let facts = &world.claims[claim];
        if !facts.is_actual() {
            self.hypothetical.push(claim);
        } else if !facts.in_body() {
            self.restated.push(claim);
        } else {
            self.core.push((claim, reason));
        }
    }

    /// Gives its claims the places that they have now.
    pub fn renumber(&mut self, place: impl Fn(usize) -> usize) {
        self.core.iter_mut().for_each(|(claim, _)| *claim = place(*claim));
        self.hypothetical.iter_mut().chain(&mut self.restated).for_each(|claim| *claim = place(*claim));
    }

    /// Every claim in it.
    pub fn all(&self) -> impl Iterator<Item = usize> {
        self.core.iter().map(|(claim, _)| *claim).chain(self.hypothetical.iter().copied()).chain(self.restated.iter().copied())
    }

    /// Every claim in it, ascending.
    pub fn claims(&self) -> Vec<usize> {
        let mut all: Vec<usize> = self.all().collect();
        all.sort_unstable();
        all
    }
}

/// Types that a place is in from one day to the next, however often it is told.
fn stands_still(event_type: EventType) -> bool {
    matches!(event_type, EventType::Hold | EventType::Siege)
}

/// Days over which one event of a type may be told. Of parts of a place, and somewhere in a country, there are several in a row.
fn window(world: &World, key: &Key) -> Day {
    let many = key.partial || is_wide(world, key) && !stands_still(key.event_type);
    match key.event_type {
        _ if changes_holder(key.event_type) => {
            if many {
                1
            } else {
                14
            }
        }
        _ if is_state(key.event_type) => {
            if many {
                0
            } else {
                3
            }
        }
        EventType::Meet | EventType::Agree => 1,
        _ => 0,
    }
}

fn is_wide(world: &World, key: &Key) -> bool {
    use PlaceKind::*;
    matches!(world.names.place_kind(&key.place), Country | Governorate | Region | Countryside | Sea | Unknown)
}

/// Whether nothing tells what it is about, no place, no party, no addressee, so that only its own words can make two tellings one.
pub(crate) fn is_contentless(key: &Key) -> bool {
    let bare = match key.event_type.family() {
        _ if key.event_type.is_speech_act() => key.content.contains(">@"),
        // Tolls of one story are one count or several of one thing.
        Family::Casualties => false,
        _ => key.content.ends_with(":>"),
    };
    key.place.is_empty() && bare
}

/// The clusters of a bucket, in the order of their sides and days.
pub(crate) fn clusters(world: &World, key: &Arc<Key>, claims: &[usize], changes: &Changes) -> Vec<Cluster> {
    let mut made: Vec<Cluster> = Vec::new();
    for (side, claims) in sides(world, key, claims) {
        made.extend(cut(world, key, &side, &claims, changes));
    }
    if matches!(key.event_type.family(), Family::Violence | Family::Casualties) && !is_symmetric(key.event_type) {
        join_blamed(world, &mut made);
    }
    made
}

fn cut(world: &World, key: &Arc<Key>, side: &str, claims: &[usize], changes: &Changes) -> Vec<Cluster> {
    let core = |&claim: &usize| world.claims[claim].is_actual() && world.claims[claim].in_body();
    if is_contentless(key) {
        let open: Vec<usize> = claims.iter().copied().filter(core).collect();
        let mut made = cut_open(world, key, side, &open);
        attach_rest(world, key, side, claims, &mut made);
        return made;
    }
    let mut dated: Vec<usize> = claims.iter().copied().filter(|claim| core(claim) && world.claims[*claim].short_days().is_some()).collect();
    dated.sort_by_key(|&claim| (world.claims[claim].days.map(|days| (days.width() > 0, days.start, days.end)), claim));
    // Exact days first: "Friday or Saturday" joins a day, it makes none where one is known.
    let (exact, loose): (Vec<usize>, Vec<usize>) =
        dated.into_iter().partition(|&claim| world.claims[claim].days.is_some_and(|days| days.width() == 0));
    let mut made = cut_dated(world, key, side, &exact, changes);
    if key.event_type.family() == Family::Casualties {
        made = made.into_iter().flat_map(|cluster| part_incidents(world, cluster)).collect();
    }
    let mut rest: Vec<usize> =
        loose.into_iter().chain(claims.iter().copied().filter(|claim| core(claim) && world.claims[*claim].short_days().is_none())).collect();
    rest.sort_unstable();
    let fixed = made.len();
    let mut open = Vec::new();
    for claim in rest {
        match home(world, key, &made[..fixed], claim) {
            Some((at, reason)) => made[at].add(world, claim, reason),
            None => open.push(claim),
        }
    }
    made.extend(cut_open(world, key, side, &open));
    attach_rest(world, key, side, claims, &mut made);
    made
}

fn cut_dated(world: &World, key: &Arc<Key>, side: &str, exact: &[usize], changes: &Changes) -> Vec<Cluster> {
    let mut made: Vec<Cluster> = Vec::new();
    for &claim in exact {
        let Some(days) = world.claims[claim].days else { continue };
        let fits = made
            .last()
            .and_then(|cluster| cluster.days)
            .is_some_and(|span| days.start - span.start <= window(world, key) && !changes.between(world, key, side, span.end, days.start));
        if !fits {
            made.push(Cluster::new(key, side));
        }
        let Some(cluster) = made.last_mut() else { continue };
        cluster.days = Some(cluster.days.map_or(days, |span| span.cover(days)));
        cluster.add(world, claim, if fits { "same_stretch" } else { "first_day" });
    }
    made
}

/// Tolls of one day and place are one incident when they share a story, a number or words; others are several incidents.
fn part_incidents(world: &World, cluster: Cluster) -> Vec<Cluster> {
    let claims: Vec<usize> = cluster.core.iter().map(|(claim, _)| *claim).collect();
    let mut sets = Sets::new(claims.len());
    let mut seen: BTreeMap<(u8, u64), usize> = BTreeMap::new();
    for (i, &claim) in claims.iter().enumerate() {
        let facts = &world.claims[claim];
        let story = world.articles[facts.article].story.map(|story| (0, story as u64));
        let number = facts.claim.parts.quantity.as_ref().map(|quantity| (1, quantity.value));
        let words = facts.claim.parts.quotation.map(|hash| (2, hash));
        let bare = number.is_none().then_some((3, 0));
        for mark in [story, number, words, bare, Some((4, facts.article as u64))].into_iter().flatten() {
            sets.union(*seen.entry(mark).or_insert(i), i);
        }
    }
    if !is_wide(world, &cluster.key) {
        join_grown(world, &claims, &mut sets);
    }
    let mut parts: BTreeMap<usize, Cluster> = BTreeMap::new();
    for (i, &(claim, reason)) in cluster.core.iter().enumerate() {
        let part = parts.entry(sets.find(i)).or_insert_with(|| Cluster { days: cluster.days, ..Cluster::new(&cluster.key, &cluster.side) });
        part.add(world, claim, reason);
    }
    parts.into_values().collect()
}

/// Fewest dead of an incident whose toll may be seen to grow: of single deaths a town sees several a day.
const FEW: u64 = 5;

/// Whether two totals may be one toll before and after it grew.
fn may_grow(a: u64, b: u64) -> bool {
    a.min(b) >= FEW && a.max(b) <= 2 * a.min(b)
}

/// The number of a claim, where it is a whole and no vague plural.
fn total(world: &World, claim: usize) -> Option<u64> {
    let quantity = world.claims[claim].claim.parts.quantity.as_ref()?;
    (quantity.subgroup.is_none() && !quantity.part_of_total && !is_vague(quantity)).then_some(quantity.value)
}

/// A total that is told smaller beside it, on the same day of the same town, has grown.
fn join_grown(world: &World, claims: &[usize], sets: &mut Sets) {
    let mut totals: Vec<(u64, usize)> = claims.iter().enumerate().filter_map(|(i, &claim)| Some((total(world, claim)?, i))).collect();
    totals.sort_unstable();
    let mut first: Option<(u64, usize)> = None;
    for (value, i) in totals {
        match first {
            Some((smallest, at)) if may_grow(smallest, value) => sets.union(at, i),
            _ => first = Some((value, i)),
        }
    }
}

/// Days within which a number, or a passage that may be a stock phrase, tells that two tellings are of one incident.
const SOON: Day = 10;

/// Whether two claims are told in the same quotation or, in one story or soon after, in one passage or with the same number.
fn twins(world: &World, a: usize, b: usize) -> bool {
    let (x, y) = (&world.claims[a], &world.claims[b]);
    let words = x.claim.parts.quotation.is_some() && x.claim.parts.quotation == y.claim.parts.quotation;
    let number = match (&x.claim.parts.quantity, &y.claim.parts.quantity) {
        (Some(p), Some(q)) => p.value == q.value && p.value >= 3 && p.subgroup == q.subgroup,
        _ => false,
    };
    let after = || match (world.published(a), y.days) {
        (Some(published), Some(days)) => (0..=SOON).contains(&(published.start - days.end)),
        _ => false,
    };
    let beside = || match (world.published(a), world.published(b)) {
        (Some(x), Some(y)) => (x.start - y.start).abs() <= SOON,
        _ => true,
    };
    let told = || x.claim.parts.quantity.as_ref().is_some_and(is_telling) && after();
    words || number && (one_story(world, a, b) || told()) || x.derivation == y.derivation && (one_story(world, a, b) || beside())
}

/// `عشرات`, `مئات`, `آلاف`: no number that two tellings could share by more than chance.
fn is_vague(quantity: &Quantity) -> bool {
    quantity.bound == Bound::Min && matches!(quantity.value, 10 | 100 | 1_000 | 10_000)
}

/// A number that is no round guess and that few incidents share.
fn is_telling(quantity: &Quantity) -> bool {
    quantity.value >= 20 && !is_vague(quantity)
}

fn one_story(world: &World, a: usize, b: usize) -> bool {
    let story = |claim: usize| world.articles[world.claims[claim].article].story;
    story(a).is_some() && story(a) == story(b)
}

/// Whether type and place alone tell too little: what was said, what happens somewhere in a country, and incidents, of which a
/// town may see several in a week, are one only within a story.
fn needs_story(world: &World, key: &Key) -> bool {
    let lasting = changes_holder(key.event_type) || is_state(key.event_type);
    !stands_still(key.event_type) && (!lasting || is_wide(world, key))
}

/// The dated cluster that a claim without an exact day belongs to.
fn home(world: &World, key: &Key, made: &[Cluster], claim: usize) -> Option<(usize, &'static str)> {
    let facts = &world.claims[claim];
    let published = world.published(claim);
    let wants_story = needs_story(world, key);
    let akin = |cluster: &Cluster| !wants_story || cluster.core.iter().any(|&(other, _)| one_story(world, claim, other));
    if let Some(days) = facts.days {
        let meets = |cluster: &Cluster| cluster.days.is_some_and(|span| span.meet(days).is_some()) && (days.width() <= 6 || akin(cluster));
        let at = made.iter().rposition(meets);
        if at.is_some() || days.width() <= 6 {
            return at.map(|at| (at, "day_within"));
        }
        if let Some(at) = only_one(world, key, made, claim, days).filter(|_| days.width() <= FORTNIGHT) {
            return Some((at, "only_one_then"));
        }
    }
    let twin = |cluster: &Cluster| cluster.core.iter().any(|&(other, _)| world.claims[other].short_days().is_some() && twins(world, claim, other));
    if let Some(at) = made.iter().position(twin) {
        return Some((at, "undated_twin"));
    }
    if tells_of_a_campaign(world, key, claim) {
        return None;
    }
    let reach = match () {
        _ if changes_holder(key.event_type) && !key.partial && !wants_story => 45,
        _ if changes_holder(key.event_type) || is_state(key.event_type) => 4,
        // What is news is of yesterday or today.
        _ => 1,
    };
    let near = |cluster: &Cluster| match (cluster.days, published) {
        (Some(span), Some(published)) => span.start <= published.end && published.start - span.end <= reach,
        (Some(_), None) => changes_holder(key.event_type),
        _ => false,
    };
    let upto = facts.days.map(|days| days.end);
    let told = |cluster: &Cluster| upto.is_none_or(|upto| cluster.days.is_some_and(|span| span.start <= upto));
    let found = made.iter().rposition(|cluster| near(cluster) && akin(cluster) && told(cluster));
    if let Some(at) = found {
        return Some((at, "undated_before_publication"));
    }
    let published = published.filter(|_| facts.days.is_none())?;
    let lately = |days: Day| only_one(world, key, made, claim, Days { start: published.start - days, end: published.start });
    // What everybody still speaks of is the one deed of weeks in which a place saw no other.
    let memorable = |at: &usize| !is_wide(world, key) && made[*at].days.is_some_and(|span| published.start - span.end <= SOON);
    lately(1).or_else(|| lately(QUIET).filter(memorable)).map(|at| (at, "only_one_then"))
}

/// Most places that one strike, told without its day, is told of.
const ONE_STRIKE: usize = 3;

/// Whether a claim lists the places that were struck over some time, and is none of the single strikes.
fn tells_of_a_campaign(world: &World, key: &Key, claim: usize) -> bool {
    let facts = &world.claims[claim];
    key.event_type.family() == Family::Violence && facts.days.is_none() && facts.claim.parts.places.len() > ONE_STRIKE
}

/// The widest stretch of days that may mean the one incident in it.
const FORTNIGHT: Day = 14;
/// Days without another deed, after which one may be spoken of without its day.
const QUIET: Day = 45;

/// The one deed of war, or toll, that a place saw in a stretch of days, if the numbers do not contradict: of two, nobody could tell which.
fn only_one(world: &World, key: &Key, made: &[Cluster], claim: usize, days: Days) -> Option<usize> {
    let deed = matches!(key.event_type.family(), Family::Violence | Family::Casualties) && !is_state(key.event_type);
    if !deed || !is_somewhere(world, key) {
        return None;
    }
    let within = |cluster: &Cluster| cluster.days.is_some_and(|span| days.start <= span.end && span.end <= days.end);
    let mut found = made.iter().enumerate().filter(|(_, cluster)| within(cluster));
    let (at, cluster) = found.next()?;
    (found.next().is_none() && numbers_agree(world, cluster, claim)).then_some(at)
}

/// Whether no total of a cluster contradicts that of a claim.
fn numbers_agree(world: &World, cluster: &Cluster, claim: usize) -> bool {
    let Some(own) = total(world, claim) else { return true };
    let mut totals = cluster.core.iter().filter_map(|&(other, _)| total(world, other)).peekable();
    totals.peek().is_none() || totals.any(|other| other == own || may_grow(own, other))
}

/// Claims without a dated twin: states and changes by publication, incidents only with their twins or in one article.
fn cut_open(world: &World, key: &Arc<Key>, side: &str, open: &[usize]) -> Vec<Cluster> {
    let mut sets = Sets::new(open.len());
    let mut seen: BTreeMap<(u8, u64, Option<usize>), usize> = BTreeMap::new();
    for (i, &claim) in open.iter().enumerate() {
        let facts = &world.claims[claim];
        let story = world.articles[facts.article].story;
        let number = facts.claim.parts.quantity.as_ref().filter(|quantity| quantity.value >= 3).map(|quantity| (1, quantity.value, story));
        let words = facts.claim.parts.quotation.map(|hash| (2, hash, None));
        // A month or less is one stretch whoever tells it; "in 2017" is where a town changed hands.
        let stretch = facts.days.map(|days| (i64::from(days.start) * 100_000 + i64::from(days.end)) as u64);
        let wide = |days: Days| days.width() > 31 && (!changes_holder(key.event_type) || is_wide(world, key));
        let days = stretch.map(|stretch| (5, stretch, story.filter(|_| facts.days.is_some_and(wide))));
        let article = (0, (facts.article as u64) << 32 ^ stretch.unwrap_or(0), None);
        let mut marks = [Some(article), number, words, Some((3, facts.derivation, story)), days];
        if is_contentless(key) {
            (marks[0], marks[4]) = (None, None);
        }
        for mark in marks.into_iter().flatten() {
            sets.union(*seen.entry(mark).or_insert(i), i);
        }
    }
    join_by_number(world, open, &mut sets);
    let lasting = changes_holder(key.event_type) || is_state(key.event_type) || key.event_type.is_speech_act();
    if !is_contentless(key) && (lasting || is_strike(world, key)) {
        join_by_publication(world, key, open, &mut sets);
    }
    let mut parts: BTreeMap<usize, Cluster> = BTreeMap::new();
    for (i, &claim) in open.iter().enumerate() {
        let cluster = parts.entry(sets.find(i)).or_insert_with(|| Cluster::new(key, side));
        let days = world.claims[claim].short_days();
        cluster.days = match (cluster.days, days) {
            (Some(a), Some(b)) => Some(a.cover(b)),
            (a, b) => a.or(b),
        };
        cluster.add(world, claim, "undated_together");
    }
    parts.into_values().collect()
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

/// Whether it is told of a place smaller than a country.
fn is_somewhere(world: &World, key: &Key) -> bool {
    !key.place.is_empty() && !matches!(world.names.place_kind(&key.place), PlaceKind::Country | PlaceKind::Sea | PlaceKind::Unknown)
}

/// Whether it is an act of war in one place: what is told of it in the same days is one, whatever the story.
fn is_strike(world: &World, key: &Key) -> bool {
    is_somewhere(world, key) && key.event_type.family() == Family::Violence
}

/// Joins what was published in the days over which one event may be told, of one story where the type asks for it.
fn join_by_publication(world: &World, key: &Key, open: &[usize], sets: &mut Sets) {
    let wants_story = needs_story(world, key) && !is_strike(world, key);
    let story = |claim: usize| world.articles[world.claims[claim].article].story.filter(|_| wants_story);
    let mut order: Vec<(Option<usize>, Day, usize)> = (0..open.len())
        .filter(|&i| !tells_of_a_campaign(world, key, open[i]))
        .map(|i| (story(open[i]), world.published(open[i]).map_or(Day::MAX, |days| days.start), i))
        .collect();
    order.sort_unstable();
    let mut first: Option<(Option<usize>, Day, usize)> = None;
    for &(story, published, i) in &order {
        let near = |start: Day| {
            published == Day::MAX && start == Day::MAX || published.saturating_sub(start) <= window(world, key).max(i32::from(!is_wide(world, key) || !is_strike(world, key)))
            // Articles without any date join the last stretch of a change of holder.
                || published == Day::MAX && changes_holder(key.event_type)
        };
        match first {
            Some((other, start, at)) if other == story && near(start) => sets.union(at, i),
            _ => first = Some((story, published, i)),
        }
    }
}

/// Hypotheticals and restatements hang on the nearest cluster of their side, else they make one of their own.
fn attach_rest(world: &World, key: &Arc<Key>, side: &str, claims: &[usize], made: &mut Vec<Cluster>) {
    let rest: Vec<usize> = claims.iter().copied().filter(|&claim| !(world.claims[claim].is_actual() && world.claims[claim].in_body())).collect();
    let fixed = made.len();
    let mut own: BTreeMap<u64, Cluster> = BTreeMap::new();
    for claim in rest {
        match nearest(world, key, &made[..fixed], claim) {
            Some(at) => made[at].add(world, claim, ""),
            None => {
                let lasting = changes_holder(key.event_type) || is_state(key.event_type);
                let group = if lasting { 0 } else { world.claims[claim].article as u64 };
                own.entry(group).or_insert_with(|| Cluster::new(key, side)).add(world, claim, "");
            }
        }
    }
    made.extend(own.into_values());
}

fn nearest(world: &World, key: &Key, made: &[Cluster], claim: usize) -> Option<usize> {
    let at = world.claims[claim].days.or_else(|| world.published(claim));
    let reach = if changes_holder(key.event_type) {
        30
    } else if is_state(key.event_type) {
        7
    } else {
        1
    };
    let distance = |cluster: &Cluster| {
        let same_article = cluster.core.iter().any(|&(other, _)| world.claims[other].article == world.claims[claim].article);
        match (cluster.days, at) {
            _ if same_article => Some(0),
            (Some(span), Some(at)) => Some((at.start - span.end).max(span.start - at.end).max(0)).filter(|&distance| distance <= reach),
            _ => changes_holder(key.event_type).then_some(reach),
        }
    };
    let best = made.iter().enumerate().filter_map(|(i, cluster)| distance(cluster).map(|distance| (distance, i))).min();
    best.map(|(_, at)| at)
}

/// Incidents of one day that two enemies blame on each other are one.
fn join_blamed(world: &World, made: &mut Vec<Cluster>) {
    let mut i = 0;
    while i < made.len() {
        let partner = (i + 1..made.len()).find(|&j| {
            made[i].days.is_some()
                && made[i].days == made[j].days
                && made[i].side != made[j].side
                && !told_together(world, &made[i], &made[j])
                && (blames(world, &made[i], &made[j]) && blames(world, &made[j], &made[i]) || share_words(world, &made[i], &made[j]))
        });
        match partner {
            Some(j) => {
                let other = made.remove(j);
                made[i].core.extend(other.core.into_iter().map(|(claim, _)| (claim, "blamed_on_each_other")));
                made[i].core.sort_unstable();
                made[i].hypothetical.extend(other.hypothetical);
                made[i].restated.extend(other.restated);
                made[i].hypothetical.sort_unstable();
                made[i].restated.sort_unstable();
            }
            None => i += 1,
        }
    }
}

/// Whether somebody tells of both deeds: who does so tells of fire and of the fire that answered it, and blames nobody for the other's.
fn told_together(world: &World, a: &Cluster, b: &Cluster) -> bool {
    let tellers = |cluster: &Cluster| -> BTreeSet<(Option<&str>, usize)> {
        let asserted = cluster.core.iter().map(|(claim, _)| &world.claims[*claim]).filter(|facts| !facts.is_denied());
        asserted.flat_map(|facts| match facts.origins.as_slice() {
            [] => vec![(None, facts.article)],
            origins => origins.iter().filter_map(|origin| Some((Some(origin.root.as_deref()?), 0))).collect(),
        }).collect()
    };
    !tellers(a).is_disjoint(&tellers(b))
}

/// Whether a root of the side that `b` accuses asserts `a`.
fn blames(world: &World, a: &Cluster, b: &Cluster) -> bool {
    let accused: Vec<&String> = b.core.iter().flat_map(|(claim, _)| &world.claims[*claim].actors).collect();
    a.core.iter().any(|&(claim, _)| {
        let facts = &world.claims[claim];
        !facts.is_denied()
            && facts
                .origins
                .iter()
                .filter_map(|origin| origin.root.as_deref())
                .any(|root| accused.iter().any(|actor| world.knowledge.same_side(actor, root, facts.on)))
    })
}

fn share_words(world: &World, a: &Cluster, b: &Cluster) -> bool {
    let hash = |&(claim, _): &(usize, &str)| world.claims[claim].claim.parts.quotation;
    a.core.iter().filter_map(hash).any(|words| b.core.iter().filter_map(hash).any(|other| other == words))
}

/// A day on which a place changed hands, how, and who did it.
pub(crate) type Change = (Day, EventType, Vec<String>);

/// Dated changes of holder, by place.
pub(crate) struct Changes {
    by_place: BTreeMap<String, Vec<Change>>,
}

impl Changes {
    pub fn of(world: &World) -> Self {
        let mut by_place: BTreeMap<String, Vec<Change>> = BTreeMap::new();
        for facts in world.claims.iter().filter(|facts| facts.is_actual() && facts.counts() && !facts.is_denied()) {
            let parts = &facts.claim.parts;
            let Some(days) = facts.days.filter(|days| days.width() == 0) else { continue };
            if changes_holder(parts.event_type) && !parts.partial && !facts.actors.is_empty() {
                for place in &parts.places {
                    by_place.entry(place.id.to_string()).or_default().push((days.start, parts.event_type, facts.actors.clone()));
                }
            }
        }
        for list in by_place.values_mut() {
            list.sort();
            list.dedup();
        }
        Changes { by_place }
    }

    /// The changes that matter to a bucket.
    pub fn for_key(&self, key: &Key) -> &[Change] {
        self.by_place.get(&key.place).filter(|_| changes_holder(key.event_type)).map_or(&[], Vec::as_slice)
    }

    /// Whether the place changed hands the other way strictly between two days.
    fn between(&self, world: &World, key: &Key, side: &str, from: Day, to: Day) -> bool {
        if !changes_holder(key.event_type) || to - from < 2 {
            return false;
        }
        let Some(list) = self.by_place.get(&key.place) else { return false };
        let start = list.partition_point(|change| change.0 <= from);
        list[start..].iter().take_while(|change| change.0 < to).any(|(day, event_type, actors)| {
            let ours = actors.iter().any(|actor| world.knowledge.same_side(actor, side, Some(date(*day))));
            match key.event_type {
                EventType::Capture => (*event_type == EventType::Capture) != ours,
                _ => *event_type == EventType::Capture && ours,
            }
        })
    }
}
