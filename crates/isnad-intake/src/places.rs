//! The way back from a decoded text to the bytes that it came from.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::ops::Range;

/// How the bytes of a decoded text lay in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    width: Width,
    skipped: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Width {
    /// As they are.
    #[default]
    Same,
    /// One byte a character.
    One,
    /// Two bytes a UTF-16 unit.
    Units,
    /// UTF-8 with damage: offset of each stretch that was replaced, in the file, and its length.
    Damaged(Vec<(usize, usize)>),
    /// Not to be told.
    Unknown,
}

impl Places {
    /// Of a text decoded from `encoding`.
    pub fn of(encoding: &'static Encoding) -> Self {
        let width = match encoding {
            encoding if encoding == UTF_8 => Width::Same,
            encoding if encoding == UTF_16LE || encoding == UTF_16BE => Width::Units,
            encoding if encoding.is_single_byte() => Width::One,
            _ => Width::Unknown,
        };
        Places { width, skipped: 0 }
    }

    /// Of a text that is no stretch of its file.
    pub fn unknown() -> Self {
        Places { width: Width::Unknown, skipped: 0 }
    }

    /// Of `bytes` read as UTF-8 with every damaged stretch replaced by one character.
    pub fn damaged(bytes: &[u8]) -> Self {
        let mut at = 0;
        let mut stretches = Vec::new();
        for chunk in bytes.utf8_chunks() {
            at += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                stretches.push((at, chunk.invalid().len()));
                at += chunk.invalid().len();
            }
        }
        Places { width: Width::Damaged(stretches), skipped: 0 }
    }

    /// Counts `bytes` that stand before the text in the file.
    pub fn skip(&mut self, bytes: usize) {
        self.skipped += bytes;
    }

    /// The ranges of the file that `ranges` of `text` came from; none when that cannot be told.
    pub fn raw(&self, text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
        if self.width == Width::Unknown {
            return Vec::new();
        }
        let mut offsets: Vec<usize> = ranges.iter().flat_map(|range| [range.start, range.end]).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let raw = self.offsets(text, &offsets);
        let at = |offset: usize| offsets.binary_search(&offset).ok().and_then(|index| raw.get(index)).copied().unwrap_or(0) + self.skipped;
        ranges.iter().map(|range| at(range.start)..at(range.end)).collect()
    }

    /// For each of the sorted `offsets` of the text that of the file, what was skipped aside.
    fn offsets(&self, text: &str, offsets: &[usize]) -> Vec<usize> {
        let width: &dyn Fn(char) -> usize = match &self.width {
            Width::One => &|_| 1,
            Width::Units => &|c| c.len_utf16() * 2,
            Width::Damaged(stretches) => return damaged_offsets(stretches, offsets),
            Width::Same | Width::Unknown => return offsets.to_vec(),
        };
        let mut out = Vec::with_capacity(offsets.len());
        let mut raw = 0;
        for (at, c) in text.char_indices() {
            while out.len() < offsets.len() && offsets[out.len()] <= at {
                out.push(raw);
            }
            if out.len() == offsets.len() {
                return out;
            }
            raw += width(c);
        }
        out.resize(offsets.len(), raw);
        out
    }
}

/// A replacement is three bytes of text for each stretch of the file.
fn damaged_offsets(stretches: &[(usize, usize)], offsets: &[usize]) -> Vec<usize> {
    let mut stretches = stretches.iter().peekable();
    // What the text is ahead of the file by.
    let mut ahead = 0isize;
    let mut out = Vec::with_capacity(offsets.len());
    for &offset in offsets {
        while let Some((start, length)) = stretches.peek().filter(|(start, _)| *start as isize + ahead < offset as isize) {
            let _ = start;
            ahead += 3 - *length as isize;
            stretches.next();
        }
        out.push(usize::try_from(offset as isize - ahead).unwrap_or(0));
    }
    out
}
