//! Whether a session could be saved, found out by trying, before anybody works for nothing.
//!
//! Leaves nothing behind: what is tried with is a hidden file that is removed at once.

use std::io::Write;
use std::path::Path;

use super::dir_entries::{self, EntryKind};
use super::os_error::os_fault;
use super::{Store, atomic_file, pending_file};
use crate::library::FileError;
use crate::model::Workspace;
use crate::model::text::slug;

/// What is written to try: a disk that is full takes an empty file.
const BYTES: [u8; 4096] = [b'#'; 4096];

impl Store {
    /// Returns the first reason for which sessions or pending ballots could not be saved, in the
    /// folders that were read last.
    pub fn try_saving(&self, workspace: &Workspace) -> Option<FileError> {
        self.try_sessions(workspace).and_then(|()| self.try_state()).err()
    }

    fn try_sessions(&self, workspace: &Workspace) -> Result<(), FileError> {
        let (root, sessions) = (&self.location.root, self.folder.clone());
        if self.ground.is_gone(root) {
            let help = "bring it back (rename, mount)";
            return Err(FileError::of_file(root, "the folder of the workspace is gone", help));
        }
        // The folders that are there may be links. Those that are not will be made.
        if sessions.symlink_metadata().is_ok() {
            lies_in(&sessions, root)?;
            for (name, kind) in dir_entries::names(&sessions)? {
                let folder = sessions.join(&name);
                let of_team = || workspace.teams.iter().any(|team| name == *slug(&team.name));
                match kind {
                    EntryKind::Folder => may_write_in(&folder)?,
                    EntryKind::Other if folder.is_dir() || of_team() => {
                        lies_in(&folder, &sessions)?;
                    }
                    EntryKind::File if of_team() => return Err(no_folder(&folder)),
                    _ => {}
                }
            }
        }
        try_in(&sessions, root)
    }

    fn try_state(&self) -> Result<(), FileError> {
        match (&self.folders.state, self.pending.folder()) {
            (Some(state), Some(folder)) => try_in(&folder, state),
            _ => Err(pending_file::no_state_folder(&self.location.root)),
        }
    }
}

/// Refuses what is no folder, and a link that leads out of `bounds`.
fn lies_in(folder: &Path, bounds: &Path) -> Result<(), FileError> {
    let real = |path: &Path| path.canonicalize().map_err(|e| os_fault(path, "find it", &e));
    let (to, within) = (real(folder)?, real(bounds)?);
    if !to.starts_with(within) {
        let message = format!("this leads out of {}, to {}", bounds.display(), to.display());
        return Err(FileError::of_file(folder, message, "put a folder in place of the link"));
    }
    if to.is_dir() { may_write_in(&to) } else { Err(no_folder(folder)) }
}

fn no_folder(path: &Path) -> FileError {
    let message = "a file stands where a folder for checks should be";
    FileError::of_file(path, message, "move it away")
}

/// Tries to write in a folder, or in the nearest one above it that is there. Above `own` nothing is
/// written to try.
fn try_in(folder: &Path, own: &Path) -> Result<(), FileError> {
    let nearest = folder.ancestors().find(|folder| folder.symlink_metadata().is_ok());
    let Some(nearest) = nearest else { return Ok(()) };
    if !nearest.is_dir() {
        return Err(FileError::of_file(nearest, "this is not a folder", "move it away"));
    }
    may_write_in(nearest)?;
    if !nearest.starts_with(own) {
        return Ok(());
    }
    let tried = tempfile::Builder::new().prefix(".squadcheck-").suffix(".tmp").tempfile_in(nearest);
    let written = tried.and_then(|mut file| file.write_all(&BYTES));
    written.map_err(|error| os_fault(nearest, "save anything there", &error))
}

/// Refuses a folder in which the system lets nobody, or not this user, make a file.
fn may_write_in(folder: &Path) -> Result<(), FileError> {
    // The same that each save looks at; a file of that name is never made.
    atomic_file::may_write(folder, &folder.join(".squadcheck"))?;
    #[cfg(unix)]
    {
        use rustix::fs::{Access, AtFlags, CWD, accessat};
        let needed = Access::WRITE_OK | Access::EXEC_OK;
        accessat(CWD, folder, needed, AtFlags::EACCESS)
            .map_err(|error| os_fault(folder, "save anything there", &error.into()))?;
    }
    Ok(())
}
