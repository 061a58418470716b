//! The wire form of a claim, as `isnad extract --json` prints it and the record repeats it.

use isnad_model::{Claim, EntityRef, PlaceRef, Position, Quantity, Scope, TimeRef, time::weekday_name};
use isnad_text::{CodePoints, Span};
use serde::Serialize;

/// Offsets of a text in Unicode code points, made once an article.
pub struct Offsets<'t> {
    text: &'t str,
    points: CodePoints,
}

impl<'t> Offsets<'t> {
    /// Reads `text` once.
    pub fn of(text: &'t str) -> Self {
        Offsets { text, points: CodePoints::of(text) }
    }

    /// First code point of a span and one past its last.
    pub fn range(&self, span: Span) -> (usize, usize) {
        (self.points.at(self.text, span.start), self.points.at(self.text, span.end))
    }

    /// The span on the wire.
    pub fn span(&self, span: Span) -> SpanWire {
        let (start, end) = self.range(span);
        SpanWire { end, start }
    }
}

/// A stretch of the article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct SpanWire {
    pub end: usize,
    pub start: usize,
}

/// The clause that carries a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct EvidenceWire {
    pub end: usize,
    pub quote: String,
    pub start: usize,
}

/// An actor, target or source; offsets where the mention stands in the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct EntityWire {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    pub id: String,
    /// As written here; left out where it equals `name_ar` or nothing is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub name_ar: String,
    pub name_en: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct PlaceWire {
    pub id: String,
    pub kind: &'static str,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// As written here; left out where it equals `name_ar` or nothing is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub name_ar: String,
    pub name_en: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// The days a claim speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct TimeWire {
    pub end: Option<String>,
    pub precision: &'static str,
    pub start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekday: Option<&'static str>,
}

/// What a number counts over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct ScopeWire {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since_event: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since_year: Option<i16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_hours: Option<u32>,
}

/// A claimed number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct QuantityWire {
    pub bound: &'static str,
    pub high: Option<u64>,
    pub low: Option<u64>,
    pub metric: String,
    pub scope: Option<ScopeWire>,
    pub subgroup: Option<String>,
    pub value: u64,
}

/// One link of a chain of sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct AttributionWire {
    pub cue: Option<SpanWire>,
    pub source: EntityWire,
}

/// A claim on the wire (claims.md); fields in the order of their names.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct ClaimWire {
    pub actors: Vec<EntityWire>,
    pub attribution: Vec<AttributionWire>,
    pub basis: &'static str,
    pub co_origins: Vec<EntityWire>,
    pub evidence: EvidenceWire,
    pub id: String,
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    pub position: Option<&'static str>,
    pub modality: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    pub places: Vec<PlaceWire>,
    pub polarity: &'static str,
    pub quantity: Option<QuantityWire>,
    pub rules: Vec<String>,
    pub targets: Vec<EntityWire>,
    pub time: Option<TimeWire>,
    #[serde(rename = "type")]
    pub event_type: &'static str,
}

impl ClaimWire {
    /// The wire form of `claim`, whose spans index the text of `offsets`.
    pub fn of(claim: &Claim, offsets: &Offsets) -> Self {
        let parts = &claim.parts;
        let entities = |list: &[EntityRef]| list.iter().map(|one| entity(one, Some(offsets))).collect();
        let (start, end) = offsets.range(claim.evidence);
        ClaimWire {
            actors: entities(&parts.actors),
            attribution: parts
                .attribution
                .iter()
                .map(|link| AttributionWire { cue: link.cue.map(|cue| offsets.span(cue)), source: entity(&link.source, None) })
                .collect(),
            basis: parts.basis.name(),
            co_origins: parts.co_origins.iter().map(|one| entity(one, None)).collect(),
            evidence: EvidenceWire { end, quote: claim.evidence.slice(offsets.text).to_owned(), start },
            id: claim.id.to_string(),
            position: (parts.position != Position::Body).then(|| parts.position.name()),
            modality: parts.modality.name(),
            partial: parts.partial,
            places: parts.places.iter().map(place).collect(),
            polarity: parts.polarity.name(),
            quantity: parts.quantity.as_ref().map(quantity),
            rules: parts.rules.clone(),
            targets: entities(&parts.targets),
            time: parts.time.as_ref().map(time),
            event_type: parts.event_type.name(),
        }
    }
}

fn as_written(surface: &str, canonical: &str) -> Option<String> {
    (!surface.is_empty() && surface != canonical).then(|| surface.to_owned())
}

fn entity(entity: &EntityRef, offsets: Option<&Offsets>) -> EntityWire {
    let range = offsets.and_then(|offsets| entity.span.map(|span| offsets.range(span)));
    EntityWire {
        end: range.map(|(_, end)| end),
        id: entity.id.to_string(),
        name: as_written(&entity.surface, &entity.name_ar),
        name_ar: entity.name_ar.to_string(),
        name_en: entity.name_en.as_deref().map(str::to_owned),
        start: range.map(|(start, _)| start),
    }
}

fn place(place: &PlaceRef) -> PlaceWire {
    PlaceWire {
        id: place.id.to_string(),
        kind: place.kind.name(),
        lat: place.position.map(|(lat, _)| f64::from(lat) / 10_000.0),
        lon: place.position.map(|(_, lon)| f64::from(lon) / 10_000.0),
        name: as_written(&place.surface, &place.name_ar),
        name_ar: place.name_ar.to_string(),
        name_en: place.name_en.as_deref().map(str::to_owned),
        part: place.part.as_deref().map(str::to_owned),
    }
}

fn time(time: &TimeRef) -> TimeWire {
    TimeWire {
        end: time.end.map(|date| date.to_string()),
        precision: time.precision.name(),
        start: time.start.map(|date| date.to_string()),
        weekday: time.weekday.map(weekday_name),
    }
}

fn quantity(quantity: &Quantity) -> QuantityWire {
    QuantityWire {
        bound: quantity.bound.name(),
        high: quantity.high,
        low: quantity.low,
        metric: quantity.metric.clone(),
        scope: quantity.scope.as_ref().and_then(scope),
        subgroup: quantity.subgroup.clone(),
        value: quantity.value,
    }
}

/// What a number counts over; nothing where the text does not say.
pub fn scope(scope: &Scope) -> Option<ScopeWire> {
    (*scope != Scope::default()).then(|| ScopeWire {
        since: scope.since.map(|date| date.to_string()),
        since_event: scope.since_event.clone(),
        since_year: scope.since_year,
        within_hours: scope.within_hours,
    })
}
