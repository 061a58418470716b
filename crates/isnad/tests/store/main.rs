//! The store, behind both databases and behind the command. One suite runs against each; PostgreSQL is a real server that the test
//! starts, or the one that ISNAD_TEST_POSTGRES names.

#![allow(clippy::unwrap_used)]

mod commands;
mod conformance;
mod faults;
mod kill;
mod known_items;
mod posts;
mod searches;
mod server;
mod support;
mod trouble;
