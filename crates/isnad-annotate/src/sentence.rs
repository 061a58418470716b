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
    /// Tokens of expressions that tell nothing (`دون وقوع إصابات`).
    pub idle: Vec<Range<usize>>,
}

impl<'a, 'c> Sentence<'a, 'c> {
    /// Cuts clauses and finds cues.
    pub fn new(context: &'a Context<'c>, block: &'a BlockText, range: Range<usize>, items: &'a [Item]) -> Self {
        let (mut cues, idle) = cues(context, block, &range);
        // `أطباء بلا حدود`: a word of a name is no cue.
        let named = |cue: &CueHit| {
            items.iter().any(|item| {
                let entity = item.mention().and_then(|m| m.entity.as_ref());
                let known = entity.is_some_and(|entity| context.pack.entity_by_id.contains_key(&*entity.id));
                known && item.start < cue.start && cue.end < item.end
            })
        };
        cues.retain(|cue| !named(cue));
        Sentence { context, block, clauses: clauses(items), cues, idle, range, items }
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

    /// The items between the quotation marks around item `at`, if it stands inside any.
    pub fn quotation(&self, at: usize, open_before: bool) -> Option<Range<usize>> {
        let mark = |i: &usize| crate::report::is_quote_item(&self.items[*i]);
        let inside = self.quoted(at, open_before) && at < self.items.len();
        inside.then(|| (0..at).rev().find(mark).map_or(0, |i| i + 1)..(at..self.items.len()).find(mark).unwrap_or(self.items.len()))
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
fn cues(context: &Context<'_>, block: &BlockText, range: &Range<usize>) -> (Vec<CueHit>, Vec<Range<usize>>) {
    let mut out: Vec<CueHit> = Vec::new();
    let mut idle = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let found: Vec<(usize, u32)> = block.hits[at]
            .iter()
            .filter_map(|hit| match hit.sense {
                Sense::Cue(id) if at + hit.len <= range.end && is_spelled(context, block, at..at + hit.len, id) => Some((hit.len, id)),
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
            idle.push(at..at + longest);
        }
        if longest <= 1 {
            out.extend(gapped(context, block, range, at));
        }
        at += longest.max(1);
    }
    (out, idle)
}

/// `ليلا` is no `لئلا`, `كان` no `كأن`: folding makes them one word, writing does not.
fn is_spelled(context: &Context<'_>, block: &BlockText, range: Range<usize>, id: u32) -> bool {
    // `بحث` is no `ب` before `حث`.
    let verb = |hit: &crate::lookup::Hit| matches!(hit.sense, Sense::Verb(..)) && hit.clitics == Default::default();
    let cut = |hit: &crate::lookup::Hit| hit.sense == Sense::Cue(id) && hit.clitics.preposition.is_some() && hit.len == 1;
    let hits = &block.hits[range.start];
    if range.len() == 1 && hits.iter().any(cut) && hits.iter().any(verb) {
        return false;
    }
    let first = &block.tokens[range.start].span;
    let written = first.cover(block.tokens[range.end - 1].span).slice(&context.article.text);
    let cue = &context.pack.cues[id as usize].cue;
    let hamza = |letter| cue.chars().skip(1).any(|one| one == letter) && !cue.contains(' ') && !written.contains(letter);
    !hamza('أ') && (!cue.contains('ئ') || written.contains('ئ'))
}

/// A verb and its preposition with the subject between them: `يهدف الهجوم إلى`, `تنص الخطة في الأساس على`.
fn gapped(context: &Context<'_>, block: &BlockText, range: &Range<usize>, at: usize) -> Option<CueHit> {
    let lexicon = &context.pack.lexicon;
    let verb = block.hits[at].iter().any(|hit| hit.len == 1 && matches!(hit.sense, Sense::Verb(..)) && hit.clitics.pronoun.is_none());
    let word = &*block.tokens[at].norm;
    let node = lexicon
        .step(lexicon.root(), word)
        .or_else(|| lexicon.step(lexicon.root(), word.strip_prefix(['و', 'ف'])?))
        .filter(|node| verb && lexicon.continues(*node))?;
    for next in at + 2..range.end.min(at + 8) {
        let token = &block.tokens[next];
        if isnad_text::sentence::is_quote(&token.norm) {
            continue;
        }
        if token.kind != isnad_text::token::TokenKind::Word {
            return None;
        }
        let verb = block.hits[next].iter().any(|hit| matches!(hit.sense, Sense::Verb(..)) && hit.clitics.conjunction);
        if verb {
            return None;
        }
        let glued = block.hits[next]
            .iter()
            .find_map(|hit| hit.clitics.preposition)
            .filter(|_| !block.hits[next].iter().any(|hit| hit.clitics.preposition.is_none()));
        let letter = glued.map(|letter| letter.to_string());
        let (word, end) = letter.as_deref().map_or((&*token.norm, next + 1), |letter| (letter, next));
        let preposition = letter.is_some()
            || block.hits[next].iter().any(|hit| matches!(hit.sense, Sense::Function(isnad_pack::grammar::FunctionClass::Preposition)));
        let Some(found) = lexicon.step(node, word).filter(|_| preposition) else { continue };
        let cue = lexicon.senses(found).iter().find_map(|sense| if let Sense::Cue(id) = sense { Some(*id) } else { None });
        let plain = |id: &u32| {
            let class = context.pack.cues[*id as usize].class;
            !class.is_neutral() && !matches!(class, CueClass::Denial | CueClass::Doubt)
        };
        if let Some(id) = cue.filter(plain) {
            return Some(CueHit { start: next, end, id });
        }
    }
    None
}
