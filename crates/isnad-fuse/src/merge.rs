//! Canonical, order-free merging: claims of one bucket and side are sorted by day and cut, with a bounded span, so that no
//! chain of pairs glues a month together (record.md, "Merging").

use crate::blame::{join_blamed, join_unnamed};
use crate::bucket::{Key, changes_holder, is_state, is_symmetric, sides};
use crate::days::{Day, Days};
use crate::given::Changes;
use crate::home::{FirstTold, Homes, home};
use crate::record::Why;
use crate::sets::Sets;
use crate::tolls::{Deed, deed_beside};
use crate::undated::cut_open;
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
    pub core: Vec<(usize, Why)>,
    /// Conditionals, forecasts, aims.
    pub hypothetical: Vec<usize>,
    /// Headings, titles, captions.
    pub restated: Vec<usize>,
}

impl Cluster {
    pub fn new(key: &Arc<Key>, side: &str) -> Self {
        Cluster { key: key.clone(), side: side.to_owned(), days: None, core: Vec::new(), hypothetical: Vec::new(), restated: Vec::new() }
    }

    pub fn add(&mut self, world: &World, claim: usize, reason: Why) {
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
pub(crate) fn stands_still(event_type: EventType) -> bool {
    matches!(event_type, EventType::Hold | EventType::Siege)
}

/// Days over which one event of a type may be told. Of parts of a place, and somewhere in a country, there are several in a row.
pub(crate) fn window(world: &World, key: &Key) -> Day {
    let many = key.partial || is_wide(world, key) && !stands_still(key.event_type);
    match key.event_type {
        _ if changes_holder(key.event_type) => {
            if key.partial {
                // Of a front each day has its own.
                0
            } else if many {
                1
            } else {
                14
            }
        }
        _ if stands_still(key.event_type) && !key.partial => 14,
        _ if many && is_state(key.event_type) => 0,
        EventType::Close | EventType::Open => 3,
        _ if is_state(key.event_type) => 1,
        EventType::Meet | EventType::Agree => 1,
        _ => 0,
    }
}

pub(crate) fn is_wide(world: &World, key: &Key) -> bool {
    world.names.place_kind(&key.place).is_wide()
}

/// Whether nothing tells what it is about, no place, no party, no addressee, so that only its own words can make two tellings one.
pub(crate) fn is_contentless(key: &Key) -> bool {
    let bare = match key.event_type.family() {
        _ if key.event_type.is_speech_act() => key.content.ends_with('>'),
        // Tolls of one story are one count or several of one thing.
        Family::Casualties => false,
        _ => key.content == ">",
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
        join_unnamed(world, key, &mut made);
    }
    made
}

fn cut(world: &World, key: &Arc<Key>, side: &str, claims: &[usize], changes: &Changes) -> Vec<Cluster> {
    let core = |&claim: &usize| world.claims[claim].is_actual() && world.claims[claim].in_body();
    if is_contentless(key) {
        let open: Vec<usize> = claims.iter().copied().filter(core).collect();
        let mut made = cut_open(world, key, side, changes, claims, &open);
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
    let first = FirstTold::of(world, &rest);
    let mut open = Vec::new();
    for claim in rest {
        match home(world, key, changes, Homes { made: &made[..fixed], claims, first: &first }, claim) {
            Some((at, reason)) => made[at].add(world, claim, reason),
            None => open.push(claim),
        }
    }
    made.extend(cut_open(world, key, side, changes, claims, &open));
    attach_rest(world, key, side, claims, &mut made);
    made
}

fn cut_dated(world: &World, key: &Arc<Key>, side: &str, exact: &[usize], changes: &Changes) -> Vec<Cluster> {
    let mut made: Vec<Cluster> = Vec::new();
    for &claim in exact {
        let Some(days) = world.claims[claim].days else { continue };
        let fits = made.last().is_some_and(|cluster| {
            let first = || cluster.core.iter().filter_map(|&(other, _)| world.hour(other)).min();
            let undone = |span: &Days| {
                changes.between(world, key, side, span.end, days.start)
                    || span.end < days.start && changes.between_hours(world, key, side, (span.end, days.start), (first(), world.hour(claim)))
            };
            let near = |span: &Days| days.start - span.start <= window(world, key) && !undone(span);
            cluster.days.filter(near).is_some_and(|span| days == span || is_one_meeting(world, cluster, claim))
        });
        if !fits {
            made.push(Cluster::new(key, side));
        }
        let Some(cluster) = made.last_mut() else { continue };
        cluster.days = Some(cluster.days.map_or(days, |span| span.cover(days)));
        cluster.add(world, claim, if fits { Why::SameStretch } else { Why::FirstDay });
    }
    made
}

/// Whether a claim of another day than a cluster may tell of the same: whoever meets one today and another tomorrow met twice.
fn is_one_meeting(world: &World, cluster: &Cluster, claim: usize) -> bool {
    let parties = |claim: usize| -> BTreeSet<&String> { world.claims[claim].actors.iter().chain(&world.claims[claim].targets).collect() };
    cluster.key.event_type != EventType::Meet || cluster.core.iter().any(|&(other, _)| parties(other) == parties(claim))
}

/// Tolls of one day and place are one incident when they share a story, a telling number or words; others are several incidents, and so
/// are those beside which different deeds are told.
fn part_incidents(world: &World, cluster: Cluster) -> Vec<Cluster> {
    let claims: Vec<usize> = cluster.core.iter().map(|(claim, _)| *claim).collect();
    let deeds: Vec<Option<Deed>> = claims.iter().map(|&claim| deed_beside(world, claim)).collect();
    let story = |i: usize| world.articles[world.claims[claims[i]].article].story;
    let mut told: BTreeMap<usize, BTreeSet<Deed>> = BTreeMap::new();
    for (i, deed) in deeds.iter().enumerate() {
        if let (Some(story), Some(deed)) = (story(i), deed) {
            told.entry(story).or_default().insert(*deed);
        }
    }
    let is_a_countrys = world.names.place_kind(&cluster.key.place) == PlaceKind::Country;
    let mut sets = Sets::new(claims.len());
    let mut seen: BTreeMap<(Mark<'_>, Option<Deed>), usize> = BTreeMap::new();
    for (i, &claim) in claims.iter().enumerate() {
        let facts = &world.claims[claim];
        // A toll beside which nothing is told is of the only deed that its story tells of.
        let only = |story: usize| told.get(&story).filter(|deeds| deeds.len() == 1).and_then(|deeds| deeds.first().copied());
        let deed = deeds[i].or_else(|| only(story(i)?));
        let quantity = facts.claim.parts.quantity.as_ref().filter(|quantity| is_telling(quantity) || deeds[i].is_some());
        let number = quantity.map(|quantity| Mark::Number(quantity.value, quantity.subgroup.as_deref()));
        // A few dead are no count of the many that the same story tells of somewhere in a country.
        let few = is_a_countrys && total(world, claim).is_some_and(|total| total < FEW);
        let marks = [story(i).map(|story| Mark::Story(story, few)), number, Some(Mark::Article(facts.article))];
        let words = facts.claim.parts.quotation.map(|hash| (Mark::Words(hash), None));
        // A page that counts the same of a place and day twice, dozens or nine, counts one thing.
        let again = facts.claim.parts.quantity.as_ref().filter(|quantity| quantity.value >= FEW && quantity.subgroup.is_none());
        let again = again.map(|quantity| (Mark::Again(facts.article, quantity.value), None));
        for mark in marks.into_iter().flatten().map(|mark| (mark, deed)).chain(words).chain(again) {
            sets.union(*seen.entry(mark).or_insert(i), i);
        }
    }
    if !is_a_countrys {
        join_grown(world, &claims, &deeds, &mut sets);
    }
    let mut parts: BTreeMap<usize, Cluster> = BTreeMap::new();
    for (i, &(claim, reason)) in cluster.core.iter().enumerate() {
        let part = parts.entry(sets.find(i)).or_insert_with(|| Cluster { days: cluster.days, ..Cluster::new(&cluster.key, &cluster.side) });
        part.add(world, claim, reason);
    }
    parts.into_values().collect()
}

/// What two tolls of one incident share.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark<'w> {
    Story(usize, bool),
    Number(u64, Option<&'w str>),
    Words(u64),
    Article(usize),
    Again(usize, u64),
}

/// Fewest dead of an incident whose toll may be seen to grow: of single deaths a town sees several a day.
const FEW: u64 = 5;

/// Whether two totals may be one toll before and after it grew.
pub(crate) fn may_grow(a: u64, b: u64) -> bool {
    a.min(b) >= FEW && a.max(b) <= 2 * a.min(b)
}

/// The number of a claim, where it is a whole and no vague plural.
pub(crate) fn total(world: &World, claim: usize) -> Option<u64> {
    let quantity = world.claims[claim].claim.parts.quantity.as_ref()?;
    (quantity.subgroup.is_none() && !quantity.part_of_total && !is_vague(quantity)).then_some(quantity.value)
}

/// Who counts, or what deed killed.
type Alike<'w> = (Option<&'w str>, Option<Deed>);

/// A total that is told smaller beside it, of the same deed or by the same body, on the same day of the same town or region, has grown.
fn join_grown(world: &World, claims: &[usize], deeds: &[Option<Deed>], sets: &mut Sets) {
    let mut totals: Vec<(u64, usize)> = claims.iter().enumerate().filter_map(|(i, &claim)| Some((total(world, claim)?, i))).collect();
    totals.sort_unstable();
    let mut alike: BTreeMap<Alike<'_>, Vec<(u64, usize)>> = BTreeMap::new();
    for &(value, i) in &totals {
        if deeds[i].is_some() {
            alike.entry((None, deeds[i])).or_default().push((value, i));
        }
        for origin in &world.claims[claims[i]].origins {
            alike.entry((Some(&origin.member), None)).or_default().push((value, i));
        }
    }
    for ((body, _), list) in alike {
        // A body that tells of several deeds tells of several tolls.
        let told: BTreeSet<Deed> = list.iter().filter_map(|&(_, i)| deeds[i]).collect();
        let mut first: Option<(u64, usize)> = None;
        for (value, i) in list.into_iter().filter(|_| body.is_none() || told.len() < 2) {
            match first {
                Some((smallest, at)) if may_grow(smallest, value) => sets.union(at, i),
                _ => first = Some((value, i)),
            }
        }
    }
}

/// Days within which a number, or a passage that may be a stock phrase, tells that two tellings are of one incident.
pub(crate) const SOON: Day = 10;

/// Whether two claims are told in the same quotation or, in one story or soon after, in one passage or with the same number.
pub(crate) fn twins(world: &World, a: usize, b: usize) -> bool {
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
    let beside = |days: Day| match (world.published(a), world.published(b)) {
        (Some(x), Some(y)) => (x.start - y.start).abs() <= days,
        _ => true,
    };
    let told = || x.claim.parts.quantity.as_ref().is_some_and(is_telling) && after();
    // A stock phrase tells of the strike of its day, whatever the story.
    let daily = x.claim.parts.event_type.family() == Family::Violence || is_state(x.claim.parts.event_type);
    let near = || if daily { beside(1) } else { one_story(world, a, b) || beside(SOON) };
    words || number && (one_story(world, a, b) || told()) || x.derivation == y.derivation && near()
}

/// `عشرات`, `مئات`, `آلاف`: no number that two tellings could share by more than chance.
pub(crate) fn is_vague(quantity: &Quantity) -> bool {
    quantity.bound == Bound::Min && matches!(quantity.value, 10 | 100 | 1_000 | 10_000)
}

/// A number that is no round guess and that few incidents share.
pub(crate) fn is_telling(quantity: &Quantity) -> bool {
    quantity.value >= 20 && !is_vague(quantity)
}

pub(crate) fn one_story(world: &World, a: usize, b: usize) -> bool {
    let story = |claim: usize| world.articles[world.claims[claim].article].story;
    story(a).is_some() && story(a) == story(b)
}

/// Hypotheticals and restatements hang on the nearest cluster of their side, else they make one of their own.
fn attach_rest(world: &World, key: &Arc<Key>, side: &str, claims: &[usize], made: &mut Vec<Cluster>) {
    let rest: Vec<usize> = claims.iter().copied().filter(|&claim| !(world.claims[claim].is_actual() && world.claims[claim].in_body())).collect();
    let fixed = made.len();
    let mut own: BTreeMap<u64, Cluster> = BTreeMap::new();
    for claim in rest {
        match nearest(world, key, &made[..fixed], claim) {
            Some(at) => made[at].add(world, claim, Why::OutsideTheBody),
            None => {
                let lasting = changes_holder(key.event_type) || is_state(key.event_type);
                let group = if lasting { 0 } else { world.claims[claim].article as u64 };
                own.entry(group).or_insert_with(|| Cluster::new(key, side)).add(world, claim, Why::OutsideTheBody);
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
