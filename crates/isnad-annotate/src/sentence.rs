//! One sentence, parsed: what every later pass reads.

use crate::clause::{Clause, clauses};
use crate::context::{BlockText, Context};
use crate::item::{Item, Kind};
use isnad_model::EntityRef;
use isnad_pack::Sense;
use isnad_pack::grammar::CueClass;
use isnad_text::Span;
use std::ops::Range;

/// A cue found in the sentence.
#[derive(Clone, Copy, Debug)]
pub struct CueHit {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Row.
    pub id: u32,
}

/// A sentence with its items, clauses and cues.
pub struct Sentence<'a, 'c> {
    /// The article.
    pub context: &'a Context<'c>,
    /// The block it stands in.
    pub block: &'a BlockText,
    /// Its tokens.
    pub range: Range<usize>,
    /// Its items.
    pub items: &'a [Item],
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// Its cues.
    pub cues: Vec<CueHit>,
}

impl<'a, 'c> Sentence<'a, 'c> {
    /// Cuts clauses and finds cues.
    pub fn new(context: &'a Context<'c>, block: &'a BlockText, range: Range<usize>, items: &'a [Item]) -> Self {
        let cues = cues(context, block, &range);
        Sentence { context, block, clauses: clauses(items), cues, range, items }
    }

    /// The span of items `from..to`.
    pub fn span(&self, from: usize, to: usize) -> Option<Span> {
        let first = self.items.get(from)?;
        let last = self.items.get(to.checked_sub(1)?)?;
        let tokens = &self.block.tokens;
        Some(tokens.get(first.start)?.span.cover(tokens.get(last.end.checked_sub(1)?)?.span))
    }

    /// The item that covers token `token`.
    pub fn item_at(&self, token: usize) -> usize {
        self.items.partition_point(|item| item.end <= token)
    }

    /// Folded form of the first token of item `at`.
    pub fn norm(&self, at: usize) -> &str {
        self.items.get(at).and_then(|item| self.block.tokens.get(item.start)).map_or("", |token| &token.norm)
    }

    /// Whether an entity is the outlet that publishes the article.
    pub fn is_outlet(&self, entity: &EntityRef) -> bool {
        self.context.outlet.as_deref() == Some(&*entity.id)
    }

    /// The first item at or after `at` in the same sentence that is a finite verb.
    pub fn next_verb(&self, at: usize) -> Option<usize> {
        (at..self.items.len()).find(|&i| self.items[i].is_verb())
    }

    /// Whether item `at` stands inside quotation marks opened in this sentence.
    pub fn quoted(&self, at: usize, open_before: bool) -> bool {
        let mut open = open_before;
        for item in &self.items[..at.min(self.items.len())] {
            match item.kind {
                Kind::Mark('«' | '‹') => open = true,
                Kind::Mark('»' | '›') => open = false,
                Kind::Mark('"' | '“' | '”' | '″') => open = !open,
                _ => {}
            }
        }
        open
    }
}

/// The longest cue at every token; `pseudo` rows take their words out of play.
fn cues(context: &Context<'_>, block: &BlockText, range: &Range<usize>) -> Vec<CueHit> {
    let mut out: Vec<CueHit> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let found: Vec<(usize, u32)> = block.hits[at]
            .iter()
            .filter_map(|hit| match hit.sense {
                Sense::Cue(id) if at + hit.len <= range.end => Some((hit.len, id)),
                _ => None,
            })
            .collect();
        let longest = found.iter().map(|(len, _)| *len).max().unwrap_or(0);
        let mut pseudo = false;
        for (len, id) in found.into_iter().filter(|(len, _)| *len == longest) {
            pseudo |= context.pack.cues[id as usize].class == CueClass::Pseudo;
            out.push(CueHit { start: at, end: at + len, id });
        }
        if pseudo {
            out.retain(|cue| cue.start != at);
        }
        at += longest.max(1);
    }
    out
}
