//! Backup and restore. A backup is a SQLite store of its own, whichever database it was made from; so a backup can be searched,
//! verified, and restored into the other database.

use crate::error::{Result, complain};
use crate::location::{Dialect, Location};
use crate::read::{TEXT, Texts, source};
use crate::reading::{Decoder, Reading};
use crate::sql::{self, Rows, Value};
use crate::store::{Mode, Store, Tx};
use sqlx::any::AnyRow;
use std::path::Path;

/// How a column is copied.
#[derive(Clone, Copy)]
enum Kind {
    Int,
    Text,
    Bytes,
}
use Kind::{Bytes, Int, Text};

struct Table {
    name: &'static str,
    /// What its rows are ordered by: an expression over its columns, whole numbers or bytes.
    key: &'static str,
    columns: &'static [(&'static str, Kind)],
}

/// What is copied as it is; all else is made from it.
const TABLES: [Table; 8] = [
    Table { name: "blob", key: "sha256", columns: &[("sha256", Bytes), ("size", Int), ("packed", Bytes)] },
    Table {
        name: "job",
        key: "id",
        columns: &[
            ("id", Int),
            ("kind", Text),
            ("program", Text),
            ("who", Text),
            ("started_at", Text),
            ("ended_at", Text),
            ("state", Text),
            ("stored", Int),
            ("revisions", Int),
            ("repeats", Int),
            ("duplicates", Int),
            ("rejected", Int),
            ("removed", Int),
        ],
    },
    Table {
        name: "reject",
        key: "job * 1000000000 + n",
        columns: &[("job", Int), ("n", Int), ("subject", Text), ("line", Int), ("code", Text), ("message", Text), ("hint", Text)],
    },
    Table {
        name: "document",
        key: "id",
        columns: &[
            ("id", Int),
            ("doc_key", Bytes),
            ("raw", Bytes),
            ("form", Text),
            ("name", Text),
            ("line", Int),
            ("source", Bytes),
            ("job", Int),
            ("known_at", Text),
        ],
    },
    Table { name: "forgotten", key: "sha256", columns: &[("sha256", Bytes), ("forgotten_at", Text), ("reason", Text)] },
    Table {
        name: "audit",
        key: "id",
        columns: &[("id", Int), ("done_at", Text), ("who", Text), ("action", Text), ("subject", Text), ("detail", Text)],
    },
    Table {
        name: "generation",
        key: "id",
        columns: &[("id", Int), ("version", Text), ("packs", Text), ("started_at", Text), ("current_from", Text), ("current_until", Text)],
    },
    Table { name: "post", key: "post_key", columns: &[("post_key", Bytes), ("body_sha256", Bytes), ("answer", Text), ("answered_at", Text)] },
];

const PAGE: usize = 200;

impl Store {
    /// Writes a backup to `path`, which must not be there yet, of one moment, while others go on writing.
    pub async fn backup(&self, path: &Path) -> Result<()> {
        let target = Location::file(path);
        if path.exists() {
            return Err(complain("E0720", &target.shown, "is there already", "name a new file; backups are never overwritten"));
        }
        match self.dialect() {
            Dialect::Sqlite => self.vacuum_into(path).await,
            Dialect::Postgres => {
                let to = Store::open(&target, Mode::Create).await?;
                let copied = copy(self, &to).await;
                to.close().await;
                copied
            }
        }
    }

    async fn vacuum_into(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            let made = std::fs::create_dir_all(folder);
            made.map_err(|error| complain("E0702", path.to_string_lossy(), format!("its folder cannot be made: {error}"), "check the permissions"))?;
        }
        self.point("backup.write")?;
        let quoted = path.to_string_lossy().replace('\'', "''");
        self.run(&format!("VACUUM INTO '{quoted}'")).await
    }

    /// Fills this store, which must be empty, from a backup.
    pub async fn restore(&self, backup: &Store) -> Result<()> {
        let row = self.one("SELECT (SELECT COUNT(*) FROM document) + (SELECT COUNT(*) FROM job)", vec![]).await?;
        if sql::int(&row, 0) != 0 {
            return Err(complain("E0721", self.shown(), "is not empty", "restore into a new file or an empty database; nothing is overwritten"));
        }
        copy(backup, self).await
    }
}

/// Copies everything in one transaction of the target.
async fn copy(from: &Store, to: &Store) -> Result<()> {
    let mut source = from.look().await?;
    let mut target = to.begin().await?;
    for table in &TABLES {
        copy_table(&mut source, &mut target, table).await?;
        to.point("restore.table")?;
    }
    copy_readings(&mut source, &mut target, to).await?;
    to.audit(&mut target, "restore", from.shown(), "the store was filled from there").await?;
    to.point("restore.commit")?;
    target.commit().await
}

async fn copy_table(source: &mut Tx, target: &mut Tx, table: &Table) -> Result<()> {
    let names: Vec<&str> = table.columns.iter().map(|(name, _)| *name).collect();
    let (list, key, name) = (names.join(", "), table.key, table.name);
    let mut after: Option<Value> = None;
    loop {
        let (condition, values) = match after.take() {
            None => (String::new(), vec![]),
            Some(value) => (format!("WHERE {key} > $1"), vec![value]),
        };
        let rows = source.all(&format!("SELECT {list}, {key} FROM {name} {condition} ORDER BY {key} LIMIT {PAGE}"), values).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        let key_kind = if matches!(table.columns[0].1, Bytes) { Bytes } else { Int };
        after = Some(value(last, names.len(), key_kind));
        let mut out = Rows::new(name, &names, "");
        rows.iter().for_each(|row| out.extend(table.columns.iter().enumerate().map(|(i, (_, kind))| value(row, i, *kind)).collect()));
        target.insert(out).await?;
    }
}

fn value(row: &AnyRow, column: usize, kind: Kind) -> Value {
    match kind {
        Int => sql::maybe_int(row, column).map_or(Value::NoInt, Value::Int),
        Text => Value::maybe_text(sql::maybe_text(row, column).as_deref()),
        Bytes => Value::Bytes(sql::bytes(row, column)),
    }
}

/// Copies the readings of every generation; rows to search and filter by are made for the current one only.
async fn copy_readings(source_tx: &mut Tx, target: &mut Tx, to: &Store) -> Result<()> {
    let (mut decoder, mut texts) = (Decoder::new()?, Texts::new()?);
    let mut after = 0;
    loop {
        let text = format!(
            "SELECT a.id, a.generation, a.document, d.source, a.size, a.body, {TEXT} FROM article a JOIN document d ON d.id = a.document \
             JOIN blob b ON b.sha256 = d.raw WHERE a.id > $1 ORDER BY a.id LIMIT $2"
        );
        let rows = source_tx.all(&text, vec![Value::Int(after), Value::size(PAGE)]).await?;
        let Some(last) = rows.last() else { break };
        after = sql::int(last, 0);
        let mut readings: Vec<(i64, i64, Reading)> = Vec::with_capacity(rows.len());
        for row in &rows {
            let (name, size) = (source(row, 3), sql::size(row, 4));
            let text = texts.of(row, 6, &name)?;
            readings.push((sql::int(row, 1), sql::int(row, 2), decoder.decode(&sql::bytes(row, 5), size, name, &text)?));
        }
        for part in readings.chunk_by(|a, b| a.0 == b.0) {
            let refs: Vec<(i64, &Reading)> = part.iter().map(|(_, document, reading)| (*document, reading)).collect();
            to.write_readings(target, part[0].0, &refs).await?;
        }
    }
    for row in target.all("SELECT id FROM generation WHERE current_until IS NOT NULL", vec![]).await? {
        to.drop_rows(target, crate::generation::Generation(sql::int(&row, 0)), false).await?;
    }
    Ok(())
}
