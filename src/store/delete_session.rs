//! Deleting a session that nobody wants: its file, and what is remembered for it.
//!
//! Whether it may go is not decided here. What goes is exactly what was last read or written.

use std::path::Path;

use super::os_error::os_fault;
use super::{Store, atomic_file, session_file};
use crate::library::{DeleteOutcome, FileError, SaveTime};
use crate::model::Session;

impl Store {
    /// Deletes a session's file, then the ballots that wait for it and what was shown of it.
    ///
    /// The file goes first: without its ballots it would be a check that lost them. A copy of it is
    /// kept among the backups. Refuses where another program runs the session, and where the file
    /// or the ballots are not what was last read or written here.
    pub fn delete(&mut self, path: &Path, when: SaveTime) -> Result<DeleteOutcome, FileError> {
        if let Some(newer) = self.newer {
            let message = format!("the workspace is of a newer squadcheck (format {newer})");
            return Err(FileError::of_file(path, message, "delete it with a newer squadcheck"));
        }
        if path.is_symlink() {
            return Err(FileError::of_file(path, "this is a link", "take the link away yourself"));
        }
        let file = self.real(path)?;
        let was_held = self.locks.is_held_here(path);
        if !self.hold(path) {
            let help = "close it there first";
            return Err(FileError::of_file(path, "this check runs in another window", help));
        }
        let deleted = self.delete_held(path, &file, when);
        if deleted.is_ok() || !was_held {
            self.let_go(path);
        }
        deleted
    }

    fn delete_held(
        &mut self,
        path: &Path,
        file: &Path,
        when: SaveTime,
    ) -> Result<DeleteOutcome, FileError> {
        let fault = |e: std::io::Error| os_fault(path, "delete it", &e);
        let bytes = atomic_file::bytes(file)?.unwrap_or_default();
        if !self.sessions.knows(file, &bytes) {
            return Err(changed(path));
        }
        atomic_file::may_write(path, file)?;
        let _lock = self.sessions.file(file).lock().map_err(fault)?;
        let session = session_file::read(path, &bytes).map_err(first)?;
        self.has_known_ballots(path, file, &session)?;
        let backup = self.backups.keep_deleted(file, &bytes, when)?;
        if !self.sessions.file(file).remove_known().map_err(fault)? {
            return Err(changed(path));
        }
        let ballots_left = self.pending.remove_all(file).err();
        self.files.remove(path);
        self.written_again.remove(path);
        self.conflict_copies.take(path);
        Ok(DeleteOutcome { backup, ballots_left })
    }

    /// Refuses where ballots wait that were not read or written here: another window may have taken
    /// them since.
    fn has_known_ballots(
        &mut self,
        path: &Path,
        file: &Path,
        session: &Session,
    ) -> Result<(), FileError> {
        let known = self.pending.saved(file);
        let now = self.pending.load(file, session, &self.locks);
        if let Some(fault) = self.pending.fault(file) {
            return Err(fault.clone());
        }
        if now != known {
            let message = "unrevealed votes of this check were given elsewhere since it was read";
            return Err(FileError::of_file(path, message, "open it, and look at what waits"));
        }
        Ok(())
    }
}

fn changed(path: &Path) -> FileError {
    let message = "somebody else changed the file since it was read here";
    FileError::of_file(path, message, "open it, and look at what it says now")
}

fn first(faults: Vec<FileError>) -> FileError {
    faults.into_iter().next().unwrap_or_else(|| FileError::of_file(Path::new(""), "", ""))
}
