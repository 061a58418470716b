//! One record with the indexes that pages need.

use crate::digest::{Digest, StoryDigest};
use crate::pages::row::{Weight, weight};
use crate::search::Index;
use crate::strings::Lang;
use isnad_fuse::Record;
use isnad_fuse::record::{ArticleRow, ClaimRow, Control, Event, Figure, Named, StoryRow};
use isnad_lineage::CopyEdge;
use isnad_model::{ClaimId, EntityKind, Modality, Polarity, Position};
use rustc_hash::FxBuildHasher;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::BuildHasher;
use std::sync::OnceLock;
use tokio::sync::OnceCell;

/// A record and where to find things in it.
pub struct Snapshot {
    /// The record.
    pub record: Record,
    articles: Order,
    claims: Order,
    events: Order,
    figures: Order,
    stories: Order,
    /// Names of every root, agency and outlet.
    pub names: BTreeMap<String, Named>,
    /// Outlets, agencies and media.
    pub press: HashSet<String>,
    /// Member of a chain → its root.
    pub root_of: HashMap<String, String>,
    /// Event → open contradictions that name it.
    pub contradictions_of: HashMap<String, usize>,
    claims_by_article: Order,
    copies_by_article: Order,
    event_names: OnceLock<EventNames>,
    name_words: OnceLock<Index>,
    /// Hash of all that the record says, once somebody asked for it whole.
    pub hash: OnceCell<String>,
    /// What pages ask for again and again.
    pub digest: Digest,
}

impl Snapshot {
    /// Indexes `record`.
    pub fn of(record: Record) -> Self {
        let mut snapshot = Snapshot {
            articles: Order::of(record.articles.len(), |at| record.articles[at].id.as_str()),
            claims: Order::of(record.claims.len(), |at| record.claims[at].claim.id.as_str()),
            events: Order::of(record.events.len(), |at| record.events[at].id.as_str()),
            figures: Order::of(record.figures.len(), |at| record.figures[at].id.as_str()),
            stories: Order::of(record.stories.len(), |at| record.stories[at].id.as_str()),
            names: names(&record),
            press: press(&record),
            root_of: HashMap::new(),
            contradictions_of: HashMap::new(),
            claims_by_article: Order::of(record.claims.len(), |at| record.claims[at].claim.article.as_str()),
            copies_by_article: Order::of(record.lineage.len(), |at| record.lineage[at].to.as_str()),
            event_names: OnceLock::new(),
            name_words: OnceLock::new(),
            hash: OnceCell::new(),
            digest: Digest::default(),
            record,
        };
        for event in &snapshot.record.events {
            for chain in event.chains_for.iter().chain(&event.chains_against) {
                for member in &chain.members {
                    snapshot.root_of.entry(member.id.clone()).or_insert_with(|| chain.root.id.clone());
                }
            }
        }
        for one in snapshot.record.contradictions.iter().filter(|one| one.state == isnad_fuse::record::ContradictionState::Open) {
            if let Some(event) = &one.event {
                *snapshot.contradictions_of.entry(event.clone()).or_default() += 1;
            }
        }
        snapshot.digest = Digest::of(&snapshot);
        snapshot
    }

    /// The article of that id.
    pub fn article(&self, id: &str) -> Option<&ArticleRow> {
        self.articles.find(id, |at| self.record.articles[at].id.as_str()).map(|at| &self.record.articles[at])
    }

    /// The claim of that id.
    pub fn claim(&self, id: &str) -> Option<&ClaimRow> {
        self.claims.find(id, |at| self.record.claims[at].claim.id.as_str()).map(|at| &self.record.claims[at])
    }

    /// The event of that id.
    pub fn event(&self, id: &str) -> Option<&Event> {
        self.place_of(id).map(|at| &self.record.events[at])
    }

    /// Where the event of that id stands in the record.
    pub fn place_of(&self, event: &str) -> Option<usize> {
        self.events.find(event, |at| self.record.events[at].id.as_str())
    }

    /// The figure series of that id.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.find(id, |at| self.record.figures[at].id.as_str()).map(|at| &self.record.figures[at])
    }

    /// The story of that id.
    pub fn story(&self, id: &str) -> Option<&StoryRow> {
        self.place_of_story(id).map(|at| &self.record.stories[at])
    }

    fn place_of_story(&self, id: &str) -> Option<usize> {
        self.stories.find(id, |at| self.record.stories[at].id.as_str())
    }

    /// The control of the place of that id.
    pub fn control(&self, place: &str) -> Option<&Control> {
        self.record.control.iter().find(|one| one.place.name.id == place)
    }

    /// The claims of one article in text order.
    pub fn claims_of<'s>(&'s self, article: &str) -> impl Iterator<Item = &'s ClaimRow> {
        let found = self.claims_by_article.all(article, |at| self.record.claims[at].claim.article.as_str());
        found.map(|at| &self.record.claims[at])
    }

    /// Edges that lead to one article.
    pub fn copies_of<'s>(&'s self, article: &str) -> impl Iterator<Item = &'s CopyEdge> {
        let found = self.copies_by_article.all(article, |at| self.record.lineage[at].to.as_str());
        found.map(|at| &self.record.lineage[at])
    }

    /// Events whose type, places and people go by the words of `question`.
    pub fn find_events(&self, question: &str) -> Vec<&Event> {
        self.event_names
            .get_or_init(|| EventNames::of(self.record.events.iter()))
            .find(question)
            .into_iter()
            .map(|at| &self.record.events[at as usize])
            .collect()
    }

    /// Makes ready for searches.
    pub fn read_names(&self) {
        self.find_events("");
        self.find_names("");
    }

    /// Sources that go by every word of `question`.
    pub fn find_names(&self, question: &str) -> Vec<&Named> {
        let texts = || self.names.values().map(|named| format!("{} {}", named.name_ar, named.name_en.as_deref().unwrap_or_default()));
        let index = self.name_words.get_or_init(|| Index::of_texts(texts()));
        let found: HashSet<u32> = index.find(question).into_iter().collect();
        self.names.values().enumerate().filter(|(at, _)| found.contains(&(*at as u32))).map(|(_, named)| named).collect()
    }

    /// What the story of that id amounts to.
    pub fn digest_of(&self, story: &str) -> Option<&StoryDigest> {
        self.place_of_story(story).and_then(|at| self.digest.of_story.get(at))
    }

    /// The events at those places of the record.
    pub fn events_at<'s>(&'s self, places: &'s [usize]) -> impl ExactSizeIterator<Item = &'s Event> {
        places.iter().map(|&at| &self.record.events[at])
    }

    /// How much an editor would want to see `event`.
    pub fn weight(&self, event: &Event) -> Weight {
        self.place_of(&event.id).map_or_else(|| weight(event), |at| self.digest.weight(at))
    }

    /// Claims of one side of an event that count for no root: they name nobody, or only somebody who cannot be told (`a military source`).
    pub fn nobodys<'a>(&'a self, event: &'a Event, side: Polarity) -> impl Iterator<Item = &'a ClaimId> {
        let of_side = move |id: &&ClaimId| {
            self.claim(id.as_str()).is_some_and(|row| {
                let parts = &row.claim.parts;
                row.roots.is_empty() && parts.polarity == side && parts.modality == Modality::Actual && parts.position == Position::Body
            })
        };
        event.reasons.iter().map(|reason| &reason.claim).filter(of_side).filter(|id| !event.restatements.contains(id))
    }

    /// Whether an event is denied, but by nobody who counts.
    pub fn is_denied_by_nobody(&self, event: &Event) -> bool {
        self.place_of(&event.id).is_some_and(|at| self.digest.denied_by_nobody.contains(&at))
    }

    /// The sentence that carries a claim, and its article.
    pub fn quote(&self, claim: &str) -> Option<(&ClaimRow, &ArticleRow, &str)> {
        let row = self.claim(claim)?;
        let article = self.article(row.claim.article.as_str())?;
        Some((row, article, row.claim.evidence.slice(&article.text)))
    }

    /// The event that holds most of the claims of `event`, an event of another view.
    pub fn heir(&self, event: &Event) -> Option<&Event> {
        let mut shares: BTreeMap<&str, usize> = BTreeMap::new();
        for reason in &event.reasons {
            for id in self.claim(reason.claim.as_str()).into_iter().flat_map(|row| &row.events) {
                *shares.entry(id).or_default() += 1;
            }
        }
        let best = shares.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)))?;
        self.event(best.0)
    }
}

/// Where ids stand in a list: hash and place, by hash. It holds no id twice, and looks at few rows.
struct Order(Box<[(u32, u32)]>);

impl Order {
    fn of<'a>(count: usize, id: impl Fn(usize) -> &'a str) -> Order {
        let mut places: Box<[(u32, u32)]> = (0..count).map(|at| (hash(id(at)), at as u32)).collect();
        places.sort_unstable();
        Order(places)
    }

    fn find<'a>(&self, wanted: &str, id: impl Fn(usize) -> &'a str) -> Option<usize> {
        self.all(wanted, id).next()
    }

    /// The places of all that bear an id, in the order of the list.
    fn all<'a>(&self, wanted: &str, id: impl Fn(usize) -> &'a str) -> impl Iterator<Item = usize> {
        let hash = hash(wanted);
        let first = self.0.partition_point(|(held, _)| *held < hash);
        let alike = self.0[first..].iter().take_while(move |(held, _)| *held == hash);
        alike.map(|(_, at)| *at as usize).filter(move |&at| id(at) == wanted)
    }
}

fn hash(id: &str) -> u32 {
    // The upper half is the better mixed one.
    (FxBuildHasher.hash_one(id) >> 32) as u32
}

/// What events can be found by: their types, places and people. Each name is read once, however many events bear it.
struct EventNames {
    words: Index,
    events: Vec<Vec<u32>>,
}

impl EventNames {
    fn of<'e>(events: impl Iterator<Item = &'e Event>) -> EventNames {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let (mut texts, mut of_name): (Vec<String>, Vec<Vec<u32>>) = (Vec::new(), Vec::new());
        for (at, event) in events.enumerate() {
            let mut add = |id, text: &dyn Fn() -> String| {
                let name = *places.entry(id).or_insert_with(|| {
                    texts.push(text());
                    of_name.push(Vec::new());
                    texts.len() - 1
                });
                of_name[name].push(at as u32);
            };
            let kind = event.event_type.name();
            add(kind, &|| format!("{} {} {}", Lang::Ar.code_word("type", kind), Lang::En.code_word("type", kind), kind.replace('_', " ")));
            for named in event.places.iter().map(|place| &place.name).chain(&event.actors).chain(&event.targets) {
                add(&named.id, &|| format!("{} {}", named.name_ar, named.name_en.as_deref().unwrap_or_default()));
            }
        }
        EventNames { words: Index::of_texts(texts.into_iter()), events: of_name }
    }

    fn find(&self, question: &str) -> Vec<u32> {
        self.words.find_through(question, |name, out| out.extend(&self.events[name as usize]))
    }
}

/// Agencies and media among those whom claims name.
fn press(record: &Record) -> HashSet<String> {
    let sources = record.claims.iter().flat_map(|row| &row.claim.parts.attribution).map(|link| &link.source);
    let mut press: HashSet<String> =
        sources.filter(|source| matches!(source.kind, EntityKind::Agency | EntityKind::Media)).map(|source| source.id.to_string()).collect();
    press.extend(record.articles.iter().map(|row| row.outlet.id.clone()));
    press
}

fn names(record: &Record) -> BTreeMap<String, Named> {
    let mut names: BTreeMap<String, Named> = record.sources.iter().map(|row| (row.source.id.clone(), row.source.clone())).collect();
    for row in &record.articles {
        let outlet = &row.outlet;
        let ar = outlet.name_ar.clone().or_else(|| outlet.name_en.clone());
        if let Some(name_ar) = ar {
            names.entry(outlet.id.clone()).or_insert(Named { id: outlet.id.clone(), name_ar, name_en: outlet.name_en.clone() });
        }
    }
    let chains = record.events.iter().flat_map(|event| event.chains_for.iter().chain(&event.chains_against));
    let of_chains = chains.flat_map(|chain| std::iter::once(&chain.root).chain(&chain.members).chain(&chain.relays));
    let points = record.figures.iter().flat_map(|figure| &figure.points);
    let of_points = points.flat_map(|point| point.root.iter().chain(&point.members).chain(&point.relays));
    for named in of_chains.chain(of_points) {
        names.entry(named.id.clone()).or_insert_with(|| named.clone());
    }
    for source in record.claims.iter().flat_map(|row| &row.claim.parts.attribution).map(|link| &link.source) {
        names.entry(source.id.to_string()).or_insert_with(|| Named {
            id: source.id.to_string(),
            name_ar: source.name_ar.to_string(),
            name_en: source.name_en.as_deref().map(str::to_owned),
        });
    }
    names
}
