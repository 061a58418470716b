//! Articles to records: lineage over what a view may see, then fusion. Whatever order the articles came in, the record is one.

use crate::Engine;
use crate::extract::{Extract, Extracted, Outcome};
use crate::revisions;
use isnad_fuse::options::source_id;
use isnad_fuse::{Explanation, Options, Record};
use isnad_intake::Counts;
use isnad_model::{Annotation, Article, ArticleId, Diagnostic, Knowledge};
use std::collections::{BTreeSet, HashSet};

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

/// What is kept from one record of a growing collection to the next, by one engine: a server holds one of each view that it keeps open.
#[derive(Debug, Default)]
pub struct Memory {
    lineage: isnad_lineage::Memory,
    fusion: isnad_fuse::Memory,
    knowledge: Option<Knowledge>,
    met: HashSet<ArticleId>,
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
        self.record_again(&mut Memory::default(), collection, options)
    }

    /// The same record, for the cost of what has changed where `memory` has met most of the articles before. Articles that left the
    /// collection may stay in the memory. Another view (`as_of`, `without`) is best given a memory of its own.
    pub fn record_again(&self, memory: &mut Memory, collection: &Collection, options: &Options) -> Record {
        let knowledge = self.grown(&mut memory.knowledge, &mut memory.met, collection);
        let later = options.as_of.map(|limit| revisions::later_states(&collection.articles, limit)).unwrap_or_default();
        let seen: Vec<&Extracted> = collection.articles.iter().filter(|one| !later.contains(&one.article.id)).collect();
        let articles: Vec<&Article> = seen.iter().map(|one| &one.article).collect();
        let annotations: Vec<&Annotation> = seen.iter().map(|one| &one.annotation).collect();
        let lineage = isnad_lineage::lineage_with(&mut memory.lineage, &isnad_fuse::visible(&articles, options.as_of));
        let mut record = isnad_fuse::fuse_again(&mut memory.fusion, &articles, &annotations, &lineage, knowledge, options);
        record.revisions = revisions::rows(&record, &collection.articles);
        record
    }

    /// The knowledge with what those articles of `collection` name that were not met before.
    fn grown<'k>(&self, knowledge: &'k mut Option<Knowledge>, met: &mut HashSet<ArticleId>, collection: &Collection) -> &'k Knowledge {
        let knowledge = knowledge.get_or_insert_with(|| self.pack().knowledge(std::iter::empty()));
        let new = collection.articles.iter().filter(|one| !met.contains(&one.article.id));
        self.pack().learn(knowledge, named(new.clone()).into_iter());
        met.extend(new.map(|one| one.article.id.clone()).collect::<Vec<_>>());
        knowledge
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
        self.pack().knowledge(named(collection.articles.iter()).into_iter())
    }
}

/// The ids of everybody whom some articles name.
fn named<'c>(articles: impl Iterator<Item = &'c Extracted>) -> BTreeSet<&'c str> {
    let mut seen = BTreeSet::new();
    for one in articles {
        seen.insert(&*one.article.outlet.id);
        seen.extend(one.annotation.labels.iter().map(|label| &*label.actor));
        for claim in &one.annotation.claims {
            let parts = &claim.parts;
            let sources = parts.attribution.iter().map(|link| &link.source);
            seen.extend(parts.actors.iter().chain(&parts.targets).chain(&parts.co_origins).chain(sources).map(|entity| &*entity.id));
        }
    }
    seen
}
