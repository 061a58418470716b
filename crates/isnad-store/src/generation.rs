//! Generations: all readings that one version of program and packs made. One is current; a newer one grows beside it and takes its
//! place whole, so that nobody sees half of each. Readings of older generations stay, for views of what was known then.

use crate::error::{Result, complain};
use crate::reading::Reading;
use crate::sql::{self, Value};
use crate::store::{Store, Tx, now};
use std::collections::BTreeMap;

/// A generation, by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generation(pub(crate) i64);

impl Generation {
    /// A generation that has read nothing.
    pub fn none() -> Generation {
        Generation(-1)
    }
}

/// What the store says of a generation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GenerationRow {
    /// Its id.
    pub id: Generation,
    /// The version of program and packs.
    pub version: String,
    /// When it became the one that readers see.
    pub current_from: Option<String>,
    /// When it ceased to be.
    pub current_until: Option<String>,
}

/// What a new generation reads otherwise than the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Articles whose reading is another.
    pub articles: usize,
    /// Claims that were not there.
    pub appeared: usize,
    /// Claims that are there no more.
    pub vanished: usize,
}

/// The number of the generation that readers see.
pub(crate) const CURRENT: &str = "SELECT g.id FROM generation g WHERE g.current_from IS NOT NULL AND g.current_until IS NULL";
/// The code of the error that a writer's generation takes in nothing more.
pub const OUTDATED: &str = "E0726";
const COLUMNS: &str = "id, version, current_from, current_until";

impl Store {
    /// The generation that readers see.
    pub async fn current(&self) -> Result<Option<GenerationRow>> {
        let text = format!("SELECT {COLUMNS} FROM generation WHERE id = ({CURRENT})");
        Ok(self.all(&text, vec![]).await?.first().map(row))
    }

    /// The generation that readers saw at `moment`.
    pub async fn current_at(&self, moment: &str) -> Result<Option<GenerationRow>> {
        let text = format!(
            "SELECT {COLUMNS} FROM generation WHERE current_from <= $1 AND (current_until IS NULL OR current_until > $1) ORDER BY id DESC LIMIT 1"
        );
        Ok(self.all(&text, vec![Value::text(moment)]).await?.first().map(row))
    }

    /// The newest generation of `version`, if there is one.
    pub async fn generation_of(&self, version: &str) -> Result<Option<GenerationRow>> {
        let text = format!("SELECT {COLUMNS} FROM generation WHERE version = $1 AND dropped_at IS NULL ORDER BY id DESC LIMIT 1");
        Ok(self.all(&text, vec![Value::text(version)]).await?.first().map(row))
    }

    /// The generation that readings of `version` go to: the current one if it is of that version, else the newest such one that waits
    /// to become current, else a new one, which is current at once where there is none yet. Going back to an earlier version starts
    /// anew; what others let grow stays.
    pub async fn grow(&self, version: &str, packs: &BTreeMap<String, String>) -> Result<GenerationRow> {
        let mut tx = self.begin().await?;
        let text = format!(
            "SELECT {COLUMNS} FROM generation WHERE current_until IS NULL AND version = $1 \
             ORDER BY CASE WHEN current_from IS NULL THEN 1 ELSE 0 END, id DESC LIMIT 1"
        );
        if let Some(known) = tx.all(&text, vec![Value::text(version)]).await?.first().map(row) {
            return Ok(known);
        }
        let any = sql::int(&tx.one("SELECT COUNT(*) FROM generation", vec![]).await?, 0) > 0;
        let id = tx.next_id("generation").await?;
        let current = (!any).then(now);
        let packs = serde_json::to_string(packs).unwrap_or_default();
        let values = vec![Value::Int(id), Value::text(version), Value::text(&packs), Value::text(&now()), Value::maybe_text(current.as_deref())];
        tx.run("INSERT INTO generation (id, version, packs, started_at, current_from) VALUES ($1, $2, $3, $4, $5)", values).await?;
        self.point("generation.commit")?;
        tx.commit().await?;
        Ok(GenerationRow { id: Generation(id), version: version.to_owned(), current_from: current, current_until: None })
    }

    /// An error where `generation` takes in no more readings: another program's took its place, or it was deleted.
    pub(crate) async fn still_grows(&self, tx: &mut Tx, generation: Generation) -> Result<()> {
        let text = "SELECT COUNT(*) FROM generation WHERE id = $1 AND current_until IS NULL";
        if sql::int(&tx.one(text, vec![Value::Int(generation.0)]).await?, 0) > 0 {
            return Ok(());
        }
        let message = "another program or other packs read everything anew meanwhile, and readings like these are shown no more";
        Err(complain(OUTDATED, self.shown(), message, "run this again: it goes on where it stopped"))
    }

    /// How many documents `generation` has not read yet.
    pub async fn unread(&self, generation: Generation) -> Result<usize> {
        let text = "SELECT COUNT(*) FROM document d WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.document = d.id AND a.generation = $1)";
        let row = self.one(text, vec![Value::Int(generation.0)]).await?;
        Ok(sql::count(&row, 0))
    }

    /// The first documents after `after` that `generation` has not read yet.
    pub async fn next_unread(&self, generation: Generation, after: i64, limit: usize) -> Result<Vec<i64>> {
        let text = "SELECT d.id FROM document d WHERE d.id > $2 AND NOT EXISTS \
                    (SELECT 1 FROM article a WHERE a.document = d.id AND a.generation = $1) ORDER BY d.id LIMIT $3";
        let rows = self.all(text, vec![Value::Int(generation.0), Value::Int(after), Value::size(limit)]).await?;
        Ok(rows.iter().map(|row| sql::int(row, 0)).collect())
    }

    /// Writes what `generation` reads in documents that are here already.
    pub async fn write_generation(&self, generation: Generation, readings: &[(i64, Reading)]) -> Result<()> {
        let mut tx = self.begin().await?;
        self.still_grows(&mut tx, generation).await?;
        // Another process may have read the same meanwhile, or deleted the document.
        let text =
            "SELECT d.id FROM document d WHERE d.id = $1 AND NOT EXISTS (SELECT 1 FROM article a WHERE a.document = d.id AND a.generation = $2)";
        let mut new = Vec::new();
        for (document, reading) in readings {
            if !tx.all(text, vec![Value::Int(*document), Value::Int(generation.0)]).await?.is_empty() {
                new.push((*document, reading));
            }
        }
        self.write_readings(&mut tx, generation.0, &new).await?;
        self.point("reprocess.commit")?;
        tx.commit().await
    }

    /// Makes `generation` the one that readers see; what it reads otherwise than the one before. Rows to filter and search by are
    /// kept of the current generation only.
    pub async fn make_current(&self, generation: Generation) -> Result<Changes> {
        let mut tx = self.begin().await?;
        let Some(old) = tx.all(CURRENT, vec![]).await?.first().map(|row| Generation(sql::int(row, 0))) else {
            return Ok(Changes::default());
        };
        if old == generation {
            return Ok(Changes::default());
        }
        self.still_grows(&mut tx, generation).await?;
        let changes = changes(&mut tx, old, generation).await?;
        let moment = Value::text(&now());
        tx.run("UPDATE generation SET current_until = $1 WHERE id = $2", vec![moment.clone(), Value::Int(old.0)]).await?;
        tx.run("UPDATE generation SET current_from = $1, current_until = NULL WHERE id = $2", vec![moment, Value::Int(generation.0)]).await?;
        self.drop_rows(&mut tx, old, false).await?;
        let detail = format!("{} articles read otherwise, {} claims appeared, {} vanished", changes.articles, changes.appeared, changes.vanished);
        self.audit(&mut tx, "reprocess", &format!("generation {}", generation.0), &detail).await?;
        self.point("reprocess.switch")?;
        tx.commit().await?;
        Ok(changes)
    }

    /// Deletes what one filters and searches by of a generation; with `readings` also the readings themselves, but for those of documents
    /// that the current generation has not read: by them a document is still found.
    pub(crate) async fn drop_rows(&self, tx: &mut Tx, generation: Generation, readings: bool) -> Result<()> {
        self.drop_search_rows(tx, "SELECT id FROM article WHERE generation = $1", generation.0).await?;
        if readings {
            let text =
                format!("DELETE FROM article WHERE generation = $1 AND document IN (SELECT document FROM article WHERE generation = ({CURRENT}))");
            tx.run(&text, vec![Value::Int(generation.0)]).await?;
        }
        Ok(())
    }

    /// Deletes what one filters and searches by of the articles that a query finds; `of` is its one value.
    pub(crate) async fn drop_search_rows(&self, tx: &mut Tx, articles: &str, of: i64) -> Result<()> {
        let rowid = if self.dialect() == crate::Dialect::Sqlite { "rowid" } else { "article" };
        for (table, column) in [("claim_name", "article"), ("claim", "article"), ("search", rowid)] {
            tx.run(&format!("DELETE FROM {table} WHERE {column} IN ({articles})"), vec![Value::Int(of)]).await?;
        }
        Ok(())
    }

    /// Deletes the readings of all generations but the one that readers see and `own`, which another program may have overtaken meanwhile;
    /// how many generations there were. What others let grow ends with them, and views of what was known then read the documents anew.
    pub async fn drop_old_generations(&self, own: Generation) -> Result<usize> {
        let mut tx = self.begin().await?;
        let text = "SELECT id FROM generation WHERE dropped_at IS NULL AND id <> $1 AND (current_from IS NULL OR current_until IS NOT NULL)";
        let rows = tx.all(text, vec![Value::Int(own.0)]).await?;
        for row in &rows {
            let id = Generation(sql::int(row, 0));
            self.drop_rows(&mut tx, id, true).await?;
            let text = "UPDATE generation SET dropped_at = $1, current_until = COALESCE(current_until, $1) WHERE id = $2";
            tx.run(text, vec![Value::text(&now()), Value::Int(id.0)]).await?;
            self.audit(&mut tx, "drop-old", &format!("generation {}", id.0), "its readings were deleted").await?;
        }
        self.point("drop-old.commit")?;
        tx.commit().await?;
        Ok(rows.len())
    }
}

fn row(row: &sqlx::any::AnyRow) -> GenerationRow {
    GenerationRow {
        id: Generation(sql::int(row, 0)),
        version: sql::text(row, 1),
        current_from: sql::maybe_text(row, 2),
        current_until: sql::maybe_text(row, 3),
    }
}

async fn changes(tx: &mut Tx, old: Generation, new: Generation) -> Result<Changes> {
    let pair = || vec![Value::Int(old.0), Value::Int(new.0)];
    let articles = "SELECT COUNT(*) FROM article o JOIN article n ON n.document = o.document AND n.generation = $2 \
                    WHERE o.generation = $1 AND n.body <> o.body";
    let claims = "SELECT COUNT(*) FROM claim c JOIN article a ON a.id = c.article AND a.generation = $1 WHERE NOT EXISTS \
                  (SELECT 1 FROM claim x JOIN article b ON b.id = x.article AND b.generation = $2 WHERE x.claim_id = c.claim_id)";
    let count = |row: sqlx::any::AnyRow| sql::count(&row, 0);
    Ok(Changes {
        articles: count(tx.one(articles, pair()).await?),
        vanished: count(tx.one(claims, pair()).await?),
        appeared: count(tx.one(claims, vec![Value::Int(new.0), Value::Int(old.0)]).await?),
    })
}
