//! Copies of sessions that could not be saved in their place, until the conflict is resolved.
//!
//! A conflict copy holds what the session's file would hold: never pending ballots.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use similar::ChangeTag;
use similar::algorithms::{Capture, Compact, Replace, myers};

use super::atomic_file::{self, FileMode};
use super::os_error::os_fault;
use super::save_error::SaveFailure;
use super::{Store, scan, session_file};
use crate::library::{
    CONFLICT_MARK, ContentHash, Difference, FileError, Record, SaveError, SaveOutcome, SaveTime,
    Side, original_of, session_path,
};
use crate::model::{PendingBallots, Session};

/// The time limit of a comparison; the rest is then shown as all different.
const PATIENCE: Duration = Duration::from_millis(500);
/// The number of lines around a difference.
const AROUND: usize = 2;

/// The copy that stands in for a session's own file.
#[derive(Clone, Debug)]
pub struct ConflictCopy {
    path: PathBuf,
    /// The user named the place; it is theirs to take away.
    chosen: bool,
    /// The text that was last written there.
    written: Option<String>,
}

impl Store {
    /// Writes `text` to the conflict copy, or to the file that the user chose, and returns the error to
    /// report.
    pub(super) fn put_aside(
        &mut self,
        path: &Path,
        text: &str,
        trouble: SaveFailure,
        when: SaveTime,
    ) -> SaveError {
        let (fault, conflict) = match trouble {
            SaveFailure::Theirs(fault, what) => (fault, Some(what)),
            SaveFailure::Fault(fault) => (fault, None),
        };
        let there =
            |path| matches!(atomic_file::bytes(path), Ok(Some(bytes)) if bytes == text.as_bytes());
        if conflict.is_some() && !self.conflict_copies.contains_key(path) && !there(path) {
            let aside =
                ConflictCopy { path: conflict_path(path, when), chosen: false, written: None };
            self.conflict_copies.insert(path.to_owned(), aside);
        }
        let Some(aside) = self.conflict_copies.get(path).cloned() else {
            return SaveError { fault, conflict, copy: None };
        };
        match write_aside(&aside, text) {
            Ok(()) => {
                let copy = aside.path.clone();
                self.conflict_copies.insert(
                    path.to_owned(),
                    ConflictCopy { written: Some(text.to_owned()), ..aside },
                );
                SaveError { fault, conflict, copy: Some(copy) }
            }
            Err(error) => {
                self.conflict_copies.remove(path);
                let no_copy = os_fault(&aside.path, "keep yours there", &error);
                let message =
                    format!("{}; {}: {}", fault.message, aside.path.display(), no_copy.message);
                let taken = error.kind() == std::io::ErrorKind::AlreadyExists;
                let help = if taken { "take another name for it".to_owned() } else { no_copy.help };
                SaveError { fault: FileError { message, help, ..fault }, conflict, copy: None }
            }
        }
    }

    /// After a successful save, deletes the conflict copy if it is unchanged.
    pub(super) fn settle_aside(&mut self, path: &Path) {
        let Some(aside) = self.conflict_copies.remove(path).filter(|aside| !aside.chosen) else {
            return;
        };
        self.pending.discard(&aside.path);
        let unchanged =
            |bytes: Vec<u8>| aside.written.as_ref().is_some_and(|text| text.as_bytes() == bytes);
        if atomic_file::bytes(&aside.path).is_ok_and(|bytes| bytes.is_some_and(unchanged)) {
            _ = atomic_file::remove(&aside.path);
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
        self.conflict_copies
            .insert(path.to_owned(), ConflictCopy { path: place, chosen: true, written: None });
        self.keep(path, session, waiting, when)
    }

    /// Takes over the version of somebody else, if it can be read. The conflict copy stays, without its
    /// pending ballots.
    pub fn take_theirs(&mut self, path: &Path) -> Record {
        let record = self.record(path.to_owned());
        if record.content.is_ok()
            && let Some(aside) = self.conflict_copies.remove(path)
        {
            self.pending.discard(&aside.path);
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
        self.settle_aside(path);
        // The ballots went along. Those of another instance stay: they are not ours to take away.
        if let Ok(file) = atomic_file::resolve(&self.location.root, &self.folder, path) {
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
        Ok(lines(&String::from_utf8_lossy(&theirs), &session_file::write(session)))
    }

    /// Compares a conflict copy with its session.
    pub fn difference_of_copy(&self, copy: &Path) -> Result<Vec<Difference>, Vec<FileError>> {
        let theirs = atomic_file::bytes(&original_of(copy))
            .map_err(|fault| vec![fault])?
            .unwrap_or_default();
        let ours = atomic_file::present(copy)?;
        Ok(lines(&String::from_utf8_lossy(&theirs), &String::from_utf8_lossy(&ours)))
    }
}

fn conflict_path(path: &Path, when: SaveTime) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let time = when.now.strftime("%Y%m%dT%H%M%S");
    let first = path.with_file_name(format!("{stem}{CONFLICT_MARK}{time}.yaml"));
    let more = (2..).map(|n| path.with_file_name(format!("{stem}{CONFLICT_MARK}{time}-{n}.yaml")));
    let mut free =
        std::iter::once(first.clone()).chain(more).filter(|path| path.symlink_metadata().is_err());
    free.next().unwrap_or(first)
}

/// Writes the copy: the first time into a new file, later only over its own text.
fn write_aside(aside: &ConflictCopy, text: &str) -> std::io::Result<()> {
    let Some(before) = &aside.written else {
        return atomic_file::put(&aside.path, text, FileMode::User, false);
    };
    if before == text && aside.path.is_file() {
        return Ok(());
    }
    let _lock = super::lock::Lock::new(&aside.path)?;
    if atomic_file::swap(
        &aside.path,
        text,
        FileMode::AsBefore,
        ContentHash::new(before.as_bytes()),
    )? {
        return Ok(());
    }
    Err(std::io::Error::new(std::io::ErrorKind::AlreadyExists, "somebody else changed it"))
}

/// One algorithm by its name: to choose among all that the library has puts half a megabyte into
/// the program.
#[expect(
    clippy::disallowed_methods,
    reason = "how long a comparison may take is no time of a session"
)]
fn lines(theirs: &str, ours: &str) -> Vec<Difference> {
    let (theirs, ours) = (of_text(theirs), of_text(ours));
    let until = Instant::now() + PATIENCE;
    let mut diff = Compact::new(Replace::new(Capture::new()), &*theirs, &*ours);
    let Ok(()) = myers::diff_deadline(
        &mut diff,
        &*theirs,
        0..theirs.len(),
        &*ours,
        0..ours.len(),
        Some(until),
    );
    let mut lines = Vec::new();
    for group in diff.into_inner().into_inner().into_grouped_ops(AROUND) {
        if !lines.is_empty() {
            lines.push(Difference { side: Side::Gap, line: String::new() });
        }
        for change in group.iter().flat_map(|op| op.iter_changes(&*theirs, &*ours)) {
            let side = match change.tag() {
                ChangeTag::Equal => Side::Both,
                ChangeTag::Delete => Side::Theirs,
                ChangeTag::Insert => Side::Ours,
            };
            lines.push(Difference {
                side,
                line: change.value().trim_end_matches(['\r', '\n']).to_owned(),
            });
        }
    }
    lines
}

fn of_text(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_shows_both_sides_and_leaves_out_what_is_equal() {
        let theirs = "a\nb\nc\nd\ne\nf\ng\nh\ni\n";
        let ours = "a\nB\nc\nd\ne\nf\ng\nh\nI\n";
        let drawn: Vec<String> = lines(theirs, ours)
            .into_iter()
            .map(|d| match d.side {
                Side::Both => format!(" {}", d.line),
                Side::Theirs => format!("-{}", d.line),
                Side::Ours => format!("+{}", d.line),
                Side::Gap => "…".to_owned(),
            })
            .collect();
        assert_eq!(drawn, [" a", "-b", "+B", " c", " d", "…", " g", " h", "-i", "+I"]);
    }
}
