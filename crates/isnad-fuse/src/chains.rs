//! Chains to roots, and the one function that counts them. It takes chains, nothing else: articles and outlets cannot be
//! counted by mistake.

use crate::bare::may_be_one;
use crate::bucket::takes_sides;
use crate::days::date;
use crate::events::harms_armed;
use crate::interest::{Stake, interest, is_stranger};
use crate::record::Chain;
use crate::roots::{Origin, is_insider};
use crate::sets::Sets;
use crate::world::World;
use isnad_model::{EventType, Interest, Polarity};
use jiff::civil::DateTime;
use std::collections::{BTreeMap, BTreeSet};

/// Independent roots: chains that are not superseded by the same root's later word.
pub fn independent(chains: &[Chain]) -> usize {
    chains.iter().filter(|chain| !chain.superseded).count()
}

/// The chains of claims that say one thing, and the claims that count for nothing.
pub(crate) fn chains(world: &World, claims: &[usize], event_type: EventType, polarity: Polarity, stake: &Stake) -> (Vec<Chain>, Vec<usize>) {
    let (counted, zero): (Vec<usize>, Vec<usize>) = claims.iter().partition(|&&claim| world.claims[claim].counts());
    let roots: Vec<&str> = roots_of(world, &counted);
    let number: BTreeMap<&str, usize> = roots.iter().enumerate().map(|(i, root)| (*root, i)).collect();
    let mut sets = utterances(world, &counted, &number);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in 0..roots.len() {
        members.entry(sets.find(i)).or_default().push(i);
    }
    let mut out: Vec<Chain> = members
        .into_values()
        .map(|group| {
            let group: BTreeSet<&str> = group.into_iter().map(|i| roots[i]).collect();
            chain(world, &counted, &group, event_type, polarity, stake)
        })
        .collect();
    out.sort_by(|a, b| a.root.id.cmp(&b.root.id));
    (out, zero)
}

fn roots_of<'w>(world: &'w World, claims: &[usize]) -> Vec<&'w str> {
    let roots = claims.iter().flat_map(|&claim| world.claims[claim].origins.iter().filter_map(|origin| origin.root.as_deref()));
    roots.collect::<BTreeSet<_>>().into_iter().collect()
}

/// What two claims have in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    /// The quoted words.
    Words,
    /// The page, of which one is the other's copy.
    Copy,
    /// A passage.
    Passage,
}

/// The roots of a claim, by number, and whether each is a body that is named.
type Voices = (BTreeSet<usize>, bool);

/// Roots joined because the same words, or one passage, stand behind them.
///
/// Which unions are made depends on the claims' own roots only, never on unions made before, so order does not matter. Claims
/// that share a root need no union: a second origin beside it stays a second origin.
///
/// A passage alone does not make one of two bodies that are both named: a sentence of the trade (`five were killed in a raid on a car`)
/// is written of whoever says so. Their words must be the same, or one page the copy of the other.
fn utterances(world: &World, claims: &[usize], number: &BTreeMap<&str, usize>) -> Sets {
    let mut by_words: BTreeMap<(Bond, u64), BTreeSet<Voices>> = BTreeMap::new();
    for &claim in claims {
        let facts = &world.claims[claim];
        let roots: BTreeSet<usize> = facts.origins.iter().filter_map(|origin| number.get(origin.root.as_deref()?).copied()).collect();
        let stranger = |origin: &Origin| origin.root.as_deref().is_none_or(is_stranger);
        let named = !facts.claim.parts.attribution.is_empty() && !facts.origins.iter().any(stranger);
        if let Some(hash) = facts.claim.parts.quotation {
            by_words.entry((Bond::Words, hash)).or_default().insert((roots.clone(), named));
        }
        by_words.entry((Bond::Copy, facts.copied)).or_default().insert((roots.clone(), named));
        by_words.entry((Bond::Passage, facts.derivation)).or_default().insert((roots, named));
    }
    let mut sets = Sets::new(number.len());
    for (root, other) in may_be_one(world, claims) {
        if let (Some(&a), Some(&b)) = (number.get(root), number.get(other)) {
            sets.union(a, b);
        }
    }
    for ((bond, _), groups) in by_words.into_iter().filter(|(_, groups)| groups.len() > 1) {
        let groups: Vec<&Voices> = groups.iter().collect();
        for (i, (a, named)) in groups.iter().enumerate() {
            for (b, _) in groups[i + 1..].iter().filter(|(_, other)| bond != Bond::Passage || !(*named && *other)) {
                if let (true, Some(x), Some(y)) = (a.is_disjoint(b), a.first(), b.first()) {
                    sets.union(*x, *y);
                }
            }
        }
    }
    sets
}

fn chain(world: &World, claims: &[usize], group: &BTreeSet<&str>, event_type: EventType, polarity: Polarity, stake: &Stake) -> Chain {
    let of_group = |claim: usize| world.claims[claim].origins.iter().filter(|origin| origin.root.as_deref().is_some_and(|root| group.contains(root)));
    let mine: Vec<usize> = claims.iter().copied().filter(|&claim| of_group(claim).next().is_some()).collect();
    let mut members = BTreeSet::new();
    let mut relays = BTreeSet::new();
    let mut outlets = BTreeSet::new();
    let mut stakes = BTreeSet::new();
    for &claim in &mine {
        let facts = &world.claims[claim];
        members.extend(of_group(claim).map(|origin| origin.member.clone()));
        relays.extend(facts.relays.iter().cloned());
        outlets.insert(world.articles[facts.article].outlet.to_string());
        let own = own_stake(world, claim, stake);
        for origin in of_group(claim) {
            let Some(root) = origin.root.as_deref() else { continue };
            let stake = interest(root, event_type, polarity, &own, world.knowledge);
            let hidden = stake == Interest::ThirdParty && is_insider(origin, world.knowledge);
            stakes.insert(if hidden { Interest::Unknown } else { stake });
        }
    }
    let mut ids: Vec<_> = mine.iter().map(|&claim| world.claims[claim].claim.id.clone()).collect();
    ids.sort();
    Chain {
        root: world.names.entity(first_root(world, &mine, group)),
        members: world.names.entities(&members),
        interest: stakes.into_iter().next().unwrap_or(Interest::Unknown),
        relays: world.names.entities(&relays),
        outlets: outlets.into_iter().collect(),
        claims: ids,
        first: world.first_published(&mine),
        superseded: false,
        outdated: false,
        denies_doing: Vec::new(),
    }
}

/// The stake by the claim's own roles, or by the event's where the claim names nobody but `القوات`.
fn own_stake(world: &World, claim: usize, stake: &Stake) -> Stake {
    let facts = &world.claims[claim];
    let done = facts.told.map(|days| date(days.end));
    let said = world.published(claim).map(|days| date(days.end));
    let base = Stake { on: facts.on, done, said, ..stake.clone() };
    if facts.targets.is_empty() && !facts.actors.iter().any(|actor| takes_sides(actor, true)) {
        return base;
    }
    Stake { actors: facts.actors.clone(), targets: facts.targets.clone(), armed: harms_armed(&facts.claim.parts), ..base }
}

/// Of roots that are one utterance, the one that a body is named for, published first, to the minute where that is known.
fn first_root<'g>(world: &World, claims: &[usize], group: &BTreeSet<&'g str>) -> &'g str {
    let first = |root: &str| {
        let its = claims.iter().filter(|&&claim| world.claims[claim].origins.iter().any(|origin| origin.root.as_deref() == Some(root)));
        its.filter_map(|&claim| world.moment(claim)).min().unwrap_or(DateTime::MAX)
    };
    group.iter().copied().min_by_key(|root| (root.starts_with("outlet:"), first(root), *root)).unwrap_or("")
}
