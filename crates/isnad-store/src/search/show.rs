//! What a hit shows: the stretch of the text that says most of what was asked, and where in it.

use super::match_text::Matched;
use crate::sql;
use isnad_text::Span;

/// A stretch of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The words of the article.
    pub text: String,
    /// Where in `text` it says what was asked.
    pub marks: Vec<Span>,
    /// Whether the article goes on before and after it.
    pub cut: (bool, bool),
}

/// A claim whose evidence says what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimHit {
    /// The claim's id.
    pub claim_id: String,
    /// Its type, by wire name.
    pub event_type: String,
    /// `asserted` or `denied`.
    pub polarity: String,
    /// Its modality, by wire name.
    pub modality: String,
    /// The clause that carries it.
    pub evidence: String,
    /// Where the clause stands in the article.
    pub(super) span: Span,
}

/// Bytes around the best place; Arabic letters have two.
const BEFORE: usize = 90;
const LENGTH: usize = 420;

/// The stretch with the most of what was asked: words, and the clauses of `claims` that were asked for. Where it says none of the
/// words, its clause is marked, and a second stretch has the words.
pub(super) fn snippets(text: &str, matched: &Matched, claims: &[Span]) -> (Snippet, Option<Snippet>) {
    let words: Vec<(Span, usize)> =
        matched.terms.iter().enumerate().flat_map(|(term, places)| places.iter().map(move |place| (*place, term))).collect();
    // A clause may be longer than what is shown; its beginning counts.
    let clauses = claims.iter().map(|clause| (Span::new(clause.start, clause.end.min(clause.start + LENGTH / 2)), CLAUSE));
    let all: Vec<(Span, usize)> = words.iter().copied().chain(clauses).collect();
    let places: Vec<Span> = words.iter().map(|(place, _)| *place).collect();
    let best = snippet(text, &all, &places);
    if !best.marks.is_empty() {
        return (best, None);
    }
    let also = Some(snippet(text, &words, &places)).filter(|also| !also.marks.is_empty());
    (snippet(text, &all, claims), also)
}

/// The stretch with the most of `places`, with those of `marks` in it.
fn snippet(text: &str, places: &[(Span, usize)], marks: &[Span]) -> Snippet {
    let mut places = places.to_vec();
    places.sort();
    let weight = |from: usize| {
        let near = places.iter().filter(|(place, _)| place.start >= from && place.end <= from + LENGTH - BEFORE);
        let mut terms: Vec<usize> = near.map(|(_, term)| *term).collect();
        terms.sort_unstable();
        terms.dedup();
        // A clause is worth a word and a half.
        2 * terms.len() + usize::from(terms.last() == Some(&CLAUSE))
    };
    let best = places.iter().take(400).map(|(place, _)| place.start).max_by_key(|&start| (weight(start), std::cmp::Reverse(start))).unwrap_or(0);
    let start = space_before(text, best.saturating_sub(BEFORE));
    let end = space_before(text, (start + LENGTH).min(text.len()));
    let cut = |mark: &Span| Span::new(mark.start, mark.end.min(end));
    let mut marks: Vec<Span> = marks.iter().filter(|mark| mark.start >= start && mark.start < end).map(cut).collect();
    marks.sort();
    let moved = marks.into_iter().map(|mark| Span::new(mark.start - start, mark.end - start));
    Snippet { text: text.get(start..end).unwrap_or("").to_owned(), marks: moved.collect(), cut: (start > 0, end < text.len()) }
}

/// What a clause counts as among the terms of a query, which has far fewer.
const CLAUSE: usize = usize::MAX;

/// The start of the word at `byte`, or the end of the text.
fn space_before(text: &str, byte: usize) -> usize {
    if byte >= text.len() {
        return text.len();
    }
    let mut at = byte;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    text[..at].char_indices().rev().take(60).find(|(_, c)| c.is_whitespace()).map_or(if at < 60 { 0 } else { at }, |(space, c)| space + c.len_utf8())
}

/// Those of `claims` whose evidence says all that was asked.
pub(super) fn claim_hits(claims: Vec<ClaimHit>, matched: &Matched, text: &str) -> Vec<ClaimHit> {
    let said = claims.into_iter().filter(|claim| matched.all_in(claim.span));
    said.map(|claim| ClaimHit { evidence: claim.span.slice(text).to_owned(), ..claim }).collect()
}

/// The claim in a row of `article, claim_id, event_type, polarity, modality, from_byte, to_byte`.
pub(super) fn claim(row: &sqlx::any::AnyRow) -> ClaimHit {
    let byte = |column| sql::count(row, column);
    ClaimHit {
        claim_id: sql::text(row, 1),
        event_type: sql::text(row, 2),
        polarity: sql::text(row, 3),
        modality: sql::text(row, 4),
        evidence: String::new(),
        span: Span::new(byte(5), byte(6)),
    }
}
