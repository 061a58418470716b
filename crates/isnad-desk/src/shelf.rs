//! Records already made, by what they show. Bounded; each is made once however many ask for it.

use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::source::Source;
use crate::work::Work;
use isnad_fuse::Options;
use isnad_model::Stamp;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OnceCell, Semaphore};

/// Views kept at once, besides the one of everything.
const MOST_KEPT: usize = 16;
/// Claims kept at once over all views: large collections keep fewer views. A claim and what is made of it take some 3 kB.
const MOST_CLAIMS: usize = 150_000;
/// Views that may wait to be made.
const WAITING: usize = 12;
/// Names of sources that are remembered as borne or not.
const NAMES: usize = 1000;

/// What a view shows: how many articles had been published by the moment, on which day it lies, and who is left out. Two moments
/// between the same two articles of one day are one key.
type Key = (Option<(usize, jiff::civil::Date, bool)>, Vec<String>);
type Slot = Arc<OnceCell<Arc<Snapshot>>>;

/// The records of one source.
pub struct Shelf {
    source: Arc<dyn Source>,
    moments: Vec<Stamp>,
    slots: Mutex<Vec<(Key, Slot)>>,
    work: Arc<Work>,
    waiting: Semaphore,
    most_kept: usize,
    /// Whether somebody bears a name that was to be left out.
    borne: Mutex<HashMap<String, bool>>,
}

impl Shelf {
    /// An empty shelf over `source`.
    pub fn new(source: Arc<dyn Source>, moments: Vec<Stamp>, work: Arc<Work>) -> Self {
        let claims: usize = source.articles().iter().map(|one| one.annotation.claims.len()).sum();
        Shelf {
            moments,
            slots: Mutex::new(Vec::new()),
            work,
            waiting: Semaphore::new(WAITING),
            most_kept: (MOST_CLAIMS / claims.max(1)).clamp(2, MOST_KEPT),
            borne: Mutex::default(),
            source,
        }
    }

    /// The record under `options` (moment and sources left out; nothing else of it is looked at).
    ///
    /// # Errors
    /// Busy, when too many new views are asked for at once; a defect, when fusion panicked.
    pub async fn get(&self, options: &Options) -> Result<Arc<Snapshot>, Problem> {
        let slot = self.slot(self.key(options));
        if let Some(made) = slot.get() {
            return Ok(made.clone());
        }
        let _place = self.waiting.try_acquire().map_err(|_| Problem::busy())?;
        let make = || async {
            let _turn = self.work.views.acquire().await.map_err(|_| Problem::busy())?;
            let (source, options) = (self.source.clone(), options.clone());
            let made = tokio::task::spawn_blocking(move || Arc::new(Snapshot::of(source.record(&options)))).await;
            made.map_err(|_| Problem::defect())
        };
        slot.get_or_try_init(make).await.cloned()
    }

    /// Makes the record of everything on this thread: on the one that read the articles, what their reading gave back is used again.
    pub fn make_whole(&self) {
        let options = Options::default();
        // A defect here is met again, and answered, by the first who asks.
        let made = catch_unwind(AssertUnwindSafe(|| Arc::new(Snapshot::of(self.source.record(&options)))));
        if let Ok(made) = made {
            made.read_names();
            let _ = self.slot(self.key(&options)).set(made);
        }
    }

    /// Those names to be left out that no source bears. They must not cost a record each.
    ///
    /// # Errors
    /// Busy, when too many new views are asked for at once; a defect, when the names cannot be read.
    pub async fn strangers(&self, options: &Options) -> Result<Vec<String>, Problem> {
        let new: Vec<String> = {
            let borne = self.borne.lock().unwrap_or_else(PoisonError::into_inner);
            options.without.iter().filter(|name| !borne.contains_key(*name)).cloned().collect()
        };
        if !new.is_empty() {
            let _place = self.waiting.try_acquire().map_err(|_| Problem::busy())?;
            let _turn = self.work.views.acquire().await.map_err(|_| Problem::busy())?;
            let (source, asked) = (self.source.clone(), Options { without: new.clone(), ..Options::default() });
            let strange = tokio::task::spawn_blocking(move || source.strangers(&asked)).await.map_err(|_| Problem::defect())?;
            let mut borne = self.borne.lock().unwrap_or_else(PoisonError::into_inner);
            if borne.len() > NAMES {
                borne.clear();
            }
            for name in new {
                let is_borne = !strange.contains(&name);
                borne.insert(name, is_borne);
            }
        }
        let borne = self.borne.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(options.without.iter().filter(|name| borne.get(*name) == Some(&false)).cloned().collect())
    }

    /// The record of everything, once it is there.
    pub fn whole(&self) -> Option<Arc<Snapshot>> {
        let slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = slots.iter().find(|((moment, without), _)| moment.is_none() && without.is_empty());
        slot.and_then(|(_, slot)| slot.get().cloned())
    }

    /// Views that are kept.
    pub fn kept(&self) -> usize {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    fn key(&self, options: &Options) -> Key {
        let moment = options.as_of.map(|limit| {
            // A moment of which only the day is known lies on its day, as fusion has it.
            let seen = self.moments.iter().filter(|moment| {
                if moment.day_only || limit.day_only { moment.date() <= limit.date() } else { moment.order_key() <= limit.order_key() }
            });
            (seen.count(), limit.date(), limit.day_only)
        });
        (moment, options.without.clone())
    }

    /// The slot of a view, new ones at the end; the oldest unused goes when there are too many. The view of everything stays.
    fn slot(&self, key: Key) -> Slot {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = slots.iter().position(|(held, _)| *held == key) {
            let held = slots.remove(at);
            let slot = held.1.clone();
            slots.push(held);
            return slot;
        }
        if slots.len() > self.most_kept {
            if let Some(oldest) = slots.iter().position(|(held, _)| held.0.is_some() || !held.1.is_empty()) {
                slots.remove(oldest);
            }
        }
        let slot = Slot::default();
        slots.push((key, slot.clone()));
        slot
    }
}
