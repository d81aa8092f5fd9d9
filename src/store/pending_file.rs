//! The files of pending ballots. They lie in the user's state folder, never in the workspace.

mod format;
mod place;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::atomic_file::{self, FileMode};
use super::dir_entries;
use super::ground;
use super::known_file::{KnownFiles, OnDisk};
use super::lock::Lock;
use super::os_error::os_fault;
use super::save_error::SaveFailure;
use super::session_lock::SessionLocks;
use crate::library::{BallotsAside, Conflict, ContentHash, FileError};
use crate::model::{PendingBallots, Session, SessionId};

pub use format::{read, write};
use place::Kind;
pub use place::name;

/// Where it lies what was shown of a session, and where its ballots do.
pub type Places = [PathBuf; 2];

/// The pending ballots of all sessions that were read, as they are on disk.
#[derive(Debug, Default)]
pub struct PendingFiles {
    /// The user's state folder; without one, no ballots can be kept.
    state: Option<PathBuf>,
    files: KnownFiles,
    /// The ballots that were last read or written, by the session's file.
    saved: HashMap<PathBuf, PendingBallots>,
    /// The files in which they lie.
    places: HashMap<PathBuf, Places>,
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
        self.state.as_deref().map(|state| Kind::Ballots.folder(state))
    }

    /// Forgets all that was read.
    pub fn forget_all(&mut self) {
        self.files.forget_all();
        self.saved.clear();
        self.places.clear();
        self.unreadable.clear();
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
    pub fn load(&mut self, file: &Path, session: &Session, locks: &SessionLocks) -> PendingBallots {
        self.unreadable.remove(file);
        self.places.remove(file);
        let mut waiting = PendingBallots::default();
        if !locks.runs_elsewhere(file)
            && let Some(places) = self.find(file, session.id.as_ref(), locks)
        {
            for place in &places {
                sweep(place);
                match read_file(place, session) {
                    Ok((found, hash)) => {
                        let known = self.files.file(place);
                        match hash {
                            Some(hash) => known.remember(hash),
                            None => known.remember_missing(),
                        }
                        let shown = waiting;
                        waiting = found;
                        waiting.inherit_history(&shown);
                    }
                    Err(faults) => _ = self.unreadable.insert(file.to_owned(), faults),
                }
            }
            self.places.insert(file.to_owned(), places);
        }
        self.saved.insert(file.to_owned(), waiting.clone());
        waiting
    }

    /// Returns true if there is any file of ballots, or a part of one.
    pub fn has_files(&self) -> bool {
        let Some(state) = &self.state else { return false };
        Kind::ALL.iter().any(|kind| {
            dir_entries::names(&kind.folder(state)).is_ok_and(|names| !names.is_empty())
        })
    }

    /// Finds the files of a session that is not read whole, and keeps other sessions off them.
    /// Returns them if there is any, and if no other program holds the session.
    pub fn look_for(
        &mut self,
        file: &Path,
        id: Option<&SessionId>,
        locks: &SessionLocks,
    ) -> Option<Places> {
        if locks.runs_elsewhere(file) {
            return None;
        }
        let places = self.find(file, id, locks)?;
        for place in &places {
            sweep(place);
        }
        self.places.insert(file.to_owned(), places.clone());
        places.iter().any(|place| place.symlink_metadata().is_ok()).then_some(places)
    }

    /// Records that the ballots of a session cannot be read.
    pub fn report(&mut self, file: &Path, faults: Vec<FileError>) {
        self.unreadable.insert(file.to_owned(), faults);
    }

    /// Finds the files of a session: what was shown, and its ballots.
    fn find(&self, file: &Path, id: Option<&SessionId>, locks: &SessionLocks) -> Option<Places> {
        let state = self.state.as_deref()?;
        let taken = |place: &Path| self.is_taken(place, file);
        let find = |kind| place::find(kind, state, file, id, locks, taken);
        Some([Kind::Shown, Kind::Ballots].map(find))
    }

    /// Checks that the ballots of a session can be read. Remembers nothing.
    pub fn check(
        &self,
        file: &Path,
        session: &Session,
        locks: &SessionLocks,
    ) -> Result<(), Vec<FileError>> {
        let places = self.find(file, session.id.as_ref(), locks);
        places.map_or(Ok(()), |places| check(&places, session))
    }

    /// Returns the ballots for sessions of this folder that are not there. They are left alone.
    pub fn aside(&self, sessions: &Path) -> Vec<BallotsAside> {
        let Some(state) = &self.state else { return Vec::new() };
        place::aside(state, sessions, |place, of| self.is_taken(place, of))
    }

    /// Removes ballots that nobody can want any more.
    pub fn sweep(&self, now: i64) {
        if let Some(state) = &self.state {
            place::sweep(state, now, |place, of| self.is_taken(place, of));
        }
    }

    /// Returns true if another session than `file` has its ballots in `place`.
    fn is_taken(&self, place: &Path, file: &Path) -> bool {
        self.places.iter().any(|(of, at)| of != file && at.iter().any(|at| at == place))
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
        let is_empty = waiting.is_removable() && !waiting.has_history();
        if self.saved.get(file).is_some_and(|known| known == waiting)
            && (is_empty || self.is_on_disk(file))
        {
            return Ok(());
        }
        if let Some(fault) = self.fault(file) {
            return if is_empty { Ok(()) } else { Err(fault.clone().into()) };
        }
        let Some(state) = self.state.clone() else {
            return if is_empty { Ok(()) } else { Err(no_state_folder(path).into()) };
        };
        if self.disk.is_some() && ground::disk_of(&state) != self.disk {
            let message = "the disk of the folder for unrevealed votes is gone";
            return Err(FileError::of_file(&state, message, "bring it back (mount)").into());
        }
        let kinds = [Kind::Shown, Kind::Ballots];
        let targets = kinds.map(|kind| place::path(kind, &state, file, session.id.as_ref()));
        let before = self.places.get(file).cloned().unwrap_or_else(|| targets.clone());
        // What was read has to be there still: another window may have taken it over.
        for place in before.iter().filter(|place| !targets.contains(place)) {
            let known = self.files.file(place);
            if known.is_known() && !matches!(known.compare("")?, OnDisk::Ours(..)) {
                return Err(conflict(path));
            }
        }
        let fault = |target: &Path, e: std::io::Error| {
            SaveFailure::Fault(os_fault(target, "save the unrevealed votes", &e))
        };
        if !is_empty {
            let target = &targets[usize::from(!waiting.is_removable())];
            make_folder(&state, target).map_err(|e| fault(target, e))?;
            let text = Zeroizing::new(write(file, session, waiting));
            let known = self.files.file(target);
            let _lock = known.lock().map_err(|e| fault(target, e))?;
            let written = match known.compare(&text)? {
                // What was never read here is somebody else's.
                OnDisk::Changed | OnDisk::Unknown(_) => Ok(false),
                on_disk => known.write(&on_disk, &text, FileMode::User),
            };
            if !written.map_err(|e| fault(target, e))? {
                return Err(conflict(path));
            }
        }
        // Nothing is there twice: no ballot beside what was shown, and none at an earlier place.
        let kept = (!is_empty).then(|| targets[usize::from(!waiting.is_removable())].clone());
        for place in before.iter().chain(&targets).filter(|place| Some(*place) != kept.as_ref()) {
            if !self.remove(place).map_err(|e| fault(place, e))? {
                return Err(conflict(path));
            }
        }
        self.saved.insert(file.to_owned(), waiting.clone());
        self.places.insert(file.to_owned(), targets);
        Ok(())
    }

    /// Returns true if the pending file of a session is as it was last read or written here.
    pub fn is_on_disk(&self, file: &Path) -> bool {
        if self.state.is_none() {
            return true;
        }
        let (Some(places), Some(saved)) = (self.places.get(file), self.saved.get(file)) else {
            return false;
        };
        let place = &places[usize::from(!saved.is_removable())];
        matches!(atomic_file::bytes(place), Ok(Some(bytes)) if self.files.knows(place, &bytes))
    }

    /// Returns the sessions whose ballots wait, and whose pending file is not as it was last read
    /// or written here.
    pub fn lost(&self) -> Vec<&Path> {
        let kept = |waiting: &PendingBallots| !waiting.is_removable() || waiting.has_history();
        let waiting = self.saved.iter().filter(|(_, waiting)| kept(waiting));
        let files = waiting.map(|(file, _)| file.as_path());
        files
            .filter(|file| !self.unreadable.contains_key(*file) && !self.is_on_disk(file))
            .collect()
    }

    /// Removes the pending ballots of the session in `file`, if they were read or written here.
    pub fn discard(&mut self, file: &Path) {
        let places = self.places.remove(file).into_iter().flatten();
        for place in places {
            _ = self.remove(&place);
        }
        self.saved.remove(file);
    }

    /// Removes the pending ballots of the session in `file` and what was shown of it, and says
    /// where that failed.
    pub fn remove_all(&mut self, file: &Path) -> Result<(), FileError> {
        let places = self.places.remove(file).into_iter().flatten();
        self.saved.remove(file);
        self.unreadable.remove(file);
        for place in places {
            match self.remove(&place) {
                Ok(true) => {}
                Ok(false) => {
                    let message = "somebody else has written the unrevealed votes";
                    return Err(FileError::of_file(&place, message, "delete this file yourself"));
                }
                Err(error) => return Err(os_fault(&place, "remove the unrevealed votes", &error)),
            }
        }
        Ok(())
    }

    /// Removes a file that was read or written here, with what killed saves left beside it. Returns
    /// false if somebody else has written it since; what was never read here stays.
    fn remove(&mut self, place: &Path) -> std::io::Result<bool> {
        if !place.parent().is_some_and(Path::is_dir) {
            return Ok(true);
        }
        let known = self.files.file(place);
        let _lock = known.lock()?;
        match known.compare("") {
            Ok(OnDisk::Changed) => Ok(false),
            Ok(OnDisk::Unknown(_)) | Err(_) => Ok(true),
            // A leftover of a killed save holds ballots, too.
            Ok(_) => known.remove().map(|()| true),
        }
    }
}

/// Checks that the ballots of a session in these files can be read. Remembers nothing.
pub fn check(places: &Places, session: &Session) -> Result<(), Vec<FileError>> {
    for place in places {
        read_file(place, session)?;
    }
    Ok(())
}

/// Reads the ballots in a pending file, and hashes it; there may be none.
fn read_file(
    target: &Path,
    session: &Session,
) -> Result<(PendingBallots, Option<ContentHash>), Vec<FileError>> {
    // Once it is taken in, no copy of the text stays in memory.
    let bytes = atomic_file::bytes(target).map(|bytes| bytes.map(Zeroizing::new));
    match bytes {
        // It is named after this path, but says that it is another session's: left alone.
        Ok(Some(bytes)) if !place::is_of(target, &bytes, session.id.as_ref()) => {
            Ok((PendingBallots::default(), None))
        }
        Ok(Some(bytes)) => Ok((read(target, &bytes, session)?, Some(ContentHash::new(&bytes)))),
        Ok(None) => Ok((PendingBallots::default(), None)),
        Err(fault) => Err(vec![fault]),
    }
}

/// The error where the machine knows no home for ballots that wait.
pub fn no_state_folder(path: &Path) -> FileError {
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
        both.miss.clone_from(&before.miss);
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
    use crate::model::{Ballots, Light, SessionId, Tally, Vote};

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
        let id = SessionId::from_word("k7q2m9x4");
        let file = Path::new("/w/sessions/a/b.yaml");
        let path = |id| place::path(Kind::Ballots, Path::new("/s"), file, id);
        assert_eq!(path(None), Path::new("/s/waiting/50f378cae2ac5cb1.yaml"));
        assert_eq!(path(id.as_ref()), Path::new("/s/waiting/k7q2m9x4-50f378cae2ac5cb1.yaml"));
    }
}
