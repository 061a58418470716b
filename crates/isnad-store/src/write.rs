//! What comes in: batches of documents with their readings, each batch one transaction. A batch is durable when [`Store::write`]
//! returns, and not before.

use crate::codec::{Hash, Packer, hash, url_hash};
use crate::error::Result;
use crate::generation::Generation;
use crate::reading::Reading;
use crate::sql::{self, Rows, Value};
use crate::store::{Store, Tx, now};
use isnad_model::{Diagnostic, Raw};
use std::collections::BTreeSet;

/// A document with what was read in it.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The bytes.
    pub raw: Raw,
    /// What was read in them.
    pub reading: Reading,
}

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// New: now kept.
    Stored,
    /// New, and another state of a page that is known by its address: now kept beside the earlier ones.
    Revision,
    /// A known article in other bytes: these are kept, the article counts once.
    Repeat,
    /// Known already, byte for byte and by its name.
    Duplicate,
    /// Deleted once on a legal request: not taken in.
    Forgotten,
}

impl Outcome {
    /// Wire name.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Stored => "stored",
            Outcome::Revision => "revision",
            Outcome::Repeat => "repeat",
            Outcome::Duplicate => "duplicate",
            Outcome::Forgotten => "forgotten",
        }
    }
}

/// How many documents a job took in or left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// New ones.
    pub stored: usize,
    /// New states of known pages.
    pub revisions: usize,
    /// Known articles in other bytes.
    pub repeats: usize,
    /// Known documents.
    pub duplicates: usize,
    /// Unreadable or forgotten ones.
    pub rejected: usize,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Stored => self.stored += 1,
            Outcome::Revision => self.revisions += 1,
            Outcome::Repeat => self.repeats += 1,
            Outcome::Duplicate => self.duplicates += 1,
            Outcome::Forgotten => self.rejected += 1,
        }
    }

    /// All that was given.
    pub fn given(&self) -> usize {
        self.stored + self.revisions + self.repeats + self.duplicates + self.rejected
    }
}

/// A run of a command that writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job(pub(crate) i64);

/// What a document is known by: the hash of its bytes, its kind and what it is called.
pub fn doc_key(raw: &Raw, source: &str) -> Hash {
    let mut bytes = hash(&raw.bytes).to_vec();
    bytes.extend(raw.form.as_bytes());
    bytes.push(0);
    bytes.extend(source.as_bytes());
    hash(&bytes)
}

/// Who runs this, as far as the system says.
pub(crate) fn who() -> String {
    std::env::var("USER").or_else(|_| std::env::var("LOGNAME")).unwrap_or_else(|_| "unknown".into())
}

pub(crate) const PROGRAM: &str = concat!("isnad ", env!("CARGO_PKG_VERSION"));

impl Store {
    /// Opens a job of that kind.
    pub async fn begin_job(&self, kind: &str) -> Result<Job> {
        let mut tx = self.begin().await?;
        let job = Job(tx.next_id("job").await?);
        insert_job(&mut tx, job, kind, &who()).await?;
        self.point("job.begin")?;
        tx.commit().await?;
        Ok(job)
    }

    /// Closes a job.
    pub async fn end_job(&self, job: Job) -> Result<()> {
        let mut tx = self.begin().await?;
        close_job(&mut tx, job).await?;
        self.point("job.end")?;
        tx.commit().await
    }

    /// Notes what could not be read and how many were known already.
    pub async fn note(&self, job: Job, rejects: &[Diagnostic], duplicates: usize) -> Result<()> {
        let mut tx = self.begin().await?;
        self.note_in(&mut tx, job, rejects).await?;
        let tally = Tally { duplicates, rejected: rejects.len(), ..Tally::default() };
        count(&mut tx, job, tally).await?;
        self.point("note.commit")?;
        tx.commit().await
    }

    pub(crate) async fn note_in(&self, tx: &mut Tx, job: Job, rejects: &[Diagnostic]) -> Result<()> {
        let row = tx.one("SELECT COALESCE(MAX(n), 0) FROM reject WHERE job = $1", vec![Value::Int(job.0)]).await?;
        let mut rows = Rows::new("reject", &["job", "n", "subject", "line", "code", "message", "hint"], "");
        for (n, one) in (sql::int(&row, 0) + 1..).zip(rejects) {
            let line = Value::maybe_size(one.position.map(|(line, _)| line));
            let hint = Value::maybe_text(one.hint.as_deref());
            rows.push([Value::Int(job.0), Value::Int(n), Value::text(&one.subject), line, Value::text(one.code), Value::text(&one.message), hint]);
        }
        self.point("note")?;
        tx.insert(rows).await
    }

    /// Which of the documents with those keys are here.
    pub async fn known(&self, keys: &[Hash]) -> Result<BTreeSet<Hash>> {
        let mut out = BTreeSet::new();
        for part in keys.chunks(500) {
            let text = format!("SELECT doc_key FROM document WHERE doc_key IN ({})", sql::marks(1, part.len()));
            let rows = self.all(&text, part.iter().map(|key| Value::bytes(key)).collect()).await?;
            out.extend(rows.iter().filter_map(|row| Hash::try_from(sql::bytes(row, 0)).ok()));
        }
        Ok(out)
    }

    /// Takes in `batch`, read as `generation` reads. What became of each, in order, once all are durable.
    pub async fn write(&self, job: Job, generation: Generation, batch: &[Incoming]) -> Result<Vec<Outcome>> {
        let mut tx = self.begin().await?;
        let outcomes = self.write_in(&mut tx, job, generation, batch).await?;
        self.point("write.commit")?;
        tx.commit().await?;
        self.point("write.acknowledge")?;
        Ok(outcomes)
    }

    /// Writes `batch` within a transaction.
    pub(crate) async fn write_in(&self, tx: &mut Tx, job: Job, generation: Generation, batch: &[Incoming]) -> Result<Vec<Outcome>> {
        self.still_grows(tx, generation).await?;
        let prepared = Prepared::of(batch);
        let verdicts = prepared.verdicts(tx, batch).await?;
        let outcomes: Vec<Outcome> = verdicts.iter().map(|verdict| verdict.outcome).collect();
        let new: Vec<usize> = (0..batch.len()).filter(|&i| verdicts[i].keep).collect();
        self.point("write.blob")?;
        tx.insert(prepared.blobs(batch, &new)?).await?;
        self.point("write.document")?;
        let first = next_document(tx).await?;
        tx.insert(prepared.documents(batch, &new, job, first)).await?;
        let readings: Vec<(i64, &Reading)> = (first..).zip(new.iter().map(|&i| &batch[i].reading)).collect();
        self.write_readings(tx, generation.0, &readings).await?;
        let mut tally = Tally::default();
        outcomes.iter().for_each(|outcome| tally.add(*outcome));
        self.point("write.count")?;
        count(tx, job, tally).await?;
        Ok(outcomes)
    }

    /// Writes an entry of the audit log.
    pub(crate) async fn audit(&self, tx: &mut Tx, action: &str, subject: &str, detail: &str) -> Result<()> {
        let id = tx.next_id("audit").await?;
        let values = vec![Value::Int(id), Value::text(&now()), Value::text(&who()), Value::text(action), Value::text(subject), Value::text(detail)];
        tx.run("INSERT INTO audit (id, done_at, who, action, subject, detail) VALUES ($1, $2, $3, $4, $5, $6)", values).await?;
        Ok(())
    }
}

/// The number of the next document: no document ever had it, not even one that was deleted, so that whoever goes by numbers notices.
async fn next_document(tx: &mut Tx) -> Result<i64> {
    let row = tx.one("SELECT COALESCE(MAX(document), 0) + 1 FROM forgotten", vec![]).await?;
    Ok(tx.next_id("document").await?.max(sql::int(&row, 0)))
}

/// Opens `job` for `who`.
pub(crate) async fn insert_job(tx: &mut Tx, job: Job, kind: &str, who: &str) -> Result<()> {
    let values = vec![Value::Int(job.0), Value::text(kind), Value::text(PROGRAM), Value::text(who), Value::text(&now())];
    let text = "INSERT INTO job (id, kind, program, who, started_at, state, stored, revisions, repeats, duplicates, rejected, removed) \
                VALUES ($1, $2, $3, $4, $5, 'running', 0, 0, 0, 0, 0, 0)";
    tx.run(text, values).await.map(|_| ())
}

pub(crate) async fn close_job(tx: &mut Tx, job: Job) -> Result<()> {
    tx.run("UPDATE job SET state = 'done', ended_at = $1 WHERE id = $2", vec![Value::text(&now()), Value::Int(job.0)]).await.map(|_| ())
}

pub(crate) async fn count(tx: &mut Tx, job: Job, tally: Tally) -> Result<()> {
    let text = "UPDATE job SET stored = stored + $1, revisions = revisions + $2, repeats = repeats + $3, duplicates = duplicates + $4, \
                rejected = rejected + $5 WHERE id = $6";
    let values = vec![
        Value::size(tally.stored),
        Value::size(tally.revisions),
        Value::size(tally.repeats),
        Value::size(tally.duplicates),
        Value::size(tally.rejected),
        Value::Int(job.0),
    ];
    tx.run(text, values).await?;
    Ok(())
}

/// What a document is, and whether its bytes are to be kept: those of a known article in another wrapping are.
struct Verdict {
    outcome: Outcome,
    keep: bool,
}

/// Hashes of a batch.
struct Prepared {
    keys: Vec<Hash>,
    raws: Vec<Hash>,
    texts: Vec<Hash>,
    urls: Vec<Option<[u8; 16]>>,
}

impl Prepared {
    fn of(batch: &[Incoming]) -> Prepared {
        Prepared {
            keys: batch.iter().map(|one| doc_key(&one.raw, &one.reading.article.source)).collect(),
            raws: batch.iter().map(|one| hash(&one.raw.bytes)).collect(),
            texts: batch.iter().map(|one| hash(one.reading.article.text.as_bytes())).collect(),
            urls: batch.iter().map(|one| one.reading.article.url.as_deref().map(url_hash)).collect(),
        }
    }

    /// What each document is, given what the store and the documents before it in the batch hold.
    async fn verdicts(&self, tx: &mut Tx, batch: &[Incoming]) -> Result<Vec<Verdict>> {
        let ids: Vec<Value> = batch.iter().map(|one| Value::text(one.reading.article.id.as_str())).collect();
        let urls: Vec<Value> = self.urls.iter().flatten().map(|url| Value::bytes(url)).collect();
        let hashes = |list: &[Hash]| list.iter().map(|one| Value::bytes(one)).collect::<Vec<_>>();
        let mut forgotten = found(tx, "SELECT sha256 FROM forgotten WHERE sha256 IN", hashes(&self.raws)).await?;
        forgotten.extend(found(tx, "SELECT sha256 FROM forgotten WHERE sha256 IN", hashes(&self.texts)).await?);
        let mut keys = found(tx, "SELECT doc_key FROM document WHERE doc_key IN", hashes(&self.keys)).await?;
        let mut articles = found(tx, "SELECT article_id FROM article WHERE article_id IN", ids.clone()).await?;
        let mut pages = found(tx, "SELECT url_key FROM article WHERE url_key IN", urls).await?;
        let mut verdicts = Vec::with_capacity(batch.len());
        for (i, id) in ids.into_iter().enumerate() {
            let (key, page) = (Value::bytes(&self.keys[i]), self.urls[i].as_ref().map(|url| Value::bytes(url)));
            if [self.raws[i], self.texts[i]].iter().any(|hash| forgotten.contains(&Value::bytes(hash))) {
                verdicts.push(Verdict { outcome: Outcome::Forgotten, keep: false });
                continue;
            }
            let keep = keys.insert(key);
            let outcome = match (articles.insert(id), page.map(|page| pages.insert(page))) {
                _ if !keep => Outcome::Duplicate,
                (false, _) => Outcome::Repeat,
                (true, Some(false)) => Outcome::Revision,
                _ => Outcome::Stored,
            };
            verdicts.push(Verdict { outcome, keep });
        }
        Ok(verdicts)
    }

    /// The raw bytes, each once.
    fn blobs(&self, batch: &[Incoming], new: &[usize]) -> Result<Rows> {
        let mut packer = Packer::new(&[])?;
        let mut rows = Rows::new("blob", &["sha256", "size", "packed"], "ON CONFLICT DO NOTHING");
        for &i in new {
            let bytes = &batch[i].raw.bytes;
            rows.push([Value::bytes(&self.raws[i]), Value::size(bytes.len()), Value::Bytes(packer.pack(bytes)?)]);
        }
        Ok(rows)
    }

    fn documents(&self, batch: &[Incoming], new: &[usize], job: Job, first: i64) -> Rows {
        let columns = ["id", "doc_key", "raw", "form", "name", "line", "source", "job", "known_at"];
        let mut rows = Rows::new("document", &columns, "");
        let known_at = Value::text(&now());
        for (id, &i) in (first..).zip(new) {
            let Incoming { raw, reading } = &batch[i];
            rows.push([
                Value::Int(id),
                Value::bytes(&self.keys[i]),
                Value::bytes(&self.raws[i]),
                Value::text(&raw.form),
                Value::text(&raw.name),
                Value::maybe_size(raw.place),
                Value::bytes(reading.article.source.as_bytes()),
                Value::Int(job.0),
                known_at.clone(),
            ]);
        }
        rows
    }
}

/// Those of `values` that the query, which ends in `IN`, finds.
async fn found(tx: &mut Tx, query: &str, values: Vec<Value>) -> Result<BTreeSet<Value>> {
    let mut out = BTreeSet::new();
    for part in values.chunks(400) {
        let text = format!("{query} ({})", sql::marks(1, part.len()));
        let rows = tx.all(&text, part.to_vec()).await?;
        let is_text = matches!(part[0], Value::Text(_));
        out.extend(rows.iter().map(|row| if is_text { Value::text(&sql::text(row, 0)) } else { Value::Bytes(sql::bytes(row, 0)) }));
    }
    Ok(out)
}
