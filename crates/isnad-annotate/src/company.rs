//! Words of an event in another sense, by the company they keep: courts condemn nobody, no illness injures.

use crate::clause::preposition_of;
use crate::frames::{Draft, same_preposition};
use crate::item::{Kind, Mention};
use crate::sentence::Sentence;
use isnad_model::{EventType, Family, Naming, naming};
use isnad_pack::conjugate::Number;
use isnad_pack::grammar::{Beside, Company, NounClass, Report};
use rustc_hash::FxHashSet;

type Words = FxHashSet<Box<str>>;

/// Whether the company of a draft's word makes it tell no event of its type.
pub(crate) fn other_sense(sentence: &Sentence<'_, '_>, draft: &Draft) -> bool {
    let rows = &sentence.context.pack.company;
    // `فقد السيطرة` is another unit than `فقد`; `سبب أضرارا` tells what `أضرار` tells.
    let unit = draft.rule.split(':').nth(1).unwrap_or_default();
    let noun = unit.split('+').next_back().unwrap_or_default();
    let found = |key: &str| rows.get(key).is_some_and(|rows| rows.iter().any(|row| fits(sentence, draft, row)));
    found(unit) || unit != noun && found(noun) || found("*") || speaks(sentence, draft)
}

/// `قال أحد الضحايا إن`, `وقالت ضحية أخرى`: whoever speaks is alive, and counted in no toll.
fn speaks(sentence: &Sentence<'_, '_>, draft: &Draft) -> bool {
    let items = sentence.items;
    if !draft.event_type.counts_people() || !matches!(items[draft.at].kind, Kind::Event(..)) || !crate::frames::names_people(sentence, draft.at) {
        return false;
    }
    let says = |i: usize| {
        let Kind::Verb(verb, inflection) = items[i].kind else { return false };
        let rows = &sentence.context.pack.verbs[verb as usize].reporting;
        let row = |id: &u32| sentence.context.pack.reporting[*id as usize].class == Report::Say;
        inflection.number == Number::Singular && items[i].clitics.pronoun.is_none() && rows.iter().any(row)
    };
    let one = |i: usize| matches!(items[i].kind, Kind::Number(_)) && matches!(sentence.norm(i), "احد" | "احدي" | "احدى" | "بعض");
    let plain = items[draft.at].clitics.preposition.is_none() && !items[draft.at].clitics.conjunction;
    let before = draft.at.checked_sub(1);
    let verb = before.map(|i| if one(i) { i.saturating_sub(1) } else { i }).filter(|&i| says(i) || matches!(items[i].kind, Kind::Report(_)));
    // One of them, and not their number: `أكد مسؤول سقوط ضحايا`.
    let single = before.is_some_and(one) || !items[draft.at].clitics.article && plain && !sentence.norm(draft.at).ends_with("ضحايا");
    plain && verb.is_some() && single
}

fn fits(sentence: &Sentence<'_, '_>, draft: &Draft, row: &Company) -> bool {
    if row.event_type.is_some_and(|kind| kind != draft.event_type) || row.unless.as_deref().is_some_and(|word| governs(sentence, draft, word)) {
        return false;
    }
    if matches!(row.beside, Beside::Behind | Beside::By(_) | Beside::Sentence) && armed(sentence, draft) {
        return false;
    }
    match &row.beside {
        Beside::Behind => behind(sentence, draft, &row.words),
        Beside::Before => before(sentence, draft, &row.words),
        Beside::Sentence => (0..sentence.items.len()).any(|at| at != draft.at && is_one(sentence, at, &row.words)),
        Beside::After => after(sentence, draft, &row.words),
        Beside::Form => is_one(sentence, draft.at, &row.words),
        Beside::By(preposition) => by(sentence, draft, preposition, &row.words),
    }
}

/// `احتل الجيش مساحة واسعة`, `هددت الجماعة الملاحة`: whoever has arms takes, leaves and threatens in the plain sense of the word.
fn armed(sentence: &Sentence<'_, '_>, draft: &Draft) -> bool {
    let deed = matches!(draft.event_type.family(), Family::Territory | Family::Violence) || draft.event_type == EventType::Threaten;
    // A state leaves treaties more often than places.
    let state = draft.event_type != EventType::Withdraw;
    let armed = |class: NounClass| matches!(class, NounClass::Force | NounClass::Group) || state && class == NounClass::State;
    let arms = |at: &usize| sentence.items[*at].mention().is_some_and(|m| armed(m.class));
    deed && draft.subject.iter().chain(&draft.actors).any(arms)
}

/// Whether a token of the item at `at` is one of `words`, without its clitics. A name is nobody's company but a medium's: `حماس`, `أنصار الله`.
fn is_one(sentence: &Sentence<'_, '_>, at: usize, words: &Words) -> bool {
    let item = &sentence.items[at];
    let named = |m: &Mention| !m.media && (m.place.is_some() || m.entity.as_ref().is_some_and(|entity| naming(&entity.id) == Naming::Listed));
    if item.mention().is_some_and(named) {
        return false;
    }
    (item.start..item.end).any(|token| sentence.block.tokens.get(token).is_some_and(|token| one_of(&token.norm, words)))
}

/// Whether a word, with or without its clitics, is one of `words`.
pub(crate) fn one_of(norm: &str, words: &Words) -> bool {
    let known = |word: &str| words.contains(word);
    let ends = |word: &str| {
        let pronouns = ["هم", "ها", "نا", "ه", "ي"];
        let bare = pronouns.iter().find_map(|pronoun| word.strip_suffix(pronoun)).filter(|stem| stem.chars().count() > 1);
        // `تهمته`: with a pronoun the last letter is another.
        let feminine = |stem: &str| stem.strip_suffix('ت').is_some_and(|stem| known(&format!("{stem}ه")));
        known(word) || word.strip_suffix('ا').is_some_and(known) || bare.is_some_and(|stem| known(stem) || feminine(stem))
    };
    let joined = norm.strip_prefix(['و', 'ف']).filter(|rest| rest.chars().count() > 2);
    [Some(norm), joined].into_iter().flatten().any(|word| {
        let governed = word.strip_prefix(['ب', 'ل', 'ك']).filter(|rest| rest.chars().count() > 2);
        let of_the = word.strip_prefix("لل");
        [Some(word), governed, of_the].into_iter().flatten().any(|word| ends(word) || word.strip_prefix("ال").is_some_and(ends))
    })
}

fn ends_phrase(kind: &Kind) -> bool {
    matches!(kind, Kind::Verb(..) | Kind::Relative | Kind::Complementizer(_) | Kind::Subordinator(_) | Kind::Mark('.' | ':' | '؛' | '،' | ','))
}

/// What stands behind the word, or behind the last one of its expression, before a preposition or another clause.
fn behind(sentence: &Sentence<'_, '_>, draft: &Draft, words: &Words) -> bool {
    let items = sentence.items;
    let last = draft.parts_end.max(draft.at);
    for i in draft.at + 1..items.len().min(last + 7) {
        let item = &items[i];
        let stops = matches!(item.kind, Kind::Preposition(_) | Kind::Conjunction) || item.clitics.conjunction || item.clitics.preposition.is_some();
        // `زيارة أمها`: a word that looks like another.
        if words.contains(sentence.norm(i)) {
            return true;
        }
        if i > last && (stops || ends_phrase(&item.kind) && !item.is_verb()) {
            return false;
        }
        if is_one(sentence, i, words) {
            return true;
        }
        if i > last && item.is_verb() {
            return false;
        }
    }
    false
}

/// What stands behind the word up to another verb or clause, whatever it hangs on.
fn after(sentence: &Sentence<'_, '_>, draft: &Draft, words: &Words) -> bool {
    let items = sentence.items;
    let last = draft.parts_end.max(draft.at);
    let apart = |i: &usize| items[*i].is_verb() || matches!(items[*i].kind, Kind::Relative | Kind::Subordinator(_) | Kind::Mark('.' | ':' | '؛'));
    (last + 1..items.len().min(last + 16)).take_while(|i| !apart(i)).any(|i| is_one(sentence, i, words))
}

/// The subject or antecedent before the word, or what governs it.
fn before(sentence: &Sentence<'_, '_>, draft: &Draft, words: &Words) -> bool {
    let items = sentence.items;
    if draft.subject.iter().chain(&draft.actors).any(|&i| i < draft.at && is_one(sentence, i, words)) {
        return true;
    }
    let verb = items[draft.at].is_verb();
    // `وهددت الدولة`: a joined verb goes on from no noun.
    if verb && items[draft.at].clitics.conjunction {
        return false;
    }
    for i in (draft.at.saturating_sub(5)..draft.at).rev() {
        let item = &items[i];
        let stops = matches!(item.kind, Kind::Verb(..) | Kind::Complementizer(_) | Kind::Subordinator(_) | Kind::Conjunction | Kind::Mark(_));
        // `بحسب إحصاءات الوزارة قتلت`: what stands behind a preposition is no subject.
        let relative = items.get(i + 1).is_some_and(|next| matches!(next.kind, Kind::Relative));
        let subject = !verb || relative || preposition_of(items, i).is_none();
        if subject && is_one(sentence, i, words) {
            return true;
        }
        if stops || item.clitics.preposition.is_some() || matches!(item.kind, Kind::Preposition(_)) && i + 1 < draft.at {
            return false;
        }
    }
    false
}

/// Items behind the word in its clause that stand behind `preposition`.
fn governed<'s>(sentence: &'s Sentence<'_, '_>, draft: &Draft, preposition: &'s str) -> impl Iterator<Item = usize> + 's {
    let items = sentence.items;
    let last = draft.parts_end.max(draft.at);
    let apart = |i: &usize| ends_phrase(&items[*i].kind) && !matches!(items[*i].kind, Kind::Complementizer(_));
    (last + 1..items.len().min(last + 10))
        .take_while(move |i| !apart(i))
        .filter(move |i| preposition_of(items, *i).is_some_and(|found| same_preposition(&found, preposition)))
}

fn governs(sentence: &Sentence<'_, '_>, draft: &Draft, preposition: &str) -> bool {
    governed(sentence, draft, preposition).next().is_some()
}

/// What stands behind a preposition: the noun, and what it counts or is a genitive of.
fn by(sentence: &Sentence<'_, '_>, draft: &Draft, preposition: &str, words: &Words) -> bool {
    let items = sentence.items;
    let bare =
        |i: usize| items.get(i).is_some_and(|item| item.clitics == crate::clitics::Clitics { article: item.clitics.article, ..Default::default() });
    // `بثلاثة عشر اتهاما`; what stands behind another noun may be the object: `بأشد العبارات الاعتداء`.
    let counts = |i: usize| matches!(items[i].kind, Kind::Number(_));
    let phrase = |at: usize| {
        let behind = (at + 1..at + 3).take_while(|&i| counts(i - 1) && bare(i) && !ends_phrase(&items[i].kind));
        std::iter::once(at).chain(behind).any(|i| is_one(sentence, i, words))
    };
    // `لم يصابوا به`: what the pronoun takes up.
    let taken_up = || {
        let next = draft.parts_end.max(draft.at) + 1;
        let pronoun = items.get(next).filter(|item| item.clitics.pronoun.is_some());
        let fits = pronoun.is_some_and(|item| matches!(&item.kind, Kind::Preposition(word) if crate::clause::without_pronoun(word) == preposition));
        fits && (draft.at.saturating_sub(14)..draft.at).any(|i| is_one(sentence, i, words))
    };
    // `استعدادا لاستخدامه`: a letter that was not cut off.
    let glued = || {
        let next = draft.parts_end.max(draft.at) + 1;
        let cut = |i: usize| items.get(i).is_some_and(|_| sentence.norm(i).starts_with(preposition)) && is_one(sentence, i, words);
        preposition.chars().count() == 1 && (cut(next) || cut(next + 1) && matches!(items[next].kind, Kind::Word | Kind::Mention(_)))
    };
    governed(sentence, draft, preposition).any(phrase) || taken_up() || glued()
}
