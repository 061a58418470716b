//! Who speaks: the subject of a verb of saying, the owner of a statement, the medium that passed it on.

use crate::clause::{Opener, clause_of, preposition_of};
use crate::item::{Item, Kind, Mention};
use crate::report::{Carry, Chain, OwnVoice, Scope, reporting_class};
use crate::scope::noun_of_verb;
use crate::sentence::Sentence;
use isnad_model::{EntityKind, EntityRef};
use isnad_pack::Sense;
use isnad_pack::grammar::{NounClass, Report};

/// Class of nouns for one who reports for a medium.
pub(crate) const REPORTER: &str = "reporter";

/// A source of which nothing is told.
pub(crate) const BARE_SOURCE: &str = "unnamed:sources";

/// Whether a noun phrase of this class can speak.
pub fn speaks(class: NounClass) -> bool {
    !matches!(
        class,
        NounClass::Place | NounClass::PlaceClass | NounClass::Weapon | NounClass::Unit | NounClass::Direction | NounClass::Site | NounClass::Event
    )
}

/// The subject of a reporting verb: after it, before it, or the speaker that is carried on.
pub fn of_verb(sentence: &Sentence<'_, '_>, at: usize, limit: usize, carry: &Carry, before: &[Scope]) -> Option<Chain> {
    let participle = matches!(sentence.items[at].kind, Kind::Participle(..));
    if let Some(chain) = written(sentence, at, limit, carry) {
        return Some(chain);
    }
    let own = if participle {
        None
    } else {
        leading(sentence, at, carry).or_else(|| after(sentence, at, limit, carry)).or_else(|| before_verb(sentence, at, carry))
    };
    if own.is_some() {
        return own;
    }
    if participle && before.is_empty() {
        if let Some(subject) = main_subject(sentence, at, carry) {
            return Some(subject);
        }
    }
    let finite = |scope: &&Scope| !matches!(sentence.items[scope.at].kind, Kind::Word | Kind::Event(..));
    let same_sentence = before.iter().rev().filter(finite).find(|scope| !scope.backward || participle).map(|scope| scope.chain.clone());
    same_sentence.or_else(|| carry.speaker.clone())
}

/// `كانت دمشق قد اتهمت إسرائيل`: between an auxiliary and its verb stands the subject.
fn leading(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry) -> Option<Chain> {
    let items = sentence.items;
    let mut back = at.checked_sub(1)?;
    while back > 0 && matches!(items[back].kind, Kind::Particle(_) | Kind::When(_) | Kind::Adverb) {
        back -= 1;
    }
    let subject = items[back].mention().filter(|m| speaks(m.class) || m.metonym)?;
    let framed = back > 0 && matches!(items[back - 1].kind, Kind::Auxiliary) && preposition_of(items, back).is_none();
    framed.then(|| subject.entity.clone()).flatten().map(|entity| speaker(sentence, entity, back, back + 1, carry))
}

/// `جاء في تقرير للوكالة أن`, `ورد في البيان أن`: what was written speaks for whoever wrote it.
fn written(sentence: &Sentence<'_, '_>, at: usize, limit: usize, carry: &Carry) -> Option<Chain> {
    let items = sentence.items;
    let Kind::Verb(verb, _) = items[at].kind else { return None };
    let inside = matches!(items.get(at + 1).map(|item| &item.kind), Some(Kind::Preposition(word)) if &**word == "في")
        || matches!(items.get(at + 1).map(|item| &item.kind), Some(Kind::Report(_)));
    if !inside || reporting_class(sentence, verb)?.0 != Report::Relay {
        return None;
    }
    let i = (at + 1..limit.min(at + 5)).find(|&i| items[i].mention().is_some_and(|m| speaks(m.class)))?;
    let entity = items[i].mention()?.entity.clone()?;
    Some(speaker(sentence, entity, i, limit, carry))
}

/// Who stands behind a noun of saying: its genitive, its pronoun, whoever speaks around it.
pub fn of_noun(sentence: &Sentence<'_, '_>, at: usize, limit: usize, before: &[Scope]) -> Option<Chain> {
    let items = sentence.items;
    let around = before
        .iter()
        .rev()
        .find(|scope| scope.start <= at && at < scope.end || !scope.backward && scope.at < at && at < scope.start)
        .map(|scope| scope.chain.clone());
    if items[at].clitics.pronoun.is_some() {
        return around.or_else(|| main_subject(sentence, at, &Carry::default()));
    }
    let genitive = items.get(at + 1).filter(|item| at + 1 < limit && !item.clitics.conjunction).and_then(Item::mention).filter(|m| speaks(m.class));
    match genitive.filter(|_| preposition_of(items, at + 1).is_none()).and_then(|mention| mention.entity.clone()) {
        Some(entity) => Some(Chain { sources: vec![entity], ..Chain::default() }),
        // `وجهت الوزارة الاتهام`: the subject of the verb that carries the noun.
        None => {
            let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
            let carrier = (clause.start..at).rev().find(|&i| items[i].is_verb()).and_then(|verb| after(sentence, verb, at, &Carry::default()));
            Some(carrier.or(around).unwrap_or_default())
        }
    }
}

fn after(sentence: &Sentence<'_, '_>, at: usize, limit: usize, carry: &Carry) -> Option<Chain> {
    let items = sentence.items;
    let mut next = at + 1;
    while next < limit.min(at + 14) {
        let item = &items[next];
        match &item.kind {
            Kind::Mention(mention) => {
                let usable = speaks(mention.class) || mention.metonym;
                if usable && preposition_of(items, next).is_none() && !item.clitics.conjunction {
                    if let Some(entity) = &mention.entity {
                        let entity = named_behind(sentence, next, limit).filter(|_| entity.id.starts_with("x:body:")).unwrap_or(entity);
                        return Some(speaker(sentence, entity.clone(), next, limit, carry));
                    }
                }
                if preposition_of(items, next).is_none() && !item.clitics.conjunction {
                    // `الموقع الرسمي للحلف`, `أحد المسؤولين في الوزارة`: named by whose it is, or not at all.
                    if let Some(entity) = owner(sentence, next, limit) {
                        return Some(Chain { sources: vec![entity], ..Chain::default() });
                    }
                    if mention.class == NounClass::Official {
                        return unnamed(sentence, next).map(|entity| Chain { sources: vec![entity], ..Chain::default() });
                    }
                }
                if preposition_of(items, next).is_none() && mention.class == NounClass::PlaceClass {
                    return None;
                }
            }
            Kind::When(_) | Kind::Adverb | Kind::Demonstrative | Kind::Preposition(_) | Kind::Mark(_) | Kind::Number(_) => {}
            // `سجلت 18 حالة`: what is counted speaks not.
            Kind::Word if next > 0 && matches!(items[next - 1].kind, Kind::Number(_)) => {}
            Kind::Word if preposition_of(items, next).is_none() && !item.clitics.conjunction && item.clitics.preposition.is_none() => {
                let body = item.clitics.article.then(|| owner(sentence, next, limit.min(next + 4))).flatten();
                return body
                    .map(|entity| Chain { sources: vec![entity], ..Chain::default() })
                    .or_else(|| unknown_speaker(sentence, next, limit, carry));
            }
            Kind::Word | Kind::Event(..) => {}
            _ => break,
        }
        next += 1;
    }
    None
}

/// `أركان حرب المنطقة الخامسة العميد فلان`: the name at the end of a title that no table knows.
fn named_behind<'s>(sentence: &'s Sentence<'_, '_>, at: usize, limit: usize) -> Option<&'s EntityRef> {
    let phrase = |item: &&Item| matches!(item.kind, Kind::Word | Kind::Mention(_)) && !item.clitics.conjunction && item.clitics.preposition.is_none();
    let mut rest = sentence.items.get(at + 1..limit.min(at + 8)).unwrap_or_default().iter().take_while(phrase);
    rest.find_map(|item| item.mention()?.entity.as_ref().filter(|entity| entity.kind == EntityKind::Person))
}

/// An official without a name: `أحد المسؤولين`, `متحدث عسكري`.
fn unnamed(sentence: &Sentence<'_, '_>, at: usize) -> Option<EntityRef> {
    let items = sentence.items;
    let adjective = |i: usize| {
        items.get(i).is_some_and(|item| matches!(item.kind, Kind::Word) && !item.clitics.conjunction && item.clitics.preposition.is_none())
    };
    let span = sentence.span(at, if adjective(at + 1) { at + 2 } else { at + 1 })?;
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
fn is_free(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let Some(item) = sentence.items.get(at) else { return false };
    let free = |hit: &crate::lookup::Hit| {
        matches!(hit.sense, Sense::Place(_) | Sense::Participle(..)) || hit.sense == Sense::Common && hit.clitics.weight() > 0
    };
    matches!(sentence.norm(at), "عبد" | "ابو" | "ام" | "ابن") || sentence.block.hits.get(item.start).is_some_and(|hits| hits.iter().all(free))
}

/// A name no table knows: its words up to a comma, an apposition or the content.
fn unknown_speaker(sentence: &Sentence<'_, '_>, from: usize, limit: usize, carry: &Carry) -> Option<Chain> {
    let items = sentence.items;
    // `لم يعلن أي طرف`
    if from > 0 && matches!(items[from - 1].kind, Kind::Demonstrative) {
        return None;
    }
    if let Some(entity) = sentence.context.introduced(sentence.norm(from)) {
        return Some(Chain { sources: vec![entity], ..Chain::default() });
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
    let mut end = from + 1;
    while end < limit.min(from + 5)
        && matches!(items[end].kind, Kind::Word | Kind::Verb(..))
        && !items[end].clitics.conjunction
        && items[end].clitics.preposition.is_none()
        // `ندد فلان ب«تلاعب»`
        && sentence.norm(end).chars().count() > 1
        // `شكر عباس المجتمع الدولي`: a common word with the article is none of the name.
        && (!items[end].clitics.article || is_free(sentence, end) || sentence.context.pack.name_words.contains_key(sentence.norm(end)))
    {
        end += 1;
    }
    // Apposition: "فلان، رئيس بلدية كذا،": the body he speaks for, if he is its spokesman.
    if end + 1 < limit && items[end].is_mark(&['،', ',']) {
        if let Some(mention) = items[end + 1].mention().filter(|m| m.class == NounClass::Official) {
            if let Some(entity) = mention.entity.as_ref().filter(|e| !matches!(e.kind, EntityKind::Unnamed | EntityKind::People)) {
                return Some(Chain { sources: vec![entity.clone()], ..Chain::default() });
            }
        }
    }
    let free = past_name(sentence, from) > from;
    let span = sentence.span(from, if free { end } else { from + 1 })?;
    // `وفقا لأصدقاء الضحايا`: the letter before a name is none of it.
    let name = crate::mention::without_proclitics(span.slice(&sentence.context.article.text), sentence.items[from].clitics);
    if name.chars().count() < 4 {
        return None;
    }
    let folded = isnad_text::fold::fold(name);
    // A surname alone: whoever bore it before.
    let known = carry
        .persons
        .iter()
        .rev()
        .find(|person| isnad_text::fold::fold(&person.name_ar).strip_suffix(folded.as_str()).is_some_and(|rest| rest.ends_with(' ')));
    if let Some(person) = known.filter(|_| free) {
        return Some(Chain { sources: vec![person.clone()], ..Chain::default() });
    }
    let (prefix, kind) = if free { ("person", EntityKind::Person) } else { ("source", EntityKind::Unnamed) };
    let entity = EntityRef {
        id: format!("x:{prefix}:{}", folded.replace(' ', "_")).into(),
        name_ar: name.into(),
        name_en: None,
        surface: name.into(),
        kind,
        span: Some(span),
    };
    Some(Chain { sources: vec![entity], ..Chain::default() })
}

/// The chain of a subject with those coordinated to it. A statement speaks for whoever gave it.
pub fn speaker(sentence: &Sentence<'_, '_>, entity: EntityRef, at: usize, limit: usize, carry: &Carry) -> Chain {
    let Some(mention) = sentence.items[at].mention() else { return Chain { sources: vec![entity], ..Chain::default() } };
    if mention.sub == "correspondent" {
        return Chain { own: Some(OwnVoice::Correspondent), ..Chain::default() };
    }
    // `وأضاف المراسل`: of the agency that was quoted just before, else the outlet's own.
    if mention.sub == REPORTER && mention.definite && entity.kind == EntityKind::Unnamed {
        let agency = |source: &&EntityRef| matches!(source.kind, EntityKind::Agency | EntityKind::Media);
        let quoted = carry.speaker.as_ref().and_then(|chain| chain.sources.iter().rev().find(agency).cloned());
        return match quoted {
            Some(agency) => Chain { sources: vec![agency], ..Chain::default() },
            None => Chain { own: Some(OwnVoice::Correspondent), ..Chain::default() },
        };
    }
    // `وأضاف المصدر`: the one told of before.
    if &*entity.id == BARE_SOURCE && mention.definite {
        if let Some(chain) = &carry.unnamed {
            return chain.clone();
        }
    }
    if is_statement(mention) && entity.kind == EntityKind::Unnamed {
        if let Some(owner) = owner(sentence, at, limit).map(|entity| Chain { sources: vec![entity], ..Chain::default() }) {
            return owner;
        }
        let known = carry
            .statement
            .clone()
            .or_else(|| carry.speaker.clone().filter(|chain| chain.sources.first().is_some_and(|s| s.kind != EntityKind::Unnamed)));
        if let Some(chain) = known.filter(|_| mention.definite) {
            return chain;
        }
    }
    let mut co_origins = Vec::new();
    let mut next = at + 1;
    while next < limit && co_origins.len() < 3 {
        match sentence.items[next].mention() {
            Some(mention) if sentence.items[next].clitics.conjunction && speaks(mention.class) => co_origins.extend(mention.entity.clone()),
            _ => break,
        }
        next += 1;
    }
    Chain { sources: vec![entity], co_origins, own: None }
}

/// Nouns for what somebody published: statements, reports, counts.
pub fn is_statement(mention: &Mention) -> bool {
    mention.class == NounClass::Source && matches!(mention.sub.as_str(), "statement" | "reports")
}

/// Whose statement it is: `بيان صادر عن الوزارة`, `حصيلة للمرصد`, `تقرير أصدرته المنظمة`.
fn owner(sentence: &Sentence<'_, '_>, at: usize, limit: usize) -> Option<EntityRef> {
    let items = sentence.items;
    for i in at + 1..limit.min(at + 7).min(items.len()) {
        match &items[i].kind {
            Kind::Mention(mention) if speaks(mention.class) => {
                let from = preposition_of(items, i).is_some_and(|p| matches!(&*p, "عن" | "ل" | "من" | "باسم" | "من قبل"));
                let given_to = mention.media && items[at].mention().is_none_or(|m| !is_statement(m));
                let issued = i > 0 && (items[i - 1].is_verb() || matches!(items[i - 1].kind, Kind::Participle(..)));
                if from && !given_to || issued {
                    return mention.entity.clone();
                }
            }
            Kind::Mark('،' | ',' | ':') | Kind::Complementizer(_) => return None,
            _ => {}
        }
    }
    None
}

fn before_verb(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry) -> Option<Chain> {
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let items = sentence.items;
    let relative = clause.opener == Opener::Relative;
    let low = if relative { clause.start.saturating_sub(6) } else { clause.start };
    for i in (low..at).rev() {
        if let Some(mention) = items[i].mention() {
            let governed = preposition_of(items, i).is_some();
            if speaks(mention.class) && (!governed || relative) {
                return mention.entity.clone().map(|entity| speaker(sentence, entity, i, i + 1, carry));
            }
        }
        if items[i].is_verb() {
            return None;
        }
    }
    topic(sentence, at, carry)
}

/// `المتحدث باسم الجيش، العميد فلان، قال`, `أما فلان، أحد رؤساء البلدية، فقال`: the topic at the head of the sentence.
fn topic(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry) -> Option<Chain> {
    let items = sentence.items;
    let mut back = at;
    while back > 0 && matches!(items[back - 1].kind, Kind::Particle(_) | Kind::Auxiliary) {
        back -= 1;
    }
    let close = back > 0 && (items[back - 1].is_mark(&['،', ',', ')']) || items[at].clitics.conjunction);
    let headed =
        items.first().is_some_and(|item| matches!(item.kind, Kind::Conjunction)) && sentence.norm(0) == "اما" && items[at].clitics.conjunction;
    if !close || items[..at].iter().any(|item| item.is_verb() && !headed || matches!(item.kind, Kind::Report(_) | Kind::Mark(':'))) {
        return None;
    }
    let first =
        (0..at).find(|&i| matches!(items[i].kind, Kind::Mention(_)) || matches!(items[i].kind, Kind::Word) && !items[i].clitics.conjunction)?;
    if preposition_of(items, first).is_some() {
        return None;
    }
    match items[first].mention() {
        Some(mention) if speaks(mention.class) => mention.entity.clone().map(|entity| speaker(sentence, entity, first, first + 1, carry)),
        Some(_) => None,
        None => unknown_speaker(sentence, first, at, carry),
    }
}

/// The subject of the sentence's first verb, for adverbial participles (`… مؤكدا أن`).
fn main_subject(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry) -> Option<Chain> {
    let verb = (0..at).find(|&i| sentence.items[i].is_verb())?;
    after(sentence, verb, at, carry).or_else(|| before_verb(sentence, verb, carry))
}

/// `في بيان نقلته الوكالة`: a verb of passing on whose object is the statement before it.
pub fn passes_on(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let items = sentence.items;
    let Kind::Verb(verb, _) = items[at].kind else { return false };
    let relays = reporting_class(sentence, verb).is_some_and(|(class, _)| class == Report::Relay);
    relays
        && items[at].clitics.pronoun.is_some()
        && (at.saturating_sub(4)..at)
            .any(|i| matches!(items[i].kind, Kind::Report(_) | Kind::Relative) || items[i].mention().is_some_and(is_statement))
}

/// `لوكالة X`, `نقلت Y عن X`, `نقلت عنه Y`, `في بيان نقلته Y`.
pub fn relays(sentence: &Sentence<'_, '_>, at: usize, limit: usize, class: Report, carry: &Carry, chain: &mut Chain) {
    let items = sentence.items;
    if class == Report::Relay {
        let origin =
            (at + 1..limit).find(|&i| preposition_of(items, i).as_deref() == Some("عن") && items[i].mention().is_some_and(|m| m.entity.is_some()));
        let relay = chain.sources.first().cloned();
        if let Some(i) = origin {
            let Some(entity) = items[i].mention().and_then(|m| m.entity.clone()) else { return };
            if relay.as_ref().is_some_and(|relay| relay.id != entity.id) {
                let said = speaker(sentence, entity, i, limit, carry);
                chain.sources.splice(0..0, said.sources);
                chain.co_origins.extend(said.co_origins);
            }
        } else if items
            .get(at + 1)
            .is_some_and(|item| matches!(&item.kind, Kind::Preposition(word) if word.starts_with("عن")) && item.clitics.pronoun.is_some())
        {
            if let Some(speaker) = carry.speaker.as_ref().and_then(|chain| chain.sources.first()) {
                chain.sources.insert(0, speaker.clone());
            }
        }
        return;
    }
    for i in at + 1..limit.min(items.len()) {
        let Some(mention) = items[i].mention().filter(|m| m.media) else { continue };
        let to = preposition_of(items, i).is_some_and(|p| matches!(&*p, "ل" | "الى" | "مع" | "عبر" | "ب"));
        let venue = i > 0 && matches!(items[i - 1].kind, Kind::Report(_));
        let passed = i > 0 && passes_on(sentence, i - 1);
        if let Some(entity) = mention.entity.clone().filter(|entity| (to || venue || passed) && !chain.sources.iter().any(|s| s.id == entity.id)) {
            if !sentence.is_outlet(&entity) {
                chain.sources.push(entity);
            }
        }
    }
}

/// The source after `بحسب`, with `نقلا عن` inside it, and the item after.
pub fn after_preposition(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry, venue: bool) -> Option<(Chain, usize)> {
    let items = sentence.items;
    let mut next = at + 1;
    while next < items.len().min(at + 4) {
        match &items[next].kind {
            Kind::Mention(mention) if (speaks(mention.class) || mention.metonym) && !(venue && matches!(mention.class, NounClass::People)) => {
                let mut chain = speaker(sentence, mention.entity.clone()?, next, items.len(), carry);
                relays(sentence, next, (next + 6).min(items.len()), Report::Say, carry, &mut chain);
                return Some((chain, next + 1));
            }
            Kind::Mark(_) | Kind::Adverb | Kind::Demonstrative | Kind::Preposition(_) => next += 1,
            Kind::Verb(verb, _) if reporting_class(sentence, *verb).is_some() => {
                let chain = after(sentence, next, items.len(), carry).or_else(|| carry.speaker.clone())?;
                let end = (next + 1..items.len()).find(|&i| items[i].is_mark(&['،', ','])).unwrap_or(items.len());
                return Some((chain, end));
            }
            Kind::Word | Kind::Event(..) | Kind::Verb(..) => {
                // `وفق حصيلة للمرصد`: the count is the observatory's.
                if let Some(entity) = owner(sentence, next, items.len()) {
                    return Some((Chain { sources: vec![entity], ..Chain::default() }, next + 2));
                }
                if venue {
                    return None;
                }
                let mut chain = unknown_speaker(sentence, next, items.len(), carry)?;
                relays(sentence, next, (next + 6).min(items.len()), Report::Say, carry, &mut chain);
                return Some((chain, next + 1));
            }
            _ => break,
        }
    }
    // `بحسبه`, `حسب المصدر نفسه`: whoever spoke last.
    items[at].clitics.pronoun.and_then(|_| carry.speaker.clone()).map(|chain| (chain, at + 1))
}
