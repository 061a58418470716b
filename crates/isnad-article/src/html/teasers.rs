//! First lines of other articles that are no links: what stands under a heading of links and is sentences.

use super::comments::section;
use super::content::{LINKED, Shape, linked, sums};
use super::tag::Tag;
use super::tree::Tree;
use std::ops::Range;

/// Sentences of a list of such lines in an element of its own, and of one in the midst of a text.
const OWN: usize = 8;
const AMID: usize = 3;

/// For each block whether it is such a line, or of a card: another article's headline with its summary, below such a heading or above the page's
/// own headline. Their heading opens an element of its own below sentences of the text; or it stands below the
/// longer part of its element, and nothing but them follows there. Where a link follows the heading, the text may go on behind it.
pub fn unlinked(tree: &Tree, shapes: &[Shape]) -> Vec<bool> {
    let mut found = vec![false; tree.blocks.len()];
    let cards = Cards { tree, shapes };
    cards.above_headline(&mut found);
    if !shapes.iter().any(|shape| shape.heads_links) {
        return found;
    }
    let is_link = |at: usize| linked(&tree.blocks[at]) >= LINKED;
    let links = sums(tree, |at| usize::from(is_link(at)));
    let own = sums(tree, |at| usize::from(shapes[at].headline || shapes[at].repeated));
    let sentences = sums(tree, |at| if shapes[at].prose && !is_link(at) { tree.blocks[at].letters } else { 0 });
    let headline = shapes.iter().position(|shape| shape.headline).unwrap_or(0);
    for head in (headline + 1..tree.blocks.len()).filter(|&at| shapes[at].heads_links && !is_link(at)) {
        let Some(range) = section(tree, head).filter(|_| !found[head]) else { continue };
        let (after, end) = (head + 1, range.end);
        let between = |sums: &[usize], from: usize, to: usize| sums[to] - sums[from];
        let is_list = between(&sentences, after, end) > 0 && between(&links, after, end) == 0 && between(&own, head, end) == 0;
        let opens = range.start == head && between(&sentences, headline, head) > 0 && end - after <= OWN;
        let longer = || between(&sentences, range.start, head) > between(&sentences, after, end);
        let closes = || end - after <= AMID && longer() && follows_at_once(tree, head);
        if is_list && (opens || closes()) {
            found[after..end].fill(true);
            continue;
        }
        let before = between(&sentences, headline, head);
        let below = cards.below(head, &range);
        // Without a link only their place tells cards from sections of the text.
        let is_end = || between(&sentences, below.end, end) == 0 && before > between(&sentences, after, below.end);
        if before > 0 && (below.linked || is_end()) {
            found[after..below.end].fill(true);
        }
    }
    found
}

/// Cards that make a list.
const SEVERAL: usize = 2;
/// Words of a line of a card that is neither its headline nor its summary.
const LINE: usize = 12;

/// Elements that are other articles' headlines, each with at most one paragraph.
struct Cards<'a> {
    tree: &'a Tree,
    shapes: &'a [Shape],
}

/// Cards that stand below a heading.
struct Below {
    end: usize,
    /// Whether their headlines are links.
    linked: bool,
}

impl Cards<'_> {
    /// The cards that follow the heading of links, one element after the other; the text goes on with the first element that is none.
    fn below(&self, head: usize, section: &Range<usize>) -> Below {
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
        run(true).or_else(|| run(false)).unwrap_or(Below { end: head + 1, linked: false })
    }

    /// Marks the cards in front of the page's headline: several with a link in one element that holds the headline too.
    fn above_headline(&self, found: &mut [bool]) {
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

    fn is_link(&self, at: usize) -> bool {
        linked(&self.tree.blocks[at]) >= LINKED
    }

    fn heading(&self, at: usize) -> bool {
        self.tree.around(self.tree.blocks[at].node).take(3).any(|node| self.tree.nodes[node].tag.is_heading())
    }
}

/// Whether no element without a text stands between a heading and what follows it, as one does that a script fills with links.
fn follows_at_once(tree: &Tree, head: usize) -> bool {
    let (own, next) = (tree.blocks[head].node, tree.blocks[head + 1].node);
    (own + 1..next).all(|at| tree.is_inside(next, at))
}
