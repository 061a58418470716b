//! When a claim happened: the nearest day told of it, and of nothing else in its sentence.

use crate::claims::Writer;
use crate::clause::{Opener, clause_of, preposition_of};
use crate::frames::Draft;
use crate::item::{Item, Kind};
use isnad_model::{Family, TimeRef};

/// How many items before a day a `منذ` is looked for.
const SINCE: usize = 6;

impl Writer<'_, '_, '_> {
    /// The day of a draft.
    pub(crate) fn time(&self, draft: &Draft) -> Option<TimeRef> {
        let items = self.sentence.items;
        let clause = &self.sentence.clauses[clause_of(&self.sentence.clauses, draft.at)];
        let near = |range: std::ops::Range<usize>| {
            range
                .filter(|&i| !self.dates_another(draft, i))
                .filter_map(|i| match &items[i].kind {
                    Kind::When(when) if !when.since => Some((i.abs_diff(draft.at), when.time.clone())),
                    _ => None,
                })
                .min_by_key(|(distance, _)| *distance)
                .map(|(_, time)| time)
        };
        // `غداة سيطرتها`: the date is that of the day after, `عشية` of the day before.
        let shift = match preposition_of(items, draft.at).as_deref() {
            Some("غداه") => -1,
            Some("عشيه") => 1,
            _ => 0,
        };
        let said = |i: usize| self.scopes.iter().any(|scope| !scope.backward && scope.at < i && i < scope.start);
        let found = near(clause.start..clause.end)
            .filter(|_| !(clause.start..clause.end).any(said))
            .or_else(|| near(draft.at..draft.end.min(items.len())))
            .or_else(|| {
                // The nearest date of the sentence that does not date the saying itself.
                (0..items.len())
                    .filter(|&i| !said(i) && !self.dates_another(draft, i))
                    .filter_map(|i| match &items[i].kind {
                        Kind::When(when) if !when.since && i.abs_diff(draft.at) < 24 => Some((i.abs_diff(draft.at), when.time.clone())),
                        _ => None,
                    })
                    .min_by_key(|(distance, _)| *distance)
                    .map(|(_, time)| time)
            });
        found.map(|time| crate::when::shifted(time, shift))
    }

    /// A day of something else.
    fn dates_another(&self, draft: &Draft, at: usize) -> bool {
        self.dates_aside(draft, at) || self.dates_since(draft, at) || self.dates_telling(draft, at)
    }

    /// In a relative clause that tells of another noun: `الاتفاق الذي أبرم عام 2015`.
    fn dates_aside(&self, draft: &Draft, at: usize) -> bool {
        let items = self.sentence.items;
        let clauses = &self.sentence.clauses;
        let (own, other) = (clause_of(clauses, draft.at), clause_of(clauses, at));
        if own == other || clauses[other].opener != Opener::Relative || at < draft.at {
            return false;
        }
        let event = |item: &Item| matches!(item.kind, Kind::Event(..));
        let between = items.get(draft.at + 1..clauses[other].start).unwrap_or_default();
        // `الغارات على المدينة التي وقعت الخميس`, `الضحايا الذين قضوا الجمعة`: what the relative clause tells of is the event itself.
        let itself = event(&items[draft.at]) && !between.iter().any(|item| event(item) || item.is_verb());
        let spoken = draft.event_type.is_speech_act() || draft.event_type.family() == Family::Talks;
        let head = (draft.at..clauses[other].start).rev().find(|&i| event(&items[i]) || items[i].mention().is_some());
        let of_event = itself || head.is_some_and(|i| i == draft.at || draft.victims.contains(&i) || event(&items[i]) && !spoken);
        !of_event && !draft.also.iter().any(|also| clause_of(clauses, *also) == other)
    }

    /// Since when something lasts or is compared: `الأكبر منذ حرب عام 2014`.
    fn dates_since(&self, draft: &Draft, at: usize) -> bool {
        let items = self.sentence.items;
        (at.saturating_sub(SINCE)..at)
            .rev()
            .take_while(|&i| i != draft.at && !items[i].is_mark(&['،', ',', '.']) && !matches!(items[i].kind, Kind::When(_)))
            .any(|i| matches!(&items[i].kind, Kind::Preposition(word) | Kind::Subordinator(word) if &**word == "منذ"))
    }

    /// When whoever is named behind told it: `بحسب ما ذكر موقع، الاثنين`.
    fn dates_telling(&self, draft: &Draft, at: usize) -> bool {
        self.scopes.iter().any(|scope| scope.backward && draft.at < scope.at && scope.at < at)
    }
}
