//! `squadcheck export`

use std::path::PathBuf;

use super::context::CommandContext;
use super::csv_args::CsvArgs;
use super::display_args::DisplayArgs;
use super::error::CliError;
use super::picture_args::PictureArgs;
use super::{format, session_context};
use crate::export::{Document, DocumentKind, Format};

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// A path, TEAM (its latest), TEAM@2026-11-20, or latest
    session: String,
    /// Format
    #[arg(long, value_parser = format::formats(DocumentKind::Report), default_value = "markdown")]
    format: Format,
    #[command(flatten)]
    csv: CsvArgs,
    #[command(flatten)]
    picture: PictureArgs,
    /// Where to; a file that is there is replaced, - is stdout [default: stdout]
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes the report of one session.
pub fn run(
    mut context: CommandContext,
    looks: DisplayArgs,
    arguments: &ExportArgs,
) -> Result<(), CliError> {
    let style = arguments.csv.style(arguments.format)?;
    let look = arguments.picture.style(arguments.format, looks)?;
    context.takes(arguments.output.as_deref(), arguments.format)?;
    let workspace = context.workspace()?;
    let library = context.library(&workspace);
    let (path, session) = context.session(&library, &arguments.session)?;
    let text =
        session_context::with(&mut context, &workspace, library, (&path, &session), |report| {
            Document::Report { path: &path, report }.render_as(arguments.format, style, look)
        });
    context.write(arguments.output.as_deref(), arguments.format.content(text))
}
