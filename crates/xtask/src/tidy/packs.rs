//! The packs as they stand on disk load without a word of complaint.

use super::Findings;
use crate::{Outcome, workspace};
use isnad_engine::packs::folder_files;
use isnad_pack::Pack;
use std::path::PathBuf;

/// Loads `packs/` with the samples' packs over it.
pub fn check(_: &[PathBuf]) -> Outcome<Findings> {
    let root = workspace::root();
    let mut diagnostics = Vec::new();
    let mut files = folder_files(&root.join("packs"), &mut diagnostics);
    files.extend(folder_files(&root.join("samples/packs"), &mut diagnostics));
    let (pack, of_pack) = Pack::load(&files);
    diagnostics.extend(of_pack);
    let mut findings = Findings { errors: diagnostics.iter().map(ToString::to_string).collect(), ..Findings::default() };
    let is_table = |file: &&isnad_pack::PackFile| file.path.ends_with(".tsv");
    let unformatted = files.iter().filter(is_table).filter(|file| isnad_pack::format::format(&file.text) != *file.text);
    findings.errors.extend(unformatted.map(|file| format!("packs/{}: not in its one form: `isnad pack fmt packs`", file.path)));
    let unresolved = pack.unresolved();
    if !unresolved.is_empty() {
        findings.notes.push(format!("{} ids stand in relations and nothing defines them: {}", unresolved.len(), shorten(&unresolved)));
    }
    findings.summary = format!(
        "{} files: {} verbs, {} verb frames, {} noun frames, {} entities, {} places, {} outlets",
        files.len(),
        pack.verbs.len(),
        pack.verb_frames.len(),
        pack.noun_frames.len(),
        pack.entities.len(),
        pack.places.len(),
        pack.outlets.len()
    );
    Ok(findings)
}

fn shorten(ids: &[String]) -> String {
    let shown = ids.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
    if ids.len() > 8 { format!("{shown}, …") } else { shown }
}
