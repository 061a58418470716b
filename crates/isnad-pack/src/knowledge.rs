//! Relations, compiled for fusion. Composed bodies (`syria_army`) get their relations from the rows of `bodies.tsv`.

use crate::pack::Pack;
use crate::world::Body;
use isnad_model::knowledge::{Institution, Names, Pairs, Period, Tie};
use isnad_model::{EntityKind, Knowledge, PlaceKind};
use isnad_text::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

impl Pack {
    /// The knowledge about everything the packs list, and about the composed ids among `seen`.
    pub fn knowledge<'s>(&self, seen: impl Iterator<Item = &'s str>) -> Knowledge {
        let mut knowledge = Knowledge::default();
        self.entity_names(&mut knowledge);
        self.belong(&mut knowledge);
        self.outlets_and_agencies(&mut knowledge);
        self.place_relations(&mut knowledge);
        knowledge.unnamed = self.unnamed.clone();
        self.institutions(&mut knowledge);
        let partial = self.labels.iter().filter(|label| !label.only_in.is_empty());
        knowledge.partial_terms.extend(partial.map(|label| ((label.term.clone(), label.actor.clone()), label.only_in.clone())));
        self.compose_related(&mut knowledge);
        self.relate(&mut knowledge);
        self.learn(&mut knowledge, seen);
        knowledge
    }

    /// Adds what there is to know about the composed ids among `seen`; what was known before stays as it was.
    pub fn learn<'s>(&self, knowledge: &mut Knowledge, seen: impl Iterator<Item = &'s str>) {
        for id in seen {
            self.compose(knowledge.affiliation(id).unwrap_or(id), knowledge);
            let bare = id.strip_prefix("x:body:").and_then(|words| knowledge.bare_names.get(&words.replace('_', " ")));
            if let Some(kind) = bare.cloned() {
                knowledge.institutions.insert(id.to_owned(), Institution { kind, country: None });
            }
        }
    }

    /// Bodies that a relation names have names too, whether or not anybody is told of them: a root is shown by name, never by id, and
    /// the family that a body belongs to tells who its enemies are.
    fn compose_related(&self, knowledge: &mut Knowledge) {
        let related = self.relations.iter().flat_map(|relation| [&relation.from, &relation.to]);
        let tied = knowledge.belongs_to.iter().flat_map(|(from, ties)| ties.iter().map(|tie| &tie.to).chain([from]));
        let ids: BTreeSet<String> = related.chain(tied).cloned().collect();
        for id in ids {
            self.compose(&id, knowledge);
        }
    }

    fn entity_names(&self, knowledge: &mut Knowledge) {
        for country in &self.countries {
            let names = Names { ar: country.name_ar.to_string(), en: Some(country.name_en.to_string()) };
            knowledge.by_name.insert(fold(&country.name_ar), country.id.to_string());
            knowledge.by_name.insert(fold(&country.name_en), country.id.to_string());
            knowledge.names.insert(country.id.to_string(), names);
            let government = format!("{}_government", country.id);
            knowledge.belongs_to.insert(country.id.to_string(), vec![always(&government)]);
            let ar = format!("الحكومة ال{}ة", country.adjective_ar);
            knowledge.names.insert(government, Names { ar, en: Some(format!("{} government", country.adjective_en)) });
        }
        for entity in &self.entities {
            let names = Names { ar: entity.name_ar.to_string(), en: entity.name_en.as_ref().map(|n| n.to_string()) };
            for name in [Some(&entity.name_ar), entity.name_en.as_ref(), Some(&entity.id)].into_iter().flatten() {
                knowledge.by_name.insert(fold(name), entity.id.to_string());
            }
            if matches!(entity.kind, EntityKind::Ngo | EntityKind::Un) {
                knowledge.counting_competence.insert(entity.id.to_string(), 3);
            }
            knowledge.names.insert(entity.id.to_string(), names);
        }
    }

    /// Who speaks for whom or is part of what: the column of the actors first, then the relations with their times.
    fn belong(&self, knowledge: &mut Knowledge) {
        for (from, to) in &self.speaks_for {
            knowledge.belongs_to.insert(from.clone(), vec![always(to)]);
        }
        for relation in self.relations.iter().filter(|relation| matches!(relation.relation.as_str(), "part_of" | "speaks_for" | "owned_by")) {
            let tie = Tie { to: relation.to.clone(), period: relation.period() };
            knowledge.belongs_to.entry(relation.from.clone()).or_default().push(tie);
        }
    }

    /// Who is against whom and with whom, once it is known who belongs to whom.
    fn relate(&self, knowledge: &mut Knowledge) {
        let (mut opposes, mut allied) = (Pairs::new(), Pairs::new());
        for relation in &self.relations {
            let pairs = match relation.relation.as_str() {
                "opposes" => &mut opposes,
                "allied_with" => &mut allied,
                _ => continue,
            };
            knowledge.relate(pairs, &relation.from, &relation.to, relation.period());
        }
        (knowledge.opposes, knowledge.allied) = (opposes, allied);
        for relation in self.relations.iter().filter(|relation| relation.relation == "taken_over_by") {
            knowledge.taken_over.entry(relation.from.clone()).or_default().extend(relation.period().from);
        }
    }

    fn outlets_and_agencies(&self, knowledge: &mut Knowledge) {
        for outlet in &self.outlets {
            if outlet.agency {
                knowledge.agencies.insert(outlet.id.clone());
            }
            if let Some(owner) = self.speaks_for.get(&outlet.id) {
                knowledge.outlet_owner.insert(outlet.id.clone(), owner.clone());
            }
        }
    }

    /// The names of institutions without a state, and those institutions of which a relation tells what they are.
    fn institutions(&self, knowledge: &mut Knowledge) {
        for body in self.bodies.iter().filter(|body| is_institution(body)) {
            for head in body.heads.iter().flat_map(|head| bare_forms(head)) {
                knowledge.bare_names.entry(head).or_insert_with(|| body.id.to_string());
            }
        }
        for relation in self.relations.iter().filter(|relation| relation.relation == "is_a") {
            let country = self.entity_by_id.get(relation.from.as_str()).map(|&entity| self.entities[entity as usize].country.to_string());
            let institution = Institution { kind: relation.to.clone(), country: country.filter(|country| !country.is_empty()) };
            knowledge.institutions.insert(relation.from.clone(), institution);
        }
    }

    fn place_relations(&self, knowledge: &mut Knowledge) {
        for relation in self.relations.iter().filter(|relation| relation.relation == "pair_of") {
            knowledge.paired_places.insert(relation.from.clone(), relation.to.clone());
            knowledge.paired_places.insert(relation.to.clone(), relation.from.clone());
        }
        let countries: BTreeMap<_, &str> =
            self.places.iter().filter(|place| place.kind == PlaceKind::Country).map(|place| (place.country.clone(), &*place.id)).collect();
        for place in &self.places {
            let names = Names { ar: place.name_ar.to_string(), en: Some(place.name_en.to_string()) };
            knowledge.place_names.insert(place.id.to_string(), names);
            let whole = if place.admin1.is_empty() { countries.get(&place.country).copied() } else { Some(&*place.admin1) };
            if let Some(whole) = whole.filter(|_| place.kind != PlaceKind::Country) {
                knowledge.part_of_place.insert(place.id.to_string(), whole.to_owned());
            }
        }
        // Governorates that no row tells of lie in the country of what lies in them.
        for place in self.places.iter().filter(|place| !place.admin1.is_empty()) {
            if let Some(country) = countries.get(&place.country).filter(|_| !knowledge.part_of_place.contains_key(&*place.admin1)) {
                knowledge.part_of_place.insert(place.admin1.to_string(), (*country).to_owned());
            }
        }
    }

    fn compose(&self, id: &str, knowledge: &mut Knowledge) {
        let Some((country, body)) = self.composed(id) else { return };
        let country = &self.countries[country as usize];
        let (ar, en) = self.composed_names(country, body);
        for name in [fold(&ar), fold(&en)] {
            // Of two composed bodies that go by one name the first by id bears it, whichever was met first.
            let known = knowledge.by_name.entry(name).or_insert_with(|| id.to_owned());
            if id < known.as_str() && self.composed(known).is_some() {
                *known = id.to_owned();
            }
        }
        knowledge.names.entry(id.to_owned()).or_insert(Names { ar, en: Some(en) });
        if is_institution(body) {
            let own = || Institution { kind: body.id.to_string(), country: Some(country.id.to_string()) };
            knowledge.institutions.entry(id.to_owned()).or_insert_with(own);
        }
        if !body.speaks_for.is_empty() && !id.ends_with("_government") {
            knowledge.belongs_to.entry(id.to_owned()).or_insert_with(|| vec![always(&format!("{}_government", country.id))]);
        }
    }

    /// Arabic and English name of a country's body.
    pub fn composed_names(&self, country: &crate::world::Country, body: &Body) -> (String, String) {
        let en = format!("{} {}", country.adjective_en, body.name_en);
        (composed_ar(&body.head, body.kind != EntityKind::Media, &country.adjective_ar, &country.name_ar), en)
    }
}

/// Whether a state has just one of them, which speaks for its government: a ministry, no army.
fn is_institution(body: &Body) -> bool {
    body.kind == EntityKind::Body && &*body.speaks_for == "government"
}

/// The folded forms in which a body is named without its state: as it stands, its first word definite, all of its words definite.
fn bare_forms(head: &str) -> [String; 3] {
    let definite = |word: &str| if word.starts_with("ال") { word.to_owned() } else { format!("ال{word}") };
    let all: Vec<String> = head.split(' ').map(definite).collect();
    let first = head.split_once(' ').map_or_else(|| definite(head), |(first, rest)| format!("{} {rest}", definite(first)));
    [fold(head), fold(&first), fold(&all.join(" "))]
}

fn always(to: &str) -> Tie {
    Tie { to: to.to_owned(), period: Period::default() }
}

/// The sound plural of heads that are `people` carries over to the adjective; تلفزيون only looks like one.
/// `جيش` + `سوري` → `الجيش السوري`; `وزارة الدفاع` + `سوري` → `وزارة الدفاع السورية`.
fn composed_ar(head: &str, people: bool, adjective: &str, country: &str) -> String {
    if adjective.is_empty() {
        return format!("{head} {country}");
    }
    let words: Vec<&str> = head.split(' ').collect();
    let first = words[0];
    let feminine = first.ends_with('ة') || first.ends_with("ات");
    let ending = match () {
        () if people && first.ends_with("ون") => "ون",
        () if feminine => "ة",
        () => "",
    };
    // `كوري شمالي`: of several adjectives each has its article.
    let parts: Vec<&str> = adjective.split(' ').collect();
    let adjective = match parts[..] {
        [_, _, ..] if parts.iter().all(|part| part.ends_with('ي')) => {
            parts.iter().map(|part| format!("ال{part}{ending}")).collect::<Vec<_>>().join(" ")
        }
        _ => format!("ال{adjective}{ending}"),
    };
    if words.iter().any(|word| word.starts_with("ال")) {
        return format!("{head} {adjective}");
    }
    // `دفاع مدني`: a noun and its adjectives are definite together.
    let colour = |word: &str| word.starts_with('أ') && word.chars().count() == 4;
    let qualified = words[1..].iter().all(|word| word.ends_with('ي') || word.ends_with("ية") || colour(word));
    if qualified { format!("ال{} {adjective}", words.join(" ال")) } else { format!("{head} {adjective}") }
}

#[cfg(test)]
mod tests {
    use super::composed_ar;

    #[test]
    fn a_body_is_known_without_its_state() {
        let knows = |head: &str, name: &str| super::bare_forms(head).contains(&isnad_text::fold::fold(name));
        for (head, name) in [
            ("وزارة الصحة", "وزارة الصحة"),
            ("دفاع مدني", "الدفاع المدني"),
            ("متحدث باسم وزارة الصحة", "المتحدث باسم وزارة الصحة"),
            ("خارجية", "الخارجية"),
        ] {
            assert!(knows(head, name), "{head} {name}");
        }
        assert!(!knows("وزارة الصحة", "وزارة الصحة السورية"));
    }

    #[test]
    fn names_of_bodies_agree() {
        assert_eq!(composed_ar("جيش", true, "سوري", "سوريا"), "الجيش السوري");
        assert_eq!(composed_ar("حكومة", true, "سوري", "سوريا"), "الحكومة السورية");
        assert_eq!(composed_ar("تلفزيون", false, "سوري", "سوريا"), "التلفزيون السوري");
        assert_eq!(composed_ar("مسلحون", true, "سوري", "سوريا"), "المسلحون السوريون");
        assert_eq!(composed_ar("وزارة الدفاع", true, "روسي", "روسيا"), "وزارة الدفاع الروسية");
        assert_eq!(composed_ar("دفاع مدني", true, "لبناني", "لبنان"), "الدفاع المدني اللبناني");
        assert_eq!(composed_ar("هلال أحمر", true, "ليبي", "ليبيا"), "الهلال الأحمر الليبي");
    }
}
