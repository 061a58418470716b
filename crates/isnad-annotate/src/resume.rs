//! Verbs that go on with a subject behind a clause that parts the two.

use crate::args::{can_act, mention_before};
use crate::clause::{Opener, preposition_of};
use crate::item::{Item, Kind};
use crate::sentence::Sentence;
use isnad_pack::conjugate::Number;

/// `القوات التي تحاصر المدينة قصفت الحي`: behind a relative clause the verb goes on with the noun that the clause hangs on.
pub(crate) fn past_relative(sentence: &Sentence<'_, '_>, index: usize, at: usize) -> Option<usize> {
    let items = sentence.items;
    let clause = &sentence.clauses[index];
    let led = |item: &Item| matches!(item.kind, Kind::Negation | Kind::Auxiliary | Kind::Particle(_) | Kind::Adverb | Kind::When(_));
    let opens = matches!(clause.opener, Opener::Coordinate | Opener::Comma) && items.get(clause.start..at)?.iter().all(led);
    let Kind::Verb(_, inflection) = items[at].kind else { return None };
    let relative = index.checked_sub(1).filter(|i| opens && !items[at].clitics.conjunction && sentence.clauses[*i].opener == Opener::Relative)?;
    let start = sentence.clauses[relative].start;
    let agrees = match inflection.number {
        Number::Plural => sentence.norm(start).ends_with("الذين"),
        Number::Singular => sentence.norm(start).ends_with(if inflection.feminine { "التي" } else { "الذي" }),
        Number::Dual => false,
    };
    let head = &sentence.clauses[relative.checked_sub(1).filter(|_| agrees && inflection.person == 3)?];
    let bare = |i: &usize| items[*i].mention().is_some_and(can_act) && preposition_of(items, *i).is_none() && !items[*i].clitics.conjunction;
    let verbless = !items.get(head.start..head.end)?.iter().any(Item::is_verb);
    mention_before(items, start).filter(|i| verbless && *i >= head.start).filter(bare)
}
