//! One event: its isnad trees facing each other, what is left without each root, and why it is what it is.

use super::evidence::Sentence;
use super::row::EventRow;
use super::tree::Tree;
use super::{Answer, page as print};
use crate::frame::{Frame, Link};
use crate::html::Html;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use askama::Template;
use axum::http::StatusCode;
use isnad_fuse::record::Event;
use std::sync::Arc;

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
    says: Vec<Tree>,
    says_breadth: String,
    denies: Vec<Tree>,
    denies_breadth: String,
    unattributed: Vec<Sentence>,
    dropped: Vec<DroppedLine>,
    hypotheticals: Vec<Sentence>,
    restatements: Vec<Sentence>,
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
    let dropped_ids: Vec<&str> = event.attribution_dropped.iter().map(|one| one.claim.as_str()).collect();
    let people = [("role.targets", &event.targets)]
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(key, list)| (frame.t(key).to_owned(), frame.list(&list.iter().map(|one| frame.name(one)).collect::<Vec<_>>())))
        .collect();
    let template = EventPage {
        row: EventRow::of(&frame, event),
        denied: frame.code("denied_by", event.denied_by.name()),
        people,
        says: event.chains_for.iter().map(|chain| Tree::of(&frame, chain)).collect(),
        says_breadth: breadth(&frame, &event.chains_for),
        denies_breadth: breadth(&frame, &event.chains_against),
        denies: event.chains_against.iter().map(|chain| Tree::of(&frame, chain)).collect(),
        unattributed: Sentence::all(&frame, event.unattributed.iter().filter(|claim| !dropped_ids.contains(&claim.as_str()))),
        dropped: dropped(&frame, event),
        hypotheticals: Sentence::all(&frame, &event.hypotheticals),
        restatements: Sentence::all(&frame, &event.restatements),
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

/// Roots and outlets of one side.
fn breadth(frame: &Frame, chains: &[isnad_fuse::record::Chain]) -> String {
    if chains.is_empty() {
        return String::new();
    }
    let outlets: std::collections::BTreeSet<&String> = chains.iter().flat_map(|chain| &chain.outlets).collect();
    format!("{} · {}", frame.count("n.roots", isnad_fuse::chains::independent(chains)), frame.count("n.outlets", outlets.len()))
}

fn dropped(frame: &Frame, event: &Event) -> Vec<DroppedLine> {
    let line = |one: &isnad_fuse::record::Dropped| {
        Some(DroppedLine {
            sentence: Sentence::of(frame, one.claim.as_str())?,
            source: frame.name_of(&one.source),
            attributed: Sentence::of(frame, one.attributed_in.as_str()),
        })
    };
    let mut seen = std::collections::BTreeSet::new();
    let first = |one: &&isnad_fuse::record::Dropped| seen.insert(one.claim.to_string());
    event.attribution_dropped.iter().filter(first).filter_map(line).collect()
}

fn left(frame: &Frame, event: &Event) -> Vec<Left> {
    let mut roots: Vec<&isnad_fuse::record::Named> = event.chains_for.iter().chain(&event.chains_against).map(|chain| &chain.root).collect();
    roots.sort();
    roots.dedup();
    let without = |root: &isnad_fuse::record::Named| {
        let rest = |chains: &[isnad_fuse::record::Chain]| chains.iter().filter(|chain| chain.root.id != root.id && !chain.superseded).count();
        let (says, denies) = (rest(&event.chains_for), rest(&event.chains_against));
        Left {
            href: frame.view.toggled(&root.id),
            root: frame.name(root),
            text: frame.lang().fill("left.counts", &[("for", &frame.count("n.roots", says)), ("against", &frame.count("n.roots", denies))]),
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
        list.iter().for_each(|reason| *counts.entry(reason.code).or_default() += 1);
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
