//! Hand-made claims through one helper.

mod chains;
mod control;
mod figures;
mod generated;
mod interest;
mod lists;
mod merging;
mod views;

use crate::record::{ContradictionKind, ContradictionState, ControlStatus, DeniedBy, Event, Measure, Record, Status, Support, Why};
use crate::{Memory, Options, fuse, fuse_again};
use isnad_lineage::{CopyEdge, Direction, EdgeKind, Lineage, Passage, Story};
use isnad_model::knowledge::{Institution, Names, Period, SpeaksFor, Tie, Unnamed};
use isnad_model::*;
use isnad_text::Span;
use jiff::civil::{Date, Weekday, date};
use std::sync::Arc;

/// One invented page with its claims.
#[derive(Clone, Debug)]
struct Page {
    article: Article,
    annotation: Annotation,
}

fn page(outlet: &str, published: &str) -> Page {
    let outlet = Outlet { id: outlet.into(), ..Outlet::default() };
    let mut article = Article::new(format!("{}/{published}", outlet.id), outlet, None, Arc::from("ن".repeat(400).as_str()));
    article.published_at = Stamp::parse(published);
    Page { article, annotation: Annotation::default() }
}

fn entity(id: &str) -> EntityRef {
    let kind = match id {
        _ if id.starts_with("unnamed:") => EntityKind::Unnamed,
        "agency" | "wire" => EntityKind::Agency,
        _ => EntityKind::Body,
    };
    EntityRef { id: id.into(), name_ar: id.into(), name_en: None, surface: id.into(), kind, span: None }
}

fn place(id: &str) -> PlaceRef {
    let kind = if id == "land" || id.starts_with("country:") {
        PlaceKind::Country
    } else if id.ends_with("_gov") {
        PlaceKind::Governorate
    } else {
        PlaceKind::City
    };
    PlaceRef {
        id: id.into(),
        name_ar: id.into(),
        name_en: None,
        kind,
        position: None,
        admin1: None,
        country: None,
        part: None,
        surface: id.into(),
        span: None,
    }
}

/// A claim in the making: `claim("capture", "rebels", "town").by("observatory")`.
#[derive(Clone, Debug)]
struct Draft(ClaimParts);

fn claim(kind: &str, actor: &str, at: &str) -> Draft {
    let list = |ids: &str| ids.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    Draft(ClaimParts {
        event_type: EventType::parse(kind).unwrap(),
        position: Position::Body,
        actors: list(actor).iter().map(|id| entity(id)).collect(),
        targets: Vec::new(),
        places: list(at).iter().map(|id| place(id)).collect(),
        time: None,
        quantity: None,
        attribution: Vec::new(),
        co_origins: Vec::new(),
        basis: Basis::Unattributed,
        polarity: Polarity::Asserted,
        modality: Modality::Actual,
        quotation: None,
        partial: false,
        points_back: false,
        rules: Vec::new(),
    })
}

impl Draft {
    /// Whoever says it is named without his state.
    fn bare(mut self) -> Self {
        self.0.attribution[0].source.surface = "ministry".into();
        self
    }

    fn by(mut self, chain: &str) -> Self {
        self.0.attribution = chain.split(" < ").map(|id| Attribution { source: entity(id), cue: None }).collect();
        self.0.basis = Basis::Attributed;
        self
    }

    fn own(mut self, basis: Basis) -> Self {
        self.0.basis = basis;
        self
    }

    fn on(mut self, day: i8) -> Self {
        self.0.time = Some(TimeRef::day(december(day)));
        self
    }

    fn weekday(mut self, weekday: Weekday) -> Self {
        self.0.time = Some(TimeRef { start: None, end: None, precision: TimePrecision::Day, weekday: Some(weekday) });
        self
    }

    fn denied(mut self) -> Self {
        self.0.polarity = Polarity::Denied;
        self
    }

    fn modal(mut self, modality: Modality) -> Self {
        self.0.modality = modality;
        self
    }

    /// The place comes from another sentence.
    fn carried(mut self) -> Self {
        for place in &mut self.0.places {
            place.surface = "".into();
        }
        self
    }

    fn words(mut self, hash: u64) -> Self {
        self.0.quotation = Some(hash);
        self
    }

    fn number(mut self, value: u64, bound: Bound, subgroup: Option<&str>, since: Option<Date>) -> Self {
        let mut quantity = Quantity::new(self.0.event_type.name(), value, bound);
        quantity.subgroup = subgroup.map(str::to_owned);
        quantity.scope = since.map(|since| Scope { since: Some(since), ..Scope::default() });
        self.0.quantity = Some(quantity);
        self
    }
}

fn december(day: i8) -> Date {
    date(2024, 12, day)
}

impl Page {
    /// Puts a claim on the page, each at its own stretch of text.
    fn says(mut self, draft: Draft) -> Self {
        let at = self.annotation.claims.len() * 20;
        self.annotation.claims.push(Claim::new(self.article.id.clone(), Span::new(at, at + 20), draft.0));
        self
    }
}

fn tie(to: &str) -> Tie {
    Tie { to: to.into(), period: Period::default() }
}

fn knowledge() -> Knowledge {
    let mut knowledge = Knowledge::default();
    for (part, whole) in [
        ("ministry", "gov"),
        ("army", "gov"),
        ("state_agency", "gov"),
        ("unnamed:army", "gov"),
        ("director", "observatory"),
        ("food_programme", "un"),
    ] {
        knowledge.belongs_to.insert(part.into(), vec![tie(whole)]);
    }
    for enemy in ["rebels", "league"] {
        let mut opposes = std::mem::take(&mut knowledge.opposes);
        knowledge.relate(&mut opposes, "gov", enemy, Period::default());
        knowledge.opposes = opposes;
    }
    knowledge.agencies.extend(["agency".to_owned(), "wire".to_owned(), "state_agency".to_owned()]);
    use SpeaksFor::*;
    let kinds = [
        ("military", State),
        ("security", State),
        ("diplomatic", Himself),
        ("activists", Nobody),
        ("expert", Nobody),
        ("medical", Nobody),
        ("sources", Body),
        ("reports", Body),
    ];
    let unnamed = |(kind, speaks_for): (&str, SpeaksFor)| (kind.to_owned(), Unnamed { speaks_for, is_rumour: kind == "reports" });
    knowledge.unnamed.extend(kinds.map(unnamed));
    knowledge.belongs_to.insert("coast_ministry".into(), vec![tie("coast")]);
    for (id, country) in
        [("land_ministry", Some("land")), ("coast_ministry", Some("land")), ("isle_ministry", Some("isle")), ("x:body:ministry", None)]
    {
        let institution = Institution { kind: "ministry".into(), country: country.map(str::to_owned) };
        knowledge.institutions.insert(id.into(), institution);
    }
    knowledge.bare_names.insert("ministry".into(), "ministry".into());
    knowledge.counting_competence.insert("observatory".into(), 3);
    knowledge.by_name.insert("الامم المتحده".into(), "un".into());
    for (part, whole) in [("town", "town_gov"), ("village", "town_gov"), ("town_gov", "country:land")] {
        knowledge.part_of_place.insert(part.into(), whole.into());
    }
    for named in ["town_gov", "country:land"] {
        knowledge.place_names.insert(named.into(), Names::default());
    }
    knowledge.paired_places.extend([("gate".to_owned(), "door".to_owned()), ("door".to_owned(), "gate".to_owned())]);
    knowledge
}

/// One story of all pages, no copying.
/// Each page a story of its own.
fn stories_apart(pages: &[Page]) -> Lineage {
    let story = |page: &Page| Story { id: page.article.id.as_str().into(), articles: vec![page.article.id.clone()] };
    let mut stories: Vec<Story> = pages.iter().map(story).collect();
    stories.sort_by(|a, b| a.articles.cmp(&b.articles));
    Lineage { stories, ..Lineage::default() }
}

fn one_story(pages: &[Page]) -> Lineage {
    let mut articles: Vec<ArticleId> = pages.iter().map(|page| page.article.id.clone()).collect();
    articles.sort();
    articles.dedup();
    Lineage { edges: Vec::new(), stories: vec![Story { id: "s-1".into(), articles }] }
}

fn check_with(pages: &[Page], lineage: &Lineage, options: &Options) -> Record {
    let articles: Vec<&Article> = pages.iter().map(|page| &page.article).collect();
    let annotations: Vec<&Annotation> = pages.iter().map(|page| &page.annotation).collect();
    fuse(&articles, &annotations, lineage, &knowledge(), options)
}

fn check_again(memory: &mut Memory, pages: &[Page], lineage: &Lineage) -> Record {
    let articles: Vec<&Article> = pages.iter().map(|page| &page.article).collect();
    let annotations: Vec<&Annotation> = pages.iter().map(|page| &page.annotation).collect();
    fuse_again(memory, &articles, &annotations, &[], lineage, &knowledge(), &Options::default())
}

fn check(pages: &[Page]) -> Record {
    check_with(pages, &one_story(pages), &Options::default())
}

fn event<'r>(record: &'r Record, kind: &str) -> &'r Event {
    let found: Vec<&Event> = record.events.iter().filter(|event| event.event_type.name() == kind).collect();
    assert_eq!(found.len(), 1, "{kind}: {found:#?}");
    found[0]
}

fn roots(chains: &[crate::record::Chain]) -> Vec<&str> {
    chains.iter().map(|chain| chain.root.id.as_str()).collect()
}

fn total(record: &Record) -> &crate::record::Figure {
    record.figures.iter().find(|figure| figure.subgroup.is_none() && figure.measure != Measure::Forecast).unwrap()
}
