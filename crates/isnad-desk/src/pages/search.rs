//! Search over events, sources, places and the words of articles.

use super::lists::ArticleLine;
use super::row::{EventRow, weight};
use super::{Answer, page as print};
use crate::frame::Frame;
use crate::html::Html;
use crate::problem::Problem;
use crate::search::matches;
use askama::Template;
use isnad_fuse::record::{Event, Named};

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
    let mut events: Vec<&Event> = snapshot.record.events.iter().filter(|event| matches(&question, &words(&frame, event))).collect();
    events.sort_by_key(|event| std::cmp::Reverse(weight(event)));
    let desk = frame.desk.clone();
    let found = desk.index.find(&question);
    let ids: Vec<&str> = found
        .iter()
        .filter_map(|at| desk.source.articles().get(*at as usize))
        .map(|one| one.article.id.as_str())
        .filter(|id| snapshot.article(id).is_some())
        .collect();
    let names = |named: &&Named| matches(&question, &format!("{} {}", named.name_ar, named.name_en.as_deref().unwrap_or_default()));
    let sources: Vec<(String, Html)> = snapshot
        .names
        .values()
        .filter(names)
        .take(LINES)
        .map(|named| (frame.view.to(&format!("/source/{}", crate::view::encode(&named.id))), frame.name(named)))
        .collect();
    let template = SearchPage {
        nothing: events.is_empty() && ids.is_empty() && sources.is_empty(),
        events_found: frame.count("n.events", events.len()),
        events: events.into_iter().take(LINES).map(|event| EventRow::of(&frame, event)).collect(),
        articles_found: frame.count("n.articles", ids.len()),
        articles: ids.into_iter().take(LINES).filter_map(|id| ArticleLine::of(&frame, id)).collect(),
        sources,
        question,
        f: frame,
    };
    print(&template)
}

/// What an event can be found by: its type, places and people in both languages.
fn words(frame: &Frame, event: &Event) -> String {
    let mut words = vec![frame.code("type", event.event_type.name()), event.event_type.name().replace('_', " ")];
    for named in event.places.iter().map(|place| &place.name).chain(&event.actors).chain(&event.targets) {
        words.push(named.name_ar.clone());
        words.extend(named.name_en.clone());
    }
    words.join(" ")
}
