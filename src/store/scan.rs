//! The scan of the folders of the teams for sessions and conflict copies. Reads no file.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::dir_entries::{self, EntryKind, Stamp, Stamps};
use crate::library::{FileError, is_conflict_name, is_session_name, may_hold_session};
use crate::parallel::{self, Chunking};

/// A folder costs what a hundred files cost; few of them are not worth a thread.
const CUT: Chunking = Chunking { worth_a_thread: 8, at_a_time: 2 };

/// How deep folders are looked through in which no session is looked for.
const DEEPEST: usize = 4;

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
    /// Files in places where no session is looked for; each may hold one.
    pub elsewhere: Vec<PathBuf>,
    /// Folders that cannot be read.
    pub faults: Vec<FileError>,
}

/// Looks through the folders of the teams.
pub fn found(sessions: &Path) -> ScannedFiles {
    found_in(sessions, |_| true)
}

/// Looks through those folders of teams that are wanted.
pub fn found_in(sessions: &Path, wanted: impl Fn(&Path) -> bool) -> ScannedFiles {
    look(sessions, wanted, |folder| within(folder, None))
}

/// Looks through the folders of the teams, and at each file in them.
pub fn found_with_stamps(sessions: &Path) -> ScannedFiles {
    look(sessions, |_| true, |folder| within(folder, Stamps::within(folder).as_ref()))
}

fn look(
    sessions: &Path,
    wanted: impl Fn(&Path) -> bool,
    within: impl Fn(&Path) -> ScannedFiles + Sync,
) -> ScannedFiles {
    let names = match dir_entries::names(sessions) {
        Ok(names) => names,
        Err(fault) => return ScannedFiles { faults: vec![fault], ..ScannedFiles::default() },
    };
    let mut found = ScannedFiles::default();
    let beside =
        |(name, kind): &&(OsString, EntryKind)| *kind == EntryKind::File && may_hold_session(name);
    found.elsewhere = names.iter().filter(beside).map(|(name, _)| path(sessions, name)).collect();
    let mut folders: Vec<PathBuf> = Vec::new();
    for (name, kind) in names {
        let folder = sessions.join(&name);
        match kind {
            EntryKind::Folder if is_team_folder(&name) && wanted(&folder) => folders.push(folder),
            // Another folder by a second name, or somebody else's: its files are not read.
            EntryKind::Other if wanted(&folder) && is_linked_folder(&folder) => {
                found.faults.push(linked(&folder));
            }
            _ => {}
        }
    }
    let mut parts: Vec<ScannedFiles> = Vec::new();
    parts.resize_with(folders.len(), ScannedFiles::default);
    parallel::each(&folders, CUT, |path| within(path), |at, part| parts[at] = part);
    found.files.reserve_exact(parts.iter().map(|part| part.files.len()).sum());
    for part in parts {
        found.files.extend(part.files);
        found.conflicts.extend(part.conflicts);
        found.elsewhere.extend(part.elsewhere);
        found.faults.extend(part.faults);
    }
    found
}

/// Returns the folders of teams, which are those that are watched. Follows no link.
pub fn team_folders(sessions: &Path) -> Vec<PathBuf> {
    let names = dir_entries::names(sessions).unwrap_or_default().into_iter();
    let teams = names.filter(|(name, kind)| *kind == EntryKind::Folder && is_team_folder(name));
    teams.map(|(name, _)| sessions.join(name)).collect()
}

/// Returns false for a hidden folder: it belongs to another program.
fn is_team_folder(name: &OsStr) -> bool {
    !name.as_encoded_bytes().starts_with(b".")
}

fn is_linked_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|meta| meta.is_symlink()) && path.is_dir()
}

fn linked(folder: &Path) -> FileError {
    let target = folder.read_link().unwrap_or_default();
    let message =
        format!("this is a link to {}, and checks are read from folders only", target.display());
    FileError::of_file(folder, message, "put the folder itself here, or take the link away")
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
                } else if kind == EntryKind::Folder {
                    below(&path(folder, &name), DEEPEST, &mut found.elsewhere);
                } else if kind == EntryKind::File && may_hold_session(&name) {
                    found.elsewhere.push(path(folder, &name));
                }
            }
        }
        Err(fault) => found.faults.push(fault),
    }
    found
}

/// Looks through a folder where no session is looked for. Links are not followed, hidden folders
/// are somebody else's, and what cannot be read is nothing of ours.
fn below(folder: &Path, left: usize, elsewhere: &mut Vec<PathBuf>) {
    let hidden = folder.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    if left == 0 || hidden {
        return;
    }
    for (name, kind) in dir_entries::names(folder).unwrap_or_default() {
        match kind {
            EntryKind::Folder => below(&path(folder, &name), left - 1, elsewhere),
            EntryKind::File if may_hold_session(&name) => elsewhere.push(path(folder, &name)),
            EntryKind::File | EntryKind::Other => {}
        }
    }
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
