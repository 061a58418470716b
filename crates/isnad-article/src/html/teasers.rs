//! Words of other articles that are no links: what stands under a heading of links and is sentences, the summaries of cards.

use super::cards::Cards;
use super::comments::{rest, section};
use super::content::{LINKED, Shape, linked, sums};
use super::tree::Tree;

/// Sentences of a list of such lines in an element of its own, and of one in the midst of a text.
const OWN: usize = 8;
const AMID: usize = 3;

/// For each block whether it is such a line, or of a card: another article's headline with its summary, below such a heading, above the page's
/// own headline, or beside its text. Their heading opens an element of its own below sentences of the text; or it stands below the
/// longer part of its element, and nothing but them follows there. Where a link follows the heading, the text may go on behind it.
pub fn of(tree: &Tree, shapes: &[Shape]) -> Vec<bool> {
    let mut found = vec![false; tree.blocks.len()];
    let mut cards = Cards::of(tree, shapes);
    cards.above_headline(&mut found);
    cards.without_heading(&mut found);
    cards.with_dates(&mut found);
    cards.with_times(&mut found);
    if !shapes.iter().any(|shape| shape.heads_links) {
        return found;
    }
    cards.look_through();
    let is_link = |at: usize| linked(&tree.blocks[at]) >= LINKED;
    let links = sums(tree, |at| usize::from(is_link(at)));
    let own = sums(tree, |at| usize::from(shapes[at].headline || shapes[at].repeated));
    for head in (cards.headline + 1..tree.blocks.len()).filter(|&at| shapes[at].heads_links && !is_link(at)) {
        if found[head] {
            continue;
        }
        let between = |sums: &[usize], from: usize, to: usize| sums[to] - sums[from];
        let before = cards.sentences(cards.headline, head);
        let flat = rest(tree, head).map_or(head + 1, |rest| cards.flat(head, rest.end, before));
        found[head + 1..flat].fill(true);
        let Some(range) = section(tree, head).filter(|_| flat == head + 1) else { continue };
        let (after, end) = (head + 1, range.end);
        let is_list = cards.sentences(after, end) > 0 && between(&links, after, end) == 0 && between(&own, head, end) == 0;
        let opens = range.start == head && before > 0 && end - after <= OWN;
        let longer = || cards.sentences(range.start, head) > cards.sentences(after, end);
        let closes = || end - after <= AMID && longer() && follows_at_once(tree, head);
        if is_list && (opens || closes()) {
            found[after..end].fill(true);
            continue;
        }
        let below = cards.below(head, &range);
        // Without a link only their place tells cards from sections of the text.
        let is_end = || cards.sentences(below.end, end) == 0 && before > cards.sentences(after, below.end);
        if before > 0 && (below.linked || is_end()) {
            found[after..below.end].fill(true);
        }
    }
    found
}

/// Whether no element without a text stands between a heading and what follows it, as one does that a script fills with links.
pub fn follows_at_once(tree: &Tree, head: usize) -> bool {
    let (own, next) = (tree.blocks[head].node, tree.blocks[head + 1].node);
    (own + 1..next).all(|at| tree.is_inside(next, at))
}
