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
    /// Where `articles` stand, those that are shelved.
    pub fn places(&self, articles: &[&Article]) -> Vec<Option<u32>> {
        articles.iter().map(|article| self.places.get(&article.id).copied()).collect()
    }

    /// Whether all that is shelved is among `articles` (sorted by id), which stand at `places`, as it was; of some it is known.
    pub fn is_part_of(&self, articles: &[&Article], places: &[Option<u32>], known: &[bool]) -> bool {
        let same = |a: &Article, b: &Article| (&a.published_at, &a.outlet, &a.credits) == (&b.published_at, &b.outlet, &b.credits);
        let known = known.iter().copied().chain(std::iter::repeat(false));
        let held = |((one, place), known): ((&&Article, &Option<u32>), bool)| {
            place.is_some_and(|at| known || same(one, &self.articles[at as usize].article))
        };
        articles.iter().zip(places).zip(known).filter(|&one| held(one)).count() == self.articles.len()
    }

    /// Adds those of `articles` (sorted by id) that have no place yet, and returns their places.
    pub fn add(
        &mut self,
        articles: &[&Article],
        places: &mut [Option<u32>],
        vocabulary: &mut Vocabulary,
        read: &mut FxHashMap<ArticleId, Arc<Words>>,
    ) -> Vec<u32> {
        let mut new = Vec::new();
        for (article, place) in articles.iter().zip(places.iter_mut()).filter(|(_, place)| place.is_none()) {
            let words = read.entry(article.id.clone()).or_insert_with(|| Arc::new(vocabulary.read(article))).clone();
            self.frequency.resize(vocabulary.count(), 0);
            words.distinct.iter().for_each(|&word| self.frequency[word as usize] += 1);
            let at = self.articles.len() as u32;
            self.places.insert(article.id.clone(), at);
            self.articles.push(Shelved { article: Arc::new(without_text(article)), words, day: day(article) });
            *place = Some(at);
            new.push(at);
        }
        self.rank = vec![0; self.articles.len()];
        for (rank, place) in places.iter().enumerate() {
            if let Some(at) = place {
                self.rank[*at as usize] = rank as u32;
            }
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
