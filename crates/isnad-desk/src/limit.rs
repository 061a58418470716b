//! How often one sender may ask: a bucket of permits a sender, refilled with time.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Senders remembered at once; those with full buckets are forgotten first.
const MOST_SENDERS: usize = 4096;

/// Permits for senders of one kind.
pub struct Limit<K> {
    a_second: f64,
    at_once: f64,
    senders: Mutex<HashMap<K, Bucket>>,
}

struct Bucket {
    permits: f64,
    filled: Instant,
}

impl<K: Hash + Eq> Limit<K> {
    /// At most `at_once` requests in one go, and `a_second` in the long run.
    pub fn new(a_second: u32, at_once: u32) -> Self {
        Limit { a_second: f64::from(a_second), at_once: f64::from(at_once), senders: Mutex::new(HashMap::new()) }
    }

    /// Takes a permit for `sender` at the moment `now`.
    ///
    /// # Errors
    /// How long to wait, when there is none.
    pub fn take(&self, sender: K, now: Instant) -> Result<(), Duration> {
        let mut senders = self.senders.lock().unwrap_or_else(PoisonError::into_inner);
        if senders.len() >= MOST_SENDERS && !senders.contains_key(&sender) {
            senders.retain(|_, bucket| self.permits(bucket, now) < self.at_once);
            if senders.len() >= MOST_SENDERS {
                return Err(Duration::from_secs(1));
            }
        }
        let bucket = senders.entry(sender).or_insert(Bucket { permits: self.at_once, filled: now });
        bucket.permits = self.permits(bucket, now);
        bucket.filled = now;
        if bucket.permits < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - bucket.permits) / self.a_second));
        }
        bucket.permits -= 1.0;
        Ok(())
    }

    fn permits(&self, bucket: &Bucket, now: Instant) -> f64 {
        let grown = now.saturating_duration_since(bucket.filled).as_secs_f64() * self.a_second;
        (bucket.permits + grown).min(self.at_once)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_waits_when_its_permits_are_used_and_others_do_not() {
        let (limit, start) = (Limit::new(2, 3), Instant::now());
        let taken = (0..5).filter(|_| limit.take("a", start).is_ok()).count();
        assert_eq!(taken, 3);
        assert_eq!(limit.take("a", start), Err(Duration::from_millis(500)));
        assert!(limit.take("b", start).is_ok());
        assert!(limit.take("a", start + Duration::from_millis(500)).is_ok());
        assert!(limit.take("a", start + Duration::from_millis(600)).is_err());
    }

    #[test]
    fn senders_are_forgotten_when_their_buckets_are_full_again() {
        let (limit, start) = (Limit::new(1, 1), Instant::now());
        (0..MOST_SENDERS).for_each(|n| assert!(limit.take(n, start).is_ok()));
        assert!(limit.take(MOST_SENDERS, start).is_err());
        assert!(limit.take(MOST_SENDERS, start + Duration::from_secs(2)).is_ok());
        assert_eq!(limit.senders.lock().unwrap().len(), 1);
    }
}
