//! Deletion on a legal request: the bytes, the text, everything that was read in it, in every generation. What remains is a hash,
//! so that it does not come in again, and an entry of the audit log without a word of the text.

use crate::codec::{hex, unhex, url_hash};
use crate::error::{Result, complain};
use crate::location::Dialect;
use crate::read::source;
use crate::sql::{self, Rows, Value};
use crate::store::{Store, Tx, now};
use crate::write::{Job, close_job, insert_job, who};

/// A document that a selector finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its number.
    pub document: i64,
    /// What it is called.
    pub source: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The article in it, by the newest reading.
    pub article_id: Option<String>,
    /// Its headline.
    pub title: Option<String>,
}

impl Store {
    /// The documents that `selector` means: an article's id, what a document is called, an address, or the SHA-256 of its bytes.
    pub async fn find(&self, selector: &str) -> Result<Vec<Found>> {
        let sha = unhex(selector).filter(|bytes| bytes.len() == 32).unwrap_or_default();
        let text = "SELECT d.id, d.source, d.raw, (SELECT a.article_id FROM article a WHERE a.document = d.id ORDER BY a.generation DESC LIMIT 1), \
                    (SELECT a.title FROM article a WHERE a.document = d.id ORDER BY a.generation DESC LIMIT 1) FROM document d \
                    WHERE d.source = $1 OR d.raw = $2 OR d.id IN (SELECT document FROM article WHERE article_id = $3 OR url_key = $4) ORDER BY d.id";
        let key = if selector.contains('/') { Value::bytes(&url_hash(selector)) } else { Value::NoBytes };
        let values = vec![Value::bytes(selector.as_bytes()), Value::Bytes(sha), Value::text(selector), key];
        let found = |row: &sqlx::any::AnyRow| Found {
            document: sql::int(row, 0),
            source: source(row, 1),
            sha256: hex(&sql::bytes(row, 2)),
            article_id: sql::maybe_text(row, 3),
            title: sql::maybe_text(row, 4),
        };
        Ok(self.all(text, values).await?.iter().map(found).collect())
    }

    /// Deletes those documents for good; how many of them were still there. `reason` goes into the audit log: name the request, not what
    /// it is about.
    pub async fn forget(&self, documents: &[Found], reason: &str) -> Result<usize> {
        if reason.trim().is_empty() {
            return Err(complain("E0722", "--reason", "is empty", "name the request (a file number, a date); it stands in the audit log"));
        }
        let mut tx = self.begin().await?;
        if self.dialect() == Dialect::Sqlite {
            // Freed pages are overwritten, not just released.
            tx.all("PRAGMA secure_delete = ON", vec![]).await?;
        }
        let mut removed = 0;
        for found in documents {
            removed += usize::from(self.forget_one(&mut tx, found, reason).await?);
        }
        // The record is made anew; kept answers to posts may name what goes.
        for table in ["record", "event", "event_claim", "copy_edge", "post"] {
            tx.run(&format!("DELETE FROM {table}"), vec![]).await?;
        }
        tx.run("DELETE FROM name WHERE id NOT IN (SELECT name FROM claim_name)", vec![]).await?;
        let job = Job(tx.next_id("job").await?);
        insert_job(&mut tx, job, "forget", &who()).await?;
        tx.run("UPDATE job SET removed = $1 WHERE id = $2", vec![Value::size(removed), Value::Int(job.0)]).await?;
        close_job(&mut tx, job).await?;
        if self.dialect() == Dialect::Sqlite {
            // The index marks words as deleted; now it is written anew without them.
            tx.run("INSERT INTO search (search) VALUES ('optimize')", vec![]).await?;
        }
        self.point("forget.commit")?;
        tx.commit().await?;
        Ok(removed)
    }

    /// Whether nothing of what was deleted lies beside the file any more: in SQLite's log it does while others read.
    pub async fn is_swept(&self) -> Result<bool> {
        if self.dialect() == Dialect::Postgres {
            return Ok(true);
        }
        let rows = self.all("PRAGMA wal_checkpoint(TRUNCATE)", vec![]).await?;
        Ok(rows.first().is_some_and(|row| sql::int(row, 0) == 0))
    }

    /// Deletes a document; whether it was still there.
    async fn forget_one(&self, tx: &mut Tx, found: &Found, reason: &str) -> Result<bool> {
        let document = || vec![Value::Int(found.document)];
        let mut hashes: Vec<Vec<u8>> = Vec::new();
        for query in ["SELECT raw FROM document WHERE id = $1", "SELECT text_sha256 FROM article WHERE document = $1"] {
            hashes.extend(tx.all(query, document()).await?.iter().map(|row| sql::bytes(row, 0)));
        }
        hashes.sort();
        hashes.dedup();
        self.drop_search_rows(tx, "SELECT id FROM article WHERE document = $1", found.document).await?;
        self.point("forget.rows")?;
        tx.run("DELETE FROM article WHERE document = $1", document()).await?;
        if tx.run("DELETE FROM document WHERE id = $1", document()).await? == 0 {
            return Ok(false);
        }
        // A hash that is there already takes the greater number.
        let end = "ON CONFLICT (sha256) DO UPDATE SET document = excluded.document WHERE excluded.document > COALESCE(forgotten.document, 0)";
        let mut forgotten = Rows::new("forgotten", &["sha256", "forgotten_at", "reason", "document"], end);
        for hash in &hashes {
            let unused = "DELETE FROM blob WHERE sha256 = $1 AND NOT EXISTS (SELECT 1 FROM document WHERE raw = $1)";
            tx.run(unused, vec![Value::bytes(hash)]).await?;
            forgotten.push([Value::bytes(hash), Value::text(&now()), Value::text(reason), Value::Int(found.document)]);
        }
        tx.insert(forgotten).await?;
        self.audit(tx, "forget", &format!("sha256 {}", found.sha256), reason).await.map(|()| true)
    }
}
