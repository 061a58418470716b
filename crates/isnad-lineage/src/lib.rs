//! Who copied whom, and which articles tell one story, from texts alone: no claim is seen here.
//!
//! Passages, not whole articles, are compared (true reprints share about a third of their 3-grams): words are folded,
//! k-grams hashed and winnowed (Schleimer, Wilkerson, Aiken 2003), an inverted index names candidate pairs, and every
//! candidate is verified word by word. The work is near-linear in the number of articles. One article more costs what it touches.
//!
//! Modules in reading order: `words`, `shelf` (the articles), `fingerprint`, `passage`, `direction`, `reuse` (copy edges), `likeness`,
//! `story` (clusters).

pub mod direction;
pub mod fingerprint;
pub mod likeness;
pub mod passage;
pub mod reuse;
pub mod shelf;
pub mod story;
pub mod words;

use isnad_model::{Article, ArticleId};
use isnad_text::Span;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Why a copy edge points the way it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// `from` was published before `to`.
    Earlier,
    /// `to` credits the outlet of `from`.
    Credited,
    /// `to` stands wholly inside the longer `from`.
    Longer,
    /// Nothing tells.
    Unknown,
}

impl Direction {
    /// Wire name.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Earlier => "earlier",
            Direction::Credited => "credited",
            Direction::Longer => "longer",
            Direction::Unknown => "unknown",
        }
    }
}

/// What a shared passage tells of two articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// One was made from the other.
    Copy,
    /// Both were made from a text that is not among the articles.
    CommonAncestor,
}

impl EdgeKind {
    /// Wire name.
    pub fn name(self) -> &'static str {
        match self {
            EdgeKind::Copy => "copy",
            EdgeKind::CommonAncestor => "common_ancestor",
        }
    }
}

/// A stretch that two articles share, word for word or nearly so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    /// In the text of [`CopyEdge::from`].
    pub from: Span,
    /// In the text of [`CopyEdge::to`].
    pub to: Span,
    /// Words that agree.
    pub words: usize,
}

/// Reuse between two articles.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyEdge {
    /// The earlier text, where the direction is known; else the smaller id.
    pub from: ArticleId,
    /// The other.
    pub to: ArticleId,
    /// Copy or common ancestor.
    pub kind: EdgeKind,
    /// Share of the words of `from` that stand in `to`, and of `to` that stand in `from`, in thousandths.
    pub containment: [u16; 2],
    /// Why the edge points this way.
    pub direction: Direction,
    /// Whether the dates contradict the credit line: the copy is dated before what it copies.
    pub misdated: bool,
    /// The shared stretches in the order of `from`.
    pub passages: Vec<Passage>,
}

/// Articles about one happening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Hash of its smallest article id.
    pub id: Arc<str>,
    /// Its articles by id.
    pub articles: Vec<ArticleId>,
}

/// Everything this crate finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lineage {
    /// Copy edges ordered by article ids.
    pub edges: Vec<Arc<CopyEdge>>,
    /// Story clusters ordered by their first article id; every article is in exactly one.
    pub stories: Vec<Story>,
}

/// What is kept from one lineage to the next, so that one article more costs what it shares with others.
///
/// All that is kept is either of one article alone or a whole number counted over all of them, so the order in which articles come
/// leaves no trace.
#[derive(Debug, Default)]
pub struct Memory {
    vocabulary: words::Vocabulary,
    read: FxHashMap<ArticleId, Arc<words::Words>>,
    shelf: shelf::Shelf,
    reuse: reuse::Reuse,
    likeness: likeness::Likeness,
    story_names: FxHashMap<u32, Arc<str>>,
}

/// The lineage of `articles`; their order does not matter, doubles of one id count once.
pub fn lineage(articles: &[&Article]) -> Lineage {
    lineage_with(&mut Memory::default(), articles, &[])
}

/// The same lineage, of which only what new articles touch is looked at. Where an article that was there before is no longer, all is
/// compared anew, though no words are read again. `same` says which articles are the very ones of the lineage before, of which then none
/// may be missing; what it does not say is looked at.
pub fn lineage_with(memory: &mut Memory, articles: &[&Article], same: &[bool]) -> Lineage {
    let mut sorted: Vec<&Article> = articles.to_vec();
    let in_order = sorted.is_sorted_by(|a, b| a.id < b.id);
    if !in_order {
        sorted.sort_by(|a, b| a.id.cmp(&b.id));
        sorted.dedup_by(|a, b| a.id == b.id);
    }
    let mut places = memory.shelf.places(&sorted);
    if !memory.shelf.is_part_of(&sorted, &places, if in_order { same } else { &[] }) {
        places.fill(None);
        let (vocabulary, read) = (std::mem::take(&mut memory.vocabulary), std::mem::take(&mut memory.read));
        *memory = Memory { vocabulary, read, ..Memory::default() };
    }
    let Memory { vocabulary, read, shelf, reuse, likeness, story_names } = memory;
    let new = shelf.add(&sorted, &mut places, vocabulary, read);
    reuse.add(shelf, &new, vocabulary.hashes());
    likeness.add(shelf, &new, vocabulary);
    let edges = reuse.edges(shelf);
    let stories = story::stories(shelf, &edges, likeness.links(shelf), story_names);
    Lineage { edges: edges.into_iter().map(|(_, _, edge)| edge).collect(), stories }
}

#[cfg(test)]
mod tests;
