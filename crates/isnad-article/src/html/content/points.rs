//! Lists between headline and text that say in short what the text says.

use super::super::tag::Tag;
use super::super::tree::Tree;
use isnad_text::fold::fold;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Lines of such a list, and words of one of them.
const LINES: Range<usize> = 2..11;
const WORDS: usize = 4;
/// Letters of a word that says what a line is about.
const LETTERS: usize = 3;
/// Blocks of a text that are looked at.
const TEXT: usize = 200;

/// Whether `node` stands below the headline and above the text, is a list without a link, and each of its items has half of its words from the
/// text. Others' headlines, menus and lines of dates and authors do not.
pub fn are(tree: &Tree, node: usize, headline: usize, text: &Range<usize>) -> bool {
    let inside = &tree.nodes[node].blocks;
    if !LINES.contains(&inside.len()) || inside.start <= headline || inside.end > text.start {
        return false;
    }
    let is_item = |at: &usize| tree.around(tree.blocks[*at].node).take(2).any(|node| tree.nodes[node].tag == Tag::Li);
    let items: Vec<usize> = inside.clone().filter(is_item).collect();
    // At most a heading besides.
    if items.len() < LINES.start || items.len() + 1 < inside.len() || inside.clone().any(|at| tree.blocks[at].link_letters > 0) {
        return false;
    }
    let known: FxHashSet<String> = text.clone().take(TEXT).flat_map(|at| words(tree.slice(&tree.blocks[at]))).collect();
    items.iter().all(|&at| {
        let own = tree.slice(&tree.blocks[at]);
        let (count, shared) = words(own).iter().fold((0, 0), |(count, shared), word| (count + 1, shared + usize::from(known.contains(word))));
        own.split_whitespace().nth(WORDS - 1).is_some() && shared * 2 >= count
    })
}

fn words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= LETTERS).map(str::to_owned).collect()
}
