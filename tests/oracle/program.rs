//! The program itself, as people run it.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_yaml::Value;
use squadcheck::export::{Document, Format, Report};
use squadcheck::library::Library;
use squadcheck::messages::term;
use squadcheck::model::{CellValue, Metric, Row, Summary, Trend, Workspace};
use squadcheck::store::{AppDirs, Location, Store};

use crate::expected::{ballots_of_cell, list, map, or_null};

/// The built binary on one workspace.
#[derive(Debug)]
pub struct Program {
    folder: PathBuf,
    home: PathBuf,
    /// What it knows of the workspace, read once for what is asked of each session.
    workspace: Workspace,
    library: Library,
}

impl Program {
    /// Runs on the workspace in `folder`; state and caches go into `home`.
    pub fn new(folder: &Path, home: &Path) -> Self {
        let mut store = Store::open(Location::new(folder.to_owned()), AppDirs::default());
        let workspace = store.config().unwrap();
        let mut library = store.load(&workspace);
        let read: Vec<_> = library.records.iter().filter(|record| record.is_outline()).collect();
        let paths: Vec<_> = read.into_iter().map(|record| record.path.clone()).collect();
        for path in paths {
            library.put(store.record(path));
        }
        Self { folder: folder.to_owned(), home: home.to_owned(), workspace, library }
    }

    /// The whole path of a file of the workspace.
    pub fn path(&self, file: &str) -> String {
        self.folder.join(file).to_string_lossy().into_owned()
    }

    /// What a command prints, or why it failed.
    pub fn print(&self, arguments: &[&str]) -> Result<String, String> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_squadcheck"));
        command.args(arguments).arg("--dir").arg(&self.folder).env("HOME", &self.home);
        for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, self.home.join(name));
        }
        let output = command.output().map_err(|error| error.to_string())?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = [output.stdout, output.stderr].concat();
        Err(String::from_utf8_lossy(&said).into_owned())
    }

    /// What a command prints as JSON, with its maps in the order in which they were printed.
    pub fn json(&self, arguments: &[&str]) -> Result<Value, String> {
        parsed(&self.print(arguments)?)
    }

    /// The report of a session, as the program writes it. Nine tenths of all commands would ask for
    /// one, and each would read the whole workspace again; trials compare some with what the binary
    /// prints.
    pub fn report(&self, path: &str, format: Format) -> Result<String, String> {
        let (path, all) = (Path::new(path), &self.library);
        let session = all.session(path).ok_or("it was not read")?;
        let rises = all.to_learn_from(&self.workspace, (path, session));
        let elsewhere: Vec<_> = rises
            .into_iter()
            .filter_map(|(rise, path)| Some((rise, all.session(&path)?.as_ref())))
            .collect();
        let earlier = all.before(path, session);
        let report = Report {
            workspace: &self.workspace,
            session,
            earlier: &earlier,
            elsewhere: &elsewhere,
        };
        Ok(Document::Report { path, report }.render(format))
    }

    /// The trend grid of a team as the window has it: changes of cells, and the word of each row.
    pub fn grid(&self, team: &str) -> Value {
        let records = self.library.of_team(team);
        let sessions: Vec<&Summary> =
            records.iter().filter_map(|record| record.summary().map(AsRef::as_ref)).collect();
        let trend = Trend::new(&self.workspace, team, &sessions);
        list(&trend.rows, |row| {
            let columns: Vec<usize> = (0..sessions.len()).collect();
            map([
                ("key", row.key.clone().into()),
                ("changes", list(&columns, |at| or_null(change(row, *at)))),
                ("ballots", list(&columns, |at| ballots(row, *at))),
                ("course", term::row_of_grid(&trend, row).into()),
            ])
        })
    }
}

/// JSON is YAML, and this reader keeps the order of a map.
pub fn parsed(text: &str) -> Result<Value, String> {
    serde_yaml::from_str(text).map_err(|error| error.to_string())
}

fn change(row: &Row, at: usize) -> Option<&'static str> {
    match row.sign(at, Metric::Change) {
        CellValue::Change(change) => Some(change.word()),
        _ => None,
    }
}

/// What a cell shows when `v` switches through the metrics of ballots.
fn ballots(row: &Row, at: usize) -> Value {
    let middle = match row.sign(at, Metric::Ballots) {
        CellValue::Vote(cell) => Some(cell.vote.word()),
        _ => None,
    };
    let direction = match row.sign(at, Metric::Direction) {
        CellValue::Direction(direction) => Some(direction.word()),
        _ => None,
    };
    let agreement = match row.sign(at, Metric::Agreement) {
        CellValue::Agreement(agreement) => Some(agreement.into()),
        _ => None,
    };
    let answered = match row.sign(at, Metric::Participation) {
        CellValue::Answered(answered, _) => Some(answered),
        _ => None,
    };
    ballots_of_cell(middle, direction, (agreement, answered))
}
