//! The compiled pack: every table checked, every expression in one lexicon.

use crate::choices::Choices;
use crate::grammar::*;
use crate::lexicon::Lexicon;
use crate::loader::Loader;
use crate::site::Site;
use crate::table::PackFile;
use crate::world::*;
use isnad_model::Diagnostic;
use isnad_model::knowledge::Unnamed;
use isnad_text::fold::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything the packs say, immutable.
#[allow(missing_docs)]
pub struct Pack {
    pub lexicon: Lexicon,
    pub verbs: Vec<Verb>,
    pub verb_frames: Vec<VerbFrame>,
    pub noun_frames: Vec<NounFrame>,
    /// What frames say of their events besides the type, by the name of their row.
    pub traits: FxHashMap<String, Vec<Trait>>,
    pub lights: Vec<Light>,
    pub nouns: Vec<Noun>,
    pub reporting: Vec<Reporting>,
    pub cues: Vec<Cue>,
    pub numbers: Vec<NumberWord>,
    pub times: Vec<TimeWord>,
    pub entities: Vec<Entity>,
    pub entity_by_id: FxHashMap<Arc<str>, u32>,
    pub countries: Vec<Country>,
    pub country_by_id: FxHashMap<Arc<str>, u32>,
    pub bodies: Vec<Body>,
    pub places: Vec<Place>,
    pub place_by_id: FxHashMap<Arc<str>, u32>,
    pub labels: Vec<Label>,
    /// Offices and their holders.
    pub offices: Vec<Office>,
    pub outlets: Vec<OutletRow>,
    /// Relations with their validity in time.
    pub relations: Vec<Relation>,
    /// Person or entity → the body it speaks for.
    pub speaks_for: BTreeMap<String, String>,
    /// Kinds of anonymous sources, and for whom they speak.
    pub unnamed: BTreeMap<String, Unnamed>,
    /// Boilerplate cue words per kind, from the source packs.
    pub page_cues: Vec<(String, String)>,
    /// What was learned of sites, by file.
    pub sites: Vec<Site>,
    /// Weights of learned choices.
    pub choices: Choices,
    /// What words stand for.
    pub vectors: crate::vectors::Vectors,
    /// Words of people's names, folded.
    pub name_words: FxHashMap<Box<str>, NamePart>,
    /// Words by the class that they are of, folded.
    pub classes: FxHashMap<Box<str>, FxHashSet<Box<str>>>,
    /// Adjectives of who acts (`أممي`), folded: the actor or the body of the article's country, and whether it also stands behind what arms do.
    pub adjectives: FxHashMap<Box<str>, (Arc<str>, bool)>,
    /// What makes the word of a frame tell no event, by the word.
    pub company: FxHashMap<Box<str>, Vec<Arc<Company>>>,
    /// Words that pages about sport use and others do not, folded.
    pub sport_words: FxHashSet<Box<str>>,
    /// Pack name → hash of its files.
    pub versions: BTreeMap<String, String>,
}

impl Pack {
    /// Compiles the files; whatever is wrong in them is reported and left out, the rest loads.
    pub fn load(files: &[PackFile]) -> (Pack, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut loader = Loader::new(Pack::empty(), &mut diagnostics);
        let mut sorted: Vec<&PackFile> = files.iter().collect();
        sorted.sort_by(|a, b| (stage(&a.path), &a.path).cmp(&(stage(&b.path), &b.path)));
        for file in &sorted {
            loader.file(file);
        }
        loader.pack.versions = versions(&sorted);
        let pack = loader.pack;
        (pack, diagnostics)
    }

    fn empty() -> Pack {
        Pack {
            lexicon: Lexicon::new(),
            verbs: vec![],
            verb_frames: vec![],
            noun_frames: vec![],
            traits: FxHashMap::default(),
            lights: vec![],
            nouns: vec![],
            reporting: vec![],
            cues: vec![],
            numbers: vec![],
            times: vec![],
            entities: vec![],
            entity_by_id: FxHashMap::default(),
            countries: vec![],
            country_by_id: FxHashMap::default(),
            bodies: vec![],
            places: vec![],
            place_by_id: FxHashMap::default(),
            labels: vec![],
            offices: vec![],
            outlets: vec![],
            relations: vec![],
            speaks_for: BTreeMap::new(),
            unnamed: BTreeMap::new(),
            page_cues: vec![],
            sites: vec![],
            choices: Choices::default(),
            vectors: crate::vectors::Vectors::default(),
            name_words: FxHashMap::default(),
            classes: FxHashMap::default(),
            adjectives: FxHashMap::default(),
            company: FxHashMap::default(),
            sport_words: FxHashSet::default(),
            versions: BTreeMap::new(),
        }
    }
}

/// Files load in stages: morphology before the tables that name verbs, countries before what refers to them.
fn stage(path: &str) -> u8 {
    match path {
        p if p.contains("lexicon/verbs") || p.ends_with("lexicon/classes.tsv") => 0,
        p if p.ends_with("countries.tsv") => 1,
        p if p.ends_with("places.tsv") => 2,
        p if p.ends_with("places-extra.tsv") => 3,
        p if p.ends_with("actors.tsv") => 4,
        p if p.ends_with("frames/company.tsv") || p.ends_with("lexicon/adjectives.tsv") => 6,
        _ => 5,
    }
}

fn versions(files: &[&PackFile]) -> BTreeMap<String, String> {
    let mut parts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for file in files {
        let name: Vec<&str> = file.path.split('/').take(2).collect();
        let entry = parts.entry(name.join("/")).or_default();
        entry.push(&file.path);
        entry.push(&file.text);
    }
    parts.into_iter().map(|(name, parts)| (name, isnad_model::ids::digest(&parts)[..12].to_owned())).collect()
}

impl Pack {
    /// The outlet that a name, id or host stands for.
    pub fn outlet(&self, given: &str) -> Option<&OutletRow> {
        let folded = fold(given.trim());
        let host = given.trim().trim_start_matches("www.");
        self.outlets.iter().find(|row| row.names.contains(&folded) || row.hosts.iter().any(|h| h == host || host.ends_with(&format!(".{h}"))))
    }

    /// Whether somebody heads a body of this kind in some country.
    pub fn is_office(&self, body: &str) -> bool {
        let role = role_at_head(body);
        self.offices.iter().any(|office| office.role == role)
    }

    /// Who held an office (a slug of `bodies.tsv`) on the day `date` (ISO), when exactly one person of the table did.
    pub fn office_holder(&self, country: &str, body: &str, date: &str) -> Option<u32> {
        let role = role_at_head(body);
        let mut found = self.offices.iter().filter(|office| {
            office.country == country
                && office.role == role
                && !office.from.is_empty()
                && office.from.as_str() <= date
                && (office.until.is_empty() || date <= office.until.as_str() || date.starts_with(&office.until))
        });
        let first = found.next()?;
        found.all(|other| other.holder == first.holder).then_some(first.holder)
    }

    /// Ids that the relations name but nothing defines.
    pub fn unresolved(&self) -> Vec<String> {
        let known = |id: &str| {
            self.entity_by_id.contains_key(id)
                || self.place_by_id.contains_key(id)
                || self.country_by_id.contains_key(id)
                || self.composed(id).is_some()
                || self.bodies.iter().any(|body| &*body.id == id)
        };
        let mut missing: FxHashSet<String> = FxHashSet::default();
        for relation in &self.relations {
            for id in [&relation.from, &relation.to] {
                if !known(id) {
                    missing.insert(id.clone());
                }
            }
        }
        let mut out: Vec<String> = missing.into_iter().collect();
        out.sort();
        out
    }

    /// Splits `syria_army` into country and body, when both exist.
    pub fn composed(&self, id: &str) -> Option<(u32, &Body)> {
        self.bodies.iter().find_map(|body| {
            let country = id.strip_suffix(&*body.id)?.strip_suffix('_')?;
            self.country_by_id.get(country).map(|&index| (index, body))
        })
    }
}

/// The role in `people.tsv` of whoever heads a body.
fn role_at_head(body: &str) -> &str {
    match body {
        "presidency" => "president",
        "foreign_ministry" => "foreign_minister",
        "defence_ministry" => "defence_minister",
        "interior_ministry" => "interior_minister",
        body => body,
    }
}
