//! Lists every file under `packs/` for embedding, in sorted order; and hashes the sources of the crates that read a page, so that
//! a stored reading is known to be as fresh as the program.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let root = folder().join("../../packs");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    walk(&root, &["tsv", "toml"], &mut files);
    files.sort();
    assert!(!files.is_empty(), "{} holds no pack file: without them nothing is read", root.display());
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
    hash_code();
}

/// The folder of this crate, as it is now: a script that was built in another checkout may be run in this one.
fn folder() -> PathBuf {
    PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("invariant: cargo sets CARGO_MANIFEST_DIR"))
}

/// The crates between bytes and claims.
const READERS: [&str; 6] = ["isnad-text", "isnad-model", "isnad-pack", "isnad-intake", "isnad-article", "isnad-annotate"];

fn hash_code() {
    let crates = folder().join("..");
    let mut files = Vec::new();
    for name in READERS {
        walk(&crates.join(name).join("src"), &["rs"], &mut files);
    }
    files.sort();
    // FNV-1a twice with different starts: a change of code must show, nobody forges it.
    let (mut a, mut b) = (0xcbf2_9ce4_8422_2325u64, 0x8422_2325_cbf2_9ce4u64);
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        let name = file.strip_prefix(&crates).expect("invariant: walked from there").to_string_lossy().replace('\\', "/");
        let text = std::fs::read(file).expect("invariant: a listed source is there");
        for byte in name.bytes().chain([0]).chain(text).chain([0]) {
            a = (a ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            b = (b ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(7);
        }
    }
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("invariant: cargo sets OUT_DIR")).join("code");
    std::fs::write(out, format!("{a:016x}{b:016x}")).expect("invariant: OUT_DIR can be written");
}

fn walk(folder: &Path, extensions: &[&str], files: &mut Vec<PathBuf>) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let wanted = path.extension().is_some_and(|extension| extensions.iter().any(|one| extension == *one));
        if path.is_dir() {
            walk(&path, extensions, files);
        } else if wanted {
            files.push(path);
        }
    }
}
