//! One event as a line of a list, and the marks beside it.

use crate::frame::Frame;
use crate::html::Html;
use isnad_fuse::record::{Chain, Event, Support};

/// An event as a line.
pub struct EventRow {
    /// Its page.
    pub href: String,
    /// Status, which is also its mark.
    pub status: &'static str,
    /// The status in words.
    pub word: String,
    /// What, where, by whom.
    pub title: Html,
    /// When.
    pub when: String,
    /// Whether the days rest on an inferred date.
    pub inferred: bool,
    /// Articles, outlets.
    pub reach: String,
    /// Independent roots for it, or what makes fewer enough; empty where no root says it.
    pub roots: String,
    /// Who says so.
    pub says: Html,
    /// Who says not.
    pub denies: Html,
    /// The number that it claims, where it counts people.
    pub number: Html,
}

impl EventRow {
    /// The line of `event`.
    pub fn of(frame: &Frame, event: &Event) -> EventRow {
        let independent = isnad_fuse::chains::independent(&event.chains_for);
        EventRow {
            href: frame.event_href(&event.id),
            status: event.status.name(),
            word: frame.code("status", event.status.name()),
            title: frame.event_title(event),
            when: frame.when(&event.time),
            inferred: event.time.inferred,
            reach: reach(frame, event),
            roots: match independent {
                _ if event.support == Support::Admitted => frame.code("support", "admitted"),
                0 => String::new(),
                // Of one article there can be no more, and its source stands beside it.
                1 if event.articles.len() == 1 => String::new(),
                roots => frame.count("n.roots", roots),
            },
            says: roots(frame, &event.chains_for),
            denies: denies(frame, event),
            number: largest(frame, event),
        }
    }
}

/// Articles and outlets; one article has one outlet.
fn reach(frame: &Frame, event: &Event) -> String {
    let articles = frame.count("n.articles", event.articles.len());
    if event.articles.len() == 1 { articles } else { format!("{articles} · {}", frame.count("n.outlets", event.outlets.len())) }
}

/// Who says not; where only sentences without a source do, that.
fn denies(frame: &Frame, event: &Event) -> Html {
    if frame.snapshot.is_denied_by_nobody(event) {
        return Html::text(frame.t("source.none"));
    }
    roots(frame, &event.chains_against)
}

fn roots(frame: &Frame, chains: &[Chain]) -> Html {
    let names: Vec<Html> = chains.iter().filter(|chain| !chain.superseded).take(3).map(|chain| frame.name(&chain.root)).collect();
    let more = chains.iter().filter(|chain| !chain.superseded).count().saturating_sub(3);
    let list = frame.list(&names);
    if more == 0 { list } else { Html::join(&[list, Html::text(&format!("+{more}"))], " ") }
}

fn largest(frame: &Frame, event: &Event) -> Html {
    let claims = event.chains_for.iter().flat_map(|chain| &chain.claims).chain(&event.unattributed);
    let numbers = claims.filter_map(|id| frame.snapshot.claim(id.as_str())?.claim.parts.quantity.as_ref());
    let whole = numbers.filter(|quantity| quantity.subgroup.is_none()).max_by_key(|quantity| quantity.value);
    whole.map_or_else(Html::default, |quantity| frame.bounded(quantity.value, quantity.bound))
}

/// Two sides, articles, independent roots, whether its day is known.
pub type Weight = (bool, usize, usize, bool);

/// The day that an event stands under; for one known only to be past, the day by which it was.
pub fn day_of(event: &Event) -> Option<jiff::civil::Date> {
    event.time.start.or(event.time.end).or(event.time.before)
}

/// How much an editor would want to see an event: disagreement first, then breadth.
pub fn weight(event: &Event) -> Weight {
    let has_two_sides = !event.chains_for.is_empty() && !event.chains_against.is_empty();
    let independent = isnad_fuse::chains::independent(&event.chains_for);
    (has_two_sides, event.articles.len(), independent, event.time.start.is_some())
}
