//! Subjects that stand before their verb, and what parts the two.

use crate::args::can_act;
use crate::clause::{Opener, clause_of, preposition_of};
use crate::clitics::Pronoun;
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

/// `عثر على عشرة أشخاص قتلوا`: a plural verb right behind counted people tells of them, whatever governs them.
pub(crate) fn relative_without_pronoun(items: &[Item], at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let plural = matches!(items[at].kind, Kind::Verb(_, inflection) if inflection.number == Number::Plural && inflection.person == 3);
    let people = items[before].mention().is_some_and(|m| m.people.is_some() && m.number.is_some() && !m.definite);
    (plural && people && !items[at].clitics.conjunction).then_some(before)
}

/// `أن 15 مدنيا، بينهم أطفال، قتلوا`: a subject that commas part from its verb.
pub(crate) fn dislocated(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let items = sentence.items;
    let mut index = clause_of(&sentence.clauses, at);
    if items.get(sentence.clauses[index].start..at)?.iter().any(|item| item.mention().is_some()) || items[at].clitics.conjunction {
        return None;
    }
    while matches!(sentence.clauses[index].opener, Opener::Comma | Opener::Resumed | Opener::Parenthesis) && index > 0 {
        index -= 1;
        let clause = &sentence.clauses[index];
        if items.get(clause.start..clause.end)?.iter().any(|item| item.is_verb() || matches!(item.kind, Kind::Event(..))) {
            return None;
        }
    }
    let clause = &sentence.clauses[index];
    let head = (clause.start..clause.end).find(|&i| items[i].mention().is_some() && preposition_of(items, i).is_none())?;
    (head < at && clause_of(&sentence.clauses, at) != index && !matches!(clause.opener, Opener::Relative)).then_some(head)
}

/// `هجوم استهدف المدينة`: the event noun that an asyndetic clause or a sentence with its subject first speaks of.
pub(crate) fn event_before(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let items = sentence.items;
    let Kind::Verb(verb, inflection) = items[at].kind else { return None };
    let row = &sentence.context.pack.verbs[verb as usize];
    if row.frames.is_empty()
        || !row.reporting.is_empty()
        || inflection.number != Number::Singular
        || items[at].clitics.pronoun.is_some_and(|pronoun| pronoun != Pronoun::They)
        || items[at].clitics.conjunction
    {
        return None;
    }
    let between = |item: &Item| match &item.kind {
        Kind::Word | Kind::When(_) | Kind::Adverb | Kind::Preposition(_) | Kind::Relative | Kind::Particle(_) => true,
        Kind::Mark(mark) => matches!(mark, '"' | '«' | '»' | '“' | '”'),
        Kind::Mention(_) => true,
        _ => false,
    };
    let event = (0..at).rev().find(|&i| !between(&items[i]))?;
    // `بعد انسحاب الجيش سيطرت الفصائل`: an adjunct is no subject.
    let adjunct = preposition_of(items, event).is_some_and(|p| matches!(&*p, "بعد" | "عقب" | "قبل" | "خلال" | "اثناء" | "منذ" | "مع" | "اثر"));
    // `غارات شنتها الطائرات`, but `غارات استهدفتهم`: men are no event that the pronoun could take up, unless they stand between (`خسارة ثلاثة قتلهم اللصوص`).
    let men = items[at].clitics.pronoun.is_some() && items[event + 1..at].iter().any(|item| item.mention().is_some());
    let here = matches!(items[event].kind, Kind::Event(..)) && at - event < 8 && !adjunct && !men;
    (here && items.get(event + 1..at).unwrap_or_default().iter().all(|item| !item.clitics.conjunction)).then_some(event)
}

/// The noun phrase that a relative clause at `start` hangs on.
pub(crate) fn mention_before(items: &[Item], start: usize) -> Option<usize> {
    // `الهجوم الذي استهدف المدينة`: an event noun is nearer than whoever speaks of it.
    (start.saturating_sub(4)..start)
        .rev()
        .take_while(|&i| !items[i].is_verb() && !items[i].is_mark(&['(', ':', '.']))
        .find(|&i| items[i].mention().is_some() || matches!(items[i].kind, Kind::Event(..)))
}

/// What a relative clause at `start` hangs on: `زيارة الرئيس إلى بيروت والذي دعا`, a masculine one on no city and no country that is feminine.
pub(crate) fn antecedent(sentence: &Sentence<'_, '_>, start: usize) -> Option<usize> {
    let items = sentence.items;
    let near = mention_before(items, start)?;
    let feminine = |i: usize| items[i].mention().and_then(|m| crate::doer::feminine(sentence.context.pack, m, sentence.norm(i)));
    let seat = |i: usize| items[i].mention().is_some_and(|m| m.place.is_some() && preposition_of(items, i).is_some()) && feminine(i) == Some(true);
    if !sentence.norm(start).ends_with("الذي") || !seat(near) {
        return Some(near);
    }
    let before = mention_before(items, near).filter(|i| items[*i].mention().is_some_and(can_act) && feminine(*i) != Some(true));
    Some(before.unwrap_or(near))
}

/// `وكان الوزير، وهو من أنصار القرار، قد دعا الأطراف`: behind what commas set off, `قد` goes on with the subject of `كان`.
pub(crate) fn pluperfect(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let items = sentence.items;
    let Kind::Verb(_, inflection) = items[at].kind else { return None };
    let particle =
        at.checked_sub(1).filter(|&i| matches!(&items[i].kind, Kind::Particle(word) if &**word == "قد") && !items[i].clitics.conjunction)?;
    let set_off = particle > 0 && items[particle - 1].is_mark(&['،', ',', ')', '-', '–']);
    let copula = (0..particle).rev().find(|&i| matches!(items[i].kind, Kind::Auxiliary)).filter(|_| set_off)?;
    let word = sentence.norm(copula).trim_start_matches(['و', 'ف']);
    let agrees = inflection.number == Number::Singular && inflection.person == 3 && word == if inflection.feminine { "كانت" } else { "كان" };
    let first = (copula + 1..particle).find(|&i| items[i].mention().is_some())?;
    let plain = |item: &Item| matches!(item.kind, Kind::Word | Kind::Mark('"' | '«' | '»' | '“' | '”'));
    let bare = preposition_of(items, first).is_none() && items[copula + 1..first].iter().all(plain);
    (agrees && bare && items[first].mention().is_some_and(can_act)).then_some(first)
}
