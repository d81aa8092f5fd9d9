//! `squadcheck init`

use std::path::{Path, PathBuf};

use super::context::CommandContext;
use super::error::CliError;
use super::output;
use crate::model::text::sanitize;
use crate::store::Store;

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
pub struct InitArgs {
    /// The folder, created if missing [default: this folder]
    folder: Option<PathBuf>,
}

/// Writes a commented `healthcheck.yaml` and prints its path.
pub fn run(
    context: &CommandContext,
    arguments: &InitArgs,
    dir: Option<&Path>,
) -> Result<(), CliError> {
    let current = &context.store.folders().current;
    let folder = current
        .join(dir.unwrap_or(Path::new("")))
        .join(arguments.folder.as_deref().unwrap_or(Path::new("")));
    let path = Store::init(&folder)?;
    output::data(&format!("{}\n", sanitize(&path.to_string_lossy())))?;
    output::word("Written. Put in your teams; then `squadcheck new TEAM` starts a check.");
    Ok(())
}
