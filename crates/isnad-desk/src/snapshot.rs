//! One record with the indexes that pages need.

use crate::digest::{Digest, StoryDigest};
use crate::pages::row::{Weight, weight};
use crate::search::Index;
use crate::strings::Lang;
use isnad_fuse::Record;
use isnad_fuse::record::{ArticleRow, ClaimRow, Control, Event, Figure, Named, StoryRow};
use isnad_lineage::CopyEdge;
use isnad_model::EntityKind;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

/// A record and where to find things in it.
pub struct Snapshot {
    /// The record.
    pub record: Record,
    articles: HashMap<String, usize>,
    claims: HashMap<String, usize>,
    events: HashMap<String, usize>,
    figures: HashMap<String, usize>,
    stories: HashMap<String, usize>,
    /// Names of every root, agency and outlet.
    pub names: BTreeMap<String, Named>,
    /// Outlets, agencies and media.
    pub press: HashSet<String>,
    /// Member of a chain → its root.
    pub root_of: HashMap<String, String>,
    /// Event → open contradictions that name it.
    pub contradictions_of: HashMap<String, usize>,
    claims_of_article: HashMap<String, Vec<usize>>,
    copies_of_article: HashMap<String, Vec<usize>>,
    event_names: OnceLock<EventNames>,
    name_words: OnceLock<Index>,
    /// What pages ask for again and again.
    pub digest: Digest,
}

impl Snapshot {
    /// Indexes `record`.
    pub fn of(record: Record) -> Self {
        let mut snapshot = Snapshot {
            articles: index(record.articles.iter().map(|row| row.id.as_str())),
            claims: index(record.claims.iter().map(|row| row.claim.id.as_str())),
            events: index(record.events.iter().map(|event| event.id.as_str())),
            figures: index(record.figures.iter().map(|figure| figure.id.as_str())),
            stories: index(record.stories.iter().map(|story| story.id.as_str())),
            names: names(&record),
            press: press(&record),
            root_of: HashMap::new(),
            contradictions_of: HashMap::new(),
            claims_of_article: HashMap::new(),
            copies_of_article: HashMap::new(),
            event_names: OnceLock::new(),
            name_words: OnceLock::new(),
            digest: Digest::default(),
            record,
        };
        for (at, row) in snapshot.record.claims.iter().enumerate() {
            snapshot.claims_of_article.entry(row.claim.article.to_string()).or_default().push(at);
        }
        for (at, edge) in snapshot.record.lineage.iter().enumerate() {
            snapshot.copies_of_article.entry(edge.to.to_string()).or_default().push(at);
        }
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
        self.articles.get(id).map(|&at| &self.record.articles[at])
    }

    /// The claim of that id.
    pub fn claim(&self, id: &str) -> Option<&ClaimRow> {
        self.claims.get(id).map(|&at| &self.record.claims[at])
    }

    /// The event of that id.
    pub fn event(&self, id: &str) -> Option<&Event> {
        self.events.get(id).map(|&at| &self.record.events[at])
    }

    /// Where the event of that id stands in the record.
    pub fn place_of(&self, event: &str) -> Option<usize> {
        self.events.get(event).copied()
    }

    /// The figure series of that id.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.get(id).map(|&at| &self.record.figures[at])
    }

    /// The story of that id.
    pub fn story(&self, id: &str) -> Option<&StoryRow> {
        self.stories.get(id).map(|&at| &self.record.stories[at])
    }

    /// The control of the place of that id.
    pub fn control(&self, place: &str) -> Option<&Control> {
        self.record.control.iter().find(|one| one.place.name.id == place)
    }

    /// The claims of one article in text order.
    pub fn claims_of(&self, article: &str) -> impl Iterator<Item = &ClaimRow> {
        self.claims_of_article.get(article).into_iter().flatten().map(|&at| &self.record.claims[at])
    }

    /// Edges that lead to one article.
    pub fn copies_of(&self, article: &str) -> impl Iterator<Item = &CopyEdge> {
        self.copies_of_article.get(article).into_iter().flatten().map(|&at| &self.record.lineage[at])
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
        self.stories.get(story).and_then(|&at| self.digest.of_story.get(at))
    }

    /// The events at those places of the record.
    pub fn events_at<'s>(&'s self, places: &'s [usize]) -> impl ExactSizeIterator<Item = &'s Event> {
        places.iter().map(|&at| &self.record.events[at])
    }

    /// How much an editor would want to see `event`.
    pub fn weight(&self, event: &Event) -> Weight {
        self.events.get(&event.id).map_or_else(|| weight(event), |&at| self.digest.weight(at))
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

fn index<'a>(ids: impl Iterator<Item = &'a str>) -> HashMap<String, usize> {
    ids.enumerate().map(|(at, id)| (id.to_owned(), at)).collect()
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
