//! One input opened: a page read whole within its limit, or records read line by line.

use crate::files::{Form, Input, RECORD, TEXT, reason};
use crate::{Document, Item, Limits, complain, decode, jsonl};
use flate2::read::MultiGzDecoder;
use isnad_model::{Diagnostic, Raw};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// An open input.
pub struct Source {
    name: String,
    reader: Box<dyn BufRead + Send>,
    form: Form,
    line: usize,
    records: usize,
    done: bool,
}

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

impl Source {
    /// Opens `input`; what cannot be opened, is compressed wrongly at its first byte, or has a form that is not read says so.
    pub fn open(input: Input, limits: &Limits) -> Result<Source, Diagnostic> {
        let (name, mut reader): (String, Box<dyn BufRead + Send>) = match input {
            Input::Stdin => ("-".into(), Box::new(BufReader::new(std::io::stdin()))),
            Input::File { path, name } => {
                let form = Form::of(&name);
                let shown = path.to_string_lossy();
                let file = File::open(&path).map_err(|error| {
                    complain("E0210", &shown, None, format!("cannot be opened: {}", reason(&error)), "check the permissions of the file")
                })?;
                let plain_size = file.metadata().map_or(0, |meta| meta.len());
                let compressed = name.to_ascii_lowercase().ends_with(".gz");
                if plain_size > limits.document as u64 && form == Some(Form::Text) && !compressed {
                    return Err(too_large(&name, limits));
                }
                if form.is_none() {
                    return Err(unknown_form(&name));
                }
                (name, Box::new(BufReader::with_capacity(1 << 16, file)))
            }
            Input::Bad(diagnostic) => return Err(diagnostic),
        };
        let start = peek(&mut reader).map_err(|error| unreadable(&name, None, &error))?;
        if start.starts_with(&GZIP_MAGIC) {
            reader = Box::new(BufReader::with_capacity(1 << 16, Bounded::new(reader, *limits)));
        }
        let start = peek(&mut reader).map_err(|error| unreadable(&name, None, &error))?;
        let form = Form::of(&name).unwrap_or(if looks_like_records(&start) { Form::JsonLines } else { Form::Text });
        Ok(Source { name, reader, form, line: 0, records: 0, done: false })
    }

    /// The next document or reject.
    pub fn next(&mut self, limits: &Limits) -> Option<Item> {
        if self.done {
            return None;
        }
        match self.form {
            Form::Text => {
                self.done = true;
                Some(self.page(limits).map_or_else(Item::Reject, |document| Item::Document(Box::new(document))))
            }
            Form::JsonLines => self.record(limits),
        }
    }

    fn page(&mut self, limits: &Limits) -> Result<Document, Diagnostic> {
        let mut bytes = Vec::new();
        let mut bounded = (&mut self.reader).take(limits.document as u64 + 1);
        bounded.read_to_end(&mut bytes).map_err(|error| unreadable(&self.name, None, &error))?;
        if bytes.len() > limits.document {
            return Err(too_large(&self.name, limits));
        }
        let raw = |bytes| Raw { bytes, form: TEXT.into(), name: self.name.clone(), line: None };
        text(&bytes, &self.name).map(|document| Document { raw: raw(bytes), ..document })
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
            let read = jsonl::record(&bytes, &self.name, self.line);
            let raw = Raw { bytes, form: RECORD.into(), name: self.name.clone(), line: Some(self.line) };
            return Some(read.map_or_else(Item::Reject, |document| Item::Document(Box::new(Document { raw, ..document }))));
        }
    }
}

/// The page that `bytes` hold.
pub fn text(bytes: &[u8], name: &str) -> Result<Document, Diagnostic> {
    let decoded = decode::decode(bytes, name, None)?;
    Ok(Document { source: name.to_owned(), text: decoded.text, notices: decoded.notices, ..Document::default() })
}

fn peek(reader: &mut Box<dyn BufRead + Send>) -> std::io::Result<Vec<u8>> {
    reader.fill_buf().map(|start| start[..start.len().min(4096)].to_vec())
}

fn looks_like_records(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let mut visible = start.iter().filter(|byte| !byte.is_ascii_whitespace());
    visible.next() == Some(&b'{') && visible.next() == Some(&b'"')
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
    let lower = name.to_ascii_lowercase();
    let html = [".html", ".htm", ".html.gz", ".htm.gz", ".xhtml"].iter().any(|ending| lower.ends_with(ending));
    let hint = if html { "HTML pages are not read yet: save the page as text (.txt)" } else { "rename it to .txt or .jsonl, or pipe it in with `-`" };
    complain("E0203", name, None, "neither .txt nor .jsonl (each also .gz)", hint)
}

fn unreadable(name: &str, line: Option<usize>, error: &std::io::Error) -> Diagnostic {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Bomb>()) {
        Some(bomb) => complain("E0206", name, line, bomb.to_string(), "unpack it yourself and look at what it holds"),
        None if matches!(error.kind(), std::io::ErrorKind::InvalidInput | std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof) => {
            complain("E0207", name, line, format!("damaged gzip: {error}"), "fetch the file again; `gzip -t` tells whether it is whole")
        }
        None => complain("E0210", name, line, format!("cannot be read: {}", reason(error)), "check the file and its disk"),
    }
}

/// A gzip stream that ends in an error rather than in an endless flood.
struct Bounded {
    inner: MultiGzDecoder<Counted>,
    packed: Arc<AtomicU64>,
    unpacked: u64,
    limits: Limits,
}

struct Counted {
    inner: Box<dyn BufRead + Send>,
    count: Arc<AtomicU64>,
}

/// Why unpacking was stopped.
#[derive(Debug)]
struct Bomb(String);

impl std::fmt::Display for Bomb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Bomb {}

impl Bounded {
    fn new(inner: Box<dyn BufRead + Send>, limits: Limits) -> Self {
        let packed = Arc::new(AtomicU64::new(0));
        let counted = Counted { inner, count: packed.clone() };
        Bounded { inner: MultiGzDecoder::new(counted), packed, unpacked: 0, limits }
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.unpacked += count as u64;
        let allowed = (1 << 20) + self.packed.load(Ordering::Relaxed).saturating_mul(self.limits.ratio);
        let bomb = match () {
            () if self.unpacked > self.limits.decompressed => format!("unpacks to more than {} MB", self.limits.decompressed >> 20),
            () if self.unpacked > allowed => format!("unpacks to more than {} times its size, as no text does", self.limits.ratio),
            () => return Ok(count),
        };
        Err(std::io::Error::other(Bomb(bomb)))
    }
}
