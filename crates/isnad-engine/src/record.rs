//! Articles to records: lineage over what a view may see, then fusion. Whatever order the articles came in, the record is one.

use crate::Engine;
use crate::extract::{Extract, Extracted, Outcome};
use isnad_fuse::options::source_id;
use isnad_fuse::{Explanation, Options, Record};
use isnad_intake::Counts;
use isnad_lineage::{Lineage, Memory};
use isnad_model::{Annotation, Article, Diagnostic, Knowledge};
use std::collections::BTreeSet;

/// Everything that was read, to make records of.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// Articles with their claims, sorted by id.
    pub articles: Vec<Extracted>,
    /// What could not be read.
    pub rejects: Vec<Diagnostic>,
    /// How much came in.
    pub counts: Counts,
}

impl Engine {
    /// Reads and annotates all of `inputs`; `progress` is called after each document with what has come in so far.
    pub fn collect(&self, inputs: &[String], mut progress: impl FnMut(&Extract)) -> Collection {
        let mut extract = self.extract(inputs);
        let mut collection = Collection::default();
        while let Some(outcome) = extract.next() {
            match outcome {
                Outcome::Article(extracted) => collection.articles.push(*extracted),
                Outcome::Reject(diagnostic) => collection.rejects.push(diagnostic),
            }
            progress(&extract);
        }
        collection.counts = extract.counts();
        collection.articles.sort_by(|a, b| (&a.article.id, &a.article.source).cmp(&(&b.article.id, &b.article.source)));
        collection
    }

    /// The record of `collection` under `options`.
    pub fn record(&self, collection: &Collection, options: &Options) -> Record {
        // What lineage remembers is let go before fusion needs room.
        let lineage = self.lineage(&mut Memory::default(), collection, options);
        self.fused(collection, &lineage, options)
    }

    /// The same record, faster where `memory` has seen most of the articles before: a view under other options, or the record
    /// after some articles more. Articles that left the collection may stay in the memory.
    pub fn record_again(&self, memory: &mut Memory, collection: &Collection, options: &Options) -> Record {
        let lineage = self.lineage(memory, collection, options);
        self.fused(collection, &lineage, options)
    }

    fn lineage(&self, memory: &mut Memory, collection: &Collection, options: &Options) -> Lineage {
        let articles: Vec<&Article> = collection.articles.iter().map(|one| &one.article).collect();
        isnad_lineage::lineage_with(memory, &isnad_fuse::visible(&articles, options.as_of))
    }

    fn fused(&self, collection: &Collection, lineage: &Lineage, options: &Options) -> Record {
        let articles: Vec<&Article> = collection.articles.iter().map(|one| &one.article).collect();
        let annotations: Vec<&Annotation> = collection.articles.iter().map(|one| &one.annotation).collect();
        isnad_fuse::fuse(&articles, &annotations, lineage, &self.knowledge(collection), options)
    }

    /// Why the thing of that id stands in `record` as it does; `None` when nothing bears the id.
    pub fn explain(&self, record: &Record, id: &str) -> Option<Explanation> {
        isnad_fuse::explain(record, id)
    }

    /// Those names under `--without` that no source of the packs or of `collection` bears.
    pub fn strangers(&self, collection: &Collection, options: &Options) -> Vec<String> {
        if options.without.is_empty() {
            return Vec::new();
        }
        let knowledge = self.knowledge(collection);
        let is_known = |name: &String| {
            let id = source_id(name, &knowledge);
            let printed = collection.articles.iter().any(|one| one.article.outlet.id == id);
            let named = collection.articles.iter().flat_map(|one| &one.annotation.claims).flat_map(|claim| &claim.parts.attribution);
            printed
                || knowledge.names.contains_key(&id)
                || knowledge.belongs_to.contains_key(&id)
                || named.into_iter().any(|link| *link.source.id == *id)
        };
        options.without.iter().filter(|name| !is_known(name)).cloned().collect()
    }

    /// What the packs know of everybody who is named in `collection`.
    pub fn knowledge(&self, collection: &Collection) -> Knowledge {
        let mut seen = BTreeSet::new();
        for one in &collection.articles {
            seen.insert(&*one.article.outlet.id);
            seen.extend(one.annotation.labels.iter().map(|label| &*label.actor));
            for claim in &one.annotation.claims {
                let parts = &claim.parts;
                let sources = parts.attribution.iter().map(|link| &link.source);
                seen.extend(parts.actors.iter().chain(&parts.targets).chain(&parts.co_origins).chain(sources).map(|entity| &*entity.id));
            }
        }
        self.pack().knowledge(seen.into_iter())
    }
}
