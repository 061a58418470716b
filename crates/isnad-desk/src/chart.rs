//! A step chart of one series: a line an origin, a band from low to high, drawn as plain SVG without style.

use isnad_fuse::days::day;
use isnad_fuse::record::{Figure, Point};
use std::collections::BTreeMap;

/// Inner size of the drawing, in its own units.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 220.0;
/// Room for the labels of the value axis and below for days.
const LEFT: f64 = 84.0;
/// Half of the longest name of a day (`17 تشرين الثاني`) stands right of the last one.
const RIGHT: f64 = 44.0;
const TOP: f64 = 18.0;
const BOTTOM: f64 = 30.0;

/// One mark on the chart.
pub struct Dot {
    /// Position.
    pub x: f64,
    /// Position.
    pub y: f64,
    /// Number of its origin's shape: 0 circle, 1 square, 2 diamond, 3 triangle.
    pub shape: usize,
    /// The value as printed.
    pub value: String,
    /// Whether it was taken back.
    pub retracted: bool,
    /// Whether its value is a bound from below.
    pub open: bool,
    /// Where the label starts, or ends when it stands before the mark.
    pub label_x: f64,
    /// Where the label's baseline lies.
    pub label_y: f64,
    /// `start` or `end`.
    pub anchor: &'static str,
}

/// One origin's line.
pub struct Line {
    /// Id of the root; empty where nobody is named.
    pub root: String,
    /// Steps from point to point.
    pub path: String,
    /// Low to high.
    pub band: String,
    /// Its shape, which is also its dash.
    pub shape: usize,
    /// Its points.
    pub dots: Vec<Dot>,
}

/// A mark of an axis.
pub struct Tick {
    /// Position along the axis.
    pub at: f64,
    /// Label.
    pub text: String,
}

/// A chart ready to print.
pub struct Chart {
    /// One line an origin.
    pub lines: Vec<Line>,
    /// Values.
    pub values: Vec<Tick>,
    /// Days.
    pub days: Vec<Tick>,
}

impl Chart {
    /// The chart of `figure`; `None` when its points have fewer than two different days. `label` prints a number, `date` a day.
    pub fn of(figure: &Figure, label: impl Fn(u64) -> String, date: impl Fn(jiff::civil::Date) -> String) -> Option<Chart> {
        let dated: Vec<&Point> = figure.points.iter().filter(|point| point.as_of.is_some()).collect();
        let days: Vec<i32> = dated.iter().filter_map(|point| point.as_of.map(day)).collect();
        let (first, last) = (*days.iter().min()?, *days.iter().max()?);
        if first == last {
            return None;
        }
        let top = dated.iter().map(|point| point.value.max(point.high.unwrap_or(0))).max()?;
        let step = nice_step(top);
        let ceiling = top.div_ceil(step).max(1) * step;
        let x = |at: i32| LEFT + f64::from(at - first) / f64::from(last - first) * (WIDTH - LEFT - RIGHT);
        let y = |value: u64| TOP + (1.0 - value as f64 / ceiling as f64) * (HEIGHT - TOP - BOTTOM);
        let mut by_root: BTreeMap<String, Vec<&Point>> = BTreeMap::new();
        for point in dated {
            by_root.entry(point.root.as_ref().map_or_else(String::new, |root| root.id.clone())).or_default().push(point);
        }
        // Named origins first; the line of nobody last.
        let mut roots: Vec<(String, Vec<&Point>)> = by_root.into_iter().collect();
        roots.sort_by_key(|(root, _)| root.is_empty());
        let lines = roots.into_iter().enumerate().map(|(shape, (root, points))| line(root, shape, &points, &x, &y, &label)).collect();
        let ticks = (0..=ceiling / step).map(|n| Tick { at: y(n * step), text: label(n * step) }).collect();
        Some(Chart { lines, values: ticks, days: day_ticks(first, last, &x, &date) })
    }
}

fn line(root: String, shape: usize, points: &[&Point], x: &dyn Fn(i32) -> f64, y: &dyn Fn(u64) -> f64, label: &dyn Fn(u64) -> String) -> Line {
    let mut points = points.to_vec();
    points.sort_by_key(|point| (point.as_of, point.value));
    let (mut path, mut upper, mut lower) = (String::new(), Vec::new(), Vec::new());
    let mut dots: Vec<Dot> = Vec::new();
    for point in points.iter() {
        let (px, py) = (x(point.as_of.map_or(0, day)), y(point.value));
        match dots.last() {
            None => path.push_str(&format!("M{px:.1} {py:.1}")),
            Some(_) => path.push_str(&format!("H{px:.1}V{py:.1}")),
        }
        upper.push((px, y(point.high.unwrap_or(point.value))));
        lower.push((px, y(point.low.unwrap_or(point.value))));
        let crowded = dots.iter().any(|dot| (dot.x - px).abs() < 30.0 && (dot.label_y - (py - 9.0)).abs() < 13.0);
        let label_y = if crowded { py + 18.0 } else { py - 9.0 };
        // Near the edge the label stands before its mark.
        let late = px > WIDTH - 90.0;
        dots.push(Dot {
            x: px,
            y: py,
            shape: shape % 4,
            value: label(point.value),
            retracted: point.retracted,
            open: point.high.is_none(),
            label_x: if late { px - 9.0 } else { px + 9.0 },
            label_y,
            anchor: if late { "end" } else { "start" },
        });
    }
    Line { root, path, band: band(&upper, &lower), shape: shape % 4, dots }
}

/// The outline between low and high, in steps; empty where they are one.
fn band(upper: &[(f64, f64)], lower: &[(f64, f64)]) -> String {
    if upper.iter().zip(lower).all(|(a, b)| (a.1 - b.1).abs() < 0.5) || upper.len() < 2 {
        return String::new();
    }
    let mut path = format!("M{:.1} {:.1}", upper[0].0, upper[0].1);
    for (x, y) in &upper[1..] {
        path.push_str(&format!("H{x:.1}V{y:.1}"));
    }
    for pair in lower.windows(2).rev() {
        path.push_str(&format!("L{:.1} {:.1}H{:.1}V{:.1}", pair[1].0, pair[1].1, pair[1].0, pair[0].1));
    }
    path.push_str(&format!("H{:.1}Z", lower[0].0));
    path
}

/// A round step that cuts `top` into three to six parts.
fn nice_step(top: u64) -> u64 {
    let rough = (top / 4).max(1);
    let magnitude = 10u64.pow(rough.ilog10());
    [1, 2, 5, 10].iter().map(|n| n * magnitude).find(|step| *step >= rough).unwrap_or(rough)
}

fn day_ticks(first: i32, last: i32, x: &dyn Fn(i32) -> f64, date: &dyn Fn(jiff::civil::Date) -> String) -> Vec<Tick> {
    let step = ((last - first) / 5).max(1);
    let mut out: Vec<Tick> = Vec::new();
    let mut at = first;
    while at <= last && out.len() < 8 {
        out.push(Tick { at: x(at), text: date(isnad_fuse::days::date(at)) });
        at += step;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        assert_eq!([9, 704, 910, 1_500_000].map(nice_step), [2, 200, 500, 500_000]);
        assert_eq!(nice_step(0), 1);
    }
}
