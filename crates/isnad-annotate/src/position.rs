//! What may stand here: whether a verb, a noun or a place can follow the items read so far.

use crate::context::{BlockText, Context};
use crate::item::{Item, Kind};
use crate::lookup::Hit;
use isnad_pack::Sense;
use isnad_pack::conjugate::{Number, Tense};
use isnad_pack::grammar::{NounClass, ReportKind};

/// The tense that what stands before leaves room for: `لم`, `لن`, `سوف` an imperfect, `لقد` and `فقد` a perfect.
pub(crate) fn wanted_tense(block: &BlockText, before: &[Item]) -> Option<Tense> {
    // `من دون أن توقع إصابات`
    if matches!(before.last().map(|item| &item.kind), Some(Kind::Subordinator(word)) if word.ends_with("دون ان")) {
        return Some(Tense::Imperfect);
    }
    let last = before.last().filter(|item| matches!(item.kind, Kind::Negation | Kind::Particle(_)))?;
    let norm = &*block.tokens.get(last.end - 1)?.norm;
    match norm {
        "لقد" | "ولقد" | "فلقد" | "فقد" => Some(Tense::Perfect),
        // `كان المستشفى قد تعرض`: a pluperfect.
        "قد" if was(block, before) => Some(Tense::Perfect),
        _ if norm.ends_with("لم") || norm.ends_with("لن") || norm.ends_with("سوف") => Some(Tense::Imperfect),
        _ => None,
    }
}

/// `قد تواجه الحكومة اتهامات`: behind the particle and beside a feminine subject, letters that could be a masculine perfect are an imperfect.
pub(crate) fn maybe_she(block: &BlockText, at: usize, candidates: &[&Hit], before: &[Item]) -> Option<Tense> {
    let particle = before.last().filter(|item| matches!(&item.kind, Kind::Particle(word) if &**word == "قد"))?;
    let has = |tense: Tense, she: bool| {
        let form = |hit: &&&Hit| matches!(hit.sense, Sense::Verb(_, i) if i.tense == tense && i.feminine == she && i.person == 3 && i.number == Number::Singular);
        candidates.iter().any(|hit| form(&hit))
    };
    // `تظاهر المئات` agrees with men.
    let counts = |i: usize| block.hits.get(i).is_some_and(|hits| hits.iter().any(|hit| matches!(hit.sense, Sense::Number(_))));
    let feminine = |i: usize| block.tokens.get(i).is_some_and(|token| token.marbuta || token.norm.ends_with("ات") && !counts(i));
    let beside = feminine(at + 1) || particle.start.checked_sub(1).is_some_and(feminine);
    (beside && has(Tense::Perfect, false) && has(Tense::Imperfect, true)).then_some(Tense::Imperfect)
}

/// Whether `كان` and its subject stand right before the particle that ends `before`.
fn was(block: &BlockText, before: &[Item]) -> bool {
    let head = before.iter().rev().skip(1).take(6).find(|item| !matches!(item.kind, Kind::Mention(_) | Kind::Word | Kind::Pronoun));
    head.is_some_and(|item| {
        let norm = &*block.tokens[item.start].norm;
        matches!(item.kind, Kind::Auxiliary) && norm.trim_start_matches(['و', 'ف']).starts_with("كان")
    })
}

/// Whether a verb may stand here: at the start, after a particle, conjunction or comma, or after a noun phrase that can be its subject.
pub(crate) fn verb_position(before: &[Item]) -> bool {
    match before.last().map(|item| &item.kind) {
        None => true,
        Some(Kind::Preposition(_) | Kind::Event(..) | Kind::Verb(..)) => false,
        Some(Kind::Word) => true,
        Some(_) => true,
    }
}

/// After a preposition that takes no clause, no verb stands.
pub(crate) fn governed(before: &[Item]) -> bool {
    matches!(before.last().map(|item| &item.kind), Some(Kind::Preposition(word)) if matches!(&**word, "الى" | "على" | "في" | "عن" | "من" | "بين" | "مع" | "لدى" | "ضد") && before.last().is_some_and(|item| item.clitics.pronoun.is_none()))
}

/// `نفى الجيش قصف القرية وقتل مدنيين`, `اتهمته بقصف القرية وقتل مدنيين`: what و joins to the verbal noun that a verb of denying, accusing,
/// demanding or threatening takes is such a noun too.
pub(crate) fn parallel(context: &Context<'_>, before: &[Item]) -> bool {
    use isnad_pack::grammar::Report;
    let mut noun = false;
    for item in before.iter().rev() {
        match &item.kind {
            Kind::Event(_, Some(_)) => noun = true,
            Kind::Word if item.clitics.preposition == Some('ب') => noun = true,
            Kind::Verb(verb, _) | Kind::Participle(verb, false) => {
                let pack = context.pack;
                return noun
                    && pack.verbs[*verb as usize].reporting.iter().any(|id| {
                        use Report::{Accuse, Call, Condemn, Deny, Promise, Reject, Threaten, Warn};
                        matches!(pack.reporting[*id as usize].class, Accuse | Call | Condemn | Deny | Promise | Reject | Threaten | Warn)
                    });
            }
            Kind::Complementizer(_) | Kind::Relative | Kind::Subordinator(_) | Kind::Mark(_) => return false,
            _ => {}
        }
    }
    false
}

/// `حسب شاهد`, `وفق صور`: behind a preposition of attribution stands who tells, unless `ما` opens a clause.
pub(crate) fn attributed(context: &Context<'_>, block: &BlockText, before: &[Item]) -> bool {
    before.last().is_some_and(|item| match item.kind {
        Kind::Report(id) => {
            let row = &context.pack.reporting[id as usize];
            let clause = block.tokens.get(item.end - 1).is_some_and(|token| token.norm.ends_with("ما"));
            row.kind == ReportKind::Preposition && !clause && !row.takes.iter().any(|takes| takes == "venue")
        }
        _ => false,
    })
}

/// A noun for somebody or something that tells.
pub(crate) fn tells(context: &Context<'_>, sense: Sense) -> bool {
    matches!(sense, Sense::Noun(id) if matches!(context.pack.nouns[id as usize].class, NounClass::Source | NounClass::Official | NounClass::People | NounClass::Body))
}

/// Whether a noun must stand here: after a preposition or a verb or an event noun, whose genitive it is.
pub(crate) fn noun_position(before: &[Item]) -> bool {
    let quoted =
        before.len() > 1 && before.last().is_some_and(crate::report::is_quote_item) && matches!(before[before.len() - 2].kind, Kind::Preposition(_));
    quoted
        || matches!(
            before.last().map(|item| &item.kind),
            Some(Kind::Preposition(_) | Kind::Verb(..) | Kind::Event(..) | Kind::Participle(..) | Kind::Demonstrative)
        )
}

/// Right behind a verb or verbal noun and its subject stands an object: `واصل الجيش قصف`, `نفى الجيش تورط قواته`, `نفي الوزارة شن هجوم`.
pub(crate) fn object_position(block: &BlockText, before: &[Item]) -> bool {
    // `أعلنت القوات، الأحد، سيطرتها`: a day between commas parts nothing.
    let day =
        before.len() > 2 && before.last().is_some_and(|item| item.is_mark(&['،', ','])) && matches!(before[before.len() - 2].kind, Kind::When(_));
    let aside = |item: &&Item| matches!(item.kind, Kind::Adverb | Kind::When(_)) || day && item.is_mark(&['،', ',']);
    let mut back = before.iter().rev().skip_while(aside);
    let subject = back.next().is_some_and(|item| {
        item.mention().is_some_and(|m| m.people.is_none() || m.definite) && item.clitics.preposition.is_none() && !item.clitics.conjunction
    });
    subject
        && back.next().is_some_and(|item| match item.kind {
            Kind::Verb(..) => true,
            Kind::Word => block.hits[item.start].iter().any(|hit| hit.len == 1 && matches!(hit.sense, Sense::Masdar(_))),
            _ => false,
        })
}

pub(crate) fn located(before: &[Item]) -> bool {
    matches!(before.last().map(|item| &item.kind), Some(Kind::Preposition(word)) if &**word == "في")
}

pub(crate) fn place_position(before: &[Item]) -> bool {
    matches!(before.last().map(|item| &item.kind), Some(Kind::Preposition(_)))
}

/// `عدم نشر`, `إمكانية نقل`: behind such a noun stands its genitive.
pub(crate) fn behind_head(block: &BlockText, before: &[Item]) -> bool {
    let Some(last) = before.last().filter(|item| matches!(item.kind, Kind::Word | Kind::Event(..)) && item.end == item.start + 1) else {
        return false;
    };
    !last.clitics.article
        && last.clitics.pronoun.is_none()
        && block.hits[last.start].iter().any(|hit| hit.sense == Sense::Head && !hit.clitics.article)
}

/// `وقت`, `أقل`: what looks like a perfect is a noun unless a word stands before it that wants a verb.
pub(crate) fn mostly_noun(candidates: &[&Hit], verb: &Kind, before: &[Item]) -> bool {
    let perfect = matches!(verb, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect);
    let wanted = matches!(before.last().map(|item| &item.kind), Some(Kind::Relative | Kind::Particle(_) | Kind::Negation));
    // `مدني أعزل`: behind people no `I` speaks.
    let people = before.last().and_then(Item::mention).is_some_and(|mention| mention.people.is_some());
    let first = matches!(verb, Kind::Verb(_, inflection) if inflection.person == 1 && inflection.number == Number::Singular);
    // `تقرير أشمل`: nor behind any noun that stands without its article, in the form of an elative.
    let indefinite = before.last().is_some_and(|item| item.mention().is_some_and(|m| !m.definite && m.place.is_none()));
    if indefinite && first && !wanted && candidates.iter().all(|hit| matches!(hit.sense, Sense::Verb(..) | Sense::Common)) {
        return true;
    }
    if people && first && candidates.iter().any(|hit| matches!(hit.sense, Sense::Noun(_) | Sense::Common)) {
        return true;
    }
    perfect && !wanted && candidates.iter().any(|hit| hit.sense == Sense::Nominal && !hit.clitics.article)
}
