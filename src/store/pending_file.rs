//! The files of pending ballots. They lie in the user's state folder, never in the workspace.

mod format;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::atomic_file::{self, FileMode};
use super::ground;
use super::known_file::{KnownFiles, OnDisk};
use super::lock::Lock;
use super::os_error::os_fault;
use super::save_error::SaveFailure;
use crate::library::{Conflict, ContentHash, FileError};
use crate::model::text::fingerprint;
use crate::model::{PendingBallots, Session};

pub use format::{read, write};

/// The pending ballots of all sessions that were read, as they are on disk.
#[derive(Debug, Default)]
pub struct PendingFiles {
    /// The user's state folder; without one, no ballots can be kept.
    state: Option<PathBuf>,
    files: KnownFiles,
    /// The ballots that were last read or written, by the session's file.
    saved: HashMap<PathBuf, PendingBallots>,
    /// The disk of the state folder. Should it be gone, nothing is written in its place.
    disk: Option<u64>,
    /// Sessions whose pending file cannot be read, and so is never overwritten.
    unreadable: HashMap<PathBuf, Vec<FileError>>,
}

impl PendingFiles {
    /// Makes the set for a state folder. Reads nothing yet.
    pub fn new(state: Option<PathBuf>) -> Self {
        let disk = state.as_deref().and_then(ground::disk_of);
        Self { state, disk, ..Self::default() }
    }

    /// Returns the folder of the pending files.
    pub fn folder(&self) -> Option<PathBuf> {
        self.state.as_deref().map(folder)
    }

    /// Forgets all that was read.
    pub fn forget_all(&mut self) {
        self.files.forget_all();
        self.saved.clear();
        self.unreadable.clear();
    }

    /// Forgets the ballots of a session. Its next save removes the pending file.
    pub fn forget(&mut self, file: &Path) {
        self.saved.remove(file);
    }

    /// Returns the ballots of a session as they are on disk.
    pub fn saved(&self, file: &Path) -> PendingBallots {
        self.saved.get(file).cloned().unwrap_or_default()
    }

    /// Returns the first error in the pending file of a session.
    pub fn fault(&self, file: &Path) -> Option<&FileError> {
        self.unreadable.get(file).and_then(|faults| faults.first())
    }

    /// Returns the errors of each pending file that cannot be read.
    pub fn unreadable(&self) -> impl ExactSizeIterator<Item = &Vec<FileError>> {
        self.unreadable.values()
    }

    /// Reads the ballots of a session. A session opens even if they cannot be read; the file is
    /// then reported, and left alone.
    ///
    /// Ballots of a session that another program holds are nobody's to see: they are not read.
    pub fn load(&mut self, file: &Path, session: &Session, is_elsewhere: bool) -> PendingBallots {
        self.unreadable.remove(file);
        let waiting = match &self.state {
            Some(state) if !is_elsewhere => {
                let target = path(state, file);
                sweep(&target);
                match read_file(&target, session) {
                    Ok((waiting, hash)) => {
                        let known = self.files.file(&target);
                        match hash {
                            Some(hash) => known.remember(hash),
                            None => known.remember_missing(),
                        }
                        waiting
                    }
                    Err(faults) => {
                        self.unreadable.insert(file.to_owned(), faults);
                        PendingBallots::default()
                    }
                }
            }
            _ => PendingBallots::default(),
        };
        self.saved.insert(file.to_owned(), waiting.clone());
        waiting
    }

    /// Checks that the ballots of a session can be read. Remembers nothing.
    pub fn check(&self, file: &Path, session: &Session) -> Result<(), Vec<FileError>> {
        let Some(state) = &self.state else { return Ok(()) };
        read_file(&path(state, file), session).map(|_| ())
    }

    /// Saves the ballots of the session in `file`, which the user knows as `path`. Removes their
    /// file if there are none.
    pub fn save(
        &mut self,
        path: &Path,
        file: &Path,
        session: &Session,
        waiting: &PendingBallots,
    ) -> Result<(), SaveFailure> {
        let is_empty = waiting.is_removable();
        if self.saved.get(file).is_some_and(|known| known == waiting)
            && (is_empty || self.is_on_disk(file))
        {
            return Ok(());
        }
        if let Some(fault) = self.fault(file) {
            return if is_empty { Ok(()) } else { Err(fault.clone().into()) };
        }
        let Some(state) = &self.state else {
            return if is_empty { Ok(()) } else { Err(no_state_folder(path).into()) };
        };
        let target = self::path(state, file);
        if is_empty && !target.parent().is_some_and(Path::is_dir) {
            self.saved.insert(file.to_owned(), waiting.clone());
            return Ok(());
        }
        let fault = |e: std::io::Error| {
            SaveFailure::Fault(os_fault(&target, "save the ballots that wait", &e))
        };
        if self.disk.is_some() && ground::disk_of(state) != self.disk {
            let message = "the disk of the folder for ballots that wait is gone";
            return Err(FileError::of_file(state, message, "bring it back (mount)").into());
        }
        make_folder(state, &target).map_err(fault)?;
        let known = self.files.file(&target);
        let _lock = known.lock().map_err(fault)?;
        let text = if is_empty { String::new() } else { write(file, session, waiting) };
        let written = match known.compare(&text)? {
            OnDisk::Changed => Ok(false),
            // A leftover of a killed save holds ballots, too.
            _ if is_empty => known.remove().map(|()| true),
            // An unknown file belonged to a session of the same name that no longer exists.
            on_disk => known.write(&on_disk, &text, FileMode::User),
        };
        if !written.map_err(fault)? {
            return Err(conflict(path));
        }
        self.saved.insert(file.to_owned(), waiting.clone());
        Ok(())
    }

    /// Returns true if the pending file of a session is as it was last read or written here.
    pub fn is_on_disk(&self, file: &Path) -> bool {
        let Some(state) = &self.state else { return true };
        let target = path(state, file);
        matches!(atomic_file::bytes(&target), Ok(Some(bytes)) if self.files.knows(&target, &bytes))
    }

    /// Returns the sessions whose ballots wait, and whose pending file is not as it was last read
    /// or written here.
    pub fn lost(&self) -> Vec<&Path> {
        let waiting = self.saved.iter().filter(|(_, waiting)| !waiting.is_removable());
        let files = waiting.map(|(file, _)| file.as_path());
        files
            .filter(|file| !self.unreadable.contains_key(*file) && !self.is_on_disk(file))
            .collect()
    }

    /// Removes the pending ballots of the session in `file`, if they were read or written here.
    pub fn discard(&mut self, file: &Path) {
        let Some(state) = &self.state else { return };
        let known = self.files.file(&path(state, file));
        if known.is_known() && known.lock().is_ok_and(|_lock| known.remove().is_ok()) {
            self.saved.remove(file);
        }
    }
}

/// Reads the ballots in a pending file, and hashes it; there may be none.
fn read_file(
    target: &Path,
    session: &Session,
) -> Result<(PendingBallots, Option<ContentHash>), Vec<FileError>> {
    match atomic_file::bytes(target) {
        Ok(Some(bytes)) => Ok((read(target, &bytes, session)?, Some(ContentHash::new(&bytes)))),
        Ok(None) => Ok((PendingBallots::default(), None)),
        Err(fault) => Err(vec![fault]),
    }
}

fn no_state_folder(path: &Path) -> FileError {
    let message = "there is no folder for ballots that wait: neither XDG_STATE_HOME nor a home \
                   folder is set";
    FileError::of_file(path, message, "set XDG_STATE_HOME to a folder of yours")
}

fn conflict(path: &Path) -> SaveFailure {
    let message = "somebody else has written the ballots that wait for this check since they \
                   were read here";
    let help = "close the other squadcheck if there is one, then take theirs, or keep both";
    SaveFailure::Theirs(FileError::of_file(path, message, help), Conflict::Ballots)
}

/// Removes what killed saves left behind: it holds ballots, and nobody would look for it after the
/// reveal.
fn sweep(path: &Path) {
    if !atomic_file::leftovers(path).is_empty()
        && let Ok(_lock) = Lock::new(path)
    {
        atomic_file::sweep(path);
    }
}

fn make_folder(state: &Path, target: &Path) -> std::io::Result<()> {
    atomic_file::make_folder(state)?;
    target.parent().map_or(Ok(()), atomic_file::make_folder)
}

/// Returns the file for the pending ballots of the session in `file`, a path without links.
pub fn path(state: &Path, file: &Path) -> PathBuf {
    let name = file.as_os_str().as_encoded_bytes();
    folder(state).join(format!("{:016x}.yaml", fingerprint(name)))
}

fn folder(state: &Path) -> PathBuf {
    state.join("waiting")
}

/// Adds to `waiting` the ballots that move from `before` into the session. They stay in the pending
/// file until the session is saved, so that nothing is lost between the two files.
pub fn union_during_reveal(before: &PendingBallots, waiting: &PendingBallots) -> PendingBallots {
    let mut both = waiting.clone();
    for (key, ballots) in &before.cards {
        both.cards.entry(key.clone()).or_insert_with(|| ballots.clone());
    }
    for (key, sat) in &before.sat {
        both.sat.entry(key.clone()).or_insert_with(|| sat.clone());
    }
    if both.miss.n() == 0 {
        both.miss = before.miss;
    }
    both
}

/// Returns true if ballots come back out of the session, as when a reveal is undone. They must be
/// in the pending file before the session is saved.
pub fn comes_back(before: &PendingBallots, waiting: &PendingBallots) -> bool {
    let new_card = waiting.cards.keys().any(|key| !before.cards.contains_key(key));
    new_card
        || waiting.sat.keys().any(|key| !before.sat.contains_key(key))
        || waiting.miss.n() > before.miss.n()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Ballots, Light, Tally, Vote};

    fn waits(cards: &[&str]) -> PendingBallots {
        let mut tally = Tally::default();
        tally.add_votes(Vote::Light(Light::Green), 3);
        let cards = cards.iter().map(|key| ((*key).to_owned(), Ballots::Tally(tally.clone())));
        PendingBallots { cards: cards.collect(), ..PendingBallots::default() }
    }

    #[test]
    fn between_two_files_ballots_wait_on_both_sides() {
        // `fun` was revealed, and a reveal of `speed` was undone, in one save.
        assert_eq!(
            union_during_reveal(&waits(&["fun"]), &waits(&["speed"])),
            waits(&["fun", "speed"])
        );
        assert_eq!(union_during_reveal(&waits(&["fun"]), &waits(&[])), waits(&["fun"]));
    }

    #[test]
    fn the_name_of_the_file_stays_the_same_over_versions() {
        let path = path(Path::new("/s"), Path::new("/w/sessions/a/b.yaml"));
        assert_eq!(path, Path::new("/s/waiting/50f378cae2ac5cb1.yaml"));
    }
}
