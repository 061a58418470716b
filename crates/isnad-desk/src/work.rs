//! What takes a moment is done on threads beside the sockets, each kind of work on its share of them, so that none keeps another waiting.
//! Whoever must wait waits here, not in the line of the threads: a reader that goes away leaves nothing behind to be done.

use crate::problem::Problem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Pages, and answers of the API, that are made at once.
const PAGES: usize = 2;
/// Views that are made at once.
const VIEWS: usize = 1;
/// Whole records that are written out at once, each on a thread of its own.
const RECORDS: usize = 1;
/// Threads: those for pages and views, one that keeps what is posted, one that reads it again.
pub const THREADS: usize = PAGES + VIEWS + 2;

/// The shares; one for a desk, whatever library it serves.
pub struct Work {
    pages: Arc<Semaphore>,
    /// Turns to make a view.
    pub views: Semaphore,
    /// Turns to write a whole record.
    pub records: Arc<Semaphore>,
}

impl Default for Work {
    fn default() -> Self {
        Work { pages: Arc::new(Semaphore::new(PAGES)), views: Semaphore::new(VIEWS), records: Arc::new(Semaphore::new(RECORDS)) }
    }
}

impl Work {
    /// What `make` makes, when it is its turn; a panic costs one answer.
    ///
    /// # Errors
    /// The problem that `make` meets; a defect, when it panics.
    pub async fn page<T: Send + 'static>(&self, make: impl FnOnce() -> Result<T, Problem> + Send + 'static) -> Result<T, Problem> {
        let turn = self.pages.clone().acquire_owned().await.map_err(|_| Problem::busy())?;
        let made = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            catch_unwind(AssertUnwindSafe(make))
        });
        made.await.map_err(|_| Problem::defect())?.map_err(|_| Problem::defect())?
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::Future;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    use std::task::{Context, Waker};

    #[tokio::test]
    async fn what_nobody_waits_for_any_more_is_not_made() {
        let (work, made) = (Work::default(), Arc::new(AtomicUsize::new(0)));
        let page = || {
            let made = made.clone();
            work.page(move || {
                made.fetch_add(1, SeqCst);
                Ok(())
            })
        };
        let held = work.pages.clone().acquire_many_owned(PAGES as u32).await.unwrap();
        for _ in 0..50 {
            let mut waiting = Box::pin(page());
            assert!(waiting.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        }
        drop(held);
        page().await.unwrap();
        let _all_done = work.pages.acquire_many(PAGES as u32).await.unwrap();
        assert_eq!(made.load(SeqCst), 1);
    }

    #[tokio::test]
    async fn a_panic_is_a_defect_and_gives_its_turn_back() {
        let work = Work::default();
        for _ in 0..PAGES + 1 {
            assert_eq!(work.page(|| -> Result<(), Problem> { panic!("on purpose") }).await.unwrap_err().code, "N0804");
        }
        assert_eq!(work.pages.available_permits(), PAGES);
    }
}
