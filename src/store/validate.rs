//! Reads files strictly and says all that is wrong with them. Writes nothing.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};

use super::location::CONFIG;
use super::scan::{ScannedFiles, found};
use super::stray::{Place, placed};
use super::version::newer_words;
use super::yaml::{self, Node, NodeContent, Note};
use super::{Store, atomic_file, config_file, dir_entries, session_file};
use crate::library::{
    FileError, day_of, is_conflict_name, is_session_name, may_hold_session, named_template,
};
use crate::model::text::Lookalikes;
use crate::model::{Session, SessionId, Summary, Workspace, text};

/// The depth to which folders are searched.
const DEEPEST: usize = 4;

impl Store {
    /// Returns every error in these files and folders; without any, in `healthcheck.yaml` and every
    /// session of the workspace.
    ///
    /// `strict` also tells what is kept and read by nobody.
    pub fn validate(&self, paths: &[PathBuf], strict: bool) -> Vec<FileError> {
        let config = self.config();
        let mut faults = Vec::new();
        let read = Read { workspace: config.as_ref().ok(), strict };
        let sessions = match &config {
            Ok(workspace) => self.sessions_folder(workspace),
            Err(_) => self.sessions_folder(&Workspace::bare(Vec::new())),
        };
        if paths.is_empty() {
            match &config {
                Ok(_) if !self.location.exists => {}
                Ok(_) => _ = read.file(&self.location.config, &mut faults),
                Err(config) => faults.extend(config.iter().cloned()),
            }
            let teams = config.iter().flat_map(|workspace| &workspace.teams);
            let mut names = Lookalikes::default();
            for team in teams {
                names.add(&team.name);
            }
            self.workspace_faults(read, &sessions, names, &mut faults);
        }
        // Names that people type may lead through links; places are compared without them.
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let (root, sessions) = (real(&self.location.root), real(&sessions));
        let look = Look {
            read,
            current: &self.folders.current,
            place: Place { root: &root, folder: &sessions },
        };
        let mut ids = Ids::default();
        for path in paths {
            look.path_faults(path, 0, &mut ids, &mut faults);
        }
        faults
    }

    /// Looks at every session. `names` are the teams of the workspace.
    fn workspace_faults(
        &self,
        read: Read<'_>,
        sessions: &Path,
        mut names: Lookalikes,
        faults: &mut Vec<FileError>,
    ) {
        let place = Place { root: &self.location.root, folder: sessions };
        let ScannedFiles { files, conflicts, elsewhere, faults: folders } = found(sessions);
        let mut ids = Ids::default();
        faults.extend(folders);
        for (path, _) in files {
            let Some(session) = read.file(&path, faults) else { continue };
            if let Some(stray) = place.stray(&path, &Summary::new(&session)) {
                faults.push(stray);
                continue;
            }
            faults.extend(named_otherwise(&path, &session));
            faults.extend(ids.same(&path, &session));
            faults.extend(lookalike(&path, &session.team, &mut names));
            if session.is_open()
                && let Ok(file) = path.canonicalize()
                && let Err(waiting) = self.pending.check(&file, &session, &self.locks)
            {
                faults.extend(waiting);
            }
        }
        faults.extend(conflicts.iter().map(|copy| place.set_aside(copy)));
        faults.extend(place.elsewhere(&elsewhere));
    }
}

/// The identities of sessions, each with the file that it was found in first.
#[derive(Default)]
struct Ids(HashMap<SessionId, PathBuf>);

impl Ids {
    /// Names a session with the identity of one before it: ballots that wait would be for either.
    fn same(&mut self, path: &Path, session: &Session) -> Option<FileError> {
        let id = session.id.clone()?;
        let message = match self.0.entry(id) {
            Entry::Vacant(new) => {
                new.insert(path.to_owned());
                return None;
            }
            Entry::Occupied(known) if known.get() == path => return None,
            Entry::Occupied(known) => {
                let (id, other) = (known.key().as_str(), known.get().display());
                format!("`id` is {id}, and so is that of {other}")
            }
        };
        let help = "remove the file if it is a copy; else remove this line, and the session gets \
                    an identity of its own when it is next changed";
        Some(placed(FileError::of_file(path, message, help), "id"))
    }
}

/// Names a session whose team the eye takes for another one, of those before it.
fn lookalike(path: &Path, team: &str, names: &mut Lookalikes) -> Option<FileError> {
    let other = names.add(team)?;
    let message = format!("`{team}` looks like `{other}`, but is written with other letters");
    let help = "write both with the letters of one script, and put the files into one folder";
    Some(FileError::of_file(path, message, help))
}

/// The look at files that are named one by one, or by their folder.
struct Look<'a> {
    read: Read<'a>,
    current: &'a Path,
    place: Place<'a>,
}

impl Look<'_> {
    fn path_faults(&self, path: &Path, depth: usize, ids: &mut Ids, faults: &mut Vec<FileError>) {
        if !path.is_dir() {
            return self.named_file_faults(path, ids, faults);
        }
        let entries = match dir_entries::paths(path) {
            Ok(entries) => entries,
            Err(fault) => return faults.push(fault),
        };
        for entry in entries {
            let linked = entry.symlink_metadata().is_ok_and(|meta| meta.is_symlink());
            let name = entry.file_name().unwrap_or_default();
            let hidden = name.to_string_lossy().starts_with('.');
            if entry.is_dir() {
                if !linked && !hidden && depth < DEEPEST {
                    self.path_faults(&entry, depth + 1, ids, faults);
                }
            } else if is_session_name(name) {
                self.named_file_faults(&entry, ids, faults);
            } else if is_conflict_name(name) || may_hold_session(name) {
                faults.extend(self.stray(&entry, None));
            }
        }
    }

    fn named_file_faults(&self, path: &Path, ids: &mut Ids, faults: &mut Vec<FileError>) {
        // What a workspace knows says nothing about the sessions of another one.
        let ours = self.real(path).is_some_and(|file| file.starts_with(self.place.root));
        let workspace = self.read.workspace.filter(|_| ours);
        let read = Read { workspace, ..self.read };
        let Some(session) = read.file(path, faults) else { return };
        if let Some(stray) = self.stray(path, Some(&session)) {
            return faults.push(stray);
        }
        faults.extend(named_otherwise(path, &session));
        faults.extend(ids.same(path, &session));
    }

    /// Returns why the session in a file is not counted, told; none where it is, or where no
    /// session is looked for at all.
    fn stray(&self, path: &Path, session: Option<&Session>) -> Option<FileError> {
        let file = self.real(path)?;
        if !file.starts_with(self.place.folder) {
            return None;
        }
        let told = match session {
            Some(session) => self.place.stray(&file, &Summary::new(session)),
            None if is_conflict_name(path.file_name()?) => Some(self.place.set_aside(&file)),
            None => self.place.elsewhere(&[file]).pop(),
        };
        Some(FileError { path: path.to_owned(), ..told? })
    }

    /// The place of a file without links. Its own name counts, and not that of what it links to.
    fn real(&self, path: &Path) -> Option<PathBuf> {
        let file = self.current.join(path);
        Some(file.parent()?.canonicalize().ok()?.join(file.file_name()?))
    }
}

/// How files are read.
#[derive(Clone, Copy)]
struct Read<'a> {
    /// The words of sessions are compared with those of this one.
    workspace: Option<&'a Workspace>,
    strict: bool,
}

impl Read<'_> {
    /// Reads a file and notes what is wrong. Returns the session in it, if there is a sound one.
    fn file(self, path: &Path, faults: &mut Vec<FileError>) -> Option<Session> {
        let bytes = match atomic_file::present(path) {
            Ok(bytes) => bytes,
            Err(found) => {
                faults.extend(found);
                return None;
            }
        };
        if is_config(path, &bytes) {
            match config_file::examine(path, &bytes) {
                Ok((workspace, notes)) => {
                    faults.extend(workspace.newer.map(|newer| newer_fault(path, newer)));
                    self.tell(notes, faults);
                }
                Err(found) => faults.extend(found),
            }
            return None;
        }
        match session_file::examine(path, &bytes, self.workspace) {
            Ok((session, notes)) => {
                faults.extend(session.newer.map(|newer| newer_fault(path, newer)));
                self.tell(notes, faults);
                Some(session)
            }
            Err(found) => {
                faults.extend(found);
                None
            }
        }
    }

    fn tell(self, notes: Vec<Note>, faults: &mut Vec<FileError>) {
        let told = notes.into_iter().filter(|note| self.strict || !note.strict);
        faults.extend(told.map(|note| note.fault));
    }
}

/// Returns what the name of a file says otherwise than the session in it.
fn named_otherwise(path: &Path, session: &Session) -> Vec<FileError> {
    let mut faults = Vec::new();
    if let Some(day) = day_of(path).filter(|day| *day != session.date) {
        let message = format!("the file is named after {day}, but its `date` is {}", session.date);
        let fault = FileError::of_file(path, message, "rename the file, or correct the date");
        faults.push(placed(fault, "date"));
    }
    if let (Some(named), Some(template)) = (named_template(path), &session.template) {
        let own = text::slug(template);
        let fits = named.strip_prefix(&own).is_some_and(|number| {
            number.is_empty() || number.strip_prefix('-').is_some_and(|n| n.parse::<u32>().is_ok())
        });
        if !fits {
            let message = format!(
                "the file is named after the template `{named}`, but its `template` is \
                 `{template}`"
            );
            let help = "rename the file, or correct the template";
            faults.push(placed(FileError::of_file(path, message, help), "template"));
        }
    }
    faults
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
