//! Days told before: a deed that is only taken up again (`الغارات أسفرت عن`, `هذا الهجوم`) has the day on which it was told to have happened.

use crate::claims::Writer;
use crate::cue::kinds;
use crate::frames::Draft;
use crate::item::Kind;
use crate::memory::Memory;
use crate::scope::Status;
use isnad_model::{Claim, ClaimParts, DAY_OF_TELLING, EventType, Family, Modality, PlaceRef, Polarity, TimePrecision, TimeRef};
use isnad_pack::conjugate::Tense;

/// Rule of a day that was told before.
pub(crate) const DAY_OF_THE_DEED: &str = "inherit:day-of-the-deed";

/// Smaller figures than this are told of many things.
const FEW: u64 = 3;

/// How many claims back the deed is looked for.
const LAST: usize = 16;

impl Writer<'_, '_, '_> {
    /// The day of a deed that `draft` takes up, or of what a deed taken up in its clause brought about.
    pub(crate) fn resumed_day(&self, draft: &Draft, kind: EventType, state: &Status, places: &[PlaceRef], memory: &Memory) -> Option<TimeRef> {
        let items = self.sentence.items;
        let lasting = matches!(items[draft.at].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Imperfect);
        if self.names_a_day() || lasting || !deed(kind) || state.modality != Modality::Actual || state.polarity != Polarity::Asserted {
            return None;
        }
        let first = draft.at.saturating_sub(12);
        let taken = (first..=draft.at).rev().find(|&i| self.takes_up(i))?;
        let wanted = kinds(self.sentence, taken);
        let fits = |claim: &&Claim| {
            let told = claim.parts.event_type;
            happened(&claim.parts)
                && (wanted.contains(&told) || wanted.contains(&EventType::Offensive) && attack(told))
                && near(&claim.parts.places, places)
        };
        let told = &memory.claims[..memory.sentence_start];
        let day = told.iter().rev().take(LAST).find(fits)?.parts.time.clone().filter(exact)?;
        // Where deeds of several days are told, which of them is taken up is anybody's guess.
        let other = |claim: &Claim| deed(claim.parts.event_type) && claim.parts.time.as_ref().is_some_and(|time| *time != day);
        (!told.iter().any(other)).then_some(day)
    }

    /// A figure that was told with its day before is of that day.
    pub(crate) fn date_retold(&self, parts: &mut ClaimParts, memory: &Memory) {
        if parts.time.is_some() || self.names_a_day() {
            return;
        }
        if let Some(day) = retold_day(parts, memory) {
            parts.time = Some(day);
            parts.rules.push(DAY_OF_THE_DEED.into());
        }
    }

    fn names_a_day(&self) -> bool {
        self.sentence.items.iter().any(|item| matches!(item.kind, Kind::When(_)))
    }

    /// `الغارات`, `هذه الضربة`: an event noun that points back.
    fn takes_up(&self, at: usize) -> bool {
        let items = self.sentence.items;
        let item = &items[at];
        let pointed = at.checked_sub(1).is_some_and(|before| matches!(items[before].kind, Kind::Demonstrative));
        matches!(item.kind, Kind::Event(..)) && (item.clitics.article || pointed) && kinds(self.sentence, at).iter().any(|kind| deed(*kind))
    }
}

/// The day with which the same figure was told before.
fn retold_day(parts: &ClaimParts, memory: &Memory) -> Option<TimeRef> {
    let quantity = parts.quantity.as_ref().filter(|_| happened(parts))?;
    let same = |claim: &&Claim| {
        let known = &claim.parts;
        let value = known.quantity.as_ref().is_some_and(|figure| figure.value == quantity.value && figure.value >= FEW);
        known.event_type == parts.event_type && happened(known) && value && near(&known.places, &parts.places)
    };
    memory.claims[..memory.sentence_start].iter().rev().find(same)?.parts.time.clone().filter(exact)
}

fn exact(time: &TimeRef) -> bool {
    time.precision == TimePrecision::Day && (time.start.is_some() || time.weekday.is_some())
}

/// Told as having happened, and its day of it.
fn happened(parts: &ClaimParts) -> bool {
    parts.modality == Modality::Actual && parts.polarity == Polarity::Asserted && !parts.rules.iter().any(|rule| rule == DAY_OF_TELLING)
}

/// Nothing says that they are two places.
fn near(one: &[PlaceRef], other: &[PlaceRef]) -> bool {
    one.is_empty() || other.is_empty() || one.iter().any(|place| other.iter().any(|known| known.id == place.id))
}

fn deed(kind: EventType) -> bool {
    matches!(kind.family(), Family::Violence | Family::Casualties | Family::Territory) && !matches!(kind, EventType::Hold | EventType::Siege)
}

fn attack(kind: EventType) -> bool {
    matches!(kind, EventType::Bombing | EventType::Airstrike | EventType::Shelling | EventType::Offensive | EventType::AttackCivilians)
}
