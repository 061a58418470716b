//! Predicates without a verb: where forces stand (`باتت على مشارف المدينة`, `لا يزال في المدينة`).

use crate::args::{can_act, coordinated, is_class};
use crate::clause::{clause_of, preposition_of};
use crate::frames::{Draft, empty, mention};
use crate::item::Kind;
use crate::report::is_quote_item;
use crate::scope::noun_of_verb;
use crate::sentence::Sentence;
use isnad_model::EventType;
use isnad_pack::conjugate::Tense;
use isnad_pack::grammar::NounClass;

/// Rule of a call that says what somebody ought to do.
pub(crate) const OBLIGATION: &str = "nominal:obligation";

/// `إن على روسيا وقف الحرب`, `أن على الطرفين أن يلتزما`: what somebody ought to do. Whoever ought to, and where what he ought to do begins.
pub(crate) fn obliged(sentence: &Sentence<'_, '_>, at: usize) -> Option<(usize, usize)> {
    let items = sentence.items;
    if items[at].clitics.pronoun.is_some() {
        return obliged_topic(sentence, at);
    }
    let on = matches!(&items[at].kind, Kind::Preposition(word) if &**word == "على");
    // `قال النائب: "على الحكومة وقف الحرب"`
    let opens = |i: usize| is_quote_item(&items[i]) && items[..i].iter().filter(|item| is_quote_item(item)).count() % 2 == 0;
    let said = at > 0 && (matches!(items[at - 1].kind, Kind::Complementizer(_)) || opens(at - 1));
    // `وعلى الطرفين أن يلتزما` at the head of a clause: plain without anything before it.
    let heads = at == sentence.clauses[clause_of(&sentence.clauses, at)].start
        && items.get(at + 2).is_some_and(|item| matches!(&item.kind, Kind::Complementizer(word) if &**word == "ان"))
        && items.get(at + 3).is_some_and(|item| matches!(item.kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Imperfect));
    // `إذا صح ذلك، فعلى السلطات إطلاق سراحهم`
    let then = on && sentence.norm(at).starts_with('ف');
    let said = said || heads || then;
    let who = coordinated(items, at + 1).last().copied().filter(|_| on && said && mention(sentence, at + 1).is_some_and(can_act))?;
    let masdar = |i: usize| bare_deed(sentence, i);
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let adjective = |i: usize| matches!(items[i].kind, Kind::Word) && items[i].clitics.article && !masdar(i);
    let deed = (who + 1..items.len().min(clause.end + 1)).find(|&i| !adjective(i))?;
    (matches!(items[deed].kind, Kind::Complementizer(_)) || masdar(deed)).then_some((at + 1, deed))
}

/// `إن الحكومة عليها وقف الحرب`: whoever ought to stands before the preposition, which takes him up.
fn obliged_topic(sentence: &Sentence<'_, '_>, at: usize) -> Option<(usize, usize)> {
    let items = sentence.items;
    let on = matches!(&items[at].kind, Kind::Preposition(word) if word.starts_with("علي"));
    let who = at.checked_sub(1).filter(|&i| on && mention(sentence, i).is_some_and(can_act) && preposition_of(items, i).is_none())?;
    let said = who > 0 && matches!(items[who - 1].kind, Kind::Complementizer(_));
    (said && at + 1 < items.len() && bare_deed(sentence, at + 1)).then_some((who, at + 1))
}

/// A verbal noun without a preposition, also in the letters of a perfect, which cannot stand behind an obligation: `وقف` is the noun.
fn bare_deed(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let items = sentence.items;
    let noun = matches!(items[at].kind, Kind::Word) && noun_of_verb(sentence, at, true).is_some();
    let word = noun || matches!(items[at].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect);
    (matches!(items[at].kind, Kind::Event(..)) || word) && preposition_of(items, at).is_none() && !items[at].clitics.conjunction
}

/// `قال إن عليها أن تدفع`: somebody told before ought to do something.
fn obliged_before(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let items = sentence.items;
    let on = matches!(&items[at].kind, Kind::Preposition(word) if word.starts_with("علي")) && items[at].clitics.pronoun.is_some();
    let said = at > 0 && matches!(items[at - 1].kind, Kind::Complementizer(_));
    let heads = at == sentence.clauses[clause_of(&sentence.clauses, at)].start;
    // `بعد الرد علينا أن نضم جهودنا`
    let own = items[at].clitics.pronoun == Some(crate::clitics::Pronoun::We);
    on && (said || heads || own)
        && items.get(at + 1).is_some_and(|item| matches!(&item.kind, Kind::Complementizer(word) if &**word == "ان"))
        && items.get(at + 2).is_some_and(|item| matches!(item.kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Imperfect))
}

/// The call that an obligation is.
pub(crate) fn obligation(sentence: &Sentence<'_, '_>, at: usize) -> Option<Draft> {
    let who = obliged(sentence, at).map(|(who, _)| who);
    if who.is_none() && !obliged_before(sentence, at) {
        return None;
    }
    let mut draft = empty(EventType::Call, at, OBLIGATION.to_owned(), sentence.clauses[clause_of(&sentence.clauses, at)].end);
    draft.targets = who.map(|who| coordinated(sentence.items, who)).unwrap_or_default();
    Some(draft)
}

/// The draft of a prepositional predicate at item `at`.
pub(crate) fn predicate(sentence: &Sentence<'_, '_>, at: usize) -> Option<Draft> {
    let Kind::Preposition(word) = &sentence.items[at].kind else { return None };
    // `باتت القوات قريبة جدا من المدينة`
    let close = || {
        let adjective = (at.saturating_sub(2)..at).rev().find(|&i| !matches!(sentence.items[i].kind, Kind::Adverb) && sentence.norm(i) != "جدا");
        adjective.is_some_and(|i| matches!(sentence.norm(i), "قريبه" | "قريبا" | "قريبين"))
    };
    let beside = matches!(&**word, "على بعد" | "على مسافه" | "على مرمى حجر من" | "على مشارف" | "عند مشارف" | "على تخوم" | "على ابواب" | "على اسوار");
    let near = beside || &**word == "من" && close();
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let before = clause.start..at;
    if before.clone().any(|i| sentence.items[i].is_verb() || matches!(sentence.items[i].kind, Kind::Event(..))) {
        return None;
    }
    let copula = before.clone().find(|&i| matches!(sentence.items[i].kind, Kind::Auxiliary))?;
    let still = (sentence.items[copula].start..sentence.items[copula].end).any(|t| {
        sentence
            .block
            .tokens
            .get(t)
            .is_some_and(|t| t.norm.ends_with("زال") || t.norm.ends_with("زالت") || t.norm.ends_with("زالوا") || t.norm.ends_with("زالون"))
    });
    if !(near || still && matches!(&**word, "في" | "داخل")) {
        return None;
    }
    let stands = |i: usize| {
        mention(sentence, i).is_some_and(|m| is_class(m, NounClass::Force) || !near && is_class(m, NounClass::Official))
            && preposition_of(sentence.items, i).is_none()
    };
    // `إن القوات، بإسناد من التحالف، أصبحت على بعد كيلومترين`: whoever stands before what is set off between commas.
    let apart = |i: usize| {
        sentence.items[i].is_verb() || matches!(sentence.items[i].kind, Kind::Mark('.' | ':' | '؛') | Kind::Relative | Kind::Subordinator(_))
    };
    let set_off = || (0..clause.start).rev().take(16).take_while(|&i| !apart(i)).find(|&i| stands(i));
    let subject = before.rev().find(|&i| stands(i)).or_else(|| set_off().filter(|_| near))?;
    let end = clause.end;
    let place = (at + 1..end).find(|&i| mention(sentence, i).is_some_and(|m| m.place.is_some() || m.class == NounClass::PlaceClass));
    let (event_type, rule) = if near { (EventType::Advance, format!("nominal:{word}")) } else { (EventType::Hold, "nominal:still".to_owned()) };
    if near && place.is_none() || (at + 1..end).any(|i| sentence.items[i].is_verb()) {
        return None;
    }
    let mut draft = empty(event_type, at, rule, end);
    draft.actors.push(subject);
    draft.subject = Some(subject);
    draft.places.extend(place);
    Some(draft)
}
