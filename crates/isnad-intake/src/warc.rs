//! Web archives (WARC 1.0 and 1.1, ISO 28500), record by record. Memory holds one record at a time.

use crate::decode::{self, Decoded};
use crate::files::Form;
use crate::unpack::{unpacked, unreadable};
use crate::{Document, Limits, complain};
use isnad_model::{Diagnostic, Raw};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, Read};

/// The most bytes of a record's or an answer's head.
const HEAD: usize = 64 << 10;

/// What comes next in an archive.
pub enum Next {
    /// A page, and what is the same where the archive holds it once more: of its address and its bytes.
    Page(Box<Document>, u64),
    /// A record that should be a page and is none.
    Reject(Diagnostic),
    /// A record of another kind.
    Other,
    /// A page that the archive says it holds already.
    Revisit,
    /// Nothing.
    End,
    /// The archive cannot be read on.
    Broken(io::Error),
}

/// The next record of `archive`; `number` counts from 1.
pub fn next(archive: &mut dyn BufRead, name: &str, number: usize, limits: &Limits) -> Next {
    let place = format!("{name}#{number}");
    let (head, mut bytes) = match head(archive) {
        Ok(Some(head)) => head,
        Ok(None) => return Next::End,
        Err(error) => return Next::Broken(error),
    };
    let length = head.get("content-length").and_then(|length| length.parse::<u64>().ok());
    let Some(length) = length else {
        let hint = "the next record is looked for; fetch the archive again if much is missing";
        return Next::Reject(complain("E0224", &place, None, "a record without a length", hint));
    };
    let mut payload = archive.take(length);
    let kind = head.get("warc-type").unwrap_or("").to_ascii_lowercase();
    if !matches!(kind.as_str(), "response" | "resource" | "conversion") {
        return match drain(&mut payload) {
            Err(error) => Next::Broken(error),
            Ok(()) if kind == "revisit" => Next::Revisit,
            Ok(()) => Next::Other,
        };
    }
    if length > limits.document as u64 {
        let message = format!("larger than {} MB, the limit for one document", limits.document >> 20);
        let reject = complain("E0204", &place, None, message, "a page is never that large; the archive's other records are read");
        return drain(&mut payload).map_or_else(Next::Broken, |()| Next::Reject(reject));
    }
    let start = bytes.len();
    bytes.reserve(usize::try_from(length).unwrap_or(0).min(1 << 20));
    if let Err(error) = payload.read_to_end(&mut bytes) {
        return Next::Broken(error);
    }
    if ((bytes.len() - start) as u64) < length {
        let hint = "the archive was cut off; what stands before is read";
        return Next::Reject(complain("E0207", &place, None, "the archive ends inside this record", hint));
    }
    match page(&head, &kind, &bytes[start..], &place, limits) {
        Next::Page(mut document, capture) => {
            document.raw = Raw { bytes, form: Form::Warc.name().into(), name: name.to_owned(), place: Some(number) };
            Next::Page(document, capture)
        }
        other => other,
    }
}

/// The page of the one record that `bytes` hold, which was the one of that number in the archive `name`.
pub fn reread(mut bytes: &[u8], name: &str, number: usize, limits: &Limits) -> Result<Document, Diagnostic> {
    match next(&mut bytes, name, number, limits) {
        Next::Page(document, _) => Ok(*document),
        Next::Reject(diagnostic) => Err(diagnostic),
        Next::Broken(error) => Err(unreadable(name, None, &error)),
        Next::Other | Next::Revisit | Next::End => Err(complain(
            "E0229",
            &format!("{name}#{number}"),
            None,
            "the kept record holds no page",
            "bring the last backup back, or give the archive again",
        )),
    }
}

fn drain(reader: &mut dyn Read) -> io::Result<()> {
    io::copy(reader, &mut io::sink()).map(drop)
}

/// Names (lower case) and values of a head, in order.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let field = |line: &str| line.split_once(':').map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        Fields(lines.filter_map(field).collect())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// The head of the next record and its bytes: what stands before its first line is passed over, so that a wrong length costs one record.
fn head(archive: &mut dyn BufRead) -> io::Result<Option<(Fields, Vec<u8>)>> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if read_line(archive, &mut line)? == 0 {
            return Ok(None);
        }
        if line.starts_with(b"WARC/") {
            break;
        }
    }
    let mut bytes = Vec::new();
    let mut head = String::new();
    loop {
        bytes.extend_from_slice(&line);
        if !line.ends_with(b"\n") {
            bytes.push(b'\n');
        }
        line.clear();
        let read = read_line(archive, &mut line)?;
        let text = String::from_utf8_lossy(&line);
        if read == 0 || text.trim().is_empty() || head.len() > HEAD {
            bytes.extend_from_slice(&line);
            return Ok(Some((Fields::of(head.lines()), bytes)));
        }
        head.push_str(&text);
    }
}

/// Reads a line; of a longer one the first part, the rest is passed over. How many bytes were read.
fn read_line(archive: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<usize> {
    let mut read = 0;
    loop {
        let buffer = archive.fill_buf()?;
        if buffer.is_empty() {
            return Ok(read);
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(buffer.len(), |end| end + 1);
        let room = HEAD.saturating_sub(line.len()).min(used);
        line.extend_from_slice(&buffer[..room]);
        archive.consume(used);
        read += used;
        if end.is_some() {
            return Ok(read);
        }
    }
}

fn page(head: &Fields, kind: &str, bytes: &[u8], place: &str, limits: &Limits) -> Next {
    let is_answer = kind == "response" && bytes.starts_with(b"HTTP/");
    let (fields, body) = if is_answer { answer(bytes) } else { (Fields::of(std::iter::empty()), bytes) };
    let content_type = if is_answer { fields.get("content-type") } else { head.get("content-type") };
    let content_type = content_type.unwrap_or("").to_ascii_lowercase();
    let status = if is_answer { status(bytes) } else { Some(200) };
    let is_html = content_type.contains("html") || content_type.is_empty() && crate::read::looks_like_html(body);
    if status != Some(200) || !(is_html || kind == "conversion" || content_type.starts_with("text/plain") && kind == "resource") {
        return Next::Other;
    }
    let body = match plain_body(&fields, body, limits) {
        Ok(body) => body,
        Err(message) => return Next::Reject(complain("E0207", place, None, message, "fetch the page again")),
    };
    let charset = content_type.split_once("charset=").map(|(_, label)| label.trim_matches(['"', '\'', ' ', ';']).to_owned());
    let decoded = if is_html { decode::decode_page(&body, charset.as_deref(), place, None) } else { decode::decode(&body, place, None) };
    match decoded {
        Err(diagnostic) => Next::Reject(diagnostic),
        Ok(Decoded { text, notices, places }) => {
            let url = head.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
            let seen_at = head.get("warc-date").map(str::to_owned);
            let source = url.clone().unwrap_or_else(|| place.to_owned());
            let mut same = DefaultHasher::new();
            (&source, head.get("warc-payload-digest").ok_or(&text)).hash(&mut same);
            Next::Page(Box::new(Document { source, url, text, is_html, places, seen_at, notices, ..Document::default() }), same.finish())
        }
    }
}

/// Head and body of an HTTP answer.
fn answer(bytes: &[u8]) -> (Fields, &[u8]) {
    let limit = bytes.len().min(HEAD);
    let end = (0..limit).find_map(|at| match &bytes[at..] {
        rest if rest.starts_with(b"\r\n\r\n") => Some((at, at + 4)),
        rest if rest.starts_with(b"\n\n") => Some((at, at + 2)),
        _ => None,
    });
    let (head, body) = end.unwrap_or((bytes.len(), bytes.len()));
    (Fields::of(String::from_utf8_lossy(&bytes[..head]).lines().skip(1)), &bytes[body..])
}

fn status(bytes: &[u8]) -> Option<u16> {
    let line = bytes.split(|byte| *byte == b'\n').next()?;
    String::from_utf8_lossy(&line[..line.len().min(200)]).split_whitespace().nth(1)?.parse().ok()
}

/// The body without chunks and compression.
fn plain_body(fields: &Fields, body: &[u8], limits: &Limits) -> Result<Vec<u8>, String> {
    let is_chunked = fields.get("transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
    // Some crawlers undo the chunks and leave the field.
    let body = if is_chunked { unchunked(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    let encoding = fields.get("content-encoding").unwrap_or("").to_ascii_lowercase();
    if encoding.contains("br") && !body.starts_with(b"<") {
        return Err("packed with brotli, which is not read".into());
    }
    let mut out = Vec::new();
    let packed: Box<dyn BufRead + Send> = Box::new(io::Cursor::new(body));
    let mut reader = unpacked(packed, limits).map_err(|error| error.to_string())?.take(limits.document as u64 + 1);
    reader.read_to_end(&mut out).map_err(|error| format!("damaged compression: {error}"))?;
    if out.len() > limits.document { Err(format!("larger than {} MB unpacked", limits.document >> 20)) } else { Ok(out) }
}

fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let end = body.iter().take(64).position(|byte| *byte == b'\n')?;
        let size = std::str::from_utf8(&body[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(body.get(..size)?);
        body = body.get(size..)?;
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
    }
}
