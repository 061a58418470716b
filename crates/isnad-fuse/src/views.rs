//! Lists drawn from events: stories, timeline, watchlist.

use crate::days::{Days, date};
use crate::events::{Built, Index};
use crate::memory::Memory;
use crate::record::{Event, NamedPlace, Status, StoryRow, TimelineDay, Watch};
use crate::shared::Rows;
use crate::world::World;
use isnad_lineage::Lineage;
use isnad_model::{EventType, Family, Interest};
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The story clusters with their days, places, actors and types by weight; only those with other articles, days or events than before
/// are made again.
pub(crate) fn stories(world: &World, memory: &mut Memory, lineage: &Lineage, built: &[Built], gone: &[Built], index: &Index) -> Vec<Arc<StoryRow>> {
    let mut stirred: FxHashSet<u32> = FxHashSet::default();
    for (one, there) in gone.iter().map(|one| (one, false)).chain(built.iter().filter(|one| one.fresh).map(|one| (one, true))) {
        for story in &one.event.stories {
            let story = memory.stories.number(story);
            stirred.insert(story);
            let events = memory.story_events.entry(story).or_default();
            let _ = if there { events.insert(one.number) } else { events.remove(&one.number) };
        }
    }
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); lineage.stories.len()];
    for (i, article) in world.articles.iter().enumerate() {
        if let Some(story) = article.story {
            members[story].push(i);
        }
    }
    let stories: Vec<(usize, Vec<usize>)> = members.into_iter().enumerate().filter(|(_, members)| !members.is_empty()).collect();
    let kept = |(story, members): &(usize, Vec<usize>)| {
        let number = &world.story_numbers[*story];
        let (told, row) = memory.story_rows.get(number).filter(|_| !stirred.contains(number))?;
        told.iter().copied().eq(members.iter().map(|&article| told_by(world, article))).then(|| row.clone())
    };
    let rows: Vec<Option<Arc<StoryRow>>> = stories.iter().map(kept).collect();
    let mut out = Vec::with_capacity(stories.len());
    for ((at, members), row) in stories.iter().zip(rows) {
        let number = world.story_numbers[*at];
        out.push(row.unwrap_or_else(|| {
            let numbers = memory.story_events.get(&number).into_iter().flatten().copied();
            let row = Arc::new(story(world, head(world, &world.story_ids[*at], members), &index.all(built, numbers)));
            let told = members.iter().map(|&article| told_by(world, article)).collect();
            memory.story_rows.insert(number, (told, row.clone()));
            row
        }));
    }
    out
}

/// What of an article its story's row shows: its number, and when it was published.
fn told_by(world: &World, article: usize) -> (u32, Option<Days>) {
    (world.articles[article].number, world.articles[article].published)
}

/// The article that came first, the first and the last day.
fn course(world: &World, members: &[usize]) -> (Option<usize>, Option<Date>, Option<Date>) {
    let days = members.iter().filter_map(|&article| world.articles[article].published);
    let moment = |article: usize| world.articles[article].moment();
    let first = members.iter().copied().min_by_key(|&article| (moment(article).is_none(), moment(article), article));
    (first, days.clone().map(|days| days.start).min().map(date), days.map(|days| days.end).max().map(date))
}

/// What the articles of a story tell without their events.
fn head(world: &World, id: &str, members: &[usize]) -> StoryRow {
    let (first, start, end) = course(world, members);
    StoryRow {
        id: id.to_owned(),
        articles: members.iter().map(|&article| world.articles[article].article.id.clone()).collect(),
        start,
        end,
        places: Vec::new(),
        actors: Vec::new(),
        types: Vec::new(),
        title: first.and_then(|article| world.articles[article].article.title.clone()),
        events: 0,
    }
}

fn story(world: &World, head: StoryRow, events: &[&Built]) -> StoryRow {
    let weigh =
        |pick: &dyn Fn(&Built) -> Vec<String>| top(events.iter().flat_map(|one| pick(one).into_iter().map(|id| (id, one.event.articles.len()))));
    let places = weigh(&|one| one.event.places.iter().map(|place| place.name.id.clone()).collect());
    StoryRow {
        places: places.iter().map(|id| world.names.place(id)).collect(),
        actors: weigh(&|one| one.stake.actors.clone()).iter().map(|id| world.names.entity(id)).collect(),
        types: weigh(&|one| vec![one.event.event_type.name().to_owned()]).iter().filter_map(|name| EventType::parse(name)).collect(),
        events: events.len(),
        ..head
    }
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
pub(crate) fn timeline<'e>(events: impl Iterator<Item = &'e Event>) -> Rows<TimelineDay> {
    let mut days: BTreeMap<(bool, Option<Date>), Vec<String>> = BTreeMap::new();
    for event in events.filter(|event| event.status != Status::Hypothetical) {
        days.entry((event.time.start.is_none(), event.time.start)).or_default().push(event.id.clone());
    }
    days.into_iter().map(|((_, day), events)| TimelineDay { day, events }).collect()
}

/// The same, of which only days are made again on which an event is other than before or no more.
pub(crate) fn timeline_again(memory: &mut Memory, built: &[Built], gone: &[Built], touched: &[bool], index: &Index) -> Rows<TimelineDay> {
    let mut stirred: FxHashSet<Option<Date>> = FxHashSet::default();
    for one in gone {
        stirred.insert(one.event.time.start);
        memory.day_events.entry(one.event.time.start).or_default().remove(&one.number);
    }
    for (one, _) in built.iter().zip(touched).filter(|(_, touched)| **touched) {
        stirred.insert(one.event.time.start);
        memory.day_events.entry(one.event.time.start).or_default().insert(one.number);
    }
    for day in stirred {
        let numbers = memory.day_events.get(&day).into_iter().flatten().copied();
        let events: Vec<&Event> = index.all(built, numbers).into_iter().map(|one| &*one.event).collect();
        let ids = events.iter().filter(|event| event.status != Status::Hypothetical).map(|event| &event.id);
        if memory.days.get(&day).is_some_and(|kept| kept.events.iter().eq(ids)) {
            continue;
        }
        memory.days.remove(&day);
        let made = timeline(events.into_iter());
        memory.days.extend(made.shared().map(|day| (day.day, day.clone())));
    }
    let mut days: Vec<Arc<TimelineDay>> = memory.days.values().cloned().collect();
    days.sort_by_key(|day| (day.day.is_none(), day.day));
    days.into()
}

/// What would confirm an event that rests on one root.
pub(crate) fn watch(world: &World, one: &Built) -> Option<Watch> {
    let family = one.event.event_type.family();
    let weighty = matches!(family, Family::Territory | Family::Violence | Family::Casualties | Family::Displacement);
    if !weighty || !matches!(one.event.status, Status::Reported | Status::Disputed) {
        return None;
    }
    let [chain] = one.event.chains_for.as_slice() else { return None };
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
    Some(Watch { event: one.event.id.clone(), root: chain.root.clone(), confirm })
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
