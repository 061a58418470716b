//! Candidate pairs: winnowed hashes of word k-grams in an inverted index.

use crate::words::Texts;
use rustc_hash::FxHashMap;

/// Words in a fingerprint.
pub const GRAM: usize = 4;
/// Of every so many neighbouring fingerprints one is kept, so any shared run of `GRAM + WINDOW - 1` words is found.
pub const WINDOW: usize = 3;
/// A fingerprint in more articles than this pairs only neighbours: a stock phrase, or a text that everybody printed.
const COMMON: usize = 48;

/// Two articles (row numbers, smaller first) and the places where a fingerprint of both stands.
pub struct Candidate {
    /// Row numbers.
    pub rows: (u32, u32),
    /// Word positions in both.
    pub seeds: Vec<(u32, u32)>,
}

/// Every pair of articles that share a fingerprint, in row order.
pub fn candidates(texts: &Texts) -> Vec<Candidate> {
    let mut postings: Vec<(u64, u32, u32)> = Vec::new();
    for (row, words) in texts.rows.iter().enumerate() {
        postings.extend(winnow(&words.ids, texts.hashes).into_iter().map(|(hash, at)| (hash, row as u32, at)));
    }
    postings.sort_unstable();
    let mut pairs: FxHashMap<(u32, u32), Vec<(u32, u32)>> = FxHashMap::default();
    for group in postings.chunk_by(|a, b| a.0 == b.0) {
        pair_up(group, &mut pairs);
    }
    let mut out: Vec<Candidate> = pairs.into_iter().map(|(rows, seeds)| Candidate { rows, seeds }).collect();
    out.sort_unstable_by_key(|candidate| candidate.rows);
    for candidate in &mut out {
        candidate.seeds.sort_unstable();
    }
    out
}

fn pair_up(group: &[(u64, u32, u32)], pairs: &mut FxHashMap<(u32, u32), Vec<(u32, u32)>>) {
    // One place an article is enough: verification extends from it.
    let mut firsts: Vec<(u32, u32)> = group.iter().map(|&(_, row, at)| (row, at)).collect();
    firsts.dedup_by_key(|place| place.0);
    let reach = if firsts.len() > COMMON { 2 } else { firsts.len() };
    for (i, &(a, at_a)) in firsts.iter().enumerate() {
        for &(b, at_b) in firsts[i + 1..].iter().take(reach) {
            pairs.entry((a, b)).or_default().push((at_a, at_b));
        }
    }
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
