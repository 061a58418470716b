//! One event: its isnad trees facing each other, what is left without each root, and why it is what it is.

use super::evidence::{Sentence, Told};
use super::row::EventRow;
use super::tree::Tree;
use super::{Answer, page as print};
use crate::frame::{Frame, Link};
use crate::html::Html;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use askama::Template;
use axum::http::StatusCode;
use isnad_fuse::record::{DeniedBy, Dropped, Event};
use isnad_model::{ClaimId, Polarity};
use std::sync::Arc;

/// Sentences shown of each kind beside the trees.
const SENTENCES: usize = 40;

/// One side of an event: those who say so, or those who say not.
struct Face {
    class: &'static str,
    /// The mark of what this side does.
    mark: &'static str,
    title: &'static str,
    /// Roots and outlets.
    breadth: String,
    trees: Vec<Tree>,
    /// Sentences of this side that name nobody.
    nobody: Vec<Told>,
    /// Of these, claims that are not shown.
    more: usize,
    /// What to say where there are neither.
    empty: &'static str,
}

/// What is left of an event without one root.
struct Left {
    href: String,
    root: Html,
    text: String,
}

/// A sentence whose source fell away.
struct DroppedLine {
    sentence: Sentence,
    source: Html,
    attributed: Option<Sentence>,
}

/// A state in the past.
struct Past {
    from: String,
    status: &'static str,
    word: String,
    support: String,
    denied: String,
}

#[derive(Template)]
#[template(path = "event.html")]
struct EventPage {
    f: Frame,
    row: EventRow,
    denied: String,
    people: Vec<(String, Html)>,
    faces: [Face; 2],
    dropped: Vec<DroppedLine>,
    more_dropped: usize,
    hypotheticals: Vec<Sentence>,
    more_hypotheticals: usize,
    restatements: Vec<Sentence>,
    more_restatements: usize,
    left: Vec<Left>,
    history: Vec<Past>,
    linked: Vec<(String, EventRow)>,
    reasons: Vec<(String, String)>,
    stories: Vec<Link>,
    precision: String,
}

#[derive(Template)]
#[template(path = "gone.html")]
struct GonePage {
    f: Frame,
    what: Html,
    fell: Vec<Sentence>,
    by_time: bool,
    whole: String,
}

/// The event's page. Under another view its id may have changed: then the event that holds its claims is shown, or what fell.
///
/// # Errors
/// Missing, when no view knows the id.
pub fn page(mut frame: Frame, id: &str) -> Result<Answer, Problem> {
    let snapshot = frame.snapshot.clone();
    frame.section = "board";
    let Some(event) = snapshot.event(id) else { return Err(Problem::missing(id)) };
    frame.title = frame.event_title_text(event);
    let path = format!("/events/{id}");
    frame.data = vec![("JSON", frame.view.api(&path, &[])), ("CSV", frame.view.api("/claims", &[("event", id), ("format", "csv")]))];
    let people = [("role.targets", &event.targets)]
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(key, list)| (frame.t(key).to_owned(), frame.list(&list.iter().map(|one| frame.name(one)).collect::<Vec<_>>())))
        .collect();
    let (dropped, more_dropped) = dropped(&event.attribution_dropped);
    let template = EventPage {
        row: EventRow::of(&frame, event),
        denied: denied(&frame, event),
        people,
        faces: [face(&frame, event, Polarity::Asserted), face(&frame, event, Polarity::Denied)],
        dropped: dropped.iter().filter_map(|one| DroppedLine::of(&frame, one)).collect(),
        more_dropped,
        hypotheticals: Sentence::all(&frame, event.hypotheticals.iter().take(SENTENCES)),
        more_hypotheticals: event.hypotheticals.len().saturating_sub(SENTENCES),
        restatements: Sentence::all(&frame, event.restatements.iter().take(SENTENCES)),
        more_restatements: event.restatements.len().saturating_sub(SENTENCES),
        left: left(&frame, event),
        history: history(&frame, event),
        linked: linked(&frame, event),
        reasons: reasons(&frame, event),
        stories: stories(&frame, event),
        precision: format!(
            "ACLED {}/{} · UCDP {}/{}",
            event.precision.acled_time, event.precision.acled_geo, event.precision.ucdp_date, event.precision.ucdp_where
        ),
        f: frame,
    };
    print(&template)
}

/// What to answer when `frame` has no event of that id: the event that holds the claims of `event` (as the whole record knows it),
/// or a page that says what fell away.
///
/// # Errors
/// A defect, when the template cannot be filled.
pub fn elsewhere(mut frame: Frame, event: &Event, whole: &Arc<Snapshot>) -> Result<Answer, Problem> {
    if let Some(heir) = frame.snapshot.heir(event) {
        return Ok(Answer::Away(frame.event_href(&heir.id)));
    }
    let view = crate::view::View { as_of: None, without: Vec::new(), ..frame.view.clone() };
    let base = Frame {
        view,
        snapshot: whole.clone(),
        library: frame.library.clone(),
        title: String::new(),
        section: "board",
        data: Vec::new(),
        strangers: Vec::new(),
    };
    let claims = event.chains_for.iter().chain(&event.chains_against).flat_map(|chain| &chain.claims);
    frame.title = base.event_title_text(event);
    frame.section = "board";
    let template = GonePage {
        what: base.event_title(event),
        fell: Sentence::all(&base, claims).into_iter().take(40).collect(),
        by_time: frame.view.without.is_empty(),
        whole: base.event_href(&event.id),
        f: frame,
    };
    match print(&template)? {
        Answer::Page(_, html) => Ok(Answer::Page(StatusCode::OK, html)),
        away => Ok(away),
    }
}

fn face(frame: &Frame, event: &Event, side: Polarity) -> Face {
    let is_so = side == Polarity::Asserted;
    let chains = if is_so { &event.chains_for } else { &event.chains_against };
    let is_dropped = |claim: &ClaimId| event.attribution_dropped.iter().any(|one| one.claim == *claim);
    let (nobody, more) = Told::some(frame, frame.snapshot.nobodys(event, side).filter(|claim| !is_dropped(claim)));
    Face {
        class: if is_so { "so" } else { "not" },
        mark: if is_so { "asserts" } else { "denies" },
        title: frame.t(if is_so { "face.so" } else { "face.not" }),
        breadth: breadth(frame, chains),
        trees: chains.iter().map(|chain| Tree::of(frame, chain, &event.attribution_dropped)).collect(),
        nobody,
        more,
        empty: frame.t(if is_so { "empty.so" } else { "empty.not" }),
    }
}

/// Who denies it, in words; a denial that names nobody is one, too.
fn denied(frame: &Frame, event: &Event) -> String {
    let code = match event.denied_by {
        DeniedBy::Nobody if event.chains_against.iter().any(|chain| !chain.denies_doing.is_empty()) => "doing",
        DeniedBy::Nobody if event.chains_against.iter().any(|chain| chain.outdated) => "earlier",
        DeniedBy::Nobody if !event.chains_against.is_empty() => "taken_back",
        DeniedBy::Nobody if frame.snapshot.is_denied_by_nobody(event) => "without_a_source",
        by => by.name(),
    };
    frame.code("denied_by", code)
}

/// Roots and outlets of one side.
fn breadth(frame: &Frame, chains: &[isnad_fuse::record::Chain]) -> String {
    if chains.is_empty() {
        return String::new();
    }
    let outlets: std::collections::BTreeSet<&String> = chains.iter().flat_map(|chain| &chain.outlets).collect();
    format!("{} · {}", frame.count("n.roots", isnad_fuse::chains::independent(chains)), frame.count("n.outlets", outlets.len()))
}

/// Sentences whose source fell away, each once, and how many there are beside those that are shown.
fn dropped(all: &[Dropped]) -> (Vec<&Dropped>, usize) {
    let mut seen = std::collections::BTreeSet::new();
    let mut all: Vec<&Dropped> = all.iter().filter(|one| seen.insert(&one.claim)).collect();
    let more = all.len().saturating_sub(SENTENCES);
    all.truncate(SENTENCES);
    (all, more)
}

impl DroppedLine {
    fn of(frame: &Frame, one: &Dropped) -> Option<DroppedLine> {
        Some(DroppedLine {
            sentence: Sentence::of(frame, one.claim.as_str())?,
            source: frame.name_of(&one.source),
            attributed: Sentence::of(frame, one.attributed_in.as_str()),
        })
    }
}

fn left(frame: &Frame, event: &Event) -> Vec<Left> {
    let mut roots: Vec<&isnad_fuse::record::Named> = event.chains_for.iter().chain(&event.chains_against).map(|chain| &chain.root).collect();
    roots.sort();
    roots.dedup();
    let without = |root: &isnad_fuse::record::Named| {
        let rest = |chains: &[isnad_fuse::record::Chain]| chains.iter().filter(|chain| chain.root.id != root.id && !chain.superseded).count();
        let words = |n: usize| if n == 0 { frame.t("left.nobody").to_owned() } else { frame.count("n.roots", n) };
        let (says, denies) = (words(rest(&event.chains_for)), words(rest(&event.chains_against)));
        Left {
            href: frame.view.toggled(&root.id),
            root: frame.name(root),
            text: frame.lang().fill("left.counts", &[("for", &says), ("against", &denies)]),
        }
    };
    roots.into_iter().map(without).collect()
}

fn history(frame: &Frame, event: &Event) -> Vec<Past> {
    let past = |state: &isnad_fuse::record::StatusAt| Past {
        from: state.from.map_or_else(|| frame.t("asof.undated").to_owned(), |day| frame.day(day)),
        status: state.status.name(),
        word: frame.code("status", state.status.name()),
        support: frame.code("support", state.support.name()),
        denied: frame.code("denied_by", state.denied_by.name()),
    };
    event.history.iter().map(past).collect()
}

fn linked(frame: &Frame, event: &Event) -> Vec<(String, EventRow)> {
    let line = |link: &isnad_fuse::record::Link| {
        let other = frame.snapshot.event(&link.event)?;
        Some((frame.code("link", link.kind), EventRow::of(frame, other)))
    };
    let mut out: Vec<(String, EventRow)> = event.linked.iter().filter_map(line).collect();
    out.truncate(24);
    out
}

fn reasons(frame: &Frame, event: &Event) -> Vec<(String, String)> {
    let words = |list: &[isnad_fuse::record::Reason], key: &'static str| {
        let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        list.iter().for_each(|reason| *counts.entry(reason.code.name()).or_default() += 1);
        counts
            .into_iter()
            .map(|(code, n)| (frame.t(key).to_owned(), format!("{} ({})", frame.code("reason", code), frame.count("n.claims", n))))
            .collect::<Vec<_>>()
    };
    let mut out = words(&event.reasons, "explain.in");
    out.extend(words(&event.near_misses, "explain.out"));
    out
}

fn stories(frame: &Frame, event: &Event) -> Vec<Link> {
    let link = |id: &String| {
        let story = frame.snapshot.story(id)?;
        Some(Link { href: frame.view.to(&format!("/story/{id}")), text: super::board::story_title(frame, story), here: false })
    };
    event.stories.iter().filter_map(link).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_are_not_shown_are_counted() {
        let one = |n: usize| {
            let [claim, attributed_in] = ["c-flat", "c-kept"].map(|name| ClaimId::of(&[name, &n.to_string()]));
            Dropped { claim, attributed_in, source: "x".into(), by: "passage" }
        };
        // The last is told twice: it lost two sources.
        let all: Vec<Dropped> = (0..SENTENCES + 3).chain([SENTENCES + 2]).map(one).collect();
        let (shown, more) = dropped(&all);
        assert_eq!((shown.len(), more), (SENTENCES, 3));
        assert_eq!(dropped(&all[..2]).1, 0);
    }
}
