//! Backup and restore. A backup is a SQLite store of its own, whichever database it was made from; so a backup can be searched,
//! verified, and restored into the other database.

use crate::error::{Result, complain};
use crate::location::{Dialect, Location, folder, folder_is_there};
use crate::read::{TEXT, Texts, source};
use crate::reading::{Decoder, Reading};
use crate::sql::{self, Rows, Value};
use crate::store::{Mode, Store, Tx};
use isnad_model::Diagnostic;
use sqlx::any::AnyRow;
use std::path::{Path, PathBuf};

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
    /// How many of its first columns its rows are ordered by: its primary key.
    key: usize,
    columns: &'static [(&'static str, Kind)],
}

/// What is copied as it is; all else is made from it.
const TABLES: [Table; 8] = [
    Table { name: "blob", key: 1, columns: &[("sha256", Bytes), ("size", Int), ("packed", Bytes)] },
    Table {
        name: "job",
        key: 1,
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
        key: 2,
        columns: &[("job", Int), ("n", Int), ("subject", Text), ("line", Int), ("code", Text), ("message", Text), ("hint", Text)],
    },
    Table {
        name: "document",
        key: 1,
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
    Table { name: "forgotten", key: 1, columns: &[("sha256", Bytes), ("forgotten_at", Text), ("reason", Text), ("document", Int)] },
    Table { name: "audit", key: 1, columns: &[("id", Int), ("done_at", Text), ("who", Text), ("action", Text), ("subject", Text), ("detail", Text)] },
    Table {
        name: "generation",
        key: 1,
        columns: &[
            ("id", Int),
            ("version", Text),
            ("packs", Text),
            ("started_at", Text),
            ("current_from", Text),
            ("current_until", Text),
            ("dropped_at", Text),
        ],
    },
    Table { name: "post", key: 1, columns: &[("post_key", Bytes), ("body_sha256", Bytes), ("answer", Text), ("answered_at", Text)] },
];

const PAGE: usize = 200;

impl Store {
    /// Writes a backup to `path`, which must not be there yet, of one moment, while others go on writing. It stands under that name
    /// once it is whole and on the disk.
    pub async fn backup(&self, path: &Path) -> Result<()> {
        let there = || complain("E0720", path.to_string_lossy(), "is there already", "name a new file; backups are never overwritten");
        if path.exists() {
            return Err(there());
        }
        folder_is_there(path, &path.to_string_lossy())?;
        let mut unfinished = path.as_os_str().to_owned();
        unfinished.push(".isnad-part");
        let unfinished = PathBuf::from(unfinished);
        // What a backup left that was killed.
        remove(&unfinished);
        let written = self.write_copy(&unfinished).await.and_then(|()| {
            let kept = if path.exists() { return Err(there()) } else { keep(&unfinished, path) };
            kept.map_err(|error| {
                complain("E0702", path.to_string_lossy(), format!("cannot be written: {error}"), "check the disk and the permissions")
            })
        });
        if written.is_err() {
            remove(&unfinished);
        }
        written
    }

    async fn write_copy(&self, path: &Path) -> Result<()> {
        if self.dialect() == Dialect::Sqlite {
            let quoted = path.to_string_lossy().replace('\'', "''");
            // What the disk refuses, it refuses the copy.
            let of_copy = |error: Diagnostic| match error.code {
                "E0702" | "E0711" | "E0712" | "E0716" => Diagnostic { subject: path.to_string_lossy().into_owned(), ..error },
                _ => error,
            };
            self.run(&format!("VACUUM INTO '{quoted}'")).await.map_err(of_copy)?;
        } else {
            let to = Store::open(&Location::file(path), Mode::Create).await?;
            let copied = copy(self, &to).await;
            to.close().await;
            copied?;
        }
        self.point("backup.write")
    }

    /// Fills this store, which must be empty, from a backup.
    pub async fn restore(&self, backup: &Store) -> Result<()> {
        copy(backup, self).await
    }
}

/// Brings a finished file to the disk and gives it its name.
fn keep(unfinished: &Path, path: &Path) -> std::io::Result<()> {
    std::fs::File::open(unfinished)?.sync_all()?;
    std::fs::rename(unfinished, path)?;
    std::fs::File::open(folder(path))?.sync_all()
}

/// Removes a file of SQLite's with what may lie beside it.
fn remove(path: &Path) {
    for end in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        // Where there is none, there is nothing to do.
        let _ = std::fs::remove_file(PathBuf::from(name));
    }
}

/// Copies everything in one transaction of the target.
async fn copy(from: &Store, to: &Store) -> Result<()> {
    let mut source = from.look().await?;
    let mut target = to.begin().await?;
    let row = target.one("SELECT (SELECT COUNT(*) FROM document) + (SELECT COUNT(*) FROM job)", vec![]).await?;
    if sql::int(&row, 0) != 0 {
        return Err(complain("E0721", to.shown(), "is not empty", "restore into a new file or an empty database; nothing is overwritten"));
    }
    // A store that was only opened may have one, of nothing.
    target.run("DELETE FROM generation", vec![]).await?;
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
    let (list, key, name) = (names.join(", "), names[..table.key].join(", "), table.name);
    let mut after: Vec<Value> = Vec::new();
    loop {
        let condition = if after.is_empty() { String::new() } else { format!("WHERE ({key}) > ({})", sql::marks(1, table.key)) };
        let rows = source.all(&format!("SELECT {list} FROM {name} {condition} ORDER BY {key} LIMIT {PAGE}"), after).await?;
        let values = |row: &AnyRow| table.columns.iter().enumerate().map(|(i, (_, kind))| value(row, i, *kind)).collect::<Vec<Value>>();
        let Some(last) = rows.last() else { return Ok(()) };
        after = values(last).into_iter().take(table.key).collect();
        let mut out = Rows::new(name, &names, "");
        rows.iter().for_each(|row| out.extend(values(row)));
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
