//! The result of a second look at files that were reported as changed.

use std::path::PathBuf;

use super::ballots_aside::BallotsAside;
use super::content_hash::ContentHash;
use super::file_error::FileError;
use super::record::Record;
use crate::model::Workspace;

/// The differences between the files on disk and the files as last read or written here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rescan {
    /// New and changed sessions, and files that cannot be read.
    pub changed: Vec<ChangedFile>,
    /// Files and folders that no longer exist.
    pub gone: Vec<PathBuf>,
    /// Conflict copies.
    pub conflicts: Vec<PathBuf>,
    /// Sessions that are not counted, told.
    pub strays: Vec<FileError>,
    /// The content of `healthcheck.yaml`, if it changed.
    pub workspace: Option<Result<Workspace, Vec<FileError>>>,
    /// True if `healthcheck.yaml` now names another folder for the sessions.
    pub moved: bool,
    /// Sessions whose pending ballots are not on the disk any more as they were saved here.
    pub lost_ballots: Vec<PathBuf>,
    /// Ballots for sessions that are not where they were, if sessions came, changed or went.
    pub ballots_aside: Option<Vec<BallotsAside>>,
    /// Sessions whose lock another program has released.
    pub free: Vec<PathBuf>,
}

/// A session file that changed on disk.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedFile {
    /// Its content, without pending ballots.
    pub record: Record,
    /// The hash of the bytes on disk; none if they cannot be read.
    pub hash: Option<ContentHash>,
}

impl ChangedFile {
    /// Returns the hash to record once the app has applied this change.
    pub fn known(&self) -> (PathBuf, Option<ContentHash>) {
        (self.record.path.clone(), self.hash)
    }
}
