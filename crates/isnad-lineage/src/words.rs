//! The words of the articles as numbers: equal folded words, equal numbers.

use isnad_model::{Article, ArticleId, BlockKind};
use isnad_text::Span;
use isnad_text::token::{TokenKind, tokens};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;
use std::sync::Arc;

/// One article as a row of word numbers with their places.
#[derive(Debug)]
pub struct Words {
    /// Number of each word, in text order.
    pub ids: Vec<u32>,
    /// Where each word stands.
    pub spans: Vec<Span>,
    /// Whether it reads like a round-up or live blog.
    pub round_up: bool,
}

/// Articles that were read before: an article's words do not change with its company, so they are read once.
///
/// Numbers are given in the order of reading; nothing that is derived depends on them, only on the words' own hashes.
#[derive(Debug, Default)]
pub struct Memory {
    numbers: FxHashMap<Box<str>, u32>,
    hashes: Vec<u64>,
    lengths: Vec<u8>,
    rows: FxHashMap<ArticleId, Arc<Words>>,
}

/// All articles' words, numbered together.
pub struct Texts<'m> {
    /// One row an article.
    pub rows: Vec<Arc<Words>>,
    /// In how many articles each word number stands.
    pub document_frequency: Vec<u32>,
    /// Characters of each word.
    pub lengths: &'m [u8],
    /// Hash of each word.
    pub hashes: &'m [u64],
}

impl Memory {
    /// The words of `articles`, of which only those not met before are read.
    pub fn read(&mut self, articles: &[&Article]) -> Texts<'_> {
        let rows: Vec<Arc<Words>> = articles.iter().map(|article| self.row(article)).collect();
        let mut document_frequency = vec![0; self.lengths.len()];
        let mut last_seen = vec![u32::MAX; self.lengths.len()];
        for (row, words) in rows.iter().enumerate() {
            for &id in &words.ids {
                if std::mem::replace(&mut last_seen[id as usize], row as u32) != row as u32 {
                    document_frequency[id as usize] += 1;
                }
            }
        }
        Texts { rows, document_frequency, lengths: &self.lengths, hashes: &self.hashes }
    }

    fn row(&mut self, article: &Article) -> Arc<Words> {
        if let Some(known) = self.rows.get(&article.id) {
            return known.clone();
        }
        let mut words = Words { ids: Vec::new(), spans: Vec::new(), round_up: is_round_up(article) };
        // All text where no block is known.
        for span in prose(article) {
            for token in tokens(span.slice(&article.text), span.start) {
                if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                    words.ids.push(self.number(token.norm));
                    words.spans.push(token.span);
                }
            }
        }
        let words = Arc::new(words);
        self.rows.insert(article.id.clone(), words.clone());
        words
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

fn prose(article: &Article) -> Vec<Span> {
    let body: Vec<Span> = article.body().map(|block| block.span).collect();
    if body.is_empty() && article.blocks.is_empty() { vec![Span::new(0, article.text.len())] } else { body }
}

fn is_round_up(article: &Article) -> bool {
    article.blocks.iter().filter(|block| block.kind == BlockKind::LiveEntry).count() >= 4
}
