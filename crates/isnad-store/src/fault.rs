//! Fail points: with the feature `fail-points`, any of our own write and commit calls can be made to fail, so that tests see what
//! is left behind. Without the feature nothing of this is compiled in.

#[cfg(feature = "fail-points")]
pub use planned::{Action, Faults};

#[cfg(feature = "fail-points")]
mod planned {
    use crate::error::{Result, complain};
    use std::collections::BTreeMap;
    use std::sync::{Arc, Mutex};

    /// What happens at a fail point.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Action {
        /// The call gives an error.
        Error,
        /// The process ends at once, as by `kill -9`.
        Abort,
        /// The thread panics, as by a defect of ours.
        Panic,
    }

    /// What is to fail when, and which points were passed.
    #[derive(Clone, Debug, Default)]
    pub struct Faults(Arc<Mutex<Plan>>);

    #[derive(Debug, Default)]
    struct Plan {
        /// By point: passes still to let go, then the action.
        at: BTreeMap<String, (usize, Action)>,
        passed: BTreeMap<String, usize>,
    }

    impl Faults {
        /// As the variable ISNAD_FAIL has it: `write.commit=abort@3`, several with commas.
        pub(crate) fn from_environment() -> Faults {
            let faults = Faults::default();
            for part in std::env::var("ISNAD_FAIL").unwrap_or_default().split(',') {
                let Some((point, rest)) = part.split_once('=') else { continue };
                let (word, after) = rest.split_once('@').unwrap_or((rest, "0"));
                let action = match word {
                    "abort" => Action::Abort,
                    "panic" => Action::Panic,
                    _ => Action::Error,
                };
                faults.set(point, action, after.parse().unwrap_or(0));
            }
            faults
        }

        /// Lets `point` fail after it was passed `after` times more.
        pub fn set(&self, point: &str, action: Action, after: usize) {
            if let Ok(mut plan) = self.0.lock() {
                plan.at.insert(point.to_owned(), (after, action));
            }
        }

        /// How often each point was passed, failures included.
        pub fn passed(&self) -> BTreeMap<String, usize> {
            self.0.lock().map(|plan| plan.passed.clone()).unwrap_or_default()
        }

        pub(crate) fn pass(&self, point: &str) -> Result<()> {
            let Ok(mut plan) = self.0.lock() else { return Ok(()) };
            *plan.passed.entry(point.to_owned()).or_default() += 1;
            match plan.at.get_mut(point) {
                None => Ok(()),
                Some((left, _)) if *left > 0 => {
                    *left -= 1;
                    Ok(())
                }
                Some((_, Action::Abort)) => std::process::abort(),
                Some((_, Action::Panic)) => panic!("{point}: made to panic by a test"),
                Some((_, Action::Error)) => {
                    plan.at.remove(point);
                    Err(complain("E0799", point, "was made to fail by a test", "run this again"))
                }
            }
        }
    }
}

#[cfg(not(feature = "fail-points"))]
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults;

#[cfg(not(feature = "fail-points"))]
impl Faults {
    pub(crate) fn from_environment() -> Faults {
        Faults
    }

    #[inline]
    pub(crate) fn pass(&self, _point: &str) -> crate::error::Result<()> {
        Ok(())
    }
}
