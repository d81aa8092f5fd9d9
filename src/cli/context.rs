//! The start of every command: the workspace, the day, and the terminal.
//!
//! The one place of the command line that reads the clock.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use super::display_args::{DisplayArgs, Letters};
use super::error::CliError;
use super::output;
use crate::app::voting::VotingOptions;
use crate::export::{Content, Format, PngError};
use crate::library::{FileError, Library, Record};
use crate::model::text::{count, few_letters, sanitize, without_commands};
use crate::model::{Session, Summary, Workspace};
use crate::store::{AppDirs, Location, Store};

/// The workspace, the clock and the terminal of a command.
#[derive(Debug)]
pub struct CommandContext {
    /// The workspace on the disk.
    pub store: Store,
    /// The time.
    pub now: DateTime,
    /// The day.
    pub today: Date,
    /// Stdin and stdout are a terminal that can show a full screen.
    pub terminal: bool,
    /// Where the voting server listens, if one is opened.
    pub voting: VotingOptions,
}

impl CommandContext {
    /// Reads the context of this machine, now. `dir` is the value of `--dir`.
    pub fn of_this_machine(dir: Option<&Path>) -> Result<Self, CliError> {
        let folders = AppDirs::of_this_machine()?;
        let location = Location::find(dir, &folders)?;
        let screen = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
        let terminal = screen && folders.term.as_deref() != Some("dumb");
        let now = crate::runtime::now().datetime();
        let (store, today) = (Store::open(location, folders), now.date());
        Ok(Self { store, now, today, terminal, voting: VotingOptions::default() })
    }

    /// Reads the workspace, or returns every error of its file.
    pub fn workspace(&self) -> Result<Workspace, CliError> {
        self.folder_is_there()?;
        Ok(self.store.config()?)
    }

    /// Returns an error if the folder was named and does not exist.
    pub fn folder_is_there(&self) -> Result<(), CliError> {
        let location = self.store.location();
        if let Some(owner) = location.stranger {
            let config = sanitize(&location.config.to_string_lossy()).into_owned();
            let root = sanitize(&location.root.to_string_lossy()).into_owned();
            return Err(CliError::Failed(format!(
                "squadcheck: {config} belongs to another user ({owner}), and nobody named its \
                 folder; nothing was read. If you trust it: squadcheck --dir {root}"
            )));
        }
        if location.own || location.root.is_dir() {
            return Ok(());
        }
        let root = location.root.to_string_lossy();
        Err(CliError::Failed(format!("squadcheck: there is no folder {}", sanitize(&root))))
    }

    /// The letters of plain text that goes to stdout or to a file.
    pub fn letters(&self, looks: DisplayArgs, file: Option<&Path>) -> Letters {
        let on_terminal = file_of(file).is_none() && std::io::stdout().is_terminal();
        looks.letters(self.store.folders(), on_terminal)
    }

    /// Writes `text` to stdout or to a file; `-` is stdout. A file is replaced without a question:
    /// whoever names it means it.
    pub fn write(&self, file: Option<&Path>, content: Content) -> Result<(), CliError> {
        let text = match content {
            Content::Text(text) => text,
            Content::Png(_) => return self.write_picture(file, &content),
        };
        // The mark of a spreadsheet is no text, and would be removed as such.
        let (mark, text) = text.strip_prefix(BOM).map_or(("", &*text), |text| (BOM, text));
        let text = format!("{mark}{}", without_commands(text));
        let Some(file) = file_of(file) else { return output::harmless(&text) };
        self.write_file(file, text.as_bytes())
    }

    /// Writes a picture in dots, and names the letters that its font lacks.
    fn write_picture(&self, file: Option<&Path>, content: &Content) -> Result<(), CliError> {
        let picture = content.bytes().map_err(|error| {
            let help = match error {
                PngError::TooLarge { .. } => {
                    "; --format svg has no limit, and --last N makes a trend narrower"
                }
                PngError::Undrawn(_) => "; --format svg writes it as it is",
            };
            CliError::Failed(format!("squadcheck: {error}{help}"))
        })?;
        if !picture.missing.is_empty() {
            output::word(&format!(
                "squadcheck: the font of the picture has no {}; --format svg has all letters",
                few_letters(&picture.missing)
            ));
        }
        match file_of(file) {
            Some(file) => self.write_file(file, &picture.bytes),
            None => output::bytes(&picture.bytes),
        }
    }

    fn write_file(&self, file: &Path, bytes: &[u8]) -> Result<(), CliError> {
        self.store
            .export(file, bytes, true)
            .map_err(|fault| CliError::Failed(fault.to_string()))?;
        output::word(&format!("written to {}", sanitize(&file.to_string_lossy())));
        Ok(())
    }

    /// Returns an error where a picture in dots would go to a terminal, which takes it for text.
    pub fn takes(&self, file: Option<&Path>, format: Format) -> Result<(), CliError> {
        if format == Format::Png && file_of(file).is_none() && std::io::stdout().is_terminal() {
            return Err(CliError::Usage(
                "squadcheck: a PNG is not for a terminal: name its file with -o FILE".to_owned(),
            ));
        }
        Ok(())
    }

    /// Loads all sessions. Files that cannot be read are named on stderr and left out.
    pub fn library(&mut self, workspace: &Workspace) -> Library {
        let library = self.store.load(workspace);
        say_what_is_left_out(&library);
        library
    }

    /// Loads each team's latest session up to a day in which anything is agreed, found by the days
    /// in the files' names.
    pub fn newest(&mut self, workspace: &Workspace, until: Date) -> Library {
        let library =
            self.store.load_newest(workspace, until, |s| s.date > until || s.says_something());
        say_what_is_left_out(&library);
        library
    }

    /// Finds the session that SESSION names, with its file: a path, or a name for
    /// [`Library::find`].
    pub fn session(
        &self,
        library: &Library,
        session: &str,
    ) -> Result<(PathBuf, Arc<Session>), CliError> {
        let path = self.store.folders().current.join(session);
        let real = path.canonicalize().ok();
        let by_path =
            |r: &&Record| r.path == path || real.is_some() && r.path.canonicalize().ok() == real;
        let looks_like_path = session.contains(['/', std::path::MAIN_SEPARATOR])
            || Path::new(session).extension().is_some_and(|extension| extension == "yaml");
        let whole = |record: &Record| match record.content.clone()?.whole {
            Some(session) => Ok((record.path.clone(), session)),
            None => Ok((record.path.clone(), Arc::new(self.store.read_session(&record.path)?))),
        };
        if looks_like_path && path.is_file() {
            if let Some(record) = library.records.iter().find(by_path) {
                return whole(record);
            }
            return Ok((path.clone(), Arc::new(self.store.read_session(&path)?)));
        }
        match library.find(session) {
            Ok(record) => whole(record),
            Err(_) if looks_like_path => Err(CliError::Failed(format!(
                "squadcheck: there is no file {}",
                sanitize(&path.to_string_lossy())
            ))),
            Err(error) => {
                Err(CliError::Failed(format!("squadcheck: {}", sanitize(&error.to_string()))))
            }
        }
    }

    /// Loads the sessions that a command needs more of than a summary.
    pub fn read_where(&mut self, library: &mut Library, wanted: impl Fn(&Summary) -> bool) {
        for record in library.records.iter_mut().filter(|record| record.is_outline()) {
            if record.summary().is_some_and(|summary| wanted(summary)) {
                *record = self.store.record(record.path.clone());
            }
        }
    }

    /// Returns the whole session, and reads it if the library has its summary alone.
    pub fn whole(&self, record: &Record) -> Option<Arc<Session>> {
        record
            .session()
            .cloned()
            .or_else(|| self.store.read_session(&record.path).ok().map(Arc::new))
    }

    /// Loads the sessions of a team of which the library has a summary alone.
    pub fn read_team(&mut self, library: &mut Library, team: &str) {
        for path in library.outlines_of(team) {
            library.put(self.store.record(path));
        }
    }
}

/// The mark by which a spreadsheet knows UTF-8.
const BOM: &str = "\u{feff}";

/// The file that an option names; none for stdout.
fn file_of(file: Option<&Path>) -> Option<&Path> {
    file.filter(|file| *file != Path::new("-"))
}

/// Names on stderr the files that cannot be read.
fn say_what_is_left_out(library: &Library) {
    for aside in &library.ballots_aside {
        output::word(&aside.fault.to_string());
    }
    let broken = library.records.iter().filter_map(|r| r.content.as_ref().err());
    let firsts: Vec<String> =
        broken.filter_map(|faults| faults.first()).map(FileError::to_string).collect();
    if !firsts.is_empty() {
        let files = count(u32::try_from(firsts.len()).unwrap_or(u32::MAX), "file");
        let are = if firsts.len() == 1 { "is" } else { "are" };
        output::word(&firsts.join("\n"));
        output::word(&format!(
            "{files} could not be read and {are} left out: `squadcheck validate` says all \
             that is wrong"
        ));
    }
}
