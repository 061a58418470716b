//! Readers' comments and words about an author that only their heading betrays (`3 تعليقات`): what follows it in its element is nobody's article.

use super::content::{LINKED, Shape, linked, sums};
use super::tag::Tag;
use super::tree::Tree;
use crate::cues::{Cues, kind};
use crate::label::{ends_with_ago, heads_comments};
use crate::segment::Segment;
use isnad_text::token::TokenKind;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Words of a heading of what is said of an author.
const WORDS: usize = 6;

/// Blocks of what is said of an author.
const ABOUT: usize = 3;

/// For each block whether it is a heading of comments, or of what is said of an author, or stands below one. Such a heading opens an element of its own, or is a heading
/// below sentences of its element; a page's headline never stands below it.
pub fn under_headings(tree: &Tree, segments: &[Segment], owners: &[usize], shapes: &[Shape], cues: &Cues) -> Vec<bool> {
    let mut under = vec![false; tree.blocks.len()];
    let is_sentence = |at: usize| shapes[at].prose && linked(&tree.blocks[at]) < LINKED;
    let Some(first) = (0..tree.blocks.len()).find(|&at| is_sentence(at)) else { return under };
    let sentences = sums(tree, |at| usize::from(is_sentence(at)));
    let letters = sums(tree, |at| if is_sentence(at) { tree.blocks[at].letters } else { 0 });
    let headlines = sums(tree, |at| usize::from(shapes[at].headline));
    for (segment, &block) in segments.iter().zip(owners).filter(|(_, block)| **block > first) {
        let is_of_author = is_heading_of_author(segment, cues);
        if under[block] || !is_of_author && !heads_comments(segment, cues) || linked(&tree.blocks[block]) >= LINKED {
            continue;
        }
        // What is said of an author ends a text; of whom a text speaks, it speaks at length. So do comments below a line of no heading's element.
        let ends_text = |rest: &Range<usize>| letters[block] - letters[rest.start] > letters[rest.end] - letters[block];
        let bare = || rest(tree, block).filter(|rest| ends_text(rest) && !tree.is_in_entry(tree.blocks[block].node) && !says_none(segment));
        let found = if is_of_author { rest(tree, block).filter(|rest| rest.end - block <= ABOUT + 1) } else { section(tree, block).or_else(bare) };
        let Some(range) = found else { continue };
        let opens = range.start == block;
        let below_text = sentences[block] > sentences[range.start];
        if (opens || below_text) && headlines[block] == headlines[range.end] {
            under[block..range.end].fill(true);
        }
    }
    with_times(tree, segments, owners, &sentences, cues, &mut under);
    under
}

/// Marks several elements of one make, one below the other and below a longer text, each of which opens with a short line, or with two, that end
/// with how long ago they were written.
fn with_times(tree: &Tree, segments: &[Segment], owners: &[usize], sentences: &[usize], cues: &Cues, under: &mut [bool]) {
    let mut groups: FxHashMap<(usize, Tag, u64), Vec<usize>> = FxHashMap::default();
    for (_, &at) in segments.iter().zip(owners).filter(|(segment, block)| !under[**block] && ends_with_ago(segment, cues)) {
        let first = if at > 0 && sentences[at] == sentences[at - 1] { at - 1 } else { at };
        let inside = |node: usize| tree.nodes[node].blocks.clone();
        let opened = tree.around(tree.blocks[at].node).take_while(|&node| node != 0 && inside(node).start >= first);
        for node in opened.filter(|&node| sentences[inside(node).end] > sentences[at]) {
            let own = &tree.nodes[node];
            groups.entry((own.parent, own.tag, own.classes)).or_default().push(node);
        }
    }
    for comments in groups.into_values().filter(|comments| comments.len() >= SEVERAL) {
        let (first, last) = (tree.nodes[comments[0]].blocks.start, tree.nodes[comments[comments.len() - 1]].blocks.end);
        let is_in_entry = comments.iter().any(|&node| tree.is_in_entry(node));
        // Nothing of the text stands below or between them, and above them more than in them.
        let is_end = sentences[last] == sentences[sentences.len() - 1];
        let is_dense = comments.windows(2).all(|two| tree.nodes[two[0]].blocks.end == tree.nodes[two[1]].blocks.start);
        if !is_in_entry && is_end && is_dense && sentences[first] >= sentences[last] - sentences[first] {
            under[first..last].fill(true);
        }
    }
}

/// Comments that betray themselves without a heading.
const SEVERAL: usize = 2;

/// The blocks of the closest element of several around a line.
pub fn rest(tree: &Tree, block: usize) -> Option<Range<usize>> {
    let around = tree.around(tree.blocks[block].node).find(|&at| tree.nodes[at].blocks.len() > 1)?;
    Some(tree.nodes[around].blocks.clone())
}

/// Whether a line says `about the author`, perhaps with the name behind a colon, and nothing else.
fn is_heading_of_author(segment: &Segment, cues: &Cues) -> bool {
    let tokens = segment.inside();
    let length = cues.starts(kind::AUTHOR_HEAD, tokens).filter(|_| segment.words <= WORDS);
    length.is_some_and(|length| tokens.get(length).is_none_or(|next| next.kind != TokenKind::Word))
}

/// The blocks of the element whose heading `block` is: of the one around it, or, where no heading's element says that it is a heading, of
/// one that opens with it.
pub fn section(tree: &Tree, block: usize) -> Option<Range<usize>> {
    let own = tree.blocks[block].node;
    let heading = tree.around(own).take(3).find(|&at| tree.nodes[at].tag.is_heading());
    let holds_more = |at: &usize| tree.nodes[*at].blocks.len() > 1;
    let around = tree.around(heading.unwrap_or(own)).find(holds_more)?;
    let range = tree.nodes[around].blocks.clone();
    let is_page = matches!(tree.nodes[around].tag, Tag::Root | Tag::Html | Tag::Body | Tag::Main | Tag::Article);
    (heading.is_some() || range.start == block && !is_page).then_some(range)
}

/// Whether a line counts comments and finds none, as lines below a headline do.
fn says_none(segment: &Segment) -> bool {
    segment.tokens.iter().any(|token| token.kind == TokenKind::Number && token.norm.bytes().all(|digit| digit == b'0'))
}
