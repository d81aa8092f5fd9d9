//! The locks by which one of several running programs holds an open session.
//!
//! Each is a lock on a file of its own in the user's state folder, and never a number of a process:
//! the system releases it when the program ends, however it ends.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::lock::Lock;
use super::{atomic_file, pending_file};

/// The number of attempts to lock, and the time between them: somebody may only be looking whether
/// the session is held.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(2);

/// The locks on open sessions.
#[derive(Debug)]
pub struct SessionLocks {
    state: Option<PathBuf>,
    held: HashMap<PathBuf, Lock>,
    /// Sessions that another program held when this one asked for them.
    refused: HashSet<PathBuf>,
}

impl SessionLocks {
    /// Makes the set for a state folder.
    ///
    /// Without a state folder, or where it knows no locks, nobody can be told, and so nobody is
    /// held back.
    pub fn new(state: Option<PathBuf>) -> Self {
        Self { state, held: HashMap::new(), refused: HashSet::new() }
    }

    /// Locks a session until it is released, or the program ends. Returns false if another program
    /// holds it.
    pub fn hold(&mut self, path: &Path) -> bool {
        let file = real_path(path);
        if self.held.contains_key(&file) {
            return true;
        }
        let Some(place) = self.lock_file(&file) else { return true };
        if place.parent().is_some_and(|folder| atomic_file::make_folder(folder).is_err()) {
            return true;
        }
        for _ in 0..TRIES {
            match Lock::at_once(&place) {
                Ok(Some(lock)) => {
                    self.held.insert(file, lock);
                    self.refused.remove(path);
                    return true;
                }
                Ok(None) => std::thread::sleep(PAUSE),
                Err(_) => return true,
            }
        }
        self.refused.insert(path.to_owned());
        false
    }

    /// Returns true if this program has the session locked.
    pub fn is_held_here(&self, path: &Path) -> bool {
        self.held.contains_key(&real_path(path))
    }

    /// Releases a session: from now on another program may hold it.
    pub fn let_go(&mut self, path: &Path) {
        self.held.remove(&real_path(path));
    }

    /// Returns the refused sessions that nobody holds any more, each once.
    pub fn released_elsewhere(&mut self) -> Vec<PathBuf> {
        let free: Vec<PathBuf> = self
            .refused
            .iter()
            .filter(|path| !self.runs_elsewhere(&real_path(path)))
            .cloned()
            .collect();
        self.refused.retain(|path| !free.contains(path));
        free
    }

    /// Returns true if another program holds the session.
    pub fn runs_elsewhere(&self, file: &Path) -> bool {
        if self.held.contains_key(file) {
            return false;
        }
        let place = self.lock_file(file).filter(|place| place.exists());
        place.is_some_and(|place| Lock::is_held(&place))
    }

    /// Returns the folder that changes when a session is locked or released.
    pub fn folder(&self) -> Option<PathBuf> {
        self.state.as_deref().map(folder)
    }

    fn lock_file(&self, file: &Path) -> Option<PathBuf> {
        let state = self.state.as_deref()?;
        Some(folder(state).join(pending_file::name(file)).with_extension("lock"))
    }
}

fn folder(state: &Path) -> PathBuf {
    state.join("running")
}

/// Returns the path without links, even if there is no file yet. Makes nothing.
pub fn real_path(path: &Path) -> PathBuf {
    if let Ok(file) = path.canonicalize() {
        return file;
    }
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if !folder.as_os_str().is_empty() => {
            real_path(folder).join(name)
        }
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locks(folder: &Path) -> SessionLocks {
        SessionLocks::new(Some(folder.join("state")))
    }

    #[test]
    fn one_program_has_a_session_and_the_next_one_gets_it_when_that_lets_go_or_ends() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("workspace/sessions/a/2026-11-20-spotify.yaml");
        let (mut one, mut other) = (locks(folder.path()), locks(folder.path()));
        assert!(one.hold(&path) && one.hold(&path), "twice is once");
        assert!(!other.hold(&path) && other.runs_elsewhere(&path) && !one.runs_elsewhere(&path));
        assert!(
            other.hold(&path.with_file_name("2026-11-20-spotify-2.yaml")),
            "another session is another one"
        );
        one.let_go(&path);
        assert!(!other.runs_elsewhere(&path) && other.hold(&path) && !one.hold(&path));
        drop(other);
        assert!(one.hold(&path));
        assert!(!folder.path().join("workspace").exists(), "nothing is made in the workspace");
        drop(one);
        let left: Vec<_> =
            crate::store::dir_entries::paths(&super::folder(&folder.path().join("state"))).unwrap();
        assert_eq!(left, [] as [PathBuf; 0]);
    }

    #[cfg(unix)]
    #[test]
    fn the_lock_is_for_its_owners_eyes_and_one_that_a_killed_program_left_is_free() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("workspace/sessions/a/2026-11-20-spotify.yaml");
        let mut one = locks(folder.path());
        assert!(one.hold(&path));
        let place = one.lock_file(&path).unwrap();
        assert_eq!(place.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        drop(one);
        atomic_file::put(&place, "", atomic_file::FileMode::User, false).unwrap();
        let mut other = locks(folder.path());
        assert!(!other.runs_elsewhere(&path) && other.hold(&path));
    }

    #[test]
    fn without_a_state_folder_nobody_is_held_back() {
        let mut locks = SessionLocks::new(None);
        assert!(
            locks.hold(Path::new("/nowhere/a.yaml"))
                && !locks.runs_elsewhere(Path::new("/nowhere/a.yaml"))
        );
    }
}
