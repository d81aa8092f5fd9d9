//! Keeping a session: what may be written over what, and in which order.
//!
//! Decides by content: what stands in a file is replaced only if it is what was last read or
//! written here.

use std::path::Path;

use super::atomic_file::{self, FileMode};
use super::lock::Lock;
use super::{CONFIG, Store, backup, pending_file, session_file, yaml};
use crate::library::{Conflict, ContentHash, FileError, SaveError, SaveOutcome, SaveTime};
use crate::model::{PendingBallots, Session};

/// Why a file was not written.
pub(super) enum SaveFailure {
    /// Somebody else wrote it.
    Theirs(FileError, Conflict),
    /// Anything else.
    Fault(FileError),
}

impl From<FileError> for SaveFailure {
    fn from(fault: FileError) -> Self {
        Self::Fault(fault)
    }
}

/// What this program knows to stand in a file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LastKnown {
    there: There,
    /// What a save that failed was about to write: it may be there.
    tried: Option<ContentHash>,
}

#[derive(Clone, Copy, Debug, Default)]
enum There {
    /// Never looked, or it could not be read.
    #[default]
    Unknown,
    /// No file.
    Nothing,
    /// This.
    Content(ContentHash),
}

impl LastKnown {
    /// This was read or written.
    pub(super) fn content(bytes: &[u8]) -> Self {
        Self { there: There::Content(ContentHash::new(bytes)), tried: None }
    }

    /// This was seen, and whoever asks has taken it in.
    pub(super) fn marked(mark: ContentHash) -> Self {
        Self { there: There::Content(mark), tried: None }
    }

    /// There is no file.
    pub(super) fn nothing() -> Self {
        Self { there: There::Nothing, tried: None }
    }

    /// Whether these bytes are what was last read or written here.
    pub(super) fn knows(self, bytes: &[u8]) -> bool {
        let mark = ContentHash::new(bytes);
        self.tried == Some(mark) || matches!(self.there, There::Content(known) if known == mark)
    }

    /// What is said where somebody else has written a session.
    fn theirs(self, path: &Path) -> SaveFailure {
        let message = match self.there {
            There::Content(_) => "somebody else changed the file since it was read here",
            There::Unknown | There::Nothing => {
                "a file is there that was not read here, or could not be"
            }
        };
        let help = "look at the difference, take theirs, or keep both";
        SaveFailure::Theirs(FileError::of_file(path, message, help), Conflict::Session)
    }

    fn standing(self, bytes: Option<Vec<u8>>, text: &str) -> OnDisk {
        match (bytes, self.there) {
            (None, _) => OnDisk::Nothing,
            (Some(bytes), _) if bytes == text.as_bytes() => OnDisk::Same,
            (Some(bytes), there) => {
                let mark = ContentHash::new(&bytes);
                match there {
                    There::Content(known) if known == mark => OnDisk::Ours(bytes, mark),
                    _ if self.tried == Some(mark) => OnDisk::Ours(bytes, mark),
                    There::Content(_) | There::Nothing => OnDisk::Changed,
                    There::Unknown => OnDisk::Unknown(mark),
                }
            }
        }
    }
}

/// What stands where something is to be written.
enum OnDisk {
    Nothing,
    /// What was last read or written here.
    Ours(Vec<u8>, ContentHash),
    /// Exactly what is to be written.
    Same,
    /// Something else than what was read or written here.
    Changed,
    /// Something that was never read here, or could not be.
    Unknown(ContentHash),
}

impl Store {
    /// Saves a session and the ballots that wait for it.
    ///
    /// The session first; what waits is written or taken away after it. Ballots that come back from
    /// the session wait before they leave it, so that a crash in between loses none. A session
    /// without a change is not written, so that its date tells nothing. Where the session cannot be
    /// written in its place, it is kept beside it or where the user said, and the ballots wait all
    /// the same.
    pub fn keep(
        &mut self,
        path: &Path,
        session: &Session,
        waiting: &PendingBallots,
        when: SaveTime,
    ) -> Result<SaveOutcome, Box<SaveError>> {
        self.may_keep(path, session)?;
        let text = session_file::write(session);
        match self.keep_in_place(path, session, &text, waiting, when) {
            Ok(kept) => {
                self.settle_aside(path);
                Ok(kept)
            }
            Err(trouble) => {
                let mut unsaved = self.put_aside(path, &text, trouble, when);
                if let (Some(Conflict::Session), Some(copy)) =
                    (unsaved.conflict, unsaved.copy.clone())
                    && let Err(SaveFailure::Fault(fault) | SaveFailure::Theirs(fault, _)) =
                        self.put_waiting(path, &copy, session, waiting)
                {
                    unsaved.fault.message = format!("{}; {}", unsaved.fault.message, fault.message);
                }
                Err(Box::new(unsaved))
            }
        }
    }

    /// Whatever is asked: what a newer program wrote is not written over by this one, which would
    /// lose what it does not know.
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

    fn keep_in_place(
        &mut self,
        path: &Path,
        session: &Session,
        text: &str,
        waiting: &PendingBallots,
        when: SaveTime,
    ) -> Result<SaveOutcome, SaveFailure> {
        if text.len() as u64 > yaml::LARGEST {
            let message = format!(
                "the session is larger than {} MiB and could not be read again",
                yaml::LARGEST >> 20
            );
            return Err(
                FileError::of_file(path, message, "shorten the longest notes or comments").into()
            );
        }
        let file = atomic_file::resolve(&self.location.root, &self.sessions, path)?;
        let before = self.waits.get(&file).cloned().unwrap_or_default();
        let bridge = pending_file::union_during_reveal(&before, waiting);
        let known = self.known.get(&file).copied().unwrap_or_default();
        let standing = known.standing(atomic_file::bytes(&file)?, text);
        if matches!(standing, OnDisk::Changed | OnDisk::Unknown(_)) {
            // Theirs may come with ballots of its own: nothing of ours is written there.
            return Err(known.theirs(path));
        }
        if bridge != *waiting && bridge != before || pending_file::comes_back(&before, waiting) {
            self.put_waiting(path, &file, session, &bridge)?;
        }
        let put = if matches!(standing, OnDisk::Same) {
            // Most saves are of ballots that wait: then nothing in the workspace is touched, not
            // even its lock.
            self.known.insert(file.clone(), LastKnown::content(text.as_bytes()));
            Ok(SaveOutcome::default())
        } else {
            self.put_session(path, &file, text, when)
        };
        match put {
            Ok(kept) => {
                self.put_waiting(path, &file, session, waiting)?;
                Ok(kept)
            }
            Err(trouble @ SaveFailure::Theirs(..)) => Err(trouble),
            Err(trouble) => {
                // The session cannot be saved, but the ballots that wait for it can.
                self.put_waiting(path, &file, session, &bridge)?;
                Err(trouble)
            }
        }
    }

    fn put_session(
        &mut self,
        path: &Path,
        file: &Path,
        text: &str,
        when: SaveTime,
    ) -> Result<SaveOutcome, SaveFailure> {
        let known = self.known.get(file).copied().unwrap_or_default();
        let ours = ContentHash::new(text.as_bytes());
        atomic_file::may_write(path, file)?;
        let fault =
            |e: std::io::Error| SaveFailure::Fault(atomic_file::os_fault(path, "save it", &e));
        let _lock = self.lock(file).map_err(fault)?;
        let (kept, replaced) = match known.standing(atomic_file::bytes(file)?, text) {
            OnDisk::Same => (SaveOutcome::default(), Ok(true)),
            OnDisk::Nothing => {
                self.record_attempt(file, ours);
                let written = atomic_file::put(file, text, FileMode::User, false);
                (
                    SaveOutcome::default(),
                    written.map(|()| true).or_else(|e| appeared(&e).then_some(false).ok_or(e)),
                )
            }
            OnDisk::Ours(bytes, mark) => {
                let first = self.openings.get(file) != Some(&when.opened);
                let backup = || backup::keep(self.folders.state.as_deref(), file, &bytes, when);
                let no_backup = first.then(backup).and_then(Result::err);
                self.record_attempt(file, ours);
                (SaveOutcome { no_backup }, atomic_file::swap(file, text, FileMode::AsBefore, mark))
            }
            OnDisk::Changed | OnDisk::Unknown(_) => (SaveOutcome::default(), Ok(false)),
        };
        if replaced.map_err(fault)? {
            self.known.insert(file.to_owned(), LastKnown::marked(ours));
            if kept.no_backup.is_none() {
                self.openings.insert(file.to_owned(), when.opened);
            }
            return Ok(kept);
        }
        Err(known.theirs(path))
    }

    pub(super) fn put_waiting(
        &mut self,
        path: &Path,
        file: &Path,
        session: &Session,
        waiting: &PendingBallots,
    ) -> Result<(), SaveFailure> {
        if self.waits.get(file).is_some_and(|known| known == waiting) {
            return Ok(());
        }
        if let Some(fault) = self.blocked.get(file).and_then(|faults| faults.first()) {
            return if waiting.is_removable() { Ok(()) } else { Err(fault.clone().into()) };
        }
        let Some(state) = self.folders.state.clone() else {
            if waiting.is_removable() {
                return Ok(());
            }
            let message = "there is no folder for ballots that wait: neither XDG_STATE_HOME nor a home folder is set";
            return Err(FileError::of_file(
                path,
                message,
                "set XDG_STATE_HOME to a folder of yours",
            )
            .into());
        };
        let target = pending_file::path(&state, file);
        let known = self.known.get(&target).copied().unwrap_or_default();
        if waiting.is_removable() && !target.parent().is_some_and(Path::is_dir) {
            self.waits.insert(file.to_owned(), waiting.clone());
            return Ok(());
        }
        let fault = |e: std::io::Error| {
            SaveFailure::Fault(atomic_file::os_fault(&target, "save the ballots that wait", &e))
        };
        pending_file::make_folder(&state, &target).map_err(fault)?;
        let _lock = self.lock(&target).map_err(fault)?;
        let text = if waiting.is_removable() {
            String::new()
        } else {
            pending_file::write(file, session, waiting)
        };
        let ours = ContentHash::new(text.as_bytes());
        let standing = known.standing(atomic_file::bytes(&target)?, &text);
        let done = match standing {
            OnDisk::Changed => Ok(false),
            _ if waiting.is_removable() => {
                // What a save that was killed left behind holds ballots, too.
                atomic_file::sweep(&target);
                let removed = atomic_file::remove(&target);
                if !target.exists() {
                    // Even if its folder could not be synced: that nothing is there is our doing.
                    self.known.insert(target.clone(), LastKnown::nothing());
                }
                removed.map(|()| true)
            }
            OnDisk::Same => Ok(true),
            OnDisk::Nothing => {
                self.record_attempt(&target, ours);
                atomic_file::put(&target, &text, FileMode::User, false).map(|()| true)
            }
            // What a session of the same name left behind, which is no more.
            OnDisk::Ours(_, mark) | OnDisk::Unknown(mark) => {
                self.record_attempt(&target, ours);
                atomic_file::swap(&target, &text, FileMode::User, mark)
            }
        };
        if !done.map_err(fault)? {
            let message = "somebody else has written the ballots that wait for this check since they were read here";
            let help = "close the other squadcheck if there is one, then take theirs, or keep both";
            return Err(SaveFailure::Theirs(
                FileError::of_file(path, message, help),
                Conflict::Ballots,
            ));
        }
        let known =
            if waiting.is_removable() { LastKnown::nothing() } else { LastKnown::marked(ours) };
        self.known.insert(target, known);
        self.waits.insert(file.to_owned(), waiting.clone());
        Ok(())
    }

    /// Takes away the ballots that wait for the session in `file`, if they were written here.
    pub(super) fn drop_waiting(&mut self, file: &Path) {
        let Some(target) =
            self.folders.state.as_deref().map(|state| pending_file::path(state, file))
        else {
            return;
        };
        let ours =
            self.known.get(&target).is_some_and(|known| matches!(known.there, There::Content(_)));
        if ours && self.lock(&target).is_ok_and(|_lock| atomic_file::remove(&target).is_ok()) {
            self.known.insert(target, LastKnown::nothing());
            self.waits.remove(file);
        }
    }

    /// Notes what is about to be written: should it fail after the renaming, what is there then is
    /// ours.
    pub(super) fn record_attempt(&mut self, file: &Path, ours: ContentHash) {
        self.known.entry(file.to_owned()).or_default().tried = Some(ours);
    }

    /// The right to write a file. The first time, what killed saves of it left behind is taken
    /// away.
    pub(super) fn lock(&mut self, file: &Path) -> std::io::Result<Lock> {
        let lock = Lock::new(file)?;
        if self.swept.insert(file.to_owned()) {
            atomic_file::sweep(file);
        }
        Ok(lock)
    }
}

/// Whether somebody else made the file in the meantime.
fn appeared(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::AlreadyExists
}
