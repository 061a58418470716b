//! What pages ask of a record again and again, worked out once when the record is made.

use crate::pages::row::{Weight, day_of, weight};
use crate::snapshot::Snapshot;
use isnad_fuse::record::{Event, Figure};
use isnad_model::{Interest, Polarity, Stamp};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Days of a story's growth.
const MOST_DAYS: i32 = 21;

/// Orders and counts over a whole record. Numbers are places in its lists.
#[derive(Default)]
pub struct Digest {
    /// How much an editor would want to see each event.
    weights: Vec<Weight>,
    /// Every event by day, those without one last; on a day the weightiest first.
    pub by_day: Vec<usize>,
    /// The events of each day of the timeline, the weightiest first.
    pub timeline: Vec<Vec<usize>>,
    /// Stories, those with most events first.
    pub stories: Vec<usize>,
    /// What each story amounts to.
    pub of_story: Vec<StoryDigest>,
    /// Roots among the sources, those behind most events first.
    pub heaviest: Vec<usize>,
    /// Roots that speak of their own deeds somewhere.
    pub parties: HashSet<String>,
    /// Series of whole groups, the longest first.
    pub series: Vec<usize>,
    /// Events that are denied by sentences which count for no root, and by no others.
    pub denied_by_nobody: HashSet<usize>,
}

/// What one story amounts to.
#[derive(Default)]
pub struct StoryDigest {
    /// Its events, the weightiest first.
    pub ranked: Vec<usize>,
    /// Its events by day, those without one last; on a day the weightiest first.
    pub by_day: Vec<usize>,
    /// Its series, the longest first.
    pub series: Vec<usize>,
    /// Events that follow on each other or are two sides of one change, each list in time; the weightiest first.
    pub threads: Vec<Vec<usize>>,
    /// Articles by day, from its first dated article to its last.
    pub growth: Vec<usize>,
    /// Outlets that tell it.
    pub outlets: usize,
    /// Roots behind its events, on either side.
    pub roots: usize,
    /// Open contradictions that name its events.
    pub disputed: usize,
}

impl Digest {
    /// The digest of `snapshot`, whose indexes stand.
    pub fn of(snapshot: &Snapshot) -> Digest {
        let record = &snapshot.record;
        let weights: Vec<Weight> = record.events.iter().map(weight).collect();
        let mut by_day: Vec<usize> = (0..record.events.len()).collect();
        by_day.sort_by_key(|&at| {
            let day = day_of(&record.events[at]);
            (day.is_none(), day, Reverse(weights[at]))
        });
        let timeline = record.timeline.iter().map(|day| {
            let mut events: Vec<usize> = day.events.iter().filter_map(|id| snapshot.place_of(id)).collect();
            events.sort_by_key(|&at| Reverse(weights[at]));
            events
        });
        let timeline = timeline.collect();
        let mut stories: Vec<usize> = (0..record.stories.len()).collect();
        stories.sort_by_key(|&at| {
            let story = &record.stories[at];
            Reverse((story.events, story.articles.len(), story.end))
        });
        let mut heaviest: Vec<usize> = (0..record.sources.len()).filter(|&at| record.sources[at].kind == "root").collect();
        heaviest.sort_by_key(|&at| (Reverse(record.sources[at].events), &record.sources[at].source.id));
        let series = series(snapshot);
        Digest {
            of_story: stories_of(snapshot, &weights, &by_day, &series),
            weights,
            by_day,
            timeline,
            stories,
            heaviest,
            parties: parties(snapshot),
            series,
            denied_by_nobody: denied_by_nobody(snapshot),
        }
    }

    /// How much an editor would want to see the event at that place.
    pub fn weight(&self, at: usize) -> Weight {
        self.weights[at]
    }
}

fn series(snapshot: &Snapshot) -> Vec<usize> {
    let figures = &snapshot.record.figures;
    let mut series: Vec<usize> = (0..figures.len()).filter(|&at| figures[at].subgroup.is_none()).collect();
    series.sort_by_key(|&at| Reverse((figures[at].points.len(), figures[at].best)));
    series
}

fn stories_of(snapshot: &Snapshot, weights: &[Weight], by_day: &[usize], series: &[usize]) -> Vec<StoryDigest> {
    let record = &snapshot.record;
    let places: HashMap<&str, usize> = record.stories.iter().enumerate().map(|(at, story)| (story.id.as_str(), at)).collect();
    let mut out: Vec<StoryDigest> = record.stories.iter().map(|_| StoryDigest::default()).collect();
    for &at in by_day {
        let stories = record.events[at].stories.iter().filter_map(|id| places.get(id.as_str()));
        stories.for_each(|&story| out[story].by_day.push(at));
    }
    for &at in series {
        let stories: BTreeSet<usize> = stories_told_by(snapshot, &record.figures[at]).filter_map(|id| places.get(id).copied()).collect();
        stories.into_iter().for_each(|story| out[story].series.push(at));
    }
    for (story, digest) in record.stories.iter().zip(&mut out) {
        let events: Vec<&Event> = digest.by_day.iter().map(|&at| &record.events[at]).collect();
        let chains = events.iter().flat_map(|event| event.chains_for.iter().chain(&event.chains_against));
        digest.roots = chains.map(|chain| chain.root.id.as_str()).collect::<HashSet<_>>().len();
        let articles = story.articles.iter().filter_map(|id| snapshot.article(id.as_str()));
        digest.outlets = articles.map(|article| article.outlet.id.as_str()).collect::<HashSet<_>>().len();
        digest.growth = growth(story.articles.iter().filter_map(|id| snapshot.article(id.as_str())?.published_at));
        digest.disputed = events.iter().filter_map(|event| snapshot.contradictions_of.get(&event.id)).sum();
        digest.ranked.clone_from(&digest.by_day);
        digest.ranked.sort_by_key(|&at| Reverse(weights[at]));
        digest.threads = threads(snapshot, weights, &digest.by_day);
    }
    out
}

/// Those of `events` (in time) that are linked as a thread or as counterparts, put together.
fn threads(snapshot: &Snapshot, weights: &[Weight], events: &[usize]) -> Vec<Vec<usize>> {
    let place: HashMap<usize, usize> = events.iter().enumerate().map(|(place, &at)| (at, place)).collect();
    // Each event points to an earlier one of its thread, the first to itself.
    let mut first: Vec<usize> = (0..events.len()).collect();
    fn find(first: &mut [usize], mut one: usize) -> usize {
        while first[one] != one {
            first[one] = first[first[one]];
            one = first[one];
        }
        one
    }
    for (here, &at) in events.iter().enumerate() {
        for link in snapshot.record.events[at].linked.iter().filter(|link| matches!(link.kind, "thread" | "counterpart")) {
            let Some(&there) = snapshot.place_of(&link.event).and_then(|at| place.get(&at)) else { continue };
            let (a, b) = (find(&mut first, here), find(&mut first, there));
            first[a.max(b)] = a.min(b);
        }
    }
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (here, &at) in events.iter().enumerate() {
        out.entry(find(&mut first, here)).or_default().push(at);
    }
    let mut out: Vec<Vec<usize>> = out.into_values().filter(|thread| thread.len() > 1).collect();
    out.sort_by_key(|thread| Reverse(thread.iter().map(|&at| weights[at]).max()));
    out
}

/// Articles by day without gaps; of a long story, its last days.
fn growth(stamps: impl Iterator<Item = Stamp>) -> Vec<usize> {
    let mut days: BTreeMap<i32, usize> = BTreeMap::new();
    stamps.for_each(|stamp| *days.entry(isnad_fuse::days::day(stamp.date())).or_default() += 1);
    let (Some((&first, _)), Some((&last, _))) = (days.first_key_value(), days.last_key_value()) else { return Vec::new() };
    (first.max(last - MOST_DAYS + 1)..=last).map(|day| days.get(&day).copied().unwrap_or(0)).collect()
}

fn stories_told_by<'s>(snapshot: &'s Snapshot, figure: &'s Figure) -> impl Iterator<Item = &'s str> {
    let claims = figure.points.iter().flat_map(|point| &point.claims).filter_map(|claim| snapshot.claim(claim.as_str()));
    claims.filter_map(|row| snapshot.article(row.claim.article.as_str())?.story.as_deref())
}

fn denied_by_nobody(snapshot: &Snapshot) -> HashSet<usize> {
    let record = &snapshot.record;
    let denials = record.claims.iter().filter(|row| row.roots.is_empty() && row.claim.parts.polarity == Polarity::Denied);
    let events = denials.flat_map(|row| &row.events).filter_map(|id| snapshot.place_of(id));
    let is_so = |&at: &usize| {
        let event = &record.events[at];
        event.chains_against.is_empty() && snapshot.nobodys(event, Polarity::Denied).next().is_some()
    };
    events.collect::<HashSet<usize>>().into_iter().filter(is_so).collect()
}

fn parties(snapshot: &Snapshot) -> HashSet<String> {
    let chains = snapshot.record.events.iter().flat_map(|event| event.chains_for.iter().chain(&event.chains_against));
    let party = chains.filter(|chain| !matches!(chain.interest, Interest::ThirdParty | Interest::Unknown));
    party.map(|chain| chain.root.id.clone()).collect()
}
