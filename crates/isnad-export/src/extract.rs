//! The wire type of `isnad extract --json`: one article a line, offsets in Unicode code points.

use crate::claim::{ClaimWire, Offsets};
use isnad_model::{Annotation, Article, Block, BlockKind, Diagnostic};
use serde::Serialize;

/// One article as a line of JSON, without its end of line, with what is to be said of its reading. `with_text` tells whether the text
/// goes along.
pub fn extract_json(article: &Article, annotation: &Annotation, notices: &[Diagnostic], with_text: bool) -> String {
    let wire = ArticleWire { notices: Some(NoticeWire::all(notices)), ..ArticleWire::of(article, annotation, with_text) };
    serde_json::to_string(&wire).expect("invariant: the wire types hold strings, numbers and lists only")
}

/// One article on the wire (claims.md).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct ArticleWire<'a> {
    pub id: &'a str,
    pub source: &'a str,
    pub url: Option<&'a str>,
    pub text_sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    pub outlet: OutletWire<'a>,
    pub title: Option<&'a str>,
    pub language: &'a str,
    /// How its lines run: `rtl` or `ltr`.
    pub direction: &'static str,
    pub published_at: Option<String>,
    /// What gave the time: `json-ld`, `meta …`, `microdata …`, `page`, `address`, `record`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_from: Option<&'a str>,
    pub updated_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_from: Option<&'a str>,
    /// When an archive saw the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen_at: Option<String>,
    pub credits: &'a [String],
    pub body: Vec<BlockWire<'a>>,
    pub blocks: Vec<BlockWire<'a>>,
    pub claims: Vec<ClaimWire>,
    /// What is to be said of the reading of its page, where that is at hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notices: Option<Vec<NoticeWire<'a>>>,
}

/// Something worth knowing about the reading of a page: that no text was found in it, that a date could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct NoticeWire<'a> {
    pub code: &'a str,
    pub message: &'a str,
    /// What to do.
    pub hint: Option<&'a str>,
}

impl<'a> NoticeWire<'a> {
    /// The notices of one page.
    pub fn all(notices: &'a [Diagnostic]) -> Vec<Self> {
        notices.iter().map(NoticeWire::of).collect()
    }

    fn of(notice: &'a Diagnostic) -> Self {
        NoticeWire { code: notice.code, message: &notice.message, hint: notice.hint.as_deref() }
    }
}

/// The publisher; an id of `null` is an outlet that nothing names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct OutletWire<'a> {
    pub id: Option<&'a str>,
    pub name: Option<&'a str>,
    pub name_ar: Option<&'a str>,
    pub name_en: Option<&'a str>,
}

/// A stretch of the page with its part and why it was given it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct BlockWire<'a> {
    pub start: usize,
    pub end: usize,
    pub kind: &'static str,
    pub reason: &'a str,
    /// Its bytes in the page, for pages in HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raw: Option<RawWire>,
    /// When the live-blog entry was written that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_at: Option<String>,
}

/// A range of bytes of a page, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct RawWire {
    pub start: usize,
    pub end: usize,
}

impl<'a> ArticleWire<'a> {
    /// The wire form of `article` and what was read in it.
    pub fn of(article: &'a Article, annotation: &Annotation, with_text: bool) -> Self {
        let offsets = Offsets::of(&article.text);
        let blocks = || article.blocks.iter().enumerate();
        let in_body = |block: &Block| block.kind.is_body() || block.kind == BlockKind::Heading;
        let outlet = &article.outlet;
        ArticleWire {
            id: article.id.as_str(),
            source: &article.source,
            url: article.url.as_deref(),
            text_sha256: &article.text_sha256,
            text: with_text.then_some(&*article.text),
            outlet: OutletWire {
                id: (!outlet.id.is_empty()).then_some(&outlet.id),
                name: outlet.name_ar.as_deref().or(outlet.name_en.as_deref()),
                name_ar: outlet.name_ar.as_deref(),
                name_en: outlet.name_en.as_deref(),
            },
            title: article.title.as_deref(),
            language: &article.language,
            direction: if article.is_right_to_left() { "rtl" } else { "ltr" },
            published_at: article.published_at.map(|stamp| stamp.to_string()),
            published_from: article.published_from.as_deref(),
            updated_at: article.updated_at.map(|stamp| stamp.to_string()),
            updated_from: article.updated_from.as_deref(),
            seen_at: article.seen_at.map(|stamp| stamp.to_string()),
            credits: &article.credits,
            body: blocks().filter(|(_, block)| in_body(block)).map(|(at, _)| BlockWire::of(article, at, &offsets)).collect(),
            blocks: blocks().filter(|(_, block)| !in_body(block)).map(|(at, _)| BlockWire::of(article, at, &offsets)).collect(),
            claims: annotation.claims.iter().map(|claim| ClaimWire::of(claim, &offsets)).collect(),
            notices: None,
        }
    }
}

impl<'a> BlockWire<'a> {
    fn of(article: &'a Article, at: usize, offsets: &Offsets<'_>) -> Self {
        let block = &article.blocks[at];
        let (start, end) = offsets.range(block.span);
        let raw = article.raw.get(at).map(|raw| RawWire { start: raw.start, end: raw.end });
        let told_at = article.entry_times.get(at).copied().flatten().map(|stamp| stamp.to_string());
        BlockWire { start, end, kind: block.kind.name(), reason: &block.reason, raw, told_at }
    }
}
