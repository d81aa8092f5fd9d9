//! `squadcheck export`

use std::path::PathBuf;

use clap::ValueEnum;

use super::{CliError, CommandContext, output, session_context};
use crate::export::{Report, csv, json, markdown};

/// What `export` takes.
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// A path, TEAM (its latest), TEAM@2026-11-20, or latest
    session: String,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
    /// Where to; a file that is there is replaced [default: stdout]
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The formats of a report.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A report for people
    Markdown,
    /// For a spreadsheet: one line a dimension
    Csv,
    /// For programs
    Json,
}

/// Writes the report of one session.
pub fn run(mut context: CommandContext, arguments: &ExportArgs) -> Result<(), CliError> {
    let workspace = context.workspace()?;
    let library = context.library(&workspace);
    let (path, session) = context.session(&library, &arguments.session)?;
    let threshold = workspace.defaults.threshold;
    let text =
        session_context::with(&mut context, &workspace, library, (&path, &session), |beside| {
            match arguments.format {
                Format::Markdown => {
                    let (earlier, elsewhere) = (beside.earlier, beside.elsewhere);
                    markdown(&Report {
                        workspace: &workspace,
                        session: &session,
                        earlier,
                        elsewhere,
                    })
                }
                Format::Csv => csv::session_csv(&session, beside.last, threshold),
                Format::Json => json::session(&path, &session, beside.last, beside.says, threshold),
            }
        });
    output::text(&context, arguments.output.as_deref(), &text)
}
