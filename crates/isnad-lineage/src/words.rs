//! The words of the articles as numbers: equal folded words, equal numbers.

use isnad_model::{Article, BlockKind};
use isnad_text::Span;
use isnad_text::token::{TokenKind, tokens};
use rustc_hash::FxHashMap;

/// One article as a row of word numbers with their places.
pub struct Words {
    /// Number of each word, in text order.
    pub ids: Vec<u32>,
    /// Where each word stands.
    pub spans: Vec<Span>,
    /// Whether it reads like a round-up or live blog.
    pub round_up: bool,
}

/// All articles' words, numbered together.
pub struct Texts {
    /// One row an article.
    pub rows: Vec<Words>,
    /// In how many articles each word number stands.
    pub document_frequency: Vec<u32>,
    /// Characters of each word.
    pub lengths: Vec<u8>,
}

/// Reads the prose of every article (all text where no block is known).
pub fn read(articles: &[&Article]) -> Texts {
    let mut numbers: FxHashMap<Box<str>, u32> = FxHashMap::default();
    let mut lengths = Vec::new();
    let mut document_frequency: Vec<u32> = Vec::new();
    let mut last_seen: Vec<u32> = Vec::new();
    let mut rows = Vec::with_capacity(articles.len());
    for (row, article) in articles.iter().enumerate() {
        let mut words = Words { ids: Vec::new(), spans: Vec::new(), round_up: is_round_up(article) };
        for span in prose(article) {
            for token in tokens(span.slice(&article.text), span.start) {
                if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                    continue;
                }
                let next = numbers.len() as u32;
                let id = match numbers.get(&token.norm) {
                    Some(&id) => id,
                    None => {
                        lengths.push(token.norm.chars().count().min(255) as u8);
                        document_frequency.push(0);
                        last_seen.push(u32::MAX);
                        numbers.insert(token.norm, next);
                        next
                    }
                };
                if last_seen[id as usize] != row as u32 {
                    last_seen[id as usize] = row as u32;
                    document_frequency[id as usize] += 1;
                }
                words.ids.push(id);
                words.spans.push(token.span);
            }
        }
        rows.push(words);
    }
    Texts { rows, document_frequency, lengths }
}

fn prose(article: &Article) -> Vec<Span> {
    let body: Vec<Span> = article.body().map(|block| block.span).collect();
    if body.is_empty() && article.blocks.is_empty() { vec![Span::new(0, article.text.len())] } else { body }
}

fn is_round_up(article: &Article) -> bool {
    article.blocks.iter().filter(|block| block.kind == BlockKind::LiveEntry).count() >= 4
}
