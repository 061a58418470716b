//! What was learned of a page's site (`sites/HOST.toml`): lines and elements that are no article's. A page is read alone: nothing here
//! looks at another one.

use super::tag::Tag;
use super::tree::Tree;
use crate::label::{Label, Role};
use crate::segment::Segment;
use isnad_model::BlockKind;
use isnad_pack::site::Site;
use isnad_text::fold::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Classes of an element that its name holds; further ones are of its look.
const CLASSES: usize = 3;
/// Bytes of a class or id; longer ones are made by programs.
const NAME: usize = 40;

/// What an element calls itself: tag, id and classes, or nothing where it has neither id nor class. Names with digits are left out:
/// they number elements, posts and builds.
pub fn step(tag: Tag, id: &str, classes: &str) -> Box<str> {
    let is_name = |name: &&str| {
        let plain = |c: char| c.is_alphabetic() || matches!(c, '-' | '_');
        name.len() <= NAME && name.chars().any(char::is_alphabetic) && name.chars().all(plain)
    };
    let mut names = String::new();
    for (mark, name) in Some(id.trim()).into_iter().map(|id| ('#', id)).chain(classes.split_whitespace().map(|class| ('.', class))) {
        if is_name(&name) && names.matches('.').count() < CLASSES {
            names.push(mark);
            names.push_str(name);
        }
    }
    if names.is_empty() { Box::default() } else { format!("{}{names}", tag.name()).into() }
}

/// For each element its own name and that of the nearest around it that has one, as in a style sheet; `None` for elements without a
/// name, and for the page itself.
pub fn paths(tree: &Tree) -> Vec<Option<String>> {
    let mut nearest: Vec<usize> = Vec::with_capacity(tree.steps.len());
    let mut out = Vec::with_capacity(tree.steps.len());
    for (at, (node, own)) in tree.nodes.iter().zip(&tree.steps).enumerate() {
        let outer = nearest.get(node.parent).copied().unwrap_or(0);
        nearest.push(if own.is_empty() { outer } else { at });
        let is_page = matches!(node.tag, Tag::Root | Tag::Html | Tag::Body);
        let path = || format!("{} {own}", tree.steps[outer]).trim_start().to_owned();
        out.push((!own.is_empty() && !is_page).then(path));
    }
    out
}

/// What was learned of one site, compiled.
#[derive(Default)]
pub struct Rows {
    /// Folded lines, and where each stands in the file.
    lines: FxHashMap<Box<str>, usize>,
    blocks: Vec<Row>,
    by_path: FxHashMap<Box<str>, usize>,
}

struct Row {
    path: Box<str>,
    /// The folded lines that it is known to say.
    lines: FxHashSet<Box<str>>,
}

impl Rows {
    /// Adds what a file says.
    pub fn add(&mut self, site: &Site) {
        let folded = |line: &String| Box::from(fold(line));
        for line in &site.lines {
            let next = self.lines.len();
            self.lines.entry(folded(&line.text)).or_insert(next);
        }
        for block in &site.blocks {
            self.by_path.insert(block.path.as_str().into(), self.blocks.len());
            self.blocks.push(Row { path: block.path.as_str().into(), lines: block.text.iter().map(folded).collect() });
        }
    }

    /// Whether elements are to be looked for, so that their names are needed.
    pub fn has_blocks(&self) -> bool {
        !self.blocks.is_empty()
    }
}

/// What of one page stands in the rows of its site.
pub struct Found<'r> {
    rows: &'r Rows,
    /// The row that holds each stretch, by the outermost element that has one.
    row: Vec<Option<usize>>,
    /// What each stretch says, word for word, of what was learned.
    says: Vec<Option<Says>>,
}

/// A row that says the words of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Says {
    /// A line, by its place in the file.
    Line(usize),
    /// A line of a block, which stands in that block on the page too.
    OfBlock(usize),
}

/// A row that was not followed, because it would have taken the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused<'r> {
    /// A line, as the page has it.
    Line(String),
    /// The block at a path.
    Block(&'r str),
}

impl<'r> Found<'r> {
    /// Looks `segments` up; `owners` are their blocks.
    pub fn of(rows: &'r Rows, tree: &Tree, segments: &[Segment], owners: &[usize]) -> Self {
        let mut of_node: Vec<Option<usize>> = vec![None; tree.nodes.len()];
        for (at, path) in paths(tree).into_iter().enumerate() {
            let own = || path.and_then(|path| rows.by_path.get(path.as_str()).copied());
            of_node[at] = of_node[tree.nodes[at].parent].or_else(own);
        }
        let row: Vec<Option<usize>> = owners.iter().map(|&owner| of_node[tree.blocks[owner].node]).collect();
        let says = |(segment, row): (&Segment, &Option<usize>)| {
            let line = fold(segment.span.slice(&tree.text));
            let in_block = row.filter(|&row| rows.blocks[row].lines.contains(line.as_str())).map(Says::OfBlock);
            in_block.or_else(|| rows.lines.get(line.as_str()).copied().map(Says::Line))
        };
        let says = segments.iter().zip(&row).map(says).collect();
        Found { rows, row, says }
    }

    /// Whether a stretch says, word for word, what was learned.
    pub fn knows(&self, at: usize) -> bool {
        self.says[at].is_some()
    }

    /// Why such a stretch is no article's.
    pub fn reason(&self, at: usize) -> Option<String> {
        Some(match self.says[at]? {
            Says::Line(_) => "site: a line that its pages repeat".into(),
            Says::OfBlock(row) => self.in_block(row),
        })
    }

    fn in_block(&self, row: usize) -> String {
        format!("site: in {}", self.rows.blocks[row].path)
    }

    /// Whether any does.
    pub fn knows_any(&self) -> bool {
        self.says.iter().any(Option::is_some)
    }

    /// Forgets the lines that would take the text of the page, as `labels` have it without them: together with the lines before them
    /// more than a fourth of its sentences or three fourths of its lines; and those of blocks that would leave less of its
    /// sentences than they take. Gives what was forgotten.
    pub fn spare(&mut self, text: &str, segments: &[Segment], labels: &[Label], is_prose: impl Fn(&Segment) -> bool) -> Vec<Refused<'r>> {
        let mut all = Weight::default();
        let mut of: BTreeMap<Says, (Weight, usize)> = BTreeMap::new();
        for (at, segment) in segments.iter().enumerate().filter(|(at, _)| is_text(&labels[*at])) {
            let weight = Weight::of(segment, is_prose(segment));
            all = all.and(weight);
            if let Some(says) = self.says[at] {
                let (sum, _) = of.entry(says).or_insert((Weight::default(), at));
                *sum = sum.and(weight);
            }
        }
        let mut taken = Weight::default();
        let (mut forgotten, mut refused) = (FxHashSet::default(), Vec::new());
        for (says, (weight, first)) in of {
            let with = taken.and(weight);
            match says {
                Says::Line(_) if with.is_most_of(all) => refused.push(Refused::Line(segments[first].span.slice(text).to_owned())),
                Says::OfBlock(row) if weight.prose * 2 > all.prose => refused.push(Refused::Block(&self.rows.blocks[row].path)),
                _ => {
                    taken = with;
                    continue;
                }
            }
            forgotten.insert(says);
        }
        self.says.iter_mut().filter(|says| says.is_some_and(|says| forgotten.contains(&says))).for_each(|says| *says = None);
        // What no longer says what was learned may still be taken with its element, and is looked at there.
        refused.retain(|refused| matches!(refused, Refused::Line(_)));
        refused
    }

    /// Takes what stands in learned elements out of the text, and gives those that would take so much that the site must have changed:
    /// more than a fourth of its sentences or three fourths of its lines, together with the rows before them.
    pub fn take(&self, segments: &[Segment], labels: &mut [Label], is_prose: impl Fn(&Segment) -> bool) -> Vec<Refused<'r>> {
        let mut all = Weight::default();
        let mut of_row = vec![Weight::default(); self.rows.blocks.len()];
        for (at, segment) in segments.iter().enumerate() {
            if !is_text(&labels[at]) || self.knows(at) {
                continue;
            }
            let weight = Weight::of(segment, is_prose(segment));
            all = all.and(weight);
            if let Some(row) = self.row[at] {
                of_row[row] = of_row[row].and(weight);
            }
        }
        let mut taken = Weight::default();
        let mut refused = vec![false; of_row.len()];
        for (row, weight) in of_row.iter().enumerate() {
            let with = taken.and(*weight);
            refused[row] = weight.letters > 0 && with.is_most_of(all);
            if !refused[row] {
                taken = with;
            }
        }
        for (at, label) in labels.iter_mut().enumerate() {
            let followed = self.row[at].filter(|&row| !refused[row]);
            if let Some(row) = followed.filter(|_| is_text(label)) {
                *label = Label { kind: BlockKind::Boilerplate, reason: self.in_block(row), role: Role::Alone };
            }
        }
        let refused = self.rows.blocks.iter().zip(refused).filter(|(_, refused)| *refused);
        refused.map(|(row, _)| Refused::Block(&row.path)).collect()
    }
}

fn is_text(label: &Label) -> bool {
    label.kind.is_body() || label.kind == BlockKind::Heading
}

/// How much text, and how much of it sentences.
#[derive(Clone, Copy, Default)]
struct Weight {
    letters: usize,
    prose: usize,
}

impl Weight {
    fn of(segment: &Segment, is_prose: bool) -> Weight {
        let letters = segment.span.end - segment.span.start;
        Weight { letters, prose: if is_prose { letters } else { 0 } }
    }

    fn and(self, other: Weight) -> Weight {
        Weight { letters: self.letters + other.letters, prose: self.prose + other.prose }
    }

    /// Whether it is so much of a text that it cannot be what the text's site repeats.
    fn is_most_of(self, all: Weight) -> bool {
        self.prose * 4 > all.prose || self.letters * 4 > all.letters * 3
    }
}
