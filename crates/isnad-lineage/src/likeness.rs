//! How alike articles are by their rarer words, over a growing shelf.
//!
//! The weight of a word is the square of its rarity in half octaves, a whole number: it changes only when the word has become half again
//! as frequent, and sums can be kept exactly while articles come in, whatever their order.

use crate::shelf::Shelf;
use crate::words::Vocabulary;
use rustc_hash::FxHashMap;

/// A word in more articles than this is no clue by itself.
const COMMON: u32 = 60;
/// Fewest such clues that two articles must share.
const CLUES: u32 = 3;
/// Likeness (cosine, in thousandths) from which two articles of so many days' distance tell one story.
pub const ALIKE: [u32; 4] = [170, 170, 190, 215];
/// The same where one of them has no date.
const ALIKE_UNDATED: u32 = 320;

/// A link between two places on the shelf, and how strong it is.
pub type Link = (u32, u32, u32);

/// What pairs of articles share.
#[derive(Debug, Default)]
pub struct Likeness {
    /// Half octaves in the number of articles.
    scale: u32,
    /// Articles of each word.
    postings: Vec<Vec<u32>>,
    /// Sum of the weights of each article's words.
    norms: Vec<u64>,
    pairs: Vec<Pair>,
    /// The pairs that each article is in.
    of: Vec<Vec<u32>>,
}

#[derive(Debug)]
struct Pair {
    a: u32,
    b: u32,
    /// Clues that both have.
    clues: u32,
    /// Sum of the weights of the words that both have.
    dot: u64,
    required: u32,
}

fn half_octaves(count: usize) -> u32 {
    (count.max(1) * count.max(1)).ilog2()
}

impl Likeness {
    /// Takes in new articles.
    pub fn add(&mut self, shelf: &Shelf, new: &[u32], vocabulary: &Vocabulary) {
        self.postings.resize(vocabulary.count(), Vec::new());
        let scale = half_octaves(shelf.articles.len());
        if scale != self.scale {
            // Every weight is another now.
            *self = Likeness { scale, postings: vec![Vec::new(); vocabulary.count()], ..Likeness::default() };
            let all: Vec<u32> = (0..shelf.articles.len() as u32).collect();
            return self.insert(shelf, &all, vocabulary);
        }
        self.reweigh(shelf, new, vocabulary);
        self.insert(shelf, new, vocabulary);
    }

    /// The weight of a word that so many articles use. One that a single article uses is shared by nobody.
    fn weight(&self, frequency: u32) -> u64 {
        let rarity = self.scale.saturating_sub(half_octaves(frequency as usize));
        if frequency < 2 { 0 } else { u64::from(rarity * rarity) }
    }

    /// Words that have become more frequent weigh less in the articles that were there before.
    fn reweigh(&mut self, shelf: &Shelf, new: &[u32], vocabulary: &Vocabulary) {
        let mut more: FxHashMap<u32, u32> = FxHashMap::default();
        for word in new.iter().flat_map(|&at| &shelf.words(at).distinct) {
            *more.entry(*word).or_default() += 1;
        }
        let mut has = vec![false; self.norms.len()];
        for (word, more) in more.into_iter().filter(|&(word, _)| vocabulary.is_clue(word)) {
            let now = shelf.frequency[word as usize];
            let (old, weight) = (self.weight(now - more), self.weight(now));
            let no_clue = now > COMMON && now - more <= COMMON;
            if old == weight && !no_clue {
                continue;
            }
            let articles = std::mem::take(&mut self.postings[word as usize]);
            articles.iter().for_each(|&at| has[at as usize] = true);
            for &at in &articles {
                self.norms[at as usize] = self.norms[at as usize] + weight - old;
                for &pair in &self.of[at as usize] {
                    let pair = &mut self.pairs[pair as usize];
                    if pair.a == at && has[pair.b as usize] {
                        pair.dot = pair.dot + weight - old;
                        pair.clues -= u32::from(no_clue);
                    }
                }
            }
            articles.iter().for_each(|&at| has[at as usize] = false);
            self.postings[word as usize] = articles;
        }
    }

    fn insert(&mut self, shelf: &Shelf, new: &[u32], vocabulary: &Vocabulary) {
        let mut clues: FxHashMap<u32, u32> = FxHashMap::default();
        for &at in new {
            let words: Vec<u32> = shelf.words(at).distinct.iter().copied().filter(|&word| vocabulary.is_clue(word)).collect();
            clues.clear();
            for &word in words.iter().filter(|&&word| shelf.frequency[word as usize] <= COMMON) {
                for &other in &self.postings[word as usize] {
                    *clues.entry(other).or_default() += 1;
                }
            }
            self.of.push(Vec::new());
            for (&other, &clues) in clues.iter().filter(|(_, clues)| **clues >= CLUES) {
                let days = (shelf.articles[at as usize].day, shelf.articles[other as usize].day);
                let Some(required) = required(days.0, days.1) else { continue };
                let common = common(&words, &shelf.words(other).distinct);
                let dot = common.map(|word| self.weight(shelf.frequency[word as usize])).sum();
                let number = self.pairs.len() as u32;
                self.of[at as usize].push(number);
                self.of[other as usize].push(number);
                self.pairs.push(Pair { a: at, b: other, clues, dot, required });
            }
            self.norms.push(words.iter().map(|&word| self.weight(shelf.frequency[word as usize])).sum());
            words.iter().for_each(|&word| self.postings[word as usize].push(at));
        }
    }

    /// Pairs of articles near in time whose rarer words agree; stronger is what exceeds by more what its distance in time asks for.
    pub fn links(&self, shelf: &Shelf) -> Vec<Link> {
        // The square of the cosine in thousandths, in whole numbers, is dot over norms; few pairs are worth the division.
        let dot = |pair: &Pair| u128::from(pair.dot) * u128::from(pair.dot) * 1_000_000;
        let norms = |pair: &Pair| u128::from(self.norms[pair.a as usize]) * u128::from(self.norms[pair.b as usize]);
        let score = |pair: &Pair| dot(pair).checked_div(norms(pair)).unwrap_or(0) as u64;
        let enough = |pair: &Pair| dot(pair) >= u128::from(pair.required * pair.required) * norms(pair).max(1);
        let strong = |pair: &&Pair| pair.clues >= CLUES && enough(pair);
        let link = |pair: &Pair| {
            let (a, b) = if shelf.rank(pair.a) < shelf.rank(pair.b) { (pair.a, pair.b) } else { (pair.b, pair.a) };
            (score(pair).isqrt() as u32 * ALIKE[0] / pair.required, a, b)
        };
        self.pairs.iter().filter(strong).map(link).collect()
    }
}

/// What stands in both sorted lists.
fn common<'a>(a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let mut j = 0;
    a.iter().copied().filter(move |&word| {
        while j < b.len() && b[j] < word {
            j += 1;
        }
        j < b.len() && b[j] == word
    })
}

/// The likeness that two days of publication ask for; nothing joins what lies too far apart.
fn required(a: Option<i64>, b: Option<i64>) -> Option<u32> {
    match (a, b) {
        (Some(a), Some(b)) => ALIKE.get((a - b).unsigned_abs() as usize).copied(),
        _ => Some(ALIKE_UNDATED),
    }
}
