//! The reason for which one file was not written.

use crate::library::{Conflict, FileError};

/// A write that did not happen.
pub enum SaveFailure {
    /// Somebody else wrote or deleted the file.
    Theirs(FileError, Conflict),
    /// Any other error.
    Fault(FileError),
}

impl From<FileError> for SaveFailure {
    fn from(fault: FileError) -> Self {
        Self::Fault(fault)
    }
}
