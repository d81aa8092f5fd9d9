//! Which of several running programs has an open session in its hands.
//!
//! A lock on a file of its own in the user's state folder says so, and never a number of a process:
//! the system lets go of it when the program ends, however it ends. Says nothing of what is in the
//! session.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Store;
use super::lock::Lock;
use super::{atomic_file, pending_file};

/// How often, and how far apart, a session is asked for: somebody may only be looking whether it is
/// held.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(2);

/// Where the sessions are named that are in somebody's hands.
pub fn folder(state: &Path) -> PathBuf {
    state.join("running")
}

impl Store {
    /// Takes a session into the hands of this program, until it lets go or ends. False: another one
    /// has it.
    ///
    /// Where there is no state folder, or it knows no locks, nobody can be told, and so nobody is
    /// held back.
    pub fn hold(&mut self, path: &Path) -> bool {
        let file = as_kept(path);
        if self.running.contains_key(&file) {
            return true;
        }
        let Some(place) = self.place_of(&file) else { return true };
        if place.parent().is_some_and(|folder| atomic_file::make_folder(folder).is_err()) {
            return true;
        }
        for _ in 0..TRIES {
            match Lock::at_once(&place) {
                Ok(Some(lock)) => {
                    self.running.insert(file, lock);
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

    /// The sessions that this program has not got, and that nobody has any more. Each is told once.
    pub(super) fn let_go_elsewhere(&mut self) -> Vec<PathBuf> {
        let free: Vec<PathBuf> = self
            .refused
            .iter()
            .filter(|path| !self.runs_elsewhere(&as_kept(path)))
            .cloned()
            .collect();
        self.refused.retain(|path| !free.contains(path));
        free
    }

    /// The folder that changes when a session is taken into somebody's hands, and when it is let
    /// go.
    pub fn hands(&self) -> Option<PathBuf> {
        self.folders.state.as_deref().map(folder)
    }

    /// Lets go of a session: from now on another program may take it.
    pub fn let_go(&mut self, path: &Path) {
        self.running.remove(&as_kept(path));
    }

    /// Whether another program has the session in its hands. Its ballots are not even read then.
    pub(super) fn runs_elsewhere(&self, file: &Path) -> bool {
        if self.running.contains_key(file) {
            return false;
        }
        let place = self.place_of(file).filter(|place| place.exists());
        place.is_some_and(|place| Lock::is_held(&place))
    }

    fn place_of(&self, file: &Path) -> Option<PathBuf> {
        let name = pending_file::path(self.folders.state.as_deref()?, file);
        Some(folder(self.folders.state.as_deref()?).join(name.file_name()?).with_extension("lock"))
    }
}

/// The path without links, whether or not there is a file yet. Makes nothing.
pub(super) fn as_kept(path: &Path) -> PathBuf {
    if let Ok(file) = path.canonicalize() {
        return file;
    }
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if !folder.as_os_str().is_empty() => as_kept(folder).join(name),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{AppDirs, Location};

    fn store(folder: &Path) -> Store {
        let folders = AppDirs { state: Some(folder.join("state")), ..AppDirs::default() };
        Store::open(Location::new(folder.join("workspace")), folders)
    }

    #[test]
    fn one_program_has_a_session_and_the_next_one_gets_it_when_that_lets_go_or_ends() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("workspace/sessions/a/2026-11-20-spotify.yaml");
        let (mut one, mut other) = (store(folder.path()), store(folder.path()));
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
        let mut one = store(folder.path());
        assert!(one.hold(&path));
        let place = one.place_of(&path).unwrap();
        assert_eq!(place.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        drop(one);
        atomic_file::put(&place, "", atomic_file::FileMode::User, false).unwrap();
        let mut other = store(folder.path());
        assert!(!other.runs_elsewhere(&path) && other.hold(&path));
    }

    #[test]
    fn without_a_state_folder_nobody_is_held_back() {
        let mut store = Store::open(Location::new(PathBuf::from("/nowhere")), AppDirs::default());
        assert!(
            store.hold(Path::new("/nowhere/a.yaml"))
                && !store.runs_elsewhere(Path::new("/nowhere/a.yaml"))
        );
    }
}
