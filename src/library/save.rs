//! The outcome of a save or of an export.

use std::path::PathBuf;

use jiff::civil::DateTime;

use super::file_error::FileError;
use crate::model::text::sanitize;

/// The times of a save, after which backups and conflict copies are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaveTime {
    /// The time of the save.
    pub now: DateTime,
    /// The time at which the session was opened: one opening leaves one backup.
    pub opened: DateTime,
}

/// The result of a save that reached the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaveOutcome {
    /// The reason for a missing backup of the version before.
    pub no_backup: Option<FileError>,
    /// True if somebody else had deleted the file, and it was written again.
    pub again: bool,
}

/// The reason for which a session is not on the disk in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveError {
    /// The place, the reason, and the remedy.
    pub fault: FileError,
    /// Set if somebody else wrote or deleted the file in the meantime; that was left alone.
    pub conflict: Option<Conflict>,
    /// The file that holds the revealed part of the session for now.
    pub copy: Option<PathBuf>,
}

/// The file that somebody else has written or deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The session's file.
    Session,
    /// The pending ballots of the session. Ours are in memory only.
    Ballots,
    /// The session's file is gone from where it was. The copy of ours is a backup.
    Gone,
}

/// Makes an error that is no conflict and left no copy.
impl From<FileError> for Box<SaveError> {
    fn from(fault: FileError) -> Self {
        Self::new(SaveError { fault, conflict: None, copy: None })
    }
}

/// `path: problem and reason; remedy; place of the copy`, on one line.
impl std::fmt::Display for SaveError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.fault)?;
        match &self.copy {
            Some(copy) => write!(f, "; yours is kept in {}", sanitize(&copy.to_string_lossy())),
            None => Ok(()),
        }
    }
}

/// What is left of a session that was deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteOutcome {
    /// The copy of its file among the backups.
    pub backup: Option<PathBuf>,
    /// The reason for which the ballots that waited for it are still there.
    pub ballots_left: Option<FileError>,
}

/// The reason for which an export was not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// A file is there, and the caller did not allow to replace it.
    #[error("{}: the file is there already; nothing was written", sanitize(&.0.to_string_lossy()))]
    Exists(PathBuf),
    /// The operating system refused.
    #[error(transparent)]
    Failed(#[from] FileError),
}
