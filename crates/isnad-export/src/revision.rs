//! The wire type of `isnad revisions --json`: one page a line, its states and what changed from each to the next.

use crate::claim::{ClaimWire, Offsets};
use isnad_model::{Article, Claim};
use serde::Serialize;

/// One page in its states, earliest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct PageWire<'a> {
    pub url: &'a str,
    pub states: Vec<StateWire<'a>>,
    pub changes: Vec<ChangeWire<'a>>,
}

/// One state of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct StateWire<'a> {
    pub id: &'a str,
    pub source: &'a str,
    pub title: Option<&'a str>,
    pub text_sha256: &'a str,
    pub published_at: Option<String>,
    pub updated_at: Option<String>,
    pub seen_at: Option<String>,
}

/// What changed from one state to the next; offsets of a claim index the text of its own state.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct ChangeWire<'a> {
    pub from: &'a str,
    pub to: &'a str,
    /// The headlines before and after, where they differ.
    pub title: Option<[Option<&'a str>; 2]>,
    /// Sentences, in the order of their state.
    pub added: Vec<&'a str>,
    pub removed: Vec<&'a str>,
    pub appeared: Vec<ClaimWire>,
    pub vanished: Vec<ClaimWire>,
    pub told_otherwise: Vec<ToldOtherwiseWire>,
}

/// A claim that the later state tells otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct ToldOtherwiseWire {
    pub before: ClaimWire,
    pub after: ClaimWire,
    /// `number_raised`, `number_lowered`, `attribution_dropped`, `polarity`, …
    pub what: Vec<&'static str>,
}

impl<'a> StateWire<'a> {
    /// Of one state.
    pub fn of(article: &'a Article) -> Self {
        let time = |stamp: Option<isnad_model::Stamp>| stamp.map(|stamp| stamp.to_string());
        StateWire {
            id: article.id.as_str(),
            source: &article.source,
            title: article.title.as_deref(),
            text_sha256: &article.text_sha256,
            published_at: time(article.published_at),
            updated_at: time(article.updated_at),
            seen_at: time(article.seen_at),
        }
    }
}

/// Claims of `article` on the wire.
pub fn claims(article: &Article, claims: &[&Claim]) -> Vec<ClaimWire> {
    let offsets = Offsets::of(&article.text);
    claims.iter().map(|claim| ClaimWire::of(claim, &offsets)).collect()
}

/// One page as a line of JSON, without its end of line.
pub fn page_json(page: &PageWire<'_>) -> String {
    serde_json::to_string(page).expect("invariant: the wire types hold strings, numbers and lists only")
}
