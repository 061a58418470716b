//! Articles and their blocks.

use crate::ids::{ArticleId, sha256_hex};
use crate::time::Stamp;
use isnad_text::Span;
use std::ops::Range;
use std::sync::Arc;

/// Who published an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Outlet {
    /// Id in the source packs, or the name as given, or empty when unknown.
    pub id: String,
    /// Arabic name where known.
    pub name_ar: Option<String>,
    /// English name where known.
    pub name_en: Option<String>,
}

/// The part a stretch of a page plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// Body prose.
    Paragraph,
    /// A subheading.
    Heading,
    /// A quotation set apart.
    Quote,
    /// A list item or list.
    List,
    /// A table as text.
    Table,
    /// One entry of a live blog.
    LiveEntry,
    /// The headline.
    Title,
    /// The standfirst.
    Deck,
    /// Place or date line.
    Dateline,
    /// Author line.
    Byline,
    /// Picture caption.
    Caption,
    /// Picture or agency credit.
    Credit,
    /// Anything that is not the article: tickers, related links, share bars, navigation.
    Boilerplate,
}

impl BlockKind {
    /// Whether claims in it count as the article's own text.
    pub fn is_body(self) -> bool {
        use BlockKind::*;
        matches!(self, Paragraph | Quote | List | Table | LiveEntry)
    }

    /// Wire name.
    pub fn name(self) -> &'static str {
        use BlockKind::*;
        match self {
            Paragraph => "paragraph",
            Heading => "heading",
            Quote => "quote",
            List => "list",
            Table => "table",
            LiveEntry => "live_entry",
            Title => "title",
            Deck => "deck",
            Dateline => "dateline",
            Byline => "byline",
            Caption => "caption",
            Credit => "credit",
            Boilerplate => "boilerplate",
        }
    }
}

/// One stretch of an article's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its part.
    pub kind: BlockKind,
    /// Where it stands in the article's text.
    pub span: Span,
    /// Why it was given that part, as a short code of words.
    pub reason: String,
}

/// One page, cleaned.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Hash of outlet, address and text.
    pub id: ArticleId,
    /// The record's id where given, else its URL, else the path relative to the input.
    pub source: String,
    /// Publisher.
    pub outlet: Outlet,
    /// Canonical address.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Agency or agencies the page credits at its head or foot (`رويترز`, `أ ف ب`), as written.
    pub credits: Vec<String>,
    /// ISO 639 code.
    pub language: String,
    /// When it was published, where the page or the record says so.
    pub published_at: Option<Stamp>,
    /// What said so: `json-ld`, `meta …`, `microdata …`, `page`, `address`, `record`; not kept for pages of text.
    pub published_from: Option<String>,
    /// When it was last changed, where said.
    pub updated_at: Option<Stamp>,
    /// What said so.
    pub updated_from: Option<String>,
    /// When an archive or a feed saw it, where given.
    pub seen_at: Option<Stamp>,
    /// The decoded text that every span indexes.
    pub text: Arc<str>,
    /// SHA-256 of `text`.
    pub text_sha256: String,
    /// Every block in text order; together they cover all that is not white space.
    pub blocks: Vec<Block>,
    /// Where each of `blocks` stands in the bytes of the page; empty for pages of text.
    pub raw: Vec<Range<usize>>,
    /// The time of the live-blog entry that each of `blocks` belongs to; empty where the page has no dated entries.
    pub entry_times: Vec<Option<Stamp>>,
}

impl Article {
    /// The article with its id and text hash computed.
    pub fn new(source: String, outlet: Outlet, url: Option<String>, text: Arc<str>) -> Self {
        let id = ArticleId::of(&[&outlet.id, url.as_deref().unwrap_or(&source), &text]);
        let text_sha256 = sha256_hex(text.as_bytes());
        Article {
            id,
            source,
            outlet,
            url,
            title: None,
            credits: Vec::new(),
            language: "ar".into(),
            published_at: None,
            published_from: None,
            updated_at: None,
            updated_from: None,
            seen_at: None,
            text,
            text_sha256,
            blocks: Vec::new(),
            raw: Vec::new(),
            entry_times: Vec::new(),
        }
    }

    /// When the block of that index was written: the time of its live-blog entry, else the article's own.
    pub fn told_at(&self, block: usize) -> Option<Stamp> {
        self.entry_times.get(block).copied().flatten().or(self.published_at)
    }

    /// When what stands at `span` was written.
    pub fn told_at_span(&self, span: Span) -> Option<Stamp> {
        if self.entry_times.is_empty() {
            return self.published_at;
        }
        self.told_at(self.blocks.partition_point(|block| block.span.end <= span.start))
    }

    /// The blocks of the article's own prose.
    pub fn body(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.kind.is_body())
    }

    /// Whether most letters of that prose, or of the page where there is none, are of scripts that run from right to left.
    pub fn is_right_to_left(&self) -> bool {
        let runs_left = |c: char| matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
        let of = |text: &str| {
            // Most of what is read, told first, since the tables of Unicode take long.
            let plain = |c: &char| matches!(c, '\u{0621}'..='\u{063F}' | '\u{0641}'..='\u{064A}');
            let letters = text.chars().filter(|c| plain(c) || !c.is_ascii() && c.is_alphabetic() || c.is_ascii_alphabetic());
            letters.fold((0usize, 0usize), |(left, all), c| (left + usize::from(runs_left(c)), all + 1))
        };
        let (left, all) = match self.has_body() {
            true => self.body().map(|block| of(block.span.slice(&self.text))).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1)),
            false => of(&self.text),
        };
        left * 2 > all
    }

    /// Whether there is any.
    pub fn has_body(&self) -> bool {
        self.body().next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_run_as_the_letters_of_the_text_do() {
        let article = |text: &str, body: Option<Span>| {
            let outlet = Outlet { id: String::new(), name_ar: None, name_en: None };
            let block = |span| Block { kind: BlockKind::Paragraph, span, reason: String::new() };
            Article { blocks: body.into_iter().map(block).collect(), ..Article::new("a".into(), outlet, None, text.into()) }
        };
        let (arabic, latin) = ("فتح الجسر أمام السيارات.", "The bridge is open to cars again.");
        assert!(article(arabic, None).is_right_to_left());
        assert!(!article(latin, None).is_right_to_left() && !article("12 - 5", None).is_right_to_left());
        let both = format!("{arabic}\n{latin}");
        assert!(article(&both, Some(Span::new(0, arabic.len()))).is_right_to_left());
        assert!(!article(&both, Some(Span::new(arabic.len() + 1, both.len()))).is_right_to_left());
    }
}
