//! What a deed is for, what is agreed or talked of, what is due: none of it has happened yet.

use crate::clause::{Opener, clause_of, preposition_of};
use crate::cue::kinds;
use crate::frames::Draft;
use crate::item::{FrameRef, Item, Kind};
use crate::scope::{Status, aside, carries_as_noun, noun_of_verb, own_status, verbal_noun, weaken};
use crate::sentence::Sentence;
use isnad_model::{EventType, Family, Modality, Polarity};
use isnad_pack::Sense;
use isnad_pack::conjugate::Tense;
use isnad_pack::grammar::{CueClass, Role};

/// Whether a purpose takes the event at `at` as given: `للتحقيق في هجوم`, `لمناقشة الهجوم الذي وقع`, `لبحث قصف أوقع قتلى`.
pub(crate) fn given(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let items = sentence.items;
    let Kind::Event(..) = items[at].kind else { return false };
    // What the ل itself stands before is what is meant to be done.
    if items[at].clitics.preposition == Some('ل') {
        return false;
    }
    // `لبحث اتهام الحكومة لخصومها`: who is charged, threatened or turned down by whom is not what the deed brings about.
    let said =
        kinds(sentence, at).iter().all(|kind| matches!(kind, EventType::Accuse | EventType::Condemn | EventType::Reject | EventType::Threaten));
    let about = |verb: u32| {
        let row = &sentence.context.pack.verbs[verb as usize];
        row.lights.is_empty() && row.reporting.is_empty()
    };
    let over = at > 0 && !items[at - 1].is_verb() && noun_of_verb(sentence, at - 1, true).is_some_and(about);
    if said && over && items[at].clitics == Default::default() {
        return true;
    }
    // What somebody only announced or proposed is still meant to be done.
    let happened = |verb: u32| sentence.context.pack.verbs[verb as usize].reporting.is_empty();
    let perfect = |i: usize| {
        matches!(items.get(i).map(|item| &item.kind), Some(Kind::Verb(verb, inflection)) if inflection.tense == Tense::Perfect && happened(*verb))
            && noun_of_verb(sentence, i, true).is_none()
    };
    let harm = kinds(sentence, at).iter().any(|kind| matches!(kind.family(), Family::Violence | Family::Casualties));
    let end = (at + 1..items.len().min(at + 5)).find(|&i| items[i].is_verb() || matches!(items[i].kind, Kind::Relative | Kind::Mark(_)));
    let described = end.is_some_and(|i| match items[i].kind {
        Kind::Relative => items[at].clitics.article && perfect(i + 1),
        _ => !items[at].clitics.article && perfect(i) && items[i].clitics == Default::default(),
    });
    harm && described || crate::cue::taken_for_granted(sentence, at, 0)
}

/// A verbal noun after the ل of purpose: `دخلت القوات للسيطرة على الجسر`. With a pronoun the ل mostly gives a reason
/// (`لارتكابهم`), except where the pronoun must be the ground fought over (`لتحريرها`).
pub(crate) fn purpose(sentence: &Sentence<'_, '_>, at: usize, out: &mut Status) {
    let items = sentence.items;
    let pack = sentence.context.pack;
    let deed = match &items[at].kind {
        Kind::Event(frames, Some(_)) => {
            frames.iter().any(|frame| matches!(frame, FrameRef::Verb(id) if !pack.verb_frames[*id as usize].event_type.is_speech_act()))
        }
        Kind::Event(..) | Kind::Word => noun_of_verb(sentence, at, true).is_some() || to_fight(sentence, at),
        _ => false,
    };
    let preposition = preposition_of(items, at);
    let ground = || match &items[at].kind {
        Kind::Event(frames, _) => {
            frames.iter().any(|frame| matches!(frame, FrameRef::Verb(id) if pack.verb_frames[*id as usize].event_type == EventType::Capture))
        }
        _ => false,
    };
    // `تنفيذا لاتفاق أبرم`: what a verbal noun in the accusative takes up is there already.
    let carried_out = at > 0
        && items[at].clitics.preposition == Some('ل')
        && kinds(sentence, at).contains(&EventType::Agree)
        && sentence.norm(at - 1).ends_with('ا')
        && noun_of_verb(sentence, at - 1, true).is_some();
    // `لا صحة لانسحاب الجيش`
    let denied = crate::cue::ends_cue(sentence, at, 0, CueClass::Denial);
    // `بثت القناة صورا لقصف المدينة`
    if carried_out || denied || crate::cue::taken_for_granted(sentence, at, 0) {
        return;
    }
    // `التصدي لهجمات`, `قمع الجيش لمظاهرات`: what a deed is for is one, and no plural that stands with its verb.
    let deed_at = |i: usize| items[i].is_verb() || matches!(items[i].kind, Kind::Event(..)) || noun_of_verb(sentence, i, true).is_some();
    let with_verb = at > 0 && deed_at(at - 1) || at > 1 && !items[at - 2].is_verb() && deed_at(at - 2) && items[at - 1].mention().is_some();
    let plural = with_verb
        && sentence.norm(at).ends_with("ات")
        && !kinds(sentence, at).contains(&EventType::Meet)
        && items[at].clitics.preposition == Some('ل');
    // `تستعد القوات لإطلاق عملية`: the verb says that it is to come.
    let to_come = crate::unreal::governed(sentence, at, |row| row.class == CueClass::Future && row.cue.ends_with(" ل"));
    if plural || to_come && items[at].clitics.preposition == Some('ل') {
        return;
    }
    // `اتفاق لإجلائهم`: what a deal is for, whoever the pronoun stands for.
    let dealt = || at > 0 && kinds(sentence, at - 1).iter().any(|kind| matches!(kind, EventType::Agree | EventType::Meet));
    let article = items[at].clitics.preposition == Some('ل') && (items[at].clitics.pronoun.is_none() || ground() || dealt());
    let until = preposition.as_deref().is_some_and(|p| matches!(p, "حتي" | "حتى" | "نحو"));
    if deed && (preposition.as_deref() == Some("قرب") || at > 0 && matches!(sentence.norm(at - 1), "قرب" | "بقرب")) {
        return weaken(out, Modality::Future, "form:near".into());
    }
    // `عشية زيارة الوفد`: a meeting on whose eve something happened, unless its day is past.
    let past = sentence.context.today;
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let dated = items[clause.start..clause.end]
        .iter()
        .any(|item| matches!(&item.kind, Kind::When(when) if when.time.start.zip(past).is_some_and(|(day, today)| day < today)));
    let meets = kinds(sentence, at).contains(&EventType::Meet);
    if meets && !dated && at > 0 && sentence.norm(at - 1) == "عشيه" {
        return weaken(out, Modality::Future, "form:eve".into());
    }
    if !deed || !(article || until) {
        return;
    }
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    // `تصدت القوات، مسنودة بالطيران، لمحاولة تسلل`: the verb whose complement it is stands before what stands between commas.
    let bare_clause = (clause.start..at).all(|i| !items[i].is_verb() && !matches!(items[i].kind, Kind::Event(..)));
    let aside = |i: &usize| matches!(items[*i].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect);
    let main = (at.saturating_sub(14)..clause.start).rev().find(aside).filter(|_| bare_clause && clause.start + 1 >= at);
    let mut governed = main.and_then(|i| match items[i].kind {
        Kind::Verb(verb, _) if against(sentence, verb) => Some(true),
        _ => None,
    });
    let mut denied = false;
    for i in (clause.start..at).rev() {
        match &items[i].kind {
            Kind::Verb(verb, inflection) => {
                // `لم يعلن خطة لسحب القوات`: what nobody has announced or decided is not on its way.
                let decides = !pack.verbs[*verb as usize].reporting.is_empty();
                denied = decides && i > clause.start && matches!(items[i - 1].kind, Kind::Negation);
                // `أدى القصف لتعليق المحادثات`: a verb that takes its event with ل.
                let led = !until && inflection.tense == Tense::Perfect && takes_to(sentence, *verb);
                governed = Some(led || until && inflection.tense == Tense::Perfect && !items[i].clitics.future);
                break;
            }
            // `نظرا لإصابة العشرات`: a reason, told with the ل of its preposition.
            Kind::Preposition(word) if i + 1 == at && word.starts_with("نظرا") => {
                governed = Some(true);
                break;
            }
            // `جدولا محددا ل`: an adjective.
            Kind::Participle(..) if i > clause.start && sentence.norm(i).ends_with('ا') && sentence.norm(i - 1).ends_with('ا') => {}
            Kind::Participle(verb, _) => {
                governed = Some(!until && takes_to(sentence, *verb));
                break;
            }
            // `تعرض للضرب والاعتقال`
            Kind::Event(..) if items[at].clitics.conjunction && items[i].clitics.preposition == Some('ل') => {}
            // `أدت عودته لاندلاع القتال`: the subject of a verb that takes its event with ل.
            Kind::Event(..)
                if !until
                    && i > clause.start
                    && matches!(items[i - 1].kind, Kind::Verb(verb, inflection) if inflection.tense == Tense::Perfect && takes_to(sentence, verb)) =>
            {
                governed = Some(true);
                break;
            }
            Kind::Event(frames, verb) => {
                // `بدعم من الطيران لتحرير البلدة`: backing is for something too.
                let says = |kind: EventType| kind.is_speech_act() && kind != EventType::Support;
                let speech = !frames.is_empty()
                    && frames.iter().all(|frame| match frame {
                        FrameRef::Verb(id) => says(pack.verb_frames[*id as usize].event_type),
                        FrameRef::Noun(id) => says(pack.noun_frames[*id as usize].event_type),
                    });
                if kinds(sentence, i).contains(&EventType::Support) && items[i].clitics.preposition == Some('ب') {
                    continue;
                }
                // `تقدمها لتحرير المواقع`: what a movement or an attack is for.
                let force = kinds(sentence, i).iter().any(|kind| matches!(kind.family(), Family::Territory | Family::Violence));
                governed = Some(speech || verb.is_some_and(|verb| if force { against(sentence, verb) } else { takes_to(sentence, verb) }));
                break;
            }
            Kind::Word | Kind::Mention(_)
                if i + 1 == at
                    && sentence.norm(i).ends_with('ا')
                    && !(sentence.norm(i).ends_with("نا") || sentence.norm(i).ends_with("ها"))
                    && !items[i].clitics.article
                    && items[i].mention().is_none() =>
            {
                governed = Some(true);
                break;
            }
            Kind::Word if carries_as_noun(sentence, i) && noun_of_verb(sentence, i, false).is_some_and(|verb| takes_to(sentence, verb)) => {
                governed = Some(true);
                break;
            }
            _ => {}
        }
    }
    // `إمكانية لاندلاع نزاع`: a possibility aims at nothing.
    let possible =
        |cue: &crate::sentence::CueHit| matches!(pack.cues[cue.id as usize].class, CueClass::Possible | CueClass::Fear) && cue.end == items[at].start;
    if governed != Some(true) && !sentence.cues.iter().any(possible) {
        if denied && out.modality == Modality::Actual {
            out.polarity = Polarity::Denied;
        }
        weaken(out, Modality::Intended, "form:purpose".into());
    }
}

/// `أرسل جنوده لقتال المسلحين`: a noun of fighting with whom it is against.
fn to_fight(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let fight = !kinds(sentence, at).is_empty() && kinds(sentence, at).iter().all(|kind| *kind == EventType::Clash);
    let foe = sentence.items.get(at + 1).filter(|next| next.clitics.preposition.is_none()).and_then(Item::mention);
    fight && foe.is_some_and(crate::args::can_act)
}

/// `اتفاق بين الطرفين حول إجلاء السكان`, `محادثات بشأن الانسحاب`: what is being talked of.
pub(crate) fn talked_of(sentence: &Sentence<'_, '_>, at: usize, out: &mut Status) {
    let items = sentence.items;
    let topic = preposition_of(items, at).is_some_and(|p| matches!(&*p, "حول" | "بشان" | "بخصوص"));
    let movable = kinds(sentence, at)
        .iter()
        .any(|kind| matches!(kind, EventType::Withdraw | EventType::Displaced | EventType::Freed | EventType::Open | EventType::Deploy));
    // `تبحث واشنطن سحب نصف جنودها`: the object of a verb of talking over.
    let plain =
        |i: &usize| matches!(items[*i].kind, Kind::Mention(_) | Kind::Adverb) || matches!(items[*i].kind, Kind::Word) && items[*i].clitics.article;
    let over = (at.saturating_sub(5)..at).rev().find(|i| !plain(i)).map(|i| &items[i].kind);
    let pack = sentence.context.pack;
    let talks = |id: &u32| pack.verb_frames[*id as usize].event_type == EventType::Meet && pack.verb_frames[*id as usize].parts.is_empty();
    let meets = |verb: u32| pack.verbs[verb as usize].lights.is_empty() && pack.verbs[verb as usize].frames.iter().any(talks);
    if movable && preposition_of(items, at).is_none() && matches!(over, Some(Kind::Verb(verb, _)) if meets(*verb)) {
        return weaken(out, Modality::Intended, "form:talked of".into());
    }
    if !topic || !movable {
        return;
    }
    let before = (at.saturating_sub(10)..at).rev().take_while(|&i| !items[i].is_verb() && !items[i].is_mark(&['،', ',', '.']));
    let talks = |i: usize| kinds(sentence, i).iter().any(|kind| matches!(kind, EventType::Agree | EventType::Meet));
    if before.into_iter().any(talks) {
        weaken(out, Modality::Intended, "form:talked of".into());
    }
}

/// `إن على روسيا وقف الحرب`: what somebody ought to do has not happened.
pub(crate) fn ought(sentence: &Sentence<'_, '_>, at: usize, out: &mut Status) {
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let from = if clause.opener == Opener::Complement { clause.start.saturating_sub(8) } else { clause.start };
    // Neither what another verb tells nor what the duty takes as given.
    let given = |item: &Item| match &item.kind {
        Kind::Verb(_, inflection) => inflection.tense == Tense::Perfect,
        Kind::Preposition(word) | Kind::Subordinator(word) => matches!(&**word, "بعد" | "عقب" | "منذ" | "اثر" | "رغم" | "ردا على"),
        Kind::Relative => true,
        _ => false,
    };
    let open = |deed: usize| deed <= at && !sentence.items[(deed + 1).min(at)..at].iter().any(given) && (deed == at || !given(&sentence.items[at]));
    if (from..at).any(|i| crate::nominal::obliged(sentence, i).is_some_and(|(_, deed)| open(deed))) {
        weaken(out, Modality::Intended, "form:على".into());
    }
}

/// Rule of what an operation is named after.
pub(crate) const OPERATION: &str = "form:operation";

/// `عملية تحرير المدينة` written as one expression: what it is for, besides the operation.
pub(crate) fn of_operation(sentence: &Sentence<'_, '_>, draft: &Draft) -> Option<Draft> {
    let pack = sentence.context.pack;
    let item = &sentence.items[draft.at];
    let operation = matches!(draft.event_type, EventType::Offensive | EventType::Clash) && item.end > item.start + 1 && !draft.places.is_empty();
    let capture = |verb: &u32| pack.verbs[*verb as usize].frames.iter().any(|id| pack.verb_frames[*id as usize].event_type == EventType::Capture);
    let hits = sentence.block.hits.get(item.end - 1).filter(|_| operation)?;
    hits.iter().find(|hit| matches!(&hit.sense, Sense::Masdar(verb) if capture(verb)))?;
    Some(Draft { event_type: EventType::Capture, rule: OPERATION.to_owned(), carrier: None, ..draft.clone() })
}

/// `عملية تحرير الحي`, `معركة استعادة المدينة`: an operation is named after what it is for.
pub(crate) fn aim(sentence: &Sentence<'_, '_>, at: usize, out: &mut Status) {
    let all = |at: usize, wanted: &[EventType]| {
        let found = kinds(sentence, at);
        !found.is_empty() && found.iter().all(|kind| wanted.contains(kind))
    };
    let bare = sentence.items[at].clitics == Default::default();
    // `الهدف هو تحرير المدينة`: what something else is, in a clause that tells nothing as past.
    let identity = bare && at > 1 && matches!(sentence.items[at - 1].kind, Kind::Pronoun) && matches!(sentence.norm(at - 1), "هو" | "هي");
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let past =
        |item: &Item| matches!(item.kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect) || matches!(item.kind, Kind::Relative);
    let told = sentence.items[clause.start..at].iter().any(past) || sentence.norm(clause.start).starts_with("ما");
    let deed = kinds(sentence, at).iter().any(|kind| kind.family() == Family::Territory);
    if identity && deed && !told {
        weaken(out, Modality::Intended, "form:identity".into());
    }
    // `عملية استعادة السيطرة على المدينة`, `معركة استكمال تحرير الساحل`
    let light = |verb: u32| !sentence.context.pack.verbs[verb as usize].lights.is_empty();
    let completes = |i: usize| !sentence.items[i].is_verb() && noun_of_verb(sentence, i, true).is_some_and(light);
    let named = if at > 1 && completes(at - 1) { at - 2 } else { at.saturating_sub(1) };
    let attached = bare || sentence.items[at].clitics == (crate::clitics::Clitics { article: true, ..Default::default() });
    let operation =
        all(named, &[EventType::Offensive, EventType::Clash]) || matches!(sentence.norm(named).trim_start_matches("ال"), "عمليه" | "عمليات");
    // `بعد معركة تحرير المدينة`: of an operation that is over.
    let over = preposition_of(sentence.items, named).is_some_and(|p| matches!(&*p, "بعد" | "عقب" | "خلال" | "اثناء" | "في"));
    let ground = all(at, &[EventType::Capture]) || named + 2 == at && kinds(sentence, at).contains(&EventType::Capture);
    if attached && at > 0 && ground && operation && !(over && named + 1 == at) {
        weaken(out, Modality::Intended, "form:aim".into());
    }
}

/// The verbal noun whose object the event noun at `at` is: `لحضور مشاورات`, `لمواجهة الجيش بحرب شوارع`.
pub(crate) fn deed_over(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let items = sentence.items;
    let object = matches!(items[at].kind, Kind::Event(..)) && preposition_of(items, at).is_none_or(|p| matches!(&*p, "ب" | "في"));
    let over = (at.saturating_sub(5)..at).rev().find(|&i| !matches!(items[i].kind, Kind::Mention(_) | Kind::Preposition(_) | Kind::Mark('"')))?;
    let for_it = items[over].clitics.preposition == Some('ل') && items[over].clitics.pronoun.is_none();
    (object && for_it && verbal_noun(sentence, over)).then_some(over)
}

/// A verb that takes its event or whom it is against with ل or إلى: `تعرضها لقصف`, `تصدوا لهجوم` tell no purpose.
fn takes_to(sentence: &Sentence<'_, '_>, verb: u32) -> bool {
    let pack = sentence.context.pack;
    against(sentence, verb)
        || pack.verbs[verb as usize].lights.iter().any(|id| matches!(pack.lights[*id as usize].preposition.as_deref(), Some("ل" | "الى")))
}

/// A verb that takes whom or what it is against with ل: `تصدي الجيش لمحاولة تسلل`.
fn against(sentence: &Sentence<'_, '_>, verb: u32) -> bool {
    let pack = sentence.context.pack;
    let target = |id: &u32| {
        pack.verb_frames
            .get(*id as usize)
            .is_some_and(|row| row.parts.is_empty() && row.prepositions.iter().any(|(p, role)| p == "ل" && *role == Role::Target))
    };
    pack.verbs[verb as usize].frames.iter().any(target)
}

/// The ل at item `at` is the complement of the verb before it, not a purpose: `تصدت القوات لمحاولة تسلل`.
pub(crate) fn complement(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let items = sentence.items;
    let plain = |i: &usize| !matches!(items[*i].kind, Kind::Mark('،' | ',' | '.' | ':') | Kind::Event(..));
    let verb = (at.saturating_sub(8)..at).rev().take_while(plain).find(|&i| items[i].is_verb());
    let Some(Kind::Verb(verb, _)) = verb.map(|i| &items[i].kind) else { return false };
    items[at].clitics.preposition == Some('ل') && takes_to(sentence, *verb)
}

/// What an agreement provides for is still to come: `يتعلق الاتفاق بخروج المسلحين`; if there is no such agreement, it is denied with it.
pub(crate) fn agreed(sentence: &Sentence<'_, '_>, at: usize, out: &mut Status) {
    let items = sentence.items;
    if items[at].is_verb() || aside(items, at) || preposition_of(items, at).is_none() {
        return;
    }
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let Some(verb) = (clause.start..at).rev().find(|&i| items[i].is_verb()) else { return };
    let imperfect = matches!(items[verb].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Imperfect);
    let pack = sentence.context.pack;
    let agreement = |i: usize| matches!(&items[i].kind, Kind::Event(frames, _) if frames.iter().any(|frame| matches!(frame, FrameRef::Noun(id) if pack.noun_frames[*id as usize].event_type == EventType::Agree)));
    let subject = (verb + 1..at.min(verb + 3))
        .chain((verb.saturating_sub(4)..verb).rev())
        .find(|&i| matches!(items[i].kind, Kind::Event(..) | Kind::Mention(_)));
    let Some(subject) = subject.filter(|&i| imperfect && agreement(i) && (items[i].clitics.article || i + 1 == verb)) else { return };
    weaken(out, Modality::Future, "form:agreed".into());
    if own_status(sentence, subject, None, None).polarity == Polarity::Denied {
        out.polarity = Polarity::Denied;
        out.rules.push("neg:agreement".into());
    }
}
