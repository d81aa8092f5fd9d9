//! `squadcheck teams`

use std::path::PathBuf;

use super::format::GridFormat;
use super::looks::Looks;
use super::{Setting, Stop, format, out, say};
use crate::export::{csv, json, svg, teams_markdown, teams_text};
use crate::model::TeamGrid;

/// What `teams` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Each team's latest session up to this day: 2026-01-31 [default: today]
    #[arg(long, value_name = "D")]
    as_of: Option<String>,
    /// What to write
    #[arg(long, value_enum, default_value_t = GridFormat::Text)]
    format: GridFormat,
    /// Where to; a file that is there is replaced [default: stdout]
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Prints the grid of all teams.
pub fn run(mut setting: Setting, looks: Looks, arguments: &Arguments) -> Result<(), Stop> {
    let as_of = format::day("--as-of", arguments.as_of.as_deref())?.unwrap_or(setting.today);
    let workspace = setting.workspace()?;
    let library = setting.newest(&workspace, as_of);
    let grid = TeamGrid::new(&workspace, as_of, &library.pasts());
    if grid.columns.is_empty() {
        say::word("There are no sessions to show yet: `squadcheck new TEAM` starts one.");
    }
    let text = match arguments.format {
        GridFormat::Text => teams_text(&grid, looks.ascii),
        GridFormat::Markdown => teams_markdown(&grid),
        GridFormat::Csv => csv::teams_csv(&grid),
        GridFormat::Json => json::teams(&grid),
        GridFormat::Svg => svg::teams_svg(&grid),
    };
    out::text(&setting, arguments.output.as_deref(), &text)
}
