//! placeholder
use crate::Outcome;
/// placeholder
pub fn run(_: &[String]) -> Outcome {
    Ok(())
}
