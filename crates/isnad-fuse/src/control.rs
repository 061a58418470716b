//! Who holds what, over valid time and knowledge time (record.md, "control").

use crate::days::{Day, date, day};
use crate::events::Built;
use crate::memory::Memory;
use crate::record::{Chain, Control, ControlState, ControlStatus, Ground, Named, Status, Support};
use crate::world::World;
use isnad_model::{EventType, Interest, PlaceKind};
use jiff::civil::Date;
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
    /// How the events name the party of each root: the army of a government, where it is the army that is told to hold a place.
    told_as: BTreeMap<String, String>,
    history: Vec<ControlState>,
}

fn of_place(world: &World, place: &str, mut events: Vec<&Built>, by_id: &BTreeMap<&str, &Built>) -> Option<Control> {
    let kind = world.names.place_kind(place);
    if matches!(kind, PlaceKind::Country | PlaceKind::Sea) {
        return None;
    }
    events.sort_by_cached_key(|one| (when(one), rank(one.event.event_type), one.event.id.clone()));
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
    let changes = |one: &&&Built| matches!(one.event.event_type, EventType::Capture | EventType::Withdraw | EventType::Hold);
    let current = |one: &&&Built| state.since.is_none_or(|since| when(one) >= since - 14);
    let disputed = events.iter().filter(changes).filter(current).any(|one| one.event.status == Status::Disputed);
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

    fn hold(&mut self, one: &Built, actor: String) {
        if one.event.partial || self.holder.is_some() || self.claimant.is_some() {
            return;
        }
        let neutral = standing(one).any(|chain| matches!(chain.interest, Interest::ThirdParty | Interest::Admission));
        if neutral || standing(one).count() > 1 {
            self.holder = Some(actor);
            self.set(ControlStatus::Held, one, "stated");
        } else {
            self.claimant = Some(actor);
            self.set(ControlStatus::Claimed, one, "claim");
        }
    }

    /// A confirmed departure of the holder from the whole place leaves it without one; any departure tells who held it.
    fn leave(&mut self, one: &Built, actor: String) {
        if self.holder.is_none() && !one.event.chains_for.is_empty() {
            self.holder = Some(actor.clone());
            if self.ours(&self.claimant.clone(), &actor) {
                self.claimant = None;
            }
            if self.claimant.is_none() {
                // Said to have left: who held it last is known, whether it still does is not.
                self.set(ControlStatus::Unknown, one, "departure_reported");
            }
        }
        let confirmed = standing(one).count() > 1 || one.event.support == Support::Admitted;
        let whole = !one.event.partial && self.holder.as_deref() == Some(actor.as_str());
        if whole && confirmed {
            self.holder = None;
            self.set(ControlStatus::Unknown, one, "departure");
        }
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
            _ if roots > 1 => Some("two_roots"),
            _ if standing(one).any(|chain| chain.interest == Interest::SelfServing) && third_party_saw_leave(one, by_id) => {
                Some("winner_and_third_party")
            }
            _ => None,
        };
        match code {
            // The holder's own word that it holds on does not end the fighting.
            Some(_) if self.status == Some(ControlStatus::Contested) && self.ours(&self.holder.clone(), &actor) => {}
            Some(code) => {
                self.holder = Some(actor);
                self.claimant = None;
                self.set(ControlStatus::Held, one, code);
            }
            None if self.ours(&self.holder.clone(), &actor) => {}
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

    fn is_wide(&self) -> bool {
        matches!(self.kind, PlaceKind::Governorate | PlaceKind::Region | PlaceKind::District | PlaceKind::Countryside)
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
    counterparts
        .into_iter()
        .any(|other| !other.event.partial && standing(other).any(|chain| matches!(chain.interest, Interest::ThirdParty | Interest::Admission)))
}
