//! Lists: phrases that stand together in one part of a sentence.

use crate::args::after_comma;
use crate::clause::preposition_of;
use crate::item::{Item, Kind};
use crate::report::is_quote_item;
use isnad_pack::grammar::NounClass;

/// Phrases coordinated to the one at `at` (`و X`, `، X و Y`), itself first.
pub fn coordinated(items: &[Item], at: usize) -> Vec<usize> {
    let mut out = vec![at];
    let mut next = at + 1;
    while next < items.len() {
        match &items[next].kind {
            Kind::Mention(_) if crate::clause::opens_clause(items, next) => break,
            Kind::Mention(_) if items[next].clitics.conjunction && items[next].clitics.preposition.is_none() => out.push(next),
            // `هجوم أميركي بريطاني`
            Kind::Mention(_) if crate::nation::of_event(&items[next - 1]) && crate::nation::of_event(&items[next]) => out.push(next),
            Kind::Mention(_) if after_comma(items, next) && list_goes_on(items, next) => out.push(next),
            Kind::Mention(_) if next > at + 1 && matches!(items[next - 1].kind, Kind::Conjunction) => out.push(next),
            // `إسرائيل و«حزب الله»`
            Kind::Mention(_) if next > at + 2 && is_quote_item(&items[next - 1]) && items[next - 2].kind.is_conjunction() => out.push(next),
            Kind::Mention(_) if same_preposition(items, at, next) => out.push(next),
            // `بين القوات الموالية للحكومة والمتمردين`: to whom the first is loyal.
            Kind::Mention(_) if items[next].clitics.preposition == Some('ل') && items[next - 1].clitics.article && between(items, at) => {}
            // `معبر كذا للأفراد ومعبر كذا للبضائع`: what each is for.
            Kind::Mention(_) if items[next].clitics.preposition == Some('ل') && goes_on_behind(items, at, next) => {}
            // `ونظيره لكن الحكومة رفضته`: a clause of its own.
            Kind::Conjunction if items.get(next + 2).is_some_and(Item::is_verb) => break,
            Kind::Mark('،' | ',' | '"' | '“' | '”' | '«' | '»') | Kind::Conjunction => {}
            Kind::Mark('(') => match closing(items, next) {
                Some(close) => next = close,
                None => break,
            },
            Kind::Preposition(_) if items[next].clitics.conjunction && same_word(items, at, next) => {}
            // `حلب في الشمال وحماة في الوسط`: a locator between the members.
            Kind::Preposition(_) if locator(items, next) => next += 1,
            Kind::Word if !items[next].clitics.conjunction && items[next].clitics.article => {}
            // `ألمانيا وبعض الدول`
            Kind::Number(_) | Kind::Word if items[next].clitics.conjunction && items.get(next + 1).is_some_and(crate::nation::unnamed) => {
                next += 1;
                out.push(next);
            }
            _ => break,
        }
        next += 1;
    }
    out
}

/// Whether behind the complement at `complement` the list of places at `at` goes on with another place.
fn goes_on_behind(items: &[Item], at: usize, complement: usize) -> bool {
    let place = |i: usize| items.get(i).and_then(Item::mention).is_some_and(|m| m.place.is_some());
    let comma = items.get(complement + 1).is_some_and(|item| item.is_mark(&['،', ',']));
    let next = complement + 1 + usize::from(comma);
    complement == at + 1 && place(at) && !place(complement) && place(next) && items[next].clitics.conjunction
}

/// Whether the phrase at `at` is one of two that something is between.
fn between(items: &[Item], at: usize) -> bool {
    preposition_of(items, at).is_some_and(|word| &*word == "بين")
}

/// A preposition and a bare direction, after which the list goes on.
fn locator(items: &[Item], preposition: usize) -> bool {
    let direction = items
        .get(preposition + 1)
        .is_some_and(|item| matches!(item.kind, Kind::Word) || item.mention().is_some_and(|m| m.class == NounClass::Direction));
    direction && items.get(preposition + 2).is_some_and(|item| item.clitics.conjunction && item.mention().is_some_and(|m| m.place.is_some()))
}

/// Event nouns coordinated to the one at `at`, itself first.
pub fn coordinated_events(items: &[Item], at: usize) -> Vec<usize> {
    let mut out = vec![at];
    for next in at + 1..items.len().min(at + 5) {
        match &items[next].kind {
            Kind::Event(..) if items[next].clitics.conjunction => out.push(next),
            Kind::Word | Kind::Mention(_) => {}
            _ => break,
        }
    }
    out
}

/// `في حمص وفي حماة`.
fn same_preposition(items: &[Item], first: usize, next: usize) -> bool {
    next >= 1
        && items[next - 1].clitics.conjunction
        && matches!(items[next - 1].kind, Kind::Preposition(_))
        && preposition_of(items, first) == preposition_of(items, next)
}

fn same_word(items: &[Item], first: usize, preposition: usize) -> bool {
    match (&items[preposition].kind, preposition_of(items, first)) {
        (Kind::Preposition(word), Some(governor)) => *word == governor,
        _ => false,
    }
}

fn closing(items: &[Item], open: usize) -> Option<usize> {
    (open + 1..items.len().min(open + 6)).find(|&i| items[i].is_mark(&[')']))
}

/// A comma list of phrases ends in one joined by و.
fn list_goes_on(items: &[Item], at: usize) -> bool {
    items[at + 1..].iter().take(8).take_while(|item| !item.is_verb()).any(|item| item.clitics.conjunction && item.mention().is_some())
        && items[at + 1..].iter().take(2).any(|item| item.is_mark(&['،', ',']) || item.clitics.conjunction)
}
