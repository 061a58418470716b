//! The manual page and the completions, as the binary itself prints them.

use crate::{Outcome, workspace};
use std::process::Command;

/// Writes `target/man/isnad.1`.
pub fn man() -> Outcome {
    keep(&["man"], "man/isnad.1")
}

/// Writes completions for the usual shells under `target/completions`.
pub fn completions() -> Outcome {
    for (shell, name) in [("bash", "isnad.bash"), ("zsh", "_isnad"), ("fish", "isnad.fish")] {
        keep(&["completions", shell], &format!("completions/{name}"))?;
    }
    Ok(())
}

fn keep(words: &[&str], name: &str) -> Outcome {
    let isnad = workspace::build_isnad(false)?;
    let text = workspace::output(Command::new(&isnad).args(words))?;
    let target = isnad.ancestors().nth(2).ok_or("the binary lies outside a target folder")?.join(name);
    workspace::write(&target, &text)?;
    println!("{}", target.display());
    Ok(())
}
