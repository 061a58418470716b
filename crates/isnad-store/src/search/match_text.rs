//! Where a text says what was asked: decided on its own words, the same for both databases.

use super::query::{Query, What};
use crate::analysis::{Word, other_cuts, words_holding};
use isnad_text::Span;

/// What of a query a text says, and where.
pub(super) struct Matched {
    /// For each positive term its places in the text, in order.
    pub(super) terms: Vec<Vec<Span>>,
    phrases_hold: bool,
}

/// A word of a text with its number among the words.
type Placed = (usize, Word);

impl Matched {
    pub(super) fn of(query: &Query, title: &str, text: &str) -> Matched {
        let parts: Vec<&str> = query.terms.iter().flat_map(|term| parts(&term.what)).collect();
        let (title, text) = (words_holding(title, &parts), words_holding(text, &parts));
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

/// What a word's exact form must hold to be one that is asked for: cutting takes from either end only.
fn parts(what: &What) -> Vec<&str> {
    match what {
        What::Word(word) => vec![&word.stem],
        What::Prefix(word) => vec![&word.base],
        What::Phrase(words) => words.iter().map(|word| word.exact.as_str()).collect(),
    }
}

fn places(what: &What, text: &[Placed]) -> Vec<Span> {
    let of = |fits: &dyn Fn(&Word) -> bool| text.iter().filter(|(_, one)| fits(one)).map(|(_, one)| one.span).collect();
    match what {
        What::Word(word) => of(&|one| same(one, word)),
        What::Prefix(word) => of(&|one| one.base.starts_with(&word.base) || one.exact.starts_with(&word.exact)),
        What::Phrase(phrase) => phrase_places(phrase, text),
    }
}

fn same(one: &Word, asked: &Word) -> bool {
    let is_form = |form: &str| form == asked.stem || form == asked.base || form == asked.exact;
    is_form(&one.stem) || is_form(&one.base) || is_form(&one.exact) || other_cuts(one).iter().any(|cut| is_form(cut))
}

/// The exact words in a row; before the first a clitic may stand (`وقال المرصد` says `"قال المرصد"`).
fn phrase_places(phrase: &[Word], text: &[Placed]) -> Vec<Span> {
    let first = &phrase[0].exact;
    let starts = |one: &Word| one.exact == *first || one.exact.ends_with(first.as_str()) && other_cuts(one).contains(first);
    let follow = |window: &[Placed]| {
        let pairs = window.windows(2).zip(&phrase[1..]);
        pairs.into_iter().all(|(pair, asked)| pair[1].0 == pair[0].0 + 1 && pair[1].1.exact == asked.exact)
    };
    let row = |window: &&[Placed]| follow(window) && starts(&window[0].1);
    text.windows(phrase.len()).filter(row).map(|window| window[0].1.span.cover(window[window.len() - 1].1.span)).collect()
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
