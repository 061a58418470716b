//! Plain lists: timeline, articles, contradictions, watchlist, how to read the marks.

use super::evidence::Told;
use super::row::EventRow;
use super::{Answer, page as print};
use crate::frame::Frame;
use crate::html::Html;
use crate::problem::Problem;
use askama::Template;
use isnad_fuse::record::{Contradiction, ContradictionKind, Event};

/// Lines of one page.
const LINES: usize = 100;
/// Disagreements of one page.
const DISPUTES: usize = 50;
/// Sentences of one side of a disagreement.
const SENTENCES: usize = 6;
/// Days of the timeline.
const DAYS: usize = 40;
/// Events of each, as long as no day is asked for.
const A_DAY: usize = 10;

/// One article as a line.
pub struct ArticleLine {
    pub(super) href: String,
    pub(super) title: Html,
    pub(super) outlet: Html,
    pub(super) when: String,
    pub(super) inferred: bool,
    pub(super) claims: String,
    pub(super) copied: String,
}

impl ArticleLine {
    /// The line of an article of this view.
    pub fn of(frame: &Frame, id: &str) -> Option<ArticleLine> {
        let row = frame.snapshot.article(id)?;
        let inferred = row.inferred.as_ref().map(|inferred| format!("≈ {} – {}", frame.day(inferred.start), frame.day(inferred.end)));
        Some(ArticleLine {
            href: frame.article_href(id),
            title: Html::bdi(row.title.as_deref().unwrap_or(&row.source)),
            outlet: frame.outlet(&row.outlet),
            inferred: row.published_at.is_none() && inferred.is_some(),
            when: row.published_at.map(|stamp| frame.moment(stamp)).or(inferred).unwrap_or_else(|| frame.t("asof.undated").to_owned()),
            claims: frame.count("n.claims", row.claims),
            copied: if row.copied_share == 0 { String::new() } else { format!("{} %", row.copied_share / 10) },
        })
    }
}

/// A day of the timeline: id, title, events.
struct Day {
    anchor: String,
    pub(super) title: String,
    events: Vec<EventRow>,
    more: usize,
}

/// A disagreement.
struct Dispute {
    pub(super) title: Html,
    pub(super) href: String,
    kind: String,
    state: String,
    state_code: &'static str,
    reason: String,
    sides: Vec<(&'static str, String, Html, Vec<Told>)>,
}

/// What would confirm an event.
struct WatchLine {
    row: EventRow,
    confirm: Vec<Html>,
}

#[derive(Template)]
#[template(path = "timeline.html")]
struct TimelinePage {
    f: Frame,
    days: Vec<Day>,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "articles.html")]
struct ArticlesPage {
    f: Frame,
    articles: Vec<ArticleLine>,
    total: String,
    rejects: Vec<(String, String, &'static str)>,
    next: Option<String>,
    previous: Option<String>,
    pairs: String,
}

#[derive(Template)]
#[template(path = "contradictions.html")]
struct ContradictionsPage {
    f: Frame,
    disputes: Vec<Dispute>,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "watch.html")]
struct WatchPage {
    f: Frame,
    lines: Vec<WatchLine>,
    more: usize,
}

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    f: Frame,
}

/// Days with their events.
///
/// # Errors
/// A defect, when the template cannot be filled.
pub fn timeline(mut frame: Frame) -> Result<Answer, Problem> {
    frame.title = frame.t("nav.timeline").to_owned();
    frame.section = "timeline";
    frame.data = vec![("JSON", frame.view.api("/timeline", &[])), ("CSV", frame.view.api("/timeline", &[("format", "csv")]))];
    let snapshot = frame.snapshot.clone();
    let wanted = frame.view.get("day").map(str::to_owned);
    let anchor = |day: &isnad_fuse::record::TimelineDay| day.day.map_or_else(|| "undated".to_owned(), |day| day.to_string());
    let is_wanted = |(day, _): &(&isnad_fuse::record::TimelineDay, &Vec<usize>)| wanted.as_ref().is_none_or(|wanted| anchor(day) == *wanted);
    let mut days: Vec<_> = snapshot.record.timeline.iter().zip(&snapshot.digest.timeline).filter(is_wanted).collect();
    // The latest days; undated events come last.
    days.drain(..days.len().saturating_sub(DAYS));
    // One day is paged; of many, each shows its weightiest.
    let total = if wanted.is_some() { days.first().map_or(0, |(_, events)| events.len()) } else { 0 };
    let (from, limit) = if wanted.is_some() { (frame.view.number("from", total.saturating_sub(1)) / LINES * LINES, LINES) } else { (0, A_DAY) };
    let day = |(day, events): (&isnad_fuse::record::TimelineDay, &Vec<usize>)| Day {
        anchor: anchor(day),
        title: day.day.map_or_else(|| frame.t("timeline.undated").to_owned(), |day| frame.long_day(day)),
        more: if wanted.is_some() { 0 } else { events.len().saturating_sub(limit) },
        events: snapshot.events_at(events).skip(from).take(limit).map(|event| EventRow::of(&frame, event)).collect(),
    };
    let template = TimelinePage {
        days: days.into_iter().map(day).collect(),
        previous: (from > 0).then(|| frame.view.here_with("from", Some(&(from - LINES).to_string()))),
        next: (from + LINES < total).then(|| frame.view.here_with("from", Some(&(from + LINES).to_string()))),
        f: frame,
    };
    print(&template)
}

/// Every article, the latest first.
///
/// # Errors
/// A defect, when the template cannot be filled.
pub fn articles(mut frame: Frame) -> Result<Answer, Problem> {
    frame.title = frame.t("nav.articles").to_owned();
    frame.section = "articles";
    frame.data = vec![("JSON", frame.view.api("/articles", &[])), ("CSV", frame.view.api("/articles", &[("format", "csv")]))];
    let snapshot = frame.snapshot.clone();
    let story = frame.view.get("story").map(str::to_owned);
    let of_story = |row: &&isnad_fuse::record::ArticleRow| story.as_ref().is_none_or(|story| row.story.as_ref() == Some(story));
    let mut rows: Vec<_> = snapshot.record.articles.iter().filter(of_story).collect();
    rows.sort_by_cached_key(|row| (row.published_at.is_none(), std::cmp::Reverse(row.published_at.map(|stamp| stamp.order_key())), row.id.clone()));
    let from = frame.view.number("from", rows.len().saturating_sub(1)) / LINES * LINES;
    let template = ArticlesPage {
        articles: rows.iter().skip(from).take(LINES).filter_map(|row| ArticleLine::of(&frame, row.id.as_str())).collect(),
        total: frame.count("n.articles", rows.len()),
        rejects: frame.library.source.rejects().iter().take(50).map(|one| (one.subject.clone(), one.message.clone(), one.code)).collect(),
        previous: (from > 0).then(|| frame.view.here_with("from", Some(&(from - LINES).to_string()))),
        next: (from + LINES < rows.len()).then(|| frame.view.here_with("from", Some(&(from + LINES).to_string()))),
        pairs: frame.view.to("/compare"),
        f: frame,
    };
    print(&template)
}

/// Every disagreement with its sides.
///
/// # Errors
/// A defect, when the template cannot be filled.
pub fn contradictions(mut frame: Frame) -> Result<Answer, Problem> {
    frame.title = frame.t("nav.contradictions").to_owned();
    frame.section = "board";
    frame.data = vec![("JSON", frame.view.api("/contradictions", &[])), ("CSV", frame.view.api("/contradictions", &[("format", "csv")]))];
    let snapshot = frame.snapshot.clone();
    let dispute = |one: &Contradiction| Dispute {
        title: contradiction_title(&frame, one),
        href: contradiction_href(&frame, one),
        kind: frame.code("contradiction", one.kind.name()),
        state: frame.code("state", one.state.name()),
        state_code: one.state.name(),
        // That something is said and denied is the whole reason of such a one.
        reason: if one.kind == ContradictionKind::Polarity { String::new() } else { frame.code("reason", &one.reason) },
        sides: one
            .sides
            .iter()
            .map(|side| {
                let roots: Vec<Html> = side.chains.iter().map(|root| frame.name_of(root)).collect();
                let class = match side.position.as_str() {
                    "asserted" => "so",
                    "denied" => "not",
                    _ => "",
                };
                let position = match frame.snapshot.names.get(&side.position) {
                    Some(named) => frame.name_text(named),
                    None => frame.code("position_of", &side.position),
                };
                (class, position, frame.list(&roots), Told::all(&frame, side.claims.iter().take(SENTENCES)))
            })
            .collect(),
    };
    // What is open comes first.
    let mut all: Vec<&Contradiction> = snapshot.record.contradictions.iter().collect();
    all.sort_by_key(|one| one.state);
    let from = frame.view.number("from", all.len().saturating_sub(1)) / DISPUTES * DISPUTES;
    let template = ContradictionsPage {
        disputes: all.iter().skip(from).take(DISPUTES).map(|one| dispute(one)).collect(),
        previous: (from > 0).then(|| frame.view.here_with("from", Some(&(from - DISPUTES).to_string()))),
        next: (from + DISPUTES < all.len()).then(|| frame.view.here_with("from", Some(&(from + DISPUTES).to_string()))),
        f: frame,
    };
    print(&template)
}

/// What a disagreement is about.
pub fn contradiction_title(frame: &Frame, one: &Contradiction) -> Html {
    if let Some(event) = one.event.as_deref().and_then(|id| frame.snapshot.event(id)) {
        return frame.event_title(event);
    }
    if let Some(figure) = one.figure.as_deref().and_then(|id| frame.snapshot.figure(id)) {
        return super::figures::title(frame, figure);
    }
    one.place.as_ref().map_or_else(|| Html::text(&frame.code("contradiction", one.kind.name())), |place| frame.place(place))
}

/// Where a disagreement is shown in full.
pub fn contradiction_href(frame: &Frame, one: &Contradiction) -> String {
    match (&one.event, &one.figure, &one.place) {
        (Some(event), ..) if frame.snapshot.event(event).is_some() => frame.event_href(event),
        (_, Some(figure), _) => frame.view.to(&format!("/figure/{figure}")),
        (_, _, Some(place)) => frame.view.to_with("/control#past", &[("place", &place.name.id)]),
        _ => frame.view.to("/contradictions"),
    }
}

/// Events on one root, and what would confirm each.
///
/// # Errors
/// A defect, when the template cannot be filled.
pub fn watch(mut frame: Frame) -> Result<Answer, Problem> {
    frame.title = frame.t("nav.watch").to_owned();
    frame.section = "watch";
    frame.data = vec![("JSON", frame.view.api("/watchlist", &[])), ("CSV", frame.view.api("/watchlist", &[("format", "csv")]))];
    let snapshot = frame.snapshot.clone();
    let mut watched: Vec<(&isnad_fuse::record::Watch, &Event)> =
        snapshot.record.watchlist.iter().filter_map(|watch| Some((watch, snapshot.event(&watch.event)?))).collect();
    watched.sort_by_cached_key(|(_, event)| std::cmp::Reverse(snapshot.weight(event)));
    let line = |(watch, event): &(&isnad_fuse::record::Watch, &Event)| WatchLine {
        row: EventRow::of(&frame, event),
        confirm: watch
            .confirm
            .iter()
            // That another source would confirm it holds for every line and is said once.
            .filter(|(kind, _)| *kind != "independent_root")
            .map(|(kind, by)| match by {
                Some(by) => Html::join(&[Html::text(&frame.code("confirm", kind)), frame.name(by)], ": "),
                None => Html::text(&frame.code("confirm", kind)),
            })
            .collect(),
    };
    let template = WatchPage { more: watched.len().saturating_sub(LINES), lines: watched.iter().take(LINES).map(line).collect(), f: frame };
    print(&template)
}

/// How to read the marks, and the keys.
///
/// # Errors
/// A defect, when the template cannot be filled.
pub fn help(mut frame: Frame) -> Result<Answer, Problem> {
    frame.title = frame.t("nav.help").to_owned();
    frame.section = "help";
    frame.data = vec![("OpenAPI", "/v1/openapi.json".to_owned())];
    print(&HelpPage { f: frame })
}
