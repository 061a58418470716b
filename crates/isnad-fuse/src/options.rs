//! What a view of the record asks for.

use isnad_model::{EventType, Knowledge, Stamp};
use isnad_text::fold::fold;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The options that every view shares. The default asks for everything.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Only what had been published by then.
    pub as_of: Option<Stamp>,
    /// Sources (ids or any names) whose claims, and those of bodies that speak for them, fall away.
    pub without: Vec<String>,
    /// Report what changed since then.
    pub since_look: Option<Stamp>,
    /// Only this place (id or name) and its parts.
    pub area: Option<String>,
    /// Only these types; empty means all.
    pub types: Vec<EventType>,
    /// Only what happened on this day or later.
    pub since: Option<Date>,
    /// Only what happened on this day or before.
    pub until: Option<Date>,
    /// Only events with at least so many independent roots for them.
    pub min_chains: Option<usize>,
    /// Only events of this status (wire name).
    pub status: Option<String>,
}

impl Options {
    /// The ids that [`Options::without`] names; a name that nobody bears is kept as an id, in case it is an outlet's.
    pub fn without_ids(&self, knowledge: &Knowledge) -> BTreeSet<String> {
        self.without.iter().map(|name| source_id(name, knowledge)).collect()
    }

    /// Whether anything restricts which events are listed.
    pub fn filters(&self) -> bool {
        self.area.is_some()
            || !self.types.is_empty()
            || self.since.is_some()
            || self.until.is_some()
            || self.min_chains.is_some()
            || self.status.is_some()
    }
}

/// The id of the source that `name` (an id or a name in any language) stands for.
pub fn source_id(name: &str, knowledge: &Knowledge) -> String {
    let trimmed = name.trim();
    let known = knowledge.names.contains_key(trimmed) || knowledge.belongs_to.contains_key(trimmed);
    let id = if known { trimmed } else { knowledge.by_name.get(&fold(trimmed)).map_or(trimmed, String::as_str) };
    // As a source a country is its government.
    if knowledge.is_country(id) { format!("{id}_government") } else { id.to_owned() }
}
