//! What speaks for a place and is not of it: the day, the mode and the number that a claim is told with.

use crate::choice::Candidates;
use crate::claims::Writer;
use crate::frames::Draft;
use crate::memory::Memory;
use crate::quantity::quantities;
use crate::scope::status;
use isnad_model::{EntityRef, EventType, PlaceRef};

/// A day that lies further back than this is not that of the article's news.
const NEWS: i32 = 10;

/// And one further back than this is of another year.
const MONTHS: i32 = 400;

impl Writer<'_, '_, '_> {
    /// Adds to every candidate what the claim is told with.
    pub(crate) fn circumstances(&self, draft: &Draft, kind: EventType, memory: &Memory, out: &mut Candidates<PlaceRef>) {
        let scope = self.scope_at(draft.at);
        let state = status(self.sentence, draft.at, draft.carrier, scope);
        let number = if kind.counts_people() { quantities(self.sentence, draft).iter().map(|c| c.quantity.value).max() } else { None };
        let size = match number {
            None => "uncounted",
            Some(0..=1) => "one",
            Some(2..=9) => "few",
            Some(10..=99) => "tens",
            Some(100..=999) => "hundreds",
            Some(1_000..=9_999) => "thousands",
            Some(_) => "more",
        };
        let day = self.distance_of_day(draft);
        let own =
            |entities: Vec<EntityRef>| entities.iter().filter_map(|entity| self.country_place(&entity.id)).map(|place| place.id).collect::<Vec<_>>();
        let (doers, targets) = (own(self.entities(&draft.actors)), own(self.entities(&draft.targets)));
        let speakers = own(scope.map(|scope| scope.chain.sources.clone()).unwrap_or_default());
        let last_here = memory.claims[memory.sentence_start..].last();
        let last_here = match last_here {
            None => "first-here",
            Some(claim) if claim.parts.places.is_empty() => "after-none",
            Some(_) => "after-place",
        };
        for index in 0..out.all.len() {
            let candidate = &out.all[index];
            let place = candidate.things.first();
            let what = place.map_or("none", |place| crate::locate::kind_name(place.kind));
            let from = if place.is_none() {
                "none"
            } else if candidate.items.is_empty() {
                "before"
            } else {
                "here"
            };
            let rows: [&[&str]; 7] = [
                &["day", day, from],
                &["day", day, from, what],
                &["mode", state.modality.name(), from],
                &["polarity", state.polarity.name(), from],
                &["size", size, what],
                &["size", size, from],
                &["order", last_here, from],
            ];
            // A state that does something, to which it is done or who tells it: the place is its own land.
            let state = [("doer", &doers), ("target", &targets), ("speaker", &speakers)]
                .into_iter()
                .filter(|(_, lands)| place.is_some_and(|place| lands.contains(&place.id)))
                .map(|(role, _)| role);
            let state: Vec<&str> = state.collect();
            for row in rows {
                out.describe(index, row);
            }
            for role in state {
                out.describe(index, &["state", role]);
                out.describe(index, &["state", role, from]);
            }
        }
    }

    /// How far from the article's day the day told of it lies.
    fn distance_of_day(&self, draft: &Draft) -> &'static str {
        let Some(start) = self.time(draft, true).and_then(|time| time.start) else { return "undated" };
        let Some(today) = self.sentence.context.today else { return "unknown" };
        let days = today.since(start).map_or(0, |span| span.get_days());
        match days {
            i32::MIN..=-1 => "ahead",
            0..=NEWS => "news",
            _ if days <= MONTHS => "months",
            _ => "years",
        }
    }
}
