//! A deed that is the subject of what would follow from it: `سقوط المدينة سيكون`, `تحرير الميناء من شأنه`.

use crate::clause::{Opener, clause_of, preposition_of};
use crate::cue::kinds;
use crate::item::{Item, Kind};
use crate::scope::{Status, carries_as_noun, weaken};
use crate::sentence::Sentence;
use isnad_model::Modality;
use isnad_pack::conjugate::Tense;
use isnad_pack::grammar::{CueClass, Direction, Role};

/// An event noun that is the subject of a verb in the future or behind a hedge is itself only supposed: `سقوط حمص سيكون`, `الهدم ربما لا يكون`.
pub(crate) fn governed_subject(sentence: &Sentence<'_, '_>, at: usize, carrier: Option<usize>, out: &mut Status) {
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    // `قيام الجيش باقتحام المدينة سيكون خطأ`: a light noun opens the subject, the deed hangs on it.
    let opens = (clause.start..at).find(|&i| !matches!(sentence.items[i].kind, Kind::Complementizer(_)));
    let light = |i: usize| (carries_as_noun(sentence, i) || carrier == Some(i)) && sentence.items[i].mention().is_none();
    let light_noun = opens.is_some_and(|i| light(i) && !sentence.items[i].is_verb()) && (clause.start..at).all(|i| !sentence.items[i].is_verb());
    let bare = carrier.is_none() && preposition_of(sentence.items, at).is_none();
    if !matches!(sentence.items[at].kind, Kind::Event(..)) || !(bare || light_noun) {
        return;
    }
    let starts = light_noun || (clause.start..at).all(|i| !matches!(sentence.items[i].kind, Kind::Verb(..) | Kind::Mention(_) | Kind::Event(..)));
    // `لن يكون ذا منفعة`: a copula to come.
    let copula = (at + 1..sentence.items.len().min(at + 12)).find(|&i| match sentence.items[i].kind {
        Kind::Auxiliary => sentence.norm(i - 1).ends_with("لن") || doubted(sentence, at, i),
        // A verb that no table knows.
        Kind::Word => sentence.norm(i - 1) == "لن",
        _ => false,
    });
    let next = sentence.next_verb(at).filter(|verb| *verb < at + 12);
    if starts && would(sentence, at, next, light_noun) {
        return weaken(out, Modality::Conditional, "form:subject-of-would".into());
    }
    let Some(verb) = copula.filter(|copula| next.is_none_or(|next| *copula < next)).or(next) else { return };
    // `إن قصفا على البلدة قد أسفر عن قتلى`: before a perfect, قد says that it did.
    let perfect = matches!(sentence.items[verb].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect);
    let tentative = sentence.items[verb].clitics.future
        || !perfect && verb > 0 && matches!(&sentence.items[verb - 1].kind, Kind::Particle(word) if matches!(&**word, "قد" | "سوف"));
    let did = perfect && verb > 0 && matches!(&sentence.items[verb - 1].kind, Kind::Particle(word) if &**word == "قد");
    let hedged = !did && doubted(sentence, at, verb);
    let negated_future = verb > 0 && sentence.norm(verb - 1).ends_with("لن");
    let same = sentence.clauses[clause_of(&sentence.clauses, verb)].start == clause.start
        || matches!(sentence.clauses[clause_of(&sentence.clauses, verb)].opener, Opener::Coordinate | Opener::Resumed | Opener::Comma);
    // `عدد القتلى قد يرتفع`: a toll that may rise.
    let may = !perfect && verb > 0 && matches!(&sentence.items[verb - 1].kind, Kind::Particle(word) if &**word == "قد");
    let toll = kinds(sentence, at).iter().all(|kind| kind.counts_people());
    if starts && same && (tentative || hedged || negated_future) {
        let pack = sentence.context.pack;
        let event = |id: &u32| pack.lights[*id as usize].subject == Role::Event;
        let held = |id: &u32| {
            let frame = &pack.verb_frames[*id as usize];
            !frame.parts.is_empty() && kinds(sentence, at).contains(&frame.event_type)
        };
        let occurs = |verb: u32| pack.verbs[verb as usize].lights.iter().any(event) || pack.verbs[verb as usize].frames.iter().any(held);
        // `اجتماعا موسعا سيعقد بعد يومين`: it will take place.
        let to_come = sentence.items[verb].clitics.future && matches!(sentence.items[verb].kind, Kind::Verb(verb, _) if occurs(verb));
        let modality = match toll && (may || hedged) {
            true => Modality::Possible,
            false if to_come => Modality::Future,
            false => Modality::Conditional,
        };
        weaken(out, modality, "form:subject-of-future".into());
    }
}

/// `تحرير الميناء من شأنه تقصير الحرب`, `ضرب الجسر يفترض ألا يقلق موسكو`: a deed, and what it would bring about.
fn would(sentence: &Sentence<'_, '_>, at: usize, verb: Option<usize>, light: bool) -> bool {
    let items = sentence.items;
    if !(light || matches!(items[at].kind, Kind::Event(_, Some(_)))) || items[at].clitics.article {
        return false;
    }
    sentence.cues.iter().any(|cue| {
        let row = &sentence.context.pack.cues[cue.id as usize];
        let first = sentence.item_at(cue.start);
        let plain = |item: &Item| matches!(item.kind, Kind::Word | Kind::Mention(_) | Kind::Preposition(_) | Kind::Demonstrative | Kind::Event(..));
        row.class == CueClass::Conditional
            && row.direction == Direction::Forward
            && !matches!(items.get(first).map(|item| &item.kind), Some(Kind::Subordinator(_)))
            && at < first
            && first < at + 9
            && verb.is_none_or(|verb| first <= verb)
            && items[at + 1..first].iter().all(plain)
    })
}

/// A word of possibility right before the verb at `verb` or its negation, behind the noun at `at`.
fn doubted(sentence: &Sentence<'_, '_>, at: usize, verb: usize) -> bool {
    let from = verb.saturating_sub(1);
    sentence.cues.iter().any(|cue| {
        let row = &sentence.context.pack.cues[cue.id as usize];
        let forward = row.class == CueClass::Possible && row.direction == Direction::Forward;
        forward && sentence.item_at(cue.start) > at && (from..=verb).contains(&sentence.item_at(cue.end))
    })
}
