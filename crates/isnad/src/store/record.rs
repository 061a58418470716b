//! The record of everything, as the store keeps it for filters.

use super::{Desk, collect};
use crate::say::Say;
use isnad_engine::Engine;
use isnad_fuse::{Options, Record};
use isnad_model::Diagnostic;
use isnad_store::Result;
use isnad_store::codec::Hasher;
use isnad_store::generation::Generation;
use isnad_store::read::View;
use isnad_store::record::{EdgeRow, EventRow, RecordRows};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Sees to it that the kept record is that of all documents as readers see them.
pub fn settle(desk: &Desk, engine: &Engine, say: &mut Say) -> Result<()> {
    if is_settled(desk, Some(engine))? {
        return Ok(());
    }
    let Some(current) = desk.wait(desk.store.current())? else { return Ok(()) };
    let Made { rows, rejects, .. } = rows(desk, engine, current.id, say)?;
    say.rejects(&rejects);
    // Where another process did the same with more documents, its record stands.
    desk.wait(desk.store.write_record(&rows)).map(|_| ())
}

/// Whether it is. One that was made with other packs than the readings does for whoever has just these packs, as does one of which
/// it was not noted.
pub fn is_settled(desk: &Desk, engine: Option<&Engine>) -> Result<bool> {
    let (Some(kept), Some(current)) = (desk.wait(desk.store.record_state())?, desk.wait(desk.store.current())?) else { return Ok(false) };
    let suits = kept.version.is_empty() || kept.version == current.version || engine.is_some_and(|engine| engine.version() == kept.version);
    Ok(kept.fresh && suits)
}

/// The record of all documents.
pub struct Made {
    pub rows: RecordRows,
    /// How many events it has.
    pub events: usize,
    /// Documents that are not in it, since nothing can be read in them now.
    pub rejects: Vec<Diagnostic>,
}

/// Makes it.
pub fn rows(desk: &Desk, engine: &Engine, generation: Generation, say: &mut Say) -> Result<Made> {
    let (documents, last_document) = desk.wait(desk.store.extent())?;
    let mut collection = collect::collection(desk, engine, Some(generation), &View::default(), say)?;
    let rejects = std::mem::take(&mut collection.rejects);
    let record = engine.record(&collection, &Options::default());
    drop(collection);
    let events = events(&record);
    let count = events.len();
    let edges = record.lineage.iter().map(|edge| EdgeRow {
        from: edge.from.to_string(),
        to: edge.to.to_string(),
        kind: edge.kind.name(),
        direction: edge.direction.name(),
        shares: edge.containment,
    });
    let sha256 = export_hash(&record, &engine.pack().versions);
    let rows = RecordRows { generation, version: engine.version(), last_document, documents, sha256, events, edges: edges.collect() };
    Ok(Made { rows, events: count, rejects })
}

/// SHA-256 of the canonical export.
pub fn export_hash(record: &Record, packs: &BTreeMap<String, String>) -> String {
    let mut hasher = Hasher::default();
    isnad_export::record::write_record(record, packs, &mut hasher).expect("invariant: hashing never fails");
    hasher.finish()
}

fn events(record: &Record) -> Vec<EventRow> {
    let mut claims: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in &record.claims {
        for event in &row.events {
            claims.entry(event).or_default().push(row.claim.id.to_string());
        }
    }
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let row = |event: &isnad_fuse::record::Event| EventRow {
        id: event.id.clone(),
        event_type: event.event_type.name(),
        status: event.status.name(),
        support: event.support.name(),
        denied_by: event.denied_by.name(),
        first_day: day(event.time.start),
        last_day: day(event.time.end),
        articles: event.articles.len(),
        outlets: event.outlets.len(),
        chains_for: event.chains_for.len(),
        chains_against: event.chains_against.len(),
        claims: claims.get(event.id.as_str()).cloned().unwrap_or_default(),
    };
    record.events.iter().map(row).collect()
}
