//! Which of two articles was first: by credit line and time, by length, or nobody knows.

use crate::passage::{Run, Shared};
use crate::words::Texts;
use crate::{CopyEdge, Direction, EdgeKind, Passage};
use isnad_model::Article;
use isnad_text::Span;
use isnad_text::fold::fold;
use std::cmp::Ordering;

/// Thousandths of the shorter text from which shared passages are a copy.
const COPY: u16 = 400;

/// The edge that verified passages make.
pub fn edge(articles: &[&Article], texts: &Texts, shared: Shared) -> CopyEdge {
    let (a, b) = (shared.rows.0 as usize, shared.rows.1 as usize);
    let words: usize = shared.runs.iter().map(|run| run.words).sum();
    let thousandths = |row: usize| (words * 1000 / texts.rows[row].ids.len().max(1)).min(1000) as u16;
    let containment = [thousandths(a), thousandths(b)];
    let (order, direction, misdated) = order(articles[a], articles[b], containment);
    let credited = credits(articles[a], articles[b]) || credits(articles[b], articles[a]);
    let is_copy = containment[0].max(containment[1]) >= COPY || (credited && containment[0].max(containment[1]) >= COPY / 2);
    let swapped = order == Ordering::Greater;
    let mut passages: Vec<Passage> = shared.runs.iter().map(|run| passage(texts, (a, b), run, swapped)).collect();
    passages.sort();
    let (from, to) = if swapped { (b, a) } else { (a, b) };
    CopyEdge {
        from: articles[from].id.clone(),
        to: articles[to].id.clone(),
        kind: if is_copy { EdgeKind::Copy } else { EdgeKind::CommonAncestor },
        containment: if swapped { [containment[1], containment[0]] } else { containment },
        direction,
        misdated,
        passages,
    }
}

/// One outlet's standing phrases (a dateline, an invitation to its app) are no copying: within one outlet more must be shared.
pub fn is_house_style(articles: &[&Article], texts: &Texts, shared: &Shared) -> bool {
    let (a, b) = (shared.rows.0 as usize, shared.rows.1 as usize);
    let words: usize = shared.runs.iter().map(|run| run.words).sum();
    let shorter = texts.rows[a].ids.len().min(texts.rows[b].ids.len());
    let outlet = &articles[a].outlet.id;
    !outlet.is_empty() && *outlet == articles[b].outlet.id && (words < 24 || words * 6 < shorter)
}

fn passage(texts: &Texts, rows: (usize, usize), run: &Run, swapped: bool) -> Passage {
    let cover = |row: usize, range: (usize, usize)| {
        let spans = &texts.rows[row].spans;
        Span::new(spans[range.0].start, spans[range.1 - 1].end)
    };
    let (a, b) = (cover(rows.0, run.a), cover(rows.1, run.b));
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
