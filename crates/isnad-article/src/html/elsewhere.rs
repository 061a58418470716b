//! Pages that show no text: where else they may carry it. Their own JSON-LD, or elements that only a browser without scripts shows.

use super::linked_data::Body;
use super::parts::is_prose;
use super::tree::Tree;
use super::{Page, TextInput, bare};
use crate::Reader;
use crate::label::{self, Label, Role};
use isnad_model::{BlockKind, Diagnostic};
use std::ops::Range;

/// Bytes of a body in JSON-LD that is read; news is far shorter.
const BODY: usize = 1 << 20;
/// Paragraphs of it.
const PARAGRAPHS: usize = 5000;
/// Letters of sentences that make a text of what a page does not show.
const TEXT: usize = 120;

/// Letters of a notice that a page shows in place of its text.
const NOTICE: usize = 400;
/// How many times as long a text is that is not shown.
const LONGER: usize = 4;

/// What was read of a page, and the part of every stretch.
pub type Read = (Page, Vec<Option<Label>>);

impl Reader<'_> {
    /// The page with the text that it does not show, where `labels` find none in what it shows; and what is to be said of that.
    pub(super) fn with_text(&self, (mut page, mut labels): Read, input: &TextInput) -> (Read, Option<Diagnostic>) {
        if sentences(&page, &labels).next().is_some() && !is_shell(&page, &labels) {
            return ((page, labels), None);
        }
        if self.add_body(&mut page, &mut labels) {
            return ((page, labels), Some(not_shown(input, "stands only in its JSON-LD")));
        }
        if let Some(opened) = opened(&input.text) {
            let input = TextInput { text: opened, ..input.clone() };
            let other = self.open(&input, false);
            let (its_labels, _) = self.labels(&other, &input);
            if letters(sentences(&other, &its_labels)) >= TEXT {
                return ((other, its_labels), Some(not_shown(&input, "stands in elements that browsers do not show (noscript, template)")));
            }
        }
        let is_text = |label: &Option<Label>| label.as_ref().is_some_and(|label| label.kind.is_body());
        let notice = (!labels.iter().any(is_text)).then(|| without_text(input, &page));
        ((page, labels), notice)
    }

    /// Adds the body that the JSON-LD of the page's own article gives to its text.
    fn add_body(&self, page: &mut Page, labels: &mut Vec<Option<Label>>) -> bool {
        let Some(body) = page.metadata.body.as_ref().filter(|body| body.text.len() <= BODY) else { return false };
        let script = page.tree.head.json.get(body.script).map_or(0..0, |script| script.place.clone());
        let paragraphs = paragraphs(body);
        let first = page.tree.blocks.len();
        page.tree.append(paragraphs.into_iter().map(|paragraph| (paragraph, script.clone())));
        let (segments, owners) = self.segments_of(&page.tree, first);
        if !segments.iter().any(is_prose) {
            page.tree.truncate(first);
            return false;
        }
        for label in labels.iter_mut().flatten().filter(|label| label.kind.is_body() || label.kind == BlockKind::Heading) {
            *label = Label { kind: BlockKind::Boilerplate, reason: "outside the article, which stands in the JSON-LD".into(), role: Role::Alone };
        }
        let betrayed = label::labels(&segments, &self.cues, self.pack);
        let part = |(own, segment): (Option<Label>, _)| {
            let is_apart = |own: &Label| !is_prose(segment) && matches!(own.kind, BlockKind::Boilerplate | BlockKind::Credit);
            let paragraph = || Label { kind: BlockKind::Paragraph, reason: "paragraph: in the page's JSON-LD".into(), role: Role::Alone };
            Some(own.filter(is_apart).unwrap_or_else(paragraph))
        };
        labels.extend(betrayed.into_iter().zip(&segments).map(part));
        page.segments.extend(segments);
        page.owners.extend(owners);
        true
    }
}

/// Stretches of text that are sentences.
fn sentences<'a>(page: &'a Page, labels: &'a [Option<Label>]) -> impl Iterator<Item = &'a str> + 'a {
    let of_text = page.segments.iter().zip(labels).filter(|(_, label)| label.as_ref().is_some_and(|label| label.kind.is_body()));
    of_text.filter(|(segment, _)| is_prose(segment)).map(|(segment, _)| segment.span.slice(&page.tree.text))
}

fn letters<'a>(of: impl Iterator<Item = &'a str>) -> usize {
    of.map(|text| text.chars().count()).sum()
}

/// Whether the page shows hardly more than a notice (of cookies, of scripts), while its own JSON-LD gives a body many times as long that
/// holds none of it.
fn is_shell(page: &Page, labels: &[Option<Label>]) -> bool {
    let Some(body) = page.metadata.body.as_ref().filter(|body| body.text.len() <= BODY) else { return false };
    let shown = letters(sentences(page, labels).take(NOTICE));
    let longer = shown <= NOTICE && body.text.chars().count() >= shown * LONGER;
    longer && {
        let whole = bare(&body.text);
        sentences(page, labels).all(|sentence| !whole.contains(&bare(sentence)))
    }
}

/// The paragraphs of a body, which may be written in HTML.
fn paragraphs(body: &Body) -> Vec<String> {
    let lower = body.text.to_ascii_lowercase();
    let mut out = Vec::new();
    let mut add = |text: &str| {
        let tree = Tree::of(text, false, &mut |_| super::marks::Marks::default());
        out.extend(tree.blocks.iter().take(PARAGRAPHS).map(|block| tree.slice(block).to_owned()));
    };
    if ["<p", "<br", "<div"].iter().any(|tag| lower.contains(tag)) {
        add(&body.text);
    } else {
        body.text.lines().take(PARAGRAPHS).for_each(add);
    }
    out.truncate(PARAGRAPHS);
    out
}

/// The page with its `noscript` and `template` elements as plain ones, byte for byte in the same place; nothing where it has none.
fn opened(page: &str) -> Option<String> {
    const NAMES: [&[u8]; 2] = [b"noscript", b"template"];
    let mut bytes = page.as_bytes().to_vec();
    let mut any = false;
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == b'<') {
        at += found + 1;
        let name = at + usize::from(bytes.get(at) == Some(&b'/'));
        let is = |wanted: &[u8]| bytes.get(name..name + wanted.len()).is_some_and(|own| own.eq_ignore_ascii_case(wanted));
        let Some(wanted) = NAMES.into_iter().find(|wanted| is(wanted)) else { continue };
        let place: Range<usize> = name..name + wanted.len();
        bytes[place].copy_from_slice(b"div     ");
        any = true;
    }
    if any { String::from_utf8(bytes).ok() } else { None }
}

fn not_shown(input: &TextInput, where_it_stands: &str) -> Diagnostic {
    Diagnostic {
        code: "N0249",
        subject: input.source.clone(),
        position: None,
        message: format!("the page shows no text; its text {where_it_stands} and was read from there"),
        hint: Some("compare it with what a browser shows before you print it".into()),
    }
}

/// The page holds no text that can be told from the rest.
fn without_text(input: &TextInput, page: &Page) -> Diagnostic {
    let linked = |block: &&super::tree::TextBlock| super::content::linked(block) >= super::content::LINKED && block.letters >= TEXT / 2;
    let is_list = page.tree.blocks.iter().filter(linked).count() >= 2;
    let (message, hint) = if is_list {
        ("no article text was found: its sentences are links, as on pages that list articles", "give the articles' own pages")
    } else {
        (
            "no article text was found",
            "a script may put it there: save the page from a browser once it has loaded, or give its text as a record (`text`)",
        )
    };
    Diagnostic { code: "N0248", subject: input.source.clone(), position: None, message: message.into(), hint: Some(hint.into()) }
}
