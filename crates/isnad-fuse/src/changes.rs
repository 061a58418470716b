//! What changed since the last look: the record as it was then beside the record now.

use crate::record::{Chain, Change, Contradiction, ContradictionKind, ContradictionState, Control, Event, Figure, Record};
use isnad_model::{ClaimId, Stamp};
use std::collections::{BTreeMap, BTreeSet};

/// Changes from `before` (the record as of the last look) to `now`, ordered by kind and subject.
pub fn changes(before: &Record, now: &Record, since: Stamp) -> Vec<Change> {
    let mut out: BTreeSet<Change> = BTreeSet::new();
    let seen: BTreeSet<&ClaimId> = before.claims.iter().map(|row| &row.claim.id).collect();
    let old_events: BTreeMap<&str, &Event> = before.events.iter().map(|event| (event.id.as_str(), event)).collect();
    let old_of_claim: BTreeMap<&ClaimId, &str> = before.claims.iter().filter_map(|row| Some((&row.claim.id, row.events.first()?.as_str()))).collect();
    for event in &now.events {
        let chains = event.chains_for.iter().chain(&event.chains_against);
        let known =
            chains.flat_map(|chain| &chain.claims).chain(&event.unattributed).chain(&event.hypotheticals).find_map(|claim| old_of_claim.get(claim));
        match old_events.get(event.id.as_str()).or_else(|| known.and_then(|id| old_events.get(id))) {
            Some(old) => of_event(old, event, &mut out),
            None => drop(out.insert(change("new_event", &event.id, event.status.name()))),
        }
    }
    for figure in &now.figures {
        for point in figure.points.iter().filter(|point| !point.claims.is_empty() && point.claims.iter().all(|claim| !seen.contains(claim))) {
            out.insert(change("figure", &figure.id, &point.value.to_string()));
        }
    }
    let old_points: BTreeSet<(&ClaimId, u64)> = before.figures.iter().flat_map(standing).collect();
    for figure in &now.figures {
        for point in
            figure.points.iter().filter(|point| point.retracted && point.claims.iter().any(|claim| old_points.contains(&(claim, point.value))))
        {
            out.insert(change("retraction", &figure.id, &point.value.to_string()));
        }
    }
    of_contradictions(before, now, &old_of_claim, &mut out);
    let old_control: BTreeMap<&str, &Control> = before.control.iter().map(|one| (one.place.name.id.as_str(), one)).collect();
    for one in &now.control {
        if old_control.get(one.place.name.id.as_str()).is_none_or(|old| state(old) != state(one)) {
            out.insert(change("control", &one.place.name.id, one.status.name()));
        }
    }
    let old_articles: BTreeSet<&str> = before.articles.iter().map(|row| row.id.as_str()).collect();
    for row in &now.articles {
        if !old_articles.contains(row.id.as_str()) {
            out.insert(change("article", row.id.as_str(), &row.source));
        } else if row.updated_at.is_some_and(|updated| updated.order_key() > since.order_key()) {
            out.insert(change("article_edited", row.id.as_str(), &row.source));
        }
    }
    out.into_iter().collect()
}

/// What is told of a place: who holds it, who claims it, how it stands, whether that is disputed.
fn state(one: &Control) -> (Option<&str>, Option<&str>, &str, bool) {
    (one.holder.as_ref().map(|one| one.id.as_str()), one.claimant.as_ref().map(|one| one.id.as_str()), one.status.name(), one.disputed)
}

/// The claims of the points of a series that stand, each with its value.
fn standing(figure: &Figure) -> impl Iterator<Item = (&ClaimId, u64)> {
    let points = figure.points.iter().filter(|point| !point.retracted);
    points.flat_map(|point| point.claims.iter().map(move |claim| (claim, point.value)))
}

/// Contradictions that were not there, or stood otherwise: those that name an event are known by its claims, for its id may have changed.
fn of_contradictions(before: &Record, now: &Record, old_of_claim: &BTreeMap<&ClaimId, &str>, out: &mut BTreeSet<Change>) {
    let subject = |one: &Contradiction| one.event.clone().or_else(|| one.figure.clone()).or_else(|| Some(one.place.as_ref()?.name.id.clone()));
    let known: BTreeSet<(ContradictionKind, String, ContradictionState)> =
        before.contradictions.iter().filter_map(|one| Some((one.kind, subject(one)?, one.state))).collect();
    for one in &now.contradictions {
        let Some(subject) = subject(one) else { continue };
        let told = one.sides.iter().flat_map(|side| &side.claims).filter_map(|claim| old_of_claim.get(claim));
        let names = told.map(|id| (*id).to_owned()).chain([subject.clone()]);
        if !names.into_iter().any(|name| known.contains(&(one.kind, name, one.state))) {
            out.insert(change("contradiction", &subject, one.state.name()));
        }
    }
}

fn change(kind: &'static str, subject: &str, detail: &str) -> Change {
    Change { kind, subject: subject.to_owned(), detail: detail.to_owned() }
}

fn of_event(old: &Event, now: &Event, out: &mut BTreeSet<Change>) {
    let roots = |chains: &[Chain]| chains.iter().map(|chain| chain.root.id.clone()).collect::<BTreeSet<String>>();
    for root in roots(&now.chains_for).difference(&roots(&old.chains_for)) {
        out.insert(change("new_chain", &now.id, root));
    }
    for root in roots(&now.chains_against).difference(&roots(&old.chains_against)) {
        out.insert(change("new_denial", &now.id, root));
    }
    let taken_back =
        |chains: &[Chain]| chains.iter().filter(|chain| chain.superseded).map(|chain| chain.root.id.clone()).collect::<BTreeSet<String>>();
    let all = |event: &Event| -> BTreeSet<String> { taken_back(&event.chains_for).into_iter().chain(taken_back(&event.chains_against)).collect() };
    for root in all(now).difference(&all(old)) {
        out.insert(change("retraction", &now.id, root));
    }
    if (old.status, old.support) != (now.status, now.support) {
        out.insert(change("status", &now.id, now.status.name()));
    }
}
