//! Hand-made claims as training reads them, paired with the claims that were found.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One hand-made claim; offsets are code points.
#[derive(Clone, Debug)]
pub struct Gold {
    pub kind: String,
    pub span: (usize, usize),
    pub polarity: String,
    pub modality: String,
    /// Not told where only something else was judged.
    pub places: Option<Vec<String>>,
    /// Not told where only something else was judged.
    pub actors: Option<Vec<String>>,
    pub optional: bool,
    /// Judged to be no claim at all.
    pub wrong: bool,
}

/// One claim that was found.
#[derive(Clone, Debug)]
pub struct Found {
    pub kind: &'static str,
    pub span: (usize, usize),
    pub polarity: &'static str,
    pub modality: &'static str,
    /// Where its trigger can stand, in bytes.
    pub bytes: (usize, usize),
    /// The row that made it.
    pub rule: String,
}

impl Gold {
    /// Whether it is told as having happened.
    pub fn is_fact(&self) -> bool {
        self.modality == "actual" && self.polarity == "asserted"
    }

    /// The claims of one row of gold.
    pub fn of(row: &Value) -> Vec<Gold> {
        let list = |value: &Value| Some(value.as_array()?.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect());
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let number = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        let claim = |claim: &Value| Gold {
            kind: text(&claim["type"]),
            span: (number(&claim["start"]), number(&claim["end"])),
            polarity: text(&claim["polarity"]),
            modality: text(&claim["modality"]),
            places: list(&claim["places"]),
            actors: list(&claim["actors"]),
            optional: claim["optional"].as_bool().unwrap_or(false),
            wrong: claim["wrong"].as_bool().unwrap_or(false),
        };
        row["claims"].as_array().into_iter().flatten().map(claim).collect()
    }
}

fn overlap(a: (usize, usize), b: (usize, usize)) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

/// Same type, and at least half of the shorter span.
fn meets(gold: &Gold, found: &Found) -> bool {
    let shared = overlap(gold.span, found.span);
    let shorter = (gold.span.1 - gold.span.0).min(found.span.1 - found.span.0);
    gold.kind == found.kind && shared > 0 && shared * 2 >= shorter
}

/// For every found claim the gold that it is, one to one: equal polarity and modality first, then the larger overlap.
pub fn pair(gold: &[Gold], found: &[Found]) -> Vec<Option<usize>> {
    let mut all: Vec<(usize, usize, usize)> = Vec::new();
    for (g, one) in gold.iter().enumerate() {
        for (f, other) in found.iter().enumerate().filter(|(_, other)| meets(one, other)) {
            let longer = (one.span.1 - one.span.0).max(other.span.1 - other.span.0).max(1);
            let alike = usize::from(one.modality == other.modality) + usize::from(one.polarity == other.polarity);
            all.push((overlap(one.span, other.span) * 1000 / longer + alike * 1000, g, f));
        }
    }
    all.sort_by_key(|(score, g, f)| (std::cmp::Reverse(*score), *g, *f));
    let mut out = vec![None; found.len()];
    let mut taken = BTreeSet::new();
    for (_, g, f) in all {
        if out[f].is_none() && taken.insert(g) {
            out[f] = Some(g);
        }
    }
    out
}

/// Whether an unpaired claim only repeats one that annotators may leave out.
pub fn may_be_left_out(gold: &[Gold], found: &Found) -> bool {
    gold.iter().any(|one| one.optional && meets(one, found))
}

/// Names that each id of the gold goes by.
pub struct Names(BTreeMap<String, BTreeSet<String>>);

impl Names {
    /// From `entities.json`.
    pub fn of(table: &Value) -> Names {
        let row = |(id, names): (&String, &Value)| {
            let mut all: BTreeSet<String> = names.as_array().into_iter().flatten().filter_map(Value::as_str).map(plain).collect();
            all.insert(plain(id));
            (id.clone(), all)
        };
        Names(table.as_object().into_iter().flatten().map(row).collect())
    }

    fn same(&self, id: &str, names: &[String; 4]) -> bool {
        let called = |name: &String| !name.is_empty() && self.0.get(id).map_or_else(|| plain(id) == plain(name), |all| all.contains(&plain(name)));
        names.iter().any(called)
    }

    /// Places are right when each is one of those wanted and at least half of those wanted are there; none when none is wanted.
    pub fn places_right(&self, wanted: &[String], got: &[[String; 4]]) -> bool {
        if wanted.is_empty() {
            return got.is_empty();
        }
        !got.is_empty()
            && got.iter().all(|place| wanted.iter().any(|id| self.same(id, place)))
            && wanted.iter().filter(|id| got.iter().any(|place| self.same(id, place))).count() * 2 >= wanted.len()
    }

    /// Actors are right when one is, and at most half as many are wrong; none when none is wanted.
    pub fn actors_right(&self, wanted: &[String], got: &[[String; 4]]) -> bool {
        if wanted.is_empty() {
            return got.is_empty();
        }
        let right = got.iter().filter(|actor| wanted.iter().any(|id| self.same(id, actor))).count();
        right > 0 && (got.len() - right) * 2 <= right
    }
}

/// A name folded as far as spellings differ without meaning.
fn plain(name: &str) -> String {
    let folded: String = name
        .chars()
        .filter(|c| !matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' | '\u{200e}' | '\u{200f}'))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' => 'ي',
            'ة' => 'ه',
            c if c.is_alphanumeric() || c == '_' => c,
            _ => ' ',
        })
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn names(list: &[&str]) -> [String; 4] {
        std::array::from_fn(|i| list.get(i).copied().unwrap_or_default().to_owned())
    }

    #[test]
    fn names_are_matched_without_marks_and_hamza() {
        let table = Names::of(&json!({"homs": ["مدينة حمص", "حِمْص"], "army": ["الجيش"]}));
        assert!(table.places_right(&["homs".into()], &[names(&["geonames:1", "حمص"])]));
        assert!(!table.places_right(&["homs".into()], &[names(&["geonames:1", "حمص"]), names(&["geonames:2", "حماة"])]));
        assert!(table.places_right(&[], &[]));
        assert!(!table.places_right(&[], &[names(&["x", "حمص"])]));
        assert!(table.actors_right(&["army".into()], &[names(&["x", "الجيش"])]));
    }

    #[test]
    fn one_gold_claim_is_found_once() {
        let row = json!({"claims": [{"type": "killed", "start": 0, "end": 20, "polarity": "asserted", "modality": "actual"}]});
        let found =
            |start, end| Found { kind: "killed", span: (start, end), polarity: "asserted", modality: "actual", bytes: (0, 1), rule: String::new() };
        let pairs = pair(&Gold::of(&row), &[found(2, 8), found(0, 20), found(30, 40)]);
        assert_eq!(pairs, [None, Some(0), None]);
    }
}
