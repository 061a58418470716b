//! The desk: the record as pages in Arabic and English that work without JavaScript, and as an API.
//!
//! Modules in reading order: `source` (where articles come from), `shelf`, `snapshot` and `digest` (records made and kept), `view` (what an
//! address asks for), `strings` and `html` (words and safe markup), `frame` (what every page is given), `pages` (one module a
//! screen), `chart` and `map` (drawings), `api`, `web` (routes and what every answer carries), `limit` and `metrics` (how often, how much), `listen` (the socket).

mod api;
mod assets;
mod chart;
mod digest;
mod frame;
mod html;
mod limit;
mod listen;
mod map;
mod metrics;
mod pages;
mod problem;
mod search;
mod shelf;
mod snapshot;
pub mod source;
mod strings;
mod view;
mod web;

pub use api::openapi;
pub use listen::{Running, start};
pub use source::{Pages, Source};

use isnad_engine::extract::Extracted;
use isnad_model::Stamp;
use shelf::Shelf;
use std::collections::HashMap;
use std::sync::Arc;

/// Requests that another machine may send a second in the long run, and at once. Loopback is not counted: its sender owns the machine.
const A_SECOND: u32 = 20;
const AT_ONCE: u32 = 200;

/// Everything that the desk serves from.
pub struct Desk {
    pub(crate) source: Arc<dyn Source>,
    pub(crate) shelf: Shelf,
    pub(crate) moments: Vec<Stamp>,
    pub(crate) index: search::Index,
    pub(crate) metrics: metrics::Metrics,
    pub(crate) limit: limit::Limit<std::net::IpAddr>,
    by_id: HashMap<String, usize>,
}

impl Desk {
    /// A desk over `source`; reads every article once for the search.
    pub fn new(source: Arc<dyn Source>) -> Desk {
        let moments = source::moments(source.articles());
        let index = search::Index::of(source.articles());
        let by_id = source.articles().iter().enumerate().map(|(at, one)| (one.article.id.to_string(), at)).collect();
        let (metrics, limit) = (metrics::Metrics::default(), limit::Limit::new(A_SECOND, AT_ONCE));
        Desk { by_id, metrics, limit, shelf: Shelf::new(source.clone(), moments.clone()), moments, index, source }
    }

    /// The article of that id with its blocks, whatever the view.
    pub(crate) fn article(&self, id: &str) -> Option<&Extracted> {
        self.by_id.get(id).and_then(|&at| self.source.articles().get(at))
    }
}

#[cfg(test)]
mod tests;
