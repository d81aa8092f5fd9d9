//! The second look at files that were reported as changed.
//!
//! Changes nothing: the last known content changes when the app has applied the result
//! ([`Store::know`]). Until then a save still finds the conflict. Pending files are not read.

use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use super::atomic_file;
use super::scan::found_in;
use super::session_lock::real_path;
use super::{Store, config_file, session_file};
use crate::library::{
    ChangedFile, Content, ContentHash, Record, Rescan, is_conflict_name, is_session_name,
    may_hold_session, no_pending, number_of,
};

impl Store {
    /// The folder of the sessions that were read.
    pub fn sessions(&self) -> &Path {
        &self.folder
    }

    /// The folders in which sessions may lie as `healthcheck.yaml` states it now, the first above
    /// all others; without links, and none outside the workspace.
    pub fn watched(&self) -> Vec<PathBuf> {
        let sessions = self.sessions_stated();
        let inside = match (self.location.root.canonicalize(), sessions.canonicalize()) {
            (Ok(root), Ok(sessions)) => sessions.starts_with(root),
            // It is not there yet: whatever is above it is looked at.
            _ => true,
        };
        let mut folders = Vec::new();
        if inside {
            folders.push(sessions.clone());
            folders.extend(super::scan::team_folders(&sessions));
        }
        folders
    }

    /// The folder of the sessions as `healthcheck.yaml` states it now.
    fn sessions_stated(&self) -> PathBuf {
        let config = &self.location.config;
        let bytes = atomic_file::bytes(config).ok().flatten();
        let workspace = bytes.and_then(|bytes| config_file::read(config, &bytes).ok());
        workspace.map_or_else(|| self.folder.clone(), |workspace| self.sessions_folder(&workspace))
    }

    /// Compares these paths with what was last read or written here.
    pub fn look(&mut self, paths: &[PathBuf]) -> Rescan {
        let mut seen = Rescan::default();
        let hands = self.hands();
        let (of_hands, paths): (Vec<_>, Vec<_>) = paths
            .iter()
            .partition(|path| hands.as_ref().is_some_and(|hands| path.starts_with(hands)));
        if !of_hands.is_empty() {
            seen.free = self.locks.released_elsewhere();
        }
        let state = self.folders.state.as_deref();
        let of_state = |path: &&PathBuf| {
            state.is_some_and(|state| path.starts_with(state) || state.starts_with(path))
        };
        if paths.iter().any(of_state) {
            seen.lost_ballots =
                self.pending.lost().into_iter().map(|file| self.named(file)).collect();
        }
        for path in paths {
            self.look_at(path, &mut seen);
        }
        if !seen.changed.is_empty() || !seen.gone.is_empty() {
            seen.ballots_aside = Some(self.ballots_aside());
        }
        seen
    }

    /// Returns those of these sessions that are not on the disk as they were last read or written
    /// here, with their pending ballots.
    pub fn lost(&self, paths: &[PathBuf]) -> Vec<PathBuf> {
        let ballots = self.pending.lost();
        let stands = |path: &PathBuf| {
            let file = real_path(path);
            let known = matches!(atomic_file::bytes(&file), Ok(Some(bytes))
                if self.sessions.knows(&file, &bytes));
            known && !ballots.contains(&file.as_path())
        };
        paths.iter().filter(|path| !stands(path)).cloned().collect()
    }

    /// Returns the path by which the user knows a session's file.
    fn named(&self, file: &Path) -> PathBuf {
        let named = self.files.iter().find(|(_, of)| *of == file).map(|(path, _)| path.as_path());
        named.unwrap_or(file).to_owned()
    }

    fn look_at(&self, path: &Path, seen: &mut Rescan) {
        let name = path.file_name().unwrap_or_default();
        if path.as_os_str().is_empty() {
            // Whoever asks does not know where: everywhere.
            self.look_at_config(seen);
            self.look_at_folder(&self.folder, seen);
        } else if path == self.location.config || self.config_target().as_deref() == Some(path) {
            self.look_at_config(seen);
        } else if !path.starts_with(&self.folder) {
            // Beside the workspace's own file there is nothing of ours, unless the folder of
            // sessions has come or gone.
            if self.folder.starts_with(path) {
                self.look_at_folder(&self.folder, seen);
            }
        } else if is_conflict_name(name) {
            let list = if path.exists() { &mut seen.conflicts } else { &mut seen.gone };
            list.push(path.to_owned());
        } else if path.symlink_metadata().is_err() {
            seen.gone.push(path.to_owned());
        } else if is_session_name(name)
            && path.parent().and_then(Path::parent) == Some(&self.folder)
        {
            // A folder of that name is an error, as when all is read.
            self.look_at_session(path, seen);
        } else if path == self.folder || path.parent() == Some(&self.folder) && path.is_dir() {
            // What lies deeper holds no sessions.
            self.look_at_folder(path, seen);
        } else if may_hold_session(name) {
            self.look_elsewhere(path, seen);
        }
    }

    /// A file where no session is looked for.
    fn look_elsewhere(&self, path: &Path, seen: &mut Rescan) {
        let strays = self.place().elsewhere(&[path.to_owned()]);
        if strays.is_empty() {
            // It held one, maybe.
            seen.gone.push(path.to_owned());
        }
        seen.strays.extend(strays);
    }

    fn look_at_config(&self, seen: &mut Rescan) {
        let bytes = atomic_file::bytes(&self.location.config);
        let mark = bytes.ok().flatten().map(|bytes| ContentHash::new(&bytes));
        // Editors take a file away before they write it again: without one, what it said goes on.
        if mark.is_none()
            || mark == *self.config_hash.lock().unwrap_or_else(PoisonError::into_inner)
        {
            return;
        }
        let workspace = self.config();
        seen.moved = workspace
            .as_ref()
            .is_ok_and(|workspace| self.sessions_folder(workspace) != self.folder);
        seen.workspace = Some(workspace);
    }

    /// A folder that has come has all its files with it, and of one that has gone nothing is there
    /// any more.
    fn look_at_folder(&self, folder: &Path, seen: &mut Rescan) {
        if !folder.is_dir() {
            return seen.gone.push(folder.to_owned());
        }
        let found = found_in(&self.folder, |team| folder == self.folder || team == folder);
        for (path, _) in &found.files {
            self.look_at_session(path, seen);
        }
        // What was read or written here may have gone before the folder was watched.
        let known =
            self.sessions.known_below(folder).filter(|file| file.symlink_metadata().is_err());
        seen.gone.extend(known.map(|file| self.named(file)));
        seen.conflicts.extend(found.conflicts);
        let below = found.elsewhere.into_iter().filter(|path| path.starts_with(folder));
        seen.strays.extend(self.place().elsewhere(&below.collect::<Vec<_>>()));
        for fault in found.faults {
            seen.changed.push(ChangedFile {
                record: Record::broken(fault.path.clone(), vec![fault]),
                hash: None,
            });
        }
    }

    fn look_at_session(&self, path: &Path, seen: &mut Rescan) {
        let file = self.real(path);
        let bytes = file
            .as_ref()
            .map_err(|fault| vec![fault.clone()])
            .and_then(|_| atomic_file::present(path));
        if let (Ok(file), Ok(bytes)) = (&file, &bytes)
            && self.sessions.knows(file, bytes)
        {
            return;
        }
        let read = bytes.and_then(|bytes| {
            Ok((session_file::read_in_doubt(path, &bytes)?, ContentHash::new(&bytes)))
        });
        let (content, mark) = match read {
            Ok(((session, doubtful), mark)) => (Ok(Content::read(session, doubtful)), Some(mark)),
            // It went in between; another event says so.
            Err(_) if path.symlink_metadata().is_err() => return,
            Err(faults) => (
                Err(file.map_or_else(|fault| vec![fault], |file| self.with_backup(&file, faults))),
                None,
            ),
        };
        let record = Record {
            path: path.to_owned(),
            number: number_of(path),
            content,
            waiting: no_pending(),
        };
        if let Some(stray) = record.summary().and_then(|s| self.place().stray(path, s)) {
            // Counted it may have been.
            seen.gone.push(path.to_owned());
            return seen.strays.push(stray);
        }
        seen.changed.push(ChangedFile { record, hash: mark });
    }

    /// Records changes that the app has applied. A path without a hash cannot be read or no longer
    /// exists: its content is forgotten, with all below it.
    pub fn know(&mut self, changed: &[(PathBuf, Option<ContentHash>)]) {
        for (path, hash) in changed {
            let file = real_path(path);
            match hash {
                Some(hash) => self.sessions.file(&file).remember(*hash),
                None => self.sessions.forget_below(&file),
            }
        }
    }

    /// From now on `healthcheck.yaml` is in this version of the format, if that is newer than this
    /// program.
    pub fn states(&mut self, newer: Option<u32>) {
        self.newer = newer;
    }
}
