//! What the pages of a site have in common, learned from many of them for review; at run time a page is read alone.

use crate::Engine;
use isnad_article::{Reader, TextInput, host_of};
use isnad_intake::{Counts, Intake, Item};
use isnad_model::{BlockKind, Diagnostic};
use isnad_text::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Pages of a host from which on its lines are looked at.
pub const LEAST_PAGES: usize = 3;
/// Lines kept of one host.
const MOST_LINES: usize = 500;
/// Words of a line that can be of the site rather than of an article.
const MOST_WORDS: usize = 40;

/// The lines that the pages of one host repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The host.
    pub host: String,
    /// How many pages of it were read.
    pub pages: usize,
    /// The lines, most frequent first, with the number of pages that have them.
    pub lines: Vec<(String, usize)>,
}

/// What was learned, what could not be read, and how much came in.
#[derive(Debug, Default)]
pub struct Learned {
    /// Hosts in order.
    pub sites: Vec<Site>,
    /// Hosts of which too few pages were given to learn anything, with how many.
    pub too_few: Vec<(String, usize)>,
    /// Pages that could not be read, or that tell no address.
    pub rejects: Vec<Diagnostic>,
    /// How much came in.
    pub counts: Counts,
}

#[derive(Default)]
struct Seen {
    pages: usize,
    /// Folded line → as first written, and on how many pages.
    lines: BTreeMap<String, (String, usize)>,
}

impl Engine {
    /// The lines that stand on at least three, and on half, of the pages of a host.
    pub fn learn_sites(&self, inputs: &[String]) -> Learned {
        let reader = Reader::new(&self.pack);
        let mut hosts: BTreeMap<String, Seen> = BTreeMap::new();
        let mut learned = Learned::default();
        let mut intake = Intake::new(inputs, self.limits);
        for item in intake.by_ref() {
            match item {
                Item::Reject(diagnostic) => learned.rejects.push(diagnostic),
                Item::Document(document) if !document.is_html => {}
                Item::Document(document) => {
                    let article =
                        reader.read_html(TextInput { source: document.source, url: document.url, text: document.text, ..TextInput::default() });
                    match article.url.as_deref().and_then(host_of) {
                        None => learned.rejects.push(without_address(&article.source)),
                        Some(host) => hosts.entry(host.to_owned()).or_default().add(&article),
                    }
                }
            }
        }
        learned.counts = intake.counts();
        let (enough, few): (Vec<_>, Vec<_>) = hosts.into_iter().partition(|(_, seen)| seen.pages >= LEAST_PAGES);
        learned.sites = enough.into_iter().map(|(host, seen)| seen.site(host)).collect();
        learned.too_few = few.into_iter().map(|(host, seen)| (host, seen.pages)).collect();
        learned
    }
}

impl Seen {
    fn add(&mut self, article: &isnad_model::Article) {
        self.pages += 1;
        let blocks = article.blocks.iter().filter(|block| block.kind != BlockKind::Title).map(|block| block.span.slice(&article.text));
        let lines: BTreeSet<&str> =
            blocks.filter(|line| line.split_whitespace().count() <= MOST_WORDS && line.chars().any(char::is_alphabetic)).collect();
        for line in lines {
            self.lines.entry(fold(line)).or_insert_with(|| (line.to_owned(), 0)).1 += 1;
        }
    }

    fn site(self, host: String) -> Site {
        let least = LEAST_PAGES.max(self.pages.div_ceil(2));
        let mut lines: Vec<(String, usize)> = self.lines.into_values().filter(|(_, pages)| *pages >= least).collect();
        lines.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        lines.truncate(MOST_LINES);
        Site { host, pages: self.pages, lines }
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
