//! A title and the name that stands in apposition to it are one noun phrase: `المبعوث الفلسطيني للأمم المتحدة رياض منصور`.

use crate::clitics::Clitics;
use crate::context::{BlockText, Context};
use crate::item::{Item, Kind, Mention};
use crate::mention::Reader;
use isnad_model::{EntityKind, EntityRef};
use isnad_pack::Sense;
use isnad_pack::grammar::{NounClass, Role};

/// Most items between a title and the name: what it is the title of.
const BETWEEN: usize = 3;

/// Joins titles and names in one sentence.
pub fn join(context: &Context<'_>, block: &BlockText, mut items: Vec<Item>) -> Vec<Item> {
    let mut at = 0;
    while at < items.len() {
        let joined = named(context, block, &items, at)
            .or_else(|| spoken_for(context, block, &items, at))
            .or_else(|| by_nation(context, block, &items, at))
            .or_else(|| loyal(context, block, &items, at));
        if let Some((last, entity)) = joined {
            let end = items[last].end;
            let span = Reader { context, block, end }.span(items[at].start, end);
            items[at].end = end;
            if let Kind::Mention(mention) = &mut items[at].kind {
                mention.entity = Some(EntityRef { span, ..entity });
                mention.definite = true;
            }
            items.drain(at + 1..=last);
        }
        at += 1;
    }
    items
}

/// The class and slug of the noun that heads an item.
fn head(context: &Context<'_>, block: &BlockText, item: &Item) -> Option<(NounClass, String)> {
    let (id, _) = Reader { context, block, end: item.end }.noun(item.start)?;
    let row = &context.pack.nouns[id as usize];
    Some((row.class, row.sub.clone()))
}

fn person(item: &Item) -> Option<&EntityRef> {
    let free = !item.clitics.conjunction && item.clitics.preposition.is_none();
    item.mention().filter(|_| free)?.entity.as_ref().filter(|entity| entity.kind == EntityKind::Person)
}

/// Whose title opens at `at`: the person, or the body that a spokesman speaks for.
fn named(context: &Context<'_>, block: &BlockText, items: &[Item], at: usize) -> Option<(usize, EntityRef)> {
    let title = items[at].mention()?;
    let (class, sub) = head(context, block, &items[at])?;
    if class != NounClass::Official || title.number.is_some() || title.entity.as_ref().is_some_and(|entity| entity.kind == EntityKind::Person) {
        return None;
    }
    let complement = |item: &Item| match &item.kind {
        // `رئيس المجلس وقائد الجيش فلان`
        Kind::Mention(mention) => {
            mention.people.is_none() && person(item).is_none() && (!item.clitics.conjunction || mention.class == NounClass::Official)
        }
        Kind::Word | Kind::Number(_) => !item.clitics.conjunction,
        Kind::Preposition(word) => matches!(&**word, "لدى" | "لدي"),
        _ => false,
    };
    if let Some(found) = behind_seat(context, block, items, at, &sub) {
        return Some(found);
    }
    let last = (at + 1..items.len().min(at + 2 + BETWEEN)).find(|&i| !complement(&items[i]))?;
    let name = person(&items[last])?;
    // `رفض مسؤول تصريحات الرئيس الأميركي`: another office, whoever holds it, is no name of the first.
    let names = |sense: Sense| matches!(sense, Sense::Entity(id) if context.pack.entities[id as usize].kind == EntityKind::Person);
    let by_name = name.id.starts_with("x:") || (items[last].start..items[last].end).any(|i| block.hits[i].iter().any(|hit| names(hit.sense)));
    if last > at + 1 && !by_name {
        return None;
    }
    // `اتهم المبعوث التركي بشار الأسد`: a known name is another's behind a verb that takes an object, or of another country than the title.
    let known = !name.id.starts_with("x:");
    let reader = Reader { context, block, end: block.tokens.len() };
    if known && (takes_object(context, items, at) || title.entity.as_ref().is_some_and(|entity| reader.foreign(entity, name))) {
        return None;
    }
    let body = title.entity.as_ref().filter(|entity| sub == "spokesman" && entity.kind != EntityKind::Unnamed);
    Some((last, body.unwrap_or(name).clone()))
}

/// `السفير البريطاني لدى اليمن فلان الفلاني`: the name of somebody whom no table has, behind the place where the title is held.
fn behind_seat(context: &Context<'_>, block: &BlockText, items: &[Item], at: usize, sub: &str) -> Option<(usize, EntityRef)> {
    let links = |item: &Item| matches!(&item.kind, Kind::Preposition(word) if matches!(&**word, "لدى" | "لدي" | "في"));
    let link = (at + 1..items.len().min(at + 3)).find(|&i| links(&items[i]))?;
    let plain = items[at + 1..link].iter().all(|item| matches!(item.kind, Kind::Word) && item.clitics.article && !item.clitics.conjunction);
    items.get(link + 1)?.mention().filter(|seat| plain && sub != "spokesman" && (seat.place.is_some() || seat.entity.is_some()))?;
    // `السفير في اليمن سيرغي كذا`: words that tables know as those of a name.
    if let Some(name) = items.get(link + 2).and_then(person).filter(|name| name.id.starts_with("x:")) {
        return Some((link + 2, name.clone()));
    }
    let first = items.get(link + 2).filter(|item| matches!(item.kind, Kind::Word))?;
    let reader = Reader { context, block, end: block.tokens.len() };
    let end = reader.name_after_title(first.start);
    let last = (link + 3..items.len()).find(|&i| items[i].end == end).filter(|_| end >= first.start + 2)?;
    let name = reader.surface(first.start, end, Clitics::default());
    let person = reader.unknown(&name, "person", EntityKind::Person, first.start, end);
    context.introduce(&block.tokens[end - 1].norm, &person);
    Some((last, person))
}

/// `الرئيسان الفرنسي فلان والأميركي فلان`: one of a nation, and his name.
fn by_nation(context: &Context<'_>, block: &BlockText, items: &[Item], at: usize) -> Option<(usize, EntityRef)> {
    let one = items[at].mention().filter(|m| m.definite && m.number.is_none() && m.people.is_some())?;
    let country = one.entity.as_ref()?.id.strip_prefix("people:")?;
    let singular = block.tokens.get(items[at].start).is_some_and(|token| token.norm.ends_with(['ي', 'ه']));
    let nation = singular && context.pack.country_by_id.contains_key(country) && items[at].end == items[at].start + 1;
    let name = items.get(at + 1).and_then(person).filter(|_| nation)?;
    let reader = Reader { context, block, end: block.tokens.len() };
    let another = reader.country_of(name).is_some_and(|own| *own != *country);
    (!another).then(|| (at + 1, name.clone()))
}

/// `الفصائل السورية الموالية لها`: behind its nationality too, a group is another by whom it follows.
fn loyal(context: &Context<'_>, block: &BlockText, items: &[Item], at: usize) -> Option<(usize, EntityRef)> {
    let lexicon = &context.pack.lexicon;
    items[at].mention().filter(|m| m.class == NounClass::Force || m.class == NounClass::Group)?;
    let adjective = items.get(at + 1).filter(|item| matches!(item.kind, Kind::Word) && item.clitics.article && item.clitics.preposition.is_none())?;
    let word = |i: usize, item: &Item| {
        let bare = crate::mention::without_proclitics(&block.tokens[i].norm, item.clitics);
        bare.strip_prefix("ال").unwrap_or(bare).to_owned()
    };
    let (head, follows) = (word(items[at].start, &items[at]), word(adjective.start, adjective));
    let node = lexicon.step(lexicon.root(), &head).and_then(|node| lexicon.step(node, &follows))?;
    let loyal = |sense: &Sense| matches!(sense, Sense::Noun(id) if context.pack.nouns[*id as usize].sub == crate::body::LOYAL);
    let link = items.get(at + 2).filter(|_| lexicon.senses(node).iter().any(loyal) && !adjective.clitics.conjunction)?;
    let backer = |item: &Item| item.mention().is_some_and(|m| m.place.is_some()) && !item.clitics.conjunction;
    let last = match &link.kind {
        _ if crate::clitics::is_for_whom(&block.tokens[link.start].norm) => at + 2,
        Kind::Preposition(_) if link.clitics.pronoun.is_some() => at + 2,
        Kind::Preposition(_) if items.get(at + 3).is_some_and(backer) => at + 3,
        Kind::Mention(_) if link.clitics.preposition == Some('ل') && backer(link) => at + 2,
        _ => return None,
    };
    let reader = Reader { context, block, end: block.tokens.len() };
    let (start, end) = (items[at].start, items[last].end);
    Some((last, reader.unknown(&reader.surface(start, end, items[at].clitics), "force", EntityKind::Force, start, end)))
}

/// Whether the verb before a title wants somebody as its object.
fn takes_object(context: &Context<'_>, items: &[Item], title: usize) -> bool {
    let verb = (title.saturating_sub(4)..title).rev().find_map(|i| if let Kind::Verb(verb, _) = items[i].kind { Some(verb) } else { None });
    let object = |id: &u32| matches!(context.pack.verb_frames[*id as usize].object, Some(Role::Target | Role::Actor | Role::Victim));
    verb.is_some_and(|verb| context.pack.verbs[verb as usize].frames.iter().any(object))
}

/// `شون رايان المتحدث باسم التحالف`: a spokesman's name speaks for the body.
fn spoken_for(context: &Context<'_>, block: &BlockText, items: &[Item], at: usize) -> Option<(usize, EntityRef)> {
    person(&items[at])?;
    if takes_object(context, items, at) {
        return None;
    }
    let next = items.get(at + 1).filter(|item| !item.clitics.conjunction && item.clitics.preposition.is_none())?;
    let speaks = |mention: &Mention| mention.entity.clone().filter(|entity| !matches!(entity.kind, EntityKind::Unnamed | EntityKind::Person));
    let (class, sub) = head(context, block, next)?;
    (class == NounClass::Official && sub == "spokesman").then(|| next.mention().and_then(speaks)).flatten().map(|entity| (at + 1, entity))
}
