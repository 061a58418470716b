//! Verification: from a shared fingerprint outwards, word by word, over small edits.

use crate::fingerprint::Seed;

/// Fewest agreeing words of a passage.
const SHORTEST: usize = 8;
/// Fewest agreeing words of all passages of an edge.
const FEWEST: usize = 10;
/// A word in no more articles than this is rare.
const RARE: u32 = 12;
/// Words that an edit may replace, insert or drop inside a passage.
const GAP: usize = 4;

/// A shared run: word ranges on both sides, ends exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// In the first row.
    pub a: (usize, usize),
    /// In the second row.
    pub b: (usize, usize),
    /// Words that agree.
    pub words: usize,
}

/// The passages that two rows of words share around `seeds`, or none when they are too short to tell anything. They overlap on neither
/// side and stand in the order of the first row.
pub fn verify(left: &[u32], right: &[u32], seeds: &[Seed]) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    for &(i, j) in seeds {
        let (i, j) = (i as usize, j as usize);
        let known = found.iter().any(|run| inside(run.a, i) && inside(run.b, j));
        if !known && let Some(run) = extend(left, right, i, j) {
            found.push(run);
        }
    }
    let runs = disjoint(found);
    if words(&runs) >= FEWEST { runs } else { Vec::new() }
}

/// Words that agree.
pub fn words(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.words).sum()
}

/// Whether passages are reuse: long ones, or such as hold a word that few articles use.
pub fn is_telling(left: &[u32], runs: &[Run], frequency: &[u32]) -> bool {
    let rare = || runs.iter().any(|run| left[run.a.0..run.a.1].iter().any(|&word| frequency[word as usize] <= RARE));
    words(runs) >= 2 * SHORTEST || rare()
}

fn inside(range: (usize, usize), at: usize) -> bool {
    range.0 <= at && at < range.1
}

fn extend(left: &[u32], right: &[u32], i: usize, j: usize) -> Option<Run> {
    if left.get(i) != right.get(j) {
        return None;
    }
    let forward = walk(&|step| left.get(i + step).copied(), &|step| right.get(j + step).copied());
    let backward = walk(&|step| i.checked_sub(step + 1).map(|at| left[at]), &|step| j.checked_sub(step + 1).map(|at| right[at]));
    let words = forward.2 + backward.2;
    let run = Run { a: (i - backward.0, i + forward.0), b: (j - backward.1, j + forward.1), words };
    let longest = (run.a.1 - run.a.0).max(run.b.1 - run.b.0);
    (words >= SHORTEST && words * 2 >= longest).then_some(run)
}

/// Steps taken on both sides, and how many words agreed, until the texts part for good.
fn walk(left: &dyn Fn(usize) -> Option<u32>, right: &dyn Fn(usize) -> Option<u32>) -> (usize, usize, usize) {
    let (mut i, mut j, mut words) = (0, 0, 0);
    let mut end = (0, 0);
    loop {
        match (left(i), right(j)) {
            (Some(a), Some(b)) if a == b => {
                i += 1;
                j += 1;
                words += 1;
                end = (i, j);
            }
            (None, _) | (_, None) => break,
            _ => match resume(left, right, i, j) {
                Some((di, dj)) => {
                    i += di;
                    j += dj;
                }
                None => break,
            },
        }
    }
    (end.0, end.1, words)
}

/// The smallest skip after which two words agree again on both sides.
fn resume(left: &dyn Fn(usize) -> Option<u32>, right: &dyn Fn(usize) -> Option<u32>, i: usize, j: usize) -> Option<(usize, usize)> {
    for total in 1..=2 * GAP {
        for di in total.saturating_sub(GAP)..=total.min(GAP) {
            let dj = total - di;
            let agree = |step: usize| left(i + di + step).is_some() && left(i + di + step) == right(j + dj + step);
            if agree(0) && agree(1) {
                return Some((di, dj));
            }
        }
    }
    None
}

/// The longest runs that overlap no longer one on either side.
fn disjoint(mut found: Vec<Run>) -> Vec<Run> {
    found.sort_by(|x, y| y.words.cmp(&x.words).then(x.cmp(y)));
    found.dedup();
    let mut kept: Vec<Run> = Vec::new();
    for run in found {
        let apart = |x: (usize, usize), y: (usize, usize)| x.1 <= y.0 || y.1 <= x.0;
        if kept.iter().all(|other| apart(run.a, other.a) && apart(run.b, other.b)) {
            kept.push(run);
        }
    }
    kept.sort();
    kept
}
