//! What was read in one page, as it lies in the store: the article without its text, and its claims. The types here are twins of
//! the model's, so that the model stays free of wire forms; ids are not stored but made anew, and so checked.

use crate::codec::{Packer, Unpacker};
use crate::error::{Result, complain};
use crate::wire::*;
use isnad_model::*;
use isnad_text::Span;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::Arc;

/// One page with what was read in it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The page, cleaned.
    pub article: Article,
    /// Its claims and terms.
    pub annotation: Annotation,
}

/// What readings have in common, to compress them against. A change here needs a migration that packs every reading anew.
pub(crate) const SAMPLE: &[u8] = include_bytes!("schema/reading.sample");

#[derive(Serialize, Deserialize)]
struct Stored {
    outlet: (String, Option<String>, Option<String>),
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    credits: Vec<String>,
    language: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published_at: Option<StampWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated_at: Option<StampWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published_from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated_from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen_at: Option<StampWire>,
    blocks: Vec<(String, usize, usize, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    raw: Vec<(usize, usize)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    entry_times: Vec<Option<StampWire>>,
    claims: Vec<ClaimWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    labels: Vec<LabelWire>,
}

/// Puts readings into their stored form.
pub(crate) struct Encoder(Packer);

impl Encoder {
    pub(crate) fn new() -> Result<Encoder> {
        Ok(Encoder(Packer::new(SAMPLE)?))
    }

    /// The stored form with its size when unpacked.
    pub(crate) fn encode(&mut self, reading: &Reading) -> Result<(Vec<u8>, usize)> {
        let json = Encoder::json(reading)?;
        Ok((self.0.pack(&json)?, json.len()))
    }

    /// The stored form before it is compressed.
    pub(crate) fn json(reading: &Reading) -> Result<Vec<u8>> {
        let Reading { article, annotation } = reading;
        let stored = Stored {
            outlet: (article.outlet.id.clone(), article.outlet.name_ar.clone(), article.outlet.name_en.clone()),
            url: article.url.clone(),
            title: article.title.clone(),
            credits: article.credits.clone(),
            language: article.language.clone(),
            published_at: article.published_at.map(StampWire::of),
            updated_at: article.updated_at.map(StampWire::of),
            published_from: article.published_from.clone(),
            updated_from: article.updated_from.clone(),
            seen_at: article.seen_at.map(StampWire::of),
            blocks: article.blocks.iter().map(|block| (block.kind.name().into(), block.span.start, block.span.end, block.reason.clone())).collect(),
            raw: article.raw.iter().map(|range| (range.start, range.end)).collect(),
            entry_times: article.entry_times.iter().map(|stamp| stamp.map(StampWire::of)).collect(),
            claims: annotation.claims.iter().map(ClaimWire::of).collect(),
            labels: annotation.labels.iter().map(LabelWire::of).collect(),
        };
        serde_json::to_vec(&stored).map_err(|error| unreadable(article.id.as_str(), &error.to_string()))
    }
}

/// Gets readings back; equal names are kept once.
pub(crate) struct Decoder {
    unpacker: Unpacker,
    names: Names,
}

/// Strings that were seen before.
#[derive(Default)]
pub(crate) struct Names(HashSet<Arc<str>>);

impl Names {
    pub(crate) fn one(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let new: Arc<str> = text.into();
        self.0.insert(new.clone());
        new
    }
}

impl Decoder {
    pub(crate) fn new() -> Result<Decoder> {
        Ok(Decoder { unpacker: Unpacker::new(SAMPLE)?, names: Names::default() })
    }

    /// The reading that `packed` holds, of the document that was called `source` and says `text`.
    pub(crate) fn decode(&mut self, packed: &[u8], size: usize, source: String, text: &str) -> Result<Reading> {
        let json = self.unpacker.unpack(packed, size, &source)?;
        let stored: Stored = serde_json::from_slice(&json).map_err(|error| unreadable(&source, &error.to_string()))?;
        self.reading(stored, source.clone(), text).ok_or_else(|| unreadable(&source, "a value that this program does not know"))
    }

    /// When the page that `packed` holds says that it was published.
    pub(crate) fn published_at(&mut self, packed: &[u8], size: usize) -> Result<Option<Stamp>> {
        #[derive(Deserialize)]
        struct Published {
            #[serde(default)]
            published_at: Option<StampWire>,
        }
        let json = self.unpacker.unpack(packed, size, "reading")?;
        let stored: Published = serde_json::from_slice(&json).map_err(|error| unreadable("reading", &error.to_string()))?;
        Ok(stored.published_at.and_then(StampWire::back))
    }

    fn reading(&mut self, stored: Stored, source: String, text: &str) -> Option<Reading> {
        let (id, name_ar, name_en) = stored.outlet;
        let mut article = Article::new(source, Outlet { id, name_ar, name_en }, stored.url, text.into());
        article.title = stored.title;
        article.credits = stored.credits;
        article.language = stored.language;
        article.published_at = parse_stamp(stored.published_at)?;
        article.updated_at = parse_stamp(stored.updated_at)?;
        article.published_from = stored.published_from;
        article.updated_from = stored.updated_from;
        article.seen_at = parse_stamp(stored.seen_at)?;
        article.raw = stored.raw.into_iter().map(|(start, end)| start..end).collect();
        article.entry_times = stored.entry_times.into_iter().map(parse_stamp).collect::<Option<_>>()?;
        let block = |(kind, start, end, reason): (String, usize, usize, String)| {
            Some(Block { kind: parse(&BLOCKS, BlockKind::name, &kind)?, span: Span::new(start, end), reason })
        };
        article.blocks = stored.blocks.into_iter().map(block).collect::<Option<_>>()?;
        let claims = stored.claims.into_iter().map(|claim| claim.back(&article.id, &mut self.names)).collect::<Option<_>>()?;
        let labels = stored.labels.into_iter().map(LabelWire::back).collect();
        Some(Reading { article, annotation: Annotation { claims, labels, diagnostics: Vec::new() } })
    }
}

fn parse_stamp(wire: Option<StampWire>) -> Option<Option<Stamp>> {
    match wire {
        None => Some(None),
        Some(wire) => wire.back().map(Some),
    }
}

fn unreadable(subject: &str, detail: &str) -> Diagnostic {
    complain(
        "E0742",
        subject,
        format!("its stored reading cannot be read: {detail}"),
        "run `isnad reprocess`: readings are made anew from the raw bytes",
    )
}
