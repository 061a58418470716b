//! Search over events, sources, places and the words of articles.

use super::lists::ArticleLine;
use super::row::EventRow;
use super::{Answer, page as print};
use crate::frame::Frame;
use crate::html::Html;
use crate::problem::Problem;
use askama::Template;
use isnad_fuse::record::Event;
use std::collections::HashSet;

/// Lines of each kind.
const LINES: usize = 30;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    f: Frame,
    question: String,
    events: Vec<EventRow>,
    events_found: String,
    articles: Vec<ArticleLine>,
    articles_found: String,
    sources: Vec<(String, Html)>,
    nothing: bool,
}

/// The page.
///
/// # Errors
/// A defect, when the template cannot be filled.
pub fn page(mut frame: Frame) -> Result<Answer, Problem> {
    let question = frame.view.get("q").unwrap_or_default().to_owned();
    frame.title = if question.is_empty() { frame.t("nav.search").to_owned() } else { format!("{}: {question}", frame.t("nav.search")) };
    frame.section = "search";
    frame.data = vec![
        ("JSON", frame.view.api("/articles", &[("q", &question)])),
        ("CSV", frame.view.api("/articles", &[("q", &question), ("format", "csv")])),
    ];
    let snapshot = frame.snapshot.clone();
    let mut events: Vec<&Event> = snapshot.find_events(&question);
    events.sort_by_cached_key(|event| std::cmp::Reverse(snapshot.weight(event)));
    let library = frame.library.clone();
    let found = library.index.find(&question);
    let mut ids: Vec<&str> = found.into_iter().map(|id| id.as_str()).filter(|id| snapshot.article(id).is_some()).collect();
    // A place or a body is named in another language than the articles: what is known of it leads to them.
    let by_events = ids.is_empty() && !events.is_empty();
    if by_events {
        let mut met = HashSet::new();
        ids.extend(events.iter().flat_map(|event| &event.articles).map(|id| id.as_str()).filter(|id| met.insert(*id)));
    }
    let sources: Vec<(String, Html)> = snapshot
        .find_names(&question)
        .into_iter()
        .take(LINES)
        .map(|named| (frame.view.to(&format!("/source/{}", crate::view::encode(&named.id))), frame.name(named)))
        .collect();
    let template = SearchPage {
        nothing: events.is_empty() && ids.is_empty() && sources.is_empty(),
        events_found: frame.count("n.events", events.len()),
        events: events.into_iter().take(LINES).map(|event| EventRow::of(&frame, event)).collect(),
        articles_found: if by_events { frame.t("search.of_events").to_owned() } else { frame.count("n.articles", ids.len()) },
        articles: ids.into_iter().take(LINES).filter_map(|id| ArticleLine::of(&frame, id)).collect(),
        sources,
        question,
        f: frame,
    };
    print(&template)
}
