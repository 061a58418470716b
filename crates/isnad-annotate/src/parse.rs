//! From tokens and hits to items: every stretch gets its most likely reading, left to right, longest expression first.

use crate::clitics::Clitics;
use crate::context::{BlockText, Context};
use crate::item::{FrameRef, Item, Kind, Mention, NumberValue, People};
use crate::lookup::Hit;
use crate::mention::{Reader, read_mention};
use crate::nation::{nation_of_event, second_nation};
use crate::number::number_at;
use crate::position::{
    attributed, behind_head, governed, located, mostly_noun, noun_position, object_position, parallel, place_position, tells, verb_position,
    wanted_tense,
};
use crate::unlisted::{beside_unknown, first_of_list, joined_unknown, unknown_located};
use crate::when::when_at;
use isnad_model::EntityKind;
use isnad_pack::Sense;
use isnad_pack::conjugate::{Inflection, Number, Tense};
use isnad_pack::grammar::{FunctionClass, Need, NounClass, NumberKind, ReportKind, Unreal};
use isnad_text::sentence::is_quote;
use isnad_text::token::TokenKind;
use smallvec::SmallVec;
use std::ops::Range;

/// The items of one sentence.
pub fn parse(context: &Context<'_>, block: &BlockText, range: Range<usize>) -> Vec<Item> {
    let mut items = Vec::with_capacity(range.len());
    let mut at = range.start;
    while at < range.end {
        let mut item = next_item(context, block, at, &range, &items);
        // `وكالة «كذا»`: the mark that closes what a name opened is of the name.
        let marks = block.tokens[item.start..item.end].iter().filter(|token| is_quote(&token.norm)).count();
        if item.end > item.start + 1 && marks % 2 == 1 && item.end < range.end && is_quote(&block.tokens[item.end].norm) {
            item.end += 1;
        }
        at = item.end.max(at + 1);
        items.push(item);
    }
    let mut items = crate::apposition::join(context, block, items);
    crate::nation::leave_seats(context, block, &mut items);
    items
}

/// `إف-15`: a word of no table and the number that a hyphen ties to it.
fn designation(block: &BlockText, at: usize) -> bool {
    let (word, Some(hyphen), Some(number)) = (&block.tokens[at], block.tokens.get(at + 1), block.tokens.get(at + 2)) else { return false };
    let glued = word.span.end == hyphen.span.start && hyphen.span.end == number.span.start;
    glued && &*hyphen.norm == "-" && word.kind == TokenKind::Word && number.kind == TokenKind::Number && block.hits[at].is_empty()
}

pub(crate) fn item(start: usize, end: usize, kind: Kind, clitics: Clitics) -> Item {
    Item { start, end, kind, clitics }
}

fn next_item(context: &Context<'_>, block: &BlockText, at: usize, range: &Range<usize>, before: &[Item]) -> Item {
    let token = &block.tokens[at];
    if designation(block, at) {
        return item(at, at + 3, Kind::Word, Clitics::default());
    }
    if token.kind == TokenKind::Mark || token.kind == TokenKind::Break {
        return item(at, at + 1, Kind::Mark(token.norm.chars().next().unwrap_or(' ')), Clitics::default());
    }
    let listed = second_place(block, at, before);
    if let Some((when, end)) =
        when_at(context.pack, &block.tokens, &block.hits, at, context.today).filter(|(_, end)| *end <= range.end && !(listed && *end == at + 1))
    {
        let clitics = block.hits[at].first().map_or(Clitics::default(), |hit| hit.clitics);
        return item(at, end, Kind::When(Box::new(when)), clitics);
    }
    // `ال24`: an article by itself; `عائلة واحدة`: one of the noun before it.
    let number_next = block.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number);
    let counted =
        before.last().is_some_and(|last| last.end == at && (last.mention().is_some_and(|m| m.number.is_none()) || matches!(last.kind, Kind::Word)));
    if token.is("ال") && number_next || counted && (token.is("واحد") || token.is("واحده")) {
        return item(at, at + 1, Kind::Word, Clitics::default());
    }
    if let Some((number, end)) = number_at(context.pack, &block.tokens, &block.hits, at).filter(|(_, end)| *end <= range.end) {
        // `قتل خمسة الليلة الماضية`: a time behind a number is not what it counts.
        // Nor is a preposition: `المئات أمام السفارة`.
        let preposition = |hit: &Hit| hit.sense == Sense::Function(FunctionClass::Preposition) && hit.clitics.weight() == 0;
        let partitive_follows = block.tokens.get(end).is_some_and(|t| t.is("من"));
        let function =
            !partitive_follows && block.hits.get(end).is_some_and(|hits| hits.iter().any(preposition) && hits.iter().all(|hit| hit.len == 1));
        let time = function || end < range.end && when_at(context.pack, &block.tokens, &block.hits, end, context.today).is_some();
        if !time && !counts_casualties(context, block, end) {
            let attached = noun_clitics(block, end).preposition.is_some();
            let plain = |found: &(Mention, usize)| !attached || found.0.class == NounClass::Unit;
            let of_whole = Some(end + 1).filter(|_| block.tokens.get(end).is_some_and(|t| t.is("من")));
            let counted = read_mention(context, block, end, range.end, Some(number))
                .filter(plain)
                .map(|found| share(context, block, found, attached, range.end))
                .or_else(|| partitive(context, block, of_whole?, range.end, Some(number)));
            if let Some((mut mention, end)) = counted {
                one_of(context, block, (at, end), number, &mut mention);
                return item(at, end, Kind::Mention(Box::new(mention)), leading(block, at));
            }
        }
        return item(at, end, Kind::Number(number), leading(block, at));
    }
    if let Some((mention, end, clitics)) = each(context, block, at, range.end) {
        return item(at, end, Kind::Mention(Box::new(mention)), clitics);
    }
    if let Some((mention, end, clitics)) = quantified(context, block, at, range.end) {
        return item(at, end, Kind::Mention(Box::new(mention)), clitics);
    }
    let of_event = nation_of_event(context, block, at, range, before).or_else(|| crate::adjective::side_of_event(context, block, at, range, before));
    if let Some(item) = of_event.or_else(|| second_nation(context, block, at, range, before)) {
        return item;
    }
    // `قرى كذا وأم كذا`
    if block.tokens[at].norm.strip_prefix('و').is_some_and(crate::mention::opening_word) {
        if let Some((mention, end)) = joined(&Reader { context, block, end: range.end }, at, before) {
            return item(at, end, Kind::Mention(Box::new(mention)), Clitics { conjunction: true, ..Clitics::default() });
        }
    }
    // `سعد الحريري`: the first word of a name may look like a verb.
    if let Some((mention, end)) = (Reader { context, block, end: range.end }).full_name(at) {
        return item(at, end, Kind::Mention(Box::new(mention)), Clitics::default());
    }
    let reading = choose(context, block, at, range, before);
    match reading {
        Some(Reading::Closed(kind, len, clitics)) => item(at, at + len, kind, clitics),
        Some(Reading::Phrase) | None => match read_mention(context, block, at, range.end, None) {
            Some((mention, end)) => {
                let clitics = place_clitics(block, at, &mention).unwrap_or_else(|| noun_clitics(block, at));
                item(at, end, Kind::Mention(Box::new(mention)), clitics)
            }
            None => match unlisted_place(context, block, at, range, before) {
                Some((mention, end)) => {
                    let conjunction = !mention.sub.is_empty() && block.tokens[at].norm.starts_with('و');
                    item(at, end, Kind::Mention(Box::new(mention)), Clitics { conjunction, ..Clitics::default() })
                }
                None => item(at, at + 1, Kind::Word, noun_clitics(block, at)),
            },
        },
    }
}

/// A word of no table where a place is due: behind `في`, or behind a point of the compass.
fn unlisted_place(context: &Context<'_>, block: &BlockText, at: usize, range: &Range<usize>, before: &[Item]) -> Option<(Mention, usize)> {
    let reader = Reader { context, block, end: range.end };
    if located(before) {
        return unknown_located(&reader, at).or_else(|| first_of_list(&reader, at));
    }
    if let Some(found) = joined(&reader, at, before) {
        return Some(found);
    }
    let last = before.last().filter(|item| matches!(item.kind, Kind::Preposition(_)))?;
    let (id, _) = reader.noun(last.start)?;
    let noun = &context.pack.nouns[id as usize];
    (noun.class == NounClass::Direction).then(|| beside_unknown(&reader, at, &noun.sub)).flatten()
}

/// `مدن كذا وكذا`: a word of no table joined to a place that a class word in the plural opens.
fn joined(reader: &Reader<'_, '_>, at: usize, before: &[Item]) -> Option<(Mention, usize)> {
    let comma = |item: &&Item| matches!(item.kind, Kind::Mark('،' | ','));
    let places = before.iter().rev().filter(|item| !comma(item)).take_while(|item| item.mention().is_some_and(|m| m.place.is_some() && !m.metonym));
    let first = places.last().filter(|item| item.start < at)?;
    let unlisted = |item: &Item| {
        item.mention().and_then(|m| m.place.as_ref()).is_some_and(|place| place.kind == isnad_model::PlaceKind::Unknown && place.id.starts_with("x:"))
    };
    if unlisted(first) {
        return joined_unknown(reader, at, "unknown");
    }
    // `منطقة المبها ومكائر`: two names of no table.
    let nowhere = first.mention().and_then(|m| m.place.as_ref()).is_some_and(|place| place.id.starts_with("x:"));
    let (id, hit) = reader.noun(first.start)?;
    let noun = &reader.context.pack.nouns[id as usize];
    let plural = isnad_text::fold::fold(&noun.lemma) != reader.stem(first.start, hit);
    (noun.class == NounClass::PlaceClass && (plural || nowhere) && !hit.clitics.article).then(|| joined_unknown(reader, at, &noun.sub)).flatten()
}

/// `الحديدة وإب وتعز`: behind the name of a place and a conjunction a word that may name a place does so, though it may be a month or a verb too.
fn second_place(block: &BlockText, at: usize, before: &[Item]) -> bool {
    let first = before.last().and_then(Item::mention).is_some_and(|mention| mention.place.is_some() && !mention.metonym);
    let place = |hit: &Hit| matches!(hit.sense, Sense::Place(_)) && hit.clitics.conjunction && hit.clitics.preposition.is_none();
    let mut hits = block.hits[at].iter();
    first && hits.any(place) && !block.hits[at].iter().any(|hit| matches!(hit.sense, Sense::Function(_)))
}

/// `أحد الشهود` is called so, not `الشهود`.
fn one_of(context: &Context<'_>, block: &BlockText, (from, to): (usize, usize), number: NumberValue, mention: &mut Mention) {
    let reader = Reader { context, block, end: to };
    let speaks = matches!(mention.class, NounClass::Source | NounClass::Official) && number.value == 1.0;
    if let Some(entity) = mention.entity.as_mut().filter(|entity| speaks && entity.kind == EntityKind::Unnamed) {
        entity.surface = reader.surface(from, to, leading(block, from));
        entity.name_ar = entity.surface.clone();
        entity.span = reader.span(from, to);
    }
}

/// Whether the noun at `at` itself tells a casualty (`20 قتيلا`): it is an event then, and the number its figure.
fn counts_casualties(context: &Context<'_>, block: &BlockText, at: usize) -> bool {
    block.hits.get(at).is_some_and(|hits| {
        hits.iter().any(|hit| match hit.sense {
            Sense::EventNoun(id) => {
                let row = &context.pack.noun_frames[id as usize];
                row.genitive.is_none() && row.event_type.counts_people() && hit.len == 1
            }
            _ => false,
        })
    })
}

/// `14 من قوات الجيش`, `عدد من المدنيين`: a part of those named after من.
fn partitive(context: &Context<'_>, block: &BlockText, at: usize, end: usize, number: Option<NumberValue>) -> Option<(Mention, usize)> {
    let (mut mention, end) = read_mention(context, block, at, end, None)?;
    if mention.people.is_none() && matches!(mention.class, NounClass::Force | NounClass::Official | NounClass::Group) {
        let subgroup = if mention.class == NounClass::Official { "" } else { "combatants" };
        mention.people = Some(People { subgroup: subgroup.into(), singular: false });
    }
    let people = mention.people.as_mut();
    match people {
        Some(people) => people.singular = false,
        None if number.is_some() => return None,
        None => {}
    }
    mention.number = number;
    mention.definite = false;
    Some((mention, end))
}

/// `80 بالمئة من محافظة درعا`: a share of a place is a part of it.
fn share(context: &Context<'_>, block: &BlockText, found: (Mention, usize), attached: bool, end: usize) -> (Mention, usize) {
    let next = found.1;
    let of = (attached || found.0.sub == "percent") && found.0.class == NounClass::Unit && block.tokens.get(next).is_some_and(|t| t.is("من"));
    match Some(next + 1)
        .filter(|_| of)
        .and_then(|at| read_mention(context, block, at, end, None))
        .filter(|(mention, _)| mention.place.is_some() || mention.class == NounClass::PlaceClass)
    {
        Some((mut mention, end)) => {
            mention.part = true;
            (mention, end)
        }
        None => found,
    }
}

/// `كل من الرئيس والوزير`: the first of the list, as if it stood alone.
fn each(context: &Context<'_>, block: &BlockText, at: usize, end: usize) -> Option<(Mention, usize, Clitics)> {
    let hit = block.hits.get(at)?.iter().find(|hit| hit.sense == Sense::Function(FunctionClass::Each))?;
    let (mention, end) = read_mention(context, block, at + hit.len, end, None)?;
    Some((mention, end, hit.clitics))
}

/// A quantifier and what it counts: `عدد من القرى`, `معظم المدن`, `المزيد من المقاتلين`.
fn quantified(context: &Context<'_>, block: &BlockText, at: usize, end: usize) -> Option<(Mention, usize, Clitics)> {
    let fraction = |sense| matches!(sense, Sense::Number(id) if context.pack.numbers[id as usize].kind == NumberKind::Fraction);
    let quantifiers = block.hits.get(at)?.iter().filter(|hit| hit.sense == Sense::Function(FunctionClass::Quantifier) || fraction(hit.sense));
    let hit = quantifiers.max_by_key(|hit| hit.len)?;
    if counts_casualties(context, block, at + hit.len) || leads_to_deed(context, block, at) {
        return None;
    }
    let classed = |mention: &Mention| {
        mention.people.is_some()
            || mention.place.is_some()
            || matches!(
                mention.class,
                NounClass::Force
                    | NounClass::Site
                    | NounClass::PlaceClass
                    | NounClass::Weapon
                    | NounClass::Official
                    | NounClass::Body
                    | NounClass::Source
            )
    };
    let (mut mention, end) = partitive(context, block, at + hit.len, end, None).filter(|(mention, _)| classed(mention))?;
    mention.part |= mention.place.is_some();
    Some((mention, end, hit.clitics))
}

/// `أقدم مسلح على قتل`: no superlative but a verb, where the deed that it leads to stands behind its preposition.
fn leads_to_deed(context: &Context<'_>, block: &BlockText, at: usize) -> bool {
    let lights =
        |verb: u32| context.pack.verbs[verb as usize].lights.iter().filter_map(|id| context.pack.lights[*id as usize].preposition.as_deref());
    let deed = |i: usize| block.hits.get(i).is_some_and(|hits| hits.iter().any(|hit| matches!(hit.sense, Sense::Masdar(_) | Sense::EventNoun(_))));
    let behind = |word: &str| (at + 2..at + 6).any(|i| block.tokens.get(i).is_some_and(|token| token.is(word)) && deed(i + 1));
    block.hits[at].iter().any(|hit| matches!(hit.sense, Sense::Verb(verb, _) if lights(verb).any(behind)))
}

/// Clitics of a word that starts a number (`و20` parts by itself; `بعشرين`).
fn leading(block: &BlockText, at: usize) -> Clitics {
    block.hits[at].iter().find(|hit| matches!(hit.sense, Sense::Number(_))).map_or(Clitics::default(), |hit| hit.clitics)
}

/// `الحديدة وإب`: clitics of the name that the phrase was read as, whatever word stands under the same letters.
fn place_clitics(block: &BlockText, at: usize, mention: &Mention) -> Option<Clitics> {
    let named = mention.class == NounClass::Place && mention.sub.is_empty();
    let places = block.hits.get(at).filter(|_| named)?.iter().filter(|hit| matches!(hit.sense, Sense::Place(_)));
    places.min_by_key(|hit| (std::cmp::Reverse(hit.len), hit.clitics.weight())).map(|hit| hit.clitics)
}

/// Clitics of the nominal reading of a word; of an unknown word, by its letters alone.
fn noun_clitics(block: &BlockText, at: usize) -> Clitics {
    let nominal = |hit: &&Hit| !matches!(hit.sense, Sense::Verb(..) | Sense::Function(_) | Sense::Cue(_));
    // The longest expression, and of equals the one with the fewest letters cut off: `كتائب` is no `ك` with a word after it.
    if let Some(hit) = block.hits.get(at).into_iter().flatten().filter(nominal).min_by_key(|hit| (std::cmp::Reverse(hit.len), hit.clitics.weight())) {
        return hit.clitics;
    }
    let Some(norm) = block.tokens.get(at).map(|token| &*token.norm) else { return Clitics::default() };
    let (conjunction, rest) = match norm.strip_prefix('و') {
        Some(rest) if rest.chars().count() > 3 => (true, rest),
        _ => (false, norm),
    };
    let article = rest.starts_with("ال");
    let preposition = ['ب', 'ل']
        .into_iter()
        .find(|letter| rest.strip_prefix(*letter).is_some_and(|tail| tail.starts_with("ال")) || (*letter == 'ل' && rest.starts_with("لل")));
    Clitics { conjunction, article: article || preposition.is_some(), preposition, ..Clitics::default() }
}

enum Reading {
    Closed(Kind, usize, Clitics),
    Phrase,
}

fn choose(context: &Context<'_>, block: &BlockText, at: usize, range: &Range<usize>, before: &[Item]) -> Option<Reading> {
    let hits = &block.hits[at];
    // Cues, times and numbers are read by passes of their own.
    let words = || hits.iter().filter(|hit| at + hit.len <= range.end && !matches!(hit.sense, Sense::Cue(_) | Sense::Time(_) | Sense::Number(_)));
    let longest = words().map(|hit| hit.len).max()?;
    let candidates: SmallVec<[&Hit; 6]> = words().filter(|hit| hit.len == longest || hit.len == 1).collect();
    let multi = |hit: &&&Hit| hit.len == longest;
    // `حركة فتح`: what is no event may be somebody's name.
    let entity = candidates.iter().filter(multi).any(|hit| matches!(hit.sense, Sense::Entity(_)));
    if let Some(hit) = candidates.iter().filter(multi).find(|hit| hit.sense == Sense::NoEvent).filter(|_| !entity) {
        return Some(Reading::Closed(Kind::Word, hit.len, hit.clitics));
    }
    // A longer fixed expression beats any single word.
    if let Some(hit) = candidates.iter().filter(multi).find(|hit| matches!(hit.sense, Sense::Reporting(_))) {
        if let Sense::Reporting(id) = hit.sense {
            let row = &context.pack.reporting[id as usize];
            if row.kind != ReportKind::Noun || longest > 1 {
                return Some(Reading::Closed(Kind::Report(id), hit.len, hit.clitics));
            }
        }
    }
    if let Some(hit) = candidates.iter().filter(multi).find(|hit| {
        matches!(hit.sense, Sense::Function(class) if !matches!(class, FunctionClass::Quantifier | FunctionClass::Each))
            && !cut_from_verb(context, block, at, &candidates, hit)
            && !leaves(context, block, at, &candidates, before)
            && !voices(context, block, at, &candidates, before)
    }) {
        let named = candidates.iter().any(|other| other.len == longest && longest > 1 && is_name(other.sense));
        if let (Sense::Function(class), false) = (hit.sense, named) {
            return Some(function(context, block, at, hit, class, before));
        }
    }
    if let Some(reading) = adverbial(context, block, at, &candidates, before) {
        return Some(reading);
    }
    let event = event_reading(context, block, at, &candidates, longest).filter(|_| !crate::place::names_one(context, block, at, before));
    // `كمينا` is no `ك` before the name Mina.
    let cut = |hit: &&&Hit| event.as_ref().is_some_and(|(_, _, clitics)| hit.clitics.preposition.is_some() && clitics.preposition.is_none());
    let names = candidates.iter().filter(multi).any(|hit| is_name(hit.sense) && !cut(&hit));
    // `المعارضة`, `المقاومة`: with the article a side of the war, not what somebody does.
    let side = candidates.iter().any(|hit| {
        matches!(hit.sense, Sense::Label(id) if !context.pack.labels[id as usize].actor.is_empty())
            && (hit.clitics.article || stripped(&block.tokens[at].norm, hit.clitics).starts_with("ال"))
    });
    let names =
        side || names && !(event.is_some() && bare_place(&candidates) && candidates.iter().any(|hit| matches!(hit.sense, Sense::EventNoun(_))));
    let quantifier = candidates.iter().any(|hit| hit.sense == Sense::Function(FunctionClass::Quantifier) && hit.clitics.weight() == 0)
        && !leads_to_deed(context, block, at);
    if quantifier && event.is_none() && !names && !candidates.iter().any(|hit| matches!(hit.sense, Sense::Noun(_))) {
        return Some(Reading::Closed(Kind::Word, 1, noun_clitics(block, at)));
    }
    let tense = wanted_tense(block, before).or_else(|| crate::position::maybe_she(block, at, &candidates, before));
    let verb = verb_reading(context, written(context, block, at), &candidates, tense, before_a_paper(context, block, at))
        .filter(|(verb, _, clitics)| !(mostly_noun(&candidates, verb, before) || clitics.weight() == 0 && behind_head(block, before)));
    match (names, event, verb) {
        (true, _, None) => Some(Reading::Phrase),
        (true, _, Some((verb, len, clitics))) => {
            let certain = certain_name(&candidates) || second_seat(&candidates, clitics, before);
            Some(if verb_position(before) && !place_position(before) && !certain && !second_place(block, at, before) {
                Reading::Closed(verb, len, clitics)
            } else {
                Reading::Phrase
            })
        }
        (false, Some((event, len, clitics)), Some((verb, _, verb_clitics))) if len == 1 => {
            // `هجوم شنه مسلحون`: after an event noun, a carrying verb with its pronoun opens a relative clause.
            let resumed = verb_clitics.pronoun.is_some() && matches!(before.last().map(|item| &item.kind), Some(Kind::Event(..) | Kind::Word));
            if resumed && carries(context, &verb) {
                return Some(Reading::Closed(verb, 1, verb_clitics));
            }
            // `خبر قصف البلدة`: what the news is of.
            let head = |m: &Mention| !m.definite && (matches!(m.class, NounClass::PlaceClass | NounClass::Site) || m.sub == "reports");
            let about = before
                .last()
                .is_some_and(|item| matches!(item.kind, Kind::Report(_)) && block.tokens.get(item.end - 1).is_some_and(|token| &*token.norm == "عن"));
            let genitive = (about || before.last().and_then(Item::mention).is_some_and(head)) && !clitics.conjunction;
            // `قالت إن قصف المستشفيات جريمة`: behind the إن of a report stands no perfect.
            let reported = matches!(verb, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect)
                && before.last().is_some_and(|item| matches!(item.kind, Kind::Complementizer(_)))
                && before.last().is_some_and(|item| match written(context, block, item.end - 1) {
                    "إن" => before.iter().any(Item::is_verb),
                    // `يرى الخبراء أن قصف المدينة لن يفيد`, but `سبق أن قصف`
                    "أن" => before.iter().rev().take(6).find(|item| item.is_verb()).is_some_and(|item| says(context, item)),
                    _ => false,
                });
            let nominal = genitive
                || reported
                || verb_clitics.conjunction && parallel(context, before)
                || clitics.article
                || clitics.preposition.is_some()
                || noun_position(before)
                || object_position(block, before) && !clitics.conjunction;
            Some(if nominal && clitics.weight() >= verb_clitics.weight() || !verb_position(before) {
                Reading::Closed(event, len, clitics)
            } else {
                Reading::Closed(verb, 1, verb_clitics)
            })
        }
        (false, Some((event, len, clitics)), _) => Some(Reading::Closed(event, len, clitics)),
        (false, None, Some((verb, len, clitics))) => {
            let noun_too = candidates.iter().any(|hit| {
                matches!(hit.sense, Sense::Noun(_) | Sense::BodyHead(_) | Sense::Label(_) | Sense::Nationality(_) | Sense::Masdar(_))
                    && hit.clitics.weight() <= clitics.weight()
            });
            let object = object_position(block, before) && !clitics.conjunction && candidates.iter().any(|hit| matches!(hit.sense, Sense::Masdar(_)));
            let second = matches!(verb, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect)
                && !clitics.conjunction
                && before.last().is_some_and(Item::is_verb);
            let common = block.tokens[at].norm.starts_with('ف');
            let uncut_noun = candidates.iter().any(|hit| {
                let noun = matches!(hit.sense, Sense::Noun(_) | Sense::BodyHead(_)) || common && hit.sense == Sense::Common;
                noun && hit.clitics.weight() < clitics.weight()
            });
            // `استقبل وفدا`: the dual of a perfect is rarer than the accusative of a noun.
            let accusative = noun_too
                && !clitics.conjunction
                && matches!(verb, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect && inflection.number == Number::Dual);
            let nominal = object
                || accusative
                || second
                || noun_too && (noun_position(before) || !verb_position(before))
                || uncut_noun && clitics.conjunction
                || candidates.iter().any(|hit| hit.len > len && matches!(hit.sense, Sense::Noun(_) | Sense::BodyHead(_)))
                || governed(before)
                || attributed(context, block, before) && candidates.iter().any(|hit| tells(context, hit.sense));
            Some(if nominal { Reading::Phrase } else { Reading::Closed(verb, len, clitics) })
        }
        (false, None, None) => participle(context, &candidates).or(Some(Reading::Phrase)),
    }
}

/// A verb of reporting.
fn says(context: &Context<'_>, item: &Item) -> bool {
    matches!(item.kind, Kind::Verb(id, _) if !context.pack.verbs[id as usize].reporting.is_empty())
}

fn carries(context: &Context<'_>, verb: &Kind) -> bool {
    matches!(verb, Kind::Verb(id, _) if !context.pack.verbs[*id as usize].lights.is_empty())
}

/// `فتحت`, `لاذ`: a verb as it stands is no particle with letters before it.
fn cut_from_verb(context: &Context<'_>, block: &BlockText, at: usize, candidates: &[&Hit], function: &Hit) -> bool {
    let matters = |id: u32| {
        let row = &context.pack.verbs[id as usize];
        !(row.frames.is_empty() && row.reporting.is_empty() && row.lights.is_empty())
    };
    let whole = |hit: &&&Hit| hit.clitics.weight() < function.clitics.weight();
    let verb = |hit: &&Hit| matches!(hit.sense, Sense::Verb(id, inflection) if inflection.person == 3 && !inflection.passive && matters(id));
    // `فقد 14 شخصا`: behind the particle stands a verb, never a number.
    let number = block.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Number)
        || block.hits.get(at + 1).is_some_and(|hits| hits.iter().any(|hit| matches!(hit.sense, Sense::Number(_))));
    // `فقد الحوثيون مواقعهم`: nor a word with the article that is no verb.
    let verb_next = block.hits.get(at + 1).is_some_and(|hits| hits.iter().any(|hit| matches!(hit.sense, Sense::Verb(..))));
    let noun_next = block.tokens.get(at + 1).is_some_and(|token| token.norm.starts_with("ال")) && !verb_next;
    let cuttable = match function.sense {
        Sense::Function(FunctionClass::Preposition | FunctionClass::Subordinator) => true,
        Sense::Function(FunctionClass::Particle) => number || noun_next,
        _ => false,
    };
    cuttable && function.len == 1 && function.clitics.weight() > 0 && candidates.iter().filter(whole).any(verb)
}

/// `خلف الزلزال 2497 قتيلا`: at the head of a clause, with its definite subject and a number behind it, a verb and no preposition.
fn leaves(context: &Context<'_>, block: &BlockText, at: usize, candidates: &[&Hit], before: &[Item]) -> bool {
    let carries = |id: u32| !context.pack.verbs[id as usize].lights.is_empty();
    let verb = candidates.iter().any(|hit| matches!(hit.sense, Sense::Verb(id, i) if i.person == 3 && i.tense == Tense::Perfect && carries(id)));
    let heads = before.last().is_none_or(|item| matches!(item.kind, Kind::Mark(_) | Kind::Conjunction | Kind::Complementizer(_)));
    let definite = block.tokens.get(at + 1).is_some_and(|token| token.norm.starts_with("ال"));
    let number = |i: usize| {
        block.tokens.get(i).is_some_and(|token| token.kind == TokenKind::Number)
            || block.hits.get(i).is_some_and(|hits| hits.iter().any(|hit| matches!(hit.sense, Sense::Number(_))))
    };
    verb && heads && definite && (at + 2..at + 5).any(number)
}

/// `وعبر الوفد عن رفضه`: at the head of a clause, with what it takes behind its subject, a verb of saying and no preposition.
fn voices(context: &Context<'_>, block: &BlockText, at: usize, candidates: &[&Hit], before: &[Item]) -> bool {
    let heads = before.last().is_none_or(|item| matches!(item.kind, Kind::Mark(_) | Kind::Conjunction | Kind::Particle(_) | Kind::Subordinator(_)));
    let says = candidates.iter().find(|hit| {
        let saying = |id: u32| !context.pack.verbs[id as usize].reporting.is_empty();
        matches!(hit.sense, Sense::Verb(id, i) if i.person == 3 && i.tense == Tense::Perfect && saying(id))
    });
    let led = says.is_some_and(|hit| heads || hit.clitics.conjunction);
    led && block.tokens.iter().skip(at + 1).take(6).take_while(|token| token.kind == TokenKind::Word).skip(1).any(|token| token.is("عن"))
}

/// A name of one word that only a gazetteer knows does not beat an event noun.
fn bare_place(candidates: &[&Hit]) -> bool {
    candidates.iter().filter(|hit| is_name(hit.sense)).all(|hit| hit.len == 1 && matches!(hit.sense, Sense::Place(_)))
}

fn is_name(sense: Sense) -> bool {
    matches!(sense, Sense::Entity(_) | Sense::Place(_) | Sense::Country(_) | Sense::Capital(_))
}

/// Names of countries and expressions of several words are never verbs.
fn certain_name(candidates: &[&Hit]) -> bool {
    candidates.iter().any(|hit| is_name(hit.sense) && (hit.len > 1 || matches!(hit.sense, Sense::Country(_))))
}

/// `واشنطن ولندن`: behind a capital another one, where the verb of the same letters would have more cut off (`و`, `ل`, `ندن`).
fn second_seat(candidates: &[&Hit], verb: Clitics, before: &[Item]) -> bool {
    let seat = |hit: &&Hit| matches!(hit.sense, Sense::Capital(_)) && hit.clitics.conjunction && hit.clitics.weight() < verb.weight();
    before.last().and_then(Item::mention).is_some_and(|m| m.metonym || m.class == NounClass::State) && candidates.iter().any(seat)
}

/// `أشار إلى أن`: after a reporting verb that takes إلى this introduces its content, it does not mean "until".
fn reported(context: &Context<'_>, before: &[Item]) -> bool {
    before
        .iter()
        .rev()
        .take(8)
        .find_map(|item| match item.kind {
            // `خلص تقرير أعدته اللجنة إلى أن`: a verb with its pronoun only describes who tells.
            Kind::Verb(..) if item.clitics.pronoun.is_some() => None,
            Kind::Verb(verb, _) | Kind::Participle(verb, _) => Some(
                context.pack.verbs[verb as usize]
                    .reporting
                    .iter()
                    .any(|id| context.pack.reporting[*id as usize].takes.iter().any(|t| t.starts_with("الى"))),
            ),
            _ => None,
        })
        .unwrap_or(false)
}

fn function(context: &Context<'_>, block: &BlockText, at: usize, hit: &Hit, class: FunctionClass, before: &[Item]) -> Reading {
    let norm: Box<str> = block.tokens[at..at + hit.len]
        .iter()
        .enumerate()
        .map(|(i, token)| if i == 0 { stripped(&token.norm, hit.clitics) } else { &*token.norm })
        .collect::<Vec<_>>()
        .join(" ")
        .into();
    let kind = match class {
        FunctionClass::Preposition => Kind::Preposition(norm),
        // `تقول أم أحمد`
        FunctionClass::Conjunction if &*norm == "ام" && before.last().is_some_and(Item::is_verb) => Kind::Word,
        FunctionClass::Conjunction => Kind::Conjunction,
        FunctionClass::Subordinator if &*norm == "الى ان" && reported(context, before) => Kind::Complementizer(norm),
        FunctionClass::Subordinator => Kind::Subordinator(norm),
        FunctionClass::Complementizer => Kind::Complementizer(norm),
        FunctionClass::Relative => Kind::Relative,
        FunctionClass::Negation => Kind::Negation,
        FunctionClass::Pronoun => Kind::Pronoun,
        FunctionClass::Demonstrative => Kind::Demonstrative,
        FunctionClass::Adverb => Kind::Adverb,
        FunctionClass::Worldwide => Kind::Worldwide,
        FunctionClass::Auxiliary => Kind::Auxiliary,
        FunctionClass::Particle => Kind::Particle(norm),
        FunctionClass::Quantifier | FunctionClass::Each => Kind::Word,
    };
    Reading::Closed(kind, hit.len, hit.clitics)
}

fn stripped(norm: &str, clitics: Clitics) -> &str {
    let mut rest = norm;
    if clitics.conjunction {
        rest = rest.strip_prefix(['و', 'ف']).unwrap_or(rest);
    }
    if let Some(letter) = clitics.preposition {
        rest = rest.strip_prefix(letter).unwrap_or(rest);
    }
    rest
}

fn event_reading(context: &Context<'_>, block: &BlockText, at: usize, candidates: &[&Hit], longest: usize) -> Option<(Kind, usize, Clitics)> {
    let pack = context.pack;
    let (supposing, denying) = (crate::unreal::supposing(context, block, at), crate::unreal::denying(context, block, at));
    let may = |how: Unreal| how != Unreal::Refused && (how != Unreal::Denied && supposing || how != Unreal::Supposed && denying);
    let tells = |needs: &[Need]| needs.iter().all(|need| need.unreal().is_none_or(may));
    let mut frames: SmallVec<[FrameRef; 2]> = SmallVec::new();
    let mut verb = None;
    let mut best: Option<(usize, Clitics)> = None;
    for wanted in [longest, 1] {
        for hit in candidates.iter().filter(|hit| hit.len == wanted) {
            match hit.sense {
                Sense::EventNoun(id) if tells(&pack.noun_frames[id as usize].needs) => frames.push(FrameRef::Noun(id)),
                Sense::Masdar(id) if pack.verbs[id as usize].frames.iter().any(|frame| tells(&pack.verb_frames[*frame as usize].needs)) => {
                    let known = pack.verbs[id as usize].frames.iter().filter(|frame| tells(&pack.verb_frames[**frame as usize].needs));
                    frames.extend(known.map(|frame| FrameRef::Verb(*frame)));
                    verb = Some(id);
                }
                _ => continue,
            }
            if best.is_none_or(|(_, clitics)| hit.clitics.weight() < clitics.weight()) {
                best = Some((hit.len, hit.clitics));
            }
        }
        if best.is_some() {
            break;
        }
    }
    best.map(|(len, clitics)| (Kind::Event(frames, verb), len, clitics))
}

fn verb_reading(context: &Context<'_>, written: &str, candidates: &[&Hit], wanted: Option<Tense>, masculine: bool) -> Option<(Kind, usize, Clitics)> {
    let fits = |hit: &&&Hit| matches!(hit.sense, Sense::Verb(_, inflection) if wanted.is_none_or(|tense| inflection.tense == tense));
    let wanted = wanted.filter(|_| candidates.iter().any(|hit| fits(&hit)));
    let possible = |hit: &&&Hit| matches!(hit.sense, Sense::Verb(_, inflection) if wanted.is_none_or(|tense| inflection.tense == tense));
    let weight = |hit: &Hit, inflection: Inflection| {
        let row = match hit.sense {
            Sense::Verb(id, _) => &context.pack.verbs[id as usize],
            _ => return (9, 9, 9, 9, 9),
        };
        let known = usize::from(row.frames.is_empty() && row.reporting.is_empty() && row.lights.is_empty());
        let uncut = hit.clitics == Clitics::default();
        // `ووعدت الحكومة`: and it promised, not that it was given a time.
        let doubled = uncut && inflection.passive && written.starts_with("وو");
        let odd = usize::from(inflection.number == Number::Dual && uncut) + usize::from(inflection.person != 3) + usize::from(doubled);
        (odd, hit.clitics.weight(), usize::from(other_hamza(written, &row.lemma)), usize::from(masculine && inflection.feminine), known)
    };
    candidates
        .iter()
        .filter(possible)
        .filter_map(|hit| match hit.sense {
            Sense::Verb(id, inflection) => Some((weight(hit, inflection), id, inflection, hit)),
            _ => None,
        })
        .min_by(|a, b| a.0.cmp(&b.0))
        .map(|(_, id, inflection, hit)| (Kind::Verb(id, inflection), hit.len, hit.clitics))
}

/// `تضمن البيان`: before a paper in the masculine a form that may be of either gender is in the masculine too.
fn before_a_paper(context: &Context<'_>, block: &BlockText, at: usize) -> bool {
    let paper = |hit: &Hit| matches!(hit.sense, Sense::Noun(id) if context.pack.nouns[id as usize].class == NounClass::Source);
    let one = |token: &isnad_text::token::Token| !token.marbuta && !token.norm.ends_with("ات");
    block.tokens.get(at + 1).is_some_and(one) && block.hits.get(at + 1).is_some_and(|hits| hits.iter().any(|hit| hit.len == 1 && paper(hit)))
}

/// The token as it is written, unfolded.
fn written<'t>(context: &Context<'t>, block: &BlockText, at: usize) -> &'t str {
    block.tokens.get(at).map_or("", |token| token.span.slice(&context.article.text))
}

/// `بدأ` is no form of `بدا`: within a word a hamza is seldom left out, and never put in.
fn other_hamza(written: &str, lemma: &str) -> bool {
    const HAMZA: [char; 5] = ['أ', 'إ', 'ؤ', 'ئ', 'ء'];
    let inside = |word: &str| word.chars().skip(1).any(|c| HAMZA.contains(&c));
    inside(written) && !lemma.contains(HAMZA) || inside(lemma) && !written.contains(HAMZA)
}

/// `، نافيا قصف المدينة`, `، مشيرا إلى أن`: the participle of a verb of saying in the accusative goes on with what its subject says,
/// whatever else the letters could be.
fn adverbial(context: &Context<'_>, block: &BlockText, at: usize, candidates: &[&Hit], before: &[Item]) -> Option<Reading> {
    let pack = context.pack;
    let says = |id: u32| {
        let verb = &pack.verbs[id as usize];
        !verb.reporting.is_empty() || verb.frames.iter().any(|frame| pack.verb_frames[*frame as usize].event_type.is_speech_act())
    };
    let (id, hit) = candidates.iter().find_map(|hit| match hit.sense {
        Sense::Participle(id, false) if says(id) && hit.len == 1 => Some((id, hit)),
        _ => None,
    })?;
    let free = !hit.clitics.article && hit.clitics.preposition.is_none() && hit.clitics.pronoun.is_none();
    let apart = before.last().is_none_or(|item| matches!(item.kind, Kind::Mark(_))) || hit.clitics.conjunction;
    let complement =
        block.tokens.get(at + 1).is_some_and(|next| matches!(&*next.norm, "ان" | "بان" | "الى" | "على" | "انه" | "انها" | "انهم" | "بانه" | "بانها"));
    let noun = candidates.iter().any(|hit| matches!(hit.sense, Sense::Noun(_) | Sense::BodyHead(_) | Sense::Common));
    let accusative = block.tokens[at].norm.ends_with('ا') && (apart || complement || !noun);
    // `، مدينة صعدة` condemns nobody.
    let feminine =
        block.tokens[at].norm.ends_with('ه') && !noun && (apart || complement) && !candidates.iter().any(|hit| matches!(hit.sense, Sense::Verb(..)));
    (free && (accusative || feminine)).then_some(Reading::Closed(Kind::Participle(id, false), 1, hit.clitics))
}

/// Participles of verbs that report or have frames count when they stand as adverbial accusatives or open a clause (`مشيرا إلى`, `مخلفا`).
fn participle(context: &Context<'_>, candidates: &[&Hit]) -> Option<Reading> {
    let hit = candidates.iter().find(|hit| matches!(hit.sense, Sense::Participle(..)))?;
    let others = candidates.iter().any(|hit| matches!(hit.sense, Sense::Noun(_) | Sense::BodyHead(_) | Sense::Label(_) | Sense::Nationality(_)));
    let Sense::Participle(id, passive) = hit.sense else { return None };
    let verb = &context.pack.verbs[id as usize];
    let matters = !verb.reporting.is_empty() || !verb.frames.is_empty() || !verb.lights.is_empty();
    (matters && !others && !hit.clitics.article && hit.clitics.preposition.is_none()).then_some(Reading::Closed(
        Kind::Participle(id, passive),
        hit.len,
        hit.clitics,
    ))
}
