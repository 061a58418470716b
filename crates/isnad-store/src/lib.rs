//! Keeps raw pages and what was read in them, in SQLite or PostgreSQL.
//!
//! The bytes that came in are the truth; they are kept once, under their hash, and never changed. What is read in them (articles,
//! claims, search, the record's events) is derived and can be rebuilt. The crate knows neither how a page is read nor how a record
//! is made: readings come in and go out as the model's types.
//!
//! Modules in reading order: [`location`], [`error`], [`store`] (an open store); `schema`, `sql`, `codec`, `reading`, `wire` (how
//! things lie in it); [`write`], [`accept`], [`read`], [`search`] (in and out); `rows`, [`generation`], [`record`] (what is derived and rebuilt); [`verify`],
//! [`stats`], [`copy`], [`forget`] (its care).

pub mod accept;
pub mod analysis;
pub mod codec;
pub mod copy;
pub mod error;
pub mod fault;
pub mod forget;
pub mod generation;
pub mod location;
pub mod read;
pub mod reading;
pub mod record;
mod rows;
mod schema;
pub mod search;
mod sql;
pub mod stats;
pub mod store;
#[cfg(feature = "fail-points")]
mod tamper;
pub mod verify;
mod wire;
pub mod write;

pub use error::Result;
pub use location::{Dialect, Location};
pub use reading::Reading;
pub use schema::{Step, VERSION, steps};
pub use store::{Mode, Runtime, Settings, Store, now};
