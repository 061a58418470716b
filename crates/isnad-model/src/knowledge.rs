//! What fusion needs to know of the world, without words: who belongs to whom, who is against whom.

use std::collections::{BTreeMap, BTreeSet};

/// The stake of a root in a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Interest {
    Admission,
    ThirdParty,
    EnemyClaim,
    SelfServing,
    Unknown,
}

impl Interest {
    /// Wire name.
    pub fn name(self) -> &'static str {
        match self {
            Interest::SelfServing => "self_serving",
            Interest::Admission => "admission",
            Interest::EnemyClaim => "enemy_claim",
            Interest::ThirdParty => "third_party",
            Interest::Unknown => "unknown",
        }
    }
}

/// A name of an entity or place in two languages.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct Names {
    pub ar: String,
    pub en: Option<String>,
}

/// Relations between entities and places, compiled from packs. Keys and values are ids.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// Entity → the body it speaks for or is part of (one step).
    pub belongs_to: BTreeMap<String, String>,
    /// Unordered pairs of entities that are enemies, by root family, smaller id first.
    pub opposes: BTreeSet<(String, String)>,
    /// Unordered pairs of allies.
    pub allied: BTreeSet<(String, String)>,
    /// Names of every entity.
    pub names: BTreeMap<String, Names>,
    /// Names of every place.
    pub place_names: BTreeMap<String, Names>,
    /// Every name, folded, of sources and actors → id, for `--without` and the like.
    pub by_name: BTreeMap<String, String>,
    /// Place → the place it is part of (quarter → city, town → governorate).
    pub part_of_place: BTreeMap<String, String>,
    /// Facilities that face each other across a border, both ways.
    pub paired_places: BTreeMap<String, String>,
    /// Entities whose work is counting (observatories, UN bodies, health authorities by weight), higher is more competent.
    pub counting_competence: BTreeMap<String, u8>,
    /// Agencies.
    pub agencies: BTreeSet<String>,
    /// Outlet id → entity that it belongs to (a state agency's site).
    pub outlet_owner: BTreeMap<String, String>,
}

impl Knowledge {
    /// The top of the family that `id` belongs to: follows [`Knowledge::belongs_to`] to its end, cycles cut.
    pub fn root<'a>(&'a self, id: &'a str) -> &'a str {
        let mut at = id;
        for _ in 0..8 {
            match self.belongs_to.get(at) {
                Some(next) if next != at => at = next,
                _ => break,
            }
        }
        at
    }

    /// Whether two entities, by their roots, are enemies.
    pub fn are_enemies(&self, a: &str, b: &str) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let pair = if a < b { (a.to_owned(), b.to_owned()) } else { (b.to_owned(), a.to_owned()) };
        self.opposes.contains(&pair)
    }

    /// Whether two entities, by their roots, are one side or allies.
    pub fn same_side(&self, a: &str, b: &str) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let pair = if a < b { (a.to_owned(), b.to_owned()) } else { (b.to_owned(), a.to_owned()) };
        a == b || self.allied.contains(&pair)
    }
}
