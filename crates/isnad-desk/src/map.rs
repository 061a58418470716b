//! Places by their coordinates, drawn as plain SVG: a shape a status, labels that do not cover each other.

use isnad_fuse::record::{Control, ControlStatus};

const WIDTH: f64 = 640.0;
const MOST_LABELS: usize = 60;

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
    /// Lines of longitude.
    pub longitudes: Vec<Meridian>,
    /// Lines of latitude.
    pub latitudes: Vec<Meridian>,
}

impl Map {
    /// The map of those places that have coordinates; `None` when none has.
    pub fn of(control: &[&Control]) -> Option<Map> {
        let placed: Vec<(&Control, f64, f64)> =
            control.iter().filter_map(|one| one.place.position.map(|(lat, lon)| (*one, f64::from(lat) / 1e4, f64::from(lon) / 1e4))).collect();
        let (south, north) = range(placed.iter().map(|place| place.1), 0.35)?;
        let (west, east) = range(placed.iter().map(|place| place.2), 0.5)?;
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
        Some(Map {
            height,
            pins,
            longitudes: degrees(west, east, "E").into_iter().map(|(lon, text)| Meridian { at: x(lon), text }).collect(),
            latitudes: degrees(south, north, "N").into_iter().map(|(lat, text)| Meridian { at: y(lat), text }).collect(),
        })
    }
}

/// Gives labels where they fit, contested and held places first.
fn label(pins: &mut [Pin], placed: &[(&Control, f64, f64)]) {
    let mut order: Vec<usize> = (0..pins.len()).collect();
    order.sort_by_key(|&at| (placed[at].0.status == ControlStatus::Unknown, at));
    let mut boxes: Vec<(f64, f64)> = Vec::new();
    for at in order.into_iter().take(MOST_LABELS) {
        let (x, y) = (pins[at].x + if pins[at].label_left { -60.0 } else { 60.0 }, pins[at].y);
        let free = boxes.iter().all(|(bx, by)| (bx - x).abs() > 110.0 || (by - y).abs() > 17.0);
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
