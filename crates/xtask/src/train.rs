//! `cargo xtask train`: learns the weights of `packs/lang/ar/choice/` from the hand-made claims, and says what they are worth on articles
//! that took no part (five folds over the articles).
//!
//! Batches named in `eval/blind/held-out.txt` are never learned from: they stay a check.

mod examples;
mod gold;
mod logit;

use crate::{Outcome, workspace};
use examples::{Example, Examples};
use std::fmt::Write as _;

/// One kind of choice: its name, how strongly weights are held down, what it is about.
struct Choice {
    name: &'static str,
    penalty: f64,
    /// The same for the words around a trigger, which are learned after all else: they only mend it.
    words: f64,
    /// The same for what passages stand for, learned last.
    passages: f64,
    /// Added to the weight of `bias`: a claim is kept when it is somewhat likelier than not, since one too many misleads and one missed does not.
    lean: f64,
    /// How much more another candidate must weigh than what the rules of grammar take.
    margin: f64,
    what: &'static str,
}

/// Penalties were set by cross-validation: see docs/quality.md.
const CHOICES: [Choice; 4] = [
    Choice {
        name: "keep",
        penalty: 30.0,
        words: 8.0,
        passages: 1.0,
        lean: -0.1,
        margin: 0.0,
        what: "whether what a trigger tells is a claim of its own, or only a mention of something told elsewhere",
    },
    Choice {
        name: "place",
        penalty: 16.0,
        words: 20.0,
        passages: 1.0,
        lean: 0.0,
        margin: 0.0,
        what: "which of the places of the sentence, of the claims before it or of the article is where it happened",
    },
    Choice {
        name: "actor",
        penalty: 20.0,
        words: 20.0,
        passages: 1.0,
        lean: 0.0,
        margin: 0.4,
        what: "who of those named in the sentence or before it did what is told",
    },
    Choice {
        name: "told",
        penalty: 15.0,
        words: 5.0,
        passages: 1.0,
        lean: 0.0,
        margin: -2.3,
        what: "whether what the grammar reads as a fact is one, or planned, to come, possible or conditional",
    },
];

/// A feature seen in fewer articles teaches nothing general.
const FEWEST_ARTICLES: usize = 4;
/// Smaller weights change nothing.
const SMALLEST: i32 = 10;
/// Weights are kept in thousandths.
const SCALE: f64 = 1000.0;
const FOLDS: usize = 5;

/// Learns, checks and writes.
///
/// # Errors
/// When the evaluation folder cannot be read or the tables not written.
pub fn run(arguments: &[String]) -> Outcome {
    let Some(shared) = workspace::evaluation(arguments) else {
        println!("train: no evaluation folder beside the checkout (--shared DIR names one): nothing to learn from");
        return Ok(());
    };
    let only = workspace::option(arguments, "--only");
    for choice in CHOICES.iter().filter(|choice| only.is_none_or(|only| only == choice.name)) {
        let examples = Examples::gather(&shared, choice.name)?;
        check(choice, &examples);
        if workspace::flag(arguments, "--write") {
            let path = workspace::root().join(format!("packs/lang/ar/choice/{}.tsv", choice.name));
            let table = table(choice, &examples);
            println!("{}: {} weights", path.display(), table.lines().filter(|line| !line.starts_with('#')).count() - 1);
            workspace::write(&path, &table)?;
        }
    }
    Ok(())
}

/// The weights of all features: first of those of the grammar, then of words, then of passages.
fn learn(choice: &Choice, examples: &Examples, from: &[&Example]) -> Vec<f64> {
    let of = |kind: &str| -> Vec<bool> { examples.features.iter().map(|name| name.starts_with(kind)).collect() };
    let (words, passages) = (of("word:"), of("vector:"));
    let grammar: Vec<bool> = words.iter().zip(&passages).map(|(word, passage)| !word && !passage).collect();
    let told: Vec<&Example> = from.iter().copied().filter(|example| !example.of_words).collect();
    let weights = logit::learn(&told, vec![0.0; examples.features.len()], &grammar, choice.penalty);
    let weights = logit::learn(from, weights, &words, choice.words);
    logit::learn(from, weights, &passages, choice.passages)
}

/// Accuracy by rule and by what was learned on the other folds, over all examples and over those of blind articles.
fn check(choice: &Choice, examples: &Examples) {
    let mut tally = [[0.0_f64; 3]; 2];
    for fold in 0..FOLDS {
        let (held, learned): (Vec<&Example>, Vec<&Example>) = examples.all.iter().partition(|example| example.article % FOLDS == fold);
        let weights = learn(choice, examples, &learned);
        for example in held {
            for (row, _) in [(0, true), (1, example.blind)].iter().filter(|(_, counts)| *counts) {
                tally[*row][0] += 1.0;
                tally[*row][1] += f64::from(u8::from(example.right[example.ruled]));
                tally[*row][2] += f64::from(u8::from(example.right[logit::best(example, &weights, choice.margin)]));
            }
        }
    }
    let share = |row: usize, cell: usize| 100.0 * tally[row][cell] / tally[row][0].max(1.0);
    println!(
        "{:<6} {:>5} choices: by rule {:.1} %, learned {:.1} % right on other articles; on blind articles ({}) {:.1} % and {:.1} %",
        choice.name,
        tally[0][0],
        share(0, 1),
        share(0, 2),
        tally[1][0],
        share(1, 1),
        share(1, 2)
    );
}

/// The table of weights, sorted by feature.
fn table(choice: &Choice, examples: &Examples) -> String {
    let all: Vec<&Example> = examples.all.iter().collect();
    let weights = learn(choice, examples, &all);
    let mut rows: Vec<(&String, i32)> = examples
        .features
        .iter()
        .zip(&weights)
        // Weights lie within a few units of zero.
        .map(|(name, weight)| (name, ((weight + if name == "bias" { choice.lean } else { 0.0 }) * SCALE).round() as i32))
        .filter(|(_, weight)| weight.abs() >= SMALLEST)
        .collect();
    rows.sort();
    let mut out = String::new();
    let _ = writeln!(out, "# Learned, not written by hand: `cargo xtask train --write` makes this table anew.");
    let _ = writeln!(out, "# A conditional logit (McFadden 1974) over {}: in thousandths, larger is likelier.", choice.what);
    let _ = writeln!(out, "feature\tweight");
    if choice.margin != 0.0 {
        let _ = writeln!(out, "margin\t{}", (choice.margin * SCALE).round() as i32);
    }
    for (name, weight) in rows {
        let _ = writeln!(out, "{name}\t{weight}");
    }
    out
}
