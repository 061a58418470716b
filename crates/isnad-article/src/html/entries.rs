//! Entries of a live blog that no class names: elements of one make below each other, each of which opens with its time, or
//! with its headline and its time.

use super::content::{LINKED, linked};
use super::live::LINE;
use super::marks::Marks;
use super::parts::is_prose;
use super::tag::Tag;
use super::tree::Tree;
use crate::cues::Cues;
use crate::segment::Segment;
use crate::stamp;
use isnad_pack::Pack;
use isnad_text::token::tokens;
use jiff::civil::{Date, Time};
use rustc_hash::FxHashMap;

/// Elements that make a live blog.
const ENTRIES: usize = 3;
/// Words beside the time in the line of an entry's time.
const BESIDE: usize = 1;
/// Words of a headline that is a link, and of one above the time of an entry: those who comment have fewer names.
const LINK: usize = 3;
const HEADLINE: usize = 4;

/// What stands in the first line of an entry: its time, perhaps with its day.
type Told = (Option<Date>, Time);

/// Marks such elements as entries. They go from the newest to an older one, as comments and the posts of a forum do not; none opens with a
/// linked headline, as lists of other articles do; and they hold most of the page's sentences.
pub fn mark(tree: &mut Tree, segments: &[Segment], owners: &[usize], pack: &Pack, cues: &Cues) {
    let groups = groups(tree);
    if groups.is_empty() {
        return;
    }
    let mut prose = vec![0; tree.blocks.len()];
    for (segment, &owner) in segments.iter().zip(owners) {
        prose[owner] |= usize::from(is_prose(segment)) * tree.blocks[owner].letters;
    }
    let total: usize = prose.iter().sum();
    for entries in groups {
        let inside = |(node, _): &(usize, usize)| tree.nodes[*node].blocks.clone();
        let held: usize = entries.iter().flat_map(inside).map(|at| prose[at]).sum();
        let is_text = |entry: &&(usize, usize)| inside(entry).any(|at| prose[at] > 0);
        if held * 2 <= total || entries.iter().filter(is_text).count() < 2 || entries.iter().any(|(node, time)| is_of_others(tree, *node, *time)) {
            continue;
        }
        let times: Option<Vec<Told>> = entries.iter().map(|(_, time)| told(tree.slice(&tree.blocks[*time]), pack, cues)).collect();
        if times.is_some_and(|times| descend(&times)) {
            let own = tree.nodes[entries[0].0].clone();
            let is_like = |at: &usize| tree.nodes[*at].parent == own.parent && tree.nodes[*at].is_like(&own);
            let like: Vec<usize> = (entries[0].0..tree.nodes.len()).filter(is_like).collect();
            like.into_iter()
                .chain(entries.into_iter().map(|(node, _)| node))
                .for_each(|at| tree.nodes[at].marks = tree.nodes[at].marks.or(Marks::LIVE));
        }
    }
}

/// Elements of one make in one element, several of them, each of which opens with a short line that may be a time, or has one below its headline,
/// and holds more than that; each with the block of that line.
fn groups(tree: &Tree) -> Vec<Vec<(usize, usize)>> {
    let mut groups: FxHashMap<(usize, Tag, u64), Vec<(usize, usize)>> = FxHashMap::default();
    let is_short = |at: &usize| {
        let line = tree.slice(&tree.blocks[*at]);
        line.len() <= LINE && line.contains(':') && line.chars().any(char::is_numeric)
    };
    for at in (0..tree.blocks.len()).filter(is_short) {
        let first = if at > 0 && is_headline(tree, at - 1) { at - 1 } else { at };
        let start = |node: usize| tree.nodes[node].blocks.start;
        let opened = tree.around(tree.blocks[at].node).take_while(|&node| node != 0 && start(node) >= first);
        for node in opened.filter(|&node| tree.nodes[node].blocks.end > at + 1 && !tree.nodes[node].tag.is_of_table()) {
            let own = &tree.nodes[node];
            groups.entry((own.parent, own.tag, own.classes)).or_default().push((node, at));
        }
    }
    let mut several: Vec<Vec<(usize, usize)>> = groups.into_values().filter(|entries| entries.len() >= ENTRIES).collect();
    several.sort_unstable();
    several
}

/// Whether a block is a heading as long as headlines are, and no link.
fn is_headline(tree: &Tree, at: usize) -> bool {
    let block = &tree.blocks[at];
    let is_heading = || tree.around(block.node).take(2).any(|node| tree.nodes[node].tag.is_heading());
    linked(block) < LINKED && is_heading() && tree.slice(block).split_whitespace().count() >= HEADLINE
}

/// Whether an element, whose time stands in the block `time`, speaks of other articles, holds the page's headline, or is an entry already.
fn is_of_others(tree: &Tree, node: usize, time: usize) -> bool {
    const OTHERS: Marks = Marks(Marks::NAV.0 | Marks::FOOTER.0 | Marks::SIDE.0 | Marks::RELATED.0 | Marks::COMMENTS.0 | Marks::LIVE.0);
    let inside = tree.nodes[node].blocks.clone();
    let next = &tree.blocks[time + 1];
    let is_link = linked(next) >= LINKED && tree.slice(next).split_whitespace().count() >= LINK;
    let holds_title = || inside.clone().any(|at| tree.around(tree.blocks[at].node).take(3).any(|own| tree.nodes[own].tag == Tag::H1));
    is_link || tree.around(node).any(|at| tree.nodes[at].marks.has(OTHERS)) || holds_title()
}

/// The time that a line tells, where it tells hardly anything else.
fn told(line: &str, pack: &Pack, cues: &Cues) -> Option<Told> {
    let tokens = tokens(line, 0);
    let found = stamp::stamps(&tokens, pack, cues);
    let (date, time) = match found.first() {
        Some(first) if first.stamp.day_only => return None,
        Some(first) => (Some(first.stamp.civil.date()), first.stamp.civil.time()),
        None => (None, stamp::clock(&tokens)?),
    };
    (stamp::rest(&tokens, &found, pack, cues).words.len() <= BESIDE).then_some((date, time))
}

/// Whether times go from the newest to an older one. Where they tell no day, midnight may lie between two.
fn descend(times: &[Told]) -> bool {
    let order = |two: &[Told]| match (two[0], two[1]) {
        ((Some(day), time), (Some(next), other)) => (next, other).cmp(&(day, time)),
        ((_, time), (_, other)) => other.cmp(&time),
    };
    let midnights = usize::from(times.iter().all(|(day, _)| day.is_none()));
    let count = |wanted: std::cmp::Ordering| times.windows(2).filter(|two| order(two) == wanted).count();
    let (rises, falls) = (count(std::cmp::Ordering::Greater), count(std::cmp::Ordering::Less));
    falls > 0 && rises <= midnights && falls >= rises
}
