//! Two articles side by side: passages that both hold share a letter; an attribution that one of them dropped is named.

use super::article::{BlockView, blocks, direction, window};
use super::{Answer, page as print};
use crate::frame::Frame;
use crate::html::{Html, Mark};
use crate::problem::Problem;
use askama::Template;
use isnad_fuse::record::ArticleRow;
use isnad_lineage::{CopyEdge, Direction, EdgeKind};
use isnad_text::Span;

/// One of the two.
struct Side {
    href: String,
    outlet: Html,
    title: Html,
    when: String,
    language: String,
    dir: &'static str,
    blocks: Vec<BlockView>,
}

/// An attribution that stands on one side and not on the other.
struct Lost {
    source: Html,
    keeper: Html,
    loser: Html,
    quote: Html,
}

/// A pair that could be compared.
struct Pair {
    href: String,
    from: Html,
    to: Html,
    how: String,
    share: String,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage {
    f: Frame,
    sides: Vec<Side>,
    how: String,
    lost: Vec<Lost>,
    passages: usize,
}

#[derive(Template)]
#[template(path = "pairs.html")]
struct PairsPage {
    f: Frame,
    pairs: Vec<Pair>,
}

/// The comparison, or the list of pairs when none is asked for.
///
/// # Errors
/// Missing, when an article is not in this view.
pub fn page(mut frame: Frame) -> Result<Answer, Problem> {
    frame.title = frame.t("compare.title").to_owned();
    frame.section = "articles";
    let snapshot = frame.snapshot.clone();
    let (Some(a), Some(b)) = (frame.view.get("a").map(str::to_owned), frame.view.get("b").map(str::to_owned)) else { return pairs(frame) };
    let left = snapshot.article(&a).ok_or_else(|| Problem::missing(&a))?;
    let right = snapshot.article(&b).ok_or_else(|| Problem::missing(&b))?;
    frame.data =
        vec![("JSON", frame.view.api("/lineage", &[("article", &a)])), ("CSV", frame.view.api("/lineage", &[("article", &a), ("format", "csv")]))];
    let edge = snapshot.record.lineage.iter().find(|edge| {
        let ends = (edge.from.as_str(), edge.to.as_str());
        ends == (&*a, &*b) || ends == (&*b, &*a)
    });
    let mut marks = [Vec::new(), Vec::new()];
    if let Some(edge) = edge {
        let flipped = edge.from.as_str() != a;
        for (n, passage) in edge.passages.iter().enumerate() {
            let spans = if flipped { [passage.to, passage.from] } else { [passage.from, passage.to] };
            for (side, span) in spans.into_iter().enumerate() {
                marks[side].push(Mark { span, class: "shared", href: None, id: None, letter: Some(letter(n)) });
            }
        }
    }
    let lost = lost(&frame, [left, right], &mut marks);
    let [left_marks, right_marks] = marks;
    let template = ComparePage {
        sides: vec![side(&frame, left, &left_marks)?, side(&frame, right, &right_marks)?],
        how: edge.map_or_else(|| frame.t("compare.none").to_owned(), |edge| how(&frame, edge)),
        passages: edge.map_or(0, |edge| edge.passages.len()),
        lost,
        f: frame,
    };
    print(&template)
}

fn side(frame: &Frame, row: &ArticleRow, marks: &[Mark]) -> Result<Side, Problem> {
    let source = frame.library.article(row.id.as_str()).ok_or_else(|| Problem::missing(row.id.as_str()))?;
    Ok(Side {
        href: frame.article_href(row.id.as_str()),
        outlet: frame.outlet(&row.outlet),
        title: Html::bdi(row.title.as_deref().unwrap_or(&row.source)),
        when: row.published_at.map_or_else(|| frame.t("asof.undated").to_owned(), |stamp| frame.moment(stamp)),
        language: row.language.clone(),
        dir: direction(&row.language),
        blocks: blocks(frame, source, window(&row.text, None), marks),
    })
}

/// Attributions of claims on one side that the same words on the other side lack; their cues are marked red where they stand.
fn lost(frame: &Frame, rows: [&ArticleRow; 2], marks: &mut [Vec<Mark>; 2]) -> Vec<Lost> {
    let snapshot = &frame.snapshot;
    let mut out = Vec::new();
    let dropped = snapshot.record.events.iter().flat_map(|event| &event.attribution_dropped);
    for one in dropped {
        let (Some(flat), Some(kept)) = (snapshot.claim(one.claim.as_str()), snapshot.claim(one.attributed_in.as_str())) else { continue };
        let at = |claim: &isnad_fuse::record::ClaimRow| rows.iter().position(|row| row.id == claim.claim.article);
        let (Some(loser), Some(keeper)) = (at(flat), at(kept)) else { continue };
        if loser == keeper {
            continue;
        }
        let red = |span: Span| Mark { span, class: "lost", href: None, id: None, letter: None };
        marks[keeper].extend(kept.claim.parts.attribution.iter().filter_map(|link| link.cue).map(red));
        marks[loser].push(Mark { span: flat.claim.evidence, class: "bare", href: None, id: None, letter: None });
        out.push(Lost {
            source: frame.name_of(&one.source),
            keeper: frame.outlet(&rows[keeper].outlet),
            loser: frame.outlet(&rows[loser].outlet),
            quote: Html::bdi(flat.claim.evidence.slice(&rows[loser].text)),
        });
    }
    out
}

fn pairs(mut frame: Frame) -> Result<Answer, Problem> {
    frame.data = vec![("JSON", frame.view.api("/lineage", &[])), ("CSV", frame.view.api("/lineage", &[("format", "csv")]))];
    let snapshot = frame.snapshot.clone();
    let mut edges: Vec<&CopyEdge> = snapshot.record.lineage.iter().collect();
    edges.sort_by_key(|edge| std::cmp::Reverse(edge.containment[0].max(edge.containment[1])));
    let pair = |edge: &&CopyEdge| {
        let (from, to) = (snapshot.article(edge.from.as_str())?, snapshot.article(edge.to.as_str())?);
        Some(Pair {
            href: frame.view.to_with("/compare", &[("a", edge.from.as_str()), ("b", edge.to.as_str())]),
            from: frame.outlet(&from.outlet),
            to: frame.outlet(&to.outlet),
            how: how(&frame, edge),
            share: format!("{} %", edge.containment[0].max(edge.containment[1]) / 10),
        })
    };
    let template = PairsPage { pairs: edges.iter().filter_map(pair).take(200).collect(), f: frame };
    print(&template)
}

fn how(frame: &Frame, edge: &CopyEdge) -> String {
    let kind = match (edge.kind, edge.direction) {
        (EdgeKind::CommonAncestor, _) => frame.t("lineage.ancestor").to_owned(),
        (_, Direction::Unknown) => frame.t("lineage.unknown").to_owned(),
        (_, direction) => frame.code("direction", direction.name()),
    };
    if edge.misdated { format!("{kind} · {}", frame.t("lineage.misdated")) } else { kind }
}

/// A, B, … Z, A1, B1, …
fn letter(n: usize) -> String {
    let letter = char::from(b'A' + (n % 26) as u8);
    if n < 26 { letter.to_string() } else { format!("{letter}{}", n / 26) }
}
