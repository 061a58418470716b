//! The cells of a table's row as one block: a number says nothing without its label.

use super::tag::Tag;
use super::tree::Tree;
use isnad_model::{Article, Block, BlockKind};

/// Bytes of a row; longer ones are no data.
const LONGEST: usize = 2000;

/// Joins the cells of each row in `article`, which `tree` was read to.
pub fn join(article: &mut Article, tree: &Tree) {
    if article.blocks.iter().filter(|block| block.kind == BlockKind::Table).count() < 2 {
        return;
    }
    let row_of = |block: &Block| {
        let at = tree.blocks.partition_point(|own| own.text.end <= block.span.start);
        let cell = tree.blocks.get(at).filter(|_| block.kind == BlockKind::Table)?;
        tree.around(cell.node).find(|&node| tree.nodes[node].tag == Tag::Tr)
    };
    let rows: Vec<Option<usize>> = article.blocks.iter().map(row_of).collect();
    let mut kept = 0usize;
    for at in 0..article.blocks.len() {
        let goes_on = kept > 0 && at > 0 && rows[at].is_some() && rows[at] == rows[at - 1];
        let joined = article.blocks[kept.saturating_sub(1)].span.cover(article.blocks[at].span);
        if goes_on && joined.end - joined.start <= LONGEST {
            article.blocks[kept - 1].span = joined;
            article.blocks[kept - 1].reason = "table: a row".into();
            article.raw[kept - 1].end = article.raw[at].end.max(article.raw[kept - 1].end);
        } else {
            article.blocks.swap(kept, at);
            article.raw.swap(kept, at);
            if let Some(&time) = article.entry_times.get(at) {
                article.entry_times[kept] = time;
            }
            kept += 1;
        }
    }
    article.blocks.truncate(kept);
    article.raw.truncate(kept);
    article.entry_times.truncate(kept);
}
