//! Attribution: who says what stands in a stretch of a sentence, through whom.

use crate::clause::{Clause, Opener, clause_of, preposition_of};
use crate::item::{Item, Kind};
use crate::sentence::Sentence;
use isnad_model::{EntityKind, EntityRef};
use isnad_pack::conjugate::Number;
use isnad_pack::grammar::{NounClass, Report, ReportKind};
use isnad_text::Span;

/// Who speaks: origin first, relays after; other origins beside the first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chain {
    /// Origin and relays. Empty for the outlet's own voice.
    pub sources: Vec<EntityRef>,
    /// Parallel origins.
    pub co_origins: Vec<EntityRef>,
    /// The outlet's own correspondent or verified footage.
    pub own: Option<OwnVoice>,
}

/// Kinds of an outlet's own voice that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum OwnVoice {
    Correspondent,
}

/// A stretch of items said by someone.
#[derive(Clone, Debug)]
pub struct Scope {
    /// First item of the content.
    pub start: usize,
    /// One past its last item.
    pub end: usize,
    /// Who says it.
    pub chain: Chain,
    /// What kind of saying.
    pub class: Report,
    /// The words that attribute.
    pub cue: Option<Span>,
    /// Item of the reporting word itself.
    pub at: usize,
    /// The scope was told by a word after its content (`بحسب …` at the end).
    pub backward: bool,
    /// Negated (`لم ينف`).
    pub negated: bool,
}

/// What one sentence hands on to the next.
#[derive(Clone, Debug, Default)]
pub struct Carry {
    /// The last speaker named.
    pub speaker: Option<Chain>,
    /// A quotation that was opened and not closed, with who speaks in it.
    pub open_quote: Option<Chain>,
    /// The last sentence was someone's words to its end.
    pub attributed: bool,
    /// The block of the last sentence: a quotation that a page forgot to close ends with its block.
    pub block: usize,
}

const QUOTES: [char; 12] = ['"', '“', '”', '«', '»', '‘', '’', '„', '‟', '″', '‹', '›'];

/// Whether the item is a quotation mark.
pub fn is_quote_item(item: &Item) -> bool {
    item.is_mark(&QUOTES)
}

/// Every scope of a sentence, in the order of their reporting words.
pub fn scopes(sentence: &Sentence<'_, '_>, carry: &Carry) -> Vec<Scope> {
    let mut out: Vec<Scope> = Vec::new();
    for at in 0..sentence.items.len() {
        let found = match &sentence.items[at].kind {
            Kind::Verb(verb, _) | Kind::Participle(verb, _) => verb_scope(sentence, at, *verb, carry, &out),
            Kind::Report(id) => report_scope(sentence, at, *id, carry),
            Kind::Mark(':') => colon_scope(sentence, at, &out),
            _ => None,
        };
        out.extend(found);
    }
    out
}

fn reporting_class(sentence: &Sentence<'_, '_>, verb: u32) -> Option<(Report, bool)> {
    let pack = sentence.context.pack;
    let rows = &pack.verbs[verb as usize].reporting;
    let row = rows.iter().map(|id| &pack.reporting[*id as usize]).find(|row| !row.unit.contains(['+', ' '])).or_else(|| rows.first().map(|id| &pack.reporting[*id as usize]))?;
    let nominal = row.takes.iter().any(|t| matches!(t.as_str(), "nominal" | "ب" | "عن" | "الي" | "الى" | "على" | "من"));
    Some((row.class, nominal))
}

fn verb_scope(sentence: &Sentence<'_, '_>, at: usize, verb: u32, carry: &Carry, before: &[Scope]) -> Option<Scope> {
    let (class, nominal) = reporting_class(sentence, verb)?;
    if class == Report::RefuseComment {
        return None;
    }
    let items = sentence.items;
    let content = content_after(sentence, at, nominal);
    let subject = subject_of_report(sentence, at, content.map_or(items.len(), |(start, _)| start), carry, before);
    let negated = at > 0 && matches!(items[at - 1].kind, Kind::Negation);
    let cue = sentence.span(at, at + 1);
    let (mut chain, _) = subject?;
    relays(sentence, at, content.map_or(items.len(), |(start, _)| start), class, carry, &mut chain);
    match content {
        Some((start, end)) => Some(Scope { start, end, chain, class, cue, at, backward: false, negated }),
        None => {
            let tail = items[at + 1..].iter().all(|item| !item.is_verb() && !matches!(item.kind, Kind::Event(..)));
            let says = matches!(class, Report::Say | Report::Confirm | Report::Claim | Report::Relay | Report::Admit | Report::Believe | Report::Show);
            let quoted_before = items[..at].iter().rev().take(3).any(|item| is_quote_item(item) || item.is_mark(&['،', ',']));
            (tail && says && quoted_before && at > 2).then(|| Scope { start: sentence_part_start(sentence, at), end: at, chain, class, cue, at, backward: true, negated })
        }
    }
}

/// Where the content of a reporting verb starts and ends.
fn content_after(sentence: &Sentence<'_, '_>, at: usize, nominal: bool) -> Option<(usize, usize)> {
    let items = sentence.items;
    let mut colon_or_quote = None;
    for (next, item) in items.iter().enumerate().skip(at + 1).take(40) {
        match &item.kind {
            Kind::Complementizer(_) => return Some((next + 1, content_end(sentence, next + 1))),
            Kind::Mark(':') => return Some((next + 1, items.len())),
            Kind::Mark(_) if is_quote_item(item) && colon_or_quote.is_none() => colon_or_quote = Some(next),
            Kind::Verb(..) if colon_or_quote.is_none_or(|quote| next > quote + 1) => break,
            Kind::Subordinator(_) if next > at + 1 => break,
            Kind::Event(..) if nominal && colon_or_quote.is_none() && introduces(items, at, next) => {
                return Some((next, content_end(sentence, next)));
            }
            _ => {}
        }
    }
    // A quotation that holds words, not a name in quotation marks.
    let quote = colon_or_quote?;
    let close = items.iter().enumerate().skip(quote + 1).find(|(_, item)| is_quote_item(item)).map(|(close, _)| close);
    let words = close.unwrap_or(items.len()) - quote;
    let inside_event = items[quote..close.unwrap_or(items.len())].iter().any(|item| item.is_verb() || matches!(item.kind, Kind::Event(..)));
    (words > 4 || inside_event).then(|| (quote + 1, content_end(sentence, quote + 1)))
}

/// An event noun is the content when it is an object or stands after the preposition of the verb, before any other clause.
fn introduces(items: &[Item], at: usize, event: usize) -> bool {
    let between = &items[at + 1..event];
    let commas = between.iter().filter(|item| item.is_mark(&['،', ','])).count();
    let locative = preposition_of(items, event).is_some_and(|p| matches!(&*p, "في" | "خلال" | "بعد" | "قبل" | "منذ" | "اثر" | "عقب" | "حول" | "بشان"));
    commas % 2 == 0 && !locative
}

/// The content runs to the end of the sentence, or to a turn of the outlet's own voice (`فيما`, `بينما`) outside quotation marks.
fn content_end(sentence: &Sentence<'_, '_>, start: usize) -> usize {
    let mut quoted = false;
    for (at, item) in sentence.items.iter().enumerate().skip(start) {
        if is_quote_item(item) {
            quoted = !quoted;
        }
        if !quoted && at > start && turns(sentence, at) {
            return at;
        }
    }
    sentence.items.len()
}

/// Subordinators that set another happening beside the one reported.
fn turns(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    matches!(&sentence.items[at].kind, Kind::Subordinator(word) if matches!(&**word, "فيما" | "بينما" | "في حين" | "في وقت" | "في الوقت الذي" | "الا ان" | "لكن" | "ولكن" | "غير ان" | "بيد ان"))
}

fn sentence_part_start(sentence: &Sentence<'_, '_>, at: usize) -> usize {
    (0..at).rev().find(|&i| turns(sentence, i)).unwrap_or(0)
}

/// The subject of a reporting verb: after it, before it, or the speaker that is carried on. The flag tells a carried one.
fn subject_of_report(sentence: &Sentence<'_, '_>, at: usize, limit: usize, carry: &Carry, before: &[Scope]) -> Option<(Chain, bool)> {
    let items = sentence.items;
    if let Some(subject) = after(sentence, at, limit) {
        return Some((subject, false));
    }
    let participle = matches!(items[at].kind, Kind::Participle(..));
    if !participle {
        if let Some(subject) = before_verb(sentence, at) {
            return Some((subject, false));
        }
    }
    let same_sentence = before.iter().rev().find(|scope| !scope.backward || participle).map(|scope| origin_only(&scope.chain));
    let carried = same_sentence.or_else(|| carry.speaker.clone().map(|chain| origin_only(&chain)));
    if participle && before.is_empty() {
        if let Some(subject) = main_subject(sentence, at) {
            return Some((subject, true));
        }
    }
    carried.map(|chain| (chain, true))
}

fn origin_only(chain: &Chain) -> Chain {
    chain.clone()
}

fn speaks(class: NounClass) -> bool {
    !matches!(class, NounClass::Place | NounClass::PlaceClass | NounClass::Weapon | NounClass::Unit | NounClass::Direction | NounClass::Site | NounClass::Event)
}

fn after(sentence: &Sentence<'_, '_>, at: usize, limit: usize) -> Option<Chain> {
    let items = sentence.items;
    let mut next = at + 1;
    while next < limit.min(at + 14) {
        let item = &items[next];
        match &item.kind {
            Kind::Mention(mention) => {
                let usable = speaks(mention.class) || mention.metonym;
                if usable && preposition_of(items, next).is_none() && !item.clitics.conjunction {
                    if let Some(entity) = &mention.entity {
                        return Some(speaker(sentence, entity.clone(), next, limit));
                    }
                }
                if preposition_of(items, next).is_none() && mention.class == NounClass::PlaceClass {
                    return None;
                }
            }
            Kind::When(_) | Kind::Adverb | Kind::Demonstrative | Kind::Preposition(_) | Kind::Mark(_) | Kind::Number(_) => {}
            Kind::Word if preposition_of(items, next).is_none() && !item.clitics.conjunction && item.clitics.preposition.is_none() => {
                return unknown_speaker(sentence, next, limit);
            }
            Kind::Word | Kind::Event(..) => {}
            _ => break,
        }
        next += 1;
    }
    None
}

/// A name no table knows after a reporting verb: its words up to a comma, an apposition or the content.
fn unknown_speaker(sentence: &Sentence<'_, '_>, from: usize, limit: usize) -> Option<Chain> {
    let items = sentence.items;
    if sentence.norm(from).starts_with("ال") {
        return None;
    }
    let mut end = from + 1;
    while end < limit.min(from + 4) && matches!(items[end].kind, Kind::Word) && !items[end].clitics.conjunction && items[end].clitics.preposition.is_none() {
        end += 1;
    }
    // Apposition: "فلان، رئيس بلدية كذا،": the body he speaks for, if he is its spokesman.
    if end + 1 < limit && items[end].is_mark(&['،', ',']) {
        if let Some(mention) = items[end + 1].mention().filter(|m| m.class == NounClass::Official) {
            if let Some(entity) = mention.entity.as_ref().filter(|e| !matches!(e.kind, EntityKind::Unnamed)) {
                return Some(Chain { sources: vec![entity.clone()], ..Chain::default() });
            }
        }
    }
    let span = sentence.span(from, end)?;
    let name = span.slice(&sentence.context.article.text);
    if name.chars().count() < 4 {
        return None;
    }
    let entity = EntityRef {
        id: format!("x:person:{}", isnad_text::fold::fold(name).replace(' ', "_")).into(),
        name_ar: name.into(),
        name_en: None,
        surface: name.into(),
        kind: EntityKind::Person,
        span: Some(span),
    };
    Some(Chain { sources: vec![entity], ..Chain::default() })
}

/// The chain of a subject with those coordinated to it.
fn speaker(sentence: &Sentence<'_, '_>, entity: EntityRef, at: usize, limit: usize) -> Chain {
    let correspondent = sentence.items[at].mention().is_some_and(|m| m.sub == "correspondent");
    if correspondent {
        return Chain { own: Some(OwnVoice::Correspondent), ..Chain::default() };
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

fn before_verb(sentence: &Sentence<'_, '_>, at: usize) -> Option<Chain> {
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let items = sentence.items;
    let relative = clause.opener == Opener::Relative;
    let low = if relative { clause.start.saturating_sub(6) } else { clause.start };
    for i in (low..at).rev() {
        if let Some(mention) = items[i].mention() {
            let governed = preposition_of(items, i).is_some();
            if speaks(mention.class) && (!governed || relative) {
                return mention.entity.clone().map(|entity| speaker(sentence, entity, i, i + 1));
            }
        }
        if items[i].is_verb() {
            break;
        }
    }
    let plural = matches!(items[at].kind, Kind::Verb(_, inflection) if inflection.number == Number::Plural);
    let _ = plural;
    None
}

/// The subject of the sentence's first verb, for adverbial participles (`… مؤكدا أن`).
fn main_subject(sentence: &Sentence<'_, '_>, at: usize) -> Option<Chain> {
    let verb = (0..at).find(|&i| sentence.items[i].is_verb())?;
    after(sentence, verb, at).or_else(|| before_verb(sentence, verb))
}

/// `لوكالة X`, `نقلت Y عن X`, `نقلت عنه Y`.
fn relays(sentence: &Sentence<'_, '_>, at: usize, limit: usize, class: Report, carry: &Carry, chain: &mut Chain) {
    let items = sentence.items;
    if class == Report::Relay {
        let origin = (at + 1..limit).find(|&i| preposition_of(items, i).as_deref() == Some("عن") && items[i].mention().is_some_and(|m| m.entity.is_some()));
        let relay = chain.sources.first().cloned();
        if let Some(entity) = origin.and_then(|i| items[i].mention()?.entity.clone()) {
            if relay.as_ref().is_some_and(|relay| relay.id != entity.id) {
                chain.sources.insert(0, entity);
            }
        } else if items.get(at + 1).is_some_and(|item| matches!(&item.kind, Kind::Preposition(word) if word.starts_with("عن")) && item.clitics.pronoun.is_some()) {
            if let Some(speaker) = carry.speaker.as_ref().and_then(|chain| chain.sources.first()) {
                chain.sources.insert(0, speaker.clone());
            }
        }
        return;
    }
    for i in at + 1..limit.min(items.len()) {
        let Some(mention) = items[i].mention().filter(|m| m.media) else { continue };
        let to = preposition_of(items, i).is_some_and(|p| matches!(&*p, "ل" | "الى" | "مع" | "عبر" | "ب"));
        if let Some(entity) = mention.entity.clone().filter(|entity| to && !chain.sources.iter().any(|s| s.id == entity.id)) {
            if !sentence.is_outlet(&entity) {
                chain.sources.push(entity);
            }
        }
    }
}

fn report_scope(sentence: &Sentence<'_, '_>, at: usize, id: u32, carry: &Carry) -> Option<Scope> {
    let row = &sentence.context.pack.reporting[id as usize];
    let items = sentence.items;
    let cue = sentence.span(at, at + 1);
    match row.kind {
        ReportKind::Preposition => {
            let (chain, next) = source_after(sentence, at, carry)?;
            let first = items[..at].iter().all(|item| matches!(item.kind, Kind::Mark(_) | Kind::Conjunction | Kind::When(_) | Kind::Adverb));
            let (start, end) = if first { (next, content_end(sentence, next)) } else { (clause_start_back(sentence, at), at) };
            Some(Scope { start, end, chain, class: row.class, cue, at, backward: !first, negated: false })
        }
        ReportKind::Noun => {
            // `إعلان الجيش أن…`, `تصريح الوزير بأن…`: the genitive speaks.
            let mention = items.get(at + 1)?.mention().filter(|m| speaks(m.class))?;
            let chain = Chain { sources: vec![mention.entity.clone()?], ..Chain::default() };
            let (start, end) = content_after(sentence, at + 1, true)?;
            Some(Scope { start, end, chain, class: row.class, cue, at, backward: false, negated: false })
        }
        ReportKind::Impersonal => {
            let (start, end) = content_after(sentence, at, true)?;
            let span = sentence.span(at, at + 1)?;
            let words: std::sync::Arc<str> = span.slice(&sentence.context.article.text).into();
            let entity = EntityRef { id: "unnamed:reports".into(), name_ar: words.clone(), name_en: Some("reports".into()), surface: words, kind: EntityKind::Unnamed, span: Some(span) };
            Some(Scope { start, end, chain: Chain { sources: vec![entity], ..Chain::default() }, class: row.class, cue, at, backward: false, negated: false })
        }
        ReportKind::Verb => None,
    }
}

/// The source after `بحسب`, with `نقلا عن` inside it, and the item after.
fn source_after(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry) -> Option<(Chain, usize)> {
    let items = sentence.items;
    let mut next = at + 1;
    while next < items.len().min(at + 4) {
        match &items[next].kind {
            Kind::Mention(mention) if speaks(mention.class) || mention.metonym => {
                let mut chain = speaker(sentence, mention.entity.clone()?, next, items.len());
                relays(sentence, next, (next + 6).min(items.len()), Report::Say, carry, &mut chain);
                return Some((chain, next + 1));
            }
            Kind::Mark(_) | Kind::Adverb | Kind::Demonstrative | Kind::Preposition(_) => next += 1,
            Kind::Verb(verb, _) if reporting_class(sentence, *verb).is_some() => {
                let chain = after(sentence, next, items.len()).or_else(|| carry.speaker.clone())?;
                let end = (next + 1..items.len()).find(|&i| items[i].is_mark(&['،', ','])).unwrap_or(items.len());
                return Some((chain, end));
            }
            Kind::Word => return unknown_speaker(sentence, next, items.len()).map(|chain| (chain, next + 1)),
            _ => break,
        }
    }
    // `بحسبه`, `حسب المصدر نفسه`: whoever spoke last.
    items[at].clitics.pronoun.and_then(|_| carry.speaker.clone()).map(|chain| (chain, at + 1))
}

/// A source told after its content covers the sentence back to where the outlet took the word.
fn clause_start_back(sentence: &Sentence<'_, '_>, at: usize) -> usize {
    sentence_part_start(sentence, at)
}

/// `المرصد: …` at the head of a sentence.
fn colon_scope(sentence: &Sentence<'_, '_>, at: usize, before: &[Scope]) -> Option<Scope> {
    if !before.is_empty() || at == 0 || at > 4 {
        return None;
    }
    let mention = sentence.items[..at].iter().find_map(Item::mention).filter(|m| speaks(m.class) && m.class != NounClass::Source)?;
    let only = sentence.items[..at].iter().all(|item| matches!(item.kind, Kind::Mention(_) | Kind::Mark(_) | Kind::Word));
    let chain = Chain { sources: vec![mention.entity.clone()?], ..Chain::default() };
    only.then(|| Scope { start: at + 1, end: sentence.items.len(), chain, class: Report::Say, cue: sentence.span(at, at + 1), at, backward: false, negated: false })
}

/// Whether quotation marks open in this sentence and are still open at its end.
pub fn leaves_quote_open(items: &[Item], open_before: bool) -> bool {
    let mut open = open_before;
    for item in items {
        match item.kind {
            Kind::Mark('«') => open = true,
            Kind::Mark('»') => open = false,
            Kind::Mark('"' | '“' | '”' | '″') => open = !open,
            _ => {}
        }
    }
    open
}

/// The clause list is needed by callers that look at scopes and clauses together.
pub type Clauses = [Clause];
