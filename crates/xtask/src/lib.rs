//! Chores of the workspace. Nothing of this ships; it may look at every crate, and no crate may look at it.

// A chore speaks on standard output.
#![allow(clippy::print_stdout)]

pub mod archive;
pub mod blind;
pub mod cases;
pub mod coverage;
pub mod ecosystem;
pub mod eval;
pub mod fuzz;
pub mod generate;
pub mod judge;
pub mod news;
pub mod pages;
pub mod speed;
pub mod tidy;
pub mod train;
pub mod vectors;
pub mod workspace;

/// What a chore gives back: nothing, or why it failed.
pub type Outcome<T = ()> = Result<T, String>;
