//! Errors of the operating system in words.

use std::io;
use std::path::Path;

use crate::library::FileError;

/// Puts an error of the operating system into words, with the path and a remedy.
pub fn os_fault(path: &Path, what: &str, error: &io::Error) -> FileError {
    let help = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on the disk",
        io::ErrorKind::FileTooLarge => "files may not grow as large here: see `ulimit -f`",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "give yourself the right to write there, or take another folder"
        }
        io::ErrorKind::NotFound => "check the path",
        io::ErrorKind::WouldBlock => "close the other squadcheck",
        _ => "",
    };
    FileError::of_file(path, format!("cannot {what}: {}", in_words(error)), help)
}

/// Leaves out the name of a temporary file, which nobody knows.
fn in_words(error: &io::Error) -> String {
    let words = error.to_string();
    words.split_once(" at path ").map_or(words.clone(), |(words, _)| words.to_owned())
}
