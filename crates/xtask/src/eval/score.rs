//! The figures of one set, as the scorer prints them.

use crate::Outcome;
use serde_json::Value;

/// What the scorer says of one set of articles.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Score {
    pub name: String,
    pub documents: u64,
    /// Claims that must be found.
    pub gold: f64,
    /// Predicted claims that count for or against.
    pub judged: f64,
    pub body_f1: f64,
    pub detect_f1: f64,
    pub strict_f1: f64,
    pub detect_right: f64,
    pub strict_right: f64,
    /// Hypotheticals reported as fact, of all.
    pub hypothetical: [f64; 2],
    /// Denials reported as assertions, of all.
    pub denial: [f64; 2],
    /// Share of the hypotheticals and of the denials found as such.
    pub found: [f64; 2],
    /// Field and accuracy over the claims found.
    pub fields: Vec<(String, f64)>,
}

const FIELDS: [&str; 9] = ["origin", "polarity", "modality", "places", "actor", "quantity", "date", "relays", "metric"];

impl Score {
    /// Reads `score.py --json`.
    pub fn read(name: &str, text: &str) -> Outcome<Self> {
        let value: Value = serde_json::from_str(text).map_err(|error| format!("score.py on {name}: {error}"))?;
        let number = |key: &str| value[key].as_f64().unwrap_or(0.0);
        let pair = |key: &str| [value[key][0].as_f64().unwrap_or(0.0), value[key][1].as_f64().unwrap_or(0.0)];
        let gold = number("gold_claims");
        let detect_right = (number("detect_recall") * gold).round();
        let precision = number("detect_precision");
        Ok(Score {
            name: name.to_owned(),
            documents: value["documents"].as_u64().unwrap_or(0),
            gold,
            judged: if precision > 0.0 { (detect_right / precision).round() } else { 0.0 },
            body_f1: number("body_f1"),
            detect_f1: number("detect_f1"),
            strict_f1: number("strict_f1"),
            detect_right,
            strict_right: (number("strict_recall") * gold).round(),
            hypothetical: pair("hypothetical_as_fact"),
            denial: pair("denial_as_assertion"),
            found: [number("hypothetical_recall"), number("denial_recall")],
            fields: FIELDS.iter().filter_map(|field| Some(((*field).to_owned(), value["fields"][*field].as_f64()?))).collect(),
        })
    }

    /// How much F1 two claims are worth in this set: labels are noisy.
    pub fn two_claims(&self) -> f64 {
        4.0 / (self.gold + self.judged).max(1.0)
    }

    /// Prints the sets as one table.
    pub fn print_table(scores: &[Score]) {
        println!(
            "{:<8} {:>5} {:>5} {:>6} {:>7} {:>7} {:>9} {:>9}  of the claims found",
            "set", "docs", "gold", "body", "detect", "strict", "hyp>fact", "den>ass"
        );
        scores.iter().for_each(Score::print);
    }

    /// The sets with the blind batches summed: one batch is too small to be judged by.
    pub fn with_blind_summed(scores: &[Score]) -> Vec<Score> {
        let (blind, given): (Vec<&Score>, Vec<&Score>) = scores.iter().partition(|score| score.is_blind_batch());
        let mut out: Vec<Score> = given.into_iter().cloned().collect();
        if !blind.is_empty() {
            out.push(Score::sum("blind", &blind));
        }
        out
    }

    fn is_blind_batch(&self) -> bool {
        !matches!(&*self.name, "seeds" | "dev" | "dev2" | "blind")
    }

    fn print(&self) {
        let fields: Vec<String> = self.fields.iter().take(7).map(|(name, share)| format!("{name} {}", decimal(*share))).collect();
        println!(
            "{:<8} {:>5} {:>5} {:>6} {:>7} {:>7} {:>9} {:>9}  {}",
            self.name,
            self.documents,
            self.gold,
            decimal(self.body_f1),
            decimal(self.detect_f1),
            decimal(self.strict_f1),
            format!("{}/{}", self.hypothetical[0], self.hypothetical[1]),
            format!("{}/{}", self.denial[0], self.denial[1]),
            fields.join("  ")
        );
    }

    /// Several sets as one: counts added, shares weighed by the claims found.
    fn sum(name: &str, scores: &[&Score]) -> Score {
        let total = |of: fn(&Score) -> f64| scores.iter().map(|score| of(score)).sum::<f64>();
        let (gold, judged) = (total(|s| s.gold), total(|s| s.judged));
        let (detect_right, strict_right) = (total(|s| s.detect_right), total(|s| s.strict_right));
        let f1 = |right: f64| 2.0 * right / (gold + judged).max(1.0);
        let weighed = |field: &str| {
            let rows = scores.iter().filter_map(|s| Some((s.fields.iter().find(|(name, _)| name == field)?.1, s.detect_right)));
            let (sum, weight) = rows.fold((0.0, 0.0), |(sum, weight), (share, right)| (sum + share * right, weight + right));
            (weight > 0.0).then(|| (field.to_owned(), sum / weight))
        };
        Score {
            name: name.to_owned(),
            documents: scores.iter().map(|s| s.documents).sum(),
            gold,
            judged,
            body_f1: total(|s| s.body_f1) / scores.len() as f64,
            detect_f1: f1(detect_right),
            strict_f1: f1(strict_right),
            detect_right,
            strict_right,
            hypothetical: [total(|s| s.hypothetical[0]), total(|s| s.hypothetical[1])],
            denial: [total(|s| s.denial[0]), total(|s| s.denial[1])],
            found: [0.0, 0.0],
            fields: FIELDS.iter().filter_map(|field| weighed(field)).collect(),
        }
    }
}

/// Three places, without the zero before the point.
fn decimal(share: f64) -> String {
    let text = format!("{share:.3}");
    text.strip_prefix('0').map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_come_back_from_the_shares() {
        let text = r#"{"documents": 2, "gold_claims": 8, "detect_recall": 0.5, "detect_precision": 0.4, "detect_f1": 0.444, "strict_recall": 0.25,
            "hypothetical_as_fact": [1, 3], "denial_as_assertion": [0, 2], "fields": {"origin": 1.0}}"#;
        let score = Score::read("dev", text).unwrap();
        assert_eq!((score.detect_right, score.judged, score.strict_right), (4.0, 10.0, 2.0));
        assert!((score.two_claims() - 4.0 / 18.0).abs() < 1e-9);
        let twice = Score::sum("both", &[&score, &score]);
        assert_eq!((twice.gold, twice.hypothetical[0]), (16.0, 2.0));
        assert!((twice.detect_f1 - 16.0 / 36.0).abs() < 1e-9);
    }
}
