//! The metric of the public article-extraction benchmark: overlap of runs of four words, as multisets, precision and recall
//! averaged over pages.

use std::collections::HashMap;

/// Averages over pages.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Averages {
    precision: (f64, usize),
    recall: (f64, usize),
}

impl Averages {
    /// Adds a page; its own precision and recall.
    pub fn add(&mut self, want: &str, got: &str) -> (f64, f64) {
        let (want, got) = (grams(want), grams(got));
        let both: usize = want.iter().map(|(gram, count)| (*count).min(got.get(gram).copied().unwrap_or(0))).sum();
        let share = |of: &HashMap<Vec<String>, usize>| if of.is_empty() { None } else { Some(both as f64 / of.values().sum::<usize>() as f64) };
        let (precision, recall) = (share(&got), share(&want));
        for (slot, value) in [(&mut self.precision, precision), (&mut self.recall, recall)] {
            if let Some(value) = value {
                slot.0 += value;
                slot.1 += 1;
            }
        }
        (precision.unwrap_or(1.0), recall.unwrap_or(1.0))
    }

    /// Average precision.
    pub fn precision(&self) -> f64 {
        self.precision.0 / self.precision.1.max(1) as f64
    }

    /// Average recall.
    pub fn recall(&self) -> f64 {
        self.recall.0 / self.recall.1.max(1) as f64
    }

    /// F1 of the two averages.
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

fn grams(text: &str) -> HashMap<Vec<String>, usize> {
    let words: Vec<String> = text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let mut out = HashMap::new();
    if words.is_empty() {
        return out;
    }
    for run in words.windows(4.min(words.len())) {
        *out.entry(run.to_vec()).or_insert(0) += 1;
    }
    out
}
