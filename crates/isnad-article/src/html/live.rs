//! The time of each entry of a live blog: what its element gives for machines, else what its own lines say.

use super::marks::Marks;
use super::metadata::moment;
use super::tree::Tree;
use crate::cues::Cues;
use isnad_model::{Block, Stamp};
use isnad_pack::Pack;
use std::ops::Range;

/// Bytes of a line that may be the date of an entry.
const LINE: usize = 60;
/// Entries around one another that may hold its date: the entry, its day, the blog.
const AROUND: usize = 3;

/// The time of the entry that each of `blocks` belongs to; empty where the page has no dated entries.
pub fn entry_times(tree: &Tree, blocks: &[Block], pack: &Pack, cues: &Cues) -> Vec<Option<Stamp>> {
    if !tree.nodes.iter().any(|node| node.marks.has(Marks::LIVE)) {
        return Vec::new();
    }
    let entries = Entries::of(tree, pack, cues);
    let time = |block: &Block| {
        let at = tree.blocks.partition_point(|own| own.text.end <= block.span.start);
        entries.time(tree, tree.blocks.get(at)?.node, at)
    };
    let times: Vec<Option<Stamp>> = blocks.iter().map(time).collect();
    if times.iter().all(Option::is_none) { Vec::new() } else { times }
}

/// The entries of a page, and the times in them with the blocks that they stand in or before, in order.
struct Entries {
    /// The innermost entry that each element is or stands in.
    of: Vec<Option<usize>>,
    for_machines: Vec<(usize, Stamp)>,
    in_lines: Vec<(usize, Stamp)>,
    /// The blocks that say a clock time.
    clocks: Vec<usize>,
}

impl Entries {
    fn of(tree: &Tree, pack: &Pack, cues: &Cues) -> Entries {
        let mut of: Vec<Option<usize>> = vec![None; tree.nodes.len()];
        for at in 1..tree.nodes.len() {
            of[at] = if tree.nodes[at].marks.has(Marks::LIVE) { Some(at) } else { of[tree.nodes[at].parent] };
        }
        let of_elements = tree.head.times.iter().filter_map(|time| Some((time.block, moment(&time.stamp, pack, cues)?)));
        let lines = || tree.blocks.iter().enumerate().filter(|(_, block)| of[block.node].is_some() && block.text.len() <= LINE);
        let in_lines = lines().filter_map(|(at, block)| Some((at, moment(tree.slice(block), pack, cues)?))).collect();
        let clocks = lines().filter(|(_, block)| is_clock(tree.slice(block))).map(|(at, _)| at).collect();
        Entries { for_machines: of_elements.collect(), in_lines, clocks, of }
    }

    /// The time of the entry around the block `at` of `node`.
    fn time(&self, tree: &Tree, node: usize, at: usize) -> Option<Stamp> {
        let entry = self.of[node]?;
        let around = std::iter::successors(Some(entry), |&entry| self.of[tree.nodes[entry].parent]);
        let inside = &tree.nodes[entry].blocks;
        // An entry that says only a clock time has a time, but its day is not known from the entries around it.
        let clock = self.clocks.get(self.clocks.partition_point(|&block| block < inside.start)).is_some_and(|block| inside.contains(block));
        around.take(if clock { 1 } else { AROUND }).find_map(|entry| self.own_time(&tree.nodes[entry].blocks, at))
    }

    /// Of the times inside an entry the last above the block `at`, as an element around many entries holds those of all; else its only one.
    fn own_time(&self, inside: &Range<usize>, at: usize) -> Option<Stamp> {
        let within = |times: &[(usize, Stamp)]| -> Range<usize> {
            times.partition_point(|(block, _)| *block < inside.start)..times.partition_point(|(block, _)| *block < inside.end)
        };
        let for_machines = &self.for_machines[within(&self.for_machines)];
        let times = if for_machines.is_empty() { &self.in_lines[within(&self.in_lines)] } else { for_machines };
        let above = times.partition_point(|(block, _)| *block <= at);
        let found = if above > 0 { times.get(above - 1) } else { times.first().filter(|_| times.len() == 1) };
        found.map(|(_, stamp)| *stamp)
    }
}

/// Whether a line says a time of day, and hardly more.
pub fn is_clock(line: &str) -> bool {
    if line.len() > LINE {
        return false;
    }
    let chars: Vec<char> = line.chars().collect();
    chars.windows(3).any(|three| three[0].is_numeric() && three[1] == ':' && three[2].is_numeric())
}
