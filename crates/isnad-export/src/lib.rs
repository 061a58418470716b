//! Versioned wire types: the claims as `isnad extract` prints them, and the record. Only edges like this one serialize.

pub mod claim;
pub mod extract;
pub mod record;
pub mod revision;

pub use record::{record_json, write_record};

#[cfg(test)]
mod tests;
