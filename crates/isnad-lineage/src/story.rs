//! Story clusters: articles joined by shared passages, and by rarer words the fewer days lie between them.
//!
//! Links are taken strongest first, and a link that would stretch a cluster over too many days is left out, so the result
//! depends on the set of articles only. A round-up joins the story it fits best and never glues two together.

use crate::likeness::Link;
use crate::shelf::Shelf;
use crate::{CopyEdge, Story};
use isnad_model::ids;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Longest stretch of days of one story.
const LONGEST: i64 = 14;
/// Thousandths of either text from which a shared passage links two articles.
const STRONG: u16 = 150;

/// The clusters, each article in exactly one. `names` keeps the ids that have been computed, by first article.
pub fn stories(shelf: &Shelf, edges: &[(u32, u32, Arc<CopyEdge>)], words: Vec<Link>, names: &mut FxHashMap<u32, Arc<str>>) -> Vec<Story> {
    let mut links: Vec<(u32, u32, u32, u32, u32)> = passage_links(edges)
        .chain(words)
        .map(|(strength, a, b)| (u32::MAX - strength, shelf.rank(a).min(shelf.rank(b)), shelf.rank(a).max(shelf.rank(b)), a, b))
        .collect();
    links.sort_unstable();
    let mut clusters = Clusters::new(shelf);
    for (_, _, _, a, b) in links {
        clusters.join(a, b);
    }
    let mut by_rank: Vec<u32> = vec![0; shelf.articles.len()];
    for (at, &rank) in shelf.rank.iter().enumerate() {
        by_rank[rank as usize] = at as u32;
    }
    // In the order of ids, so that a story stands where its first article does.
    let mut place: Vec<Option<usize>> = vec![None; shelf.articles.len()];
    let mut out: Vec<Story> = Vec::with_capacity(shelf.articles.len());
    for at in by_rank {
        let id = &shelf.article(at).id;
        let story = *place[clusters.find(at) as usize].get_or_insert_with(|| {
            let name = names.entry(at).or_insert_with(|| format!("s-{}", &ids::digest(&[id.as_str()])[..12]).into());
            out.push(Story { id: name.clone(), articles: Vec::new() });
            out.len() - 1
        });
        out[story].articles.push(id.clone());
    }
    out
}

fn passage_links(edges: &[(u32, u32, Arc<CopyEdge>)]) -> impl Iterator<Item = Link> {
    let share = |edge: &CopyEdge| edge.containment[0].max(edge.containment[1]);
    edges.iter().filter(move |(_, _, edge)| share(edge) >= STRONG).map(move |(a, b, edge)| (1000 + u32::from(share(edge)), *a, *b))
}

/// Union-find that knows the days each cluster spans.
struct Clusters {
    parent: Vec<u32>,
    days: Vec<Option<(i64, i64)>>,
    round_up: Vec<bool>,
    joined: Vec<bool>,
}

impl Clusters {
    fn new(shelf: &Shelf) -> Self {
        Clusters {
            parent: (0..shelf.articles.len() as u32).collect(),
            days: shelf.articles.iter().map(|one| one.day.map(|day| (day, day))).collect(),
            round_up: shelf.articles.iter().map(|one| one.words.round_up).collect(),
            joined: vec![false; shelf.articles.len()],
        }
    }

    fn find(&mut self, mut at: u32) -> u32 {
        while self.parent[at as usize] != at {
            self.parent[at as usize] = self.parent[self.parent[at as usize] as usize];
            at = self.parent[at as usize];
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let spent = |this: &Self, at: u32| this.round_up[at as usize] && this.joined[at as usize];
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
