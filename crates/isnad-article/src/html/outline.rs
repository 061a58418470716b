//! What of a page there is to learn of its site: its lines, and the elements that have a name, with the lines in each.

use super::content::{LINKED, linked};
use super::parts::is_prose;
use super::site;
use crate::{Reader, TextInput};
use isnad_model::BlockKind;
use std::ops::Range;

/// Lines and elements of a page from which on nothing is learned from it.
const MOST: usize = 4000;

/// A page as its site's shape shows in it.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Its host, without `www.`.
    pub host: Option<String>,
    /// Its address, where it or the record tells one.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its lines in order.
    pub lines: Vec<Line>,
    /// Its named elements, outer ones before those inside them.
    pub parts: Vec<Part>,
}

/// A stretch of a page's text.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// Whether at least half of it is a link.
    pub linked: bool,
    /// Whether it is sentences.
    pub prose: bool,
    /// What the page's reading takes it for.
    pub kind: BlockKind,
}

/// An element with a name.
#[derive(Clone, Debug)]
pub struct Part {
    /// As [`isnad_pack::site::SiteBlock::path`].
    pub path: String,
    /// The lines in it.
    pub lines: Range<usize>,
    /// The named element around it.
    pub outer: Option<usize>,
}

impl Reader<'_> {
    /// The outline of a page; empty lines and parts where it is too large to learn from.
    pub fn outline(&self, input: TextInput) -> Outline {
        let page = self.open(&input, true);
        let (labels, _) = self.labels(&page, &input);
        let mut outline = Outline {
            url: input.url.or(page.metadata.canonical).or(Some(input.source).filter(|source| source.contains("://"))),
            host: page.host,
            title: input.title.or(page.metadata.title),
            ..Outline::default()
        };
        let tree = &page.tree;
        if page.segments.len() > MOST || tree.nodes.len() > 8 * MOST {
            return outline;
        }
        let line = |((segment, &owner), label): ((&crate::segment::Segment, &usize), &Option<crate::label::Label>)| {
            let linked = linked(&tree.blocks[owner]) >= LINKED;
            let kind = label.as_ref().map_or(BlockKind::Boilerplate, |label| label.kind);
            Line { text: segment.span.slice(&tree.text).to_owned(), linked, prose: is_prose(segment) && !linked, kind }
        };
        outline.lines = page.segments.iter().zip(&page.owners).zip(&labels).map(line).collect();
        let mut part_of = vec![None; tree.nodes.len()];
        for ((at, node), path) in tree.nodes.iter().enumerate().zip(site::paths(tree)) {
            let outer = part_of[node.parent];
            part_of[at] = outer;
            let first = |block: usize| page.owners.partition_point(|&owner| owner < block);
            let lines = first(node.blocks.start)..first(node.blocks.end);
            let Some(path) = path.filter(|_| !lines.is_empty()) else { continue };
            part_of[at] = Some(outline.parts.len());
            outline.parts.push(Part { path, lines, outer });
        }
        if outline.parts.len() > MOST {
            outline.parts.clear();
        }
        outline
    }
}
