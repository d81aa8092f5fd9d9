//! `squadcheck export`

use std::path::PathBuf;

use super::context::CommandContext;
use super::csv_args::CsvArgs;
use super::error::CliError;
use super::{format, session_context};
use crate::export::{Document, DocumentKind, Format};

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// A path, TEAM (its latest), TEAM@2026-11-20, or latest
    session: String,
    /// What to write
    #[arg(long, value_parser = format::formats(DocumentKind::Report), default_value = "markdown")]
    format: Format,
    #[command(flatten)]
    csv: CsvArgs,
    /// Where to; a file that is there is replaced, - is stdout [default: stdout]
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes the report of one session.
pub fn run(mut context: CommandContext, arguments: &ExportArgs) -> Result<(), CliError> {
    let style = arguments.csv.style(arguments.format)?;
    let workspace = context.workspace()?;
    let library = context.library(&workspace);
    let (path, session) = context.session(&library, &arguments.session)?;
    let text =
        session_context::with(&mut context, &workspace, library, (&path, &session), |report| {
            Document::Report { path: &path, report }.render_with(arguments.format, style)
        });
    context.write(arguments.output.as_deref(), &text)
}
