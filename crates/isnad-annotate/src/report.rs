//! Attribution: which words of a sentence somebody says. Who says them stands in [`crate::source`].

use crate::clause::{Opener, clause_of, preposition_of};
use crate::content::{content_after, content_end, denied_phrase, turns};
use crate::hearsay::{attested, denied_hearsay, hearsay_from, hearsay_scope, taken_up};
use crate::item::{Item, Kind};
use crate::relay;
use crate::scope::noun_of_verb;
use crate::sentence::Sentence;
use crate::source;
use isnad_model::{EntityKind, EntityRef};
use isnad_pack::Sense;
use isnad_pack::conjugate::{Number, Tense};
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
    /// For whom the spokesman last told of speaks: `المتحدث` goes on for it.
    pub spokesman: Option<Chain>,
    /// The news agency named last, whether it spoke or not: `الوكالة` is that one.
    pub agency: Option<EntityRef>,
    /// The paper, station or site named last.
    pub medium: Option<EntityRef>,
    /// Whoever spoke so far, latest last: `المسؤول`, `اللجنة` go on with the one called so.
    pub told: Vec<Chain>,
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
        // `قال المصدر، الذي طلب عدم ذكر اسمه، أن`: what stands behind a relative clause between commas is said by whoever the clause describes.
        let past = |scope: &Scope| {
            let aside = |outer: &Scope| {
                let between = sentence.items.get(outer.at..scope.at).unwrap_or_default();
                let opened = between.windows(2).any(|two| two[0].is_mark(&['،', ',']) && matches!(two[1].kind, Kind::Relative));
                let closed = sentence.items.get(scope.at..scope.start).unwrap_or_default().iter().any(|item| item.is_mark(&['،', ',']));
                outer.start == scope.start && opened && closed
            };
            !scope.backward && out.iter().any(|outer| !outer.backward && outer.at < scope.at && aside(outer))
        };
        out.extend(found.filter(|scope| !denied(scope) && !past(scope)));
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
pub(crate) fn unreal(class: Report) -> bool {
    matches!(class, Report::Deny | Report::Call | Report::Threaten | Report::Promise | Report::Expect | Report::Warn | Report::Reject)
}

fn verb_scope(sentence: &Sentence<'_, '_>, at: usize, verb: u32, carry: &Carry, before: &[Scope]) -> Option<Scope> {
    let (class, nominal) = reporting_class(sentence, verb)?;
    let told = at > 0 && matches!(sentence.items[at - 1].kind, Kind::Report(_));
    // `مسؤول طلب عدم الكشف عن هويته`: an expression that tells nothing of what follows.
    if sentence.idle.iter().any(|words| words.start == sentence.items[at].start) {
        return None;
    }
    // `التحالف الذي يدعم الرئيس`: describes who it is, and says nothing of what follows.
    // `القوات مدعومة بفصائل`: so does whoever is supported.
    let supported = matches!(sentence.items[at].kind, Kind::Participle(_, true));
    if class == Report::Support && (supported || source::antecedent(sentence, at).is_some()) {
        return None;
    }
    // `يبلغ 19 عاما`: reaches a number, tells nothing.
    // `يبلغ من العمر 19 عاما`
    let of_age = matches!(sentence.items.get(at + 1).map(|item| &item.kind), Some(Kind::Preposition(word)) if &**word == "من")
        && sentence.items.get(at + 2).is_some_and(|item| matches!(item.kind, Kind::Word) && item.clitics.article);
    let amount = sentence.items.get(if of_age { at + 3 } else { at + 1 }).is_some_and(|item| {
        matches!(&item.kind, Kind::Number(number) if number.value != 1.0)
            || item.mention().is_some_and(|m| m.number.is_some() && m.class == NounClass::Unit)
    });
    // `يعتبر هذا الهجوم الأكثر دموية`: it is taken for that, by nobody told.
    let imperfect = matches!(sentence.items[at].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Imperfect && inflection.person == 3);
    if imperfect && class == Report::Say && sentence.items.get(at + 1).is_some_and(|item| matches!(item.kind, Kind::Demonstrative)) {
        return None;
    }
    // `ورصد لعمليات الحشد`: a verbal noun written like its verb.
    let masdar = noun_of_verb(sentence, at, true).is_some()
        && sentence.items.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Event(..)) && next.clitics.preposition == Some('ل'));
    // `رفض ما ورد في التقرير`: what stood there is spoken of, not told.
    let spoken_of = at > 0 && matches!(sentence.norm(at - 1), "لما" | "بما" | "مما" | "عما") && source::in_text(sentence, verb);
    // `طريق يعبر منه المهربون`: a verb that is written like one of saying, with a place to come from.
    let through = class == Report::Say
        && sentence
            .items
            .get(at + 1)
            .is_some_and(|next| matches!(&next.kind, Kind::Preposition(word) if word.starts_with("من")) && next.clitics.pronoun.is_some());
    if spoken_of || through || masdar || class == Report::RefuseComment || told || amount || relay::passes_on(sentence, at) {
        return None;
    }
    let items = sentence.items;
    let retold = items[at].clitics.pronoun.is_some() || matches!(items[at].kind, Kind::Verb(_, inflection) if inflection.passive);
    if let Some((start, end)) = hearsay_from(sentence, at).filter(|_| retold) {
        return hearsay_scope(sentence, at, (start, end), carry);
    }
    // `الاتفاق الذي أعلنته موسكو`: the pronoun is the content.
    // `شائعات نفاها القصر`: so is that of a denial.
    let relative = sentence.clauses[clause_of(&sentence.clauses, at)].opener == Opener::Relative
        || class == Report::Deny && items[at].is_verb() && items[at].clitics.pronoun.is_some()
        || at > 0 && matches!(items[at - 1].kind, Kind::Subordinator(_) | Kind::Relative);
    let clausal = sentence.context.pack.verbs[verb as usize]
        .reporting
        .iter()
        .any(|id| sentence.context.pack.reporting[*id as usize].takes.iter().any(|take| take.ends_with("ان")));
    if relative
        && (items[at].clitics.pronoun.is_some() || taken_up(items, at + 1) && !matches!(sentence.norm(at - 1), "ما" | "بما" | "عما" | "مما"))
        && !(clausal && items[at + 1..].iter().take(5).any(|item| matches!(item.kind, Kind::Complementizer(_))))
    {
        return pointed_back(sentence, at, class, carry).or_else(|| attested(sentence, at, class, carry));
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
    // `نفت المديرية وفاة متظاهر`, `أمرهم بقصف المدينة`: what is denied or demanded is so, though nothing tells who speaks.
    // `ونقلت عن مسؤول قوله إن`: from whom it is stands behind the verb.
    let from = class == Report::Relay && items.get(at + 1).is_some_and(|next| matches!(&next.kind, Kind::Preposition(word) if &**word == "عن"));
    let unknown = || ((unreal(class) || class == Report::Accuse || from) && content.is_some()).then(Chain::default);
    let replies = heard_of(sentence, at, verb, limit, carry);
    let apart = |item: &Item| item.is_verb() || item.is_mark(&['،', ',']);
    let far = content.is_none_or(|(start, _)| start > at + 8 || items.get(at + 1..start).unwrap_or_default().iter().any(apart));
    if taken_for(sentence, at, class, content, before) || replies && far {
        return None;
    }
    let class = if replies || class == Report::Promise && contained(sentence, at) { Report::Say } else { class };
    let mut chain = source::of_verb(sentence, at, limit, carry, before).or_else(unknown)?;
    let negated = at > 0 && matches!(items[at - 1].kind, Kind::Negation);
    let cue = sentence.span(at, at + 1);
    relay::relays(sentence, at, limit, class, carry, &mut chain);
    if content.is_some_and(|(start, _)| carries(sentence, at, start, &chain)) {
        return None;
    }
    // `…، يقول مصدر عسكري، مؤكدا أن`: what stands behind the participle is what else he says.
    let adds = || (at + 2..limit).any(|i| matches!(items[i].kind, Kind::Participle(_, false)) && items[i - 1].is_mark(&['،', ',']));
    let behind = at > 2 && matches!(class, Report::Say | Report::Confirm | Report::Claim) && closes_report(sentence, at) && adds();
    match content.filter(|_| !behind) {
        Some((start, end)) => {
            // What is said within what is said ends with it.
            let outer = before.iter().rev().find(|scope| !scope.backward && scope.start <= at && at < scope.end && start < scope.end);
            let end = outer.map_or(end, |outer| end.min(outer.end));
            Some(Scope { start, end, chain, class, cue, at, backward: false, negated })
        }
        None => {
            // `…، يقول مصدر عسكري، مؤكدا أن`: to what else he says.
            let adds = (at + 2..items.len()).find(|&i| matches!(items[i].kind, Kind::Participle(_, false)) && items[i - 1].is_mark(&['،', ',']));
            let tail = items[at + 1..adds.unwrap_or(items.len())].iter().all(|item| !item.is_verb() && !matches!(item.kind, Kind::Event(..)));
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

/// `تضمن البيان أن`: of two verbs written alike a text has the one that tells what stands in it, and promises nothing.
fn contained(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let shows =
        |sense: Sense| matches!(sense, Sense::Verb(verb, _) if reporting_class(sentence, verb).is_some_and(|(class, _)| class == Report::Show));
    let text = sentence.items.get(at + 1).and_then(Item::mention).is_some_and(source::is_statement);
    text && sentence.block.hits[sentence.items[at].start].iter().any(|hit| shows(hit.sense))
}

/// `ويعتبر احتجاز فلان عقبة`: at the head of a sentence, of a noun and with nobody behind it, it is taken for that by nobody told.
fn taken_for(sentence: &Sentence<'_, '_>, at: usize, class: Report, content: Option<(usize, usize)>, before: &[Scope]) -> bool {
    let items = sentence.items;
    let Kind::Verb(verb, inflection) = items[at].kind else { return false };
    let imperfect = inflection.tense == Tense::Imperfect && inflection.person == 3 && inflection.number == Number::Singular;
    let pack = sentence.context.pack;
    let takes = |word: &str| pack.verbs[verb as usize].reporting.iter().any(|id| pack.reporting[*id as usize].takes.iter().any(|take| take == word));
    let noun = content.is_none_or(|(start, _)| !matches!(items[start - 1].kind, Kind::Complementizer(_) | Kind::Mark(_)));
    let next = items.get(at + 1).is_some_and(|item| matches!(item.kind, Kind::Event(..)) && item.clitics == Default::default());
    class == Report::Say
        && imperfect
        && noun
        && next
        && before.is_empty()
        && takes("nominal")
        && !takes("عن")
        && source::of_verb(sentence, at, content.map_or(items.len(), |(start, _)| start), &Carry::default(), before)
            .is_none_or(|chain| chain.sources.is_empty())
}

/// `وردت باريس بطرد السفير`, `ورد الوزير بأن`: what comes in a text is news; somebody in its place does something else, by a verb written alike.
fn heard_of(sentence: &Sentence<'_, '_>, at: usize, verb: u32, limit: usize, carry: &Carry) -> bool {
    let text = source::in_text(sentence, verb);
    let says = reporting_class(sentence, verb).is_some_and(|(class, _)| class == Report::Relay);
    let news = || sentence.items.get(at + 1..limit.min(at + 5)).unwrap_or_default().iter().filter_map(Item::mention).any(source::is_statement);
    text && says && !news() && source::written(sentence, at, limit, carry).is_none() && source::after(sentence, at, limit, carry).is_some()
}

/// `…، وهو ما أكدته الشرطة`, `هذا ما أعلنته`: what the pronoun points back to is told by whoever stands behind the verb.
fn pointed_back(sentence: &Sentence<'_, '_>, at: usize, class: Report, carry: &Carry) -> Option<Scope> {
    let items = sentence.items;
    let what = at.checked_sub(1).filter(|&i| matches!(items[i].kind, Kind::Relative) && sentence.norm(i) == "ما")?;
    let this = what.checked_sub(1).filter(|&i| matches!(items[i].kind, Kind::Demonstrative | Kind::Pronoun))?;
    let says = matches!(class, Report::Say | Report::Confirm | Report::Claim | Report::Admit);
    let apart = this.checked_sub(1).is_some_and(|i| items[i].is_mark(&['،', ',']));
    let chain = source::after(sentence, at, items.len(), carry).filter(|_| says && apart)?;
    let start = sentence_part_start(sentence, this - 1);
    Some(Scope { start, end: this, chain, class, cue: sentence.span(at, at + 1), at, backward: true, negated: false })
}

/// `نقلت الجماعة عشرات القتلى إلى مستشفيات المدينة`: what a verb of passing on takes no noun of, whoever is no medium takes away.
fn carries(sentence: &Sentence<'_, '_>, at: usize, start: usize, chain: &Chain) -> bool {
    let items = sentence.items;
    let Kind::Verb(verb, _) = items[at].kind else { return false };
    let pack = sentence.context.pack;
    let rows: Vec<_> = pack.verbs[verb as usize].reporting.iter().map(|id| &pack.reporting[*id as usize]).collect();
    let takes = |what: &str| rows.iter().any(|row| row.class == Report::Relay && row.takes.iter().any(|take| take == what));
    let medium = chain.sources.iter().any(|source| matches!(source.kind, EntityKind::Agency | EntityKind::Media) || &*source.id == "unnamed:media");
    let from =
        items.get(at + 1..start).unwrap_or_default().iter().any(|item| matches!(&item.kind, Kind::Preposition(word) if word.starts_with("عن")));
    let bare = items.get(start).is_some_and(|item| matches!(item.kind, Kind::Event(..) | Kind::Word))
        && !matches!(items[start.max(1) - 1].kind, Kind::Complementizer(_) | Kind::Mark(_));
    takes("عن") && !takes("nominal") && bare && !from && !medium
}

/// `"…"، قال الوزير`: the verb stands right behind the words, with whoever says them behind it and nothing else that is said.
fn closes_report(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let items = sentence.items;
    let behind = |item: &Item| is_quote_item(item) || item.is_mark(&['،', ',']);
    // `…، هكذا قال`
    let at = if at > 0 && sentence.norm(at - 1) == "هكذا" { at - 1 } else { at };
    let plain = !items[at].clitics.conjunction && items[at].clitics.pronoun.is_none();
    plain && at.checked_sub(1).is_some_and(|i| behind(&items[i]))
}

/// `نفي الحكومة شن هجمات`, `قوله إن`, `تهديد الفصائل باقتحام المدينة`: a noun of saying with whoever says it.
fn noun_scope(sentence: &Sentence<'_, '_>, at: usize, before: &[Scope]) -> Option<Scope> {
    let class = noun_class(sentence, at)?;
    let items = sentence.items;
    let idle = sentence.idle.iter().any(|words| words.contains(&items[at].start));
    if idle || items.get(at + 1).is_some_and(|item| matches!(item.kind, Kind::Relative)) {
        return None;
    }
    // `اتهامه بشن هجوم`: what somebody is accused of is the accuser's word.
    let accused = class == Report::Accuse;
    if accused && before.iter().any(|scope| matches!(scope.class, Report::Deny | Report::Reject) && scope.start <= at && at <= scope.end) {
        return None;
    }
    // `إعلان الجيش السيطرة على البلدة`: what somebody announces, right behind him.
    let says = matches!(class, Report::Say | Report::Confirm | Report::Claim | Report::Admit);
    let announced = says && announces(sentence, at);
    let nominal = unreal(class) || accused || announced;
    let hearsay = denied_hearsay(sentence, at, class);
    let (start, end) = hearsay.or_else(|| content_after(sentence, at, class, nominal))?;
    // `كان الرد قاسيا، وأن`: words joined to others hang on what those hang on.
    let told = |item: &Item| matches!(item.kind, Kind::Complementizer(_)) && !item.clitics.conjunction;
    let close = hearsay.is_some() || start - at <= 8 && items.get(start.wrapping_sub(1)).is_some_and(told) && tells_clause(sentence, at, class);
    if !(close || nominal && takes(sentence, at, start)) {
        return None;
    }
    let chain = source::of_noun(sentence, at, start, before)?;
    let negated = at > 0 && matches!(items[at - 1].kind, Kind::Negation);
    Some(Scope { start, end, chain, class, cue: sentence.span(at, at + 1), at, backward: false, negated })
}

/// `إعلان الجيش السيطرة`, `إعلان الوزارة عن مقتل عشرة`: the noun at `at` with whoever announces right behind it, and what he announces behind him.
fn announces(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let items = sentence.items;
    let plain = |item: &Item| item.clitics.preposition.is_none() && !item.clitics.conjunction && item.clitics.pronoun.is_none();
    let who = items.get(at + 1).is_some_and(|item| item.mention().is_some_and(|m| source::speaks(m.class)) && plain(item));
    let event = |i: usize| items.get(i).is_some_and(|item| matches!(item.kind, Kind::Event(..)) && plain(item));
    let between = |i: &usize| matches!(items[*i].kind, Kind::Mention(_) | Kind::When(_) | Kind::Preposition(_)) && !items[*i].clitics.conjunction;
    let about = |i: usize| matches!(&items[i].kind, Kind::Preposition(word) if &**word == "عن");
    let behind = || (at + 2..items.len().min(at + 7)).take_while(between).any(|i| about(i) && event(i + 1));
    who && (event(at + 2) || behind())
}

/// Whether a noun of saying takes a clause: `أقر بعد إدانة حزبه بأن` has it from the verb.
fn tells_clause(sentence: &Sentence<'_, '_>, at: usize, class: Report) -> bool {
    let pack = sentence.context.pack;
    let nouns = sentence.block.hits[sentence.items[at].start].iter().filter(|hit| hit.len == 1).filter_map(|hit| match hit.sense {
        Sense::Reporting(id) if pack.reporting[id as usize].kind == ReportKind::Noun => Some(id),
        _ => None,
    });
    let verb = noun_of_verb(sentence, at, true).map(|verb| pack.verbs[verb as usize].reporting.clone()).unwrap_or_default();
    let judges = matches!(class, Report::Condemn | Report::Support | Report::Reject);
    !judges || nouns.chain(verb).any(|id| pack.reporting[id as usize].takes.iter().any(|take| take.ends_with("ان") || take.ends_with("أن")))
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
    // `التخلي عن خطاب الحرب، مؤكدا أن`: nor what is said behind a comma.
    let apart = |item: &Item| item.is_verb() || item.is_mark(&['.', ':', '؛', '،', ',']);
    let plain = !items[at + 1..event].iter().any(apart);
    if !introduced || !plain {
        return None;
    }
    // `أوضحت الوزارة، في بيان لها، أن`: the statement of who speaks already.
    let own = items.get(at + 1).is_some_and(|next| next.clitics.preposition == Some('ل') && matches!(next.kind, Kind::Particle(_)));
    if own && before.iter().any(|scope| !scope.backward && scope.at < at) {
        return None;
    }
    // `قال الوزير عبر تغريدة إن`: through what he spoke.
    let through = preposition_of(items, at).is_some_and(|p| matches!(&*p, "عبر" | "ب" | "في" | "خلال" | "من خلال" | "ضمن" | "بواسطه"));
    let said = |scope: &Scope| !scope.backward && scope.class != Report::Relay && scope.at < at && at < scope.start && items[scope.at].is_verb();
    if through && before.iter().any(said) {
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

fn sentence_part_start(sentence: &Sentence<'_, '_>, at: usize) -> usize {
    (0..at).rev().find(|&i| turns(sentence, i)).unwrap_or(0)
}

fn report_scope(sentence: &Sentence<'_, '_>, at: usize, id: u32, carry: &Carry) -> Option<Scope> {
    let row = &sentence.context.pack.reporting[id as usize];
    let items = sentence.items;
    let cue = sentence.span(at, at + 1);
    match row.kind {
        ReportKind::Preposition => {
            if at > 1
                && matches!(sentence.norm(at - 2), "لما" | "بما" | "مما" | "عما")
                && matches!(items[at - 1].kind, Kind::Verb(verb, _) if source::in_text(sentence, verb))
            {
                return None;
            }
            let (chain, next) = relay::after_preposition(sentence, at, carry, venue(sentence, id))?;
            if let Some((start, end)) = clause_of_its_own(sentence, at, next) {
                return Some(Scope { start, end, chain, class: row.class, cue, at, backward: false, negated: false });
            }
            let first = items[..at].iter().all(|item| matches!(item.kind, Kind::Mark(_) | Kind::Conjunction | Kind::When(_) | Kind::Adverb));
            // `وفق المرصد فإن`: what hangs on it goes on past a turn, as behind any verb of saying.
            let next = (next..items.len().min(next + 3)).find(|&i| matches!(items[i].kind, Kind::Complementizer(_))).map_or(next, |i| i + 1);
            // A source told at the very end vouches for the whole sentence; one in the middle for what stands before it.
            let (start, end) = if first { (next, content_end(sentence, next)) } else { (0, reach(sentence, at, next)) };
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
            let words = reports_word(sentence, at, span);
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

/// `تفيد أنباء`: reports go by their noun.
fn reports_word(sentence: &Sentence<'_, '_>, at: usize, whole: Span) -> std::sync::Arc<str> {
    let pack = sentence.context.pack;
    let noun = |i: &usize| sentence.block.hits[*i].iter().any(|hit| matches!(hit.sense, Sense::Noun(id) if pack.nouns[id as usize].sub == "reports"));
    let item = &sentence.items[at];
    let named = (item.start..item.end).find(noun).map_or(whole, |i| sentence.block.tokens[i].span);
    named.slice(&sentence.context.article.text).into()
}

/// `شهدت المدينة، بحسب سكان، اشتباكات`: a source between commas vouches for what it cuts in two, up to a turn or to what somebody else says.
fn reach(sentence: &Sentence<'_, '_>, at: usize, next: usize) -> usize {
    let items = sentence.items;
    let comma = |i: usize| items.get(i).is_some_and(|item| item.is_mark(&['،', ',', '-', '–', '—']));
    let Some(close) = (next..items.len().min(next + 4)).take_while(|&i| !items[i].is_verb()).find(|&i| comma(i)).filter(|_| at > 0 && comma(at - 1))
    else {
        return at;
    };
    let says = |i: usize| matches!(items[i].kind, Kind::Verb(verb, _) if reporting_class(sentence, verb).is_some());
    let ends = |i: &usize| items[*i].is_mark(&['؛', ':']) || items[*i].clitics.conjunction && says(*i);
    let end = content_end(sentence, close);
    (close + 1..end).find(ends).unwrap_or(end)
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
    if !before.is_empty() || at == 0 || at > 7 {
        return None;
    }
    // `مصدر أمني: انفجار في المدينة`, not `المصدر: وكالات`.
    let told = |item: &&Item| {
        item.mention().is_some_and(|m| {
            let described = item.end > item.start + 1 && !m.definite && !source::is_statement(m) && !m.media;
            source::speaks(m.class) && (m.class != NounClass::Source || described)
        })
    };
    let mention = sentence.items[..at].iter().find(|item| item.mention().is_some()).filter(told)?.mention()?;
    let mention = Some(mention).filter(|m| m.definite || m.class != NounClass::People)?;
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
