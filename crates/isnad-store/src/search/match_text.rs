//! Where a text says what was asked: decided on its own words, the same for both databases.

use super::query::{Query, What};
use crate::analysis::{Word, other_cuts, words};
use isnad_text::Span;

/// What of a query a text says, and where.
pub(super) struct Matched {
    /// For each positive term its places in the text, in order.
    pub(super) terms: Vec<Vec<Span>>,
    phrases_hold: bool,
}

impl Matched {
    pub(super) fn of(query: &Query, title: &str, text: &str) -> Matched {
        let (title, text) = (words(title), words(text));
        let mut matched = Matched { terms: Vec::new(), phrases_hold: true };
        for term in &query.terms {
            let places = places(&term.what, &text);
            if let What::Phrase(_) = term.what {
                let said = !places.is_empty() || !self::places(&term.what, &title).is_empty();
                matched.phrases_hold &= said != term.without;
            }
            if !term.without {
                matched.terms.push(places);
            }
        }
        matched
    }

    /// Whether every phrase stands there word for word, and none that must not.
    pub(super) fn phrases_hold(&self) -> bool {
        self.phrases_hold
    }

    /// Whether every positive term stands inside `span`.
    pub(super) fn all_in(&self, span: Span) -> bool {
        self.terms.iter().all(|places| places.iter().any(|place| span.contains(*place)))
    }
}

fn places(what: &What, text: &[Word]) -> Vec<Span> {
    match what {
        What::Word(word) => text.iter().filter(|one| same(one, word)).map(|one| one.span).collect(),
        What::Prefix(word) => {
            text.iter().filter(|one| one.base.starts_with(&word.base) || one.exact.starts_with(&word.exact)).map(|one| one.span).collect()
        }
        What::Phrase(phrase) => phrase_places(phrase, text),
    }
}

fn same(one: &Word, asked: &Word) -> bool {
    let is_form = |form: &str| form == asked.stem || form == asked.base || form == asked.exact;
    if is_form(&one.stem) || is_form(&one.base) || is_form(&one.exact) {
        return true;
    }
    // Only a word that holds what is asked for can be cut down to it; most do not, and cutting costs.
    let may_be = one.exact.contains(asked.stem.as_str());
    may_be && other_cuts(one).iter().any(|cut| is_form(cut))
}

/// The exact words in a row; before the first a clitic may stand (`وقال المرصد` says `"قال المرصد"`).
fn phrase_places(phrase: &[Word], text: &[Word]) -> Vec<Span> {
    let first = &phrase[0].exact;
    let starts = |one: &Word| one.exact == *first || one.exact.ends_with(first.as_str()) && other_cuts(one).contains(first);
    let row = |window: &&[Word]| window[1..].iter().zip(&phrase[1..]).all(|(one, asked)| one.exact == asked.exact) && starts(&window[0]);
    text.windows(phrase.len()).filter(row).map(|window| window[0].span.cover(window[window.len() - 1].span)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_exact_and_a_word_is_not() {
        let text = "وقال المرصد إن القوات غادرت مدينة حمص";
        let holds = |query: &str| Matched::of(&Query::parse(query).unwrap(), "", text).phrases_hold();
        assert!(holds("\"قال المرصد\"") && holds("\"مدينه حمص\"") && holds("-\"مدينة حلب\" حمص"));
        assert!(!holds("\"المرصد قال\"") && !holds("\"المدينة حمص\"") && !holds("-\"مدينة حمص\" قوات"));
        let matched = Matched::of(&Query::parse("المدينة قوات").unwrap(), "", text);
        let found: Vec<&str> = matched.terms.iter().flatten().map(|span| span.slice(text)).collect();
        assert_eq!(found, ["مدينة", "القوات"]);
    }
}
