//! `squadcheck teams`

use std::path::PathBuf;

use super::context::CommandContext;
use super::csv_args::CsvArgs;
use super::display_args::DisplayArgs;
use super::error::CliError;
use super::picture_args::PictureArgs;
use super::{format, output};
use crate::export::{Document, DocumentKind, Format};
use crate::model::TeamGrid;

/// Arguments of `teams`.
#[derive(Debug, clap::Args)]
pub struct TeamsArgs {
    /// Each team's latest check up to this day: 2026-01-31 [default: today]
    #[arg(long, value_name = "D")]
    as_of: Option<String>,
    /// Format
    #[arg(long, value_parser = format::formats(DocumentKind::Teams), default_value = "text")]
    format: Format,
    #[command(flatten)]
    csv: CsvArgs,
    #[command(flatten)]
    picture: PictureArgs,
    /// Where to; a file that is there is replaced, - is stdout [default: stdout]
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Prints the grid of all teams.
pub fn run(
    mut context: CommandContext,
    looks: DisplayArgs,
    arguments: &TeamsArgs,
) -> Result<(), CliError> {
    let style = arguments.csv.style(arguments.format)?;
    let look = arguments.picture.style(arguments.format, looks)?;
    context.takes(arguments.output.as_deref(), arguments.format)?;
    let as_of = format::day("--as-of", arguments.as_of.as_deref())?.unwrap_or(context.today);
    let workspace = context.workspace()?;
    let library = context.newest(&workspace, as_of);
    let grid = TeamGrid::new(&workspace, as_of, &library.pasts());
    if grid.columns.is_empty() {
        output::word("There are no checks to show yet: `squadcheck new TEAM` starts one.");
    }
    let letters = context.letters(looks, arguments.output.as_deref());
    let format = format::displayed(arguments.format, letters);
    let text = Document::Teams(&grid).render_as(format, style, look);
    let text = if format == Format::AsciiText { output::in_letters(letters, text) } else { text };
    context.write(arguments.output.as_deref(), format.content(text))
}
