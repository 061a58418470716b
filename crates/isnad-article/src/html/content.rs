//! Which part of a page holds its article: by where the prose stands, what elements say of themselves, and links.

use super::marks::Marks;
use super::tag::Tag;
use super::tree::{TextBlock, Tree};

/// What the shape of a block's words tells.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// Words and numbers.
    pub words: usize,
    /// Whether they are sentences.
    pub prose: bool,
    /// Whether the block equals the headline.
    pub headline: bool,
    /// Whether the page's JSON-LD repeats it in its body.
    pub repeated: bool,
}

/// The place of the article in a page.
pub struct Content {
    /// The element around the body.
    pub container: usize,
    /// Further elements beside the container that hold body.
    pub beside: Vec<usize>,
    /// Marks in force for each element: its own and those of what it stands in, where they hold.
    pub marks: Vec<Marks>,
    /// Letters of prose in front of each block.
    prose: Vec<usize>,
}

/// Share of its letters in links from which a block is a link.
pub const LINKED: f64 = 0.5;

/// Share of a block's letters that are in links.
pub fn linked(block: &TextBlock) -> f64 {
    if block.letters == 0 { 0.0 } else { block.link_letters as f64 / block.letters as f64 }
}

impl Content {
    /// Finds the article of `tree`.
    pub fn of(tree: &Tree, shapes: &[Shape]) -> Content {
        let raw_prose = sums(tree, |at| prose_letters(&tree.blocks[at], shapes[at]));
        let marks = marks_in_force(tree, shapes, &raw_prose);
        let prose = sums(tree, |at| {
            let block = &tree.blocks[at];
            if marks[block.node].has(Marks::FOREIGN) { 0 } else { prose_letters(block, shapes[at]) }
        });
        let mut content = Content { container: 0, beside: Vec::new(), marks, prose };
        content.container = content.named_body(tree).unwrap_or_else(|| content.densest(tree, 0));
        content.beside = content.neighbours(tree, shapes);
        content
    }

    fn prose_in(&self, tree: &Tree, node: usize) -> usize {
        let range = &tree.nodes[node].blocks;
        self.prose[range.end] - self.prose[range.start]
    }

    /// The element that calls itself the body of an article, if it holds enough of the page's prose.
    fn named_body(&self, tree: &Tree) -> Option<usize> {
        let total = self.prose_in(tree, 0);
        let bodies = (1..tree.nodes.len()).filter(|&at| tree.nodes[at].marks.has(Marks::BODY) && !self.marks[at].has(Marks::FOREIGN));
        let best = bodies.clone().max_by_key(|&at| (self.prose_in(tree, at), std::cmp::Reverse(at)))?;
        let held = self.prose_in(tree, best);
        if held < 140 || held * 5 < total * 2 {
            return None;
        }
        let inner = bodies.filter(|&at| tree.is_inside(at, best) && self.prose_in(tree, at) * 100 >= held * 85);
        inner.max_by_key(|&at| tree.nodes[at].depth)
    }

    /// The innermost element that still holds most of the prose.
    fn densest(&self, tree: &Tree, from: usize) -> usize {
        let children = children(tree);
        let mut at = from;
        loop {
            let held = self.prose_in(tree, at);
            let best = children[at].iter().copied().max_by_key(|&child| (self.prose_in(tree, child), std::cmp::Reverse(child)));
            match best {
                Some(child) if self.prose_in(tree, child) * 100 >= held * DESCEND && held > 0 => at = child,
                _ => return at,
            }
        }
    }

    /// Elements beside the container, or beside what it stands in, that hold hardly anything but prose.
    fn neighbours(&self, tree: &Tree, shapes: &[Shape]) -> Vec<usize> {
        let _ = shapes;
        let _ = tree;
        Vec::new()
    }
}

const DESCEND: usize = 62;

fn prose_letters(block: &TextBlock, shape: Shape) -> usize {
    if (shape.prose || shape.repeated) && linked(block) < LINKED { block.letters - block.link_letters } else { 0 }
}

/// Sums of `value` over the blocks before each.
fn sums(tree: &Tree, value: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut out = Vec::with_capacity(tree.blocks.len() + 1);
    let mut sum = 0;
    out.push(0);
    for at in 0..tree.blocks.len() {
        sum += value(at);
        out.push(sum);
    }
    out
}

fn children(tree: &Tree) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); tree.nodes.len()];
    for (at, node) in tree.nodes.iter().enumerate().skip(1) {
        out[node.parent].push(at);
    }
    out
}

/// For each element the foreign marks of itself and of what it stands in. A mark does not hold on an element that the article must
/// be in: one with the headline and prose, with a named body, or with most of the page's prose.
fn marks_in_force(tree: &Tree, shapes: &[Shape], prose: &[usize]) -> Vec<Marks> {
    let total = prose[tree.blocks.len()];
    let held = |node: usize| prose[tree.nodes[node].blocks.end] - prose[tree.nodes[node].blocks.start];
    let headlines = sums(tree, |at| usize::from(shapes[at].headline && tree.around(tree.blocks[at].node).any(|node| tree.nodes[node].tag.is_heading())));
    let repeated = sums(tree, |at| if shapes[at].repeated { tree.blocks[at].letters } else { 0 });
    let in_json = |node: usize| repeated[tree.nodes[node].blocks.end] - repeated[tree.nodes[node].blocks.start];
    let mut has_body = vec![false; tree.nodes.len()];
    for at in (1..tree.nodes.len()).rev() {
        let own = tree.nodes[at].marks.has(Marks::BODY) && held(at) * 5 > total;
        if own || has_body[at] {
            has_body[tree.nodes[at].parent] = true;
        }
    }
    let mut marks = Vec::with_capacity(tree.nodes.len());
    for (at, node) in tree.nodes.iter().enumerate() {
        let inherited = if at == 0 { Marks::default() } else { marks[node.parent] };
        let mut own = node.marks;
        let has_headline = headlines[node.blocks.end] > headlines[node.blocks.start];
        let is_page = matches!(node.tag, Tag::Html | Tag::Body | Tag::Main | Tag::Root);
        let most = held(at) * 2 > total && !own.has(Marks::COMMENTS) || held(at) * 10 > total * 9;
        let holds = is_page || has_body[at] || most || has_headline && held(at) * 4 > total || in_json(at) * 2 > repeated[tree.blocks.len()] && in_json(at) > 0;
        if holds {
            own = Marks(own.0 & !(Marks::FOREIGN.0 | Marks::APART.0));
        }
        marks.push(Marks(inherited.0 | own.0));
    }
    marks
}
