//! Words of articles, folded, and the articles they stand in.

use isnad_engine::extract::Extracted;
use isnad_model::{ArticleId, BlockKind};
use isnad_text::token::{TokenKind, tokens};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Words that one question may hold.
const MOST_WORDS: usize = 12;
/// Different words that the beginning of one may stand for.
const MOST_FORMS: usize = 400;
/// The article, and the conjunctions and prepositions that are written to a word.
const PREFIXES: [&str; 12] = ["وال", "فال", "بال", "كال", "ولل", "ال", "لل", "و", "ف", "ب", "ل", "ك"];

/// Which articles hold which words. What comes in later stands in parts of its own, put together as they grow, so that an article more
/// costs little and a question is put to few parts.
#[derive(Default)]
pub struct Articles {
    parts: Vec<Arc<Part>>,
}

struct Part {
    index: Index,
    /// The articles that the index has by number.
    articles: Vec<ArticleId>,
}

impl Articles {
    /// The words of `articles`; those whose words `before` has are not read again.
    pub fn of(articles: &[Arc<Extracted>], before: &Articles) -> Articles {
        let by_id: HashMap<&ArticleId, &Arc<Extracted>> = articles.iter().map(|one| (&one.article.id, one)).collect();
        // A part with an article that is there no more is not kept.
        let mut parts: Vec<Arc<Part>> = before.parts.iter().filter(|part| part.articles.iter().all(|id| by_id.contains_key(id))).cloned().collect();
        let known: HashSet<&ArticleId> = parts.iter().flat_map(|part| &part.articles).collect();
        let mut new: Vec<&Extracted> = by_id.iter().filter(|(id, _)| !known.contains(*id)).map(|(_, one)| one.as_ref()).collect();
        if new.is_empty() {
            return Articles { parts };
        }
        while let Some(small) = parts.pop_if(|part| part.articles.len() < 2 * new.len()) {
            new.extend(small.articles.iter().filter_map(|id| by_id.get(id).map(|one| one.as_ref())));
        }
        new.sort_by(|a, b| a.article.id.cmp(&b.article.id));
        parts.push(Arc::new(Part { index: Index::of(&new), articles: new.iter().map(|one| one.article.id.clone()).collect() }));
        Articles { parts }
    }

    /// Articles that hold every word of `question`, in the order of their ids.
    pub fn find(&self, question: &str) -> Vec<&ArticleId> {
        let of_part = |part: &'_ Arc<Part>| part.index.find(question);
        let mut found: Vec<&ArticleId> = self.parts.iter().flat_map(|part| of_part(part).into_iter().map(|at| &part.articles[at as usize])).collect();
        found.sort();
        found
    }
}

/// Which texts hold which words. Words lie one behind the other in their order, and so do their texts: a large collection has many.
#[derive(Default)]
pub struct Index {
    words: String,
    /// Where each word ends in `words`, and where its texts end in `texts`.
    ends: Vec<(u32, u32)>,
    texts: Vec<u32>,
}

impl Index {
    /// Reads every article once; boilerplate is left out.
    fn of(articles: &[&Extracted]) -> Self {
        let mut postings = Postings::new();
        for (at, one) in articles.iter().enumerate() {
            let blocks = one.article.blocks.iter().filter(|block| block.kind != BlockKind::Boilerplate);
            blocks.for_each(|block| add(&mut postings, at as u32, block.span.slice(&one.article.text)));
        }
        Index::packed(postings)
    }

    /// Which of `texts` hold which words.
    pub fn of_texts(texts: impl Iterator<Item = String>) -> Self {
        let mut postings = Postings::new();
        texts.enumerate().for_each(|(at, text)| add(&mut postings, at as u32, &text));
        Index::packed(postings)
    }

    fn packed(postings: Postings) -> Self {
        let mut index = Index::default();
        index.words.reserve_exact(postings.keys().map(|word| word.len()).sum());
        index.texts.reserve_exact(postings.values().map(Vec::len).sum());
        index.ends.reserve_exact(postings.len());
        for (word, texts) in postings {
            index.words.push_str(&word);
            index.texts.extend(texts);
            index.ends.push((index.words.len() as u32, index.texts.len() as u32));
        }
        index
    }

    /// Texts that hold every word of `question` (each may be the beginning of a word), by their place in the source.
    pub fn find(&self, question: &str) -> Vec<u32> {
        self.find_through(question, |at, out| out.push(at))
    }

    /// What belongs to texts that hold the words of `question`: for every word, something of it must. `of` tells what belongs to a text.
    pub fn find_through(&self, question: &str, of: impl Fn(u32, &mut Vec<u32>)) -> Vec<u32> {
        let mut found: Option<Vec<u32>> = None;
        for word in words(question).take(MOST_WORDS) {
            let mut here = Vec::new();
            self.forms(&word).flatten().for_each(|&at| of(at, &mut here));
            here.sort_unstable();
            here.dedup();
            found = Some(match found {
                None => here,
                Some(before) => before.into_iter().filter(|at| here.binary_search(at).is_ok()).collect(),
            });
        }
        found.unwrap_or_default()
    }

    /// The texts of every word that begins with `word`.
    fn forms<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a [u32]> {
        let first = self.first_from(word);
        (first..self.ends.len()).take_while(move |&at| self.word(at).starts_with(word)).take(MOST_FORMS).map(|at| self.texts_of(at))
    }

    /// The first word that is not before `word`.
    fn first_from(&self, word: &str) -> usize {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.word(middle) < word { low = middle + 1 } else { high = middle }
        }
        low
    }

    fn start(&self, at: usize) -> (usize, usize) {
        at.checked_sub(1).map_or((0, 0), |before| (self.ends[before].0 as usize, self.ends[before].1 as usize))
    }

    fn word(&self, at: usize) -> &str {
        &self.words[self.start(at).0..self.ends[at].0 as usize]
    }

    fn texts_of(&self, at: usize) -> &[u32] {
        &self.texts[self.start(at).1..self.ends[at].1 as usize]
    }
}

/// Texts by word while an index is made.
type Postings = BTreeMap<Box<str>, Vec<u32>>;

fn add(postings: &mut Postings, at: u32, text: &str) {
    for word in words(text) {
        let list = postings.entry(word).or_default();
        if list.last() != Some(&at) {
            list.push(at);
        }
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
    use isnad_engine::Engine;
    use isnad_engine::record::Collection;

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

    #[test]
    fn an_index_that_grows_finds_what_one_made_at_once_finds() {
        let (engine, _) = Engine::new(None);
        let folder = tempfile::tempdir().unwrap();
        let line =
            |n: usize| serde_json::json!({"id": n, "text": format!("خبر {n} عن {}", if n.is_multiple_of(3) { "حمص" } else { "حماة" })}).to_string();
        std::fs::write(folder.path().join("a.jsonl"), (0..60).map(line).collect::<Vec<_>>().join("\n")).unwrap();
        let Collection { articles, .. } = engine.collect(&[folder.path().to_string_lossy().into_owned()], |_| {});
        let at_once = Articles::of(&articles, &Articles::default());
        let mut grown = Articles::default();
        for count in (0..=articles.len()).filter(|count| count % 7 < 2 || *count == articles.len()) {
            grown = Articles::of(&articles[..count], &grown);
        }
        assert_eq!((at_once.parts.len(), grown.find("حمص").len()), (1, 20));
        assert!(grown.parts.len() > 1 && grown.parts.len() < 8, "{} parts", grown.parts.len());
        for question in ["حمص", "خبر", "حماة 7", "حلب"] {
            assert_eq!(grown.find(question), at_once.find(question), "{question}");
        }
        let fewer = Articles::of(&articles[..30], &grown);
        assert_eq!(fewer.find("خبر").len(), 30, "what left is not found");
    }
}
