//! An error in a file, with its place.

use std::fmt;
use std::path::{Path, PathBuf};

/// A place in a text file; both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// One problem of one file: the place, the finding, and the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// The place in it; none for the whole file.
    pub place: Option<Position>,
    /// The line itself, as it stands in the file.
    pub line: Option<String>,
    /// The problem: found and expected, in one sentence without a full stop.
    pub message: String,
    /// The remedy, in one sentence without a full stop; may be empty.
    pub help: String,
}

impl FileError {
    /// Makes an error about a whole file.
    pub fn of_file(path: &Path, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            place: None,
            line: None,
            message: message.into(),
            help: help.into(),
        }
    }
}

/// `path:line:column: message; help`, on one line, without anything that commands a terminal.
impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use crate::model::text::sanitize;
        write!(f, "{}:", sanitize(&self.path.to_string_lossy()))?;
        if let Some(place) = self.place {
            write!(f, "{}:{}:", place.line, place.column)?;
        }
        write!(f, " {}", sanitize(&self.message))?;
        if !self.help.is_empty() {
            write!(f, "; {}", sanitize(&self.help))?;
        }
        Ok(())
    }
}

impl std::error::Error for FileError {}
