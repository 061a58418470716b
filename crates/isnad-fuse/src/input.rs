//! What is given, put in canonical order and sifted: doubles, bad claims, `--as-of`, `--without`.

use crate::bare::{self, standing};
use crate::days::{Days, date, day};
use crate::derive::derive;
use crate::inferred;
use crate::memory::Memory;
use crate::options::Options;
use crate::roots::{Origin, belongs_to_any, origins, outlet_entity, relays};
use crate::world::{ArticleFacts, Base, ClaimFacts, Names, World};
use isnad_lineage::Lineage;
use isnad_model::{Annotation, Article, Claim, Diagnostic, Knowledge, Stamp, TimePrecision};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// More people than live on earth: a misread number.
const TOO_MANY: u64 = 9_000_000_000;

/// The articles that a view at `as_of` may see: undated ones stay (fusion dates or drops them). Lineage is made over these.
pub fn visible<'a>(articles: &[&'a Article], as_of: Option<Stamp>) -> Vec<&'a Article> {
    articles.iter().copied().filter(|article| published_by(article, as_of)).collect()
}

fn published_by(article: &Article, as_of: Option<Stamp>) -> bool {
    known_by(article.published_at, as_of)
}

/// Whether what was told then may be seen in a view at `as_of`; what has no time may.
fn known_by(told: Option<Stamp>, as_of: Option<Stamp>) -> bool {
    match (told, as_of) {
        // Days are those of one zone, so that a later view never sees less.
        (Some(published), Some(limit)) if published.day_only || limit.day_only => published.order_key().date() <= limit.order_key().date(),
        (Some(published), Some(limit)) => published.order_key() <= limit.order_key(),
        _ => true,
    }
}

/// An article with its annotation, and whether it is known to be the one of the record before.
pub(crate) type Given<'a> = (&'a Article, &'a Annotation, bool);

/// Reads everything into a [`World`], with a diagnostic for each thing left out.
pub(crate) fn read<'a>(
    memory: &mut Memory,
    (articles, annotations, same): (&[&'a Article], &[&'a Annotation], &[bool]),
    lineage: &Lineage,
    knowledge: &'a Knowledge,
    options: &Options,
) -> (World<'a>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    if articles.len() != annotations.len() {
        let text = format!("{} articles but {} annotations: the rest is left out", articles.len(), annotations.len());
        diagnostics.push(note("E0601", "input", text));
    }
    let same = same.iter().copied().chain(std::iter::repeat(false));
    let mut given: Vec<Given> = articles.iter().copied().zip(annotations.iter().copied()).zip(same).map(|((a, x), same)| (a, x, same)).collect();
    given.retain(|(article, ..)| published_by(article, options.as_of));
    // Most often they come in their order, without doubles.
    if !given.is_sorted_by(|a, b| a.0.id < b.0.id) {
        given.sort_by(|(a, x, _), (b, y, _)| double_order(a, x).cmp(&double_order(b, y)));
        given.dedup_by(|(a, ..), (b, ..)| a.id == b.id);
    }
    memory.open(options, || Names::of(knowledge));
    memory.names.read_packs(knowledge);
    let reads = memory.readings(&given, |names, article, annotation| read_article(names, article, annotation, knowledge));
    let story_numbers: Vec<u32> = lineage.stories.iter().map(|story| memory.stories.number(&story.id)).collect();
    let mut world = World {
        knowledge,
        articles: Vec::with_capacity(given.len()),
        claims: Vec::with_capacity(reads.iter().map(|read| read.claims.len()).sum()),
        story_ids: lineage.stories.iter().map(|story| story.id.clone()).collect(),
        story_numbers,
        names: std::mem::take(&mut memory.names),
        places: FxHashMap::default(),
        ids: std::mem::take(&mut memory.ids),
        numbered: FxHashMap::default(),
    };
    for (&(article, annotation, _), read) in given.iter().zip(&reads) {
        diagnostics.extend(read.diagnostics.iter().cloned());
        // Entries of a live blog are told one after the other.
        let told = |base: &&Arc<Base>| options.as_of.is_none() || known_by(article.told_at_span(annotation.claims[base.at].evidence), options.as_of);
        world.claims.extend(read.claims.iter().filter(told).map(|base| facts(base, annotation, world.articles.len())));
        world.articles.push(ArticleFacts {
            article,
            annotation,
            claims: 0..0,
            outlet: read.outlet.clone(),
            number: read.number,
            story: None,
            story_number: u32::MAX,
            published: article.published_at.map(|stamp| Days::one(day(stamp.date()))),
            restated: None,
            inferred: None,
        });
    }
    world.settle();
    tell_states(&mut world);
    tell_stories(&mut world, lineage);
    inferred::date_articles(&mut world, lineage);
    date_relations(&mut world, memory);
    if drop_undated(&mut world, options, &mut diagnostics) {
        world.settle();
    }
    bare::settle(&mut world);
    let upstream = derive(&mut world, lineage, memory);
    if drop_without(&mut world, &upstream, options) {
        world.settle();
    }
    crate::measure::fill(&mut world, memory);
    (world, diagnostics)
}

/// Of a page that was met in several states, notes when each but the first of them came.
fn tell_states(world: &mut World) {
    let came = |article: &Article| article.seen_at.or(article.updated_at).or(article.published_at).map(|stamp| (stamp.order_key(), stamp));
    let mut pages: FxHashMap<&str, usize> = FxHashMap::default();
    let mut states: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (at, facts) in world.articles.iter().enumerate() {
        let Some(url) = facts.article.url.as_deref() else { continue };
        let first = *pages.entry(url).or_insert(at);
        if first != at {
            states.entry(first).or_insert_with(|| vec![first]).push(at);
        }
    }
    for mut list in states.into_values() {
        list.sort_by_key(|&at| (came(world.articles[at].article).map(|(key, _)| key), at));
        for at in list.into_iter().skip(1) {
            let article = world.articles[at].article;
            let later = came(article).filter(|(key, _)| article.published_at.is_none_or(|published| published.order_key() < *key));
            world.articles[at].restated = later.map(|(_, stamp)| stamp);
        }
    }
}

/// Notes which story each article is of.
fn tell_stories(world: &mut World, lineage: &Lineage) {
    for (i, story) in lineage.stories.iter().enumerate() {
        for id in &story.articles {
            if let Some(&at) = world.places.get(id.as_str()) {
                (world.articles[at].story, world.articles[at].story_number) = (Some(i), world.story_numbers[i]);
            }
        }
    }
}

fn double_order<'k>(article: &'k Article, annotation: &Annotation) -> impl Ord + use<'k> {
    (&article.id, article.published_at.is_none(), article.published_at.map(|stamp| stamp.order_key()), &article.source, annotation.claims.len())
}

fn facts<'a>(base: &Arc<Base>, annotation: &'a Annotation, article: usize) -> ClaimFacts<'a> {
    let claim = &annotation.claims[base.at];
    let number = base.number;
    ClaimFacts {
        claim,
        base: base.clone(),
        number,
        article,
        days: base.told,
        days_inferred: false,
        derivation: number,
        copied: number,
        meant: 0,
        measure: None,
        total: None,
    }
}

/// What an article says for itself: its outlet as an entity, its claims in the order of their evidence, what is wrong with them.
fn read_article(names: &mut Names, article: &Article, annotation: &Annotation, knowledge: &Knowledge) -> (Arc<str>, Vec<Base>, Vec<Diagnostic>) {
    let outlet = outlet_entity(article, knowledge);
    names.read_outlet(&outlet, article, knowledge);
    let mut diagnostics = Vec::new();
    let mut order: Vec<usize> = (0..annotation.claims.len()).collect();
    let claim = |at: usize| &annotation.claims[at];
    order.sort_by(|&a, &b| (claim(a).evidence, &claim(a).id).cmp(&(claim(b).evidence, &claim(b).id)));
    order.dedup_by(|a, b| claim(*a).id == claim(*b).id);
    let mut claims = Vec::with_capacity(order.len());
    for (at, claim) in order.into_iter().map(|at| (at, claim(at))) {
        if let Some(reason) = refuse(claim, article) {
            diagnostics.push(note("E0602", claim.id.as_str(), reason));
            continue;
        }
        names.read(claim, knowledge);
        let told = sane_days(claim, article, &mut diagnostics);
        let on = told.filter(|days| days.width() <= 6).map(|days| date(days.end)).or(article.published_at.map(|stamp| stamp.date()));
        claims.push(base(claim, at, article, &outlet, knowledge, (told, on)));
    }
    (outlet.into(), claims, diagnostics)
}

fn base(claim: &Claim, at: usize, article: &Article, outlet: &str, knowledge: &Knowledge, (told, on): (Option<Days>, Option<Date>)) -> Base {
    let roots = |list: &[isnad_model::EntityRef]| sorted(list.iter().map(|entity| knowledge.root(&entity.id, on).to_owned()));
    let (actors, targets) = (roots(&claim.parts.actors), roots(&claim.parts.targets));
    let (origins, standing) = (origins(claim, article, outlet, knowledge, on), standing(claim, knowledge));
    Base { number: 0, at, origins, standing, relays: relays(claim, article, outlet, knowledge), actors, targets, told, on }
}

/// Once an undated article has its days, who stood for whom is judged by them.
fn date_relations(world: &mut World, memory: &mut Memory) {
    for facts in world.claims.iter_mut().filter(|facts| facts.on.is_none()) {
        let article = &world.articles[facts.article];
        let Some(published) = article.published else { continue };
        if let Some((_, known)) = memory.dated.get(&facts.number).filter(|(days, _)| *days == published) {
            facts.base = known.clone();
            continue;
        }
        let times = (facts.told, Some(date(published.start)));
        let dated = base(facts.claim, facts.at, article.article, &article.outlet, world.knowledge, times);
        let dated = Arc::new(Base { number: facts.number, ..dated });
        memory.dated.insert(facts.number, (published, dated.clone()));
        facts.base = dated;
    }
}

fn sorted(items: impl Iterator<Item = String>) -> Vec<String> {
    items.collect::<BTreeSet<String>>().into_iter().collect()
}

/// Why a claim cannot enter the record.
fn refuse(claim: &Claim, article: &Article) -> Option<String> {
    if claim.article != article.id {
        return Some(format!("the claim names article {}, but stands in {}: left out", claim.article, article.id));
    }
    if claim.evidence.slice(&article.text).is_empty() {
        return Some(format!("evidence {:?} is no text of {}: left out", claim.evidence, article.id));
    }
    let value = claim.parts.quantity.as_ref().map_or(0, |quantity| quantity.value);
    (value > TOO_MANY).then(|| format!("a count of {value} people: left out"))
}

/// The days that a claim speaks of; days before 1900 or well after publication are noted and count as unknown.
fn sane_days(claim: &Claim, article: &Article, diagnostics: &mut Vec<Diagnostic>) -> Option<Days> {
    let time = claim.parts.time.as_ref()?;
    let start = time.start.or(time.end)?;
    let end = time.end.unwrap_or(start).max(start);
    if start < Date::constant(1900, 1, 1) {
        diagnostics.push(note("E0603", claim.id.as_str(), format!("{start} lies before 1900: taken as unknown")));
        return None;
    }
    let limit = article.told_at_span(claim.evidence).map(|stamp| day(stamp.date()) + 1);
    let actual = claim.parts.modality == isnad_model::Modality::Actual;
    if actual && limit.is_some_and(|limit| day(start) > limit) {
        diagnostics.push(note("E0604", claim.id.as_str(), format!("{start} lies after publication: taken as unknown")));
        return None;
    }
    let open = time.end.is_none() && time.precision != TimePrecision::Day;
    let end = if open { limit.unwrap_or_else(|| day(end) + 365) } else { day(end) };
    // What is only told on a day happened on it or on the day before.
    let told = claim.parts.rules.iter().any(|rule| rule == isnad_model::DAY_OF_TELLING);
    let first = day(start) - i32::from(told && start == time.end.unwrap_or(start));
    Some(Days { start: first, end: end.max(day(start)) })
}

/// Under `--as-of` an article without any date is left out, as is one whose inferred days may lie later. Returns whether any was.
fn drop_undated(world: &mut World, options: &Options, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let Some(limit) = options.as_of.map(|stamp| day(stamp.date())) else { return false };
    let late: Vec<bool> =
        world.articles.iter().map(|article| article.published.is_none_or(|days| article.inferred.is_some() && days.end > limit)).collect();
    for (article, _) in world.articles.iter().zip(&late).filter(|(_, late)| **late) {
        let text = "no date by which it is known to have been published: left out under --as-of".to_owned();
        diagnostics.push(note("E0605", &article.article.source, text));
    }
    let mut next = 0;
    let places: Vec<Option<usize>> = late
        .iter()
        .map(|&late| {
            (!late).then(|| {
                next += 1;
                next - 1
            })
        })
        .collect();
    world.claims.retain_mut(|claim| places[claim.article].map(|place| claim.article = place).is_some());
    let mut at = 0;
    world.articles.retain(|_| {
        at += 1;
        !late[at - 1]
    });
    late.contains(&true)
}

/// Claims whose chain passes through an excluded source fall away. Returns whether any source is excluded.
fn drop_without(world: &mut World, upstream: &[(usize, usize)], options: &Options) -> bool {
    let excluded = options.without_ids(world.knowledge);
    if excluded.is_empty() {
        return false;
    }
    let falls = |id: &str, on: Option<Date>| belongs_to_any(id, &excluded, world.knowledge, on);
    let printed = |article: &ArticleFacts| {
        let on = article.article.published_at.map(|stamp| stamp.date());
        falls(&article.outlet, on) || falls(&article.article.outlet.id, on)
    };
    let outlet_falls: Vec<bool> = world.articles.iter().map(printed).collect();
    let relayed = |claim: &ClaimFacts| claim.relays.iter().any(|id| falls(id, claim.on));
    let mut fallen: Vec<bool> = world.claims.iter().map(|claim| outlet_falls[claim.article] || relayed(claim)).collect();
    for (i, claim) in world.claims.iter().enumerate() {
        let gone = |origin: &Origin| falls(&origin.member, claim.on) || origin.root.as_deref().is_some_and(|root| falls(root, claim.on));
        fallen[i] |= !claim.origins.is_empty() && claim.origins.iter().all(gone);
    }
    let attributed = |gone: bool| -> (BTreeSet<u64>, BTreeSet<Told>) {
        let of = || (0..fallen.len()).filter(|&i| fallen[i] == gone && (gone || world.claims[i].counts() && !world.claims[i].is_flat()));
        (of().map(|i| world.claims[i].derivation).collect(), of().flat_map(|i| told(world, i)).collect())
    };
    let (gone, kept) = (attributed(true), attributed(false));
    for (i, facts) in world.claims.iter().enumerate().filter(|(_, facts)| facts.is_flat() || facts.origins.iter().all(|origin| origin.root.is_none()))
    {
        // Told without a source that counts: it stands and falls with whoever is named for the same passage, words or number.
        let passage = gone.0.contains(&facts.derivation) && !kept.0.contains(&facts.derivation);
        let own = told(world, i);
        fallen[i] |= passage || own.iter().any(|told| gone.1.contains(told)) && !own.iter().any(|told| kept.1.contains(told));
    }
    for &(from, to) in upstream {
        fallen[to] |= outlet_falls[world.claims[from].article];
    }
    let knowledge = world.knowledge;
    for claim in &mut world.claims {
        let on = claim.on;
        let gone = |id: &str| belongs_to_any(id, &excluded, knowledge, on);
        if claim.origins.iter().any(|origin| gone(&origin.member) || origin.root.as_deref().is_some_and(gone)) {
            Arc::make_mut(&mut claim.base).origins.retain(|origin| !gone(&origin.member) && !origin.root.as_deref().is_some_and(gone));
        }
    }
    let mut at = 0;
    world.claims.retain(|_| {
        at += 1;
        !fallen[at - 1]
    });
    true
}

/// What a claim may be recognised by where its source was dropped: its quotation, or the number it tells in its story or of its place.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    Words(u64),
    InStory(usize, Number),
    OfPlace(String, Number),
}

/// Metric, subgroup, value.
type Number = (String, Option<String>, u64);

fn told(world: &World, claim: usize) -> Vec<Told> {
    let facts = &world.claims[claim];
    let parts = &facts.claim.parts;
    if let Some(words) = parts.quotation {
        return vec![Told::Words(words)];
    }
    let Some(quantity) = parts.quantity.as_ref().filter(|quantity| quantity.value >= 20) else { return Vec::new() };
    let number = || (quantity.metric.clone(), quantity.subgroup.clone(), quantity.value);
    let story = world.articles[facts.article].story.map(|story| Told::InStory(story, number()));
    story.into_iter().chain(parts.places.iter().map(|place| Told::OfPlace(place.id.to_string(), number()))).collect()
}

pub(crate) fn note(code: &'static str, subject: &str, message: String) -> Diagnostic {
    Diagnostic { code, subject: subject.to_owned(), position: None, message, hint: None }
}
