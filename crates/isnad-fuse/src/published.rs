//! What is told without its day and published on the same days.

use crate::bucket::{Key, changes_holder, is_state};
use crate::days::Day;
use crate::given::Changes;
use crate::loose::{is_loose, is_of_its_page, is_stretched, tells_too_little};
use crate::merge::{is_wide, stands_still, window};
use crate::sets::Sets;
use crate::undated::{FEW_DAYS, goes_on, is_fire, is_front, is_strike, needs_story, tells_of_a_campaign, told_before};
use crate::world::World;
use isnad_model::{EventType, Family};
use std::collections::BTreeSet;

/// What was published within some days of a first claim.
struct Heap {
    start: Day,
    at: usize,
    stories: BTreeSet<usize>,
    /// Whether nothing in it may be of another story.
    only_in_story: bool,
}

/// Joins what was published in the days over which one event may be told, of one story where the type asks for it.
pub(crate) fn join_by_publication(world: &World, key: &Key, (side, changes): (&str, &Changes), claims: &[usize], open: &[usize], sets: &mut Sets) {
    let reach = reach(world, key);
    // That two pages carry no date makes them no neighbours in time.
    let nowhen = |claim: usize| world.published(claim).is_none() && !changes_holder(key.event_type);
    let mut order: Vec<(Day, usize)> = (0..open.len())
        .filter(|&i| !tells_of_a_campaign(world, key, open[i]) && !is_stretched(world, key, open[i]) && !tells_too_little(world, key, open[i]))
        .map(|i| (world.published(open[i]).map_or(Day::MAX, |days| days.start), i))
        .collect();
    order.sort_unstable();
    let mut heaps: Vec<Heap> = Vec::new();
    for (day, i) in order {
        let story = world.articles[world.claims[open[i]].article].story;
        let (loose, of_its_page) = (is_loose(world, key, open[i]), is_of_its_page(world, key, open[i]));
        let only_in_story = reach.other.is_none() || nowhen(open[i]) || loose;
        // What the rest can no longer join is done with; articles without any date, the last of all, look at what is left.
        heaps.retain(|heap| day == Day::MAX || day - heap.start <= reach.own.max(reach.other.unwrap_or(0)));
        let front = heaps.iter().any(|heap| heap.start < day) && is_front(world, key, claims, world.published(open[i]));
        let fits = |heap: &&mut Heap| {
            let inside = story.is_some_and(|story| heap.stories.contains(&story)) || only_in_story && story.is_none() && heap.stories.is_empty();
            let far = day.saturating_sub(heap.start);
            if day != Day::MAX && changes.between(world, key, side, heap.start, day) {
                return false;
            }
            let within = match (inside, reach.other) {
                (true, _) => far <= if of_its_page { 0 } else { reach.own },
                (false, Some(other)) => !only_in_story && !heap.only_in_story && far <= other,
                (false, None) => false,
            };
            // Articles without any date join the last stretch of a change of holder.
            let last = day == Day::MAX && changes_holder(key.event_type) && !only_in_story && !heap.only_in_story;
            let day_of_its_own = heap.start < day && front;
            (within && !day_of_its_own || last) && (far == 0 || last || !reach.after_quiet || !told_before(world, claims, heap.start, WEEK))
        };
        match heaps.iter_mut().rev().find(fits) {
            Some(heap) => {
                sets.union(heap.at, i);
                heap.stories.extend(story);
                heap.only_in_story &= only_in_story;
            }
            None => heaps.push(Heap { start: day, at: i, stories: story.into_iter().collect(), only_in_story }),
        }
    }
}

/// Days between the first telling and another one, of its story and of another story; none, where another story cannot mean it.
struct Reach {
    own: Day,
    other: Option<Day>,
    /// Whether what is told another day is meant only where nothing such was told in the week before.
    after_quiet: bool,
}

fn reach(world: &World, key: &Key) -> Reach {
    // What goes on in a region for days is one within its story only.
    let strike = is_strike(world, key) && !(is_state(key.event_type) && is_wide(world, key));
    let fight = key.event_type == EventType::Clash;
    // Of two pages of two days that tell no day, each tells of another fight or raid; of fires and blasts a town sees fewer.
    let own = match key.event_type {
        EventType::Clash => 0,
        fire if is_fire(fire) => 0,
        // A massacre is spoken of for days; whether another one came in between, `after_quiet` asks.
        EventType::AttackCivilians if strike => FEW_DAYS,
        _ if strike && is_wide(world, key) => window(world, key),
        _ => window(world, key).max(1),
    };
    // Of a part that nobody names each day has its own.
    let part = key.partial && changes_holder(key.event_type);
    let own = if part { 0 } else { own };
    let other = match () {
        _ if part || fight || needs_story(world, key) && !strike => None,
        _ if stands_still(key.event_type) => Some(own),
        _ if changes_holder(key.event_type) => Some(own.min(CHANGE)),
        _ if is_state(key.event_type) => Some(0),
        _ => Some(own),
    };
    Reach { own, other, after_quiet: key.event_type.family() == Family::Violence || goes_on(key.event_type) }
}

/// Days within which two stories that tell of a place's change of hands without its day mean one.
const CHANGE: Day = 1;

/// Days without the like before a deed that is told on the day after as well: where it goes on, each day has its own.
const WEEK: Day = 7;
