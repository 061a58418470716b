//! The words of an article as numbers: equal folded words, equal numbers.

use isnad_model::{Article, BlockKind};
use isnad_text::Span;
use isnad_text::token::{TokenKind, tokens};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

/// One article as a row of word numbers with their places.
#[derive(Debug)]
pub struct Words {
    /// Number of each word, in text order.
    pub ids: Vec<u32>,
    /// Where each word stands.
    pub spans: Vec<Span>,
    /// Each word once, ascending.
    pub distinct: Vec<u32>,
    /// Whether it reads like a round-up or live blog.
    pub round_up: bool,
}

/// Every word met so far.
///
/// Numbers are given in the order of reading; nothing that is derived depends on them, only on the words' own hashes.
#[derive(Debug, Default)]
pub struct Vocabulary {
    numbers: FxHashMap<Box<str>, u32>,
    hashes: Vec<u64>,
    lengths: Vec<u8>,
}

impl Vocabulary {
    /// The words of `article`.
    pub fn read(&mut self, article: &Article) -> Words {
        let mut words = Words { ids: Vec::new(), spans: Vec::new(), distinct: Vec::new(), round_up: is_round_up(article) };
        for span in prose(article) {
            for token in tokens(span.slice(&article.text), span.start) {
                if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                    words.ids.push(self.number(token.norm));
                    words.spans.push(token.span);
                }
            }
        }
        words.distinct = words.ids.clone();
        words.distinct.sort_unstable();
        words.distinct.dedup();
        words.ids.shrink_to_fit();
        words.spans.shrink_to_fit();
        words.distinct.shrink_to_fit();
        words
    }

    /// Hash of each word.
    pub fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// Whether a word is long enough to be a clue.
    pub fn is_clue(&self, word: u32) -> bool {
        self.lengths[word as usize] >= 3
    }

    /// How many words there are.
    pub fn count(&self) -> usize {
        self.lengths.len()
    }

    fn number(&mut self, norm: Box<str>) -> u32 {
        if let Some(&known) = self.numbers.get(&norm) {
            return known;
        }
        let next = self.lengths.len() as u32;
        self.lengths.push(norm.chars().count().min(255) as u8);
        self.hashes.push(FxBuildHasher.hash_one(&*norm));
        self.numbers.insert(norm, next);
        next
    }
}

/// The body, or all text where no block is known.
fn prose(article: &Article) -> Vec<Span> {
    let body: Vec<Span> = article.body().map(|block| block.span).collect();
    if body.is_empty() && article.blocks.is_empty() { vec![Span::new(0, article.text.len())] } else { body }
}

fn is_round_up(article: &Article) -> bool {
    article.blocks.iter().filter(|block| block.kind == BlockKind::LiveEntry).count() >= 4
}
