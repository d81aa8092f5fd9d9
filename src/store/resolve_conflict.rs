//! The ways out of a conflict: save elsewhere, take theirs, keep both, or compare first.

use std::path::{Path, PathBuf};

use super::{Store, atomic_file, difference, scan, session_file};
use crate::library::{
    Difference, FileError, Record, SaveError, SaveOutcome, SaveTime, original_of, session_path,
};
use crate::model::{PendingBallots, Session};

impl Store {
    /// After a successful save, deletes the conflict copy if it is unchanged.
    pub(super) fn settle_conflict(&mut self, path: &Path) {
        if let Some(copy) = self.conflict_copies.take(path).filter(|copy| !copy.is_chosen()) {
            self.pending.discard(copy.path());
            copy.delete_unchanged();
        }
    }

    /// Saves a session, and as long as it cannot be written in its place, to `place`, where no file
    /// may be.
    pub fn keep_elsewhere(
        &mut self,
        path: &Path,
        session: &Session,
        waiting: &PendingBallots,
        place: &Path,
        when: SaveTime,
    ) -> Result<SaveOutcome, Box<SaveError>> {
        let place = self.folders.current.join(place);
        self.conflict_copies.choose(path, place);
        self.keep(path, session, waiting, when)
    }

    /// Takes over the version of somebody else, if it can be read. The conflict copy stays, without
    /// its pending ballots.
    pub fn take_theirs(&mut self, path: &Path) -> Record {
        let record = self.record(path.to_owned());
        if record.content.is_ok()
            && let Some(copy) = self.conflict_copies.take(path)
        {
            self.pending.discard(copy.path());
        }
        record
    }

    /// Leaves their version in place, and saves ours as a session of its own. Returns its file, and
    /// their record.
    pub fn keep_both(
        &mut self,
        path: &Path,
        session: &Session,
        waiting: &PendingBallots,
        when: SaveTime,
    ) -> Result<(PathBuf, Record), Box<SaveError>> {
        let there = scan::all_files(&self.folder);
        let template = session.template.as_deref().unwrap_or_default();
        let (own, _) = session_path(&self.folder, &session.team, session.date, template, &there);
        self.keep(&own, session, waiting, when)?;
        self.settle_conflict(path);
        // The ballots went along. Those of another instance stay: they are not ours to take away.
        if let Some(file) = self.files.get(path).cloned() {
            _ = self.pending.save(path, &file, session, &PendingBallots::default());
        }
        let theirs = self.record(path.to_owned());
        Ok((own, theirs))
    }

    /// Compares the session's file with `session`.
    pub fn difference(
        &self,
        path: &Path,
        session: &Session,
    ) -> Result<Vec<Difference>, Vec<FileError>> {
        let theirs = atomic_file::bytes(path).map_err(|fault| vec![fault])?.unwrap_or_default();
        Ok(difference::lines(&String::from_utf8_lossy(&theirs), &session_file::write(session)))
    }

    /// Compares a conflict copy with its session.
    pub fn difference_of_copy(&self, copy: &Path) -> Result<Vec<Difference>, Vec<FileError>> {
        let theirs = atomic_file::bytes(&original_of(copy))
            .map_err(|fault| vec![fault])?
            .unwrap_or_default();
        let ours = atomic_file::present(copy)?;
        Ok(difference::lines(&String::from_utf8_lossy(&theirs), &String::from_utf8_lossy(&ours)))
    }
}
