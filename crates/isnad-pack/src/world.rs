//! Typed rows of the knowledge and source packs.

use isnad_model::knowledge::Period;
use isnad_model::{EntityKind, PlaceKind};
use jiff::civil::Date;
use std::sync::Arc;

/// A named actor, person, agency or outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Id.
    pub id: Arc<str>,
    /// Canonical Arabic name.
    pub name_ar: Arc<str>,
    /// English name.
    pub name_en: Option<Arc<str>>,
    /// What it is.
    pub kind: EntityKind,
    /// Country id, `""` when none.
    pub country: Arc<str>,
    /// Whether it may speak as a source only (agencies, outlets).
    pub is_media: bool,
}

/// A country and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// Id, as in `countries.tsv`.
    pub id: Arc<str>,
    /// Canonical Arabic name.
    pub name_ar: Arc<str>,
    /// English name.
    pub name_en: Arc<str>,
    /// Adjective, masculine singular.
    pub adjective_ar: Arc<str>,
    /// English adjective.
    pub adjective_en: Arc<str>,
    /// Its people, with the article.
    pub people_ar: Arc<str>,
    /// The gazetteer's place for it, `country:xx`.
    pub place: Arc<str>,
    /// Its name is masculine, as few are that stand without the article.
    pub masculine: bool,
    /// Its name is feminine though it has the article: `الصين`.
    pub feminine: bool,
}

/// A body that every country has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Id.
    pub id: Arc<str>,
    /// The first head listed, as canonical Arabic.
    pub head: Arc<str>,
    /// All of them.
    pub heads: Vec<Arc<str>>,
    /// English name without the country.
    pub name_en: Arc<str>,
    /// What it is.
    pub kind: EntityKind,
    /// `government`, `state`, or empty.
    pub speaks_for: Arc<str>,
    /// Whether without a nationality it is that of the country the article is about.
    pub alone: bool,
    /// Whether a country has many of them: with the name of a place or a person behind it, it is called by that.
    pub many: bool,
}

/// A place of the gazetteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Id.
    pub id: Arc<str>,
    /// Arabic name.
    pub name_ar: Arc<str>,
    /// English name.
    pub name_en: Arc<str>,
    /// What it is.
    pub kind: PlaceKind,
    /// Country id.
    pub country: Arc<str>,
    /// Governorate's place id.
    pub admin1: Arc<str>,
    /// Degrees times 10 000.
    pub position: Option<(i32, i32)>,
    /// Inhabitants.
    pub population: u32,
    /// The bare name is also a common word: it counts only after a class word.
    pub gated: bool,
}

/// A relation between two entities, in force from `since` until `until` (ISO dates or their beginnings; empty for open).
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Relation {
    pub from: String,
    pub relation: String,
    pub to: String,
    pub since: String,
    pub until: String,
}

impl Relation {
    /// When it is in force. A year or month begins with its first day; what cannot be read is open.
    pub fn period(&self) -> Period {
        Period { from: first_day(&self.since), until: first_day(&self.until) }
    }
}

/// The first day of an ISO date or its beginning (`2024`, `2024-12`).
fn first_day(written: &str) -> Option<Date> {
    let mut parts = written.split('-').map(|part| part.parse::<i16>().ok());
    let year = parts.next()??;
    let (month, day) = (parts.next().flatten().unwrap_or(1), parts.next().flatten().unwrap_or(1));
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Who held an office of a country, and when (ISO dates or their beginnings; empty for open).
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Office {
    pub country: String,
    pub role: String,
    pub from: String,
    pub until: String,
    pub holder: u32,
}

/// A term for a side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// As listed.
    pub term: String,
    /// Actor id.
    pub actor: String,
    /// Frame class.
    pub frame: String,
    /// The country whose news it means this actor in, empty where the term is plain everywhere.
    pub only_in: String,
}

/// An outlet and its hosts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct OutletRow {
    pub id: String,
    pub name_ar: String,
    pub name_en: String,
    pub hosts: Vec<String>,
    pub names: Vec<String>,
    pub country: String,
    /// Writes of its own country before others.
    pub local: bool,
    pub agency: bool,
}
