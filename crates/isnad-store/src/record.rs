//! The record of everything, as far as one filters by it: events with their status, who copied whom. Whoever fuses gives the rows.

use crate::error::Result;
use crate::generation::{CURRENT, Generation};
use crate::sql::{self, Rows, Value};
use crate::store::{Store, now};

/// One event of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct EventRow {
    pub id: String,
    pub event_type: &'static str,
    pub status: &'static str,
    pub support: &'static str,
    pub denied_by: &'static str,
    pub first_day: Option<String>,
    pub last_day: Option<String>,
    pub articles: usize,
    pub outlets: usize,
    pub chains_for: usize,
    pub chains_against: usize,
    /// Claims that take part in it, by id.
    pub claims: Vec<String>,
}

/// Reuse between two articles; shares in thousandths.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct EdgeRow {
    pub from: String,
    pub to: String,
    pub kind: &'static str,
    pub direction: &'static str,
    pub shares: [u16; 2],
}

/// The record that the store keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRows {
    /// Who read the claims.
    pub generation: Generation,
    /// The version of program and packs that made it.
    pub version: String,
    /// The last document in it.
    pub last_document: i64,
    /// How many documents are in it.
    pub documents: usize,
    /// SHA-256 of its canonical export, in hexadecimal.
    pub sha256: String,
    /// Its events.
    pub events: Vec<EventRow>,
    /// Its copy edges.
    pub edges: Vec<EdgeRow>,
}

/// What the store says of the record that it keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordState {
    /// Whether it holds every document as the current generation reads it.
    pub fresh: bool,
    /// The version of program and packs that made it; empty where that was not noted.
    pub version: String,
    /// When it was made.
    pub made_at: String,
    /// SHA-256 of its canonical export, in hexadecimal.
    pub sha256: String,
}

impl Store {
    /// Replaces the kept record, in one step for every reader; whether it did. What others did meanwhile wins: a record that holds
    /// more stays, and one of which a document was deleted, or which readers' generation did not make, is not kept.
    pub async fn write_record(&self, record: &RecordRows) -> Result<bool> {
        let mut events = Rows::new(
            "event",
            &["id", "event_type", "status", "support", "denied_by", "first_day", "last_day", "articles", "outlets", "chains_for", "chains_against"],
            "",
        );
        let mut claims = Rows::new("event_claim", &["claim_id", "event"], "ON CONFLICT DO NOTHING");
        for event in &record.events {
            events.push([
                Value::text(&event.id),
                Value::text(event.event_type),
                Value::text(event.status),
                Value::text(event.support),
                Value::text(event.denied_by),
                Value::maybe_text(event.first_day.as_deref()),
                Value::maybe_text(event.last_day.as_deref()),
                Value::size(event.articles),
                Value::size(event.outlets),
                Value::size(event.chains_for),
                Value::size(event.chains_against),
            ]);
            event.claims.iter().for_each(|claim| claims.push([Value::text(claim), Value::text(&event.id)]));
        }
        let mut edges = Rows::new("copy_edge", &["from_article", "to_article", "kind", "direction", "from_share", "to_share"], "");
        for edge in &record.edges {
            let shares = edge.shares.map(|share| Value::Int(i64::from(share)));
            let [from_share, to_share] = shares;
            edges.push([Value::text(&edge.from), Value::text(&edge.to), Value::text(edge.kind), Value::text(edge.direction), from_share, to_share]);
        }
        let mut tx = self.begin().await?;
        let text = format!(
            "SELECT (SELECT COUNT(*) FROM document WHERE id <= $1), (SELECT COUNT(*) FROM record WHERE generation = $2 AND last_document > $1), ({CURRENT})"
        );
        let row = tx.one(&text, vec![Value::Int(record.last_document), Value::Int(record.generation.0)]).await?;
        if sql::count(&row, 0) != record.documents || sql::int(&row, 1) > 0 || sql::int(&row, 2) != record.generation.0 {
            return Ok(false);
        }
        for table in ["record", "event", "event_claim", "copy_edge"] {
            tx.run(&format!("DELETE FROM {table}"), vec![]).await?;
        }
        self.point("record.write")?;
        tx.insert(events).await?;
        tx.insert(claims).await?;
        tx.insert(edges).await?;
        let values = vec![
            Value::Int(record.generation.0),
            Value::Int(record.last_document),
            Value::size(record.documents),
            Value::text(&now()),
            Value::text(&record.sha256),
            Value::text(&record.version),
        ];
        let text = "INSERT INTO record (id, generation, last_document, documents, made_at, sha256, version) VALUES (1, $1, $2, $3, $4, $5, $6)";
        tx.run(text, values).await?;
        self.point("record.commit")?;
        tx.commit().await?;
        Ok(true)
    }

    /// The record that is kept, if there is one.
    pub async fn record_state(&self) -> Result<Option<RecordState>> {
        let text = format!(
            "SELECT r.made_at, r.sha256, r.version, CASE WHEN r.last_document = (SELECT COALESCE(MAX(id), 0) FROM document) \
                    AND r.documents = (SELECT COUNT(*) FROM document) AND r.generation = ({CURRENT}) THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END FROM record r"
        );
        let rows = self.all(&text, vec![]).await?;
        let state = |row: &sqlx::any::AnyRow| RecordState {
            made_at: sql::text(row, 0),
            sha256: sql::text(row, 1),
            version: sql::text(row, 2),
            fresh: sql::int(row, 3) == 1,
        };
        Ok(rows.first().map(state))
    }
}
