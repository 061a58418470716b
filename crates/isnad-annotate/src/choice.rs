//! Learned choices: among candidates that the grammar allows, the one whose features weigh most.
//!
//! Features are words joined by `:`; their weights are a table of the language pack (`choice/*.tsv`), learned offline by `cargo xtask train`
//! as a conditional logit (McFadden 1974) and rounded to whole numbers, so that the sum is exact on every machine.

use crate::vector::Passage;
use isnad_model::{EntityRef, EventType, Modality, PlaceRef};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// What speaks for a candidate.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// Hashes of the features.
    pub hashes: Vec<u64>,
    /// Their names, kept only where somebody asks why.
    pub names: Option<Vec<String>>,
}

impl Features {
    /// Without names, or with them.
    pub fn new(named: bool) -> Self {
        Features { hashes: Vec::new(), names: named.then(Vec::new) }
    }

    /// Adds the feature made of `parts`, once.
    pub fn add(&mut self, parts: &[&str]) {
        self.note(isnad_pack::feature_hash(parts.iter().copied()), || parts.join(":"));
    }

    /// Adds the feature made of `parts`, and the same with each of `ends`.
    pub fn add_with(&mut self, parts: &[&str], ends: [&str; 2]) {
        let hash = isnad_pack::feature_hash(parts.iter().copied());
        self.note(hash, || parts.join(":"));
        for end in ends {
            self.note(isnad_pack::feature_hash_on(hash, std::iter::once(end)), || [parts, &[end]].concat().join(":"));
        }
    }

    fn note(&mut self, hash: u64, name: impl FnOnce() -> String) {
        if self.hashes.contains(&hash) {
            return;
        }
        self.hashes.push(hash);
        if let Some(names) = &mut self.names {
            names.push(name());
        }
    }
}

/// What can be chosen: a place, an actor.
pub trait Named: Clone {
    /// Its id.
    fn id(&self) -> &str;
    /// Id, Arabic name, English name, as written.
    fn names(&self) -> [String; 4];
}

impl Named for PlaceRef {
    fn id(&self) -> &str {
        &self.id
    }

    fn names(&self) -> [String; 4] {
        [self.id.to_string(), self.name_ar.to_string(), self.name_en.as_deref().unwrap_or_default().to_owned(), self.surface.to_string()]
    }
}

impl Named for EntityRef {
    fn id(&self) -> &str {
        &self.id
    }

    fn names(&self) -> [String; 4] {
        [self.id.to_string(), self.name_ar.to_string(), self.name_en.as_deref().unwrap_or_default().to_owned(), self.surface.to_string()]
    }
}

impl Named for Modality {
    fn id(&self) -> &str {
        self.name()
    }

    fn names(&self) -> [String; 4] {
        [self.name().to_owned(), String::new(), String::new(), String::new()]
    }
}

/// Things that go together, and the items that name them in the sentence.
pub struct Candidate<T> {
    /// The things; none at all is a candidate too.
    pub things: Vec<T>,
    /// Where they stand; empty when they come from before.
    pub items: Vec<usize>,
    /// What speaks for them.
    pub features: Features,
    /// What the words around stand for.
    pub(crate) passages: Vec<Passage>,
    /// Weight given beside what was learned.
    pub lean: i64,
}

/// The candidates of one choice, one for each set of things.
pub struct Candidates<T> {
    event_type: EventType,
    named: bool,
    /// All of them, in the order in which they were found.
    pub all: Vec<Candidate<T>>,
}

impl<T: Named> Candidates<T> {
    /// None yet, for a claim of that type.
    pub fn new(event_type: EventType, named: bool) -> Self {
        Candidates { event_type, named, all: Vec::new() }
    }

    /// Where the candidate with these things stands.
    pub fn position(&self, things: &[T]) -> Option<usize> {
        self.all.iter().position(|known| known.things.iter().map(T::id).eq(things.iter().map(T::id)))
    }

    /// Adds features to the candidate of these things, which is made when it is new.
    pub fn add(&mut self, things: Vec<T>, items: Vec<usize>, rows: &[&[&str]]) {
        let at = self.position(&things).unwrap_or_else(|| {
            self.all.push(Candidate { things, items: Vec::new(), features: Features::new(self.named), passages: Vec::new(), lean: 0 });
            self.all.len() - 1
        });
        if self.all[at].items.is_empty() {
            self.all[at].items = items;
        }
        for row in rows {
            self.describe(at, row);
        }
    }

    /// Adds a feature to candidate `at`: alone, with the family of the claim, with its type.
    pub fn describe(&mut self, at: usize, row: &[&str]) {
        self.all[at].features.add_with(row, [self.event_type.family().name(), self.event_type.name()]);
    }

    /// The candidate that weighs most; the one the rules of grammar take gives way to one that weighs more by the table's `margin`, which may be negative.
    pub fn best(&self, weights: &FxHashMap<u64, i32>, ruled: usize) -> usize {
        let margin = weights.get(&isnad_pack::feature_hash(std::iter::once("margin"))).copied().unwrap_or(0);
        let weight = |candidate: &Candidate<T>| {
            let features: i64 = candidate.features.hashes.iter().filter_map(|hash| weights.get(hash)).map(|w| i64::from(*w)).sum();
            let passages: i64 = candidate.passages.iter().map(|passage| passage.weigh(weights, self.event_type.name())).sum();
            features + passages + candidate.lean
        };
        let mut best = (ruled, self.all.get(ruled).map_or(i64::MIN, |candidate| weight(candidate) + i64::from(margin)));
        for (at, candidate) in self.all.iter().enumerate().filter(|(at, _)| *at != ruled) {
            let weight = weight(candidate);
            if weight > best.1 {
                best = (at, weight);
            }
        }
        best.0
    }

    /// Takes the best, or the one at `ruled` where nothing was learned, and tells `decisions` when somebody observes.
    pub fn choose(
        self,
        what: &'static str,
        weights: &FxHashMap<u64, i32>,
        trigger: usize,
        ruled: usize,
        decisions: &RefCell<Option<Vec<Decision>>>,
    ) -> (Vec<T>, Vec<usize>) {
        let taken = if weights.is_empty() { ruled } else { self.best(weights, ruled) };
        if let Some(list) = decisions.borrow_mut().as_mut() {
            let shown = |c: &Candidate<T>| Shown {
                things: c.things.iter().map(T::names).collect(),
                features: c.features.names.clone().unwrap_or_default(),
                numbers: c.passages.iter().flat_map(|passage| passage.features(self.event_type.name())).collect(),
            };
            list.push(Decision { what, event_type: self.event_type, trigger, candidates: self.all.iter().map(shown).collect(), ruled, taken });
        }
        self.all.into_iter().nth(taken).map(|candidate| (candidate.things, candidate.items)).unwrap_or_default()
    }
}

/// One candidate, for training and for explanation.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Names of its members: id, Arabic, English, as written.
    pub things: Vec<[String; 4]>,
    /// Features that it has.
    pub features: Vec<String>,
    /// Features that are numbers between -1 and 1.
    pub numbers: Vec<(String, f64)>,
}

/// One decision with all its candidates, for training and for explanation.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What is decided: `place`, `actor`.
    pub what: &'static str,
    /// The type of the claim.
    pub event_type: EventType,
    /// Where the trigger of the claim begins, in bytes of the text.
    pub trigger: usize,
    /// Its candidates.
    pub candidates: Vec<Shown>,
    /// What the rules of grammar take.
    pub ruled: usize,
    /// The one taken.
    pub taken: usize,
}

/// How far, in coarse steps.
pub fn distance(items: usize) -> &'static str {
    match items {
        0 | 1 => "1",
        2 => "2",
        3 | 4 => "3-4",
        5..=8 => "5-8",
        9..=15 => "9-15",
        _ => "far",
    }
}
