//! Frames that hold only for what has not happened, or is not so: `خطر نزاع`, `سنرد`, `لم تقبل الجماعة`. Told as facts, the same words say too little.

use crate::context::{BlockText, Context};
use crate::frames::Draft;
use crate::item::{Item, Kind};
use crate::lookup::Hit;
use crate::report::Scope;
use crate::scope::{noun_of_verb, status};
use crate::sentence::Sentence;
use isnad_model::{Modality, Polarity};
use isnad_pack::Sense;
use isnad_pack::grammar::{Cue, CueClass, Direction, Report, Unreal};

/// How many items may stand between a cue and the noun that it governs.
const REACH: usize = 6;

/// How many tokens before a noun a cue may stand for the noun to be read as such at all.
const NEAR: usize = 10;

/// Whether the draft of such a frame stands: its own form, or a word that governs it, says that it did not happen.
pub(crate) fn holds(sentence: &Sentence<'_, '_>, scopes: &[Scope], draft: &Draft, how: Unreal) -> bool {
    let scope = scopes.iter().rfind(|scope| !scope.backward && scope.at != draft.at && scope.start <= draft.at && draft.at < scope.end);
    let state = status(sentence, draft.at, draft.carrier, scope);
    let (supposed, denied) = (state.modality != Modality::Actual, state.polarity == Polarity::Denied);
    let told = match how {
        Unreal::Any => supposed || denied,
        Unreal::Supposed => supposed,
        Unreal::Denied => denied,
    };
    if !told {
        return false;
    }
    // `في صراعه مع الحزب`, `ستستمر الحرب`: whose it is, or which, is known.
    let item = &sentence.items[draft.at];
    let noun = !item.is_verb();
    let joined = state.rules.last().is_some_and(|rule| rule == "coordinated");
    if noun && item.clitics.pronoun.is_some() && !joined {
        return false;
    }
    // `مواجهة التضخم`: what it is of is nobody.
    let other = sentence.items.get(draft.parts_end + 1).is_some_and(|next| matches!(next.kind, Kind::Word) && next.clitics.article);
    if noun && !item.clitics.article && other && draft.parts_end == draft.at {
        return false;
    }
    let own = |rule: &String| rule.starts_with("form:") || rule.starts_with("neg:") || rule == "coordinated";
    let carried = draft.carrier.filter(|carrier| *carrier < draft.at && !(noun && item.clitics.article));
    let first = carried.unwrap_or(draft.at);
    let reported = scope.is_some_and(|scope| scope.start == first && state.rules.iter().any(|rule| rule.starts_with("report:")));
    let verb = sentence.items[first].is_verb();
    reported || verb && state.rules.iter().any(own) || joined || governed(sentence, first, |row| governs(row.class))
}

/// Whether a word that says what may come stands before token `at`, so that such a noun may hang on it.
pub(crate) fn supposing(context: &Context<'_>, block: &BlockText, at: usize) -> bool {
    let before = |hit: &Hit| match hit.sense {
        Sense::Cue(id) => !denies(context.pack.cues[id as usize].class) && governs(context.pack.cues[id as usize].class),
        Sense::Verb(..) => hit.clitics.future,
        _ => false,
    };
    // `أمهلتهم لمغادرة البلدة`
    let aimed = |hit: &Hit| matches!(hit.sense, Sense::Masdar(_) | Sense::EventNoun(_)) && hit.clitics.preposition == Some('ل');
    let will_not = |i: usize| block.tokens[i].norm.ends_with("لن");
    block.hits[at].iter().any(aimed) || near(block, at).any(|i| will_not(i) || block.hits[i].iter().any(before))
}

/// Whether a word that says what is not so stands before token `at`.
pub(crate) fn denying(context: &Context<'_>, block: &BlockText, at: usize) -> bool {
    let deny = |verb: u32| context.pack.verbs[verb as usize].reporting.iter().any(|id| context.pack.reporting[*id as usize].class == Report::Deny);
    let before = |hit: &Hit| match hit.sense {
        Sense::Cue(id) => denies(context.pack.cues[id as usize].class),
        Sense::Verb(verb, _) | Sense::Masdar(verb) => deny(verb),
        _ => false,
    };
    near(block, at).any(|i| block.hits[i].iter().any(before))
}

/// The tokens of the sentence that stand close before `at`.
fn near(block: &BlockText, at: usize) -> std::ops::RangeInclusive<usize> {
    let start = block.sentences.iter().find(|range| range.contains(&at)).map_or(0, |range| range.start);
    at.saturating_sub(NEAR).max(start)..=at
}

/// Classes of cues that say of what they govern that it is not so.
fn denies(class: CueClass) -> bool {
    matches!(class, CueClass::Negation | CueClass::NegationNoun | CueClass::Failure | CueClass::Denial)
}

/// Classes of cues that say of what they govern that it has not happened, or is not so.
fn governs(class: CueClass) -> bool {
    !matches!(class, CueClass::Pseudo | CueClass::Charge | CueClass::Fact | CueClass::Call | CueClass::Doubt)
}

/// `خطر (حقيقي) من اندلاع نزاع`, `نية روسيا تسليم صواريخ`: nothing but who, where and how it comes about between the cue and the noun.
pub(crate) fn governed(sentence: &Sentence<'_, '_>, at: usize, fits: impl Fn(&Cue) -> bool) -> bool {
    let pack = sentence.context.pack;
    let items = sentence.items;
    let between = |i: usize| match &items[i].kind {
        Kind::Preposition(_) | Kind::Mention(_) | Kind::Adverb | Kind::Demonstrative | Kind::Mark('"' | '“' | '”' | '«' | '»') => true,
        // An adjective, or a verbal noun that says no more than that it comes about.
        Kind::Word | Kind::Event(..) => match noun_of_verb(sentence, i, true) {
            Some(verb) => !pack.verbs[verb as usize].lights.is_empty(),
            None => matches!(items[i].kind, Kind::Word),
        },
        _ => false,
    };
    let joined = |item: &Item| item.clitics.conjunction;
    sentence.cues.iter().any(|cue| {
        let row = &pack.cues[cue.id as usize];
        let from = sentence.item_at(cue.end);
        fits(row)
            && row.direction == Direction::Forward
            && from <= at
            && at <= from + REACH
            && (from..at).all(between)
            && !items[from..at].iter().any(joined)
    })
}
