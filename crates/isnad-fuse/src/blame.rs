//! Incidents of one day that two enemies blame on each other are one; fire and the fire that answers it are two.

use crate::merge::Cluster;
use crate::record::Why;
use crate::world::World;
use std::collections::BTreeSet;

/// Incidents of one day that two enemies blame on each other are one.
pub(crate) fn join_blamed(world: &World, made: &mut Vec<Cluster>) {
    let mut i = 0;
    while i < made.len() {
        let partner = (i + 1..made.len()).find(|&j| {
            made[i].days.is_some()
                && made[i].days == made[j].days
                && made[i].side != made[j].side
                && !told_together(world, &made[i], &made[j])
                && (blames(world, &made[i], &made[j]) && blames(world, &made[j], &made[i]) || share_words(world, &made[i], &made[j]))
        });
        match partner {
            Some(j) => {
                let other = made.remove(j);
                made[i].core.extend(other.core.into_iter().map(|(claim, _)| (claim, Why::BlamedOnEachOther)));
                made[i].core.sort_unstable();
                made[i].hypothetical.extend(other.hypothetical);
                made[i].restated.extend(other.restated);
                made[i].hypothetical.sort_unstable();
                made[i].restated.sort_unstable();
            }
            None => i += 1,
        }
    }
}

/// Whether somebody tells of both deeds: who does so tells of fire and of the fire that answered it, and blames nobody for the other's.
fn told_together(world: &World, a: &Cluster, b: &Cluster) -> bool {
    let tellers = |cluster: &Cluster| -> BTreeSet<(Option<&str>, usize)> {
        let asserted = cluster.core.iter().map(|(claim, _)| &world.claims[*claim]).filter(|facts| !facts.is_denied());
        asserted
            .flat_map(|facts| match facts.origins.as_slice() {
                [] => vec![(None, facts.article)],
                origins => origins.iter().filter_map(|origin| Some((Some(origin.root.as_deref()?), 0))).collect(),
            })
            .collect()
    };
    !tellers(a).is_disjoint(&tellers(b))
}

/// Whether a root of the side that `b` accuses asserts `a`.
fn blames(world: &World, a: &Cluster, b: &Cluster) -> bool {
    let accused: Vec<&String> = b.core.iter().flat_map(|(claim, _)| &world.claims[*claim].actors).collect();
    a.core.iter().any(|&(claim, _)| {
        let facts = &world.claims[claim];
        !facts.is_denied()
            && facts
                .origins
                .iter()
                .filter_map(|origin| origin.root.as_deref())
                .any(|root| accused.iter().any(|actor| world.knowledge.same_side(actor, root, facts.on)))
    })
}

fn share_words(world: &World, a: &Cluster, b: &Cluster) -> bool {
    let hash = |&(claim, _): &(usize, Why)| world.claims[claim].claim.parts.quotation;
    a.core.iter().filter_map(hash).any(|words| b.core.iter().filter_map(hash).any(|other| other == words))
}
