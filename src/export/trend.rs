//! The trend grid as text: for a terminal, a mail, or a wiki.
//!
//! Shows what the grid holds and computes nothing from it. Missing stays missing.

use std::fmt::Write as _;

use crate::model::Trend;
use crate::model::text::{count, sanitize, set_apart};

use super::escape::escape_or;
use super::grid::{
    Line, day, has_unlit, joined, key_in_markdown, key_to_the_signs, lined_up, markdown_cell,
    plain_cell, short,
};
use super::table::Table;

/// Renders the grid for a terminal. With `ascii` it has no glyph of ours beyond ASCII.
///
/// The day stands above the year, so that a column is no wider than its cell needs.
pub fn trend_text(trend: &Trend, ascii: bool) -> String {
    let dot = if ascii { "-" } else { "·" };
    let sessions = count(u32::try_from(trend.columns.len()).unwrap_or(u32::MAX), "check");
    let mut text = format!("{} {dot} trend {dot} {sessions}\n", set_apart(&trend.team));
    if trend.columns.is_empty() {
        return text;
    }
    let mut lines = vec![days(trend), years(trend)];
    if trend.columns.iter().any(|column| column.open) {
        let open = |open: bool| if open { "open".to_owned() } else { String::new() };
        lines.push((String::new(), trend.columns.iter().map(|column| open(column.open)).collect()));
    }
    for row in &trend.rows {
        lines.push((
            short(&row.name),
            row.cells.iter().map(|cell| plain_cell(cell.as_ref(), ascii)).collect(),
        ));
    }
    text.push_str(&lined_up(&lines));
    text.push('\n');
    for line in joined_in(trend) {
        let _ = writeln!(text, "{}", sanitize(&line));
    }
    text.push_str(&key_to_the_signs(ascii, is_unlit(trend)));
    text
}

/// Renders the grid as a table of Markdown.
pub fn trend_markdown(trend: &Trend) -> String {
    let mut text = format!("# {} · trend\n\n", escape_or(&trend.team, "(no name)"));
    if trend.columns.is_empty() {
        text.push_str("No checks.\n");
        return text;
    }
    let heads = trend.columns.iter().map(|column| {
        let open = if column.open { " (open)" } else { "" };
        format!("{}{open}", column.date)
    });
    let mut table = Table::new(std::iter::once("Card".to_owned()).chain(heads));
    for row in &trend.rows {
        let cells = row.cells.iter().map(|cell| markdown_cell(cell.as_ref()));
        table.row(std::iter::once(escape_or(&row.name, "(no name)")).chain(cells).collect());
    }
    let _ = writeln!(text, "{table}");
    for line in joined_in(trend) {
        let _ = writeln!(text, "- {}", escape_or(&line, ""));
    }
    text.push_str(&key_in_markdown(is_unlit(trend)));
    text
}

/// Returns true if some level in it has no light.
pub(super) fn is_unlit(trend: &Trend) -> bool {
    has_unlit(trend.rows.iter().flat_map(|row| row.cells.iter().flatten()))
}

/// Names the cards for which another one stands, each with its day.
pub(super) fn joined_in(trend: &Trend) -> Vec<String> {
    let heads: Vec<String> = trend.columns.iter().map(|column| column.date.to_string()).collect();
    joined(trend.rows.iter().map(|row| (row.name.as_str(), row.said.as_slice())), &heads)
}

fn days(trend: &Trend) -> Line {
    (String::new(), trend.columns.iter().map(|column| day(column.date)).collect())
}

/// The year stands where it begins, and nowhere else.
fn years(trend: &Trend) -> Line {
    let mut before = None;
    let years = trend.columns.iter().map(|column| {
        let year = column.date.year();
        if before.replace(year) == Some(year) { String::new() } else { year.to_string() }
    });
    (String::new(), years.collect())
}

#[cfg(test)]
pub(super) mod tests;
