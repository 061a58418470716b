//! Spans that know which text they index.

use std::fmt;
use std::marker::PhantomData;

/// Marker: the decoded text of an article, the text that evidence is quoted from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Original {}

/// Marker: a folded text (see [`crate::fold`]).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Folded {}

/// A half-open range of byte offsets into one text of kind `T`.
///
/// Bytes are the inner unit (slicing is free); the edges convert to code points with [`CodePoints`].
pub struct Span<T = Original> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    text: PhantomData<fn() -> T>,
}

impl<T> Span<T> {
    /// The span from `start` to `end`; an inverted pair is put in order.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start: start.min(end), end: start.max(end), text: PhantomData }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Self) -> Self {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The slice of `text`, or `""` when the span does not lie on character boundaries of it.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

impl<T> Clone for Span<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Span<T> {}
impl<T> PartialEq for Span<T> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<T> Eq for Span<T> {}
impl<T> PartialOrd for Span<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Span<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<T> std::hash::Hash for Span<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<T> fmt::Debug for Span<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// Converts byte offsets of one text to code point offsets, in logarithmic time after one pass.
pub struct CodePoints {
    /// Byte offset of every 64th code point.
    marks: Vec<usize>,
}

const STRIDE: usize = 64;

impl CodePoints {
    /// Reads `text` once.
    pub fn of(text: &str) -> Self {
        let marks = text.char_indices().step_by(STRIDE).map(|(byte, _)| byte).collect();
        CodePoints { marks }
    }

    /// Code points before byte offset `byte` of the same `text`.
    pub fn at(&self, text: &str, byte: usize) -> usize {
        let mark = self.marks.partition_point(|&start| start <= byte).saturating_sub(1);
        let start = self.marks.get(mark).copied().unwrap_or(0);
        let upto = byte.min(text.len());
        mark * STRIDE + text.get(start..upto).map_or(0, |between| between.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_characters_not_bytes() {
        let text = "قال a".repeat(100);
        let points = CodePoints::of(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(&text, byte), count);
        }
        assert_eq!(points.at(&text, text.len()), text.chars().count());
    }

    #[test]
    fn a_span_off_a_boundary_slices_nothing_and_never_panics() {
        assert_eq!(Span::<Original>::new(1, 2).slice("ق"), "");
        assert_eq!(Span::<Original>::new(9, 0).slice("ق"), "");
    }
}
