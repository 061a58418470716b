//! Why something stands in the record as it does: data for `isnad explain`.

use crate::record::{Chain, ClaimRow, Dropped, Event, Link, Reason, Record, StatusAt, Why};

/// Why a claim counts as it does.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct ClaimExplanation {
    pub claim: ClaimRow,
    /// Reasons by event.
    pub events: Vec<(String, Why)>,
}

/// Why an event is what it is.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct EventExplanation {
    pub event: String,
    /// Each claim of the event, with the code of what put it there.
    pub members: Vec<Reason>,
    /// Claims of neighbouring events, with what kept them out.
    pub near_misses: Vec<Reason>,
    pub chains_for: Vec<Chain>,
    pub chains_against: Vec<Chain>,
    pub attribution_dropped: Vec<Dropped>,
    pub linked: Vec<Link>,
    pub history: Vec<StatusAt>,
}

/// What an id stands for, and why.
#[derive(Clone, Debug, PartialEq)]
pub enum Explanation {
    /// A claim.
    Claim(Box<ClaimExplanation>),
    /// An event.
    Event(Box<EventExplanation>),
    /// A figure series, by its place in [`Record::figures`].
    Figure(usize),
    /// A contradiction, by its place in [`Record::contradictions`].
    Contradiction(usize),
    /// An article, by its place in [`Record::articles`].
    Article(usize),
}

/// The explanation of `id`; an unambiguous beginning of an id will do. `None` when nothing bears it.
pub fn explain(record: &Record, id: &str) -> Option<Explanation> {
    let is = |candidate: &str| candidate == id || (id.len() >= 6 && candidate.starts_with(id));
    if let Some(event) = record.events.iter().find(|event| is(&event.id)) {
        return Some(Explanation::Event(Box::new(of_event(event))));
    }
    if let Some(row) = record.claims.iter().find(|row| is(row.claim.id.as_str())) {
        let events = record.events.iter().filter_map(|event| {
            let reason = event.reasons.iter().find(|reason| reason.claim == row.claim.id)?;
            Some((event.id.clone(), reason.code))
        });
        return Some(Explanation::Claim(Box::new(ClaimExplanation { claim: row.clone(), events: events.collect() })));
    }
    let figure = record.figures.iter().position(|figure| is(&figure.id)).map(Explanation::Figure);
    let contradiction = || record.contradictions.iter().position(|one| is(&one.id)).map(Explanation::Contradiction);
    let article = || record.articles.iter().position(|row| is(row.id.as_str()) || row.source == id).map(Explanation::Article);
    figure.or_else(contradiction).or_else(article)
}

fn of_event(event: &Event) -> EventExplanation {
    EventExplanation {
        event: event.id.clone(),
        members: event.reasons.clone(),
        near_misses: event.near_misses.clone(),
        chains_for: event.chains_for.clone(),
        chains_against: event.chains_against.clone(),
        attribution_dropped: event.attribution_dropped.clone(),
        linked: event.linked.clone(),
        history: event.history.clone(),
    }
}
