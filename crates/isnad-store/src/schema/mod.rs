//! The tables, in one text for both databases: `INT`, `BYTES` and `KEYED` stand for what each calls them. Migrations go forward
//! only; each is one transaction.

use crate::codec::{hash, hex};
use crate::error::{Result, complain};
use crate::location::Dialect;
use crate::reading::Decoder;
use crate::sql::{self, Value};
use crate::store::{Store, Tx, now};
use isnad_model::Diagnostic;

struct Migration {
    name: &'static str,
    common: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// In order; the first is version 1. What has been released is never edited.
const MIGRATIONS: [Migration; 6] = [
    Migration { name: "truth", common: include_str!("0001-truth.sql"), sqlite: "", postgres: "" },
    Migration {
        name: "derived",
        common: include_str!("0002-derived.sql"),
        sqlite: include_str!("0002-search.sqlite.sql"),
        postgres: include_str!("0002-search.postgres.sql"),
    },
    Migration { name: "record", common: include_str!("0003-record.sql"), sqlite: "", postgres: "" },
    Migration { name: "post", common: include_str!("0004-post.sql"), sqlite: "", postgres: "" },
    Migration { name: "search at once", common: "", sqlite: "", postgres: include_str!("0005-search.postgres.sql") },
    Migration { name: "numbers, times, makers", common: include_str!("0006-kept.sql"), sqlite: "", postgres: "" },
];

/// The version that tells the times of publication as pages have them; the rows of before are filled in from their readings.
const TIMES: i64 = 6;

/// The version that this program reads and writes.
pub const VERSION: i64 = MIGRATIONS.len() as i64;

/// One step that a migration would take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The version it leads to.
    pub version: i64,
    /// What it is about.
    pub name: &'static str,
    /// What it would execute.
    pub statements: Vec<String>,
}

/// The steps from version `from` on.
pub fn steps(dialect: Dialect, from: i64) -> Vec<Step> {
    let step = |(i, migration): (usize, &Migration)| {
        let own = if dialect == Dialect::Sqlite { migration.sqlite } else { migration.postgres };
        let statements = statements(migration.common, dialect).chain(statements(own, dialect)).collect();
        Step { version: i as i64 + 1, name: migration.name, statements }
    };
    MIGRATIONS.iter().enumerate().skip(usize::try_from(from).unwrap_or(0)).map(step).collect()
}

/// The statements of `text`, without comments, in the words of `dialect`.
fn statements(text: &'static str, dialect: Dialect) -> impl Iterator<Item = String> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    let whole = lines.join("\n");
    let words: [(&str, &str); 3] = match dialect {
        Dialect::Sqlite => [(" INT", " INTEGER"), (" BYTES", " BLOB"), (" KEYED", " WITHOUT ROWID")],
        Dialect::Postgres => [(" INT", " BIGINT"), (" BYTES", " BYTEA"), (" KEYED", "")],
    };
    let one = move |statement: &str| {
        let mut statement = statement.trim().to_owned();
        for (word, own) in words {
            for end in [" ", ",", "\n"] {
                statement = statement.replace(&format!("{word}{end}"), &format!("{own}{end}"));
            }
            if let Some(rest) = statement.strip_suffix(word) {
                statement = format!("{rest}{own}");
            }
        }
        statement
    };
    whole.split(';').map(one).filter(|statement| !statement.is_empty()).collect::<Vec<_>>().into_iter()
}

impl Store {
    /// The schema version of the database; 0 when it is empty. A database of something else is an error.
    pub async fn schema_version(&self) -> Result<i64> {
        let tables = match self.dialect() {
            Dialect::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            Dialect::Postgres => "SELECT CAST(tablename AS TEXT) AS name FROM pg_tables WHERE schemaname = current_schema()",
        };
        let rows = self.all(tables, vec![]).await?;
        let names: Vec<String> = rows.iter().map(|row| sql::text(row, 0)).collect();
        if names.is_empty() {
            return Ok(0);
        }
        if !names.iter().any(|name| name == "isnad_schema") {
            return Err(complain("E0710", self.shown(), "holds another program's tables", "give Isnad a file or a database of its own"));
        }
        let row = self.one("SELECT COALESCE(MAX(version), 0) FROM isnad_schema", vec![]).await?;
        Ok(sql::int(&row, 0))
    }

    /// Brings the schema up to `target`, step by step; what each step did.
    pub(crate) async fn migrate_to(&self, target: i64) -> Result<Vec<Step>> {
        let from = self.schema_version().await?;
        let todo: Vec<Step> = steps(self.dialect(), from).into_iter().filter(|step| step.version <= target).collect();
        let mut tx = self.begin().await?;
        if from == 0 {
            let table = "CREATE TABLE IF NOT EXISTS isnad_schema (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, \
                         sha256 TEXT NOT NULL, applied_at TEXT NOT NULL)";
            tx.run(table, vec![]).await?;
        }
        // Another process may have been faster; the lock of the transaction is held now.
        let row = tx.one("SELECT COALESCE(MAX(version), 0) FROM isnad_schema", vec![]).await?;
        let reached = sql::int(&row, 0);
        for step in todo.iter().filter(|step| step.version > reached) {
            for statement in &step.statements {
                self.point("migrate.statement")?;
                tx.run(statement, vec![]).await?;
            }
            if step.version == TIMES {
                fill_times(&mut tx).await?;
            }
            let sha = hex(&hash(step.statements.join(";").as_bytes()));
            let values = vec![Value::Int(step.version), Value::text(step.name), Value::text(&sha), Value::text(&now())];
            tx.run("INSERT INTO isnad_schema (version, name, sha256, applied_at) VALUES ($1, $2, $3, $4)", values).await?;
        }
        self.point("migrate.commit")?;
        tx.commit().await?;
        Ok(todo)
    }

    /// Why a store of schema `version` cannot be worked with.
    pub(crate) fn wrong_version(&self, version: i64) -> Option<Diagnostic> {
        match version {
            VERSION => None,
            0 => Some(complain("E0702", self.shown(), "no store yet", "`isnad ingest` makes one")),
            newer if newer > VERSION => Some(complain(
                "E0705",
                self.shown(),
                format!("has schema {newer}; this program knows {VERSION}"),
                "use the newer `isnad` that wrote it; going back is not possible",
            )),
            older => Some(complain(
                "E0704",
                self.shown(),
                format!("has schema {older}; this program needs {VERSION}"),
                "make a backup, then run `isnad doctor --migrate` (with --dry-run it shows what it would do)",
            )),
        }
    }
}

/// Fills in when articles say that they were published, from their readings.
async fn fill_times(tx: &mut Tx) -> Result<()> {
    let mut decoder = Decoder::new()?;
    let mut after = 0;
    loop {
        let text = "SELECT id, size, body FROM article WHERE id > $1 AND published IS NOT NULL ORDER BY id LIMIT 200";
        let rows = tx.all(text, vec![Value::Int(after)]).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = sql::int(last, 0);
        for row in &rows {
            // What cannot be read has no time here; `isnad verify` names it.
            let Ok(Some(stamp)) = decoder.published_at(&sql::bytes(row, 2), sql::size(row, 1)) else { continue };
            tx.run("UPDATE article SET published_as = $1 WHERE id = $2", vec![Value::Text(stamp.to_string()), Value::Int(sql::int(row, 0))]).await?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_dialects_get_their_words_and_all_statements() {
        for dialect in [Dialect::Sqlite, Dialect::Postgres] {
            let all: Vec<String> = steps(dialect, 0).into_iter().flat_map(|step| step.statements).collect();
            assert!(all.iter().all(|one| ["CREATE ", "DROP INDEX ", "ALTER "].iter().any(|word| one.starts_with(word))), "{all:#?}");
            for word in [" INT,", " INT ", " BYTES", "KEYED"] {
                assert!(!all.iter().any(|one| one.contains(word)), "{word}: {all:#?}");
            }
        }
        assert_eq!(steps(Dialect::Sqlite, VERSION), []);
    }

    #[test]
    fn what_readings_are_compressed_against_never_changes() {
        let sum = hex(&hash(crate::reading::SAMPLE));
        assert_eq!(&sum[..16], "3e5b5c07e6fc2f93", "a new sample needs a migration that packs every reading anew");
    }
}
