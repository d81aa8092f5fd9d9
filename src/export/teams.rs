//! The grid of all teams as text: for a terminal, a mail, or a wiki.
//!
//! Shows what the grid holds. Nothing is added up over a team, and the order is the grid's.

use std::fmt::Write as _;

use crate::model::text::{count, sanitize};
use crate::model::{Pattern, TeamColumn, TeamGrid};

use super::escape::escape_or;
use super::grid::{
    Line, day, has_unlit, joined, key_in_markdown, key_to_the_signs, lined_up, markdown_cell,
    plain_cell, short,
};
use super::table::Table;

/// The heading above the patterns of a grid.
pub const PATTERNS: &str = "Needs help from outside";

/// Renders the grid for a terminal. With `ascii` it has no glyph of ours beyond ASCII.
pub fn teams_text(grid: &TeamGrid, ascii: bool) -> String {
    let dot = if ascii { "-" } else { "·" };
    let mut text = format!("Teams {dot} {}\n", heading(grid));
    if grid.columns.is_empty() {
        return text;
    }
    let mut lines: Vec<Line> = vec![
        (String::new(), grid.columns.iter().map(|column| short(&column.team)).collect()),
        (
            String::new(),
            grid.columns
                .iter()
                .map(|column| column.session.map_or(String::new(), |(_, on)| day(on)))
                .collect(),
        ),
        (String::new(), grid.columns.iter().map(age).collect()),
    ];
    for row in &grid.rows {
        lines.push((
            short(&row.name),
            row.cells.iter().map(|cell| plain_cell(cell.as_ref(), ascii)).collect(),
        ));
    }
    text.push_str(&lined_up(&lines));
    text.push('\n');
    for line in joined_in(grid) {
        let _ = writeln!(text, "{}", sanitize(&line));
    }
    if grid.patterns().next().is_some() {
        let _ = writeln!(text, "{PATTERNS}:");
        for (row, pattern) in grid.patterns() {
            let _ = writeln!(text, "  {}: {}", short(&row.name), pattern_words(pattern));
        }
        text.push('\n');
    }
    text.push_str(&key_to_the_signs(ascii, is_unlit(grid)));
    text
}

/// Renders the grid as a table of Markdown.
pub fn teams_markdown(grid: &TeamGrid) -> String {
    let mut text = format!("# Teams · {}\n\n", heading(grid));
    if grid.columns.is_empty() {
        text.push_str("No checks.\n");
        return text;
    }
    let teams = grid.columns.iter().map(|column| escape_or(&column.team, "(no name)"));
    let mut table = Table::new(std::iter::once("Card".to_owned()).chain(teams));
    let held = grid.columns.iter().map(|column| match column.session {
        Some((_, on)) => format!("{on}, {}", age(column)),
        None => "·".to_owned(),
    });
    table.row(std::iter::once("*held*".to_owned()).chain(held).collect());
    for row in &grid.rows {
        let cells = row.cells.iter().map(|cell| markdown_cell(cell.as_ref()));
        table.row(std::iter::once(escape_or(&row.name, "(no name)")).chain(cells).collect());
    }
    let _ = writeln!(text, "{table}");
    for line in joined_in(grid) {
        let _ = writeln!(text, "- {}", escape_or(&line, ""));
    }
    if grid.patterns().next().is_some() {
        let _ = write!(text, "## {PATTERNS}\n\n");
        for (row, pattern) in grid.patterns() {
            let _ = writeln!(
                text,
                "- {}: {}",
                escape_or(&row.name, "(no name)"),
                pattern_words(pattern)
            );
        }
        text.push('\n');
    }
    text.push_str(&key_in_markdown(is_unlit(grid)));
    text
}

/// Returns true if some level in it has no light.
pub(super) fn is_unlit(grid: &TeamGrid) -> bool {
    has_unlit(grid.rows.iter().flat_map(|row| row.cells.iter().flatten()))
}

/// Names the cards for which another one stands, each with its team.
pub(super) fn joined_in(grid: &TeamGrid) -> Vec<String> {
    let heads: Vec<String> = grid.columns.iter().map(|column| column.team.clone()).collect();
    joined(grid.rows.iter().map(|row| (row.name.as_str(), row.said.as_slice())), &heads)
}

fn heading(grid: &TeamGrid) -> String {
    let teams = count(u32::try_from(grid.columns.len()).unwrap_or(u32::MAX), "team");
    grid.as_of.map_or_else(|| teams.clone(), |day| format!("{teams} as of {day}"))
}

/// Says the age of a team's session, in the largest unit that tells enough.
pub fn age(column: &TeamColumn) -> String {
    if column.session.is_none() {
        return String::new();
    }
    if column.open {
        return "open".to_owned();
    }
    let of = |days: i32, one: &str| count(u32::try_from(column.age / days).unwrap_or(0), one);
    match column.age {
        ..=0 => "same day".to_owned(),
        1..14 => format!("{} ago", of(1, "day")),
        14..61 => format!("{} ago", of(7, "week")),
        _ => format!("{} ago", of(30, "month")),
    }
}

/// Says a pattern.
pub fn pattern_words(pattern: Pattern) -> String {
    let Pattern { unwell, of } = pattern;
    format!("yellow or red for {unwell} of {of} teams")
}

/// Sanitizes a name to one line.
pub(super) fn plain_name(name: &str) -> String {
    let name = sanitize(name);
    if name.trim().is_empty() { "(no name)".to_owned() } else { name.trim().to_owned() }
}

#[cfg(test)]
pub(super) mod tests;
