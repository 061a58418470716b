//! Figures: every series with a chart and its twin, a table.

use super::evidence::Sentence;
use super::{Answer, page as print};
use crate::chart::Chart;
use crate::frame::Frame;
use crate::html::Html;
use crate::problem::Problem;
use crate::strings::number;
use askama::Template;
use isnad_fuse::record::{Figure, Measure, Point};
use isnad_model::Bound;

/// Series on one page.
const SERIES: usize = 60;
/// Series drawn on the page of all.
const DRAWN: usize = 8;

/// A line of the table.
pub struct PointRow {
    day: String,
    inferred: bool,
    value: Html,
    range: Html,
    root: Html,
    via: Html,
    notes: Vec<String>,
    href: Option<String>,
}

/// One series.
pub struct Series {
    href: String,
    title: Html,
    best: String,
    range: Html,
    /// What kind of count it is.
    measure: String,
    rule: String,
    flags: Vec<String>,
    chart: Option<Chart>,
    legend: Vec<(usize, Html)>,
    points: Vec<PointRow>,
    label: String,
}

impl Series {
    /// Whether any of its points gives a range.
    pub fn has_ranges(&self) -> bool {
        self.points.iter().any(|point| !point.range.is_empty())
    }

    /// Whether any of its points came through somebody.
    pub fn has_relays(&self) -> bool {
        self.points.iter().any(|point| !point.via.is_empty())
    }
}

#[derive(Template)]
#[template(path = "figures.html")]
struct FiguresPage {
    f: Frame,
    series: Vec<Series>,
    /// Series of one number.
    lone: Vec<Series>,
    metrics: Vec<(String, String, bool)>,
    next: Option<String>,
    previous: Option<String>,
}

#[derive(Template)]
#[template(path = "figure.html")]
struct FigurePage {
    f: Frame,
    series: Series,
    parts: Vec<(String, Html, String)>,
    sentences: Vec<Sentence>,
    event: Option<String>,
}

/// Every series, the longest first.
///
/// # Errors
/// A defect, when the template cannot be filled.
pub fn all(mut frame: Frame) -> Result<Answer, Problem> {
    frame.title = frame.t("nav.figures").to_owned();
    frame.section = "figures";
    frame.data = vec![("JSON", frame.view.api("/figures", &[])), ("CSV", frame.view.api("/figures", &[("format", "csv")]))];
    let snapshot = frame.snapshot.clone();
    let wanted = frame.view.get("metric").map(str::to_owned);
    let metrics: std::collections::BTreeSet<&str> = snapshot.record.figures.iter().map(|figure| figure.metric.as_str()).collect();
    let mut figures: Vec<&Figure> =
        snapshot.record.figures.iter().filter(|figure| wanted.as_ref().is_none_or(|metric| figure.metric == *metric)).collect();
    figures.sort_by_key(|figure| {
        (figure.points.len() < 2, figure.subgroup.is_some(), std::cmp::Reverse((figure.points.len(), figure.best)), &figure.id)
    });
    let from = frame.view.number("from", figures.len().saturating_sub(1)) / SERIES * SERIES;
    let shown = &figures[from..figures.len().min(from + SERIES)];
    let (several, lone) = shown.split_at(shown.partition_point(|figure| figure.points.len() > 1));
    let template = FiguresPage {
        series: several.iter().enumerate().map(|(at, figure)| series(&frame, figure, at < DRAWN)).collect(),
        lone: lone.iter().map(|figure| series(&frame, figure, false)).collect(),
        metrics: metrics.iter().map(|metric| ((*metric).to_owned(), frame.code("metric", metric), wanted.as_deref() == Some(metric))).collect(),
        previous: (from > 0).then(|| frame.view.here_with("from", Some(&(from - SERIES).to_string()))),
        next: (from + SERIES < figures.len()).then(|| frame.view.here_with("from", Some(&(from + SERIES).to_string()))),
        f: frame,
    };
    print(&template)
}

/// One series with its sentences.
///
/// # Errors
/// Missing, when no series bears the id.
pub fn one(mut frame: Frame, id: &str) -> Result<Answer, Problem> {
    let snapshot = frame.snapshot.clone();
    let figure = snapshot.figure(id).ok_or_else(|| Problem::missing(id))?;
    frame.title = crate::frame::plain(&title(&frame, figure));
    frame.section = "figures";
    let path = format!("/figures/{id}");
    frame.data = vec![("JSON", frame.view.api(&path, &[])), ("CSV", frame.view.api(&path, &[("format", "csv")]))];
    let parts = snapshot.record.figures.iter().filter(|other| other.parent.as_deref() == Some(id) || figure.parent.as_deref() == Some(&*other.id));
    let claims = figure.points.iter().flat_map(|point| point.claims.iter().chain(&point.dropped));
    let template = FigurePage {
        series: series(&frame, figure, true),
        parts: parts
            .map(|other| (frame.view.to(&format!("/figure/{}", other.id)), title(&frame, other), other.best.map_or_else(String::new, number)))
            .collect(),
        sentences: Sentence::all(&frame, claims),
        event: figure.event.as_ref().filter(|id| snapshot.event(id).is_some()).map(|id| frame.event_href(id)),
        f: frame,
    };
    print(&template)
}

/// What a series counts: who, where, over what.
pub fn title(frame: &Frame, figure: &Figure) -> Html {
    let metric = frame.code("metric", &figure.metric);
    let what = match &figure.subgroup {
        Some(group) => format!("{metric} ({})", frame.code("subgroup", group)),
        None => metric,
    };
    let mut parts = vec![Html::text(&what)];
    parts.extend(figure.area.as_ref().map(|area| frame.place(area)));
    let scope =
        figure.scope.as_ref().map_or_else(String::new, |scope| match (scope.since, &scope.since_event, scope.since_year, scope.within_hours) {
            (Some(day), ..) => frame.lang().fill("scope.since", &[("what", &frame.day(day))]),
            (_, Some(event), ..) => frame.lang().fill("scope.since", &[("what", event)]),
            (_, _, Some(year), _) => frame.lang().fill("scope.since", &[("what", &year.to_string())]),
            (_, _, _, Some(hours)) => frame.lang().fill("scope.hours", &[("n", &hours.to_string())]),
            _ => String::new(),
        });
    match scope.is_empty() {
        true if figure.measure == Measure::Forecast => parts.push(Html::text(&frame.code("measure", "forecast"))),
        true => {}
        false => parts.push(Html::text(&scope)),
    }
    Html::join(&parts, " · ")
}

fn series(frame: &Frame, figure: &Figure, drawn: bool) -> Series {
    let chart = if drawn { Chart::of(figure, number, |day| short_day(frame, day)) } else { None };
    let legend = chart.as_ref().map_or_else(Vec::new, |chart| {
        let name = |root: &str| if root.is_empty() { Html::text(frame.t("source.none")) } else { frame.name_of(root) };
        chart.lines.iter().map(|line| (line.shape, name(&line.root))).collect()
    });
    let mut points: Vec<&Point> = figure.points.iter().collect();
    points.sort_by_key(|point| (point.as_of.is_none(), point.as_of, point.value));
    Series {
        href: frame.view.to(&format!("/figure/{}", figure.id)),
        title: title(frame, figure),
        best: figure.best.map_or_else(|| "–".to_owned(), number),
        range: range(frame, figure.low, figure.high),
        rule: format!("{} · {}", frame.code("measure", figure.measure.name()), frame.code("rule", figure.rule)),
        measure: frame.code("measure", figure.measure.name()),
        flags: figure.flags.iter().map(|flag| frame.code("flag", flag)).collect(),
        label: frame.lang().fill("chart.label", &[("title", &crate::frame::plain(&title(frame, figure)))]),
        points: points.iter().map(|point| point_row(frame, point)).collect(),
        chart,
        legend,
    }
}

fn short_day(frame: &Frame, day: jiff::civil::Date) -> String {
    frame.day(day).rsplit_once(' ').map_or_else(String::new, |(day, _)| day.to_owned())
}

fn range(frame: &Frame, low: Option<u64>, high: Option<u64>) -> Html {
    match (low, high) {
        (Some(low), Some(high)) if low == high => Html::default(),
        (low, Some(high)) => Html::number(&format!("{}–{}", number(low.unwrap_or(0)), number(high))),
        (low, None) => Html::fill(frame.t("range.open"), &[("low", Html::number(&number(low.unwrap_or(0))))]),
    }
}

fn point_row(frame: &Frame, point: &Point) -> PointRow {
    let mut notes = Vec::new();
    if !point.dropped.is_empty() {
        notes.push(frame.lang().fill("point.dropped", &[("claims", &frame.count("n.claims", point.dropped.len()))]));
    }
    if point.retracted {
        notes.push(frame.t("point.retracted").to_owned());
    }
    if !point.denied_by.is_empty() {
        let names: Vec<String> = point.denied_by.iter().map(|id| crate::frame::plain(&frame.name_of(id))).collect();
        notes.push(frame.lang().fill("point.denied", &[("by", &names.join(frame.lang().comma()))]));
    }
    let relays: Vec<Html> = point.relays.iter().map(|relay| frame.name(relay)).collect();
    let first = point.claims.first().or(point.dropped.first());
    PointRow {
        day: point.as_of.map_or_else(|| frame.t("asof.undated").to_owned(), |day| frame.day(day)),
        inferred: point.as_of_inferred,
        value: frame.bounded(point.value, point.bound),
        // A bound stands at the number itself; the range is for what the source gives besides.
        range: if point.bound == Bound::Exact || point.high.is_some() { range(frame, point.low, point.high) } else { Html::default() },
        root: point.root.as_ref().map_or_else(|| Html::text(frame.t("source.none")), |root| frame.name(root)),
        via: frame.list(&relays),
        notes,
        href: first
            .and_then(|claim| frame.snapshot.claim(claim.as_str()))
            .map(|row| frame.claim_href(row.claim.article.as_str(), row.claim.id.as_str())),
    }
}
