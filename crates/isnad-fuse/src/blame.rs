//! Incidents of one day that two enemies blame on each other are one, as is one that nobody is named for beside the only one of that day;
//! fire and the fire that answers it are two.

use crate::bucket::Key;
use crate::merge::{Cluster, is_wide};
use crate::record::Why;
use crate::world::World;
use isnad_model::Family;
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
                absorb(&mut made[i], other, Some(Why::BlamedOnEachOther));
            }
            None => i += 1,
        }
    }
}

fn absorb(one: &mut Cluster, other: Cluster, why: Option<Why>) {
    one.core.extend(other.core.into_iter().map(|(claim, code)| (claim, why.unwrap_or(code))));
    one.core.sort_unstable();
    one.hypothetical.extend(other.hypothetical);
    one.restated.extend(other.restated);
    one.hypothetical.sort_unstable();
    one.restated.sort_unstable();
}

/// A deed of one day in one town that some tell without who did it is the deed of that day and town that others tell, if there is one only.
pub(crate) fn join_unnamed(world: &World, key: &Key, made: &mut Vec<Cluster>) {
    if key.event_type.family() != Family::Violence || key.place.is_empty() || is_wide(world, key) {
        return;
    }
    let unnamed: Vec<usize> = (0..made.len()).filter(|&i| made[i].side.is_empty() && made[i].days.is_some_and(|days| days.width() == 0)).collect();
    for i in unnamed.into_iter().rev() {
        let mut named = (0..made.len()).filter(|&j| !made[j].side.is_empty() && made[j].days.is_some_and(|span| made[i].days == Some(span)));
        if let (Some(j), None) = (named.next(), named.next()) {
            let empty = Cluster::new(&made[j].key, "");
            let other = std::mem::replace(&mut made[i], empty);
            absorb(&mut made[j], other, None);
        }
    }
    made.retain(|cluster| cluster.all().next().is_some());
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
