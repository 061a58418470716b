//! Figures with low, best and high, and a small plot of their points.

use crate::report::book::Book;
use crate::report::{name, place, words};
use crate::term::{Style, Tone, cells, grouped, pad, pad_left};
use isnad_fuse::record::{Figure, Measure, Point};
use isnad_model::Bound;
use std::io::{self, Write};

/// Cells of the longest bar.
const BAR: u64 = 24;

/// Writes the figures; forecasts last.
pub fn write(out: &mut dyn Write, style: Style, book: &Book<'_>, limit: usize) -> io::Result<()> {
    let mut figures: Vec<&Figure> = book.record.figures.iter().collect();
    figures.sort_by_key(|figure| (figure.measure == Measure::Forecast, figure.subgroup.is_some(), std::cmp::Reverse(figure.points.len())));
    crate::report::record::heading(out, style, "Figures", figures.len(), "low / best / high")?;
    for figure in figures.iter().take(limit) {
        write_figure(out, style, figure)?;
    }
    crate::report::record::more(out, style, figures.len(), limit)
}

fn write_figure(out: &mut dyn Write, style: Style, figure: &Figure) -> io::Result<()> {
    let subgroup = figure.subgroup.as_ref().map_or_else(String::new, |subgroup| format!(" ({})", words(subgroup)));
    let area = figure.area.as_ref().map_or_else(|| "area unknown".to_owned(), place);
    let since = figure.scope.as_ref().map_or_else(String::new, |scope| match (scope.since, scope.since_year, &scope.since_event) {
        (Some(day), ..) => format!(", since {day}"),
        (None, Some(year), _) => format!(", since {year}"),
        (None, None, Some(event)) => format!(", since {}", crate::term::isolate(event)),
        _ => String::new(),
    });
    let ends = [figure.low, figure.best, figure.high].map(|value| value.map_or_else(|| "open".to_owned(), grouped)).join(" / ");
    let what = style.tone(Tone::Strong, &format!("{}{subgroup}", words(&figure.metric)));
    writeln!(out, "  {what}  {ends}  {area}, {}{since} · {}", figure.measure.name(), style.tone(Tone::Faint, &figure.id))?;
    let largest = figure.points.iter().map(|point| point.value).max().unwrap_or(1).max(1);
    let width = figure.points.iter().map(|point| cells(&number(point))).max().unwrap_or(1);
    for point in &figure.points {
        writeln!(out, "    {}", point_line(style, point, largest, width))?;
    }
    let flags: Vec<&&str> = figure.flags.iter().filter(|flag| **flag != "newer_without_source").collect();
    if !flags.is_empty() {
        writeln!(out, "    {}", style.tone(Tone::Warn, &flags.iter().map(|flag| words(flag)).collect::<Vec<_>>().join(", ")))?;
    }
    if let Some(point) = isnad_fuse::figures::newer_without_source(&figure.points) {
        let said = format!("newer, without a source: {}, which counts for nothing until somebody stands behind it", number(point));
        writeln!(out, "    {}", style.tone(Tone::Warn, &said))?;
    }
    if figure.points.len() > 1 {
        writeln!(out, "    {}", style.tone(Tone::Faint, &format!("best: {}", words(figure.rule))))?;
    }
    Ok(())
}

fn point_line(style: Style, point: &Point, largest: u64, width: usize) -> String {
    let day = point.as_of.map_or_else(|| "day unknown".to_owned(), |day| format!("{day}{}", if point.as_of_inferred { "~" } else { "" }));
    let root = point.root.as_ref().map_or_else(|| "no source".to_owned(), name);
    let relays = if point.relays.is_empty() { String::new() } else { format!(" → {}", crate::report::names(&point.relays)) };
    let mut notes = Vec::new();
    if point.retracted {
        notes.push("retracted");
    }
    if !point.denied_by.is_empty() {
        notes.push("denied");
    }
    if !point.dropped.is_empty() {
        notes.push("also printed without its source");
    }
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    let bar = style.tone(Tone::Info, &pad(&bar(point.value, largest), usize::try_from(BAR).unwrap_or(24)));
    format!("{} {} {}  {root}{relays}{notes}", pad(&day, 12), bar, pad_left(&number(point), width))
}

fn number(point: &Point) -> String {
    format!("{}{}", sign(point.bound), grouped(point.value))
}

/// How a bound is written before its number.
pub fn sign(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "",
        Bound::Min => "≥",
        Bound::Max => "≤",
        Bound::Approx => "≈",
    }
}

/// A bar of eighths of cells, never empty for a value above nought.
fn bar(value: u64, largest: u64) -> String {
    const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];
    let eighths = (u128::from(value) * u128::from(BAR) * 8 / u128::from(largest)).max(u128::from(value > 0));
    let eighths = usize::try_from(eighths).unwrap_or(0);
    let mut out = "█".repeat(eighths / 8);
    if eighths % 8 > 0 {
        out.push(EIGHTHS[eighths % 8 - 1]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn bars_are_proportional_and_never_vanish() {
        assert_eq!(bar(100, 100).chars().count(), 24);
        assert_eq!(bar(50, 100).chars().count(), 12);
        assert_eq!(bar(1, 1_000_000), "▏");
        assert_eq!(bar(0, 10), "");
        assert_eq!(bar(u64::MAX, u64::MAX).chars().count(), 24);
    }
}
