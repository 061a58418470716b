//! Claims and lineage to the record: chains, events, contradictions, figures, control, framing, timeline.
//!
//! Nothing here sees a word: ids, roles, quantities, days, spans and hashes are compared, so a new language costs no line.
//! The record is a pure function of the set of inputs; every list is put in a canonical order before anything is decided.
//!
//! Modules in reading order: `options`, `record` (the result); `input`, `roots`, `bare`, `inferred`, `derive`, `measure` (what is
//! given, made comparable), `memory` (what is kept from one record to the next); `bucket`, `tolls`, `given`, `merge`, `undated`, `blame`, `events`, `interest`, `chains`, `status`, `links` (propositions);
//! `areas`, `series`, `figures`, `control`, `contradictions`, `framing`, `sources`, `views` (what follows); `filter`, `changes`,
//! `explain` (how it is looked at).

mod areas;
mod bare;
mod blame;
mod bucket;
pub mod chains;
pub mod changes;
mod contradictions;
mod control;
pub mod days;
mod derive;
mod events;
pub mod explain;
pub mod figures;
mod filter;
mod framing;
mod given;
mod home;
mod inferred;
mod input;
mod interest;
mod links;
mod loose;
mod measure;
mod memory;
mod merge;
pub mod options;
mod precision;
mod published;
pub mod record;
mod roots;
mod rows;
mod series;
mod sets;
pub mod shared;
mod sources;
mod status;
mod tolls;
mod undated;
mod views;
mod world;

pub use explain::{Explanation, explain};
pub use input::visible;
pub use memory::Memory;
pub use options::Options;
pub use record::Record;

use isnad_lineage::Lineage;
use isnad_model::{Annotation, Article, Knowledge};
use std::sync::Arc;

/// The record of `articles` with the annotation of each (same order), under `options`.
///
/// What changed since the last look is for whoever has the record of then: see [`changes::changes`].
///
/// Under `--as-of`, `lineage` should be made over [`visible`] articles only, so that later articles leave no trace.
pub fn fuse(articles: &[&Article], annotations: &[&Annotation], lineage: &Lineage, knowledge: &Knowledge, options: &Options) -> Record {
    fuse_again(&mut Memory::default(), articles, annotations, &[], lineage, knowledge, options)
}

/// The same record, faster where `memory` has met most of the articles before. `knowledge` may have grown since, but says of what it
/// said before the same. `same` says which articles are the very ones, with the very annotation, of the record before under the same
/// options, of which then none may be missing; what it does not say is looked at.
pub fn fuse_again(
    memory: &mut Memory,
    articles: &[&Article],
    annotations: &[&Annotation],
    same: &[bool],
    lineage: &Lineage,
    knowledge: &Knowledge,
    options: &Options,
) -> Record {
    let (world, diagnostics) = input::read(memory, (articles, annotations, same), lineage, knowledge, options);
    let (mut built, gone) = events::events(&world, memory);
    let index = events::Index::of(&built);
    let touched = links::link(&world, &mut built, &gone, &index);
    for (one, _) in built.iter_mut().zip(&touched).filter(|(_, touched)| **touched) {
        if one.fresh {
            one.figures = figures::of_event(&world, one);
            one.contradictions = contradictions::of_event(&world, one);
            let counts = sources::of_event(&world, memory, one);
            memory.sum_up(&one.counts, u32::wrapping_sub);
            memory.sum_up(&counts, u32::wrapping_add);
            one.counts = counts;
        }
        one.watch = views::watch(&world, one).map(Arc::new);
    }
    let figures = figures::figures(&world, memory, &built, &gone);
    let control = control::control(&world, memory, &built, &gone, &touched);
    let copied = framing::copied_spans(lineage);
    let mut record = Record {
        as_of: options.as_of,
        without: options.without_ids(knowledge).into_iter().collect(),
        articles: rows::articles(&world, memory, &copied).into(),
        claims: rows::claims(&world, memory, &built, &gone, &index).into(),
        lineage: edges(&world, lineage).into(),
        contradictions: contradictions::contradictions(&world, memory, &built, &control).into(),
        figures: figures.into(),
        control: control.into(),
        framing: framing::framing(&world, memory, &copied),
        stories: views::stories(&world, memory, lineage, &built, &gone, &index).into(),
        sources: sources::sources(&world, memory, &gone),
        timeline: views::timeline_again(memory, &built, &gone, &touched, &index),
        watchlist: built.iter().filter_map(|one| one.watch.clone()).collect::<Vec<_>>().into(),
        diagnostics,
        events: built.iter().map(|one| one.event.clone()).collect::<Vec<_>>().into(),
        ..Record::default()
    };
    record.diagnostics.sort();
    filter::filter(&world, &mut record, options);
    memory.keep(world, built);
    record
}

fn edges(world: &world::World, lineage: &Lineage) -> Vec<Arc<isnad_lineage::CopyEdge>> {
    lineage.edges.iter().filter(|edge| world.ends(edge).is_some()).cloned().collect()
}

#[cfg(test)]
mod tests;
