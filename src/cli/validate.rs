//! `squadcheck validate`

use std::path::PathBuf;

use super::context::CommandContext;
use super::error::CliError;
use super::output;
use crate::model::text::count;

/// Arguments of `validate`.
#[derive(Debug, clap::Args)]
pub struct ValidateArgs {
    /// Files and folders [default: healthcheck.yaml and all checks of the workspace]
    paths: Vec<PathBuf>,
    /// Also report unknown keys, and unquoted text that other programs read as a number, a date or
    /// true or false
    #[arg(long)]
    strict: bool,
}

/// Prints all errors, one `path:line:column: message` a line.
pub fn run(context: &CommandContext, arguments: &ValidateArgs) -> Result<(), CliError> {
    if arguments.paths.is_empty() {
        context.folder_is_there()?;
    }
    let faults = context.store.validate(&arguments.paths, arguments.strict);
    if faults.is_empty() {
        output::word("Nothing is wrong.");
        return Ok(());
    }
    let lines: Vec<String> = faults.iter().map(|fault| format!("{fault}\n")).collect();
    output::data(&lines.concat())?;
    Err(CliError::Failed(count(u32::try_from(faults.len()).unwrap_or(u32::MAX), "problem")))
}
