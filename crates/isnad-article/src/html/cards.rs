//! Cards: elements, or lines one below the other, that are other articles' headlines, each with at most one paragraph.

use super::content::{LINKED, Shape, linked, sums};
use super::tag::Tag;
use super::teasers::follows_at_once;
use super::tree::Tree;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Cards that make a list.
const SEVERAL: usize = 2;
/// Cards that make a page of nothing else.
const LIST: usize = 5;
/// Words of a line of a card that is neither its headline nor its summary.
const LINE: usize = 12;
/// Words of a headline that is a link, of one that is an item of a list, and of one that is a line of its own.
const LINK: usize = 3;
const ITEM: usize = 2;
const HEADLINE: std::ops::RangeInclusive<usize> = 4..=20;
/// Blocks of a card.
const BLOCKS: usize = 8;
/// Words of a paragraph that ends without a full stop.
const OPEN: usize = 8;

/// The cards of a page.
pub struct Cards<'a> {
    tree: &'a Tree,
    shapes: &'a [Shape],
    /// The block of the headline, or the first.
    pub headline: usize,
    /// Letters of sentences in front of each block.
    sentences: Vec<usize>,
    /// Paragraphs without a full stop, and those that are sentences, in front of each block.
    paragraphs: [Vec<usize>; 2],
    /// The first headline that is no link of each kind of heading, below that of the page.
    first: FxHashMap<Option<Tag>, usize>,
}

/// Cards that stand below a heading.
pub struct Below {
    pub end: usize,
    /// Whether their headlines are links.
    pub linked: bool,
}

impl<'a> Cards<'a> {
    /// Of the blocks of `tree`.
    pub fn of(tree: &'a Tree, shapes: &'a [Shape]) -> Self {
        let is_sentence = |at: usize| shapes[at].prose && linked(&tree.blocks[at]) < LINKED;
        let sentences = sums(tree, |at| if is_sentence(at) { tree.blocks[at].letters } else { 0 });
        let headline = shapes.iter().position(|shape| shape.headline).unwrap_or(0);
        Cards { tree, shapes, headline, sentences, paragraphs: [Vec::new(), Vec::new()], first: FxHashMap::default() }
    }

    /// Looks through the text for what [`Cards::flat`] asks of it.
    pub fn look_through(&mut self) {
        self.paragraphs = [sums(self.tree, |at| usize::from(self.is_open(at))), sums(self.tree, |at| usize::from(self.shapes[at].prose))];
        let of_text = |at: &usize| !self.is_link(*at) && self.is_headline(*at);
        let found: Vec<usize> = (self.headline + 1..self.shapes.len()).filter(of_text).collect();
        for at in found {
            self.first.entry(self.heading_tag(at)).or_insert(at);
        }
    }

    /// Letters of sentences in blocks.
    pub fn sentences(&self, from: usize, to: usize) -> usize {
        self.sentences[to.max(from)] - self.sentences[from]
    }

    /// The cards that follow the heading of links, one element after the other; the text goes on with the first element that is none. One card
    /// alone is an element with a headline that is a link, and its summary.
    pub fn below(&self, head: usize, section: &Range<usize>) -> Below {
        let run = |linked: bool| {
            let (mut end, mut count) = (head + 1, 0);
            while end < section.end {
                let Some(node) = self.branch(end, |node| self.tree.nodes[node].blocks.contains(&head)) else { break };
                let inside = self.tree.nodes[node].blocks.clone();
                let Some(cards) = self.count(node, linked).filter(|_| inside.start == end) else { break };
                (end, count) = (inside.end, count + cards);
            }
            (count >= SEVERAL).then_some(Below { end, linked })
        };
        let single = || self.card(head + 1).map(|inside| Below { end: inside.end, linked: true });
        run(true).or_else(|| run(false)).or_else(single).unwrap_or(Below { end: head + 1, linked: false })
    }

    /// Where other articles' lines end that stand right below the heading of links: one card; headlines that are no links; headlines in headings
    /// with a summary each, where they are links, or where nothing else follows and no section of the text before has such a heading.
    pub fn flat(&self, head: usize, end: usize, before: usize) -> usize {
        if before == 0 || !self.shapes[head].heads_alone || head + 1 >= end || !follows_at_once(self.tree, head) {
            return head + 1;
        }
        if let Some(card) = self.card(head + 1) {
            return card.end;
        }
        let lines = (head + 1..end).take_while(|&at| self.is_line(at)).count();
        let before_it = |sums: &[usize]| sums[head] - sums[(self.headline + 1).min(head)];
        let is_punctuated = before_it(&self.paragraphs[0]) * 3 <= before_it(&self.paragraphs[1]);
        let pairs = self.pairs(head + 1, end, |at| self.is_link(at) && self.shapes[at].words >= LINK && self.heading(at));
        if let Some(pairs) = pairs {
            return pairs;
        }
        let of_kind = |kind: Option<Tag>| move |at: usize| !self.is_link(at) && self.heading_tag(at) == kind && self.is_headline(at);
        let kind = self.heading_tag(head + 1);
        let is_new = is_punctuated && self.first.get(&kind).is_none_or(|&first| first > head);
        let pairs = || self.pairs(head + 1, end, of_kind(kind)).filter(|&last| self.sentences(last, end) == 0);
        if let Some(pairs) = is_new.then(pairs).flatten().filter(|&last| before > self.sentences(head, last)) {
            return pairs;
        }
        if is_punctuated { head + 1 + lines } else { head + 1 }
    }

    /// The end of several headlines with one paragraph each.
    fn pairs(&self, start: usize, end: usize, is_headline: impl Fn(usize) -> bool) -> Option<usize> {
        let (mut at, mut count) = (start, 0);
        while at < end && is_headline(at) {
            let small = (at + 1..end).take_while(|&at| {
                !self.shapes[at].prose && !self.is_link(at) && self.shapes[at].words <= LINE && !self.heading(at) && !is_headline(at)
            });
            let told = at + 1 + small.count();
            if told >= end || !self.shapes[told].prose || self.is_link(told) {
                break;
            }
            (at, count) = (told + 1, count + 1);
        }
        (count >= SEVERAL).then_some(at)
    }

    /// Marks the cards in front of the page's headline: several with a link in one element that holds the headline too.
    pub fn above_headline(&self, found: &mut [bool]) {
        let is_headline = |at: &usize| self.shapes[*at].headline && self.heading(*at);
        let Some(headline) = (0..self.shapes.len()).find(is_headline) else { return };
        let mut cards: Vec<(usize, Range<usize>)> = Vec::new();
        let mut at = 0;
        while at < headline {
            let node = self.branch(at, |node| self.tree.nodes[node].blocks.contains(&headline));
            let inside = node.map_or(at..at + 1, |node| self.tree.nodes[node].blocks.clone());
            let is_told = inside.clone().any(|at| self.shapes[at].prose && !self.is_link(at));
            if let Some(node) = node.filter(|&node| is_told && inside.start == at && self.count(node, true).is_some()) {
                cards.push((self.tree.nodes[node].parent, inside.clone()));
            }
            at = inside.end.max(at + 1);
        }
        for (parent, card) in &cards {
            if cards.iter().filter(|(other, _)| other == parent).take(SEVERAL).count() == SEVERAL {
                found[card.clone()].fill(true);
            }
        }
    }

    /// Marks several cards of one make, one right after the other, whose headlines are links, where the text beside them is longer than they are;
    /// or many of them, where nothing else on the page is a sentence, below no more than the name of a section: a page that lists articles.
    pub fn without_heading(&self, found: &mut [bool]) {
        let mut runs: Vec<(Range<usize>, usize)> = Vec::new();
        let mut before: Option<(usize, usize)> = None;
        let mut at = self.headline + 1;
        while at < self.shapes.len() {
            let card = self.card_node(at).filter(|_| !found[at]);
            let Some(node) = card else {
                at += 1;
                continue;
            };
            let inside = self.tree.nodes[node].blocks.clone();
            let is_next = |(other, end): (usize, usize)| {
                let (own, other) = (&self.tree.nodes[node], &self.tree.nodes[other]);
                end == at && own.parent == other.parent && own.tag == other.tag && own.classes == other.classes
            };
            match runs.last_mut().filter(|_| before.is_some_and(is_next)) {
                Some((run, count)) => (run.end, *count) = (inside.end, *count + 1),
                None => runs.push((inside.clone(), 1)),
            }
            before = Some((node, inside.end));
            at = inside.end;
        }
        runs.retain(|(_, count)| *count >= SEVERAL);
        let held: usize = runs.iter().map(|(run, _)| self.sentences(run.start, run.end)).sum();
        let all = self.sentences(self.headline, self.shapes.len());
        let is_named = self.shapes.get(self.headline).is_some_and(|shape| shape.headline && shape.words >= *HEADLINE.start());
        let is_list = !is_named && all == held && runs.iter().map(|(_, count)| count).sum::<usize>() >= LIST;
        if all > held * 2 || is_list {
            runs.into_iter().for_each(|(run, _)| found[run].fill(true));
        }
    }

    /// Marks cards without a heading in the midst of a text that have a date of their own, where the text is longer than they are.
    pub fn with_dates(&self, found: &mut [bool]) {
        let is_link = |at: usize| self.is_link(at) && self.shapes[at].words >= LINK && self.heading(at);
        let of = |at: usize| {
            let is_date = |at: usize| self.shapes[at].dated || self.shapes[at].relative;
            let first = if is_date(at - 1) { at - 1 } else { at };
            let opens = |node: &usize| *node != 0 && self.tree.nodes[*node].blocks.start >= first && self.tree.nodes[*node].blocks.len() <= BLOCKS;
            let is_card = |node: &usize| {
                let inside = || self.tree.nodes[*node].blocks.clone();
                let told = inside().filter(|&at| self.shapes[at].prose && !self.is_link(at)).count() == 1;
                told && inside().any(is_date) && inside().filter(|&at| is_link(at)).count() == 1 && self.count(*node, true) == Some(1)
            };
            let node = self.tree.around(self.tree.blocks[at].node).take_while(opens).filter(is_card).last()?;
            (!self.tree.is_in_entry(node)).then(|| self.tree.nodes[node].blocks.clone())
        };
        let links = (self.headline + 1..self.shapes.len()).filter(|&at| at > 0 && is_link(at) && !found[at]);
        let cards: Vec<Range<usize>> = links.filter_map(of).collect();
        let held: usize = cards.iter().map(|card| self.sentences(card.start, card.end)).sum();
        if self.sentences(self.headline, self.shapes.len()) > held * 3 {
            cards.into_iter().for_each(|card| found[card].fill(true));
        }
    }

    /// Marks headlines below the last sentence that say how long ago they are.
    pub fn with_times(&self, found: &mut [bool]) {
        let last = (0..self.shapes.len()).rposition(|at| self.shapes[at].prose && !self.is_link(at) && !found[at]);
        let first = last.map_or(self.shapes.len(), |last| last + 1);
        let times: Vec<usize> = (first..self.shapes.len()).filter(|&at| self.shapes[at].relative).collect();
        if times.len() < SEVERAL || self.sentences(self.headline, first) == 0 {
            return;
        }
        let is_above = times[0] == first;
        let beside = times.iter().map(|&time| if is_above { time + 1 } else { time - 1 });
        beside.filter(|&at| at < self.shapes.len() && !self.shapes[at].relative).for_each(|at| found[at] = true);
    }

    /// The blocks of the card that starts with the block `at`.
    fn card(&self, at: usize) -> Option<Range<usize>> {
        self.card_node(at).map(|node| self.tree.nodes[node].blocks.clone())
    }

    /// The outermost element that starts with the block `at`, the headline of another article, and holds its summary and nothing else.
    fn card_node(&self, at: usize) -> Option<usize> {
        let is_headline = at < self.shapes.len() && self.is_link(at) && self.shapes[at].words >= LINK;
        if !is_headline || self.tree.around(self.tree.blocks[at].node).take(2).any(|node| self.tree.nodes[node].tag == Tag::P) {
            return None;
        }
        let starts = |node: &usize| *node != 0 && self.tree.nodes[*node].blocks.start == at && self.tree.nodes[*node].blocks.len() <= BLOCKS;
        let is_card = |node: &usize| {
            let inside = self.tree.nodes[*node].blocks.clone();
            let sentences = inside.clone().filter(|&at| self.shapes[at].prose && !self.is_link(at)).count();
            let others = inside.skip(1).any(|at| self.is_link(at) && self.shapes[at].words >= LINK && !self.shapes[at].heads_links);
            sentences == 1 && !others && !self.tree.is_in_entry(*node) && self.count(*node, true).is_some()
        };
        self.tree.around(self.tree.blocks[at].node).take_while(starts).filter(is_card).last()
    }

    /// The outermost element around a block that is none of those that `holds` tells.
    fn branch(&self, block: usize, holds: impl Fn(usize) -> bool) -> Option<usize> {
        self.tree.around(self.tree.blocks[block].node).take_while(|&node| !holds(node)).last()
    }

    /// How many cards an element is or holds, and nothing else: each opens with its headline, which is a link, or else a heading.
    fn count(&self, node: usize, linked: bool) -> Option<usize> {
        let inside = self.tree.nodes[node].blocks.clone();
        if inside.is_empty() || !linked && (self.tree.nodes[node].tag == Tag::P || self.tree.nodes[node].tag.is_heading()) {
            return None;
        }
        let (mut count, mut told) = (0, true);
        for at in inside {
            let shape = self.shapes[at];
            if shape.headline || shape.repeated {
                return None;
            }
            let is_link = self.is_link(at);
            match () {
                () if is_link && !linked => return None,
                () if is_link || !linked && self.heading(at) => (count, told) = (count + 1, false),
                () if shape.prose && told => return None,
                () if shape.prose => told = true,
                () if shape.words > LINE => return None,
                () => {}
            }
        }
        (count > 0).then_some(count)
    }

    /// Whether a block may be a headline that is no link: in a heading, or in a line as long as headlines are.
    fn is_headline(&self, at: usize) -> bool {
        let shape = self.shapes[at];
        !shape.prose && !shape.headline && !shape.repeated && (self.heading(at) && shape.words >= LINK || HEADLINE.contains(&shape.words))
    }

    /// Whether a block is a headline that is neither a link nor a heading, or the date of one.
    fn is_line(&self, at: usize) -> bool {
        let shape = self.shapes[at];
        let tags = || self.tree.around(self.tree.blocks[at].node).take(3).map(|node| self.tree.nodes[node].tag);
        let is_item = tags().any(|tag| tag == Tag::Li) && shape.words >= ITEM && shape.words <= *HEADLINE.end();
        let is_other = tags().any(|tag| tag.is_heading() || tag.is_of_table()) || self.is_link(at);
        !is_other && (shape.dated || shape.relative || is_item || self.is_headline(at)) && !shape.prose && !shape.headline && !shape.repeated
    }

    /// Whether a block is a paragraph that ends without a full stop, as those of a text that has none.
    fn is_open(&self, at: usize) -> bool {
        let shape = self.shapes[at];
        !shape.prose && !shape.dated && !self.is_link(at) && !self.heading(at) && shape.words >= OPEN
    }

    fn is_link(&self, at: usize) -> bool {
        linked(&self.tree.blocks[at]) >= LINKED
    }

    fn heading(&self, at: usize) -> bool {
        self.heading_tag(at).is_some()
    }

    fn heading_tag(&self, at: usize) -> Option<Tag> {
        self.tree.around(self.tree.blocks[at].node).take(3).map(|node| self.tree.nodes[node].tag).find(|tag| tag.is_heading())
    }
}
