//! What came in, byte for byte: the truth that everything else is derived from.

/// The bytes of one document with where they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    /// The bytes of the page or of the record's line, decompressed, not decoded.
    pub bytes: Vec<u8>,
    /// How they are to be read: a name that intake gives and understands (`text`, `record`).
    pub form: String,
    /// The file, as inputs are named.
    pub name: String,
    /// The line in it, from 1, where a file holds many.
    pub line: Option<usize>,
}
