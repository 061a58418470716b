//! Who calls whom what: a table a side, rows are terms, columns are outlets.

use super::{Answer, page as print};
use crate::frame::Frame;
use crate::html::Html;
use crate::problem::Problem;
use askama::Template;
use isnad_fuse::record::{Framing, Named};
use std::collections::{BTreeMap, BTreeSet};

/// Outlets with a column of their own.
const OUTLETS: usize = 10;
/// Sides shown.
const SIDES: usize = 30;

/// What one outlet does with one term.
pub struct Use {
    own: usize,
    indirect: usize,
    quoted: usize,
    copied: usize,
}

/// One term.
pub struct Term {
    term: Html,
    frame: String,
    word: String,
    uses: Vec<Option<Use>>,
    href: String,
}

/// One side and what it is called.
pub struct SideTable {
    name: Html,
    terms: Vec<Term>,
}

/// Rows by term and frame class.
type Terms<'r> = BTreeMap<(&'r str, &'r str), Vec<&'r Framing>>;

#[derive(Template)]
#[template(path = "framing.html")]
struct FramingPage {
    f: Frame,
    outlets: Vec<Html>,
    rest: usize,
    sides: Vec<SideTable>,
}

/// The page.
///
/// # Errors
/// A defect, when the template cannot be filled.
pub fn page(mut frame: Frame) -> Result<Answer, Problem> {
    frame.title = frame.t("nav.framing").to_owned();
    frame.section = "framing";
    frame.data = vec![("JSON", frame.view.api("/framing", &[])), ("CSV", frame.view.api("/framing", &[("format", "csv")]))];
    let snapshot = frame.snapshot.clone();
    let rows = &snapshot.record.framing;
    let mut weights: BTreeMap<&str, usize> = BTreeMap::new();
    rows.iter().for_each(|row| *weights.entry(&row.outlet).or_default() += total(row));
    let mut outlets: Vec<(&str, usize)> = weights.into_iter().collect();
    outlets.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let rest = outlets.len().saturating_sub(OUTLETS);
    outlets.truncate(OUTLETS);
    let mut by_side: BTreeMap<&str, (&Named, Terms)> = BTreeMap::new();
    for row in rows {
        by_side.entry(&row.actor.id).or_insert_with(|| (&row.actor, BTreeMap::new())).1.entry((&row.term, &row.frame)).or_default().push(row);
    }
    let mut sides: Vec<_> = by_side.into_values().collect();
    // Sides with several terms, or loaded ones, first: there is something to compare.
    sides.sort_by_key(|(side, terms)| {
        let loaded = terms.keys().filter(|(_, frame)| *frame != "neutral").count();
        (is_any(side), std::cmp::Reverse((loaded, terms.len())), side.id.clone())
    });
    let template = FramingPage {
        outlets: outlets.iter().map(|(id, _)| frame.name_of(id)).collect(),
        rest,
        sides: sides.into_iter().take(SIDES).map(|(side, terms)| table(&frame, side, terms, &outlets)).collect(),
        f: frame,
    };
    print(&template)
}

/// Whether the words are used of any side.
fn is_any(side: &Named) -> bool {
    matches!(side.id.as_str(), "" | "-")
}

fn total(row: &Framing) -> usize {
    row.own_voice + row.quoted + row.copied
}

fn table(frame: &Frame, side: &Named, terms: Terms, outlets: &[(&str, usize)]) -> SideTable {
    let term = |((term, class), rows): (&(&str, &str), &Vec<&Framing>)| {
        let of = |outlet: &str| {
            let row = rows.iter().find(|row| row.outlet == outlet)?;
            Some(Use { own: row.own_voice - row.indirect, indirect: row.indirect, quoted: row.quoted, copied: row.copied })
        };
        Term {
            term: Html::bdi(term),
            frame: (*class).to_owned(),
            word: frame.code("frame", class),
            uses: outlets.iter().map(|(outlet, _)| of(outlet)).collect(),
            href: frame.view.to_with("/search", &[("q", term)]),
        }
    };
    let order: BTreeSet<_> = terms.keys().copied().collect();
    let mut rows: Vec<Term> = order.iter().filter_map(|key| terms.get_key_value(key)).map(term).collect();
    rows.sort_by_key(|row| row.frame == "neutral");
    SideTable { name: if is_any(side) { Html::text(frame.t("framing.any")) } else { frame.name(side) }, terms: rows }
}
