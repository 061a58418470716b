//! The time of each entry of a live blog: what its element gives for machines, else what its own lines say.

use super::marks::Marks;
use super::metadata::moment;
use super::tag::Tag;
use super::tree::Tree;
use crate::cues::Cues;
use isnad_model::{Block, BlockKind, Stamp};
use isnad_pack::Pack;
use std::ops::Range;

/// Bytes of a line that may be the date of an entry.
pub const LINE: usize = 60;
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

/// Dated passages one below the other, the newest first, on a page where no element calls itself an entry.
#[derive(Debug, Default)]
pub struct Passages {
    /// The time of the passage that each block belongs to; empty where there are none.
    pub times: Vec<Option<Stamp>>,
    /// That of the first passage, where nothing above it dates the text.
    pub first: Option<Stamp>,
}

impl Passages {
    /// Looks among `blocks` for lines of dates in like elements, each above sentences of its own, none of which is newer than the one before.
    pub fn of(tree: &Tree, blocks: &[Block], pack: &Pack, cues: &Cues) -> Passages {
        let title = blocks.iter().position(|block| block.kind == BlockKind::Title).map_or(0, |at| at + 1);
        let is_date = |at: &usize| blocks[*at].kind == BlockKind::Dateline && blocks[*at].span.end - blocks[*at].span.start <= LINE;
        let dates: Vec<usize> = (title..blocks.len()).filter(is_date).collect();
        if dates.len() < PASSAGES || tree.nodes.iter().any(|node| node.marks.has(Marks::LIVE)) {
            return Passages::default();
        }
        let for_machines = |block: usize| {
            let times = &tree.head.times[tree.head.times.partition_point(|time| time.block < block)..];
            times.iter().take_while(|time| time.block == block).find_map(|time| moment(&time.stamp, pack, cues))
        };
        let dated = |at: usize| {
            let block = tree.blocks.partition_point(|own| own.text.end <= blocks[at].span.start);
            let own = tree.blocks.get(block)?;
            let stamp = for_machines(block).or_else(|| moment(tree.slice(own), pack, cues))?;
            Some((at, tags(tree, own.node), stamp))
        };
        let found: Vec<Date> = dates.into_iter().filter_map(dated).collect();
        let kinds = found.iter().enumerate().filter(|(at, date)| found[..*at].iter().all(|before| before.1 != date.1)).take(KINDS);
        let of_kind = |(_, kind): (usize, &Date)| found.iter().filter(|date| date.1 == kind.1).copied().collect::<Vec<Date>>();
        let Some(run) = kinds.map(of_kind).find(|dates| are_of_passages(dates, blocks)) else { return Passages::default() };
        let time = |at: usize| run.partition_point(|(date, ..)| *date <= at).checked_sub(1).map(|last| run[last].2);
        let is_first = found[0].0 == run[0].0 && !blocks[title..run[0].0].iter().any(|block| block.kind.is_body());
        Passages { times: (0..blocks.len()).map(time).collect(), first: is_first.then_some(run[0].2) }
    }
}

/// A line of a date: its block, the tags around it, its time.
type Date = (usize, [Tag; 2], Stamp);

/// Whether sentences follow each of the `dates`, and they go from the newest to an older one.
fn are_of_passages(dates: &[Date], blocks: &[Block]) -> bool {
    let end = |next: usize| dates.get(next).map_or(blocks.len(), |(at, ..)| *at);
    let has_text = |(index, date): (usize, &Date)| blocks[date.0..end(index + 1)].iter().any(|block| block.kind.is_body());
    let descends = dates.windows(2).all(|two| two[1].2.civil <= two[0].2.civil)
        && dates.first().map(|date| date.2.civil) > dates.last().map(|date| date.2.civil);
    dates.len() >= PASSAGES && descends && dates.iter().enumerate().all(has_text)
}

/// Kinds of elements of dates that are looked at.
const KINDS: usize = 8;
/// Dated passages that make a live blog.
const PASSAGES: usize = 2;

/// The tags of an element and of the one around it.
fn tags(tree: &Tree, node: usize) -> [Tag; 2] {
    [tree.nodes[node].tag, tree.nodes[tree.nodes[node].parent].tag]
}

/// The newest of the `times` of the blocks of a text; nothing where one of its live entries has none. A channel, which names itself above each
/// of its messages, is no text that changes.
pub fn newest(blocks: &[Block], times: &[Option<Stamp>]) -> Option<Stamp> {
    let of_text = || blocks.iter().zip(times).filter(|(block, _)| block.kind.is_body());
    let is_one = blocks.iter().filter(|block| block.kind == BlockKind::Title).take(2).count() == 1;
    let whole = is_one && of_text().all(|(block, time)| time.is_some() || block.kind != BlockKind::LiveEntry);
    of_text().filter_map(|(_, time)| *time).max_by_key(|stamp| stamp.order_key()).filter(|_| whole)
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
