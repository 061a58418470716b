//! The part of each block: what its elements say, what its words betray, where it stands.

use super::content::{Content, LINKED, Shape, linked};
use super::marks::Marks;
use super::tag::Tag;
use super::tree::{TextBlock, Tree};
use super::bare;
use crate::cues::Cues;
use crate::label::{Label, Role};
use crate::segment::{Cut, End, Segment};
use isnad_model::BlockKind;

/// What is needed to name the parts of one page.
pub struct Parts<'a> {
    pub tree: &'a Tree,
    pub segments: &'a [Segment],
    /// The block of each stretch.
    pub owners: &'a [usize],
    /// The headline that the head gives.
    pub title: Option<&'a str>,
    /// The body that the JSON-LD gives.
    pub body: Option<&'a str>,
    pub cues: &'a Cues,
}

impl Parts<'_> {
    /// A label for every stretch; `betrayed` is what its words say alone.
    pub fn name(&self, betrayed: Vec<Option<Label>>) -> Vec<Option<Label>> {
        let shapes = self.shapes();
        let content = Content::of(self.tree, &shapes);
        let mut labels: Vec<Option<Label>> = Vec::with_capacity(betrayed.len());
        for (at, own) in betrayed.into_iter().enumerate() {
            let owner = self.owners[at];
            labels.push(Some(self.part(&self.segments[at], own, &self.tree.blocks[owner], shapes[owner], &content)));
        }
        self.headings(&mut labels);
        labels
    }

    fn shapes(&self) -> Vec<Shape> {
        let title = self.title.map(bare).filter(|title| !title.is_empty());
        let body = self.body.map(bare).unwrap_or_default();
        let mut shapes = vec![Shape::default(); self.tree.blocks.len()];
        for (segment, &owner) in self.segments.iter().zip(self.owners) {
            let shape = &mut shapes[owner];
            shape.words += segment.words;
            // Scripts without spaces end their sentences with a mark of their own.
            shape.prose |= is_prose(segment) || segment.span.slice(&self.tree.text).contains('。');
        }
        for (shape, block) in shapes.iter_mut().zip(&self.tree.blocks) {
            let plain = if title.is_some() && shape.words <= 40 || !body.is_empty() { bare(self.tree.slice(block)) } else { String::new() };
            shape.headline = title.as_ref().is_some_and(|title| is_same_headline(title, &plain));
            shape.repeated = plain.len() >= 20 && body.contains(&plain);
        }
        shapes
    }

    fn part(&self, segment: &Segment, own: Option<Label>, block: &TextBlock, shape: Shape, content: &Content) -> Label {
        let marks = content.marks[block.node];
        let within = self.tree.is_inside(block.node, content.container) || content.beside.iter().any(|&node| self.tree.is_inside(block.node, node));
        if shape.headline && !marks.has(Marks::FOREIGN) {
            return label(BlockKind::Title, "title: the headline of the head");
        }
        if !within {
            return outside(own, marks);
        }
        if let Some(kind) = self.apart(block, marks, shape) {
            return kind;
        }
        if let Some(own) = own.filter(|own| self.believes(own, segment, shape)) {
            return own;
        }
        if linked(block) >= LINKED && !shape.repeated && (segment.words < 25 || linked(block) > 0.9) && segment.cut == Cut::Line {
            return label(BlockKind::Boilerplate, "related: a link");
        }
        self.body_part(segment, block, marks)
    }

    /// The part that marked elements give a block inside the article.
    fn apart(&self, block: &TextBlock, marks: Marks, shape: Shape) -> Option<Label> {
        if shape.repeated {
            return None;
        }
        let foreign = marks.only(Marks::FOREIGN);
        if foreign.0 != 0 {
            return Some(label(BlockKind::Boilerplate, &format!("{}: by its element", foreign.name())));
        }
        let apart = marks.only(Marks::APART);
        let kind = match () {
            () if apart.has(Marks::CAPTION) => BlockKind::Caption,
            () if apart.has(Marks::CREDIT) && shape.words <= 20 => BlockKind::Credit,
            () if apart.has(Marks::AUTHOR) && shape.words <= 12 => BlockKind::Byline,
            () if apart.has(Marks::AUTHOR) => BlockKind::Boilerplate,
            () if apart.has(Marks::DATE) && shape.words <= 12 => BlockKind::Dateline,
            () if apart.has(Marks::META) && shape.words <= 20 => BlockKind::Boilerplate,
            () => return None,
        };
        let _ = block;
        Some(label(kind, &format!("{}: by its element", apart.name())))
    }

    /// Whether what the words of a block betray holds inside the article.
    fn believes(&self, own: &Label, segment: &Segment, shape: Shape) -> bool {
        if shape.repeated {
            return false;
        }
        match own.role {
            Role::Captionlike(false) | Role::Placelike | Role::Bylinelike => false,
            // Words that stand together here were written together.
            _ if own.reason.starts_with("navigation: words run together") => false,
            _ => !is_prose(segment) || own.kind == BlockKind::Boilerplate || matches!(own.role, Role::Source | Role::Date(..)),
        }
    }

    fn body_part(&self, segment: &Segment, block: &TextBlock, marks: Marks) -> Label {
        let tags = || self.tree.around(block.node).take(12).map(|node| self.tree.nodes[node].tag);
        let heading = tags().take(3).any(Tag::is_heading);
        match () {
            () if heading && segment.words <= 30 => label(BlockKind::Heading, "heading: its element"),
            () if tags().any(|tag| matches!(tag, Tag::Td | Tag::Th)) && !is_prose(segment) => label(BlockKind::Table, "table: a cell"),
            () if tags().take(4).any(|tag| matches!(tag, Tag::Li | Tag::Dd | Tag::Dt)) => label(BlockKind::List, "list: its element"),
            () if marks.has(Marks::QUOTE) => label(BlockKind::Quote, "quote: its element"),
            () if marks.has(Marks::LIVE) => label(BlockKind::LiveEntry, "live: an entry"),
            () if is_prose(segment) => label(BlockKind::Paragraph, "paragraph: prose"),
            () => label(BlockKind::Paragraph, "paragraph: a line of the article"),
        }
    }

    /// Headings at the end of the article, after which no body comes, head what was taken away.
    fn headings(&self, labels: &mut [Option<Label>]) {
        let last = labels.iter().rposition(|label| label.as_ref().is_some_and(|label| label.kind.is_body())).unwrap_or(0);
        for label in labels.iter_mut().skip(last).flatten() {
            if label.kind == BlockKind::Heading {
                label.kind = BlockKind::Boilerplate;
                label.reason = "heading: nothing follows it".into();
            }
        }
    }
}

/// Outside the article a block is boilerplate, unless its words make it a caption or credit; dates there mean nothing.
fn outside(own: Option<Label>, marks: Marks) -> Label {
    let foreign = marks.only(Marks::FOREIGN);
    let reason = match own {
        Some(own) if own.kind == BlockKind::Boilerplate => own.reason,
        _ if foreign.0 != 0 => format!("{}: by its element", foreign.name()),
        _ => "outside the article".into(),
    };
    Label { kind: BlockKind::Boilerplate, reason, role: Role::Alone }
}

fn label(kind: BlockKind, reason: &str) -> Label {
    Label { kind, reason: reason.into(), role: Role::Alone }
}

/// Whether a stretch reads as sentences.
fn is_prose(segment: &Segment) -> bool {
    segment.is_prose(true) || segment.words >= 18 && segment.end != End::None
}

/// Whether a block is the headline, perhaps without the site's name that the head adds.
fn is_same_headline(title: &str, block: &str) -> bool {
    let long = block.chars().count() >= 12;
    block == title || long && title.starts_with(block) && block.len() * 2 >= title.len() || long && block.starts_with(title) && title.len() * 4 >= block.len() * 3
}
