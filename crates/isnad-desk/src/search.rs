//! Words of articles, folded, and the articles they stand in.

use isnad_engine::extract::Extracted;
use isnad_model::BlockKind;
use isnad_text::token::{TokenKind, tokens};
use std::collections::BTreeMap;
use std::ops::Bound;

/// Words that one question may hold.
const MOST_WORDS: usize = 12;
/// Different words that the beginning of one may stand for.
const MOST_FORMS: usize = 400;
/// The article, and the conjunctions and prepositions that are written to a word.
const PREFIXES: [&str; 12] = ["وال", "فال", "بال", "كال", "ولل", "ال", "لل", "و", "ف", "ب", "ل", "ك"];

/// Which articles hold which words.
pub struct Index {
    postings: BTreeMap<Box<str>, Vec<u32>>,
}

impl Index {
    /// Reads every article once; boilerplate is left out.
    pub fn of(articles: &[Extracted]) -> Self {
        let mut index = Index { postings: BTreeMap::new() };
        for (at, one) in articles.iter().enumerate() {
            let blocks = one.article.blocks.iter().filter(|block| block.kind != BlockKind::Boilerplate);
            blocks.for_each(|block| index.add(at as u32, block.span.slice(&one.article.text)));
        }
        index
    }

    /// Which of `texts` hold which words.
    pub fn of_texts(texts: impl Iterator<Item = String>) -> Self {
        let mut index = Index { postings: BTreeMap::new() };
        texts.enumerate().for_each(|(at, text)| index.add(at as u32, &text));
        index
    }

    fn add(&mut self, at: u32, text: &str) {
        for word in words(text) {
            let list = self.postings.entry(word).or_default();
            if list.last() != Some(&at) {
                list.push(at);
            }
        }
    }

    /// Articles that hold every word of `question` (each may be the beginning of a word), by their place in the source.
    pub fn find(&self, question: &str) -> Vec<u32> {
        let mut found: Option<Vec<u32>> = None;
        for word in words(question).take(MOST_WORDS) {
            let mut here: Vec<u32> = self.forms(&word).flatten().copied().collect();
            here.sort_unstable();
            here.dedup();
            found = Some(match found {
                None => here,
                Some(before) => before.into_iter().filter(|at| here.binary_search(at).is_ok()).collect(),
            });
        }
        found.unwrap_or_default()
    }

    fn forms<'a>(&'a self, word: &str) -> impl Iterator<Item = &'a Vec<u32>> {
        let start = word.to_owned();
        let whole = (Bound::Included(Box::from(word)), Bound::Unbounded);
        self.postings.range::<Box<str>, _>(whole).take_while(move |(key, _)| key.starts_with(&start)).take(MOST_FORMS).map(|(_, list)| list)
    }
}

/// Folded words of `text` without what is written to their front.
fn words(text: &str) -> impl Iterator<Item = Box<str>> {
    tokens(text, 0).into_iter().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number)).map(|token| stem(&token.norm))
}

fn stem(word: &str) -> Box<str> {
    let prefix = PREFIXES.iter().find(|prefix| word.strip_prefix(**prefix).is_some_and(|rest| rest.chars().count() >= 3));
    prefix.and_then(|prefix| word.strip_prefix(prefix)).unwrap_or(word).to_lowercase().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(question: &str, text: &str) -> bool {
        Index::of_texts(std::iter::once(text.to_owned())).find(question) == [0]
    }

    #[test]
    fn words_are_found_whatever_is_written_to_their_front() {
        assert!(matches("حمص", "انسحب الجيش من وحمص القديمة"));
        assert!(matches("القوات", "بقوات كبيرة"));
        assert!(matches("homs", "Army leaves Homs"));
        assert!(!matches("حلب", "انسحب الجيش من حمص"));
        assert!(!matches("", "text") && !matches("،،", "text"));
    }
}
