//! Grids as SVG: a picture for a wiki that can be read without this program, and by a screen
//! reader.
//!
//! It stands alone: no script, no font, no file besides. Its panel is drawn, so that it is legible
//! on light and dark pages; a light is a filled badge with a shape, and a letter or a level, so
//! that no colour stands alone. All text is text and comes in through one function, which escapes
//! it.

mod canvas;
mod session;

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::model::{Cell, Light, TeamGrid, Trend, Vote};

use canvas::{cut, xml};

use super::glyphs::{arrow, shape};
use super::grid::{NO_LIGHT, answer, day, has_unlit};
use super::teams::{PATTERNS, age, joined_in as joined_in_teams, pattern_words, plain_name};
use super::trend::joined_in as joined_in_trend;

pub use canvas::{PictureStyle, PictureTheme};
pub use session::session_svg;

/// The contents of a picture.
struct Picture {
    title: String,
    /// The description for readers who cannot see it.
    words: String,
    heads: Vec<Head>,
    rows: Vec<(String, Vec<Option<Cell>>)>,
    /// Cards for which another one stands.
    joined: Vec<String>,
    /// Lines below the grid.
    remarks: Vec<String>,
}

struct Head {
    first: String,
    second: String,
    faint: bool,
}

/// Units of a column, a row, and the margin around all.
const COLUMN: usize = 88;
const ROW: usize = 30;
const MARGIN: usize = 20;
/// About how wide a letter is.
const LETTER: usize = 8;
/// The most cells of a name and of a head; the whole of it is in the description.
const LONGEST_NAME: usize = 40;
const LONGEST_HEAD: usize = 10;

/// Renders the trend grid of a team.
pub fn trend_svg(trend: &Trend) -> String {
    let heads = trend.columns.iter().map(|column| Head {
        first: day(column.date).trim().to_owned(),
        second: if column.open { "open".to_owned() } else { column.date.year().to_string() },
        faint: false,
    });
    let columns: Vec<String> = trend.columns.iter().map(|column| column.date.to_string()).collect();
    let rows = trend.rows.iter().map(|row| (plain_name(&row.name), row.cells.clone())).collect();
    drawn(
        &Picture {
            title: format!("{} · trend", plain_name(&trend.team)),
            words: String::new(),
            heads: heads.collect(),
            rows,
            joined: joined_in_trend(trend),
            remarks: Vec::new(),
        },
        &columns,
    )
}

/// Renders the grid of all teams.
pub fn teams_svg(grid: &TeamGrid) -> String {
    let heads = grid.columns.iter().map(|column| Head {
        first: plain_name(&column.team),
        second: age(column).trim_end_matches(" ago").to_owned(),
        faint: column.is_old(),
    });
    let columns: Vec<String> = grid.columns.iter().map(|column| plain_name(&column.team)).collect();
    let remarks = grid
        .patterns()
        .map(|(row, pattern)| format!("{}: {}", plain_name(&row.name), pattern_words(pattern)));
    let remarks: Vec<String> = remarks.collect();
    let words = remarks.join(". ");
    let heading = (!remarks.is_empty()).then(|| format!("{PATTERNS}:"));
    drawn(
        &Picture {
            title: grid
                .as_of
                .map_or_else(|| "Teams".to_owned(), |day| format!("Teams as of {day}")),
            words,
            heads: heads.collect(),
            rows: grid.rows.iter().map(|row| (plain_name(&row.name), row.cells.clone())).collect(),
            joined: joined_in_teams(grid),
            remarks: heading.into_iter().chain(remarks).collect(),
        },
        &columns,
    )
}

fn drawn(picture: &Picture, columns: &[String]) -> String {
    let longest =
        picture.rows.iter().map(|(name, _)| name.width().min(LONGEST_NAME)).max().unwrap_or(0);
    let names = longest.max(picture.title.width().min(LONGEST_NAME)) * LETTER + MARGIN;
    let mut remarks: Vec<&str> = picture.joined.iter().map(String::as_str).collect();
    let key = key(picture);
    remarks.extend(picture.remarks.iter().map(String::as_str).chain([key.as_str()]));
    let widest = remarks.iter().map(|line| line.width() * LETTER).max().unwrap_or(0);
    let width = (names + picture.heads.len() * COLUMN).max(widest) + 2 * MARGIN;
    let top = MARGIN + 3 * ROW;
    let below = top + picture.rows.len() * ROW + ROW / 2;
    let height = below + remarks.len() * (ROW - 8) + MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"title desc\" \
         font-family=\"system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif\" font-size=\"14\">\n\
         <title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"#ffffff\" \
         stroke=\"#8a8a8a\"/>\n",
        xml(&picture.title),
        xml(&described(picture, columns)),
    );
    text(
        &mut svg,
        (MARGIN, MARGIN + 18),
        "#111111",
        "start",
        " font-size=\"18\" font-weight=\"bold\"",
        &picture.title,
    );
    for (at, head) in picture.heads.iter().enumerate() {
        let (x, ink) =
            (MARGIN + names + at * COLUMN + COLUMN / 2, if head.faint { FAINT } else { INK });
        text(
            &mut svg,
            (x, top - ROW - 2),
            ink,
            "middle",
            " font-weight=\"bold\"",
            &cut(&head.first, LONGEST_HEAD),
        );
        text(&mut svg, (x, top - ROW + 16), ink, "middle", " font-size=\"12\"", &head.second);
    }
    for (index, (name, cells)) in picture.rows.iter().enumerate() {
        let y = top + index * ROW;
        text(&mut svg, (MARGIN, y + 15), INK, "start", "", &cut(name, LONGEST_NAME));
        for (at, cell) in cells.iter().enumerate() {
            let x = MARGIN + names + at * COLUMN;
            match cell {
                Some(cell) => badge(
                    &mut svg,
                    x,
                    y,
                    cell,
                    picture.heads.get(at).is_some_and(|head| head.faint),
                ),
                None => text(&mut svg, (x + COLUMN / 2, y + 15), FAINT, "middle", "", "·"),
            }
        }
    }
    for (at, line) in remarks.into_iter().enumerate() {
        text(&mut svg, (MARGIN, below + 14 + at * (ROW - 8)), INK, "start", "", line);
    }
    svg.push_str("</svg>\n");
    svg
}

const INK: &str = "#1f1f1f";
/// 4.5 to 1 on white, like everything that is to be read.
const FAINT: &str = "#6b6b6b";

/// The key to the signs.
fn key(picture: &Picture) -> String {
    let mut cells = picture.rows.iter().flat_map(|(_, cells)| cells.iter().flatten());
    let none = if has_unlit(&mut cells) { format!("  ○ {NO_LIGHT}") } else { String::new() };
    format!(
        "●G green  ▲Y yellow  ■R red{none}  · not asked or not agreed  ↗ improving  → stable  \
         ↘ worsening"
    )
}

fn badge(svg: &mut String, x: usize, y: usize, cell: &Cell, faint: bool) {
    let fill = match cell.light {
        Some(Light::Green) => "#009E73",
        Some(Light::Yellow) => "#F0E442",
        Some(Light::Red) => "#D55E00",
        None => "#d8d8d8",
    };
    // What is old is an outline: a paler colour could be taken for another one.
    let paint = if faint {
        format!("fill=\"#ffffff\" stroke=\"{fill}\" stroke-width=\"3\"")
    } else {
        format!("fill=\"{fill}\"")
    };
    let _ = writeln!(
        svg,
        "<rect x=\"{}\" y=\"{y}\" width=\"44\" height=\"22\" rx=\"4\" {paint}/>",
        x + 4
    );
    text(
        svg,
        (x + 26, y + 16),
        "#000000",
        "middle",
        " font-weight=\"bold\"",
        &format!("{}{}", shape(cell.light), answer(cell)),
    );
    if let Some(direction) = cell.direction {
        text(svg, (x + 60, y + 16), INK, "middle", "", arrow(direction));
    }
}

fn text(
    svg: &mut String,
    (x, y): (usize, usize),
    ink: &str,
    anchor: &str,
    more: &str,
    words: &str,
) {
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{y}\" fill=\"{ink}\" text-anchor=\"{anchor}\"{more}>{}</text>",
        xml(words)
    );
}

/// Says all of the grid in words, row by row.
fn described(picture: &Picture, columns: &[String]) -> String {
    let mut words = picture.words.clone();
    for (name, cells) in &picture.rows {
        let said: Vec<String> = std::iter::zip(columns, cells)
            .filter_map(|(column, cell)| {
                let cell = cell.as_ref()?;
                let direction = cell
                    .direction
                    .map_or(String::new(), |direction| format!(" {}", direction.word()));
                let light = cell.light.map_or("no light", Light::word);
                let level = match cell.vote {
                    Vote::Light(_) => String::new(),
                    Vote::Level(level) => format!("{level} "),
                };
                Some(format!("{column} {level}{light}{direction}"))
            })
            .collect();
        if !words.is_empty() {
            words.push_str(". ");
        }
        let said = if said.is_empty() { "nothing agreed".to_owned() } else { said.join(", ") };
        let _ = write!(words, "{name}: {said}");
    }
    for card in &picture.joined {
        let _ = write!(words, ". {card}");
    }
    words
}

#[cfg(test)]
mod tests;
