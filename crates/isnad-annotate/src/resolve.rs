//! For whom a phrase speaks: reporters for their medium, spokesmen for their body, statements for whoever gave them, `المصدر` for the one told before.

use crate::agreement::{plural, spokesman};
use crate::clause::preposition_of;
use crate::item::{Item, Kind, Mention};
use crate::report::{Carry, Chain, OwnVoice};
use crate::sentence::Sentence;
use crate::source::{BARE_SOURCE, REPORTER, is_statement, main_subject, owner};
use isnad_model::{EntityKind, EntityRef};
use isnad_pack::grammar::NounClass;

fn one(entity: EntityRef) -> Chain {
    Chain { sources: vec![entity], ..Chain::default() }
}

/// Who speaks where the phrase at `at` is said to, if that is another than the phrase names.
pub(crate) fn stands_for(
    sentence: &Sentence<'_, '_>,
    mention: &Mention,
    entity: &EntityRef,
    at: usize,
    limit: usize,
    carry: &Carry,
) -> Option<Chain> {
    if mention.sub == "correspondent" {
        return Some(Chain { own: Some(OwnVoice::Correspondent), ..Chain::default() });
    }
    if mention.sub == REPORTER {
        return of_reporter(sentence, mention, entity, at, carry);
    }
    if let Some(medium) = medium_told(sentence, mention, entity, at, carry) {
        return Some(one(medium));
    }
    if let Some(chain) = of_spokesman(sentence, entity, at, carry) {
        return Some(chain);
    }
    // `وأضاف المصدر`: the one told of before.
    if &*entity.id == BARE_SOURCE && mention.definite && mention.number.is_none() {
        // `وذكرت المصادر`: several are neither one body nor our own reporter.
        let one = |chain: &Chain| !chain.sources.is_empty() && !plural(sentence, at);
        return carry.unnamed.clone().or_else(|| carry.speaker.clone().filter(one));
    }
    if let Some(again) = told_again(sentence, entity, at, carry).filter(|_| !is_statement(mention)) {
        return Some(again);
    }
    // `تقرير للأمم المتحدة` has its owner already.
    if is_statement(mention) && entity.kind == EntityKind::Unnamed && !entity.id.contains('@') {
        return of_statement(sentence, mention, at, limit, carry).or_else(|| told_again(sentence, entity, at, carry));
    }
    None
}

/// `وأضاف المسؤول`, `وذكرت اللجنة`: whoever was called by that noun when he spoke last.
pub(crate) fn told_again(sentence: &Sentence<'_, '_>, entity: &EntityRef, at: usize, carry: &Carry) -> Option<Chain> {
    let item = &sentence.items[at];
    let tokens = &sentence.block.tokens[item.start..item.end];
    let bare = |word: &str| word.strip_prefix("ال").map(str::to_owned);
    let head = bare(sentence.norm(at).trim_start_matches(['و', 'ف'])).filter(|_| nobody(entity) || entity.id.starts_with("x:body:"))?;
    let more: Vec<String> = tokens[1..].iter().map(|token| bare(&token.norm)).collect::<Option<_>>()?;
    // `اللجنة الوطنية`, `لجنة للأسرى`: more closely told it is another.
    let closer = sentence.items.get(at + 1).is_some_and(|next| {
        let adjective = matches!(next.kind, Kind::Word) && sentence.norm(at + 1).starts_with("ال");
        adjective || next.clitics.preposition == Some('ل') && next.clitics.article
    });
    let called = |words: &str| {
        if !words.contains(' ') {
            return false;
        }
        let words = isnad_text::fold::fold(words);
        let words: Vec<&str> = words.split(' ').map(|word| word.strip_prefix("ال").unwrap_or(word)).collect();
        words.first() == Some(&&*head) && more.iter().all(|word| words.contains(&&**word))
    };
    let same = |source: &&EntityRef| called(&source.surface) || called(&source.name_ar);
    let chain = carry.told.iter().rev().find(|chain| chain.sources.first().as_ref().is_some_and(&same))?;
    (!closer).then(|| chain.clone())
}

/// `وأضافت الوكالة`, `وأشارت الصحيفة البريطانية`: the agency, the paper of that country named before.
fn medium_told(sentence: &Sentence<'_, '_>, mention: &Mention, entity: &EntityRef, at: usize, carry: &Carry) -> Option<EntityRef> {
    let pack = sentence.context.pack;
    let article = sentence.norm(at).trim_start_matches(['و', 'ف', 'ب', 'ل']).starts_with("ال") || sentence.norm(at).contains("لل");
    let one = article && !plural(sentence, at) && !pack.entity_by_id.contains_key(&*entity.id);
    let of_country = |medium: &&EntityRef| {
        let country = pack.entity_by_id.get(&*medium.id).map(|id| &*pack.entities[*id as usize].country);
        country.is_some_and(|country| entity.id.strip_suffix("_media").is_some_and(|of| of == country))
    };
    match &*mention.sub {
        "agency" if entity.id.starts_with("x:body:") && sentence.items[at].end == sentence.items[at].start + 1 => {
            carry.agency.clone().filter(|_| one)
        }
        "media" if entity.id.ends_with("_media") => carry.medium.as_ref().filter(|_| one).filter(of_country).cloned(),
        _ => None,
    }
}

fn of_reporter(sentence: &Sentence<'_, '_>, mention: &Mention, entity: &EntityRef, at: usize, carry: &Carry) -> Option<Chain> {
    // `وأضاف المراسل`: of the agency that was quoted just before, else the outlet's own.
    if mention.definite && entity.kind == EntityKind::Unnamed {
        let agency = |source: &&EntityRef| matches!(source.kind, EntityKind::Agency | EntityKind::Media);
        let quoted = carry.speaker.as_ref().and_then(|chain| chain.sources.iter().rev().find(agency).cloned());
        return Some(quoted.map_or_else(|| Chain { own: Some(OwnVoice::Correspondent), ..Chain::default() }, one));
    }
    // `مراسل للوكالة`
    let medium = behind(sentence, at).filter(|m| m.media || m.sub == "agency")?;
    medium.entity.clone().map(one)
}

/// The phrase behind ل, right behind the one at `at`.
fn behind<'s>(sentence: &'s Sentence<'_, '_>, at: usize) -> Option<&'s Mention> {
    sentence.items.get(at + 1).filter(|item| item.clitics.preposition == Some('ل')).and_then(Item::mention)
}

fn of_spokesman(sentence: &Sentence<'_, '_>, entity: &EntityRef, at: usize, carry: &Carry) -> Option<Chain> {
    let items = sentence.items;
    if entity.kind == EntityKind::Person {
        // `وأضاف المتحدث فلان`: for whom the spokesman told before speaks.
        let told = carry.spokesman.as_ref().filter(|_| spokesman(sentence, at) && entity.id.starts_with("x:person:"));
        return apposed(sentence, at).map(one).or_else(|| told.cloned());
    }
    if !spokesman(sentence, at) {
        return None;
    }
    // `المتحدث العسكري للحوثيين`
    let of = behind(sentence, at).filter(|m| matches!(m.class, NounClass::Force | NounClass::Group)).and_then(|m| m.entity.clone());
    if let Some(of) = of.filter(|of| !nobody(of)) {
        return Some(one(of));
    }
    // `وقال المتحدث باسمه`: of whoever spoke last; `المتحدث`, `الناطق الرسمي`: the one told before.
    let his = items.get(at + 1).is_some_and(|next| sentence.block.tokens[next.start].norm.strip_prefix("باسم").is_some_and(|rest| !rest.is_empty()));
    let bare = nobody(entity) || entity.id.ends_with(SPOKESPERSON);
    let named =
        items.get(at + 1).and_then(Item::mention).is_some_and(|next| next.class == NounClass::Person) || preposition_of(items, at + 1).is_some();
    match his {
        true => carry.speaker.clone(),
        false => carry.spokesman.clone().filter(|_| bare && !named && sentence.norm(at).trim_start_matches(['و', 'ل', 'ب']).starts_with("ال")),
    }
}

/// `أبو عبيدة، المتحدث باسم الكتائب،`: the body for which the man at `at` speaks, in apposition.
pub(crate) fn apposed(sentence: &Sentence<'_, '_>, at: usize) -> Option<EntityRef> {
    let items = sentence.items;
    items.get(at + 1).filter(|item| item.is_mark(&['،', ',']))?;
    items.get(at + 2)?;
    told_spokesman(sentence, at + 2)
}

/// What the ids of spokesmen end with whose body is not told.
const SPOKESPERSON: &str = "_spokesperson";

/// An entity of no table.
fn nobody(entity: &EntityRef) -> bool {
    entity.kind == EntityKind::Unnamed || ["x:official:", "generic:", "people:"].iter().any(|prefix| entity.id.starts_with(prefix))
}

/// The body for which somebody at `at` is told to speak.
pub(crate) fn told_spokesman(sentence: &Sentence<'_, '_>, at: usize) -> Option<EntityRef> {
    let entity = sentence.items[at].mention()?.entity.clone()?;
    (spokesman(sentence, at) && !nobody(&entity) && !entity.id.ends_with(SPOKESPERSON) && entity.kind != EntityKind::Person).then_some(entity)
}

fn of_statement(sentence: &Sentence<'_, '_>, mention: &Mention, at: usize, limit: usize, carry: &Carry) -> Option<Chain> {
    if let Some(owner) = owner(sentence, at, limit) {
        return Some(one(owner));
    }
    // `بحسب بيان أصدرته`: whoever the sentence is about.
    let items = sentence.items;
    let given_out = items.get(at + 1).is_some_and(|next| next.is_verb() && next.clitics.pronoun.is_some());
    if given_out && !items.get(at + 2).is_some_and(|next| matches!(next.kind, Kind::Word | Kind::Mention(_))) {
        return main_subject(sentence, at, carry);
    }
    let speaker = carry.speaker.clone();
    // `وفق تقديراته`
    if sentence.items[at].clitics.pronoun.is_some() {
        return speaker;
    }
    let named = speaker.filter(|chain| chain.sources.first().is_some_and(|source| source.kind != EntityKind::Unnamed));
    // `أفادت التقارير`: several are nobody's.
    let several = mention.sub == "reports" && plural(sentence, at);
    carry.statement.clone().or(named).filter(|_| mention.definite && !several)
}
