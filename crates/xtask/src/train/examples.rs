//! What is learned from: every choice made over the articles with hand-made claims, and which of its candidates were right.

use super::FEWEST_ARTICLES;
use super::gold::{Found, Gold, Names, may_be_left_out, pair};
use crate::blind::{self, Labels};
use crate::{Outcome, news, workspace};
use isnad_annotate::choice::{Decision, Shown};
use isnad_engine::Engine;
use isnad_text::CodePoints;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// One choice.
#[derive(Clone, Debug)]
pub struct Example {
    /// Number of its article: folds are cut between articles.
    pub article: usize,
    /// Whether the article was annotated without seeing any output.
    pub blind: bool,
    /// Whether its claim was judged to be one or none: that is learned from words alone, since judges see wrong senses and not wrong grammar.
    pub of_words: bool,
    /// How much it counts.
    pub weight: f64,
    /// Features of each candidate, and how much of each it has.
    pub candidates: Vec<Vec<(u32, f64)>>,
    /// Which candidates are right.
    pub right: Vec<bool>,
    /// What the rules of grammar take.
    pub ruled: usize,
}

/// All of one kind of choice.
pub struct Examples {
    /// The choices.
    pub all: Vec<Example>,
    /// Names of the features.
    pub features: Vec<String>,
}

/// Where the labels leave the doer out although a reader could infer one, annotators differ: such a claim counts less.
const UNNAMED_DOER: f64 = 0.4;

/// A supposition that a colleague could leave out does no harm when it is kept, and none when it is not.
const SUPPOSED: f64 = 0.5;

/// The gold of the evaluation folder sets the convention of whom and which place a claim names: it counts double.
const CONVENTION: f64 = 2.0;

/// Judges ask whether they would sign a claim, annotators which claims there are: what only the first said counts less.
const JUDGED: f64 = 0.25;

/// Places are judged where the program was in doubt, so that most of them are hard: they count half.
const DOUBTFUL: f64 = 0.5;

/// One choice before its features are numbered.
struct Raw {
    article: usize,
    blind: bool,
    of_words: bool,
    weight: f64,
    candidates: Vec<Vec<(String, f64)>>,
    right: Vec<bool>,
    ruled: usize,
}

impl Examples {
    /// Annotates every article with hand-made claims and pairs what was found.
    pub fn gather(shared: &Path, choice: &str) -> Outcome<Examples> {
        let scratch = std::env::temp_dir().join(format!("isnad-train-{}", std::process::id()));
        std::fs::create_dir_all(&scratch).map_err(|error| format!("{}: {error}", scratch.display()))?;
        let raw = gather(shared, &scratch, choice);
        // What is left behind in the temporary folder does no harm.
        let _ = std::fs::remove_dir_all(&scratch);
        Ok(numbered(raw?))
    }
}

fn gather(shared: &Path, scratch: &Path, choice: &str) -> Outcome<Vec<Raw>> {
    // The packs as they stand in the checkout, with what was learned just now.
    let (engine, _) = Engine::new(Some(&workspace::root().join("packs")));
    let mut out = Vec::new();
    let mut articles = 0;
    let mut read = |gold: &Path, input: &[PathBuf], names: &Names, labels: Option<Labels>| -> Outcome {
        let rows: BTreeMap<String, Value> = workspace::read(gold)?
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .filter_map(|row| Some((row["doc"].as_str()?.to_owned(), row)))
            .collect();
        for text in inputs(input)? {
            let Some(row) = rows.iter().find(|(doc, _)| text.source.ends_with(doc.as_str())).map(|(_, row)| row) else { continue };
            articles += 1;
            let article = isnad_article::read_text(text, engine.pack());
            out.extend(of_article(&article, engine.pack(), choice, &Labelled { gold: Gold::of(row), names, number: articles, labels }));
        }
        Ok(())
    };
    let table: Value = parse(&shared.join("entities.json"))?;
    let names = Names::of(&table);
    for (set, input) in [("seeds", "seeds"), ("dev", "dev.jsonl"), ("dev2", "dev2.jsonl")] {
        read(&shared.join(format!("{set}.gold.jsonl")), &[shared.join(input)], &names, None)?;
    }
    let entities = scratch.join("entities.json");
    let held = blind::held_out()?;
    for labels in [Labels::Blind, Labels::Judged] {
        for batch in blind::batches(labels, shared, scratch, &entities)?.iter().filter(|batch| !held.contains(&batch.name)) {
            let names = Names::of(&parse(&entities)?);
            read(&batch.gold, std::slice::from_ref(&batch.input), &names, Some(labels))?;
        }
    }
    Ok(out)
}

fn parse(path: &Path) -> Outcome<Value> {
    serde_json::from_str(&workspace::read(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

/// Articles of JSON Lines, or of a folder of texts.
fn inputs(paths: &[PathBuf]) -> Outcome<Vec<isnad_article::TextInput>> {
    let mut out = Vec::new();
    for path in paths {
        if !path.is_dir() {
            out.extend(news::lines(path)?.filter_map(|line| news::article(&line)));
            continue;
        }
        let entries = std::fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut files: Vec<PathBuf> =
            entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
        files.sort();
        for file in files {
            let text = workspace::read(&file)?;
            out.push(isnad_article::TextInput { source: file.to_string_lossy().into_owned(), text, ..isnad_article::TextInput::default() });
        }
    }
    Ok(out)
}

/// An article's labels, and how they came to be where they are no gold of the evaluation folder.
struct Labelled<'n> {
    gold: Vec<Gold>,
    names: &'n Names,
    number: usize,
    labels: Option<Labels>,
}

fn of_article(article: &isnad_model::Article, pack: &isnad_pack::Pack, choice: &str, labelled: &Labelled<'_>) -> Vec<Raw> {
    let Labelled { gold, names, .. } = labelled;
    let judged = labelled.labels == Some(Labels::Judged);
    let (annotation, decisions) = isnad_annotate::annotate_observed(article, pack, choice == "keep");
    let points = CodePoints::of(&article.text);
    let at = |byte: usize| points.at(&article.text, byte);
    let body = |claim: &&isnad_model::Claim| claim.parts.position == isnad_model::Position::Body;
    let found: Vec<Found> = annotation
        .claims
        .iter()
        .filter(body)
        .map(|claim| Found {
            kind: claim.parts.event_type.name(),
            span: (at(claim.evidence.start), at(claim.evidence.end)),
            polarity: claim.parts.polarity.name(),
            modality: claim.parts.modality.name(),
            bytes: (claim.evidence.start, claim.evidence.end),
            rule: claim.parts.rules.first().cloned().unwrap_or_default(),
        })
        .collect();
    let mut out = Vec::new();
    for (claim, paired) in found.iter().zip(pair(gold, &found)) {
        let Some(decision) = decision_of(&decisions, choice, claim) else { continue };
        let one = paired.map(|index| &gold[index]);
        let right: Vec<bool> = match (choice, one) {
            // Worse than a claim too few is a supposition or a denial told as a fact.
            ("keep", Some(one)) if unsafe_as(one, claim) => decision.candidates.iter().map(|c| c.things.is_empty()).collect(),
            ("keep", Some(one)) if one.optional && one.modality == "actual" => continue,
            ("keep", Some(one)) if one.wrong => decision.candidates.iter().map(|c| c.things.is_empty()).collect(),
            (_, Some(one)) if one.wrong => continue,
            // What we missed was not judged.
            ("keep", None) if judged => continue,
            ("keep", None) if may_be_left_out(gold, claim) => continue,
            ("keep", one) => decision.candidates.iter().map(|c| c.things.is_empty() != one.is_some()).collect(),
            ("place", Some(Gold { places: Some(places), .. })) => decision.candidates.iter().map(|c| names.places_right(places, &c.things)).collect(),
            ("actor", Some(Gold { actors: Some(actors), .. })) => decision.candidates.iter().map(|c| names.actors_right(actors, &c.things)).collect(),
            ("told", Some(one)) => decision.candidates.iter().map(|c| told_right(one, &c.things)).collect(),
            _ => continue,
        };
        let weight = match (choice, one) {
            ("actor", Some(one)) if one.actors.as_ref().is_some_and(Vec::is_empty) => UNNAMED_DOER,
            ("keep", _) if judged => JUDGED,
            ("keep", Some(one)) if one.optional => SUPPOSED,
            ("place", _) if judged => DOUBTFUL,
            _ => 1.0,
        };
        let gold = labelled.labels.is_none() && matches!(choice, "place" | "actor");
        let weight = if gold { CONVENTION * weight } else { weight };
        let numbered = |c: &Shown| c.features.iter().map(|name| (name.clone(), 1.0)).chain(c.numbers.iter().cloned()).collect();
        let candidates = decision.candidates.iter().map(numbered).collect();
        let blind = labelled.labels == Some(Labels::Blind);
        let of_words = judged && choice == "keep";
        out.push(Raw { article: labelled.number, blind, of_words, weight, candidates, right, ruled: decision.ruled });
    }
    out
}

/// Whether what the labels suppose or deny was found as a fact.
fn unsafe_as(gold: &Gold, found: &Found) -> bool {
    found.modality == "actual" && gold.modality != "actual" || found.polarity == "asserted" && gold.polarity == "denied"
}

/// A fact is no candidate of something else, and what is denied may be any but a fact.
fn told_right(gold: &Gold, things: &[[String; 4]]) -> bool {
    match things.first() {
        None => gold.is_fact(),
        Some([modality, ..]) => !gold.is_fact() && (gold.modality == "actual" || gold.modality == *modality),
    }
}

/// The choice behind a claim: of its type, with its trigger inside the evidence, and by its row where that is told.
fn decision_of<'d>(decisions: &'d [Decision], choice: &str, claim: &Found) -> Option<&'d Decision> {
    let here = |d: &&Decision| d.what == choice && d.event_type.name() == claim.kind && claim.bytes.0 <= d.trigger && d.trigger < claim.bytes.1;
    let row = format!("rule:{}", claim.rule);
    let of_row = |d: &&Decision| d.candidates.iter().any(|c| c.features.contains(&row));
    decisions.iter().filter(here).find(of_row).or_else(|| decisions.iter().find(here))
}

/// Features by number, without those that too few articles show.
fn numbered(raw: Vec<Raw>) -> Examples {
    let mut articles: BTreeMap<&String, BTreeSet<usize>> = BTreeMap::new();
    for one in &raw {
        for (feature, _) in one.candidates.iter().flatten() {
            articles.entry(feature).or_default().insert(one.article);
        }
    }
    let features: Vec<String> = articles.iter().filter(|(_, seen)| seen.len() >= FEWEST_ARTICLES).map(|(name, _)| (*name).clone()).collect();
    let number: BTreeMap<&String, u32> = features.iter().zip(0..).collect();
    let all = raw
        .iter()
        .map(|one| Example {
            article: one.article,
            blind: one.blind,
            of_words: one.of_words,
            weight: one.weight,
            candidates: one
                .candidates
                .iter()
                .map(|candidate| candidate.iter().filter_map(|(f, share)| Some((*number.get(f)?, *share))).collect())
                .collect(),
            right: one.right.clone(),
            ruled: one.ruled,
        })
        .collect();
    Examples { all, features }
}
