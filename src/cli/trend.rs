//! `squadcheck trend`

use std::path::PathBuf;

use clap::ValueEnum;

use super::looks::Looks;
use super::{Setting, Stop, out};
use crate::export::{trend_markdown, trend_text};
use crate::model::text::sanitize;
use crate::model::{Session, Trend, due};

/// What `trend` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The team, by name or slug, in any case
    team: String,
    /// Only the newest N sessions
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    last: Option<u32>,
    /// Only sessions of this day and later: 2026-01-31
    #[arg(long, value_name = "D")]
    since: Option<String>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Where to; a file that is there is replaced [default: stdout]
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The formats of a trend grid.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For a wiki
    Markdown,
}

/// Prints the trend grid of a team.
pub fn run(mut setting: Setting, looks: Looks, arguments: &Arguments) -> Result<(), Stop> {
    let since = match &arguments.since {
        Some(typed) => Some(due::iso(typed).ok_or_else(|| {
            let typed = sanitize(typed);
            Stop::Usage(format!("squadcheck: --since is `{typed}`, but should be a day such as 2026-01-31"))
        })?),
        None => None,
    };
    let workspace = setting.workspace()?;
    let library = setting.library(&workspace);
    let records = library.of_team(&arguments.team);
    let sessions: Vec<&Session> = records.iter().filter_map(|r| r.content.as_deref().ok()).collect();
    let Some(newest) = sessions.last() else {
        let team = sanitize(&arguments.team);
        let known = library.team_names().join(", ");
        let known = if known.is_empty() {
            "there are no sessions yet".to_owned()
        } else {
            format!("there are {}", sanitize(&known))
        };
        return Err(Stop::Failed(format!("squadcheck: no session of a team `{team}`; {known}")));
    };
    let mut trend = Trend::of(&workspace, &newest.team, &sessions);
    if let Some(since) = since {
        trend = trend.since(since);
    }
    if let Some(last) = arguments.last {
        trend = trend.newest(usize::try_from(last).unwrap_or(usize::MAX));
    }
    let text = match arguments.format {
        Format::Text => trend_text(&trend, looks.ascii),
        Format::Markdown => trend_markdown(&trend),
    };
    out::text(&setting, arguments.output.as_deref(), &text)
}
