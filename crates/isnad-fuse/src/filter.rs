//! The filters of a view. They choose what is listed; they never change a count.

use crate::days::{Days, day};
use crate::options::Options;
use crate::record::{Event, NamedPlace, Record};
use crate::views::{lies_in, timeline};
use crate::world::World;
use isnad_text::fold::fold;
use std::collections::BTreeSet;

/// Keeps of `record` what `options` asks for.
pub(crate) fn filter(world: &World, record: &mut Record, options: &Options) {
    if !options.filters() {
        return;
    }
    let area = options.area.as_deref().map(|name| place_id(world, record, name));
    let in_area = |place: &NamedPlace| area.as_deref().is_none_or(|area| lies_in(world, place, area));
    record.events.retain(|event| keeps(event, options) && (area.is_none() || event.places.iter().any(in_area)));
    let kept: BTreeSet<&str> = record.events.iter().map(|event| event.id.as_str()).collect();
    record.watchlist.retain(|watch| kept.contains(watch.event.as_str()));
    let narrowed =
        !options.types.is_empty() || options.status.is_some() || options.min_chains.is_some() || options.since.is_some() || options.until.is_some();
    record.contradictions.retain(|one| match &one.event {
        Some(event) => kept.contains(event.as_str()),
        None => !narrowed && one.place.as_ref().is_none_or(in_area),
    });
    record.figures.retain(|figure| {
        let typed = options.types.is_empty() || options.types.iter().any(|kind| kind.name() == figure.metric);
        typed && (area.is_none() || figure.area.as_ref().is_some_and(in_area))
    });
    record.control.retain(|control| in_area(&control.place));
    record.timeline = timeline(&record.events);
}

fn place_id(world: &World, record: &Record, name: &str) -> String {
    let folded = fold(name.trim());
    let is_named = |place: &NamedPlace| {
        place.name.id == name || fold(&place.name.name_ar) == folded || place.name.name_en.as_ref().is_some_and(|english| fold(english) == folded)
    };
    let packs = world
        .knowledge
        .place_names
        .iter()
        .find(|(id, names)| *id == name || fold(&names.ar) == folded || names.en.as_ref().is_some_and(|english| fold(english) == folded));
    let seen = record.events.iter().flat_map(|event| &event.places).filter(|place| is_named(place)).map(|place| place.name.id.clone()).min();
    packs.map(|(id, _)| id.clone()).or(seen).unwrap_or_else(|| name.to_owned())
}

fn keeps(event: &Event, options: &Options) -> bool {
    let span = event.time.start.zip(event.time.end).map(|(start, end)| Days { start: day(start), end: day(end) });
    let after = options.since.is_none_or(|since| span.is_some_and(|span| span.end >= day(since)));
    let before = options.until.is_none_or(|until| span.is_some_and(|span| span.start <= day(until)));
    after
        && before
        && (options.types.is_empty() || options.types.contains(&event.event_type))
        && options.min_chains.is_none_or(|least| crate::chains::independent(&event.chains_for) >= least)
        && options.status.as_deref().is_none_or(|status| event.status.name() == status)
}
