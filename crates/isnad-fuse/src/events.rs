//! From clusters to events: roles, days, chains, status with its history, attribution dropped, perpetrators.

use crate::areas::is_country;
use crate::bucket::{Key, is_any_force, is_symmetric, takes_sides};
use crate::chains::chains;
use crate::days::{Day, Days, date};
use crate::given::{Changes, Stirred, stirred};
use crate::interest::Stake;
use crate::memory::Memory;
use crate::merge::{Cluster, clusters};
use crate::precision::precision;
use crate::record::{Chain, Contradiction, Dropped, Event, EventTime, Figure, Perpetrator, Reason, StatusAt, Watch, Why};
use crate::sources::Counts;
use crate::status::{Beside, judge, supersede};
use crate::world::World;
use isnad_model::{ArticleId, ClaimId, ClaimParts, EntityKind, EntityRef, EventType, Family, Naming, Polarity, Quantity, TimePrecision, ids, naming};
use jiff::civil::{Date, DateTime};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// An event with what passes over all events ask of it; the rest stands apart, so that such a pass reads little.
#[derive(Debug)]
pub(crate) struct Built {
    pub event: Arc<Event>,
    /// Its id but for what tells it from others that would bear the same.
    name: String,
    /// Its number in the memory, that of its bucket, and its place among the events of the bucket.
    pub number: u32,
    bucket: u32,
    nth: usize,
    /// Numbers of its place, of the places that this is part of, and of the one that it faces across a border.
    pub place: u32,
    pub wholes: [u32; WHOLES],
    pub pair: Option<u32>,
    pub event_type: EventType,
    /// Made in this run.
    pub fresh: bool,
    /// Links that it looks for: kind, and number of the event.
    pub forward: Vec<(&'static str, u32)>,
    pub contradictions: Vec<Arc<Contradiction>>,
    pub watch: Option<Arc<Watch>>,
    rest: Box<Rest>,
}

/// What an event was made of, and what follows from it alone.
#[derive(Debug)]
pub(crate) struct Rest {
    pub cluster: Cluster,
    pub stake: Stake,
    /// The root that most claims name as the doer.
    pub doer: Option<String>,
    pub figures: Vec<Arc<Figure>>,
    /// What it adds to the counts of sources, by number of the name.
    pub counts: Vec<(u32, Counts)>,
}

/// Most places, one in the other, that an event's place is part of.
const WHOLES: usize = 4;

/// No place and no event bears this number.
pub(crate) const NONE: u32 = u32::MAX;

impl Deref for Built {
    type Target = Rest;

    fn deref(&self) -> &Rest {
        &self.rest
    }
}

impl DerefMut for Built {
    fn deref_mut(&mut self) -> &mut Rest {
        &mut self.rest
    }
}

/// Where the event of each number stands.
pub(crate) struct Index(Vec<u32>);

impl Index {
    pub fn of(built: &[Built]) -> Self {
        let mut index = vec![NONE; built.iter().map(|one| one.number as usize + 1).max().unwrap_or(0)];
        built.iter().enumerate().for_each(|(i, one)| index[one.number as usize] = i as u32);
        Index(index)
    }

    /// The place of the event of a number, if there is one still.
    pub fn at(&self, number: u32) -> Option<usize> {
        self.0.get(number as usize).filter(|&&at| at != NONE).map(|&at| at as usize)
    }

    /// The events of some numbers that are there still, in their order.
    pub fn all<'b>(&self, built: &'b [Built], numbers: impl Iterator<Item = u32>) -> Vec<&'b Built> {
        let mut places: Vec<usize> = numbers.filter_map(|number| self.at(number)).collect();
        places.sort_unstable();
        places.into_iter().map(|at| &built[at]).collect()
    }
}

impl Built {
    /// The first day that it is known to have happened on or before.
    pub fn day(&self) -> Option<Date> {
        self.event.time.start.or(self.event.time.before)
    }

    fn order(&self) -> (&str, &Key, usize) {
        (&self.name, &self.cluster.key, self.nth)
    }
}

/// The events of `world`, ordered by id, of which only those are made whose claims have changed; and those that are no more.
pub(crate) fn events(world: &World, memory: &mut Memory) -> (Vec<Built>, Vec<Built>) {
    let Stirred { keys, buckets, changes } = stirred(world, memory);
    let mut fresh: Vec<Built> = Vec::new();
    for (bucket, claims) in buckets {
        let clusters = clusters(world, &memory.key(bucket), &claims, &changes).into_iter().enumerate();
        fresh.extend(clusters.map(|(nth, cluster)| build(world, memory, cluster, (bucket, nth), &changes)));
    }
    memory.changes = changes;
    let mut out = memory.take_built(world);
    let gone: Vec<Built> = out.extract_if(.., |one| keys.contains(&one.bucket)).collect();
    let names: BTreeSet<String> = fresh.iter().chain(&gone).map(|one| one.name.clone()).collect();
    let mut out = merged(out, fresh);
    for name in names {
        name_twins(memory, &mut out, &name);
    }
    (out, gone)
}

/// A sorted list with a short unsorted one put where its members belong.
fn merged(sorted: Vec<Built>, mut new: Vec<Built>) -> Vec<Built> {
    new.sort_by(|a, b| a.order().cmp(&b.order()));
    let places: Vec<usize> = new.iter().map(|one| sorted.partition_point(|other| other.order() <= one.order())).collect();
    let mut out = Vec::with_capacity(sorted.len() + new.len());
    let mut sorted = sorted.into_iter();
    let mut taken = 0;
    for (one, place) in new.into_iter().zip(places) {
        out.extend(sorted.by_ref().take(place - taken));
        taken = place;
        out.push(one);
    }
    out.extend(sorted);
    out
}

/// Events that would bear one id are told apart by their place in the canonical order.
fn name_twins(memory: &mut Memory, built: &mut [Built], name: &str) {
    let start = built.partition_point(|one| *one.name < *name);
    for (nth, one) in built[start..].iter_mut().take_while(|one| one.name == name).enumerate() {
        let id = if nth == 0 { one.name.clone() } else { format!("{}.{}", one.name, nth + 1) };
        if one.event.id != id {
            Arc::make_mut(&mut one.event).id = id;
            if !one.fresh {
                one.number = memory.next_event();
                one.fresh = true;
                memory.outdated.append(&mut one.rest.figures);
            }
        }
    }
}

fn build(world: &World, memory: &mut Memory, cluster: Cluster, (bucket, nth): (u32, usize), changes: &Changes) -> Built {
    let claims = cluster.claims();
    let core: Vec<usize> = cluster.core.iter().map(|(claim, _)| *claim).collect();
    let voiced = if core.is_empty() { &claims } else { &core };
    let held = held(world, &cluster, changes);
    let stake = Stake { held, ..stake(world, voiced, cluster.key.event_type) };
    let place = cluster.key.place.clone();
    let mut wholes = [NONE; WHOLES];
    wholes.iter_mut().zip(ancestors(world, &place)).for_each(|(number, whole)| *number = memory.places.number(whole));
    Built {
        event: Arc::new(event(world, &cluster, &claims, voiced, &stake)),
        name: id(world, &cluster, &claims),
        number: memory.next_event(),
        bucket,
        nth,
        place: memory.places.number(&place),
        wholes,
        pair: world.knowledge.paired_places.get(&place).map(|pair| memory.places.number(pair)),
        event_type: cluster.key.event_type,
        fresh: true,
        forward: Vec::new(),
        contradictions: Vec::new(),
        watch: None,
        rest: Box::new(Rest { doer: doer(world, voiced), figures: Vec::new(), counts: Vec::new(), stake, cluster }),
    }
}

fn event(world: &World, cluster: &Cluster, claims: &[usize], voiced: &[usize], stake: &Stake) -> Event {
    let core: Vec<usize> = cluster.core.iter().map(|(claim, _)| *claim).collect();
    let event_type = cluster.key.event_type;
    let sides = sides(world, &core, event_type, stake);
    let beside = Beside { admitted: false, only_hypothetical: core.is_empty() && cluster.restated.is_empty() };
    let (support, denied_by, status) = judge(&sides.on, &sides.off, beside);
    let articles: BTreeSet<usize> = voiced.iter().map(|&claim| world.claims[claim].article).collect();
    let time = time(world, &core);
    let entities = |ids: BTreeSet<String>| world.names.entities(&ids);
    let member = |pick: fn(&ClaimParts) -> &Vec<EntityRef>| -> BTreeSet<String> {
        voiced.iter().flat_map(|&claim| pick(&world.claims[claim].claim.parts)).map(|entity| entity.id.to_string()).collect()
    };
    let story = |&article: &usize| world.articles[article].story.map(|story| world.story_ids[story].to_string());
    Event {
        id: id(world, cluster, claims),
        event_type,
        partial: cluster.key.partial,
        places: (!cluster.key.place.is_empty()).then(|| world.names.place(&cluster.key.place)).into_iter().collect(),
        actors: entities(parties(event_type, member(|parts| &parts.actors))),
        targets: entities(member(|parts| &parts.targets)),
        precision: precision(world.names.place_kind(&cluster.key.place), !cluster.key.place.is_empty(), cluster.key.partial, &time),
        dates: exact_dates(world, &core),
        history: history(world, &core, event_type, stake, None),
        time,
        support,
        denied_by,
        status,
        outlets: outlets(world, &articles),
        attribution_dropped: dropped(world, &core, &sides.zero),
        perpetrators: perpetrators(world, &core, event_type),
        chains_for: sides.on,
        chains_against: sides.off,
        unattributed: claim_ids(world, &sides.zero),
        hypotheticals: claim_ids(world, &cluster.hypothetical),
        restatements: claim_ids(world, &cluster.restated),
        linked: Vec::new(),
        reasons: reasons(world, cluster),
        near_misses: Vec::new(),
        stories: articles.iter().filter_map(story).collect::<BTreeSet<_>>().into_iter().collect(),
        articles: articles.iter().map(|&article| world.articles[article].article.id.clone()).collect::<BTreeSet<ArticleId>>().into_iter().collect(),
        admitted_by: Vec::new(),
    }
}

/// Doers of an event without the words for forces of whatever side that stand beside somebody named: `الوحدات` are his. Of those who
/// fight each other they may be the others.
fn parties(event_type: EventType, mut doers: BTreeSet<String>) -> BTreeSet<String> {
    if !is_symmetric(event_type) && !doers.iter().all(|doer| is_any_force(doer)) {
        doers.retain(|doer| !is_any_force(doer));
    }
    doers
}

/// The places that `place` is part of, nearest first.
fn ancestors<'k>(world: &'k World, place: &str) -> Vec<&'k str> {
    let mut out: Vec<&str> = Vec::new();
    let mut at = place;
    for _ in 0..WHOLES {
        match world.knowledge.part_of_place.get(at) {
            // What happens somewhere in a country is no whole of what happens in a town of it.
            Some(next) if is_country(next) => break,
            Some(next) if next != place && !out.contains(&next.as_str()) => {
                out.push(next);
                at = next;
            }
            _ => break,
        }
    }
    out
}

fn id(world: &World, cluster: &Cluster, claims: &[usize]) -> String {
    let key = &cluster.key;
    // A story's name changes when an older article joins it, so what only the story tells apart goes by its first claim.
    let of_its_story = key.place.is_empty() && (!key.event_type.is_speech_act() || key.content.ends_with('>'));
    let first = || claims.iter().map(|&claim| world.claims[claim].claim.id.as_str()).min().unwrap_or("").to_owned();
    let day = match cluster.days {
        Some(days) if of_its_story => format!("{} {}", days.start, first()),
        Some(days) => days.start.to_string(),
        None if of_its_story => first(),
        None if cluster.core.is_empty() && cluster.restated.is_empty() => "hypothetical".into(),
        None => first(),
    };
    let parts = [key.event_type.name(), &key.place, if key.partial { "part" } else { "" }, &key.content, &cluster.side, &day];
    format!("e-{}", &ids::digest(&parts)[..16])
}

/// Claim ids, sorted.
pub(crate) fn claim_ids(world: &World, claims: &[usize]) -> Vec<ClaimId> {
    let mut out: Vec<ClaimId> = claims.iter().map(|&claim| world.claims[claim].claim.id.clone()).collect();
    out.sort();
    out
}

fn stake(world: &World, claims: &[usize], event_type: EventType) -> Stake {
    let union = |roles: &mut dyn Iterator<Item = &Vec<String>>| roles.flatten().cloned().collect::<BTreeSet<String>>().into_iter().collect();
    let civilians = |claim: &usize| world.claims[*claim].claim.parts.quantity.as_ref().is_some_and(Quantity::is_of_civilians);
    Stake {
        actors: union(&mut claims.iter().map(|&claim| &world.claims[claim].actors)),
        targets: union(&mut claims.iter().map(|&claim| &world.claims[claim].targets)),
        held: Vec::new(),
        civilians: event_type == EventType::AttackCivilians || claims.iter().any(civilians),
        armed: claims.iter().any(|&claim| harms_armed(&world.claims[claim].claim.parts)),
        on: claims.iter().filter_map(|&claim| world.claims[claim].on).min(),
        done: None,
        said: None,
    }
}

/// Whether those whom a claim tells to come to harm are armed.
pub(crate) fn harms_armed(parts: &ClaimParts) -> bool {
    let counted = parts.quantity.as_ref().is_some_and(Quantity::is_of_armed);
    counted || parts.targets.iter().any(|target| target.kind == EntityKind::Force)
}

/// Who was told to hold the place where an event changes who does.
fn held(world: &World, cluster: &Cluster, changes: &Changes) -> Vec<String> {
    if !matches!(cluster.key.event_type, EventType::Capture | EventType::Advance) {
        return Vec::new();
    }
    let published = || cluster.core.iter().filter_map(|&(claim, _)| world.published(claim)).map(|days| days.start).min();
    let day = cluster.days.map(|days| days.start).or_else(published);
    day.map_or(Vec::new(), |day| changes.held(world, &cluster.key.place, day))
}

/// The party most claims name. Words that name no party (`الأهالي`, `الوحدات`), and those who only tell of it, hold nothing.
fn doer(world: &World, claims: &[usize]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for facts in claims.iter().map(|&claim| &world.claims[claim]) {
        for actor in facts.claim.parts.actors.iter().filter(|actor| is_party(actor)) {
            *counts.entry(world.knowledge.root(&actor.id, facts.on)).or_default() += 1;
        }
    }
    let most = counts.values().max().copied()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(actor, _)| actor.to_owned())
}

fn is_party(actor: &EntityRef) -> bool {
    use EntityKind::*;
    let named = matches!(naming(&actor.id), Naming::Listed | Naming::Unlisted(_));
    named && !matches!(actor.kind, Agency | Media | Ngo | Un | Company | People | Unnamed)
}

/// What speaks for an event, against it, and without a source that counts.
struct Sides {
    on: Vec<Chain>,
    off: Vec<Chain>,
    zero: Vec<usize>,
}

fn sides(world: &World, core: &[usize], event_type: EventType, stake: &Stake) -> Sides {
    let (denied, asserted): (Vec<usize>, Vec<usize>) = core.iter().partition(|&&claim| world.claims[claim].is_denied());
    let (denied, retold) = settle_flat_denials(world, &denied);
    let (of_doers, against) = denials_of_doers(world, event_type, &asserted, &denied);
    let (mut on, zero) = chains(world, &asserted, event_type, Polarity::Asserted, stake);
    let (mut off, _) = chains(world, &against, event_type, Polarity::Denied, stake);
    add_denials_of_doers(world, &mut off, chains(world, &of_doers, event_type, Polarity::Denied, stake).0);
    if !on.is_empty() && !off.is_empty() {
        take_back(world, event_type, &mut on, &denied);
        take_back(world, event_type, &mut off, &asserted);
    }
    outdate(world, &mut off, &asserted, &denied);
    show_retold(world, &mut off, &retold);
    Sides { on, off, zero }
}

/// Those named as doers of a deed of violence by a claim.
fn named_doers<'w>(world: &'w World, claim: usize) -> impl Iterator<Item = &'w String> {
    world.claims[claim].actors.iter().filter(|actor| takes_sides(actor, true))
}

/// Whether two claims may speak of one doer: one names none, or both the same side.
fn of_one_doer(world: &World, a: usize, b: usize) -> bool {
    let unnamed = |claim: usize| named_doers(world, claim).next().is_none();
    let on = world.claims[a].on.min(world.claims[b].on);
    unnamed(a) || unnamed(b) || named_doers(world, a).any(|x| named_doers(world, b).any(|y| world.knowledge.same_side(x, y, on)))
}

/// Where a deed is laid to several sides: the denials that name a doer, which deny his part only; and those against the event.
fn denials_of_doers(world: &World, event_type: EventType, asserted: &[usize], denied: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let accusing: Vec<usize> = asserted.iter().copied().filter(|&claim| named_doers(world, claim).next().is_some()).collect();
    let several = has_doer(event_type) && accusing.iter().any(|&a| accusing.iter().any(|&b| !of_one_doer(world, a, b)));
    denied.iter().partition(|&&claim| several && named_doers(world, claim).next().is_some())
}

/// Puts denials of somebody's part beside those of the event; a root that denies both denies the event.
fn add_denials_of_doers(world: &World, off: &mut Vec<Chain>, of_doers: Vec<Chain>) {
    for mut chain in of_doers {
        if let Some(whole) = off.iter_mut().find(|whole| whole.root == chain.root) {
            whole.claims.append(&mut chain.claims);
            whole.claims.sort();
            whole.outlets.append(&mut chain.outlets);
            whole.outlets.sort();
            whole.outlets.dedup();
            continue;
        }
        let at = chain.claims.iter().filter_map(|id| world.index_of(id));
        let doers: BTreeSet<String> = at.flat_map(|claim| named_doers(world, claim).cloned()).collect();
        chain.denies_doing = world.names.entities(&doers);
        off.push(chain);
    }
    off.sort_by(|a, b| a.root.id.cmp(&b.root.id));
}

/// Marks the denials of days before the first on which it is asserted: what came to be since was not so then. Whoever denies it again
/// once it is told, or without saying of which day, denies it still.
fn outdate(world: &World, off: &mut [Chain], asserted: &[usize], denied: &[usize]) {
    let exact = |claim: usize| world.claims[claim].told.filter(|days| days.width() == 0).map(|days| days.start);
    let counted = || asserted.iter().copied().filter(|&claim| world.claims[claim].counts());
    let Some(first) = counted().filter_map(exact).min().filter(|_| counted().all(|claim| exact(claim).is_some())) else { return };
    let earlier: BTreeSet<&ClaimId> = denied
        .iter()
        .filter(|&&claim| exact(claim).is_some_and(|day| day < first) && world.published(claim).is_some_and(|told| told.end < first))
        .map(|&claim| &world.claims[claim].claim.id)
        .collect();
    for chain in off {
        chain.outdated = chain.claims.iter().all(|id| earlier.contains(id));
    }
}

/// Marks the chains of one side whose roots later said the opposite of the same doer; `others` are the claims of the other side.
fn take_back(world: &World, event_type: EventType, chains: &mut [Chain], others: &[usize]) {
    let told = |claim: usize| world.articles[world.claims[claim].article].moment();
    let roots = |claim: usize| world.claims[claim].origins.iter().filter_map(|origin| origin.root.as_deref());
    supersede(chains, |id| {
        let claim = world.index_of(id)?;
        let at = told(claim)?;
        let opposite = |other: &usize| {
            let same = !has_doer(event_type) || of_one_doer(world, claim, *other);
            let day = |moment: DateTime| Some(moment.date());
            let one_party = |root: &str| !world.knowledge.was_taken_over(root, day(at), told(*other).and_then(day));
            same && told(*other).is_some_and(|then| then > at) && roots(*other).any(|root| one_party(root) && roots(claim).any(|own| own == root))
        };
        Some(others.iter().any(opposite))
    });
}

/// Where an article, or another of its story, names who denies it, what is denied in flat prose beside is that denier's word, not a second
/// denier's. Returns the denials that stand for themselves, and the flat ones each with the denial that it retells.
pub(crate) fn settle_flat_denials(world: &World, denied: &[usize]) -> (Vec<usize>, Vec<(usize, usize)>) {
    let facts = |claim: usize| &world.claims[claim];
    let story = |claim: usize| world.articles[facts(claim).article].story;
    let mut named: Vec<usize> = denied.iter().copied().filter(|&claim| !facts(claim).is_flat() && facts(claim).counts()).collect();
    named.sort_by_key(|&claim| (world.articles[facts(claim).article].moment(), &facts(claim).claim.id));
    let told = |flat: usize| {
        let here = || named.iter().find(|&&other| facts(other).article == facts(flat).article);
        here().or_else(|| named.iter().find(|&&other| story(flat).is_some() && story(other) == story(flat))).copied()
    };
    let mut own = Vec::new();
    let mut retold = Vec::new();
    for &claim in denied {
        match told(claim).filter(|_| facts(claim).is_flat()) {
            Some(of) => retold.push((claim, of)),
            None => own.push(claim),
        }
    }
    (own, retold)
}

/// Retellings are shown under the denier, whom they do not make two.
fn show_retold(world: &World, chains: &mut [Chain], retold: &[(usize, usize)]) {
    for &(flat, of) in retold {
        let (flat, of) = (&world.claims[flat], &world.claims[of].claim.id);
        if let Some(chain) = chains.iter_mut().find(|chain| chain.claims.contains(of)) {
            chain.outlets.push(world.articles[flat.article].outlet.to_string());
            chain.claims.push(flat.claim.id.clone());
        }
    }
    for chain in chains.iter_mut().filter(|_| !retold.is_empty()) {
        chain.outlets.sort();
        chain.outlets.dedup();
        chain.claims.sort();
    }
}

/// The status as it was after each day of publication, changes only. From `admitted` on, the loser's word on the counterpart counts.
pub(crate) fn history(world: &World, core: &[usize], event_type: EventType, stake: &Stake, admitted: Option<Option<Day>>) -> Vec<StatusAt> {
    let known = |claim: &usize| world.published(*claim).map(|days| days.start);
    let days: BTreeSet<Option<Day>> = core.iter().map(known).chain(admitted).collect();
    let mut out: Vec<StatusAt> = Vec::new();
    for day in days {
        let upto: Vec<usize> = core.iter().copied().filter(|claim| known(claim) <= day).collect();
        if upto.is_empty() {
            continue;
        }
        let sides = sides(world, &upto, event_type, stake);
        let beside = Beside { admitted: admitted.is_some_and(|from| from <= day), only_hypothetical: false };
        let (support, denied_by, status) = judge(&sides.on, &sides.off, beside);
        let changed = out.last().is_none_or(|last| (last.support, last.denied_by, last.status) != (support, denied_by, status));
        if changed {
            out.push(StatusAt { from: day.map(date), status, support, denied_by });
        }
    }
    out
}

fn outlets(world: &World, articles: &BTreeSet<usize>) -> Vec<String> {
    let name = |&article: &usize| {
        let facts = &world.articles[article];
        if facts.article.outlet.id.is_empty() { facts.article.id.to_string() } else { facts.outlet.to_string() }
    };
    articles.iter().map(name).collect::<BTreeSet<String>>().into_iter().collect()
}

fn exact_dates(world: &World, core: &[usize]) -> BTreeMap<Date, Vec<ClaimId>> {
    let mut out: BTreeMap<Date, Vec<ClaimId>> = BTreeMap::new();
    for facts in core.iter().map(|&claim| &world.claims[claim]) {
        if let Some(days) = facts.days.filter(|days| days.width() == 0) {
            out.entry(date(days.start)).or_default().push(facts.claim.id.clone());
        }
    }
    out.values_mut().for_each(|list| list.sort());
    out
}

fn time(world: &World, core: &[usize]) -> EventTime {
    let before = core.iter().filter_map(|&claim| world.published(claim)).map(|days| days.end).min().map(date);
    let pick = |wanted: &dyn Fn(usize, Days) -> bool| -> Option<(Days, bool)> {
        let found: Vec<(Days, bool)> = core
            .iter()
            .filter_map(|&claim| world.claims[claim].days.filter(|days| wanted(claim, *days)).map(|days| (days, world.claims[claim].days_inferred)))
            .collect();
        let certain: Vec<(Days, bool)> = found.iter().copied().filter(|(_, inferred)| !inferred).collect();
        let list = if certain.is_empty() { found } else { certain };
        list.into_iter().reduce(|a, b| (a.0.cover(b.0), a.1 && b.1))
    };
    let asserted = |claim: usize| !world.claims[claim].is_denied();
    let found = pick(&|claim, days| asserted(claim) && days.width() == 0)
        .or_else(|| pick(&|_, days| days.width() == 0))
        .or_else(|| pick(&|_, days| days.width() <= 6))
        .or_else(|| pick(&|_, _| true));
    let Some((days, inferred)) = found else { return EventTime { start: None, end: None, precision: None, inferred: false, before } };
    let precision = match days.width() {
        0 => TimePrecision::Day,
        1..=6 => TimePrecision::Week,
        7..=30 => TimePrecision::Month,
        31..=366 => TimePrecision::Year,
        _ => TimePrecision::Range,
    };
    EventTime { start: Some(date(days.start)), end: Some(date(days.end)), precision: Some(precision), inferred, before }
}

/// Flat claims whose words, figures or passage are attributed elsewhere in the event.
fn dropped(world: &World, core: &[usize], zero: &[usize]) -> Vec<Dropped> {
    let flat: Vec<usize> = zero.iter().copied().filter(|&claim| world.claims[claim].origins.is_empty()).collect();
    if flat.is_empty() {
        return Vec::new();
    }
    let mut attributed: Vec<usize> = core.iter().copied().filter(|&claim| world.claims[claim].counts() && !world.claims[claim].is_denied()).collect();
    attributed.sort_by_key(|&claim| (world.articles[world.claims[claim].article].moment(), &world.claims[claim].claim.id));
    flat.into_iter().filter_map(|claim| attributed_elsewhere(world, claim, &attributed)).collect::<BTreeSet<Dropped>>().into_iter().collect()
}

/// The first attributed claim that shares a flat claim's passage, words or figure.
pub(crate) fn attributed_elsewhere(world: &World, claim: usize, attributed: &[usize]) -> Option<Dropped> {
    let flat = &world.claims[claim];
    let value = |facts: &crate::world::ClaimFacts| facts.claim.parts.quantity.as_ref().map(|quantity| (quantity.value, quantity.subgroup.clone()));
    let by = |other: &crate::world::ClaimFacts| {
        let words = flat.claim.parts.quotation.is_some() && flat.claim.parts.quotation == other.claim.parts.quotation;
        match () {
            _ if other.derivation == flat.derivation => Some("passage"),
            _ if words => Some("quotation"),
            _ if value(flat).is_some() && value(flat) == value(other) => Some("figure"),
            _ => None,
        }
    };
    attributed.iter().map(|&other| &world.claims[other]).find_map(|other| {
        let root = other.origins.iter().find_map(|origin| origin.root.clone())?;
        by(other).map(|by| Dropped { claim: flat.claim.id.clone(), attributed_in: other.claim.id.clone(), source: root, by })
    })
}

/// Types of deeds that somebody did to somebody.
fn has_doer(event_type: EventType) -> bool {
    matches!(event_type.family(), Family::Violence | Family::Casualties) && event_type != EventType::Clash
}

/// Who is said to have done it, where the type has a doer.
fn perpetrators(world: &World, core: &[usize], event_type: EventType) -> Vec<Perpetrator> {
    if !has_doer(event_type) {
        return Vec::new();
    }
    let mut by_actor: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &claim in core.iter().filter(|&&claim| !world.claims[claim].is_denied()) {
        for actor in &world.claims[claim].actors {
            by_actor.entry(actor).or_default().push(claim);
        }
    }
    let named = parties(event_type, by_actor.keys().map(|&actor| actor.to_owned()).collect());
    by_actor.retain(|actor, _| named.contains(*actor));
    let roots = |claims: &[usize]| -> BTreeSet<String> {
        claims.iter().flat_map(|&claim| world.claims[claim].origins.iter().filter_map(|origin| origin.root.clone())).collect()
    };
    by_actor
        .into_iter()
        .map(|(actor, claims)| Perpetrator {
            actor: world.names.entity(actor),
            chains: roots(&claims).into_iter().collect(),
            claims: claim_ids(world, &claims),
        })
        .collect()
}

fn reasons(world: &World, cluster: &Cluster) -> Vec<Reason> {
    let id = |claim: usize| world.claims[claim].claim.id.clone();
    let core = cluster.core.iter().map(|&(claim, code)| Reason { claim: id(claim), code });
    let hypothetical = cluster.hypothetical.iter().map(|&claim| Reason { claim: id(claim), code: Why::Hypothetical });
    let restated = cluster.restated.iter().map(|&claim| Reason { claim: id(claim), code: Why::OutsideTheBody });
    core.chain(hypothetical).chain(restated).collect::<BTreeSet<Reason>>().into_iter().collect()
}
