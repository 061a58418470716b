//! What only tests may do to a store.

use crate::error::Result;
use crate::store::Store;

impl Store {
    /// Executes a statement, to see whether the harm it does is noticed.
    pub async fn tamper(&self, statement: &str) -> Result<()> {
        self.run(statement).await
    }

    /// Brings an empty store up to an older schema only.
    pub async fn make_older(&self, version: i64) -> Result<()> {
        self.migrate_to(version).await.map(|_| ())
    }
}
