//! `eval/ratchet.toml`: the best figures so far. Scores may fall below them by two claims, unsafe counts by none.

use super::score::Score;
use crate::Outcome;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// Rounding in the file.
const ROUNDING: f64 = 0.0006;

const HEAD: &str = "\
# The best figures so far, written by `cargo xtask eval --write`; `cargo xtask eval` fails when one falls.
# F1 may fall by what two claims are worth in the set, since labels are noisy; unsafe counts never rise; rows never fall.
";

/// Section, key, value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ratchet {
    sections: BTreeMap<String, BTreeMap<String, f64>>,
}

impl Ratchet {
    /// Reads the file; none is an empty ratchet.
    pub fn read(path: &Path) -> Outcome<Self> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text).map_err(|error| format!("{}: {error}", path.display())),
            Err(_) => Ok(Self::default()),
        }
    }

    fn parse(text: &str) -> Outcome<Self> {
        let mut sections: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
        let mut section = String::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or("").trim();
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name.to_owned();
            } else if let Some((key, value)) = line.split_once('=') {
                let value = value.trim().parse().map_err(|_| format!("line {}: `{}` is no number", number + 1, value.trim()))?;
                sections.entry(section.clone()).or_default().insert(key.trim().to_owned(), value);
            } else if !line.is_empty() {
                return Err(format!("line {}: neither a [section] nor `key = number`", number + 1));
            }
        }
        Ok(Ratchet { sections })
    }

    fn floor(&self, section: &str, key: &str) -> Option<f64> {
        self.sections.get(section)?.get(key).copied()
    }

    /// Whether the file speaks of as many articles; figures over others say nothing (new blind batches came in).
    fn compares(&self, score: &Score) -> bool {
        self.floor(&score.name, "documents") == Some(score.documents as f64)
    }

    /// What in `score` is worse than the file allows.
    pub fn falls(&self, score: &Score) -> Vec<String> {
        let mut out = Vec::new();
        if !self.compares(score) {
            println!("eval: {} has other articles than eval/ratchet.toml knows: not compared (--write takes them over)", score.name);
            return out;
        }
        for (key, now, slack) in
            [("strict_f1", score.strict_f1, score.two_claims()), ("detect_f1", score.detect_f1, score.two_claims()), ("body_f1", score.body_f1, 0.0)]
        {
            match self.floor(&score.name, key) {
                Some(best) if now + slack + ROUNDING < best => {
                    out.push(format!("{} {key}: {now:.3}, best {best:.3}, allowed fall {slack:.3}", score.name))
                }
                _ => {}
            }
        }
        for (key, now) in [("hypothetical_as_fact", score.hypothetical[0]), ("denial_as_assertion", score.denial[0])] {
            match self.floor(&score.name, key) {
                Some(best) if now > best => out.push(format!("{} {key}: {now}, best {best}", score.name)),
                _ => {}
            }
        }
        out
    }

    /// Whether fewer rows of the record hold.
    pub fn record_falls(&self, record: Option<(usize, usize)>) -> Option<String> {
        let best = self.floor("record", "rows")?;
        let held = record.map_or(0, |(held, _)| held);
        ((held as f64) < best).then(|| format!("record rows: {held}, best {best}"))
    }

    /// Takes over what is better.
    pub fn raise(&mut self, score: &Score) {
        if !self.compares(score) {
            self.sections.remove(&score.name);
        }
        let section = self.sections.entry(score.name.clone()).or_default();
        section.insert("documents".into(), score.documents as f64);
        for (key, now) in [("strict_f1", score.strict_f1), ("detect_f1", score.detect_f1), ("body_f1", score.body_f1)] {
            let best = section.entry(key.to_owned()).or_insert(now);
            *best = best.max(now);
        }
        for (key, now) in [("hypothetical_as_fact", score.hypothetical[0]), ("denial_as_assertion", score.denial[0])] {
            let best = section.entry(key.to_owned()).or_insert(now);
            *best = best.min(now);
        }
    }

    /// Takes over more rows.
    pub fn raise_record(&mut self, record: Option<(usize, usize)>) {
        if let Some((held, _)) = record {
            let best = self.sections.entry("record".into()).or_default().entry("rows".into()).or_insert(0.0);
            *best = best.max(held as f64);
        }
    }
}

impl fmt::Display for Ratchet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEAD)?;
        for (section, keys) in &self.sections {
            writeln!(f, "\n[{section}]")?;
            for (key, value) in keys {
                let whole = value.fract() == 0.0 && !key.ends_with("f1");
                if whole { writeln!(f, "{key} = {value}")? } else { writeln!(f, "{key} = {value:.3}")? }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(strict: f64, hypothetical: f64) -> Score {
        Score { name: "dev".into(), gold: 50.0, judged: 50.0, strict_f1: strict, hypothetical: [hypothetical, 9.0], ..Score::default() }
    }

    #[test]
    fn two_claims_of_slack_and_none_for_unsafe_ones() {
        let mut ratchet = Ratchet::default();
        assert!(ratchet.falls(&score(0.1, 9.0)).is_empty());
        ratchet.raise(&score(0.5, 1.0));
        ratchet.raise_record(Some((10, 25)));
        assert!(ratchet.falls(&score(0.46, 1.0)).is_empty());
        assert_eq!(ratchet.falls(&score(0.45, 2.0)).len(), 2);
        assert!(ratchet.record_falls(Some((9, 25))).is_some());
        let others = Score { documents: 7, ..score(0.1, 9.0) };
        assert!(ratchet.falls(&others).is_empty(), "other articles are not compared");
        ratchet.raise(&score(0.4, 3.0));
        assert_eq!(Ratchet::parse(&ratchet.to_string()).unwrap(), ratchet);
        assert_eq!(ratchet.floor("dev", "strict_f1"), Some(0.5));
    }
}
