//! Full-text search over articles and their claims. Each database ranks in its own way; recency is added alike, phrases are
//! checked against the text itself, and what matched is shown from our own offsets.

mod filters;
mod match_text;
pub mod query;
pub mod show;
mod unheard_of;

pub use query::{Filter, Query, STATUSES, Term, What};
pub use show::{ClaimHit, Snippet};

use crate::error::Result;
use crate::location::Dialect;
use crate::sql;
use crate::store::Store;
use filters::Conditions;
use isnad_text::Span;
use std::collections::BTreeMap;

/// An article that answers a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The article's id.
    pub article_id: String,
    /// The document that it was read in.
    pub document: i64,
    /// The outlet's id; empty when unknown.
    pub outlet: String,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published, as the page gives it: a day, or a time, with its zone where it says one.
    pub published: Option<String>,
    /// Higher is better; comparable within one answer only.
    pub score: f64,
    /// Whether it says only some of the words: nothing says them all.
    pub partial: bool,
    /// What it says about what was asked.
    pub snippet: Snippet,
    /// Where it says the words that were asked for, if that is elsewhere.
    pub words: Option<Snippet>,
    /// Its claims whose evidence answers the query, where they were asked for.
    pub claims: Vec<ClaimHit>,
    row: i64,
}

/// How hard to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// Every word in the forms in which it is asked for.
    Words,
    /// Every word, also without a first letter that may be a clitic.
    Cuts,
    /// Any of the words.
    Some,
}

/// What to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Hits at most.
    pub limit: usize,
    /// Only articles with claims whose evidence answers the query, and these claims.
    pub claims: bool,
}

/// Candidates that are looked at for each hit wanted: recency reorders them, texts sift them.
const WIDTH: usize = 5;
const MOST_CANDIDATES: usize = 5_000;
/// The least number where texts sift.
const SIFTED: usize = 100;
/// What the newest article gains over one of any age.
const RECENCY: f64 = 0.25;
/// After so many days half of that gain is gone.
const HALF_LIFE: f64 = 30.0;

impl Store {
    /// The best answers to `query`.
    pub async fn search(&self, query: &Query, wanted: Wanted) -> Result<Vec<Hit>> {
        let candidates = (wanted.limit * WIDTH).clamp(if needs_text(query, wanted) { SIFTED } else { 1 }, MOST_CANDIDATES);
        let mut hits = self.candidates(query, Reach::Words, candidates).await?;
        // Other cuts of the words asked for make noise; they are tried only where the words alone find too little.
        if hits.len() < wanted.limit.min(3) && query.has_other_cuts() {
            let more = self.candidates(query, Reach::Cuts, candidates).await?;
            let known: Vec<i64> = hits.iter().map(|hit| hit.row).collect();
            hits.extend(more.into_iter().filter(|hit| !known.contains(&hit.row)));
        } else {
            add_recency(&mut hits);
        }
        let words = query.terms.iter().filter(|term| !term.without).count();
        if hits.is_empty() && words > 1 && !wanted.claims {
            hits = self.candidates(query, Reach::Some, candidates).await?;
            hits.iter_mut().for_each(|hit| hit.partial = true);
        }
        self.sift(query, hits, wanted).await
    }

    async fn candidates(&self, query: &Query, reach: Reach, limit: usize) -> Result<Vec<Hit>> {
        let mut conditions = Conditions::default();
        let text = match self.dialect() {
            Dialect::Sqlite => conditions.sqlite(query, reach, limit),
            Dialect::Postgres => conditions.postgres(query, reach, limit),
        };
        let rows = self.all(&text, conditions.values).await?;
        Ok(rows.iter().map(hit).collect())
    }

    /// Keeps what really says the phrases, up to the limit, and fills in what is shown.
    async fn sift(&self, query: &Query, candidates: Vec<Hit>, wanted: Wanted) -> Result<Vec<Hit>> {
        let mut out: Vec<Hit> = Vec::new();
        let step = if needs_text(query, wanted) { (wanted.limit * 2).max(20) } else { wanted.limit.max(1) };
        for part in candidates.chunks(step) {
            let rows: Vec<i64> = part.iter().map(|hit| hit.row).collect();
            let texts = self.texts(&rows).await?;
            let mut claims = if wanted.claims || query.asks_of_claims() { self.claims_of(query, &rows).await? } else { BTreeMap::new() };
            for hit in part {
                let text = texts.get(&hit.row).map_or("", String::as_str);
                let matched = match_text::Matched::of(query, hit.title.as_deref().unwrap_or(""), text);
                if !matched.phrases_hold() {
                    continue;
                }
                let of_article = claims.remove(&hit.row).unwrap_or_default();
                let clauses: Vec<Span> = of_article.iter().filter(|_| query.asks_of_claims()).map(|claim| claim.span).collect();
                let claims = if wanted.claims { show::claim_hits(of_article, &matched, text) } else { Vec::new() };
                if wanted.claims && claims.is_empty() {
                    continue;
                }
                let (snippet, words) = show::snippets(text, &matched, &clauses);
                out.push(Hit { snippet, words, claims, ..hit.clone() });
                if out.len() == wanted.limit {
                    return Ok(out);
                }
            }
        }
        Ok(out)
    }

    /// The claims of some articles that are what the filters ask of claims.
    async fn claims_of(&self, query: &Query, articles: &[i64]) -> Result<BTreeMap<i64, Vec<ClaimHit>>> {
        let mut out: BTreeMap<i64, Vec<ClaimHit>> = BTreeMap::new();
        for part in articles.chunks(200) {
            let mut conditions = Conditions::default();
            let text = conditions.claims(part, &query.filters);
            for row in self.all(&text, conditions.values).await? {
                out.entry(sql::int(&row, 0)).or_default().push(show::claim(&row));
            }
        }
        Ok(out)
    }
}

/// Whether only its text tells that an article answers.
fn needs_text(query: &Query, wanted: Wanted) -> bool {
    wanted.claims || query.terms.iter().any(|term| matches!(term.what, What::Phrase(_)))
}

fn hit(row: &sqlx::any::AnyRow) -> Hit {
    use sqlx::Row;
    Hit {
        row: sql::int(row, 0),
        document: sql::int(row, 1),
        article_id: sql::text(row, 2),
        outlet: sql::text(row, 3),
        title: sql::maybe_text(row, 4),
        published: sql::maybe_text(row, 5),
        score: row.try_get::<f64, _>(6).unwrap_or(0.0),
        partial: false,
        snippet: Snippet::default(),
        words: None,
        claims: Vec::new(),
    }
}

/// Newer articles gain a little, measured against the newest that was found, not against a clock.
fn add_recency(hits: &mut [Hit]) {
    let day = |published: &Option<String>| -> Option<jiff::civil::Date> { published.as_deref()?.get(..10)?.parse().ok() };
    let Some(newest) = hits.iter().filter_map(|hit| day(&hit.published)).max() else { return };
    for hit in hits.iter_mut() {
        let age = day(&hit.published).and_then(|day| newest.since(day).ok()).map(|age| f64::from(age.get_days()));
        hit.score *= 1.0 + RECENCY * age.map_or(0.0, |age| 0.5f64.powf(age / HALF_LIFE));
    }
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.article_id.cmp(&b.article_id)));
}
