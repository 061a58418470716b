//! What the store holds and how it is: for `isnad stats` and `isnad doctor`.

use crate::error::{Result, complain};
use crate::generation::CURRENT;
use crate::location::Dialect;
use crate::schema;
use crate::sql::{self, Value};
use crate::store::Store;
use isnad_model::Diagnostic;

/// Counts and sizes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Documents.
    pub documents: usize,
    /// Different articles in them, as the current generation reads them.
    pub articles: usize,
    /// Pages of which several states are known.
    pub revised_pages: usize,
    /// Claims of the current generation.
    pub claims: usize,
    /// Events of the kept record.
    pub events: usize,
    /// Outlets, with how many articles each has, the most first.
    pub outlets: Vec<(String, usize)>,
    /// The first and the last time of publication, as the pages give it, with its zone where they say one.
    pub published: Option<(String, String)>,
    /// When the last document was acknowledged.
    pub last_known_at: Option<String>,
    /// Bytes of raw documents and texts, unpacked.
    pub bytes: usize,
    /// The same as they lie in the store.
    pub packed: usize,
    /// All that the database takes on its disk.
    pub on_disk: usize,
    /// Generations of readings.
    pub generations: usize,
    /// Documents deleted on a legal request.
    pub forgotten: usize,
}

/// One thing that `isnad doctor` looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub name: &'static str,
    /// How it is.
    pub state: String,
    /// What is wrong with it, and what to do.
    pub trouble: Option<Diagnostic>,
}

impl Store {
    /// Counts and sizes, of one moment.
    pub async fn stats(&self) -> Result<Stats> {
        let mut tx = self.look().await?;
        let current = format!("({CURRENT})");
        let text = format!(
            "SELECT (SELECT COUNT(*) FROM document), (SELECT COUNT(DISTINCT article_id) FROM article WHERE generation = {current}), \
             (SELECT COUNT(*) FROM (SELECT url_key FROM article WHERE generation = {current} AND url_key IS NOT NULL GROUP BY url_key \
             HAVING COUNT(DISTINCT article_id) > 1) r), (SELECT CAST(COALESCE(SUM(claims), 0) AS BIGINT) FROM article WHERE generation = {current}), (SELECT COUNT(*) FROM event), \
             (SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM blob), (SELECT CAST(COALESCE(SUM(LENGTH(packed)), 0) AS BIGINT) FROM blob), \
             (SELECT COUNT(*) FROM generation WHERE dropped_at IS NULL), (SELECT CAST(COALESCE(SUM(removed), 0) AS BIGINT) FROM job), \
             (SELECT MAX(known_at) FROM document), (SELECT published_as FROM article WHERE generation = {current} AND published IS NOT NULL \
             ORDER BY published, id LIMIT 1), (SELECT published_as FROM article WHERE generation = {current} AND published IS NOT NULL \
             ORDER BY published DESC, id LIMIT 1)"
        );
        let row = tx.one(&text, vec![]).await?;
        let count = |column| sql::count(&row, column);
        let text = format!("SELECT outlet, COUNT(*) FROM article WHERE generation = {current} GROUP BY outlet ORDER BY 2 DESC, 1 LIMIT 200");
        let outlets = tx.all(&text, vec![]).await?;
        let disk = match self.dialect() {
            Dialect::Sqlite => "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
            Dialect::Postgres => "SELECT pg_database_size(current_database())",
        };
        let disk = tx.one(disk, vec![]).await?;
        Ok(Stats {
            documents: count(0),
            articles: count(1),
            revised_pages: count(2),
            claims: count(3),
            events: count(4),
            bytes: count(5),
            packed: count(6),
            generations: count(7),
            forgotten: count(8),
            last_known_at: sql::maybe_text(&row, 9),
            published: sql::maybe_text(&row, 10).zip(sql::maybe_text(&row, 11)),
            outlets: outlets.iter().map(|row| (sql::text(row, 0), sql::count(row, 1))).collect(),
            on_disk: sql::count(&disk, 0),
        })
    }

    /// How the store is; `version` is what this program reads pages by.
    pub async fn examine(&self, version: &str) -> Result<Vec<Finding>> {
        let held = self.schema_version().await?;
        let mut findings = vec![
            Finding { name: "database", state: self.database().await?, trouble: None },
            Finding { name: "schema", state: format!("version {held} of {}", schema::VERSION), trouble: self.wrong_version(held) },
        ];
        if held != schema::VERSION {
            return Ok(findings);
        }
        findings.extend(self.damage().await?);
        findings.push(self.readings(version).await?);
        findings.push(self.kept_record().await?);
        findings.push(self.jobs().await?);
        Ok(findings)
    }

    async fn database(&self) -> Result<String> {
        match self.dialect() {
            Dialect::Sqlite => {
                let version = sql::text(&self.one("SELECT sqlite_version()", vec![]).await?, 0);
                let mode = sql::text(&self.one("PRAGMA journal_mode", vec![]).await?, 0);
                Ok(format!("SQLite {version}, journal {mode}"))
            }
            Dialect::Postgres => Ok(sql::text(&self.one("SELECT split_part(version(), ' on ', 1)", vec![]).await?, 0)),
        }
    }

    async fn damage(&self) -> Result<Option<Finding>> {
        if self.dialect() == Dialect::Postgres {
            // A server looks after its own files.
            return Ok(None);
        }
        let mut look = self.alone().await?;
        let said = look.all("PRAGMA quick_check(1)", vec![]).await?.first().map_or_else(|| "ok".to_owned(), |row| sql::text(row, 0));
        look.close().await?;
        let hint = "keep a copy of the file, then bring the last backup back with `isnad restore`";
        let trouble = (said != "ok").then(|| complain("E0706", self.shown(), said.clone(), hint));
        Ok(Some(Finding { name: "pages", state: if said == "ok" { "whole".into() } else { "damaged".into() }, trouble }))
    }

    async fn readings(&self, version: &str) -> Result<Finding> {
        let current = self.current().await?;
        let (state, stale) = match &current {
            None => ("none yet".to_owned(), false),
            Some(current) if current.version == version => {
                let unread = self.unread(current.id).await?;
                (if unread == 0 { "of this program and these packs".to_owned() } else { format!("{unread} documents not read yet") }, unread > 0)
            }
            Some(_) => ("of another program or other packs".to_owned(), true),
        };
        let trouble = stale.then(|| complain("N0701", self.shown(), format!("readings: {state}"), "run `isnad reprocess`"));
        Ok(Finding { name: "readings", state, trouble })
    }

    async fn kept_record(&self) -> Result<Finding> {
        let record = self.record_state().await?;
        let (state, trouble) = match record {
            None => ("none kept".to_owned(), true),
            Some(record) if record.fresh => (format!("made at {}", record.made_at), false),
            Some(record) => (format!("made at {}, documents came in since", record.made_at), true),
        };
        let hint = "only the filter status: of `isnad search` needs it, and makes it anew when asked";
        let trouble = trouble.then(|| complain("N0702", self.shown(), format!("record: {state}"), hint));
        Ok(Finding { name: "record", state, trouble })
    }

    async fn jobs(&self) -> Result<Finding> {
        // Where the same was done since, an interrupted job is news no more.
        let text = "SELECT COUNT(*), (SELECT COUNT(*) FROM job o WHERE o.state = $1 AND NOT EXISTS \
                    (SELECT 1 FROM job l WHERE l.id > o.id AND l.kind = o.kind AND l.state <> $1)) FROM job";
        let row = self.one(text, vec![Value::text("running")]).await?;
        let open = sql::int(&row, 1);
        let state = format!("{} in all, {open} not ended", sql::int(&row, 0));
        let hint = "an interrupted one is taken up by running the same command again; nothing that was acknowledged is lost";
        let trouble = (open > 0).then(|| complain("N0703", self.shown(), format!("jobs: {state}"), hint));
        Ok(Finding { name: "jobs", state, trouble })
    }

    /// Brings the schema up to date; what was done.
    pub async fn migrate(&self) -> Result<Vec<schema::Step>> {
        let held = self.schema_version().await?;
        if held > schema::VERSION {
            return self.wrong_version(held).map_or(Ok(Vec::new()), Err);
        }
        self.migrate_to(schema::VERSION).await
    }
}
