//! The trend grid as text: for a terminal, a mail, or a wiki.
//!
//! Shows what the grid holds and computes nothing from it. Missing stays missing.

use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::model::text::{count, sanitize};
use crate::model::{Cell, Direction, Light, Trend, Vote};

use super::escape::{escape, escape_or};
use super::signs::{arrow, ascii_arrow, emoji, letter, shape};
use super::table::Table;

/// The longest name of a dimension in the plain grid, in cells of a terminal.
const LONGEST_NAME: usize = 40;
/// Months as a head shows them: a day with a month in letters cannot be read the wrong way round.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The grid for a terminal. With `ascii` every sign of ours is one that any terminal has.
///
/// The day stands above the year, so that a column is no wider than its cell needs.
pub fn trend_text(trend: &Trend, ascii: bool) -> String {
    let dot = if ascii { "-" } else { "·" };
    let sessions = count(u32::try_from(trend.columns.len()).unwrap_or(u32::MAX), "session");
    let mut text = format!("{} {dot} trend {dot} {sessions}\n", sanitize(&trend.team));
    if trend.columns.is_empty() {
        return text;
    }
    let mut lines = vec![days(trend), years(trend)];
    if trend.columns.iter().any(|column| column.open) {
        let open = |open: bool| if open { "open".to_owned() } else { String::new() };
        lines.push((String::new(), trend.columns.iter().map(|column| open(column.open)).collect()));
    }
    for row in &trend.rows {
        lines.push((short(&row.name), row.cells.iter().map(|cell| plain_cell(cell.as_ref(), ascii)).collect()));
    }
    let names = lines.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let widest = |at: usize| lines.iter().map(|(_, cells)| cells[at].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..trend.columns.len()).map(widest).collect();
    text.push('\n');
    for (name, cells) in &lines {
        let mut line = padded(name, names);
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str("   ");
            line.push_str(&padded(cell, *width));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&key_to_the_signs(ascii));
    text
}

/// The grid as a table of Markdown.
pub fn trend_markdown(trend: &Trend) -> String {
    let mut text = format!("# {} · trend\n\n", escape_or(&trend.team, "(no name)"));
    if trend.columns.is_empty() {
        text.push_str("No sessions.\n");
        return text;
    }
    let heads = trend.columns.iter().map(|column| {
        let open = if column.open { " (open)" } else { "" };
        format!("{}{open}", column.date)
    });
    let mut table = Table::new(std::iter::once("Dimension".to_owned()).chain(heads));
    for row in &trend.rows {
        let cells = row.cells.iter().map(|cell| markdown_cell(cell.as_ref()));
        table.row(std::iter::once(escape_or(&row.name, "(no name)")).chain(cells).collect());
    }
    let _ = write!(text, "{table}\n{}", key_in_markdown());
    text
}

type Line = (String, Vec<String>);

fn days(trend: &Trend) -> Line {
    let day = |date: jiff::civil::Date| {
        let month = usize::try_from(date.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or("");
        format!("{:>2} {month}", date.day())
    };
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

/// A light's letter, or the level that was agreed.
fn answer(cell: &Cell) -> String {
    match cell.vote {
        Vote::Light(light) => letter(light).to_owned(),
        Vote::Level(level) => level.to_string(),
    }
}

fn plain_cell(cell: Option<&Cell>, ascii: bool) -> String {
    let Some(cell) = cell else { return if ascii { "." } else { "·" }.to_owned() };
    if ascii {
        let light = if matches!(cell.vote, Vote::Level(_)) { letter(cell.light) } else { "" };
        return format!("{}{light}{}", answer(cell), cell.direction.map_or("", ascii_arrow));
    }
    let direction = cell.direction.map_or(String::new(), |direction| format!(" {}", arrow(direction)));
    format!("{}{}{direction}", shape(cell.light), answer(cell))
}

fn markdown_cell(cell: Option<&Cell>) -> String {
    let Some(cell) = cell else { return "·".to_owned() };
    let direction = cell.direction.map_or(String::new(), |direction| format!(" {}", arrow(direction)));
    format!("{} {}{direction}", emoji(cell.light), escape(&answer(cell)))
}

fn key_to_the_signs(ascii: bool) -> String {
    let light = |light: Light| {
        if ascii {
            format!("{} {}", letter(light), light.word())
        } else {
            format!("{}{} {}", shape(light), letter(light), light.word())
        }
    };
    let direction = |direction: Direction| {
        format!("{} {}", if ascii { ascii_arrow(direction) } else { arrow(direction) }, direction.word())
    };
    let missing = if ascii { "." } else { "·" };
    let lights = Light::ALL.map(light).join("  ");
    let directions = Direction::ALL.map(direction).join("  ");
    format!("{lights}   {missing} not asked or not agreed\n{directions}\n")
}

fn key_in_markdown() -> String {
    let lights = Light::ALL.map(|light| format!("{} {} {}", emoji(light), letter(light), light.word())).join(", ");
    let directions = Direction::ALL.map(|direction| format!("{} {}", arrow(direction), direction.word())).join(", ");
    format!("{lights}; {directions}; · not asked or not agreed.\n")
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{:padding$}", "", padding = width.saturating_sub(text.width()))
}

/// A name, cut where the grid would get too wide for any screen.
fn short(name: &str) -> String {
    let name = sanitize(name);
    let name = name.trim();
    if name.width() <= LONGEST_NAME {
        return name.to_owned();
    }
    let mut cut = String::new();
    for grapheme in name.graphemes(true) {
        if cut.width() + grapheme.width() >= LONGEST_NAME {
            break;
        }
        cut.push_str(grapheme);
    }
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests;
