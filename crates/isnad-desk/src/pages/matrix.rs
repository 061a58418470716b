//! The claim matrix: rows are events in time, columns are origins; a cell says what the origin says, and opens its sentences.

use super::evidence::{Told, mark};
use super::{Answer, page as print};
use crate::frame::Frame;
use crate::html::Html;
use crate::problem::Problem;
use askama::Template;
use isnad_fuse::record::Event;
use isnad_model::{ClaimId, EventType, Polarity};
use std::collections::{BTreeMap, BTreeSet};

/// Rows of one page.
const ROWS: usize = 40;
/// Columns with a name of their own.
const COLUMNS: usize = 12;
/// The column of claims that name nobody.
const NOBODY: &str = "-";
/// The column of all other origins.
const OTHERS: &str = "+";
/// Marks in the order in which a cell shows them.
const MARKS: [&str; 4] = ["asserts", "denies", "if", "forecast"];

/// A column's head.
pub struct Column {
    name: Html,
    href: String,
    /// First of its group: a rule stands before it.
    first: bool,
}

/// Columns of one stance.
pub struct Group {
    word: String,
    span: usize,
}

/// One mark of a cell and through how many articles it came.
pub struct Said {
    mark: &'static str,
    word: String,
    articles: usize,
}

/// What one origin says of one event.
pub struct Cell {
    href: String,
    origin: Html,
    marks: Vec<Said>,
    first: bool,
    open: bool,
}

/// One event.
pub struct Row {
    href: String,
    status: &'static str,
    word: String,
    title: Html,
    when: String,
    cells: Vec<Cell>,
}

/// The cell that is open beside the matrix.
pub struct Sheet {
    title: Html,
    event: String,
    origin: Html,
    told: Vec<Told>,
    close: String,
}

#[derive(Template)]
#[template(path = "matrix.html")]
struct MatrixPage {
    f: Frame,
    groups: Vec<Group>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    sheet: Option<Sheet>,
    story: Option<String>,
    shown: String,
    all: Option<String>,
    fewer: Option<String>,
    previous: Option<String>,
    next: Option<String>,
    types: Vec<(String, String, bool)>,
}

type Cells<'e> = BTreeMap<String, Vec<(&'static str, &'e ClaimId)>>;

/// The matrix.
///
/// # Errors
/// A defect, when the template cannot be filled.
pub fn page(mut frame: Frame) -> Result<Answer, Problem> {
    frame.title = frame.t("nav.matrix").to_owned();
    frame.section = "matrix";
    let snapshot = frame.snapshot.clone();
    let story = frame.view.get("story").map(str::to_owned);
    let api: Vec<(&str, &str)> = story.iter().map(|story| ("story", story.as_str())).collect();
    let csv: Vec<(&str, &str)> = api.iter().copied().chain([("format", "csv")]).collect();
    frame.data = vec![("JSON", frame.view.api("/claims", &api)), ("CSV", frame.view.api("/claims", &csv))];

    let digest = &snapshot.digest;
    let by_day = match &story {
        Some(story) => snapshot.digest_of(story).map_or(&[][..], |digest| &digest.by_day),
        None => &digest.by_day,
    };
    let mut events: Vec<&Event> = snapshot.events_at(by_day).collect();
    let wanted = frame.view.get("type").and_then(EventType::parse);
    let present: BTreeSet<EventType> = events.iter().map(|event| event.event_type).collect();
    events.retain(|event| wanted.is_none_or(|kind| event.event_type == kind));
    let total = events.len();
    let every = frame.view.get("all").is_some();
    if !every {
        events.retain(|event| is_telling(&frame, event));
    }
    let shown = events.len();
    let open = frame.view.get("cell").and_then(|cell| cell.split_once('~')).map(|(event, column)| (event.to_owned(), column.to_owned()));
    // An address that names a cell and no page shows the page that the cell stands on.
    let of_cell = || open.as_ref().and_then(|(id, _)| events.iter().position(|event| event.id == *id)).unwrap_or(0);
    let from = if frame.view.get("from").is_some() { frame.view.number("from", shown.saturating_sub(1)) } else { of_cell() } / ROWS * ROWS;
    let window: Vec<&Event> = events.into_iter().skip(from).take(ROWS).collect();
    let cells: Vec<Cells> = window.iter().map(|event| cells(&frame, event)).collect();
    let order = columns(&frame, &cells);
    let rows = window.iter().zip(&cells).map(|(event, cells)| row(&frame, event, cells, &order, open.as_ref())).collect();
    let template = MatrixPage {
        groups: groups(&frame, &order),
        columns: heads(&frame, &order),
        rows,
        sheet: open.and_then(|(event, column)| sheet(&frame, &event, &column, &order)),
        shown: frame.lang().fill("matrix.shown", &[("shown", &frame.count("n.events", shown)), ("total", &frame.count("n.events", total))]),
        all: (!every && shown < total).then(|| frame.view.here_with("all", Some("1"))),
        fewer: every.then(|| frame.view.here_with("all", None)),
        previous: (from > 0).then(|| frame.view.here_with("from", Some(&(from - ROWS).to_string()))),
        next: (from + ROWS < shown).then(|| frame.view.here_with("from", Some(&(from + ROWS).to_string()))),
        types: present.iter().map(|kind| (kind.name().to_owned(), frame.code("type", kind.name()), wanted == Some(*kind))).collect(),
        story: story.as_deref().and_then(|id| snapshot.story(id)).map(|story| super::board::story_title(&frame, story)),
        f: frame,
    };
    print(&template)
}

/// Events worth a row at first: told by several articles, or denied.
fn is_telling(frame: &Frame, event: &Event) -> bool {
    let is_denied = || !event.chains_against.is_empty() || frame.snapshot.is_denied_by_nobody(event);
    event.articles.len() > 1 || event.chains_for.len() > 1 || is_denied()
}

/// What each origin says of `event`.
fn cells<'e>(frame: &'e Frame, event: &'e Event) -> Cells<'e> {
    let mut out: Cells = BTreeMap::new();
    for (chains, what) in [(&event.chains_for, "asserts"), (&event.chains_against, "denies")] {
        for chain in chains {
            out.entry(chain.root.id.clone()).or_default().extend(chain.claims.iter().map(|claim| (what, claim)));
        }
    }
    for (side, what) in [(Polarity::Asserted, "asserts"), (Polarity::Denied, "denies")] {
        out.entry(NOBODY.to_owned()).or_default().extend(frame.snapshot.nobodys(event, side).map(|claim| (what, claim)));
    }
    for claim in &event.hypotheticals {
        let Some(row) = frame.snapshot.claim(claim.as_str()) else { continue };
        let parts = &row.claim.parts;
        let origin = parts.attribution.first().map(|link| link.source.id.to_string());
        let root = origin.map_or_else(|| NOBODY.to_owned(), |origin| frame.snapshot.root_of.get(&origin).cloned().unwrap_or(origin));
        out.entry(root).or_default().push((mark(parts.polarity, parts.modality), claim));
    }
    out.retain(|_, claims| !claims.is_empty());
    out
}

/// The columns: id and group, in order.
fn columns(frame: &Frame, cells: &[Cells]) -> Vec<(String, &'static str)> {
    let mut weights: BTreeMap<&str, usize> = BTreeMap::new();
    cells.iter().flat_map(|row| row.keys()).for_each(|id| *weights.entry(id).or_default() += 1);
    let snapshot = &frame.snapshot;
    let group = |id: &str| match id {
        NOBODY => "nobody",
        id if snapshot.press.contains(id) => "press",
        id if snapshot.digest.parties.contains(id) => "party",
        _ => "third",
    };
    let mut named: Vec<(&str, usize)> = weights.into_iter().filter(|(id, _)| *id != NOBODY).collect();
    named.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let rest = named.len() > COLUMNS;
    named.truncate(COLUMNS);
    let rank = |group: &str| ["third", "party", "press", "rest", "nobody"].iter().position(|one| *one == group);
    let mut order: Vec<(String, &'static str, usize)> = named.into_iter().map(|(id, weight)| (id.to_owned(), group(id), weight)).collect();
    if rest {
        order.push((OTHERS.to_owned(), "rest", 0));
    }
    if cells.iter().any(|row| row.contains_key(NOBODY)) {
        order.push((NOBODY.to_owned(), "nobody", 0));
    }
    order.sort_by_key(|(_, group, weight)| (rank(group), std::cmp::Reverse(*weight)));
    order.into_iter().map(|(id, group, _)| (id, group)).collect()
}

fn groups(frame: &Frame, order: &[(String, &'static str)]) -> Vec<Group> {
    let mut out: Vec<(&str, usize)> = Vec::new();
    for (_, group) in order {
        match out.last_mut() {
            Some((last, span)) if last == group => *span += 1,
            _ => out.push((group, 1)),
        }
    }
    out.into_iter()
        .map(|(group, span)| Group {
            // A column that is all there is of its group names itself.
            word: if matches!(group, "nobody" | "rest") { String::new() } else { frame.code("group", group) },
            span,
        })
        .collect()
}

fn heads(frame: &Frame, order: &[(String, &'static str)]) -> Vec<Column> {
    let head = |(at, (id, group)): (usize, &(String, &'static str))| Column {
        name: column_name(frame, id),
        href: if matches!(id.as_str(), NOBODY | OTHERS) { String::new() } else { frame.view.to(&format!("/source/{}", crate::view::encode(id))) },
        first: at == 0 || order[at - 1].1 != *group,
    };
    order.iter().enumerate().map(head).collect()
}

fn column_name(frame: &Frame, id: &str) -> Html {
    match id {
        NOBODY => Html::text(frame.t("source.none")),
        OTHERS => Html::text(frame.t("source.others")),
        id => frame.name_of(id),
    }
}

fn row(frame: &Frame, event: &Event, cells: &Cells, order: &[(String, &'static str)], open: Option<&(String, String)>) -> Row {
    let cell = |(at, (id, group)): (usize, &(String, &'static str))| {
        let claims = claims_of(cells, id, order);
        let marks: Vec<Said> = MARKS
            .iter()
            .filter_map(|mark| {
                let of_mark = claims.iter().filter(|(what, _)| what == mark).filter_map(|(_, claim)| frame.snapshot.claim(claim.as_str()));
                let articles: BTreeSet<&str> = of_mark.map(|row| row.claim.article.as_str()).collect();
                (!articles.is_empty()).then_some(Said { mark, word: frame.code("says", mark), articles: articles.len() })
            })
            .collect();
        Cell {
            href: frame.view.here_with("cell", Some(&format!("{}~{id}", event.id))),
            origin: column_name(frame, id),
            marks,
            first: at == 0 || order[at - 1].1 != *group,
            open: open.is_some_and(|(e, column)| *e == event.id && column == id),
        }
    };
    Row {
        href: frame.event_href(&event.id),
        status: event.status.name(),
        word: frame.code("status", event.status.name()),
        title: frame.event_title(event),
        when: frame.when(&event.time),
        cells: order.iter().enumerate().map(cell).collect(),
    }
}

/// The claims of one column; the column of others holds all that have none of their own.
fn claims_of<'c, 'e>(cells: &'c Cells<'e>, id: &str, order: &[(String, &'static str)]) -> Vec<&'c (&'static str, &'e ClaimId)> {
    if id != OTHERS {
        return cells.get(id).into_iter().flatten().collect();
    }
    cells.iter().filter(|(root, _)| order.iter().all(|(column, _)| column != *root)).flat_map(|(_, claims)| claims).collect()
}

fn sheet(frame: &Frame, event: &str, column: &str, order: &[(String, &'static str)]) -> Option<Sheet> {
    let event = frame.snapshot.event(event)?;
    let cells = cells(frame, event);
    let claims = claims_of(&cells, column, order);
    Some(Sheet {
        title: frame.event_title(event),
        event: frame.event_href(&event.id),
        origin: column_name(frame, column),
        told: Told::all(frame, claims.into_iter().map(|(_, claim)| *claim)),
        close: frame.view.here_with("cell", None),
    })
}
