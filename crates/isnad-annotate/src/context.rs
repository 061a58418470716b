//! What the whole article tells a sentence: its day, the country it is mostly about, its outlet.

use crate::lookup::{Hit, Hits, look_up};
use crate::vector::Passage;
use isnad_model::{Article, BlockKind, EntityKind, EntityRef, PlaceKind, PlaceRef};
use isnad_pack::{Pack, Sense};
use isnad_text::sentence::sentences;
use isnad_text::token::{Token, tokens};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

/// Tokens, sentences and look-ups of one block.
pub struct BlockText {
    /// Index into the article's blocks.
    pub block: usize,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Lexicon hits at every token.
    pub hits: Vec<Hits>,
    /// Its sentences.
    pub sentences: Vec<Range<usize>>,
}

/// A page of fewer words is a line or two.
const SHORTEST_PAGE: usize = 40;

/// The article as a whole.
pub struct Context<'a> {
    /// Packs.
    pub pack: &'a Pack,
    /// The article.
    pub article: &'a Article,
    /// The day of the block that is read: its live-blog entry's, else the article's.
    pub today: Option<Date>,
    /// Country ids by how often the article speaks of them, most first.
    pub countries: Vec<(Arc<str>, u32)>,
    /// The place below a country that the article names most, its title counted thrice.
    pub main_place: Option<PlaceRef>,
    /// The outlet's own id where the pack knows it.
    pub outlet: Option<String>,
    /// Names introduced so far: `الهيئة` after a longer name, a surname after a title, a title after its holder (folded).
    pub introduced: RefCell<FxHashMap<String, EntityRef>>,
    /// Every learned choice made, where somebody observes.
    pub decisions: RefCell<Option<Vec<crate::choice::Decision>>>,
    /// Every draft becomes a claim: what training looks at.
    pub keep_all: bool,
    /// A page of a line or two: it says what it is there to say.
    pub(crate) brief: bool,
    /// What the words of a page that is no brief stand for.
    pub(crate) page: Option<Passage>,
    /// The page is about sport.
    pub about_sport: bool,
    /// Whether it is about illness.
    pub about_illness: bool,
    /// Places whose name is also a common word that the article names behind a class word: `مدينة الأبيض`.
    pub classed: FxHashSet<u32>,
}

/// See [`Context::classed`].
fn classed(pack: &Pack, blocks: &[BlockText]) -> FxHashSet<u32> {
    let class_word = |hit: &Hit| {
        matches!(hit.sense, Sense::Noun(id) if pack.nouns[id as usize].class == isnad_pack::grammar::NounClass::PlaceClass) && !hit.clitics.article
    };
    let gated = |hit: &Hit| match hit.sense {
        Sense::Place(id) if pack.places[id as usize].gated && hit.clitics == Default::default() => Some(id),
        _ => None,
    };
    let named = |hits: &'_ [Hits]| hits[1].iter().filter_map(gated).filter(|_| hits[0].iter().any(class_word)).collect::<Vec<u32>>();
    blocks.iter().flat_map(|block| block.hits.windows(2).flat_map(named)).collect()
}

/// A person's name has its article or none: `المؤدي` is no `مودي`.
fn names_person(pack: &Pack, sense: Sense) -> bool {
    matches!(sense, Sense::Entity(id) if pack.entities[id as usize].kind == EntityKind::Person)
}

/// Cuts the blocks that may hold claims and looks every word up.
pub fn read_blocks(pack: &Pack, article: &Article) -> Vec<BlockText> {
    let mut out = Vec::new();
    for (index, block) in article.blocks.iter().enumerate() {
        if isnad_model::Position::of(block.kind).is_none() {
            continue;
        }
        let tokens = tokens(block.span.slice(&article.text), block.span.start);
        let mut hits = look_up(&pack.lexicon, &tokens);
        hits.iter_mut().for_each(|hits| hits.retain(|hit| !(hit.clitics.article && names_person(pack, hit.sense))));
        // `واصل الجيش الدفاع عن المدينة`: the first word of a name in the genitive has no article, `جيش الدفاع`.
        for (at, hits) in hits.iter_mut().enumerate() {
            let definite = tokens.get(at + 1).is_some_and(|next| next.norm.starts_with("ال"));
            hits.retain(|hit| !(definite && hit.len > 1 && hit.clitics.article && matches!(hit.sense, Sense::Entity(_))));
        }
        let sentences = sentences(&tokens);
        out.push(BlockText { block: index, tokens, hits, sentences });
    }
    out
}

impl<'a> Context<'a> {
    /// Gathers the context.
    pub fn new(pack: &'a Pack, article: &'a Article, blocks: &[BlockText]) -> Self {
        // `كييف (رويترز) -`: where it is told from counts as named once.
        let mut countries: Vec<(Arc<str>, u32)> = told_from(pack, article);
        if let Some(own) = home(pack, article).filter(|own| countries.iter().all(|(known, _)| known != own)) {
            countries.push((own, 1));
        }
        // `القنصلية الإيرانية في النجف`: a mission stands in another country than its own.
        let mission = |block: &BlockText, at: usize| {
            let embassy = |hit: &Hit| matches!(hit.sense, Sense::Noun(id) if pack.nouns[id as usize].sub == "embassy");
            at.checked_sub(1).and_then(|before| block.hits.get(before)).is_some_and(|hits| hits.iter().any(embassy))
        };
        let words = blocks.iter().flat_map(|block| (0..block.tokens.len()).map(move |at| (block, at)));
        let seat = |block: &BlockText, at: usize| crate::party::seat_at(pack, &block.tokens, at);
        for (block, at) in words.filter(|(block, at)| !mission(block, *at) && !seat(block, *at)) {
            for (country, weight) in votes(pack, &block.tokens[at].norm, &block.hits[at]) {
                match countries.iter_mut().find(|(known, _)| *known == country) {
                    Some((_, count)) => *count += weight,
                    None => countries.push((country, weight)),
                }
            }
        }
        // Of two named as often, the one named first.
        countries.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let words = |block: &BlockText| block.tokens.iter().filter(|token| token.kind == isnad_text::token::TokenKind::Word).count();
        let brief = blocks.iter().map(words).sum::<usize>() < SHORTEST_PAGE;
        let outlet = (!article.outlet.id.is_empty()).then(|| article.outlet.id.clone());
        Context {
            pack,
            article,
            today: article.published_at.or(article.updated_at).map(|stamp| stamp.date()),
            countries,
            main_place: None,
            outlet,
            introduced: RefCell::default(),
            decisions: RefCell::default(),
            keep_all: false,
            brief,
            page: (!brief).then(|| Passage::of_page(pack, blocks)).flatten(),
            about_sport: about(blocks, |word| pack.sport_words.contains(word), 5, 50),
            about_illness: pack.classes.get("illness").is_some_and(|words| about(blocks, |word| words.contains(word), 8, 30)),
            classed: classed(pack, blocks),
        }
    }

    /// The day from which the dates of a block are told.
    pub fn day_of(&self, block: usize) -> Option<Date> {
        self.article.told_at(block).or(self.article.updated_at).map(|stamp| stamp.date())
    }

    /// Finds [`Context::main_place`].
    pub fn find_main_place(&mut self, blocks: &[BlockText]) {
        let mut counts: Vec<(PlaceRef, u32)> = Vec::new();
        for block in blocks {
            let weight = if self.article.blocks[block.block].kind == BlockKind::Title { 3 } else { 1 };
            let reader = crate::mention::Reader { context: self, block, end: block.tokens.len() };
            for at in 0..block.tokens.len() {
                let Some((place, _)) = crate::place::named(&reader, at)
                    .filter(|(place, _)| !matches!(place.kind, PlaceKind::Country | PlaceKind::Capital | PlaceKind::Sea | PlaceKind::River))
                else {
                    continue;
                };
                match counts.iter_mut().find(|(known, _)| known.id == place.id) {
                    Some((_, count)) => *count += weight,
                    None => counts.push((place, weight)),
                }
            }
        }
        let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
        self.main_place = counts.into_iter().find(|(_, count)| *count == most && most >= 2).map(|(place, _)| place);
    }

    /// Remembers that `word` (folded) stands for `entity` from here on.
    pub fn introduce(&self, word: &str, entity: &EntityRef) {
        if word.chars().count() >= 3 {
            self.introduced.borrow_mut().insert(word.to_owned(), entity.clone());
        }
    }

    /// What a short name introduced earlier stands for.
    pub fn introduced(&self, word: &str) -> Option<EntityRef> {
        self.introduced.borrow().get(word).cloned()
    }

    /// How strongly the article is about `country`: its rank from the top, 0 the most.
    pub fn rank(&self, country: &str) -> usize {
        self.countries.iter().position(|(id, _)| &**id == country).unwrap_or(usize::MAX)
    }

    /// The country the article is mostly about.
    pub fn main_country(&self) -> Option<&Arc<str>> {
        self.countries.first().map(|(id, _)| id)
    }
}

/// The country of the place that a dateline opens with.
fn told_from(pack: &Pack, article: &Article) -> Vec<(Arc<str>, u32)> {
    let datelines = article.blocks.iter().filter(|block| block.kind == BlockKind::Dateline);
    let country = |block: &isnad_model::Block| {
        let tokens = tokens(block.span.slice(&article.text), block.span.start);
        let hits = look_up(&pack.lexicon, &tokens);
        tokens.iter().zip(&hits).find_map(|(token, hits)| votes(pack, &token.norm, hits).into_iter().next())
    };
    datelines.filter_map(country).map(|(country, _)| (country, 1)).take(1).collect()
}

/// The country of an outlet that writes of its own.
fn home(pack: &Pack, article: &Article) -> Option<Arc<str>> {
    let row = pack.outlets.iter().find(|row| row.local && row.id == article.outlet.id && !row.country.is_empty())?;
    pack.country_by_id.get(&*row.country).map(|country| pack.countries[*country as usize].id.clone())
}

/// Whether words of a kind are one in so many of a page, and so many of them at least.
fn about(blocks: &[BlockText], of_it: impl Fn(&str) -> bool, least: usize, one_in: usize) -> bool {
    let tokens = || blocks.iter().flat_map(|block| &block.tokens).filter(|token| token.kind == isnad_text::token::TokenKind::Word);
    let bare = |norm: &str| {
        let rest = norm.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']).filter(|rest| rest.starts_with("ال")).unwrap_or(norm);
        of_it(rest.strip_prefix("ال").unwrap_or(rest)) || of_it(norm)
    };
    let words = tokens().filter(|token| bare(&token.norm)).count();
    words >= least && words * one_in >= tokens().count()
}

fn votes(pack: &Pack, word: &str, hits: &Hits) -> Vec<(Arc<str>, u32)> {
    let mut out: Vec<(Arc<str>, u32)> = Vec::new();
    let longest = hits.iter().map(|hit| hit.len).max().unwrap_or(0);
    for hit in hits.iter().filter(|hit| hit.len == longest) {
        let vote = match hit.sense {
            Sense::Country(id) => Some((pack.countries[id as usize].id.clone(), 2)),
            // `مجريات`: what is as good as always a common noun.
            Sense::Nationality(_) if !hit.clitics.article && word.ends_with("ات") => None,
            Sense::Nationality(id) => Some((pack.countries[id as usize].id.clone(), 1)),
            Sense::Entity(id) => Some((pack.entities[id as usize].country.clone(), 1)).filter(|_| !pack.entities[id as usize].is_media),
            Sense::Place(id) => {
                let place = &pack.places[id as usize];
                // `سالم` is far more often somebody than a town of India.
                let somebody = hit.len == 1 && pack.name_words.contains_key(word);
                let weight = if place.gated || somebody || place.kind == PlaceKind::Country { 0 } else { 2 };
                Some((place.country.clone(), weight))
            }
            _ => None,
        };
        if let Some((country, weight)) = vote {
            if weight > 0 && !country.is_empty() && !out.iter().any(|(known, _)| *known == country) {
                out.push((country, weight));
            }
        }
    }
    // Homonyms in several countries vote for none of them.
    if out.len() > 1 { Vec::new() } else { out }
}
