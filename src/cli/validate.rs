//! `squadcheck validate`

use std::path::PathBuf;

use super::{Setting, Stop, say};
use crate::model::text::count;

/// What `validate` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files and folders [default: healthcheck.yaml and all sessions of the workspace]
    paths: Vec<PathBuf>,
}

/// Prints all that is wrong, one `path:line:column: message` a line.
pub fn run(setting: &Setting, arguments: &Arguments) -> Result<(), Stop> {
    if arguments.paths.is_empty() {
        setting.folder_is_there()?;
    }
    let faults = setting.store.validate(&arguments.paths);
    if faults.is_empty() {
        say::word("Nothing is wrong.");
        return Ok(());
    }
    let lines: Vec<String> = faults.iter().map(|fault| format!("{fault}\n")).collect();
    say::data(&lines.concat())?;
    Err(Stop::Failed(count(u32::try_from(faults.len()).unwrap_or(u32::MAX), "problem")))
}
