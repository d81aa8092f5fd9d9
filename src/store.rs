//! The only user of the file system and of YAML.
//!
//! Nothing here decides what a vote means or what a screen shows; errors carry path, line and column.

mod asked;
mod config_file;
mod fault;
mod folders;
mod library;
mod location;
mod naming;
mod save;
mod scratch;
mod session_file;
mod validate;
mod waiting;
mod yaml;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{Session, Template, Waiting, Workspace};

pub use config_file::{STARTER, read as workspace_from, template_yaml};
pub use fault::{Fault, Place};
pub use folders::Folders;
pub use library::{Library, NotFound, Record};
pub use location::{CONFIG, Location};
pub use naming::session_path;
pub use scratch::Scratch;
pub use session_file::{read as session_from, write as session_text};

use save::{Mark, Readers};

/// Why a text was not written to the file that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportFault {
    /// A file is there, and nobody said that it may be replaced.
    #[error("{}: the file is there already; nothing was written", crate::model::text::sanitize(&.0.to_string_lossy()))]
    Exists(PathBuf),
    /// The system refused.
    #[error(transparent)]
    Failed(#[from] Fault),
}

/// A workspace on the disk, and what this program last knew of its files.
#[derive(Debug)]
pub struct Store {
    location: Location,
    folders: Folders,
    sessions: PathBuf,
    /// What stood in each session's file when it was last read or written here. A file that could not be
    /// read has no entry, and so is never written over.
    known: HashMap<PathBuf, Mark>,
    /// What a save that failed was about to write: it may be there.
    tried: HashMap<PathBuf, Mark>,
    waits: HashMap<PathBuf, Waiting>,
    /// Sessions whose file of waiting ballots cannot be read, and so is never written over.
    blocked: HashMap<PathBuf, Vec<Fault>>,
}

impl Store {
    /// The store of a workspace. Nothing is read or made yet.
    pub fn open(location: Location, folders: Folders) -> Self {
        let sessions = location.root.join("sessions");
        Self {
            location,
            folders,
            sessions,
            known: HashMap::new(),
            tried: HashMap::new(),
            waits: HashMap::new(),
            blocked: HashMap::new(),
        }
    }

    /// Where the workspace is.
    pub const fn location(&self) -> &Location {
        &self.location
    }

    /// The folders of this machine.
    pub const fn folders(&self) -> &Folders {
        &self.folders
    }

    /// The folder below which `workspace` keeps its sessions.
    pub fn sessions_folder(&self, workspace: &Workspace) -> PathBuf {
        self.location.root.join(&workspace.sessions)
    }

    /// The workspace as its file states it, with the built-in templates; without a file, a bare one.
    pub fn config(&self) -> Result<Workspace, Vec<Fault>> {
        match save::bytes(&self.location.config) {
            Ok(Some(bytes)) => config_file::read(&self.location.config, &bytes),
            Ok(None) => Ok(Workspace::bare(config_file::built_in())),
            Err(fault) => Err(vec![fault]),
        }
    }

    /// Reads every session. What cannot be read becomes a record that says why.
    pub fn load(&mut self, workspace: &Workspace) -> Library {
        self.sessions = self.sessions_folder(workspace);
        self.known.clear();
        self.waits.clear();
        self.blocked.clear();
        let (files, faults) = session_files(&self.sessions);
        let mut library = Library::default();
        for path in files {
            library.put(self.record(path));
        }
        for faults in self.blocked.values().filter(|faults| !faults.is_empty()) {
            let (path, content) = (faults[0].path.clone(), Err(faults.clone()));
            library.put(Record { path, number: 1, content, waiting: Waiting::default() });
        }
        for fault in faults {
            let path = fault.path.clone();
            library.put(Record { path, number: 1, content: Err(vec![fault]), waiting: Waiting::default() });
        }
        library
    }

    /// Reads one session of the workspace again.
    pub fn record(&mut self, path: PathBuf) -> Record {
        let number = number_of(&path);
        let read = self.read_known(&path);
        let (content, waiting) = match read {
            Ok((session, waiting)) => (Ok(Arc::new(session)), waiting),
            Err(faults) => (Err(faults), Waiting::default()),
        };
        Record { path, number, content, waiting }
    }

    fn read_known(&mut self, path: &Path) -> Result<(Session, Waiting), Vec<Fault>> {
        let file = self.real(path).map_err(|fault| vec![fault])?;
        self.known.remove(&file);
        let bytes = present(path)?;
        let session = session_file::read(path, &bytes)?;
        let waiting = if session.is_open() { self.waiting_or_blocked(&file, &session) } else { Waiting::default() };
        self.known.insert(file.clone(), save::mark(&bytes));
        if session.is_open() {
            self.waits.insert(file, waiting.clone());
        } else {
            // What a closed session left behind goes at its next save.
            self.waits.remove(&file);
        }
        Ok((session, waiting))
    }

    /// The file behind `path`; a planted link is not followed out of the sessions folder.
    fn real(&self, path: &Path) -> Result<PathBuf, Fault> {
        let real = |path: &Path| path.canonicalize().map_err(|e| save::os_fault(path, "read it", &e));
        let (file, bounds) = (real(path)?, real(&self.sessions)?);
        if file.starts_with(bounds) {
            return Ok(file);
        }
        let message = format!("this leads out of the sessions folder, to {}", file.display());
        Err(Fault::of_file(path, message, "put the file itself here in place of the link"))
    }

    /// The ballots that wait. Where they cannot be read, the session can be all the same; the file is then
    /// named beside it, and left alone.
    fn waiting_or_blocked(&mut self, file: &Path, session: &Session) -> Waiting {
        match self.read_waiting(file, session) {
            Ok(waiting) => waiting,
            Err(faults) => {
                self.blocked.insert(file.to_owned(), faults);
                Waiting::default()
            }
        }
    }

    fn read_waiting(&self, file: &Path, session: &Session) -> Result<Waiting, Vec<Fault>> {
        let Some(state) = &self.folders.state else { return Ok(Waiting::default()) };
        let path = waiting::path(state, file);
        match save::bytes(&path) {
            Ok(Some(bytes)) => waiting::read(&path, &bytes, session),
            Ok(None) => Ok(Waiting::default()),
            Err(fault) => Err(vec![fault]),
        }
    }

    /// Reads any session file, in the workspace or not, without remembering it.
    pub fn read_session(&self, path: &Path) -> Result<Session, Vec<Fault>> {
        session_file::read(path, &present(path)?)
    }

    /// The file of a new session; `-2` and so on where one of the day is there already.
    pub fn new_path(&self, workspace: &Workspace, team: &str, date: Date, template: &str) -> PathBuf {
        let taken = |path: &Path| path.symlink_metadata().is_ok();
        session_path(&self.sessions_folder(workspace), team, date, template, taken).0
    }

    /// Saves a session and the ballots that wait for it.
    ///
    /// The session first; what waits is written or taken away after it. Ballots that come back from the
    /// session wait before they leave it, so that a crash in between loses none. A file that somebody else
    /// changed is left alone. A session without a change is not written, so that its date tells nothing.
    pub fn keep(&mut self, path: &Path, session: &Session, waiting: &Waiting) -> Result<(), Fault> {
        let file = save::resolve(&self.location.root, &self.sessions, path)?;
        let text = session_file::write(session);
        if text.len() as u64 > yaml::LARGEST {
            let message = format!("the session is larger than {} MiB and could not be read again", yaml::LARGEST >> 20);
            return Err(Fault::of_file(path, message, "shorten the longest notes or comments"));
        }
        let before = self.waits.get(&file).cloned().unwrap_or_default();
        let bridge = waiting::bridge(&before, waiting);
        let standing = match self.compare(path, &file, &text) {
            Ok(standing) => standing,
            Err(fault) => {
                // The session cannot be saved, but the ballots that wait for it can.
                self.put_waiting(path, &file, session, &bridge)?;
                return Err(fault);
            }
        };
        let mark = save::mark(text.as_bytes());
        if bridge != *waiting && bridge != before || session_loses(&before, waiting) {
            self.put_waiting(path, &file, session, &bridge)?;
        }
        match standing {
            Standing::Same => {}
            Standing::New | Standing::Ours => {
                let replace = matches!(standing, Standing::Ours);
                // Should the save fail after the renaming, what is there then is ours all the same.
                self.tried.insert(file.clone(), mark);
                save::put(&file, &text, Readers::User, replace).map_err(|e| save::os_fault(path, "save it", &e))?;
            }
        }
        self.tried.remove(&file);
        self.known.insert(file.clone(), mark);
        self.put_waiting(path, &file, session, waiting)
    }

    fn put_waiting(&mut self, path: &Path, file: &Path, session: &Session, waiting: &Waiting) -> Result<(), Fault> {
        if self.waits.get(file).is_some_and(|known| known == waiting) {
            return Ok(());
        }
        if let Some(fault) = self.blocked.get(file).and_then(|faults| faults.first()) {
            return if waiting.can_go() { Ok(()) } else { Err(fault.clone()) };
        }
        let Some(state) = &self.folders.state else {
            if waiting.can_go() {
                return Ok(());
            }
            let message = "there is no folder for ballots that wait: neither XDG_STATE_HOME nor a home folder is set";
            return Err(Fault::of_file(path, message, "set XDG_STATE_HOME to a folder of yours"));
        };
        let target = waiting::path(state, file);
        let fault = |e: &std::io::Error| save::os_fault(&target, "save the ballots that wait", e);
        if waiting.can_go() {
            save::remove(&target).map_err(|e| fault(&e))?;
        } else {
            make_state(state, &target).map_err(|e| fault(&e))?;
            save::put(&target, &waiting::write(file, session, waiting), Readers::User, true).map_err(|e| fault(&e))?;
        }
        self.waits.insert(file.to_owned(), waiting.clone());
        Ok(())
    }

    /// What stands where a session is to be saved.
    fn compare(&self, path: &Path, file: &Path, text: &str) -> Result<Standing, Fault> {
        let Some(bytes) = save::bytes(file)? else { return Ok(Standing::New) };
        if bytes == text.as_bytes() {
            return Ok(Standing::Same);
        }
        let there = save::mark(&bytes);
        if self.tried.get(file) == Some(&there) {
            return Ok(Standing::Ours);
        }
        match self.known.get(file) {
            Some(known) if *known == there => Ok(Standing::Ours),
            Some(_) => Err(Fault::of_file(
                path,
                "somebody else changed the file since it was read here; nothing was written",
                "keep a copy of it under another name and put back what was there, then save again",
            )),
            None => Err(Fault::of_file(
                path,
                "a file is there that was not read here, or could not be; nothing was written",
                "move it away, then save again",
            )),
        }
    }

    /// Writes a text for others to read, with the rights that the umask gives.
    pub fn export(&self, path: &Path, text: &str, replace: bool) -> Result<(), ExportFault> {
        let path = self.folders.current.join(path);
        save::export(&path, text, replace).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists if !replace => ExportFault::Exists(path.clone()),
            _ => save::os_fault(&path, "write it", &error).into(),
        })
    }

    /// Writes a commented `healthcheck.yaml` into `dir`; one that is there is left alone.
    pub fn init(dir: &Path) -> Result<PathBuf, Fault> {
        let path = dir.join(CONFIG);
        save::make_folder(dir).map_err(|e| save::os_fault(dir, "make the folder", &e))?;
        save::put(&path, STARTER, Readers::Umask, false).map_err(|error| {
            if error.kind() == std::io::ErrorKind::AlreadyExists {
                let help = "change it in an editor, or move it away";
                return Fault::of_file(&path, "there is a healthcheck.yaml already; nothing was written", help);
            }
            save::os_fault(&path, "write it", &error)
        })?;
        Ok(path)
    }

    /// A workspace in a new temporary folder, with this configuration and these sessions, and nothing
    /// of it outside. The folder is deleted when the first part of the answer is dropped.
    pub fn throw_away(
        folders: &Folders,
        config: &str,
        sessions: &[Session],
    ) -> Result<(tempfile::TempDir, Self), Fault> {
        let temp = std::env::temp_dir();
        let folder = tempfile::Builder::new()
            .prefix("squadcheck-demo-")
            .tempdir()
            .map_err(|e| save::os_fault(&temp, "make a temporary folder", &e))?;
        let root = folder.path().join("workspace");
        save::make_folder(&root).map_err(|e| save::os_fault(&root, "make the folder", &e))?;
        let path = root.join(CONFIG);
        save::put(&path, config, Readers::User, false).map_err(|e| save::os_fault(&path, "write it", &e))?;
        let folders = Folders { state: Some(folder.path().join("state")), ..folders.clone() };
        let mut store = Self::open(Location::of(root), folders);
        let workspace = store.config().map_err(|faults| {
            faults.into_iter().next().unwrap_or_else(|| Fault::of_file(&path, "it cannot be read", ""))
        })?;
        for session in sessions {
            let template = session.template.as_deref().unwrap_or_default();
            let path = store.new_path(&workspace, &session.team, session.date, template);
            store.keep(&path, session, &Waiting::default())?;
        }
        Ok((folder, store))
    }

    /// The templates that come with the program.
    pub fn built_in_templates() -> Vec<Template> {
        config_file::built_in()
    }
}

enum Standing {
    /// No file.
    New,
    /// The file that was last read or written here.
    Ours,
    /// Exactly what is to be written.
    Same,
}

/// Whether ballots come back out of the session (a reveal undone): they must wait before it is saved.
fn session_loses(before: &Waiting, waiting: &Waiting) -> bool {
    let new_card = waiting.cards.keys().any(|key| !before.cards.contains_key(key));
    new_card || waiting.sat.keys().any(|key| !before.sat.contains_key(key)) || waiting.miss.n() > before.miss.n()
}

fn make_state(state: &Path, target: &Path) -> std::io::Result<()> {
    save::make_folder(state)?;
    target.parent().map_or(Ok(()), save::make_folder)
}

fn present(path: &Path) -> Result<Vec<u8>, Vec<Fault>> {
    match save::bytes(path) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(vec![Fault::of_file(path, "there is no such file", "check the path")]),
        Err(fault) => Err(vec![fault]),
    }
}

/// The session files of all teams, sorted, and folders that cannot be read.
fn session_files(sessions: &Path) -> (Vec<PathBuf>, Vec<Fault>) {
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    let mut entries = |folder: &Path| {
        save::entries(folder).unwrap_or_else(|fault| {
            faults.push(fault);
            Vec::new()
        })
    };
    for folder in entries(sessions).into_iter().filter(|path| path.is_dir()) {
        files.extend(entries(&folder).into_iter().filter(|path| is_session_name(path)));
    }
    (files, faults)
}

/// `*.yaml`, but neither hidden nor the other half of a conflict.
fn is_session_name(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    name.ends_with(".yaml") && !name.starts_with('.') && !name.contains(".conflict-")
}

/// 1, or the n of a file name that ends in `-n`: which session of its kind on that day it is.
pub fn number_of(path: &Path) -> u32 {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    // The date in front has numbers of its own.
    let rest = stem.get(10..).unwrap_or_default();
    let number = rest.rsplit_once('-').map(|(_, number)| number).filter(|n| !n.starts_with('0'));
    number.and_then(|number| number.parse().ok()).filter(|n| *n >= 2).unwrap_or(1)
}
