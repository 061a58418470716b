//! INPUT arguments to decoded documents: `.txt`, `.html`, `.jsonl`, `.warc` and feeds, each also `.gz`, folders, patterns, `-`.
//! Reads as a stream and within [`Limits`]; whatever cannot be read becomes an [`Item::Reject`] that says what, where and what to
//! do, and the rest goes on.

mod decode;
mod feed;
mod files;
mod jsonl;
mod places;
mod read;
mod unpack;
mod warc;

pub use files::{Input, expand};
pub use places::Places;
pub use read::{record, reread};

use isnad_model::{Diagnostic, Raw};
use std::collections::VecDeque;

/// One document: a page or a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The record's id where given, else its URL, else the path relative to the INPUT argument.
    pub source: String,
    /// Address, where the record gives it.
    pub url: Option<String>,
    /// Publisher, where the record gives it.
    pub outlet: Option<String>,
    /// Name of the site, as the feed that it is from says.
    pub site: Option<String>,
    /// Headline, where the record gives it.
    pub title: Option<String>,
    /// Time of publication as the record gives it.
    pub published_at: Option<String>,
    /// Time of the last change, as the feed that it is from says.
    pub updated_at: Option<String>,
    /// The decoded text: of a page, or the source of one in HTML.
    pub text: String,
    /// Whether `text` is HTML.
    pub is_html: bool,
    /// The way back from `text` to the bytes of the file.
    pub places: Places,
    /// When the page was fetched, as an archive gives it.
    pub seen_at: Option<String>,
    /// The bytes it was read from.
    pub raw: Raw,
    /// What is worth knowing about its reading, such as an encoding that had to be detected.
    pub notices: Vec<Diagnostic>,
}

/// What comes of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A document.
    Document(Box<Document>),
    /// Something that was given and cannot be read: file, place, reason, remedy.
    Reject(Diagnostic),
}

/// Bounds on what is read into memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one document, before and after decoding.
    pub document: usize,
    /// Bytes of one line of JSON Lines.
    pub line: usize,
    /// Decompressed bytes of one compressed file.
    pub decompressed: u64,
    /// Decompressed bytes for each compressed byte, beyond the first megabyte.
    pub ratio: u64,
    /// Folders inside folders.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { document: 64 << 20, line: 64 << 20, decompressed: 8 << 30, ratio: 200, depth: 64 }
    }
}

/// How much came in; the counts add up: every line and file that was given is in one of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents read.
    pub documents: usize,
    /// Files, lines and arguments rejected.
    pub rejected: usize,
    /// Files that folders hold and that are no input (`.md`, `.jpg`), left out.
    pub other_files: usize,
    /// Records of web archives that hold no page, left out.
    pub other_records: usize,
    /// Pages that an archive says it holds already, left out.
    pub duplicates: usize,
}

impl Counts {
    fn take(&mut self, passed: &mut read::Passed) {
        let passed = std::mem::take(passed);
        self.other_records += passed.other_records;
        self.duplicates += passed.duplicates;
    }
}

/// The documents and rejects of a list of inputs, in order.
pub struct Intake {
    inputs: VecDeque<Input>,
    given: Option<Box<dyn Iterator<Item = Item> + Send>>,
    open: Option<read::Source>,
    limits: Limits,
    counts: Counts,
}

impl Intake {
    /// Reads `arguments`, each a path, a pattern (`pages/**/*.html`) or `-`.
    pub fn new(arguments: &[String], limits: Limits) -> Self {
        let (inputs, other_files) = expand(arguments, &limits);
        let counts = Counts { other_files, ..Counts::default() };
        Intake { counts, ..Intake::of_inputs(inputs, limits) }
    }

    /// Reads `inputs`, one after the other.
    pub fn of_inputs(inputs: Vec<Input>, limits: Limits) -> Self {
        Intake { inputs: inputs.into(), given: None, open: None, limits, counts: Counts::default() }
    }

    /// What `items` gives: documents that were read before, or sifted.
    pub fn of(items: impl Iterator<Item = Item> + Send + 'static) -> Self {
        Intake { given: Some(Box::new(items)), ..Intake::of_inputs(Vec::new(), Limits::default()) }
    }

    /// What has come in so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// How many files are still to be opened, the open one not counted.
    pub fn files_left(&self) -> usize {
        self.inputs.len()
    }
}

impl Iterator for Intake {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let item = loop {
            if let Some(items) = &mut self.given {
                break items.next()?;
            }
            if let Some(source) = &mut self.open {
                match source.next(&self.limits) {
                    Some(item) => {
                        self.counts.take(&mut source.passed);
                        break item;
                    }
                    None => {
                        self.counts.take(&mut source.passed);
                        self.open = None;
                    }
                }
            }
            match self.inputs.pop_front()? {
                Input::Bad(diagnostic) => break Item::Reject(diagnostic),
                input => match read::Source::open(input, &self.limits) {
                    Ok(source) => self.open = Some(source),
                    Err(diagnostic) => break Item::Reject(diagnostic),
                },
            }
        };
        match &item {
            Item::Document(_) => self.counts.documents += 1,
            Item::Reject(_) => self.counts.rejected += 1,
        }
        Some(item)
    }
}

/// A diagnostic about `subject`, at a line of it where known.
fn complain(code: &'static str, subject: &str, line: Option<usize>, message: impl Into<String>, hint: impl Into<String>) -> Diagnostic {
    Diagnostic { code, subject: subject.into(), position: line.map(|line| (line, 1)), message: message.into(), hint: Some(hint.into()) }
}

#[cfg(test)]
mod tests;
