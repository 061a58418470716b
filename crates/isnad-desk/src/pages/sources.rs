//! Roots, agencies and outlets: what each contributed; and one of them with everything it says.

use super::row::EventRow;
use super::{Answer, page as print};
use crate::frame::Frame;
use crate::html::Html;
use crate::problem::Problem;
use crate::strings::number;
use crate::view::encode;
use askama::Template;
use isnad_fuse::record::{Chain, Event, SourceRow};

/// Rows of one kind.
const ROWS: usize = 60;
/// Events of one source on its page.
const EVENTS: usize = 60;

/// One source.
pub struct Line {
    href: String,
    name: Html,
    without: String,
    row: SourceRow,
}

/// Sources of one kind.
pub struct Kind {
    word: String,
    note: String,
    roots: bool,
    lines: Vec<Line>,
    more: usize,
}

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage {
    f: Frame,
    kinds: Vec<Kind>,
}

#[derive(Template)]
#[template(path = "source.html")]
struct SourcePage {
    f: Frame,
    name: Html,
    without: String,
    counts: Vec<(String, String)>,
    members: Html,
    says: Vec<EventRow>,
    denies: Vec<EventRow>,
    alone: usize,
    more: usize,
}

/// A count; none is a dash, so that the others stand out.
pub fn dash(n: &usize) -> String {
    if *n == 0 { "–".to_owned() } else { number(*n as u64) }
}

/// Everyone.
///
/// # Errors
/// A defect, when the template cannot be filled.
pub fn all(mut frame: Frame) -> Result<Answer, Problem> {
    frame.title = frame.t("nav.sources").to_owned();
    frame.section = "sources";
    frame.data = vec![("JSON", frame.view.api("/sources", &[])), ("CSV", frame.view.api("/sources", &[("format", "csv")]))];
    let snapshot = frame.snapshot.clone();
    let kinds = ["root", "agency", "outlet"].into_iter().map(|kind| {
        let mut rows: Vec<&SourceRow> = snapshot.record.sources.iter().filter(|row| row.kind == kind).collect();
        rows.sort_by(|a, b| (b.events, b.claims).cmp(&(a.events, a.claims)).then(a.source.id.cmp(&b.source.id)));
        let lines = rows.iter().take(ROWS).map(|row| Line {
            href: frame.view.to(&format!("/source/{}", encode(&row.source.id))),
            name: frame.name(&row.source),
            without: frame.view.toggled(&row.source.id),
            row: (*row).clone(),
        });
        Kind {
            word: frame.code("sources", kind),
            note: frame.code("sources_note", kind),
            roots: kind == "root",
            lines: lines.collect(),
            more: rows.len().saturating_sub(ROWS),
        }
    });
    let template = SourcesPage { kinds: kinds.collect(), f: frame };
    print(&template)
}

/// One source.
///
/// # Errors
/// Missing, when nobody in this view bears the id.
pub fn one(mut frame: Frame, id: &str) -> Result<Answer, Problem> {
    let snapshot = frame.snapshot.clone();
    let named = snapshot.names.get(id).ok_or_else(|| Problem::missing(id))?;
    frame.title = frame.name_text(named);
    frame.section = "sources";
    frame.data =
        vec![("JSON", frame.view.api("/events", &[("source", id)])), ("CSV", frame.view.api("/events", &[("source", id), ("format", "csv")]))];
    let of = |chains: &[Chain]| {
        chains
            .iter()
            .any(|chain| chain.root.id == id || chain.outlets.iter().any(|outlet| outlet == id) || chain.relays.iter().any(|relay| relay.id == id))
    };
    let mut says: Vec<&Event> = snapshot.record.events.iter().filter(|event| of(&event.chains_for)).collect();
    let denies: Vec<&Event> = snapshot.record.events.iter().filter(|event| of(&event.chains_against)).collect();
    says.sort_by_cached_key(|event| std::cmp::Reverse(snapshot.weight(event)));
    let mut members: Vec<&isnad_fuse::record::Named> = snapshot
        .record
        .events
        .iter()
        .flat_map(|event| event.chains_for.iter().chain(&event.chains_against))
        .filter(|chain| chain.root.id == id)
        .flat_map(|chain| &chain.members)
        .filter(|member| member.id != id)
        .collect();
    members.sort();
    members.dedup();
    let rows = snapshot.record.sources.iter().filter(|row| row.source.id == id);
    let kinds = rows.clone().count();
    let counts = rows.flat_map(|row| {
        [
            ("col.claims", row.claims),
            ("col.events", row.events),
            ("col.first", row.first),
            ("col.denied", row.denied),
            ("col.dropped", row.attribution_dropped),
        ]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(key, n)| {
            if kinds > 1 {
                (format!("{} ({})", frame.t(key), frame.code("kind", row.kind)), number(n as u64))
            } else {
                (frame.t(key).to_owned(), number(n as u64))
            }
        })
    });
    let template = SourcePage {
        name: frame.name(named),
        without: frame.view.toggled(id),
        counts: counts.collect(),
        members: frame.list(&members.iter().map(|member| frame.name(member)).collect::<Vec<_>>()),
        alone: says.iter().filter(|event| event.chains_for.len() == 1 && event.chains_for[0].root.id == id).count(),
        more: says.len().saturating_sub(EVENTS),
        says: says.into_iter().take(EVENTS).map(|event| EventRow::of(&frame, event)).collect(),
        denies: denies.into_iter().take(EVENTS).map(|event| EventRow::of(&frame, event)).collect(),
        f: frame,
    };
    print(&template)
}
