//! References to actors, sources and places.

use isnad_text::Span;
use std::sync::Arc;

/// What an actor or source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// Armed people or bodies.
    Force,
    /// A country or its government.
    State,
    /// An institution.
    Body,
    /// A political group, movement or alliance.
    Group,
    /// A news agency.
    Agency,
    /// A newspaper, channel or site.
    Media,
    /// A non-governmental organisation, observatories included.
    Ngo,
    /// The United Nations family.
    Un,
    /// A company.
    Company,
    /// People without arms or office.
    People,
    /// One named person.
    Person,
    /// A source without a name (`مصدر أمني`, `تقارير`), typed by its id.
    Unnamed,
}

/// What the id of an entity tells, before any table is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming<'i> {
    /// One that the packs name.
    Listed,
    /// A word for whoever is of a kind (`generic:troops`), with the word.
    Generic(&'i str),
    /// People without arms or office (`people:residents`).
    People,
    /// A source without a name (`unnamed:military`).
    Unnamed,
    /// A name that the packs do not know (`x:person:…`), with what its kind is.
    Unlisted(&'i str),
}

/// How the id of an entity, or of a root, names it.
pub fn naming(id: &str) -> Naming<'_> {
    match id.split_once(':') {
        Some(("generic", word)) => Naming::Generic(word),
        Some(("people", _)) => Naming::People,
        Some(("unnamed", _)) => Naming::Unnamed,
        Some(("x", rest)) => Naming::Unlisted(rest.split_once(':').map_or(rest, |(kind, _)| kind)),
        _ => Naming::Listed,
    }
}

/// An actor, target or source in a claim.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EntityRef {
    /// Id in the packs; `x:…` for names the packs do not know, made from the words.
    pub id: Arc<str>,
    /// Canonical Arabic name.
    pub name_ar: Arc<str>,
    /// English name where known.
    pub name_en: Option<Arc<str>>,
    /// As written here.
    pub surface: Arc<str>,
    /// What it is.
    pub kind: EntityKind,
    /// Where the mention stands, when it stands in the clause.
    pub span: Option<Span>,
}

/// What a place is. A city, its countryside and its governorate are different places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum PlaceKind {
    Country,
    Governorate,
    District,
    Capital,
    City,
    Town,
    Village,
    Quarter,
    Countryside,
    Crossing,
    Airport,
    Base,
    Port,
    Camp,
    Mountain,
    River,
    Road,
    Dam,
    Region,
    Site,
    Sea,
    Unknown,
}

impl PlaceKind {
    const NAMES: [(&'static str, PlaceKind); 22] = [
        ("country", PlaceKind::Country),
        ("governorate", PlaceKind::Governorate),
        ("district", PlaceKind::District),
        ("capital", PlaceKind::Capital),
        ("city", PlaceKind::City),
        ("town", PlaceKind::Town),
        ("village", PlaceKind::Village),
        ("quarter", PlaceKind::Quarter),
        ("countryside", PlaceKind::Countryside),
        ("crossing", PlaceKind::Crossing),
        ("airport", PlaceKind::Airport),
        ("base", PlaceKind::Base),
        ("port", PlaceKind::Port),
        ("camp", PlaceKind::Camp),
        ("mountain", PlaceKind::Mountain),
        ("river", PlaceKind::River),
        ("road", PlaceKind::Road),
        ("dam", PlaceKind::Dam),
        ("region", PlaceKind::Region),
        ("site", PlaceKind::Site),
        ("sea", PlaceKind::Sea),
        ("unknown", PlaceKind::Unknown),
    ];

    /// The kind that a pack writes as `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|(_, kind)| *kind)
    }

    /// Wire name.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("unknown", |(name, _)| name)
    }

    /// Whether it is so wide, or so little known, that several deeds of one kind are told of it in a day.
    pub fn is_wide(self) -> bool {
        use PlaceKind::*;
        matches!(self, Country | Governorate | Countryside | Region | Sea | Unknown)
    }

    /// Settlements: places that people live in and that change hands whole.
    pub fn is_settlement(self) -> bool {
        use PlaceKind::*;
        matches!(self, Capital | City | Town | Village | Quarter | Camp)
    }
}

/// A place in a claim, resolved to the gazetteer where it is known there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PlaceRef {
    /// `geonames:…`, `isnad:…`, `country:…`, or `x:…` for a toponym the packs do not know.
    pub id: Arc<str>,
    /// Canonical Arabic name.
    pub name_ar: Arc<str>,
    /// English name where known.
    pub name_en: Option<Arc<str>>,
    /// What it is.
    pub kind: PlaceKind,
    /// Latitude and longitude in degrees times 10 000, where known.
    pub position: Option<(i32, i32)>,
    /// Id of the governorate it lies in.
    pub admin1: Option<Arc<str>>,
    /// Id of the country it lies in.
    pub country: Option<Arc<str>>,
    /// A part or direction that was named with it (`شمال`, `أطراف`), as written.
    pub part: Option<Arc<str>>,
    /// As written here; empty when it came by reference.
    pub surface: Arc<str>,
    /// Where the mention stands.
    pub span: Option<Span>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_whether_anybody_is_named() {
        for (id, named) in [
            ("iraq_army", Naming::Listed),
            ("generic:troops", Naming::Generic("troops")),
            ("people:residents", Naming::People),
            ("unnamed:military@iraq_army", Naming::Unnamed),
            ("x:person:فلان", Naming::Unlisted("person")),
            ("x:فلان", Naming::Unlisted("فلان")),
        ] {
            assert_eq!(naming(id), named, "{id}");
        }
    }

    #[test]
    fn of_a_wide_place_several_such_deeds_are_told_in_a_day() {
        use PlaceKind::*;
        let wide = [Country, Governorate, Countryside, Region, Sea, Unknown];
        for (_, kind) in PlaceKind::NAMES {
            assert_eq!(kind.is_wide(), wide.contains(&kind), "{kind:?}");
        }
    }
}
