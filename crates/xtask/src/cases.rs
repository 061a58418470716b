//! The literate cases under `cases/` (format: cases/README.md): parsed, run against the packs, compared.
//!
//! `cases/not-yet.txt` lists the cases that do not hold today, with the number of lines that fail. A listed case that holds, or an
//! unlisted one that does not, fails the test; `ISNAD_CASES=update` rewrites the list.

pub mod claims;
pub mod names;
pub mod page;
pub mod record;

use crate::{Outcome, workspace};
use isnad_engine::Engine;
use isnad_engine::extract::Extracted;
use isnad_model::Stamp;
use names::Names;
use page::{Block, Page};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What came of one case.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Path under `cases/`.
    pub case: String,
    /// Lines that were judged.
    pub lines: usize,
    /// What failed, a line each.
    pub failures: Vec<String>,
    /// Blocks under "Not yet" that hold.
    pub risen: Vec<String>,
}

/// Runs all cases with the packs as they are embedded and those of the samples over them.
///
/// # Errors
/// When a case cannot be read.
pub fn verdicts() -> Outcome<Vec<Verdict>> {
    let root = workspace::root();
    let (engine, _) = Engine::new(Some(&root.join("samples/packs")));
    let mut out = Vec::new();
    for path in paths(&root) {
        let page = Page::parse(&workspace::read(&root.join("cases").join(&path))?).map_err(|error| format!("cases/{}: {error}", path.display()))?;
        out.push(judge(&engine, &path.to_string_lossy(), &page));
    }
    Ok(out)
}

fn paths(root: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for folder in ["claims", "record"] {
        let entries = std::fs::read_dir(root.join("cases").join(folder)).into_iter().flatten().flatten();
        out.extend(entries.map(|entry| Path::new(folder).join(entry.file_name())).filter(|path| path.extension().is_some_and(|end| end == "md")));
    }
    out.sort();
    out
}

fn judge(engine: &Engine, case: &str, page: &Page) -> Verdict {
    let names = Names::of(engine.pack());
    let articles: Vec<Extracted> = page.articles.iter().map(|article| read(engine, article)).collect();
    let mut verdict = Verdict { case: case.to_owned(), ..Verdict::default() };
    for (block, not_yet) in &page.expectations {
        let (lines, failures) = match block {
            Block::Claims(lines) => (lines.len(), claims::check(lines, &articles, &names)),
            Block::Record { options, lines } => (lines.len(), record::check(lines, engine, &articles, options, &names)),
        };
        if *not_yet {
            verdict.risen.extend(failures.is_empty().then(|| format!("a block under `Not yet` ({lines} lines) holds: move it up")));
        } else {
            verdict.lines += lines;
            verdict.failures.extend(failures);
        }
    }
    verdict
}

/// A page as a browser would flatten it: the date comes with it and is not looked for in the text.
fn read(engine: &Engine, given: &page::Article) -> Extracted {
    let input = isnad_article::TextInput {
        source: given.id.clone(),
        outlet: Some(given.outlet.clone()),
        published_at: given.date.clone().filter(|_| !given.is_whole_page()),
        text: given.text.clone(),
        ..isnad_article::TextInput::default()
    };
    let mut article = isnad_article::read_text(input, engine.pack());
    article.published_at = given.date.as_deref().and_then(Stamp::parse);
    let annotation = isnad_annotate::annotate(&article, engine.pack());
    Extracted { article, annotation, notices: Vec::new() }
}

fn list_path() -> PathBuf {
    workspace::root().join("cases/not-yet.txt")
}

/// Case and failing lines, as listed.
fn listed() -> Outcome<BTreeMap<String, usize>> {
    if !list_path().exists() {
        return Ok(BTreeMap::new());
    }
    let text = workspace::read(&list_path())?;
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    rows.map(|line| {
        let parsed = line.split_once('\t').and_then(|(case, count)| Some((case.to_owned(), count.trim().parse().ok()?)));
        parsed.ok_or_else(|| format!("cases/not-yet.txt: `{line}` is no `case<TAB>number`"))
    })
    .collect()
}

/// Compares the verdicts with the list: what must be looked at.
///
/// # Errors
/// When the list cannot be read.
pub fn differences(verdicts: &[Verdict]) -> Outcome<Vec<String>> {
    let listed = listed()?;
    let mut out = Vec::new();
    for verdict in verdicts {
        let failing = verdict.failures.len();
        match listed.get(&verdict.case) {
            None if failing > 0 => {
                out.push(format!("{} fails:\n    {}", verdict.case, verdict.failures.join("\n    ")));
            }
            Some(_) if failing == 0 => out.push(format!("{} holds now: take it off cases/not-yet.txt (ISNAD_CASES=update)", verdict.case)),
            Some(&known) if failing > known => {
                out.push(format!("{} fails in {failing} lines, {known} are known:\n    {}", verdict.case, verdict.failures.join("\n    ")));
            }
            _ => {}
        }
        out.extend(verdict.risen.iter().map(|risen| format!("{}: {risen}", verdict.case)));
    }
    let gone = listed.keys().filter(|case| !verdicts.iter().any(|verdict| verdict.case == **case));
    out.extend(gone.map(|case| format!("cases/not-yet.txt lists `{case}`, which is not there")));
    Ok(out)
}

/// Rewrites the list.
///
/// # Errors
/// When it cannot be written.
pub fn update(verdicts: &[Verdict]) -> Outcome {
    let mut text =
        "# Cases that do not hold yet, with the number of lines that fail. Written by ISNAD_CASES=update; it may only shrink.\n".to_owned();
    for verdict in verdicts.iter().filter(|verdict| !verdict.failures.is_empty()) {
        text.push_str(&format!("{}\t{}\n", verdict.case, verdict.failures.len()));
    }
    workspace::write(&list_path(), &text)
}

/// `cargo xtask cases`: the table.
///
/// # Errors
/// When a case cannot be read.
pub fn run() -> Outcome {
    let verdicts = verdicts()?;
    print_table(&verdicts, true);
    Ok(())
}

/// Prints a line a case that fails, then the counts.
pub fn print_table(verdicts: &[Verdict], with_reasons: bool) {
    for verdict in verdicts.iter().filter(|verdict| !verdict.failures.is_empty()) {
        println!("miss {:<44} {:>2} of {}", verdict.case, verdict.failures.len(), verdict.lines);
        verdict.failures.iter().filter(|_| with_reasons).for_each(|failure| println!("       {failure}"));
    }
    for folder in ["claims", "record"] {
        let of_folder = || verdicts.iter().filter(|verdict| verdict.case.starts_with(folder));
        let held = of_folder().filter(|verdict| verdict.failures.is_empty()).count();
        println!("{folder}: {held} of {} cases hold", of_folder().count());
    }
}
