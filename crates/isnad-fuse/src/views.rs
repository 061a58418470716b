//! Lists drawn from events: stories, timeline, watchlist.

use crate::days::date;
use crate::events::Built;
use crate::record::{Event, NamedPlace, Status, StoryRow, TimelineDay, Watch};
use crate::world::World;
use isnad_lineage::Lineage;
use isnad_model::{EventType, Family, Interest};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The story clusters with their days, places, actors and types by weight.
pub(crate) fn stories(world: &World, lineage: &Lineage, built: &[Built]) -> Vec<StoryRow> {
    let mut events_of: BTreeMap<&str, Vec<&Built>> = BTreeMap::new();
    for one in built {
        for story in &one.event.stories {
            events_of.entry(story).or_default().push(one);
        }
    }
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); lineage.stories.len()];
    for (i, article) in world.articles.iter().enumerate() {
        if let Some(story) = article.story {
            members[story].push(i);
        }
    }
    let none = Vec::new();
    lineage
        .stories
        .iter()
        .zip(members)
        .filter(|(_, members)| !members.is_empty())
        .map(|(story, members)| {
            let events = events_of.get(story.id.as_str()).unwrap_or(&none);
            let days = members.iter().filter_map(|&article| world.articles[article].published);
            let first =
                members.iter().min_by_key(|&&article| (world.articles[article].moment().is_none(), world.articles[article].moment(), article));
            let weigh = |pick: &dyn Fn(&Built) -> Vec<String>| {
                top(events.iter().flat_map(|one| pick(one).into_iter().map(|id| (id, one.event.articles.len()))))
            };
            StoryRow {
                id: story.id.clone(),
                articles: members.iter().map(|&article| world.articles[article].article.id.clone()).collect(),
                start: days.clone().map(|days| days.start).min().map(date),
                end: days.map(|days| days.end).max().map(date),
                places: weigh(&|one| one.event.places.iter().map(|place| place.name.id.clone()).collect())
                    .iter()
                    .map(|id| world.names.place(id))
                    .collect(),
                actors: weigh(&|one| one.stake.actors.clone()).iter().map(|id| world.names.entity(id)).collect(),
                types: weigh(&|one| vec![one.event.event_type.name().to_owned()]).iter().filter_map(|name| EventType::parse(name)).collect(),
                title: first.and_then(|&article| world.articles[article].article.title.clone()),
                events: events.len(),
            }
        })
        .collect()
}

/// The three heaviest, ties by id.
fn top(weighted: impl Iterator<Item = (String, usize)>) -> Vec<String> {
    let mut weights: BTreeMap<String, usize> = BTreeMap::new();
    for (id, weight) in weighted {
        *weights.entry(id).or_default() += weight;
    }
    let mut order: Vec<(String, usize)> = weights.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    order.into_iter().take(3).map(|(id, _)| id).collect()
}

/// Events by day, undated ones last.
pub(crate) fn timeline(events: &[Event]) -> Vec<TimelineDay> {
    let mut days: BTreeMap<(bool, Option<Date>), Vec<String>> = BTreeMap::new();
    for event in events.iter().filter(|event| event.status != Status::Hypothetical) {
        days.entry((event.time.start.is_none(), event.time.start)).or_default().push(event.id.clone());
    }
    days.into_iter().map(|((_, day), events)| TimelineDay { day, events }).collect()
}

/// Events that rest on one root, with what would confirm each.
pub(crate) fn watchlist(world: &World, built: &[Built]) -> Vec<Watch> {
    let weighty =
        |event: &Event| matches!(event.event_type.family(), Family::Territory | Family::Violence | Family::Casualties | Family::Displacement);
    let mut out: Vec<Watch> = Vec::new();
    for one in built.iter().filter(|one| weighty(&one.event) && matches!(one.event.status, Status::Reported | Status::Disputed)) {
        let [chain] = one.event.chains_for.as_slice() else { continue };
        let mut confirm = vec![("independent_root", None)];
        if chain.interest != Interest::Admission {
            let losers = match one.event.event_type {
                EventType::Withdraw => one.stake.actors.clone(),
                // Against whom, where it is said; which enemy holds a place is not guessed.
                EventType::Capture | EventType::Advance => one.stake.targets.clone(),
                _ => one.stake.actors.iter().filter(|actor| **actor != chain.root.id).cloned().collect(),
            };
            confirm.extend(losers.iter().map(|id| ("admission", Some(world.names.entity(id)))));
        }
        if one.event.event_type == EventType::Capture && chain.interest == Interest::SelfServing {
            confirm.push(("third_party_departure", None));
        }
        out.push(Watch { event: one.event.id.clone(), root: chain.root.clone(), confirm });
    }
    out
}

/// Whether a place is `area` or lies in it.
pub(crate) fn lies_in(world: &World, place: &NamedPlace, area: &str) -> bool {
    let mut at = place.name.id.as_str();
    for _ in 0..8 {
        if at == area {
            return true;
        }
        match world.knowledge.part_of_place.get(at) {
            Some(next) => at = next,
            None => return false,
        }
    }
    false
}
