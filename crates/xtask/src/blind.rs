//! `eval/blind/`: articles that were annotated without seeing any output of ours; `eval/judged/`: articles of which readers judged what we read
//! out of them. Kept as ids, offsets and labels, without text.

use crate::{Outcome, news, workspace};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A longer name is a phrase of the page and no label.
const LONGEST_NAME: usize = 60;
/// Where the texts are found again by id, in this order.
const TEXTS: [&str; 2] = ["news-2018.jsonl.gz", "news-more.jsonl.gz"];

/// One batch, ready to be scored.
pub struct Batch {
    /// `b01`
    pub name: String,
    /// The labels with empty evidence texts.
    pub gold: PathBuf,
    /// The articles.
    pub input: PathBuf,
}

/// How labels came to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Labels {
    /// All claims of an article, by readers who saw no output of ours.
    Blind,
    /// Of the claims that we found which are none (`"wrong": true`), and what is right in the others. What we missed is not told.
    Judged,
}

impl Labels {
    fn folder(self) -> PathBuf {
        workspace::root().join(match self {
            Labels::Blind => "eval/blind",
            Labels::Judged => "eval/judged",
        })
    }
}

/// Files in `folder` that end in `suffix`, with what stands before it, sorted.
fn batch_files(folder: &Path, suffix: &str) -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let named = |path: PathBuf| Some((path.file_name()?.to_str()?.strip_suffix(suffix)?.to_owned(), path));
    let mut out: Vec<(String, PathBuf)> = entries.filter_map(named).collect();
    out.sort();
    out
}

/// Names of the batches that are a check and never learned from.
///
/// # Errors
/// When their list cannot be read.
pub fn held_out() -> Outcome<BTreeSet<String>> {
    let text = workspace::read(&Labels::Blind.folder().join("held-out.txt"))?;
    Ok(text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect())
}

/// Ids of the articles of those batches.
///
/// # Errors
/// When a batch cannot be read.
pub fn held_out_articles() -> Outcome<BTreeSet<String>> {
    let mut out = BTreeSet::new();
    for name in held_out()? {
        let text = workspace::read(&Labels::Blind.folder().join(format!("{name}.gold.jsonl")))?;
        let id = |line: &str| serde_json::from_str::<Value>(line).ok()?["doc"].as_str().map(str::to_owned);
        out.extend(text.lines().filter_map(id));
    }
    Ok(out)
}

/// Finds the texts of every batch, fills what the scorer wants into `scratch`, and writes the merged names to `entities`.
pub fn batches(labels: Labels, shared: &Path, scratch: &Path, entities: &Path) -> Outcome<Vec<Batch>> {
    let folder = labels.folder();
    let golds = batch_files(&folder, ".gold.jsonl");
    if golds.is_empty() {
        return Ok(Vec::new());
    }
    let mut names = object(&shared.join("entities.json"))?;
    merge(&mut names, object(&folder.join("entities.json"))?);
    workspace::write(entities, &Value::Object(names).to_string())?;
    let mut read = Vec::new();
    for (name, path) in golds {
        read.push((name, rows(&path)?));
    }
    let ids: BTreeSet<String> = read.iter().flat_map(|(_, rows)| rows).filter_map(|row| row["doc"].as_str().map(str::to_owned)).collect();
    let mut texts = Vec::new();
    for file in TEXTS.iter().map(|file| shared.join(file)).filter(|file| file.exists()) {
        if texts.len() < ids.len() {
            texts.extend(news::with_ids(&file, &ids)?);
        }
    }
    read.into_iter().map(|(name, rows)| batch(&name, rows, &texts, scratch)).collect()
}

fn batch(name: &str, mut rows: Vec<Value>, texts: &[String], scratch: &Path) -> Outcome<Batch> {
    let docs: BTreeSet<String> = rows.iter().filter_map(|row| row["doc"].as_str().map(str::to_owned)).collect();
    for claim in rows.iter_mut().filter_map(|row| row["claims"].as_array_mut()).flatten() {
        claim["evidence"] = json!("");
    }
    let is_ours =
        |line: &&String| serde_json::from_str::<Value>(line).is_ok_and(|article| article["id"].as_str().is_some_and(|id| docs.contains(id)));
    let found: Vec<&String> = texts.iter().filter(is_ours).collect();
    let (gold, input) = (scratch.join(format!("{name}.gold.jsonl")), scratch.join(format!("{name}.in.jsonl")));
    workspace::write(&gold, &rows.iter().map(|row| format!("{row}\n")).collect::<String>())?;
    workspace::write(&input, &found.iter().map(|line| format!("{line}\n")).collect::<String>())?;
    Ok(Batch { name: name.to_owned(), gold, input })
}

/// `cargo xtask blind-import DIR [--judged]`: every `<batch>.gold.jsonl` and `<batch>.entities.json` of DIR, without its texts.
pub fn run(arguments: &[String]) -> Outcome {
    let from = arguments.first().map(PathBuf::from).ok_or("name the folder of the batches")?;
    let labels = if workspace::flag(arguments, "--judged") { Labels::Judged } else { Labels::Blind };
    let folder = labels.folder();
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut names = object(&folder.join("entities.json"))?;
    let (mut batches, mut claims) = (0, 0);
    for (batch, path) in batch_files(&from, ".gold.jsonl") {
        let rows: Vec<Value> = rows(&path)?.iter().map(without_text).collect();
        claims += rows.iter().filter_map(|row| row["claims"].as_array()).map(Vec::len).sum::<usize>();
        batches += 1;
        workspace::write(&folder.join(format!("{batch}.gold.jsonl")), &rows.iter().map(|row| format!("{row}\n")).collect::<String>())?;
        let mut of_batch = object(&from.join(format!("{batch}.entities.json")))?;
        of_batch.values_mut().filter_map(Value::as_array_mut).for_each(|names| names.retain(is_label));
        merge(&mut names, of_batch);
    }
    let pretty = serde_json::to_string_pretty(&Value::Object(names)).map_err(|error| error.to_string())?;
    workspace::write(&folder.join("entities.json"), &format!("{pretty}\n"))?;
    println!("{batches} batches, {claims} claims");
    Ok(())
}

/// What stays of an article: its id and hash, the spans, and every label that is no text of it.
fn without_text(row: &Value) -> Value {
    const LABELS: [&str; 13] =
        ["type", "start", "end", "polarity", "modality", "places", "actors", "sources", "co_origins", "quantity", "date", "optional", "wrong"];
    let label = |claim: &Value, key: &str| Some((key.to_owned(), claim.get(key)?.clone()));
    let kept = |claim: &Value| -> Value { LABELS.iter().filter_map(|key| label(claim, key)).collect::<Map<_, _>>().into() };
    let claims: Vec<Value> = row["claims"].as_array().into_iter().flatten().map(kept).collect();
    json!({"doc": row["doc"], "sha256": row["sha256"], "spans": row["spans"], "claims": claims})
}

fn is_label(name: &Value) -> bool {
    name.as_str().is_some_and(|name| name.chars().count() <= LONGEST_NAME && !name.contains(is_direction))
}

/// Marks of direction and stretched letters, which no source may hold; scoring takes no notice of them.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Adds names to the entities that have them not.
fn merge(into: &mut Map<String, Value>, from: Map<String, Value>) {
    for (id, names) in from {
        let known = into.entry(id).or_insert_with(|| json!([]));
        let Some(known) = known.as_array_mut() else { continue };
        for name in names.as_array().into_iter().flatten() {
            if !known.contains(name) {
                known.push(name.clone());
            }
        }
    }
}

fn object(path: &Path) -> Outcome<Map<String, Value>> {
    if !path.exists() {
        return Ok(Map::new());
    }
    serde_json::from_str(&workspace::read(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

fn rows(path: &Path) -> Outcome<Vec<Value>> {
    let text = workspace::read(path)?;
    let parse = |line: &str| serde_json::from_str(line).map_err(|error| format!("{}: {error}", path.display()));
    text.lines().filter(|line| !line.trim().is_empty()).map(parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sentence_survives_the_import() {
        let row = json!({"doc": "a", "sha256": "b", "spans": [], "claims": [{"type": "killed", "evidence": "words of the page", "start": 1, "end": 9, "note": "words"}]});
        let kept = without_text(&row).to_string();
        assert!(!kept.contains("words") && kept.contains("\"start\":1"));
    }

    #[test]
    fn names_are_added_once() {
        let mut into = Map::from_iter([("x".to_owned(), json!(["a"]))]);
        merge(&mut into, Map::from_iter([("x".to_owned(), json!(["a", "b"])), ("y".to_owned(), json!(["c"]))]));
        assert_eq!(Value::Object(into), json!({"x": ["a", "b"], "y": ["c"]}));
    }
}
