//! Where the desk reads from.

use isnad_engine::Engine;
use isnad_engine::extract::Extracted;
use isnad_engine::record::Collection;
use isnad_fuse::{Options, Record};
use isnad_model::{Diagnostic, Stamp};
use std::collections::BTreeMap;

/// What the desk asks of whatever holds the articles.
pub trait Source: Send + Sync + 'static {
    /// The record as seen under `options`. May take seconds; the desk keeps what it gets.
    fn record(&self, options: &Options) -> Record;

    /// Every article with its blocks, claims and terms, in an order that does not change.
    fn articles(&self) -> &[Extracted];

    /// What could not be read.
    fn rejects(&self) -> &[Diagnostic];

    /// The packs that read the articles, with their versions.
    fn packs(&self) -> &BTreeMap<String, String>;

    /// Those of `options.without` that no source bears.
    fn strangers(&self, options: &Options) -> Vec<String>;
}

/// Articles in memory, and the engine that makes records of them.
pub struct Pages {
    engine: &'static Engine,
    collection: Collection,
}

impl Pages {
    /// A source over what was read.
    pub fn new(engine: &'static Engine, collection: Collection) -> Self {
        Pages { engine, collection }
    }
}

impl Source for Pages {
    fn record(&self, options: &Options) -> Record {
        self.engine.record(&self.collection, options)
    }

    fn articles(&self) -> &[Extracted] {
        &self.collection.articles
    }

    fn rejects(&self) -> &[Diagnostic] {
        &self.collection.rejects
    }

    fn packs(&self) -> &BTreeMap<String, String> {
        &self.engine.pack().versions
    }

    fn strangers(&self, options: &Options) -> Vec<String> {
        self.engine.strangers(&self.collection, options)
    }
}

/// The moments at which something was published, sorted and without doubles.
pub fn moments(articles: &[Extracted]) -> Vec<Stamp> {
    let mut out: Vec<Stamp> = articles.iter().filter_map(|one| one.article.published_at).collect();
    out.sort_by_key(|stamp| stamp.order_key());
    out.dedup_by_key(|stamp| stamp.order_key());
    out
}
