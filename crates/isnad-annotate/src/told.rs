//! What speaks for a place and is not of it: the day, the mode and the number that a claim is told with, the homes of its people.

use crate::choice::Candidates;
use crate::claims::Writer;
use crate::frames::Draft;
use crate::memory::Memory;
use crate::quantity::quantities;
use crate::scope::status;
use isnad_model::{EntityRef, EventType, PlaceKind, PlaceRef};
use std::sync::Arc;

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
        let doers = self.homes(&self.entities(&draft.actors));
        let targets = self.homes(&self.entities(&draft.targets));
        let victims = self.homes(&self.entities(&draft.victims));
        let speakers = self.homes(&scope.map(|scope| scope.chain.sources.clone()).unwrap_or_default());
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
            let home = |lands: &[Arc<str>]| place.and_then(|place| place.country.as_ref()).is_some_and(|country| lands.contains(country));
            let country = place.is_some_and(|place| place.kind == PlaceKind::Country);
            let country = if country { "country" } else { "below" };
            let mut rows: Vec<Vec<&str>> = vec![
                vec!["day", day, from],
                vec!["day", day, from, what],
                vec!["mode", state.modality.name(), from],
                vec!["polarity", state.polarity.name(), from],
                vec!["size", size, what],
                vec!["size", size, from],
                vec!["order", last_here, from],
            ];
            for (who, lands) in [("doer", &doers), ("target", &targets), ("victim", &victims), ("speaker", &speakers)] {
                if place.is_some() && !lands.is_empty() {
                    let at_home = if home(lands) { "home" } else { "abroad" };
                    rows.push(vec!["land", who, at_home, country]);
                    rows.push(vec!["land", who, at_home, from]);
                }
            }
            for row in rows {
                out.describe(index, &row);
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

    /// The countries that somebody is of.
    fn homes(&self, who: &[EntityRef]) -> Vec<Arc<str>> {
        let pack = self.sentence.context.pack;
        let home = |entity: &EntityRef| {
            let listed =
                pack.entity_by_id.get(&entity.id).map(|id| pack.entities[*id as usize].country.clone()).filter(|country| !country.is_empty());
            let state = pack.country_by_id.contains_key(&entity.id).then(|| entity.id.clone());
            let body = || {
                let id = entity.id.strip_prefix("people:").unwrap_or(&entity.id);
                let mut cut = id.match_indices('_').map(|(at, _)| &id[..at]).chain(std::iter::once(id));
                cut.find_map(|land| pack.country_by_id.get(land).map(|index| pack.countries[*index as usize].id.clone()))
            };
            state.or(listed).or_else(body)
        };
        who.iter().filter_map(home).collect()
    }
}
