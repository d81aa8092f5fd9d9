//! What is on its way to the disk, and what could not be kept.
//!
//! Only the word "saved" is a promise: it stands on the screen when nothing is under way.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::store::Fault;

/// The state of all saves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saving {
    last: u64,
    under_way: BTreeMap<PathBuf, u64>,
    failed: BTreeMap<PathBuf, Fault>,
    done: bool,
}

impl Saving {
    /// A save of this file is asked for; returns its number.
    pub fn asked(&mut self, path: &Path) -> u64 {
        self.last += 1;
        self.under_way.insert(path.to_owned(), self.last);
        self.last
    }

    /// A save came to its end. Older ones of a file say nothing of the newest.
    pub fn ended(&mut self, path: &Path, number: u64, result: Result<(), Fault>) {
        if self.under_way.get(path) != Some(&number) {
            return;
        }
        self.under_way.remove(path);
        match result {
            Ok(()) => {
                self.failed.remove(path);
                self.done = true;
            }
            Err(fault) => {
                self.failed.insert(path.to_owned(), fault);
            }
        }
    }

    /// Whether a save is under way.
    pub fn is_under_way(&self) -> bool {
        !self.under_way.is_empty()
    }

    /// What could not be kept, if anything.
    pub fn failure(&self) -> Option<&Fault> {
        self.failed.values().next()
    }

    /// Whether something was saved, and nothing is open.
    pub fn is_saved(&self) -> bool {
        self.done && self.is_settled()
    }

    /// Whether the program can be left without losing anything.
    pub fn is_settled(&self) -> bool {
        self.under_way.is_empty() && self.failed.is_empty()
    }

    /// The files that could not be kept.
    pub fn failed_paths(&self) -> Vec<PathBuf> {
        self.failed.keys().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_save_of_a_file_counts() {
        let path = Path::new("a.yaml");
        let mut saving = Saving::default();
        assert!(saving.is_settled() && !saving.is_saved());
        let first = saving.asked(path);
        let second = saving.asked(path);
        saving.ended(path, first, Ok(()));
        assert!(saving.is_under_way() && !saving.is_saved());
        saving.ended(path, second, Ok(()));
        assert!(saving.is_saved());
    }

    #[test]
    fn a_failure_stays_until_that_file_is_saved() {
        let path = Path::new("a.yaml");
        let mut saving = Saving::default();
        let number = saving.asked(path);
        saving.ended(path, number, Err(Fault::of_file(path, "no space", "")));
        let other = saving.asked(Path::new("b.yaml"));
        saving.ended(Path::new("b.yaml"), other, Ok(()));
        assert!(saving.failure().is_some() && !saving.is_settled() && !saving.is_saved());
        let again = saving.asked(path);
        saving.ended(path, again, Ok(()));
        assert!(saving.is_saved());
    }
}
