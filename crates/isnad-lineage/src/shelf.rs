//! The articles that lineage has been made over, in the order in which they came, and in how many of them each word stands.

use crate::words::{Vocabulary, Words};
use isnad_model::{Article, ArticleId};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// One article on the shelf. Its place there never changes.
#[derive(Debug)]
pub struct Shelved {
    /// What it is.
    pub article: Arc<Article>,
    /// Its words.
    pub words: Arc<Words>,
    /// Day of publication, since 1970-01-01.
    pub day: Option<i64>,
}

/// Articles by place.
#[derive(Debug, Default)]
pub struct Shelf {
    /// In the order in which they came.
    pub articles: Vec<Shelved>,
    places: FxHashMap<ArticleId, u32>,
    /// Where each stands in the order of ids.
    pub rank: Vec<u32>,
    /// In how many articles each word stands.
    pub frequency: Vec<u32>,
}

impl Shelf {
    /// Whether all that is shelved is among `articles` (sorted by id) as it was.
    pub fn is_part_of(&self, articles: &[&Article]) -> bool {
        let same = |a: &Article, b: &Article| (&a.published_at, &a.outlet, &a.credits) == (&b.published_at, &b.outlet, &b.credits);
        let held = |one: &&Article| self.places.get(&one.id).is_some_and(|&at| same(one, &self.articles[at as usize].article));
        articles.iter().filter(|one| held(one)).count() == self.articles.len()
    }

    /// Adds those of `articles` (sorted by id) that are not there yet, and returns their places.
    pub fn add(&mut self, articles: &[&Article], vocabulary: &mut Vocabulary, read: &mut FxHashMap<ArticleId, Arc<Words>>) -> Vec<u32> {
        let mut new = Vec::new();
        for article in articles.iter().filter(|article| !self.places.contains_key(&article.id)).collect::<Vec<_>>() {
            let words = read.entry(article.id.clone()).or_insert_with(|| Arc::new(vocabulary.read(article))).clone();
            self.frequency.resize(vocabulary.count(), 0);
            words.distinct.iter().for_each(|&word| self.frequency[word as usize] += 1);
            let at = self.articles.len() as u32;
            self.places.insert(article.id.clone(), at);
            self.articles.push(Shelved { article: Arc::new(without_text(article)), words, day: day(article) });
            new.push(at);
        }
        self.rank = vec![0; self.articles.len()];
        for (rank, article) in articles.iter().enumerate() {
            self.rank[self.places[&article.id] as usize] = rank as u32;
        }
        new
    }

    /// The words of an article.
    pub fn words(&self, at: u32) -> &Words {
        &self.articles[at as usize].words
    }

    /// The article at a place.
    pub fn article(&self, at: u32) -> &Article {
        &self.articles[at as usize].article
    }

    /// Where an article stands in the order of ids.
    pub fn rank(&self, at: u32) -> u32 {
        self.rank[at as usize]
    }
}

/// What of an article tells who copied whom; its blocks have been read.
fn without_text(article: &Article) -> Article {
    Article { blocks: Vec::new(), raw: Vec::new(), ..article.clone() }
}

fn day(article: &Article) -> Option<i64> {
    let epoch = Date::constant(1970, 1, 1);
    let date = article.published_at?.date();
    date.since(epoch).ok().map(|span| i64::from(span.get_days()))
}
