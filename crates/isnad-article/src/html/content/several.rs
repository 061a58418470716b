//! Pages of several articles, one below the other: the one with the page's headline, or else the first, is the page's.

use super::{Content, LINKED, Shape, TEXT, heading, linked};
use crate::html::marks::Marks;
use crate::html::tag::Tag;
use crate::html::tree::Tree;

/// Words of a heading that may be a headline.
const WORDS: usize = 3;
/// Blocks before the text of an article: its section, headline, date and author.
const OPENING: usize = 12;
/// Blocks below a headline that may be its date.
const BELOW: usize = 3;
/// Articles that may be the first of several.
const FIRST: usize = 50;

/// Where no block is the headline that the head gives: the heading of the first of several articles, which stand in like elements below each
/// other, each with its heading and its date.
pub fn first_headline(tree: &Tree, shapes: &[Shape], marks: &[Marks], prose: &[usize]) -> Option<(usize, Tag)> {
    let opens = |node: usize| {
        let opening = || tree.nodes[node].blocks.clone().take(OPENING).take_while(|&at| !shapes[at].prose);
        let at = opening().find(|&at| shapes[at].words >= WORDS && heading(tree, at).is_some())?;
        let is_dated = opening().any(|at| shapes[at].dated);
        let held = prose[tree.nodes[node].blocks.end] - prose[tree.nodes[node].blocks.start];
        (is_dated && held >= TEXT && !marks[node].has(Marks::FOREIGN)).then(|| Some((at, heading(tree, at)?)))?
    };
    if shapes.iter().filter(|shape| shape.dated).take(2).count() < 2 {
        return None;
    }
    if let Some(first) = first_of_flat(tree, shapes, prose) {
        return Some(first);
    }
    let mut firsts = (1..tree.nodes.len()).filter_map(|node| Some((node, opens(node)?))).take(FIRST);
    firsts.find_map(|(node, first)| {
        let is_next = |&other: &usize| tree.nodes[other].parent == tree.nodes[node].parent && tree.nodes[other].is_like(&tree.nodes[node]);
        (node + 1..tree.nodes.len()).filter(is_next).any(|other| opens(other).is_some_and(|(_, tag)| tag == first.1)).then_some(first)
    })
}

/// The heading of the first of several articles without elements around them, each a heading of one level in one element, its date and a text.
/// Where the page shows its headline, what stands below that is one text.
fn first_of_flat(tree: &Tree, shapes: &[Shape], prose: &[usize]) -> Option<(usize, Tag)> {
    if shapes.iter().any(|shape| shape.headline) {
        return None;
    }
    let opens = |at: usize| heading(tree, at).filter(|_| shapes[at].words >= WORDS && is_dated(shapes, at));
    let (first, tag) = (0..shapes.len()).find_map(|at| Some((at, opens(at)?)))?;
    let parent = |at: usize| tree.around(tree.blocks[at].node).find(|&node| !tree.nodes[node].tag.is_heading() && !tree.nodes[node].tag.is_inline());
    let is_next = |at: &usize| opens(*at) == Some(tag) && parent(*at) == parent(first);
    let next = (first + 1..shapes.len()).find(is_next)?;
    (prose[next] - prose[first] >= TEXT && prose[shapes.len()] - prose[next] >= TEXT).then_some((first, tag))
}

/// Whether a date stands right below a heading.
fn is_dated(shapes: &[Shape], at: usize) -> bool {
    shapes.iter().skip(at + 1).take(BELOW).take_while(|shape| !shape.prose).any(|shape| shape.dated)
}

impl Content {
    /// Of a page of several articles, where the container is that of another or holds another: the element with the headline and a text.
    pub(super) fn own_article(&self, tree: &Tree, shapes: &[Shape]) -> Option<usize> {
        let (headline, _) = self.headline?;
        let own = tree.blocks[headline].node;
        let around = tree.around(own).find(|&node| tree.is_inside(self.container, node))?;
        let branch = |of: usize| tree.around(of).take_while(|&node| node != around).last();
        if let Some((mine, other)) = branch(own).zip(branch(self.container)) {
            return (self.has_own_headline(tree, shapes, other) && self.prose_in(tree, mine) >= TEXT).then_some(mine);
        }
        let inside: Vec<usize> = tree.around(own).take_while(|&node| node != self.container).collect();
        let has_text = |node: &usize| self.prose_in(tree, *node) >= TEXT;
        inside.into_iter().rev().filter(has_text).find(|&node| self.holds_another(tree, shapes, tree.nodes[node].parent))
    }

    /// Whether an element opens with a heading that is that of another article: one of the headline's level, or one of an element that is
    /// like the headline's.
    pub(super) fn has_own_headline(&self, tree: &Tree, shapes: &[Shape], node: usize) -> bool {
        let Some((headline, tag)) = self.headline else { return false };
        let mut opening = tree.nodes[node].blocks.clone().take(OPENING).take_while(|&at| !shapes[at].prose);
        let level = opening.find_map(|at| heading(tree, at).filter(|_| !shapes[at].headline && at != headline && shapes[at].words >= WORDS));
        let is_like_own = || {
            let around = tree.nodes[node].parent;
            let mine = tree.around(tree.blocks[headline].node).find(|&at| tree.nodes[at].parent == around && at != around);
            mine.is_some_and(|mine| mine < node && tree.nodes[mine].is_like(&tree.nodes[node]) && self.prose_in(tree, mine) >= TEXT)
        };
        level.is_some_and(|level| level == tag || is_like_own())
    }

    /// Whether an element holds another article beside the one with the headline.
    pub(super) fn holds_another(&self, tree: &Tree, shapes: &[Shape], node: usize) -> bool {
        let Some((headline, _)) = self.headline else { return false };
        let inside = &tree.nodes[node].blocks;
        let is_child = |&at: &usize| tree.nodes[at].parent == node && !tree.nodes[at].blocks.contains(&headline);
        let last = self.headline.map_or(node, |(headline, _)| tree.blocks[headline].node);
        let is_article = |at: usize| self.prose_in(tree, at) >= TEXT && self.has_own_headline(tree, shapes, at);
        inside.contains(&headline)
            && (last..tree.nodes.len()).take_while(|&at| tree.nodes[at].depth > tree.nodes[node].depth).filter(is_child).any(is_article)
    }

    /// The first top heading below the headline's text that is another one, or one of the headline's level with a date below it as the headline
    /// has: from there on the page goes on with another article.
    pub(super) fn next_headline(&self, tree: &Tree, shapes: &[Shape]) -> Option<usize> {
        let (headline, tag) = self.headline?;
        let is_line = |at: usize| shapes[at].words >= WORDS && !shapes[at].prose && linked(&tree.blocks[at]) < LINKED;
        let is_dated_too = |at: usize| is_dated(shapes, headline) && is_dated(shapes, at) && !tree.is_in_entry(tree.blocks[at].node);
        let is_top = |at: usize| heading(tree, at) == Some(tag) && (tag == Tag::H1 || is_dated_too(at));
        let is_next = |&at: &usize| is_top(at) && !shapes[at].headline && at != headline && is_line(at);
        let next = (headline + 1..tree.blocks.len()).filter(is_next).find(|&at| self.prose[at] - self.prose[headline] >= TEXT)?;
        (self.prose[tree.blocks.len()] - self.prose[next] >= TEXT).then_some(next)
    }
}
