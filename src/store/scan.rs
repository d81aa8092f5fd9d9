//! The scan of the folders of the teams for sessions and conflict copies. Reads no file.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::dir_entries::{self, EntryKind, Stamp, Stamps};
use crate::library::{FileError, is_conflict_name, is_session_name};
use crate::parallel::{self, Chunking};

/// A folder costs what a hundred files cost; few of them are not worth a thread.
const CUT: Chunking = Chunking { worth_a_thread: 8, at_a_time: 2 };

/// The files of sessions, and of each its stamp: none if nobody asked for it, or if it is no plain
/// file in a plain folder.
pub type Files = Vec<(PathBuf, Option<Stamp>)>;

/// The files in the folders of the teams, sorted.
#[derive(Default)]
pub struct ScannedFiles {
    /// The sessions.
    pub files: Files,
    /// Copies that were set aside, by this program or by one that keeps folders alike.
    pub conflicts: Vec<PathBuf>,
    /// Folders that cannot be read.
    pub faults: Vec<FileError>,
}

/// Looks through the folders of the teams.
pub fn found(sessions: &Path) -> ScannedFiles {
    found_in(sessions, |_| true)
}

/// Looks through those folders of teams that are wanted.
pub fn found_in(sessions: &Path, wanted: impl Fn(&Path) -> bool) -> ScannedFiles {
    look(sessions, wanted, |folder, _| within(folder, None))
}

/// Looks through the folders of the teams, and at each file in them.
pub fn found_with_stamps(sessions: &Path) -> ScannedFiles {
    look(
        sessions,
        |_| true,
        |folder, plain| within(folder, plain.then(|| Stamps::within(folder)).flatten().as_ref()),
    )
}

fn look(
    sessions: &Path,
    wanted: impl Fn(&Path) -> bool,
    within: impl Fn(&Path, bool) -> ScannedFiles + Sync,
) -> ScannedFiles {
    let names = match dir_entries::names(sessions) {
        Ok(names) => names,
        Err(fault) => return ScannedFiles { faults: vec![fault], ..ScannedFiles::default() },
    };
    let folders = names.into_iter().map(|(name, kind)| (sessions.join(name), kind)).filter(
        |(folder, kind)| {
            let is_folder = match kind {
                EntryKind::Folder => true,
                EntryKind::File => false,
                EntryKind::Other => folder.is_dir(),
            };
            is_folder && wanted(folder)
        },
    );
    let folders: Vec<(PathBuf, EntryKind)> = folders.collect();
    let mut parts: Vec<ScannedFiles> = Vec::new();
    parts.resize_with(folders.len(), ScannedFiles::default);
    parallel::each(
        &folders,
        CUT,
        |(path, kind)| within(path, *kind == EntryKind::Folder),
        |at, part| parts[at] = part,
    );
    let mut found = ScannedFiles::default();
    found.files.reserve_exact(parts.iter().map(|part| part.files.len()).sum());
    for part in parts {
        found.files.extend(part.files);
        found.conflicts.extend(part.conflicts);
        found.faults.extend(part.faults);
    }
    found
}

fn within(folder: &Path, stamps: Option<&Stamps>) -> ScannedFiles {
    let mut found = ScannedFiles::default();
    match dir_entries::names(folder) {
        Ok(names) => {
            found.files.reserve_exact(names.len());
            for (name, kind) in names {
                if is_conflict_name(&name) {
                    found.conflicts.push(path(folder, &name));
                } else if is_session_name(&name) {
                    let stamp = stamps
                        .filter(|_| kind == EntryKind::File)
                        .and_then(|stamps| stamps.stamp(&name));
                    found.files.push((path(folder, &name), stamp));
                }
            }
        }
        Err(fault) => found.faults.push(fault),
    }
    found
}

/// `folder.join(name)`, with room for both from the beginning: there are thousands of them.
fn path(folder: &Path, name: &OsStr) -> PathBuf {
    let mut path = PathBuf::with_capacity(folder.as_os_str().len() + 1 + name.len());
    path.push(folder);
    path.push(name);
    path
}

/// Returns all entries in the folders of the teams, of any kind.
pub fn all_files(sessions: &Path) -> Vec<PathBuf> {
    let within = |path: &Path| dir_entries::paths(path).unwrap_or_default();
    within(sessions).iter().flat_map(|folder| within(folder)).collect()
}
