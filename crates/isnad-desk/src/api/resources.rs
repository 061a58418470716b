//! The resources of the API in one table: name, filters, columns, items. The description of the API is made from it too.

use super::Item;
use super::csv::Column;
use crate::Library;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::view::View;
use isnad_export::claim::Offsets;
use isnad_export::extract::{ArticleWire, NoticeWire};
use isnad_export::record as wire;
use isnad_fuse::record::Status::{self, Corroborated, Denied, Disputed, Hypothetical, Reported, Retracted, Unattributed};
use isnad_fuse::record::{Chain, ClaimRow, Event};
use isnad_model::EventType;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

type Items = for<'s> fn(&'s Arc<Library>, &View, &'s Snapshot) -> Result<Vec<Item<'s>>, Problem>;
type One = fn(&Arc<Library>, &Snapshot, &str) -> Option<Value>;

/// One kind of thing that can be read.
pub struct Resource {
    /// Path after `/v1/`, which is also its tag.
    pub name: &'static str,
    /// Schema of one item.
    pub schema: &'static str,
    /// Schema of the answer to one id, where there is one.
    pub one_schema: &'static str,
    /// One line about it.
    pub about: &'static str,
    /// Filters by name.
    pub filters: &'static [&'static str],
    /// Columns of its table.
    pub columns: &'static [Column],
    /// Its items in the record's order.
    pub items: Items,
    /// One of them.
    pub one: Option<One>,
}

/// Filters, with what each means.
pub const FILTERS: [(&str, &str); 12] = [
    ("event_type", "only this type of event"),
    ("status", "only events of this status"),
    ("actor", "only events with this actor, by id or name"),
    ("place", "only this place, by id or name"),
    ("since", "only what happened on this day or later (2024-12-06)"),
    ("until", "only what happened on this day or before"),
    ("min_chains", "only events with at least so many independent roots"),
    ("story", "only this story"),
    ("source", "only events that this source stands behind or denies"),
    ("event", "only claims of this event"),
    ("article", "only this article"),
    ("q", "articles that hold every one of these words"),
];

/// A series as a table of its points; reached through its id.
pub const POINTS: Resource = Resource {
    name: "points",
    schema: "Point",
    one_schema: "",
    about: "",
    filters: &[],
    columns: &[
        ("as_of", ".as_of"),
        ("as_of_inferred", ".as_of_inferred"),
        ("value", ".value"),
        ("low", ".low"),
        ("high", ".high"),
        ("bound", ".bound"),
        ("root", ".root.id"),
        ("root_ar", ".root.name_ar"),
        ("root_en", ".root.name_en"),
        ("relays", ".relays.*.id"),
        ("claims", ".claims"),
        ("attribution_dropped", ".attribution_dropped"),
        ("retracted", ".retracted"),
    ],
    items: |_, _, _| Ok(Vec::new()),
    one: None,
};

/// Every resource, in the order of the description.
pub const RESOURCES: [Resource; 12] = [
    Resource {
        name: "stories",
        schema: "Story",
        one_schema: "Story",
        about: "Articles about one happening",
        filters: &[],
        columns: &[
            ("id", ".id"),
            ("title", ".title"),
            ("start", ".start"),
            ("end", ".end"),
            ("events", ".events"),
            ("articles", ".articles"),
            ("places", ".places.*.name_en"),
            ("types", ".types"),
        ],
        items: |_, _, snapshot| Ok(snapshot.record.stories.iter().map(|row| item(row.id.clone(), || wire::story(row))).collect()),
        one: Some(|_, snapshot, id| snapshot.story(id).map(wire::story)),
    },
    Resource {
        name: "events",
        schema: "Event",
        one_schema: "Event",
        about: "Merged propositions with their chains for and against",
        filters: &["event_type", "status", "actor", "place", "since", "until", "min_chains", "story", "source"],
        columns: &[
            ("id", ".id"),
            ("type", ".type"),
            ("status", ".status"),
            ("support", ".support"),
            ("denied_by", ".denied_by"),
            ("start", ".time.start"),
            ("end", ".time.end"),
            ("before", ".time.before"),
            ("precision", ".time.precision"),
            ("inferred", ".time.inferred"),
            ("places", ".places.*.id"),
            ("places_ar", ".places.*.name_ar"),
            ("places_en", ".places.*.name_en"),
            ("lat", ".places.*.lat"),
            ("lon", ".places.*.lon"),
            ("actors_ar", ".actors.*.name_ar"),
            ("actors_en", ".actors.*.name_en"),
            ("targets_ar", ".targets.*.name_ar"),
            ("articles", ".articles"),
            ("outlets", ".outlets"),
            ("chains", ".chains"),
            ("roots_for", ".chains_for.*.root.id"),
            ("roots_against", ".chains_against.*.root.id"),
            ("article_ids", ".article_ids"),
        ],
        items: events,
        one: Some(|_, snapshot, id| snapshot.event(id).map(wire::event)),
    },
    Resource {
        name: "claims",
        schema: "Claim",
        one_schema: "Claim",
        about: "Reported propositions with their sentences",
        filters: &["event", "article", "story", "event_type"],
        columns: &[
            ("id", ".id"),
            ("article", ".article"),
            ("type", ".type"),
            ("polarity", ".polarity"),
            ("modality", ".modality"),
            ("basis", ".basis"),
            ("quote", ".evidence.quote"),
            ("start", ".evidence.start"),
            ("end", ".evidence.end"),
            ("attribution", ".attribution.*.source.name_ar"),
            ("roots", ".roots"),
            ("actors", ".actors.*.name_ar"),
            ("targets", ".targets.*.name_ar"),
            ("places", ".places.*.name_ar"),
            ("days", ".days"),
            ("metric", ".quantity.metric"),
            ("value", ".quantity.value"),
            ("bound", ".quantity.bound"),
            ("events", ".events"),
            ("rules", ".rules"),
        ],
        items: claims,
        one: Some(|_, snapshot, id| snapshot.claim(id).map(|row| claim(snapshot, row))),
    },
    Resource {
        name: "articles",
        schema: "Article",
        one_schema: "ArticleText",
        about: "Pages; one of them with its text, blocks and claims",
        filters: &["q", "story"],
        columns: &[
            ("id", ".id"),
            ("source", ".source"),
            ("url", ".url"),
            ("outlet", ".outlet.id"),
            ("outlet_ar", ".outlet.name_ar"),
            ("title", ".title"),
            ("published_at", ".published_at"),
            ("inferred_start", ".inferred.start"),
            ("inferred_end", ".inferred.end"),
            ("story", ".story"),
            ("copied_share", ".copied_share"),
            ("claims", ".claims"),
            ("text_sha256", ".text_sha256"),
        ],
        items: articles,
        one: Some(|library, snapshot, id| {
            snapshot.article(id)?;
            let one = library.article(id)?;
            let notices = (!one.notices.is_empty()).then(|| NoticeWire::all(&one.notices));
            serde_json::to_value(ArticleWire { notices, ..ArticleWire::of(&one.article, &one.annotation, true) }).ok()
        }),
    },
    Resource {
        name: "contradictions",
        schema: "Contradiction",
        one_schema: "",
        about: "Sides that cannot all be right",
        filters: &[],
        columns: &[
            ("id", ".id"),
            ("kind", ".kind"),
            ("state", ".state"),
            ("reason", ".reason"),
            ("event", ".event"),
            ("figure", ".figure"),
            ("place", ".place.id"),
            ("positions", ".sides.*.position"),
            ("claims", ".sides.*.claims"),
        ],
        items: |_, _, snapshot| Ok(snapshot.record.contradictions.iter().map(|one| item(one.id.clone(), || wire::contradiction(one))).collect()),
        one: None,
    },
    Resource {
        name: "figures",
        schema: "Figure",
        one_schema: "Figure",
        about: "Series of numbers of people",
        filters: &[],
        columns: &[
            ("id", ".id"),
            ("metric", ".metric"),
            ("subgroup", ".subgroup"),
            ("area", ".area.name_en"),
            ("measure", ".measure"),
            ("since", ".scope.since"),
            ("low", ".low"),
            ("best", ".best"),
            ("high", ".high"),
            ("rule", ".rule"),
            ("flags", ".flags"),
            ("points", ".points.*.value"),
            ("as_of", ".points.*.as_of"),
            ("roots", ".points.*.root.id"),
        ],
        items: |_, _, snapshot| Ok(snapshot.record.figures.iter().map(|one| item(one.id.clone(), || wire::figure(one))).collect()),
        one: Some(|_, snapshot, id| snapshot.figure(id).map(wire::figure)),
    },
    Resource {
        name: "control",
        schema: "Control",
        one_schema: "Control",
        about: "Who holds which place, with its past",
        filters: &["place"],
        columns: &[
            ("place", ".place.id"),
            ("place_ar", ".place.name_ar"),
            ("place_en", ".place.name_en"),
            ("lat", ".place.lat"),
            ("lon", ".place.lon"),
            ("holder", ".holder.id"),
            ("claimant", ".claimant.id"),
            ("status", ".status"),
            ("reporting", ".reporting"),
            ("since", ".since"),
            ("basis", ".basis.*.code"),
            ("events", ".basis.*.event"),
        ],
        items: |_, view, snapshot| {
            let place = view.get("place");
            let rows = snapshot.record.control.iter().filter(|one| place.is_none_or(|place| goes_by(&one.place.name, place)));
            Ok(rows.map(|one| item(one.place.name.id.clone(), || wire::control(one))).collect())
        },
        one: Some(|_, snapshot, id| snapshot.control(id).map(wire::control)),
    },
    Resource {
        name: "framing",
        schema: "Framing",
        one_schema: "",
        about: "How outlets name sides",
        filters: &[],
        columns: &[
            ("actor", ".actor"),
            ("actor_ar", ".actor_name_ar"),
            ("term", ".term"),
            ("outlet", ".outlet"),
            ("frame", ".frame"),
            ("own_voice", ".own_voice"),
            ("indirect", ".indirect"),
            ("quoted", ".quoted"),
            ("copied", ".copied"),
        ],
        items: |_, _, snapshot| {
            let key = |row: &isnad_fuse::record::Framing| format!("{}|{}|{}|{}", row.actor.id, row.term, row.outlet, row.frame);
            Ok(snapshot.record.framing.iter().map(|row| item(key(row), || wire::framing(row))).collect())
        },
        one: None,
    },
    Resource {
        name: "sources",
        schema: "Source",
        one_schema: "",
        about: "What each root, agency and outlet contributed",
        filters: &[],
        columns: &[
            ("kind", ".kind"),
            ("id", ".source.id"),
            ("name_ar", ".source.name_ar"),
            ("name_en", ".source.name_en"),
            ("claims", ".claims"),
            ("events", ".events"),
            ("own", ".own"),
            ("relayed", ".relayed"),
            ("attribution_dropped", ".attribution_dropped"),
            ("denied", ".denied"),
            ("first", ".first"),
        ],
        items: |_, _, snapshot| {
            Ok(snapshot.record.sources.iter().map(|row| item(format!("{}|{}", row.kind, row.source.id), || wire::source(row))).collect())
        },
        one: None,
    },
    Resource {
        name: "timeline",
        schema: "TimelineDay",
        one_schema: "",
        about: "Events by day",
        filters: &[],
        columns: &[("day", ".day"), ("events", ".events")],
        items: |_, _, snapshot| {
            let key = |day: &isnad_fuse::record::TimelineDay| day.day.map_or_else(|| "undated".to_owned(), |day| day.to_string());
            Ok(snapshot.record.timeline.iter().map(|day| item(key(day), || wire::timeline_day(day))).collect())
        },
        one: None,
    },
    Resource {
        name: "lineage",
        schema: "CopyEdge",
        one_schema: "",
        about: "Passages that articles share",
        filters: &["article"],
        columns: &[
            ("from", ".from"),
            ("to", ".to"),
            ("kind", ".kind"),
            ("direction", ".direction"),
            ("misdated", ".misdated"),
            ("containment", ".containment"),
            ("words", ".passages.*.words"),
        ],
        items: lineage,
        one: None,
    },
    Resource {
        name: "watchlist",
        schema: "Watch",
        one_schema: "",
        about: "Events on one root, and what would confirm each",
        filters: &[],
        columns: &[("event", ".event"), ("root", ".root.id"), ("confirm", ".confirm.*.kind")],
        items: |_, _, snapshot| Ok(snapshot.record.watchlist.iter().map(|one| item(one.event.clone(), || wire::watch(one))).collect()),
        one: None,
    },
];

fn item<'s>(key: String, wire: impl Fn() -> Value + 's) -> Item<'s> {
    Item { key, wire: Box::new(wire) }
}

fn goes_by(named: &isnad_fuse::record::Named, wanted: &str) -> bool {
    named.id == wanted || named.name_ar == wanted || named.name_en.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(wanted))
}

fn date(view: &View, name: &str) -> Result<Option<Date>, Problem> {
    let parse = |text: &str| text.parse::<Date>().map_err(|_| Problem::parameter(name, "write a day as 2024-12-07"));
    view.get(name).map(parse).transpose()
}

fn event_type(view: &View) -> Result<Option<EventType>, Problem> {
    let parse = |text: &str| {
        EventType::parse(text).ok_or_else(|| {
            let all = EventType::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
            Problem::parameter("event_type", &format!("the types are: {all}"))
        })
    };
    view.get("event_type").map(parse).transpose()
}

fn events<'s>(_: &'s Arc<Library>, view: &View, snapshot: &'s Snapshot) -> Result<Vec<Item<'s>>, Problem> {
    let (since, until, kind) = (date(view, "since")?, date(view, "until")?, event_type(view)?);
    let status = view.get("status").map(|name| {
        let all = [Reported, Corroborated, Disputed, Denied, Unattributed, Hypothetical, Retracted];
        let names = || all.map(Status::name).join(", ");
        all.into_iter().find(|one| one.name() == name).ok_or_else(|| Problem::parameter("status", &format!("the statuses are: {}", names())))
    });
    let status = status.transpose()?;
    let least = match view.get("min_chains") {
        None => 0,
        Some(text) => text.parse().map_err(|_| Problem::parameter("min_chains", "write a number"))?,
    };
    let stands = |chains: &[Chain], id: &str| {
        chains.iter().any(|chain| {
            chain.root.id == id
                || chain.outlets.iter().any(|outlet| outlet == id)
                || chain.relays.iter().chain(&chain.members).any(|one| one.id == id)
        })
    };
    let fits = |event: &&Event| {
        let first = event.time.start.or(event.time.end).or(event.time.before);
        let last = event.time.end.or(event.time.start).or(event.time.before);
        kind.is_none_or(|kind| event.event_type == kind)
            && status.is_none_or(|status| event.status == status)
            && view.get("actor").is_none_or(|actor| event.actors.iter().any(|one| goes_by(one, actor)))
            && view.get("place").is_none_or(|place| event.places.iter().any(|one| goes_by(&one.name, place)))
            && view.get("story").is_none_or(|story| event.stories.iter().any(|one| one == story))
            && view.get("source").is_none_or(|id| stands(&event.chains_for, id) || stands(&event.chains_against, id))
            && since.is_none_or(|since| last.is_some_and(|day| day >= since))
            && until.is_none_or(|until| first.is_some_and(|day| day <= until))
            && isnad_fuse::chains::independent(&event.chains_for) >= least
    };
    Ok(snapshot.record.events.iter().filter(fits).map(|event| item(event.id.clone(), || wire::event(event))).collect())
}

fn claims<'s>(_: &'s Arc<Library>, view: &View, snapshot: &'s Snapshot) -> Result<Vec<Item<'s>>, Problem> {
    let kind = event_type(view)?;
    let fits = |row: &&ClaimRow| {
        let story = || snapshot.article(row.claim.article.as_str()).and_then(|article| article.story.as_deref());
        kind.is_none_or(|kind| row.claim.parts.event_type == kind)
            && view.get("event").is_none_or(|id| row.events.iter().any(|one| one == id))
            && view.get("article").is_none_or(|id| row.claim.article.as_str() == id)
            && view.get("story").is_none_or(|id| story() == Some(id))
    };
    Ok(snapshot.record.claims.iter().filter(fits).map(|row| item(row.claim.id.to_string(), || claim(snapshot, row))).collect())
}

fn claim(snapshot: &Snapshot, row: &ClaimRow) -> Value {
    let text = snapshot.article(row.claim.article.as_str()).map_or("", |article| &*article.text);
    wire::claim(row, Some(&Offsets::of(text)))
}

fn articles<'s>(library: &'s Arc<Library>, view: &View, snapshot: &'s Snapshot) -> Result<Vec<Item<'s>>, Problem> {
    let found: Option<Vec<&str>> = view.get("q").map(|question| {
        let mut ids: Vec<&str> = library.index.find(question).into_iter().map(|id| id.as_str()).collect();
        ids.sort_unstable();
        ids
    });
    let fits = |row: &&isnad_fuse::record::ArticleRow| {
        found.as_ref().is_none_or(|ids| ids.binary_search(&row.id.as_str()).is_ok())
            && view.get("story").is_none_or(|story| row.story.as_deref() == Some(story))
    };
    Ok(snapshot.record.articles.iter().filter(fits).map(|row| item(row.id.to_string(), || wire::article(row))).collect())
}

fn lineage<'s>(_: &'s Arc<Library>, view: &View, snapshot: &'s Snapshot) -> Result<Vec<Item<'s>>, Problem> {
    let fits = |edge: &&isnad_lineage::CopyEdge| view.get("article").is_none_or(|id| edge.from.as_str() == id || edge.to.as_str() == id);
    let wire = |edge: &isnad_lineage::CopyEdge| {
        let texts = [edge.from.as_str(), edge.to.as_str()].map(|id| (id, snapshot.article(id).map_or("", |article| &*article.text)));
        let offsets: BTreeMap<&str, Offsets> = texts.into_iter().map(|(id, text)| (id, Offsets::of(text))).collect();
        wire::copy_edge(edge, &offsets)
    };
    Ok(snapshot.record.lineage.iter().filter(fits).map(|edge| item(format!("{}|{}", edge.from, edge.to), move || wire(edge))).collect())
}
