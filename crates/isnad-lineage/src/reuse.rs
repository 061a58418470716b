//! Copy edges over a growing shelf: a new article is held beside those that share a fingerprint with it, the others stay as they were.

use crate::CopyEdge;
use crate::direction::{edge, is_house_style};
use crate::fingerprint::Prints;
use crate::passage::{Run, is_telling, verify};
use crate::shelf::Shelf;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What has been found so far.
#[derive(Debug, Default)]
pub struct Reuse {
    prints: Prints,
    /// By places, smaller id first.
    found: FxHashMap<(u32, u32), Found>,
}

#[derive(Debug)]
struct Found {
    runs: Vec<Run>,
    edge: Arc<CopyEdge>,
    swapped: bool,
}

impl Reuse {
    /// Looks for the passages of new articles.
    pub fn add(&mut self, shelf: &Shelf, new: &[u32], hashes: &[u64]) {
        for pair in self.prints.add(shelf, new, hashes) {
            let seeds = self.prints.seeds(shelf, pair);
            let runs = verify(&shelf.words(pair.0).ids, &shelf.words(pair.1).ids, &seeds);
            if runs.is_empty() || is_house_style(shelf, pair, &runs) {
                self.found.remove(&pair);
                continue;
            }
            let edge = Arc::new(edge(shelf, pair, &runs));
            let swapped = edge.from != shelf.article(pair.0).id;
            self.found.insert(pair, Found { runs, edge, swapped });
        }
    }

    /// The edges with the places of their ends, ordered by the ids of both. Whether a short passage tells anything depends on how many
    /// articles use its words by now.
    pub fn edges(&self, shelf: &Shelf) -> Vec<(u32, u32, Arc<CopyEdge>)> {
        let telling = self.found.iter().filter(|((a, _), found)| is_telling(&shelf.words(*a).ids, &found.runs, &shelf.frequency));
        let directed = telling.map(|(&(a, b), found)| if found.swapped { (b, a, &found.edge) } else { (a, b, &found.edge) });
        let mut out: Vec<(u32, u32, Arc<CopyEdge>)> = directed.map(|(from, to, edge)| (from, to, edge.clone())).collect();
        out.sort_unstable_by_key(|&(from, to, _)| (shelf.rank(from), shelf.rank(to)));
        out
    }
}
