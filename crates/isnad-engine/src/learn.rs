//! What the pages of a site have in common, learned from many of them for review; at run time a page is read alone.

mod host;

use crate::Engine;
use host::Host;
use isnad_article::{Reader, TextInput};
use isnad_intake::{Counts, Intake, Item};
use isnad_model::Diagnostic;
use isnad_pack::site::{Site, is_host};
use std::collections::BTreeMap;

/// Pages of a host from which on it is learned from.
pub const LEAST_PAGES: usize = 3;
/// Pages of a host that are looked at; more tell nothing new.
const MOST_PAGES: usize = 100;
/// Hosts that are learned in one run.
const MOST_HOSTS: usize = 100;

/// What was learned, what could not be read, and how much came in.
#[derive(Debug, Default)]
pub struct Learned {
    /// Hosts in order.
    pub sites: Vec<Site>,
    /// Hosts of which too few different pages were given to learn anything, with how many.
    pub too_few: Vec<(String, usize)>,
    /// Pages that could not be read, or that nothing can be learned from.
    pub rejects: Vec<Diagnostic>,
    /// How much came in.
    pub counts: Counts,
}

impl Engine {
    /// The lines and elements that stand on at least three, and on half, of the pages of a host and are no article's.
    pub fn learn_sites(&self, inputs: &[String]) -> Learned {
        let reader = Reader::new(&self.pack);
        let mut hosts: BTreeMap<String, Host> = BTreeMap::new();
        let mut learned = Learned::default();
        let mut intake = Intake::new(inputs, self.limits);
        for item in intake.by_ref() {
            let document = match item {
                Item::Reject(diagnostic) => {
                    learned.rejects.push(diagnostic);
                    continue;
                }
                Item::Document(document) if !document.is_html => continue,
                Item::Document(document) => document,
            };
            let source = document.source.clone();
            let input = TextInput { source: document.source, url: document.url, title: document.title, text: document.text, ..TextInput::default() };
            let outline = reader.outline(input);
            let Some(name) = outline.host.clone().filter(|host| is_host(host)) else {
                learned.rejects.push(without_address(&source));
                continue;
            };
            if hosts.len() >= MOST_HOSTS && !hosts.contains_key(&name) {
                learned.rejects.push(of_a_host_too_many(&source));
                continue;
            }
            let host = hosts.entry(name).or_default();
            if host.len() < MOST_PAGES {
                host.add(outline);
            }
        }
        learned.counts = intake.counts();
        let (enough, few): (Vec<_>, Vec<_>) = hosts.into_iter().partition(|(_, host)| host.len() >= LEAST_PAGES);
        learned.sites = enough.into_iter().map(|(name, host)| host.site(name)).collect();
        learned.too_few = few.into_iter().map(|(name, host)| (name, host.len())).collect();
        learned
    }
}

fn without_address(source: &str) -> Diagnostic {
    Diagnostic {
        code: "E0245",
        subject: source.to_owned(),
        position: None,
        message: "the page does not tell its address".into(),
        hint: Some("give records with `url` and `html`, a web archive, or pages with a canonical link".into()),
    }
}

fn of_a_host_too_many(source: &str) -> Diagnostic {
    Diagnostic {
        code: "E0247",
        subject: source.to_owned(),
        position: None,
        message: format!("pages of more than {MOST_HOSTS} hosts: not learned from"),
        hint: Some("give the pages of the sites that matter, some at a time".into()),
    }
}

#[cfg(test)]
mod tests;
