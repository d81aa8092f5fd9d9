//! Submissions: ballots that a device has given.

use super::super::ballot::Ballot;
use super::{Check, Refusal};

/// Ballots that one device has given, by the key of their card.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// The device: opaque and random.
    pub id: [u8; 8],
    /// Counts up from 1 with every change.
    pub revision: u16,
    /// The person who votes, in a named check.
    pub person: Option<String>,
    /// The ballots.
    pub ballots: Vec<(String, Ballot)>,
}

impl Check {
    /// Takes a submission in.
    pub fn submit(&mut self, _submission: Submission) -> Result<(), Refusal> {
        self.writable()
    }
}
