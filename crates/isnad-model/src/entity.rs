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
