//! Tables to a pack: which file is which table, and what every row reader shares.

mod knowledge;
mod language;

use crate::lexicon::Sense;
use crate::pack::Pack;
use crate::site::Site;
use crate::table::{PackFile, Row, Table, did_you_mean, no_table};
use isnad_model::{Diagnostic, EventType};
use isnad_text::fold::fold;
use rustc_hash::FxHashMap;

/// A pack in the making.
pub(crate) struct Loader<'d> {
    pub(crate) pack: Pack,
    verb_ids: FxHashMap<String, u32>,
    folded_verb_ids: FxHashMap<String, u32>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

fn named<T: Copy>(names: &[(&'static str, T)], word: &str) -> Option<T> {
    names.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
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

impl<'d> Loader<'d> {
    pub(crate) fn new(pack: Pack, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Loader { pack, verb_ids: FxHashMap::default(), folded_verb_ids: FxHashMap::default(), diagnostics }
    }

    /// Reads one file into the pack.
    pub(crate) fn file(&mut self, file: &PackFile) {
        let path = file.path.as_str();
        let name = path.rsplit('/').next().unwrap_or(path);
        let text = &*file.text;
        let in_dir = |dir: &str| path.contains(dir);
        match name {
            _ if in_dir("lexicon/") && name.starts_with("verbs") => self.each(path, text, &["perfect", "imperfect"], Self::verb),
            _ if in_dir("lexicon/") && name.starts_with("nouns") => self.each(path, text, &["forms", "class"], Self::noun),
            "common.tsv" => self.each(path, text, &["form"], |l, r| l.pack.lexicon.add(r.get("form"), Sense::Common)),
            "readings.tsv" => self.each(path, text, &["form", "reading"], Self::reading),
            "classes.tsv" => self.each(path, text, &["forms", "class"], Self::word_class),
            "adjectives.tsv" => self.each(path, text, &["forms", "actor", "acts"], Self::adjective),
            "company.tsv" => self.each(path, text, &["word", "type", "where", "company"], Self::company),
            "topics.tsv" => self.each(path, text, &["form", "topic"], Self::topic_word),
            "names.tsv" => self.each(path, text, &["form", "role"], Self::name_word),
            _ if in_dir("frames/") && name.starts_with("verbs") => self.each(path, text, &["lemma", "type"], Self::verb_frame),
            _ if in_dir("frames/") && name.starts_with("nouns") => self.each(path, text, &["forms", "type"], Self::noun_frame),
            _ if in_dir("frames/") && name.starts_with("light") => self.each(path, text, &["lemma", "subj"], Self::light),
            "function.tsv" => self.each(path, text, &["form", "class"], Self::function),
            "reporting.tsv" => self.each(path, text, &["unit", "kind", "class"], Self::reporting),
            "implicatives.tsv" => self.each(path, text, &["verb", "takes", "does", "undone"], Self::implicative),
            "cues.tsv" => self.each(path, text, &["cue", "class"], Self::cue),
            "actor.tsv" | "keep.tsv" | "place.tsv" | "told.tsv" if in_dir("choice/") => {
                self.each(path, text, &["feature", "weight"], |l, r| l.pack.choices.read(name, r, l.diagnostics))
            }
            "vectors.tsv" if in_dir("choice/") => self.each(path, text, &["stem", "vector"], |l, r| l.pack.vectors.read(r, l.diagnostics)),
            "numbers.tsv" => self.each(path, text, &["forms", "value", "kind"], Self::number),
            "time.tsv" => self.each(path, text, &["forms", "kind", "value"], Self::time),
            "countries.tsv" => self.each(path, text, &["id", "name_ar", "name_en"], Self::country),
            "bodies.tsv" => self.each(path, text, &["id", "head"], Self::body),
            "people.tsv" => self.each(path, text, &["id", "name_ar"], Self::person),
            "actors.tsv" => self.each(path, text, &["id", "name_ar", "kind"], Self::actor),
            "relations.tsv" => self.each(path, text, &["from", "relation", "to"], Self::relation),
            "unnamed.tsv" => self.each(path, text, &["kind", "speaks_for"], Self::unnamed),
            "labels.tsv" => self.each(path, text, &["term", "actor", "frame"], Self::label),
            "places.tsv" | "places-extra.tsv" => self.each(path, text, &["id", "name_ar", "kind"], Self::place),
            "outlets.tsv" => self.each(path, text, &["id", "name_ar"], |l, r| l.outlet(r, false)),
            "agencies.tsv" => self.each(path, text, &["id", "name_ar"], |l, r| l.outlet(r, true)),
            "page-cues.tsv" => self.each(path, text, &["cue", "kind"], Self::page_cue),
            _ if in_dir("sites/") && name.ends_with(".toml") => self.pack.sites.extend(Site::read(path, text, self.diagnostics)),
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
}
