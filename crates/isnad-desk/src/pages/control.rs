//! Who holds which place, as known at the moment shown: a map and the same as a list, with the past of one place.

use super::{Answer, page as print};
use crate::frame::{Frame, Link};
use crate::html::Html;
use crate::map::Map;
use crate::problem::Problem;
use askama::Template;
use isnad_fuse::record::{Control, ControlStatus, Ground, Named};
use std::collections::BTreeMap;

/// Places listed.
const PLACES: usize = 300;

/// One place.
pub struct PlaceRow {
    id: String,
    href: String,
    place: Html,
    kind: String,
    status: &'static str,
    word: String,
    who: Html,
    role: String,
    disputed: bool,
    since: String,
    basis: Vec<Link>,
    open: bool,
}

/// A state in the past of one place.
pub struct PastRow {
    status: &'static str,
    word: String,
    who: Html,
    from: String,
    known: String,
    basis: Vec<Link>,
}

#[derive(Template)]
#[template(path = "control.html")]
struct ControlPage {
    f: Frame,
    rows: Vec<PlaceRow>,
    map: Option<Map>,
    labels: BTreeMap<String, (String, String, String)>,
    past: Option<(Html, Vec<PastRow>)>,
    unplaced: usize,
}

/// The page.
///
/// # Errors
/// A defect, when the template cannot be filled.
pub fn page(mut frame: Frame) -> Result<Answer, Problem> {
    frame.title = frame.t("nav.control").to_owned();
    frame.section = "control";
    frame.data = vec![("JSON", frame.view.api("/control", &[])), ("CSV", frame.view.api("/control", &[("format", "csv")]))];
    let snapshot = frame.snapshot.clone();
    let mut control: Vec<&Control> = snapshot.record.control.iter().collect();
    control.sort_by_key(|one| frame.name_text(&one.place.name));
    let open = frame.view.get("place").map(str::to_owned);
    let rows: Vec<PlaceRow> = control.iter().take(PLACES).map(|one| row(&frame, one, open.as_deref())).collect();
    let labels = rows.iter().map(|row| (row.id.clone(), (crate::frame::plain(&row.place), row.word.clone(), row.href.clone()))).collect();
    let template = ControlPage {
        map: Map::of(&control, frame.lang()),
        labels,
        past: open.as_deref().and_then(|id| snapshot.control(id)).map(|one| (frame.place(&one.place), past(&frame, one))),
        unplaced: control.iter().filter(|one| one.place.position.is_none()).count(),
        rows,
        f: frame,
    };
    print(&template)
}

impl ControlPage {
    /// Name, status and address of a place on the map.
    fn label(&self, id: &str) -> (&str, &str, &str) {
        self.labels.get(id).map_or(("", "", ""), |(name, word, href)| (name, word, href))
    }
}

fn row(frame: &Frame, one: &Control, open: Option<&str>) -> PlaceRow {
    let (who, role) = who(frame, one.status, one.holder.as_ref(), one.claimant.as_ref());
    let id = &one.place.name.id;
    PlaceRow {
        href: format!("{}#past", frame.view.here_with("place", Some(id))),
        place: frame.place(&one.place),
        kind: frame.code("place", one.place.kind.name()),
        status: one.status.name(),
        word: frame.code("control", one.status.name()),
        who,
        role,
        disputed: one.disputed,
        since: one.since.map_or_else(|| "–".to_owned(), |day| frame.day(day)),
        basis: basis(frame, &one.basis),
        open: open == Some(id),
        id: id.clone(),
    }
}

/// Who holds it and, where somebody else claims it, who.
fn who(frame: &Frame, status: ControlStatus, holder: Option<&Named>, claimant: Option<&Named>) -> (Html, String) {
    match (holder, claimant) {
        (Some(holder), Some(claimant)) => {
            let claimed = Html::fill(frame.t("control.claimed_by"), &[("who", frame.name(claimant))]);
            (Html::join(&[frame.name(holder), claimed], " · "), frame.t("control.holder").to_owned())
        }
        (Some(holder), None) => {
            let key = if status == ControlStatus::Unknown { "control.last" } else { "control.holder" };
            (frame.name(holder), frame.t(key).to_owned())
        }
        (None, Some(claimant)) => (frame.name(claimant), frame.t("control.claimant").to_owned()),
        (None, None) => (Html::text("–"), String::new()),
    }
}

fn basis(frame: &Frame, grounds: &[Ground]) -> Vec<Link> {
    let link = |ground: &Ground| {
        let text = frame.code("ground", ground.code);
        let known = frame.snapshot.event(&ground.event).is_some();
        Link { href: if known { frame.event_href(&ground.event) } else { String::new() }, text, here: false }
    };
    grounds.iter().take(4).map(link).collect()
}

fn past(frame: &Frame, one: &Control) -> Vec<PastRow> {
    let state = |state: &isnad_fuse::record::ControlState| PastRow {
        status: state.status.name(),
        word: frame.code("control", state.status.name()),
        who: who(frame, state.status, state.holder.as_ref(), state.claimant.as_ref()).0,
        from: state.valid_from.map_or_else(|| frame.t("when.unknown").to_owned(), |day| frame.day(day)),
        known: state.known_from.map_or_else(|| "–".to_owned(), |day| frame.day(day)),
        basis: basis(frame, &state.basis),
    };
    one.history.iter().map(state).collect()
}
