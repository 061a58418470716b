//! Derivation, tested on a claim's own passage (record.md, "Chains and independence", 3).

use crate::days::Day;
use crate::interest::is_stranger;
use crate::memory::Memory;
use crate::sets::Sets;
use crate::world::{ClaimFacts, World};
use isnad_lineage::{CopyEdge, Direction, EdgeKind, Passage};
use isnad_model::Basis;
use isnad_text::Span;
use std::sync::Arc;

/// Gives every claim the number of its derivation and returns the pairs (source claim, copied claim) of known direction.
///
/// Two claims of one type are one derivation when a shared passage carries one onto the other. Two origins inside one
/// dispatch stay two, since each is carried onto its own counterpart only.
pub(crate) fn derive(world: &mut World, lineage: &isnad_lineage::Lineage, memory: &mut Memory) -> Vec<(usize, usize)> {
    let (mut sets, mut copies) = (Sets::new(world.claims.len()), Sets::new(world.claims.len()));
    let mut upstream = Vec::new();
    for edge in &lineage.edges {
        let Some((from, to)) = world.ends(edge) else { continue };
        let (left, right) = (world.articles[from].claims.clone(), world.articles[to].claims.clone());
        let (first, second) = (left.start, right.start);
        let key = (world.articles[from].number, world.articles[to].number);
        let known = memory.carried.get(&key).is_some_and(|(before, _)| Arc::ptr_eq(before, edge) || before == edge);
        if !known {
            let pairs = carried(world, edge, left.clone(), right.clone()).into_iter().chain(own_voice(world, edge, left, right));
            let pairs = pairs.map(|(from, to)| ((from - first) as u32, (to - second) as u32)).collect();
            memory.carried.insert(key, (edge.clone(), pairs));
        }
        for &(from, to) in &memory.carried[&key].1 {
            let pair = (first + from as usize, second + to as usize);
            sets.union(pair.0, pair.1);
            if is_copy(edge) {
                copies.union(pair.0, pair.1);
            }
            if edge.direction != Direction::Unknown {
                upstream.push(pair);
            }
        }
    }
    for i in 0..world.claims.len() {
        world.claims[i].derivation = world.claims[sets.find(i)].number;
        world.claims[i].copied = world.claims[copies.find(i)].number;
    }
    upstream
}

/// Thousandths of the shorter page that must stand in the other, so that a source named otherwise is a source exchanged.
const WHOLE: u16 = 950;

/// Whether an edge tells that one page was made from the other, and which.
fn is_copy(edge: &CopyEdge) -> bool {
    edge.kind == EdgeKind::Copy && edge.direction != Direction::Unknown && edge.containment[0].max(edge.containment[1]) >= WHOLE
}

type Range = std::ops::Range<usize>;

/// Pairs of claims that a shared passage carries onto each other.
fn carried(world: &World, edge: &CopyEdge, left: Range, right: Range) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for passage in &edge.passages {
        for from in left.clone().filter(|&i| mostly_inside(world.claims[i].claim.evidence, passage.from)) {
            let image = carry(world.claims[from].claim.evidence, passage);
            let matching = right.clone().filter(|&to| {
                let (a, b) = (&world.claims[from].claim, &world.claims[to].claim);
                a.parts.event_type == b.parts.event_type && number(a) == number(b) && shared(image, b.evidence) && one_statement(world, from, to)
            });
            out.extend(matching.map(|to| (from, to)));
        }
    }
    out
}

/// Days by which a copy may be wrong about `today`.
const LATE: Day = 2;

/// Whether two claims of one passage may be one statement: both asserted or both denied, of one side, of one place, of the same days.
/// Only what the two pages say for themselves is asked, since the answer is kept with their edge.
fn one_statement(world: &World, a: usize, b: usize) -> bool {
    let (x, y) = (&world.claims[a], &world.claims[b]);
    let knowledge = world.knowledge;
    let published = |facts: &ClaimFacts| world.articles[facts.article].article.published_at.map(|stamp| stamp.date());
    let on = published(x).or(published(y));
    let sided = |facts: &ClaimFacts| -> Vec<String> {
        facts.claim.parts.actors.iter().map(|actor| actor.id.to_string()).filter(|actor| !is_stranger(actor)).collect()
    };
    let (left, right) = (sided(x), sided(y));
    let one_side = left.is_empty() || right.is_empty() || left.iter().any(|a| right.iter().any(|b| knowledge.same_side(a, b, on)));
    let inside = |a: &str, b: &str| a == b || [(a, b), (b, a)].iter().any(|(a, b)| knowledge.part_of_place.get(*a).is_some_and(|whole| whole == b));
    let (here, there) = (&x.claim.parts.places, &y.claim.parts.places);
    let one_place = here.is_empty() || there.is_empty() || here.iter().any(|a| there.iter().any(|b| inside(&a.id, &b.id)));
    let exact = |facts: &ClaimFacts| facts.told.filter(|days| days.width() == 0);
    let one_time = exact(x).zip(exact(y)).is_none_or(|(a, b)| (a.start - b.start).abs() <= LATE);
    x.is_denied() == y.is_denied() && one_side && one_place && one_time
}

fn number(claim: &isnad_model::Claim) -> Option<u64> {
    claim.parts.quantity.as_ref().map(|quantity| quantity.value)
}

fn overlap(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn mostly_inside(evidence: Span, passage: Span) -> bool {
    overlap(evidence, passage) * 2 >= evidence.len().max(1)
}

fn shared(a: Span, b: Span) -> bool {
    overlap(a, b) * 2 >= a.len().min(b.len()).max(1)
}

/// Where `span` of the one text comes to lie in the other, by proportion inside the passage.
fn carry(span: Span, passage: &Passage) -> Span {
    let scale = |at: usize| {
        let inside = at.clamp(passage.from.start, passage.from.end) - passage.from.start;
        passage.to.start + inside * passage.to.len() / passage.from.len().max(1)
    };
    Span::new(scale(span.start), scale(span.end))
}

/// In a copy, "our reporter" and "the agency has learned" are the copied text's, even where the wording was touched.
fn own_voice(world: &World, edge: &CopyEdge, left: Range, right: Range) -> Vec<(usize, usize)> {
    if edge.kind != EdgeKind::Copy || edge.containment[0].max(edge.containment[1]) < 500 {
        return Vec::new();
    }
    let own = |i: usize| {
        let parts = &world.claims[i].claim.parts;
        parts.attribution.is_empty() && matches!(parts.basis, Basis::Correspondent | Basis::AgencyOwn | Basis::VerifiedFootage)
    };
    let same = |i: usize, j: usize| {
        let (a, b) = (&world.claims[i].claim, &world.claims[j].claim);
        let place = |claim: &isnad_model::Claim| claim.parts.places.first().map(|place| place.id.clone());
        a.parts.event_type == b.parts.event_type && place(a) == place(b) && number(a) == number(b) && one_statement(world, i, j)
    };
    let pairs = left.flat_map(|i| right.clone().map(move |j| (i, j)));
    pairs.filter(|&(i, j)| (own(i) || own(j)) && same(i, j)).collect()
}
