//! Arguments to files, in a fixed order.

use crate::{Limits, complain};
use glob::{MatchOptions, Pattern};
use isnad_model::Diagnostic;
use std::path::{Path, PathBuf};

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file with the name its documents go by.
    File {
        /// Where it is.
        path: PathBuf,
        /// Path relative to the INPUT argument: a file argument's own name, or the path inside a folder argument.
        name: String,
    },
    /// A file held in memory, with its name.
    Bytes {
        /// What it would be called on a disk; its ending says its form.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
    /// An argument that leads nowhere.
    Bad(Diagnostic),
}

/// What `arguments` stand for, folders walked in sorted order; and how many other files the folders hold.
pub fn expand(arguments: &[String], limits: &Limits) -> (Vec<Input>, usize) {
    let mut found = Found::default();
    for argument in arguments {
        let path = Path::new(argument);
        match path.metadata() {
            _ if argument == "-" => found.inputs.push(Input::Stdin),
            Err(_) if argument.contains(['*', '?', '[']) => found.pattern(argument, limits),
            Err(_) if argument.is_empty() => {
                found.bad("E0210", "\"\"", "an empty name is no file", "name a file or folder, or `-` for standard input")
            }
            Err(error) => {
                found.bad("E0210", argument, &format!("cannot be opened: {}", reason(&error)), "check the path; quote names that hold spaces")
            }
            Ok(meta) if meta.is_dir() => {
                let before = found.inputs.len();
                found.walk(path, "", limits.depth, None);
                if found.inputs.len() == before {
                    let hint = "put .html, .txt, .jsonl or .warc files (also .gz) into it, or name another folder";
                    found.bad("E0211", argument, "the folder holds no readable file", hint);
                }
            }
            Ok(_) => {
                let name = path.file_name().map_or_else(|| argument.clone(), |name| name.to_string_lossy().into_owned());
                found.inputs.push(file(path, name));
            }
        }
    }
    (found.inputs, found.other_files)
}

fn file(path: &Path, name: String) -> Input {
    Input::File { path: path.to_path_buf(), name }
}

/// As a shell reads patterns: `*` and `?` stay within one folder, `**` goes through all of them.
const AS_A_SHELL: MatchOptions = MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

/// What has been found so far.
#[derive(Default)]
struct Found {
    inputs: Vec<Input>,
    other_files: usize,
}

impl Found {
    fn bad(&mut self, code: &'static str, subject: &str, message: &str, hint: &str) {
        self.inputs.push(Input::Bad(complain(code, subject, None, message, hint)));
    }

    /// `pages/**/*.html`: the files below `pages` whose path there matches the rest.
    fn pattern(&mut self, argument: &str, limits: &Limits) {
        let wild = argument.find(['*', '?', '[']).unwrap_or(argument.len());
        let (folder, rest) = argument.split_at(argument[..wild].rfind('/').map_or(0, |at| at + 1));
        let pattern = match Pattern::new(rest) {
            Ok(pattern) => pattern,
            Err(error) => {
                let hint = "close every `[`, write `**` as a part of its own (a/**/b), and put the pattern into quotes";
                return self.bad("E0213", argument, &format!("no such file, and no pattern: {}", error.msg), hint);
            }
        };
        let depth = if rest.contains("**") { limits.depth } else { limits.depth.min(rest.split('/').count()) };
        let before = self.inputs.len();
        let from = if folder.is_empty() { "." } else { folder };
        self.walk(Path::new(from), "", depth, Some(&pattern));
        if self.inputs.len() == before {
            let hint = "`*` stands for a part of one name, `**/` for any folders; names that begin with a dot are left out";
            self.bad("E0211", argument, "no readable file matches", hint);
        }
    }

    /// Every file under `folder` that is read, or of those whose path there matches. What lies too deep is said unless nothing there could match.
    fn walk(&mut self, folder: &Path, prefix: &str, depth: usize, pattern: Option<&Pattern>) {
        let shown = folder.to_string_lossy();
        if depth == 0 {
            if pattern.is_none_or(|pattern| pattern.as_str().contains("**")) {
                self.bad(
                    "E0212",
                    &shown,
                    "too many folders inside folders",
                    "name the inner folder itself; links that lead back up are not followed",
                );
            }
            return;
        }
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.bad("E0210", &shown, &format!("cannot be opened: {}", reason(&error)), "check the folder and its permissions"),
        };
        let mut names: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.file_name()).collect();
        names.sort();
        for name in names {
            let shown = name.to_string_lossy();
            let path = folder.join(&name);
            let relative = if prefix.is_empty() { shown.clone().into_owned() } else { format!("{prefix}/{shown}") };
            let is_link = path.symlink_metadata().is_ok_and(|meta| meta.file_type().is_symlink());
            let is_other = |relative: &str| pattern.is_some_and(|pattern| !pattern.matches_with(relative, AS_A_SHELL));
            match path.metadata() {
                Ok(meta) if meta.is_dir() && !is_link && !shown.starts_with('.') => self.walk(&path, &relative, depth - 1, pattern),
                _ if is_other(&relative) => {}
                _ if shown.starts_with('.') => self.other_files += 1,
                Ok(meta) if meta.is_file() && (Form::of(&shown).is_some() || is_told(&path)) => self.inputs.push(file(&path, relative)),
                Ok(_) => self.other_files += 1,
                Err(error) => {
                    let message = format!("cannot be opened: {}", reason(&error));
                    self.bad("E0210", &path.to_string_lossy(), &message, "check the link or its permissions");
                }
            }
        }
    }
}

/// What a file's name says of its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A page as text.
    Text,
    /// A page in HTML.
    Html,
    /// Records, one a line.
    JsonLines,
    /// A web archive.
    Warc,
    /// RSS, Atom, JSON Feed or a sitemap.
    Feed,
}

impl Form {
    const ALL: [Form; 5] = [Form::Text, Form::Html, Form::JsonLines, Form::Warc, Form::Feed];

    /// The name in a [`isnad_model::Raw`] of one document from such a file.
    pub fn name(self) -> &'static str {
        match self {
            Form::Text => "text",
            Form::Html => "html",
            Form::JsonLines => "record",
            Form::Warc => "warc",
            Form::Feed => "entry",
        }
    }

    /// The form of that name.
    pub fn named(name: &str) -> Option<Form> {
        Form::ALL.into_iter().find(|form| form.name() == name)
    }

    /// The form that the first bytes of a file betray beyond doubt, whatever it is called.
    pub fn told(start: &[u8]) -> Option<Form> {
        let plain = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
        let opens = |tag: &[u8]| plain.get(..tag.len()).is_some_and(|own| own.eq_ignore_ascii_case(tag));
        match () {
            () if start.starts_with(b"WARC/") => Some(Form::Warc),
            () if crate::feed::looks_like_one(start) => Some(Form::Feed),
            () if opens(b"<!doctype html") || opens(b"<html") => Some(Form::Html),
            () => None,
        }
    }

    /// The form that `name` promises, `.gz` and `.zst` aside.
    pub fn of(name: &str) -> Option<Form> {
        let name = name.to_ascii_lowercase();
        let stem = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
        let ends = |endings: &[&str]| endings.iter().any(|ending| stem.ends_with(ending));
        match () {
            () if ends(&[".jsonl", ".ndjson"]) => Some(Form::JsonLines),
            () if ends(&[".txt", ".text"]) => Some(Form::Text),
            () if ends(&[".warc", ".wet"]) => Some(Form::Warc),
            () if ends(&[".rss", ".atom", ".rdf", ".xml", "feed.json"]) => Some(Form::Feed),
            () if ends(&[".html", ".htm", ".xhtml", ".shtml"]) => Some(Form::Html),
            () => None,
        }
    }
}

/// Whether a file whose name tells nothing begins as one that is read does, packed or not: crawlers keep addresses as names
/// (`story.php?id=5`, `9001`), programs give feeds and archives names of their own.
fn is_told(path: &Path) -> bool {
    let start = || -> std::io::Result<Vec<u8>> {
        let file = std::io::BufReader::with_capacity(1 << 12, std::fs::File::open(path)?);
        crate::read::peek(&mut crate::unpack::unpacked(Box::new(file), &Limits::default())?)
    };
    path.metadata().is_ok_and(|meta| meta.is_file()) && start().is_ok_and(|start| Form::told(&start).is_some())
}

/// An input error in plain words.
pub fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".into(),
        std::io::ErrorKind::PermissionDenied => "permission denied".into(),
        _ => error.to_string(),
    }
}
