//! What the words of a passage stand for together: the sum of their vectors, brought to one length.

use crate::context::BlockText;
use isnad_pack::vectors::{DIMENSIONS, Vectors};
use isnad_pack::{Pack, feature_hash, feature_hash_on};
use rustc_hash::FxHashMap;

/// The length to which sums are brought.
const UNIT: i64 = 1024;

/// The numbers of a vector as parts of features.
const PARTS: [&str; DIMENSIONS] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23", "24", "25",
    "26", "27", "28", "29", "30", "31",
];

/// Where the words stand whose sum it is: near the trigger, before it, behind it, on the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passage {
    name: &'static str,
    numbers: [i64; DIMENSIONS],
}

/// The sum of the vectors of `stems`; nothing where none is known.
fn sum<'s>(vectors: &Vectors, stems: impl Iterator<Item = &'s str>) -> Option<[i64; DIMENSIONS]> {
    let mut out = [0_i64; DIMENSIONS];
    for vector in stems.filter_map(|stem| vectors.get(stem)) {
        out.iter_mut().zip(vector).for_each(|(sum, number)| *sum += i64::from(*number));
    }
    let square: i64 = out.iter().map(|number| number * number).sum();
    let length = square.isqrt();
    (length > 0).then(|| out.map(|number| number * UNIT / length))
}

impl Passage {
    /// That of `stems`, under the name `name`.
    pub(crate) fn new<'s>(name: &'static str, vectors: &Vectors, stems: impl Iterator<Item = &'s str>) -> Option<Self> {
        sum(vectors, stems).map(|numbers| Passage { name, numbers })
    }

    /// That of all words of a page.
    pub(crate) fn of_page(pack: &Pack, blocks: &[BlockText]) -> Option<Self> {
        if pack.vectors.is_empty() {
            return None;
        }
        let stems = blocks.iter().flat_map(|block| crate::words::stems(pack, block, 0..block.tokens.len()));
        Passage::new("page", &pack.vectors, stems.flatten())
    }

    /// What it weighs: every number by its weight, and by its weight for claims of type `kind`.
    pub(crate) fn weigh(&self, weights: &FxHashMap<u64, i32>, kind: &str) -> i64 {
        let name = feature_hash(["vector", self.name].into_iter());
        let weight = |hash: u64| i64::from(weights.get(&hash).copied().unwrap_or(0));
        let of = |(part, number): (&&str, &i64)| {
            let hash = feature_hash_on(name, std::iter::once(*part));
            number * (weight(hash) + weight(feature_hash_on(hash, std::iter::once(kind))))
        };
        PARTS.iter().zip(&self.numbers).map(of).sum::<i64>() / UNIT
    }

    /// Its numbers as fractions of one, by the features whose weights [`Passage::weigh`] takes.
    pub(crate) fn features(&self, kind: &str) -> Vec<(String, f64)> {
        // No number is longer than UNIT.
        let share = |number: i64| number as f64 / UNIT as f64;
        let of = |(part, number): (&&str, &i64)| {
            let name = format!("vector:{}:{part}", self.name);
            [(format!("{name}:{kind}"), share(*number)), (name, share(*number))]
        };
        PARTS.iter().zip(&self.numbers).flat_map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_weighs_what_its_numbers_do() {
        let passage = Passage { name: "near", numbers: std::array::from_fn(|i| if i == 3 { UNIT } else { 0 }) };
        let weights: FxHashMap<u64, i32> = [("vector:near:3", 200), ("vector:near:3:killed", -500), ("vector:near:4", 9)]
            .iter()
            .map(|(name, weight)| (feature_hash(name.split(':')), *weight))
            .collect();
        assert_eq!(passage.weigh(&weights, "killed"), -300);
        assert_eq!(passage.weigh(&weights, "injured"), 200);
        let features = passage.features("killed");
        assert!(features.contains(&("vector:near:3:killed".to_owned(), 1.0)) && features.contains(&("vector:near:3".to_owned(), 1.0)));
    }
}
