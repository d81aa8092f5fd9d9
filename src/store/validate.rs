//! Reads files strictly and says all that is wrong with them. Writes nothing.

use std::path::{Path, PathBuf};

use super::location::CONFIG;
use super::scan::{ScannedFiles, found};
use super::version::newer_words;
use super::yaml::{self, Node, NodeContent};
use super::{Store, atomic_file, config_file, dir_entries, session_file};
use crate::library::{FileError, is_session_name};

/// The depth to which folders are searched.
const DEEPEST: usize = 4;

impl Store {
    /// Returns every error in these files and folders; without any, in `healthcheck.yaml` and every
    /// session of the workspace.
    pub fn validate(&self, paths: &[PathBuf]) -> Vec<FileError> {
        let mut faults = Vec::new();
        if paths.is_empty() {
            self.workspace_faults(&mut faults);
        }
        for path in paths {
            path_faults(path, 0, &mut faults);
        }
        faults
    }

    fn workspace_faults(&self, faults: &mut Vec<FileError>) {
        let workspace = match self.config() {
            Ok(workspace) => {
                config_faults(&self.location.config, &workspace, faults);
                workspace
            }
            Err(config) => {
                faults.extend(config);
                crate::model::Workspace::bare(Vec::new())
            }
        };
        let ScannedFiles { files, faults: folders, .. } = found(&self.sessions_folder(&workspace));
        faults.extend(folders);
        for (path, _) in files {
            file_faults(&path, faults);
            if let (Ok(session), Ok(file)) = (self.read_session(&path), path.canonicalize())
                && session.is_open()
                && let Err(waiting) = self.pending.check(&file, &session, &self.locks)
            {
                faults.extend(waiting);
            }
        }
    }
}

fn path_faults(path: &Path, depth: usize, faults: &mut Vec<FileError>) {
    if !path.is_dir() {
        return file_faults(path, faults);
    }
    match dir_entries::paths(path) {
        Ok(entries) => {
            for entry in entries {
                let linked = entry.symlink_metadata().is_ok_and(|meta| meta.is_symlink());
                let hidden =
                    entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
                let folder = entry.is_dir() && !linked && !hidden && depth < DEEPEST;
                if folder
                    || !entry.is_dir() && is_session_name(entry.file_name().unwrap_or_default())
                {
                    path_faults(&entry, depth + 1, faults);
                }
            }
        }
        Err(fault) => faults.push(fault),
    }
}

fn file_faults(path: &Path, faults: &mut Vec<FileError>) {
    let bytes = match atomic_file::present(path) {
        Ok(bytes) => bytes,
        Err(found) => return faults.extend(found),
    };
    if is_config(path, &bytes) {
        match config_file::read(path, &bytes) {
            Ok(workspace) => config_faults(path, &workspace, faults),
            Err(found) => faults.extend(found),
        }
        return;
    }
    match session_file::read(path, &bytes) {
        Ok(session) => {
            faults.extend(session.newer.map(|newer| newer_fault(path, newer)));
            let stem = path
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
                .unwrap_or_default();
            let named = stem.get(..10).and_then(crate::model::date_input::iso);
            if let Some(day) = named.filter(|day| *day != session.date) {
                let message =
                    format!("the file is named after {day}, but its `date` is {}", session.date);
                faults.push(FileError::of_file(
                    path,
                    message,
                    "rename the file, or correct the date",
                ));
            }
        }
        Err(found) => faults.extend(found),
    }
}

/// Reports what is wrong with a workspace that can be read.
fn config_faults(path: &Path, workspace: &crate::model::Workspace, faults: &mut Vec<FileError>) {
    faults.extend(workspace.newer.map(|newer| newer_fault(path, newer)));
    for [alias, one, other] in workspace.double_claims() {
        let message = format!("the earlier key `{alias}` is claimed by `{one}` and by `{other}`");
        let help = "let each earlier key belong to one dimension";
        faults.push(FileError::of_file(path, message, help));
    }
}

/// Reports a newer file: it was read only as far as it is understood.
fn newer_fault(path: &Path, newer: u32) -> FileError {
    let message = format!("{}, and can only be looked at", newer_words(newer));
    FileError::of_file(path, message, "validate it with a newer squadcheck")
}

/// Returns true for a `healthcheck.yaml`: by its name, else by its content.
fn is_config(path: &Path, bytes: &[u8]) -> bool {
    if path.file_name().is_some_and(|name| name == CONFIG) {
        return true;
    }
    let Ok((_, Node { content: NodeContent::Map(entries), .. })) = yaml::read(path, bytes) else {
        return false;
    };
    let has = |key: &str| {
        entries
            .iter()
            .any(|(k, _)| matches!(&k.content, NodeContent::Scalar { raw, .. } if raw == key))
    };
    !has("team")
        && !has("date")
        && ["teams", "templates", "defaults", "sessions"].into_iter().any(has)
}
