//! What goes out: documents with their readings, page by page, in the order in which they came in.

use crate::codec::Unpacker;
use crate::error::{Result, complain};
use crate::generation::Generation;
use crate::reading::{Decoder, Reading};
use crate::sql::{self, Value};
use crate::store::Store;
use isnad_model::Raw;
use std::collections::BTreeMap;

/// Which documents a view takes in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Only what the store had acknowledged by that moment, written as [`crate::now`] writes it.
    pub known_at: Option<String>,
}

/// A document as it is kept.
#[derive(Clone, Debug)]
pub struct Held {
    /// What it is called.
    pub source: String,
    /// When it was acknowledged.
    pub known_at: String,
    /// Its bytes.
    pub raw: Raw,
}

/// A document with its reading, where the generation asked for has one.
#[derive(Clone, Debug)]
pub struct Page {
    /// The document's number.
    pub document: i64,
    /// What was read in it.
    pub reading: Option<Reading>,
}

/// Reads pages one after another; equal names are kept once.
pub struct Pages {
    store: Store,
    generation: Option<Generation>,
    known_at: String,
    after: i64,
    decoder: Decoder,
    texts: Texts,
}

/// What [`Texts`] reads a text from: `a` is an article, `b` the blob of its document.
pub(crate) const TEXT: &str = "b.size, b.packed, a.text_size, a.text";

/// Gets texts back: they lie compressed against the raw bytes that hold them.
pub(crate) struct Texts {
    raw: Unpacker,
    text: Unpacker,
}

impl Texts {
    pub(crate) fn new() -> Result<Texts> {
        Ok(Texts { raw: Unpacker::new(&[])?, text: Unpacker::new(&[])? })
    }

    /// The text in the columns [`TEXT`], which begin at `column`; `source` names it in an error.
    pub(crate) fn of(&mut self, row: &sqlx::any::AnyRow, column: usize, source: &str) -> Result<String> {
        let size = |column| sql::maybe_int(row, column).map(|size| usize::try_from(size).unwrap_or(usize::MAX));
        let raw = self.raw.unpack(&sql::bytes(row, column + 1), size(column).ok_or_else(|| lost(source))?, source)?;
        let text = match sql::maybe_bytes(row, column + 3) {
            None => raw,
            Some(packed) => {
                self.text.rebase(&raw)?;
                self.text.unpack(&packed, size(column + 2).unwrap_or(0), source)?
            }
        };
        String::from_utf8(text).map_err(|_| lost(source))
    }
}

/// After every moment.
const FOREVER: &str = "9999";
/// Documents of one page: all of their bytes and readings are in memory at once.
const PAGE: usize = 64;

impl Store {
    /// The documents of `view` as `generation` reads them.
    pub fn pages(&self, generation: Option<Generation>, view: &View) -> Result<Pages> {
        let known_at = view.known_at.clone().unwrap_or_else(|| FOREVER.to_owned());
        Ok(Pages { store: self.clone(), generation, known_at, after: 0, decoder: Decoder::new()?, texts: Texts::new()? })
    }

    /// The documents with those numbers and their bytes, by number; those that are gone are left out, and of one whose bytes are
    /// damaged it is said what is wrong.
    pub async fn raws(&self, documents: &[i64]) -> Result<Vec<(i64, Result<Held>)>> {
        let mut unpacker = Unpacker::new(&[])?;
        let mut out = Vec::with_capacity(documents.len());
        for part in documents.chunks(PAGE) {
            let text = format!(
                "SELECT d.id, d.source, d.known_at, d.form, d.name, d.line, b.size, b.packed FROM document d \
                 LEFT JOIN blob b ON b.sha256 = d.raw WHERE d.id IN ({}) ORDER BY d.id",
                sql::marks(1, part.len())
            );
            let rows = self.all(&text, part.iter().map(|id| Value::Int(*id)).collect()).await?;
            out.extend(rows.iter().map(|row| (sql::int(row, 0), held(row, &mut unpacker))));
        }
        Ok(out)
    }

    /// The texts of those articles, by the ids of their rows.
    pub(crate) async fn texts(&self, articles: &[i64]) -> Result<BTreeMap<i64, String>> {
        let mut texts = Texts::new()?;
        let mut out = BTreeMap::new();
        for part in articles.chunks(PAGE) {
            let text = format!(
                "SELECT a.id, {TEXT} FROM article a JOIN document d ON d.id = a.document LEFT JOIN blob b ON b.sha256 = d.raw WHERE a.id IN ({})",
                sql::marks(1, part.len())
            );
            for row in self.all(&text, part.iter().map(|id| Value::Int(*id)).collect()).await? {
                out.insert(sql::int(&row, 0), texts.of(&row, 1, self.shown())?);
            }
        }
        Ok(out)
    }

    /// How many documents there are, and the number of the last.
    pub async fn extent(&self) -> Result<(usize, i64)> {
        let row = self.one("SELECT COUNT(*), COALESCE(MAX(id), 0) FROM document", vec![]).await?;
        Ok((sql::count(&row, 0), sql::int(&row, 1)))
    }
}

impl Pages {
    /// Of these documents those that came in after `document`.
    pub fn after(self, document: i64) -> Pages {
        Pages { after: document, ..self }
    }

    /// The next documents; none at the end.
    pub async fn next(&mut self) -> Result<Vec<Page>> {
        let text = format!(
            "SELECT d.id, d.source, a.size, a.body, {TEXT} FROM document d LEFT JOIN article a ON a.document = d.id AND a.generation = $1 \
             LEFT JOIN blob b ON b.sha256 = d.raw WHERE d.id > $2 AND d.known_at <= $3 ORDER BY d.id LIMIT $4"
        );
        let generation = self.generation.map_or(-1, |generation| generation.0);
        let values = vec![Value::Int(generation), Value::Int(self.after), Value::text(&self.known_at), Value::size(PAGE)];
        let rows = self.store.all(&text, values).await?;
        let mut pages = Vec::with_capacity(rows.len());
        for row in &rows {
            let document = sql::int(row, 0);
            self.after = document;
            let reading = match sql::maybe_int(row, 2) {
                None => None,
                Some(size) => Some(self.reading(row, source(row, 1), size)?),
            };
            pages.push(Page { document, reading });
        }
        Ok(pages)
    }

    fn reading(&mut self, row: &sqlx::any::AnyRow, source: String, size: i64) -> Result<Reading> {
        let text = self.texts.of(row, 4, &source)?;
        self.decoder.decode(&sql::bytes(row, 3), usize::try_from(size).unwrap_or(usize::MAX), source, &text)
    }
}

/// The document in a row of `id, source, known_at, form, name, line, size, packed`.
fn held(row: &sqlx::any::AnyRow, unpacker: &mut Unpacker) -> Result<Held> {
    let source = source(row, 1);
    let size = sql::maybe_int(row, 6).ok_or_else(|| lost(&source))?;
    let bytes = unpacker.unpack(&sql::bytes(row, 7), usize::try_from(size).unwrap_or(usize::MAX), &source)?;
    let place = sql::maybe_int(row, 5).and_then(|place| usize::try_from(place).ok());
    let raw = Raw { bytes, form: sql::text(row, 3), name: sql::text(row, 4), place };
    Ok(Held { source, known_at: sql::text(row, 2), raw })
}

/// What a document is called.
pub(crate) fn source(row: &sqlx::any::AnyRow, column: usize) -> String {
    String::from_utf8_lossy(&sql::bytes(row, column)).into_owned()
}

fn lost(source: &str) -> isnad_model::Diagnostic {
    complain(
        "E0743",
        source,
        "its bytes are missing from the store",
        "bring the last backup back with `isnad restore`; `isnad verify` lists all that is damaged",
    )
}
