//! Story clusters: articles joined by shared passages, and by rare words the fewer days lie between them.
//!
//! Links are taken strongest first, and a link that would stretch a cluster over too many days is left out, so the result
//! depends on the set of articles only. A round-up joins the story it fits best and never glues two together.

use crate::words::Texts;
use crate::{CopyEdge, Story};
use isnad_model::{Article, ArticleId, ids};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A word in more articles than this is no clue by itself.
const COMMON: u32 = 60;
/// Cosine of rare words, in thousandths, from which two articles of so many days' distance tell one story.
const ALIKE: [u32; 4] = [170, 170, 190, 215];
/// The same where one of them has no date.
const ALIKE_UNDATED: u32 = 320;
/// Longest stretch of days of one story.
const LONGEST: i64 = 14;

/// The clusters, each article in exactly one.
pub fn stories(articles: &[&Article], texts: &Texts, edges: &[Arc<CopyEdge>]) -> Vec<Story> {
    let mut links = passage_links(articles, edges);
    links.extend(word_links(articles, texts));
    links.sort_unstable_by(|x, y| y.0.cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut clusters = Clusters::new(articles, texts);
    for (_, a, b) in links {
        clusters.join(a, b);
    }
    let mut groups: FxHashMap<u32, Vec<ArticleId>> = FxHashMap::default();
    for (row, article) in articles.iter().enumerate() {
        groups.entry(clusters.find(row as u32)).or_default().push(article.id.clone());
    }
    let mut out: Vec<Story> =
        groups.into_values().map(|articles| Story { id: format!("s-{}", &ids::digest(&[articles[0].as_str()])[..12]), articles }).collect();
    out.sort_by(|x, y| x.articles.cmp(&y.articles));
    out
}

type Link = (u32, u32, u32);

fn passage_links(articles: &[&Article], edges: &[Arc<CopyEdge>]) -> Vec<Link> {
    let row = |id: &ArticleId| articles.binary_search_by(|article| article.id.cmp(id)).unwrap_or(0) as u32;
    let strong = |edge: &&Arc<CopyEdge>| edge.containment[0].max(edge.containment[1]) >= 150;
    edges
        .iter()
        .filter(strong)
        .map(|edge| (1000 + u32::from(edge.containment[0].max(edge.containment[1])), row(&edge.from), row(&edge.to)))
        .map(|(score, a, b)| (score, a.min(b), a.max(b)))
        .collect()
}

/// Pairs of articles near in time whose rare words agree.
fn word_links(articles: &[&Article], texts: &Texts) -> Vec<Link> {
    let total = articles.len() as f64;
    let weight = |word: u32| {
        let df = f64::from(texts.document_frequency[word as usize]);
        if texts.lengths[word as usize] < 3 || df < 2.0 { 0.0 } else { ((total + 1.0) / df).ln().powi(2) }
    };
    let rows: Vec<Vec<u32>> = texts
        .rows
        .iter()
        .map(|row| {
            let mut ids: Vec<u32> = row.ids.iter().copied().filter(|&word| weight(word) > 0.0).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        })
        .collect();
    let norms: Vec<f64> = rows.iter().map(|row| row.iter().map(|&word| weight(word)).sum::<f64>().max(1e-9)).collect();
    let mut postings: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (row, ids) in rows.iter().enumerate() {
        for &word in ids.iter().filter(|&&word| texts.document_frequency[word as usize] <= COMMON) {
            postings.entry(word).or_default().push(row as u32);
        }
    }
    let days: Vec<Option<i64>> = articles.iter().map(|article| day(article)).collect();
    let mut out = Vec::new();
    let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
    for (row, ids) in rows.iter().enumerate() {
        shared.clear();
        for word in ids {
            for &other in postings.get(word).into_iter().flatten().filter(|&&other| other > row as u32) {
                if required(days[row], days[other as usize]).is_some() {
                    *shared.entry(other).or_default() += 1;
                }
            }
        }
        for (&other, _) in shared.iter().filter(|(_, count)| **count >= 3) {
            let dot = common(ids, &rows[other as usize]).map(weight).sum::<f64>();
            let cosine = dot / (norms[row] * norms[other as usize]).sqrt();
            let score = (cosine * 1000.0).round() as u32;
            if let Some(required) = required(days[row], days[other as usize]).filter(|required| score >= *required) {
                // Stronger is what exceeds by more what its distance in time asks for.
                out.push((score * ALIKE[0] / required, row as u32, other));
            }
        }
    }
    out
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

fn day(article: &Article) -> Option<i64> {
    let epoch = Date::constant(1970, 1, 1);
    let date = article.published_at?.date();
    date.since(epoch).ok().map(|span| i64::from(span.get_days()))
}

/// Union-find that knows the days each cluster spans.
struct Clusters {
    parent: Vec<u32>,
    days: Vec<Option<(i64, i64)>>,
    round_up: Vec<bool>,
    joined: Vec<bool>,
}

impl Clusters {
    fn new(articles: &[&Article], texts: &Texts) -> Self {
        Clusters {
            parent: (0..articles.len() as u32).collect(),
            days: articles.iter().map(|article| day(article).map(|day| (day, day))).collect(),
            round_up: texts.rows.iter().map(|row| row.round_up).collect(),
            joined: vec![false; articles.len()],
        }
    }

    fn find(&mut self, mut row: u32) -> u32 {
        while self.parent[row as usize] != row {
            self.parent[row as usize] = self.parent[self.parent[row as usize] as usize];
            row = self.parent[row as usize];
        }
        row
    }

    fn join(&mut self, a: u32, b: u32) {
        let spent = |this: &Self, row: u32| this.round_up[row as usize] && this.joined[row as usize];
        if spent(self, a) || spent(self, b) {
            return;
        }
        let (x, y) = (self.find(a), self.find(b));
        let days = match (self.days[x as usize], self.days[y as usize]) {
            (Some(p), Some(q)) => Some((p.0.min(q.0), p.1.max(q.1))),
            (p, q) => p.or(q),
        };
        if x == y || days.is_some_and(|(first, last)| last - first > LONGEST) {
            return;
        }
        let (root, leaf) = (x.min(y), x.max(y));
        self.parent[leaf as usize] = root;
        self.days[root as usize] = days;
        self.joined[a as usize] = true;
        self.joined[b as usize] = true;
    }
}
