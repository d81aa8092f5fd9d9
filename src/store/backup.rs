//! Copies of sessions as they stood when they were opened, the newest five of each.
//!
//! They lie in the user's state folder and hold the bytes of the session's file: never pending
//! ballots.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;

use super::atomic_file::{self, FileMode};
use super::dir_entries;
use super::os_error::os_fault;
use crate::library::{FileError, SaveTime};
use crate::model::text::fingerprint;

/// The number of backups of a session that are kept.
const MOST: usize = 5;

/// The time in the name of a backup.
const TIME: &str = "%Y-%m-%dT%H-%M-%S";

/// The folder with the backups of the session in `file`, a path without links.
fn folder(state: &Path, file: &Path) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let number = fingerprint(file.as_os_str().as_encoded_bytes());
    state.join("backups").join(format!("{stem}-{number:016x}"))
}

/// The backups of all sessions.
#[derive(Debug)]
pub struct Backups {
    state: Option<PathBuf>,
    /// The opening in which each session was last saved: the version before is in a backup.
    openings: HashMap<PathBuf, DateTime>,
}

impl Backups {
    /// Makes the set for a state folder; without one, no backup is kept.
    pub fn new(state: Option<PathBuf>) -> Self {
        Self { state, openings: HashMap::new() }
    }

    /// Keeps the content of `file` before the first change since it was opened. One opening makes
    /// one backup; what the newest one holds already is not kept again.
    pub fn keep(&self, file: &Path, bytes: &[u8], when: SaveTime) -> Result<(), FileError> {
        if self.openings.get(file) == Some(&when.opened) {
            return Ok(());
        }
        let Some(state) = &self.state else { return Ok(()) };
        let folder = folder(state, file);
        let path = folder.join(format!("{}.yaml", when.opened.strftime(TIME)));
        let fault = |e: &std::io::Error| os_fault(&path, "keep a backup", e);
        let mut there = backups_in(&folder)?;
        if there.last().is_some_and(
            |newest| matches!(atomic_file::bytes(newest), Ok(Some(newest)) if newest == bytes),
        ) {
            return Ok(());
        }
        atomic_file::make_folder(&folder).map_err(|e| fault(&e))?;
        let text = String::from_utf8_lossy(bytes);
        atomic_file::put(&path, text.as_bytes(), FileMode::User, true).map_err(|e| fault(&e))?;
        there.push(path.clone());
        there.sort();
        // Whatever the clock says, the one that was just made stays.
        for old in there.iter().rev().skip(MOST).filter(|old| **old != path) {
            atomic_file::remove(old).map_err(|e| fault(&e))?;
        }
        Ok(())
    }

    /// Keeps what cannot be saved in its place for now. Returns the file; none if that failed, too.
    pub fn keep_unsaved(&self, file: &Path, text: &str, when: SaveTime) -> Option<PathBuf> {
        let folder = folder(self.state.as_deref()?, file);
        let path = folder.join(format!("{}_unsaved.yaml", when.opened.strftime(TIME)));
        let there = atomic_file::bytes(&path).ok().flatten();
        if there.is_none_or(|bytes| bytes != text.as_bytes()) {
            atomic_file::make_folder(&folder).ok()?;
            atomic_file::put(&path, text, FileMode::User, true).ok()?;
        }
        Some(path)
    }

    /// Keeps a session that is about to be deleted, and returns the file. None where no backups are
    /// kept.
    pub fn keep_deleted(
        &self,
        file: &Path,
        bytes: &[u8],
        when: SaveTime,
    ) -> Result<Option<PathBuf>, FileError> {
        let Some(state) = &self.state else { return Ok(None) };
        let folder = folder(state, file);
        let path = folder.join(format!("{}_deleted.yaml", when.now.strftime(TIME)));
        let fault = |e: &std::io::Error| os_fault(&path, "keep a backup", e);
        atomic_file::make_folder(&folder).map_err(|e| fault(&e))?;
        let text = String::from_utf8_lossy(bytes);
        atomic_file::put(&path, text.as_bytes(), FileMode::User, true).map_err(|e| fault(&e))?;
        Ok(Some(path))
    }

    /// Records that the session was saved: this opening needs no further backup.
    pub fn settle(&mut self, file: &Path, when: SaveTime) {
        self.openings.insert(file.to_owned(), when.opened);
    }

    /// Returns the newest backup of a session.
    pub fn newest(&self, file: &Path) -> Option<PathBuf> {
        backups_in(&folder(self.state.as_deref()?, file)).ok()?.pop()
    }
}

/// Returns the backups in a folder, oldest first.
fn backups_in(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let mut paths = dir_entries::paths(folder)?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    Ok(paths)
}
