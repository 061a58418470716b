//! The filters of a view. They choose what is listed; they never change a count.

use crate::days::{Days, day};
use crate::figures::latest_by_root;
use crate::options::Options;
use crate::record::{Control, Event, Figure, NamedPlace, Point, Record};
use crate::views::{lies_in, timeline};
use crate::world::World;
use isnad_model::Diagnostic;
use isnad_text::fold::fold;
use std::collections::BTreeSet;

/// Keeps of `record` what `options` asks for.
pub(crate) fn filter(world: &World, record: &mut Record, options: &Options) {
    if !options.filters() {
        return;
    }
    let area = options.area.as_deref().map(|name| place_ids(world, name));
    complain(record, options, area.as_ref());
    let in_area = |place: &NamedPlace| area.as_ref().is_none_or(|area| area.iter().any(|id| lies_in(world, place, id)));
    record.events.retain(|event| keeps(event, options) && (area.is_none() || event.places.iter().any(in_area)));
    let kept: BTreeSet<&str> = record.events.iter().map(|event| event.id.as_str()).collect();
    record.watchlist.retain(|watch| kept.contains(watch.event.as_str()));
    record.contradictions.retain(|one| match &one.event {
        Some(event) => kept.contains(event.as_str()),
        None => one.place.as_ref().is_none_or(in_area) && !narrows_events(options),
    });
    record.figures.retain(|figure| {
        let there = area.is_none() || figure.area.as_ref().is_some_and(in_area);
        let own = figure.event.as_ref().map(|event| kept.contains(event.as_str()));
        there && own.unwrap_or_else(|| keeps_series(figure, options))
    });
    record.control.retain(|one| in_area(&one.place) && keeps_control(one, &kept, options));
    record.timeline = timeline(record.events.iter());
}

/// Filters that can show nothing are told: an empty list would look like an answer.
fn complain(record: &mut Record, options: &Options, area: Option<&BTreeSet<String>>) {
    if let (Some(name), Some(ids)) = (&options.area, area)
        && ids.is_empty()
    {
        let hint = Some("use an id or a name as the record's `places` give it".to_owned());
        let message = "no place goes by this name; nothing lies in it".to_owned();
        record.diagnostics.push(Diagnostic { code: "N0311", subject: format!("--area {name}"), position: None, message, hint });
    }
    if let (Some(since), Some(until)) = (options.since, options.until)
        && since > until
    {
        let hint = Some("exchange the two days".to_owned());
        let message = "the first day lies after the last; nothing happened in between".to_owned();
        record.diagnostics.push(Diagnostic { code: "N0312", subject: format!("--since {since} --until {until}"), position: None, message, hint });
    }
}

/// Whether more than the place is asked for.
fn narrows_events(options: &Options) -> bool {
    Options { area: None, ..options.clone() }.filters()
}

/// A series that belongs to no event: by its metric, the days of its points, its roots. It has no status of its own.
fn keeps_series(figure: &Figure, options: &Options) -> bool {
    let within = |point: &Point| {
        let (since, until) = (options.since, options.until);
        let known = point.as_of.map(|day| since.is_none_or(|since| day >= since) && until.is_none_or(|until| day <= until));
        known.unwrap_or(since.is_none() && until.is_none())
    };
    options.status.is_none()
        && (options.types.is_empty() || options.types.iter().any(|kind| kind.name() == figure.metric))
        && figure.points.iter().any(within)
        && options.min_chains.is_none_or(|least| latest_by_root(&figure.points).len() >= least)
}

/// A place whose state, now or before, rests on an event that is listed.
fn keeps_control(control: &Control, kept: &BTreeSet<&str>, options: &Options) -> bool {
    let grounds = control.basis.iter().chain(control.history.iter().flat_map(|state| &state.basis));
    !narrows_events(options) || grounds.into_iter().any(|ground| kept.contains(ground.event.as_str()))
}

/// The places that `name` (an id or a name) stands for: a city and its governorate may share one.
fn place_ids(world: &World, name: &str) -> BTreeSet<String> {
    let folded = fold(name.trim());
    let bears = |ar: &str, en: Option<&str>| fold(ar) == folded || en.is_some_and(|english| fold(english) == folded);
    let packs = world.knowledge.place_names.iter().filter(|(id, names)| *id == name || bears(&names.ar, names.en.as_deref())).map(|(id, _)| id);
    let seen = world.names.places().filter(|place| place.name.id == name || bears(&place.name.name_ar, place.name.name_en.as_deref()));
    packs.chain(seen.map(|place| &place.name.id)).cloned().collect()
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
