//! Through whom words came: the medium that passed them on, the source behind `بحسب`.

use crate::clause::preposition_of;
use crate::item::{Item, Kind};
use crate::mention::Reader;
use crate::report::{Carry, Chain, reporting_class};
use crate::sentence::Sentence;
use crate::source::{after, is_statement, owner, speaker, speaks, words_of};
use crate::stranger::unknown_speaker;
use isnad_model::EntityRef;
use isnad_pack::Sense;
use isnad_pack::grammar::{FunctionClass, NounClass, Report};

/// `بعض`, `عدد من`: words that only say how many of those behind them.
fn quantifies(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let hits = sentence.block.hits.get(sentence.items[at].start);
    hits.is_some_and(|hits| hits.iter().any(|hit| matches!(hit.sense, Sense::Function(FunctionClass::Quantifier | FunctionClass::Each))))
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
    // `ذكر الموقع، نقلا عن مصادر مطلعة، أن`: the medium passes on what they said.
    let pack = sentence.context.pack;
    let from = (at + 1..limit.min(items.len()))
        .find(|&i| matches!(items[i].kind, Kind::Report(id) if pack.reporting[id as usize].takes.iter().any(|takes| takes == "origin")));
    if let Some(said) = from.and_then(|from| after_preposition(sentence, from, carry, false)).map(|(said, _)| said) {
        let new = said.sources.into_iter().filter(|source| chain.sources.iter().all(|known| known.id != source.id)).collect::<Vec<_>>();
        chain.sources.splice(0..0, new);
        return;
    }
    if class == Report::Relay {
        let origin = (at + 1..limit).find(|&i| {
            preposition_of(items, i).is_some_and(|p| &*p == "عن" || attributes_to(sentence, at, &p))
                && items[i].mention().is_some_and(|m| m.entity.is_some())
        });
        let relay = chain.sources.first().cloned();
        if let Some(i) = origin {
            let Some(entity) = items[i].mention().and_then(|m| m.entity.clone()) else { return };
            // `ونقل عن مصادر`, where our reporter spoke: the sources are what is new.
            if relay.as_ref().is_none_or(|relay| relay.id != entity.id) {
                chain.own = None;
                let said = speaker(sentence, entity, i, limit, carry);
                chain.sources.splice(0..0, said.sources);
                chain.co_origins.extend(said.co_origins);
            }
        } else if let Some(named) = (at + 1..limit.min(items.len()))
            .find(|&i| matches!(&items[i].kind, Kind::Preposition(word) if &**word == "عن") && items[i].clitics.pronoun.is_none())
            .filter(|&i| items.get(i + 1).is_some_and(|item| matches!(item.kind, Kind::Word)))
            .and_then(|i| unknown_speaker(sentence, i + 1, limit, carry, true))
        {
            // `نقلت عن فلان، المتحدث باسم كذا، قوله`
            chain.sources.splice(0..0, named.sources);
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

/// `وفق ما علم الثلاثاء من مصادر محلية`: from whom it was learnt.
fn learnt(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry) -> Option<Chain> {
    let items = sentence.items;
    let from = (at + 1..items.len().min(at + 4)).find(|&i| !matches!(items[i].kind, Kind::When(_) | Kind::Adverb))?;
    let mention = items.get(from + 1).and_then(Item::mention).filter(|m| speaks(m.class))?;
    let named = matches!(&items[from].kind, Kind::Preposition(word) if &**word == "من");
    Some(speaker(sentence, mention.entity.clone().filter(|_| named)?, from + 1, items.len(), carry))
}

/// `نسبت الصحيفة إلى ضابط قوله`: whether the verb takes the preposition before whose words they are.
fn attributes_to(sentence: &Sentence<'_, '_>, at: usize, preposition: &str) -> bool {
    let Kind::Verb(verb, _) = sentence.items[at].kind else { return false };
    let pack = sentence.context.pack;
    let mut rows = pack.verbs[verb as usize].reporting.iter().map(|id| &pack.reporting[*id as usize]);
    // `علمت الصحيفة من مصدر مطلع أن`
    let takes = |take: &str| take == preposition || preposition == "الى" && take == "الي";
    matches!(preposition, "الى" | "من") && rows.any(|row| row.class == Report::Relay && row.takes.iter().any(|take| takes(take)))
}

fn owns_page(items: &[Item], at: usize) -> bool {
    items.get(at).is_some_and(|item| item.clitics == Default::default() && item.mention().is_some_and(|m| m.media))
}

/// `وفق ما أعلن`, `كما جاء في`: an expression that leaves the place of a subject, or of a text, open.
fn ends_in_verb(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let item = &sentence.items[at];
    let last = item.end - 1;
    let verb = || sentence.block.hits[last].iter().any(|hit| matches!(hit.sense, Sense::Verb(..)));
    item.end > item.start + 1 && (&*sentence.block.tokens[last].norm == "في" || verb())
}

/// `وفق ما أعلن عمدة البلدة`, `حسب ما جاء في المخطوطة`: whoever stands behind the verb, by his own words where no table knows them.
fn unlisted(sentence: &Sentence<'_, '_>, verb: usize) -> Option<Chain> {
    let items = sentence.items;
    let inside = matches!(items.get(verb + 1).map(|item| &item.kind), Some(Kind::Preposition(word)) if &**word == "في");
    let from = if inside { verb + 2 } else { verb + 1 };
    let noun = |item: &Item| matches!(item.kind, Kind::Word | Kind::Event(..) | Kind::Mention(_)) && item.clitics.preposition.is_none();
    let part = |i: &usize| (noun(&items[*i]) || *i > from && items[*i].clitics.preposition == Some('ل')) && !items[*i].clitics.conjunction;
    let end = (from..items.len().min(from + 6)).take_while(part).last()? + 1;
    let closed = items.get(end).is_none_or(|item| matches!(item.kind, Kind::Mark(_) | Kind::When(_) | Kind::Preposition(_) | Kind::Report(_)));
    closed.then(|| words_of(sentence, from, end)).flatten()
}

/// Where a source ends: at its comma, if no day between two commas parts it (`نقلت الوكالة، الثلاثاء، عن الوزير`).
fn past_day(items: &[Item], from: usize) -> usize {
    let comma = |i: usize| items.get(i).is_some_and(|item| item.is_mark(&['،', ',']));
    let day = |i: usize| matches!(items.get(i).map(|item| &item.kind), Some(Kind::When(_)));
    let ends = |i: &usize| comma(*i) && !(day(*i + 1) && comma(*i + 2)) && !(*i > 1 && day(*i - 1) && comma(*i - 2));
    (from + 1..items.len()).find(ends).unwrap_or(items.len())
}

/// `مصدر قريب من التحقيق`: the last item of what the source is called.
fn past_name(sentence: &Sentence<'_, '_>, chain: &Chain) -> Option<usize> {
    let end = chain.sources.first()?.span?.end;
    let inside = |at: &usize| sentence.span(*at, *at + 1).is_some_and(|span| span.end <= end);
    (0..sentence.items.len()).take_while(inside).last()
}

/// `وفق الإعلان الروسي`, `حسب الأرقام الرسمية المصرية`: what is told of by its nationality is that state's.
fn of_nation(sentence: &Sentence<'_, '_>, at: usize) -> Option<EntityRef> {
    let reader = Reader { context: sentence.context, block: sentence.block, end: sentence.range.end };
    let start = sentence.items[at].start;
    let definite = sentence.items[at].clitics.article;
    let (country, _) = reader.nation_after(start + 1, true).filter(|_| definite)?;
    let (_, hit) = reader.nation(start + 1).or_else(|| reader.nation(start + 2))?;
    Some(reader.state(country, start + 1, hit))
}

/// Where the quotation marks at `at` close around a name that no table knows.
fn quoted_name(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let items = sentence.items;
    let first = items.get(at + 1).filter(|_| crate::report::is_quote_item(&items[at]))?;
    let close = (at + 2..items.len().min(at + 8)).find(|&i| crate::report::is_quote_item(&items[i]))?;
    let known = first.mention().is_some_and(|m| speaks(m.class) || m.metonym);
    let words =
        items[at + 1..close].iter().all(|item| matches!(item.kind, Kind::Word | Kind::Mention(_) | Kind::Event(..)) && !item.clitics.conjunction);
    (words && !known).then_some(close)
}

/// The source after `بحسب`, with `نقلا عن` inside it, and the item after.
pub fn after_preposition(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry, venue: bool) -> Option<(Chain, usize)> {
    let items = sentence.items;
    let mut next = at + 1;
    let mut limit = at + 4;
    while next < items.len().min(limit) {
        match &items[next].kind {
            // `كما أعلن، السبت، الوزير`: the day stands before the subject.
            Kind::When(_) if !venue => (next, limit) = (next + 1, limit + 2),
            Kind::Mention(mention) if (speaks(mention.class) || mention.metonym) && !(venue && matches!(mention.class, NounClass::People)) => {
                let mut chain = speaker(sentence, mention.entity.clone()?, next, items.len(), carry);
                // `وفق ما نقلت الوكالة عن الوزارة`
                let passes = matches!(items[at].kind, Kind::Report(id) if sentence.context.pack.reporting[id as usize].class == Report::Relay);
                let end = if passes { past_day(items, next) } else { (next + 6).min(items.len()) };
                let past = past_name(sentence, &chain).unwrap_or(next).max(next) + 1;
                relays(sentence, next, end, if passes { Report::Relay } else { Report::Say }, carry, &mut chain);
                return Some((chain, past));
            }
            // `بحسب "مركز كذا للأبحاث"`
            Kind::Mark(_) if !venue && quoted_name(sentence, next).is_some() => {
                let close = quoted_name(sentence, next)?;
                return words_of(sentence, next + 1, close).map(|chain| (chain, close + 1));
            }
            Kind::Mark(_) | Kind::Adverb | Kind::Demonstrative | Kind::Preposition(_) => next += 1,
            // `بحسب موقع قناة كذا`, `وفق حساب الوزارة`: whose page it is.
            Kind::Mention(mention) if mention.class == NounClass::Site && !mention.definite && owns_page(items, next + 1) => next += 1,
            // `بحسب مركز كذا لحقوق الإنسان`: an institution that a table of places knows.
            Kind::Mention(mention) if mention.class == NounClass::Site && !venue && next == at + 1 => {
                return crate::stranger::noun_phrase(sentence, next, false).map(|chain| (chain, next + 1));
            }
            // `حسب ما أفادت به الوزارة`
            _ if crate::clitics::is_by_what(sentence.norm(next)) => next += 1,
            // `وفقا ل"المركز"`, `بحسب بعض المصادر`: a letter of its own, some of them.
            Kind::Word if sentence.norm(next).chars().count() == 1 || quantifies(sentence, next) => next += 1,
            Kind::Verb(verb, _) if reporting_class(sentence, *verb).is_some() => {
                // `غارات على ما وصف بأهداف عسكرية`: a passive says nobody.
                let passive = items.get(next + 1).is_some_and(|item| item.clitics.preposition == Some('ب'));
                let mut chain = after(sentence, next, items.len(), carry)
                    .or_else(|| learnt(sentence, next, carry))
                    .or_else(|| unlisted(sentence, next))
                    .or_else(|| carry.speaker.clone().filter(|_| !passive))?;
                let end = past_day(items, next);
                // `وفق ما نقلت الوكالة عن الوزارة`
                relays(sentence, next, end, Report::Relay, carry, &mut chain);
                // `وفق ما أكد مصدر أمني لوكالة كذا`
                relays(sentence, next, end, Report::Say, carry, &mut chain);
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
                if let Some(state) = of_nation(sentence, next) {
                    return Some((Chain { sources: vec![state], ..Chain::default() }, next + 2));
                }
                let mut chain = unknown_speaker(sentence, next, items.len(), carry, false)
                    .or_else(|| unlisted(sentence, at).filter(|_| next == at + 1 && ends_in_verb(sentence, at)))?;
                relays(sentence, next, (next + 6).min(items.len()), Report::Say, carry, &mut chain);
                return Some((chain, next + 1));
            }
            Kind::Mention(_) if next == at + 1 && ends_in_verb(sentence, at) => return unlisted(sentence, at).map(|chain| (chain, next + 1)),
            _ => break,
        }
    }
    // `كما أوضح أن`: whoever spoke last goes on.
    let goes_on = sentence.norm(at) == "كما" && items[at].end > items[at].start + 1;
    if goes_on && items.get(at + 1).is_some_and(|item| matches!(item.kind, Kind::Complementizer(_))) {
        return carry.speaker.clone().map(|chain| (chain, at + 1));
    }
    // `بحسبه`, `حسب المصدر نفسه`: whoever spoke last.
    items[at].clitics.pronoun.and_then(|_| carry.speaker.clone()).map(|chain| (chain, at + 1))
}
