//! The rows of one reading: the article, its claims and names, its words for search. All are written in one transaction, so that
//! neither filters nor search can drift from the data.

use crate::analysis::{Indexed, name_key};
use crate::codec::{Packer, Unpacker, hash, url_hash};
use crate::error::Result;
use crate::location::Dialect;
use crate::reading::{Encoder, Reading};
use crate::sql::{self, Rows, Value};
use crate::store::{Store, Tx};
use isnad_model::{Article, BlockKind, Claim};
use isnad_text::Span;
use std::collections::{BTreeMap, BTreeSet};

const ARTICLE: [&str; 16] = [
    "id",
    "document",
    "generation",
    "article_id",
    "url_key",
    "outlet",
    "title",
    "published",
    "published_as",
    "language",
    "text_sha256",
    "text_size",
    "text",
    "claims",
    "size",
    "body",
];
const CLAIM: [&str; 13] =
    ["article", "n", "claim_id", "event_type", "polarity", "modality", "basis", "from_byte", "to_byte", "first_day", "last_day", "metric", "value"];
/// Positions of one tsvector; it can hold 16 383.
const CHUNK: usize = 8_000;
/// Words that two chunks share, so that a phrase at the seam is found.
const SEAM: usize = 64;

/// The roles of a name in a claim.
pub(crate) const PLACE: &str = "place";
pub(crate) const ACTOR: &str = "actor";
pub(crate) const TARGET: &str = "target";
pub(crate) const SOURCE: &str = "source";

impl Store {
    /// Writes what `generation` read in documents, given by their ids.
    pub(crate) async fn write_readings(&self, tx: &mut Tx, generation: i64, readings: &[(i64, &Reading)]) -> Result<()> {
        let (mut encoder, mut packer) = (Encoder::new()?, Packer::new(&[])?);
        let first = tx.next_id("article").await?;
        let raws = raws(tx, readings).await?;
        let names = self.names(tx, readings).await?;
        let mut articles = Rows::new("article", &ARTICLE, "");
        let mut claims = Rows::new("claim", &CLAIM, "");
        let mut claim_names = Rows::new("claim_name", &["article", "n", "role", "name"], "");
        let mut search = self.search_rows();
        for (id, (document, reading)) in (first..).zip(readings) {
            let text = text_of(&mut packer, raws.get(document).map_or(&[], Vec::as_slice), reading.article.text.as_bytes())?;
            articles.extend(article_row(id, *document, generation, reading, text, encoder.encode(reading)?));
            for (n, claim) in reading.annotation.claims.iter().enumerate() {
                claims.extend(claim_row(id, n, claim));
                let mut seen = BTreeSet::new();
                for (role, reference) in roles(claim) {
                    let Some(name) = names.get(reference).filter(|name| seen.insert((role, **name))) else { continue };
                    claim_names.push([Value::Int(id), Value::size(n), Value::text(role), Value::Int(*name)]);
                }
            }
            push_search(self.dialect(), &mut search, id, reading);
        }
        self.point("write.article")?;
        tx.insert(articles).await?;
        self.point("write.claim")?;
        tx.insert(claims).await?;
        tx.insert(claim_names).await?;
        self.point("write.search")?;
        tx.insert(search).await
    }

    /// The ids of all names in `readings`; new names are added.
    async fn names(&self, tx: &mut Tx, readings: &[(i64, &Reading)]) -> Result<BTreeMap<String, i64>> {
        let mut wanted: BTreeMap<String, (String, Option<String>)> = BTreeMap::new();
        for claim in readings.iter().flat_map(|(_, reading)| &reading.annotation.claims) {
            let parts = &claim.parts;
            let links = parts.attribution.iter().map(|link| &link.source);
            for entity in parts.actors.iter().chain(&parts.targets).chain(&parts.co_origins).chain(links) {
                wanted.entry(entity.id.to_string()).or_insert_with(|| (entity.name_ar.to_string(), entity.name_en.as_ref().map(ToString::to_string)));
            }
            for place in &parts.places {
                wanted.entry(place.id.to_string()).or_insert_with(|| (place.name_ar.to_string(), place.name_en.as_ref().map(ToString::to_string)));
            }
        }
        let mut ids = BTreeMap::new();
        let refs: Vec<&String> = wanted.keys().collect();
        for part in refs.chunks(400) {
            let text = format!("SELECT ref, id FROM name WHERE ref IN ({})", sql::marks(1, part.len()));
            let rows = tx.all(&text, part.iter().map(|name| Value::text(name)).collect()).await?;
            ids.extend(rows.iter().map(|row| (sql::text(row, 0), sql::int(row, 1))));
        }
        let mut rows = Rows::new("name", &["id", "ref", "name_ar", "name_en", "key_ar", "key_en"], "");
        let mut next = tx.next_id("name").await?;
        for (reference, (name_ar, name_en)) in wanted {
            if ids.contains_key(&reference) {
                continue;
            }
            let key_en = name_en.as_deref().map(name_key);
            rows.push([
                Value::Int(next),
                Value::text(&reference),
                Value::text(&name_ar),
                Value::maybe_text(name_en.as_deref()),
                Value::text(&name_key(&name_ar)),
                Value::maybe_text(key_en.as_deref()),
            ]);
            ids.insert(reference, next);
            next += 1;
        }
        tx.insert(rows).await?;
        Ok(ids)
    }

    fn search_rows(&self) -> Rows {
        match self.dialect() {
            Dialect::Sqlite => Rows::new("search", &["rowid", "title", "body", "more"], ""),
            // The text form of a tsvector; its words are letters and digits only.
            Dialect::Postgres => Rows::new("search", &["article", "chunk", "tokens"], "").cast(2, "tsvector"),
        }
    }
}

/// The bytes of the documents that were read.
async fn raws(tx: &mut Tx, readings: &[(i64, &Reading)]) -> Result<BTreeMap<i64, Vec<u8>>> {
    let mut unpacker = Unpacker::new(&[])?;
    let mut out = BTreeMap::new();
    for part in readings.chunks(400) {
        let text =
            format!("SELECT d.id, b.size, b.packed FROM document d JOIN blob b ON b.sha256 = d.raw WHERE d.id IN ({})", sql::marks(1, part.len()));
        for row in tx.all(&text, part.iter().map(|(document, _)| Value::Int(*document)).collect()).await? {
            let size = sql::size(&row, 1);
            out.insert(sql::int(&row, 0), unpacker.unpack(&sql::bytes(&row, 2), size, "document")?);
        }
    }
    Ok(out)
}

/// A text as it lies beside its raw bytes, which hold most of it; nothing where it is these bytes.
fn text_of(packer: &mut Packer, raw: &[u8], text: &[u8]) -> Result<Value> {
    if raw == text {
        return Ok(Value::NoBytes);
    }
    packer.rebase(raw)?;
    packer.pack(text).map(Value::Bytes)
}

fn article_row(id: i64, document: i64, generation: i64, reading: &Reading, text: Value, (body, size): (Vec<u8>, usize)) -> Vec<Value> {
    let article = &reading.article;
    vec![
        Value::Int(id),
        Value::Int(document),
        Value::Int(generation),
        Value::text(article.id.as_str()),
        article.url.as_deref().map_or(Value::NoBytes, |url| Value::bytes(&url_hash(url))),
        Value::text(&article.outlet.id),
        Value::maybe_text(article.title.as_deref()),
        Value::maybe_text(published(article).as_deref()),
        Value::maybe_text(article.published_at.map(|stamp| stamp.to_string()).as_deref()),
        Value::text(&article.language),
        Value::bytes(&hash(article.text.as_bytes())),
        Value::size(article.text.len()),
        text,
        Value::size(reading.annotation.claims.len()),
        Value::size(size),
        Value::Bytes(body),
    ]
}

/// When the article was published, in UTC, as a text that sorts by time.
pub(crate) fn published(article: &Article) -> Option<String> {
    article.published_at.map(|stamp| stamp.order_key().strftime("%Y-%m-%dT%H:%M:%S").to_string())
}

fn claim_row(article: i64, n: usize, claim: &Claim) -> Vec<Value> {
    let parts = &claim.parts;
    let day = |date: Option<jiff::civil::Date>| Value::maybe_text(date.map(|date| date.to_string()).as_deref());
    let quantity = parts.quantity.as_ref();
    vec![
        Value::Int(article),
        Value::size(n),
        Value::text(claim.id.as_str()),
        Value::text(parts.event_type.name()),
        Value::text(parts.polarity.name()),
        Value::text(parts.modality.name()),
        Value::text(parts.basis.name()),
        Value::size(claim.evidence.start),
        Value::size(claim.evidence.end),
        day(parts.time.as_ref().and_then(|time| time.start)),
        day(parts.time.as_ref().and_then(|time| time.end)),
        Value::maybe_text(quantity.map(|quantity| quantity.metric.as_str())),
        quantity.map_or(Value::NoInt, |quantity| Value::Int(i64::try_from(quantity.value).unwrap_or(i64::MAX))),
    ]
}

/// Who and what stands in which role in a claim.
fn roles(claim: &Claim) -> Vec<(&'static str, &str)> {
    let parts = &claim.parts;
    let places = parts.places.iter().map(|place| (PLACE, &*place.id));
    let actors = parts.actors.iter().map(|entity| (ACTOR, &*entity.id));
    let targets = parts.targets.iter().map(|entity| (TARGET, &*entity.id));
    let origins = parts.attribution.iter().map(|link| &link.source).chain(&parts.co_origins).map(|entity| (SOURCE, &*entity.id));
    places.chain(actors).chain(targets).chain(origins).collect()
}

/// Where names stand in the article, sorted.
pub(crate) fn name_spans(reading: &Reading) -> Vec<Span> {
    let of_claim = |claim: &Claim| {
        let parts = &claim.parts;
        let entities = parts.actors.iter().chain(&parts.targets).chain(&parts.co_origins).chain(parts.attribution.iter().map(|link| &link.source));
        entities.filter_map(|entity| entity.span).chain(parts.places.iter().filter_map(|place| place.span)).collect::<Vec<Span>>()
    };
    let mut spans: Vec<Span> = reading.annotation.claims.iter().flat_map(of_claim).collect();
    spans.sort();
    spans.dedup();
    spans
}

/// What the index holds of a reading: its title, and its text without boilerplate.
pub(crate) fn indexed(reading: &Reading) -> (Indexed, Indexed) {
    let article = &reading.article;
    let title = article.title.as_deref().unwrap_or("");
    let boilerplate: Vec<Span> = article.blocks.iter().filter(|block| block.kind == BlockKind::Boilerplate).map(|block| block.span).collect();
    let keep = |span: Span| !boilerplate.iter().any(|block| block.contains(span));
    (Indexed::of(title, &[], |_| true), Indexed::of(&article.text, &name_spans(reading), keep))
}

fn push_search(dialect: Dialect, rows: &mut Rows, id: i64, reading: &Reading) {
    let (title, body) = indexed(reading);
    let mut more = body.more;
    more.extend(title.more);
    match dialect {
        Dialect::Sqlite => {
            rows.push([Value::Int(id), Value::Text(title.tokens.join(" ")), Value::Text(body.tokens.join(" ")), Value::Text(more.join(" "))]);
        }
        Dialect::Postgres => {
            for (chunk, vector) in vectors(&title.tokens, &body.tokens, &more).into_iter().enumerate() {
                rows.push([Value::Int(id), Value::size(chunk), Value::Text(vector)]);
            }
        }
    }
}

/// The text forms of the tsvectors of an article, one a chunk; the first holds the title and the other cuts of the body's first chunk.
pub(crate) fn vectors(title: &[String], body: &[String], more: &[String]) -> Vec<String> {
    let mut out = Vec::new();
    let mut start = 0;
    loop {
        let mut positions: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        if start == 0 {
            for (i, token) in title.iter().take(CHUNK / 2).enumerate() {
                positions.entry(token).or_default().push(format!("{}A", i + 1));
            }
            more.iter().take(CHUNK).for_each(|token| {
                positions.entry(token).or_default();
            });
        }
        // A gap keeps a phrase from running out of the title into the text.
        let offset = if start == 0 { title.len().min(CHUNK / 2) + 2 } else { 1 };
        for (i, token) in body.iter().skip(start).take(CHUNK).enumerate() {
            positions.entry(token).or_default().push((i + offset).to_string());
        }
        let word = |(token, at): (&str, Vec<String>)| if at.is_empty() { format!("'{token}'") } else { format!("'{token}':{}", at.join(",")) };
        out.push(positions.into_iter().map(word).collect::<Vec<_>>().join(" "));
        start += CHUNK - SEAM;
        if start + SEAM >= body.len() {
            return out;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_article_makes_chunks_that_overlap_and_lose_no_word() {
        let words = |count: usize| (0..count).map(|n| format!("w{n}")).collect::<Vec<_>>();
        for (count, chunks) in [(0, 1), (10, 1), (8_000, 1), (8_001, 2), (40_000, 6)] {
            let body = words(count);
            let vectors = vectors(&["t".into()], &body, &["m".into()]);
            assert_eq!(vectors.len(), chunks, "{count}");
            assert!(vectors[0].contains("'t':1A") && vectors[0].contains("'m'"));
            let whole = vectors.join(" ");
            assert!(body.iter().all(|word| whole.contains(&format!("'{word}':"))));
        }
    }
}
