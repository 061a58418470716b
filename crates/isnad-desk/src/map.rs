//! Places by their coordinates between the lines of borders and governorates, drawn as plain SVG: a shape a status, labels that do not cover each other.

use crate::outlines::{self, Divides, Window};
use crate::strings::Lang;
use isnad_fuse::record::{Control, ControlStatus};

const WIDTH: f64 = 640.0;
const MOST_LABELS: usize = 60;
/// Degrees of longitude up to which governorates are named.
const NAMED: f64 = 14.0;

/// One place on the map.
pub struct Pin {
    /// Place id.
    pub id: String,
    /// Position.
    pub x: f64,
    /// Position.
    pub y: f64,
    /// Status name, which is its shape.
    pub status: &'static str,
    /// Whether its label stands to the left.
    pub label_left: bool,
    /// Whether there is room for its label.
    pub labelled: bool,
}

/// The name of a governorate.
pub struct Name {
    /// Position.
    pub x: f64,
    /// Position.
    pub y: f64,
    /// The name.
    pub text: &'static str,
}

/// A line of the grid.
pub struct Meridian {
    /// Position.
    pub at: f64,
    /// Degrees.
    pub text: String,
}

/// A map ready to print.
pub struct Map {
    /// Height of the drawing; its width is 640.
    pub height: f64,
    /// The places.
    pub pins: Vec<Pin>,
    /// Borders and coasts, as a path.
    pub borders: String,
    /// Lines between governorates, as a path.
    pub inner: String,
    /// Names of governorates, where there is room.
    pub names: Vec<Name>,
    /// Lines of longitude.
    pub longitudes: Vec<Meridian>,
    /// Lines of latitude.
    pub latitudes: Vec<Meridian>,
}

impl Map {
    /// The map of those places that have coordinates; `None` when none has.
    pub fn of(control: &[&Control], lang: Lang) -> Option<Map> {
        let placed: Vec<(&Control, f64, f64)> =
            control.iter().filter_map(|one| one.place.position.map(|(lat, lon)| (*one, f64::from(lat) / 1e4, f64::from(lon) / 1e4))).collect();
        let (south, north) = range(placed.iter().map(|place| place.1), 0.5)?;
        let (west, east) = range(placed.iter().map(|place| place.2), 0.8)?;
        let squeeze = ((south + north) / 2.0).to_radians().cos();
        let mut scale = WIDTH / ((east - west) * squeeze);
        let mut height = (north - south) * scale;
        if height > 620.0 {
            scale *= 620.0 / height;
            height = 620.0;
        }
        let offset = (WIDTH - (east - west) * squeeze * scale) / 2.0;
        let x = |lon: f64| offset + (lon - west) * squeeze * scale;
        let y = |lat: f64| (north - lat) * scale;
        let mut pins: Vec<Pin> = placed
            .iter()
            .map(|(one, lat, lon)| Pin {
                id: one.place.name.id.clone(),
                x: x(*lon),
                y: y(*lat),
                status: one.status.name(),
                label_left: x(*lon) > WIDTH - 130.0,
                labelled: false,
            })
            .collect();
        label(&mut pins, &placed);
        let window = Window { west, south, east, north };
        let place = |(lon, lat): (f64, f64)| (x(lon), y(lat));
        let names = if east - west < NAMED { names(window, lang, &pins, place, height) } else { Vec::new() };
        Some(Map {
            borders: outlines::path(Divides::Countries, window, place),
            inner: outlines::path(Divides::Governorates, window, place),
            names,
            height,
            pins,
            longitudes: degrees(west, east, "E").into_iter().map(|(lon, text)| Meridian { at: x(lon), text }).collect(),
            latitudes: degrees(south, north, "N").into_iter().map(|(lat, text)| Meridian { at: y(lat), text }).collect(),
        })
    }
}

/// Names of governorates that stand clear of the edges, of the places and of each other.
fn names(window: Window, lang: Lang, pins: &[Pin], place: impl Fn((f64, f64)) -> (f64, f64), height: f64) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    for (at, text) in outlines::units(window, lang) {
        let (x, y) = place(at);
        let clear = |(px, py): (f64, f64), width: f64| (px - x).abs() > width || (py - y).abs() > 24.0;
        let of_pin = |pin: &Pin| match (pin.labelled, pin.label_left) {
            (false, _) => clear((pin.x, pin.y), 55.0),
            (true, left) => clear((pin.x, pin.y), 55.0) && clear((pin.x + if left { -70.0 } else { 70.0 }, pin.y + 9.0), 120.0),
        };
        let inside = x > 55.0 && x < WIDTH - 55.0 && y > 20.0 && y < height - 20.0;
        if inside && pins.iter().all(of_pin) && out.iter().all(|name| clear((name.x, name.y), 100.0)) {
            out.push(Name { x, y, text });
        }
    }
    out
}

/// Gives labels where they fit, contested and held places first.
fn label(pins: &mut [Pin], placed: &[(&Control, f64, f64)]) {
    let mut order: Vec<usize> = (0..pins.len()).collect();
    order.sort_by_key(|&at| (placed[at].0.status == ControlStatus::Unknown, at));
    let mut boxes: Vec<(f64, f64)> = Vec::new();
    for at in order.into_iter().take(MOST_LABELS) {
        let (x, y) = (pins[at].x + if pins[at].label_left { -60.0 } else { 60.0 }, pins[at].y);
        let free = boxes.iter().all(|(bx, by)| (bx - x).abs() > 110.0 || (by - y).abs() > 32.0);
        pins[at].labelled = free;
        if free {
            boxes.push((x, y));
        }
    }
}

fn range(values: impl Iterator<Item = f64>, margin: f64) -> Option<(f64, f64)> {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values {
        low = low.min(value);
        high = high.max(value);
    }
    (low <= high).then_some((low - margin, high + margin))
}

fn degrees(from: f64, to: f64, side: &str) -> Vec<(f64, String)> {
    let step = if to - from > 12.0 {
        5
    } else if to - from > 5.0 {
        2
    } else {
        1
    };
    let first = from.ceil() as i32;
    (first..=to.floor() as i32).filter(|degree| degree.rem_euclid(step) == 0).map(|degree| (f64::from(degree), format!("{degree}°{side}"))).collect()
}
