//! Which submission this user's codes for a ballot sheet are: its id, and its revision. No answer.
//!
//! So a second code replaces the first one, and nobody counts twice by mistake.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic_file::{self, FileMode};
use super::dir_entries;
use super::lock::Lock;
use super::os_error::os_fault;
use crate::library::FileError;
use crate::model::SubmissionId;

/// How long a record is kept after its last code: 90 days, in nanoseconds.
const KEPT: i64 = 90 * 24 * 60 * 60 * 1_000_000_000;
/// No sheet is larger.
pub const LARGEST_SHEET: u64 = 16 * 1024 * 1024;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    squadcheck: u32,
    id: String,
    revision: u16,
}

/// Returns the folder of the records.
fn folder(state: &Path) -> PathBuf {
    state.join("sheets")
}

/// Records one more code for the sheet of that name, and returns its submission and revision. The
/// first one has the id `fresh`.
pub fn next(
    state: &Path,
    sheet: &str,
    fresh: SubmissionId,
) -> Result<(SubmissionId, u16), FileError> {
    let path = folder(state).join(format!("{sheet}.yaml"));
    let fault = |error: &std::io::Error| os_fault(&path, "record the code", error);
    atomic_file::make_folder(&folder(state)).map_err(|e| fault(&e))?;
    let _lock = Lock::new(&path).map_err(|e| fault(&e))?;
    let (id, revision) = match atomic_file::bytes(&path)? {
        None => (fresh, 1),
        Some(bytes) => {
            let (id, before) = read(&bytes).ok_or_else(|| unreadable(&path))?;
            (id, before.checked_add(1).ok_or_else(|| unreadable(&path))?)
        }
    };
    let id_text = format!("{:016x}", u64::from_be_bytes(id.0));
    let record = Record { squadcheck: super::VERSION, id: id_text, revision };
    let text = serde_yaml::to_string(&record).map_err(|_| unreadable(&path))?;
    atomic_file::put(&path, text, FileMode::User, true).map_err(|e| fault(&e))?;
    Ok((id, revision))
}

/// Removes the record of a sheet, so that the next code is of another submission.
pub fn forget(state: &Path, sheet: &str) -> Result<(), FileError> {
    let path = folder(state).join(format!("{sheet}.yaml"));
    atomic_file::remove(&path).map_err(|e| os_fault(&path, "remove the record", &e))
}

/// Removes the records that nobody can need any more.
pub fn sweep(state: &Path, now: i64) {
    let is_old = |place: &PathBuf| {
        dir_entries::modified(place).is_some_and(|then| now.saturating_sub(then) > KEPT)
    };
    let is_record = |place: &PathBuf| place.extension().is_some_and(|ending| ending == "yaml");
    let places = dir_entries::paths(&folder(state)).unwrap_or_default();
    for place in places.into_iter().filter(|place| is_record(place) && is_old(place)) {
        _ = atomic_file::remove(&place);
    }
}

fn read(bytes: &[u8]) -> Option<(SubmissionId, u16)> {
    let record: Record = serde_yaml::from_slice(bytes).ok()?;
    let id = u64::from_str_radix(&record.id, 16).ok()?;
    (record.squadcheck == super::VERSION && record.revision > 0)
        .then_some((SubmissionId(id.to_be_bytes()), record.revision))
}

fn unreadable(path: &Path) -> FileError {
    let help = "delete it; your next code then counts as one of another person, so tell the \
                facilitator the tag of the one before";
    FileError::of_file(path, "this is no record of codes for a ballot sheet", help)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRESH: SubmissionId = SubmissionId([1, 2, 3, 4, 5, 6, 7, 0xff]);
    const OTHER: SubmissionId = SubmissionId([9; 8]);

    #[test]
    fn a_second_code_is_a_later_revision_of_the_same_submission() {
        let state = tempfile::tempdir().unwrap();
        assert_eq!(next(state.path(), "A", FRESH).unwrap(), (FRESH, 1));
        assert_eq!(next(state.path(), "A", OTHER).unwrap(), (FRESH, 2));
        assert_eq!(next(state.path(), "B", OTHER).unwrap(), (OTHER, 1));
        forget(state.path(), "A").unwrap();
        forget(state.path(), "A").unwrap();
        assert_eq!(next(state.path(), "A", OTHER).unwrap(), (OTHER, 1));
    }

    #[test]
    fn a_record_is_for_its_owner_alone_and_holds_no_answer() {
        let state = tempfile::tempdir().unwrap();
        next(state.path(), "A", FRESH).unwrap();
        let path = folder(state.path()).join("A.yaml");
        let text = String::from_utf8(atomic_file::bytes(&path).unwrap().unwrap()).unwrap();
        assert_eq!(text, "squadcheck: 1\nid: 01020304050607ff\nrevision: 1\n");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
            let folder = folder(state.path()).metadata().unwrap();
            assert_eq!(folder.permissions().mode() & 0o777, 0o700);
        }
    }

    #[test]
    fn what_is_no_record_is_told_and_stays() {
        let state = tempfile::tempdir().unwrap();
        next(state.path(), "A", FRESH).unwrap();
        let path = folder(state.path()).join("A.yaml");
        for wrong in
            ["", "squadcheck: 1\nid: x\nrevision: 1\n", "squadcheck: 1\nid: 1\nrevision: 0\n"]
        {
            atomic_file::put(&path, wrong, FileMode::User, true).unwrap();
            let fault = next(state.path(), "A", FRESH).unwrap_err();
            assert!(fault.path == path && fault.help.contains("delete it"), "{fault}");
            assert_eq!(atomic_file::bytes(&path).unwrap().unwrap(), wrong.as_bytes());
        }
    }

    #[test]
    fn old_records_go() {
        let state = tempfile::tempdir().unwrap();
        next(state.path(), "A", FRESH).unwrap();
        let now = dir_entries::clock();
        sweep(state.path(), now + KEPT / 2);
        assert_eq!(next(state.path(), "A", OTHER).unwrap(), (FRESH, 2));
        sweep(state.path(), now + 2 * KEPT);
        assert_eq!(next(state.path(), "A", OTHER).unwrap(), (OTHER, 1));
    }
}
