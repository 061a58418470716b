//! The wire form of the record, `isnad.record/1` (docs: the record). Keys are sorted, lists stand in the record's own order.

use crate::claim::{ClaimWire, Offsets, scope};
use isnad_fuse::record::{
    ArticleRow, Chain, ClaimRow, Contradiction, Control, ControlState, Event, Figure, Framing, Ground, Named, NamedPlace, PageStates, Point, Record,
    Side, SourceRow, StateChange, StatusAt, StoryRow, TimelineDay, ToldOtherwise, Watch,
};
use isnad_lineage::CopyEdge;
use isnad_model::{ClaimId, Diagnostic};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Name and version of the schema.
pub const SCHEMA: &str = "isnad.record/1";

/// The record as one JSON value: for small records and tests; [`write_record`] writes any size.
pub fn record_json(record: &Record, packs: &BTreeMap<String, String>) -> Value {
    let mut bytes = Vec::new();
    let written = write_record(record, packs, &mut bytes);
    written.ok().and_then(|()| serde_json::from_slice(&bytes).ok()).unwrap_or(Value::Null)
}

/// Writes the record as JSON, one item at a time, so that a large record is never held twice. `packs` names the packs that read
/// the articles, with their versions.
///
/// # Errors
/// What `out` reports.
pub fn write_record(record: &Record, packs: &BTreeMap<String, String>, out: &mut dyn Write) -> io::Result<()> {
    let offsets: BTreeMap<&str, Offsets> = record.articles.iter().map(|row| (row.id.as_str(), Offsets::of(&row.text))).collect();
    let mut fields = Fields { out, first: true };
    // Keys stand in the order of their names.
    fields.list("articles", &record.articles, article)?;
    fields.value("as_of", &record.as_of.map(|stamp| stamp.to_string()))?;
    fields.list("changes", &record.changes, |change| json!({"kind": change.kind, "subject": change.subject, "detail": change.detail}))?;
    fields.list("claims", &record.claims, |row| claim(row, offsets.get(row.claim.article.as_str())))?;
    fields.list("contradictions", &record.contradictions, contradiction)?;
    fields.list("control", &record.control, control)?;
    fields.list("diagnostics", &record.diagnostics, diagnostic)?;
    fields.list("events", &record.events, event)?;
    fields.list("figures", &record.figures, figure)?;
    fields.list("framing", &record.framing, framing)?;
    fields.list("lineage", &record.lineage, |edge| copy_edge(edge, &offsets))?;
    fields.value("packs", packs)?;
    fields.list("revisions", &record.revisions, page_states)?;
    fields.value("schema", SCHEMA)?;
    fields.list("sources", &record.sources, source)?;
    fields.list("stories", &record.stories, story)?;
    fields.list("timeline", &record.timeline, timeline_day)?;
    fields.list("watchlist", &record.watchlist, watch)?;
    fields.value("without", &record.without)?;
    fields.out.write_all(b"}\n")
}

/// Writes the fields of one object.
struct Fields<'o> {
    out: &'o mut dyn Write,
    first: bool,
}

impl Fields<'_> {
    fn key(&mut self, key: &str) -> io::Result<()> {
        let start = if std::mem::take(&mut self.first) { "{" } else { ",\n" };
        write!(self.out, "{start}\"{key}\":")
    }

    fn value<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> io::Result<()> {
        self.key(key)?;
        Ok(serde_json::to_writer(&mut *self.out, value)?)
    }

    fn list<'r, T: 'r>(&mut self, key: &str, items: impl IntoIterator<Item = &'r T>, of: impl Fn(&T) -> Value) -> io::Result<()> {
        self.key(key)?;
        self.out.write_all(b"[")?;
        for (i, item) in items.into_iter().enumerate() {
            self.out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *self.out, &of(item))?;
        }
        self.out.write_all(b"]")
    }
}

/// The events of one day.
pub fn timeline_day(row: &TimelineDay) -> Value {
    json!({"day": day(row.day), "events": row.events})
}

/// One row of the framing table.
pub fn framing(row: &Framing) -> Value {
    json!({
        "actor": row.actor.id, "actor_name_ar": row.actor.name_ar, "actor_name_en": row.actor.name_en, "term": row.term, "outlet": row.outlet,
        "frame": row.frame, "own_voice": row.own_voice, "indirect": row.indirect, "quoted": row.quoted, "copied": row.copied,
    })
}

/// What one root, agency or outlet contributed.
pub fn source(row: &SourceRow) -> Value {
    json!({
        "source": named(&row.source), "kind": row.kind, "claims": row.claims, "events": row.events, "own": row.own, "relayed": row.relayed,
        "attribution_dropped": row.attribution_dropped, "denied": row.denied, "first": row.first,
    })
}

/// An event on one root, with what would confirm it.
pub fn watch(watch: &Watch) -> Value {
    let confirm = list(&watch.confirm, |(kind, by)| json!({"kind": kind, "by": by.as_ref().map(named)}));
    json!({"event": watch.event, "root": named(&watch.root), "confirm": confirm})
}

fn list<T>(items: &[T], of: impl Fn(&T) -> Value) -> Value {
    Value::Array(items.iter().map(of).collect())
}

fn ids(claims: &[ClaimId]) -> Value {
    list(claims, |id| json!(id.as_str()))
}

fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn named(entity: &Named) -> Value {
    json!({"id": entity.id, "name_ar": entity.name_ar, "name_en": entity.name_en})
}

fn place(place: &NamedPlace) -> Value {
    json!({
        "id": place.name.id, "name_ar": place.name.name_ar, "name_en": place.name.name_en, "kind": place.kind.name(),
        "lat": place.position.map(|(lat, _)| f64::from(lat) / 10_000.0), "lon": place.position.map(|(_, lon)| f64::from(lon) / 10_000.0),
    })
}

/// One article, without its text.
pub fn article(row: &ArticleRow) -> Value {
    let inferred = row.inferred.as_ref().map(|inferred| {
        json!({
            "start": inferred.start.to_string(), "end": inferred.end.to_string(), "reasons": inferred.reasons,
            "basis": list(&inferred.basis, |id| json!(id.as_str())),
        })
    });
    json!({
        "id": row.id.as_str(), "source": row.source, "url": row.url, "title": row.title, "language": row.language,
        "outlet": {"id": row.outlet.id, "name_ar": row.outlet.name_ar, "name_en": row.outlet.name_en},
        "published_at": row.published_at.map(|stamp| stamp.to_string()), "updated_at": row.updated_at.map(|stamp| stamp.to_string()),
        "inferred": inferred, "story": row.story, "copied_share": thousandths(row.copied_share), "text_sha256": row.text_sha256, "claims": row.claims,
    })
}

fn thousandths(share: u16) -> f64 {
    f64::from(share) / 1000.0
}

/// One claim with its place in the record; spans in code points of the text of `offsets`.
pub fn claim(row: &ClaimRow, offsets: Option<&Offsets>) -> Value {
    let empty = Offsets::of("");
    let wire = ClaimWire::of(&row.claim, offsets.unwrap_or(&empty));
    let mut value = serde_json::to_value(wire).unwrap_or(Value::Null);
    if let Value::Object(fields) = &mut value {
        fields.insert("article".into(), json!(row.claim.article.as_str()));
        fields.insert("days".into(), json!(row.days.map(|(start, end)| [start.to_string(), end.to_string()])));
        fields.insert("days_inferred".into(), json!(row.inferred));
        fields.insert("roots".into(), json!(row.roots));
        fields.insert("events".into(), json!(row.events));
    }
    value
}

/// Reuse between two articles; spans in code points of the texts that `offsets` knows.
pub fn copy_edge(edge: &CopyEdge, offsets: &BTreeMap<&str, Offsets>) -> Value {
    let span = |article: &str, span| offsets.get(article).map(|offsets| json!(offsets.span(span)));
    let passages = list(
        &edge.passages,
        |passage| json!({"from": span(edge.from.as_str(), passage.from), "to": span(edge.to.as_str(), passage.to), "words": passage.words}),
    );
    json!({
        "from": edge.from.as_str(), "to": edge.to.as_str(), "kind": edge.kind.name(), "direction": edge.direction.name(), "misdated": edge.misdated,
        "containment": edge.containment.map(thousandths), "passages": passages,
    })
}

fn chain(chain: &Chain) -> Value {
    json!({
        "root": named(&chain.root), "members": list(&chain.members, named), "interest": chain.interest.name(), "relays": list(&chain.relays, named),
        "outlets": chain.outlets, "claims": ids(&chain.claims), "superseded": chain.superseded,
        "outdated": chain.outdated, "denies_doing": list(&chain.denies_doing, named),
        "first": day(chain.first.map(isnad_fuse::days::date)),
    })
}

fn status_at(state: &StatusAt) -> Value {
    json!({"from": day(state.from), "status": state.status.name(), "support": state.support.name(), "denied_by": state.denied_by.name()})
}

/// One event with its chains.
pub fn event(event: &Event) -> Value {
    let time = &event.time;
    let precision = &event.precision;
    let dates: BTreeMap<String, Value> = event.dates.iter().map(|(date, claims)| (date.to_string(), ids(claims))).collect();
    let reason = |reason: &isnad_fuse::record::Reason| json!({"claim": reason.claim.as_str(), "code": reason.code.name()});
    json!({
        "id": event.id, "type": event.event_type.name(), "family": event.event_type.family().name(), "partial": event.partial,
        "places": list(&event.places, place), "actors": list(&event.actors, named), "targets": list(&event.targets, named),
        "time": {
            "start": day(time.start), "end": day(time.end), "precision": time.precision.map(|precision| precision.name()),
            "inferred": time.inferred, "before": day(time.before),
        },
        "dates": dates,
        "precision": {
            "acled_time": precision.acled_time, "acled_geo": precision.acled_geo, "ucdp_date": precision.ucdp_date, "ucdp_where": precision.ucdp_where,
        },
        "support": event.support.name(), "denied_by": event.denied_by.name(), "status": event.status.name(), "history": list(&event.history, status_at),
        "articles": event.articles.len(), "outlets": event.outlets.len(), "chains": isnad_fuse::chains::independent(&event.chains_for),
        "article_ids": list(&event.articles, |id| json!(id.as_str())), "outlet_ids": event.outlets,
        "chains_for": list(&event.chains_for, chain), "chains_against": list(&event.chains_against, chain),
        "unattributed": ids(&event.unattributed), "hypotheticals": ids(&event.hypotheticals), "restatements": ids(&event.restatements),
        "attribution_dropped": list(&event.attribution_dropped, |one| json!({
            "claim": one.claim.as_str(), "attributed_in": one.attributed_in.as_str(), "source": one.source, "by": one.by,
        })),
        "perpetrators": list(&event.perpetrators, |one| json!({"actor": named(&one.actor), "chains": one.chains, "claims": ids(&one.claims)})),
        "linked": list(&event.linked, |link| json!({"kind": link.kind, "event": link.event})),
        "admitted_by": event.admitted_by, "stories": event.stories,
        "reasons": list(&event.reasons, reason), "near_misses": list(&event.near_misses, reason),
    })
}

/// One disagreement with its sides.
pub fn contradiction(one: &Contradiction) -> Value {
    let side =
        |side: &Side| json!({"position": side.position, "actor": side.actor.as_ref().map(named), "chains": side.chains, "claims": ids(&side.claims)});
    json!({
        "id": one.id, "kind": one.kind.name(), "state": one.state.name(), "reason": one.reason, "event": one.event, "figure": one.figure,
        "place": one.place.as_ref().map(place), "sides": list(&one.sides, side),
    })
}

fn point(point: &Point) -> Value {
    json!({
        "value": point.value, "low": point.low, "high": point.high, "bound": point.bound.name(), "as_of": day(point.as_of),
        "as_of_inferred": point.as_of_inferred, "root": point.root.as_ref().map(named), "members": list(&point.members, named),
        "relays": list(&point.relays, named), "claims": ids(&point.claims), "attribution_dropped": ids(&point.dropped), "retracted": point.retracted,
        "denied_by": point.denied_by,
    })
}

/// One series with its points.
pub fn figure(figure: &Figure) -> Value {
    json!({
        "id": figure.id, "metric": figure.metric, "subgroup": figure.subgroup, "area": figure.area.as_ref().map(place),
        "scope": figure.scope.as_ref().and_then(scope), "measure": figure.measure.name(), "parent": figure.parent, "event": figure.event,
        "points": list(&figure.points, point), "low": figure.low, "best": figure.best, "high": figure.high, "rule": figure.rule, "flags": figure.flags,
    })
}

/// Who holds one place, with its past.
pub fn control(one: &Control) -> Value {
    let ground = |ground: &Ground| json!({"event": ground.event, "code": ground.code});
    let state = |state: &ControlState| {
        json!({
            "holder": state.holder.as_ref().map(named), "claimant": state.claimant.as_ref().map(named), "status": state.status.name(),
            "valid_from": day(state.valid_from), "known_from": day(state.known_from), "basis": list(&state.basis, ground),
        })
    };
    json!({
        "place": place(&one.place), "holder": one.holder.as_ref().map(named), "claimant": one.claimant.as_ref().map(named), "status": one.status.name(),
        "reporting": if one.disputed { "disputed" } else { "undisputed" }, "since": day(one.since), "basis": list(&one.basis, ground),
        "history": list(&one.history, state), "pair": one.pair,
    })
}

/// One story cluster.
pub fn story(row: &StoryRow) -> Value {
    json!({
        "id": row.id, "articles": list(&row.articles, |id| json!(id.as_str())), "start": day(row.start), "end": day(row.end),
        "places": list(&row.places, place), "actors": list(&row.actors, named), "types": list(&row.types, |kind| json!(kind.name())),
        "title": row.title, "events": row.events,
    })
}

/// One page in its states.
pub fn page_states(page: &PageStates) -> Value {
    let told = |one: &ToldOtherwise| json!({"before": one.before.as_str(), "after": one.after.as_str(), "what": one.what});
    let change = |change: &StateChange| {
        json!({
            "from": change.from.as_str(), "to": change.to.as_str(), "headline": change.headline, "added": change.added, "removed": change.removed,
            "appeared": ids(&change.appeared), "vanished": ids(&change.vanished), "told_otherwise": list(&change.told_otherwise, told),
        })
    };
    json!({"url": page.url, "states": list(&page.states, |id| json!(id.as_str())), "changes": list(&page.changes, change)})
}

fn diagnostic(one: &Diagnostic) -> Value {
    json!({"code": one.code, "subject": one.subject, "message": one.message, "hint": one.hint})
}
