//! Claims and lineage to the record: chains, events, contradictions, figures, control, framing, timeline.
//!
//! Nothing here sees a word: ids, roles, quantities, days, spans and hashes are compared, so a new language costs no line.
//! The record is a pure function of the set of inputs; every list is put in a canonical order before anything is decided.
//!
//! Modules in reading order: `options`, `record` (the result); `input`, `roots`, `inferred`, `derive`, `measure` (what is
//! given, made comparable); `bucket`, `merge`, `events`, `interest`, `chains`, `status`, `links` (propositions);
//! `series`, `figures`, `control`, `contradictions`, `framing`, `sources`, `views` (what follows); `filter`, `changes`,
//! `explain` (how it is looked at).

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
mod inferred;
mod input;
mod interest;
mod links;
mod measure;
mod merge;
pub mod options;
mod precision;
pub mod record;
mod roots;
mod rows;
mod series;
mod sets;
mod sources;
mod status;
mod views;
mod world;

pub use explain::{Explanation, explain};
pub use input::visible;
pub use options::Options;
pub use record::Record;

use isnad_lineage::Lineage;
use isnad_model::{Annotation, Article, Knowledge};

/// The record of `articles` with the annotation of each (same order), under `options`.
///
/// Under `--as-of`, `lineage` should be made over [`visible`] articles only, so that later articles leave no trace.
pub fn fuse(articles: &[&Article], annotations: &[&Annotation], lineage: &Lineage, knowledge: &Knowledge, options: &Options) -> Record {
    let (world, diagnostics) = input::read(articles, annotations, lineage, knowledge, options);
    let mut built = events::events(&world, merge::clusters(&world));
    links::link(&world, &mut built);
    let figures = figures::figures(&world, &built);
    let control = control::control(&world, &built);
    let mut record = Record {
        as_of: options.as_of,
        without: options.without_ids(knowledge).into_iter().collect(),
        articles: rows::articles(&world, lineage),
        claims: rows::claims(&world, &built),
        lineage: edges(&world, lineage),
        contradictions: contradictions::contradictions(&world, &built, &figures, &control),
        figures,
        control,
        framing: framing::framing(&world, lineage),
        stories: views::stories(&world, lineage, &built),
        sources: sources::sources(&world, &built),
        watchlist: views::watchlist(&world, &built),
        diagnostics,
        ..Record::default()
    };
    record.events = built.into_iter().map(|one| one.event).collect();
    record.timeline = views::timeline(&record.events);
    record.diagnostics.sort();
    if let Some(since) = options.since_look {
        let then = Options { as_of: Some(since), since_look: None, ..unfiltered(options) };
        let before = fuse(articles, annotations, lineage, knowledge, &then);
        record.changes = changes::changes(&before, &record, since);
    }
    filter::filter(&world, &mut record, options);
    record
}

fn unfiltered(options: &Options) -> Options {
    Options { as_of: options.as_of, without: options.without.clone(), ..Options::default() }
}

fn edges(world: &world::World, lineage: &Lineage) -> Vec<isnad_lineage::CopyEdge> {
    let known = |id: &isnad_model::ArticleId| world.articles.binary_search_by(|article| article.article.id.cmp(id)).is_ok();
    lineage.edges.iter().filter(|edge| known(&edge.from) && known(&edge.to)).cloned().collect()
}

#[cfg(test)]
mod tests;
