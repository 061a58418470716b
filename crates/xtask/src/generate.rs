//! The manual page, the completions and the report in README.md, as the binary itself prints them.

use crate::{Outcome, workspace};
use std::process::Command;

/// Writes `target/man/isnad.1`.
///
/// # Errors
/// When the binary cannot be built or run.
pub fn man() -> Outcome {
    keep(&["man"], "man/isnad.1")
}

/// Writes completions for the usual shells under `target/completions`.
///
/// # Errors
/// When the binary cannot be built or run.
pub fn completions() -> Outcome {
    for (shell, name) in [("bash", "isnad.bash"), ("zsh", "_isnad"), ("fish", "isnad.fish")] {
        keep(&["completions", shell], &format!("completions/{name}"))?;
    }
    Ok(())
}

/// Lines of the report that the README shows.
const SHOWN: usize = 48;

/// Puts the report over the samples into README.md, between its marks.
///
/// # Errors
/// When the binary cannot be built or the marks are gone.
pub fn readme() -> Outcome {
    let isnad = workspace::build_isnad(true)?;
    let asked = "--packs samples/packs record --limit 2 samples";
    let mut command = Command::new(&isnad);
    command.args(["--quiet", "--color", "never"]).args(asked.split(' '));
    // Isolates keep a terminal in order; in a page they are invisible characters.
    let report: String = workspace::output(&mut command)?.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect();
    let shown = report.lines().take(SHOWN).map(str::trim_end).collect::<Vec<_>>().join("\n");
    let path = workspace::root().join("README.md");
    let page = workspace::read(&path)?;
    let (head, rest) = page.split_once("<!-- output").ok_or("README.md has no mark `<!-- output`")?;
    let (mark, rest) = rest.split_once("-->").ok_or("the mark in README.md is not closed")?;
    let (_, tail) = rest.split_once("<!-- /output -->").ok_or("README.md has no mark `<!-- /output -->`")?;
    workspace::write(&path, &format!("{head}<!-- output{mark}-->\n```console\n$ isnad {asked}\n{shown}\n  …\n```\n<!-- /output -->{tail}"))
}

fn keep(words: &[&str], name: &str) -> Outcome {
    let isnad = workspace::build_isnad(false)?;
    let text = workspace::output(Command::new(&isnad).args(words))?;
    let target = isnad.ancestors().nth(2).ok_or("the binary lies outside a target folder")?.join(name);
    workspace::write(&target, &text)?;
    println!("{}", target.display());
    Ok(())
}
