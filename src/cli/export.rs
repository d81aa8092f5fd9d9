//! `squadcheck export`

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Setting, Stop, out};
use crate::export::{Report, csv, json, markdown};
use crate::model::history;

/// What `export` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
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
pub fn run(mut setting: Setting, arguments: &Arguments) -> Result<(), Stop> {
    let workspace = setting.workspace()?;
    let mut library = setting.library(&workspace);
    let (path, session) = setting.session(&library, &arguments.session)?;
    setting.read_team(&mut library, &session.team);
    let earlier = library.before(&path, &session);
    let last = |card: &crate::model::Card| history::last_time(&workspace, &earlier, &session, &card.dimension.key);
    let last: Vec<_> = session.cards.iter().map(last).collect();
    let text = match arguments.format {
        Format::Markdown => markdown(&Report { workspace: &workspace, session: &session, earlier: &earlier }),
        Format::Csv => csv::session_csv(&session, &last, workspace.defaults.threshold),
        Format::Json => json::session(&path, &session, &last, workspace.defaults.threshold),
    };
    out::text(&setting, arguments.output.as_deref(), &text)
}
