//! Who holds what, over valid time and knowledge time (record.md, "control").

use crate::days::{Day, date, day};
use crate::events::Built;
use crate::memory::Memory;
use crate::record::{Chain, Control, ControlState, ControlStatus, Ground, Named, Status, Support};
use crate::world::World;
use isnad_model::{EventType, Interest, PlaceKind};
use jiff::civil::{Date, DateTime};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Control of every place whose holder is spoken of, ordered by place; only places where an event has changed are looked at again.
pub(crate) fn control(world: &World, memory: &mut Memory, built: &[Built], gone: &[Built], touched: &[bool]) -> Vec<Arc<Control>> {
    let stirred = built.iter().zip(touched).filter(|(_, touched)| **touched).map(|(one, _)| one).chain(gone);
    let mut by_place: BTreeMap<&str, Vec<&Built>> =
        stirred.filter(|one| !one.cluster.key.place.is_empty()).map(|one| (one.cluster.key.place.as_str(), Vec::new())).collect();
    let places: FxHashSet<u32> = by_place.keys().map(|place| memory.places.number(place)).collect();
    for one in built.iter().filter(|one| places.contains(&one.place) && bears_on_control(one)) {
        if let Some(events) = by_place.get_mut(one.cluster.key.place.as_str()) {
            events.push(one);
        }
    }
    for (place, events) in by_place {
        // A change of holder and its counterpart are of one place.
        let by_id = events.iter().map(|one| (one.event.id.as_str(), *one)).collect();
        match of_place(world, place, events, &by_id) {
            Some(control) => drop(memory.control.insert(place.to_owned(), Arc::new(control))),
            None => drop(memory.control.remove(place)),
        }
    }
    memory.control.values().cloned().collect()
}

fn bears_on_control(built: &Built) -> bool {
    use EventType::*;
    let asserted = || !built.event.chains_for.is_empty() || !built.event.unattributed.is_empty();
    matches!(built.event_type, Capture | Withdraw | Hold | Clash | Advance | Offensive) && asserted()
}

/// A place on its way through its events.
struct Place<'w> {
    world: &'w World<'w>,
    kind: PlaceKind,
    holder: Option<String>,
    claimant: Option<String>,
    status: Option<ControlStatus>,
    since: Option<Day>,
    basis: Vec<Ground>,
    /// The day by which relations are judged.
    on: Option<Date>,
    /// An advance was reported, so fighting told in flat prose is fighting for the place.
    attacked: bool,
    /// The last confirmed capture: its day, its first telling, its doer.
    taken: Option<(Day, Option<DateTime>, String)>,
    /// Who was last said to have left, by nobody but his enemies.
    left: Option<String>,
    /// What is told of one day cannot all be so, and which came last nothing tells.
    unsettled: bool,
    /// How the events name the party of each root: the army of a government, where it is the army that is told to hold a place.
    told_as: BTreeMap<String, String>,
    history: Vec<ControlState>,
}

fn of_place(world: &World, place: &str, mut events: Vec<&Built>, by_id: &BTreeMap<&str, &Built>) -> Option<Control> {
    let kind = world.names.place_kind(place);
    if matches!(kind, PlaceKind::Country | PlaceKind::Sea) {
        return None;
    }
    let told: BTreeMap<&str, Option<DateTime>> = events.iter().map(|one| (one.event.id.as_str(), first_told(world, one))).collect();
    let told = |one: &Built| told.get(one.event.id.as_str()).copied().flatten();
    let rank = |one: &Built| rank(one.event.event_type) + if left_again(world, one, &events, &told) { LEFT_AGAIN } else { 0 };
    let mut order: Vec<_> = events.iter().map(|one| (when(one), rank(one), told(one).is_none(), told(one), one.event.id.as_str(), *one)).collect();
    order.sort_by(|a, b| (a.0, a.1, a.2, a.3, a.4).cmp(&(b.0, b.1, b.2, b.3, b.4)));
    events = order.into_iter().map(|(.., one)| one).collect();
    let attacked = events.iter().any(|one| matches!(one.event.event_type, EventType::Advance | EventType::Offensive));
    let mut state = Place {
        world,
        kind,
        holder: None,
        claimant: None,
        status: None,
        since: None,
        basis: Vec::new(),
        on: None,
        attacked,
        taken: None,
        left: None,
        unsettled: false,
        told_as: told_as(world, &events),
        history: Vec::new(),
    };
    for one in &events {
        let before = (state.holder.clone(), state.claimant.clone(), state.status);
        state.on = one.day();
        state.step(one, by_id);
        if before != (state.holder.clone(), state.claimant.clone(), state.status) {
            state.remember(one);
        }
    }
    let status = state.status?;
    let unsettled = state.unsettled;
    let changes = |one: &&&Built| matches!(one.event.event_type, EventType::Capture | EventType::Withdraw | EventType::Hold);
    let current = |one: &&&Built| state.since.is_none_or(|since| when(one) >= since - 14);
    let disputed = unsettled || events.iter().filter(changes).filter(current).any(|one| one.event.status == Status::Disputed);
    let name = |id: &Option<String>| id.as_deref().map(|id| state.name(id));
    Some(Control {
        place: world.names.place(place),
        holder: name(&state.holder),
        claimant: name(&state.claimant),
        status,
        disputed,
        since: state.since.filter(|&day| day != Day::MAX).map(date),
        basis: state.basis.clone(),
        history: state.history.clone(),
        pair: world.knowledge.paired_places.get(place).cloned(),
    })
}

/// When the first page told of an event, where more than its day is known.
fn first_told(world: &World, one: &Built) -> Option<DateTime> {
    let asserted = one.cluster.core.iter().map(|&(claim, _)| claim).filter(|&claim| !world.claims[claim].is_denied());
    asserted.filter_map(|claim| world.hour(claim)).min()
}

/// What is told of one who leaves on the day on which he came, after that was told, comes after it.
const LEFT_AGAIN: u8 = 8;

fn left_again(world: &World, one: &Built, events: &[&Built], told: &impl Fn(&Built) -> Option<DateTime>) -> bool {
    let came = |other: &&Built| {
        let same = one.doer.as_ref().zip(other.doer.as_ref()).is_some_and(|(a, b)| world.knowledge.same_side(a, b, one.day()));
        let before = told(other).zip(told(one)).is_some_and(|(came, left)| came < left);
        other.event.event_type == EventType::Capture && when(other) == when(one) && same && before
    };
    one.event.event_type == EventType::Withdraw && events.iter().any(came)
}

fn when(built: &Built) -> Day {
    built.day().map_or(Day::MAX, day)
}

fn rank(event_type: EventType) -> u8 {
    match event_type {
        EventType::Hold => 0,
        EventType::Withdraw => 1,
        EventType::Advance | EventType::Offensive => 2,
        EventType::Clash => 3,
        _ => 4,
    }
}

fn standing(built: &Built) -> impl Iterator<Item = &Chain> {
    built.event.chains_for.iter().filter(|chain| !chain.superseded)
}

/// Whether a root has no part in it, or speaks against its own.
fn is_no_party(chain: &Chain) -> bool {
    matches!(chain.interest, Interest::ThirdParty | Interest::Admission)
}

/// For the root of every doer, the party of that root that most claims name.
fn told_as(world: &World, events: &[&Built]) -> BTreeMap<String, String> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for one in events.iter().filter(|one| one.doer.is_some()) {
        for (claim, actor) in
            one.cluster.core.iter().flat_map(|&(claim, _)| world.claims[claim].claim.parts.actors.iter().map(move |actor| (claim, actor)))
        {
            *counts.entry((world.knowledge.root(&actor.id, world.claims[claim].on), &actor.id)).or_default() += 1;
        }
    }
    let mut order: Vec<((&str, &str), usize)> = counts.into_iter().collect();
    order.sort_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    order.into_iter().map(|((root, actor), _)| (root.to_owned(), actor.to_owned())).collect()
}

impl Place<'_> {
    fn name(&self, root: &str) -> Named {
        self.world.names.entity(self.told_as.get(root).map_or(root, String::as_str))
    }

    fn step(&mut self, one: &Built, by_id: &BTreeMap<&str, &Built>) {
        let Some(actor) = one.doer.clone() else {
            if one.event.event_type == EventType::Clash {
                self.fight(one);
            }
            return;
        };
        match one.event.event_type {
            EventType::Hold => self.hold(one, actor),
            EventType::Withdraw => self.leave(one, actor),
            EventType::Capture if one.event.partial => self.part(one, &actor),
            EventType::Capture => self.take(one, actor, by_id),
            EventType::Clash => self.fight(one),
            _ => self.advance(one, &actor),
        }
    }

    fn ours(&self, holder: &Option<String>, actor: &str) -> bool {
        holder.as_deref().is_some_and(|holder| self.world.knowledge.same_side(holder, actor, self.on))
    }

    fn set(&mut self, status: ControlStatus, one: &Built, code: &'static str) {
        if self.status != Some(status) || status != ControlStatus::Contested {
            self.basis.clear();
            self.since = Some(when(one));
        }
        self.status = Some(status);
        let ground = Ground { event: one.event.id.clone(), code };
        if !self.basis.contains(&ground) {
            self.basis.push(ground);
        }
    }

    /// Whether what is told stands on more than the word of one side: on somebody who has no part in it, or on both.
    fn is_borne_out(one: &Built) -> bool {
        let of = |interest: Interest| standing(one).any(|chain| chain.interest == interest);
        let both = of(Interest::SelfServing) && of(Interest::EnemyClaim);
        one.event.support == Support::Admitted || standing(one).count() > 1 && (both || standing(one).any(is_no_party))
    }

    /// That somebody holds a place: whom nobody else was told to hold it is believed of a neutral root, another one as a capture is.
    fn hold(&mut self, one: &Built, actor: String) {
        if one.event.partial || standing(one).next().is_none() {
            return;
        }
        let nobody = self.holder.is_none() && self.claimant.is_none();
        let ours = self.ours(&self.holder.clone(), &actor);
        let neutral = standing(one).any(is_no_party);
        if ours {
            self.stays(one, "stated");
        } else if Self::is_borne_out(one) || nobody && neutral {
            self.holder = Some(actor);
            self.claimant = None;
            self.set(ControlStatus::Held, one, "stated");
        } else {
            self.claimant = Some(actor);
            self.set(ControlStatus::Claimed, one, "claim");
        }
    }

    /// The holder is told to hold on. His own word ends neither the fighting nor another's claim.
    fn stays(&mut self, one: &Built, code: &'static str) {
        let later = self.since.is_none_or(|since| when(one) > since);
        if standing(one).any(is_no_party) && later && matches!(self.status, Some(ControlStatus::Contested | ControlStatus::Claimed)) {
            self.claimant = None;
            self.set(ControlStatus::Held, one, code);
        }
    }

    /// A confirmed departure of the holder from the whole place leaves it without one; any departure that not only an enemy tells, tells
    /// who held it. A guest of the place's own state leaves it to that.
    fn leave(&mut self, one: &Built, actor: String) {
        if self.holder.is_none() && !one.event.chains_for.is_empty() {
            if self.is_guest(one, &actor) {
                return;
            }
            if !standing(one).any(is_no_party) && one.event.support != Support::Admitted {
                self.unsettled |= self.left.as_ref().is_some_and(|other| !self.ours(&Some(other.clone()), &actor));
                self.left = Some(actor);
                if self.claimant.is_none() {
                    self.set(ControlStatus::Unknown, one, "departure_claimed");
                }
                return;
            }
            self.holder = Some(actor.clone());
            if self.ours(&self.claimant.clone(), &actor) {
                self.claimant = None;
            }
            if self.claimant.is_none() {
                // Said to have left: who held it last is known, whether it still does is not.
                self.set(ControlStatus::Unknown, one, "departure_reported");
            }
        }
        let whole = !one.event.partial && self.holder.as_deref() == Some(actor.as_str());
        if whole && Self::is_borne_out(one) {
            self.holder = None;
            self.set(ControlStatus::Unknown, one, "departure");
        }
    }

    /// Whether he is an ally of the state whose country the place is in.
    fn is_guest(&self, one: &Built, actor: &str) -> bool {
        let place = &one.cluster.key.place;
        let mut places = one.cluster.core.iter().flat_map(|&(claim, _)| &self.world.claims[claim].claim.parts.places);
        let country = places.find(|told| *told.id == **place).and_then(|told| told.country.as_deref());
        let state = country.map(|country| self.world.knowledge.root(country, self.on));
        state.is_some_and(|state| state != actor && self.world.knowledge.same_side(state, actor, self.on))
    }

    fn take(&mut self, one: &Built, actor: String, by_id: &BTreeMap<&str, &Built>) {
        let roots = standing(one).count();
        let admitted = one.event.support == Support::Admitted;
        if roots == 0 && !admitted {
            if self.holder.is_none() && self.claimant.is_none() && !one.event.unattributed.is_empty() {
                self.claimant = Some(actor);
                self.set(ControlStatus::Claimed, one, "without_a_source");
            }
            return;
        }
        let code = match () {
            _ if admitted => Some("admission"),
            _ if Self::is_borne_out(one) => Some("two_roots"),
            _ if standing(one).any(|chain| chain.interest == Interest::SelfServing) && third_party_saw_leave(one, by_id) => {
                Some("winner_and_third_party")
            }
            _ => None,
        };
        let told = first_told(self.world, one);
        match code {
            Some(code) if self.status == Some(ControlStatus::Contested) && self.ours(&self.holder.clone(), &actor) => self.stays(one, code),
            Some(code) => {
                // Two took it on one day, and nothing tells who was the last.
                let tie = |(day, first, other): &(Day, Option<DateTime>, String)| {
                    *day == when(one) && (told.is_none() || *first == told) && !self.world.knowledge.same_side(other, &actor, self.on)
                };
                let tied = self.taken.as_ref().is_some_and(tie);
                self.taken = Some((when(one), told, actor.clone()));
                self.unsettled = tied;
                self.claimant = None;
                if tied {
                    self.holder = None;
                    self.set(ControlStatus::Unknown, one, "order_unknown");
                    return;
                }
                self.holder = Some(actor);
                self.set(ControlStatus::Held, one, code);
            }
            None if self.ours(&self.holder.clone(), &actor) => self.stays(one, "stated"),
            None => {
                self.claimant = Some(actor);
                self.set(ControlStatus::Claimed, one, "claim");
            }
        }
    }

    fn part(&mut self, one: &Built, actor: &str) {
        let other = self.holder.is_some() && !self.ours(&self.holder.clone(), actor);
        if other && self.kind.is_settlement() && standing(one).next().is_some() {
            self.set(ControlStatus::Contested, one, "parts");
        }
    }

    /// Whether a fight in a corner of it leaves the holder of the whole undoubted.
    fn is_wide(&self) -> bool {
        self.kind.is_wide() || self.kind == PlaceKind::District
    }

    fn fight(&mut self, one: &Built) {
        let told = standing(one).next().is_some() || self.attacked;
        let someone = self.holder.is_some() || self.claimant.is_some() || self.enemies_meet(one);
        if told && someone && !self.is_wide() {
            self.set(ControlStatus::Contested, one, "fighting");
        }
    }

    /// Whether somebody who stands by it tells of a fight of two enemies for a town, whoever held it before.
    fn enemies_meet(&self, one: &Built) -> bool {
        let parties: Vec<&String> = one.stake.actors.iter().chain(&one.stake.targets).collect();
        let enemies = parties.iter().any(|a| parties.iter().any(|b| self.world.knowledge.are_enemies(a, b, self.on)));
        enemies && self.attacked && self.kind.is_settlement() && standing(one).next().is_some()
    }

    /// Entering changes nothing alone; an entry that the other side admits, beside another root, is fighting for the place.
    fn advance(&mut self, one: &Built, actor: &str) {
        let other = self.holder.is_some() && !self.ours(&self.holder.clone(), actor);
        let admitted = standing(one).any(|chain| chain.interest == Interest::Admission) && standing(one).count() > 1;
        if other && admitted && !self.is_wide() && one.event.event_type == EventType::Advance {
            self.set(ControlStatus::Contested, one, "fighting");
        }
    }

    fn remember(&mut self, one: &Built) {
        let name = |id: &Option<String>| id.as_deref().map(|id| self.name(id));
        let Some(status) = self.status else { return };
        self.history.push(ControlState {
            holder: name(&self.holder),
            claimant: name(&self.claimant),
            status,
            valid_from: self.since.filter(|&day| day != Day::MAX).map(date),
            known_from: one.event.history.first().and_then(|first| first.from),
            basis: self.basis.clone(),
        });
    }
}

/// Whether a third party tells, in a counterpart event, that the loser left.
fn third_party_saw_leave(one: &Built, by_id: &BTreeMap<&str, &Built>) -> bool {
    let counterparts = one.event.linked.iter().filter(|link| link.kind == "counterpart").filter_map(|link| by_id.get(link.event.as_str()));
    counterparts.into_iter().any(|other| !other.event.partial && standing(other).any(is_no_party))
}
