//! The ways in which a command ends early.

use crate::library::{FileError, SaveError};

/// The reason why a command ends early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CliError {
    /// It could not be done: exit code 1.
    Failed(String),
    /// It was asked for in a way that cannot work: exit code 2.
    Usage(String),
    /// The reader of stdout went away: a quiet end.
    NobodyReads,
    /// A signal ended the full screen.
    Signal(i32),
}

impl From<FileError> for CliError {
    fn from(fault: FileError) -> Self {
        Self::Failed(fault.to_string())
    }
}

impl From<Box<SaveError>> for CliError {
    fn from(unsaved: Box<SaveError>) -> Self {
        Self::Failed(unsaved.to_string())
    }
}

impl From<Vec<FileError>> for CliError {
    fn from(faults: Vec<FileError>) -> Self {
        let lines: Vec<String> = faults.iter().map(FileError::to_string).collect();
        Self::Failed(lines.join("\n"))
    }
}
