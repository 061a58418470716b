//! The part of each block: what its elements say, what its words betray, where it stands.

use super::bare;
use super::comments;
use super::content::{Content, LINKED, Shape, linked};
use super::live::is_clock;
use super::marks::Marks;
use super::site::{Found, Refused};
use super::tag::Tag;
use super::teasers;
use super::tree::{TextBlock, Tree};
use crate::cues::{Cues, kind};
use crate::label::{self, Label, Role};
use crate::segment::{Cut, End, Segment};
use isnad_model::BlockKind;
use isnad_text::token::TokenKind;

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
    /// What was learned of its site.
    pub site: Option<&'a Found<'a>>,
    pub cues: &'a Cues,
}

/// Bytes of a body in JSON-LD that are compared with the page; news is shorter.
const BODY: usize = 200_000;
/// Words of a sentence; shorter ones that are links ask to be followed.
const SENTENCE: usize = 10;
/// Numbers of a clock.
const CLOCK: usize = 3;
/// Words below a headline that are the text, whatever stands above it.
const ABOVE: usize = 20;
/// Blocks of the page that are compared with it.
const COMPARED: usize = 2000;

impl Parts<'_> {
    /// A label for every stretch, and the learned elements that were not followed; `betrayed` is what its words say alone.
    pub fn name(&self, betrayed: &[Option<Label>]) -> (Vec<Label>, Vec<Refused<'_>>) {
        let shapes = self.shapes(betrayed);
        let content = Content::of(self.tree, &shapes);
        let betrayed = &self.own_dates(betrayed, &shapes);
        let part = |(at, own): (usize, &Option<Label>)| {
            let owner = self.owners[at];
            self.part(at, own.clone(), &self.tree.blocks[owner], shapes[owner], &content)
        };
        let mut labels: Vec<Label> = betrayed.iter().enumerate().map(part).collect();
        let refused = self.site.map(|site| site.take(self.segments, &mut labels, is_prose)).unwrap_or_default();
        self.title(&mut labels);
        self.above_title(&mut labels);
        self.head(&mut labels, betrayed);
        self.date_around(&mut labels, betrayed, &content);
        self.headings(&mut labels);
        self.pull_quotes(&mut labels);
        (labels, refused)
    }

    /// What words betray, where dates of other things are none: those in captions, in headings below the headline, beside links to other
    /// articles.
    fn own_dates(&self, betrayed: &[Option<Label>], shapes: &[Shape]) -> Vec<Option<Label>> {
        let is_top = |at: &usize| self.tree.around(self.tree.blocks[*at].node).take(3).any(|node| self.tree.nodes[node].tag == Tag::H1);
        let headline = (0..shapes.len()).find(|at| shapes[*at].headline || is_top(at)).unwrap_or(shapes.len());
        let is_other = |at: usize| {
            let node = self.tree.blocks[self.owners[at]].node;
            self.tree.dates_another(node) || self.owners[at] > headline && self.tree.is_told_by_heading(node)
        };
        let own = |(at, label): (usize, &Option<Label>)| match label {
            Some(label) if matches!(label.role, Role::Date(..)) && is_other(at) => Some(Label { role: Role::Alone, ..label.clone() }),
            label => label.clone(),
        };
        betrayed.iter().enumerate().map(own).collect()
    }

    /// Where no block is the headline that the head gives, the heading right above the text is.
    fn title(&self, labels: &mut [Label]) {
        if labels.iter().any(|label| label.kind == BlockKind::Title) {
            return;
        }
        let Some(first) = first_body(labels) else { return };
        let is_heading = |at: usize| {
            let node = self.tree.blocks[self.owners[at]].node;
            let least = if self.is_top_heading(at) { 2 } else { 3 };
            self.tree.around(node).take(3).any(|node| self.tree.nodes[node].tag.is_heading()) && (least..=40).contains(&self.segments[at].words)
        };
        let near = first.saturating_sub(12)..first;
        let mut top = (0..labels.len()).filter(|&at| self.is_top_heading(at) && is_heading(at) && !is_prose(&self.segments[at]));
        let only = top.next().filter(|&at| top.next().is_none() && at > first && at < first + 12);
        let chosen =
            near.clone().rev().find(|&at| is_heading(at) && self.is_top_heading(at)).or_else(|| near.rev().find(|&at| is_heading(at))).or(only);
        if let Some(at) = chosen {
            labels[at] = label(BlockKind::Title, "title: the heading above the text");
        }
    }

    /// What stands above the headline is no text, where the text stands below it: notices, welcomes, the weather.
    fn above_title(&self, labels: &mut [Label]) {
        let is_heading =
            |at: usize| self.tree.around(self.tree.blocks[self.owners[at]].node).take(3).any(|node| self.tree.nodes[node].tag.is_heading());
        let title = (0..labels.len()).find(|&at| labels[at].kind == BlockKind::Title);
        let Some(title) = title.filter(|&at| is_heading(at)) else { return };
        let is_text = |at: &usize| labels[*at].kind.is_body();
        let words = |range: std::ops::Range<usize>| range.filter(is_text).map(|at| self.segments[at].words).sum::<usize>();
        let (above, below) = (words(0..title), words(title..labels.len()));
        if above > 0 && below > above.max(ABOVE) {
            let is_above = |label: &&mut Label| label.kind.is_body() || label.kind == BlockKind::Heading;
            labels[..title].iter_mut().filter(is_above).for_each(|own| *own = label(BlockKind::Boilerplate, "above the headline"));
        }
    }

    fn is_top_heading(&self, at: usize) -> bool {
        self.tree.around(self.tree.blocks[self.owners[at]].node).take(3).any(|node| self.tree.nodes[node].tag == Tag::H1)
    }

    /// Between the headline and the text stand its dates, its author and its standfirst, also outside the element of the text.
    fn head(&self, labels: &mut [Label], betrayed: &[Option<Label>]) {
        self.correspondent(labels, betrayed);
        let Some(first) = first_body(labels) else { return };
        let title = labels[..first].iter().rposition(|label| label.kind == BlockKind::Title);
        let (start, end) = match title {
            Some(title) => (title + 1, first),
            None => (first.saturating_sub(5), first),
        };
        for at in start..end {
            let kept = |own: &&Label| matches!(own.kind, BlockKind::Dateline | BlockKind::Byline | BlockKind::Credit);
            if let Some(own) = betrayed[at].as_ref().filter(kept).filter(|_| labels[at].kind != BlockKind::Title) {
                labels[at] = own.clone();
                if self.tree.is_in_entry(self.tree.blocks[self.owners[at]].node) {
                    labels[at].role = Role::Alone;
                }
            }
        }
        for label in labels.iter_mut().skip(first) {
            if matches!(label.role, Role::Date(_, false) | Role::DateLabel(_)) {
                label.role = Role::Alone;
            }
        }
        let line =
            title.and_then(|title| (title + 1..self.segments.len()).find(|&at| labels[at].kind.is_body() || labels[at].kind == BlockKind::Heading));
        if let Some(at) = line.filter(|&at| at <= first) {
            let segment = &self.segments[at];
            let standfirst = segment.end == End::None && !segment.inner_end && (4..=35).contains(&segment.words);
            let more = labels[at + 1..].iter().filter(|label| label.kind.is_body()).count();
            let in_entry = self.tree.is_in_entry(self.tree.blocks[self.owners[at]].node);
            if standfirst && more >= 1 && !in_entry && labels[at].kind != BlockKind::List && labels[at].kind != BlockKind::Table {
                labels[at] = label(BlockKind::Deck, "deck: a line under the headline");
            }
        }
    }

    /// A line right above the sentences that may be of who wrote them is that.
    fn correspondent(&self, labels: &mut [Label], betrayed: &[Option<Label>]) {
        let Some(first) = first_body(labels) else { return };
        let own = betrayed[first].as_ref().filter(|own| own.role == Role::Bylinelike && labels[first].kind == BlockKind::Paragraph);
        let sentences = labels.get(first + 1).is_some_and(|next| next.kind.is_body()) && is_prose(&self.segments[first + 1]);
        if let Some(own) = own.filter(|_| sentences && !is_prose(&self.segments[first])) {
            labels[first] = own.clone();
        }
    }

    /// Where nothing between headline and text dates the text: the one line of a date that an element close around the text holds
    /// before it, above the headline as in blogs or beside the author as in forums.
    fn date_around(&self, labels: &mut [Label], betrayed: &[Option<Label>], content: &Content) {
        let Some(first) = first_body(labels) else { return };
        let text = self.tree.blocks[self.owners[first]].node;
        if labels.iter().any(|label| matches!(label.role, Role::Date(..))) || self.tree.is_in_entry(text) {
            return;
        }
        let dates = |at: &usize| betrayed[*at].as_ref().is_some_and(|own| matches!(own.role, Role::Date(..)));
        let before: Vec<usize> = (first.saturating_sub(40)..first).filter(dates).collect();
        let held = content.prose_in(self.tree, content.container);
        for node in self.tree.around(content.container).take(5) {
            let is_page = matches!(self.tree.nodes[node].tag, Tag::Root | Tag::Html | Tag::Body | Tag::Main);
            if is_page || content.prose_in(self.tree, node) * 2 > held * 3 {
                return;
            }
            let inside = |at: &&usize| self.tree.nodes[node].blocks.contains(&self.owners[**at]);
            let own = |at: &&usize| !content.marks[self.tree.blocks[self.owners[**at]].node].has(Marks::FOREIGN);
            let found: Vec<usize> = before.iter().filter(inside).filter(own).copied().collect();
            match &found[..] {
                [] => {}
                [one] => {
                    labels[*one] = betrayed[*one].clone().unwrap_or_else(|| labels[*one].clone());
                    return;
                }
                _ => return,
            }
        }
    }

    /// A quotation set apart that the text holds too is no second one.
    fn pull_quotes(&self, labels: &mut [Label]) {
        let quotes: Vec<usize> = (0..labels.len()).filter(|&at| labels[at].kind == BlockKind::Quote).take(50).collect();
        if quotes.is_empty() {
            return;
        }
        let words = |at: usize| bare(self.segments[at].span.slice(&self.tree.text));
        let text: String = (0..labels.len()).filter(|&at| labels[at].kind == BlockKind::Paragraph).map(|at| words(at) + " ").collect();
        for at in quotes {
            if self.segments[at].words >= 3 && text.len() <= BODY && text.contains(&words(at)) {
                labels[at] = label(BlockKind::Boilerplate, "quote: repeats words of the text");
            }
        }
    }

    fn shapes(&self, betrayed: &[Option<Label>]) -> Vec<Shape> {
        let title = self.title.map(bare).filter(|title| !title.is_empty());
        let body = self.body.filter(|body| body.len() <= BODY).map(bare).unwrap_or_default();
        let mut shapes = vec![Shape::default(); self.tree.blocks.len()];
        for (at, ((segment, &owner), own)) in self.segments.iter().zip(self.owners).zip(betrayed).enumerate() {
            let shape = &mut shapes[owner];
            shape.words += segment.words;
            shape.dated |= own.as_ref().is_some_and(|own| matches!(own.role, Role::Date(..)));
            let role = own.as_ref().map(|own| &own.role);
            shape.heads_links |= matches!(role, Some(Role::LinksFollow(_)));
            shape.heads_alone |= matches!(role, Some(Role::LinksFollow(true)));
            shape.relative |= own.as_ref().is_some_and(|own| own.reason == label::RELATIVE);
            // Scripts without spaces end their sentences with a mark of their own.
            let learned = self.site.is_some_and(|site| site.knows(at));
            let asks = own.as_ref().is_some_and(|own| own.reason.starts_with(kind::CONSENT));
            shape.prose |= !learned && !asks && (is_prose(segment) || segment.span.slice(&self.tree.text).contains('。'));
        }
        for (at, (shape, block)) in shapes.iter_mut().zip(&self.tree.blocks).enumerate() {
            // Channels and live blogs tell news in lines without a full stop.
            shape.prose |= shape.words >= 8 && linked(block) < LINKED && self.tree.is_in_entry(block.node);
            let compared = !body.is_empty() && at < COMPARED;
            let plain = if title.is_some() && shape.words <= 40 || compared { bare(self.tree.slice(block)) } else { String::new() };
            shape.headline = title.as_ref().is_some_and(|title| is_same_headline(title, &plain));
            shape.repeated = compared && plain.len() >= 20 && body.contains(&plain);
        }
        let under = comments::under_headings(self.tree, self.segments, self.owners, &shapes, self.cues);
        for (shape, _) in shapes.iter_mut().zip(under).filter(|(shape, under)| *under && !shape.repeated) {
            (shape.comment, shape.prose) = (true, false);
        }
        let teasers = teasers::of(self.tree, &shapes);
        for (shape, _) in shapes.iter_mut().zip(teasers).filter(|(_, teaser)| *teaser) {
            (shape.teaser, shape.prose) = (true, false);
        }
        shapes
    }

    fn part(&self, at: usize, own: Option<Label>, block: &TextBlock, shape: Shape, content: &Content) -> Label {
        let segment = &self.segments[at];
        let marks = content.marks[block.node];
        let is_past = content.end.is_some_and(|end| self.owners[at] >= end);
        let within = !is_past
            && (self.tree.is_inside(block.node, content.container) || content.beside.iter().any(|&node| self.tree.is_inside(block.node, node)));
        if shape.headline && !marks.has(Marks::FOREIGN) {
            return label(BlockKind::Title, "title: the headline of the head");
        }
        if shape.comment {
            return label(BlockKind::Boilerplate, "comments: under their heading");
        }
        if shape.teaser {
            return label(BlockKind::Boilerplate, "related: another article's headline or summary");
        }
        if !within {
            return outside(own, marks);
        }
        if let Some(reason) = self.site.and_then(|site| site.reason(at)) {
            return label(BlockKind::Boilerplate, &reason);
        }
        if let Some(kind) = apart(marks, shape) {
            return kind;
        }
        if let Some(own) = own.filter(|own| self.believes(own, segment, shape)) {
            return own;
        }
        if linked(block) >= LINKED
            && !shape.repeated
            && !self.is_linked_sentence(at)
            && (segment.words < 25 || linked(block) > 0.9)
            && segment.cut == Cut::Line
        {
            return label(BlockKind::Boilerplate, "related: a link");
        }
        self.body_part(segment, block, marks)
    }

    /// Whether a paragraph that is a link is a sentence of the text: it ends as one and stands between two that are no links.
    fn is_linked_sentence(&self, at: usize) -> bool {
        let segment = &self.segments[at];
        let is_text = |at: usize| linked(&self.tree.blocks[self.owners[at]]) < LINKED && is_prose(&self.segments[at]);
        let parent = |at: usize| {
            let node = self.tree.blocks[self.owners[at]].node;
            let paragraph = self.tree.around(node).take(2).find(|&node| self.tree.nodes[node].tag == Tag::P)?;
            Some(self.tree.nodes[paragraph].parent)
        };
        let beside = |other: usize| other < self.segments.len() && is_text(other) && parent(other) == parent(at);
        segment.end == End::Stop && segment.words >= SENTENCE && parent(at).is_some() && at > 0 && beside(at - 1) && beside(at + 1)
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
            _ => !is_prose(segment) || own.kind == BlockKind::Boilerplate || matches!(own.role, Role::Source | Role::Signed | Role::Date(..)),
        }
    }

    fn body_part(&self, segment: &Segment, block: &TextBlock, marks: Marks) -> Label {
        let tags = || self.tree.around(block.node).take(12).map(|node| self.tree.nodes[node].tag);
        let heading = tags().take(3).any(Tag::is_heading);
        // An entry of a live blog that is an item of a list is an entry.
        let in_entry = self.tree.around(block.node).take(4).take_while(|&node| !self.tree.nodes[node].marks.has(Marks::LIVE));
        let mut items = in_entry.map(|node| self.tree.nodes[node].tag);
        match () {
            () if is_hashtags(segment.span.slice(&self.tree.text)) => label(BlockKind::Boilerplate, "tags: hashtags"),
            () if marks.has(Marks::QUOTE) && (signs(segment) || tags().next() == Some(Tag::Cite)) => {
                label(BlockKind::Byline, "byline: of a quotation")
            }
            () if heading && segment.words <= 30 && !is_prose(segment) => label(BlockKind::Heading, "heading: its element"),
            () if tags().any(|tag| matches!(tag, Tag::Td | Tag::Th)) && !is_prose(segment) => label(BlockKind::Table, "table: a cell"),
            () if items.any(|tag| matches!(tag, Tag::Li | Tag::Dd | Tag::Dt)) => label(BlockKind::List, "list: its element"),
            () if marks.has(Marks::QUOTE) => label(BlockKind::Quote, "quote: its element"),
            () if marks.has(Marks::LIVE) && self.is_time_of_entry(segment) => label(BlockKind::Dateline, "dateline: the clock of a live entry"),
            () if marks.has(Marks::LIVE) => label(BlockKind::LiveEntry, "live: an entry"),
            () if is_prose(segment) => label(BlockKind::Paragraph, "paragraph: prose"),
            () if segment.words <= CLOCK
                && is_clock(segment.span.slice(&self.tree.text))
                && !segment.tokens.iter().any(|token| token.kind == TokenKind::Word) =>
            {
                label(BlockKind::Dateline, "dateline: a clock alone")
            }
            () => label(BlockKind::Paragraph, "paragraph: a line of the article"),
        }
    }

    /// Whether a line of a live entry says its time and hardly more.
    fn is_time_of_entry(&self, segment: &Segment) -> bool {
        let block = self.tree.blocks.partition_point(|block| block.text.end <= segment.span.start);
        let times = &self.tree.head.times;
        let for_machines = times.get(times.partition_point(|time| time.block < block)).is_some_and(|time| time.block == block);
        let clock = is_clock(segment.span.slice(&self.tree.text));
        clock && (segment.words <= 4 || for_machines && segment.words <= 8)
    }

    /// Headings that no body follows head what was taken away.
    fn headings(&self, labels: &mut [Label]) {
        for at in 0..labels.len() {
            if labels[at].kind != BlockKind::Heading {
                continue;
            }
            let links = labels[at + 1..].iter().take_while(|label| label.kind == BlockKind::Boilerplate).count();
            let ends = labels[at + 1..].iter().find(|label| label.kind.is_body() || label.kind == BlockKind::Heading).is_none();
            if links >= 2 || ends {
                labels[at] = label(BlockKind::Boilerplate, "heading: no text follows it");
            }
        }
    }
}

fn first_body(labels: &[Label]) -> Option<usize> {
    labels.iter().position(|label| label.kind.is_body())
}

/// The part that marked elements give a block inside the article.
fn apart(marks: Marks, shape: Shape) -> Option<Label> {
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
    Some(label(kind, &format!("{}: by its element", apart.name())))
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
pub fn is_prose(segment: &Segment) -> bool {
    segment.is_prose(true) || segment.words >= 18 && segment.end != End::None
}

/// Whether most words of a line are hashtags.
fn is_hashtags(line: &str) -> bool {
    let (hashtags, words) =
        line.split_whitespace().fold((0, 0), |(hashtags, words), word| (hashtags + usize::from(word.starts_with('#')), words + 1));
    hashtags * 2 > words
}

/// Whether a line opens with a dash and tells no sentence, as the author's name under a quotation does.
fn signs(segment: &Segment) -> bool {
    segment.tokens.first().is_some_and(|token| token.is("—") || token.is("–") || token.is("-")) && !is_prose(segment)
}

/// Whether a block is the headline, perhaps without the site's name that the head adds behind it or in front.
fn is_same_headline(title: &str, block: &str) -> bool {
    let long = block.chars().count() >= 12;
    block == title
        || long && (title.starts_with(block) || title.ends_with(block)) && block.len() * 2 >= title.len()
        || long && block.starts_with(title) && title.len() * 4 >= block.len() * 3
}
