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

/// The stretch with the most of what was asked: words, and the clauses of `claims` that were asked for.
pub(super) fn snippet(text: &str, matched: &Matched, claims: &[Span]) -> Snippet {
    let mut all: Vec<(Span, usize)> =
        matched.terms.iter().enumerate().flat_map(|(term, places)| places.iter().map(move |place| (*place, term))).collect();
    // A clause may be longer than what is shown; its beginning counts.
    all.extend(claims.iter().map(|clause| (Span::new(clause.start, clause.end.min(clause.start + LENGTH / 2)), CLAUSE)));
    all.sort();
    let weight = |from: usize| {
        let near = all.iter().filter(|(place, _)| place.start >= from && place.end <= from + LENGTH - BEFORE);
        let mut terms: Vec<usize> = near.map(|(_, term)| *term).collect();
        terms.sort_unstable();
        terms.dedup();
        // A clause is worth a word and a half.
        2 * terms.len() + usize::from(terms.last() == Some(&CLAUSE))
    };
    let best = all.iter().take(400).map(|(place, _)| place.start).max_by_key(|&start| (weight(start), std::cmp::Reverse(start))).unwrap_or(0);
    let start = space_before(text, best.saturating_sub(BEFORE));
    let end = space_before(text, (start + LENGTH).min(text.len()));
    let shown = |place: &Span| place.start >= start && place.end <= end;
    let words = all.iter().filter(|(place, term)| *term != CLAUSE && shown(place)).map(|(place, _)| *place);
    let marks: Vec<Span> = if matched.terms.is_empty() {
        // Nothing but a claim was asked for.
        claims.iter().map(|clause| Span::new(clause.start, clause.end.min(end))).filter(|clause| clause.start < clause.end && shown(clause)).collect()
    } else {
        words.collect()
    };
    let moved = marks.into_iter().map(|place| Span::new(place.start - start, place.end - start));
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
