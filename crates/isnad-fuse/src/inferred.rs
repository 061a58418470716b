//! Days for articles that carry no date, from dated articles of the same story (record.md, "articles").

use crate::days::{Day, Days, date, day};
use crate::record::Inferred;
use crate::world::World;
use isnad_lineage::Lineage;
use isnad_model::{ArticleId, Modality, time::TimeRef};
use jiff::civil::Weekday;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What two articles may share: a figure, or a proposition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Figure(String, Option<String>, u64),
    Proposition(isnad_model::EventType, String),
}

impl Mark {
    fn weight(&self) -> usize {
        match self {
            Mark::Figure(_, _, value) if *value >= 100 => 3,
            Mark::Figure(..) => 2,
            Mark::Proposition(..) => 1,
        }
    }
}

/// The marks of articles, with the day of each where one is told.
type Marks = BTreeMap<usize, BTreeMap<Mark, Option<Day>>>;

/// Evidence needed before a date is inferred.
const ENOUGH: usize = 2;

/// Gives undated articles their inferred days, and claims that name only a weekday their day.
pub(crate) fn date_articles(world: &mut World, lineage: &Lineage) {
    let undated: Vec<usize> = (0..world.articles.len()).filter(|&i| world.articles[i].published.is_none()).collect();
    if undated.is_empty() {
        return;
    }
    let passages = shared_words(world, lineage);
    let stories: BTreeSet<usize> = undated.iter().filter_map(|&article| world.articles[article].story).collect();
    let candidates = dated_by_story(world, &stories);
    let concerned = candidates.values().flatten().chain(&undated);
    let marks: Marks = concerned.map(|&article| (article, marks(world, world.articles[article].claims.clone()))).collect();
    let none = Vec::new();
    let found: Vec<(usize, Option<Inferred>)> = undated
        .iter()
        .map(|&article| {
            let story = world.articles[article].story;
            let dated = story.and_then(|story| candidates.get(&story)).unwrap_or(&none);
            (article, infer(world, article, dated, &marks, &passages, world.articles[article].claims.clone()))
        })
        .collect();
    for (article, inferred) in found {
        let Some(inferred) = inferred else { continue };
        let days = Days { start: day(inferred.start), end: day(inferred.end) };
        world.articles[article].published = Some(days);
        world.articles[article].inferred = Some(inferred);
        date_claims(world, world.articles[article].claims.clone(), days);
    }
}

fn marks(world: &World, claims: Range<usize>) -> BTreeMap<Mark, Option<Day>> {
    let mut out: BTreeMap<Mark, Option<Day>> = BTreeMap::new();
    for facts in world.claims[claims].iter().filter(|facts| facts.is_actual()) {
        let parts = &facts.claim.parts;
        let known = facts.days.filter(|days| days.width() == 0).map(|days| days.start);
        if let Some(quantity) = &parts.quantity {
            out.entry(Mark::Figure(quantity.metric.clone(), quantity.subgroup.clone(), quantity.value)).or_insert(None);
        }
        for place in &parts.places {
            let day = out.entry(Mark::Proposition(parts.event_type, place.id.to_string())).or_insert(known);
            *day = (*day).or(known);
        }
    }
    out
}

fn shared_words(world: &World, lineage: &Lineage) -> BTreeMap<(usize, usize), usize> {
    let mut out = BTreeMap::new();
    for edge in &lineage.edges {
        if let Some((a, b)) = world.ends(edge)
            && (world.articles[a].published.is_none() || world.articles[b].published.is_none())
        {
            let words: usize = edge.passages.iter().map(|passage| passage.words).sum();
            out.insert((a, b), words);
            out.insert((b, a), words);
        }
    }
    out
}

/// The dated articles of some stories.
fn dated_by_story(world: &World, stories: &BTreeSet<usize>) -> BTreeMap<usize, Vec<usize>> {
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, article) in world.articles.iter().enumerate() {
        if let (Some(story), true) = (article.story.filter(|story| stories.contains(story)), article.published.is_some()) {
            out.entry(story).or_default().push(i);
        }
    }
    out
}

fn infer(
    world: &World,
    article: usize,
    dated: &[usize],
    marks: &Marks,
    passages: &BTreeMap<(usize, usize), usize>,
    claims: Range<usize>,
) -> Option<Inferred> {
    let mut reasons = BTreeSet::new();
    let mut scores: Vec<(usize, usize)> = Vec::new();
    for &other in dated {
        let common: usize = marks[&article].keys().filter(|mark| marks[&other].contains_key(mark)).map(Mark::weight).sum();
        let words = passages.get(&(article, other)).copied().unwrap_or(0);
        if common + words / 8 >= ENOUGH {
            scores.push((common + words / 8, other));
            reasons.extend((common > 0).then_some("claims"));
            reasons.extend((words > 0).then_some("passages"));
        }
    }
    let best = scores.iter().map(|(score, _)| *score).max()?;
    let neighbours: Vec<usize> = scores.into_iter().filter(|(score, _)| score * 2 >= best).map(|(_, other)| other).collect();
    let published = |&other: &usize| world.articles[other].published;
    let around = neighbours.iter().filter_map(published).reduce(Days::cover)?;
    let mut days = Days { start: around.start - 1, end: around.end + 1 };
    let anchors = anchors(world, claims.clone(), &neighbours, marks);
    if let (Some(&first), Some(&last)) = (anchors.values().min(), anchors.values().max())
        && let Some(narrow) = days.meet(Days { start: last, end: first + 6 })
    {
        days = narrow;
        reasons.insert("weekdays");
    }
    // A page that tells of "Friday" came out on that day or later: the Friday that all of its neighbours mean.
    let told = claims.filter_map(|claim| past_weekday(world, claim)).map(|weekday| [around.start, around.end].map(|day| last_weekday(day, weekday)));
    if let Some(latest) = told.filter(|[first, last]| first == last).map(|[day, _]| day).max().filter(|&day| days.start < day && day <= days.end) {
        days.start = latest;
        reasons.insert("weekdays");
    }
    let mut basis: Vec<ArticleId> = neighbours.iter().map(|&other| world.articles[other].article.id.clone()).collect();
    basis.sort();
    Some(Inferred { start: date(days.start), end: date(days.end), basis, reasons: reasons.into_iter().collect() })
}

/// Days that a weekday in the undated article must be, because a dated neighbour tells the same with its day.
fn anchors(world: &World, claims: Range<usize>, neighbours: &[usize], marks: &Marks) -> BTreeMap<usize, Day> {
    let mut out = BTreeMap::new();
    for claim in claims {
        let facts = &world.claims[claim];
        let parts = &facts.claim.parts;
        let Some(weekday) = parts.time.as_ref().and_then(|time| time.weekday) else { continue };
        let keys = parts.places.iter().map(|place| Mark::Proposition(parts.event_type, place.id.to_string()));
        let known = keys.flat_map(|key| neighbours.iter().filter_map(move |&other| marks[&other].get(&key).copied().flatten()));
        let fits = known.filter(|&known| date(known).weekday() == weekday).min();
        out.extend(fits.map(|known| (claim, known)));
    }
    out
}

/// The weekday that a claim of the past names without a date.
fn past_weekday(world: &World, claim: usize) -> Option<Weekday> {
    let parts = &world.claims[claim].claim.parts;
    let TimeRef { weekday, start: None, .. } = parts.time.as_ref()? else { return None };
    weekday.filter(|_| matches!(parts.modality, Modality::Actual | Modality::Possible))
}

/// The last such weekday up to each possible day of publication.
fn date_claims(world: &mut World, claims: Range<usize>, published: Days) {
    for claim in claims {
        let Some(weekday) = past_weekday(world, claim) else { continue };
        let facts = &mut world.claims[claim];
        if facts.days.is_none() {
            let (first, last) = (last_weekday(published.start, weekday), last_weekday(published.end, weekday));
            facts.days = Some(Days { start: first, end: last });
            facts.days_inferred = true;
        }
    }
}

fn last_weekday(upto: Day, weekday: Weekday) -> Day {
    (0..7).map(|back| upto - back).find(|&day| date(day).weekday() == weekday).unwrap_or(upto)
}
