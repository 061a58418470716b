//! The bytes of a page to its blocks of text in reading order, each with its element and its place in the page.
//!
//! The tokenizer is the standard's; the tree is a plain one: void elements, implied ends and misnested inline tags are understood as
//! browsers do, tables and forms get no repairs. Depth is bounded; deeper elements belong to the deepest that is kept.

use super::attributes::Attributes;
use super::linked_data::Script;
use super::marks::{Marks, Said, hidden};
use super::metadata::Head;
use super::site;
use super::tag::{Tag, implied_end_scope};
use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span as RawSpan, Tokenizer};
use rustc_hash::FxBuildHasher;
use std::convert::Infallible;
use std::hash::BuildHasher;
use std::ops::Range;

/// Elements that may be open at once; real pages stay far below.
const DEPTH: usize = 256;
/// Blocks of one page; what comes after belongs to the last.
const BLOCKS: usize = 100_000;

/// Letters in a line that are not shown.
const HIDDEN: usize = 80;

/// Elements around a date that tell what it is of.
const BOX: usize = 6;
/// Blocks of a box of links.
const BOX_BLOCKS: usize = 6;
/// Words of a block that is no link, from which on a box is no box of links.
const TEXT_WORDS: usize = 12;
/// Words of a headline that is a link; sections and authors have fewer.
const LINK_WORDS: usize = 4;

/// An element.
#[derive(Clone, Debug)]
pub struct Node {
    pub tag: Tag,
    /// Index of its parent; the root is its own.
    pub parent: usize,
    pub depth: usize,
    /// What its class, id, role and kind say of it.
    pub marks: Marks,
    /// A hash of its classes; zero where it has none.
    pub classes: u64,
    /// The blocks inside it.
    pub blocks: Range<usize>,
}

impl Node {
    /// Whether the two are of one make: articles, or elements of the same classes.
    pub fn is_like(&self, other: &Node) -> bool {
        self.tag == other.tag && (self.tag == Tag::Article || self.classes != 0 && self.classes == other.classes)
    }
}

/// A stretch of text without a block boundary inside.
#[derive(Clone, Debug)]
pub struct TextBlock {
    /// Where it stands in the text.
    pub text: Range<usize>,
    /// Where it stands in the page.
    pub raw: Range<usize>,
    /// The innermost element around all of it.
    pub node: usize,
    /// Letters and marks in it, white space aside, and how many of them are in links.
    pub letters: usize,
    pub link_letters: usize,
    /// Whether only a line break parts it from the block before.
    pub after_line_break: bool,
}

/// A page as elements and text.
pub struct Tree {
    pub nodes: Vec<Node>,
    pub blocks: Vec<TextBlock>,
    /// The text of the whole page in reading order, white space folded, blocks parted by line ends.
    pub text: String,
    pub head: Head,
    /// What each element calls itself ([`site::step`]), where that was asked for; else empty.
    pub steps: Vec<Box<str>>,
}

impl Tree {
    /// Reads `page`; `with_steps` keeps what its elements call themselves.
    pub fn of(page: &str, with_steps: bool, marks_of: &mut dyn FnMut(Said<'_>) -> Marks) -> Tree {
        let mut builder = Builder::new(marks_of);
        builder.steps = with_steps.then(|| vec![Box::default()]);
        let mut emitter = CallbackEmitter::new(&mut builder);
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(page, Quiet(emitter)).finish();
        builder.end(page)
    }

    /// `node` and everything around it, innermost first.
    pub fn around(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = Some(node);
        std::iter::from_fn(move || {
            let at = next?;
            next = (at != 0).then(|| self.nodes[at].parent);
            Some(at)
        })
    }

    /// Whether `node` is an entry of a live blog or inside one.
    pub fn is_in_entry(&self, node: usize) -> bool {
        self.around(node).any(|at| at != 0 && self.nodes[at].marks.has(Marks::LIVE))
    }

    /// Whether `node` is or stands in a part that speaks of other articles, or that others wrote.
    pub fn is_of_others(&self, node: usize) -> bool {
        self.around(node).any(|at| self.nodes[at].marks.has(Marks::OF_OTHERS))
    }

    /// Whether a date in `node` is that of something else: of a picture, of what a subtitle tells, of a link beside it.
    pub fn dates_another(&self, node: usize) -> bool {
        self.around(node).take(BOX).any(|at| self.nodes[at].marks.has(Marks::CAPTION.or(Marks::DECK))) || self.is_beside_link(node)
    }

    /// Whether `node` is a heading that does not say that it is a date.
    pub fn is_told_by_heading(&self, node: usize) -> bool {
        let inner = || self.around(node).take(3).map(|at| &self.nodes[at]);
        inner().any(|node| node.tag.is_heading()) && !inner().any(|node| node.marks.has(Marks::DATE))
    }

    /// Whether the closest element of several blocks around `node` is a small one that holds a linked headline.
    fn is_beside_link(&self, node: usize) -> bool {
        let is_headline = |block: &TextBlock| block.link_letters * 2 >= block.letters && self.slice(block).split_whitespace().count() >= LINK_WORDS;
        let is_box = |at: &usize| match &self.blocks[self.nodes[*at].blocks.clone()] {
            [] => false,
            [one] => is_headline(one),
            _ => true,
        };
        let Some(outer) = self.around(node).find(is_box) else { return false };
        let is_page = matches!(self.nodes[outer].tag, Tag::Root | Tag::Html | Tag::Body | Tag::Main | Tag::Article | Tag::Header | Tag::Nav);
        let inside = &self.blocks[self.nodes[outer].blocks.clone()];
        let is_small = !is_page && inside.len() <= BOX_BLOCKS;
        let is_title = |block: &TextBlock| self.around(block.node).take(3).any(|at| self.nodes[at].tag == Tag::H1);
        let is_text = |block: &TextBlock| !is_headline(block) && self.slice(block).split_whitespace().count() >= TEXT_WORDS;
        is_small && inside.iter().any(is_headline) && !inside.iter().any(|block| is_title(block) || is_text(block))
    }

    /// Whether `node` is `ancestor` or inside it.
    pub fn is_inside(&self, node: usize, ancestor: usize) -> bool {
        self.around(node).take_while(|&at| self.nodes[at].depth >= self.nodes[ancestor].depth).any(|at| at == ancestor)
    }

    /// Adds blocks that the page does not show, in an element of their own after all others; `texts` are their words, and where those
    /// stand in the page.
    pub fn append(&mut self, texts: impl Iterator<Item = (String, Range<usize>)>) {
        let (node, first) = (self.nodes.len(), self.blocks.len());
        for (text, raw) in texts.filter(|(text, _)| !text.is_empty()) {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            let start = self.text.len();
            self.text.push_str(&text);
            let letters = text.chars().filter(|c| !c.is_whitespace()).count();
            self.blocks.push(TextBlock { text: start..self.text.len(), raw, node, letters, link_letters: 0, after_line_break: false });
        }
        let blocks = first..self.blocks.len();
        self.nodes.push(Node { tag: Tag::Script, parent: 0, depth: 1, marks: Marks::default(), classes: 0, blocks });
        self.nodes[0].blocks.end = self.blocks.len();
        if !self.steps.is_empty() {
            self.steps.push(Box::default());
        }
    }

    /// Takes back what was appended after the first `blocks`.
    pub fn truncate(&mut self, blocks: usize) {
        self.blocks.truncate(blocks);
        self.text.truncate(self.blocks.last().map_or(0, |block| block.text.end));
        self.nodes.iter_mut().for_each(|node| node.blocks = node.blocks.start.min(blocks)..node.blocks.end.min(blocks));
    }

    /// The words of the topmost headings, in order.
    pub fn top_headings(&self) -> impl Iterator<Item = &str> {
        let in_heading = |block: &&TextBlock| self.around(block.node).take(3).any(|at| self.nodes[at].tag == Tag::H1);
        self.blocks.iter().filter(in_heading).map(|block| self.slice(block))
    }

    /// The words of a block.
    pub fn slice(&self, block: &TextBlock) -> &str {
        &self.text[block.text.clone()]
    }
}

/// Tells the tokenizer that nobody listens for errors of markup: looking for them costs a fifth of its time.
struct Quiet<'b, 'm>(CallbackEmitter<&'b mut Builder<'m>, Infallible, usize>);

impl ForwardingEmitter for Quiet<'_, '_> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

impl Callback<Infallible, usize> for &mut Builder<'_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: RawSpan<usize>) -> Option<Infallible> {
        self.event(event, span);
        None
    }
}

/// An open element. Inline elements may be closed out of order; `node` then stays that of the text.
struct Open {
    tag: Tag,
    node: usize,
    is_link: bool,
    /// What stood in the page before an inline element that is not shown.
    before: Option<Before>,
}

/// The state of a block before some of its text.
#[derive(Clone, Copy)]
struct Before {
    /// How many blocks were finished.
    blocks: usize,
    /// The end of the text, and the letters of the open block; none where none was open.
    open: Option<(usize, usize, usize)>,
    /// Whether white space stood there.
    space: bool,
}

struct Builder<'m> {
    nodes: Vec<Node>,
    blocks: Vec<TextBlock>,
    text: String,
    head: Head,
    stack: Vec<Open>,
    /// How many elements of each tag are open.
    open: [u16; Tag::COUNT],
    links: usize,
    /// Whether the last link leads to where the site begins.
    leads_home: bool,
    tag: Option<Tag>,
    attributes: Attributes,
    /// The element whose content is no text of the page.
    skip: Option<Tag>,
    is_json: bool,
    /// Whether it may hold a text that is not shown.
    is_hidden: bool,
    block: Option<TextBlock>,
    space: bool,
    line_break: bool,
    /// The inline element that has just ended, when no text came since.
    ended_inline: Option<Tag>,
    /// Whether the page has ended.
    ended: bool,
    steps: Option<Vec<Box<str>>>,
    marks_of: &'m mut dyn FnMut(Said<'_>) -> Marks,
}

impl<'m> Builder<'m> {
    fn new(marks_of: &'m mut dyn FnMut(Said<'_>) -> Marks) -> Self {
        let root = Node { tag: Tag::Root, parent: 0, depth: 0, marks: Marks::default(), classes: 0, blocks: 0..0 };
        Builder {
            nodes: vec![root],
            blocks: Vec::new(),
            text: String::new(),
            head: Head::default(),
            stack: vec![Open { tag: Tag::Root, node: 0, is_link: false, before: None }],
            open: [0; Tag::COUNT],
            links: 0,
            leads_home: false,
            tag: None,
            attributes: Attributes::default(),
            skip: None,
            is_json: false,
            is_hidden: false,
            block: None,
            space: false,
            line_break: false,
            ended_inline: None,
            ended: false,
            steps: None,
            marks_of,
        }
    }

    fn event(&mut self, event: CallbackEvent<'_>, span: RawSpan<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Some(Tag::of(name));
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => self.attributes.start(name),
            CallbackEvent::AttributeValue { value } => self.attributes.value(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some(tag) = self.tag.take() {
                    self.start(tag, self_closing);
                }
            }
            CallbackEvent::EndTag { name } => self.end_tag(Tag::of(name)),
            CallbackEvent::String { value } => self.string(value, span),
            CallbackEvent::Comment { value } => self.head.comment(value),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, self_closing: bool) {
        if let Some(skip) = self.skip {
            // HTML inside a drawing ends the drawing.
            if !(matches!(skip, Tag::Svg) && tag.ends_paragraph()) {
                return;
            }
            self.skip = None;
        }
        match tag {
            Tag::Meta => return self.meta(),
            Tag::Link => return self.head.link(&self.attributes.rel, &self.attributes.href),
            Tag::Br => return self.line(),
            _ => {}
        }
        if tag == Tag::Html && self.head.language.is_none() && !self.attributes.language.is_empty() {
            self.head.language = Some(self.attributes.language.clone());
        }
        if matches!(tag, Tag::Html | Tag::Body | Tag::Head) && self.open[tag as usize] > 0 {
            return;
        }
        if tag.is_void() {
            if self.links > 0 && self.leads_home && !self.attributes.alternative.is_empty() {
                self.head.alternative(&self.attributes.alternative);
            }
            return if tag.is_inline() { self.space = true } else { self.finish_block() };
        }
        if tag.is_skipped() {
            self.is_json = tag == Tag::Script && self.attributes.kind.to_ascii_lowercase().contains("ld+json");
            self.is_hidden = matches!(tag, Tag::Noscript | Tag::Template) || tag == Tag::Script && self.attributes.kind.contains("template");
            if self.is_json {
                self.head.json.push(Script::default());
            }
            if !(self_closing && tag == Tag::Svg) {
                self.skip = Some(tag);
            }
            return;
        }
        self.imply_ends(tag);
        self.space |= self.stands_apart(tag);
        if self.stack.len() >= DEPTH {
            if !tag.is_inline() {
                self.finish_block();
            }
            return;
        }
        self.push(tag);
    }

    /// A meta element: of the page, or the time of the article that it stands in.
    fn meta(&mut self) {
        let Attributes { name, itemprop, content, .. } = &self.attributes;
        if name.is_empty() && itemprop == "name" && self.open[Tag::Body as usize] > 0 {
            let node = self.stack.last().map_or(0, |top| top.node);
            return self.head.items.told(node, content);
        }
        if name.is_empty() && itemprop.to_ascii_lowercase().contains("date") && self.open[Tag::Body as usize] > 0 {
            let node = self.stack.last().map_or(0, |top| top.node);
            return self.head.time(itemprop, "", content, node, self.blocks.len());
        }
        self.head.meta(name, itemprop, content);
    }

    /// Whether an inline element starts where another ended, and style sheets part the two: links always, spans where no paragraph runs.
    fn stands_apart(&mut self, tag: Tag) -> bool {
        let Some(before) = self.ended_inline.take().filter(|_| tag.is_inline()) else { return false };
        let around = self.stack.last().map_or(Tag::Root, |top| top.tag);
        let runs_on = around.is_inline() || around.is_heading() || matches!(around, Tag::P | Tag::Blockquote | Tag::Li | Tag::Td | Tag::Dd);
        before == Tag::A && tag == Tag::A || !runs_on && matches!(before, Tag::A | Tag::Span) && matches!(tag, Tag::A | Tag::Span | Tag::Time)
    }

    /// Ends the elements that a start of `tag` ends.
    fn imply_ends(&mut self, tag: Tag) {
        if tag.ends_paragraph() && self.open[Tag::P as usize] > 0 {
            self.close(Tag::P, implied_end_scope(Tag::P));
        }
        match tag {
            Tag::A if self.open[Tag::A as usize] > 0 => self.end_inline(Tag::A),
            Tag::Li => self.close(Tag::Li, implied_end_scope(tag)),
            Tag::Dt | Tag::Dd => {
                self.close(Tag::Dt, implied_end_scope(tag));
                self.close(Tag::Dd, implied_end_scope(tag));
            }
            Tag::Tr => self.close(Tag::Tr, implied_end_scope(tag)),
            Tag::Td | Tag::Th => {
                self.close(Tag::Td, implied_end_scope(tag));
                self.close(Tag::Th, implied_end_scope(tag));
            }
            tag if tag.is_heading() && self.stack.last().is_some_and(|top| top.tag.is_heading()) => {
                let top = self.stack.last().map_or(tag, |top| top.tag);
                self.close(top, &[]);
            }
            tag if tag.ends_paragraph() => self.end_heading(),
            _ => {}
        }
    }

    /// Ends a heading that has its words and that nobody closed: what starts now is no part of a heading.
    fn end_heading(&mut self) {
        let Some(at) = self.stack.iter().rposition(|open| !open.tag.is_inline()).filter(|&at| self.stack[at].tag.is_heading()) else { return };
        let has_words = self.block.is_some() || self.nodes[self.stack[at].node].blocks.start < self.blocks.len();
        if has_words {
            self.close(self.stack[at].tag, &[]);
        }
    }

    fn push(&mut self, tag: Tag) {
        if !tag.is_inline() {
            self.finish_block();
        }
        let parent = self.stack.last().map_or(0, |top| top.node);
        let mut marks = (self.marks_of)(Said::Names(&self.attributes.class));
        marks.0 |= tag.marks().0;
        if !self.attributes.itemprop.is_empty() {
            marks.0 |= (self.marks_of)(Said::Names(&self.attributes.itemprop)).0;
        }
        if !self.attributes.label.is_empty() && !tag.is_inline() {
            marks.0 |= (self.marks_of)(Said::Label(&self.attributes.label)).0;
        }
        let is_publisher = self.attributes.itemscope && self.attributes.itemprop.split_ascii_whitespace().any(|prop| prop == "publisher");
        if is_publisher {
            marks.0 |= Marks::META.0;
        }
        if self.attributes.hidden || is_hidden_by(&self.attributes.style) {
            marks.0 |= hidden().0;
        }
        let is_name = matches!(self.attributes.itemprop.as_str(), "headline" | "name");
        let plain = tag.is_inline() && marks.0 == 0 && tag != Tag::Cite && !is_name && !self.attributes.itemscope;
        let node = if plain {
            parent
        } else {
            let depth = self.nodes[parent].depth + 1;
            let start = self.blocks.len();
            let classes = self.attributes.names().1;
            let classes = if classes.is_empty() { 0 } else { FxBuildHasher.hash_one(classes) };
            self.nodes.push(Node { tag, parent, depth, marks, classes, blocks: start..start });
            if let Some(steps) = &mut self.steps {
                let (id, classes) = self.attributes.names();
                steps.push(site::step(tag, id, classes));
            }
            self.nodes.len() - 1
        };
        let Attributes { itemscope, itemtype, itemprop, href, .. } = &self.attributes;
        if *itemscope {
            self.head.items.open(node, itemtype);
            if is_publisher {
                self.head.items.publisher(node);
            }
        }
        if is_name {
            self.head.items.name(node, self.blocks.len());
        } else if itemprop == "url" {
            self.head.items.address(node, href);
        }
        if let Some(stamp) = self.attributes.stamp(tag) {
            self.head.time(&self.attributes.itemprop, &self.attributes.class, stamp, node, self.blocks.len());
        }
        let is_link = tag == Tag::A && !self.attributes.href.is_empty();
        self.links += usize::from(is_link);
        self.leads_home = if is_link { is_home(&self.attributes.href) } else { self.leads_home };
        self.open[tag as usize] += 1;
        let before = (tag.is_inline() && marks.has(Marks::HIDDEN)).then(|| self.before());
        self.stack.push(Open { tag, node, is_link, before });
    }

    fn end_tag(&mut self, tag: Tag) {
        if let Some(skip) = self.skip {
            if skip == tag {
                self.skip = None;
                self.is_json = false;
            }
            return;
        }
        match tag {
            // Text after the end of the body still belongs to it.
            Tag::Body | Tag::Html => {}
            Tag::Br => self.line(),
            Tag::P if self.open[Tag::P as usize] == 0 => self.finish_block(),
            tag if self.open[tag as usize] == 0 => {
                if !tag.is_inline() {
                    self.finish_block();
                }
            }
            tag if tag.is_inline() => {
                self.ended_inline = Some(tag);
                self.end_inline(tag);
            }
            tag if tag.is_heading() || tag.is_of_table() => self.close(tag, &[]),
            tag => self.close(tag, &[Tag::Td, Tag::Th]),
        }
    }

    /// Ends the innermost `tag`, and everything in it, unless one of `scope` stands between.
    fn close(&mut self, tag: Tag, scope: &[Tag]) {
        if self.open[tag as usize] == 0 {
            return;
        }
        let Some(at) = self.stack.iter().rposition(|open| open.tag == tag || scope.contains(&open.tag)) else { return };
        if self.stack[at].tag != tag || at == 0 {
            return;
        }
        self.finish_block();
        while self.stack.len() > at {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        self.open[open.tag as usize] -= 1;
        self.links -= usize::from(open.is_link);
        if self.stack.last().is_none_or(|top| top.node != open.node) {
            self.nodes[open.node].blocks.end = self.blocks.len();
        }
    }

    /// Ends an inline element, wherever it stands; blocks that were opened inside it stay open.
    fn end_inline(&mut self, tag: Tag) {
        let Some(at) = self.stack.iter().rposition(|open| open.tag == tag) else { return };
        if let Some(before) = self.stack[at].before {
            self.take_back(before);
        }
        if self.stack[at + 1..].iter().all(|open| open.tag.is_inline()) {
            let above: Vec<Open> = self.stack.drain(at + 1..).collect();
            self.pop();
            let parent = self.stack.last().map_or(0, |top| top.node);
            // Inline elements that were closed with it go on after it, without their element.
            self.stack.extend(above.into_iter().map(|open| Open { node: parent, ..open }));
        } else {
            let open = self.stack.remove(at);
            self.open[tag as usize] -= 1;
            self.links -= usize::from(open.is_link);
        }
    }

    fn before(&self) -> Before {
        let open = self.block.as_ref().map(|block| (self.text.len(), block.letters, block.link_letters));
        Before { blocks: self.blocks.len(), open, space: self.space }
    }

    /// Takes back what an inline element that is not shown has added to the line it stands in: a mark of whose text it is, a word for programs.
    /// Whatever is longer may be the rest of the text, which a click shows.
    fn take_back(&mut self, before: Before) {
        let Some(block) = self.block.as_mut().filter(|_| self.blocks.len() == before.blocks) else { return };
        let (end, letters, link_letters) = before.open.unwrap_or((block.text.start, 0, 0));
        if block.letters - letters <= HIDDEN {
            self.text.truncate(end);
            self.space |= before.space;
            (block.letters, block.link_letters) = (letters, link_letters);
        }
    }

    fn line(&mut self) {
        if self.skip.is_none() {
            self.finish_block();
            self.line_break = true;
        }
    }

    fn string(&mut self, value: &[u8], span: RawSpan<usize>) {
        if self.skip.is_some() {
            self.head.hidden += if self.is_hidden { value.len() } else { 0 };
            if self.is_json
                && let Some(json) = self.head.json.last_mut()
            {
                let start = if json.text.is_empty() { span.start } else { json.place.start };
                json.place = start..span.end;
                json.text.push_str(&String::from_utf8_lossy(value));
            }
            return;
        }
        let value = String::from_utf8_lossy(value);
        if self.open[Tag::Title as usize] > 0 && self.stack.last().is_some_and(|top| top.tag == Tag::Title) {
            return self.head.title(&value);
        }
        if value.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.space = true;
            return;
        }
        self.ended_inline = None;
        let node = self.stack.last().map_or(0, |top| top.node);
        if self.block.is_none() {
            self.open_block(node, span.start);
        }
        let Some(block) = self.block.as_mut() else { return };
        if block.node != node {
            block.node = common(&self.nodes, block.node, node);
        }
        let linked = self.links > 0;
        for c in value.chars() {
            if c.is_ascii_whitespace() {
                self.space = true;
                continue;
            }
            if std::mem::take(&mut self.space) && self.text.len() > block.text.start {
                self.text.push(' ');
            }
            self.text.push(if c == '\0' { '\u{FFFD}' } else { c });
            if !c.is_whitespace() {
                block.letters += 1;
                block.link_letters += usize::from(linked);
            }
        }
        block.raw.end = span.end;
    }

    fn open_block(&mut self, node: usize, raw: usize) {
        if !self.text.is_empty() {
            self.text.push_str(if self.line_break { "\n" } else { "\n\n" });
        }
        let start = self.text.len();
        let after_line_break = std::mem::take(&mut self.line_break);
        self.space = false;
        self.block = Some(TextBlock { text: start..start, raw: raw..raw, node, letters: 0, link_letters: 0, after_line_break });
    }

    /// Ends the current block; one without a letter leaves nothing behind.
    fn finish_block(&mut self) {
        if self.blocks.len() >= BLOCKS && self.block.is_some() && !self.ended {
            self.space = true;
            return;
        }
        self.space = false;
        let Some(mut block) = self.block.take() else {
            self.line_break = false;
            return;
        };
        let slice = &self.text[block.text.start..];
        let visible = |c: char| !c.is_whitespace() && !is_invisible(c);
        let Some(first) = slice.find(visible) else {
            self.text.truncate(block.text.start);
            let kept = self.text.trim_end().len();
            self.text.truncate(kept);
            return;
        };
        let start = block.text.start + (slice.len() - slice.trim_start().len());
        debug_assert!(start <= block.text.start + first);
        let end = block.text.start + slice.trim_end().len();
        block.text = start..end;
        self.line_break = false;
        self.blocks.push(block);
    }

    fn end(mut self, page: &str) -> Tree {
        self.ended = true;
        self.finish_block();
        while self.stack.len() > 1 {
            self.pop();
        }
        self.nodes[0].blocks = 0..self.blocks.len();
        let kept = self.text.trim_end().len();
        self.text.truncate(kept);
        for block in &mut self.blocks {
            block.raw = trimmed(page, block.raw.clone());
        }
        Tree { nodes: self.nodes, blocks: self.blocks, text: self.text, head: self.head, steps: self.steps.unwrap_or_default() }
    }
}

/// The part of `raw` without white space at its ends.
fn trimmed(page: &str, raw: Range<usize>) -> Range<usize> {
    let bytes = page.as_bytes().get(raw.clone()).unwrap_or_default();
    let start = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let end = bytes.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    if start == bytes.len() { raw } else { raw.start + start..raw.end - end }
}

/// The innermost element around both.
fn common(nodes: &[Node], mut a: usize, mut b: usize) -> usize {
    while a != b {
        if nodes[a].depth >= nodes[b].depth { a = nodes[a].parent } else { b = nodes[b].parent }
    }
    a
}

/// Whether an address is where a site begins.
fn is_home(href: &str) -> bool {
    let href = href.trim();
    let path = href.split_once("//").map_or(href, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
    // At most the folder of a language.
    (href.contains("//") || path.starts_with(['/', '.'])) && path.trim_matches(['/', '.']).len() <= 2
}

fn is_hidden_by(style: &str) -> bool {
    let plain: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    plain.contains("display:none") || plain.contains("visibility:hidden")
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}')
}
