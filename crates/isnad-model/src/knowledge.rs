//! What fusion needs to know of the world, without words: who belongs to whom, who is against whom.

use jiff::civil::Date;
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

/// When a relation is in force: from its first day until before its last; open ends hold ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub struct Period {
    pub from: Option<Date>,
    pub until: Option<Date>,
}

impl Period {
    /// Whether it holds on a day; on an unknown day every relation does.
    pub fn holds(self, on: Option<Date>) -> bool {
        on.is_none_or(|on| self.from.is_none_or(|from| from <= on) && self.until.is_none_or(|until| on < until))
    }
}

/// A body that an entity speaks for or is part of, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Tie {
    pub to: String,
    pub period: Period,
}

/// What an institution is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
    /// The body that every country has (`health_ministry`).
    pub kind: String,
    /// The country that it is of, or in.
    pub country: Option<String>,
}

/// Pairs of root families, both ways, and when they stand so.
pub type Pairs = BTreeMap<String, BTreeMap<String, Vec<Period>>>;

/// Relations between entities and places, compiled from packs. Keys and values are ids.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// Entity → the bodies it speaks for or is part of (one step), in the order of the packs.
    pub belongs_to: BTreeMap<String, Vec<Tie>>,
    /// Enemies.
    pub opposes: Pairs,
    /// Allies.
    pub allied: Pairs,
    /// Body → the days on which its enemies took it over: it goes by the same name, and is another party from then on.
    pub taken_over: BTreeMap<String, Vec<Date>>,
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
    /// Kinds of anonymous sources → for whom they speak.
    pub unnamed: BTreeMap<String, Unnamed>,
    /// Institutions, those that only a common name tells of (`x:body:…`) among them.
    pub institutions: BTreeMap<String, Institution>,
    /// Names that an institution of a kind goes by where its state is not told (`وزارة الصحة`), folded → kind.
    pub bare_names: BTreeMap<String, String>,
    /// Terms that mean an actor only in the news of one country: (term, actor) → country.
    pub partial_terms: BTreeMap<(String, String), String>,
    /// Outlet id → entity that it belongs to (a state agency's site).
    pub outlet_owner: BTreeMap<String, String>,
}

/// What is known of a kind of anonymous sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unnamed {
    /// For whom they speak.
    pub speaks_for: SpeaksFor,
    /// Whether nobody stands behind what they say, whoever relays it.
    pub is_rumour: bool,
}

/// For whom an anonymous source speaks. Of a kind that no table lists, each speaks for the body or country that its word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeaksFor {
    /// From inside a state: for the one whose agency reports him.
    State,
    /// From inside a state or a force that is not told, for himself.
    Himself,
    /// For the body that its word names, but for no mere country.
    Body,
    /// From outside, whatever country or body stands beside its word.
    Nobody,
}

/// The kind of an anonymous source (`unnamed:military@iraq_army` → `military`), and the body or country that its word names, if any.
pub fn unnamed(id: &str) -> Option<(&str, Option<&str>)> {
    let rest = id.strip_prefix("unnamed:")?;
    Some(rest.split_once(['@', ':']).map_or((rest, None), |(kind, of)| (kind, Some(of).filter(|of| !of.is_empty()))))
}

impl Knowledge {
    /// The next body up on a day: what an entity speaks for or is part of, or where an anonymous source speaks from. Of several bodies
    /// the one listed last counts; on an unknown day those that have no beginning.
    ///
    /// "Sources in the country" are not its government; its officials, officers and security sources are.
    pub fn above<'a>(&'a self, id: &'a str, on: Option<Date>) -> Option<&'a str> {
        if let Some(ties) = self.belongs_to.get(id) {
            let held = |tie: &&Tie| if on.is_some() { tie.period.holds(on) } else { tie.period.from.is_none() };
            return ties.iter().rfind(held).map(|tie| tie.to.as_str());
        }
        let of = self.affiliation(id)?;
        let vague = self.unnamed_kind(id).is_some_and(|known| known.speaks_for == SpeaksFor::Body);
        (!(vague && self.is_country(of))).then_some(of)
    }

    /// The body that an anonymous source speaks from inside of, as its id says: `unnamed:military@iraq_army` → `iraq_army`,
    /// `unnamed:official:united_states` → `united_states`. `None` for bystanders, experts and other outsiders.
    pub fn affiliation<'i>(&self, id: &'i str) -> Option<&'i str> {
        let outside = self.unnamed_kind(id).is_some_and(|known| known.speaks_for == SpeaksFor::Nobody);
        unnamed(id)?.1.filter(|_| !outside)
    }

    /// What the tables say of the kind of an anonymous source.
    pub fn unnamed_kind(&self, id: &str) -> Option<Unnamed> {
        self.unnamed.get(unnamed(id)?.0).copied()
    }

    /// Whether an id is a country's: as a source it is its government.
    pub fn is_country(&self, id: &str) -> bool {
        self.belongs_to.get(id).is_some_and(|ties| ties.iter().any(|tie| tie.to.strip_suffix("_government") == Some(id)))
    }

    /// The top of the family that `id` belongs to on a day: follows [`Knowledge::above`] to its end, cycles cut.
    pub fn root<'a>(&'a self, id: &'a str, on: Option<Date>) -> &'a str {
        let mut at = id;
        for _ in 0..8 {
            match self.above(at, on) {
                Some(next) if next != at => at = next,
                _ => break,
            }
        }
        at
    }

    /// Whether two entities, by their roots, are enemies on a day.
    pub fn are_enemies(&self, a: &str, b: &str, on: Option<Date>) -> bool {
        stands(&self.opposes, self.root(a, on), self.root(b, on), on)
    }

    /// Whether two entities, by their roots, are one side or allies on a day.
    pub fn same_side(&self, a: &str, b: &str, on: Option<Date>) -> bool {
        let (a, b) = (self.root(a, on), self.root(b, on));
        a == b || stands(&self.allied, a, b, on)
    }

    /// Whether a body passed to its enemies between two days; what is said on the day itself may be the last word of
    /// before. Of an unknown first day, whether it did so in the weeks before the second, in which a page may still tell
    /// of before.
    pub fn was_taken_over(&self, root: &str, from: Option<Date>, to: Option<Date>) -> bool {
        let (Some(days), Some(to)) = (self.taken_over.get(root), to) else { return false };
        let from = from.unwrap_or_else(|| to.saturating_sub(jiff::Span::new().months(2)));
        days.iter().any(|day| from < *day && *day < to)
    }

    /// Relates two entities over a period, by the roots that each has in the course of it.
    pub fn relate(&self, pairs: &mut Pairs, a: &str, b: &str, period: Period) {
        let mut cuts = BTreeSet::new();
        self.turns(a, 0, &mut cuts);
        self.turns(b, 0, &mut cuts);
        let inside = |cut: &Date| period.from.is_none_or(|from| from < *cut) && period.until.is_none_or(|until| *cut < until);
        let cuts: Vec<Date> = cuts.into_iter().filter(inside).collect();
        let starts = std::iter::once(period.from).chain(cuts.iter().copied().map(Some));
        let ends = cuts.iter().copied().map(Some).chain(std::iter::once(period.until));
        for (from, until) in starts.zip(ends) {
            let part = Period { from, until };
            // Where a stretch has no beginning, the day before its end tells who belonged to whom in it.
            let on = from.or_else(|| until.and_then(|until| until.yesterday().ok())).unwrap_or(Date::MAX);
            let (x, y) = (self.root(a, Some(on)).to_owned(), self.root(b, Some(on)).to_owned());
            for (x, y) in [(x.clone(), y.clone()), (y, x)] {
                let known = pairs.entry(x).or_default().entry(y).or_default();
                if !known.contains(&part) {
                    known.push(part);
                }
            }
        }
    }

    /// The days on which the root of `id` may change.
    fn turns(&self, id: &str, depth: usize, out: &mut BTreeSet<Date>) {
        for tie in self.belongs_to.get(id).into_iter().flatten().filter(|_| depth < 8) {
            out.extend(tie.period.from);
            out.extend(tie.period.until);
            self.turns(&tie.to, depth + 1, out);
        }
    }
}

fn stands(pairs: &Pairs, a: &str, b: &str, on: Option<Date>) -> bool {
    pairs.get(a).and_then(|others| others.get(b)).is_some_and(|periods| periods.iter().any(|period| period.holds(on)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anonymous_officials_speak_for_their_side_and_bystanders_for_nobody() {
        let mut knowledge = Knowledge::default();
        for (from, to) in [("iraq", "iraq_government"), ("iraq_police", "iraq_government")] {
            knowledge.belongs_to.insert(from.into(), vec![Tie { to: to.into(), period: Period::default() }]);
        }
        for (kind, speaks_for) in [("sources", SpeaksFor::Body), ("expert", SpeaksFor::Nobody), ("activists", SpeaksFor::Nobody)] {
            knowledge.unnamed.insert(kind.into(), Unnamed { speaks_for, is_rumour: false });
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
            assert_eq!(knowledge.root(id, None), root, "{id}");
        }
    }

    #[test]
    fn relations_hold_in_their_time_and_enmity_follows_the_roots() {
        let day = |year: i16| Some(Date::constant(year, 6, 1));
        let period = |from: Option<i16>, until: Option<i16>| Period { from: from.and_then(day), until: until.and_then(day) };
        let tie = |to: &str, period| Tie { to: to.into(), period };
        let mut knowledge = Knowledge::default();
        knowledge.belongs_to.insert("front".into(), vec![tie("rebels", period(Some(2011), Some(2020))), tie("state", period(Some(2020), None))]);
        let mut opposes = Pairs::new();
        knowledge.relate(&mut opposes, "front", "league", period(Some(2015), None));
        knowledge.opposes = opposes;
        for (a, b, year, enemies) in [
            ("front", "league", 2014, false),
            ("front", "league", 2016, true),
            ("rebels", "league", 2016, true),
            ("state", "league", 2016, false),
            ("state", "league", 2021, true),
            ("league", "front", 2021, true),
            ("rebels", "league", 2021, false),
        ] {
            assert_eq!(knowledge.are_enemies(a, b, day(year)), enemies, "{a} {b} {year}");
        }
        assert_eq!(knowledge.root("front", day(2012)), "rebels");
        assert_eq!(knowledge.root("front", day(2030)), "state");
        assert_eq!(knowledge.root("front", day(2000)), "front", "before all that is told of it");
        assert_eq!(knowledge.root("front", None), "front", "on an unknown day only what has no beginning holds");
    }
}
