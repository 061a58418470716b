//! `isnad pack check`: everything that can be said about pack files without running them on articles.

use crate::packs;
use isnad_model::Diagnostic;
use isnad_pack::{Pack, PackFile};
use std::path::Path;

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// How many files were read.
    pub files: usize,
    /// How many of their lines hold rows.
    pub rows: usize,
    /// What is wrong, in file order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks the embedded packs, or those with the folder laid over them. With a folder, only what stands in its files is reported.
pub fn check(folder: Option<&Path>) -> Checked {
    let (all, mut diagnostics) = packs::files(folder);
    let own: Vec<PackFile> = match folder {
        Some(folder) => packs::folder_files(folder, &mut Vec::new()),
        None => all.clone(),
    };
    let (pack, of_pack) = Pack::load(&all);
    let is_own = |diagnostic: &Diagnostic| own.iter().any(|file| file.path == diagnostic.subject);
    diagnostics.extend(of_pack.into_iter().filter(is_own));
    if folder.is_none() {
        diagnostics.extend(pack.unresolved().into_iter().filter(|id| !pack.place_by_id.contains_key(id.as_str())).map(unresolved));
    }
    diagnostics.sort_by(|a, b| (&a.subject, a.position, a.code).cmp(&(&b.subject, b.position, b.code)));
    let rows = own.iter().map(rows).sum();
    Checked { files: own.len(), rows, diagnostics }
}

/// Rows of a table below the names of its columns; entries of what was learned of a site.
fn rows(file: &PackFile) -> usize {
    if file.path.ends_with(".toml") {
        return file.text.lines().filter(|line| line.starts_with("[[")).count();
    }
    file.text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).count().saturating_sub(1)
}

fn unresolved(id: String) -> Diagnostic {
    Diagnostic {
        code: "E0130",
        subject: "relations.tsv".into(),
        position: None,
        message: format!("`{id}` is named in a relation and defined nowhere"),
        hint: Some("add it to actors.tsv, people.tsv or bodies.tsv, or correct the id".into()),
    }
}
