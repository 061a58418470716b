//! Polarity and modality of one trigger: the cues whose scope it stands in, the verb that governs it, its own form.

use crate::clause::{Clause, Opener, clause_of, preposition_of};
use crate::item::{Item, Kind};
use crate::report::Scope;
use crate::sentence::{CueHit, Sentence};
use isnad_model::{Modality, Polarity};
use isnad_pack::conjugate::Tense;
use isnad_pack::grammar::{CueClass, Direction, Report, Terminator};

/// What was decided about a trigger, with the rows that decided it.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// Asserted or denied.
    pub polarity: Polarity,
    /// Whether it happened.
    pub modality: Modality,
    /// Names of the cues.
    pub rules: Vec<String>,
}

/// Decides polarity and modality of the trigger at item `at`. `heads` are the verbs that carry it: itself, or its light verb.
pub fn status(sentence: &Sentence<'_, '_>, at: usize, carrier: Option<usize>, scope: Option<&Scope>) -> Status {
    let mut out = Status { polarity: Polarity::Asserted, modality: Modality::Actual, rules: Vec::new() };
    let head = carrier.unwrap_or(at);
    negation(sentence, at, head, &mut out);
    verb_form(sentence, at, head, &mut out);
    governed_subject(sentence, at, carrier, &mut out);
    for cue in &sentence.cues {
        apply(sentence, cue, at, head, &mut out);
    }
    if let Some(scope) = scope {
        by_report(sentence, scope, at, &mut out);
    }
    out
}

fn weaken(out: &mut Status, modality: Modality, rule: String) {
    // The first reading stands, but a condition outranks everything: nothing under `if` has happened.
    if out.modality == Modality::Actual || modality == Modality::Conditional {
        out.modality = modality;
    }
    out.rules.push(rule);
}

fn negation(sentence: &Sentence<'_, '_>, at: usize, head: usize, out: &mut Status) {
    let items = sentence.items;
    for target in [at, head] {
        let mut before = target;
        while before > 0 {
            before -= 1;
            match &items[before].kind {
                Kind::Negation => {
                    if negates(sentence, before, target) {
                        out.polarity = Polarity::Denied;
                        out.rules.push(format!("neg:{}", sentence.norm(before)));
                        if sentence.norm(before).ends_with("لن") {
                            out.modality = Modality::Future;
                        }
                    }
                    return;
                }
                Kind::Auxiliary | Kind::Particle(_) | Kind::Adverb => {}
                _ => break,
            }
        }
    }
}

/// `ما` before a verb is mostly a relative; only clear negators count here, and `لا يزال` is none.
fn negates(sentence: &Sentence<'_, '_>, negation: usize, target: usize) -> bool {
    let word = sentence.norm(negation).trim_start_matches(['و', 'ف']);
    let still = (negation..target).any(|i| matches!(sentence.norm(i), "يزال" | "تزال" | "يزالون" | "زال" | "زالت" | "زالوا" | "تزل" | "يزل"));
    !still && word != "ما" && word != "ومما"
}

fn verb_form(sentence: &Sentence<'_, '_>, at: usize, head: usize, out: &mut Status) {
    let item = &sentence.items[head];
    let Kind::Verb(_, inflection) = item.kind else { return };
    let _ = at;
    if item.clitics.future {
        return weaken(out, Modality::Future, "form:س".into());
    }
    if inflection.tense != Tense::Imperfect {
        return;
    }
    if item.clitics.preposition == Some('ل') {
        return weaken(out, Modality::Intended, "form:ل".into());
    }
    let Some(before) = head.checked_sub(1).map(|i| &sentence.items[i]) else { return };
    match &before.kind {
        Kind::Particle(word) if &**word == "سوف" => weaken(out, Modality::Future, "form:سوف".into()),
        Kind::Particle(word) if &**word == "قد" => weaken(out, Modality::Possible, "form:قد".into()),
        Kind::Complementizer(word) if matches!(&**word, "ان" | "بان" | "لان" | "الا" | "كي" | "لكي" | "حتي") => {
            if !achieved(sentence, head - 1) {
                weaken(out, Modality::Possible, "form:أن+imperfect".into());
            }
        }
        Kind::Particle(word) if matches!(&**word, "كي" | "لكي" | "حتى") => weaken(out, Modality::Intended, "form:كي".into()),
        _ => {}
    }
}

/// `تمكن من أن`, `استطاع أن`: what follows did happen.
fn achieved(sentence: &Sentence<'_, '_>, complementizer: usize) -> bool {
    (complementizer.saturating_sub(4)..complementizer).any(|i| match sentence.items[i].kind {
        Kind::Verb(verb, inflection) => inflection.tense == Tense::Perfect && !sentence.context.pack.verbs[verb as usize].lights.is_empty(),
        _ => false,
    })
}

/// An event noun that is the subject of a verb in the future or after قد is itself only supposed: `سقوط حمص سيكون`.
fn governed_subject(sentence: &Sentence<'_, '_>, at: usize, carrier: Option<usize>, out: &mut Status) {
    if !matches!(sentence.items[at].kind, Kind::Event(..)) || carrier.is_some() || preposition_of(sentence.items, at).is_some() {
        return;
    }
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let starts = (clause.start..at).all(|i| !matches!(sentence.items[i].kind, Kind::Verb(..) | Kind::Mention(_) | Kind::Event(..)));
    let Some(verb) = sentence.next_verb(at).filter(|verb| *verb < at + 12) else { return };
    let tentative = sentence.items[verb].clitics.future || verb > 0 && matches!(&sentence.items[verb - 1].kind, Kind::Particle(word) if matches!(&**word, "قد" | "سوف"));
    let negated_future = verb > 0 && sentence.norm(verb - 1).ends_with("لن");
    let same = sentence.clauses[clause_of(&sentence.clauses, verb)].start == clause.start || matches!(sentence.clauses[clause_of(&sentence.clauses, verb)].opener, Opener::Coordinate | Opener::Resumed | Opener::Comma);
    if starts && same && (tentative || negated_future) {
        weaken(out, Modality::Conditional, "form:subject-of-future".into());
    }
}

/// The items a cue's scope covers.
fn reach(sentence: &Sentence<'_, '_>, cue: &CueHit) -> (usize, usize) {
    let row = &sentence.context.pack.cues[cue.id as usize];
    let (first, after) = (sentence.item_at(cue.start), sentence.item_at(cue.end));
    let forward = match row.terminator {
        Terminator::Sentence => sentence.items.len(),
        Terminator::Comma => (after..sentence.items.len()).find(|&i| sentence.items[i].is_mark(&['،', ',', '؛'])).unwrap_or(sentence.items.len()),
        Terminator::Clause => clause_end(sentence, after),
    };
    let backward = match row.terminator {
        Terminator::Sentence => 0,
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
        if !near && !complement {
            break;
        }
        index += 1;
    }
    clauses.get(index).map_or(sentence.items.len(), |clause| clause.end)
}

fn apply(sentence: &Sentence<'_, '_>, cue: &CueHit, at: usize, head: usize, out: &mut Status) {
    let row = &sentence.context.pack.cues[cue.id as usize];
    let (from, to) = reach(sentence, cue);
    if !(from <= at && at < to) {
        return;
    }
    let rule = format!("cue:{}", row.cue);
    match row.class {
        CueClass::Pseudo => {}
        CueClass::Negation => {
            // The negated verb is the one right after; what hangs on it as its event is denied with it.
            let next = sentence.next_verb(from);
            let direct = next.is_none_or(|verb| verb >= at || verb == head) && at <= from + 4;
            let word = row.cue.as_str();
            if direct && word != "ما" && out.polarity == Polarity::Asserted && !matches!(word, "لا" | "لم" | "لن" | "ليس") {
                out.polarity = Polarity::Denied;
                out.rules.push(rule);
            }
        }
        CueClass::NegationNoun => {
            if at <= from + 1 {
                out.polarity = Polarity::Denied;
                out.rules.push(rule);
            }
        }
        CueClass::Denial => {
            if at <= from + 6 || row.direction != Direction::Forward {
                out.polarity = Polarity::Denied;
                out.rules.push(rule);
            }
        }
        CueClass::Conditional => weaken(out, Modality::Conditional, rule),
        CueClass::Possible | CueClass::Fear => weaken(out, Modality::Possible, rule),
        CueClass::Doubt => out.rules.push(rule),
        CueClass::Future => weaken(out, Modality::Future, rule),
        CueClass::Intended | CueClass::Call => weaken(out, Modality::Intended, rule),
    }
}

fn by_report(sentence: &Sentence<'_, '_>, scope: &Scope, at: usize, out: &mut Status) {
    let rule = |what: &str| format!("report:{what}");
    let near = at < scope.start + 8 || !sentence.items.get(scope.start..at).unwrap_or_default().iter().any(Item::is_verb);
    match scope.class {
        Report::Deny if !scope.negated => {
            out.polarity = if out.polarity == Polarity::Denied { Polarity::Asserted } else { Polarity::Denied };
            out.rules.push(rule("deny"));
        }
        Report::Deny => weaken(out, Modality::Possible, rule("not-denied")),
        Report::Call => weaken(out, Modality::Intended, rule("call")),
        Report::Threaten => weaken(out, Modality::Intended, rule("threaten")),
        Report::Promise => weaken(out, Modality::Future, rule("promise")),
        Report::Expect if near => weaken(out, Modality::Possible, rule("expect")),
        Report::Warn if near => weaken(out, Modality::Possible, rule("warn")),
        Report::Believe if near => weaken(out, Modality::Possible, rule("believe")),
        Report::Reject if near => {
            weaken(out, Modality::Intended, rule("reject"));
        }
        _ => {}
    }
}
