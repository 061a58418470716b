//! What may merge at all: same type, same place, same part, same content; then same side.

use crate::sets::Sets;
use crate::world::World;
use isnad_model::{EntityKind, EntityRef, EventType, Family, Naming, naming};
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
    /// The speaker of a speech act, and where no place is told its addressees; the roles where no place is told.
    pub content: String,
    /// Where neither a place nor an addressee tells what is meant: the story.
    pub story: String,
}

/// Types that change who holds a place.
pub(crate) fn changes_holder(event_type: EventType) -> bool {
    matches!(event_type, EventType::Capture | EventType::Withdraw)
}

/// Types of which a part of a place is told apart from the whole.
fn has_parts(event_type: EventType) -> bool {
    changes_holder(event_type) || event_type == EventType::Hold
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

/// The keys of a claim: that of its home, where another claim gives it one, else one for each of its places.
pub(crate) fn keys(world: &World, claim: usize, home: Option<&str>) -> Vec<Key> {
    if let Some(home) = home {
        return vec![key(world, claim, home)];
    }
    let places: BTreeSet<&str> = world.claims[claim].claim.parts.places.iter().map(|place| place.id.as_ref()).collect();
    if places.is_empty() { vec![key(world, claim, "")] } else { places.into_iter().map(|place| key(world, claim, place)).collect() }
}

fn key(world: &World, claim: usize, place: &str) -> Key {
    let facts = &world.claims[claim];
    let event_type = facts.claim.parts.event_type;
    let partial = has_parts(event_type) && facts.claim.parts.partial;
    let story = || world.articles[facts.article].story.map_or(String::new(), |story| world.story_ids[story].to_string());
    let (content, story) = if event_type.is_speech_act() {
        let speaker = facts.actors.first().or_else(|| facts.origins.iter().filter(|_| !facts.is_flat()).find_map(|origin| origin.root.as_ref()));
        // Where a place is told, whom it was said to is told apart within the bucket: one telling names him, another does not.
        let about = if place.is_empty() { facts.targets.join(",") } else { String::new() };
        let story = if place.is_empty() && about.is_empty() { story() } else { String::new() };
        (format!("{}>{about}", speaker.map_or("", String::as_str)), story)
    } else if place.is_empty() {
        (format!("{}>{}", facts.actors.join(","), facts.targets.join(",")), story())
    } else {
        (String::new(), String::new())
    };
    Key { event_type, place: place.to_owned(), partial, content, story }
}

/// The claims of a bucket by side: actors of one family or allied are one side, closed within the bucket.
pub(crate) fn sides(world: &World, key: &Key, claims: &[usize]) -> BTreeMap<String, Vec<usize>> {
    // A fight, and a deal about a town, is told of either party.
    let of_a_town = !key.place.is_empty() && !world.names.place_kind(&key.place).is_wide();
    if key.event_type == EventType::Clash || key.event_type == EventType::Agree && of_a_town {
        return BTreeMap::from([(String::new(), claims.to_vec())]);
    }
    if key.event_type == EventType::Meet {
        return meetings(world, key, claims);
    }
    if key.event_type.is_speech_act() {
        return voices(world, key, claims);
    }
    let doers = doers(world, key, claims);
    let names: Vec<&str> = doers.values().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let number: BTreeMap<&str, usize> = names.iter().enumerate().map(|(i, name)| (*name, i)).collect();
    let mut sets = Sets::new(names.len());
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    let on = claims.iter().filter_map(|&claim| world.claims[claim].on).min();
    // Each ally holds what he holds.
    let apart = is_symmetric(key.event_type) || key.event_type == EventType::Hold;
    for (i, a) in names.iter().enumerate() {
        let allies = (i + 1..names.len()).filter(|&j| !apart && world.knowledge.same_side(a, names[j], on));
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

/// The claims of a bucket of speech acts by who spoke to whom. Two persons, or two bodies of the UN, are two voices of one family; a
/// claim that tells less (`واشنطن` for its minister, no addressee) joins the only voice that it may mean, else it is one of its own.
fn voices(world: &World, key: &Key, claims: &[usize]) -> BTreeMap<String, Vec<usize>> {
    let voice = |claim: usize| -> [String; 2] {
        let facts = &world.claims[claim];
        let said = facts.claim.parts.actors.first().or_else(|| facts.claim.parts.attribution.first().map(|link| &link.source));
        let own =
            said.filter(|said| matches!(said.kind, EntityKind::Person | EntityKind::Un) && world.knowledge.root(&said.id, facts.on) != &*said.id);
        let about = if key.place.is_empty() { String::new() } else { facts.targets.join(",") };
        [own.map_or(String::new(), |said| said.id.to_string()), about]
    };
    let told: BTreeMap<usize, [String; 2]> = claims.iter().map(|&claim| (claim, voice(claim))).collect();
    let distinct: BTreeSet<&[String; 2]> = told.values().collect();
    let wider = |a: &[String; 2], b: &[String; 2]| a != b && (0..2).all(|i| a[i].is_empty() || a[i] == b[i]);
    let full: Vec<&[String; 2]> = distinct.iter().copied().filter(|a| !distinct.iter().any(|b| wider(a, b))).collect();
    let mut out: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut beside: BTreeMap<(u8, usize), BTreeSet<&[String; 2]>> = BTreeMap::new();
    let (whole, part): (Vec<usize>, Vec<usize>) = claims.iter().partition(|claim| full.contains(&&told[claim]));
    for &claim in &whole {
        out.entry(told[&claim].join(">")).or_default().push(claim);
        for near in around(world, claim) {
            beside.entry(near).or_default().insert(&told[&claim]);
        }
    }
    for claim in part {
        let only = |voices: &mut dyn Iterator<Item = &[String; 2]>| -> Option<[String; 2]> {
            let mut fitting = voices.filter(|voice| wider(&told[&claim], voice));
            fitting.next().filter(|_| fitting.next().is_none()).cloned()
        };
        let near = around(world, claim).find_map(|near| only(&mut beside.get(&near)?.iter().copied()));
        let home = near.or_else(|| only(&mut full.iter().copied())).unwrap_or_else(|| told[&claim].clone());
        out.entry(home.join(">")).or_default().push(claim);
    }
    out.values_mut().for_each(|list| list.sort_unstable());
    out
}

/// The claims of a bucket of meetings by who met whom. Of two that share a guest, but not their hosts, neither is the other; a claim that
/// names fewer is the only one that it may be, else one of its own.
fn meetings(world: &World, key: &Key, claims: &[usize]) -> BTreeMap<String, Vec<usize>> {
    let told: BTreeMap<usize, BTreeSet<&str>> = claims.iter().map(|&claim| (claim, roles(world, claim, key).collect())).collect();
    let distinct: BTreeSet<&BTreeSet<&str>> = told.values().collect();
    let full: Vec<&BTreeSet<&str>> = distinct.iter().copied().filter(|a| !distinct.iter().any(|b| a != b && a.is_subset(b))).collect();
    let mut beside: BTreeMap<(u8, usize), BTreeSet<&BTreeSet<&str>>> = BTreeMap::new();
    for (&claim, parties) in told.iter().filter(|(_, parties)| full.contains(parties)) {
        for near in around(world, claim) {
            beside.entry(near).or_default().insert(parties);
        }
    }
    let mut out: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (&claim, parties) in &told {
        let near = around(world, claim).find_map(|near| only_one_with(parties, beside.get(&near)?.iter().copied()));
        let home = near.or_else(|| only_one_with(parties, full.iter().copied())).unwrap_or(parties).clone();
        out.entry(home.into_iter().collect::<Vec<&str>>().join(",")).or_default().push(claim);
    }
    out
}

/// The meeting at which some parties were, if there is one only.
fn only_one_with<'m, 'w>(parties: &BTreeSet<&str>, meetings: impl Iterator<Item = &'m BTreeSet<&'w str>>) -> Option<&'m BTreeSet<&'w str>> {
    let mut fitting = meetings.filter(|meeting| parties.iter().all(|party| meeting.contains(party)));
    fitting.next().filter(|_| fitting.next().is_none())
}

/// The article of a claim, then its story.
fn around(world: &World, claim: usize) -> impl Iterator<Item = (u8, usize)> {
    let article = world.claims[claim].article;
    [Some((0, article)), world.articles[article].story.map(|story| (1, story))].into_iter().flatten()
}

/// Who does it by each claim. Words for any force (`القوات`) and bodies that no table knows mean whom the same passage names elsewhere.
fn doers<'w>(world: &'w World, key: &Key, claims: &[usize]) -> BTreeMap<usize, Vec<&'w str>> {
    let own: BTreeMap<usize, Vec<&str>> = claims.iter().map(|&claim| (claim, roles(world, claim, key).collect())).collect();
    let vague = |names: &[&str]| names.iter().all(|name| matches!(naming(name), Naming::Generic(_) | Naming::Unlisted(_)));
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

/// A claim without an actor joins the only side that its own article tells of, or its story, else the only side there is. Among several it
/// stays apart, whatever their weight, since copies of one side's claims must not draw another root to it. What is only hoped or
/// feared hangs on the side that is told most.
fn settle_unnamed(world: &World, sides: &mut BTreeMap<String, Vec<usize>>, unnamed: Vec<usize>) {
    let only = if sides.len() == 1 { sides.keys().next().cloned() } else { None };
    let most = sides.iter().max_by_key(|(side, list)| (list.len(), Reverse((*side).clone()))).map(|(side, _)| side.clone());
    let mut told: BTreeMap<(u8, usize), BTreeSet<String>> = BTreeMap::new();
    for (side, list) in sides.iter().filter(|_| sides.len() > 1) {
        for near in list.iter().flat_map(|&claim| around(world, claim)) {
            told.entry(near).or_default().insert(side.clone());
        }
    }
    for claim in unnamed {
        let one = |near: (u8, usize)| told.get(&near).filter(|sides| sides.len() == 1).and_then(|sides| sides.first());
        let beside = around(world, claim).find_map(one);
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
    let nameless = move |actor: &str| is_symmetric(key.event_type) && naming(actor) == Naming::Unlisted("body");
    // Observatories and newspapers tell of a fight: whoever takes one for its doer misread the sentence.
    let watches = |actor: &&EntityRef| armed && matches!(actor.kind, EntityKind::Agency | EntityKind::Media | EntityKind::Ngo | EntityKind::Company);
    let watching: Vec<&str> = facts.claim.parts.actors.iter().filter(watches).map(|actor| world.knowledge.root(&actor.id, facts.on)).collect();
    let fights = move |actor: &&str| takes_sides(actor, armed) && !nameless(actor) && !watching.contains(actor);
    facts.actors.iter().chain(targets).map(String::as_str).filter(fights)
}

/// Words for forces of whatever side.
const ANY_FORCE: [&str; 12] =
    ["airforce", "army", "brigade", "elements", "forces", "garrison", "guard", "police", "reinforcements", "soldiers", "troops", "units"];

/// Whether an id is a word for forces of whatever side.
pub(crate) fn is_any_force(actor: &str) -> bool {
    matches!(naming(actor), Naming::Generic(word) if ANY_FORCE.contains(&word))
}

/// Crowds, residents, unnamed sources and forces of whatever side stand on none; `المسلحون` do where it is about arms, a man whom no
/// table knows does not: he is one of those who fight.
pub(crate) fn takes_sides(actor: &str, armed: bool) -> bool {
    match naming(actor) {
        Naming::Listed => true,
        Naming::People | Naming::Unnamed => false,
        Naming::Generic(_) => armed && !is_any_force(actor),
        Naming::Unlisted(kind) => !(armed && matches!(kind, "person" | "official")),
    }
}
