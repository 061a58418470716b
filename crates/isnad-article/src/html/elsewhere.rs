//! Pages that show no text, or only its beginning: where else they may carry it. Their own JSON-LD, or elements that only a browser without
//! scripts shows.

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

/// How many times as long a text is whose beginning the page shows, and letters that it has more.
const WHOLE: usize = 2;
const MORE: usize = 200;

/// What was read of a page, and the part of every stretch.
pub type Read = (Page, Vec<Option<Label>>);

impl Reader<'_> {
    /// The page with the text that it does not show, where `labels` find none in what it shows, or only the beginning of it; and what is to be
    /// said of that.
    pub(super) fn with_text(&self, (mut page, mut labels): Read, input: &TextInput) -> (Read, Option<Diagnostic>) {
        let may_have_more = page.metadata.body.is_some() || page.tree.head.hidden >= TEXT;
        if !may_have_more && sentences(&page, &labels).next().is_some() {
            return ((page, labels), None);
        }
        let shown = Shown::of(&page, &labels);
        if shown.is_whole() {
            return ((page, labels), None);
        }
        let what = if shown.letters == 0 { "no text" } else { "only a part of its text" };
        let body = page.metadata.body.as_ref().filter(|body| body.text.len() <= BODY).map(plain_body).filter(|body| shown.gives_way_to(body));
        if body.is_some_and(|body| self.add_body(&mut page, &mut labels, &body)) {
            return ((page, labels), Some(not_shown(input, what, "stands only in its JSON-LD")));
        }
        if let Some(opened) = shown.may_go_on(page.tree.head.hidden).then(|| opened(&input.text)).flatten() {
            let input = TextInput { text: opened, ..input.clone() };
            let other = self.open(&input, false);
            let (its_labels, _) = self.labels(&other, &input);
            let text: String = sentences(&other, &its_labels).flat_map(|sentence| [sentence, " "]).collect();
            let is_text = if shown.letters == 0 { text.chars().count() >= TEXT } else { shown.is_beginning_of(&text) };
            if is_text {
                let place = "stands in elements that browsers do not show (noscript, template, script)";
                return ((other, its_labels), Some(not_shown(&input, what, place)));
            }
        }
        let is_text = |label: &Option<Label>| label.as_ref().is_some_and(|label| label.kind.is_body());
        let notice = (!labels.iter().any(is_text)).then(|| without_text(input, &page));
        ((page, labels), notice)
    }

    /// Adds the body that the JSON-LD of the page's own article gives to its text.
    fn add_body(&self, page: &mut Page, labels: &mut Vec<Option<Label>>, body: &str) -> bool {
        let script = page.metadata.body.as_ref().and_then(|body| page.tree.head.json.get(body.script));
        let script = script.map_or(0..0, |script| script.place.clone());
        let first = page.tree.blocks.len();
        page.tree.append(body.lines().take(PARAGRAPHS).map(|paragraph| (paragraph.trim().to_owned(), script.clone())));
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

/// What a page shows of a text.
struct Shown {
    /// Its sentences, bare.
    sentences: Vec<String>,
    letters: usize,
}

impl Shown {
    fn of(page: &Page, labels: &[Option<Label>]) -> Shown {
        let letters = sentences(page, labels).take(WHOLE_TEXT + 1).map(|text| text.chars().count()).sum();
        let is_short = sentences(page, labels).nth(WHOLE_TEXT).is_none();
        Shown { sentences: if is_short { sentences(page, labels).map(bare).collect() } else { Vec::new() }, letters }
    }

    /// Whether it is so much that nobody shows it in place of a text.
    fn is_whole(&self) -> bool {
        self.letters > 0 && self.sentences.is_empty()
    }

    /// Whether `body` is to be read in its place: where the page shows nothing, hardly more than a notice (of cookies, of scripts) of which the
    /// body, many times as long, holds nothing, or only the beginning of it.
    fn gives_way_to(&self, body: &str) -> bool {
        let count = body.chars().count();
        let is_notice = || {
            let whole = bare(body);
            self.letters <= NOTICE && count >= self.letters * LONGER && self.sentences.iter().all(|sentence| !whole.contains(sentence))
        };
        self.letters == 0 || is_notice() || self.is_beginning_of(body)
    }

    /// Whether so many bytes may be a text that it is the beginning of.
    fn may_go_on(&self, hidden: usize) -> bool {
        hidden >= TEXT && (self.letters == 0 || hidden >= self.letters * WHOLE && hidden >= MORE)
    }

    /// Whether `text` holds all of it, and much more.
    fn is_beginning_of(&self, text: &str) -> bool {
        let count = text.chars().count();
        let is_longer = count >= self.letters * WHOLE && count >= self.letters + MORE;
        is_longer && {
            let whole = bare(text);
            self.sentences.iter().all(|sentence| whole.contains(sentence))
        }
    }
}

/// Sentences from which on what a page shows is taken for all of its text.
const WHOLE_TEXT: usize = 12;

/// The words of a body in JSON-LD, a paragraph a line: some write it in HTML, and some escape that once more than they should.
fn plain_body(body: &Body) -> String {
    let mut text = body.text.replace("\\r", "").replace("\\n", "\n");
    for _ in 0..2 {
        let lower = text.to_ascii_lowercase();
        if ["<p", "<br", "<div", "<strong", "<a ", "</"].iter().any(|tag| lower.contains(tag)) {
            let tree = Tree::of(&text, false, &mut |_| super::marks::Marks::default());
            return tree.blocks.iter().take(PARAGRAPHS).map(|block| tree.slice(block).to_owned() + "\n").collect();
        }
        if !text.contains('&') {
            break;
        }
        let line = |line: &str| Tree::of(line, false, &mut |_| super::marks::Marks::default()).text + "\n";
        text = text.lines().take(PARAGRAPHS).map(line).collect();
    }
    text
}

/// The page with its `noscript` and `template` elements, and the scripts that are templates, as plain ones, byte for byte in the same place;
/// nothing where it has none.
fn opened(page: &str) -> Option<String> {
    const NAMES: [&[u8]; 3] = [b"noscript", b"template", b"script"];
    let mut bytes = page.as_bytes().to_vec();
    let mut any = false;
    let mut is_template = false;
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == b'<') {
        at += found + 1;
        let name = at + usize::from(bytes.get(at) == Some(&b'/'));
        let is = |wanted: &[u8]| bytes.get(name..name + wanted.len()).is_some_and(|own| own.eq_ignore_ascii_case(wanted));
        let Some(wanted) = NAMES.into_iter().find(|wanted| is(wanted)) else { continue };
        if wanted == b"script" {
            let attributes = bytes[name..].iter().take(ATTRIBUTES).take_while(|byte| **byte != b'>').copied().collect::<Vec<u8>>();
            let closes = name > at;
            is_template = if closes { is_template } else { String::from_utf8_lossy(&attributes).to_ascii_lowercase().contains("template") };
            if !is_template {
                continue;
            }
            is_template = !closes;
        }
        let place: Range<usize> = name..name + wanted.len();
        bytes[place].copy_from_slice(&b"div     "[..wanted.len()]);
        any = true;
    }
    if any { String::from_utf8(bytes).ok() } else { None }
}

/// Bytes of the attributes of a script that are looked at.
const ATTRIBUTES: usize = 200;

fn not_shown(input: &TextInput, what: &str, where_it_stands: &str) -> Diagnostic {
    Diagnostic {
        code: "N0249",
        subject: input.source.clone(),
        position: None,
        message: format!("the page shows {what}; its text {where_it_stands} and was read from there"),
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
