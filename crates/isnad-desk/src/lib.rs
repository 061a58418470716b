//! The desk: the record as pages in Arabic and English that work without JavaScript, and as an API.
//!
//! Modules in reading order: `source` (where articles come from), `work` (whose turn it is), `shelf`, `snapshot` and `digest` (records made and kept), `view` (what an
//! address asks for), `strings`, `html` and `digits` (words, safe markup, numbers), `frame` (what every page is given), `pages` (one module a
//! screen), `chart`, `map` and `outlines` (drawings), `api`, `web` (routes and what every answer carries), `limit` and `metrics` (how often, how much), `tokens`, `post` and `stream` (what comes in, and what is told of it), `listen` (the socket).

mod api;
mod assets;
mod chart;
mod digest;
mod digits;
mod frame;
mod html;
mod limit;
mod listen;
mod map;
mod metrics;
mod outlines;
mod pages;
pub mod post;
mod problem;
mod search;
mod shelf;
mod snapshot;
pub mod source;
mod stream;
mod strings;
pub mod tokens;
mod view;
mod web;
mod work;

pub use api::openapi;
pub use listen::{Running, start};
pub use post::Posts;
pub use source::{Pages, Source};

use isnad_engine::extract::Extracted;
use isnad_model::Stamp;
use shelf::Shelf;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, PoisonError, RwLock};
use stream::Happenings;

/// Requests that another machine may send a second in the long run, and at once. Loopback is not counted: its sender owns the machine.
const A_SECOND: u32 = 20;
const AT_ONCE: u32 = 200;

/// What is served at one time: articles, the records made of them, and where to find things in them.
pub struct Library {
    pub(crate) source: Arc<dyn Source>,
    pub(crate) shelf: Shelf,
    pub(crate) moments: Vec<Stamp>,
    pub(crate) index: search::Articles,
    pub(crate) work: Arc<work::Work>,
    by_id: HashMap<String, usize>,
    /// Articles of one address, where there are several.
    by_url: HashMap<String, Vec<usize>>,
}

impl Library {
    /// A library over `source`; reads for the search every article that `before` had not.
    pub(crate) fn new(source: Arc<dyn Source>, before: Option<&Library>) -> Library {
        let moments = source::moments(source.articles());
        let index = match before {
            Some(before) => search::Articles::of(source.articles(), &before.index),
            None => search::Articles::of(source.articles(), &search::Articles::default()),
        };
        let work = before.map_or_else(Arc::default, |before| before.work.clone());
        let by_id = source.articles().iter().enumerate().map(|(at, one)| (one.article.id.to_string(), at)).collect();
        let mut by_url: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, url) in source.articles().iter().enumerate().filter_map(|(at, one)| Some((at, one.article.url.clone()?))) {
            by_url.entry(isnad_model::url_key(&url)).or_default().push(at);
        }
        by_url.retain(|_, states| states.len() > 1);
        Library { by_id, by_url, shelf: Shelf::new(source.clone(), moments.clone(), work.clone()), moments, index, source, work }
    }

    /// The article of that id with its blocks, whatever the view.
    pub(crate) fn article(&self, id: &str) -> Option<&Extracted> {
        self.by_id.get(id).and_then(|&at| self.source.articles().get(at)).map(Arc::as_ref)
    }

    /// Every article of that address, however it is spelled, where there are several.
    pub(crate) fn states(&self, url: &str) -> impl Iterator<Item = &Extracted> {
        self.by_url.get(&isnad_model::url_key(url)).into_iter().flatten().filter_map(|&at| self.source.articles().get(at)).map(Arc::as_ref)
    }
}

/// The desk: a library that may be replaced by a newer one, and what is counted and told meanwhile.
pub struct Desk {
    library: RwLock<Arc<Library>>,
    pub(crate) posts: Option<Arc<Posts>>,
    pub(crate) metrics: metrics::Metrics,
    pub(crate) limit: limit::Limit<IpAddr>,
    pub(crate) happenings: Arc<Happenings>,
}

impl Desk {
    /// A desk over `source`.
    pub fn new(source: Arc<dyn Source>) -> Desk {
        let run = jiff::Timestamp::now().as_microsecond();
        Desk {
            library: RwLock::new(Arc::new(Library::new(source, None))),
            posts: None,
            metrics: metrics::Metrics::default(),
            limit: limit::Limit::new(A_SECOND, AT_ONCE),
            happenings: Arc::new(Happenings::new(format!("{run:x}"))),
        }
    }

    /// The desk, taking in what is posted by holders of tokens.
    pub fn with_posts(self, posts: Posts) -> Desk {
        Desk { posts: Some(Arc::new(posts)), ..self }
    }

    /// What is served now.
    pub(crate) fn library(&self) -> Arc<Library> {
        self.library.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Serves `library` from now on; answers under way end with what they began with.
    pub(crate) fn replace(&self, library: Arc<Library>) {
        *self.library.write().unwrap_or_else(PoisonError::into_inner) = library;
    }
}

#[cfg(test)]
mod tests;
