//! One article: its text with the evidence marked, boilerplate dimmed with the reason, and its claims beside it.

use super::evidence::{Sentence, mark};
use super::states::States;
use super::{Answer, page as print};
use crate::frame::{Frame, Link};
use crate::html::{Html, Mark, marked, outside};
use crate::problem::Problem;
use crate::view::encode;
use askama::Template;
use isnad_engine::extract::Extracted;
use isnad_fuse::record::{ArticleRow, ClaimRow};
use isnad_lineage::Direction;
use isnad_model::BlockKind;
use isnad_text::Span;

/// Bytes of text shown on one page, around the claim asked for.
const MOST_TEXT: usize = 120_000;
/// Bytes of a stretch that is not the article and is still shown at once.
const SHORT: usize = 160;
/// Notices of the reading of a page.
const NOTICES: usize = 20;
/// Words of a text fragment.
const FRAGMENT_WORDS: usize = 8;

/// One stretch of the page.
pub struct BlockView {
    pub(super) kind: &'static str,
    pub(super) word: String,
    pub(super) reason: String,
    pub(super) body: bool,
    /// Whether it is no part of the article, too long to stand in the way, and holds nothing that is marked.
    pub(super) long: bool,
    pub(super) html: Html,
}

/// The claim asked for, explained.
struct Focus {
    sentence: Sentence,
    events: Vec<Link>,
    what: Html,
    facts: Vec<(String, Html)>,
    source: Option<String>,
}

/// Another article that shares passages.
struct Shared {
    href: String,
    outlet: Html,
    how: String,
    share: String,
}

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage {
    f: Frame,
    outlet: Html,
    facts: Vec<(String, Html)>,
    url: Option<String>,
    blocks: Vec<BlockView>,
    cut: bool,
    whole: String,
    focus: Option<Focus>,
    claims: Vec<Sentence>,
    shared: Vec<Shared>,
    states: Option<States>,
    language: String,
    dir: &'static str,
}

/// The article's page; `claim` in its address puts one claim first.
///
/// # Errors
/// Missing, when no article of this view bears the id.
pub fn page(mut frame: Frame, id: &str) -> Result<Answer, Problem> {
    let snapshot = frame.snapshot.clone();
    let row = snapshot.article(id).ok_or_else(|| Problem::missing(id))?;
    let library = frame.library.clone();
    let source = library.article(id).ok_or_else(|| Problem::missing(id))?;
    frame.title = row.title.clone().unwrap_or_else(|| row.source.clone());
    frame.section = "articles";
    let path = format!("/articles/{id}");
    frame.data = vec![("JSON", frame.view.api(&path, &[])), ("CSV", frame.view.api("/claims", &[("article", id), ("format", "csv")]))];
    let wanted = frame.view.get("claim").map(str::to_owned);
    let focused = wanted.as_deref().and_then(|claim| snapshot.claim(claim)).filter(|claim| claim.claim.article == row.id);
    let window = window(&row.text, focused.map(|claim| claim.claim.evidence));
    let marks = marks(&frame, id, focused);
    let template = ArticlePage {
        outlet: frame.outlet(&row.outlet),
        facts: facts(&frame, row, source),
        url: row.url.as_deref().and_then(outside).map(str::to_owned),
        blocks: blocks(&frame, source, window, &marks),
        cut: window.len() < row.text.len(),
        whole: frame.view.api(&path, &[]),
        focus: focused.and_then(|claim| focus(&frame, row, claim)),
        claims: snapshot.claims_of(id).take(200).filter_map(|claim| Sentence::of(&frame, claim.claim.id.as_str())).collect(),
        shared: shared(&frame, id),
        states: States::of(&frame, source),
        language: row.language.clone(),
        dir: direction(&row.language),
        f: frame,
    };
    print(&template)
}

/// The direction of a language's script.
pub fn direction(language: &str) -> &'static str {
    if matches!(language, "ar" | "fa" | "ur" | "he" | "ckb" | "ps") { "rtl" } else { "ltr" }
}

/// The stretch of a long text that is shown: around the claim asked for, or from the start.
pub fn window(text: &str, claim: Option<Span>) -> Span {
    if text.len() <= MOST_TEXT {
        return Span::new(0, text.len());
    }
    let start = claim.map_or(0, |span| span.start.saturating_sub(MOST_TEXT / 2));
    let on_boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at += 1;
        }
        at
    };
    Span::new(on_boundary(start), on_boundary((start + MOST_TEXT).min(text.len())))
}

/// The blocks of an article within `window`, with their marks.
pub fn blocks(frame: &Frame, source: &Extracted, window: Span, marks: &[Mark]) -> Vec<BlockView> {
    let text = &source.article.text;
    // The headline stands above already, unless something in it is asked for.
    let said = |block: &isnad_model::Block| {
        block.kind == BlockKind::Title && !marks.iter().any(|mark| mark.class == "focus" && mark.span.overlaps(block.span))
    };
    let visible = source.article.blocks.iter().filter(|block| block.span.overlaps(window) && !said(block));
    visible
        .map(|block| {
            let span = Span::new(block.span.start.max(window.start), block.span.end.min(window.end));
            BlockView {
                kind: block.kind.name(),
                word: frame.code("block", block.kind.name()),
                reason: reason(frame, &block.reason),
                body: block.kind.is_body(),
                long: block.kind == BlockKind::Boilerplate && span.len() > SHORT && !marks.iter().any(|mark| mark.span.overlaps(span)),
                html: marked(text, span, marks),
            }
        })
        .collect()
}

/// Why a stretch was given its part: the code in words, then what it rests on.
fn reason(frame: &Frame, reason: &str) -> String {
    let (code, rest) = reason.split_once(':').unwrap_or((reason, ""));
    let code = frame.code("why", code.trim());
    // What a rule rests on is a cue of the page or a note in English; an Arabic page shows cues only.
    let shown = frame.lang() == crate::strings::Lang::En || crate::html::is_arabic(rest);
    if rest.trim().is_empty() || !shown { code } else { format!("{code}: {}", rest.trim()) }
}

/// Evidence of every claim, and of the one asked for with its cues.
fn marks(frame: &Frame, article: &str, focused: Option<&ClaimRow>) -> Vec<Mark> {
    let mut out = Vec::new();
    for row in frame.snapshot.claims_of(article) {
        let is_focus = focused.is_some_and(|focus| focus.claim.id == row.claim.id);
        let class = match mark(row.claim.parts.polarity, row.claim.parts.modality) {
            "denies" => "ev denies",
            "if" | "forecast" => "ev if",
            _ => "ev",
        };
        let id = row.claim.id.as_str();
        let href = (!is_focus).then(|| frame.claim_href(article, id));
        out.push(Mark { span: row.claim.evidence, class, href, id: (!is_focus).then(|| id.to_owned()), letter: None });
        if is_focus {
            out.push(Mark { span: row.claim.evidence, class: "focus", href: None, id: Some("focus".to_owned()), letter: None });
            let cues = row.claim.parts.attribution.iter().filter_map(|link| link.cue);
            out.extend(cues.map(|cue| Mark { span: cue, class: "cue", href: None, id: None, letter: None }));
        }
    }
    out
}

fn facts(frame: &Frame, row: &ArticleRow, source: &Extracted) -> Vec<(String, Html)> {
    let mut out = Vec::new();
    let mut fact = |key: &'static str, value: Html| out.push((frame.t(key).to_owned(), value));
    match (row.published_at, &row.inferred) {
        (Some(stamp), _) => fact("article.published", Html::text(&frame.moment(stamp))),
        (None, Some(inferred)) => {
            let reasons: Vec<String> = inferred.reasons.iter().map(|reason| frame.code("inferred", reason)).collect();
            let days = format!("{} – {} ({})", frame.day(inferred.start), frame.day(inferred.end), reasons.join(frame.lang().comma()));
            fact("article.inferred", Html::text(&days));
        }
        (None, None) => fact("article.published", Html::text(frame.t("asof.undated"))),
    }
    if let Some(stamp) = row.updated_at {
        fact("article.updated", Html::text(&frame.moment(stamp)));
    }
    if row.copied_share > 0 {
        fact("article.copied", Html::text(&format!("{} %", row.copied_share / 10)));
    }
    if let Some(story) = row.story.as_deref().and_then(|id| frame.snapshot.story(id)) {
        let title = Html::bdi(&super::board::story_title(frame, story));
        fact("article.story", Html::link(&frame.view.to(&format!("/story/{}", story.id)), &title));
    }
    fact("article.source", Html::bdi(&row.source));
    fact("article.hash", Html::text(row.text_sha256.get(..16).unwrap_or_default()));
    for notice in source.notices.iter().take(NOTICES) {
        let hint = notice.hint.as_deref().map_or_else(String::new, |hint| format!(" ({hint})"));
        fact("article.notice", Html::bdi(&format!("{}{hint} [{}]", notice.message, notice.code)));
    }
    out
}

fn focus(frame: &Frame, article: &ArticleRow, row: &ClaimRow) -> Option<Focus> {
    let parts = &row.claim.parts;
    let mut facts = Vec::new();
    let names = |list: &[isnad_model::EntityRef]| frame.list(&list.iter().map(|one| super::evidence::entity(frame, one)).collect::<Vec<_>>());
    let mut fact = |key: &'static str, value: Html| {
        if !value.is_empty() {
            facts.push((frame.t(key).to_owned(), value));
        }
    };
    fact("role.actors", names(&parts.actors));
    fact("role.targets", names(&parts.targets));
    let places: Vec<Html> = parts.places.iter().map(|place| super::evidence::place(frame, place)).collect();
    fact("role.places", frame.list(&places));
    if let Some((start, end)) = row.days {
        let days = if start == end { frame.day(start) } else { format!("{} – {}", frame.day(start), frame.day(end)) };
        fact("role.days", Html::text(&days));
    }
    if let Some(quantity) = &parts.quantity {
        fact("role.number", Html::join(&[frame.bounded(quantity.value, quantity.bound), Html::text(&frame.code("metric", &quantity.metric))], " · "));
    }
    fact("role.basis", Html::text(&frame.code("basis", parts.basis.name())));
    let link = |id: &String| {
        let event = frame.snapshot.event(id)?;
        Some(Link { href: frame.event_href(id), text: frame.event_title_text(event), here: false })
    };
    Some(Focus {
        sentence: Sentence::of(frame, row.claim.id.as_str())?,
        events: row.events.iter().filter_map(link).collect(),
        what: Html::text(&frame.code("type", parts.event_type.name())),
        facts,
        source: article.url.as_deref().and_then(outside).map(|url| at_the_sentence(url, row.claim.evidence.slice(&article.text))),
    })
}

/// The address of a page with a text fragment that points to `quote`.
fn at_the_sentence(url: &str, quote: &str) -> String {
    let base = url.split('#').next().unwrap_or(url);
    let words: Vec<&str> = quote.split_whitespace().collect();
    let part = |words: &[&str]| encode(&words.join(" ")).replace('-', "%2D");
    let fragment = match words.len() {
        0 => return base.to_owned(),
        n if n <= FRAGMENT_WORDS => part(&words),
        n => format!("{},{}", part(&words[..FRAGMENT_WORDS / 2]), part(&words[n - FRAGMENT_WORDS / 2..])),
    };
    format!("{base}#:~:text={fragment}")
}

fn shared(frame: &Frame, id: &str) -> Vec<Shared> {
    let edges = frame.snapshot.record.lineage.iter().filter(|edge| edge.from.as_str() == id || edge.to.as_str() == id);
    let line = |edge: &isnad_lineage::CopyEdge| {
        let copies = edge.to.as_str() == id;
        let other = if copies { edge.from.as_str() } else { edge.to.as_str() };
        let row = frame.snapshot.article(other)?;
        let how = match (edge.kind, edge.direction, copies) {
            (isnad_lineage::EdgeKind::CommonAncestor, ..) => "lineage.ancestor",
            (_, Direction::Unknown, _) => "lineage.unknown",
            (_, _, true) => "lineage.copies",
            (_, _, false) => "lineage.copied",
        };
        let share = edge.containment[usize::from(copies)];
        Some(Shared {
            href: frame.view.to_with("/compare", &[("a", edge.from.as_str()), ("b", edge.to.as_str())]),
            outlet: frame.outlet(&row.outlet),
            how: frame.t(how).to_owned(),
            share: format!("{} %", share / 10),
        })
    };
    edges.filter_map(line).take(20).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_shown_around_its_claim() {
        let text = "م".repeat(200_000);
        let all = window("short", None);
        assert_eq!((all.start, all.end), (0, 5));
        let span = window(&text, Some(Span::new(300_000, 300_010)));
        assert!(span.len() <= MOST_TEXT + 4 && span.start < 300_000 && span.end > 300_010);
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
    }

    #[test]
    fn a_fragment_points_to_the_sentence() {
        assert_eq!(at_the_sentence("https://a.example/x#top", "one-two three"), "https://a.example/x#:~:text=one%2Dtwo%20three");
    }
}
