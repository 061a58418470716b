//! No sentence of the evaluation folder stands in the repository: what tests and samples say is written for them.

use crate::{Outcome, news, workspace};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::process::Command;

/// Words in a row that nobody writes twice by chance; names of bodies and formulas of news are shorter.
const RUN: usize = 11;

/// Folders whose files hold sentences.
const FOLDERS: [&str; 6] = ["crates", "packs", "cases", "samples", "bench", "docs"];

/// Articles of the evaluation folder.
const ARTICLES: [&str; 4] = ["dev.jsonl", "dev2.jsonl", "news-2018.jsonl.gz", "news-more.jsonl.gz"];

/// Every run of words that a line of the repository shares with a text of the evaluation folder, as `file: words`.
pub fn run(shared: &Path) -> Outcome<Vec<String>> {
    let tracked = workspace::output(Command::new("git").arg("ls-files").args(FOLDERS))?;
    let mut known: HashMap<u64, (&str, String)> = HashMap::new();
    for file in tracked.lines() {
        let Ok(text) = std::fs::read_to_string(workspace::root().join(file)) else { continue };
        for line in text.lines() {
            for run in words(line).windows(RUN) {
                known.entry(hash(run)).or_insert_with(|| (file, run.join(" ")));
            }
        }
    }
    let mut found: Vec<String> = Vec::new();
    let mut look = |text: &str| {
        for run in words(text).windows(RUN) {
            if let Some((file, words)) = known.remove(&hash(run)) {
                found.push(format!("{file}: `{words}` stands in an evaluation text"));
            }
        }
    };
    for name in ARTICLES {
        let path = shared.join(name);
        for line in path.exists().then(|| news::lines(&path)).transpose()?.into_iter().flatten() {
            if let Some(article) = news::article(&line) {
                look(article.title.as_deref().unwrap_or(""));
                look(&article.text);
            }
        }
    }
    for seed in std::fs::read_dir(shared.join("seeds")).into_iter().flatten().flatten() {
        if let Ok(text) = std::fs::read_to_string(seed.path()) {
            text.lines().for_each(&mut look);
        }
    }
    found.sort();
    println!("texts: {} runs of {RUN} words of an evaluation text stand in the repository", found.len());
    found.iter().for_each(|one| println!("  {one}"));
    Ok(found)
}

/// The words of Arabic letters in a line.
fn words(line: &str) -> Vec<&str> {
    line.split(|c: char| !matches!(c, '\u{0621}'..='\u{063F}' | '\u{0641}'..='\u{064A}')).filter(|word| !word.is_empty()).collect()
}

fn hash(run: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    run.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::{hash, words};

    #[test]
    fn a_run_is_known_by_its_words_alone() {
        let left = words("قال المرصد، إن 25 شخصا قتلوا");
        assert_eq!(left, ["قال", "المرصد", "إن", "شخصا", "قتلوا"]);
        assert_eq!(hash(&left), hash(&words("«قال المرصد إن شخصا» قتلوا")));
        assert_ne!(hash(&left), hash(&words("قال المرصد إن شخصا قتل")));
    }
}
