//! `cargo xtask vectors`: what words stand for, learned from articles without labels.
//!
//! Stems that stand near one another are counted (the nearer, the more); how much oftener than by chance two do (positive pointwise mutual
//! information, with the chance of rare words raised as by Levy, Goldberg and Dagan 2015) makes a symmetric matrix, whose first eigenvectors
//! are the numbers of the stems. Names are left out, and so are the articles of batches that are a check.

use crate::{Outcome, blind, news, workspace};
use isnad_engine::Engine;
use isnad_pack::vectors::{DIMENSIONS, digits};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

/// Files of articles in the evaluation folder.
const TEXTS: [&str; 2] = ["news-2018.jsonl.gz", "news-more.jsonl.gz"];
/// A rarer stem has no vector.
const FEWEST: usize = 20;
/// How far apart two stems stand near one another.
const WINDOW: usize = 5;
/// The chance of a word is its share to this power: rare words are not held to be telling.
const CHANCE: f64 = 0.75;
/// A stem that stands as often as this weighs half.
const COMMON: f64 = 2000.0;
/// More eigenvectors are sought than kept: the last ones are the least sure.
const SOUGHT: usize = DIMENSIONS + 8;
const ROUNDS: usize = 20;

/// Learns and writes `packs/lang/ar/choice/vectors.tsv`.
///
/// # Errors
/// When an input cannot be read or the table not written.
pub fn run(arguments: &[String]) -> Outcome {
    let Some(shared) = workspace::evaluation(arguments) else {
        println!("vectors: no evaluation folder beside the checkout (--shared DIR names one): nothing to learn from");
        return Ok(());
    };
    let left_out = blind::held_out_articles()?;
    let (engine, _) = Engine::new(Some(&workspace::root().join("packs")));
    let mut sentences: Vec<Vec<Option<String>>> = Vec::new();
    let mut seen = HashSet::new();
    for file in TEXTS {
        for input in news::lines(&shared.join(file))?.filter_map(|line| news::article(&line)).filter(|input| !left_out.contains(&input.source)) {
            let article = isnad_article::read_text(input, engine.pack());
            sentences.extend(isnad_annotate::stems(&article, engine.pack()).into_iter().filter(|sentence| seen.insert(sentence.clone())));
        }
    }
    let Corpus { stems, sentences } = corpus(&sentences);
    let table = table(&stems, &eigenvectors(&information(&near(&sentences, stems.len()))));
    println!("{} stems of {} sentences", stems.len(), sentences.len());
    if workspace::flag(arguments, "--write") {
        workspace::write(&workspace::root().join("packs/lang/ar/choice/vectors.tsv"), &table)?;
    }
    Ok(())
}

/// What is learned from.
struct Corpus<'s> {
    /// The stems that are frequent enough, sorted, and how often each stands.
    stems: BTreeMap<&'s str, usize>,
    /// The sentences by the numbers of their stems.
    sentences: Vec<Vec<Option<usize>>>,
}

fn corpus(sentences: &[Vec<Option<String>>]) -> Corpus<'_> {
    let mut stems: BTreeMap<&str, usize> = BTreeMap::new();
    sentences.iter().flatten().flatten().for_each(|stem| *stems.entry(stem).or_default() += 1);
    stems.retain(|_, count| *count >= FEWEST);
    let number: HashMap<&str, usize> = stems.keys().copied().zip(0..).collect();
    let of = |stem: &Option<String>| stem.as_deref().and_then(|stem| number.get(stem).copied());
    let sentences = sentences.iter().map(|sentence| sentence.iter().map(of).collect()).collect();
    Corpus { stems, sentences }
}

/// How often stems stand near one another, each pair both ways.
fn near(sentences: &[Vec<Option<usize>>], stems: usize) -> Vec<BTreeMap<usize, f64>> {
    let mut pairs: Vec<HashMap<usize, f64>> = vec![HashMap::new(); stems];
    for sentence in sentences {
        for (at, stem) in sentence.iter().enumerate().filter_map(|(at, stem)| Some((at, (*stem)?))) {
            for (distance, other) in (1..=WINDOW).filter_map(|distance| Some((distance, (*sentence.get(at + distance)?)?))) {
                // A distance is a small number.
                let weight = 1.0 / distance as f64;
                *pairs[stem].entry(other).or_default() += weight;
                *pairs[other].entry(stem).or_default() += weight;
            }
        }
    }
    pairs.into_iter().map(|row| row.into_iter().collect()).collect()
}

type Rows = Vec<Vec<(usize, f64)>>;

/// Positive pointwise mutual information; both ways of a pair have their mean.
fn information(near: &[BTreeMap<usize, f64>]) -> Rows {
    let sums: Vec<f64> = near.iter().map(|row| row.values().sum()).collect();
    let raised: f64 = sums.iter().map(|sum| sum.powf(CHANCE)).sum();
    let one_way = |a: usize, b: usize, count: f64| (count * raised / (sums[a] * sums[b].powf(CHANCE))).ln().max(0.0);
    let row = |(a, row): (usize, &BTreeMap<usize, f64>)| {
        let value = |(b, count): (&usize, &f64)| (*b, (one_way(a, *b, *count) + one_way(*b, a, *count)) / 2.0);
        row.iter().map(value).filter(|(_, value)| *value > 0.0).collect()
    };
    near.iter().enumerate().map(row).collect()
}

/// The first eigenvectors of a symmetric matrix by orthogonal iteration, each times the root of its eigenvalue, largest first: `[which][row]`.
fn eigenvectors(rows: &Rows) -> Vec<Vec<f64>> {
    // Any start will do that is always the same: numbers of a linear congruential generator (Knuth's MMIX constants).
    let mut state: u64 = 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The upper 32 bits fit.
        (state >> 32) as f64 / f64::from(u32::MAX) - 0.5
    };
    let mut basis: Vec<Vec<f64>> = (0..SOUGHT).map(|_| rows.iter().map(|_| next()).collect()).collect();
    let times = |vector: &[f64]| -> Vec<f64> { rows.iter().map(|row| row.iter().map(|(at, value)| value * vector[*at]).sum()).collect() };
    for _ in 0..ROUNDS {
        basis = basis.iter().map(|vector| times(vector)).collect();
        for at in 0..SOUGHT {
            let (done, rest) = basis.split_at_mut(at);
            let vector = &mut rest[0];
            for other in done.iter() {
                let share = dot(vector, other);
                vector.iter_mut().zip(other).for_each(|(v, o)| *v -= share * o);
            }
            let length = dot(vector, vector).sqrt().max(1e-12);
            vector.iter_mut().for_each(|v| *v /= length);
        }
    }
    let mut out: Vec<(f64, Vec<f64>)> = basis.into_iter().map(|vector| (dot(&vector, &times(&vector)).abs(), vector)).collect();
    out.sort_by(|a, b| b.0.total_cmp(&a.0));
    out.truncate(DIMENSIONS);
    out.into_iter().map(|(value, vector)| vector.into_iter().map(|v| v * value.sqrt()).collect()).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The table: vectors of one length, shorter for common stems.
fn table(stems: &BTreeMap<&str, usize>, vectors: &[Vec<f64>]) -> String {
    let mut out = String::from("# Learned, not written by hand: `cargo xtask vectors --write` makes this table anew.\n");
    let _ = writeln!(out, "# What stems stand for: {DIMENSIONS} numbers each, from what they stand near; names are left out.\nstem\tvector");
    for (row, (stem, count)) in stems.iter().enumerate() {
        let numbers: Vec<f64> = vectors.iter().map(|vector| vector[row]).collect();
        let length = dot(&numbers, &numbers).sqrt().max(1e-12);
        // Counts are far below the numbers that f64 holds exactly; a share of one times 127 fits into eight bits.
        let scale = 127.0 / length / (1.0 + *count as f64 / COMMON);
        let small: [i8; DIMENSIONS] = std::array::from_fn(|at| numbers.get(at).map_or(0, |number| (number * scale).round() as i8));
        let _ = writeln!(out, "{stem}\t{}", digits(&small));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cosine(a: &[f64], b: &[f64]) -> f64 {
        dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
    }

    #[test]
    fn stems_in_like_company_are_alike() {
        let words = |text: &str| text.split(' ').map(|word| Some(word.to_owned())).collect::<Vec<_>>();
        let lines = [
            "court jailed the thief",
            "judge jailed the thief",
            "court freed the thief",
            "planes bombed a town",
            "jets bombed a town",
            "jets hit a town",
        ];
        let sentences: Vec<_> = lines.iter().cycle().take(6 * FEWEST).map(|line| words(line)).collect();
        let Corpus { stems, sentences } = corpus(&sentences);
        assert_eq!(stems["town"], 3 * FEWEST);
        let vectors = eigenvectors(&information(&near(&sentences, stems.len())));
        let of = |word: &str| {
            let row = stems.keys().position(|stem| *stem == word).unwrap();
            vectors.iter().map(|vector| vector[row]).collect::<Vec<f64>>()
        };
        assert!(cosine(&of("court"), &of("judge")) > cosine(&of("court"), &of("jets")) + 0.3);
        assert!(cosine(&of("jets"), &of("planes")) > cosine(&of("planes"), &of("thief")) + 0.3);
        assert!(table(&stems, &vectors).lines().any(|line| line.starts_with("court\t")));
    }

    #[test]
    fn nothing_is_learned_over_a_name() {
        let sentences = [vec![Some(0), None, Some(1)]];
        let near = near(&sentences, 2);
        assert_eq!(near[0], BTreeMap::from([(1, 0.5)]));
    }
}
