//! The screens, one module each. A page is a template filled from a record; nothing is decided here.

pub mod article;
pub mod board;
pub mod compare;
pub mod control;
pub mod event;
pub mod evidence;
pub mod figures;
pub mod framing;
pub mod lists;
pub mod matrix;
pub mod row;
pub mod search;
pub mod slider;
pub mod sources;
pub mod states;
pub mod threads;
pub mod tree;

use crate::frame::Frame;
use crate::html::disarmed;
use crate::problem::Problem;
use askama::Template;
use axum::http::StatusCode;

/// What a screen answers: a page, or the way to one.
pub enum Answer {
    /// A page with its status.
    Page(StatusCode, String),
    /// Another address of this desk.
    Away(String),
}

/// A filled template as an answer.
///
/// # Errors
/// A defect, when the template cannot be filled.
pub fn page(template: &impl Template) -> Result<Answer, Problem> {
    template.render().map(|html| Answer::Page(StatusCode::OK, disarmed(html))).map_err(|_| Problem::defect())
}

/// Parameters of its own that the screen of a path knows.
pub fn parameters(path: &str) -> &'static [&'static str] {
    match path.trim_matches('/').split('/').next().unwrap_or("") {
        "" | "story" | "contradictions" => &["from"],
        "matrix" => &["story", "type", "all", "cell", "from"],
        "figures" => &["metric", "from"],
        "control" => &["place", "step"],
        "timeline" => &["day", "from"],
        "articles" => &["story", "from"],
        "article" => &["claim"],
        "compare" => &["a", "b"],
        "search" => &["q"],
        _ => &[],
    }
}

/// The screen that `frame`'s path names.
///
/// # Errors
/// A problem, when the path names nothing.
pub fn answer(frame: Frame) -> Result<Answer, Problem> {
    let path = frame.view.path.clone();
    let parts: Vec<&str> = path.trim_matches('/').splitn(2, '/').collect();
    match (parts.first().copied().unwrap_or(""), parts.get(1).copied()) {
        ("", None) => board::page(frame),
        ("story", Some(id)) => board::story(frame, id),
        ("event", Some(id)) => event::page(frame, id),
        ("matrix", None) => matrix::page(frame),
        ("figures", None) => figures::all(frame),
        ("figure", Some(id)) => figures::one(frame, id),
        ("control", None) => control::page(frame),
        ("framing", None) => framing::page(frame),
        ("sources", None) => sources::all(frame),
        ("source", Some(id)) => sources::one(frame, id),
        ("timeline", None) => lists::timeline(frame),
        ("articles", None) => lists::articles(frame),
        ("contradictions", None) => lists::contradictions(frame),
        ("watch", None) => lists::watch(frame),
        ("article", Some(id)) => article::page(frame, id),
        ("compare", None) => compare::page(frame),
        ("search", None) => search::page(frame),
        ("help", None) => lists::help(frame),
        _ => Err(Problem::missing(&path)),
    }
}
