//! Frames that hold only for what has not happened, or is not so: `خطر نزاع`, `سنرد`, `لم تقبل الجماعة`. Told as facts, the same words say too little.

use crate::args::can_act;
use crate::clause::preposition_of;
use crate::context::{BlockText, Context};
use crate::frames::Draft;
use crate::item::{Item, Kind};
use crate::lookup::Hit;
use crate::report::Scope;
use crate::scope::{noun_of_verb, own_status, status};
use crate::sentence::Sentence;
use isnad_model::{Family, Modality, Polarity};
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
        // `لم تسمح`: what was not let be is told, and not refused.
        Unreal::Refused => {
            supposed
                && denied
                && sentence.items[draft.at].is_verb()
                && !state.rules.iter().any(|rule| rule.ends_with(":لم") || rule.ends_with(":ولم"))
        }
    };
    if !told {
        return false;
    }
    // `في صراعه مع الحزب`, `ستستمر الحرب`: whose it is, or which, is known.
    let item = &sentence.items[draft.at];
    let noun = !item.is_verb();
    let joined = state.rules.last().is_some_and(|rule| rule == "coordinated");
    if noun && item.clitics.pronoun.is_some() && !joined && draft.rule.starts_with("noun:") {
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
    // `لتجنب إصابات للمدنيين أو أضرار للمباني`: joined to what a cue governs.
    let mut before = draft.at;
    let mut beside = false;
    while let Some(earlier) = crate::scope::sibling(sentence, before).filter(|_| noun && !beside) {
        beside = governed(sentence, earlier, |row| governs(row.class));
        before = earlier;
    }
    reported
        || verb && state.rules.iter().any(own)
        || joined
        || beside
        || noun && !item.clitics.article && willing(sentence, draft.at)
        || governed(sentence, first, |row| governs(row.class))
}

/// `ما لم تقبل الجماعة تسليم المدينة`: the object of a verb that has not happened itself.
fn willing(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let items = sentence.items;
    let verb = (at.saturating_sub(REACH)..at).rev().find(|&i| !matches!(items[i].kind, Kind::Mention(_) | Kind::Preposition(_) | Kind::Mark('"')));
    let verb = verb.filter(|&i| items[i].is_verb() && preposition_of(items, at).is_none_or(|p| matches!(&*p, "على" | "ب")));
    verb.is_some_and(|verb| own_status(sentence, verb, None, None).modality != Modality::Actual)
}

/// Whether a word that says what may come stands before token `at`, so that such a noun may hang on it.
pub(crate) fn supposing(context: &Context<'_>, block: &BlockText, at: usize) -> bool {
    let pack = context.pack;
    let ahead = |class: Report| matches!(class, Report::Call | Report::Threaten | Report::Promise | Report::Warn | Report::Expect);
    let looks_ahead = |verb: u32| pack.verbs[verb as usize].reporting.iter().any(|id| ahead(pack.reporting[*id as usize].class));
    let before = |hit: &Hit| match hit.sense {
        Sense::Cue(id) => !context.pack.cues[id as usize].class.denies() && governs(context.pack.cues[id as usize].class),
        Sense::Verb(verb, _) => hit.clitics.future || looks_ahead(verb),
        Sense::Masdar(verb) => looks_ahead(verb),
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
        Sense::Cue(id) => context.pack.cues[id as usize].class.denies(),
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

/// Classes of cues that say of what they govern that it has not happened, or is not so.
fn governs(class: CueClass) -> bool {
    !class.is_neutral() && !matches!(class, CueClass::Call | CueClass::Doubt)
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

/// `نية موسكو تسليم صواريخ`, `محاولة من الجيش التقدم`: whoever means to do what the verbal noun at `at` says, named behind the word of meaning to.
pub(crate) fn intender(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let pack = sentence.context.pack;
    let items = sentence.items;
    matches!(items[at].kind, Kind::Event(_, Some(_))).then_some(())?;
    let cues = sentence.cues.iter().filter(|cue| {
        let row = &pack.cues[cue.id as usize];
        let meant = matches!(row.class, CueClass::Intended | CueClass::Future | CueClass::Possible) && row.direction == Direction::Forward;
        meant && !items[sentence.item_at(cue.start)].is_verb()
    });
    let nouns = (at.saturating_sub(REACH)..at).filter(|&i| {
        let light = |verb: u32| !pack.verbs[verb as usize].lights.is_empty();
        matches!(items[i].kind, Kind::Word | Kind::Event(..)) && noun_of_verb(sentence, i, true).is_some_and(light)
    });
    let after = cues.map(|cue| sentence.item_at(cue.end)).chain(nouns.map(|i| i + 1));
    let who = |from: usize| {
        let by = matches!(items.get(from).map(|item| &item.kind), Some(Kind::Preposition(word)) if &**word == "من");
        let who = from + usize::from(by && items[from].clitics.pronoun.is_none());
        let names = items.get(who).and_then(Item::mention).is_some_and(can_act) && items[who].clitics.preposition.is_none();
        let rest = |item: &Item| match item.kind {
            Kind::Word => item.clitics.article,
            Kind::Mention(_) => item.clitics.conjunction,
            Kind::Mark(mark) => matches!(mark, '"' | '“' | '”' | '«' | '»'),
            _ => false,
        };
        (names && who < at && at - who <= REACH && items[who + 1..at].iter().all(rest)).then_some(who)
    };
    after.filter(|from| *from < at).find_map(who)
}

/// Whether two drafts of one type are of one kind: what a word of fear, intention or condition governs is not what happened beside it.
pub(crate) fn alike(sentence: &Sentence<'_, '_>, known: &Draft, draft: &Draft) -> bool {
    let supposed = |draft: &Draft| {
        let hypothetical = |row: &Cue| governs(row.class) && !row.class.denies();
        matches!(sentence.items[draft.at].kind, Kind::Event(..)) && governed(sentence, draft.carrier.unwrap_or(draft.at).min(draft.at), hypothetical)
    };
    draft.event_type.family() != Family::Violence || supposed(known) == supposed(draft)
}

/// `دون أن يقصف`: what did not happen, and is open to no doubt.
pub(crate) fn without(sentence: &Sentence<'_, '_>, head: usize) -> bool {
    sentence.cues.iter().any(|cue| {
        let row = &sentence.context.pack.cues[cue.id as usize];
        cue.end == sentence.items[head].start && row.class == CueClass::Negation && row.cue.ends_with("دون أن")
    })
}

/// `هجوم كيماوي مشتبه به`: a blow that is only suspected, said by an adjective of its own.
pub(crate) fn suspected(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let (items, tokens) = (sentence.items, &sentence.block.tokens);
    let words = sentence.context.pack.classes.get("suspected");
    let found = crate::cue::kinds(sentence, at);
    let blow = !found.is_empty() && found.iter().all(|kind| kind.family() == Family::Violence);
    let bare = |i: usize| tokens[i].norm.strip_prefix("ال").unwrap_or(&tokens[i].norm);
    let by_it = |i: usize| tokens.get(i).is_some_and(|next| matches!(&*next.norm, "به" | "بها" | "فيه" | "فيها"));
    // Adjectives may stand between, of the same definiteness.
    let described = |i: &usize| matches!(items[*i].kind, Kind::Word) && items[*i].clitics.article == items[at].clitics.article;
    let next = (at + 1..items.len().min(at + 4)).find(|i| !described(i) || words.is_some_and(|words| words.contains(bare(items[*i].start))));
    let same = |i: usize| {
        tokens[items[i].start].norm.starts_with("ال") == tokens[items[at].start].norm.trim_start_matches(['و', 'ب', 'ل']).starts_with("ال")
    };
    blow && next.is_some_and(|i| {
        words.is_some_and(|words| words.contains(bare(items[i].start))) && by_it(items[i].start + 1) && (same(i) || items[at].clitics.article)
    })
}
