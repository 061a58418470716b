//! Embedded pack files, and folders laid over them.

use isnad_model::Diagnostic;
use isnad_pack::PackFile;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// Path under `packs/` and content of every embedded file.
static EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The embedded files with those of `overlay` laid over them.
pub fn files(overlay: Option<&Path>) -> (Vec<PackFile>, Vec<Diagnostic>) {
    let mut by_path: BTreeMap<String, Cow<'static, str>> = EMBEDDED.iter().map(|(path, text)| ((*path).to_owned(), Cow::Borrowed(*text))).collect();
    let mut diagnostics = Vec::new();
    if let Some(folder) = overlay {
        for file in folder_files(folder, &mut diagnostics) {
            by_path.insert(file.path, file.text);
        }
    }
    (by_path.into_iter().map(|(path, text)| PackFile { path, text }).collect(), diagnostics)
}

/// The folders that hold packs; what lies beside them is no pack.
const PARTS: [&str; 3] = ["know", "lang", "source"];

/// Endings of files that are tables, or that somebody may take for one: notes beside them (NOTICE, .md) are left alone.
const LIKE_TABLES: [&str; 4] = [".tsv", ".csv", ".txt", ".toml"];

/// The pack files under `folder`, in sorted order: those of its `know/`, `lang/` and `source/`.
pub fn folder_files(folder: &Path, diagnostics: &mut Vec<Diagnostic>) -> Vec<PackFile> {
    let mut out = Vec::new();
    let shown = folder.to_string_lossy();
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            diagnostics.push(complain("E0121", &shown, &format!("cannot be opened: {error}"), "name a folder of pack files"));
            return out;
        }
    };
    let is_stray = |name: &String| name.ends_with(".tsv") || name.ends_with(".toml") || name == "sites" && folder.join(name).is_dir();
    let mut strays: Vec<String> = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).filter(is_stray).collect();
    strays.sort();
    for part in PARTS.iter().filter(|part| folder.join(part).is_dir()) {
        walk(&folder.join(part), part, 8, &mut out, diagnostics);
    }
    if out.is_empty() && diagnostics.is_empty() {
        let hint = "packs are .tsv files in the folders lang/, know/ and source/ of the folder named, and sites' files in source/NAME/sites/";
        diagnostics.push(complain("E0120", &shown, "the folder holds no pack file", hint));
    }
    let hint = |name: &str| match name {
        "sites" => "move it to source/NAME/sites/, with a NAME of your own",
        _ => "move it to lang/, know/ or source/, under the path that it has in the built-in packs or one of its own",
    };
    let stray = |name: &String| complain("E0123", &folder.join(name).to_string_lossy(), "lies outside the pack folders: not read", hint(name));
    diagnostics.extend(strays.iter().map(stray));
    out
}

fn walk(folder: &Path, prefix: &str, depth: usize, out: &mut Vec<PackFile>, diagnostics: &mut Vec<Diagnostic>) {
    let shown = folder.to_string_lossy();
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) if depth > 0 => entries,
        Ok(_) => return,
        Err(error) => return diagnostics.push(complain("E0121", &shown, &format!("cannot be opened: {error}"), "name a folder of pack files")),
    };
    let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
    names.sort();
    for name in names {
        let path = folder.join(&name);
        let name = name.to_string_lossy();
        let relative = if prefix.is_empty() { name.to_string() } else { format!("{prefix}/{name}") };
        if path.is_dir() {
            walk(&path, &relative, depth - 1, out, diagnostics);
        } else if LIKE_TABLES.iter().any(|ending| name.ends_with(ending)) {
            match std::fs::read_to_string(&path) {
                Ok(text) => out.push(PackFile { path: relative, text: text.into() }),
                Err(error) => {
                    diagnostics.push(complain("E0122", &path.to_string_lossy(), &format!("cannot be read: {error}"), "pack files are UTF-8 text"))
                }
            }
        }
    }
}

fn complain(code: &'static str, subject: &str, message: &str, hint: &str) -> Diagnostic {
    Diagnostic { code, subject: subject.into(), position: None, message: message.into(), hint: Some(hint.into()) }
}
