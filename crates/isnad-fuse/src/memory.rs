//! What fusion keeps from one record to the next, so that one article more costs what it touches.
//!
//! Everything kept stands beside the exact inputs that it was made of and is made anew when they differ. A record made with a memory is
//! therefore the record made from scratch, in whatever order and batches the articles came.

use crate::bucket::Key;
use crate::days::Days;
use crate::events::Built;
use crate::figures;
use crate::framing::LabelCounts;
use crate::given::{self, Changes};
use crate::input::Given;
use crate::measure::Measures;
use crate::options::Options;
use crate::record::{ArticleRow, Control, Figure, Measure, StoryRow, TimelineDay};
use crate::rows::KeptRow;
use crate::series::SeriesKey;
use crate::sources::Counts;
use crate::world::{Base, ClaimFacts, Names, World};
use isnad_lineage::CopyEdge;
use isnad_model::{Annotation, Article, ArticleId, ClaimId, Diagnostic, Stamp};
use isnad_text::Span;
use jiff::civil::{Date, DateTime};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A copy edge, and the pairs of claims (by number) that it carries over.
type Carried = (Arc<CopyEdge>, Vec<(u32, u32)>);

/// The articles of a story, by number, and their days.
type Members = Vec<(u32, Option<Days>)>;

/// The memory of one view of one growing collection: articles with claims of one set of packs, under one `as_of` and `without`.
#[derive(Debug, Default)]
pub struct Memory {
    view: Option<(Option<Stamp>, Vec<String>)>,
    pub(crate) names: Names,
    articles: FxHashMap<ArticleId, Arc<Read>>,
    /// Who names whom, once a second record is made.
    naming: Naming,
    /// Claim id → number.
    pub(crate) ids: FxHashMap<ClaimId, u64>,
    /// Articles read so far: the number of the next.
    read: u32,
    /// Numbers of story ids and of places.
    pub(crate) stories: Numbers,
    pub(crate) places: Numbers,
    /// What claims of undated articles say, judged by the days that were inferred for them.
    pub(crate) dated: FxHashMap<u64, (Days, Arc<Base>)>,
    /// What the numbers of each article measure.
    pub(crate) measures: FxHashMap<u32, Measures>,
    /// Pairs of claims (by their place in the two articles) that an edge carries onto each other.
    pub(crate) carried: FxHashMap<(u32, u32), Carried>,
    /// Buckets by number.
    keys: Vec<Arc<Key>>,
    key_numbers: FxHashMap<Arc<Key>, u32>,
    /// What each article gave the buckets, and the changes of holder by which they were cut.
    pub(crate) given: FxHashMap<u32, given::Given>,
    pub(crate) changes: Changes,
    /// Events of the last record, by id.
    pub(crate) built: Vec<Built>,
    /// Events made so far: the number of the next.
    made: u32,
    /// Numbers of the claims of the last record, in their order.
    order: Vec<u64>,
    /// Claims whose numbers count into series, and the series.
    pub(crate) counted_marks: Vec<Mark>,
    pub(crate) series: FxHashMap<SeriesKey, figures::Kept>,
    pub(crate) figures: Vec<Arc<Figure>>,
    /// Of these, those of events that now bear another id.
    pub(crate) outdated: Vec<Arc<Figure>>,
    pub(crate) control: BTreeMap<String, Arc<Control>>,
    pub(crate) story_rows: FxHashMap<u32, (Members, Arc<StoryRow>)>,
    pub(crate) article_rows: FxHashMap<u32, (Vec<Span>, u32, Arc<ArticleRow>)>,
    pub(crate) claim_rows: FxHashMap<u32, Vec<KeptRow>>,
    /// Names of what sources and terms are counted under, and the counts of each article's claims and labels.
    pub(crate) counted: Numbers,
    pub(crate) claim_counts: FxHashMap<u32, Vec<(u32, Counts)>>,
    pub(crate) label_counts: FxHashMap<u32, LabelCounts>,
    /// The sums of these and of what the events count.
    pub(crate) sums: Vec<Counts>,
    pub(crate) label_sums: FxHashMap<u32, [usize; 4]>,
    pub(crate) days: FxHashMap<Option<Date>, Arc<TimelineDay>>,
    /// Numbers of the events of each day and of each story; those of events that are no more may be among them.
    pub(crate) day_events: FxHashMap<Option<Date>, FxHashSet<u32>>,
    pub(crate) story_events: FxHashMap<u32, FxHashSet<u32>>,
    /// The same of each article, by number.
    pub(crate) article_events: FxHashMap<u32, FxHashSet<u32>>,
}

/// Names by number, in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Numbers(FxHashMap<String, u32>);

impl Numbers {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn names(&self) -> impl Iterator<Item = (&str, u32)> {
        self.0.iter().map(|(name, number)| (name.as_str(), *number))
    }

    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(&known) = self.0.get(name) {
            return known;
        }
        let next = self.0.len() as u32;
        self.0.insert(name.to_owned(), next);
        next
    }
}

/// What one article says for itself.
#[derive(Debug)]
pub(crate) struct Read {
    pub number: u32,
    /// Hash of all that the article tells of itself beside its text.
    stamp: u64,
    pub outlet: Arc<str>,
    /// Its claims in the order of their evidence.
    pub claims: Vec<Arc<Base>>,
    pub diagnostics: Vec<Diagnostic>,
}

/// What everything made of a claim depends on, beside what the claim says for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    number: u64,
    days: Option<Days>,
    days_inferred: bool,
    published: Option<Days>,
    restated: Option<DateTime>,
    story: u32,
    derivation: u64,
    copied: u64,
    meant: u64,
    measure: Option<Measure>,
}

impl Mark {
    pub fn of(world: &World, facts: &ClaimFacts) -> Self {
        let article = &world.articles[facts.article];
        Mark {
            number: facts.number,
            days: facts.days,
            days_inferred: facts.days_inferred,
            published: article.published,
            restated: article.restated.map(|stamp| stamp.order_key()),
            story: article.story_number,
            derivation: facts.derivation,
            copied: facts.copied,
            meant: facts.meant,
            measure: facts.measure,
        }
    }
}

/// The place of a claim that is no longer there.
pub(crate) const GONE: usize = usize::MAX;

impl Memory {
    /// Makes ready for a view: what was kept for another is forgotten.
    pub(crate) fn open(&mut self, options: &Options, pack_names: impl FnOnce() -> Names) {
        let view = Some((options.as_of, options.without.clone()));
        if self.view != view {
            *self = Memory { view, names: pack_names(), ..Memory::default() };
        }
    }

    /// What each article says for itself; those not met before are read by `read`, which also takes in their names. Articles that name
    /// somebody whose name has changed thereby get new numbers, so that all that shows them is made anew.
    pub(crate) fn readings(
        &mut self,
        given: &[Given],
        mut read: impl FnMut(&mut Names, &Article, &Annotation) -> (Arc<str>, Vec<Base>, Vec<Diagnostic>),
    ) -> Vec<Arc<Read>> {
        let known = self.read;
        let is_first = known > 0 && self.naming.noted.is_empty();
        let mut out: Vec<Arc<Read>> = Vec::with_capacity(given.len());
        for &(article, annotation, same) in given {
            if let Some(before) = self.articles.get(&article.id).filter(|before| same || before.stamp == stamp(article, annotation)) {
                if is_first || !same {
                    self.naming.note(before, annotation);
                }
                out.push(before.clone());
                continue;
            }
            let stamp = stamp(article, annotation);
            let (outlet, claims, diagnostics) = read(&mut self.names, article, annotation);
            let number = self.next_article();
            let claims: Vec<Arc<Base>> = claims.into_iter().enumerate().map(|(at, base)| Arc::new(base.numbered(number, at))).collect();
            self.ids.extend(claims.iter().map(|base| (annotation.claims[base.at].id.clone(), base.number)));
            let made = Arc::new(Read { number, stamp, outlet, claims, diagnostics });
            self.articles.insert(article.id.clone(), made.clone());
            if known > 0 {
                self.naming.note(&made, annotation);
            }
            out.push(made);
        }
        let renamed = self.names.take_changed();
        let naming: FxHashSet<u32> =
            renamed.iter().filter_map(|id| self.naming.articles.get(id)).flatten().copied().filter(|&one| one < known).collect();
        if !naming.is_empty() {
            for (one, (article, annotation, _)) in out.iter_mut().zip(given) {
                if naming.contains(&one.number) {
                    let number = self.next_article();
                    let claims: Vec<Arc<Base>> =
                        one.claims.iter().enumerate().map(|(at, base)| Arc::new((**base).clone().numbered(number, at))).collect();
                    self.ids.extend(claims.iter().map(|base| (annotation.claims[base.at].id.clone(), base.number)));
                    *one = Arc::new(Read { number, claims, outlet: one.outlet.clone(), diagnostics: one.diagnostics.clone(), ..**one });
                    self.articles.insert(article.id.clone(), one.clone());
                    self.naming.note(one, annotation);
                }
            }
        }
        out
    }

    fn next_article(&mut self) -> u32 {
        self.read += 1;
        self.read - 1
    }

    /// A number for an event.
    pub(crate) fn next_event(&mut self) -> u32 {
        self.made += 1;
        self.made - 1
    }

    /// The number of a bucket.
    pub(crate) fn key_number(&mut self, key: Key) -> u32 {
        if let Some(&known) = self.key_numbers.get(&key) {
            return known;
        }
        let (next, key) = (self.keys.len() as u32, Arc::new(key));
        self.keys.push(key.clone());
        self.key_numbers.insert(key, next);
        next
    }

    /// The bucket of a number.
    pub(crate) fn key(&self, number: u32) -> Arc<Key> {
        self.keys[number as usize].clone()
    }

    /// The numbers of the buckets of some kind.
    pub(crate) fn keys_of(&self, is: impl Fn(&Key) -> bool) -> impl Iterator<Item = u32> {
        self.keys.iter().enumerate().filter(move |(_, key)| is(key)).map(|(number, _)| number as u32)
    }

    /// Takes the events of the last record, their claims counted as in `world`.
    pub(crate) fn take_built(&mut self, world: &World) -> Vec<Built> {
        // Both lists hold the claims of most articles in one row, so most places follow from the one before.
        let mut last = None;
        let mut place = |&number: &u64| {
            let next = last.map_or(0, |last| last + 1);
            let at = if world.claims.get(next).is_some_and(|facts| facts.number == number) { Some(next) } else { world.at(number) };
            last = at.or(last);
            at.unwrap_or(GONE)
        };
        let moved: Vec<usize> = self.order.iter().map(&mut place).collect();
        let mut built = std::mem::take(&mut self.built);
        for one in &mut built {
            one.cluster.renumber(|claim| moved[claim]);
        }
        built
    }

    /// Keeps the names and events of this record.
    pub(crate) fn keep(&mut self, world: World, mut built: Vec<Built>) {
        self.order.clear();
        self.order.extend(world.claims.iter().map(|facts| facts.number));
        built.iter_mut().for_each(|one| one.fresh = false);
        (self.names, self.ids) = (world.names, world.ids);
        self.built = built;
    }
}

/// Id of an entity or place → numbers of the articles that name it.
#[derive(Debug, Default)]
struct Naming {
    articles: FxHashMap<String, Vec<u32>>,
    noted: FxHashSet<u32>,
}

impl Naming {
    /// Notes whom an article names.
    fn note(&mut self, read: &Read, annotation: &Annotation) {
        if !self.noted.insert(read.number) {
            return;
        }
        let mut note = |id: &str| match self.articles.get_mut(id) {
            Some(articles) if articles.last() == Some(&read.number) => {}
            Some(articles) => articles.push(read.number),
            None => drop(self.articles.insert(id.to_owned(), vec![read.number])),
        };
        note(&read.outlet);
        for base in &read.claims {
            let parts = &annotation.claims[base.at].parts;
            parts.actors.iter().chain(&parts.targets).for_each(|entity| note(&entity.id));
            parts.places.iter().for_each(|place| note(&place.id));
            base.origins.iter().for_each(|origin| note(&origin.member));
            base.origins.iter().filter_map(|origin| origin.root.as_ref()).for_each(|root| note(root));
            base.relays.iter().chain(&base.actors).chain(&base.targets).for_each(|id| note(id));
        }
    }
}

fn stamp(article: &Article, annotation: &Annotation) -> u64 {
    let mut hasher = FxHasher::default();
    let outlet = &article.outlet;
    (&article.source, &article.url, &article.title, &article.language, &article.credits).hash(&mut hasher);
    (&outlet.id, &outlet.name_ar, &outlet.name_en, annotation.claims.len(), annotation.labels.len()).hash(&mut hasher);
    (article.published_at, article.updated_at, article.seen_at, &article.entry_times).hash(&mut hasher);
    hasher.finish()
}
