//! Twins of the model's claims for [`crate::reading`].

use crate::reading::Names;
use isnad_model::*;
use isnad_text::Span;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

type Range = (usize, usize);

fn range(span: Span) -> Range {
    (span.start, span.end)
}

fn span((start, end): Range) -> Span {
    Span::new(start, end)
}

/// The value that bears `name`.
pub(crate) fn parse<T: Copy>(all: &[T], name_of: fn(T) -> &'static str, name: &str) -> Option<T> {
    all.iter().copied().find(|one| name_of(*one) == name)
}

pub(crate) const BLOCKS: [BlockKind; 13] = {
    use BlockKind::*;
    [Paragraph, Heading, Quote, List, Table, LiveEntry, Title, Deck, Dateline, Byline, Caption, Credit, Boilerplate]
};
const POLARITIES: [Polarity; 2] = [Polarity::Asserted, Polarity::Denied];
const MODALITIES: [Modality; 5] = [Modality::Actual, Modality::Conditional, Modality::Possible, Modality::Future, Modality::Intended];
const BASES: [Basis; 5] = [Basis::Attributed, Basis::Correspondent, Basis::AgencyOwn, Basis::VerifiedFootage, Basis::Unattributed];
const POSITIONS: [Position; 5] = [Position::Body, Position::Heading, Position::Title, Position::Deck, Position::Caption];
const BOUNDS: [Bound; 4] = [Bound::Exact, Bound::Min, Bound::Max, Bound::Approx];
const PRECISIONS: [TimePrecision; 5] = {
    use TimePrecision::*;
    [Day, Week, Month, Year, Range]
};
const WEEKDAYS: [Weekday; 7] = {
    use Weekday::*;
    [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]
};
const ENTITIES: [EntityKind; 12] = {
    use EntityKind::*;
    [Force, State, Body, Group, Agency, Media, Ngo, Un, Company, People, Person, Unnamed]
};

pub(crate) fn entity_kind(kind: EntityKind) -> &'static str {
    use EntityKind::*;
    match kind {
        Force => "force",
        State => "state",
        Body => "body",
        Group => "group",
        Agency => "agency",
        Media => "media",
        Ngo => "ngo",
        Un => "un",
        Company => "company",
        People => "people",
        Person => "person",
        Unnamed => "unnamed",
    }
}

/// Civil time with every digit, offset, whether only the day was said.
#[derive(Serialize, Deserialize)]
pub(crate) struct StampWire(String, Option<i32>, bool);

impl StampWire {
    pub(crate) fn of(stamp: Stamp) -> Self {
        StampWire(stamp.civil.to_string(), stamp.offset_minutes, stamp.day_only)
    }

    pub(crate) fn back(self) -> Option<Stamp> {
        Some(Stamp { civil: self.0.parse().ok()?, offset_minutes: self.1, day_only: self.2 })
    }
}

#[derive(Serialize, Deserialize)]
struct EntityWire {
    id: String,
    ar: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    en: Option<String>,
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    surface: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    span: Option<Range>,
}

/// What is written here, unless it is the name itself.
fn unless_name(surface: &Arc<str>, name: &Arc<str>) -> Option<String> {
    (surface != name).then(|| surface.to_string())
}

impl EntityWire {
    fn of(entity: &EntityRef) -> Self {
        EntityWire {
            id: entity.id.to_string(),
            ar: entity.name_ar.to_string(),
            en: entity.name_en.as_ref().map(ToString::to_string),
            kind: entity_kind(entity.kind).into(),
            surface: unless_name(&entity.surface, &entity.name_ar),
            span: entity.span.map(range),
        }
    }

    fn back(self, names: &mut Names) -> Option<EntityRef> {
        Some(EntityRef {
            id: names.one(&self.id),
            name_ar: names.one(&self.ar),
            name_en: self.en.map(|name| names.one(&name)),
            surface: names.one(self.surface.as_ref().unwrap_or(&self.ar)),
            kind: parse(&ENTITIES, entity_kind, &self.kind)?,
            span: self.span.map(span),
        })
    }
}

#[derive(Serialize, Deserialize)]
struct PlaceWire {
    id: String,
    ar: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    en: Option<String>,
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<(i32, i32)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    admin1: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    country: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    surface: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    span: Option<Range>,
}

impl PlaceWire {
    fn of(place: &PlaceRef) -> Self {
        let text = |name: &Option<Arc<str>>| name.as_ref().map(ToString::to_string);
        PlaceWire {
            id: place.id.to_string(),
            ar: place.name_ar.to_string(),
            en: text(&place.name_en),
            kind: place.kind.name().into(),
            at: place.position,
            admin1: text(&place.admin1),
            country: text(&place.country),
            part: text(&place.part),
            surface: unless_name(&place.surface, &place.name_ar),
            span: place.span.map(range),
        }
    }

    fn back(self, names: &mut Names) -> Option<PlaceRef> {
        Some(PlaceRef {
            id: names.one(&self.id),
            name_ar: names.one(&self.ar),
            surface: names.one(self.surface.as_ref().unwrap_or(&self.ar)),
            name_en: self.en.map(|name| names.one(&name)),
            kind: PlaceKind::parse(&self.kind)?,
            position: self.at,
            admin1: self.admin1.map(|name| names.one(&name)),
            country: self.country.map(|name| names.one(&name)),
            part: self.part.map(|name| names.one(&name)),
            span: self.span.map(span),
        })
    }
}

#[derive(Serialize, Deserialize)]
struct TimeWire(Option<String>, Option<String>, String, Option<String>);

impl TimeWire {
    fn of(time: &TimeRef) -> Self {
        let day = |date: Option<Date>| date.map(|date| date.to_string());
        TimeWire(day(time.start), day(time.end), time.precision.name().into(), time.weekday.map(|day| time::weekday_name(day).into()))
    }

    fn back(self) -> Option<TimeRef> {
        Some(TimeRef {
            start: date(self.0)?,
            end: date(self.1)?,
            precision: parse(&PRECISIONS, TimePrecision::name, &self.2)?,
            weekday: match self.3 {
                None => None,
                Some(name) => Some(parse(&WEEKDAYS, time::weekday_name, &name)?),
            },
        })
    }
}

/// No day, or the day; `None` when it is no day.
fn date(text: Option<String>) -> Option<Option<Date>> {
    match text {
        None => Some(None),
        Some(text) => text.parse().ok().map(Some),
    }
}

#[derive(Serialize, Deserialize)]
struct ScopeWire(Option<String>, Option<String>, Option<u32>, Option<i16>);

#[derive(Serialize, Deserialize)]
struct QuantityWire {
    metric: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subgroup: Option<String>,
    value: u64,
    low: Option<u64>,
    high: Option<u64>,
    bound: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scope: Option<ScopeWire>,
    #[serde(default, skip_serializing_if = "is_false")]
    part_of_total: bool,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl QuantityWire {
    fn of(quantity: &Quantity) -> Self {
        let scope =
            |scope: &Scope| ScopeWire(scope.since.map(|date| date.to_string()), scope.since_event.clone(), scope.within_hours, scope.since_year);
        QuantityWire {
            metric: quantity.metric.clone(),
            subgroup: quantity.subgroup.clone(),
            value: quantity.value,
            low: quantity.low,
            high: quantity.high,
            bound: quantity.bound.name().into(),
            scope: quantity.scope.as_ref().map(scope),
            part_of_total: quantity.part_of_total,
        }
    }

    fn back(self) -> Option<Quantity> {
        let scope = match self.scope {
            None => None,
            Some(ScopeWire(since, since_event, within_hours, since_year)) => {
                Some(Scope { since: date(since)?, since_event, within_hours, since_year })
            }
        };
        Some(Quantity {
            metric: self.metric,
            subgroup: self.subgroup,
            value: self.value,
            low: self.low,
            high: self.high,
            bound: parse(&BOUNDS, Bound::name, &self.bound)?,
            scope,
            part_of_total: self.part_of_total,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct ClaimWire {
    event_type: String,
    evidence: Range,
    position: String,
    basis: String,
    polarity: String,
    modality: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    actors: Vec<EntityWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    targets: Vec<EntityWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    places: Vec<PlaceWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    time: Option<TimeWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quantity: Option<QuantityWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attribution: Vec<(EntityWire, Option<Range>)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    co_origins: Vec<EntityWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quotation: Option<u64>,
    #[serde(default, skip_serializing_if = "is_false")]
    partial: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    points_back: bool,
    rules: Vec<String>,
}

impl ClaimWire {
    pub(crate) fn of(claim: &Claim) -> Self {
        let parts = &claim.parts;
        let entities = |list: &[EntityRef]| list.iter().map(EntityWire::of).collect();
        ClaimWire {
            event_type: parts.event_type.name().into(),
            evidence: range(claim.evidence),
            position: parts.position.name().into(),
            basis: parts.basis.name().into(),
            polarity: parts.polarity.name().into(),
            modality: parts.modality.name().into(),
            actors: entities(&parts.actors),
            targets: entities(&parts.targets),
            places: parts.places.iter().map(PlaceWire::of).collect(),
            time: parts.time.as_ref().map(TimeWire::of),
            quantity: parts.quantity.as_ref().map(QuantityWire::of),
            attribution: parts.attribution.iter().map(|link| (EntityWire::of(&link.source), link.cue.map(range))).collect(),
            co_origins: entities(&parts.co_origins),
            quotation: parts.quotation,
            partial: parts.partial,
            points_back: parts.points_back,
            rules: parts.rules.clone(),
        }
    }

    pub(crate) fn back(self, article: &ArticleId, names: &mut Names) -> Option<Claim> {
        let mut entities = |list: Vec<EntityWire>| list.into_iter().map(|one| one.back(names)).collect::<Option<Vec<_>>>();
        let (actors, targets, co_origins) = (entities(self.actors)?, entities(self.targets)?, entities(self.co_origins)?);
        let link =
            |(source, cue): (EntityWire, Option<Range>), names: &mut Names| Some(Attribution { source: source.back(names)?, cue: cue.map(span) });
        let time = match self.time {
            None => None,
            Some(time) => Some(time.back()?),
        };
        let quantity = match self.quantity {
            None => None,
            Some(quantity) => Some(quantity.back()?),
        };
        let parts = ClaimParts {
            event_type: EventType::parse(&self.event_type)?,
            position: parse(&POSITIONS, Position::name, &self.position)?,
            actors,
            targets,
            places: self.places.into_iter().map(|one| one.back(names)).collect::<Option<_>>()?,
            time,
            quantity,
            attribution: self.attribution.into_iter().map(|one| link(one, names)).collect::<Option<_>>()?,
            co_origins,
            basis: parse(&BASES, Basis::name, &self.basis)?,
            polarity: parse(&POLARITIES, Polarity::name, &self.polarity)?,
            modality: parse(&MODALITIES, Modality::name, &self.modality)?,
            quotation: self.quotation,
            partial: self.partial,
            points_back: self.points_back,
            rules: self.rules,
        };
        Some(Claim::new(article.clone(), span(self.evidence), parts))
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct LabelWire(String, String, String, Range, bool, bool);

impl LabelWire {
    pub(crate) fn of(label: &LabelMention) -> Self {
        LabelWire(label.term.clone(), label.actor.clone(), label.frame.clone(), range(label.span), label.quoted, label.indirect)
    }

    pub(crate) fn back(self) -> LabelMention {
        LabelMention { term: self.0, actor: self.1, frame: self.2, span: span(self.3), quoted: self.4, indirect: self.5 }
    }
}
