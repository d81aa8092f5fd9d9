//! A text that another program works on for a while.
//!
//! Only its owner can read it, and it is gone when it is dropped. What a killed program left behind
//! goes at the next start: its lock is free.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic_file::{self, FileMode};
use super::dir_entries;
use super::lock::Lock;
use super::os_error::os_fault;
use crate::library::FileError;

/// A file in a private folder of its own (0700), deleted with it when this is dropped.
#[derive(Debug)]
pub struct TempFile {
    path: PathBuf,
    /// Dropped in this order: the lock is free once the folder is gone.
    folder: PathBuf,
    _lock: Option<Lock>,
}

impl TempFile {
    /// Makes a file with this text in the user's `state` folder; without one, in a private folder
    /// where the system keeps temporary files.
    pub fn new(text: &str, state: Option<&Path>) -> Result<Self, FileError> {
        let place = state.map_or_else(std::env::temp_dir, folder);
        Self::within(text, &place, state.is_some())
            .map_err(|error| os_fault(&place, "make a temporary file", &error))
    }

    fn within(text: &str, place: &Path, locked: bool) -> io::Result<Self> {
        let (folder, lock) = if locked { own_folder(place)? } else { (private(place)?, None) };
        let file = Self { path: folder.join("squadcheck.md"), folder, _lock: lock };
        atomic_file::put(&file.path, text, FileMode::User, false)?;
        Ok(file)
    }

    /// Returns its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads its text. An editor may have put a new file in its place.
    pub fn read(&self) -> Result<String, FileError> {
        let bytes = atomic_file::present(self.path()).map_err(|faults| {
            faults
                .into_iter()
                .next()
                .unwrap_or_else(|| FileError::of_file(self.path(), "it is gone", ""))
        })?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Removes what killed programs left behind.
    pub fn sweep(state: &Path) {
        for left in dir_entries::paths(&folder(state)).unwrap_or_default() {
            if left.is_dir()
                && let Ok(Some(_lock)) = Lock::at_once(&left.with_extension("lock"))
            {
                remove(&left);
            }
        }
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        remove(&self.folder);
    }
}

fn folder(state: &Path) -> PathBuf {
    state.join("editor")
}

/// Makes a folder that no other program sweeps: its lock is held first.
fn own_folder(place: &Path) -> io::Result<(PathBuf, Option<Lock>)> {
    atomic_file::make_folder(place)?;
    for number in 1_u32.. {
        let folder = place.join(format!("{}-{number}", std::process::id()));
        if let Some(lock) = Lock::at_once(&folder.with_extension("lock"))?
            && !folder.exists()
        {
            atomic_file::make_folder(&folder)?;
            return Ok((folder, Some(lock)));
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Makes a private folder of a random name, 0700 whatever the umask says.
pub fn private(place: &Path) -> io::Result<PathBuf> {
    let folder = tempfile::Builder::new().prefix("squadcheck-").tempdir_in(place)?;
    make_private(folder.path())?;
    Ok(folder.keep())
}

/// Lets the owner alone into a folder.
pub fn make_private(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
    }
    #[cfg(not(unix))]
    {
        _ = folder;
        Ok(())
    }
}

#[expect(clippy::disallowed_methods, reason = "the store is where files are written")]
fn remove(folder: &Path) {
    _ = fs::remove_dir_all(folder);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scratch_holds_its_text_and_is_gone_afterwards() {
        let state = tempfile::tempdir().unwrap();
        for state in [None, Some(state.path())] {
            let scratch = TempFile::new("one\ntwo", state).unwrap();
            let path = scratch.path().to_owned();
            assert_eq!(scratch.read().unwrap(), "one\ntwo");
            drop(scratch);
            assert!(!path.exists() && !path.parent().unwrap().exists());
        }
        assert_eq!(dir_entries::paths(&folder(state.path())).unwrap(), [] as [PathBuf; 0]);
    }

    #[cfg(unix)]
    #[test]
    fn what_a_killed_program_left_goes_and_what_another_one_works_on_stays() {
        use std::os::unix::fs::PermissionsExt;
        let state = tempfile::tempdir().unwrap();
        let works = TempFile::new("one", Some(state.path())).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        let own = works.path().parent().unwrap();
        assert_eq!((mode(own), mode(works.path())), (0o700, 0o600));
        let killed = folder(state.path()).join("1-1");
        atomic_file::make_folder(&killed).unwrap();
        atomic_file::put(&killed.join("squadcheck.md"), "two", FileMode::User, false).unwrap();
        TempFile::sweep(state.path());
        assert!(works.path().is_file() && !killed.exists());
    }
}
