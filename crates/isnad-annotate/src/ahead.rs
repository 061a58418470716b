//! What is still to come: beside, before or at the time of a deed to come, on a day that is yet to be.

use crate::clause::{Opener, clause_of, preposition_of};
use crate::cue::kinds;
use crate::item::{Item, Kind};
use crate::scope::{Status, own_status, weaken};
use crate::sentence::Sentence;
use isnad_model::{EventType, Modality, Polarity};
use isnad_pack::conjugate::Tense;
use isnad_pack::grammar::{Cue, CueClass, Direction};

/// The rule by which a meeting beside what is to come is to come as well.
const BESIDE: &str = "form:beside";

/// The rule by which a day to come sets its event ahead.
const DATED: &str = "form:dated";

/// Whether what decided about talks says that they are to come, so that nothing else makes them past: `خلال القمة المقبلة`, `بعد الاجتماع المقرر غدا`.
pub(crate) fn still_to_come(sentence: &Sentence<'_, '_>, at: usize, state: &Status) -> bool {
    let pack = sentence.context.pack;
    let adjective = |rule: &str| {
        let rows = sentence.cues.iter().filter(|cue| sentence.item_at(cue.start) > at).map(|cue| &pack.cues[cue.id as usize]);
        let future = |row: &Cue| row.class == CueClass::Future && row.direction == Direction::Backward;
        rule.strip_prefix("cue:").is_some_and(|cue| rows.into_iter().any(|row| future(row) && row.cue == cue))
    };
    state.rules.iter().any(|rule| rule == BESIDE || rule == DATED || rule == crate::cleft::ANY || adjective(rule))
}

/// Whether the verb at item `at` is the first of its clause, with a weekday or an hour in it and no perfect before it.
pub(crate) fn on_day(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let items = sentence.items;
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let weekday = |item: &Item| matches!(&item.kind, Kind::When(when) if !when.since && when.time.weekday.is_some());
    let hour = |i: usize| sentence.norm(i).starts_with("الساعه") && items.get(i + 1).is_some_and(|next| matches!(next.kind, Kind::Number(_)));
    let first = !items[clause.start..at].iter().any(|item| item.is_verb() || matches!(item.kind, Kind::Relative));
    // `وصل الاثنين، ويناقش`: the day of what came before.
    // `، فيما يزور الوزير الجمعة`: a sentence of its own.
    let apart = at > 0 && matches!(sentence.norm(at - 1).trim_start_matches('و'), "فيما" | "كما" | "بينما");
    let hangs = matches!(clause.opener, Opener::Relative | Opener::Subordinate(_)) || items[at].clitics.conjunction && clause.start > 0;
    let begins = apart || !hangs;
    // `أصبح فلان، السبت، أول رئيس يلتقي نظيره`
    let told =
        |item: &&Item| matches!(item.kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect) || matches!(item.kind, Kind::Auxiliary);
    let anew = |item: &Item| matches!(item.kind, Kind::Complementizer(_) | Kind::Mark('.' | ':' | '؛'));
    let goes_on = !apart && items[..at].iter().rev().take_while(|item| !anew(item)).any(|item| told(&item));
    let dated = items[clause.start..clause.end].iter().any(weekday) || (clause.start..clause.end).any(hour);
    first && begins && !goes_on && dated
}

/// Whether the verb at item `at` tells of what is still to come.
fn to_come(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let imperfect = matches!(sentence.items[at].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Imperfect);
    own_status(sentence, at, None, None).modality == Modality::Future || imperfect && on_day(sentence, at)
}

/// `سيبحثون الأمر خلال القمة`, `من المقرر أن يناقش الملف أثناء زيارته`: talks beside a deed to come are to come as well; so is all before which it
/// will be done (`سيغلقون المكتب قبل رحيلهم`), and talks and deals that nothing else tells of, after which it will (`ستبدأ الدوريات بعد توقيع الاتفاق`).
pub(crate) fn beside_future(sentence: &Sentence<'_, '_>, at: usize, out: &mut Status) {
    let items = sentence.items;
    let Some(preposition) = matches!(items[at].kind, Kind::Event(..)).then(|| preposition_of(items, at)).flatten() else { return };
    let found = kinds(sentence, at);
    let talks = found.iter().any(|kind| matches!(kind, EventType::Meet | EventType::Agree));
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let told = |item: &Item| {
        matches!(item.kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect) || matches!(&item.kind, Kind::When(when) if !when.ahead)
    };
    let open = || !items[at].clitics.article && !items[at..items.len().min(at + 8)].iter().any(told);
    let beside = match &*preposition {
        "اثناء" | "خلال" => talks,
        "قبل" | "قبيل" => true,
        "بعد" | "عقب" => talks && open(),
        _ => false,
    };
    let Some(verb) = (clause.start..at).rev().find(|&i| items[i].is_verb()).filter(|_| beside) else { return };
    if to_come(sentence, verb) {
        weaken(out, Modality::Future, BESIDE.into());
    }
}

/// `سيتوجه غدا إلى العاصمة، حيث يعقد لقاء مع نظيره`, `سيلتقي الوزير، كما يزور المخيم`, `سيغادر قبل أن يصل الوفد`: what is done where somebody will go,
/// beside what he will do, before or when he will do it. `head` is the verb.
pub(crate) fn where_to(sentence: &Sentence<'_, '_>, head: usize, out: &mut Status) {
    let items = sentence.items;
    let Kind::Verb(verb, inflection) = items[head].kind else { return };
    if inflection.tense != Tense::Imperfect || head == 0 {
        return;
    }
    let pack = sentence.context.pack;
    let frames = &pack.verbs[verb as usize].frames;
    let meets = frames.iter().any(|id| pack.verb_frames[*id as usize].event_type == EventType::Meet) || !pack.verbs[verb as usize].lights.is_empty();
    let opener = sentence.norm(head - 1).trim_start_matches('و');
    let there = matches!(&items[head - 1].kind, Kind::Subordinator(_)) && opener == "حيث" || opener == "كما";
    let when = matches!(&items[head - 1].kind, Kind::Subordinator(word) if matches!(&**word, "قبل ان" | "عندما" | "حين" | "حينما" | "الي ان" | "ريثما" | "بعد ان"));
    let told = |i: &usize| items[*i].clitics.future || matches!(items[*i].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect);
    let main = || (0..head - 1).rev().filter(|&i| items[i].is_verb()).find(told);
    if meets && there && main().is_some_and(|verb| items[verb].clitics.future) {
        return weaken(out, Modality::Future, BESIDE.into());
    }
    let before = || (0..head - 1).rev().take_while(|&i| !items[i].is_mark(&['.', '؛', ':'])).find(|&i| items[i].is_verb());
    if when && before().is_some_and(|verb| to_come(sentence, verb)) {
        weaken(out, Modality::Future, BESIDE.into());
    }
}

/// An imperfect with a day that is yet to come.
pub(crate) fn dated(sentence: &Sentence<'_, '_>, head: usize, out: &mut Status) {
    let imperfect = matches!(sentence.items[head].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Imperfect);
    let clause = &sentence.clauses[clause_of(&sentence.clauses, head)];
    let today = sentence.context.today;
    let comes = |when: &crate::item::When| when.ahead || when.time.start.zip(today).is_some_and(|(day, today)| day > today);
    let later = |item: &Item| matches!(&item.kind, Kind::When(when) if comes(when));
    // `الإضراب العام غدا`: a day to come, not today, right behind a verbal noun and not as the end of a time.
    let not_today = |item: &Item| matches!(&item.kind, Kind::When(when) if when.time.start.is_none() || when.time.start != today);
    let ends = |item: &Item| matches!(&item.kind, Kind::Preposition(word) if !matches!(&**word, "في" | "خلال" | "بين" | "مع" | "بدايه من" | "ابتداء من" | "اعتبارا من" | "انطلاقا من"));
    let noun = matches!(sentence.items[head].kind, Kind::Event(..))
        && sentence.items[head + 1..clause.end]
            .iter()
            .take(8)
            .take_while(|item| {
                !item.is_verb() && !ends(item) && !matches!(item.kind, Kind::Event(..) | Kind::Mark(_) | Kind::Relative | Kind::Complementizer(_))
            })
            // `وقعنا عقودا وقريبا نبدأ`: the day of what comes next.
            .any(|item| later(item) && not_today(item) && !item.clitics.conjunction);
    // `بموجب الاتفاق تطلق الحركة سراح أسرى`
    let under = |item: &Item| matches!(&item.kind, Kind::Preposition(word) if matches!(&**word, "بموجب" | "بمقتضى" | "بمقتضي"));
    let definite = |i: usize| under(&sentence.items[i]) && sentence.items[i + 1].clitics.article;
    let provided = imperfect && (clause.start..head).any(definite) && sentence.items[clause.start..head].iter().all(|item| !item.is_verb());
    if provided && out.polarity == Polarity::Asserted {
        weaken(out, Modality::Future, "form:under".into());
    }
    if noun || imperfect && sentence.items[clause.start..clause.end].iter().any(later) {
        weaken(out, Modality::Future, DATED.into());
    }
}
