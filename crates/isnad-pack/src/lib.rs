//! Pack files (tables under `packs/`, see docs/packs.md) to one checked, compiled, immutable [`Pack`], with diagnostics.
//! Takes bytes and gives values: no file system, no network, nothing executed.

mod choices;
pub mod conjugate;
pub mod format;
pub mod grammar;
pub mod knowledge;
pub mod lexicon;
mod loader;
pub mod pack;
pub mod site;
pub mod table;
pub mod vectors;
pub mod world;

pub use choices::{Choices, feature_hash, feature_hash_on};
pub use lexicon::{Lexicon, Node, Sense};
pub use pack::Pack;
pub use table::PackFile;
