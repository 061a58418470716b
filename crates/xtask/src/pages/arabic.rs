//! The pages of `bench/arabic-pages`, read as a user would read them, against their gold.

use super::grams::Averages;
use crate::{Outcome, workspace};
use isnad_engine::Engine;
use isnad_engine::extract::Outcome as Read;
use isnad_model::{Article, BlockKind};
use serde_json::Value;
use std::collections::BTreeMap;

/// What the pages score.
#[derive(Debug, Default)]
pub struct Score {
    /// Pages read.
    pub pages: usize,
    /// Bodies.
    pub bodies: Averages,
    /// Words of other articles, tickers, captions and notices found in bodies: page and words.
    pub leaks: Vec<(String, String)>,
    /// Days that differ from the gold, unknown ones included: page, gold, ours.
    pub days: Vec<(String, String, String)>,
    /// Pages whose headline differs.
    pub titles: Vec<String>,
    /// Pages whose credits differ.
    pub credits: Vec<String>,
    /// Pages whose body falls short, with precision and recall.
    pub short: Vec<(String, f64, f64)>,
}

/// Reads and scores every page.
pub fn score() -> Outcome<Score> {
    let folder = workspace::root().join("bench/arabic-pages");
    let gold = std::fs::read_to_string(folder.join("gold.jsonl")).map_err(|error| format!("gold.jsonl: {error}"))?;
    let (engine, _) = Engine::new(None);
    let inputs = [folder.join("pages").to_string_lossy().into_owned()];
    let mut articles: BTreeMap<String, Article> = BTreeMap::new();
    for outcome in engine.extract(&inputs) {
        match outcome {
            Read::Article(one) => articles.insert(format!("pages/{}", one.article.source), one.article),
            Read::Reject(diagnostic) => return Err(format!("{}: {}", diagnostic.subject, diagnostic.message)),
        };
    }
    let mut score = Score::default();
    for line in gold.lines() {
        let row: Value = serde_json::from_str(line).map_err(|error| format!("gold.jsonl: {error}"))?;
        let file = row["file"].as_str().unwrap_or("");
        let article = articles.get(file).ok_or_else(|| format!("{file} was not read"))?;
        score.add(file, article, &row);
    }
    Ok(score)
}

impl Score {
    fn add(&mut self, file: &str, article: &Article, gold: &Value) {
        self.pages += 1;
        let body = super::body(article);
        let (precision, recall) = self.bodies.add(gold["body"].as_str().unwrap_or(""), &body);
        if precision.min(recall) < 0.97 {
            self.short.push((file.to_owned(), precision, recall));
        }
        for absent in strings(&gold["absent"]) {
            if body.contains(absent) {
                self.leaks.push((file.to_owned(), absent.to_owned()));
            }
        }
        for (name, ours) in [("published", article.published_at), ("updated", article.updated_at)] {
            let want = gold[name].as_str().unwrap_or("unknown").to_owned();
            let got = ours.map_or("unknown".to_owned(), |stamp| stamp.date().to_string());
            if want != got {
                self.days.push((format!("{file} {name}"), want, got));
            }
        }
        if article.title.as_deref() != gold["title"].as_str() {
            self.titles.push(format!("{file}: {}", article.title.as_deref().unwrap_or("none")));
        }
        if strings(&gold["credits"]).collect::<Vec<_>>() != article.credits {
            self.credits.push(format!("{file}: {:?}", article.credits));
        }
    }

    /// Wrong days where the gold has none, or another.
    pub fn wrong_days(&self) -> usize {
        self.days.iter().filter(|(_, _, got)| got != "unknown").count()
    }

    /// Prints everything that is not as it should be, then the figures.
    pub fn print(&self) {
        self.short.iter().for_each(|(file, precision, recall)| println!("  body   P {precision:.3} R {recall:.3} {file}"));
        self.leaks.iter().for_each(|(file, words)| println!("  leak   {file}: {words}"));
        self.days.iter().for_each(|(file, want, got)| println!("  day    {file}: {got}, not {want}"));
        self.titles.iter().for_each(|line| println!("  title  {line}"));
        self.credits.iter().for_each(|line| println!("  credit {line}"));
        let (p, r, f1) = (self.bodies.precision(), self.bodies.recall(), self.bodies.f1());
        println!(
            "arabic pages {}  P {p:.4}  R {r:.4}  F1 {f1:.4}  leaks {}  days off {} (wrong {})  titles off {}",
            self.pages,
            self.leaks.len(),
            self.days.len(),
            self.wrong_days(),
            self.titles.len()
        );
    }
}

fn strings(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// A block that is part of the body as scored.
pub fn is_scored(kind: BlockKind) -> bool {
    kind.is_body() || kind == BlockKind::Heading
}
