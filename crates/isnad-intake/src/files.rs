//! Arguments to files, in a fixed order.

use crate::{Limits, complain};
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
    /// An argument that leads nowhere.
    Bad(Diagnostic),
}

/// What `arguments` stand for, folders walked in sorted order; and how many other files the folders hold.
pub fn expand(arguments: &[String], limits: &Limits) -> (Vec<Input>, usize) {
    let mut inputs = Vec::new();
    let mut other_files = 0;
    for argument in arguments {
        let path = Path::new(argument);
        match path.metadata() {
            _ if argument == "-" => inputs.push(Input::Stdin),
            Err(error) => inputs.push(Input::Bad(complain(
                "E0210",
                argument,
                None,
                format!("cannot be opened: {}", reason(&error)),
                "check the path; quote names that hold spaces",
            ))),
            Ok(meta) if meta.is_dir() => {
                let before = inputs.len();
                walk(path, "", limits.depth, &mut inputs, &mut other_files);
                if inputs.len() == before {
                    inputs.push(Input::Bad(complain(
                        "E0211",
                        argument,
                        None,
                        "the folder holds no readable file",
                        "put .html, .txt, .jsonl or .warc files (also .gz) into it, or name another folder",
                    )));
                }
            }
            Ok(_) => inputs.push(file(path, path.file_name().map_or_else(|| argument.clone(), |name| name.to_string_lossy().into_owned()))),
        }
    }
    (inputs, other_files)
}

fn file(path: &Path, name: String) -> Input {
    Input::File { path: path.to_path_buf(), name }
}

fn walk(folder: &Path, prefix: &str, depth: usize, inputs: &mut Vec<Input>, other_files: &mut usize) {
    let shown = folder.to_string_lossy();
    if depth == 0 {
        inputs.push(Input::Bad(complain(
            "E0212",
            &shown,
            None,
            "too many folders inside folders",
            "name the inner folder itself; links that lead back up are not followed",
        )));
        return;
    }
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            inputs.push(Input::Bad(complain(
                "E0210",
                &shown,
                None,
                format!("cannot be opened: {}", reason(&error)),
                "check the permissions of the folder",
            )));
            return;
        }
    };
    let mut names: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.file_name()).collect();
    names.sort();
    for name in names {
        let shown = name.to_string_lossy();
        let path = folder.join(&name);
        let relative = if prefix.is_empty() { shown.clone().into_owned() } else { format!("{prefix}/{shown}") };
        let is_link = path.symlink_metadata().is_ok_and(|meta| meta.file_type().is_symlink());
        match path.metadata() {
            _ if shown.starts_with('.') => *other_files += 1,
            Ok(meta) if meta.is_dir() && is_link => *other_files += 1,
            Ok(meta) if meta.is_dir() => walk(&path, &relative, depth - 1, inputs, other_files),
            Ok(meta) if meta.is_file() && Form::of(&shown).is_some() => inputs.push(file(&path, relative)),
            Ok(_) => *other_files += 1,
            Err(error) => inputs.push(Input::Bad(complain(
                "E0210",
                &path.to_string_lossy(),
                None,
                format!("cannot be opened: {}", reason(&error)),
                "check the link or its permissions",
            ))),
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

/// An input error in plain words.
pub fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".into(),
        std::io::ErrorKind::PermissionDenied => "permission denied".into(),
        _ => error.to_string(),
    }
}
