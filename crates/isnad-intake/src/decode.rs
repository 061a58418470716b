//! Bytes to text: byte order marks, what the page declares, UTF-8, the legacy Arabic encodings; and what is no text at all.

use crate::complain;
use crate::places::Places;
use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};
use isnad_model::Diagnostic;

/// A decoded text with what is worth knowing about it.
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Notices.
    pub notices: Vec<Diagnostic>,
    /// The way back from the text to the bytes.
    pub places: Places,
}

/// The text that `bytes` hold. `subject` and `line` say where they come from.
pub fn decode(bytes: &[u8], subject: &str, line: Option<usize>) -> Result<Decoded, Diagnostic> {
    decode_declared(bytes, None, subject, line)
}

/// The source of an HTML page. Its bytes tell more than what it declares: what is whole UTF-8 is UTF-8; `header` is the encoding that
/// came with it, if any.
pub fn decode_page(bytes: &[u8], header: Option<&str>, subject: &str, line: Option<usize>) -> Result<Decoded, Diagnostic> {
    let label = header.map(str::to_owned).or_else(|| declared(&bytes[..bytes.len().min(4096)]));
    let encoding = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    decode_declared(bytes, encoding, subject, line)
}

/// The label after `charset=` in the head of a page.
fn declared(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'', ' ']);
    let label: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')).collect();
    (!label.is_empty()).then_some(label)
}

fn decode_declared(bytes: &[u8], declared: Option<&'static Encoding>, subject: &str, line: Option<usize>) -> Result<Decoded, Diagnostic> {
    if bytes.is_empty() || bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(complain("E0201", subject, line, "the file is empty", "leave it out, or fetch it again"));
    }
    if let Some(what) = magic(bytes) {
        return Err(complain("E0202", subject, line, format!("{what}, not text"), "convert it to plain text first"));
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = &bytes[length..];
        let damaged = encoding == UTF_8 && std::str::from_utf8(rest).is_err();
        let mut decoded = match nearly_utf8(rest, true, subject, line).filter(|_| damaged) {
            Some(decoded) => decoded,
            None if damaged => return Err(binary(subject, line)),
            // The mark says the encoding: nothing had to be detected.
            None => finish(whole(encoding, units(encoding, rest)), false, encoding, subject, line)?,
        };
        decoded.places.skip(length);
        return Ok(decoded);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return finish(whole(encoding, units(encoding, bytes)), true, encoding, subject, line);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return finish(Some(text.to_owned()), false, UTF_8, subject, line);
    }
    let lenient = declared == Some(UTF_8);
    nearly_utf8(bytes, lenient, subject, line).map_or_else(|| legacy(bytes, declared, subject, line), Ok)
}

/// The bytes that are whole units of the encoding: half a unit at the end of a cut-off file says nothing.
fn units<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> &'b [u8] {
    if encoding == UTF_16LE || encoding == UTF_16BE { &bytes[..bytes.len() & !1] } else { bytes }
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Some(text.into_owned())
}

fn finish(text: Option<String>, detected: bool, encoding: &'static Encoding, subject: &str, line: Option<usize>) -> Result<Decoded, Diagnostic> {
    let text = text.filter(|text| !is_binary(text)).ok_or_else(|| binary(subject, line))?;
    if text.trim().is_empty() {
        return Err(complain("E0201", subject, line, "the file is empty", "leave it out, or fetch it again"));
    }
    let notice = || complain("N0230", subject, line, format!("read as {}", encoding.name()), "save it as UTF-8 if letters look wrong");
    let notices = if detected { vec![notice()] } else { Vec::new() };
    Ok(Decoded { text, notices, places: Places::of(encoding) })
}

fn binary(subject: &str, line: Option<usize>) -> Diagnostic {
    complain("E0202", subject, line, "binary data, not text", "convert it to plain text first, or leave it out")
}

/// Kinds of files that are often given by mistake, by their first bytes.
fn magic(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 9] = [
        (b"%PDF-", "a PDF file"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"PK\x03\x04", "a zip archive or office document"),
        (b"\x7fELF", "a program"),
        (b"\xD0\xCF\x11\xE0", "an old office document"),
        (b"BZh", "a bzip2 archive"),
        (b"\xFD7zXZ", "an xz archive"),
    ];
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what)
}

fn is_binary(text: &str) -> bool {
    let (mut odd, mut all) = (0usize, 0usize);
    for c in text.chars().take(100_000) {
        all += 1;
        odd += usize::from(
            c == '\0' || c == '\u{FFFD}' || c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{1A}' | '\u{1B}'),
        );
    }
    odd * 20 > all
}

/// Arabic in UTF-16 has a high byte of 6 or 0 in every other place.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let high = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| matches!(byte, 0 | 6)).count();
    let half = head.len() / 2;
    let (even, odd) = (high(0), high(1));
    match () {
        () if half < 8 => None,
        () if odd * 10 >= half * 9 && even * 2 < half => Some(UTF_16LE),
        () if even * 10 >= half * 9 && odd * 2 < half => Some(UTF_16BE),
        () => None,
    }
}

/// UTF-8 with a few damaged bytes, as a cut-off download has: read with the damage marked.
fn nearly_utf8(bytes: &[u8], lenient: bool, subject: &str, line: Option<usize>) -> Option<Decoded> {
    let text = String::from_utf8_lossy(bytes);
    let damaged = text.chars().filter(|c| *c == '\u{FFFD}').count();
    let beyond_ascii = text.chars().filter(|c| !c.is_ascii() && *c != '\u{FFFD}').count();
    // Arabic of a legacy encoding is hardly ever whole UTF-8, so nine whole letters to a damaged one tell enough.
    let most = if lenient { beyond_ascii.max(text.len() / 50) / 4 } else { beyond_ascii / 10 };
    if damaged > most || is_binary(&text) {
        return None;
    }
    let notice =
        complain("N0231", subject, line, format!("{damaged} damaged bytes in UTF-8, shown as \u{FFFD}"), "fetch it again if whole words are missing");
    Some(Decoded { text: text.into_owned(), notices: vec![notice], places: Places::damaged(bytes) })
}

/// The legacy encoding whose reading looks most like Arabic; failing that, what the detector says, if it reads as text.
fn legacy(bytes: &[u8], declared: Option<&'static Encoding>, subject: &str, line: Option<usize>) -> Result<Decoded, Diagnostic> {
    if bytes.contains(&0) {
        return Err(binary(subject, line));
    }
    let guess = detector_guess(bytes);
    let candidates = [WINDOWS_1256, ISO_8859_6, guess];
    let read =
        |encoding: &'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| (plausibility(&text), encoding));
    let best = candidates.into_iter().filter_map(read).max_by(|(a, _), (b, _)| a.total_cmp(b));
    let scattered = declared.is_some() && mean_run(bytes) < 2.0;
    match best {
        Some((score, encoding)) if score >= 0.6 && !scattered => finish(whole(encoding, bytes), declared != Some(encoding), encoding, subject, line),
        // A page in another language, in the encoding that it says.
        _ if declared.is_some_and(|declared| declared != UTF_8) => {
            let encoding = declared.unwrap_or(UTF_8);
            finish(whole(encoding, bytes), false, encoding, subject, line)
        }
        _ => {
            let hint = "save it as UTF-8; windows-1256 and ISO-8859-6 are recognized too";
            Err(complain("E0208", subject, line, "neither UTF-8 nor an Arabic encoding that makes sense of it", hint))
        }
    }
}

/// Average length of the runs of bytes beyond ASCII: words in Arabic, single letters in French or Turkish.
fn mean_run(bytes: &[u8]) -> f64 {
    let runs = bytes.chunk_by(|a, b| a.is_ascii() == b.is_ascii()).filter(|run| !run[0].is_ascii());
    let (count, length) = runs.fold((0usize, 0usize), |(count, length), run| (count + 1, length + run.len()));
    length as f64 / count.max(1) as f64
}

fn detector_guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 16)], true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Share of the characters beyond ASCII that are letters of Arabic, weighed by how Arabic uses them: a wrong reading has the rare
/// ones, and Latin letters with accents, where text has alif and lam.
fn plausibility(text: &str) -> f64 {
    let (mut weight, mut all) = (0.0, 0usize);
    let mut previous_arabic = false;
    for c in text.chars().take(50_000).filter(|c| !c.is_ascii()) {
        all += 1;
        let arabic = ('\u{0621}'..='\u{0652}').contains(&c);
        weight += match c {
            'ا' | 'ل' | 'ي' | 'م' | 'ن' | 'و' | 'ر' | 'ت' | 'ه' | 'ب' | 'ة' | 'ع' | 'د' | 'س' | 'ف' | 'ق' | 'ك' | 'ح' | 'أ' | 'إ' => {
                1.1
            }
            _ if arabic => 0.7,
            '«' | '»' | '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '،' | '؛' | '؟' | '\u{a0}' | '٠'..='٩' if previous_arabic || all < 4 => {
                0.8
            }
            _ => 0.0,
        };
        previous_arabic = arabic || previous_arabic && !c.is_alphabetic();
    }
    if all == 0 { 0.0 } else { weight / all as f64 }
}
