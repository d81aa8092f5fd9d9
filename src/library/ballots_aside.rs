//! Ballots that wait for a session that is not where it was.

use std::path::PathBuf;

use super::file_error::FileError;

/// Ballots that belong to no session that is there. They are left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BallotsAside {
    /// Where the session was.
    pub of: PathBuf,
    /// The file in which they lie, and what to do about it.
    pub fault: FileError,
}
