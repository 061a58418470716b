//! The facts that every part of fusion reads: articles and claims in canonical order, names, days.

use crate::bare::Standing;
use crate::days::{Day, Days, date, day};
use crate::record::{Inferred, Measure, Named, NamedPlace};
use crate::roots::Origin;
use isnad_lineage::CopyEdge;
use isnad_model::{Annotation, Article, Basis, Claim, ClaimId, EntityRef, Knowledge, Modality, PlaceKind, PlaceRef, Polarity, Position, Stamp};
use jiff::civil::{Date, DateTime};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// One article with what fusion derives of it.
pub(crate) struct ArticleFacts<'a> {
    pub article: &'a Article,
    pub annotation: &'a Annotation,
    /// Where its claims stand, in the order of their evidence.
    pub claims: Range<usize>,
    /// The outlet as an entity.
    pub outlet: Arc<str>,
    /// Its number in the memory, and that of its story's id.
    pub number: u32,
    pub story_number: u32,
    /// Index of its story cluster.
    pub story: Option<usize>,
    /// Day of publication, or the days inferred for it.
    pub published: Option<Days>,
    /// When this state of its page came, where it is not the first of them.
    pub restated: Option<Stamp>,
    pub inferred: Option<Inferred>,
}

impl ArticleFacts<'_> {
    /// A key to order publications by, where one is known.
    pub fn moment(&self) -> Option<DateTime> {
        match self.restated.or(self.article.published_at) {
            Some(stamp) => Some(stamp.order_key()),
            None => self.published.map(|days| date(days.start).to_datetime(jiff::civil::Time::midnight())),
        }
    }
}

/// What a claim says for itself, whatever stands beside it.
#[derive(Clone, Debug)]
pub(crate) struct Base {
    /// Its own number: that of its article, and its place in it.
    pub number: u64,
    /// Its index in the annotation.
    pub at: usize,
    pub origins: Vec<Origin>,
    /// Institutions among them.
    pub standing: Vec<Standing>,
    pub relays: Vec<String>,
    /// Roots of its actors and of its targets, sorted.
    pub actors: Vec<String>,
    pub targets: Vec<String>,
    /// Days it tells of in so many words.
    pub told: Option<Days>,
    /// The day by which relations are judged: that of the deed where it is told, else that of publication.
    pub on: Option<Date>,
}

impl Base {
    /// The same as the claim at a place of an article.
    pub fn numbered(self, article: u32, place: usize) -> Self {
        Base { number: u64::from(article) << 32 | place as u64, ..self }
    }
}

/// One claim with what fusion derives of it.
pub(crate) struct ClaimFacts<'a> {
    pub claim: &'a Claim,
    pub base: Arc<Base>,
    /// That of its base, at hand.
    pub number: u64,
    /// Index of its article.
    pub article: usize,
    /// Days it speaks of.
    pub days: Option<Days>,
    pub days_inferred: bool,
    /// Claims of one derivation share a number: that of the first of them.
    pub derivation: u64,
    /// The same, of claims whose pages are one the copy of the other.
    pub copied: u64,
    /// Hash of the institutions that its story tells its bare ones to be.
    pub meant: u64,
    /// What its number measures.
    pub measure: Option<Measure>,
    /// The claim, by number, of the total that its number is part of.
    pub total: Option<u64>,
}

impl Deref for ClaimFacts<'_> {
    type Target = Base;

    fn deref(&self) -> &Base {
        &self.base
    }
}

impl ClaimFacts<'_> {
    /// Body claims only may count; headings, titles and captions repeat.
    pub fn in_body(&self) -> bool {
        self.claim.parts.position == Position::Body
    }

    pub fn is_actual(&self) -> bool {
        self.claim.parts.modality == Modality::Actual
    }

    pub fn is_denied(&self) -> bool {
        self.claim.parts.polarity == Polarity::Denied
    }

    /// Told as what comes again or goes on: none of the single deeds of its place.
    pub fn is_repeated(&self) -> bool {
        self.days.is_none() && self.claim.parts.rules.iter().any(|rule| rule == isnad_model::REPEATED)
    }

    /// Told in the outlet's own voice, with nothing to say how it knows.
    pub fn is_flat(&self) -> bool {
        self.claim.parts.basis == Basis::Unattributed
    }

    pub fn counts(&self) -> bool {
        self.in_body() && self.origins.iter().any(|origin| origin.root.is_some())
    }

    /// The day, when the claim speaks of a short stretch.
    pub fn short_days(&self) -> Option<Days> {
        self.days.filter(|days| days.width() <= 6)
    }
}

/// Everything fusion reads.
pub(crate) struct World<'a> {
    pub knowledge: &'a Knowledge,
    pub articles: Vec<ArticleFacts<'a>>,
    pub claims: Vec<ClaimFacts<'a>>,
    pub story_ids: Vec<Arc<str>>,
    /// Their numbers in the memory.
    pub story_numbers: Vec<u32>,
    pub names: Names,
    /// Article id → index, filled once the articles are settled.
    pub places: FxHashMap<&'a str, usize>,
    /// Claim id → number, of this record's claims and of such as are no longer there.
    pub ids: FxHashMap<ClaimId, u64>,
    /// Number of an article → its index, filled once the articles are settled.
    pub numbered: FxHashMap<u32, usize>,
}

impl World<'_> {
    /// Notes where articles and their claims stand, after some have gone.
    pub fn settle(&mut self) {
        let mut start = 0;
        for (i, article) in self.articles.iter_mut().enumerate() {
            let end = start + self.claims[start..].iter().take_while(|facts| facts.article == i).count();
            article.claims = start..end;
            start = end;
        }
        self.places = self.articles.iter().enumerate().map(|(i, facts)| (facts.article.id.as_str(), i)).collect();
        self.numbered = self.articles.iter().enumerate().map(|(i, facts)| (facts.number, i)).collect();
    }

    /// The two articles of a copy edge.
    pub fn ends(&self, edge: &CopyEdge) -> Option<(usize, usize)> {
        Some((*self.places.get(edge.from.as_str())?, *self.places.get(edge.to.as_str())?))
    }

    /// The article of a claim.
    pub fn article_of(&self, claim: &ClaimId) -> Option<usize> {
        self.at(*self.ids.get(claim)?).map(|at| self.claims[at].article)
    }

    /// Where the claim of an id stands.
    pub fn index_of(&self, id: &ClaimId) -> Option<usize> {
        self.at(*self.ids.get(id)?)
    }

    /// Where the claim of a number stands.
    pub fn at(&self, number: u64) -> Option<usize> {
        let range = self.articles[*self.numbered.get(&((number >> 32) as u32))?].claims.clone();
        let start = range.start;
        self.claims[range].binary_search_by_key(&number, |facts| facts.number).ok().map(|at| start + at)
    }

    pub fn published(&self, claim: usize) -> Option<Days> {
        let (facts, article) = (&self.claims[claim], &self.articles[self.claims[claim].article]);
        match article.article.entry_times.is_empty() {
            true => article.published,
            false => article.article.told_at_span(facts.claim.evidence).map(|stamp| Days::one(day(stamp.date()))).or(article.published),
        }
    }

    /// When it was told, where more than the day is known.
    pub fn moment(&self, claim: usize) -> Option<DateTime> {
        let (facts, article) = (&self.claims[claim], &self.articles[self.claims[claim].article]);
        match article.article.entry_times.is_empty() {
            true => article.moment(),
            false => article.article.told_at_span(facts.claim.evidence).map(|stamp| stamp.order_key()).or_else(|| article.moment()),
        }
    }

    /// The same, where the hour is known, so that what is told of one day can be put in its order.
    pub fn hour(&self, claim: usize) -> Option<DateTime> {
        let facts = &self.claims[claim];
        let article = self.articles[facts.article].article;
        let told = self.articles[facts.article].restated.or_else(|| article.told_at_span(facts.claim.evidence)).or(article.published_at);
        told.filter(|stamp| !stamp.day_only).map(|stamp| stamp.order_key())
    }

    /// The first day on which a claim could be read.
    pub fn day_told(&self, claim: usize) -> Option<Day> {
        let restated = self.articles[self.claims[claim].article].restated;
        restated.map(|stamp| day(stamp.date())).or_else(|| self.published(claim).map(|days| days.start))
    }

    pub fn first_published(&self, claims: &[usize]) -> Option<Day> {
        claims.iter().filter_map(|&claim| self.published(claim)).map(|days| days.start).min()
    }
}

/// Names of entities and places, the packs' own first, else the smallest spelling seen, in whatever order they come.
#[derive(Debug, Default)]
pub(crate) struct Names {
    entities: BTreeMap<String, Named>,
    places: BTreeMap<String, NamedPlace>,
    /// Ids whose name or kind is no longer what it was.
    changed: FxHashSet<String>,
    /// How many names the packs gave.
    packs: usize,
}

impl Names {
    /// Reads the names of the packs.
    pub fn of(knowledge: &Knowledge) -> Self {
        let entities = knowledge.names.iter().map(|(id, names)| (id.clone(), named(id, &names.ar, names.en.as_deref()))).collect();
        let place = |(id, names): (&String, &isnad_model::knowledge::Names)| {
            let name = named(id, &names.ar, names.en.as_deref());
            (id.clone(), NamedPlace { name, kind: PlaceKind::Unknown, position: None })
        };
        Names { entities, places: knowledge.place_names.iter().map(place).collect(), changed: FxHashSet::default(), packs: knowledge.names.len() }
    }

    /// Ids whose names have changed since this was last asked.
    pub fn take_changed(&mut self) -> FxHashSet<String> {
        std::mem::take(&mut self.changed)
    }

    /// Takes in names of the packs that were not known before.
    pub fn read_packs(&mut self, knowledge: &Knowledge) {
        if self.packs != knowledge.names.len() {
            self.packs = knowledge.names.len();
            for (id, names) in &knowledge.names {
                let name = named(id, &names.ar, names.en.as_deref());
                if self.entities.get(id) != Some(&name) {
                    self.changed.insert(id.clone());
                    self.entities.insert(id.clone(), name);
                }
            }
        }
    }

    /// Takes in the names that a claim carries.
    pub fn read(&mut self, claim: &Claim, knowledge: &Knowledge) {
        let parts = &claim.parts;
        let sources = parts.attribution.iter().map(|link| &link.source);
        for entity in parts.actors.iter().chain(&parts.targets).chain(&parts.co_origins).chain(sources) {
            if !knowledge.names.contains_key(entity.id.as_ref()) {
                self.read_entity(entity);
            }
        }
        for place in &parts.places {
            self.read_place(place, knowledge);
        }
    }

    fn read_entity(&mut self, entity: &EntityRef) {
        let new = named(&entity.id, &entity.name_ar, entity.name_en.as_deref());
        match self.entities.get_mut(&*entity.id) {
            Some(known) if new >= *known => return,
            Some(known) => *known = new,
            None => drop(self.entities.insert(entity.id.to_string(), new)),
        }
        self.changed.insert(entity.id.to_string());
    }

    fn read_place(&mut self, place: &PlaceRef, knowledge: &Knowledge) {
        let new = NamedPlace { name: named(&place.id, &place.name_ar, place.name_en.as_deref()), kind: place.kind, position: place.position };
        let fixed = knowledge.place_names.contains_key(place.id.as_ref());
        let before = self.places.get(&*place.id);
        let mut known = before.cloned().unwrap_or_else(|| new.clone());
        if !fixed && new.name < known.name {
            known.name = new.name;
        }
        known.kind = known.kind.min(new.kind);
        known.position = known.position.max(new.position);
        if before != Some(&known) {
            self.changed.insert(place.id.to_string());
            self.places.insert(place.id.to_string(), known);
        }
    }

    /// Takes in a name for an outlet that the packs do not know: one in both languages is best.
    pub fn read_outlet(&mut self, id: &str, article: &Article, knowledge: &Knowledge) {
        let outlet = &article.outlet;
        let arabic = outlet.name_ar.as_deref().unwrap_or(&outlet.id);
        let new = named(id, arabic, outlet.name_en.as_deref());
        let rank = |name: &Named| (name.name_ar.is_empty(), name.name_en.is_none(), name.clone());
        let better = self.entities.get(id).is_none_or(|known| !knowledge.names.contains_key(id) && rank(&new) < rank(known));
        if better {
            self.changed.insert(id.to_owned());
            self.entities.insert(id.to_owned(), new);
        }
    }

    /// The entity with its names; an id that nobody named stands for itself.
    pub fn entity(&self, id: &str) -> Named {
        self.entities.get(id).cloned().unwrap_or_else(|| named(id, id, None))
    }

    pub fn entities<'i>(&self, ids: impl IntoIterator<Item = &'i String>) -> Vec<Named> {
        ids.into_iter().map(|id| self.entity(id)).collect()
    }

    pub fn place(&self, id: &str) -> NamedPlace {
        let unknown = || NamedPlace { name: named(id, id, None), kind: PlaceKind::Unknown, position: None };
        self.places.get(id).cloned().unwrap_or_else(unknown)
    }

    /// Every place that has a name.
    pub fn places(&self) -> impl Iterator<Item = &NamedPlace> {
        self.places.values()
    }

    /// What a place is, without copying its names.
    pub fn place_kind(&self, id: &str) -> PlaceKind {
        self.places.get(id).map_or(PlaceKind::Unknown, |place| place.kind)
    }
}

fn named(id: &str, arabic: &str, english: Option<&str>) -> Named {
    Named { id: id.to_owned(), name_ar: arabic.to_owned(), name_en: english.map(str::to_owned) }
}

/// Day numbers as dates.
pub(crate) fn dates(days: Days) -> (Date, Date) {
    (date(days.start), date(days.end))
}
