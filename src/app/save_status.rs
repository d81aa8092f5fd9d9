//! The state of saves: those under way, and those that failed.
//!
//! Only the word "saved" is a promise: it stands on the screen when nothing is under way.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::library::{Conflict, SaveError};

/// How many seconds pass before a save that failed is tried again: longer each time.
const PAUSES: [u64; 7] = [1, 2, 4, 8, 15, 30, 60];

/// The state of all saves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaveStatus {
    last: u64,
    under_way: BTreeMap<PathBuf, u64>,
    failed: BTreeMap<PathBuf, Failure>,
    /// The files that were saved since the program began: they hold what was done here.
    kept: BTreeSet<PathBuf>,
    /// One of two versions is about to take a session's place; nothing is saved until it has.
    pub(super) deciding: bool,
    /// The program is left as soon as nothing is under way any more.
    pub(super) leaving: bool,
    done: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Failure {
    unsaved: SaveError,
    /// How often it was tried.
    tries: usize,
    /// When it is tried again by itself, by a clock that nobody sets; none: somebody has to decide
    /// first.
    next: Option<Duration>,
}

impl SaveStatus {
    /// A save of this file is asked for, because something changed; returns its number. Should it
    /// fail, the pauses are short again.
    pub fn asked(&mut self, path: &Path) -> u64 {
        if let Some(failure) = self.failed.get_mut(path) {
            failure.tries = 0;
        }
        self.asked_again(path)
    }

    /// A save that failed is asked for once more.
    pub fn asked_again(&mut self, path: &Path) -> u64 {
        self.last += 1;
        self.under_way.insert(path.to_owned(), self.last);
        self.last
    }

    /// A save came to its end. Older ones of a file say nothing of the newest.
    pub fn ended(
        &mut self,
        path: &Path,
        number: u64,
        result: Result<(), SaveError>,
        now: Duration,
    ) {
        if self.under_way.get(path) != Some(&number) {
            return;
        }
        self.under_way.remove(path);
        match result {
            Ok(()) => {
                self.failed.remove(path);
                self.kept.insert(path.to_owned());
                self.done = true;
            }
            Err(unsaved) => {
                let tries = self.failed.get(path).map_or(0, |failure| failure.tries) + 1;
                let pause = PAUSES[(tries - 1).min(PAUSES.len() - 1)];
                // Two versions do not become one by waiting, and a file that is gone may be on
                // another branch.
                let decided = match unsaved.conflict {
                    Some(Conflict::Ballots | Conflict::Gone) => false,
                    Some(Conflict::Session) => unsaved.copy.is_none(),
                    None => true,
                };
                let next = decided.then(|| now + Duration::from_secs(pause));
                self.failed.insert(path.to_owned(), Failure { unsaved, tries, next });
            }
        }
    }

    /// Nothing is to be said of this file any more: another version of it stands on the screen.
    pub fn forget(&mut self, path: &Path) {
        self.under_way.remove(path);
        self.failed.remove(path);
    }

    /// Returns true if this file was saved since the program began.
    pub fn has_kept(&self, path: &Path) -> bool {
        self.kept.contains(path)
    }

    /// Somebody else has deleted these files, or those in these folders, and they are on no screen
    /// any more: of them nothing is to be called saved.
    pub fn forget_gone(&mut self, gone: &[PathBuf]) {
        let before = self.kept.len();
        self.kept.retain(|path| !gone.iter().any(|gone| path.starts_with(gone)));
        self.done &= self.kept.len() == before;
    }

    /// Returns true if a save of this file could tell something new: none is under way that will,
    /// and nobody else has written the file.
    pub fn may_try(&self, path: &Path) -> bool {
        let failure = self.failure_of(path);
        !self.under_way.contains_key(path) && failure.is_none_or(may_pass)
    }

    /// Returns the failed saves that a change of files could let succeed.
    pub fn may_pass(&self) -> impl Iterator<Item = &Path> {
        let failed = self.failed.iter().filter(|(_, failure)| may_pass(&failure.unsaved));
        failed.map(|(path, _)| path.as_path())
    }

    /// Returns true if a file is gone in which something was done here.
    pub fn has_gone(&self) -> bool {
        self.failed.values().any(|failure| failure.unsaved.conflict == Some(Conflict::Gone))
    }

    /// Returns true if a save is under way, or one of two versions is about to take a place.
    pub fn is_under_way(&self) -> bool {
        self.deciding || !self.under_way.is_empty()
    }

    /// Returns the failed save, if any, and its file.
    pub fn failure(&self) -> Option<(&Path, &SaveError)> {
        self.failed.iter().next().map(|(path, failure)| (path.as_path(), &failure.unsaved))
    }

    /// Returns the failed save of this file.
    pub fn failure_of(&self, path: &Path) -> Option<&SaveError> {
        self.failed.get(path).map(|failure| &failure.unsaved)
    }

    /// When something is tried again by itself.
    pub fn next_try(&self) -> Option<Duration> {
        if self.deciding {
            return None;
        }
        let waits = |path: &PathBuf| !self.under_way.contains_key(path);
        self.failed
            .iter()
            .filter(|(path, _)| waits(path))
            .filter_map(|(_, failure)| failure.next)
            .min()
    }

    /// Returns true if something was saved, and nothing is open.
    pub fn is_saved(&self) -> bool {
        self.done && self.is_settled()
    }

    /// Returns true if the program can be left without losing anything.
    pub fn is_settled(&self) -> bool {
        !self.is_under_way() && self.failed.is_empty()
    }

    /// Returns true if the last known version of this file is on the disk.
    pub fn is_settled_for(&self, path: &Path) -> bool {
        !self.under_way.contains_key(path) && !self.failed.contains_key(path)
    }

    /// The same of a file, or of all in a folder.
    pub fn is_settled_below(&self, path: &Path) -> bool {
        !self
            .under_way
            .keys()
            .chain(self.failed.keys())
            .any(|unsettled| unsettled.starts_with(path))
    }

    /// The files that could not be kept and are not under way, all or those whose time has come.
    pub fn failed_paths(&self, due: Option<Duration>) -> Vec<PathBuf> {
        let wanted =
            |failure: &Failure| due.is_none_or(|now| failure.next.is_some_and(|next| next <= now));
        let failed = self
            .failed
            .iter()
            .filter(|(path, failure)| !self.under_way.contains_key(*path) && wanted(failure));
        failed.map(|(path, _)| path.clone()).collect()
    }
}

/// Returns true if nobody has to decide between two versions first.
fn may_pass(unsaved: &SaveError) -> bool {
    matches!(unsaved.conflict, None | Some(Conflict::Gone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::FileError;

    fn unsaved(conflict: bool) -> SaveError {
        let path = Path::new("a.yaml");
        let (what, copy) =
            (conflict.then_some(Conflict::Session), conflict.then(|| path.to_owned()));
        SaveError { fault: FileError::of_file(path, "no space", ""), conflict: what, copy }
    }

    fn at(second: u64) -> Duration {
        Duration::from_secs(second)
    }

    #[test]
    fn only_the_newest_save_of_a_file_counts() {
        let path = Path::new("a.yaml");
        let mut saving = SaveStatus::default();
        assert!(saving.is_settled() && !saving.is_saved());
        let first = saving.asked(path);
        let second = saving.asked(path);
        saving.ended(path, first, Ok(()), at(0));
        assert!(saving.is_under_way() && !saving.is_saved());
        saving.ended(path, second, Ok(()), at(0));
        assert!(saving.is_saved());
    }

    #[test]
    fn a_failure_stays_until_that_file_is_saved() {
        let path = Path::new("a.yaml");
        let mut saving = SaveStatus::default();
        let number = saving.asked(path);
        saving.ended(path, number, Err(unsaved(false)), at(0));
        let other = saving.asked(Path::new("b.yaml"));
        saving.ended(Path::new("b.yaml"), other, Ok(()), at(0));
        assert!(saving.failure().is_some() && !saving.is_settled() && !saving.is_saved());
        let again = saving.asked(path);
        saving.ended(path, again, Ok(()), at(0));
        assert!(saving.is_saved());
    }

    #[test]
    fn a_failure_is_tried_again_after_longer_and_longer_pauses() {
        let path = Path::new("a.yaml");
        let mut saving = SaveStatus::default();
        let mut pauses = Vec::new();
        for _ in 0..9 {
            let number = saving.asked_again(path);
            assert_eq!(saving.next_try(), None, "not while it is under way");
            saving.ended(path, number, Err(unsaved(false)), at(100));
            let next = saving.next_try().unwrap();
            pauses.push(next.as_secs() - 100);
            assert!(saving.failed_paths(Some(at(100))).is_empty());
            assert_eq!(saving.failed_paths(Some(next)), [path]);
        }
        assert_eq!(pauses, [1, 2, 4, 8, 15, 30, 60, 60, 60]);
        let number = saving.asked(path);
        saving.ended(path, number, Err(unsaved(false)), at(100));
        assert_eq!(saving.next_try(), Some(at(101)), "an act of somebody makes it impatient again");
    }

    #[test]
    fn a_conflict_waits_for_somebody_to_decide() {
        let path = Path::new("a.yaml");
        let mut saving = SaveStatus::default();
        let number = saving.asked(path);
        saving.ended(path, number, Err(unsaved(true)), at(0));
        assert_eq!(saving.next_try(), None);
        assert_eq!(saving.failed_paths(None), [path]);
        saving.forget(path);
        assert!(saving.is_settled());
    }
}
