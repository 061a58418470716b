//! Rows about the language: words, frames, cues, reporting, numbers, times.

use super::{Loader, named};
use crate::conjugate::{defective_endings, noun_endings, with_pronouns};
use crate::grammar::*;
use crate::lexicon::Sense;
use crate::table::{Row, did_you_mean};
use isnad_model::Bound;
use isnad_text::fold::fold;

impl Loader<'_> {
    pub(super) fn verb(&mut self, row: Row<'_, '_>) {
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

    pub(super) fn topic_word(&mut self, row: Row<'_, '_>) {
        if self.word(row, "topic", &[("sport", ())]).is_some() {
            self.pack.sport_words.insert(row.get("form").into());
        }
    }

    pub(super) fn name_word(&mut self, row: Row<'_, '_>) {
        if let Some(part) = self.word(row, "role", &[("given", NamePart::Given), ("family", NamePart::Family), ("link", NamePart::Link)]) {
            self.pack.name_words.insert(row.get("form").into(), part);
        }
    }

    pub(super) fn verb_id(&mut self, lemma: &str) -> u32 {
        if let Some(&id) = self.verb_ids.get(lemma) {
            return id;
        }
        let id = self.pack.verbs.len() as u32;
        self.pack.verbs.push(Verb { lemma: lemma.to_owned(), frames: vec![], lights: vec![], reporting: vec![], idle: vec![], implies: vec![] });
        self.verb_ids.insert(lemma.to_owned(), id);
        self.folded_verb_ids.entry(fold(lemma)).or_insert(id);
        id
    }

    pub(super) fn known_verb(&mut self, row: Row<'_, '_>, column: &str, lemma: &str) -> Option<u32> {
        // `بدأ` is not `بدا`, though folding makes them one; a table that spells a verb otherwise still means the one there is.
        let id = self.verb_ids.get(lemma).or_else(|| self.folded_verb_ids.get(&fold(lemma))).copied();
        if id.is_none() {
            let hint = "add its perfect and imperfect to lexicon/verbs.tsv".to_owned();
            self.diagnostics.push(row.complain(column, "E0112", format!("the verb `{lemma}` has no morphology"), Some(hint)));
        }
        id
    }

    pub(super) fn role(&mut self, row: Row<'_, '_>, column: &str) -> Option<Role> {
        if row.get(column).is_empty() { None } else { self.word(row, column, &Role::NAMES) }
    }

    pub(super) fn prepositions(&mut self, row: Row<'_, '_>) -> Vec<(String, Role)> {
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

    pub(super) fn needs(&mut self, row: Row<'_, '_>) -> Vec<Need> {
        let mut out = Vec::new();
        for cell in row.list("needs") {
            let (negated, body) = cell.strip_prefix('!').map_or((false, cell), |rest| (true, rest));
            let need = match body.split_once(':') {
                None if !negated => named(&Unreal::NAMES, cell).map(Need::Unreal),
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
                    let hint = "`prep:على`, `subj:force/state`, `obj:place`, or with `!` for must not, `unreal`, `supposed`, `denied`".to_owned();
                    self.diagnostics.push(row.complain("needs", "E0114", format!("`{cell}` is no condition"), Some(hint)));
                }
            }
        }
        out
    }

    pub(super) fn verb_frame(&mut self, row: Row<'_, '_>) {
        if row.get("type").is_empty() {
            return self.idle(row);
        }
        let Some(event_type) = self.event_type(row) else { return };
        let unit = row.get("lemma");
        let mut parts = unit.split('+');
        let lemma = parts.next().unwrap_or("");
        let Some(verb) = self.known_verb(row, "lemma", lemma) else { return };
        let rule = format!("frame:{unit}:{}", event_type.name());
        self.note_traits(row, &rule);
        let frame = VerbFrame {
            rule,
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

    /// Rows of one name share their traits.
    fn note_traits(&mut self, row: Row<'_, '_>, rule: &str) {
        for cell in row.list("traits") {
            match named(&Trait::NAMES, cell) {
                Some(found) => self.pack.traits.entry(rule.to_owned()).or_default().push(found),
                None => {
                    let hint = did_you_mean(cell, Trait::NAMES.iter().map(|(name, _)| *name));
                    self.diagnostics.push(row.complain("traits", "E0110", format!("unknown trait `{cell}`"), hint));
                }
            }
        }
    }

    /// `أوقف+هجوم` without a type: with that object the verb tells no event of its own.
    fn idle(&mut self, row: Row<'_, '_>) {
        let unit = row.get("lemma");
        let Some((lemma, noun)) = unit.split_once('+') else {
            let hint = "a verb without a type needs the noun with which it tells nothing: `أوقف+هجوم`".to_owned();
            self.diagnostics.push(row.complain("lemma", "E0110", format!("`{unit}` has no type"), Some(hint)));
            return;
        };
        let Some(verb) = self.known_verb(row, "lemma", lemma) else { return };
        self.pack.verbs[verb as usize].idle.push(fold(noun));
    }

    pub(super) fn noun_frame(&mut self, row: Row<'_, '_>) {
        if row.get("type").is_empty() {
            return self.forms(row, Sense::NoEvent);
        }
        let Some(event_type) = self.event_type(row) else { return };
        let first = row.list("forms").next().unwrap_or("");
        let rule = format!("noun:{first}:{}", event_type.name());
        self.note_traits(row, &rule);
        let frame =
            NounFrame { rule, event_type, genitive: self.role(row, "genitive"), prepositions: self.prepositions(row), needs: self.needs(row) };
        let id = self.pack.noun_frames.len() as u32;
        self.pack.noun_frames.push(frame);
        self.forms(row, Sense::EventNoun(id));
    }

    pub(super) fn forms(&mut self, row: Row<'_, '_>, sense: Sense) {
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

    pub(super) fn word_class(&mut self, row: Row<'_, '_>) {
        let words = row.list("forms").map(|form| fold(form).into_boxed_str());
        self.pack.classes.entry(row.get("class").into()).or_default().extend(words);
    }

    /// Adjectives that name who acts: `انتقادات أممية`, `قصف حكومي`. An actor with `@` is a body of the article's country.
    pub(super) fn adjective(&mut self, row: Row<'_, '_>) {
        let actor = row.get("actor");
        let known = match actor.strip_prefix('@') {
            Some(body) => self.pack.bodies.iter().any(|row| &*row.id == body),
            None => self.pack.entity_by_id.contains_key(actor),
        };
        if !known {
            self.diagnostics.push(row.complain("actor", "E0110", format!("unknown actor `{actor}`"), None));
        }
        let Some(arms) = self.word(row, "acts", &[("speech", false), ("any", true)]) else { return };
        for form in row.list("forms") {
            self.pack.adjectives.insert(fold(form).into_boxed_str(), (actor.into(), arms));
        }
    }

    /// Company that takes an event from the word of a frame: `أدان` behind `محكمة`.
    pub(super) fn company(&mut self, row: Row<'_, '_>) {
        let event_type = if row.get("type").is_empty() { None } else { self.event_type(row) };
        let beside = match row.get("where") {
            "behind" => Beside::Behind,
            "before" => Beside::Before,
            "after" => Beside::After,
            "sentence" => Beside::Sentence,
            "form" => Beside::Form,
            preposition => Beside::By(fold(preposition)),
        };
        let mut words = rustc_hash::FxHashSet::default();
        for cell in row.list("company") {
            let Some(class) = cell.strip_prefix('@') else {
                words.insert(fold(cell).into_boxed_str());
                continue;
            };
            match self.pack.classes.get(class) {
                Some(known) => words.extend(known.iter().cloned()),
                None => {
                    let hint = did_you_mean(class, self.pack.classes.keys().map(|name| &**name));
                    self.diagnostics.push(row.complain("company", "E0110", format!("unknown class `{class}`"), hint));
                }
            }
        }
        let unless = row.get("unless");
        let company = std::sync::Arc::new(Company { event_type, beside, words, unless: (!unless.is_empty()).then(|| fold(unless)) });
        for word in row.list("word") {
            let rules = self.pack.verb_frames.iter().map(|frame| &frame.rule).chain(self.pack.noun_frames.iter().map(|frame| &frame.rule));
            let known = rules.filter_map(|rule| rule.split(':').nth(1)).any(|unit| unit == word || unit.split('+').next() == Some(word));
            // `على الدول أن`: the one word of an event that is no frame's; `*` is any word of the type.
            if !known && word != "obligation" && (word != "*" || event_type.is_none()) {
                self.diagnostics.push(row.complain("word", "E0112", format!("no frame is called `{word}`"), None));
                continue;
            }
            self.pack.company.entry(word.into()).or_default().push(company.clone());
        }
    }

    pub(super) fn light(&mut self, row: Row<'_, '_>) {
        let mut parts = row.get("lemma").split('+');
        let lemma = parts.next().unwrap_or("");
        let Some(verb) = self.known_verb(row, "lemma", lemma) else { return };
        let Some(subject) = self.role(row, "subj") else { return };
        let preposition = row.get("prep");
        let id = self.pack.lights.len() as u32;
        self.pack.lights.push(Light { parts: parts.map(fold).collect(), preposition: (!preposition.is_empty()).then(|| fold(preposition)), subject });
        self.pack.verbs[verb as usize].lights.push(id);
    }

    pub(super) fn noun(&mut self, row: Row<'_, '_>) {
        let Some(class) = self.word(row, "class", &NounClass::NAMES) else { return };
        let lemma = row.list("forms").next().unwrap_or("").to_owned();
        let id = self.pack.nouns.len() as u32;
        self.pack.nouns.push(Noun { lemma, class, sub: row.get("sub").to_owned() });
        self.forms(row, Sense::Noun(id));
    }

    pub(super) fn reading(&mut self, row: Row<'_, '_>) {
        let Some(sense) = self.word(row, "reading", &[("noun", Sense::Nominal), ("head", Sense::Head)]) else { return };
        self.pack.lexicon.add(row.get("form"), sense);
    }

    pub(super) fn function(&mut self, row: Row<'_, '_>) {
        let Some(class) = self.word(row, "class", &FunctionClass::NAMES) else { return };
        self.add_cue(row.get("form"), Sense::Function(class));
    }

    pub(super) fn reporting(&mut self, row: Row<'_, '_>) {
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

    pub(super) fn implicative(&mut self, row: Row<'_, '_>) {
        let Some(does) = self.word(row, "does", &Outcome::NAMES) else { return };
        let Some(undone) = self.word(row, "undone", &Outcome::NAMES) else { return };
        let takes: Vec<String> = row.list("takes").map(fold).collect();
        for lemma in row.list("verb") {
            if let Some(verb) = self.known_verb(row, "verb", lemma) {
                self.pack.verbs[verb as usize].implies.push(Implicative { takes: takes.clone(), does, undone });
            }
        }
    }

    pub(super) fn cue(&mut self, row: Row<'_, '_>) {
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
        let forms = with_or_without_pronoun(row.get("cue"));
        self.pack.cues.push(Cue { cue: row.get("cue").replace('~', ""), class, direction, terminator });
        for form in forms {
            self.add_cue(&form, Sense::Cue(id));
        }
    }

    pub(super) fn number(&mut self, row: Row<'_, '_>) {
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

    pub(super) fn time(&mut self, row: Row<'_, '_>) {
        let id = self.pack.times.len() as u32;
        let form = row.list("forms").next().unwrap_or("").to_owned();
        self.pack.times.push(TimeWord { form, kind: row.get("kind").to_owned(), value: row.get("value").to_owned() });
        for form in row.list("forms") {
            self.add(form, Sense::Time(id));
        }
    }
}

/// The forms of a cue: a word that ends in `~` stands by itself or with any attached pronoun (`خشية~ من`: `خشية من`, `خشيته من`, …).
fn with_or_without_pronoun(cue: &str) -> Vec<String> {
    cue.split(' ').fold(vec![String::new()], |forms, word| {
        let words = word.strip_suffix('~').map_or_else(|| vec![word.to_owned()], with_pronouns);
        let joined = |form: &String, word: &String| if form.is_empty() { word.clone() } else { format!("{form} {word}") };
        forms.iter().flat_map(|form| words.iter().map(move |word| joined(form, word))).collect()
    })
}
