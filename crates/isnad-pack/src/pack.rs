//! The compiled pack: every table checked, every expression in one lexicon.

use crate::choices::Choices;
use crate::conjugate::{defective_endings, noun_endings};
use crate::grammar::*;
use crate::lexicon::{Lexicon, Sense};
use crate::table::{PackFile, Row, Table, did_you_mean, no_table};
use crate::world::*;
use isnad_model::{Bound, Diagnostic, EntityKind, EventType, PlaceKind};
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
    /// Boilerplate cue words per kind, from the source packs.
    pub page_cues: Vec<(String, String)>,
    /// Weights of learned choices.
    pub choices: Choices,
    /// Words of people's names, folded.
    pub name_words: FxHashMap<Box<str>, NamePart>,
    /// Words that pages about sport use and others do not, folded.
    pub sport_words: FxHashSet<Box<str>>,
    /// Pack name → hash of its files.
    pub versions: BTreeMap<String, String>,
}

struct Loader<'d> {
    pack: Pack,
    verb_ids: FxHashMap<String, u32>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Pack {
    /// Compiles the files; whatever is wrong in them is reported and left out, the rest loads.
    pub fn load(files: &[PackFile]) -> (Pack, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut loader = Loader { pack: Pack::empty(), verb_ids: FxHashMap::default(), diagnostics: &mut diagnostics };
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
            page_cues: vec![],
            choices: Choices::default(),
            name_words: FxHashMap::default(),
            sport_words: FxHashSet::default(),
            versions: BTreeMap::new(),
        }
    }
}

/// Files load in stages: morphology before the tables that name verbs, countries before what refers to them.
fn stage(path: &str) -> u8 {
    match path {
        p if p.contains("lexicon/verbs") => 0,
        p if p.ends_with("countries.tsv") => 1,
        p if p.ends_with("places.tsv") => 2,
        p if p.ends_with("places-extra.tsv") => 3,
        p if p.ends_with("actors.tsv") => 4,
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

fn named<T: Copy>(names: &[(&'static str, T)], word: &str) -> Option<T> {
    names.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

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

/// A cue or reporting expression as the lexicon keeps it: folded; an attached particle at its end (`وفقا ل`) is left to the word after it.
fn without_particle(text: &str) -> String {
    let folded = fold(text);
    let mut words: Vec<&str> = folded.split_whitespace().collect();
    if words.len() > 1 && matches!(words.last(), Some(&"ل" | &"ب")) {
        words.pop();
    }
    words.join(" ")
}

impl Loader<'_> {
    fn file(&mut self, file: &PackFile) {
        let path = file.path.as_str();
        let name = path.rsplit('/').next().unwrap_or(path);
        let text = &*file.text;
        let in_dir = |dir: &str| path.contains(dir);
        match name {
            _ if in_dir("lexicon/") && name.starts_with("verbs") => self.each(path, text, &["perfect", "imperfect"], Self::verb),
            _ if in_dir("lexicon/") && name.starts_with("nouns") => self.each(path, text, &["forms", "class"], Self::noun),
            "common.tsv" => self.each(path, text, &["form"], |l, r| l.pack.lexicon.add(r.get("form"), Sense::Common)),
            "readings.tsv" => self.each(path, text, &["form", "reading"], Self::reading),
            "topics.tsv" => self.each(path, text, &["form", "topic"], Self::topic_word),
            "names.tsv" => self.each(path, text, &["form", "role"], Self::name_word),
            _ if in_dir("frames/") && name.starts_with("verbs") => self.each(path, text, &["lemma", "type"], Self::verb_frame),
            _ if in_dir("frames/") && name.starts_with("nouns") => self.each(path, text, &["forms", "type"], Self::noun_frame),
            _ if in_dir("frames/") && name.starts_with("light") => self.each(path, text, &["lemma", "subj"], Self::light),
            "function.tsv" => self.each(path, text, &["form", "class"], Self::function),
            "reporting.tsv" => self.each(path, text, &["unit", "kind", "class"], Self::reporting),
            "cues.tsv" => self.each(path, text, &["cue", "class"], Self::cue),
            "actor.tsv" | "keep.tsv" | "place.tsv" if in_dir("choice/") => {
                self.each(path, text, &["feature", "weight"], |l, r| l.pack.choices.read(name, r, l.diagnostics))
            }
            "numbers.tsv" => self.each(path, text, &["forms", "value", "kind"], Self::number),
            "time.tsv" => self.each(path, text, &["forms", "kind", "value"], Self::time),
            "countries.tsv" => self.each(path, text, &["id", "name_ar", "name_en"], Self::country),
            "bodies.tsv" => self.each(path, text, &["id", "head"], Self::body),
            "people.tsv" => self.each(path, text, &["id", "name_ar"], Self::person),
            "actors.tsv" => self.each(path, text, &["id", "name_ar", "kind"], Self::actor),
            "relations.tsv" => self.each(path, text, &["from", "relation", "to"], Self::relation),
            "labels.tsv" => self.each(path, text, &["term", "actor", "frame"], Self::label),
            "places.tsv" | "places-extra.tsv" => self.each(path, text, &["id", "name_ar", "kind"], Self::place),
            "outlets.tsv" => self.each(path, text, &["id", "name_ar"], |l, r| l.outlet(r, false)),
            "agencies.tsv" => self.each(path, text, &["id", "name_ar"], |l, r| l.outlet(r, true)),
            "page-cues.tsv" => self.each(path, text, &["cue", "kind"], Self::page_cue),
            _ => self.diagnostics.push(no_table(path)),
        }
    }

    fn each(&mut self, path: &str, text: &str, required: &[&str], mut read: impl FnMut(&mut Self, Row<'_, '_>)) {
        let mut diagnostics = std::mem::take(self.diagnostics);
        let table = Table::read(path, text, required, &mut diagnostics);
        *self.diagnostics = diagnostics;
        for row in table.rows() {
            read(self, row);
        }
    }

    fn add(&mut self, text: &str, sense: Sense) {
        self.pack.lexicon.add(&fold(text), sense);
    }

    fn add_cue(&mut self, text: &str, sense: Sense) {
        self.pack.lexicon.add(&without_particle(text), sense);
    }

    fn word<T: Copy>(&mut self, row: Row<'_, '_>, column: &str, names: &[(&'static str, T)]) -> Option<T> {
        let cell = row.get(column);
        let found = named(names, cell);
        if found.is_none() {
            let hint = did_you_mean(cell, names.iter().map(|(name, _)| *name))
                .unwrap_or_else(|| format!("one of {}", names.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")));
            self.diagnostics.push(row.complain(column, "E0110", format!("unknown {column} `{cell}`"), Some(hint)));
        }
        found
    }

    fn event_type(&mut self, row: Row<'_, '_>) -> Option<EventType> {
        let names: Vec<(&'static str, EventType)> = EventType::ALL.iter().map(|t| (t.name(), *t)).collect();
        self.word(row, "type", &names)
    }

    fn verb(&mut self, row: Row<'_, '_>) {
        let (perfect, imperfect) = (row.get("perfect"), row.get("imperfect"));
        if perfect.is_empty() || !imperfect.starts_with('ي') {
            let hint = "the imperfect is the 3rd person masculine singular and starts with ي".to_owned();
            self.diagnostics.push(row.complain("imperfect", "E0111", format!("`{perfect}` has no imperfect"), Some(hint)));
            return;
        }
        let id = self.verb_id(perfect);
        for (form, inflection) in crate::conjugate::conjugate(perfect, imperfect) {
            self.pack.lexicon.add(&fold(&form), Sense::Verb(id, inflection));
        }
        for masdar in row.list("masdars") {
            for form in noun_endings(masdar, false) {
                self.pack.lexicon.add(&fold(&form), Sense::Masdar(id));
            }
        }
        for (column, passive) in [("active", false), ("passive", true)] {
            for participle in row.list(column) {
                let weak = if passive { Default::default() } else { defective_endings(participle, perfect) };
                for form in noun_endings(participle, true).into_iter().chain(weak) {
                    self.pack.lexicon.add(&fold(&form), Sense::Participle(id, passive));
                }
            }
        }
    }

    fn topic_word(&mut self, row: Row<'_, '_>) {
        if self.word(row, "topic", &[("sport", ())]).is_some() {
            self.pack.sport_words.insert(row.get("form").into());
        }
    }

    fn name_word(&mut self, row: Row<'_, '_>) {
        if let Some(part) = self.word(row, "role", &[("given", NamePart::Given), ("family", NamePart::Family)]) {
            self.pack.name_words.insert(row.get("form").into(), part);
        }
    }

    fn verb_id(&mut self, lemma: &str) -> u32 {
        let key = fold(lemma);
        if let Some(&id) = self.verb_ids.get(&key) {
            return id;
        }
        let id = self.pack.verbs.len() as u32;
        self.pack.verbs.push(Verb { lemma: lemma.to_owned(), frames: vec![], lights: vec![], reporting: vec![] });
        self.verb_ids.insert(key, id);
        id
    }

    fn known_verb(&mut self, row: Row<'_, '_>, column: &str, lemma: &str) -> Option<u32> {
        let id = self.verb_ids.get(&fold(lemma)).copied();
        if id.is_none() {
            let hint = "add its perfect and imperfect to lexicon/verbs.tsv".to_owned();
            self.diagnostics.push(row.complain(column, "E0112", format!("the verb `{lemma}` has no morphology"), Some(hint)));
        }
        id
    }

    fn role(&mut self, row: Row<'_, '_>, column: &str) -> Option<Role> {
        if row.get(column).is_empty() { None } else { self.word(row, column, &Role::NAMES) }
    }

    fn prepositions(&mut self, row: Row<'_, '_>) -> Vec<(String, Role)> {
        let mut out = Vec::new();
        for cell in row.list("preps") {
            let Some((preposition, role)) = cell.split_once('=') else {
                self.diagnostics.push(row.complain("preps", "E0113", format!("`{cell}` is no `preposition=role`"), None));
                continue;
            };
            if role == "-" || role.is_empty() {
                continue;
            }
            match named(&Role::NAMES, role) {
                Some(role) => out.push((fold(preposition), role)),
                None => {
                    let hint = did_you_mean(role, Role::NAMES.iter().map(|(n, _)| *n));
                    self.diagnostics.push(row.complain("preps", "E0110", format!("unknown role `{role}`"), hint));
                }
            }
        }
        out
    }

    fn needs(&mut self, row: Row<'_, '_>) -> Vec<Need> {
        let mut out = Vec::new();
        for cell in row.list("needs") {
            let (negated, body) = cell.strip_prefix('!').map_or((false, cell), |rest| (true, rest));
            let need = match body.split_once(':') {
                Some(("prep", preposition)) if !negated => Some(Need::Preposition(fold(preposition))),
                Some((slot @ ("subj" | "obj"), classes)) => {
                    let slot = if slot == "subj" { Slot::Subject } else { Slot::Object };
                    let known: Vec<NounClass> = classes.split('/').filter_map(|class| named(&NounClass::NAMES, class)).collect();
                    (known.len() == classes.split('/').count()).then_some(if negated { Need::IsNot(slot, known) } else { Need::Is(slot, known) })
                }
                _ => None,
            };
            match need {
                Some(need) => out.push(need),
                None => {
                    let hint = "`prep:على`, `subj:force/state`, `obj:place`, or with `!` for must not".to_owned();
                    self.diagnostics.push(row.complain("needs", "E0114", format!("`{cell}` is no condition"), Some(hint)));
                }
            }
        }
        out
    }

    fn verb_frame(&mut self, row: Row<'_, '_>) {
        let Some(event_type) = self.event_type(row) else { return };
        let unit = row.get("lemma");
        let mut parts = unit.split('+');
        let lemma = parts.next().unwrap_or("");
        let Some(verb) = self.known_verb(row, "lemma", lemma) else { return };
        let frame = VerbFrame {
            rule: format!("frame:{unit}:{}", event_type.name()),
            parts: parts.map(fold).collect(),
            event_type,
            subject: self.role(row, "subj"),
            object: self.role(row, "obj"),
            prepositions: self.prepositions(row),
            needs: self.needs(row),
        };
        let id = self.pack.verb_frames.len() as u32;
        self.pack.verb_frames.push(frame);
        self.pack.verbs[verb as usize].frames.push(id);
    }

    fn noun_frame(&mut self, row: Row<'_, '_>) {
        if row.get("type").is_empty() {
            return self.forms(row, Sense::NoEvent);
        }
        let Some(event_type) = self.event_type(row) else { return };
        let first = row.list("forms").next().unwrap_or("");
        let frame = NounFrame {
            rule: format!("noun:{first}:{}", event_type.name()),
            event_type,
            genitive: self.role(row, "genitive"),
            prepositions: self.prepositions(row),
            needs: self.needs(row),
        };
        let id = self.pack.noun_frames.len() as u32;
        self.pack.noun_frames.push(frame);
        self.forms(row, Sense::EventNoun(id));
    }

    fn forms(&mut self, row: Row<'_, '_>, sense: Sense) {
        for form in row.list("forms") {
            self.add(form, sense);
            if !form.contains(' ') && !form.ends_with(['ا', 'ة', 'ى', 'ء', 'ن', 'و', 'ي', 'ت']) {
                self.add(&format!("{form}ا"), sense);
            } else if let Some((head, rest)) = form.split_once(' ') {
                if !head.ends_with(['ا', 'ة', 'ى', 'ء', 'ن', 'و', 'ي', 'ت']) && !rest.contains(' ') && !rest.ends_with(['ة', 'ا', 'ء']) {
                    self.add(&format!("{head}ا {rest}ا"), sense);
                }
            }
        }
    }

    fn light(&mut self, row: Row<'_, '_>) {
        let mut parts = row.get("lemma").split('+');
        let lemma = parts.next().unwrap_or("");
        let Some(verb) = self.known_verb(row, "lemma", lemma) else { return };
        let Some(subject) = self.role(row, "subj") else { return };
        let preposition = row.get("prep");
        let id = self.pack.lights.len() as u32;
        self.pack.lights.push(Light { parts: parts.map(fold).collect(), preposition: (!preposition.is_empty()).then(|| fold(preposition)), subject });
        self.pack.verbs[verb as usize].lights.push(id);
    }

    fn noun(&mut self, row: Row<'_, '_>) {
        let Some(class) = self.word(row, "class", &NounClass::NAMES) else { return };
        let lemma = row.list("forms").next().unwrap_or("").to_owned();
        let id = self.pack.nouns.len() as u32;
        self.pack.nouns.push(Noun { lemma, class, sub: row.get("sub").to_owned() });
        self.forms(row, Sense::Noun(id));
    }

    fn reading(&mut self, row: Row<'_, '_>) {
        let Some(sense) = self.word(row, "reading", &[("noun", Sense::Nominal), ("head", Sense::Head)]) else { return };
        self.pack.lexicon.add(row.get("form"), sense);
    }

    fn function(&mut self, row: Row<'_, '_>) {
        let Some(class) = self.word(row, "class", &FunctionClass::NAMES) else { return };
        self.add_cue(row.get("form"), Sense::Function(class));
    }

    fn reporting(&mut self, row: Row<'_, '_>) {
        let Some(kind) = self.word(row, "kind", &ReportKind::NAMES) else { return };
        let Some(class) = self.word(row, "class", &Report::NAMES) else { return };
        let unit = row.get("unit");
        let id = self.pack.reporting.len() as u32;
        let takes = row.list("takes").map(fold).collect();
        self.pack.reporting.push(Reporting { unit: unit.to_owned(), kind, class, takes });
        if kind == ReportKind::Verb {
            let lemma = unit.split(['+', ' ']).next().unwrap_or(unit).to_owned();
            if let Some(verb) = self.known_verb(row, "unit", &lemma) {
                self.pack.verbs[verb as usize].reporting.push(id);
            }
            return;
        }
        for variant in unit.split('|') {
            self.add_cue(variant, Sense::Reporting(id));
        }
    }

    fn cue(&mut self, row: Row<'_, '_>) {
        let Some(class) = self.word(row, "class", &CueClass::NAMES) else { return };
        let direction = match row.get("direction") {
            "backward" => Direction::Backward,
            "both" => Direction::Both,
            _ => Direction::Forward,
        };
        let terminator = match row.get("terminator") {
            "sentence" => Terminator::Sentence,
            "comma" => Terminator::Comma,
            "next" => Terminator::Next,
            _ => Terminator::Clause,
        };
        let id = self.pack.cues.len() as u32;
        self.pack.cues.push(Cue { cue: row.get("cue").to_owned(), class, direction, terminator });
        self.add_cue(row.get("cue"), Sense::Cue(id));
    }

    fn number(&mut self, row: Row<'_, '_>) {
        const KINDS: [(&str, NumberKind); 11] = [
            ("unit", NumberKind::Unit),
            ("ten", NumberKind::Ten),
            ("hundred", NumberKind::Hundred),
            ("scale", NumberKind::Scale),
            ("fraction", NumberKind::Fraction),
            ("vague", NumberKind::Vague),
            ("dual", NumberKind::Dual),
            ("ordinal", NumberKind::Ordinal),
            ("min", NumberKind::Bound(Bound::Min)),
            ("max", NumberKind::Bound(Bound::Max)),
            ("approx", NumberKind::Bound(Bound::Approx)),
        ];
        let Some(kind) = self.word(row, "kind", &KINDS) else { return };
        let value = match row.get("value") {
            "" => 0.0,
            text => match text.split_once('/') {
                Some((a, b)) => a.parse::<f64>().unwrap_or(0.0) / b.parse::<f64>().unwrap_or(1.0),
                None => text.parse().unwrap_or(0.0),
            },
        };
        let id = self.pack.numbers.len() as u32;
        self.pack.numbers.push(NumberWord { value, kind });
        for form in row.list("forms") {
            self.add(form, Sense::Number(id));
        }
    }

    fn time(&mut self, row: Row<'_, '_>) {
        let id = self.pack.times.len() as u32;
        let form = row.list("forms").next().unwrap_or("").to_owned();
        self.pack.times.push(TimeWord { form, kind: row.get("kind").to_owned(), value: row.get("value").to_owned() });
        for form in row.list("forms") {
            self.add(form, Sense::Time(id));
        }
    }

    fn country(&mut self, row: Row<'_, '_>) {
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
            place: format!("country:{iso}").into(),
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
            for form in noun_endings(adjective, true) {
                self.pack.lexicon.add(&fold(&form), Sense::Nationality(index));
            }
        }
    }

    fn body(&mut self, row: Row<'_, '_>) {
        let index = self.pack.bodies.len() as u32;
        let head = row.list("head").next().unwrap_or("");
        self.pack.bodies.push(Body {
            id: row.get("id").into(),
            head: head.into(),
            name_en: row.get("name_en").into(),
            kind: entity_kind(row.get("kind")),
            speaks_for: row.get("speaks_for").into(),
        });
        for head in row.list("head") {
            self.add(head, Sense::BodyHead(index));
        }
    }

    fn entity(&mut self, row: Row<'_, '_>, kind: EntityKind, is_media: bool) -> u32 {
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

    fn actor(&mut self, row: Row<'_, '_>) {
        let kind = entity_kind(row.get("kind"));
        self.entity(row, kind, matches!(kind, EntityKind::Agency | EntityKind::Media));
    }

    fn person(&mut self, row: Row<'_, '_>) {
        let holder = self.entity(row, EntityKind::Person, false);
        let cell = |column: &str| row.get(column).to_owned();
        self.pack.offices.push(Office { country: cell("country"), role: cell("role"), from: cell("from"), until: cell("to"), holder });
        let body = row.get("speaks_for");
        if !body.is_empty() {
            self.pack.speaks_for.insert(row.get("id").to_owned(), body.to_owned());
        }
    }

    fn relation(&mut self, row: Row<'_, '_>) {
        let cell = |column: &str| row.get(column).to_owned();
        self.pack.relations.push(Relation {
            from: cell("from"),
            relation: cell("relation"),
            to: cell("to"),
            since: cell("since"),
            until: cell("until"),
        });
    }

    fn label(&mut self, row: Row<'_, '_>) {
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

    fn place(&mut self, row: Row<'_, '_>) {
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

    fn outlet(&mut self, row: Row<'_, '_>, agency: bool) {
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
            agency,
        });
    }

    fn page_cue(&mut self, row: Row<'_, '_>) {
        self.pack.page_cues.push((fold(row.get("cue")), row.get("kind").to_owned()));
    }
}

impl Pack {
    /// The outlet that a name, id or host stands for.
    pub fn outlet(&self, given: &str) -> Option<&OutletRow> {
        let folded = fold(given.trim());
        let host = given.trim().trim_start_matches("www.");
        self.outlets.iter().find(|row| row.names.contains(&folded) || row.hosts.iter().any(|h| h == host || host.ends_with(&format!(".{h}"))))
    }

    /// Who held an office (a slug of `bodies.tsv`) on the day `date` (ISO), when exactly one person of the table did.
    pub fn office_holder(&self, country: &str, body: &str, date: &str) -> Option<u32> {
        let role = match body {
            "presidency" => "president",
            "foreign_ministry" => "foreign_minister",
            "defence_ministry" => "defence_minister",
            "interior_ministry" => "interior_minister",
            body => body,
        };
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
