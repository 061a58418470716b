//! What is given, put in canonical order and sifted: doubles, bad claims, `--as-of`, `--without`.

use crate::days::{Days, day};
use crate::derive::derive;
use crate::inferred;
use crate::options::Options;
use crate::roots::{belongs_to_any, origins, outlet_entity, relays};
use crate::world::{ArticleFacts, ClaimFacts, Names, World};
use isnad_lineage::Lineage;
use isnad_model::{Annotation, Article, Claim, Diagnostic, Knowledge, Stamp, TimePrecision};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

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
        (Some(published), Some(limit)) if published.day_only || limit.day_only => published.date() <= limit.date(),
        (Some(published), Some(limit)) => published.order_key() <= limit.order_key(),
        _ => true,
    }
}

/// Reads everything into a [`World`], with a diagnostic for each thing left out.
pub(crate) fn read<'a>(
    articles: &[&'a Article],
    annotations: &[&'a Annotation],
    lineage: &Lineage,
    knowledge: &'a Knowledge,
    options: &Options,
) -> (World<'a>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    if articles.len() != annotations.len() {
        let text = format!("{} articles but {} annotations: the rest is left out", articles.len(), annotations.len());
        diagnostics.push(note("E0601", "input", text));
    }
    let mut pairs: Vec<(&Article, &Annotation)> = articles.iter().copied().zip(annotations.iter().copied()).collect();
    pairs.retain(|(article, _)| published_by(article, options.as_of));
    pairs.sort_by(|(a, x), (b, y)| double_order(a, x).cmp(&double_order(b, y)));
    pairs.dedup_by(|(a, _), (b, _)| a.id == b.id);
    let story_of: BTreeMap<&str, usize> =
        lineage.stories.iter().enumerate().flat_map(|(i, story)| story.articles.iter().map(move |id| (id.as_str(), i))).collect();
    let mut world = World {
        knowledge,
        articles: pairs.iter().map(|&(article, annotation)| facts(article, annotation, &story_of, knowledge)).collect(),
        claims: Vec::new(),
        story_ids: lineage.stories.iter().map(|story| story.id.clone()).collect(),
        names: Names::of(knowledge),
        index: BTreeMap::new(),
    };
    read_claims(&mut world, options.as_of, &mut diagnostics);
    inferred::date_articles(&mut world, lineage);
    drop_undated(&mut world, options, &mut diagnostics);
    let upstream = derive(&mut world, lineage);
    drop_without(&mut world, &upstream, options);
    crate::measure::fill(&mut world);
    world.index = world.claims.iter().enumerate().map(|(i, facts)| (facts.claim.id.clone(), i)).collect();
    (world, diagnostics)
}

fn double_order<'k>(article: &'k Article, annotation: &Annotation) -> impl Ord + use<'k> {
    (&article.id, article.published_at.is_none(), article.published_at.map(|stamp| stamp.order_key()), &article.source, annotation.claims.len())
}

fn facts<'a>(article: &'a Article, annotation: &'a Annotation, story_of: &BTreeMap<&str, usize>, knowledge: &Knowledge) -> ArticleFacts<'a> {
    ArticleFacts {
        article,
        annotation,
        outlet: outlet_entity(article, knowledge),
        story: story_of.get(article.id.as_str()).copied(),
        published: article.published_at.map(|stamp| Days::one(day(stamp.date()))),
        inferred: None,
    }
}

fn read_claims(world: &mut World, as_of: Option<Stamp>, diagnostics: &mut Vec<Diagnostic>) {
    for index in 0..world.articles.len() {
        let (article, annotation) = (world.articles[index].article, world.articles[index].annotation);
        let outlet = world.articles[index].outlet.clone();
        world.names.read_outlet(&outlet, article);
        let mut claims: Vec<&Claim> = annotation.claims.iter().collect();
        claims.sort_by(|a, b| (a.evidence, &a.id).cmp(&(b.evidence, &b.id)));
        claims.dedup_by(|a, b| a.id == b.id);
        // Entries of a live blog are told one after the other.
        claims.retain(|claim| known_by(article.told_at_span(claim.evidence), as_of));
        for claim in claims {
            if let Some(reason) = refuse(claim, article) {
                diagnostics.push(note("E0602", claim.id.as_str(), reason));
                continue;
            }
            world.names.read(claim, world.knowledge);
            let days = sane_days(claim, article, diagnostics);
            let roots = |list: &[isnad_model::EntityRef]| sorted(list.iter().map(|entity| world.knowledge.root(&entity.id).to_owned()));
            let (actors, targets) = (roots(&claim.parts.actors), roots(&claim.parts.targets));
            let origins = origins(claim, article, &outlet, world.knowledge);
            let relays = relays(claim);
            world.claims.push(ClaimFacts {
                claim,
                article: index,
                origins,
                relays,
                actors,
                targets,
                days,
                days_inferred: false,
                derivation: 0,
                measure: None,
                total: None,
            });
        }
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
    Some(Days { start: day(start), end: end.max(day(start)) })
}

/// Under `--as-of` an article without any date is left out, as is one whose inferred days may lie later.
fn drop_undated(world: &mut World, options: &Options, diagnostics: &mut Vec<Diagnostic>) {
    let Some(limit) = options.as_of.map(|stamp| day(stamp.date())) else { return };
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
}

/// Claims whose chain passes through an excluded source fall away.
fn drop_without(world: &mut World, upstream: &[(usize, usize)], options: &Options) {
    let excluded = options.without_ids(world.knowledge);
    if excluded.is_empty() {
        return;
    }
    let falls = |id: &str| belongs_to_any(id, &excluded, world.knowledge);
    let outlet_falls: Vec<bool> = world.articles.iter().map(|article| falls(&article.outlet) || falls(&article.article.outlet.id)).collect();
    let mut fallen: Vec<bool> = world.claims.iter().map(|claim| outlet_falls[claim.article] || claim.relays.iter().any(|id| falls(id))).collect();
    for (i, claim) in world.claims.iter().enumerate() {
        let gone = |origin: &crate::roots::Origin| falls(&origin.member) || origin.root.as_deref().is_some_and(falls);
        fallen[i] |= !claim.origins.is_empty() && claim.origins.iter().all(gone);
    }
    let attributed = |gone: bool| -> (BTreeSet<u32>, BTreeSet<Told>) {
        let of = || (0..fallen.len()).filter(|&i| fallen[i] == gone && (gone || world.claims[i].counts())).map(|i| &world.claims[i]);
        (of().map(|facts| facts.derivation).collect(), of().filter_map(told).collect())
    };
    let (gone, kept) = (attributed(true), attributed(false));
    for (i, facts) in world.claims.iter().enumerate().filter(|(_, facts)| facts.origins.iter().all(|origin| origin.root.is_none())) {
        // Told without a source that counts: it stands and falls with whoever is named for the same passage, words or number.
        let passage = gone.0.contains(&facts.derivation) && !kept.0.contains(&facts.derivation);
        fallen[i] |= passage || told(facts).is_some_and(|told| gone.1.contains(&told) && !kept.1.contains(&told));
    }
    for &(from, to) in upstream {
        fallen[to] |= outlet_falls[world.claims[from].article];
    }
    let knowledge = world.knowledge;
    for claim in &mut world.claims {
        claim.origins.retain(|origin| {
            !belongs_to_any(&origin.member, &excluded, knowledge)
                && !origin.root.as_deref().is_some_and(|root| belongs_to_any(root, &excluded, knowledge))
        });
    }
    let mut at = 0;
    world.claims.retain(|_| {
        at += 1;
        !fallen[at - 1]
    });
}

/// What a claim may be recognised by where its source was dropped: its quotation, or the number it tells.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    Words(u64),
    Number(String, Option<String>, u64),
}

fn told(facts: &ClaimFacts) -> Option<Told> {
    let parts = &facts.claim.parts;
    let number = parts.quantity.as_ref().filter(|quantity| quantity.value >= 20);
    let number = number.map(|quantity| Told::Number(quantity.metric.clone(), quantity.subgroup.clone(), quantity.value));
    parts.quotation.map(Told::Words).or(number)
}

pub(crate) fn note(code: &'static str, subject: &str, message: String) -> Diagnostic {
    Diagnostic { code, subject: subject.to_owned(), position: None, message, hint: None }
}
