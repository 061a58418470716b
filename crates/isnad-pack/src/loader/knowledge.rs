//! Rows about the world: countries, bodies, people, places, labels, outlets.

use super::Loader;
use crate::conjugate::{adjective_forms, noun_endings};
use crate::lexicon::Sense;
use crate::table::Row;
use crate::world::*;
use isnad_model::knowledge::{SpeaksFor, Unnamed};
use isnad_model::{EntityKind, PlaceKind};
use isnad_text::fold::fold;
use std::sync::Arc;

fn entity_kind(name: &str) -> EntityKind {
    match name {
        "force" => EntityKind::Force,
        "state" => EntityKind::State,
        "group" => EntityKind::Group,
        "agency" => EntityKind::Agency,
        "media" => EntityKind::Media,
        "ngo" => EntityKind::Ngo,
        "un" => EntityKind::Un,
        "company" => EntityKind::Company,
        "people" => EntityKind::People,
        "person" => EntityKind::Person,
        "unnamed" => EntityKind::Unnamed,
        _ => EntityKind::Body,
    }
}

impl Loader<'_> {
    pub(super) fn country(&mut self, row: Row<'_, '_>) {
        let id: Arc<str> = row.get("id").into();
        let index = self.pack.countries.len() as u32;
        let iso = row.get("iso").to_lowercase();
        let adjective = row.list("adj_ar").next().unwrap_or("");
        self.pack.countries.push(Country {
            id: id.clone(),
            name_ar: row.get("name_ar").into(),
            name_en: row.get("name_en").into(),
            adjective_ar: adjective.into(),
            adjective_en: row.get("adj_en").into(),
            people_ar: match row.get("people_ar") {
                "" => format!("ال{adjective}ون").into(),
                people => people.into(),
            },
            place: format!("country:{iso}").into(),
            masculine: row.get("gender") == "m",
            feminine: row.get("gender") == "f",
        });
        self.pack.country_by_id.insert(id, index);
        self.add(row.get("name_ar"), Sense::Country(index));
        for alias in row.list("aliases") {
            self.add(alias, Sense::Country(index));
        }
        for capital in row.list("capital_ar") {
            self.add(capital, Sense::Capital(index));
        }
        for adjective in row.list("adj_ar") {
            for form in adjective_forms(adjective) {
                self.pack.lexicon.add(&fold(&form), Sense::Nationality(index));
            }
        }
    }

    pub(super) fn body(&mut self, row: Row<'_, '_>) {
        let index = self.pack.bodies.len() as u32;
        let head = row.list("head").next().unwrap_or("");
        self.pack.bodies.push(Body {
            id: row.get("id").into(),
            head: head.into(),
            heads: row.list("head").map(Arc::from).collect(),
            name_en: row.get("name_en").into(),
            kind: entity_kind(row.get("kind")),
            speaks_for: row.get("speaks_for").into(),
            alone: row.get("alone") != "no",
            many: row.get("alone") == "many",
        });
        for head in row.list("head") {
            self.add(head, Sense::BodyHead(index));
        }
    }

    pub(super) fn entity(&mut self, row: Row<'_, '_>, kind: EntityKind, is_media: bool) -> u32 {
        let id: Arc<str> = row.get("id").into();
        let index = match self.pack.entity_by_id.get(&id) {
            Some(&index) => index,
            None => {
                let index = self.pack.entities.len() as u32;
                let name_en = row.get("name_en");
                self.pack.entities.push(Entity {
                    id: id.clone(),
                    name_ar: row.get("name_ar").into(),
                    name_en: (!name_en.is_empty()).then(|| name_en.into()),
                    kind,
                    country: row.get("country").into(),
                    is_media,
                });
                self.pack.entity_by_id.insert(id, index);
                index
            }
        };
        self.add(row.get("name_ar"), Sense::Entity(index));
        for alias in row.list("aliases") {
            self.add(alias, Sense::Entity(index));
        }
        index
    }

    pub(super) fn actor(&mut self, row: Row<'_, '_>) {
        let kind = entity_kind(row.get("kind"));
        self.entity(row, kind, matches!(kind, EntityKind::Agency | EntityKind::Media));
    }

    pub(super) fn person(&mut self, row: Row<'_, '_>) {
        let holder = self.entity(row, EntityKind::Person, false);
        let cell = |column: &str| row.get(column).to_owned();
        self.pack.offices.push(Office { country: cell("country"), role: cell("role"), from: cell("from"), until: cell("to"), holder });
        let body = row.get("speaks_for");
        if !body.is_empty() {
            self.pack.speaks_for.insert(row.get("id").to_owned(), body.to_owned());
        }
    }

    pub(super) fn relation(&mut self, row: Row<'_, '_>) {
        let cell = |column: &str| row.get(column).to_owned();
        self.pack.relations.push(Relation {
            from: cell("from"),
            relation: cell("relation"),
            to: cell("to"),
            since: cell("since"),
            until: cell("until"),
        });
    }

    pub(super) fn unnamed(&mut self, row: Row<'_, '_>) {
        use SpeaksFor::{Body, Himself, Nobody, State};
        let speaks_for = match row.get("speaks_for") {
            "" => Some(Himself),
            _ => self.word(row, "speaks_for", &[("state", State), ("body", Body), ("nobody", Nobody)]),
        };
        let is_rumour = match row.get("rumour") {
            "" => Some(false),
            _ => self.word(row, "rumour", &[("yes", true), ("no", false)]),
        };
        if let (Some(speaks_for), Some(is_rumour)) = (speaks_for, is_rumour) {
            self.pack.unnamed.insert(row.get("kind").to_owned(), Unnamed { speaks_for, is_rumour });
        }
    }

    pub(super) fn label(&mut self, row: Row<'_, '_>) {
        let id = self.pack.labels.len() as u32;
        let term = row.get("term");
        let cell = |name: &str| row.get(name).to_owned();
        let only_in = Some(cell("only_in")).filter(|country| country != "-").unwrap_or_default();
        self.pack.labels.push(Label { term: term.to_owned(), actor: cell("actor"), frame: cell("frame"), only_in });
        let bare = term.strip_prefix("ال").unwrap_or(term);
        for form in std::iter::once(bare.to_owned()).chain((!bare.contains(' ')).then(|| noun_endings(bare, true)).into_iter().flatten()) {
            self.add(&form, Sense::Label(id));
        }
        // A sound plural in its other case: `المتمردين`.
        let (first, rest) = bare.split_once(' ').map_or((bare, String::new()), |(first, rest)| (first, format!(" {rest}")));
        if let Some(stem) = first.strip_suffix("ون") {
            self.add(&format!("{stem}ين{}", rest.replace("ون ", "ين ")), Sense::Label(id));
        }
    }

    pub(super) fn place(&mut self, row: Row<'_, '_>) {
        let Some(kind) = PlaceKind::parse(row.get("kind")).or_else(|| row.get("kind").is_empty().then_some(PlaceKind::Unknown)) else {
            self.diagnostics.push(row.complain("kind", "E0110", format!("unknown place kind `{}`", row.get("kind")), None));
            return;
        };
        let id: Arc<str> = row.get("id").into();
        let gated = row.get("gate") == "class";
        let index = match self.pack.place_by_id.get(&id) {
            Some(&index) => {
                let place = &mut self.pack.places[index as usize];
                place.gated |= gated;
                index
            }
            None => {
                let index = self.pack.places.len() as u32;
                let degrees = |column: &str| row.get(column).parse::<f64>().ok().map(|value| (value * 10_000.0).round() as i32);
                self.pack.places.push(Place {
                    id: id.clone(),
                    name_ar: row.get("name_ar").into(),
                    name_en: row.get("name_en").into(),
                    kind,
                    country: row.get("country").into(),
                    admin1: row.get("admin1").into(),
                    position: degrees("lat").zip(degrees("lon")),
                    population: row.get("pop").parse().unwrap_or(0),
                    gated,
                });
                self.pack.place_by_id.insert(id, index);
                index
            }
        };
        if !row.get("name_ar").is_empty() {
            self.add(row.get("name_ar"), Sense::Place(index));
        }
        for alias in row.list("aliases") {
            self.add(alias, Sense::Place(index));
        }
    }

    pub(super) fn outlet(&mut self, row: Row<'_, '_>, agency: bool) {
        let kind = if agency { EntityKind::Agency } else { EntityKind::Media };
        self.entity(row, kind, true);
        let owner = row.get("speaks_for");
        if !owner.is_empty() {
            self.pack.speaks_for.insert(row.get("id").to_owned(), owner.to_owned());
        }
        let names = [row.get("name_ar"), row.get("name_en"), row.get("id")].into_iter().chain(row.list("aliases"));
        let names = names.filter(|name| !name.is_empty()).map(fold).collect();
        self.pack.outlets.push(OutletRow {
            id: row.get("id").to_owned(),
            name_ar: row.get("name_ar").to_owned(),
            name_en: row.get("name_en").to_owned(),
            hosts: row.list("hosts").map(str::to_owned).collect(),
            names,
            country: row.get("country").to_owned(),
            local: !agency && row.get("reach") != "world",
            agency,
        });
    }

    pub(super) fn page_cue(&mut self, row: Row<'_, '_>) {
        let kind = row.get("kind");
        if let Some(host) = kind.strip_prefix("site:") {
            let hint = format!("a line that one site repeats is a [[line]] of sites/{host}.toml");
            self.diagnostics.push(row.complain("kind", "E0110", format!("unknown kind `{kind}`"), Some(hint)));
            return;
        }
        self.pack.page_cues.push((fold(row.get("cue")), kind.to_owned()));
    }
}
