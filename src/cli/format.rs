//! What commands that write a grid have in common: its formats, and days as they are typed.

use clap::ValueEnum;
use jiff::civil::Date;

use super::CliError;
use crate::model::date_input;
use crate::model::text::sanitize;

/// The formats of a grid.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum GridFormat {
    /// For a terminal
    Text,
    /// For a wiki
    Markdown,
    /// For a spreadsheet: one line a cell
    Csv,
    /// For programs
    Json,
    /// A picture
    Svg,
}

/// The day that an option names, if it names one.
pub fn day(option: &str, typed: Option<&str>) -> Result<Option<Date>, CliError> {
    let Some(typed) = typed else { return Ok(None) };
    let day = date_input::iso(typed).ok_or_else(|| {
        let typed = sanitize(typed);
        CliError::Usage(format!(
            "squadcheck: {option} is `{typed}`, but should be a day such as 2026-01-31"
        ))
    })?;
    Ok(Some(day))
}
