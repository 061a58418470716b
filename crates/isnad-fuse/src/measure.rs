//! What a number measures: decided from what its claim, or the total that it is part of, says it counts over.

use crate::memory::Memory;
use crate::record::Measure;
use crate::world::{ClaimFacts, World};
use isnad_model::EventType;
use std::ops::Range;

/// Bytes between a part and the total that it is taken from.
const NEAR: usize = 400;

/// The measures of one article's claims: number of the claim, measure, number of the total.
pub(crate) type Measures = Vec<(u64, Option<Measure>, Option<u64>)>;

/// Fills in, for every number, its measure and the total that it is part of. Both follow from the article alone, so what was found once
/// is kept, unless its days were inferred from others.
pub(crate) fn fill(world: &mut World, memory: &mut Memory) {
    for article in 0..world.articles.len() {
        let (number, claims) = (world.articles[article].number, world.articles[article].claims.clone());
        let kept = memory
            .measures
            .get(&number)
            .filter(|kept| kept.iter().map(|one| one.0).eq(world.claims[claims.clone()].iter().map(|facts| facts.number)));
        let measures = match kept.filter(|_| world.articles[article].inferred.is_none()) {
            Some(kept) => kept,
            None => {
                let found = found(world, claims.clone());
                memory.measures.entry(number).insert_entry(found).into_mut()
            }
        };
        for (i, (_, measure, total)) in claims.zip(measures.iter()) {
            (world.claims[i].measure, world.claims[i].total) = (*measure, *total);
        }
    }
}

fn found(world: &World, claims: Range<usize>) -> Measures {
    let first = claims.start;
    let own: Vec<Option<Measure>> = world.claims[claims.clone()].iter().map(|facts| measure(world, facts)).collect();
    let one = |claim: usize| {
        let (facts, measure) = (&world.claims[claim], own[claim - first]);
        let total = total(world, claim);
        let inherited = total.filter(|_| measure != Some(Measure::Forecast)).and_then(|total| own[total - first]);
        let scoped = facts.claim.parts.quantity.as_ref().is_some_and(|quantity| quantity.scope.is_some());
        (facts.number, if scoped { measure } else { inherited.or(measure) }, total.map(|total| world.claims[total].number))
    };
    claims.map(one).collect()
}

fn measure(world: &World, facts: &ClaimFacts) -> Option<Measure> {
    let parts = &facts.claim.parts;
    let quantity = parts.quantity.as_ref()?;
    if !facts.is_actual() {
        return Some(Measure::Forecast);
    }
    if let Some(scope) = &quantity.scope {
        if scope.within_hours.is_some() {
            return Some(Measure::Flow);
        }
        if scope.since.is_some() || scope.since_event.is_some() || scope.since_year.is_some() {
            return Some(Measure::Cumulative);
        }
    }
    let wide = parts.places.iter().all(|place| world.names.place_kind(&place.id).is_wide());
    let short = facts.short_days().is_some() || parts.time.as_ref().is_some_and(|time| time.weekday.is_some());
    Some(match parts.event_type {
        EventType::Displaced | EventType::Missing => Measure::Stock,
        EventType::Detained if wide && !short => Measure::Stock,
        _ if wide && !short && !parts.places.is_empty() => Measure::Cumulative,
        _ => Measure::Incident,
    })
}

/// The number in the same article, shortly before or after, that a subgroup is part of.
fn total(world: &World, claim: usize) -> Option<usize> {
    let facts = &world.claims[claim];
    let quantity = facts.claim.parts.quantity.as_ref()?;
    if quantity.subgroup.is_none() && !quantity.part_of_total {
        return None;
    }
    let gap = |other: &ClaimFacts| {
        let (a, b) = (facts.claim.evidence, other.claim.evidence);
        (a.start.max(b.start) - a.start.min(b.start), a.start < b.start)
    };
    let fits = |&other: &usize| {
        let candidate = &world.claims[other];
        let whole = candidate.claim.parts.quantity.as_ref();
        other != claim
            && candidate.in_body() == facts.in_body()
            && candidate.is_actual() == facts.is_actual()
            && candidate.claim.parts.event_type == facts.claim.parts.event_type
            && whole.is_some_and(|whole| {
                whole.subgroup.is_none() && !whole.part_of_total && whole.metric == quantity.metric && whole.value >= quantity.value
            })
            && gap(candidate).0 <= NEAR
    };
    // Claims stand in article and evidence order, so the neighbours are the only candidates.
    let first = world.claims[..claim].iter().rposition(|other| other.article != facts.article || gap(other).0 > NEAR).map_or(0, |at| at + 1);
    let last = world.claims[claim..]
        .iter()
        .position(|other| other.article != facts.article || gap(other).0 > NEAR)
        .map_or(world.claims.len(), |at| claim + at);
    (first..last).filter(fits).min_by_key(|&other| (gap(&world.claims[other]).1, gap(&world.claims[other]).0))
}

/// Whether the claim belongs to a series of its own, not to one incident.
pub(crate) fn in_series(facts: &ClaimFacts) -> bool {
    facts.measure.is_some_and(|measure| measure != Measure::Incident)
}
