//! Lists every file under `packs/` for embedding, in sorted order.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    let mut list = String::from("&[\n");
    for file in &files {
        let path = file.canonicalize().expect("invariant: a listed pack file is there");
        let name = file.strip_prefix(&root).expect("invariant: walked from the root").to_string_lossy().replace('\\', "/");
        println!("cargo::rerun-if-changed={}", path.display());
        writeln!(list, "    ({name:?}, include_str!({:?})),", path.display().to_string()).expect("invariant: writing to a string");
    }
    list.push_str("]\n");
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("invariant: cargo sets OUT_DIR")).join("packs.rs");
    std::fs::write(out, list).expect("invariant: OUT_DIR can be written");
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let is_table = path.extension().is_some_and(|extension| extension == "tsv" || extension == "toml");
        if path.is_dir() {
            walk(&path, files);
        } else if is_table {
            files.push(path);
        }
    }
}
