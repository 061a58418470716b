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
    /// Terms that mean an actor only in the news of one country: (term, actor) → country.
    pub partial_terms: BTreeMap<(String, String), String>,
    /// Outlet id → entity that it belongs to (a state agency's site).
    pub outlet_owner: BTreeMap<String, String>,
}

/// Kinds of anonymous sources and offices that speak for nobody but themselves, wherever they are.
const OUTSIDERS: [&str; 13] = [
    "activists",
    "candidate",
    "deputy",
    "expert",
    "footage",
    "islamist",
    "local",
    "media",
    "medical",
    "opposition",
    "people",
    "politician",
    "witnesses",
];

/// The body that an anonymous source speaks from inside of, as its id says: `unnamed:military@iraq_army` → `iraq_army`,
/// `unnamed:official:united_states` → `united_states`. `None` for bystanders, experts and other outsiders.
pub fn affiliation(id: &str) -> Option<&str> {
    let (kind, of) = id.strip_prefix("unnamed:")?.split_once(['@', ':'])?;
    (!OUTSIDERS.contains(&kind) && !of.is_empty()).then_some(of)
}

impl Knowledge {
    /// The next body up: what an entity speaks for or is part of, or where an anonymous source speaks from.
    ///
    /// "Sources in the country" are not its government; its officials, officers and security sources are.
    pub fn above<'a>(&'a self, id: &'a str) -> Option<&'a str> {
        if let Some(next) = self.belongs_to.get(id) {
            return Some(next);
        }
        let of = affiliation(id)?;
        let vague = ["sources", "reports", "statement"].iter().any(|kind| id.strip_prefix("unnamed:").is_some_and(|rest| rest.starts_with(kind)));
        let is_country = self.belongs_to.get(of).is_some_and(|next| next.strip_suffix("_government") == Some(of));
        (!(vague && is_country)).then_some(of)
    }

    /// The top of the family that `id` belongs to: follows [`Knowledge::above`] to its end, cycles cut.
    pub fn root<'a>(&'a self, id: &'a str) -> &'a str {
        let mut at = id;
        for _ in 0..8 {
            match self.above(at) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anonymous_officials_speak_for_their_side_and_bystanders_for_nobody() {
        let mut knowledge = Knowledge::default();
        for (from, to) in [("iraq", "iraq_government"), ("iraq_police", "iraq_government")] {
            knowledge.belongs_to.insert(from.into(), to.into());
        }
        for (id, root) in [
            ("unnamed:official:iraq", "iraq_government"),
            ("unnamed:sources@iraq_police", "iraq_government"),
            ("unnamed:military@iraq", "iraq_government"),
            ("unnamed:sources@iraq", "unnamed:sources@iraq"),
            ("unnamed:expert:iraq", "unnamed:expert:iraq"),
            ("unnamed:activists@iraq", "unnamed:activists@iraq"),
            ("unnamed:security", "unnamed:security"),
        ] {
            assert_eq!(knowledge.root(id), root, "{id}");
        }
    }
}
