//! `cargo xtask tidy`: what a reviewer should not have to look for.

mod bytes;
mod docs;
mod layers;
mod packs;
mod sizes;

use crate::{Outcome, workspace};

/// What one check found.
#[derive(Default)]
pub struct Findings {
    /// Each fails the run.
    pub errors: Vec<String>,
    /// Worth a look, no more.
    pub notes: Vec<String>,
    /// One line about what was looked at.
    pub summary: String,
}

type Check = fn(&[std::path::PathBuf]) -> Outcome<Findings>;

/// Runs every check and prints what it finds.
pub fn run() -> Outcome {
    let files = workspace::files();
    let checks: [(&str, Check); 5] =
        [("layers", layers::check), ("sizes", sizes::check), ("docs", docs::check), ("bytes", bytes::check), ("packs", packs::check)];
    let mut failed = 0;
    for (name, check) in checks {
        let findings = check(&files)?;
        let state = if findings.errors.is_empty() { "ok  " } else { "FAIL" };
        println!("{state} {name}: {}", findings.summary);
        findings.notes.iter().for_each(|note| println!("     note: {note}"));
        findings.errors.iter().for_each(|error| println!("     {error}"));
        failed += findings.errors.len();
    }
    if failed == 0 { Ok(()) } else { Err(format!("{failed} findings")) }
}
