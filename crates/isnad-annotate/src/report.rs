//! Attribution: which words of a sentence somebody says. Who says them stands in [`crate::source`].

use crate::clause::{Opener, clause_of, preposition_of};
use crate::hearsay::{attested, denied_hearsay, hearsay_from, hearsay_scope};
use crate::item::{Item, Kind};
use crate::scope::{negating, noun_of_verb};
use crate::sentence::Sentence;
use crate::source;
use isnad_model::{EntityKind, EntityRef};
use isnad_pack::Sense;
use isnad_pack::conjugate::Tense;
use isnad_pack::grammar::{CueClass, Direction, NounClass, Report, ReportKind};
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
    Outlet,
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
    /// Whose statement or report the article last spoke of.
    pub statement: Option<Chain>,
    /// The last source told without a name but with what it is (`مصدر عسكري`): `المصدر` goes on with it.
    pub unnamed: Option<Chain>,
    /// People named so far: a surname alone means one of them.
    pub persons: Vec<EntityRef>,
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
            Kind::Verb(verb, _) | Kind::Participle(verb, _) if !verbal(sentence, at) => verb_scope(sentence, at, *verb, carry, &out),
            Kind::Report(id) if !venue(sentence, *id) => report_scope(sentence, at, *id, carry),
            Kind::Mark(':') => colon_scope(sentence, at, &out),
            Kind::Word | Kind::Event(..) | Kind::Verb(..) => noun_scope(sentence, at, &out),
            Kind::Mention(_) => statement_scope(sentence, at, carry, &out),
            _ => None,
        };
        // `نفى الجيش الأنباء التي تحدثت عن سقوط البلدة`: the reports are what is denied, not who speaks.
        let denied = |scope: &Scope| {
            let reports = scope.chain.sources.first().is_some_and(|source| &*source.id == "unnamed:reports");
            let said_false = sentence.cues.iter().any(|cue| {
                let row = &sentence.context.pack.cues[cue.id as usize];
                row.class == CueClass::Denial && row.direction != Direction::Forward && sentence.item_at(cue.start) > scope.at
            });
            let object = |deny: &Scope| deny.class == Report::Deny && !deny.backward && deny.at < scope.at && scope.at < deny.start;
            let hearsay = |deny: &Scope| sentence.items[deny.at..scope.at].iter().any(|item| matches!(item.kind, Kind::Relative));
            // `نفى مصدر صحة الأنباء التي تحدثت عن`: the reports stand inside what is denied.
            let inside = |deny: &Scope| {
                let told = || sentence.items[deny.start..scope.at].iter().any(|item| item.mention().is_some_and(|m| m.sub == "reports"));
                deny.class == Report::Deny && !deny.backward && deny.start < scope.at && scope.at < deny.end && told()
            };
            out.iter().any(|deny| object(deny) && (reports || hearsay(deny)) || reports && inside(deny)) || reports && said_false
        };
        out.extend(found.filter(|scope| !denied(scope)));
    }
    // `في بيان للجيش`, `في تصريح لوكالة`: only where nothing else says who speaks.
    if out.is_empty() {
        let found = (0..sentence.items.len())
            .filter_map(|at| {
                if let Kind::Report(id) = sentence.items[at].kind {
                    venue(sentence, id).then(|| report_scope(sentence, at, id, carry)).flatten()
                } else {
                    None
                }
            })
            .next();
        out.extend(found);
    }
    out
}

/// A verbal noun that its letters made look like a verb: behind an adverb after another verb, `أكد مجددا نفي الوزارة`.
fn verbal(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let Kind::Verb(_, inflection) = sentence.items[at].kind else { return false };
    inflection.passive
        && !sentence.items[at].clitics.conjunction
        && noun_of_verb(sentence, at, true).is_some()
        && at > 0
        && sentence.next_verb(0).is_some_and(|first| first < at)
}

/// Expressions that name where or through what somebody spoke, not who.
fn venue(sentence: &Sentence<'_, '_>, id: u32) -> bool {
    sentence.context.pack.reporting[id as usize].takes.iter().any(|takes| takes == "venue")
}

/// What a verb reports, and whether its content may be a noun phrase.
pub fn reporting_class(sentence: &Sentence<'_, '_>, verb: u32) -> Option<(Report, bool)> {
    let pack = sentence.context.pack;
    let rows = &pack.verbs[verb as usize].reporting;
    let row = rows
        .iter()
        .map(|id| &pack.reporting[*id as usize])
        .find(|row| !row.unit.contains(['+', ' ']))
        .or_else(|| rows.first().map(|id| &pack.reporting[*id as usize]))?;
    let nominal = row.takes.iter().any(|t| matches!(t.as_str(), "nominal" | "ب" | "عن" | "الي" | "الى" | "على" | "من"));
    Some((row.class, nominal))
}

/// Classes whose content is not told as having happened.
fn unreal(class: Report) -> bool {
    matches!(class, Report::Deny | Report::Call | Report::Threaten | Report::Promise | Report::Expect | Report::Warn | Report::Reject)
}

fn verb_scope(sentence: &Sentence<'_, '_>, at: usize, verb: u32, carry: &Carry, before: &[Scope]) -> Option<Scope> {
    let (class, nominal) = reporting_class(sentence, verb)?;
    let told = at > 0 && matches!(sentence.items[at - 1].kind, Kind::Report(_));
    // `التحالف الذي يدعم الرئيس`: describes who it is, and says nothing of what follows.
    // `القوات مدعومة بفصائل`: so does whoever is supported.
    let supported = matches!(sentence.items[at].kind, Kind::Participle(_, true));
    if class == Report::Support && (supported || source::antecedent(sentence, at).is_some()) {
        return None;
    }
    // `يبلغ 19 عاما`: reaches a number, tells nothing.
    let amount = sentence
        .items
        .get(at + 1)
        .is_some_and(|item| matches!(item.kind, Kind::Number(_)) || item.mention().is_some_and(|m| m.number.is_some() && m.class == NounClass::Unit));
    if class == Report::RefuseComment || told || amount || source::passes_on(sentence, at) {
        return None;
    }
    let items = sentence.items;
    let retold = items[at].clitics.pronoun.is_some() || matches!(items[at].kind, Kind::Verb(_, inflection) if inflection.passive);
    if let Some((start, end)) = hearsay_from(sentence, at).filter(|_| retold) {
        return hearsay_scope(sentence, at, (start, end), carry);
    }
    // `الاتفاق الذي أعلنته موسكو`: the pronoun is the content.
    let relative = sentence.clauses[clause_of(&sentence.clauses, at)].opener == Opener::Relative
        || at > 0 && matches!(items[at - 1].kind, Kind::Subordinator(_) | Kind::Relative);
    let clausal = sentence.context.pack.verbs[verb as usize]
        .reporting
        .iter()
        .any(|id| sentence.context.pack.reporting[*id as usize].takes.iter().any(|take| take.ends_with("ان")));
    if relative
        && items[at].clitics.pronoun.is_some()
        && !(clausal && items[at + 1..].iter().take(5).any(|item| matches!(item.kind, Kind::Complementizer(_))))
    {
        return attested(sentence, at, class, carry);
    }
    // `مسؤولة تدعى فلانة`: a passive calls nobody.
    let passive = matches!(items[at].kind, Kind::Verb(_, inflection) if inflection.passive && inflection.tense == Tense::Imperfect);
    if passive && class == Report::Call {
        return None;
    }
    if let Some(scope) = attested(sentence, at, class, carry).filter(|_| !relative) {
        return Some(scope);
    }
    let content =
        denied_hearsay(sentence, at, class).or_else(|| content_after(sentence, at, class, nominal)).or_else(|| denied_phrase(sentence, at, class));
    let limit = content.map_or(items.len(), |(start, _)| start);
    // `نفت المديرية وفاة متظاهر`: what is denied is denied, though nothing tells who its speaker is.
    let unknown = || (class == Report::Deny && content.is_some()).then(Chain::default);
    let mut chain = source::of_verb(sentence, at, limit, carry, before).or_else(unknown)?;
    let negated = at > 0 && matches!(items[at - 1].kind, Kind::Negation);
    let cue = sentence.span(at, at + 1);
    source::relays(sentence, at, limit, class, carry, &mut chain);
    match content {
        Some((start, end)) => {
            // What is said within what is said ends with it.
            let outer = before.iter().rev().find(|scope| !scope.backward && scope.start <= at && at < scope.end && start < scope.end);
            let end = outer.map_or(end, |outer| end.min(outer.end));
            Some(Scope { start, end, chain, class, cue, at, backward: false, negated })
        }
        None => {
            let tail = items[at + 1..].iter().all(|item| !item.is_verb() && !matches!(item.kind, Kind::Event(..)));
            let says =
                matches!(class, Report::Say | Report::Confirm | Report::Claim | Report::Relay | Report::Admit | Report::Believe | Report::Show);
            (tail && says && at > 2 && closes_report(sentence, at)).then(|| Scope {
                start: sentence_part_start(sentence, at),
                end: at,
                chain,
                class,
                cue,
                at,
                backward: true,
                negated,
            })
        }
    }
}

/// `"…"، قال الوزير`: the verb stands right behind the words, with whoever says them behind it and nothing else that is said.
fn closes_report(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let items = sentence.items;
    let behind = |item: &Item| is_quote_item(item) || item.is_mark(&['،', ',']);
    let plain = !items[at].clitics.conjunction && items[at].clitics.pronoun.is_none();
    plain && at.checked_sub(1).is_some_and(|i| behind(&items[i]))
}

/// `نفي الحكومة شن هجمات`, `قوله إن`, `تهديد الفصائل باقتحام المدينة`: a noun of saying with whoever says it.
fn noun_scope(sentence: &Sentence<'_, '_>, at: usize, before: &[Scope]) -> Option<Scope> {
    let class = noun_class(sentence, at)?;
    let items = sentence.items;
    if items.get(at + 1).is_some_and(|item| matches!(item.kind, Kind::Relative)) {
        return None;
    }
    // `اتهامه بشن هجوم`: what somebody is accused of is the accuser's word.
    let accused = class == Report::Accuse;
    if accused && before.iter().any(|scope| matches!(scope.class, Report::Deny | Report::Reject) && scope.start <= at && at <= scope.end) {
        return None;
    }
    let nominal = unreal(class) || accused;
    let hearsay = denied_hearsay(sentence, at, class);
    let (start, end) = hearsay.or_else(|| content_after(sentence, at, class, nominal))?;
    let close =
        hearsay.is_some() || start - at <= 8 && items.get(start.wrapping_sub(1)).is_some_and(|item| matches!(item.kind, Kind::Complementizer(_)));
    if !(close || nominal && takes(sentence, at, start)) {
        return None;
    }
    let chain = source::of_noun(sentence, at, start, before)?;
    let negated = at > 0 && matches!(items[at - 1].kind, Kind::Negation);
    Some(Scope { start, end, chain, class, cue: sentence.span(at, at + 1), at, backward: false, negated })
}

/// The content of a verbal noun stands after the preposition its verb takes: `اعتراض على`, not `اعتراض صاروخ`.
fn takes(sentence: &Sentence<'_, '_>, at: usize, content: usize) -> bool {
    let pack = sentence.context.pack;
    let Some(verb) = noun_of_verb(sentence, at, true) else { return true };
    let rows = &pack.verbs[verb as usize].reporting;
    let takes: Vec<&str> = rows.iter().flat_map(|id| pack.reporting[*id as usize].takes.iter().map(String::as_str)).collect();
    takes.is_empty()
        || takes.contains(&"nominal")
        || preposition_of(sentence.items, content)
            .is_some_and(|p| takes.iter().any(|take| *take == &*p || matches!((*take, &*p), ("ب" | "الى" | "الي", "ل"))))
}

/// `ورود تقارير من ناشطين بوقوع إصابات`: a report with what it says.
fn statement_scope(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry, before: &[Scope]) -> Option<Scope> {
    let items = sentence.items;
    let mention = items[at].mention().filter(|m| source::is_statement(m) && !m.definite)?;
    if before.iter().any(|scope| !scope.backward && scope.start <= at && at < scope.end) || at > 0 && items[at - 1].is_verb() {
        return None;
    }
    let event = (at + 1..items.len().min(at + 8)).find(|&i| {
        matches!(items[i].kind, Kind::Event(..) | Kind::Complementizer(_))
            || matches!(items[i].kind, Kind::Word) && noun_of_verb(sentence, i, true).is_some()
    })?;
    let introduced = preposition_of(items, event).is_some_and(|p| matches!(&*p, "ب" | "عن")) || matches!(items[event].kind, Kind::Complementizer(_));
    let plain = items[at + 1..event].iter().all(|item| !item.is_verb() && !item.is_mark(&['.', ':', '؛']));
    if !introduced || !plain {
        return None;
    }
    // `أوضحت الوزارة، في بيان لها، أن`: the statement of who speaks already.
    let own = items.get(at + 1).is_some_and(|next| next.clitics.preposition == Some('ل') && matches!(next.kind, Kind::Particle(_)));
    if own && before.iter().any(|scope| !scope.backward && scope.at < at) {
        return None;
    }
    let chain = source::speaker(sentence, mention.entity.clone()?, at, event, carry);
    Some(Scope {
        start: event,
        end: content_end(sentence, event),
        chain,
        class: Report::Relay,
        cue: sentence.span(at, at + 1),
        at,
        backward: false,
        negated: false,
    })
}

pub(crate) fn noun_class(sentence: &Sentence<'_, '_>, at: usize) -> Option<Report> {
    let item = &sentence.items[at];
    let pack = sentence.context.pack;
    let hits = sentence.block.hits.get(item.start)?;
    let noun = hits.iter().filter(|hit| hit.len == 1).find_map(|hit| match hit.sense {
        Sense::Reporting(id) if pack.reporting[id as usize].kind == ReportKind::Noun => Some(pack.reporting[id as usize].class),
        _ => None,
    });
    let class = noun.or_else(|| noun_of_verb(sentence, at, true).and_then(|verb| reporting_class(sentence, verb)).map(|(class, _)| class))?;
    (class != Report::RefuseComment).then_some(class)
}

/// Where the content of a reporting word starts and ends.
fn content_after(sentence: &Sentence<'_, '_>, at: usize, class: Report, nominal: bool) -> Option<(usize, usize)> {
    let items = sentence.items;
    let mut quote = None;
    let mut next = crate::stranger::past_name(sentence, at + 1);
    while next < items.len().min(at + 45) {
        match &items[next].kind {
            Kind::Complementizer(_) => {
                let end = content_end(sentence, next + 1);
                // `نفى أن تكون قواته قصفت المستشفى، متهما خصومه`
                let end = if class == Report::Deny { (next + 2..end).find(|&i| adds(sentence, i)).unwrap_or(end) } else { end };
                return Some((next + 1, guessed(sentence, at, next, class).unwrap_or(end)));
            }
            Kind::Mark(':') => return Some((next + 1, items.len())),
            Kind::Mark(_) if is_quote_item(&items[next]) => match quote {
                None if closes(sentence, next) => {}
                None => quote = Some(next),
                Some(open) if next - open <= 5 && !speaks_inside(items, open, next) => quote = None,
                Some(_) => {}
            },
            Kind::Verb(..) if quote.is_none_or(|quote| next > quote + 1) => {
                if quote.is_some() {
                    break;
                }
                // `أعرب عن الأسف لعدم تمكن المجلس`: a verbal noun behind a negating noun.
                if nominal && noun_of_verb(sentence, next, true).is_some() && negating(sentence, next) {
                    return Some((next - 1, content_end(sentence, next - 1)));
                }
                // `نفت الوزارة في بيان لها قصف السوق`: behind whoever denies stands a noun, though its letters could be a perfect.
                let plain = !items[next].clitics.conjunction && !items[next - 1].is_mark(&['،', ',', '.']);
                let told = items[at + 1..next].iter().any(|item| item.mention().is_some() || matches!(item.kind, Kind::Report(_)));
                if class == Report::Deny && plain && told && noun_of_verb(sentence, next, true).is_some() {
                    return Some((next, content_end(sentence, next)));
                }
                match past_parenthesis(sentence, at, next) {
                    Some(after) => {
                        next = after;
                        continue;
                    }
                    None => break,
                }
            }
            // `أشار مسؤول إلى أن`: preposition and complementizer in one.
            Kind::Subordinator(word)
                if quote.is_none()
                    && word.ends_with(" ان")
                    && matches!(word.split(' ').next(), Some("الى" | "الي" | "على" | "علي" | "من" | "عن")) =>
            {
                return Some((next + 1, content_end(sentence, next + 1)));
            }
            Kind::Subordinator(_) if next > at + 1 => break,
            Kind::Event(..) if nominal && quote.is_none() && introduces(sentence, at, next) => {
                return Some((next, nominal_end(sentence, next, class)));
            }
            // `يتهم التحالف إيران بتهريب الأسلحة`: behind ب, whether a table knows the verb of it or not.
            Kind::Word
                if nominal
                    && quote.is_none()
                    && (unreal(class) || class == Report::Accuse)
                    && (noun_of_verb(sentence, next, true).is_some() || class == Report::Accuse && items[next].clitics.preposition == Some('ب'))
                    && introduces(sentence, at, next) =>
            {
                return Some((next, nominal_end(sentence, next, class)));
            }
            // `كشفت مصادر عن استعدادات ضخمة`: any noun behind the preposition of the verb.
            Kind::Word if quote.is_none() && about(sentence, at, next, class) => return Some((next, content_end(sentence, next))),
            _ => {}
        }
        next += 1;
    }
    // A quotation that holds words, not a name in quotation marks.
    let quote = quote?;
    let close = items.iter().enumerate().skip(quote + 1).find(|(_, item)| is_quote_item(item)).map(|(close, _)| close);
    let words = close.unwrap_or(items.len()) - quote;
    // `أعلن الرئيس "حالة نزاع" ونشر الجيش`: words without a deed of their own are all that is quoted.
    let whole = |close: usize| described_outside(items, close) || !speaks_inside(items, quote, close);
    let end = close.filter(|&close| whole(close)).unwrap_or_else(|| content_end(sentence, quote + 1));
    (words > 4 || speaks_inside(items, quote, close.unwrap_or(items.len()))).then_some((quote + 1, end))
}

/// Whether the noun at `next` is what a verb of saying speaks of: it stands behind عن or إلى where the verb takes them.
fn about(sentence: &Sentence<'_, '_>, at: usize, next: usize, class: Report) -> bool {
    let items = sentence.items;
    let says = matches!(class, Report::Say | Report::Confirm | Report::Claim | Report::Show | Report::Admit);
    let Kind::Verb(verb, _) = items[at].kind else { return false };
    let pack = sentence.context.pack;
    let takes = |word: &str| pack.verbs[verb as usize].reporting.iter().any(|id| pack.reporting[*id as usize].takes.iter().any(|take| take == word));
    let addressed = items[next].mention().is_some_and(|mention| mention.media || source::speaks(mention.class));
    says && !addressed
        && matches!(&items[next - 1].kind, Kind::Preposition(word) if matches!(&**word, "عن" | "الى") && takes(word))
        && introduces(sentence, at, next)
}

/// `طائرات يعتقد أنها إسرائيلية قصفت`: what is only guessed of the noun before is the adjective behind the pronoun.
fn guessed(sentence: &Sentence<'_, '_>, at: usize, complementizer: usize, class: Report) -> Option<usize> {
    let items = sentence.items;
    let pronoun =
        ["ها", "ه", "هم", "هما"].iter().any(|ending| sentence.norm(complementizer).strip_suffix(ending).is_some_and(|stem| stem.ends_with("ان")));
    let noun = at.checked_sub(1).is_some_and(|i| matches!(items[i].kind, Kind::Mention(_) | Kind::Word) && !items[at].clitics.conjunction);
    let adjective = |item: &Item| matches!(item.kind, Kind::Word | Kind::Mention(_)) && item.clitics.preposition.is_none() && !item.clitics.article;
    let first = items.get(complementizer + 1).is_some_and(adjective);
    if class != Report::Believe || !pronoun || !noun || !first || complementizer != at + 1 {
        return None;
    }
    Some(complementizer + 2)
}

/// `قال فلان "…"، المدينة التي شهدت أمس هجوما`: what describes the last name behind the quotation is the outlet's.
fn described_outside(items: &[Item], close: usize) -> bool {
    let noun = |item: &Item| matches!(item.kind, Kind::Mention(_) | Kind::Word) && !item.clitics.conjunction && item.clitics.preposition.is_none();
    items.get(close + 1).is_some_and(|item| item.is_mark(&['،', ',']))
        && items.get(close + 2).is_some_and(noun)
        && items.iter().skip(close + 3).take(2).any(|item| matches!(item.kind, Kind::Relative))
}

/// `نفى الجيش أي مسؤولية له في الانفجار`: what is denied is whatever phrase follows the subject.
fn denied_phrase(sentence: &Sentence<'_, '_>, at: usize, class: Report) -> Option<(usize, usize)> {
    let items = sentence.items;
    let speaker = (at + 1..items.len().min(at + 6))
        .find(|&i| items[i].mention().is_some_and(|m| source::speaks(m.class)) && preposition_of(items, i).is_none())?;
    // `نفى الناطق خبر قصف البلدة`: denied is what the news is of.
    let news = items.get(speaker + 1).and_then(Item::mention).filter(|m| m.sub == "reports");
    let about = |i: &usize| matches!(&items[*i].kind, Kind::Preposition(word) if matches!(&**word, "عن" | "حول" | "بشان"));
    let subject = match news {
        // `نفت الوزارة الأنباء عن قصف البلدة`, `الأنباء التي ترددت عن قصف البلدة`.
        Some(mention) if mention.definite => (speaker + 2..items.len().min(speaker + 8)).find(about).filter(|_| class == Report::Deny)?,
        Some(_) => speaker + 1,
        None if items.get(speaker + 1).is_some_and(|item| matches!(item.kind, Kind::Report(_))) => speaker + 1,
        None => speaker,
    };
    // `نفى الكرملين، الأربعاء، أي دور`: past a day between commas.
    let comma = |i: usize| items.get(i).is_some_and(|item| item.is_mark(&['،', ',']));
    let day = comma(subject + 1) && matches!(items.get(subject + 2).map(|item| &item.kind), Some(Kind::When(_))) && comma(subject + 3);
    let subject = if day { subject + 3 } else { subject };
    let next = items.get(subject + 1)?;
    let phrase = matches!(next.kind, Kind::Word | Kind::Demonstrative | Kind::Event(..)) && !next.clitics.conjunction;
    let clean = items[at + 1..speaker].iter().all(|item| matches!(item.kind, Kind::When(_) | Kind::Adverb));
    (class == Report::Deny && phrase && clean).then(|| (subject + 1, nominal_end(sentence, subject + 1, class)))
}

fn speaks_inside(items: &[Item], open: usize, close: usize) -> bool {
    items[open..close].iter().any(|item| item.is_verb() || matches!(item.kind, Kind::Event(..)))
}

/// Past what stands between a speaker and his words: an apposition between commas, a relative clause, the medium that carried a statement.
fn past_parenthesis(sentence: &Sentence<'_, '_>, at: usize, verb: usize) -> Option<usize> {
    let items = sentence.items;
    let comma = |item: &Item| item.is_mark(&['،', ',']);
    let commas = items[at + 1..verb].iter().filter(|item| comma(item)).count();
    if commas % 2 == 1 {
        // `قال فلان، الناطق باسم مستشفى كذا في كذا إن`: an apposition that nobody closed ends where the words begin.
        let open = |i: &usize| comma(&items[*i]) || matches!(items[*i].kind, Kind::Complementizer(_));
        let close = (verb + 1..items.len().min(verb + 18)).find(open)?;
        return Some(if comma(&items[close]) { close + 1 } else { close });
    }
    let clause = &sentence.clauses[clause_of(&sentence.clauses, verb)];
    let relative = clause.opener == Opener::Relative
        // `، الذي وصل`: behind a comma too.
        || matches!(items[clause.start].kind, Kind::Relative)
        || items[verb].clitics.pronoun.is_some() && source::passes_on(sentence, verb);
    let words = |i: &usize| matches!(items[*i].kind, Kind::Word | Kind::Verb(..)) && !items[*i].clitics.conjunction;
    let named = (verb..items.len().min(verb + 5)).find(|i| !words(i));
    if let Some(end) = named.filter(|&end| {
        matches!(items[end].kind, Kind::Complementizer(_) | Kind::Mark(':')) && items[at + 1..verb].iter().any(|item| item.mention().is_some())
    }) {
        return Some(end);
    }
    let phrase = (at + 1..verb).rev().find(|i| !words(i));
    // `في بيان أصدره مكتبها`: behind the venue too.
    let venue = |i: usize| matches!(items[i].kind, Kind::Report(_)) && items[verb].clitics.pronoun.is_some();
    let described =
        verb > at + 1 && !items[verb].clitics.conjunction && phrase.is_some_and(|i| venue(i) || items[i].mention().is_some_and(|m| !m.definite));
    let content = (verb + 1..items.len().min(verb + 16)).find(|&i| matches!(items[i].kind, Kind::Complementizer(_) | Kind::Mark(':')));
    // `أشار المرصد الذي يجمع معلوماته من ناشطين إلى تواجد عناصر`: the content stands behind the preposition of the first verb.
    let own = |i: &usize| {
        let Kind::Verb(main, _) = items[at].kind else { return false };
        let pack = sentence.context.pack;
        let takes = |word: &str| pack.verbs[main as usize].reporting.iter().any(|id| pack.reporting[*id as usize].takes.iter().any(|t| t == word));
        matches!(items[*i].kind, Kind::Event(..)) && preposition_of(items, *i).is_some_and(|p| takes(&p))
    };
    let nominal = || (verb + 1..items.len().min(verb + 16)).find(own);
    (relative || described).then(|| content.or_else(nominal)).flatten()
}

/// `حركة "كذا"`: the second of two straight marks closes what a name opened.
fn closes(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let straight = |token: &isnad_text::token::Token| &*token.norm == "\"";
    let start = sentence.items[at].start;
    let tokens = &sentence.block.tokens;
    let inside = start
        .checked_sub(1)
        .and_then(|i| sentence.items.get(at.checked_sub(1)?).map(|item| (i, item)))
        .is_some_and(|(last, item)| item.end == last + 1 && tokens[item.start..item.end].iter().filter(|token| straight(token)).count() % 2 == 1);
    inside && tokens.get(start).is_some_and(straight)
}

/// An event noun is the content when it is an object or stands after the preposition of the verb, before any other clause.
fn introduces(sentence: &Sentence<'_, '_>, at: usize, event: usize) -> bool {
    let items = sentence.items;
    let comma = |item: &Item| item.is_mark(&['،', ',']);
    let mut commas = items[at + 1..event].iter().filter(|item| comma(item)).count();
    // `أعلن المبعوث، فلان، السبت، انتهاء`: the day between two commas shares one with the name.
    if commas == 3 && items[at + 1..event].windows(3).any(|three| comma(&three[0]) && matches!(three[1].kind, Kind::When(_)) && comma(&three[2])) {
        commas = 2;
    }
    let locative = preposition_of(items, event).is_some_and(|p| matches!(&*p, "في" | "خلال" | "بعد" | "قبل" | "منذ" | "اثر" | "عقب" | "حول" | "بشان"));
    // `تعهد الرئيس، باستعادة البلدة`: a lone comma before the verb's own preposition parts nothing.
    let resumed = commas == 1 && items[event].clitics.preposition == Some('ب');
    // `أوضح في بيان، سقوط قتلى`: nor one behind the venue, right before the content.
    let bare = |i: usize| match items[i].kind {
        Kind::Mention(_) | Kind::When(_) | Kind::Report(_) | Kind::Preposition(_) | Kind::Adverb | Kind::Mark(_) => true,
        // A name that no table has.
        Kind::Word => crate::stranger::is_free(sentence, i) && !items[i].clitics.conjunction && preposition_of(items, i).is_none(),
        _ => false,
    };
    // `أعلن الناطق الخميس، ارتفاع حصيلة القتلى`: nouns of the content itself may stand between.
    let head = (at + 1..event).rev().find(|&i| comma(&items[i])).map_or(event, |last| last + 1);
    let noun = |i: usize| {
        let item = &items[i];
        matches!(item.kind, Kind::Word | Kind::Mention(_))
            && !item.clitics.conjunction
            && item.clitics.preposition.is_none()
            && !sentence.norm(i).ends_with('ا')
    };
    let venue = commas == 1 && preposition_of(items, head).is_none() && (head..event).all(noun) && (at + 1..head).all(bare);
    (commas % 2 == 0 || resumed || venue) && !locative
}

/// The content runs to the end of the sentence, or to a turn of the outlet's own voice (`فيما`, `بينما`) outside quotation marks.
pub(crate) fn content_end(sentence: &Sentence<'_, '_>, start: usize) -> usize {
    let mut quoted = false;
    let told = matches!(start.checked_sub(1).map(|i| &sentence.items[i].kind), Some(Kind::Complementizer(_) | Kind::Subordinator(_)));
    for (at, item) in sentence.items.iter().enumerate().skip(start) {
        if is_quote_item(item) {
            quoted = !quoted;
        }
        // `علما بأن`: the outlet's own, whatever the content hangs on.
        let added = matches!(&item.kind, Kind::Subordinator(word) if matches!(&**word, "علما ان" | "علما بان"));
        // `فيما قال مسؤول إن`: with a speaker of its own it goes on with what he said, not with what the first said.
        let speaks =
            || sentence.items.get(at + 1).is_some_and(|item| matches!(item.kind, Kind::Verb(verb, _) if reporting_class(sentence, verb).is_some()));
        if !quoted && at > start && (added || turns(sentence, at) && (!told || speaks())) {
            return at;
        }
    }
    sentence.items.len()
}

/// What is denied, demanded or threatened in a noun phrase ends where the story goes on with a verb of its own.
fn nominal_end(sentence: &Sentence<'_, '_>, start: usize, class: Report) -> usize {
    let end = content_end(sentence, start);
    if !unreal(class) {
        return end;
    }
    let goes_on = |i: usize| {
        matches!(sentence.items[i].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect)
            && sentence.items[i].clitics.conjunction
            && noun_of_verb(sentence, i, true).is_none()
    };
    // `تعهد بسحب القوات، وهو المطلب الذي`: the outlet's own remark on it.
    let remarks = |i: usize| {
        sentence.items[i - 1].is_mark(&['،', ','])
            && (matches!(sentence.items[i].kind, Kind::Pronoun) && sentence.items[i].clitics.conjunction
                || sentence.items[i].clitics.article && matches!(sentence.items.get(i + 1).map(|item| &item.kind), Some(Kind::Relative)))
    };
    (start + 1..end).find(|&i| goes_on(i) || adds(sentence, i) || remarks(i)).unwrap_or(end)
}

/// `نفى شن غارات، متهما الفصيل بمهاجمة القاعدة`: an adverbial participle behind a comma tells what else he said.
fn adds(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    matches!(sentence.items[at].kind, Kind::Participle(_, false))
        && sentence.items[at - 1].is_mark(&['،', ','])
        && sentence.norm(at).ends_with(['ا', 'ه'])
}

/// Subordinators that set another happening beside the one reported.
fn turns(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    matches!(&sentence.items[at].kind, Kind::Subordinator(word) if matches!(&**word, "فيما" | "بينما" | "في حين" | "في وقت" | "في الوقت الذي" | "الا ان" | "لكن" | "ولكن" | "غير ان" | "بيد ان"))
}

fn sentence_part_start(sentence: &Sentence<'_, '_>, at: usize) -> usize {
    (0..at).rev().find(|&i| turns(sentence, i)).unwrap_or(0)
}

fn report_scope(sentence: &Sentence<'_, '_>, at: usize, id: u32, carry: &Carry) -> Option<Scope> {
    let row = &sentence.context.pack.reporting[id as usize];
    let items = sentence.items;
    let cue = sentence.span(at, at + 1);
    match row.kind {
        ReportKind::Preposition => {
            let (chain, next) = source::after_preposition(sentence, at, carry, venue(sentence, id))?;
            if let Some((start, end)) = clause_of_its_own(sentence, at, next) {
                return Some(Scope { start, end, chain, class: row.class, cue, at, backward: false, negated: false });
            }
            let first = items[..at].iter().all(|item| matches!(item.kind, Kind::Mark(_) | Kind::Conjunction | Kind::When(_) | Kind::Adverb));
            // `وفق المرصد فإن`: what hangs on it goes on past a turn, as behind any verb of saying.
            let next = (next..items.len().min(next + 3)).find(|&i| matches!(items[i].kind, Kind::Complementizer(_))).map_or(next, |i| i + 1);
            // A source told at the very end vouches for the whole sentence; one in the middle for what stands before it.
            let (start, end) = if first { (next, content_end(sentence, next)) } else { (0, at) };
            Some(Scope { start, end, chain, class: row.class, cue, at, backward: !first, negated: false })
        }
        ReportKind::Noun => {
            // `إعلان الجيش أن…`, `تصريح الوزير بأن…`: the genitive speaks.
            let mention = items.get(at + 1)?.mention().filter(|m| source::speaks(m.class))?;
            let chain = Chain { sources: vec![mention.entity.clone()?], ..Chain::default() };
            let (start, end) = content_after(sentence, at + 1, row.class, true)?;
            Some(Scope { start, end, chain, class: row.class, cue, at, backward: false, negated: false })
        }
        ReportKind::Impersonal => {
            // `ولم ترد أنباء عن`
            let negation = |back: usize| at.checked_sub(back).is_some_and(|i| matches!(items[i].kind, Kind::Negation));
            let negated = negation(1) || negation(2) && items[at - 1].is_verb();
            let own = row.takes.iter().any(|take| take == "own");
            let (start, end) = if own { (at + 1, content_end(sentence, at + 1)) } else { content_after(sentence, at, row.class, true)? };
            let span = sentence.span(at, at + 1)?;
            let words: std::sync::Arc<str> = span.slice(&sentence.context.article.text).into();
            if row.takes.iter().any(|take| take == "own") {
                return Some(Scope {
                    start,
                    end,
                    chain: Chain { own: Some(OwnVoice::Outlet), ..Chain::default() },
                    class: row.class,
                    cue,
                    at,
                    backward: false,
                    negated: false,
                });
            }
            let entity = EntityRef {
                id: "unnamed:reports".into(),
                name_ar: words.clone(),
                name_en: Some("reports".into()),
                surface: words,
                kind: EntityKind::Unnamed,
                span: Some(span),
            };
            Some(Scope {
                start,
                end,
                chain: Chain { sources: vec![entity], ..Chain::default() },
                class: row.class,
                cue,
                at,
                backward: false,
                negated,
            })
        }
        ReportKind::Verb => None,
    }
}

/// `كما أعلن الجيش عن إصابة جنديين`: the expression opens a report of its own.
fn clause_of_its_own(sentence: &Sentence<'_, '_>, at: usize, after: usize) -> Option<(usize, usize)> {
    let verb = sentence.items[at].end > sentence.items[at].start + 1 && sentence.norm(at) == "كما";
    let (start, end) = content_after(sentence, after.checked_sub(1)?, Report::Say, true).filter(|_| verb)?;
    let apart = sentence.items.get(after..start).unwrap_or_default().iter().any(|item| item.is_mark(&['،', ',', '؛']));
    (!apart).then_some((start, end))
}

/// `المرصد: …` at the head of a sentence.
fn colon_scope(sentence: &Sentence<'_, '_>, at: usize, before: &[Scope]) -> Option<Scope> {
    if !before.is_empty() || at == 0 || at > 4 {
        return None;
    }
    let mention = sentence.items[..at].iter().find_map(Item::mention).filter(|m| source::speaks(m.class) && m.class != NounClass::Source)?;
    let only = sentence.items[..at].iter().all(|item| matches!(item.kind, Kind::Mention(_) | Kind::Mark(_) | Kind::Word));
    let chain = Chain { sources: vec![mention.entity.clone()?], ..Chain::default() };
    only.then(|| Scope {
        start: at + 1,
        end: sentence.items.len(),
        chain,
        class: Report::Say,
        cue: sentence.span(at, at + 1),
        at,
        backward: false,
        negated: false,
    })
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
