//! Parts that both grids share as text: a cell, the lines, the key to the signs.
//!
//! Knows neither sessions nor teams, and computes nothing: missing stays missing.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::messages::term;
use crate::model::text::{isolated, sanitize};
use crate::model::{Cell, CellData, Direction, Light, Vote};

use super::escape::escape;
use super::glyphs::{arrow, ascii_arrow, emoji, letter, shape};

/// The longest name in a plain grid, in cells of a terminal.
const LONGEST_NAME: usize = 40;
/// Months as a head shows them: a day with a month in letters cannot be read the wrong way round.
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A line of a plain grid: its name, and its cells.
pub(super) type Line = (String, Vec<String>);

/// The day and the month of a head.
pub(super) fn day(date: jiff::civil::Date) -> String {
    let month =
        usize::try_from(date.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or("");
    format!("{:>2} {month}", date.day())
}

/// Aligns lines of equally many cells: each column is as wide as its widest cell.
pub(super) fn lined_up(lines: &[Line]) -> String {
    let names = lines.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let columns = lines.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let widest = |at: usize| {
        lines.iter().filter_map(|(_, cells)| cells.get(at)).map(|cell| cell.width()).max()
    };
    let widths: Vec<usize> = (0..columns).map(|at| widest(at).unwrap_or(0)).collect();
    let mut text = String::from("\n");
    for (name, cells) in lines {
        let mut line = padded(name, names);
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str("   ");
            line.push_str(&padded(cell, *width));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A light's letter, or the level that was agreed.
pub(super) fn answer(cell: &Cell) -> String {
    match cell.vote {
        Vote::Light(light) => letter(light).to_owned(),
        Vote::Level(level) => level.to_string(),
    }
}

/// A cell for a terminal.
pub(super) fn plain_cell(cell: Option<&Cell>, ascii: bool) -> String {
    let Some(cell) = cell else { return if ascii { "." } else { "·" }.to_owned() };
    if ascii {
        let light = if matches!(cell.vote, Vote::Level(_)) { letter(cell.light) } else { "" };
        return format!("{}{light}{}", answer(cell), cell.direction.map_or("", ascii_arrow));
    }
    let direction =
        cell.direction.map_or(String::new(), |direction| format!(" {}", arrow(direction)));
    format!("{}{}{direction}", shape(cell.light), answer(cell))
}

/// A cell of a table of Markdown.
pub(super) fn markdown_cell(cell: Option<&Cell>) -> String {
    let Some(cell) = cell else { return "·".to_owned() };
    let direction =
        cell.direction.map_or(String::new(), |direction| format!(" {}", arrow(direction)));
    format!("{} {}{direction}", emoji(cell.light), escape(&answer(cell)))
}

/// Cards that are one dimension with the one in their cell, each as `Speed, 2026-11-20: also asked
/// as Pace: Red; …`. `heads` are the names of the columns.
pub(super) fn joined<'a>(
    rows: impl Iterator<Item = (&'a str, &'a [Option<CellData>])>,
    heads: &[String],
) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, said) in rows {
        for (said, head) in said.iter().zip(heads) {
            let cards = said.iter().flat_map(|said| &said.joined);
            lines.extend(cards.map(|card| format!("{name}, {head}: {}", term::joined(card))));
        }
    }
    lines
}

/// The words for the sign of a level without a light.
pub(super) const NO_LIGHT: &str = "no light";

/// Returns true if some level has no light, so that its sign needs words.
pub(super) fn has_unlit<'a>(mut cells: impl Iterator<Item = &'a Cell>) -> bool {
    cells.any(|cell| cell.light.is_none())
}

/// The key to the signs of a plain grid; `unlit`: with that of a level without a light.
pub(super) fn key_to_the_signs(ascii: bool, unlit: bool) -> String {
    let light = |light: Light| {
        if ascii {
            format!("{} {}", letter(light), light.word())
        } else {
            format!("{}{} {}", shape(light), letter(light), light.word())
        }
    };
    let direction = |direction: Direction| {
        format!(
            "{} {}",
            if ascii { ascii_arrow(direction) } else { arrow(direction) },
            direction.word()
        )
    };
    let missing = if ascii { "." } else { "·" };
    let lights = Light::ALL.map(light).join("  ");
    let directions = Direction::ALL.map(direction).join("  ");
    let none = if ascii { letter(None) } else { shape(None) };
    let none = if unlit { format!("  {none} {NO_LIGHT}") } else { String::new() };
    format!("{lights}{none}   {missing} not asked or not agreed\n{directions}\n")
}

/// The key to the signs of a grid in Markdown; `unlit`: with that of a level without a light.
pub(super) fn key_in_markdown(unlit: bool) -> String {
    let lights = Light::ALL
        .map(|light| format!("{} {} {}", emoji(light), letter(light), light.word()))
        .join(", ");
    let directions = Direction::ALL
        .map(|direction| format!("{} {}", arrow(direction), direction.word()))
        .join(", ");
    let none = if unlit { format!(", {} {NO_LIGHT}", emoji(None)) } else { String::new() };
    format!("{lights}{none}; {directions}; · not asked or not agreed.\n")
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{:padding$}", "", padding = width.saturating_sub(text.width()))
}

/// Cuts a name that would make the grid too wide for any screen.
pub(super) fn short(name: &str) -> String {
    let name = sanitize(name);
    let name = name.trim();
    if name.width() <= LONGEST_NAME {
        return isolated(name.into()).into_owned();
    }
    let mut cut = String::new();
    for grapheme in name.graphemes(true) {
        if cut.width() + grapheme.width() >= LONGEST_NAME {
            break;
        }
        cut.push_str(grapheme);
    }
    cut.push('…');
    isolated(cut.into()).into_owned()
}
