//! `squadcheck init`

use std::path::{Path, PathBuf};

use super::{Setting, Stop, say};
use crate::model::text::sanitize;
use crate::store::Store;

/// What `init` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The folder, made where it is missing [default: the current one]
    folder: Option<PathBuf>,
}

/// Writes a commented `healthcheck.yaml` and prints its path.
pub fn run(setting: &Setting, arguments: &Arguments, dir: Option<&Path>) -> Result<(), Stop> {
    let current = &setting.store.folders().current;
    let folder = current
        .join(dir.unwrap_or(Path::new("")))
        .join(arguments.folder.as_deref().unwrap_or(Path::new("")));
    let path = Store::init(&folder)?;
    say::data(&format!("{}\n", sanitize(&path.to_string_lossy())))?;
    say::word("Written. Put in your teams; then `squadcheck new TEAM` starts a check.");
    Ok(())
}
