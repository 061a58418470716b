//! `cargo xtask pages`: bodies, headlines and days of HTML pages against their gold.

pub mod arabic;
pub mod grams;

use crate::speed::processor;
use crate::{Outcome, workspace};
use flate2::read::MultiGzDecoder;
use grams::Averages;
use isnad_article::{Reader, TextInput};
use isnad_engine::Engine;
use isnad_model::Article;
use serde_json::{Map, Value, json};
use std::io::Read;
use std::path::{Path, PathBuf};

/// A page with what it holds.
pub struct Page {
    /// What it is called.
    pub id: String,
    /// Its source.
    pub html: String,
    /// Its body.
    pub body: String,
}

/// Scores a benchmark: a folder with `ground-truth.json` and `html/ID.html.gz`.
pub fn run(arguments: &[String]) -> Outcome {
    arabic::score()?.print();
    let folder = workspace::option(arguments, "--aeb").map(PathBuf::from);
    let folder = folder.or_else(|| workspace::evaluation(arguments).map(|shared| shared.join("aeb")));
    let Some(folder) = folder.filter(|folder| folder.join("ground-truth.json").exists()) else {
        println!("pages: no folder with ground-truth.json (--aeb DIR names one)");
        return Ok(());
    };
    let pages = benchmark(&folder)?;
    let errors = workspace::option(arguments, "--errors").and_then(|count| count.parse().ok()).unwrap_or(0);
    let show = workspace::option(arguments, "--show");
    let (engine, _) = Engine::new(None);
    let reader = Reader::new(engine.pack());
    let mut averages = Averages::default();
    let mut worst = Vec::new();
    let mut predicted = Map::new();
    let before = processor();
    let input = |page: &Page| TextInput { source: page.id.clone(), text: page.html.clone(), ..TextInput::default() };
    let articles: Vec<Article> = pages.iter().map(|page| reader.read_html(input(page))).collect();
    let spent = (processor() - before).as_secs_f64();
    for (page, article) in pages.iter().zip(&articles) {
        let body = body(article);
        let (precision, recall) = averages.add(&page.body, &body);
        worst.push((precision.min(recall), precision, recall, page));
        if show.is_some_and(|id| page.id.starts_with(id)) {
            explain(article, page);
        }
        predicted.insert(page.id.clone(), json!({ "articleBody": body }));
    }
    worst.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (_, precision, recall, page) in worst.iter().take(errors) {
        println!("  P {precision:.3} R {recall:.3} {}", page.id);
    }
    if let Some(file) = workspace::option(arguments, "--write") {
        workspace::write(Path::new(&file), &Value::Object(predicted).to_string())?;
    }
    let (p, r, f1) = (averages.precision(), averages.recall(), averages.f1());
    println!("pages {}  P {p:.4}  R {r:.4}  F1 {f1:.4}  {:.0} pages/s of processor", pages.len(), pages.len() as f64 / spent);
    Ok(())
}

/// The text of the body's blocks and headings.
pub fn body(article: &Article) -> String {
    let blocks = article.blocks.iter().filter(|block| arabic::is_scored(block.kind));
    blocks.map(|block| block.span.slice(&article.text)).collect::<Vec<_>>().join("\n")
}

/// What was taken that the gold does not have (`-`), and left that it has (`!`).
fn explain(article: &Article, page: &Page) {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let gold = bare(&page.body);
    for block in &article.blocks {
        let text = block.span.slice(&article.text);
        let in_gold = gold.contains(&bare(text));
        let taken = arabic::is_scored(block.kind);
        let sign = match (in_gold, taken) {
            (true, true) => ' ',
            (true, false) => '!',
            (false, true) => '-',
            (false, false) => '.',
        };
        let shown: String = text.chars().take(100).collect();
        println!("{sign} {:11} {:32} {shown}", block.kind.name(), block.reason);
    }
}

fn benchmark(folder: &Path) -> Outcome<Vec<Page>> {
    let truth = std::fs::read_to_string(folder.join("ground-truth.json")).map_err(|error| format!("ground-truth.json: {error}"))?;
    let truth: Map<String, Value> = serde_json::from_str(&truth).map_err(|error| format!("ground-truth.json: {error}"))?;
    let mut pages = Vec::new();
    for (id, row) in truth {
        let path = folder.join("html").join(format!("{id}.html.gz"));
        let file = std::fs::File::open(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut bytes = Vec::new();
        MultiGzDecoder::new(file).read_to_end(&mut bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        let body = row.get("articleBody").and_then(Value::as_str).unwrap_or("").to_owned();
        pages.push(Page { id, html: String::from_utf8_lossy(&bytes).into_owned(), body });
    }
    Ok(pages)
}
