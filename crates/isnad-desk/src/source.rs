//! Where the desk reads from.

use isnad_engine::Engine;
use isnad_engine::extract::Extracted;
use isnad_engine::record::{Collection, Memory};
use isnad_fuse::record::Named;
use isnad_fuse::{Options, Record};
use isnad_model::{Diagnostic, PlaceKind, Stamp};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// What the desk asks of whatever holds the articles.
pub trait Source: Send + Sync + 'static {
    /// The record as seen under `options`. May take seconds; the desk keeps what it gets.
    fn record(&self, options: &Options) -> Record;

    /// Every article with its blocks, claims and terms, in an order that does not change.
    fn articles(&self) -> &[Arc<Extracted>];

    /// What could not be read.
    fn rejects(&self) -> &[Diagnostic];

    /// The packs that read the articles, with their versions.
    fn packs(&self) -> &BTreeMap<String, String>;

    /// Those of `options.without` that no source bears.
    fn strangers(&self, options: &Options) -> Vec<String>;

    /// The governorate that the place of that id lies in, or is; nothing where the packs know of none.
    fn governorate(&self, place: &str) -> Option<Named>;
}

/// Articles in memory, and the engine that makes records of them.
pub struct Pages {
    engine: &'static Engine,
    collection: Collection,
    /// Of the record of everything, where the collection grows.
    memory: Option<Arc<Mutex<Memory>>>,
}

impl Pages {
    /// A source over what was read.
    pub fn new(engine: &'static Engine, collection: Collection) -> Self {
        Pages { engine, collection, memory: None }
    }

    /// A source over one state of a collection that grows: the record of everything costs what is new to `memory`.
    pub fn growing(engine: &'static Engine, collection: Collection, memory: Arc<Mutex<Memory>>) -> Self {
        Pages { engine, collection, memory: Some(memory) }
    }
}

impl Source for Pages {
    fn record(&self, options: &Options) -> Record {
        let shows_everything = options.as_of.is_none() && options.without.is_empty();
        match &self.memory {
            Some(memory) if shows_everything => {
                let mut memory = memory.lock().unwrap_or_else(|broken| {
                    // Whoever held it ended in a defect; what it remembers may be half of something.
                    memory.clear_poison();
                    let mut memory = broken.into_inner();
                    *memory = Memory::default();
                    memory
                });
                self.engine.record_again(&mut memory, &self.collection, options)
            }
            _ => self.engine.record(&self.collection, options),
        }
    }

    fn articles(&self) -> &[Arc<Extracted>] {
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

    fn governorate(&self, place: &str) -> Option<Named> {
        let pack = self.engine.pack();
        let row = |id: &str| pack.place_by_id.get(id).map(|&at| &pack.places[at as usize]);
        let place = row(place)?;
        let governorate = if place.kind == PlaceKind::Governorate { place } else { row(&place.admin1)? };
        Some(Named {
            id: governorate.id.to_string(),
            name_ar: governorate.name_ar.to_string(),
            name_en: Some(governorate.name_en.to_string()).filter(|name| !name.is_empty()),
        })
    }
}

/// The moments at which something was published, sorted and without doubles.
pub fn moments(articles: &[Arc<Extracted>]) -> Vec<Stamp> {
    let mut out: Vec<Stamp> = articles.iter().filter_map(|one| one.article.published_at).collect();
    out.sort_by_key(|stamp| stamp.order_key());
    out.dedup_by_key(|stamp| stamp.order_key());
    out
}
