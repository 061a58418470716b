//! Where tolls belong that tell no place of their own: to the strike beside them, or to the place where the same number is told in so many words.

use crate::measure::in_series;
use crate::world::{ClaimFacts, World};
use isnad_model::{EventType, Family};
use std::collections::BTreeMap;
use std::ops::Range;

/// What one article's own claims tell; places count from its first claim.
#[derive(Debug, Default)]
pub(crate) struct Own {
    /// Tolls of one place, which others may tell as well.
    tolls: Vec<usize>,
    /// Tolls without a place, and the incident beside each.
    beside: Vec<(usize, usize)>,
}

/// Claims with the place where they belong.
pub(crate) type Homes<'w> = BTreeMap<usize, &'w str>;

/// A number, by whom, in which story: tolls that agree in all of it are one, wherever their sentences took their place from.
type Toll<'w> = (Option<usize>, EventType, Option<&'w str>, u64, &'w str);

/// Bytes between a toll and the incident that it is of.
const BESIDE: usize = 200;

/// For a toll without a place: the violence that the same article tells right beside it, in the same voice.
fn incident_beside(world: &World, claim: usize) -> Option<usize> {
    let facts = &world.claims[claim];
    let toll = facts.claim.parts.event_type.family() == Family::Casualties && facts.claim.parts.places.is_empty() && !in_series(facts);
    if !toll {
        return None;
    }
    let gap = |other: &ClaimFacts| {
        let (a, b) = (facts.claim.evidence, other.claim.evidence);
        a.start.max(b.start).saturating_sub(a.end.min(b.end))
    };
    let alike = |other: &ClaimFacts| {
        other.claim.parts.event_type.family() == Family::Violence
            && other.claim.parts.places.len() == 1
            && (other.in_body(), other.is_actual(), other.is_denied()) == (facts.in_body(), facts.is_actual(), facts.is_denied())
            && other.origins == facts.origins
            && (other.days == facts.days || other.days.is_none() || facts.days.is_none())
    };
    // Claims stand in article and evidence order, so the neighbours are the only candidates.
    let at = |other: usize| &world.claims[other];
    let near = |&other: &usize| at(other).article == facts.article && gap(at(other)) <= BESIDE;
    let before = (0..claim).rev().take_while(near);
    let after = (claim + 1..world.claims.len()).take_while(near);
    before.chain(after).filter(|&other| alike(at(other))).min_by_key(|&other| (gap(at(other)), at(other).claim.evidence.start))
}

/// What kind of deed killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Deed {
    Attack,
    Fight,
    Ruin,
}

/// The kind of deed that the same article tells right beside a toll, of the same place where both tell one.
pub(crate) fn deed_beside(world: &World, claim: usize) -> Option<Deed> {
    use EventType::*;
    let at = |other: usize| &world.claims[other];
    let gap = |other: &ClaimFacts| {
        let (a, b) = (at(claim).claim.evidence, other.claim.evidence);
        a.start.max(b.start).saturating_sub(a.end.min(b.end))
    };
    let kind = |other: usize| match at(other).claim.parts.event_type {
        Bombing | Airstrike | Shelling | AttackCivilians | Offensive => Some(Deed::Attack),
        Clash => Some(Deed::Fight),
        Destroy => Some(Deed::Ruin),
        _ => None,
    };
    let places = |claim: usize| &at(claim).claim.parts.places;
    let here = |other: usize| {
        let apart =
            !places(claim).is_empty() && !places(other).is_empty() && !places(claim).iter().any(|a| places(other).iter().any(|b| a.id == b.id));
        !apart && at(other).is_denied() == at(claim).is_denied()
    };
    let near = |&other: &usize| at(other).article == at(claim).article && gap(at(other)) <= BESIDE;
    let around = (0..claim).rev().take_while(near).chain((claim + 1..world.claims.len()).take_while(near));
    let found = around.filter(|&other| here(other)).filter_map(|other| Some((kind(other)?, gap(at(other)), at(other).claim.evidence.start)));
    // A ruin is most often what an attack left; it tells of itself where no attack is told.
    found.min_by_key(|&(kind, gap, start)| (kind == Deed::Ruin, gap, start)).map(|(kind, ..)| kind)
}

/// What the claims of one article tell.
pub(crate) fn own(world: &World, claims: Range<usize>) -> Own {
    let first = claims.start;
    let toll = |&claim: &usize| {
        let (facts, parts) = (&world.claims[claim], &world.claims[claim].claim.parts);
        let telling = parts.quantity.as_ref().is_some_and(|quantity| quantity.value >= 3);
        telling && parts.event_type.family() == Family::Casualties && parts.places.len() == 1 && !in_series(facts)
    };
    Own {
        tolls: claims.clone().filter(toll).map(|claim| claim - first).collect(),
        beside: claims.filter_map(|claim| Some((claim - first, incident_beside(world, claim)? - first))).collect(),
    }
}

/// For tolls whose place was carried over from another sentence: the place where the same root tells the same number of the same
/// story in so many words, else the smallest of those carried. `own` gives what each article tells.
pub(crate) fn homes<'w, 'o>(world: &'w World, own: impl Fn(u32) -> &'o Own) -> Homes<'w> {
    let place = |claim: usize| &world.claims[claim].claim.parts.places[0];
    let mut twins: BTreeMap<Toll<'w>, Vec<usize>> = BTreeMap::new();
    let mut out: Homes = BTreeMap::new();
    for article in &world.articles {
        let (own, first) = (own(article.number), article.claims.start);
        out.extend(own.beside.iter().map(|(claim, incident)| (first + claim, place(first + incident).id.as_ref())));
        for claim in own.tolls.iter().map(|claim| first + claim) {
            let facts = &world.claims[claim];
            let Some(quantity) = &facts.claim.parts.quantity else { continue };
            for root in facts.origins.iter().filter_map(|origin| origin.root.as_deref()) {
                let toll = (article.story, facts.claim.parts.event_type, quantity.subgroup.as_deref(), quantity.value, root);
                twins.entry(toll).or_default().push(claim);
            }
        }
    }
    for list in twins.into_values().filter(|list| list.iter().any(|&claim| place(claim).surface.is_empty())) {
        let (carried, written): (Vec<usize>, Vec<usize>) = list.into_iter().partition(|&claim| place(claim).surface.is_empty());
        let best = |list: &[usize]| list.iter().map(|&claim| place(claim).id.as_ref()).min();
        let Some(home) = best(&written).or_else(|| best(&carried)) else { continue };
        for claim in carried {
            let known = out.entry(claim).or_insert(home);
            *known = home.min(known);
        }
    }
    out
}
