//! Reports for people: plain lines of a terminal, Arabic isolated, nothing that only colour tells.

pub mod article;
pub mod book;
pub mod events;
pub mod explain;
pub mod figures;
pub mod record;
pub mod sections;

use crate::term::{Style, Tone, isolate, shorten, wrap};
use isnad_fuse::record::{Event, Named, NamedPlace, Status};

/// A name in Arabic and English, or the id where there is none.
pub fn name(named: &Named) -> String {
    both(&named.name_ar, named.name_en.as_deref(), &named.id)
}

/// A place's name in Arabic and English.
pub fn place(place: &NamedPlace) -> String {
    name(&place.name)
}

/// The places where an event is, or that none is known.
pub fn places(event: &Event) -> String {
    if event.places.is_empty() { "place unknown".into() } else { event.places.iter().map(place).collect::<Vec<_>>().join(", ") }
}

/// Cells that a name may take: names come from pages too, and a page may call anything a name.
const NAME: usize = 60;
/// Lines that a quoted sentence may take.
const QUOTED: usize = 6;

/// A quoted sentence in lines of at most `width` cells, cut where it runs on and on.
pub fn quoted(text: &str, width: usize) -> Vec<String> {
    wrap(&shorten(text, width * QUOTED), width)
}

/// An id or address that came from outside, cut to what a line holds.
pub fn foreign(id: &str) -> String {
    isolate(&shorten(id, NAME))
}

/// Names in both scripts, each isolated.
pub fn both(ar: &str, en: Option<&str>, id: &str) -> String {
    let isolate = |text: &str| isolate(&shorten(text, NAME));
    match (ar.is_empty(), en.filter(|en| !en.is_empty() && *en != ar)) {
        (false, Some(en)) => format!("{} {}", isolate(ar), isolate(en)),
        (false, None) => isolate(ar),
        (true, Some(en)) => isolate(en),
        (true, None) => isolate(id),
    }
}

/// Several names with commas between.
pub fn names(list: &[Named]) -> String {
    list.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The status as a word in its tone.
pub fn status(style: Style, status: Status) -> String {
    let tone = match status {
        Status::Corroborated => Tone::Good,
        Status::Disputed | Status::Retracted => Tone::Warn,
        Status::Denied => Tone::Bad,
        Status::Reported => Tone::Info,
        Status::Unattributed | Status::Hypothetical => Tone::Faint,
    };
    style.tone(tone, &crate::term::pad(status.name(), 12))
}

/// `withdraw` as `withdraw`, `attack_civilians` as `attack civilians`.
pub fn words(code: &str) -> String {
    code.replace('_', " ")
}

/// `1 outlet`, `2 outlets`.
pub fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}
