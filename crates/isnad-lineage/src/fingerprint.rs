//! Candidate pairs: winnowed hashes of word k-grams in an inverted index.

use crate::shelf::Shelf;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;

/// Words in a fingerprint.
pub const GRAM: usize = 4;
/// Of every so many neighbouring fingerprints one is kept, so any shared run of `GRAM + WINDOW - 1` words is found.
pub const WINDOW: usize = 3;
/// A fingerprint in more articles than this pairs only neighbours: a stock phrase, or a text that everybody printed.
const COMMON: usize = 48;
/// How far apart neighbours may stand.
const REACH: usize = 2;

/// Places in two articles at which one fingerprint stands.
pub type Seed = (u32, u32);

/// Every article's fingerprints, and the articles of every fingerprint.
#[derive(Debug, Default)]
pub struct Prints {
    /// Of each article by hash, with the first place of each.
    of: Vec<Vec<(u64, u32)>>,
    /// Articles by fingerprint, in the order of ids.
    index: FxHashMap<u64, Group>,
}

/// The articles of one fingerprint. Most fingerprints stand in one only, and there are as many as words: a list each would weigh more
/// than the articles.
#[derive(Clone, Debug)]
enum Group {
    One(u32),
    Several(Vec<u32>),
}

impl Default for Group {
    fn default() -> Self {
        Group::Several(Vec::new())
    }
}

impl Group {
    fn of(members: Vec<u32>) -> Self {
        if let [one] = members[..] { Group::One(one) } else { Group::Several(members) }
    }

    fn members(&self) -> &[u32] {
        match self {
            Group::One(one) => std::slice::from_ref(one),
            Group::Several(all) => all,
        }
    }
}

impl Prints {
    /// Takes in new articles, and returns every pair (smaller id first) whose common fingerprints are other than before.
    pub fn add(&mut self, shelf: &Shelf, new: &[u32], hashes: &[u64]) -> Vec<(u32, u32)> {
        let mut fresh: Vec<(u64, u32)> = Vec::new();
        for &at in new {
            let mut prints = winnow(&shelf.words(at).ids, hashes);
            prints.sort_unstable();
            // One place an article is enough: verification extends from it.
            prints.dedup_by_key(|print| print.0);
            prints.shrink_to_fit();
            fresh.extend(prints.iter().map(|(hash, _)| (*hash, at)));
            self.of.push(prints);
        }
        fresh.sort_unstable();
        let mut out: FxHashSet<(u32, u32)> = FxHashSet::default();
        for new in fresh.chunk_by(|a, b| a.0 == b.0) {
            let held = self.index.entry(new[0].0).or_default();
            let new: Vec<u32> = new.iter().map(|(_, at)| *at).collect();
            let before = held.members();
            let mut group = [before, &new].concat();
            group.sort_unstable_by_key(|&at| shelf.rank(at));
            if group.len() <= COMMON {
                pairs_with(shelf, &group, &new, &mut out);
            } else {
                // The ranks of those that were there before may have moved, but not their order.
                let (old, now) = (paired(before), paired(&group));
                out.extend(old.symmetric_difference(&now));
            }
            *held = Group::of(group);
        }
        let mut out: Vec<(u32, u32)> = out.into_iter().collect();
        out.sort_unstable();
        out
    }

    /// The places at which two articles share a fingerprint that pairs them.
    pub fn seeds(&self, shelf: &Shelf, (a, b): (u32, u32)) -> Vec<Seed> {
        let (left, right) = (&self.of[a as usize], &self.of[b as usize]);
        let (mut i, mut j, mut out) = (0, 0, Vec::new());
        while let (Some(x), Some(y)) = (left.get(i), right.get(j)) {
            match x.0.cmp(&y.0) {
                Ordering::Less => i += 1,
                Ordering::Greater => j += 1,
                Ordering::Equal => {
                    if self.pairs(shelf, x.0, a, b) {
                        out.push((x.1, y.1));
                    }
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        out.sort_unstable();
        out
    }

    fn pairs(&self, shelf: &Shelf, hash: u64, a: u32, b: u32) -> bool {
        let group = self.index[&hash].members();
        let place = |at: u32| group.partition_point(|&other| shelf.rank(other) < shelf.rank(at));
        group.len() <= COMMON || place(a).abs_diff(place(b)) <= REACH
    }
}

/// Pairs of a new member of a group and any other.
fn pairs_with(shelf: &Shelf, group: &[u32], new: &[u32], out: &mut FxHashSet<(u32, u32)>) {
    for &a in new {
        for &b in group.iter().filter(|&&b| b != a) {
            out.insert(if shelf.rank(a) < shelf.rank(b) { (a, b) } else { (b, a) });
        }
    }
}

/// The pairs that a group makes.
fn paired(group: &[u32]) -> FxHashSet<(u32, u32)> {
    let reach = if group.len() > COMMON { REACH } else { group.len() };
    group.iter().enumerate().flat_map(|(i, &a)| group[i + 1..].iter().take(reach).map(move |&b| (a, b))).collect()
}

/// Winnowed fingerprints of a row of words (`words` holds the hash of each), with the position of their first word.
pub fn winnow(ids: &[u32], words: &[u64]) -> Vec<(u64, u32)> {
    let hashes: Vec<u64> = ids.windows(GRAM).map(|gram| hash(gram, words)).collect();
    let mut out: Vec<(u64, u32)> = Vec::with_capacity(hashes.len() / 2);
    let mut last = usize::MAX;
    for start in 0..(hashes.len() + 1).saturating_sub(WINDOW.min(hashes.len())) {
        let window = &hashes[start..(start + WINDOW).min(hashes.len())];
        let Some(at) = (0..window.len()).rev().min_by_key(|&i| window[i]).map(|i| start + i) else { continue };
        if at != last {
            out.push((hashes[at], at as u32));
            last = at;
        }
    }
    out
}

/// A mixing hash of a few words, by their own hashes: which article was read first does not show.
fn hash(gram: &[u32], words: &[u64]) -> u64 {
    gram.iter().fold(0x9E37_79B9_7F4A_7C15_u64, |hash, &word| {
        let mixed = (hash ^ words[word as usize]).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed ^ (mixed >> 29)
    })
}
