//! Stems of the words that stand around something: what tells in which sense it is meant. Names of people, bodies, places and peoples are left
//! out, so that nothing is learned of any side.

use crate::context::BlockText;
use crate::lookup::Hit;
use crate::sentence::Sentence;
use isnad_pack::{Pack, Sense};
use isnad_text::token::TokenKind;
use std::ops::Range;

/// As many words before a trigger and behind it tell in which sense it stands: `أدانت المحكمة المتهم`.
pub(crate) const NEAR: usize = 5;

/// Fewer tell nothing: a headline stands by its grammar alone.
pub(crate) const FEWEST: usize = 5;

/// Most words of a name.
const LONGEST_NAME: usize = 6;

fn is_word(sentence: &Sentence<'_, '_>, token: usize) -> bool {
    sentence.block.tokens[token].kind == TokenKind::Word
}

/// The stem of a word of a block that is none of a name.
fn stem_of<'b>(pack: &Pack, block: &'b BlockText, token: usize) -> Option<&'b str> {
    let name = |hit: &Hit| {
        matches!(hit.sense, Sense::Entity(_) | Sense::Place(_) | Sense::Country(_) | Sense::Nationality(_) | Sense::Capital(_) | Sense::Label(_))
    };
    let norm = &*block.tokens[token].norm;
    // A word within a name of several is one of it: `الأمم المتحدة`.
    let covers = |back: usize| token >= back && block.hits[token - back].iter().any(|hit| name(hit) && hit.len > back);
    let common = !(0..LONGEST_NAME).any(covers) && !pack.name_words.contains_key(norm);
    common.then(|| isnad_text::stem::light(norm))
}

/// The stem of a word that is none of a name.
pub(crate) fn stem<'s>(sentence: &'s Sentence<'_, '_>, token: usize) -> Option<&'s str> {
    stem_of(sentence.context.pack, sentence.block, token)
}

/// The stems of the words of a range of tokens, nothing where a name stands.
pub(crate) fn stems<'b>(pack: &'b Pack, block: &'b BlockText, range: Range<usize>) -> impl Iterator<Item = Option<&'b str>> {
    range.filter(|token| block.tokens[*token].kind == TokenKind::Word).map(|token| stem_of(pack, block, token))
}

/// Of up to `most` words on each side of the item at `at`.
pub(crate) fn around<'s>(sentence: &'s Sentence<'_, '_>, at: usize, most: usize) -> impl Iterator<Item = &'s str> {
    before(sentence, at, most).chain(behind(sentence, at, most)).filter_map(|i| stem(sentence, i))
}

/// The word of `sentence` at a token, where it is none of a name.
pub(crate) fn common<'s>(sentence: &'s Sentence<'_, '_>, token: usize) -> Option<&'s str> {
    stem(sentence, token).map(|_| &*sentence.block.tokens[token].norm)
}

/// Up to `most` tokens of words before the item at `at`, nearest first.
pub(crate) fn before(sentence: &Sentence<'_, '_>, at: usize, most: usize) -> impl Iterator<Item = usize> {
    let start = sentence.items[at].start;
    (sentence.range.start..start).rev().filter(|i| is_word(sentence, *i)).take(most)
}

/// Up to `most` tokens of words behind the first of the item at `at`.
pub(crate) fn behind(sentence: &Sentence<'_, '_>, at: usize, most: usize) -> impl Iterator<Item = usize> {
    (sentence.items[at].start + 1..sentence.range.end).filter(|i| is_word(sentence, *i)).take(most)
}
