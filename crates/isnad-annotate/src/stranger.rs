//! Speakers that no table knows: names behind a verb of saying, officials without a name, institutions called by common nouns.

use crate::clause::preposition_of;
use crate::item::{Item, Kind};
use crate::mention::{Reader, without_proclitics};
use crate::report::{Carry, Chain};
use crate::scope::noun_of_verb;
use crate::sentence::Sentence;
use isnad_model::{EntityKind, EntityRef};
use isnad_pack::Sense;
use isnad_pack::conjugate::Number;
use isnad_pack::grammar::{NamePart, NounClass};

/// `أركان حرب المنطقة الخامسة العميد فلان`: the name at the end of a title that no table knows.
pub(crate) fn named_behind<'s>(sentence: &'s Sentence<'_, '_>, at: usize, limit: usize) -> Option<&'s EntityRef> {
    let phrase = |item: &&Item| matches!(item.kind, Kind::Word | Kind::Mention(_)) && !item.clitics.conjunction && item.clitics.preposition.is_none();
    let mut rest = sentence.items.get(at + 1..limit.min(at + 8)).unwrap_or_default().iter().take_while(phrase);
    rest.find_map(|item| item.mention()?.entity.as_ref().filter(|entity| entity.kind == EntityKind::Person))
}

/// An official without a name: `أحد المسؤولين`, `متحدث عسكري`.
pub(crate) fn unnamed(sentence: &Sentence<'_, '_>, at: usize) -> Option<EntityRef> {
    let items = sentence.items;
    let adjective = |i: usize| {
        items.get(i).is_some_and(|item| matches!(item.kind, Kind::Word) && !item.clitics.conjunction && item.clitics.preposition.is_none())
    };
    unnamed_as(sentence, at, if adjective(at + 1) { at + 2 } else { at + 1 })
}

/// Somebody told of by what he is, in the words of the items `at..end`.
pub(crate) fn unnamed_as(sentence: &Sentence<'_, '_>, at: usize, end: usize) -> Option<EntityRef> {
    let items = sentence.items;
    let span = sentence.span(at, end)?;
    let words = span.slice(&sentence.context.article.text);
    let sub = items[at].mention().map(|m| m.sub.clone()).filter(|sub| !sub.is_empty()).unwrap_or_else(|| "official".into());
    Some(EntityRef {
        id: format!("unnamed:{sub}").into(),
        name_ar: words.into(),
        name_en: Some(sub.replace('_', " ").into()),
        surface: words.into(),
        kind: EntityKind::Unnamed,
        span: Some(span),
    })
}

/// Who did it, by a word or a name that no table knows.
pub(crate) fn doer(sentence: &Sentence<'_, '_>, draft: &crate::frames::Draft) -> Option<EntityRef> {
    behind_object(sentence, draft).or_else(|| named_doer(sentence, draft))
}

/// `دمره الرومان`, `ضربها والدها`: behind a verb that has its object in a pronoun, the word that stands alone is who did it.
fn behind_object(sentence: &Sentence<'_, '_>, draft: &crate::frames::Draft) -> Option<EntityRef> {
    let items = sentence.items;
    let Kind::Verb(_, inflection) = items[draft.at].kind else { return None };
    let active = inflection.person == 3 && inflection.number == Number::Singular && !inflection.passive;
    let object = items[draft.at].clitics.pronoun.is_some() && draft.parts_end == draft.at && draft.actors.is_empty();
    let at = draft.at + 1;
    let item = items.get(at).filter(|_| active && object)?;
    let plain = matches!(item.kind, Kind::Word) && item.clitics.preposition.is_none() && !item.clitics.conjunction;
    let norm = sentence.norm(at);
    let own = ["ها", "هم", "ه"].iter().any(|ending| norm.ends_with(ending)) && !norm.starts_with("ال") && !sentence.block.tokens[item.start].marbuta;
    let men = norm.starts_with("ال") && norm.chars().count() > 4 && !norm.ends_with('ا');
    let closed = sentence.block.hits[item.start]
        .iter()
        .any(|hit| matches!(hit.sense, Sense::Function(_) | Sense::Time(_) | Sense::Cue(_) | Sense::Number(_) | Sense::Reporting(_)));
    if !plain || closed || !(own || men) {
        return None;
    }
    let span = sentence.span(at, at + 1)?;
    let name = span.slice(&sentence.context.article.text);
    Some(EntityRef {
        id: format!("x:people:{}", isnad_text::fold::fold(name)).into(),
        name_ar: name.into(),
        name_en: None,
        surface: name.into(),
        kind: EntityKind::People,
        span: Some(span),
    })
}

/// `وقتل فلان العبدلي ثلاثة`, `فلان العبدلي الذي قتل ثلاثة`: a name that no table knows, where those harmed stand behind the verb.
fn named_doer(sentence: &Sentence<'_, '_>, draft: &crate::frames::Draft) -> Option<EntityRef> {
    let items = sentence.items;
    let Kind::Verb(_, inflection) = items[draft.at].kind else { return None };
    let active = inflection.person == 3 && inflection.number == Number::Singular && !inflection.passive && items[draft.at].clitics.pronoun.is_none();
    let site = draft.places.iter().filter(|at| preposition_of(items, **at).is_none());
    if !active || !draft.victims.iter().chain(&draft.targets).chain(site).any(|at| *at > draft.at) {
        return None;
    }
    let word = |i: usize| matches!(items[i].kind, Kind::Word) && !items[i].clitics.conjunction && items[i].clitics.preposition.is_none();
    let name = |i: usize| is_free(sentence, i) || sentence.context.pack.name_words.contains_key(sentence.norm(i));
    let behind = draft.at + 1;
    let end = past_name(sentence, behind);
    let (from, end) = if draft.actors.is_empty() && end > behind + 1 && !draft.victims.contains(&behind) && !inflection.feminine {
        (behind, end)
    } else {
        let relative = draft.at.checked_sub(1).filter(|i| matches!(items[*i].kind, Kind::Relative))?;
        let own = sentence.norm(relative) == if inflection.feminine { "التي" } else { "الذي" };
        let from = (0..relative).rev().take(4).take_while(|i| word(*i) && name(*i)).last().filter(|_| own)?;
        // A phrase further before is not what the clause hangs on.
        (draft.actors.iter().all(|at| *at < from)).then_some((from, relative))?
    };
    if end < from + 2 {
        return None;
    }
    let span = sentence.span(from, end)?;
    let name = span.slice(&sentence.context.article.text);
    Some(EntityRef {
        id: format!("x:person:{}", isnad_text::fold::fold(name).replace(' ', "_")).into(),
        name_ar: name.into(),
        name_en: None,
        surface: name.into(),
        kind: EntityKind::Person,
        span: Some(span),
    })
}

/// Past a name that no table knows, right after a verb of saying; words of it may look like verbs.
pub fn past_name(sentence: &Sentence<'_, '_>, from: usize) -> usize {
    let items = sentence.items;
    let first = items
        .get(from)
        .is_some_and(|item| matches!(item.kind, Kind::Word | Kind::Verb(..)) && !item.clitics.conjunction && item.clitics.preposition.is_none());
    let end = (from..items.len().min(from + 6))
        .find(|&i| !matches!(items[i].kind, Kind::Word | Kind::Verb(..)) || items[i].clitics.conjunction || items[i].clitics.preposition.is_some());
    let Some(end) = end.filter(|_| first) else { return from };
    // Words of a table make a name only when several of them run up to a comma.
    let closed = end >= from + 3 && items[end].is_mark(&['،', ',', ':']) && !sentence.norm(from).starts_with("ال");
    if is_free(sentence, from) || closed { end } else { from }
}

/// A word that no table knows, or only as a place or participle: it can be a name. `عبد`, `ابو` begin names.
pub(crate) fn is_free(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let Some(item) = sentence.items.get(at) else { return false };
    let known = sentence.context.pack.name_words.contains_key(sentence.norm(at));
    let free = |hit: &crate::lookup::Hit| {
        let attached = sentence.norm(at).chars().count() > 4 && !known;
        matches!(hit.sense, Sense::Place(_) | Sense::Participle(..)) || hit.sense == Sense::Common && hit.clitics.weight() > 0 && !attached
    };
    let reader = Reader { context: sentence.context, block: sentence.block, end: sentence.range.end };
    let named = sentence.block.hits.get(item.start).is_some_and(|hits| hits.iter().all(free)) && !reader.is_accusative(item.start);
    matches!(sentence.norm(at), "عبد" | "ابو" | "ام" | "ابن") || named
}

/// `نتائج التحقيق`, `مركز كذا للدراسات`: an institution or finding called by common nouns, by the whole of its phrase. A `subject` has its content right behind it.
pub(crate) fn noun_phrase(sentence: &Sentence<'_, '_>, from: usize, subject: bool) -> Option<Chain> {
    let items = sentence.items;
    let start = items.get(from)?.start;
    let reader = Reader { context: sentence.context, block: sentence.block, end: sentence.range.end };
    let all = |hit: &crate::lookup::Hit| matches!(hit.sense, Sense::Function(_) | Sense::Cue(_) | Sense::Number(_) | Sense::Time(_));
    if sentence.block.hits[start].iter().any(all) {
        return None;
    }
    let (_, hit) = reader.best(start, |sense| matches!(sense, Sense::Common | Sense::Noun(_) | Sense::Masdar(_)).then_some(()))?;
    let end = reader.rest_of_phrase(start + hit.len, hit, true);
    let next = sentence.item_at(end);
    let told = |at: usize| items.get(at).is_some_and(|item| matches!(item.kind, Kind::Complementizer(_)) || item.is_mark(&[':', '"', '«', '“']));
    // `في ريف كذا`, `، الجمعة،`, `إلى` may stand between it and what it says.
    let seat = |at: usize| {
        items.get(at).is_some_and(|item| {
            matches!(item.kind, Kind::Preposition(_) | Kind::When(_) | Kind::Mark('،' | ','))
                || item.mention().is_some_and(|m| m.class == NounClass::Place)
        })
    };
    let about = |i: usize| matches!(&items[i].kind, Kind::Preposition(word) if matches!(&**word, "عن"));
    // `أعلن مستشفى كذا مقتل ثلاثة`
    let site = items[from].mention().is_some();
    let named = |i: usize| site && items.get(i).is_some_and(|item| matches!(item.kind, Kind::Event(..)) && item.clitics.preposition.is_none());
    let content = (next..items.len().min(next + 6)).find(|&i| about(i) || !seat(i)).is_some_and(|i| about(i) || told(i) || named(i));
    if end < start + 2 || subject && !content {
        return None;
    }
    // `مركز الدفاع المدني`: whose it is, where a table knows.
    let owner = reader.phrase(start + hit.len, 1).filter(|(_, to)| !hit.clitics.article && *to >= end).and_then(|(mention, _)| mention.entity);
    if let Some(entity) =
        owner.filter(|entity| !matches!(entity.kind, EntityKind::Unnamed | EntityKind::People | EntityKind::Person | EntityKind::State))
    {
        return Some(Chain { sources: vec![entity], ..Chain::default() });
    }
    let span = reader.span(start, end)?;
    let name = without_proclitics(span.slice(&sentence.context.article.text), items[from].clitics);
    let folded = isnad_text::fold::fold(name);
    let entity = EntityRef {
        id: format!("x:body:{}", folded.replace(' ', "_")).into(),
        name_ar: name.into(),
        name_en: None,
        surface: name.into(),
        kind: EntityKind::Body,
        span: Some(span),
    };
    Some(Chain { sources: vec![entity], ..Chain::default() })
}

/// Who was named before and bears this name as a surname.
fn bearer<'c>(carry: &'c Carry, folded: &str) -> Option<&'c EntityRef> {
    let persons = carry.persons.iter().rev();
    persons.into_iter().find(|person| isnad_text::fold::fold(&person.name_ar).strip_suffix(folded).is_some_and(|rest| rest.ends_with(' ')))
}

/// Whether the cue before the item ends in ل, which is written with the next word: `وفقا لفلان`.
fn behind_letter(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let cue = at.checked_sub(1).map(|i| &sentence.items[i].kind);
    matches!(cue, Some(Kind::Report(id)) if sentence.context.pack.reporting[*id as usize].unit.ends_with(" ل")) && sentence.norm(at).starts_with('ل')
}

/// `بحسب كريم فلان`, `وفقا لمحمد فلان`: past a name behind a cue that begins with a given name, whatever else its words mean.
fn given_name(sentence: &Sentence<'_, '_>, from: usize) -> Option<usize> {
    let attached = behind_letter(sentence, from);
    let norm = sentence.norm(from);
    let word = if attached { norm.strip_prefix('ل')? } else { norm };
    let given = sentence.context.pack.name_words.get(word) == Some(&NamePart::Given);
    let start = sentence.items[from].start;
    let reader = Reader { context: sentence.context, block: sentence.block, end: sentence.range.end };
    let end = reader.name_after_title(if attached { start + 1 } else { start });
    (given && sentence.items[from].mention().is_none() && end > start + 1).then(|| sentence.item_at(end))
}

/// A name no table knows: its words up to a comma, an apposition or the content. As the `subject` of a verb a common noun needs its content behind it.
pub(crate) fn unknown_speaker(sentence: &Sentence<'_, '_>, from: usize, limit: usize, carry: &Carry, subject: bool) -> Option<Chain> {
    let items = sentence.items;
    // `لم يعلن أي طرف`
    if from > 0 && matches!(items[from - 1].kind, Kind::Demonstrative) {
        return None;
    }
    if let Some(entity) = sentence.context.introduced(sentence.norm(from)) {
        return Some(Chain { sources: vec![entity], ..Chain::default() });
    }
    // `وفق الدويد`: a surname with the article, told before.
    if sentence.norm(from).starts_with("ال") {
        if let Some(person) = bearer(carry, sentence.norm(from)) {
            return Some(Chain { sources: vec![person.clone()], ..Chain::default() });
        }
    }
    // `نفت مسؤوليتها`: a noun with a pronoun is no name, whether a table knows it or not.
    let owned = ["تها", "تهم", "تهما", "ته"].iter().any(|ending| sentence.norm(from).ends_with(ending));
    if owned
        || sentence.norm(from).starts_with("ال")
        || sentence.items[from].clitics.pronoun.is_some()
        || noun_of_verb(sentence, from, true).is_some()
    {
        return None;
    }
    // `عبد المعين`, `أبو الوليد`: names in two words.
    let links = |word: &str| matches!(word, "عبد" | "ابو" | "ام" | "ابن" | "بن");
    let spoke_before = |end: usize| {
        sentence.span(from, end).and_then(|span| {
            bearer(carry, &isnad_text::fold::fold(without_proclitics(span.slice(&sentence.context.article.text), items[from].clitics)))
        })
    };
    let mut end = from + 1;
    while end < limit.min(from + 5)
        // `عزا عبد الرحمن ارتفاع الحصيلة إلى`: a name told before is no longer than it was, and a verbal noun is none of it.
        && (end == from + 1 || spoke_before(end).is_none() && noun_of_verb(sentence, end, true).is_none())
        // `عبد الجليل`: behind `عبد` a word that is also a place is a name.
        && (matches!(items[end].kind, Kind::Word | Kind::Verb(..)) || links(sentence.norm(end - 1)) && items[end].end == items[end].start + 1)
        && !items[end].clitics.conjunction
        && items[end].clitics.preposition.is_none()
        // `ندد فلان ب«تلاعب»`
        && sentence.norm(end).chars().count() > 1
        // `شكر عباس المجتمع الدولي`: a common word with the article is none of the name.
        && (!items[end].clitics.article || links(sentence.norm(end - 1)) || is_free(sentence, end) || sentence.context.pack.name_words.contains_key(sentence.norm(end)))
    {
        end += 1;
    }
    // `توني بلينكن`: a given name that no table has before a surname that one has.
    let surname = |item: &Item| {
        item.end == item.start + 1
            && item.clitics == crate::clitics::Clitics::default()
            && item.mention().and_then(|m| m.entity.as_ref()).is_some_and(|entity| entity.kind == EntityKind::Person)
    };
    if end == from + 1 && end < limit && surname(&items[end]) && is_free(sentence, from) {
        end += 1;
    }
    let listed = if subject { None } else { given_name(sentence, from) };
    end = listed.map_or(end, |past| past.max(end));
    // Apposition: "فلان، رئيس بلدية كذا،": the body he speaks for, if he is its spokesman.
    if end + 1 < limit && items[end].is_mark(&['،', ',']) {
        if let Some(mention) = items[end + 1].mention().filter(|m| m.class == NounClass::Official) {
            if let Some(entity) = mention.entity.as_ref().filter(|e| !matches!(e.kind, EntityKind::Unnamed | EntityKind::People)) {
                return Some(Chain { sources: vec![entity.clone()], ..Chain::default() });
            }
        }
    }
    let attached = behind_letter(sentence, from);
    let free = past_name(sentence, from) > from || listed.is_some();
    if !free {
        return noun_phrase(sentence, from, subject).filter(|_| subject);
    }
    let span = sentence.span(from, end)?;
    // `وفقا لأصدقاء الضحايا`: the letter before a name is none of it.
    let clitics = if attached { crate::clitics::Clitics { preposition: Some('ل'), ..items[from].clitics } } else { items[from].clitics };
    let name = without_proclitics(span.slice(&sentence.context.article.text), clitics);
    if name.chars().count() < 4 {
        return None;
    }
    let folded = isnad_text::fold::fold(name);
    // A surname alone: whoever bore it before.
    if let Some(person) = bearer(carry, &folded) {
        return Some(Chain { sources: vec![person.clone()], ..Chain::default() });
    }
    let entity = EntityRef {
        id: format!("x:person:{}", folded.replace(' ', "_")).into(),
        name_ar: name.into(),
        name_en: None,
        surface: name.into(),
        kind: EntityKind::Person,
        span: Some(span),
    };
    Some(Chain { sources: vec![entity], ..Chain::default() })
}
