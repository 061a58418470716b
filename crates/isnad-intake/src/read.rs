//! One input opened: a page read whole within its limit, records read line by line, archives and feeds entry by entry.

use crate::decode::Decoded;
use crate::files::{Form, Input, reason};
use crate::unpack::{unpacked, unreadable};
use crate::{Document, Item, Limits, complain, decode, feed, jsonl, warc};
use isnad_model::{Diagnostic, Raw};
use std::collections::{HashSet, VecDeque};
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};

/// An open input.
pub struct Source {
    name: String,
    /// The path as it was given, which is what complaints name.
    shown: Option<String>,
    reader: Box<dyn BufRead + Send>,
    form: Form,
    /// Whether it holds one list of records instead of a record a line.
    is_array: bool,
    line: usize,
    records: usize,
    done: bool,
    is_empty: bool,
    /// What tells the captures of an archive apart, as far as they are kept.
    captures: HashSet<u64>,
    entries: VecDeque<Item>,
    /// What was neither read nor rejected.
    pub passed: Passed,
}

/// Captures of one archive that are told apart; memory must not follow its size.
const CAPTURES: usize = 1 << 20;

/// Parts of an archive that are no documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Records that hold no page: requests, pictures, scripts.
    pub other_records: usize,
    /// Pages that the archive holds twice.
    pub duplicates: usize,
}

impl Source {
    /// Opens `input`; what cannot be opened, is compressed wrongly at its first byte, or has a form that is not read says so.
    pub fn open(input: Input, limits: &Limits) -> Result<Source, Diagnostic> {
        let mut shown = None;
        let (name, mut reader): (String, Box<dyn BufRead + Send>) = match input {
            Input::Stdin => ("-".into(), Box::new(BufReader::new(std::io::stdin()))),
            Input::File { path, name } => {
                let form = Form::of(&name);
                let shown = shown.insert(path.to_string_lossy().into_owned());
                let file = File::open(&path).map_err(|error| {
                    complain("E0210", shown, None, format!("cannot be opened: {}", reason(&error)), "check the permissions of the file")
                })?;
                let plain_size = file.metadata().map_or(0, |meta| meta.len());
                let compressed = name.to_ascii_lowercase().ends_with(".gz");
                if plain_size > limits.document as u64 && matches!(form, Some(Form::Text | Form::Html)) && !compressed {
                    return Err(too_large(shown, limits));
                }
                (name, Box::new(BufReader::with_capacity(1 << 16, file)))
            }
            Input::Bytes { name, bytes } => (name, Box::new(Cursor::new(bytes))),
            Input::Bad(diagnostic) => return Err(diagnostic),
        };
        let of_archive = Limits { decompressed: u64::MAX, ..*limits };
        let unpacking = if Form::of(&name) == Some(Form::Warc) { &of_archive } else { limits };
        let subject = shown.as_ref().unwrap_or(&name);
        reader = unpacked(reader, unpacking).map_err(|error| unreadable(subject, None, &error))?;
        let start = peek(&mut reader).map_err(|error| unreadable(subject, None, &error))?;
        let by_content = || if name == "-" { Some(form_of_content(&start)) } else { Form::told(&start) };
        let Some(form) = Form::of(&name).or_else(by_content) else { return Err(unknown_form(subject)) };
        let is_array = form == Form::JsonLines && first_visible(&start) == Some(b'[');
        Ok(Source {
            name,
            shown,
            reader,
            form,
            is_array,
            line: 0,
            records: 0,
            done: false,
            is_empty: start.is_empty(),
            captures: HashSet::new(),
            entries: VecDeque::new(),
            passed: Passed::default(),
        })
    }

    /// The next document or reject.
    pub fn next(&mut self, limits: &Limits) -> Option<Item> {
        let item = if self.done { None } else { self.read(limits) };
        // A document goes by its name inside the input; whoever mends a file looks for it where it was given.
        match (item, &self.shown) {
            (Some(Item::Reject(reject)), Some(shown)) => {
                let subject = reject.subject.strip_prefix(self.name.as_str()).filter(|rest| rest.is_empty() || rest.starts_with('#'));
                let subject = subject.map_or_else(|| reject.subject.clone(), |rest| format!("{shown}{rest}"));
                Some(Item::Reject(Diagnostic { subject, ..reject }))
            }
            (item, _) => item,
        }
    }

    fn read(&mut self, limits: &Limits) -> Option<Item> {
        match self.form {
            Form::Text | Form::Html => {
                self.done = true;
                Some(self.page(limits).map_or_else(Item::Reject, |document| Item::Document(Box::new(document))))
            }
            Form::JsonLines if self.is_array => self.entry(limits, jsonl::array),
            Form::JsonLines => self.record(limits),
            Form::Warc => self.archived(limits),
            Form::Feed => self.entry(limits, feed::entries),
        }
    }

    /// The next page of a web archive.
    fn archived(&mut self, limits: &Limits) -> Option<Item> {
        loop {
            self.records += 1;
            match warc::next(&mut self.reader, &self.name, self.records, limits) {
                warc::Next::Page(_, capture) if self.captures.contains(&capture) => self.passed.duplicates += 1,
                warc::Next::Page(document, capture) => {
                    if self.captures.len() < CAPTURES {
                        self.captures.insert(capture);
                    }
                    return Some(Item::Document(document));
                }
                warc::Next::Reject(diagnostic) => return Some(Item::Reject(diagnostic)),
                warc::Next::Other => self.passed.other_records += 1,
                warc::Next::Revisit => self.passed.duplicates += 1,
                warc::Next::End if self.records == 1 => {
                    self.done = true;
                    let reject = match self.is_empty {
                        true => complain("E0201", &self.name, None, "the file is empty", "leave it out, or fetch it again"),
                        false => complain("E0233", &self.name, None, "no record of a web archive in it", "see what it holds, and name it after that"),
                    };
                    return Some(Item::Reject(reject));
                }
                warc::Next::End => {
                    self.done = true;
                    return None;
                }
                warc::Next::Broken(error) => {
                    self.done = true;
                    return Some(Item::Reject(unreadable(&format!("{}#{}", self.name, self.records), None, &error)));
                }
            }
        }
    }

    /// The next entry of what is read whole: a feed, a list of records.
    fn entry(&mut self, limits: &Limits, entries: fn(&[u8], &str) -> Vec<Item>) -> Option<Item> {
        if self.records == 0 {
            self.records = 1;
            self.entries = match self.bytes(limits) {
                Ok(bytes) => entries(&bytes, &self.name).into(),
                Err(diagnostic) => VecDeque::from([Item::Reject(diagnostic)]),
            };
        }
        self.done = self.entries.len() <= 1;
        self.entries.pop_front()
    }

    fn bytes(&mut self, limits: &Limits) -> Result<Vec<u8>, Diagnostic> {
        let mut bytes = Vec::new();
        let mut bounded = (&mut self.reader).take(limits.document as u64 + 1);
        bounded.read_to_end(&mut bytes).map_err(|error| unreadable(&self.name, None, &error))?;
        if bytes.len() > limits.document { Err(too_large(&self.name, limits)) } else { Ok(bytes) }
    }

    fn page(&mut self, limits: &Limits) -> Result<Document, Diagnostic> {
        let bytes = self.bytes(limits)?;
        let document = page(&bytes, &self.name, self.form == Form::Html)?;
        let raw = Raw { bytes, form: self.form.name().into(), name: self.name.clone(), place: None };
        Ok(Document { raw, ..document })
    }

    fn record(&mut self, limits: &Limits) -> Option<Item> {
        loop {
            let mut bytes = Vec::new();
            let whole = match read_line(&mut self.reader, limits.line, &mut bytes) {
                Ok(None) if self.records == 0 => {
                    self.done = true;
                    return Some(Item::Reject(complain("E0201", &self.name, None, "the file is empty", "leave it out, or fetch it again")));
                }
                Ok(None) => {
                    self.done = true;
                    return None;
                }
                Ok(Some(whole)) => whole,
                Err(error) => {
                    self.done = true;
                    return Some(Item::Reject(unreadable(&self.name, Some(self.line + 1), &error)));
                }
            };
            self.line += 1;
            if whole && bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            self.records += 1;
            if !whole {
                let message = format!("the line is longer than {} MB", limits.line >> 20);
                return Some(Item::Reject(complain("E0205", &self.name, Some(self.line), message, "one record a line; split what holds many")));
            }
            return Some(record(bytes, &self.name, self.line));
        }
    }
}

/// What comes of one record, the line `line` of what is called `name`.
pub fn record(bytes: Vec<u8>, name: &str, line: usize) -> Item {
    let read = jsonl::record(&bytes, name, line);
    let raw = Raw { bytes, form: Form::JsonLines.name().into(), name: name.to_owned(), place: Some(line) };
    read.map_or_else(Item::Reject, |document| Item::Document(Box::new(Document { raw, ..document })))
}

/// The page that `bytes` hold.
fn page(bytes: &[u8], name: &str, is_html: bool) -> Result<Document, Diagnostic> {
    let decoded = if is_html { decode::decode_page(bytes, None, name, None)? } else { decode::decode(bytes, name, None)? };
    let Decoded { text, notices, places } = decoded;
    Ok(Document { source: name.to_owned(), text, is_html, places, notices, ..Document::default() })
}

/// The document that `raw` holds, read again as it was at first; `source` is what it was called then.
pub fn reread(raw: Raw, source: &str) -> Result<Document, Diagnostic> {
    let (bytes, name, place) = (&raw.bytes, &raw.name, raw.place.unwrap_or(1));
    let document = match Form::named(&raw.form) {
        Some(Form::Text) => page(bytes, name, false),
        Some(Form::Html) => page(bytes, name, true),
        Some(Form::JsonLines) => jsonl::record(bytes, name, place),
        Some(Form::Warc) => warc::reread(bytes, name, place, &Limits::default()),
        Some(Form::Feed) => feed::reread(bytes, name, place),
        None => Err(complain("E0228", source, None, format!("kept in a form that this program does not know: {}", raw.form), "use a newer Isnad")),
    };
    document.map(|document| Document { source: source.to_owned(), raw, ..document })
}

/// The first bytes of an input.
pub fn peek(reader: &mut Box<dyn BufRead + Send>) -> std::io::Result<Vec<u8>> {
    reader.fill_buf().map(|start| start[..start.len().min(4096)].to_vec())
}

/// The form that the first bytes of an input without a telling name have.
fn form_of_content(start: &[u8]) -> Form {
    match () {
        () if start.starts_with(b"WARC/") => Form::Warc,
        () if feed::looks_like_one(start) => Form::Feed,
        () if looks_like_records(start) => Form::JsonLines,
        () if looks_like_html(start) => Form::Html,
        () => Form::Text,
    }
}

/// Whether the first bytes of a file are those of a page.
pub fn looks_like_html(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let start = String::from_utf8_lossy(&start[..start.len().min(4096)]).to_ascii_lowercase();
    let tags = ["<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<article", "<!--"];
    start.trim_start().starts_with('<') && tags.iter().any(|tag| start.contains(tag))
}

fn looks_like_records(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let mut visible = start.iter().filter(|byte| !byte.is_ascii_whitespace());
    visible.next() == Some(&b'{') && visible.next() == Some(&b'"')
}

fn first_visible(start: &[u8]) -> Option<u8> {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    start.iter().copied().find(|byte| !byte.is_ascii_whitespace())
}

/// Reads one line without its end into `bytes`, at most `limit` bytes of it; the rest of a longer line is read and dropped.
/// `None` at the end of the input; else whether the line is whole.
fn read_line(reader: &mut impl BufRead, limit: usize, bytes: &mut Vec<u8>) -> std::io::Result<Option<bool>> {
    let mut read_any = false;
    let mut whole = true;
    loop {
        let buffer = match reader.fill_buf() {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if buffer.is_empty() {
            return Ok(read_any.then_some(whole));
        }
        read_any = true;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        if bytes.len() + part.len() <= limit && whole {
            bytes.extend_from_slice(part);
        } else {
            whole = false;
            bytes.clear();
        }
        let used = end.map_or(buffer.len(), |end| end + 1);
        reader.consume(used);
        if end.is_some() {
            return Ok(Some(whole));
        }
    }
}

fn too_large(name: &str, limits: &Limits) -> Diagnostic {
    let message = format!("larger than {} MB, the limit for one document", limits.document >> 20);
    complain("E0204", name, None, message, "one page a file; put many articles into JSON Lines (.jsonl), one a line")
}

fn unknown_form(name: &str) -> Diagnostic {
    let hint = "name it after what it holds: .html, .txt, .jsonl, .warc, .rss or .atom (JSON Feed: feed.json); or pipe it in with `-`";
    complain("E0203", name, None, "neither .html, .txt, .jsonl, .warc nor a feed (each also .gz), and it begins like none", hint)
}
