//! Articles to records: lineage over what a view may see, then fusion. Whatever order the articles came in, the record is one.

use crate::Engine;
use crate::extract::{Extract, Extracted, Outcome};
use crate::revisions;
use isnad_fuse::options::source_id;
use isnad_fuse::{Explanation, Options, Record};
use isnad_intake::Counts;
use isnad_model::{Annotation, Article, ArticleId, Diagnostic, Knowledge, Stamp};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Everything that was read, to make records of.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// Articles with their claims, sorted by id. A collection that grows shares those that it had.
    pub articles: Vec<Arc<Extracted>>,
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
    last: Last,
    met: FxHashSet<ArticleId>,
    revisions: revisions::Memory,
}

/// The articles of the last record, under its view.
#[derive(Debug, Default)]
struct Last {
    view: Option<(Option<Stamp>, Vec<String>)>,
    articles: Vec<Arc<Extracted>>,
}

impl Last {
    /// Which of `articles` are the very ones of the last record; none, where the view is another or one of that record is gone.
    fn same<'c>(&mut self, articles: impl ExactSizeIterator<Item = &'c Arc<Extracted>>, options: &Options) -> Vec<bool> {
        let view = Some((options.as_of, options.without.clone()));
        let is_of_view = self.view == view;
        self.view = view;
        let mut last = std::mem::take(&mut self.articles).into_iter().peekable();
        let mut same = Vec::with_capacity(articles.len());
        for one in articles {
            let kept = last.next_if(|kept| Arc::ptr_eq(kept, one));
            same.push(is_of_view && kept.is_some());
            self.articles.push(kept.unwrap_or_else(|| one.clone()));
        }
        if last.next().is_some() {
            same.fill(false);
        }
        same
    }
}

impl Collection {
    /// Brings the articles into their order.
    pub fn sort(&mut self) {
        self.articles.sort_by(|a, b| (&a.article.id, &a.article.source).cmp(&(&b.article.id, &b.article.source)));
    }
}

impl Engine {
    /// Reads and annotates all of `inputs`; `progress` is called after each document with what has come in so far.
    pub fn collect(&self, inputs: &[String], mut progress: impl FnMut(&Extract)) -> Collection {
        let mut extract = self.extract(inputs);
        let mut collection = Collection::default();
        while let Some(outcome) = extract.next() {
            match outcome {
                Outcome::Article(extracted) => collection.articles.push(Arc::from(extracted)),
                Outcome::Reject(diagnostic) => collection.rejects.push(diagnostic),
            }
            progress(&extract);
        }
        collection.counts = extract.counts();
        collection.sort();
        collection
    }

    /// The record of `collection` under `options`.
    pub fn record(&self, collection: &Collection, options: &Options) -> Record {
        let (articles, annotations) = of(&seen(collection, options));
        // What lineage remembers is let go before fusion needs room.
        let lineage = isnad_lineage::lineage(&isnad_fuse::visible(&articles, options.as_of));
        let mut record = isnad_fuse::fuse(&articles, &annotations, &lineage, &self.knowledge(collection), options);
        self.look_back(&mut record, collection, options);
        with_revisions(record, collection, &mut revisions::Memory::default())
    }

    /// The same record, for the cost of what has changed where `memory` has met most of the articles before. Articles that left the
    /// collection may stay in the memory. Another view (`as_of`, `without`) is best given a memory of its own.
    pub fn record_again(&self, memory: &mut Memory, collection: &Collection, options: &Options) -> Record {
        let seen = seen(collection, options);
        let same = memory.last.same(seen.iter().copied(), options);
        let (articles, annotations) = of(&seen);
        // Under `as_of` lineage is made over some of them only.
        let of_all = if options.as_of.is_none() { &same[..] } else { &[] };
        let lineage = isnad_lineage::lineage_with(&mut memory.lineage, &isnad_fuse::visible(&articles, options.as_of), of_all);
        let knowledge = self.grown(&mut memory.knowledge, &mut memory.met, collection);
        let mut record = isnad_fuse::fuse_again(&mut memory.fusion, &articles, &annotations, &same, &lineage, knowledge, options);
        self.look_back(&mut record, collection, options);
        with_revisions(record, collection, &mut memory.revisions)
    }

    /// Fills in what changed since the last look: beside the record of then, made as a view of that time is.
    fn look_back(&self, record: &mut Record, collection: &Collection, options: &Options) {
        let Some(since) = options.since_look else { return };
        let before = self.record(collection, &Options { as_of: Some(since), without: options.without.clone(), ..Options::default() });
        record.changes = isnad_fuse::changes::changes(&before, record, since);
    }

    /// The knowledge with what those articles of `collection` name that were not met before.
    fn grown<'k>(&self, knowledge: &'k mut Option<Knowledge>, met: &mut FxHashSet<ArticleId>, collection: &Collection) -> &'k Knowledge {
        let knowledge = knowledge.get_or_insert_with(|| self.pack().knowledge(std::iter::empty()));
        let new: Vec<_> = collection.articles.iter().filter(|one| !met.contains(&one.article.id)).collect();
        self.pack().learn(knowledge, named(new.iter().copied()).into_iter());
        met.extend(new.into_iter().map(|one| one.article.id.clone()));
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

/// What a view sees: of a page in several states those that were known by then.
fn seen<'c>(collection: &'c Collection, options: &Options) -> Vec<&'c Arc<Extracted>> {
    let later = options.as_of.map(|limit| revisions::later_states(&collection.articles, limit)).unwrap_or_default();
    collection.articles.iter().filter(|one| later.is_empty() || !later.contains(&one.article.id)).collect()
}

fn of<'c>(seen: &[&'c Arc<Extracted>]) -> (Vec<&'c Article>, Vec<&'c Annotation>) {
    seen.iter().map(|one| (&one.article, &one.annotation)).unzip()
}

fn with_revisions(mut record: Record, collection: &Collection, memory: &mut revisions::Memory) -> Record {
    record.revisions = revisions::rows(&record, &collection.articles, memory);
    record
}

/// The ids of everybody whom some articles name.
fn named<'c>(articles: impl Iterator<Item = &'c Arc<Extracted>>) -> BTreeSet<&'c str> {
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
