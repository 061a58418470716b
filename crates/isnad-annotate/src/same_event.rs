//! Drafts that tell one event, made one.

use crate::clause::preposition_of;
use crate::frames::Draft;
use crate::item::Kind;
use crate::sentence::Sentence;
use isnad_model::{EventType, Family};
use isnad_pack::conjugate::Tense;
use isnad_pack::grammar::NounClass;

/// An event told twice is one claim: a strike and the verb whose subject it is (`غارة استهدفت المدينة`), a carrying expression and its noun
/// (`توصل إلى اتفاق`), two nouns of one type in one clause of which one adds nothing.
pub(crate) fn merge(sentence: &Sentence<'_, '_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        if is_target(sentence, &out, &draft) {
            continue;
        }
        if let Some(freed) = out.iter_mut().rev().take(3).find(|known| is_freed(sentence, known, &draft)) {
            freed.counter = Some(draft.at);
            freed.end = freed.end.max(draft.end);
            continue;
        }
        let clause = |d: &Draft| crate::clause::clause_of(&sentence.clauses, d.at);
        let twin = out.iter_mut().rev().take(3).find(|known| {
            strikes_as_subject(sentence, known, &draft)
                || is_instrument(sentence, known, &draft)
                || inside(sentence, known, &draft)
                || draft.event_type.is_speech_act() && known.event_type == draft.event_type && (known.at + 1..=known.parts_end).contains(&draft.at)
                || known.event_type == draft.event_type
                    && clause(known) == clause(&draft)
                    && compatible(known, &draft)
                    && !held_before(sentence, known, &draft)
                    && crate::unreal::alike(sentence, known, &draft)
        });
        match twin {
            Some(known) => {
                let instrument = is_instrument(sentence, known, &draft);
                let own = inside(sentence, known, &draft) && known.event_type.family() == Family::Territory;
                absorb(known, draft, instrument, own);
            }
            None => out.push(draft),
        }
    }
    share(sentence, &mut out);
    flown(sentence, &mut out);
    out
}

/// `أفرجت عن 13 رهينة`, `إطلاق سراح 39 أسيرا`: whom somebody frees, told by a noun that counts the held.
fn is_freed(sentence: &Sentence<'_, '_>, known: &Draft, draft: &Draft) -> bool {
    let freed = known.event_type == EventType::Freed && draft.event_type == EventType::Detained && draft.counter == Some(draft.at);
    let first = known.parts_end.max(known.at) + 1;
    let plain = |item: &crate::item::Item| {
        matches!(item.kind, Kind::Mention(_) | Kind::Number(_) | Kind::Word | Kind::Adverb | Kind::When(_)) && !item.clitics.conjunction
            || matches!(&item.kind, Kind::Preposition(word) if &**word == "عن")
    };
    if freed && known.at < draft.at && draft.at <= known.parts_end {
        return true;
    }
    freed && first <= draft.at && draft.at < first + 7 && known.counter.is_none() && sentence.items[first..draft.at].iter().all(plain)
}

/// `استهدفت تعزيزات وتجمعات`: what violence is aimed at is no event of its own.
fn is_target(sentence: &Sentence<'_, '_>, drafts: &[Draft], draft: &Draft) -> bool {
    drafts.last().is_some_and(|known| {
        let aimed = known.object_event.is_some_and(|object| crate::args::coordinated_events(sentence.items, object).contains(&draft.at));
        let freed = draft.counter.is_some()
            && known.event_type != draft.event_type
            && (known.victims.contains(&draft.at) || draft.at > 0 && known.victims.contains(&(draft.at - 1)));
        freed
            || aimed
                && known.event_type.family() == Family::Violence
                && draft.event_type.family() != Family::Violence
                && sentence.items[known.at].is_verb()
    })
}

/// `قصف بالبراميل المتفجرة`, `هجوم بسيارة مفخخة`: the weapon of the event before it.
fn is_instrument(sentence: &Sentence<'_, '_>, known: &Draft, draft: &Draft) -> bool {
    let violent = |d: &Draft| d.event_type.family() == Family::Violence;
    let near = draft.at > known.at && draft.at < known.end + 1 && draft.at - known.at < 10;
    violent(known)
        && violent(draft)
        && near
        && draft.carrier.is_none()
        && sentence.items[draft.at].clitics.preposition == Some('ب')
        && !sentence.items[draft.at].clitics.conjunction
}

/// A noun of the fixed expression itself: `شن هجوما كيميائيا`, `أحكم قبضته على المدينة`, `وقعت المدينة تحت سيطرة المقاتلين`.
fn inside(sentence: &Sentence<'_, '_>, known: &Draft, draft: &Draft) -> bool {
    let violent = |d: &Draft| d.event_type.family() == Family::Violence;
    let ground = |d: &Draft| matches!(d.event_type.family(), Family::Territory);
    // `استكملت تحرير المحافظة والسيطرة على المدينة`, `استعاد التلة بعد ساعات من سيطرتهم`: another event.
    let apart = sentence.items[draft.at].clitics.conjunction || preposition_of(sentence.items, draft.at).as_deref() == Some("من");
    let held = ground(known) && !apart && (ground(draft) || draft.event_type == EventType::Detained);
    // `حاولوا التسلل إلى الحي`: what was tried is the attack itself.
    let tried = known.event_type == EventType::Offensive && draft.event_type == EventType::Advance && sentence.items[known.at].is_verb();
    known.at < draft.at && draft.at <= known.parts_end && (violent(known) && violent(draft) || held || tried)
}

/// `شنت الطائرات غارات، واستهدفت مواقع`: the blow that goes on is struck by the same.
fn flown(sentence: &Sentence<'_, '_>, drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let (before, after) = drafts.split_at_mut(i);
        let (Some(first), Some(second)) = (before.last(), after.first_mut()) else { continue };
        let item = &sentence.items[second.at];
        let joined = item.clitics.conjunction || second.at > 0 && sentence.norm(second.at - 1) == "كما";
        let unsaid = second.subject.is_none() || second.carried;
        let feminine = matches!(item.kind, Kind::Verb(_, inflection) if inflection.feminine && inflection.tense == Tense::Perfect);
        let blow = second.event_type == EventType::Shelling && !second.rule.contains('+');
        if first.event_type == EventType::Airstrike && blow && joined && unsaid && feminine {
            second.event_type = EventType::Airstrike;
        }
    }
}

/// `الغارات والقصف المدفعي لقوات النظام على المدينة`: what follows the last of coordinated nouns holds for all.
fn share(sentence: &Sentence<'_, '_>, drafts: &mut [Draft]) {
    for i in (1..drafts.len()).rev() {
        let (before, after) = drafts.split_at_mut(i);
        let (Some(first), Some(second)) = (before.last_mut(), after.first()) else { continue };
        let noun = |d: &Draft| matches!(sentence.items[d.at].kind, Kind::Event(..));
        let plain =
            sentence.items.get(first.at + 1..second.at).unwrap_or_default().iter().all(|item| matches!(item.kind, Kind::Word | Kind::Conjunction));
        let bare = first.actors.is_empty() && first.targets.is_empty() && first.places.is_empty() && first.victims.is_empty();
        let joined = sentence.items[second.at].clitics.conjunction || sentence.items[second.at.saturating_sub(1)].kind.is_conjunction();
        if noun(first)
            && noun(second)
            && plain
            && bare
            && joined
            && first.event_type.family() == second.event_type.family()
            && !first.event_type.counts_people()
        {
            first.actors.clone_from(&second.actors);
            first.targets.clone_from(&second.targets);
            first.places.clone_from(&second.places);
            first.carrier = first.carrier.or(second.carrier);
            first.end = first.end.max(second.end);
        }
    }
}

/// A verb of violence whose subject is the strike itself.
fn strikes_as_subject(sentence: &Sentence<'_, '_>, event: &Draft, verb: &Draft) -> bool {
    let violent = |d: &Draft| d.event_type.family() == Family::Violence;
    if !violent(event) || !violent(verb) || !sentence.items[verb.at].is_verb() || !matches!(sentence.items[event.at].kind, Kind::Event(..)) {
        return false;
    }
    let (low, high) = (event.at.min(verb.at), event.at.max(verb.at));
    let between = &sentence.items[low + 1..high];
    // `الغارات التي شنها التحالف استهدفت مواقع`: the verb of a relative clause that carries the strike.
    let carried = |i: usize| event.carrier == Some(i) && matches!(sentence.items[i - 1].kind, Kind::Relative);
    let blow = matches!(verb.event_type, EventType::Shelling | EventType::Airstrike | EventType::Offensive);
    let described = blow && event.carrier.is_some_and(|i| low < i && i < high && carried(i));
    let plain = between.iter().enumerate().all(|(i, item)| match &item.kind {
        Kind::Verb(..) => described && carried(low + 1 + i),
        Kind::Word | Kind::When(_) | Kind::Adverb | Kind::Relative | Kind::Preposition(_) => true,
        Kind::Mark(mark) => matches!(mark, '"' | '«' | '»' | '“' | '”'),
        Kind::Mention(mention) => mention.class != NounClass::Place,
        _ => false,
    });
    let own_actor = verb.subject.is_some_and(|s| s > event.at && verb.at < s) && !verb.actors.is_empty() && event.at < verb.at;
    plain && high - low < if described { 12 } else { 9 } && !own_actor && preposition_of(sentence.items, event.at).as_deref() != Some("ب")
        || verb.subject == Some(event.at)
}

/// `بتحرير مواقع تسيطر عليها الجماعة`: who held a place did not take it.
fn held_before(sentence: &Sentence<'_, '_>, noun: &Draft, verb: &Draft) -> bool {
    let ground = noun.event_type.family() == Family::Territory && sentence.items[verb.at].is_verb() && !sentence.items[noun.at].is_verb();
    ground && noun.at < verb.at && noun.actors.is_empty() && !verb.actors.is_empty()
}

/// Two drafts of one type tell one event unless both name different places or different actors.
fn compatible(known: &Draft, draft: &Draft) -> bool {
    let differ = |a: &[usize], b: &[usize]| !a.is_empty() && !b.is_empty() && a != b;
    !draft.event_type.counts_people()
        && !differ(&known.places, &draft.places)
        && !differ(&known.actors, &draft.actors)
        && !differ(&known.targets, &draft.targets)
        || draft.event_type.counts_people()
            && (known.victims == draft.victims && !known.victims.is_empty()
                || draft.at <= known.parts_end
                || known.counter.is_some() != draft.counter.is_some() && draft.at - known.at < 4)
}

fn absorb(known: &mut Draft, draft: Draft, instrument: bool, own: bool) {
    let specific = |t: EventType| !matches!(t, EventType::Shelling | EventType::Offensive | EventType::Clash);
    // A weapon after ب says how a raid was made, not what a bombardment was.
    let tried = known.event_type == EventType::Offensive && draft.event_type == EventType::Advance;
    if !tried && !specific(known.event_type) && specific(draft.event_type) && (!instrument || known.event_type == EventType::Offensive) {
        known.event_type = draft.event_type;
        known.rule.clone_from(&draft.rule);
    }
    for (list, more) in [
        (&mut known.actors, draft.actors),
        (&mut known.targets, draft.targets),
        (&mut known.places, draft.places),
        (&mut known.victims, draft.victims),
        (&mut known.losers, draft.losers),
    ] {
        // What the expression has of its own, its noun does not add to.
        if own && !list.is_empty() {
            continue;
        }
        for item in more {
            if list.is_empty() || !list.contains(&item) {
                list.push(item);
            }
        }
    }
    known.counter = known.counter.or(draft.counter);
    known.end = known.end.max(draft.end);
    known.carrier = known.carrier.or(draft.carrier);
    known.subject = known.subject.or(draft.subject.filter(|_| !draft.carried));
    known.also.push(draft.at);
}
