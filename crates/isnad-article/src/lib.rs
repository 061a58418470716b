//! One page, flattened to text, to an [`Article`]: every stretch of it gets a part (title, body paragraph, caption, ticker…) and
//! the reason for it. The rules look at shape (gaps, lengths, punctuation, order) and at the cue words of the source packs;
//! no rule knows a site.
//!
//! The way of a page: [`segment`] cuts it into stretches, [`label`] names those that cues and shape betray alone, [`page`]
//! places the rest by order, [`outlet`] says who published it.

mod cues;
mod html;
mod label;
mod language;
mod outlet;
mod page;
mod segment;
mod stamp;

pub use html::outline;
use isnad_model::{Article, Outlet, Stamp};
use isnad_pack::Pack;
use isnad_text::fold::fold;
use std::sync::Arc;

/// One page as it came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextInput {
    /// The record's id, URL or path: what the article is called.
    pub source: String,
    /// Address, where the record gives it.
    pub url: Option<String>,
    /// Publisher, where the record gives it: an id, a name or a host.
    pub outlet: Option<String>,
    /// Name of the site where the page does not say it, as a feed gives it: the page's address is believed before it.
    pub site: Option<String>,
    /// Headline, where the record gives it.
    pub title: Option<String>,
    /// Time of publication, where the record gives it, in any form that pages use.
    pub published_at: Option<String>,
    /// Time of the last change, where a feed gives it.
    pub updated_at: Option<String>,
    /// The decoded text.
    pub text: String,
}

/// The host of an address, without the `www.` before it.
pub fn host_of(url: &str) -> Option<&str> {
    outlet::host(url).map(|host| host.strip_prefix("www.").unwrap_or(host))
}

/// Reads pages with the cue words of one pack.
pub struct Reader<'p> {
    pack: &'p Pack,
    cues: cues::Cues,
}

/// The article that `input` holds. Any text gives one; what the page does not say stays unknown.
pub fn read_text(input: TextInput, pack: &Pack) -> Article {
    Reader::new(pack).read(input)
}

impl<'p> Reader<'p> {
    /// A reader for many pages.
    pub fn new(pack: &'p Pack) -> Self {
        Reader { pack, cues: cues::Cues::of(pack) }
    }

    /// The article that `input` holds.
    pub fn read(&self, input: TextInput) -> Article {
        let text: Arc<str> = input.text.into();
        let segments = segment::segments(&text, &self.cues, self.pack);
        let labels = label::labels(&segments, &self.cues, self.pack);
        let given = page::Given { title: input.title.as_deref(), is_record: input.title.is_some() || input.published_at.is_some() };
        let reading = page::read(&text, &segments, labels, given, self.pack, &self.cues);
        let outlet = outlet::outlet(
            &outlet::Clues {
                given: input.outlet.as_deref(),
                said: None,
                url: input.url.as_deref(),
                source: &input.source,
                text: &text,
                segments: &segments,
                page_title: None,
                title: input.title.as_deref().or(reading.title.as_deref()),
                named_in_date: reading.outlet_in_date.as_deref(),
            },
            self.pack,
            &self.cues,
        );
        let mut article = Article::new(input.source, outlet, input.url, text.clone());
        article.language = language::language(&text, None);
        article.title = input.title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty()).or(reading.title);
        article.published_at = input.published_at.as_deref().and_then(|given| self.stamp(given)).or(reading.published_at);
        article.updated_at = input.updated_at.as_deref().and_then(|given| self.stamp(given)).or(reading.updated_at);
        article.credits = reading.credits.into_iter().filter(|credit| !self.is_own_name(credit, &article.outlet)).collect();
        article.blocks = reading.blocks;
        article
    }

    /// Whether a credit names the outlet itself.
    fn is_own_name(&self, credit: &str, outlet: &Outlet) -> bool {
        let known = self.pack.outlet(credit);
        let same_name = || [&outlet.name_ar, &outlet.name_en].into_iter().flatten().any(|name| fold(name) == fold(credit));
        !outlet.id.is_empty() && known.map_or_else(same_name, |row| row.id == outlet.id && !row.agency)
    }

    /// A time of publication as a record gives it; nothing where it is no time that pages or machines write.
    pub fn stamp(&self, given: &str) -> Option<Stamp> {
        html::moment(given, self.pack, &self.cues)
    }
}

/// Names of the unknown outlet: an empty id and no name.
fn unknown_outlet() -> Outlet {
    Outlet::default()
}

#[cfg(test)]
mod tests;
