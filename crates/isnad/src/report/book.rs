//! Look-ups in a record: claims with their articles and sentences.

use isnad_fuse::Record;
use isnad_fuse::record::{ArticleRow, ClaimRow, Event, Figure, Named};
use isnad_model::ClaimId;
use isnad_text::sentence::sentences;
use isnad_text::token::tokens;
use std::collections::BTreeMap;

/// A record with indices over it.
pub struct Book<'r> {
    /// The record.
    pub record: &'r Record,
    claims: BTreeMap<&'r str, &'r ClaimRow>,
    articles: BTreeMap<&'r str, &'r ArticleRow>,
    events: BTreeMap<&'r str, &'r Event>,
    roots: BTreeMap<&'r str, &'r Named>,
}

impl<'r> Book<'r> {
    /// Indexes `record`.
    pub fn of(record: &'r Record) -> Self {
        Book {
            record,
            claims: record.claims.iter().map(|row| (row.claim.id.as_str(), row)).collect(),
            articles: record.articles.iter().map(|row| (row.id.as_str(), row)).collect(),
            events: record.events.iter().map(|event| (event.id.as_str(), event)).collect(),
            roots: roots(record).map(|root| (root.id.as_str(), root)).collect(),
        }
    }

    /// The name of a root; its id where no chain and no figure names it.
    pub fn root_name(&self, id: &str) -> String {
        self.roots.get(id).map_or_else(|| crate::report::foreign(id), |root| crate::report::name(root))
    }

    /// The claim of that id.
    pub fn claim(&self, id: &ClaimId) -> Option<&'r ClaimRow> {
        self.claims.get(id.as_str()).copied()
    }

    /// The event of that id.
    pub fn event(&self, id: &str) -> Option<&'r Event> {
        self.events.get(id).copied()
    }

    /// The series of that id.
    pub fn figure(&self, id: &str) -> Option<&'r Figure> {
        self.record.figures.iter().find(|figure| figure.id == id)
    }

    /// The article of that id.
    pub fn article(&self, id: &str) -> Option<&'r ArticleRow> {
        self.articles.get(id).copied()
    }

    /// The article that a claim stands in.
    pub fn article_of(&self, row: &ClaimRow) -> Option<&'r ArticleRow> {
        self.articles.get(row.claim.article.as_str()).copied()
    }

    /// The sentence that a claim stands in, as written.
    pub fn sentence(&self, row: &ClaimRow) -> String {
        let Some(article) = self.article_of(row) else { return String::new() };
        sentence_around(&article.text, row.claim.evidence.start, row.claim.evidence.end)
    }

    /// The outlet that printed a claim, by name.
    pub fn outlet(&self, row: &ClaimRow) -> String {
        self.article_of(row).map_or_else(String::new, outlet_of)
    }
}

/// Every root that the record names.
fn roots(record: &Record) -> impl Iterator<Item = &Named> {
    let chains = record.events.iter().flat_map(|event| event.chains_for.iter().chain(&event.chains_against)).map(|chain| &chain.root);
    let points = record.figures.iter().flat_map(|figure| &figure.points).filter_map(|point| point.root.as_ref());
    chains.chain(points).chain(record.sources.iter().map(|row| &row.source))
}

/// The publisher of an article by name; its source where no outlet is known.
pub fn outlet_of(article: &ArticleRow) -> String {
    let outlet = &article.outlet;
    let name = outlet.name_ar.as_deref().or(outlet.name_en.as_deref()).filter(|name| !name.is_empty());
    crate::report::foreign(name.unwrap_or(if outlet.id.is_empty() { &article.source } else { &outlet.id }))
}

/// The sentence, or sentences, that bytes `start..end` of `text` stand in; the bytes themselves when the text is not cut there.
fn sentence_around(text: &str, start: usize, end: usize) -> String {
    let Some((before, _)) = text.split_at_checked(start) else { return String::new() };
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line_end = text.get(end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| end + at);
    let line = text.get(line_start..line_end).unwrap_or("");
    let found = tokens(line, line_start);
    let inside = |range: &std::ops::Range<usize>| {
        let (first, last) = (&found[range.start], &found[range.end - 1]);
        first.span.start < end && last.span.end > start
    };
    let hit: Vec<_> = sentences(&found).into_iter().filter(|range| !range.is_empty()).filter(inside).collect();
    match (hit.first(), hit.last()) {
        (Some(first), Some(last)) => text.get(found[first.start].span.start..found[last.end - 1].span.end).unwrap_or("").trim().to_owned(),
        _ => text.get(start..end).unwrap_or("").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::sentence_around;

    #[test]
    fn the_sentence_around_evidence() {
        let text = "أولى هنا. انسحب الجيش من البلدة. ثالثة.\nسطر آخر.";
        let start = text.find("انسحب").unwrap();
        assert_eq!(sentence_around(text, start, start + "انسحب الجيش".len()), "انسحب الجيش من البلدة.");
        assert_eq!(sentence_around(text, 1, 2), "");
    }
}
