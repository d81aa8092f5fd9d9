//! A session and its file.
//!
//! Turns text into a [`Session`](crate::model::Session) and back; opens no file, and never sees a
//! ballot that waits for its reveal.

mod ballots;
mod doubts;
mod follow;
mod read;
mod write;

pub use super::version::{VERSION, version};
pub use ballots::{ballots_lines, named, tally};
pub use read::{examine, id, read, read_in_doubt};
pub use write::write;
