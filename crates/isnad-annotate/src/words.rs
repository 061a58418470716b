//! Stems of the words that stand around something: what tells in which sense it is meant. Names of people, bodies, places and peoples are left
//! out, so that nothing is learned of any side.

use crate::lookup::Hit;
use crate::sentence::Sentence;
use isnad_pack::Sense;
use isnad_text::token::TokenKind;

fn is_word(sentence: &Sentence<'_, '_>, token: usize) -> bool {
    sentence.block.tokens[token].kind == TokenKind::Word
}

fn stem<'s>(sentence: &'s Sentence<'_, '_>, token: usize) -> Option<&'s str> {
    let name = |hit: &Hit| {
        matches!(hit.sense, Sense::Entity(_) | Sense::Place(_) | Sense::Country(_) | Sense::Nationality(_) | Sense::Capital(_) | Sense::Label(_))
    };
    let norm = &*sentence.block.tokens[token].norm;
    let common = !sentence.block.hits[token].iter().any(name) && !sentence.context.pack.name_words.contains_key(norm);
    common.then(|| isnad_text::stem::light(norm))
}

/// Of up to `most` words on each side of the item at `at`.
pub(crate) fn around<'s>(sentence: &'s Sentence<'_, '_>, at: usize, most: usize) -> impl Iterator<Item = &'s str> {
    let start = sentence.items[at].start;
    let before = (sentence.range.start..start).rev().filter(|i| is_word(sentence, *i)).take(most);
    let after = (start + 1..sentence.range.end).filter(|i| is_word(sentence, *i)).take(most);
    before.chain(after).filter_map(|i| stem(sentence, i))
}
