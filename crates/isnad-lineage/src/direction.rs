//! Which of two articles was first: by credit line and time, by length, or nobody knows.

use crate::passage::{Run, words};
use crate::shelf::Shelf;
use crate::words::Words;
use crate::{CopyEdge, Direction, EdgeKind, Passage};
use isnad_model::Article;
use isnad_text::Span;
use isnad_text::fold::fold;
use std::cmp::Ordering;

/// Thousandths of the shorter text from which shared passages are a copy.
const COPY: u16 = 400;

/// The edge that the passages of two articles make.
pub fn edge(shelf: &Shelf, (a, b): (u32, u32), runs: &[Run]) -> CopyEdge {
    let agreeing = words(runs);
    let thousandths = |at: u32| (agreeing * 1000 / shelf.words(at).ids.len().max(1)).min(1000) as u16;
    let containment = [thousandths(a), thousandths(b)];
    let (left, right) = (shelf.article(a), shelf.article(b));
    let (order, direction, misdated) = order(left, right, containment);
    let credited = credits(left, right) || credits(right, left);
    let is_copy = containment[0].max(containment[1]) >= COPY || (credited && containment[0].max(containment[1]) >= COPY / 2);
    let swapped = order == Ordering::Greater;
    let mut passages: Vec<Passage> = runs.iter().map(|run| passage((shelf.words(a), shelf.words(b)), run, swapped)).collect();
    passages.sort();
    let (from, to) = if swapped { (right, left) } else { (left, right) };
    CopyEdge {
        from: from.id.clone(),
        to: to.id.clone(),
        kind: if is_copy { EdgeKind::Copy } else { EdgeKind::CommonAncestor },
        containment: if swapped { [containment[1], containment[0]] } else { containment },
        direction,
        misdated,
        passages,
    }
}

/// One outlet's standing phrases (a dateline, an invitation to its app) are no copying: within one outlet more must be shared.
pub fn is_house_style(shelf: &Shelf, (a, b): (u32, u32), runs: &[Run]) -> bool {
    let shorter = shelf.words(a).ids.len().min(shelf.words(b).ids.len());
    let outlet = &shelf.article(a).outlet.id;
    !outlet.is_empty() && *outlet == shelf.article(b).outlet.id && (words(runs) < 24 || words(runs) * 6 < shorter)
}

fn passage((left, right): (&Words, &Words), run: &Run, swapped: bool) -> Passage {
    let cover = |words: &Words, range: (usize, usize)| Span::new(words.spans[range.0].start, words.spans[range.1 - 1].end);
    let (a, b) = (cover(left, run.a), cover(right, run.b));
    if swapped { Passage { from: b, to: a, words: run.words } } else { Passage { from: a, to: b, words: run.words } }
}

/// `Less` when `a` is the source; with the reason, and whether date and credit contradict each other.
fn order(a: &Article, b: &Article, containment: [u16; 2]) -> (Ordering, Direction, bool) {
    let by_time = time_order(a, b);
    let by_credit = match (credits(b, a), credits(a, b)) {
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        _ => Ordering::Equal,
    };
    let by_length = match containment {
        [whole, part] if part >= 850 && whole < 700 => Ordering::Less,
        [part, whole] if part >= 850 && whole < 700 => Ordering::Greater,
        _ => Ordering::Equal,
    };
    match (by_time, by_credit, by_length) {
        (Ordering::Equal, Ordering::Equal, Ordering::Equal) => (Ordering::Equal, Direction::Unknown, false),
        (Ordering::Equal, Ordering::Equal, length) => (length, Direction::Longer, false),
        (Ordering::Equal, credit, _) => (credit, Direction::Credited, false),
        (time, credit, _) if credit == time.reverse() => (Ordering::Equal, Direction::Unknown, true),
        (time, _, _) => (time, Direction::Earlier, false),
    }
}

fn time_order(a: &Article, b: &Article) -> Ordering {
    match (a.published_at, b.published_at) {
        (Some(x), Some(y)) if x.day_only || y.day_only => x.date().cmp(&y.date()),
        (Some(x), Some(y)) => x.order_key().cmp(&y.order_key()),
        _ => Ordering::Equal,
    }
}

/// Whether a credit line of `copy` names the outlet of `source`.
fn credits(copy: &Article, source: &Article) -> bool {
    let outlet = &source.outlet;
    let names = [Some(outlet.id.as_str()), outlet.name_ar.as_deref(), outlet.name_en.as_deref()];
    let same_outlet = !outlet.id.is_empty() && outlet.id == copy.outlet.id;
    !same_outlet
        && copy.credits.iter().any(|credit| {
            let credit = fold(credit);
            names.iter().flatten().map(|name| fold(name)).any(|name| names_outlet(&credit, &name))
        })
}

/// Whether a folded credit names an outlet: the credit stands in the name as whole words (`النوارس` in `وكالة النوارس للأنباء`), or
/// the name in the credit.
fn names_outlet(credit: &str, name: &str) -> bool {
    let within = |part: &str, whole: &str| {
        let (part, whole): (Vec<&str>, Vec<&str>) = (part.split_whitespace().collect(), whole.split_whitespace().collect());
        !part.is_empty() && whole.windows(part.len()).any(|words| words == part)
    };
    let long = |text: &str| text.chars().count() > 3;
    credit == name || (long(name) && within(name, credit)) || (long(credit) && within(credit, name))
}
