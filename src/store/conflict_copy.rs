//! Copies of sessions that could not be saved in their place, until the conflict is resolved.
//!
//! A conflict copy holds what the session's file would hold: never pending ballots.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::atomic_file::{self, FileMode};
use super::lock::Lock;
use super::os_error::os_fault;
use super::save_error::SaveFailure;
use crate::library::{CONFLICT_MARK, ContentHash, FileError, SaveError, SaveTime};

/// The copies that stand in for sessions' own files, by the session's file.
#[derive(Debug, Default)]
pub struct ConflictCopies(HashMap<PathBuf, ConflictCopy>);

/// The copy that stands in for a session's own file.
#[derive(Clone, Debug)]
pub struct ConflictCopy {
    path: PathBuf,
    /// The user named the place; it is theirs to take away.
    chosen: bool,
    /// The text that was last written there.
    written: Option<String>,
}

impl ConflictCopies {
    /// Forgets all copies. They stay on disk.
    pub fn forget_all(&mut self) {
        self.0.clear();
    }

    /// Lets the user choose the place of a copy.
    pub fn choose(&mut self, path: &Path, place: PathBuf) {
        let copy = ConflictCopy { path: place, chosen: true, written: None };
        self.0.insert(path.to_owned(), copy);
    }

    /// Forgets the copy of a session, and returns it.
    pub fn take(&mut self, path: &Path) -> Option<ConflictCopy> {
        self.0.remove(path)
    }

    /// Writes `text` to the conflict copy, or to the file that the user chose, and returns the
    /// error to report.
    pub fn write(
        &mut self,
        path: &Path,
        text: &str,
        trouble: SaveFailure,
        when: SaveTime,
    ) -> SaveError {
        let (fault, conflict) = match trouble {
            SaveFailure::Theirs(fault, what) => (fault, Some(what)),
            SaveFailure::Fault(fault) => (fault, None),
        };
        let there =
            |path| matches!(atomic_file::bytes(path), Ok(Some(bytes)) if bytes == text.as_bytes());
        if conflict.is_some() && !self.0.contains_key(path) && !there(path) {
            let aside =
                ConflictCopy { path: conflict_path(path, when), chosen: false, written: None };
            self.0.insert(path.to_owned(), aside);
        }
        let Some(aside) = self.0.get(path).cloned() else {
            return SaveError { fault, conflict, copy: None };
        };
        match write_aside(&aside, text) {
            Ok(()) => {
                let copy = aside.path.clone();
                self.0.insert(
                    path.to_owned(),
                    ConflictCopy { written: Some(text.to_owned()), ..aside },
                );
                SaveError { fault, conflict, copy: Some(copy) }
            }
            Err(error) => {
                self.0.remove(path);
                let no_copy = os_fault(&aside.path, "keep yours there", &error);
                let message =
                    format!("{}; {}: {}", fault.message, aside.path.display(), no_copy.message);
                let taken = error.kind() == std::io::ErrorKind::AlreadyExists;
                let help = if taken { "take another name for it".to_owned() } else { no_copy.help };
                SaveError { fault: FileError { message, help, ..fault }, conflict, copy: None }
            }
        }
    }
}

impl ConflictCopy {
    /// Returns the file of the copy.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns true if the user chose the place.
    pub const fn is_chosen(&self) -> bool {
        self.chosen
    }

    /// Deletes the file if it is as it was written here.
    pub fn delete_unchanged(&self) {
        let unchanged =
            |bytes: Vec<u8>| self.written.as_ref().is_some_and(|text| text.as_bytes() == bytes);
        if atomic_file::bytes(&self.path).is_ok_and(|bytes| bytes.is_some_and(unchanged)) {
            _ = atomic_file::remove(&self.path);
        }
    }
}

fn conflict_path(path: &Path, when: SaveTime) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let time = when.now.strftime("%Y%m%dT%H%M%S");
    let first = path.with_file_name(format!("{stem}{CONFLICT_MARK}{time}.yaml"));
    let more = (2..).map(|n| path.with_file_name(format!("{stem}{CONFLICT_MARK}{time}-{n}.yaml")));
    let mut free =
        std::iter::once(first.clone()).chain(more).filter(|path| path.symlink_metadata().is_err());
    free.next().unwrap_or(first)
}

/// Writes the copy: the first time into a new file, later only over its own text.
fn write_aside(aside: &ConflictCopy, text: &str) -> std::io::Result<()> {
    let Some(before) = &aside.written else {
        return atomic_file::put(&aside.path, text, FileMode::User, false);
    };
    if before == text && aside.path.is_file() {
        return Ok(());
    }
    let _lock = Lock::new(&aside.path)?;
    if atomic_file::swap(
        &aside.path,
        text,
        FileMode::AsBefore,
        ContentHash::new(before.as_bytes()),
    )? {
        return Ok(());
    }
    Err(std::io::Error::new(std::io::ErrorKind::AlreadyExists, "somebody else changed it"))
}
