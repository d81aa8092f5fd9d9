//! Pictures as SVG for slides and for a wiki that can be read without this program, and by a screen
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

use crate::model::{Cell, Direction, Light, TeamGrid, Trend, Vote};

use canvas::{Canvas, Type, cut};

use super::glyphs::{arrow, letter, shape};
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

/// Units of the narrowest picture, of a column, of a row, and of the margin around all.
const WIDTH: usize = 1280;
const COLUMN: (usize, usize) = (108, 180);
const ROW: usize = 42;
const MARGIN: usize = 32;
/// About how wide a letter is.
const LETTER: usize = 11;
/// The most cells of a name and of a head; the whole of it is in the description.
const LONGEST_NAME: usize = 40;
const LONGEST_HEAD: usize = 11;

/// Renders the trend grid of a team.
pub fn trend_svg(trend: &Trend, style: PictureStyle) -> String {
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
        style,
    )
}

/// Renders the grid of all teams.
pub fn teams_svg(grid: &TeamGrid, style: PictureStyle) -> String {
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
        style,
    )
}

fn drawn(picture: &Picture, columns: &[String], style: PictureStyle) -> String {
    let mut canvas = Canvas::new(style);
    let longest = picture.rows.iter().map(|(name, _)| name.width().min(LONGEST_NAME)).max();
    let names = longest.unwrap_or(0) * LETTER + MARGIN;
    let remarks: Vec<&str> =
        picture.joined.iter().chain(&picture.remarks).map(String::as_str).collect();
    let widest = remarks.iter().map(|line| line.width() * LETTER).max().unwrap_or(0);
    let heads = picture.heads.len();
    // Columns fill a slide, as far as they stay together.
    let room = WIDTH.saturating_sub(2 * MARGIN + names) / heads.max(1);
    let column = room.clamp(COLUMN.0, COLUMN.1);
    let width = (names + heads * column).max(widest).max(WIDTH - 2 * MARGIN) + 2 * MARGIN;
    let top = MARGIN + 44 + 2 * ROW;
    canvas.strong((MARGIN, MARGIN + 28), 30, &cut(&picture.title, 60));
    for (at, head) in picture.heads.iter().enumerate() {
        let x = MARGIN + names + at * column + column / 2;
        let ink = if head.faint { style.faint() } else { style.ink() };
        let typed = |y, size, bold| Type { at: (x, y), size, ink, anchor: "middle", bold };
        canvas.typed(typed(top - 40, 18, true), &cut(&head.first, LONGEST_HEAD));
        canvas.typed(typed(top - 18, 16, false), &head.second);
    }
    for (index, (name, cells)) in picture.rows.iter().enumerate() {
        let y = top + index * ROW;
        canvas.text((MARGIN, y + 23), 18, &cut(name, LONGEST_NAME));
        for (at, cell) in cells.iter().enumerate() {
            let x = MARGIN + names + at * column + column / 2;
            let faint = picture.heads.get(at).is_some_and(|head| head.faint);
            if let Some(cell) = cell {
                badge(&mut canvas, (x, y), cell, faint);
            } else {
                let (at, ink) = ((x, y + 23), style.faint());
                canvas.typed(Type { at, size: 18, ink, anchor: "middle", bold: false }, "·");
            }
        }
    }
    let mut below = top + picture.rows.len() * ROW + 16;
    for line in remarks {
        canvas.text((MARGIN, below + 20), 18, line);
        below += 28;
    }
    legend(&mut canvas, picture, below + 12);
    let height = below + 12 + 30 + MARGIN;
    canvas.finish((width, height), &picture.title, &described(picture, columns))
}

/// The key to the signs: each light as it is in the grid, with its name.
fn legend(canvas: &mut Canvas, picture: &Picture, y: usize) {
    let mut x = MARGIN;
    for light in Light::ALL {
        let words = format!("{}{} {}", shape(light), letter(light), light.word());
        let width = words.width() * 13 + 16;
        canvas.filled((x, y), (width, 30), Some(light), &words);
        x += width + 12;
    }
    let mut cells = picture.rows.iter().flat_map(|(_, cells)| cells.iter().flatten());
    let none = has_unlit(&mut cells).then(|| format!("{} {NO_LIGHT}", shape(None)));
    let ways = Direction::ALL.map(|way| format!("{} {}", arrow(way), way.word()));
    let missing = ["· not asked or not agreed".to_owned()];
    for words in none.into_iter().chain(missing).chain(ways) {
        canvas.text((x + 8, y + 21), 18, &words);
        x += words.width() * LETTER + 20;
    }
}

/// A cell, around the middle of its column.
fn badge(canvas: &mut Canvas, (x, y): (usize, usize), cell: &Cell, faint: bool) {
    let words = format!("{}{}", shape(cell.light), answer(cell));
    let (at, size) = ((x.saturating_sub(46), y), (64, 32));
    if faint {
        // What is old is an outline: a paler colour could be taken for another one.
        let style = canvas.style;
        canvas.field(at, size, 4, style.ground(), Some(style.fill(cell.light)));
        let at = (at.0 + size.0 / 2, y + 23);
        canvas.typed(Type { at, size: 20, ink: style.ink(), anchor: "middle", bold: true }, &words);
    } else {
        canvas.filled(at, size, cell.light, &words);
    }
    if let Some(direction) = cell.direction {
        canvas.text((x + 24, y + 23), 20, arrow(direction));
    }
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
