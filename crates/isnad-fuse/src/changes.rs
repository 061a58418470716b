//! What changed since the last look: the record as it was then beside the record now.

use crate::record::{Change, Event, Record};
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
    let old_control: BTreeMap<&str, (Option<&str>, &str)> = before
        .control
        .iter()
        .map(|one| (one.place.name.id.as_str(), (one.holder.as_ref().map(|holder| holder.id.as_str()), one.status.name())))
        .collect();
    for one in &now.control {
        let state = (one.holder.as_ref().map(|holder| holder.id.as_str()), one.status.name());
        if old_control.get(one.place.name.id.as_str()) != Some(&state) {
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

fn change(kind: &'static str, subject: &str, detail: &str) -> Change {
    Change { kind, subject: subject.to_owned(), detail: detail.to_owned() }
}

fn of_event(old: &Event, now: &Event, out: &mut BTreeSet<Change>) {
    let roots = |chains: &[crate::record::Chain]| chains.iter().map(|chain| chain.root.id.clone()).collect::<BTreeSet<String>>();
    for root in roots(&now.chains_for).difference(&roots(&old.chains_for)) {
        out.insert(change("new_chain", &now.id, root));
    }
    for root in roots(&now.chains_against).difference(&roots(&old.chains_against)) {
        out.insert(change("new_denial", &now.id, root));
    }
    if (old.status, old.support) != (now.status, now.support) {
        out.insert(change("status", &now.id, now.status.name()));
    }
}
