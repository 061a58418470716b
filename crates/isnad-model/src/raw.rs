//! What came in, byte for byte: the truth that everything else is derived from.

/// The bytes of one document with where they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    /// The bytes of the page, of the record's line, of an archive's record with its head, or of a feed's entry: decompressed, not
    /// decoded (a feed's entry in UTF-8).
    pub bytes: Vec<u8>,
    /// How they are to be read: a name that intake gives and understands (`text`, `html`, `record`, `warc`, `entry`).
    pub form: String,
    /// The file, as inputs are named.
    pub name: String,
    /// The line, record or entry in it, from 1, where a file holds many.
    pub place: Option<usize>,
}
