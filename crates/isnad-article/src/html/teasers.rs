//! First lines of other articles that are no links: what stands under a heading of links and is sentences.

use super::comments::section;
use super::content::{LINKED, Shape, linked, sums};
use super::tree::Tree;

/// Sentences of a list of such lines in an element of its own, and of one in the midst of a text.
const OWN: usize = 8;
const AMID: usize = 3;

/// For each block whether it is such a line. Their heading opens an element of its own below sentences of the text; or it stands below the
/// longer part of its element, and nothing but them follows there. Where a link follows the heading, the text may go on behind it.
pub fn unlinked(tree: &Tree, shapes: &[Shape]) -> Vec<bool> {
    let mut found = vec![false; tree.blocks.len()];
    if !shapes.iter().any(|shape| shape.heads_links) {
        return found;
    }
    let is_link = |at: usize| linked(&tree.blocks[at]) >= LINKED;
    let links = sums(tree, |at| usize::from(is_link(at)));
    let own = sums(tree, |at| usize::from(shapes[at].headline || shapes[at].repeated));
    let sentences = sums(tree, |at| if shapes[at].prose && !is_link(at) { tree.blocks[at].letters } else { 0 });
    let headline = shapes.iter().position(|shape| shape.headline).unwrap_or(0);
    for head in (headline + 1..tree.blocks.len()).filter(|&at| shapes[at].heads_links && !is_link(at)) {
        let Some(range) = section(tree, head) else { continue };
        let (after, end) = (head + 1, range.end);
        let between = |sums: &[usize], from: usize, to: usize| sums[to] - sums[from];
        let is_list = between(&sentences, after, end) > 0 && between(&links, after, end) == 0 && between(&own, head, end) == 0;
        let opens = range.start == head && between(&sentences, headline, head) > 0 && end - after <= OWN;
        let longer = || between(&sentences, range.start, head) > between(&sentences, after, end);
        let closes = || end - after <= AMID && longer() && follows_at_once(tree, head);
        if is_list && (opens || closes()) {
            found[after..end].fill(true);
        }
    }
    found
}

/// Whether no element without a text stands between a heading and what follows it, as one does that a script fills with links.
fn follows_at_once(tree: &Tree, head: usize) -> bool {
    let (own, next) = (tree.blocks[head].node, tree.blocks[head + 1].node);
    (own + 1..next).all(|at| tree.is_inside(next, at))
}
