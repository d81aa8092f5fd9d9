//! The only user of the file system and of YAML.
//!
//! Nothing here decides what a vote means or what a screen shows; errors carry path, line and
//! column.

mod access;
mod app_dirs;
mod atomic_file;
mod backup;
mod codes;
mod config_file;
mod conflict_copy;
mod delete_session;
mod difference;
mod dimension_yaml;
mod dir_entries;
mod export;
mod ground;
mod index;
mod known_file;
mod load;
mod location;
mod lock;
mod os_error;
mod pending_file;
mod rescan;
mod resolve_conflict;
mod save_error;
mod save_session;
mod scan;
mod search;
mod session_file;
mod session_lock;
mod sheet_record;
mod stray;
mod temp_file;
mod trial;
mod validate;
mod version;
mod yaml;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;

use crate::library::{Content, ContentHash, FileError, Record, SaveTime, number_of, session_path};
use crate::model::{PendingBallots, Session, SubmissionId, Template, Workspace};

pub use app_dirs::AppDirs;
pub use codes::codes_in;
pub use config_file::{STARTER, read as workspace_from, template_yaml};
pub use location::{CONFIG, Location};
pub use pending_file::{read as waiting_from, write as waiting_text};
pub use search::Search;
pub use session_file::{read as session_from, write as session_text};
pub use temp_file::TempFile;
pub use version::VERSION;

use atomic_file::FileMode;
use backup::Backups;
use conflict_copy::ConflictCopies;
use ground::Ground;
use known_file::KnownFiles;
use os_error::os_fault;
use pending_file::PendingFiles;
use session_lock::SessionLocks;

/// A workspace on the disk, and the last known content of its files.
#[derive(Debug)]
pub struct Store {
    location: Location,
    folders: AppDirs,
    /// The folder of the sessions.
    folder: PathBuf,
    /// The sessions that were read whole. A file that could not be read has no known content, and
    /// so is never overwritten.
    sessions: KnownFiles,
    pending: PendingFiles,
    backups: Backups,
    locks: SessionLocks,
    /// The copies of sessions that could not be saved in their place.
    conflict_copies: ConflictCopies,
    /// The folders that were there when the workspace was opened.
    ground: Ground,
    /// The file of each session that was saved, without links.
    files: HashMap<PathBuf, PathBuf>,
    /// The sessions that somebody deleted, and that were written again by themselves.
    written_again: HashSet<PathBuf>,
    /// True if a version control has the files of the workspace.
    is_versioned: bool,
    /// The content of `healthcheck.yaml` when it was last read.
    config_hash: Mutex<Option<ContentHash>>,
    /// The version of a `healthcheck.yaml` that is newer than this program: then nothing is saved.
    newer: Option<u32>,
    /// The time in nanoseconds, as file systems count it.
    clock: fn() -> i64,
}

impl Store {
    /// Makes the store of a workspace. Reads and writes nothing yet.
    pub fn open(location: Location, folders: AppDirs) -> Self {
        let state = &folders.state;
        Self {
            folder: location.root.join("sessions"),
            sessions: KnownFiles::default(),
            pending: PendingFiles::new(state.clone()),
            backups: Backups::new(state.clone()),
            locks: SessionLocks::new(state.clone()),
            conflict_copies: ConflictCopies::default(),
            ground: Ground::default(),
            files: HashMap::new(),
            written_again: HashSet::new(),
            is_versioned: false,
            config_hash: Mutex::new(None),
            newer: None,
            clock: dir_entries::clock,
            location,
            folders,
        }
    }

    /// Returns the place of the workspace.
    pub const fn location(&self) -> &Location {
        &self.location
    }

    /// Returns the folders of this machine.
    pub const fn folders(&self) -> &AppDirs {
        &self.folders
    }

    /// Returns the folder of the sessions of `workspace`.
    pub fn sessions_folder(&self, workspace: &Workspace) -> PathBuf {
        self.location.root.join(&workspace.sessions)
    }

    /// Reads `healthcheck.yaml`, and adds the built-in templates; without a file, the workspace is
    /// bare.
    pub fn config(&self) -> Result<Workspace, Vec<FileError>> {
        let bytes = atomic_file::bytes(&self.location.config);
        let mark =
            bytes.as_ref().ok().and_then(Option::as_ref).map(|bytes| ContentHash::new(bytes));
        *self.config_hash.lock().unwrap_or_else(PoisonError::into_inner) = mark;
        match bytes {
            Ok(Some(bytes)) => config_file::read(&self.location.config, &bytes),
            Ok(None) if self.location.config.is_symlink() => {
                let fault = FileError::of_file(
                    &self.location.config,
                    "this link leads nowhere",
                    "put the file itself here",
                );
                Err(vec![fault])
            }
            Ok(None) => Ok(Workspace::bare(config_file::built_in())),
            Err(fault) => Err(vec![fault]),
        }
    }

    /// Reads one session of the workspace again.
    pub fn record(&mut self, path: PathBuf) -> Record {
        let number = number_of(&path);
        let read = self.read_known(&path);
        let (content, waiting) = match read {
            Ok((content, waiting)) => (Ok(content), waiting),
            Err(faults) => (Err(faults), PendingBallots::default()),
        };
        Record { path, number, content, waiting: waiting.into() }
    }

    fn read_known(&mut self, path: &Path) -> Result<(Content, PendingBallots), Vec<FileError>> {
        let file = self.real(path).map_err(|fault| vec![fault])?;
        self.sessions.file(&file).forget();
        self.files.insert(path.to_owned(), file.clone());
        let bytes = atomic_file::present(path)?;
        let (session, doubtful) = session_file::read_in_doubt(path, &bytes)
            .map_err(|faults| self.with_backup(&file, faults))?;
        let mut waiting = self.pending.load(&file, &session, &self.locks);
        if !session.is_open() {
            // Ballots of a closed session go at its next save.
            waiting = waiting.without_ballots();
        }
        self.sessions.file(&file).remember(ContentHash::new(&bytes));
        Ok((Content::read(session, doubtful), waiting))
    }

    /// Adds the newest backup to the error of a session that cannot be read.
    fn with_backup(&self, file: &Path, mut faults: Vec<FileError>) -> Vec<FileError> {
        if let (Some(backup), Some(fault)) = (self.backups.newest(file), faults.first_mut()) {
            let rest =
                if fault.help.is_empty() { String::new() } else { format!("; {}", fault.help) };
            fault.help = format!("the newest backup of it is {}{rest}", backup.display());
        }
        faults
    }

    /// Resolves `path`. A planted link out of the sessions folder is refused.
    fn real(&self, path: &Path) -> Result<PathBuf, FileError> {
        let real = |path: &Path| path.canonicalize().map_err(|e| os_fault(path, "read it", &e));
        let (file, bounds) = (real(path)?, real(&self.folder)?);
        if file.starts_with(bounds) {
            return Ok(file);
        }
        let message = format!("this leads out of the sessions folder, to {}", file.display());
        Err(FileError::of_file(path, message, "put the file itself here in place of the link"))
    }

    /// Locks a session until it is released, or the program ends. Returns false if another program
    /// holds it.
    pub fn hold(&mut self, path: &Path) -> bool {
        self.locks.hold(path)
    }

    /// Releases a session: from now on another program may hold it.
    pub fn let_go(&mut self, path: &Path) {
        self.locks.let_go(path);
    }

    /// Returns the folder that changes when a session is locked or released.
    pub fn hands(&self) -> Option<PathBuf> {
        self.locks.folder()
    }

    /// Returns the folders that change with session locks and with pending ballots.
    pub fn state_folders(&self) -> Vec<PathBuf> {
        let state = self.folders.state.clone();
        self.hands().into_iter().chain(self.pending.folder()).chain(state).collect()
    }

    /// Returns the file that `healthcheck.yaml` leads to, if it is a link.
    pub fn config_target(&self) -> Option<PathBuf> {
        let config = &self.location.config;
        config.is_symlink().then(|| config.canonicalize().ok()).flatten()
    }

    /// Reads any session file, in the workspace or not, without remembering it.
    pub fn read_session(&self, path: &Path) -> Result<Session, Vec<FileError>> {
        session_file::read(path, &atomic_file::present(path)?)
    }

    /// Reads a ballot sheet, wherever it lies.
    pub fn read_sheet(&self, path: &Path) -> Result<String, FileError> {
        let path = self.folders.current.join(path);
        let most = sheet_record::LARGEST_SHEET;
        let Some(bytes) = atomic_file::bytes_up_to(&path, most)? else {
            return Err(FileError::of_file(&path, "there is no such file", "check the path"));
        };
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Records one more code of this user for a sheet, and returns its submission and revision: the
    /// same submission each time, unless it is `anew`. Its first id is `fresh`.
    pub fn next_submission(
        &self,
        sheet: &str,
        fresh: SubmissionId,
        anew: bool,
    ) -> Result<(SubmissionId, u16), FileError> {
        let Some(state) = &self.folders.state else { return Ok((fresh, 1)) };
        sheet_record::sweep(state, (self.clock)());
        if anew {
            sheet_record::forget(state, sheet)?;
        }
        sheet_record::next(state, sheet, fresh)
    }

    /// Returns the file for a new session; `-2` and so on if one of the day exists.
    pub fn new_path(
        &self,
        workspace: &Workspace,
        team: &str,
        date: Date,
        template: &str,
    ) -> PathBuf {
        let sessions = self.sessions_folder(workspace);
        session_path(&sessions, team, date, template, &scan::all_files(&sessions)).0
    }

    /// Removes what killed programs left outside the workspace, and what nobody can want any more.
    pub fn tidy(&self) {
        self.sweep_ballots();
        if let Some(state) = &self.folders.state {
            TempFile::sweep(state);
        }
    }

    /// Writes a commented `healthcheck.yaml` into `dir`. Never replaces one.
    pub fn init(dir: &Path) -> Result<PathBuf, FileError> {
        let path = dir.join(CONFIG);
        atomic_file::make_folder(dir).map_err(|e| os_fault(dir, "make the folder", &e))?;
        atomic_file::put(&path, STARTER, FileMode::Umask, false).map_err(|error| {
            if error.kind() == std::io::ErrorKind::AlreadyExists {
                let help = "change it in an editor, or move it away";
                return FileError::of_file(
                    &path,
                    "there is a healthcheck.yaml already; nothing was written",
                    help,
                );
            }
            os_fault(&path, "write it", &error)
        })?;
        Ok(path)
    }

    /// Writes a commented `healthcheck.yaml` where there is no workspace yet, and works in it from
    /// now on.
    pub fn init_here(&mut self) -> Result<PathBuf, FileError> {
        let root = self.folder_for_init().to_owned();
        let path = Self::init(&root)?;
        *self = Self::open(Location::new(root), self.folders.clone());
        Ok(path)
    }

    /// Returns the current folder, unless another one was named.
    pub fn folder_for_init(&self) -> &Path {
        if self.location.own { &self.folders.current } else { &self.location.root }
    }

    /// Switches to the user's own data folder, if the machine knows one.
    pub fn use_own_folder(&mut self) {
        if let Some(data) = self.folders.data.clone() {
            *self = Self::open(Location { own: true, ..Location::new(data) }, self.folders.clone());
        }
    }

    /// Makes a workspace in a new temporary folder, which is deleted when the first part of the
    /// result is dropped. Writes nothing outside of it.
    pub fn throw_away(
        folders: &AppDirs,
        config: &str,
        sessions: &[Session],
    ) -> Result<(tempfile::TempDir, Self), FileError> {
        let temp = std::env::temp_dir();
        let fault = |e: &std::io::Error| os_fault(&temp, "make a temporary folder", e);
        let folder =
            tempfile::Builder::new().prefix("squadcheck-demo-").tempdir().map_err(|e| fault(&e))?;
        // Whatever the umask says.
        temp_file::make_private(folder.path()).map_err(|e| fault(&e))?;
        let root = folder.path().join("workspace");
        atomic_file::make_folder(&root).map_err(|e| os_fault(&root, "make the folder", &e))?;
        let path = root.join(CONFIG);
        atomic_file::put(&path, config, FileMode::User, false)
            .map_err(|e| os_fault(&path, "write it", &e))?;
        let folders =
            AppDirs { state: Some(folder.path().join("state")), cache: None, ..folders.clone() };
        let mut store = Self::open(Location::new(root), folders);
        let workspace = store.config().map_err(|faults| {
            faults
                .into_iter()
                .next()
                .unwrap_or_else(|| FileError::of_file(&path, "it cannot be read", ""))
        })?;
        for session in sessions {
            let template = session.template.as_deref().unwrap_or_default();
            let path = store.new_path(&workspace, &session.team, session.date, template);
            let at = session.date.at(12, 0, 0, 0);
            let when = SaveTime { now: at, opened: at };
            store
                .keep(&path, session, &PendingBallots::default(), when)
                .map_err(|unsaved| unsaved.fault)?;
        }
        Ok((folder, store))
    }

    /// Returns the templates that come with the program.
    pub fn built_in_templates() -> Vec<Template> {
        config_file::built_in()
    }
}
