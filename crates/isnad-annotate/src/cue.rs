//! Cues: how far the scope of one reaches, and what it does to a trigger inside.

use crate::clause::{Clause, Opener, clause_of};
use crate::item::{FrameRef, Item, Kind};
use crate::scope::{Status, noun_of_verb, weaken};
use crate::sentence::{CueHit, Sentence};
use isnad_model::{EventType, Family, Modality, Polarity, REPEATED};
use isnad_pack::Sense;
use isnad_pack::conjugate::Tense;
use isnad_pack::grammar::{CueClass, Direction, Report, Terminator};

/// The items a cue's scope covers.
fn reach(sentence: &Sentence<'_, '_>, cue: &CueHit) -> (usize, usize) {
    let row = &sentence.context.pack.cues[cue.id as usize];
    let (first, after) = (sentence.item_at(cue.start), sentence.item_at(cue.end));
    // `تحسبا لسقوط المدينة أغلق التجار محالهم`: the main clause behind a reason happened.
    let reason = row.class == CueClass::Fear && !sentence.items[first].is_verb();
    let perfect = |i: &usize| matches!(sentence.items[*i].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect);
    let main = if reason { (after + 1..sentence.items.len()).find(perfect).unwrap_or(usize::MAX) } else { usize::MAX };
    let forward = match row.terminator {
        // `ينص الاتفاق على وقف النار، وقتل أمس عشرون`: what is told as past is no aim.
        Terminator::Sentence if row.class == CueClass::Intended => (after..sentence.items.len()).find(perfect).unwrap_or(sentence.items.len()),
        Terminator::Sentence => sentence.items.len(),
        Terminator::Comma => (after..sentence.items.len()).find(|&i| sentence.items[i].is_mark(&['،', ',', '؛'])).unwrap_or(sentence.items.len()),
        Terminator::Clause => clause_end(sentence, after).min(main),
        // What a noun governs stands right behind it, or behind whose it is: `قرار الهدم`, `قرار المحكمة بالهدم`.
        Terminator::Next => {
            let end = clause_end(sentence, after).min(sentence.next_verb(after + 1).unwrap_or(usize::MAX));
            // `يحاول التحالف المدعوم من الخارج السيطرة على`: the object of a verb may stand behind all that describes its subject.
            // `تقترب القوات من تحرير المدينة`
            let near = |p: Box<str>| &*p == "من" && row.class == CueClass::Future;
            let object = |i: &usize| {
                matches!(sentence.items[*i].kind, Kind::Event(..))
                    && !crate::frames::names_people(sentence, *i)
                    && crate::clause::preposition_of(sentence.items, *i).is_none_or(near)
            };
            // `مع اقتراب الجيش من تحرير المدينة`
            let governs = sentence.items[first].is_verb() || row.class == CueClass::Future && noun_of_verb(sentence, first, true).is_some();
            match governs.then(|| (after..end).find(object)).flatten() {
                Some(object) => object + 1,
                None => end.min(after + 2),
            }
        }
    };
    // `قال إن قواته أسقطت الطائرة، مؤكدا أن ما يشاع أكاذيب`: what is called false stands behind the last word that opens content.
    let opens = |i: &usize| matches!(sentence.items[*i].kind, Kind::Complementizer(_)) && sentence.norm(*i) == "ان";
    let content = || (0..first).rev().find(opens).filter(|_| row.class.denies()).map_or(0, |i| i + 1);
    let backward = match row.terminator {
        Terminator::Sentence => content(),
        _ => sentence.clauses[clause_of(&sentence.clauses, first)].start,
    };
    match row.direction {
        Direction::Forward => (after, forward),
        Direction::Backward => (backward, first),
        Direction::Both => (backward, forward),
    }
}

/// The end of the clause that a cue opens: complementizers right after it (`من المتوقع أن`) open no other.
fn clause_end(sentence: &Sentence<'_, '_>, after: usize) -> usize {
    let clauses: &[Clause] = &sentence.clauses;
    let mut index = clause_of(clauses, after.min(sentence.items.len().saturating_sub(1)));
    while let Some(next) = clauses.get(index + 1) {
        let near = next.start <= after + 3 && !matches!(next.opener, Opener::Comma);
        let complement = next.opener == Opener::Complement && next.start <= after + 4;
        // `إذا تعرض (عنان) إلى محاولة اغتيال`: what stands in brackets parts nothing.
        let bracketed = next.opener == Opener::Parenthesis && next.end - next.start <= 6 || next.opener == Opener::Resumed;
        if !near && !complement && !bracketed && !continues(sentence, next) {
            break;
        }
        index += 1;
    }
    clauses.get(index).map_or(sentence.items.len(), |clause| clause.end)
}

/// A phrase behind a comma that goes on with a complement: `من المتوقع انضمام القرى، غدا، إلى الهدنة`.
fn continues(sentence: &Sentence<'_, '_>, clause: &Clause) -> bool {
    let items = sentence.items.get(clause.start..clause.end).unwrap_or_default();
    let complement = |item: &Item| {
        matches!(&item.kind, Kind::Preposition(word) if matches!(&**word, "الى" | "الي" | "على" | "علي" | "من" | "عن")) && !item.clitics.conjunction
    };
    let plain = !items.iter().any(Item::is_verb) && matches!(clause.opener, Opener::Comma);
    plain
        && (items.first().is_some_and(complement)
            || items.iter().all(|item| matches!(item.kind, Kind::When(_) | Kind::Adverb | Kind::Preposition(_))))
}

fn perfect(item: &Item) -> bool {
    matches!(item.kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect)
}

/// Lets one cue say what it says of the trigger at item `at`, which `head` carries.
pub(crate) fn apply(sentence: &Sentence<'_, '_>, cue: &CueHit, at: usize, head: usize, out: &mut Status) {
    let row = &sentence.context.pack.cues[cue.id as usize];
    let (from, to) = reach(sentence, cue);
    // `رفض الوزير الطلب`: a noun that is the whole cue is none of what the cue speaks of.
    let whole = (cue.start, cue.end) == (sentence.items[at].start, sentence.items[at].end);
    let inside = row.class == CueClass::Intended
        && !whole
        && !talks(sentence, at)
        && sentence.item_at(cue.start) <= at
        && at < from
        && (!sentence.items[at].is_verb() || sentence.item_at(cue.start) < at)
        && row.direction == Direction::Forward;
    let item = &sentence.items[at];
    // A word does not stand in its own scope: `انهيار مبان` is no collapse that undoes something.
    // `محاولة تفجير سيارة`: an expression that begins inside a cue is what the cue names.
    let begins = row.class == CueClass::Intended && cue.start < item.start && !row.cue.ends_with(" ل");
    let itself = item.start < cue.end && cue.start < item.end && !begins;
    if !(inside || from <= at && at < to && !itself) {
        return;
    }
    let first = sentence.item_at(cue.start);
    let hypothetical = !row.class.is_neutral() && !row.class.denies() && row.class != CueClass::Doubt;
    // `لمنع هجمات مثل التي أودت بحياة سبعة`
    if row.class == CueClass::NegationNoun && happened(sentence, from, at) || row.class == CueClass::Negation && happened(sentence, from, at) {
        return;
    }
    if hypothetical
        && (row.direction == Direction::Backward && !qualifies(sentence, at, first)
            || perfective(sentence, first, from)
            || happened(sentence, from, at))
    {
        return;
    }
    // `وافقت الدولة على الخطة وأفرجت عن السجناء`: a deed of its own, told as past.
    let own = perfect(item) && item.clitics.conjunction && noun_of_verb(sentence, at, true).is_none();
    if own && matches!(row.class, CueClass::Intended | CueClass::Call) && row.direction == Direction::Forward {
        return;
    }
    let undoes = matches!(row.class, CueClass::Negation | CueClass::Denial | CueClass::Failure);
    let reaches = row.class != CueClass::Conditional && row.direction == Direction::Forward;
    if (hypothetical || undoes) && reaches && beside(sentence, at, from, row.class) {
        return;
    }
    if hypothetical && crate::aims::complement(sentence, first) {
        return;
    }
    let rule = format!("cue:{}", row.cue);
    match row.class {
        // `هجمات متكررة`: an adjective is of its noun alone.
        CueClass::Repeated if row.direction == Direction::Backward && !qualifies(sentence, at, first) => {}
        // First, for the last rule decides how strong a modality is.
        CueClass::Repeated => out.rules.splice(0..0, [rule, REPEATED.to_owned()]).for_each(drop),
        CueClass::Pseudo | CueClass::Charge | CueClass::Fact | CueClass::Answer | CueClass::Beside | CueClass::Part => {}
        CueClass::Negation => {
            // The negated verb is the one right after; what hangs on it as its event is denied with it.
            let next = sentence.next_verb(from);
            let direct = next.is_none_or(|verb| verb >= at || verb == head) && at <= from + 4;
            let word = row.cue.as_str();
            // `أحبطت محاولة التسلل وأوقعت عشرات القتلى`: a deed of its own.
            let clause = sentence.items[from].is_verb() || matches!(sentence.items[from].kind, Kind::Complementizer(_));
            let joined = at > from && item.is_verb() && item.clitics.conjunction && !clause;
            if direct && !joined && word != "ما" && out.polarity == Polarity::Asserted && !matches!(word, "لا" | "لم" | "لن" | "ليس") {
                out.polarity = Polarity::Denied;
                out.rules.push(rule);
            }
        }
        // `المفاوضات انتهت بالفشل`
        CueClass::Failure if row.direction == Direction::Backward => {
            if comes_to_nothing(sentence, at, first) {
                out.polarity = Polarity::Denied;
                out.rules.push(rule);
            }
        }
        CueClass::NegationNoun | CueClass::Failure => {
            // `انهار مبنى قصفته الطائرات`, `انهار المبنى وقتل`: what another clause tells did happen.
            // `انهيار المبنى وقتلى`: what comes to nothing is no toll.
            let toll =
                row.class == CueClass::Failure && !kinds(sentence, at).is_empty() && kinds(sentence, at).iter().all(|kind| kind.counts_people());
            let own = !toll
                && (at == from || !item.clitics.conjunction && (!item.is_verb() || matches!(sentence.items[at - 1].kind, Kind::Complementizer(_))));
            if at <= from + 1 && own {
                out.polarity = Polarity::Denied;
                out.rules.push(rule);
            }
        }
        CueClass::Denial => {
            let pointing = row.direction != Direction::Forward && points(sentence, first, sentence.item_at(cue.end));
            if !pointing && (at <= from + 6 || row.direction != Direction::Forward) {
                out.polarity = Polarity::Denied;
                out.rules.push(rule);
            }
        }
        _ if hypothetical && other_verb(sentence, first) => {}
        CueClass::Conditional => weaken(out, Modality::Conditional, rule),
        CueClass::Possible | CueClass::Fear => weaken(out, Modality::Possible, rule),
        CueClass::Doubt => out.rules.push(rule),
        // `سيدخلونها قريبا وقد سيطرت القوات على نصفها`: a word for what is to come stands with no perfect.
        CueClass::Future if row.direction == Direction::Both && perfect(item) => {}
        CueClass::Future => weaken(out, Modality::Future, rule),
        // `أحبط الأمن تفجير الكنيسة` is no bombing; `أحبطت محاولة تسلل` is an attack all the same.
        // `أحبط الأمن تنفيذ هجوم`: what is named as still to be carried out was not.
        CueClass::Foiled
            if !carried_out(sentence, at, from) && kinds(sentence, at).iter().all(|kind| matches!(kind, EventType::Offensive | EventType::Clash)) => {
        }
        CueClass::Foiled => weaken(out, Modality::Intended, rule),
        CueClass::Intended | CueClass::Call => {
            // `نحن لا نسعى للسيطرة`: an aim that is disowned.
            let pack = sentence.context.pack;
            let refuses = |verb: u32| {
                pack.verbs[verb as usize].reporting.iter().any(|id| matches!(pack.reporting[*id as usize].class, Report::Reject | Report::Deny))
            };
            // `لن توافق الدولة على سحب قواتها`: the verb may stand before its subject.
            let gap = matches!(sentence.items.get(first).map(|item| &item.kind), Some(Kind::Preposition(_)));
            let verb = if gap { (first.saturating_sub(6)..first).rev().find(|&i| sentence.items[i].is_verb()).unwrap_or(first) } else { first };
            let own = matches!(sentence.items.get(verb).map(|item| &item.kind), Some(Kind::Verb(verb, _)) if !refuses(*verb));
            if own && verb > 0 && matches!(sentence.items[verb - 1].kind, Kind::Negation) {
                out.polarity = Polarity::Denied;
            }
            weaken(out, Modality::Intended, rule);
        }
    }
}

/// Whether a verbal noun behind item `from` says of the event at `at` that it would be carried out: `تنفيذ هجوم`.
fn carried_out(sentence: &Sentence<'_, '_>, at: usize, from: usize) -> bool {
    at > from && !sentence.items[at - 1].is_verb() && !sentence.items[at - 1].clitics.article && noun_of_verb(sentence, at - 1, true).is_some()
}

/// The subject of a verb of failing behind it.
fn comes_to_nothing(sentence: &Sentence<'_, '_>, at: usize, verb: usize) -> bool {
    let between = &sentence.items[at + 1..verb];
    let plain = between.iter().all(|item| !item.is_verb() && !matches!(item.kind, Kind::Event(..) | Kind::Relative | Kind::Complementizer(_)));
    matches!(sentence.items[at].kind, Kind::Event(..)) && crate::clause::preposition_of(sentence.items, at).is_none() && plain
}

/// `فشل المفاوضات`, `انهارت المحادثات`: talks that came to nothing led to no agreement.
pub(crate) fn failed(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    sentence.cues.iter().any(|cue| {
        let row = &sentence.context.pack.cues[cue.id as usize];
        let (from, first) = (sentence.item_at(cue.end), sentence.item_at(cue.start));
        let named =
            if row.direction == Direction::Backward { at < first && comes_to_nothing(sentence, at, first) } else { from <= at && at <= from + 1 };
        row.class == CueClass::Failure && named
    })
}

/// What is asked about, answered, or set beside another thing as its time or cause did happen, whatever the cue that ends at item `from` says
/// of the thing itself: `تحقيق في مقتل ثلاثة`, `هدد بالرد ردا على القصف`, `ألغى زيارته بعد مقتل خمسة`.
pub(crate) fn beside(sentence: &Sentence<'_, '_>, at: usize, from: usize, class: CueClass) -> bool {
    taken_for_granted(sentence, at, from) || set_beside(sentence, at, from, class)
}

/// Behind `تحقيق في`, `ردا على`, `في ظل`.
pub(crate) fn taken_for_granted(sentence: &Sentence<'_, '_>, at: usize, from: usize) -> bool {
    // `تحقيق في اتهام الجيش`: nor is what somebody only says.
    // `للرد على أي هجوم`: of any that may come.
    let any = sentence.items[at].start > 0 && crate::scope::is_any(sentence, sentence.items[at].start - 1);
    if any || kinds(sentence, at).iter().any(|kind| kind.is_speech_act()) {
        return false;
    }
    hangs_on(sentence, at, &|i| [CueClass::Fact, CueClass::Answer].iter().any(|class| ends_cue(sentence, i, from, *class)))
}

/// Behind a word of time or cause: the dead and the blows of which it is the hour; what may only come is not (`سيعود بعد توقيع الاتفاق`).
fn set_beside(sentence: &Sentence<'_, '_>, at: usize, from: usize, class: CueClass) -> bool {
    let found = kinds(sentence, at);
    let toll = found.iter().all(|kind| kind.counts_people());
    let blow = found.iter().all(|kind| kind.counts_people() || kind.family() == Family::Violence);
    let still_to_come = matches!(class, CueClass::Possible | CueClass::Fear | CueClass::Future);
    // `ينوي دخول البلدة بعد قصفها`: what is taken up by a pronoun is part of the plan.
    // `بعد ضربة وجهتها الدولة`: so is what a perfect tells of.
    let described = matches!(sentence.items.get(at + 1).map(|item| (&item.kind, item.clitics.pronoun.is_some())), Some((Kind::Verb(_, inflection), true)) if inflection.tense == Tense::Perfect);
    let known = toll || described || sentence.items[at].clitics.article || !still_to_come && sentence.items[at].clitics.pronoun.is_none();
    !found.is_empty() && blow && known && hangs_on(sentence, at, &|i| ends_cue(sentence, i, from, CueClass::Beside))
}

/// A cue of the class ends right before item `at`, and begins at item `from` or later.
pub(crate) fn ends_cue(sentence: &Sentence<'_, '_>, at: usize, from: usize, class: CueClass) -> bool {
    let row = |cue: &CueHit| sentence.context.pack.cues[cue.id as usize].class;
    sentence.cues.iter().any(|cue| row(cue) == class && cue.end == sentence.items[at].start && sentence.item_at(cue.start) >= from)
}

/// Whether a cue of a class begins with item `at`.
pub(crate) fn starts_cue(sentence: &Sentence<'_, '_>, at: usize, class: CueClass) -> bool {
    let item = &sentence.items[at];
    sentence.cues.iter().any(|cue| sentence.context.pack.cues[cue.id as usize].class == class && (item.start..item.end).contains(&cue.start))
}

/// The event noun at `at` itself, what it is joined to, or what it came about by: `خطف وقتل ثمانية`, `مقتل ثلاثة في قصف`, `سقوط عشرات القتلى`.
fn hangs_on(sentence: &Sentence<'_, '_>, at: usize, told: &dyn Fn(usize) -> bool) -> bool {
    let items = sentence.items;
    if told(at) {
        return true;
    }
    let joined = items[at].clitics.conjunction && at > 0 && told(at - 1);
    let how = crate::clause::preposition_of(items, at);
    let before = (at.saturating_sub(5)..at).rev().take_while(|&i| !items[i].is_verb() && !matches!(items[i].kind, Kind::Mark(_)));
    // The verbal noun whose genitive it is: nothing governs it but that.
    let event = before.into_iter().find(|&i| matches!(items[i].kind, Kind::Event(..)) || noun_of_verb(sentence, i, true).is_some());
    let by = how.is_none_or(|p| matches!(&*p, "في" | "ب" | "جراء" | "اثر"));
    joined || by && event.is_some_and(told)
}

/// A cue whose letters are here another verb: `لم توقع` of signing, not of expecting.
fn other_verb(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let pack = sentence.context.pack;
    // A verb of saying is no reason: `يجب` is of duty, though its letters may be of answering.
    let says = |id: &u32| matches!(pack.reporting[*id as usize].class, Report::Say | Report::Confirm | Report::Relay | Report::Show | Report::Admit);
    let reports = |verb: u32| !pack.verbs[verb as usize].reporting.iter().all(says);
    let Some(Kind::Verb(verb, _)) = sentence.items.get(at).map(|item| &item.kind) else { return false };
    let hits = sentence.block.hits.get(sentence.items[at].start);
    // `غارة توقع 44 قتيلا`: of bringing about, where a number stands right behind it.
    let causes = |hit: &crate::lookup::Hit| matches!(hit.sense, Sense::Verb(other, _) if other != *verb && !reports(other) && !pack.verbs[other as usize].lights.is_empty());
    let counted = sentence.items.get(at + 1).is_some_and(|next| {
        let number = matches!(next.kind, Kind::Number(_)) || next.mention().is_some_and(|m| m.number.is_some());
        number && next.clitics == Default::default()
    });
    if counted && hits.is_some_and(|hits| hits.iter().any(causes)) {
        return true;
    }
    !reports(*verb) && hits.is_some_and(|hits| hits.iter().any(|hit| matches!(hit.sense, Sense::Verb(other, _) if reports(other))))
}

/// Agreements and meetings, which a cue of intention may name without putting them in doubt: `اتفاق على`.
fn talks(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    kinds(sentence, at).iter().any(|kind| matches!(kind, EventType::Agree | EventType::Meet))
}

/// The types an event noun may be of.
pub(crate) fn kinds(sentence: &Sentence<'_, '_>, at: usize) -> Vec<EventType> {
    let pack = sentence.context.pack;
    let Kind::Event(frames, _) = &sentence.items[at].kind else { return Vec::new() };
    let kind = |frame: &FrameRef| match frame {
        FrameRef::Verb(id) => pack.verb_frames[*id as usize].event_type,
        FrameRef::Noun(id) => pack.noun_frames[*id as usize].event_type,
    };
    frames.iter().map(kind).collect()
}

/// An adjective after the event noun: `هجوم محتمل`, `الزيارة المقررة`.
fn qualifies(sentence: &Sentence<'_, '_>, at: usize, adjective: usize) -> bool {
    let items = sentence.items;
    // `مقتل المنفذ المفترض`: an adjective with the article belongs to the noun that has it too.
    let another = items.get(adjective).is_some_and(|item| item.clitics.article)
        && !items[at].clitics.article
        && items[at + 1..adjective].iter().any(|item| item.clitics.article && item.mention().is_none_or(|m| m.place.is_none()));
    matches!(items[at].kind, Kind::Event(..))
        && !another
        && adjective - at < 7
        && items[at + 1..adjective]
            .iter()
            .all(|item| matches!(item.kind, Kind::Word | Kind::Mention(_) | Kind::Preposition(_)) && !item.clitics.conjunction)
}

/// `قد` before a perfect says that it did happen.
fn perfective(sentence: &Sentence<'_, '_>, cue: usize, after: usize) -> bool {
    let particle = after == cue + 1 && matches!(sentence.norm(cue).trim_start_matches(['و', 'ف', 'ل']), "قد");
    // `قد يفاقم`: a verb that no table knows.
    let unknown = sentence.items.get(after).is_some_and(|item| matches!(item.kind, Kind::Word)) && sentence.norm(after).starts_with('ي');
    let imperfect =
        matches!(sentence.items.get(after).map(|item| &item.kind), Some(Kind::Verb(_, inflection)) if inflection.tense == Tense::Imperfect);
    particle && !imperfect && !unknown
}

/// A perfect in a relative clause, or in one of time, tells what happened, whatever is hoped or feared of its head or beside it
/// (`قد يرتفع العدد بعدما قتل خمسة`).
pub fn happened(sentence: &Sentence<'_, '_>, from: usize, at: usize) -> bool {
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let apart = match &clause.opener {
        Opener::Relative => true,
        Opener::Subordinate(word) => matches!(&**word, "بعدما" | "بعد ما" | "بعد ان" | "بعيد ان" | "عندما" | "حينما" | "لما" | "منذ ان"),
        _ => false,
    };
    apart && clause.start > from && past(sentence, at)
}

fn past(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let verb = (clause.start..clause.end).find(|&i| sentence.items[i].is_verb());
    verb.is_some_and(|verb| matches!(sentence.items[verb].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect))
}

/// Cues that hold a verb of denying point back at what someone else said.
fn points(sentence: &Sentence<'_, '_>, from: usize, to: usize) -> bool {
    let pack = sentence.context.pack;
    sentence.items.get(from..to).unwrap_or_default().iter().any(|item| match item.kind {
        // `كاذبة` is no participle of denying.
        Kind::Verb(verb, _) => pack.verbs[verb as usize].reporting.iter().any(|id| pack.reporting[*id as usize].class == Report::Deny),
        _ => false,
    })
}
