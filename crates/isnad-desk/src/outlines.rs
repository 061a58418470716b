//! Lines of borders and governorates for the map, from Natural Earth (public domain); `tools/outlines.py` makes the table.

use crate::strings::Lang;
use std::fmt::Write;
use std::sync::OnceLock;

static TABLE: &str = include_str!("../assets/outlines.tsv");

/// West, south, east, north in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    pub(crate) west: f64,
    pub(crate) south: f64,
    pub(crate) east: f64,
    pub(crate) north: f64,
}

impl Window {
    fn meets(self, other: Window) -> bool {
        self.west < other.east && other.west < self.east && self.south < other.north && other.south < self.north
    }

    fn holds(self, (x, y): (f64, f64)) -> bool {
        self.west < x && x < self.east && self.south < y && y < self.north
    }
}

/// What a line divides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divides {
    /// Countries, or land from sea.
    Countries,
    /// Governorates of one country.
    Governorates,
}

struct Line {
    divides: Divides,
    points: Vec<(f64, f64)>,
    window: Window,
}

struct Unit {
    at: (f64, f64),
    names: [&'static str; 2],
}

struct Outlines {
    lines: Vec<Line>,
    units: Vec<Unit>,
}

/// The lines of one kind that meet `window`, as the path of a drawing whose points `place` gives.
pub fn path(divides: Divides, window: Window, place: impl Fn((f64, f64)) -> (f64, f64)) -> String {
    let mut out = String::new();
    for line in outlines().lines.iter().filter(|line| line.divides == divides && line.window.meets(window)) {
        for (at, point) in line.points.iter().enumerate() {
            let (x, y) = place(*point);
            let _ = write!(out, "{}{x:.1} {y:.1}", if at == 0 { 'M' } else { 'L' });
        }
    }
    out
}

/// Governorates whose middle lies in `window`, with their names.
pub fn units(window: Window, lang: Lang) -> impl Iterator<Item = ((f64, f64), &'static str)> {
    outlines().units.iter().filter(move |unit| window.holds(unit.at)).map(move |unit| (unit.at, unit.names[lang as usize]))
}

fn outlines() -> &'static Outlines {
    static READ: OnceLock<Outlines> = OnceLock::new();
    READ.get_or_init(|| read(TABLE))
}

fn read(table: &'static str) -> Outlines {
    let mut out = Outlines { lines: Vec::new(), units: Vec::new() };
    for line in table.lines() {
        let cells: Vec<&'static str> = line.split('\t').collect();
        match cells[..] {
            ["b", points] => out.lines.push(read_line(Divides::Countries, points)),
            ["g", points] => out.lines.push(read_line(Divides::Governorates, points)),
            ["n", at, ar, en] => out.units.push(Unit { at: pair(at), names: [ar, en] }),
            _ => {}
        }
    }
    out
}

fn read_line(divides: Divides, steps: &str) -> Line {
    let mut points: Vec<(f64, f64)> = Vec::new();
    for step in steps.split(',').map(pair) {
        let (x, y) = points.last().copied().unwrap_or((0.0, 0.0));
        points.push((x + step.0, y + step.1));
    }
    let edge = |of: fn(&(f64, f64)) -> f64, pick: fn(f64, f64) -> f64, start: f64| points.iter().map(of).fold(start, pick);
    let window = Window {
        west: edge(|point| point.0, f64::min, 180.0),
        south: edge(|point| point.1, f64::min, 90.0),
        east: edge(|point| point.0, f64::max, -180.0),
        north: edge(|point| point.1, f64::max, -90.0),
    };
    Line { divides, points, window }
}

/// Two numbers in hundredths of a degree.
fn pair(text: &str) -> (f64, f64) {
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<i32>().ok()).map_or(0.0, |n| f64::from(n) / 100.0);
    let mut numbers = text.split(' ');
    (number(numbers.next()), number(numbers.next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_whole_and_its_lines_lie_where_they_should() {
        let read = outlines();
        assert_eq!(read.lines.len() + read.units.len(), TABLE.lines().count());
        let syria = Window { west: 35.5, south: 32.2, east: 42.5, north: 37.4 };
        let names: Vec<&str> = units(syria, Lang::En).map(|(_, name)| name).collect();
        assert!(["Homs", "Idlib", "Daraa"].iter().all(|name| names.contains(name)), "{names:?}");
        for divides in [Divides::Countries, Divides::Governorates] {
            let path = path(divides, syria, |point| point);
            assert!(path.starts_with('M') && path.len() > 1000, "{divides:?}");
        }
        let ocean = Window { west: -40.0, south: 0.0, east: -30.0, north: 10.0 };
        assert_eq!((path(Divides::Countries, ocean, |point| point), units(ocean, Lang::Ar).count()), (String::new(), 0));
        assert!(read.lines.iter().all(|line| line.window.west >= -20.0 && line.window.east <= 70.0 && line.window.north <= 45.0));
    }
}
