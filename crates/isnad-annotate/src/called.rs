//! What a source that no table knows is called by: the rest of its phrase behind the noun, `مصادر مقربة من التحقيق`, `المعهد الوطني للطب الشرعي`.

use crate::agreement::plural;
use crate::genitive::nisba;
use crate::item::{Item, Kind, Mention};
use crate::mention::Reader;
use crate::sentence::Sentence;
use crate::source::is_statement;
use isnad_model::{EntityKind, EntityRef, Naming, naming};
use isnad_pack::grammar::NounClass;
use std::sync::Arc;

/// The source at `at` by the whole of its phrase, and one past that phrase.
pub(crate) fn whole(sentence: &Sentence<'_, '_>, entity: EntityRef, at: usize, limit: usize) -> (EntityRef, usize) {
    let Some(mention) = sentence.items[at].mention() else { return (entity, at + 1) };
    let limit = limit.min(sentence.items.len());
    if let Some((person, end)) = named(sentence, mention, at, limit) {
        return (person, end);
    }
    let body = entity.id.starts_with("x:body:");
    let source = entity.id.starts_with("x:official:") || entity.id.starts_with("unnamed:") && !entity.id.contains('@');
    let end = match last_word(sentence, at).starts_with("ال") {
        true if body => purpose(sentence, definite(sentence, at + 1, limit), limit),
        false if source && !is_medium(mention) => seat(sentence, at, adjectives(sentence, at, limit), limit),
        _ => at + 1,
    };
    if end == at + 1 {
        return (entity, end);
    }
    let Some(words) = sentence.span(at, end).map(|span| span.slice(&sentence.context.article.text)) else { return (entity, at + 1) };
    let name: Arc<str> = crate::mention::without_proclitics(words, sentence.items[at].clitics).into();
    let id = match body {
        true => format!("x:body:{}", isnad_text::fold::fold(&name).replace(' ', "_")).into(),
        false => entity.id,
    };
    (EntityRef { id, name_ar: name, span: sentence.span(at, end), ..entity }, end)
}

/// `الخبير في الشأن التركي فلان الفلاني إن`, `والد الفتاة، فلان الفلاني، إن`: the name at the end of what somebody is, right before his words.
fn named(sentence: &Sentence<'_, '_>, mention: &Mention, at: usize, limit: usize) -> Option<(EntityRef, usize)> {
    let items = sentence.items;
    let comma = |i: usize| items.get(i).is_some_and(|item| item.is_mark(&['،', ',']));
    let title = mention.class == NounClass::Official && !crate::agreement::spokesman(sentence, at);
    // Who has an office of a body that a table knows speaks for it, named or not.
    let speaks = |entity: &EntityRef| entity.kind == EntityKind::Person || entity.kind != EntityKind::People && naming(&entity.id) == Naming::Listed;
    let known = mention.entity.as_ref().is_some_and(speaks);
    if known || !title && mention.class != NounClass::People || mention.number.is_some_and(|number| number.value > 1.0) {
        return None;
    }
    let reader = Reader { context: sentence.context, block: sentence.block, end: sentence.range.end };
    let between = |i: &usize| {
        matches!(items[*i].kind, Kind::Word | Kind::Preposition(_) | Kind::Mention(_) | Kind::Event(..)) && !items[*i].clitics.conjunction
    };
    let reach = (at + 1..limit.min(at + 6)).find(|i| !between(i)).unwrap_or(limit.min(at + 6));
    let ends = |i: usize| items.get(i).is_some_and(|item| matches!(item.kind, Kind::Complementizer(_)) || item.is_mark(&[':']));
    let name = |from: usize, closed: &dyn Fn(usize) -> bool| {
        let start = items.get(from).filter(|item| item.clitics == Default::default())?.start;
        let end = reader.name_after_title(start);
        let next = sentence.item_at(end);
        (end >= start + 2 && closed(next)).then_some((start, end, next))
    };
    let apposed = || name(reach + 1, &comma).filter(|_| comma(reach) && mention.number.is_none_or(|number| number.value == 1.0));
    let (start, end, next) = (at + 2..reach).filter(|_| title).find_map(|from| name(from, &ends)).or_else(apposed)?;
    let span = reader.span(start, end)?;
    let words = span.slice(&sentence.context.article.text);
    let person = EntityRef {
        id: format!("x:person:{}", isnad_text::fold::fold(words).replace(' ', "_")).into(),
        name_ar: words.into(),
        name_en: None,
        surface: words.into(),
        kind: EntityKind::Person,
        span: Some(span),
    };
    sentence.context.introduce(&sentence.block.tokens[end - 1].norm, &person);
    Some((person, next))
}

fn is_medium(mention: &Mention) -> bool {
    mention.media || mention.sub == "media" || mention.sub == crate::source::REPORTER
}

fn last_word<'s>(sentence: &'s Sentence<'_, '_>, at: usize) -> &'s str {
    &sentence.block.tokens[sentence.items[at].end - 1].norm
}

/// A plain word, or a noun for people, that could be an adjective.
fn plain(item: &Item) -> bool {
    let people = item.mention().is_some_and(|m| m.class == NounClass::People && m.number.is_none() && m.place.is_none());
    (matches!(item.kind, Kind::Word) || people) && !item.clitics.conjunction && item.clitics.preposition.is_none() && item.clitics.pronoun.is_none()
}

/// Past the adjectives of a definite noun.
fn definite(sentence: &Sentence<'_, '_>, from: usize, limit: usize) -> usize {
    let adjective = |i: &usize| {
        plain(&sentence.items[*i])
            && sentence.items[*i].end == sentence.items[*i].start + 1
            && article(sentence, *i)
            && nisba(last_word(sentence, *i))
    };
    (from..limit).find(|i| !adjective(i)).unwrap_or(limit)
}

fn article(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    sentence.norm(at).starts_with("ال")
}

/// Past what an institution is for or whose it is: `للطب الشرعي`, `للفلاحة والصيد البحري`.
fn purpose(sentence: &Sentence<'_, '_>, from: usize, limit: usize) -> usize {
    let items = sentence.items;
    let whom = |mention: &Mention| !is_medium(mention) && mention.sub != "journalists" && mention.number.is_none();
    let opens = from < limit
        && items[from].clitics.preposition == Some('ل')
        && (items[from].clitics.article || sentence.norm(from).starts_with("لل"))
        && match &items[from].kind {
            Kind::Word | Kind::Event(..) => true,
            Kind::Mention(mention) => whom(mention),
            _ => false,
        };
    let more = |i: &usize| {
        let joined = items[*i].clitics.conjunction && items[*i].clitics.article;
        matches!(items[*i].kind, Kind::Word)
            && items[*i].clitics.preposition.is_none()
            && (joined || article(sentence, *i) && !items[*i].clitics.conjunction)
    };
    if opens { (from + 1..limit).find(|i| !more(i)).unwrap_or(limit) } else { from }
}

/// Past the adjectives of an indefinite noun, as far as they agree with it.
fn adjectives(sentence: &Sentence<'_, '_>, at: usize, limit: usize) -> usize {
    let several = plural(sentence, at);
    let feminine = sentence.norm(at).ends_with('ه');
    let agrees = |word: &str| match word {
        "اخرى" | "اخري" => several || feminine,
        "اخر" => !several,
        _ if word.starts_with("ال") || !nisba(word) => false,
        _ if word.ends_with("ون") || word.ends_with("ين") => several,
        _ if word.ends_with('ه') => several || feminine,
        _ => !several,
    };
    let adjective =
        |i: &usize| plain(&sentence.items[*i]) && sentence.items[*i].end == sentence.items[*i].start + 1 && agrees(last_word(sentence, *i));
    (at + 1..limit.min(at + 4)).find(|i| !adjective(i)).unwrap_or(limit.min(at + 4))
}

/// Past where those sit of whom nothing but that is told: `مسؤول من المسجد`, `مصادر في الجانب المصري`.
fn seat(sentence: &Sentence<'_, '_>, at: usize, end: usize, limit: usize) -> usize {
    let items = sentence.items;
    let told = nisba(last_word(sentence, end - 1));
    let link = items
        .get(end)
        .is_some_and(|item| matches!(&item.kind, Kind::Preposition(word) if matches!(&**word, "من" | "في")) && item.clitics.pronoun.is_none());
    let bare = end == at + 1 && sentence.items[at].end == sentence.items[at].start + 1;
    let from = matches!(items.get(end).map(|item| &item.kind), Some(Kind::Preposition(word)) if &**word == "من");
    let inside = |item: &Item| match &item.kind {
        Kind::Word | Kind::Event(..) => article(sentence, end + 1),
        Kind::Mention(mention) => mention.definite && !is_statement(mention) && mention.number.is_none(),
        _ => false,
    };
    let named =
        end + 1 < limit && items[end + 1].clitics.preposition.is_none() && items[end + 1].clitics.pronoun.is_none() && inside(&items[end + 1]);
    if link && named && !told && (bare || from) { definite(sentence, end + 2, limit) } else { end }
}
