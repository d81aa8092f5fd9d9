//! `squadcheck trend`

use std::path::PathBuf;
use std::sync::Arc;

use super::context::CommandContext;
use super::csv_args::CsvArgs;
use super::display_args::DisplayArgs;
use super::error::CliError;
use super::picture_args::PictureArgs;
use super::{format, output};
use crate::export::{Document, DocumentKind, Format};
use crate::model::text::sanitize;
use crate::model::{Summary, Trend};

/// Arguments of `trend`.
#[derive(Debug, clap::Args)]
pub struct TrendArgs {
    /// The team, by name or slug, in any case
    team: String,
    /// Only the newest N checks
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    last: Option<u32>,
    /// Only checks from this day on: 2026-01-31
    #[arg(long, value_name = "D")]
    since: Option<String>,
    /// Format
    #[arg(long, value_parser = format::formats(DocumentKind::Trend), default_value = "text")]
    format: Format,
    #[command(flatten)]
    csv: CsvArgs,
    #[command(flatten)]
    picture: PictureArgs,
    /// Where to; a file that is there is replaced, - is stdout [default: stdout]
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Prints the trend grid of a team.
pub fn run(
    mut context: CommandContext,
    looks: DisplayArgs,
    arguments: &TrendArgs,
) -> Result<(), CliError> {
    let style = arguments.csv.style(arguments.format)?;
    let look = arguments.picture.style(arguments.format, looks)?;
    context.takes(arguments.output.as_deref(), arguments.format)?;
    let since = format::day("--since", arguments.since.as_deref())?;
    let workspace = context.workspace()?;
    let library = context.library(&workspace);
    let records = library.of_team(&arguments.team);
    let sessions: Vec<&Summary> =
        records.iter().filter_map(|r| r.summary().map(Arc::as_ref)).collect();
    let Some(newest) = sessions.last() else {
        let team = sanitize(&arguments.team);
        let known = library.team_names().join(", ");
        let known = if known.is_empty() {
            "there are no checks yet".to_owned()
        } else {
            format!("there are {}", sanitize(&known))
        };
        return Err(CliError::Failed(format!("squadcheck: no check of a team `{team}`; {known}")));
    };
    let mut trend = Trend::new(&workspace, &newest.team, &sessions);
    if let Some(since) = since {
        trend = trend.since(since);
    }
    if let Some(last) = arguments.last {
        trend = trend.newest(usize::try_from(last).unwrap_or(usize::MAX));
    }
    let letters = context.letters(looks, arguments.output.as_deref());
    let format = format::displayed(arguments.format, letters);
    let text = Document::Trend(&trend).render_as(format, style, look);
    let text = if format == Format::AsciiText { output::in_letters(letters, text) } else { text };
    context.write(arguments.output.as_deref(), format.content(text))
}
