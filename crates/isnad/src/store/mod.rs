//! Commands that work on a store. Glue: the engine reads, the store keeps.

pub mod args;
pub mod care;
pub mod collect;
pub mod ingest;
pub mod record;
pub mod reprocess;
pub mod search;
pub mod verify;

use crate::say::Say;
use isnad_model::Diagnostic;
use isnad_store::{Location, Mode, Runtime, Store};
use std::sync::Arc;

/// A store with what it takes to wait for it.
#[derive(Clone)]
pub struct Desk {
    pub store: Store,
    runtime: Arc<Runtime>,
}

impl Desk {
    /// Opens the store that `--store` names, or the standard one.
    pub fn open(url: Option<&str>, mode: Mode) -> isnad_store::Result<Desk> {
        Desk::at(&location(url)?, mode)
    }

    pub fn at(location: &Location, mode: Mode) -> isnad_store::Result<Desk> {
        let runtime = Arc::new(Runtime::new()?);
        let store = runtime.wait(Store::open(location, mode))?;
        Ok(Desk { store, runtime })
    }

    /// Runs work on the store to its end.
    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.wait(work)
    }

    /// Closes the store: a SQLite store is then one file.
    pub fn close(self) {
        self.runtime.wait(self.store.close());
    }
}

pub fn location(url: Option<&str>) -> isnad_store::Result<Location> {
    url.map_or_else(Location::standard, Location::parse)
}

/// Runs a command on a store; an error of the store is said, and ends it with code 7.
pub fn run(say: &mut Say, work: impl FnOnce(&mut Say) -> Result<std::io::Result<u8>, Diagnostic>) -> std::io::Result<u8> {
    match work(say) {
        Ok(code) => code,
        Err(error) => {
            say.error(&error);
            Ok(7)
        }
    }
}
