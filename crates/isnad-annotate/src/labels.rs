//! How the outlet names the sides: terms of the label tables, with the voice they stand in.

use crate::context::BlockText;
use crate::sentence::Sentence;
use isnad_model::LabelMention;
use isnad_pack::Sense;

/// Whether quotation marks that stand before token `at` are open there.
fn quoted(block: &BlockText, from: usize, at: usize, open_before: bool) -> bool {
    block.tokens[from..at].iter().fold(open_before, |open, token| match &*token.norm {
        "«" | "‹" => true,
        "»" | "›" => false,
        "\"" | "“" | "”" | "″" => !open,
        _ => open,
    })
}

/// The labels of one sentence.
pub fn labels(sentence: &Sentence<'_, '_>, open_before: bool, reported: impl Fn(usize) -> bool) -> Vec<LabelMention> {
    let block: &BlockText = sentence.block;
    let mut out = Vec::new();
    let mut at = sentence.range.start;
    while at < sentence.range.end {
        let best = block.hits[at]
            .iter()
            .filter(|hit| at + hit.len <= sentence.range.end)
            .filter_map(|hit| if let Sense::Label(id) = hit.sense { Some((hit.len, id)) } else { None })
            .max();
        let Some((len, id)) = best else {
            at += 1;
            continue;
        };
        let row = &sentence.context.pack.labels[id as usize];
        let item = sentence.item_at(at);
        let span = block.tokens[at].span.cover(block.tokens[at + len - 1].span);
        out.push(LabelMention {
            term: row.term.clone(),
            actor: row.actor.clone(),
            frame: row.frame.clone(),
            span,
            quoted: quoted(block, sentence.range.start, at, open_before),
            indirect: reported(item),
        });
        at += len;
    }
    out
}
