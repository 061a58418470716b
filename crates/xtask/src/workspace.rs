//! The checkout: its root, its files, its commands.

use crate::Outcome;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the checkout.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("invariant: xtask lies two folders below the root").to_path_buf()
}

/// The file's text.
pub fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes the file, with the folders above it.
pub fn write(path: &Path, text: &str) -> Outcome {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Every file under version control or about to be, relative to the root, sorted. Without git, every file outside `target`.
pub fn files() -> Vec<PathBuf> {
    let root = root();
    let listed = Command::new("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(&root).output();
    let mut out: Vec<PathBuf> = match listed {
        Ok(listed) if listed.status.success() => {
            String::from_utf8_lossy(&listed.stdout).split('\0').filter(|path| !path.is_empty()).map(PathBuf::from).collect()
        }
        _ => walk(&root, &root),
    };
    out.retain(|path| root.join(path).is_file());
    out.sort();
    out
}

fn walk(root: &Path, folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut out = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() && !matches!(&*name, "target" | ".git" | "node_modules") {
            out.extend(walk(root, &path));
        } else if path.is_file() {
            out.extend(path.strip_prefix(root).map(Path::to_path_buf));
        }
    }
    out
}

/// Runs a command from the root and gives its standard output; its standard error is shown.
pub fn output(command: &mut Command) -> Outcome<String> {
    let shown = format!("{command:?}");
    let out = command.current_dir(root()).stderr(std::process::Stdio::inherit()).output().map_err(|error| format!("{shown}: {error}"))?;
    if !out.status.success() {
        return Err(format!("{shown}: {}", out.status));
    }
    String::from_utf8(out.stdout).map_err(|error| format!("{shown}: {error}"))
}

/// `cargo metadata` of the workspace members.
pub fn metadata() -> Outcome<Value> {
    let text = output(Command::new(env!("CARGO")).args(["metadata", "--format-version", "1", "--no-deps", "--offline"]))?;
    serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}"))
}

/// The `isnad` binary, built now in the profile asked for.
pub fn build_isnad(release: bool) -> Outcome<PathBuf> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["build", "--quiet", "--package", "isnad"]).args(release.then_some("--release"));
    output(&mut command)?;
    isnad_path(release)
}

/// Where the `isnad` binary is built.
pub fn isnad_path(release: bool) -> Outcome<PathBuf> {
    let target = metadata()?["target_directory"].as_str().map(PathBuf::from).ok_or("cargo metadata names no target directory")?;
    Ok(target.join(if release { "release" } else { "debug" }).join("isnad"))
}

/// The value after `--name` in the arguments.
pub fn option<'a>(arguments: &'a [String], name: &str) -> Option<&'a str> {
    let at = arguments.iter().position(|argument| argument == name)?;
    arguments.get(at + 1).map(String::as_str)
}

/// Whether `--name` stands in the arguments.
pub fn flag(arguments: &[String], name: &str) -> bool {
    arguments.iter().any(|argument| argument == name)
}

/// The evaluation folder: `--shared DIR`, else the one beside the checkout, if it is there.
pub fn evaluation(arguments: &[String]) -> Option<PathBuf> {
    let folder = match option(arguments, "--shared") {
        Some(given) => PathBuf::from(given),
        None => root().join("../shared/eval"),
    };
    let folder = if folder.join("score.py").exists() { folder } else { folder.join("eval") };
    folder.join("score.py").exists().then_some(folder)
}
