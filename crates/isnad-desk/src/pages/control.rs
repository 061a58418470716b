//! Who holds which place, as known at the moment shown: a map and the same as lists by governorate and by place, with the past of one place.

use super::slider::Slider;
use super::{Answer, page as print};
use crate::frame::{Frame, Link, plain};
use crate::html::Html;
use crate::map::Map;
use crate::problem::Problem;
use askama::Template;
use isnad_fuse::record::{Control, ControlStatus, Ground, Named};
use std::collections::BTreeMap;

/// Places listed.
const PLACES: usize = 300;
/// Places named in one cell of the list by governorate.
const NAMED: usize = 12;
/// Letters of a holder's name on the map.
const WIDEST: usize = 24;

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

/// A place on the map.
pub struct Label {
    name: String,
    word: String,
    who: String,
    href: String,
}

impl Label {
    /// Who holds or claims it, as far as there is room.
    fn short(&self) -> String {
        let short: String = self.who.chars().take(WIDEST).collect();
        if short.len() < self.who.len() { format!("{}…", short.trim_end()) } else { short }
    }
}

/// A governorate: its places that stand alike, together.
pub struct GovernorateRow {
    name: Html,
    groups: Vec<Group>,
}

/// Places of one governorate that stand alike.
pub struct Group {
    status: &'static str,
    word: String,
    who: Html,
    role: String,
    places: Vec<(String, Html)>,
    more: usize,
    disputed: bool,
}

/// A state in the past of one place.
pub struct PastRow {
    status: &'static str,
    word: String,
    who: Html,
    role: String,
    from: String,
    known: String,
    basis: Vec<Link>,
}

#[derive(Template)]
#[template(path = "control.html")]
struct ControlPage {
    f: Frame,
    slider: Option<Slider>,
    governorates: Vec<GovernorateRow>,
    rows: Vec<PlaceRow>,
    map: Option<Map>,
    labels: BTreeMap<String, Label>,
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
    let slider = Slider::of(&frame);
    if let (Some(slider), Some(hour)) = (&slider, frame.view.get("step").and_then(|step| step.parse().ok())) {
        // The slider as a form sends it, where no script moves it.
        return Ok(Answer::Away(frame.view.without_own("step").at(Some(slider.moment(hour)))));
    }
    let snapshot = frame.snapshot.clone();
    let mut control: Vec<&Control> = snapshot.record.control.iter().collect();
    control.sort_by_key(|one| frame.name_text(&one.place.name));
    let open = frame.view.get("place").map(str::to_owned);
    let rows: Vec<PlaceRow> = control.iter().take(PLACES).map(|one| row(&frame, one, open.as_deref())).collect();
    let label = |row: &PlaceRow| Label { name: plain(&row.place), word: row.word.clone(), who: plain(&row.who), href: row.href.clone() };
    let labels = rows.iter().map(|row| (row.id.clone(), label(row))).collect();
    let template = ControlPage {
        map: Map::of(&control, frame.lang()),
        labels,
        past: open.as_deref().and_then(|id| snapshot.control(id)).map(|one| (frame.place(&one.place), past(&frame, one))),
        governorates: governorates(&frame, &control),
        slider,
        unplaced: control.iter().filter(|one| one.place.position.is_none()).count(),
        rows,
        f: frame,
    };
    print(&template)
}

impl ControlPage {
    /// What a place on the map is called.
    fn label(&self, id: &str) -> &Label {
        static NOTHING: Label = Label { name: String::new(), word: String::new(), who: String::new(), href: String::new() };
        self.labels.get(id).unwrap_or(&NOTHING)
    }
}

/// Places that stand alike, by status and whoever holds them.
type Groups = BTreeMap<(ControlStatus, String), Group>;

/// The places by governorate, those of no known one last; within one by status and holder.
fn governorates(frame: &Frame, control: &[&Control]) -> Vec<GovernorateRow> {
    let mut by_governorate: BTreeMap<(bool, String), (Html, Groups)> = BTreeMap::new();
    for one in control {
        let governorate = frame.library.source.governorate(&one.place.name.id);
        let itself = governorate.as_ref().is_some_and(|governorate| governorate.id == one.place.name.id);
        let key = governorate.as_ref().map_or((true, String::new()), |governorate| (false, frame.name_text(governorate)));
        let name = governorate.map_or_else(|| Html::text(frame.t("control.elsewhere")), |governorate| frame.name(&governorate));
        let (who, role) = who(frame, one.status, one.holder.as_ref(), one.claimant.as_ref());
        let groups = &mut by_governorate.entry(key).or_insert_with(|| (name, BTreeMap::new())).1;
        let group = groups.entry((one.status, format!("{role}{who}"))).or_insert_with(|| Group {
            status: one.status.name(),
            word: frame.code("control", one.status.name()),
            who,
            role,
            places: Vec::new(),
            more: 0,
            disputed: false,
        });
        group.disputed |= one.disputed;
        if group.places.len() < NAMED {
            let place = if itself { Html::text(frame.t("control.itself")) } else { frame.place(&one.place) };
            group.places.push((past_href(frame, one), place));
        } else {
            group.more += 1;
        }
    }
    by_governorate.into_values().map(|(name, groups)| GovernorateRow { name, groups: groups.into_values().collect() }).collect()
}

fn past_href(frame: &Frame, one: &Control) -> String {
    format!("{}#past", frame.view.here_with("place", Some(&one.place.name.id)))
}

fn row(frame: &Frame, one: &Control, open: Option<&str>) -> PlaceRow {
    let (who, role) = who(frame, one.status, one.holder.as_ref(), one.claimant.as_ref());
    let id = &one.place.name.id;
    PlaceRow {
        href: past_href(frame, one),
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

/// Who holds it and, where somebody else claims it, who; before that, what the first of them does.
pub fn who(frame: &Frame, status: ControlStatus, holder: Option<&Named>, claimant: Option<&Named>) -> (Html, String) {
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
    let state = |state: &isnad_fuse::record::ControlState| {
        let (who, role) = who(frame, state.status, state.holder.as_ref(), state.claimant.as_ref());
        PastRow {
            status: state.status.name(),
            word: frame.code("control", state.status.name()),
            who,
            role,
            from: state.valid_from.map_or_else(|| frame.t("when.unknown").to_owned(), |day| frame.day(day)),
            known: state.known_from.map_or_else(|| "–".to_owned(), |day| frame.day(day)),
            basis: basis(frame, &state.basis),
        }
    };
    one.history.iter().map(state).collect()
}
