//! Whether a name that a case writes is a name of an entity or place on the wire.

use isnad_model::PlaceKind;
use isnad_pack::{Pack, Sense};
use isnad_text::fold::fold;
use serde_json::Value;

/// Class words before a place's name, with the kinds they ask for.
const CLASSES: [(&str, &[PlaceKind]); 9] = [
    ("محافظة", &[PlaceKind::Governorate]),
    ("مدينة", &[PlaceKind::City, PlaceKind::Capital, PlaceKind::Town]),
    ("بلدة", &[PlaceKind::Town, PlaceKind::Village, PlaceKind::City]),
    ("معبر", &[PlaceKind::Crossing]),
    ("مطار", &[PlaceKind::Airport, PlaceKind::Base]),
    ("حي", &[PlaceKind::Quarter]),
    ("مخيم", &[PlaceKind::Camp]),
    ("ريف", &[PlaceKind::Countryside]),
    ("ميناء", &[PlaceKind::Port]),
];

/// The names that the packs know.
pub struct Names<'p> {
    pack: &'p Pack,
}

impl<'p> Names<'p> {
    /// The names of `pack`.
    pub fn of(pack: &'p Pack) -> Self {
        Names { pack }
    }

    /// Whether `wanted` names the place `given`: by its own name, or by one that the packs list for it. A city is not its governorate.
    pub fn is_place(&self, wanted: &str, given: &Value) -> bool {
        let id = given["id"].as_str().unwrap_or("");
        self.place_ids(wanted).iter().any(|known| known == id) || (is_written(given, wanted) && !self.is_larger(wanted, given))
    }

    /// A governorate under its city's bare name.
    fn is_larger(&self, wanted: &str, given: &Value) -> bool {
        let kind = given["kind"].as_str().and_then(PlaceKind::parse);
        kind == Some(PlaceKind::Governorate) && !wanted.starts_with("محافظة")
    }

    fn place_ids(&self, wanted: &str) -> Vec<String> {
        let whole = self.places(wanted);
        let by_class = CLASSES.iter().find_map(|(class, kinds)| Some((wanted.strip_prefix(class)?.strip_prefix(' ')?, kinds)));
        let by_class = by_class.map(|(rest, kinds)| self.places(rest).into_iter().filter(|(_, kind)| kinds.contains(kind)).collect::<Vec<_>>());
        let mut found = match by_class {
            Some(of_kind) => whole.into_iter().chain(of_kind).collect(),
            None => whole,
        };
        let wide = |kind: PlaceKind| matches!(kind, PlaceKind::Governorate | PlaceKind::District | PlaceKind::Countryside | PlaceKind::Region);
        if found.iter().any(|(_, kind)| !wide(*kind)) && !wanted.starts_with("محافظة") {
            found.retain(|(_, kind)| !wide(*kind));
        }
        found.into_iter().map(|(id, _)| id).collect()
    }

    fn places(&self, wanted: &str) -> Vec<(String, PlaceKind)> {
        let place = |sense: &Sense| match *sense {
            Sense::Place(at) => {
                let place = &self.pack.places[at as usize];
                Some((place.id.to_string(), place.kind))
            }
            Sense::Country(at) => Some((self.pack.countries[at as usize].place.to_string(), PlaceKind::Country)),
            _ => None,
        };
        self.senses(&fold(wanted)).iter().filter_map(place).collect()
    }

    /// Whether `wanted` names the actor or source `given`. A source inside a body (`unnamed:sources@iraq_police`) speaks for the body.
    pub fn is_entity(&self, wanted: &str, given: &Value) -> bool {
        let id = given["id"].as_str().unwrap_or("");
        let body = id.split_once('@').map_or(id, |(_, body)| body);
        is_written(given, wanted) || id == wanted || self.entity_ids(wanted).iter().any(|known| known == id || known == body)
    }

    /// Ids of the entities that `wanted` names, composed bodies included.
    pub fn entity_ids(&self, wanted: &str) -> Vec<String> {
        let folded = fold(wanted);
        let mut out = Vec::new();
        for sense in self.senses(&folded) {
            match sense {
                Sense::Entity(at) => out.push(self.pack.entities[at as usize].id.to_string()),
                Sense::Country(at) => out.push(self.pack.countries[at as usize].id.to_string()),
                Sense::Label(at) => out.push(self.pack.labels[at as usize].actor.clone()),
                Sense::Noun(at) => {
                    let sub = &self.pack.nouns[at as usize].sub;
                    out.extend(["unnamed", "generic", "people"].map(|class| format!("{class}:{sub}")));
                }
                _ => {}
            }
        }
        out.extend(self.composed(&folded));
        out
    }

    /// `الجيش السوري` is `syria_army`: a body's head, then a country's adjective or name.
    fn composed(&self, folded: &str) -> Vec<String> {
        let words: Vec<&str> = folded.split(' ').collect();
        let mut out = Vec::new();
        for cut in 1..words.len() {
            let heads = self.senses(&words[..cut].join(" "));
            let countries = self.senses(&words[cut..].join(" "));
            for head in heads {
                let Sense::BodyHead(body) = head else { continue };
                let ids = countries.iter().filter_map(|sense| match *sense {
                    Sense::Nationality(at) | Sense::Country(at) => Some(&self.pack.countries[at as usize].id),
                    _ => None,
                });
                out.extend(ids.map(|country| format!("{country}_{}", self.pack.bodies[body as usize].id)));
            }
        }
        out
    }

    /// Senses of a folded expression, each word as written or without its article.
    fn senses(&self, folded: &str) -> Vec<Sense> {
        let lexicon = &self.pack.lexicon;
        let mut nodes = vec![lexicon.root()];
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            let forms: Vec<&str> = std::iter::once(word).chain(word.strip_prefix("ال")).collect();
            nodes = nodes.iter().flat_map(|node| forms.iter().filter_map(|form| lexicon.step(*node, form))).collect();
        }
        nodes.iter().filter(|node| **node != lexicon.root()).flat_map(|node| lexicon.senses(*node).iter().copied()).collect()
    }
}

fn is_written(given: &Value, wanted: &str) -> bool {
    let bare = |name: &str| fold(name).split(' ').map(|word| word.strip_prefix("ال").unwrap_or(word).to_owned()).collect::<Vec<_>>().join(" ");
    ["name_ar", "name_en"].iter().any(|key| given[*key].as_str().is_some_and(|name| bare(name) == bare(wanted)))
}
