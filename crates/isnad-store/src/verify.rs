//! Whether the store still holds what it took in: hashes, links, ids, spans, counts, the index. Whether readings are what the
//! program reads today is asked with [`Store::differs`] by whoever can read.

use crate::codec::{Hash, Unpacker, hash, hex};
use crate::error::{Result, complain};
use crate::generation::Generation;
use crate::location::Dialect;
use crate::read::{TEXT, Texts, source};
use crate::reading::{Decoder, Encoder, Reading, SAMPLE};
use crate::rows::{indexed, vectors};
use crate::sql::{self, Value};
use crate::store::{Alone, Store};
use crate::write::doc_key;
use isnad_model::{Diagnostic, Raw};
use std::collections::BTreeMap;

/// What one check saw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// What was checked.
    pub name: &'static str,
    /// How many things were looked at.
    pub looked_at: usize,
    /// How many were wrong.
    pub wrong: usize,
    /// The first of them.
    pub findings: Vec<Diagnostic>,
    /// Why this could not be checked, or not all of it.
    pub unchecked: Option<String>,
}

/// How many words an index holds, and sums over where they stand, how long they are, how they begin and end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum([i64; 5]);

impl Sum {
    /// Counts the word at place `at` of a column, which weighs as the index's own sum has it.
    fn add(&mut self, column: i64, at: usize, token: &str) {
        let place = (i64::try_from(at).unwrap_or(0) + 1) * column;
        let letter = |c: Option<char>| c.map_or(0, |c| i64::from(u32::from(c)));
        let length = i64::try_from(token.chars().count()).unwrap_or(0);
        let parts = [1, place, place * length, place * letter(token.chars().next()), place * letter(token.chars().next_back())];
        self.0.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
    }
}

const SHOWN: usize = 20;
const PAGE: usize = 200;
const HINT: &str = "keep a copy of the store, then bring the last backup back with `isnad restore`";
const DERIVED_HINT: &str = "run `isnad reprocess`: it is made anew from the raw bytes";

impl Check {
    /// A check of that name, with nothing seen yet.
    pub fn new(name: &'static str) -> Check {
        Check { name, ..Check::default() }
    }

    /// Notes something wrong.
    pub fn wrong(&mut self, subject: &str, message: impl Into<String>, hint: &str) {
        self.wrong += 1;
        if self.findings.len() < SHOWN {
            self.findings.push(complain("E0760", subject, message, hint));
        }
    }

    fn expect(&mut self, holds: bool, subject: &str, message: &str, hint: &str) {
        if !holds {
            self.wrong(subject, message, hint);
        }
    }
}

impl Store {
    /// Every check that needs no reader of pages, of one moment: others may write meanwhile.
    pub async fn verify(&self) -> Result<Vec<Check>> {
        let mut look = self.alone().await?;
        let mut checks = Vec::new();
        // A server looks after its own files.
        if self.dialect() == Dialect::Sqlite {
            checks.push(self.check_file(&mut look).await?);
        }
        checks.extend([check_blobs(&mut look).await?, check_documents(&mut look).await?]);
        checks.extend(self.check_readings(&mut look).await?);
        checks.push(self.check_counts(&mut look).await?);
        look.close().await?;
        Ok(checks)
    }

    async fn check_file(&self, look: &mut Alone) -> Result<Check> {
        let mut check = Check { looked_at: 1, ..Check::new("database") };
        for row in look.all("PRAGMA integrity_check(20)", vec![]).await? {
            let said = sql::text(&row, 0);
            check.expect(said == "ok", self.shown(), &said, HINT);
        }
        Ok(check)
    }

    /// Every reading decodes to the article and claims that its rows say, every span slices its text, and the index holds its words.
    async fn check_readings(&self, look: &mut Alone) -> Result<[Check; 3]> {
        let mut checks = [Check::new("readings"), Check::new("claims"), Check::new("search")];
        let sums = self.index_sums(look).await?;
        let (mut decoder, mut texts) = (Decoder::new()?, Texts::new()?);
        let mut after = 0;
        loop {
            let text = format!(
                "SELECT a.id, a.article_id, a.claims, a.size, a.body, d.source, {TEXT}, a.text_sha256, \
                 CASE WHEN g.current_until IS NULL THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END FROM article a \
                 JOIN generation g ON g.id = a.generation LEFT JOIN document d ON d.id = a.document LEFT JOIN blob b ON b.sha256 = d.raw \
                 WHERE a.id > $1 ORDER BY a.id LIMIT $2"
            );
            let rows = look.all(&text, vec![Value::Int(after), Value::size(PAGE)]).await?;
            let Some(last) = rows.last() else { return Ok(checks) };
            let first = after;
            after = sql::int(last, 0);
            let mut claims = claim_rows(look, first, after).await?;
            for row in &rows {
                let [readings, of_claims, search] = &mut checks;
                readings.looked_at += 1;
                let (id, article_id) = (sql::int(row, 0), sql::text(row, 1));
                let size = |column| sql::size(row, column);
                let name = source(row, 5);
                let reading = texts.of(row, 6, &name).and_then(|text| decoder.decode(&sql::bytes(row, 4), size(3), name, &text));
                let reading = match reading {
                    Ok(reading) => reading,
                    Err(error) => {
                        readings.wrong(&article_id, error.message, DERIVED_HINT);
                        continue;
                    }
                };
                check_reading(readings, &reading, &article_id, &sql::bytes(row, 10), size(2));
                if sql::int(row, 11) == 1 {
                    of_claims.looked_at += reading.annotation.claims.len();
                    let expected: Vec<(String, i64, i64)> = reading
                        .annotation
                        .claims
                        .iter()
                        .map(|claim| {
                            let byte = |at: usize| i64::try_from(at).unwrap_or(-1);
                            (claim.id.to_string(), byte(claim.evidence.start), byte(claim.evidence.end))
                        })
                        .collect();
                    of_claims.expect(
                        claims.remove(&id).unwrap_or_default() == expected,
                        &article_id,
                        "its claims are not those of its reading",
                        DERIVED_HINT,
                    );
                    search.looked_at += 1;
                    search.expect(self.is_indexed(look, id, &reading, &sums).await?, &article_id, "search does not hold its words", DERIVED_HINT);
                }
            }
        }
    }

    /// Whether the index holds the words of a reading where they stand; `held` is what SQLite's index says of every article.
    async fn is_indexed(&self, look: &mut Alone, id: i64, reading: &Reading, held: &BTreeMap<i64, Sum>) -> Result<bool> {
        let (title, body) = indexed(reading);
        match self.dialect() {
            Dialect::Sqlite => {
                let mut sum = Sum::default();
                title.tokens.iter().enumerate().for_each(|(at, token)| sum.add(1, at, token));
                body.tokens.iter().enumerate().for_each(|(at, token)| sum.add(2, at, token));
                Ok(held.get(&id).copied().unwrap_or_default() == sum)
            }
            Dialect::Postgres => {
                let mut more = body.more;
                more.extend(title.more);
                let expected = vectors(&title.tokens, &body.tokens, &more);
                let mut held = 0;
                for (chunk, vector) in expected.iter().enumerate() {
                    let text = "SELECT COUNT(*) FROM search WHERE article = $1 AND chunk = $2 AND tokens = CAST($3 AS tsvector)";
                    let row = look.one(text, vec![Value::Int(id), Value::size(chunk), Value::text(vector)]).await?;
                    held += sql::count(&row, 0);
                }
                Ok(held == expected.len())
            }
        }
    }

    /// What SQLite's index holds of each article, in one pass over it: it keeps no text to compare with.
    async fn index_sums(&self, look: &mut Alone) -> Result<BTreeMap<i64, Sum>> {
        if self.dialect() == Dialect::Postgres {
            return Ok(BTreeMap::new());
        }
        let open = "CREATE VIRTUAL TABLE temp.search_words USING fts5vocab (main, search, instance)";
        let sums = "SELECT doc, COUNT(*), SUM(place), SUM(place * LENGTH(term)), SUM(place * UNICODE(term)), SUM(place * UNICODE(SUBSTR(term, -1))) \
                    FROM (SELECT doc, term, (offset + 1) * CASE col WHEN 'title' THEN 1 ELSE 2 END AS place \
                    FROM temp.search_words WHERE col <> 'more') GROUP BY doc";
        look.all(open, vec![]).await?;
        let rows = look.all(sums, vec![]).await?;
        Ok(rows.iter().map(|row| (sql::int(row, 0), Sum([1, 2, 3, 4, 5].map(|column| sql::int(row, column))))).collect())
    }

    /// What jobs say they took in is what is there, less what was forgotten; every current reading is of one document.
    async fn check_counts(&self, look: &mut Alone) -> Result<Check> {
        let mut check = Check::new("counts");
        let row = look
            .one(
                "SELECT CAST(COALESCE(SUM(stored + revisions + repeats - removed), 0) AS BIGINT), (SELECT COUNT(*) FROM document), \
                 (SELECT COUNT(*) FROM article a WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.id = a.document)), \
                 (SELECT COUNT(*) FROM claim c WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.id = c.article)), \
                 (SELECT COUNT(*) FROM claim_name n WHERE NOT EXISTS (SELECT 1 FROM claim c WHERE c.article = n.article AND c.n = n.n)) FROM job",
                vec![],
            )
            .await?;
        let (said, held) = (sql::int(&row, 0), sql::int(&row, 1));
        check.looked_at = usize::try_from(held).unwrap_or(0);
        check.expect(said == held, self.shown(), &format!("jobs acknowledged {said} documents, {held} are there"), HINT);
        for (column, what) in [(2, "readings of no document"), (3, "claims of no reading"), (4, "names of no claim")] {
            let count = sql::int(&row, column);
            check.expect(count == 0, self.shown(), &format!("{count} {what}"), DERIVED_HINT);
        }
        let text = "SELECT COUNT(*) FROM (SELECT doc_key FROM document GROUP BY doc_key HAVING COUNT(*) > 1) twice";
        let twice = sql::int(&look.one(text, vec![]).await?, 0);
        check.expect(twice == 0, self.shown(), &format!("{twice} documents are there twice"), HINT);
        Ok(check)
    }

    /// The documents that `generation` has read, in order.
    pub async fn read_by(&self, generation: Generation) -> Result<Vec<i64>> {
        let rows = self.all("SELECT document FROM article WHERE generation = $1 ORDER BY document", vec![Value::Int(generation.0)]).await?;
        Ok(rows.iter().map(|row| sql::int(row, 0)).collect())
    }

    /// Whether what `generation` holds of a document is another reading than `reading`; nothing where it holds none (any more).
    pub async fn differs(&self, generation: Generation, document: i64, reading: &Reading) -> Result<Option<bool>> {
        let text = "SELECT size, body FROM article WHERE generation = $1 AND document = $2";
        let rows = self.all(text, vec![Value::Int(generation.0), Value::Int(document)]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let held = Unpacker::new(SAMPLE)?.unpack(&sql::bytes(row, 1), sql::size(row, 0), self.shown())?;
        Ok(Some(held != Encoder::json(reading)?))
    }
}

/// Every blob unpacks to the bytes that its hash says.
async fn check_blobs(look: &mut Alone) -> Result<Check> {
    let mut check = Check::new("bytes");
    let mut unpacker = Unpacker::new(&[])?;
    let mut after: Vec<u8> = Vec::new();
    loop {
        let text = "SELECT sha256, size, packed FROM blob WHERE sha256 > $1 ORDER BY sha256 LIMIT $2";
        let rows = look.all(text, vec![Value::Bytes(after.clone()), Value::size(PAGE)]).await?;
        let Some(last) = rows.last() else { return Ok(check) };
        after = sql::bytes(last, 0);
        for row in &rows {
            check.looked_at += 1;
            let (sha, size) = (sql::bytes(row, 0), sql::size(row, 1));
            match unpacker.unpack(&sql::bytes(row, 2), size, &hex(&sha)) {
                Err(error) => check.wrong(&hex(&sha), error.message, HINT),
                Ok(bytes) => check.expect(hash(&bytes).to_vec() == sha, &hex(&sha), "the bytes are not those that came in", HINT),
            }
        }
    }
}

/// Every document has its bytes, and is known by them.
async fn check_documents(look: &mut Alone) -> Result<Check> {
    let mut check = Check::new("documents");
    let mut after = 0;
    loop {
        let ids = look.all("SELECT id FROM document WHERE id > $1 ORDER BY id LIMIT $2", vec![Value::Int(after), Value::size(PAGE)]).await?;
        let Some(last) = ids.last() else { return Ok(check) };
        let first = after;
        after = sql::int(last, 0);
        let text = "SELECT d.source, d.form, d.doc_key, b.size, b.packed FROM document d LEFT JOIN blob b ON b.sha256 = d.raw \
                    WHERE d.id > $1 AND d.id <= $2 ORDER BY d.id";
        let mut unpacker = Unpacker::new(&[])?;
        for row in look.all(text, vec![Value::Int(first), Value::Int(after)]).await? {
            check.looked_at += 1;
            let name = source(&row, 0);
            let Some(size) = sql::maybe_int(&row, 3) else {
                check.wrong(&name, "its bytes are missing", HINT);
                continue;
            };
            let Ok(bytes) = unpacker.unpack(&sql::bytes(&row, 4), usize::try_from(size).unwrap_or(usize::MAX), &name) else { continue };
            let raw = Raw { bytes, form: sql::text(&row, 1), ..Raw::default() };
            check.expect(doc_key(&raw, &name).to_vec() == sql::bytes(&row, 2), &name, "its key is not that of its bytes and name", HINT);
        }
    }
}

/// The claims in the rows of articles, as far as they are checked.
async fn claim_rows(look: &mut Alone, after: i64, last: i64) -> Result<BTreeMap<i64, Vec<(String, i64, i64)>>> {
    let mut out: BTreeMap<i64, Vec<(String, i64, i64)>> = BTreeMap::new();
    let text = "SELECT article, claim_id, from_byte, to_byte FROM claim WHERE article > $1 AND article <= $2 ORDER BY article, n";
    for row in look.all(text, vec![Value::Int(after), Value::Int(last)]).await? {
        out.entry(sql::int(&row, 0)).or_default().push((sql::text(&row, 1), sql::int(&row, 2), sql::int(&row, 3)));
    }
    Ok(out)
}

fn check_reading(check: &mut Check, reading: &Reading, article_id: &str, text_hash: &[u8], claims: usize) {
    let Reading { article, annotation } = reading;
    check.expect(article.id.as_str() == article_id, article_id, "its id is not that of its outlet, address and text", DERIVED_HINT);
    let own: Hash = hash(article.text.as_bytes());
    check.expect(own.to_vec() == text_hash, article_id, "its text is not the one that its hash says", HINT);
    check.expect(annotation.claims.len() == claims, article_id, "it holds another number of claims than its row says", DERIVED_HINT);
    let spans = annotation.claims.iter().map(|claim| claim.evidence).chain(article.blocks.iter().map(|block| block.span));
    let sliced = spans.filter(|span| span.slice(&article.text).is_empty()).count();
    check.expect(sliced == 0, article_id, "a span does not slice its text", DERIVED_HINT);
}
