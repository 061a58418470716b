//! A claim as its sentence: the words, who said them through whom, where they stand.

use crate::frame::Frame;
use crate::html::{Html, Mark, marked};
use isnad_model::{Basis, ClaimId, Modality, Polarity};
use isnad_text::Span;
use isnad_text::token::TokenKind;

/// Characters shown before and after the words of a claim.
const AROUND: usize = 90;

/// One sentence.
pub struct Sentence {
    /// The claim that it carries.
    pub claim: ClaimId,
    /// What is claimed and where, in words.
    pub what: Html,
    /// Who said it through whom, without the outlet.
    pub speakers: Html,
    /// The claim in its article.
    pub href: String,
    /// The words with their surroundings.
    pub quote: Html,
    /// The outlet.
    pub outlet: Html,
    /// When it was published.
    pub when: String,
    /// Origin, relays, outlet.
    pub chain: Html,
    /// `asserts`, `denies`, `if`, `forecast`: the mark.
    pub mark: &'static str,
    /// The mark in words.
    pub word: String,
    /// The number, where it has one.
    pub number: Html,
    /// Where in the page it stands, when not in the body.
    pub position: String,
    /// The rules that made it.
    pub rules: Vec<String>,
    /// Whether its outlet copied the passage, and from whom.
    pub copied: Option<(String, Html)>,
}

impl Sentence {
    /// The sentence of a claim; `None` when the claim is not in this view.
    pub fn of(frame: &Frame, claim: &str) -> Option<Sentence> {
        let (row, article, _) = frame.snapshot.quote(claim)?;
        let parts = &row.claim.parts;
        let mark = mark(parts.polarity, parts.modality);
        let position = parts.position.name();
        Some(Sentence {
            claim: row.claim.id.clone(),
            what: what(frame, parts),
            speakers: Html::join(&speakers(frame, row), frame.arrow()),
            href: frame.claim_href(article.id.as_str(), claim),
            quote: in_context(&article.text, row.claim.evidence),
            outlet: frame.outlet(&article.outlet),
            when: article.published_at.map_or_else(|| frame.t("asof.undated").to_owned(), |stamp| frame.moment(stamp)),
            chain: chain(frame, row, article),
            mark,
            word: frame.code("says", mark),
            number: parts.quantity.as_ref().map_or_else(Html::default, |quantity| frame.bounded(quantity.value, quantity.bound)),
            position: if position == "body" { String::new() } else { frame.code("position", position) },
            rules: parts.rules.clone(),
            copied: copied_from(frame, row),
        })
    }

    /// The sentences of `claims`, those of this view.
    pub fn all<'c>(frame: &Frame, claims: impl IntoIterator<Item = &'c ClaimId>) -> Vec<Sentence> {
        claims.into_iter().filter_map(|id| Sentence::of(frame, id.as_str())).collect()
    }
}

/// The same words, in every article that prints them.
pub struct Told {
    /// Where they were printed first.
    pub first: Sentence,
    /// Where they were printed again.
    pub others: Vec<Sentence>,
    /// Reprints that are not shown.
    pub more: usize,
}

/// Different words shown of one list, and reprints of each: what a thousand articles repeat is no page that anybody reads.
const WORDS: usize = 40;
const REPRINTS: usize = 25;

impl Told {
    /// The claims of all its sentences.
    pub fn all_claims(&self) -> impl Iterator<Item = &ClaimId> {
        std::iter::once(&self.first).chain(&self.others).map(|sentence| &sentence.claim)
    }

    /// The sentences of `claims` with equal words put together, the earliest first; and how many claims are not shown.
    pub fn some<'c>(frame: &Frame, claims: impl IntoIterator<Item = &'c ClaimId>) -> (Vec<Told>, usize) {
        let mut rows: Vec<_> = claims.into_iter().filter_map(|id| frame.snapshot.quote(id.as_str())).collect();
        // Of one day, what has no hour comes after what has one.
        let moment = |article: &isnad_fuse::record::ArticleRow| article.published_at.map(|stamp| (stamp.date(), stamp.day_only, stamp.order_key()));
        rows.sort_by_cached_key(|(row, article, _)| (article.published_at.is_none(), moment(article), row.claim.id.clone()));
        let mut places: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
        let (mut out, mut left): (Vec<Told>, usize) = (Vec::new(), 0);
        for (row, _, words) in rows {
            let parts = &row.claim.parts;
            let number = parts.quantity.as_ref().map(|quantity| (quantity.value, quantity.bound));
            // A number or a stand of its own is told apart even in equal words.
            let key = format!("{} {number:?} {}", mark(parts.polarity, parts.modality), folded(words));
            let sentence = || Sentence::of(frame, row.claim.id.as_str());
            match places.get(&key) {
                Some(&at) if out[at].others.len() >= REPRINTS => out[at].more += 1,
                Some(&at) => out[at].others.extend(sentence()),
                None if out.len() >= WORDS => left += 1,
                None => {
                    let Some(first) = sentence() else { continue };
                    places.insert(key, out.len());
                    out.push(Told { first, others: Vec::new(), more: 0 });
                }
            }
        }
        (out, left)
    }

    /// The same, where nothing is said of those not shown.
    pub fn all<'c>(frame: &Frame, claims: impl IntoIterator<Item = &'c ClaimId>) -> Vec<Told> {
        Told::some(frame, claims).0
    }
}

/// The words of a text without their marks, so that a comma more does not make other words.
fn folded(text: &str) -> String {
    isnad_text::token::tokens(text, 0)
        .into_iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .map(|token| token.norm)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The mark of what is said.
pub fn mark(polarity: Polarity, modality: Modality) -> &'static str {
    match (polarity, modality) {
        (_, Modality::Conditional | Modality::Possible) => "if",
        (_, Modality::Future | Modality::Intended) => "forecast",
        (Polarity::Denied, _) => "denies",
        (Polarity::Asserted, _) => "asserts",
    }
}

/// Who said it through whom, the origin first and the outlet last.
pub fn chain(frame: &Frame, row: &isnad_fuse::record::ClaimRow, article: &isnad_fuse::record::ArticleRow) -> Html {
    let mut links = speakers(frame, row);
    links.push(frame.outlet(&article.outlet));
    Html::join(&links, frame.arrow())
}

fn speakers(frame: &Frame, row: &isnad_fuse::record::ClaimRow) -> Vec<Html> {
    let parts = &row.claim.parts;
    let mut links: Vec<Html> = parts.attribution.iter().map(|link| entity(frame, &link.source)).collect();
    if links.is_empty() && parts.basis != Basis::Unattributed {
        links.push(Html::text(&frame.code("basis", parts.basis.name())));
    }
    links
}

fn what(frame: &Frame, parts: &isnad_model::ClaimParts) -> Html {
    let places: Vec<Html> = parts.places.iter().take(2).map(|place| self::place(frame, place)).collect();
    frame.what(parts.event_type.name(), &places, false)
}

/// The name of a place of a claim.
pub fn place(frame: &Frame, place: &isnad_model::PlaceRef) -> Html {
    let name = isnad_fuse::record::Named {
        id: place.id.to_string(),
        name_ar: place.name_ar.to_string(),
        name_en: place.name_en.as_deref().map(str::to_owned),
    };
    frame.place(&isnad_fuse::record::NamedPlace { name, kind: place.kind, position: place.position })
}

/// The name of an entity of a claim.
pub fn entity(frame: &Frame, entity: &isnad_model::EntityRef) -> Html {
    let named = isnad_fuse::record::Named {
        id: entity.id.to_string(),
        name_ar: entity.name_ar.to_string(),
        name_en: entity.name_en.as_deref().map(str::to_owned),
    };
    frame.name(&named)
}

fn copied_from(frame: &Frame, row: &isnad_fuse::record::ClaimRow) -> Option<(String, Html)> {
    let article = row.claim.article.as_str();
    let mut edges = frame.snapshot.copies_of(article).filter(|edge| edge.direction != isnad_lineage::Direction::Unknown);
    let edge = edges.find(|edge| edge.passages.iter().any(|passage| passage.to.contains(row.claim.evidence)))?;
    let from = frame.snapshot.article(edge.from.as_str())?;
    let href = frame.view.to_with("/compare", &[("a", edge.from.as_str()), ("b", article)]);
    Some((href, frame.outlet(&from.outlet)))
}

/// The words of a claim between a few words before and after.
pub fn in_context(text: &str, evidence: Span) -> Html {
    let before = text.get(..evidence.start).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let start = before.char_indices().rev().take(AROUND).last().map_or(evidence.start, |(at, _)| at).max(line);
    let start = if start > line { text[start..evidence.start].find(' ').map_or(start, |at| start + at + 1) } else { start };
    let after = text.get(evidence.end..).unwrap_or("");
    let limit = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let end = after[..limit].find('\n').unwrap_or(limit);
    let end = if end == limit && limit < after.len() { after[..limit].rfind(' ').unwrap_or(limit) } else { end };
    let within = Span::new(start, evidence.end + end);
    let shown = marked(text, within, &[Mark { span: evidence, class: "ev", href: None, id: None, letter: None }]);
    let cut = |open: bool| Html::text(if open { "…" } else { "" });
    Html::join(&[cut(start > line), shown, cut(end == limit || after[..limit].rfind(' ') == Some(end))], "")
}
