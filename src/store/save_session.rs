//! The order in which a session and its pending ballots are saved.

use std::path::{Path, PathBuf};

use super::atomic_file::{self, FileMode};
use super::ground::{NoPlace, Place, WRITE_AGAIN};
use super::known_file::OnDisk;
use super::location::CONFIG;
use super::os_error::os_fault;
use super::save_error::SaveFailure;
use super::{Store, pending_file, session_file, yaml};
use crate::library::{Conflict, ContentHash, FileError, SaveError, SaveOutcome, SaveTime};
use crate::model::{PendingBallots, Session};

impl Store {
    /// Saves a session and its pending ballots.
    ///
    /// The session comes first; the pending file is written or removed after it. Ballots that come
    /// back from the session are in the pending file before they leave the session, so that a crash
    /// loses none. An unchanged session is not written, so that its date tells nothing. If the
    /// session cannot be written in its place, it goes into a copy, and the ballots are saved all
    /// the same.
    pub fn keep(
        &mut self,
        path: &Path,
        session: &Session,
        waiting: &PendingBallots,
        when: SaveTime,
    ) -> Result<SaveOutcome, Box<SaveError>> {
        self.keep_as(path, session, waiting, when, false)
    }

    /// Saves a session whose file somebody else has deleted: it is written again, with the folders
    /// that went with it.
    pub fn keep_again(
        &mut self,
        path: &Path,
        session: &Session,
        waiting: &PendingBallots,
        when: SaveTime,
    ) -> Result<SaveOutcome, Box<SaveError>> {
        self.keep_as(path, session, waiting, when, true)
    }

    fn keep_as(
        &mut self,
        path: &Path,
        session: &Session,
        waiting: &PendingBallots,
        when: SaveTime,
        again: bool,
    ) -> Result<SaveOutcome, Box<SaveError>> {
        self.may_keep(path, session)?;
        let text = session_file::write(session);
        let kept = match self.place_of(path, again) {
            Ok(place) => self.keep_in_place(path, &place, session, &text, waiting, (when, again)),
            Err(trouble) => {
                // Ballots wait elsewhere, so they can be saved all the same.
                _ = self.keep_ballots(path, session, waiting);
                Err(trouble)
            }
        };
        match kept {
            Ok(kept) => {
                self.settle_conflict(path);
                Ok(kept)
            }
            Err(SaveFailure::Theirs(mut fault, Conflict::Gone)) => {
                // Where it was nothing is written. So the ballots that wait are all that is saved,
                // and a backup of the rest.
                if let Err(ballots) = self.keep_ballots(path, session, waiting) {
                    fault.message = format!("{}; {}", fault.message, ballots.message);
                }
                let file = self.files.get(path).map_or(path, PathBuf::as_path);
                let copy = self.backups.keep_unsaved(file, &text, when);
                Err(Box::new(SaveError { fault, conflict: Some(Conflict::Gone), copy }))
            }
            Err(trouble) => {
                let mut unsaved = self.conflict_copies.write(path, &text, trouble, when);
                if let (Some(Conflict::Session), Some(copy)) =
                    (unsaved.conflict, unsaved.copy.clone())
                    && let Err(SaveFailure::Fault(fault) | SaveFailure::Theirs(fault, _)) =
                        self.pending.save(path, &copy, session, &waiting.beside(session))
                {
                    unsaved.fault.message = format!("{}; {}", unsaved.fault.message, fault.message);
                }
                Err(Box::new(unsaved))
            }
        }
    }

    /// Refuses to overwrite a file of a newer program: this one would lose the parts that it does
    /// not know.
    fn may_keep(&self, path: &Path, session: &Session) -> Result<(), FileError> {
        let newer = session
            .newer
            .map(|newer| (newer, "this check"))
            .or(self.newer.map(|newer| (newer, CONFIG)));
        let Some((newer, what)) = newer else { return Ok(()) };
        let message = format!(
            "{what} was written by a newer squadcheck (format {newer}); nothing was written"
        );
        Err(FileError::of_file(path, message, "change it with a newer squadcheck"))
    }

    /// Resolves the file of a session, and makes the folders that never were there.
    fn place_of(&mut self, path: &Path, again: bool) -> Result<Place, SaveFailure> {
        let (root, sessions) = (&self.location.root, &self.folder);
        let place = self.ground.resolve(root, sessions, path, again).map_err(|why| match why {
            NoPlace::Gone(fault) => SaveFailure::Theirs(fault, Conflict::Gone),
            NoPlace::Fault(fault) => SaveFailure::Fault(fault),
        })?;
        self.files.insert(path.to_owned(), place.file.clone());
        Ok(place)
    }

    /// Saves the ballots of a session that cannot be saved itself, with those that it had taken.
    fn keep_ballots(
        &mut self,
        path: &Path,
        session: &Session,
        waiting: &PendingBallots,
    ) -> Result<(), FileError> {
        let Some(file) = self.files.get(path).cloned() else { return Ok(()) };
        let union = pending_file::union_during_reveal(&self.pending.saved(&file), waiting);
        let union = union.beside(session);
        match self.pending.save(path, &file, session, &union) {
            Ok(()) => Ok(()),
            Err(SaveFailure::Fault(fault) | SaveFailure::Theirs(fault, _)) => Err(fault),
        }
    }

    fn keep_in_place(
        &mut self,
        path: &Path,
        place: &Place,
        session: &Session,
        text: &str,
        waiting: &PendingBallots,
        (when, again): (SaveTime, bool),
    ) -> Result<SaveOutcome, SaveFailure> {
        if text.len() as u64 > yaml::LARGEST {
            let message = format!(
                "the check is larger than {} MiB and could not be read again",
                yaml::LARGEST >> 20
            );
            return Err(
                FileError::of_file(path, message, "shorten the longest notes or comments").into()
            );
        }
        let file = &place.file;
        is_no_file(path, file)?;
        let before = self.pending.saved(file);
        let union = pending_file::union_during_reveal(&before, waiting).beside(session);
        let waiting = &waiting.beside(session);
        let known = self.sessions.file(file);
        let on_disk = known.compare(text)?;
        if is_theirs(&on_disk) {
            // Theirs may come with ballots of its own: nothing of ours is written there.
            return Err(conflict(path, known.is_known()));
        }
        let is_gone = matches!(on_disk, OnDisk::Missing) && known.is_known();
        if matches!(on_disk, OnDisk::Missing)
            && let Some(strange) = &place.strange
        {
            return Err(strange.clone().into());
        }
        if is_gone && !again && !self.may_write_again(path) {
            return Err(gone(path));
        }
        if union != *waiting && union != before || pending_file::comes_back(&before, waiting) {
            self.pending.save(path, file, session, &union)?;
        }
        let put = if matches!(on_disk, OnDisk::Same) {
            // Most saves are of pending ballots only: then nothing in the workspace is touched, not
            // even its lock.
            self.sessions.file(file).remember(ContentHash::new(text.as_bytes()));
            Ok(SaveOutcome::default())
        } else {
            self.put_session(path, file, text, when)
        };
        match put {
            Ok(kept) => {
                self.pending.save(path, file, session, waiting)?;
                if is_gone {
                    self.written_again.insert(path.to_owned());
                }
                Ok(SaveOutcome { again: is_gone, ..kept })
            }
            Err(trouble @ SaveFailure::Theirs(..)) => Err(trouble),
            Err(SaveFailure::Fault(mut fault)) => {
                // The session cannot be saved, but the ballots that wait for it may be. What was
                // said of the session, such as where its file lies now, is said in any case.
                let mut also = |ballots: FileError| {
                    fault.message = format!("{}; {}", fault.message, ballots.message);
                    fault.clone()
                };
                Err(match self.pending.save(path, file, session, &union) {
                    Ok(()) => fault.into(),
                    Err(SaveFailure::Fault(ballots)) => also(ballots).into(),
                    Err(SaveFailure::Theirs(ballots, what)) => {
                        SaveFailure::Theirs(also(ballots), what)
                    }
                })
            }
        }
    }

    /// Returns true if a deleted file is written again by itself: once, and never where a version
    /// control has the files. What another branch or a stash took away would come back on the
    /// wrong one.
    fn may_write_again(&self, path: &Path) -> bool {
        !self.is_versioned && !self.written_again.contains(path)
    }

    fn put_session(
        &mut self,
        path: &Path,
        file: &Path,
        text: &str,
        when: SaveTime,
    ) -> Result<SaveOutcome, SaveFailure> {
        atomic_file::may_write(path, file)?;
        let fault = |e: std::io::Error| SaveFailure::Fault(os_fault(path, "save it", &e));
        let known = self.sessions.file(file);
        let _lock = known.lock().map_err(fault)?;
        atomic_file::has_one_name(path, file)?;
        let on_disk = known.compare(text)?;
        if is_theirs(&on_disk) {
            return Err(conflict(path, known.is_known()));
        }
        let no_backup = match &on_disk {
            OnDisk::Ours(bytes, _) => self.backups.keep(file, bytes, when).err(),
            _ => None,
        };
        let was_known = known.is_known();
        let written = known.write(&on_disk, text, FileMode::AsBefore);
        let appeared = matches!(on_disk, OnDisk::Missing)
            && written.as_ref().is_err_and(|e| e.kind() == std::io::ErrorKind::AlreadyExists);
        if appeared || !written.map_err(fault)? {
            return Err(conflict(path, was_known));
        }
        if no_backup.is_none() {
            self.backups.settle(file, when);
        }
        Ok(SaveOutcome { no_backup, again: false })
    }
}

/// Returns true for content of somebody else, which a session never overwrites.
const fn is_theirs(on_disk: &OnDisk) -> bool {
    matches!(on_disk, OnDisk::Changed | OnDisk::Unknown(_))
}

/// Refuses a place that is taken by something else than a file.
fn is_no_file(path: &Path, file: &Path) -> Result<(), FileError> {
    let Some(meta) = std::fs::metadata(file).ok().filter(|meta| !meta.is_file()) else {
        return Ok(());
    };
    let what =
        if meta.is_dir() { "a folder stands" } else { "something that is not a file stands" };
    let message = format!("{what} in the place of the check's file");
    Err(FileError::of_file(path, message, "move it away"))
}

fn gone(path: &Path) -> SaveFailure {
    let message = "the file is gone: somebody else deleted, moved or renamed it";
    SaveFailure::Theirs(FileError::of_file(path, message, WRITE_AGAIN), Conflict::Gone)
}

fn conflict(path: &Path, was_known: bool) -> SaveFailure {
    let message = if was_known {
        "somebody else changed the file since it was read here"
    } else {
        "a file is there that was not read here, or could not be"
    };
    let help = "look at the difference, take theirs, or keep both";
    SaveFailure::Theirs(FileError::of_file(path, message, help), Conflict::Session)
}
