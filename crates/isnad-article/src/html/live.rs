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

/// The time of the entry that each of `blocks` belongs to; empty where the page has no dated entries.
pub fn entry_times(tree: &Tree, blocks: &[Block], pack: &Pack, cues: &Cues) -> Vec<Option<Stamp>> {
    if !tree.nodes.iter().any(|node| node.marks.has(Marks::LIVE)) {
        return Vec::new();
    }
    let own_time = |range: &Range<usize>, at: usize| {
        let of_elements = tree.head.times.iter().filter(|time| range.contains(&time.block)).map(|time| (time.block, time.stamp.as_str()));
        let found: Vec<(usize, &str)> = of_elements.collect();
        let lines = || range.clone().map(|block| (block, tree.slice(&tree.blocks[block]))).filter(|(_, line)| line.len() <= LINE).collect();
        let found = if found.is_empty() { lines() } else { found };
        let stamps: Vec<(usize, Stamp)> = found.into_iter().take(64).filter_map(|(block, text)| Some((block, moment(text, pack, cues)?))).collect();
        // An element around many entries: the last time above the block is its own.
        stamps.iter().rev().find(|(block, _)| *block <= at).or(stamps.first().filter(|_| stamps.len() == 1)).map(|(_, stamp)| *stamp)
    };
    let mut known: Option<(usize, usize, Option<Stamp>)> = None;
    let times: Vec<Option<Stamp>> = blocks
        .iter()
        .map(|block| {
            let at = tree.blocks.partition_point(|own| own.text.end <= block.span.start);
            let entry = tree.around(tree.blocks.get(at)?.node).find(|&node| tree.nodes[node].marks.has(Marks::LIVE))?;
            if let Some((_, _, stamp)) = known.filter(|(node, block, _)| (*node, *block) == (entry, at)) {
                return stamp;
            }
            let around = tree.around(entry).filter(|&node| tree.nodes[node].marks.has(Marks::LIVE));
            // An entry that says only a clock time has a time, but its day is not known from the entries around it.
            let clock = tree.nodes[entry].blocks.clone().map(|block| tree.slice(&tree.blocks[block])).any(is_clock);
            let stamp = around.take(if clock { 1 } else { 3 }).find_map(|node| own_time(&tree.nodes[node].blocks, at));
            known = Some((entry, at, stamp));
            stamp
        })
        .collect();
    if times.iter().all(Option::is_none) { Vec::new() } else { times }
}

/// Whether a line says a time of day, and hardly more.
pub fn is_clock(line: &str) -> bool {
    let chars: Vec<char> = line.chars().take(LINE + 1).collect();
    line.len() <= LINE && chars.windows(3).any(|three| three[0].is_numeric() && three[1] == ':' && three[2].is_numeric())
}
