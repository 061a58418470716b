//! What goes on or comes again: since when, and that it does.

use crate::claims::Writer;
use crate::clause::{Opener, clause_of};
use crate::frames::Draft;
use crate::item::{Item, Kind};
use crate::sentence::Sentence;
use isnad_model::{TimePrecision, TimeRef};
use jiff::civil::Date;

/// How many items behind a `منذ` its day is looked for.
const BEGAN: usize = 8;

/// How many items before a `منذ` an elative is looked for.
const COMPARED: usize = 6;

/// Days within which something may have come again on one day.
const LATELY: i32 = 2;

/// Days of a stretch that is told as some days.
const WEEK: i32 = 7;

/// The first days of what goes on, and the day of the article.
pub(crate) struct Since {
    first: TimeRef,
    today: Date,
}

impl Since {
    /// The days on which it began, or all those since.
    pub(crate) fn of(self, beginning: bool) -> TimeRef {
        match self.first.start {
            Some(start) if !beginning => stretch(start, self.today),
            _ => self.first,
        }
    }
}

impl Writer<'_, '_, '_> {
    /// What a draft is told to have gone on since, where anything says so, if its first days are known.
    pub(crate) fn since(&self, draft: &Draft) -> Option<Option<Since>> {
        let sentence = self.sentence;
        let at = (0..sentence.items.len()).find(|&i| opens(&sentence.items[i]) && self.begins(draft, i))?;
        let today = sentence.context.today;
        let first = first_days(sentence, at).filter(|first| first.start.zip(today).is_some_and(|(start, today)| start <= today));
        Some(first.zip(today).map(|(first, today)| Since { first, today }))
    }

    /// Whether the `منذ` at item `at` is of the draft, and of nothing nearer: `قصف البلدة المحاصرة منذ عام`, `الهجوم الأكبر منذ عام`.
    fn begins(&self, draft: &Draft, at: usize) -> bool {
        let items = self.sentence.items;
        let clauses = &self.sentence.clauses;
        let (own, there) = (clause_of(clauses, draft.at), clause_of(clauses, at));
        if at < draft.at.min(draft.carrier.unwrap_or(draft.at)) {
            // `ومنذ بدء النزاع، قصفت`: what opens the sentence is said of its first deed.
            let heads = (0..at).all(|i| !items[i].is_verb() && items[i].mention().is_none() && !matches!(items[i].kind, Kind::Event(..)));
            // `منذ السيطرة على المدينة`: what it began with did not go on since.
            let dated = matches!(items[at].kind, Kind::When(_)) || items[draft.at].is_verb() && !matches!(items[at].kind, Kind::Subordinator(_));
            let next = own == there && dated || own == there + 1 && matches!(clauses[own].opener, Opener::Comma);
            return heads && next && !items[at + 1..draft.at].iter().any(|item| item.is_verb() && item.start > items[at].end + BEGAN);
        }
        let compared = (at.saturating_sub(COMPARED)..at).any(|i| is_elative(self.sentence, i));
        // `لقصف تنفذه القوات منذ أيام`: the clause of an event noun tells of the event.
        let head = draft.parts_end.max(draft.at);
        let of_event = own + 1 == there
            && (clauses[there].opener == Opener::Relative || clauses[there].start == head + 1 && items[head + 1].clitics.pronoun.is_some())
            && matches!(items[head].kind, Kind::Event(..))
            && items
                .get(head + 1..clauses[there].start)
                .is_some_and(|between| !between.iter().any(|item| item.is_verb() || matches!(item.kind, Kind::Event(..))));
        if of_event && !compared {
            let verb = |i: &usize| items[*i].is_verb();
            return (clauses[there].start..at).filter(verb).count() < 2
                && !(clauses[there].start..at).any(|i| matches!(items[i].kind, Kind::Event(..)));
        }
        own == there && !compared && !(draft.at + 1..at).any(|i| self.lasts_itself(draft, i, at))
    }

    /// Whether what stands at `i`, before a `منذ` at `at`, goes on since then rather than the draft.
    fn lasts_itself(&self, draft: &Draft, i: usize, at: usize) -> bool {
        let items = self.sentence.items;
        let own = draft.also.contains(&i) || i <= draft.parts_end || draft.carrier == Some(i);
        let deed = items[i].is_verb() || matches!(items[i].kind, Kind::Event(..));
        // `البلدة المحاصرة منذ عام`, but `الغارات المستمرة منذ أيام`.
        let qualifies = i + 1 == at && items[i].clitics.article && matches!(items[i].kind, Kind::Word | Kind::Participle(..));
        let of_noun = qualifies && (items[draft.at].is_verb() || (draft.at + 1..i).any(|j| items[j].mention().is_some()));
        !own && (deed || of_noun || matches!(items[i].kind, Kind::Participle(..)) && !qualifies)
    }
}

/// `منذ`, alone or with the day behind it.
fn opens(item: &Item) -> bool {
    match &item.kind {
        Kind::When(when) => when.since,
        Kind::Preposition(word) => &**word == "منذ",
        Kind::Subordinator(word) => word.starts_with("منذ"),
        _ => false,
    }
}

/// The first days of what lasts since the `منذ` at item `at`: `منذ 2015`, `منذ بدء النزاع في 2011`.
fn first_days(sentence: &Sentence<'_, '_>, at: usize) -> Option<TimeRef> {
    let items = sentence.items;
    if let Kind::When(when) = &items[at].kind {
        return Some(when.time.clone());
    }
    let within = (at + 1..items.len().min(at + BEGAN)).take_while(|&i| !items[i].is_mark(&['،', ',', '.', '؛']));
    within.filter(|&i| i == at + 1 || !opens(&items[i])).find_map(|i| match &items[i].kind {
        Kind::When(when) if !when.ahead => Some(when.time.clone()),
        _ => None,
    })
}

/// From a day to that of the article.
fn stretch(first: Date, today: Date) -> TimeRef {
    let days = first.until(today).map_or(0, |span| span.get_days());
    let precision = match days {
        0 => TimePrecision::Day,
        1..WEEK => TimePrecision::Week,
        _ => TimePrecision::Range,
    };
    TimeRef { start: Some(first), end: Some(today), precision, weekday: None }
}

/// What comes again and is told with a day some days ago has come again since.
pub(crate) fn from_then(time: TimeRef, today: Option<Date>) -> TimeRef {
    let first = time.start.filter(|_| time.precision == TimePrecision::Day);
    match first.zip(today) {
        Some((first, today)) if first.until(today).is_ok_and(|span| span.get_days() > LATELY) => stretch(first, today),
        _ => time,
    }
}

/// `الأكبر منذ`, `لأول مرة منذ`: the pattern of an elative.
fn is_elative(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let word = sentence.norm(at);
    let word = word.strip_prefix('و').unwrap_or(word);
    let stem = word.strip_prefix("لل").or_else(|| word.strip_prefix("ال")).or_else(|| word.strip_prefix('ل')).unwrap_or(word);
    let letters = stem.chars().count();
    stem.starts_with('ا') && (3..=5).contains(&letters) && matches!(sentence.items[at].kind, Kind::Word | Kind::Number(_) | Kind::Adverb)
}
