//! What may merge at all: same type, same place, same part, same content; then same side.

use crate::measure::in_series;
use crate::memory::Memory;
use crate::sets::Sets;
use crate::world::{ClaimFacts, World};
use isnad_model::{EventType, Family};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Propositions that share one of these may be one event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key {
    pub event_type: EventType,
    /// Empty when no place is told.
    pub place: String,
    /// A part of the place, which is never merged with the whole.
    pub partial: bool,
    /// Speaker and addressees of a speech act; story and roles where no place is told.
    pub content: String,
}

/// Types that change who holds a place.
pub(crate) fn changes_holder(event_type: EventType) -> bool {
    matches!(event_type, EventType::Capture | EventType::Withdraw)
}

/// Types that go on for days.
pub(crate) fn is_state(event_type: EventType) -> bool {
    use EventType::*;
    matches!(event_type, Hold | Deploy | Siege | Advance | Offensive | Close | Open)
}

/// Types in which the two sides are told alike.
pub(crate) fn is_symmetric(event_type: EventType) -> bool {
    matches!(event_type, EventType::Clash | EventType::Meet | EventType::Agree)
}

/// Every claim under the number of each key that it has (a list of places splits); a number in a series of its own is no event.
pub(crate) fn buckets(world: &World, memory: &mut Memory) -> Vec<(u32, Vec<usize>)> {
    let homes = toll_homes(world);
    let mut pairs: Vec<(u32, usize)> = Vec::with_capacity(world.claims.len() * 5 / 4);
    let mut start = 0;
    for (i, article) in world.articles.iter().enumerate() {
        let own = start..start + world.claims[start..].iter().take_while(|facts| facts.article == i).count();
        start = own.end;
        if memory.placed.get(&article.number).is_none_or(|(story, _)| *story != article.story_number) {
            let placed = own.clone().flat_map(|claim| keys(world, claim).into_iter().map(move |key| (claim, key)));
            let placed = placed.map(|(claim, key)| (world.claims[claim].number as u32, memory.key_number(key))).collect();
            memory.placed.insert(article.number, (article.story_number, placed));
        }
        let claim_of = |place: u32| world.claims[own.clone()].binary_search_by_key(&place, |facts| facts.number as u32).map(|at| own.start + at);
        let placed = memory.placed[&article.number].1.iter().filter_map(|&(place, key)| Some((key, claim_of(place).ok()?)));
        pairs.extend(placed.filter(|(_, claim)| !in_series(&world.claims[*claim]) && !homes.contains_key(claim)));
    }
    for (&claim, home) in homes.iter().filter(|(claim, _)| !in_series(&world.claims[**claim])) {
        pairs.push((memory.key_number(key(world, claim, home)), claim));
    }
    pairs.sort_unstable();
    pairs.chunk_by(|a, b| a.0 == b.0).map(|group| (group[0].0, group.iter().map(|(_, claim)| *claim).collect())).collect()
}

fn keys(world: &World, claim: usize) -> Vec<Key> {
    let places: BTreeSet<&str> = world.claims[claim].claim.parts.places.iter().map(|place| place.id.as_ref()).collect();
    if places.is_empty() { vec![key(world, claim, "")] } else { places.into_iter().map(|place| key(world, claim, place)).collect() }
}

/// A number, by whom, in which story: tolls that agree in all of it are one, wherever their sentences took their place from.
type Toll<'w> = (Option<usize>, EventType, Option<&'w str>, u64, &'w str);

/// Bytes between a toll and the incident that it is of.
const BESIDE: usize = 200;

/// For a toll without a place: the violence that the same article tells right beside it, in the same voice.
fn incident_beside<'w>(world: &'w World, claim: usize) -> Option<&'w ClaimFacts<'w>> {
    let facts = &world.claims[claim];
    let toll = facts.claim.parts.event_type.family() == Family::Casualties && facts.claim.parts.places.is_empty() && !in_series(facts);
    if !toll {
        return None;
    }
    let gap = |other: &ClaimFacts| {
        let (a, b) = (facts.claim.evidence, other.claim.evidence);
        a.start.max(b.start).saturating_sub(a.end.min(b.end))
    };
    let alike = |other: &&ClaimFacts| {
        other.claim.parts.event_type.family() == Family::Violence
            && other.claim.parts.places.len() == 1
            && (other.in_body(), other.is_actual(), other.is_denied()) == (facts.in_body(), facts.is_actual(), facts.is_denied())
            && other.origins == facts.origins
            && (other.days == facts.days || other.days.is_none() || facts.days.is_none())
    };
    // Claims stand in article and evidence order, so the neighbours are the only candidates.
    let near = |other: &&ClaimFacts| other.article == facts.article && gap(other) <= BESIDE;
    let before = world.claims[..claim].iter().rev().take_while(near).filter(alike);
    let after = world.claims[claim + 1..].iter().take_while(near).filter(alike);
    before.chain(after).min_by_key(|other| (gap(other), other.claim.evidence.start))
}

/// For tolls whose place was carried over from another sentence: the place where the same root tells the same number of the same
/// story in so many words, else the smallest of those carried.
fn toll_homes<'w>(world: &'w World) -> BTreeMap<usize, &'w str> {
    let mut twins: BTreeMap<Toll<'w>, Vec<usize>> = BTreeMap::new();
    for (i, facts) in world.claims.iter().enumerate().filter(|(_, facts)| !in_series(facts) && facts.claim.parts.places.len() == 1) {
        let parts = &facts.claim.parts;
        let Some(quantity) = parts.quantity.as_ref().filter(|quantity| quantity.value >= 3 && parts.event_type.family() == Family::Casualties) else {
            continue;
        };
        for root in facts.origins.iter().filter_map(|origin| origin.root.as_deref()) {
            let story = world.articles[facts.article].story;
            twins.entry((story, parts.event_type, quantity.subgroup.as_deref(), quantity.value, root)).or_default().push(i);
        }
    }
    let place = |i: usize| &world.claims[i].claim.parts.places[0];
    let mut out: BTreeMap<usize, &str> =
        (0..world.claims.len()).filter_map(|claim| Some((claim, incident_beside(world, claim)?.claim.parts.places[0].id.as_ref()))).collect();
    for list in twins.into_values().filter(|list| list.iter().any(|&i| place(i).surface.is_empty())) {
        let (carried, written): (Vec<usize>, Vec<usize>) = list.into_iter().partition(|&i| place(i).surface.is_empty());
        let best = |list: &[usize]| list.iter().map(|&i| place(i).id.as_ref()).min();
        let Some(home) = best(&written).or_else(|| best(&carried)) else { continue };
        for claim in carried {
            let known = out.entry(claim).or_insert(home);
            *known = home.min(known);
        }
    }
    out
}

fn key(world: &World, claim: usize, place: &str) -> Key {
    let facts = &world.claims[claim];
    let event_type = facts.claim.parts.event_type;
    let partial = changes_holder(event_type) && facts.claim.parts.partial;
    let story = || world.articles[facts.article].story.map_or("", |story| &world.story_ids[story]);
    let content = if event_type.is_speech_act() {
        let speaker = facts.actors.first().or_else(|| facts.origins.iter().find_map(|origin| origin.root.as_ref()));
        let about = facts.targets.join(",");
        // Where neither a place nor an addressee tells what was said, the story must.
        let story = if place.is_empty() && about.is_empty() { format!("@{}", story()) } else { String::new() };
        format!("{}>{about}{story}", speaker.map_or("", String::as_str))
    } else if place.is_empty() {
        let story = story();
        format!("{story}:{}>{}", facts.actors.join(","), facts.targets.join(","))
    } else {
        String::new()
    };
    Key { event_type, place: place.to_owned(), partial, content }
}

/// The claims of a bucket by side: actors of one family or allied are one side, closed within the bucket.
pub(crate) fn sides(world: &World, key: &Key, claims: &[usize]) -> BTreeMap<String, Vec<usize>> {
    if key.event_type == EventType::Clash || key.event_type.is_speech_act() {
        return BTreeMap::from([(String::new(), claims.to_vec())]);
    }
    let doers = doers(world, key, claims);
    let names: Vec<&str> = doers.values().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let number: BTreeMap<&str, usize> = names.iter().enumerate().map(|(i, name)| (*name, i)).collect();
    let mut sets = Sets::new(names.len());
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    let on = claims.iter().filter_map(|&claim| world.claims[claim].on).min();
    for (i, a) in names.iter().enumerate() {
        let allies = (i + 1..names.len()).filter(|&j| !is_symmetric(key.event_type) && world.knowledge.same_side(a, names[j], on));
        pairs.extend(allies.map(|j| (i, j)));
    }
    for own in doers.values() {
        let own: Vec<usize> = own.iter().map(|name| number[name]).collect();
        pairs.extend(own.windows(2).map(|pair| (pair[0].min(pair[1]), pair[0].max(pair[1]))));
    }
    for (i, j) in pairs {
        // One misread list of actors must not make one side of two enemies.
        if is_symmetric(key.event_type) || !opposed(world, &names, &mut sets, (i, j), on) {
            sets.union(i, j);
        }
    }
    let mut out: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut unnamed = Vec::new();
    for &claim in claims {
        match doers[&claim].first() {
            Some(name) => out.entry(names[sets.find(number[name])].to_owned()).or_default().push(claim),
            None => unnamed.push(claim),
        }
    }
    settle_unnamed(world, &mut out, unnamed);
    out
}

/// Who does it by each claim. Words for any force (`القوات`) mean whom the same passage names elsewhere.
fn doers<'w>(world: &'w World, key: &Key, claims: &[usize]) -> BTreeMap<usize, Vec<&'w str>> {
    let own: BTreeMap<usize, Vec<&str>> = claims.iter().map(|&claim| (claim, roles(world, claim, key).collect())).collect();
    let vague = |names: &[&str]| names.iter().all(|name| name.starts_with("generic:"));
    let mut told: BTreeMap<u64, BTreeSet<&str>> = BTreeMap::new();
    for (claim, names) in own.iter().filter(|(_, names)| !vague(names)) {
        told.entry(world.claims[*claim].derivation).or_default().extend(names);
    }
    own.into_iter()
        .map(|(claim, names)| match told.get(&world.claims[claim].derivation).filter(|_| vague(&names)) {
            Some(named) => (claim, named.iter().copied().collect()),
            None => (claim, names),
        })
        .collect()
}

/// Whether joining the sides of two actors would put enemies of that day on one side.
fn opposed(world: &World, names: &[&str], sets: &mut Sets, (i, j): (usize, usize), on: Option<Date>) -> bool {
    let mut side = |of: usize| -> Vec<usize> { (0..names.len()).filter(|&k| sets.find(k) == sets.find(of)).collect() };
    let (left, right) = (side(i), side(j));
    left.iter().any(|&a| right.iter().any(|&b| world.knowledge.are_enemies(names[a], names[b], on)))
}

/// A claim without an actor joins the only side that its own article tells of, else the only side there is. Among several it
/// stays apart, whatever their weight, since copies of one side's claims must not draw another root to it. What is only hoped or
/// feared hangs on the side that is told most.
fn settle_unnamed(world: &World, sides: &mut BTreeMap<String, Vec<usize>>, unnamed: Vec<usize>) {
    let only = if sides.len() == 1 { sides.keys().next().cloned() } else { None };
    let most = sides.iter().max_by_key(|(side, list)| (list.len(), Reverse((*side).clone()))).map(|(side, _)| side.clone());
    let mut told: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for (side, list) in sides.iter().filter(|_| sides.len() > 1) {
        for &claim in list {
            told.entry(world.claims[claim].article).or_default().insert(side.clone());
        }
    }
    for claim in unnamed {
        let beside = told.get(&world.claims[claim].article).filter(|sides| sides.len() == 1).and_then(|sides| sides.first());
        let home = if world.claims[claim].is_actual() { beside.or(only.as_ref()) } else { most.as_ref() };
        sides.entry(home.cloned().unwrap_or_default()).or_default().push(claim);
    }
    sides.values_mut().for_each(|list| list.sort_unstable());
}

fn roles<'w>(world: &'w World, claim: usize, key: &Key) -> impl Iterator<Item = &'w str> {
    let facts = &world.claims[claim];
    let targets = if is_symmetric(key.event_type) { facts.targets.as_slice() } else { &[] };
    let armed = matches!(key.event_type.family(), Family::Territory | Family::Violence);
    // Of those who meet, offices that no country is told of (`وزيرا الخارجية`) are some of the others.
    let nameless = move |actor: &str| is_symmetric(key.event_type) && actor.starts_with("x:body:");
    facts.actors.iter().chain(targets).map(String::as_str).filter(move |actor| takes_sides(actor, armed) && !nameless(actor))
}

/// Words for forces of whatever side.
const ANY_FORCE: [&str; 9] = ["army", "brigade", "elements", "forces", "garrison", "reinforcements", "soldiers", "troops", "units"];

/// Crowds, residents, unnamed sources and forces of whatever side stand on none; `المسلحون` do where it is about arms.
pub(crate) fn takes_sides(actor: &str, armed: bool) -> bool {
    let generic = actor.strip_prefix("generic:");
    !actor.starts_with("people:") && !actor.starts_with("unnamed:") && generic.is_none_or(|word| armed && !ANY_FORCE.contains(&word))
}
