//! The trend grid: names frozen at the left, the newest session at the right.
//!
//! Only the columns that can be seen are drawn, so that a history of any length costs the same.

pub mod cell;
pub mod panel;

use std::borrow::Cow;
use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::{App, Density, Panel, TrendView};
use crate::messages::label::{Label, Noun};
use crate::messages::term;
use crate::model::{CellValue, Metric, Row};

use super::drawing;
use super::theme::Theme;
use super::title::title;
use cell::{Letters, Look};

/// Cells of one column, but in the densest grid.
const COLUMN: usize = 8;
/// Cells of one column in a wide window.
const WIDE_COLUMN: usize = 11;
/// Cells of one column in large type: with room for a name, and for its letter and shape, too.
pub const LARGE_COLUMN: usize = 14;
pub const WIDE_LARGE_COLUMN: usize = 21;
/// The most sessions that a row's strip shows.
const BARS: usize = 12;
/// From this width on the panel stands beside the grid.
const BESIDE: u16 = 150;
/// From this width on each row ends in its strip and its word.
const WITH_WORDS: u16 = 100;
/// The fewest rows that tell anything of a cell.
const LEAST: u16 = 5;

/// The layout of the grid.
struct Plan {
    names: usize,
    /// Cells of one column.
    column: usize,
    /// The columns that are seen; of years, in that density.
    shown: Range<usize>,
    /// The number of columns, and the one under the cursor.
    all: usize,
    here: usize,
    /// Cells of the strip and the word at the end of a row.
    tail: Option<(usize, usize)>,
}

/// Draws the grid, and the details of the cell under the cursor.
pub fn draw(app: &App, view: &TrendView, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    head(view, frame, area, theme);
    let buffer = frame.buffer_mut();
    let off = view.panel == Panel::Off;
    let side = match view.panel {
        Panel::Large => area.width / 2,
        _ => 48,
    };
    let grid = if area.width >= BESIDE && !off {
        let beside = drawing::below(Rect { x: area.right() - side, width: side, ..area }, 2);
        panel::draw(app, view, buffer, beside, theme);
        Rect { width: area.width - side - 3, ..area }
    } else {
        area
    };
    let above = if area.height >= 30 { 5 } else { 4 };
    let words = grid.width < WITH_WORDS;
    let rest = grid.height.saturating_sub(above + u16::from(words));
    let large = app.ctx.display.large;
    let dimensions = u16::try_from(view.trend.rows.len()).unwrap_or(u16::MAX);
    let below = match view.panel {
        _ if grid.width < area.width => 0,
        Panel::Off => 0,
        Panel::Large => rest.saturating_sub(3),
        // The panel takes what is free, and never a row of the grid.
        Panel::Shown if rest < dimensions.max(6) + LEAST => 0,
        // Rows of two lines come first, if the panel can still say something.
        Panel::Shown => {
            let beside = |rows: u16| rest.saturating_sub(dimensions.saturating_mul(rows));
            // In large type the tallest rows do.
            let tallest = (3..=4).rev().map(beside).find(|rows| large && *rows >= LEAST);
            let usual =
                if beside(2) >= LEAST + 4 { beside(2) } else { beside(1).saturating_sub(1) };
            let tall = tallest.unwrap_or(usual);
            tall.clamp(LEAST, beside(4).max(12))
        }
    };
    let list = drawing::band(grid, above, rest - below);
    rows(view, large, buffer, (grid, list), theme);
    if words {
        let line = drawing::band(grid, above + list.height, 1);
        word_of(view, buffer, line, theme);
    }
    if below > 0 {
        let mut rect = drawing::below(area, area.height - below);
        if below > LEAST + 2 {
            drawing::rule(buffer, rect, 0, theme);
            rect = drawing::below(rect, 1);
        }
        panel::draw(app, view, buffer, rect, theme);
    }
}

fn head(view: &TrendView, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let key = match (view.density, view.shows) {
        (Density::Years, _) => Label::KeyOfYears.say(),
        (Density::Narrow, Metric::Agreement | Metric::Participation) => Label::KeyOfTenths.say(),
        (Density::Narrow, Metric::Change) => Label::KeyOfChanges.say(),
        _ => Cow::default(),
    };
    let (team, metric) = (view.trend.team.as_str(), term::metric(view.shows));
    let left = Label::TrendTitle { team, metric, key: &key }.say();
    let out = if view.left_out > 0 {
        format!(", {}", Label::LeftOut(view.left_out).say())
    } else {
        String::new()
    };
    let sessions = Label::Count(Noun::Session, view.trend.columns.len()).say();
    let right = format!("{sessions}{out}");
    title(frame, area, theme, &left, &right);
    drawing::rule(frame.buffer_mut(), area, 1, theme);
}

fn plan(view: &TrendView, large: bool, width: usize) -> Plan {
    let rows = &view.trend.rows;
    let longest = rows.iter().map(|row| drawing::safe(&row.name).width()).max().unwrap_or(0);
    let names = (longest + 2).clamp(12, (width / 3).min(28));
    let column = match view.density {
        Density::Narrow => 1,
        _ if large && width >= usize::from(BESIDE) - 20 => WIDE_LARGE_COLUMN,
        _ if large => LARGE_COLUMN,
        _ if width >= usize::from(BESIDE) - 20 => WIDE_COLUMN,
        _ => COLUMN,
    };
    let (all, here) = match view.density {
        Density::Years => (view.years.len(), view.year()),
        _ => (view.trend.columns.len(), view.column),
    };
    let tail = (width >= usize::from(WITH_WORDS)).then(|| {
        let word =
            rows.iter().map(|row| term::row_of_grid(&view.trend, row).width()).max().unwrap_or(0);
        // One cell a session is a strip already.
        let bars = if view.density == Density::Narrow { 0 } else { BARS };
        (view.trend.columns.len().min(bars), word)
    });
    let tail_cells = tail.map_or(0, |(bars, word)| bars + word + 4);
    let room = width.saturating_sub(names + 2 + tail_cells);
    let visible = (room / column).max(1);
    // Large cells share the room between those that fit.
    let column = if large && column > 1 {
        (room / visible.min(all.max(1))).clamp(column, 2 * WIDE_LARGE_COLUMN)
    } else {
        column
    };
    // As long as the cursor is among the newest, those are shown; then it stays in the middle.
    let newest = all.saturating_sub(visible);
    let first = if here >= newest { newest } else { here.saturating_sub(visible / 2) };
    Plan { names, column, shown: first..(first + visible).min(all), all, here, tail }
}

fn rows(
    view: &TrendView,
    large: bool,
    buffer: &mut Buffer,
    (area, list): (Rect, Rect),
    theme: Theme,
) {
    let plan = plan(view, large, usize::from(area.width));
    heads(view, &plan, buffer, area, theme);
    let rows = &view.trend.rows;
    // The window is used: rows are as tall as all of them fit.
    let step = (usize::from(list.height) / rows.len().max(1)).clamp(1, 4);
    let visible = usize::from(list.height) / step;
    let top = if view.row < visible { 0 } else { view.row + 1 - visible };
    let hidden = rows.len().saturating_sub(visible);
    if hidden > 0 {
        let hidden = format!(" {} ", Label::Count(Noun::MoreRow, hidden).say());
        drawing::right(buffer, area, 1, Span::styled(hidden, theme.faint()));
    }
    for (index, row) in rows.iter().enumerate().skip(top).take(visible) {
        let selected = index == view.row;
        let style = if selected { theme.strong() } else { Style::new() };
        let pointer = if selected { theme.pointer() } else { " " };
        let y = u16::try_from((index - top) * step).unwrap_or(u16::MAX);
        let band = drawing::band(list, y, u16::try_from(step).unwrap_or(1));
        let middle = band.height.saturating_sub(2) / 2;
        let name = format!("{pointer} {}", drawing::pad(theme, &row.name, plan.names));
        drawing::line(buffer, band, middle, Span::styled(name, style));
        let mut x = band.x + u16::try_from(plan.names + 2).unwrap_or(u16::MAX);
        let width = u16::try_from(plan.column).unwrap_or(1);
        for column in plan.shown.clone() {
            let reworded = reworded(view, row, column);
            let look = Look {
                here: selected && column == plan.here,
                old: false,
                reworded,
                letters: Letters::of(large),
            };
            let sign = sign(view, row, column);
            let place = Rect { x, width, ..band }.intersection(band);
            match view.density {
                Density::Narrow => cell::narrow_block(buffer, place, &sign, look, theme),
                _ => cell::block(buffer, place, &sign, look, theme),
            }
            x += width;
        }
        if let Some((bars, _)) = plan.tail {
            let bars = u16::try_from(bars).unwrap_or(0);
            let place = Rect { x: x + 2, width: bars, ..band }.intersection(band);
            strip(view, row, buffer, place, theme);
            let x = x + 4 + bars;
            let tail = Rect { x, width: band.right().saturating_sub(x), ..band }.intersection(band);
            let word = term::row_of_grid(&view.trend, row);
            drawing::line(buffer, tail, middle, Span::styled(word, style));
        }
    }
}

/// Returns true if the question got other words in a column; one cell has no room to say so.
fn reworded(view: &TrendView, row: &Row, column: usize) -> bool {
    let at = |at: usize| row.said[at].as_ref().is_some_and(|said| said.reworded);
    match view.density {
        Density::Full => at(column),
        Density::Years => view.years.get(column).is_some_and(|year| year.clone().any(at)),
        Density::Narrow => false,
    }
}

/// The value of a row in a column; of a year, the last value in it.
fn sign<'a>(view: &TrendView, row: &'a Row, column: usize) -> CellValue<'a> {
    let at = match view.density {
        Density::Years => {
            view.years.get(column).and_then(|year| row.last_that_tells(year.clone(), view.shows))
        }
        _ => Some(column),
    };
    at.map_or(CellValue::NotAsked, |at| row.sign(at, view.shows))
}

/// Draws the newest values of a row side by side, of the kind that the cells show.
fn strip(view: &TrendView, row: &Row, buffer: &mut Buffer, area: Rect, theme: Theme) {
    let signs = (0..view.trend.columns.len()).map(|at| row.sign(at, view.shows));
    cell::strip(buffer, area, 1, signs, theme);
}

/// The two lines above the grid: when the columns were.
fn heads(view: &TrendView, plan: &Plan, buffer: &mut Buffer, area: Rect, theme: Theme) {
    let before = if plan.shown.start == 0 {
        String::new()
    } else {
        format!("  {}", Label::Earlier(plan.shown.start).say())
    };
    let mut upper = vec![Span::styled(drawing::pad(theme, &before, plan.names + 2), theme.faint())];
    let mut lower = vec![Span::raw(" ".repeat(plan.names + 2))];
    match view.density {
        Density::Full => days(view, plan, &mut upper, &mut lower, theme),
        Density::Years => {
            for at in plan.shown.clone() {
                let year = view.years[at].clone();
                let style = if at == plan.here { theme.strong() } else { Style::new() };
                let number = view.trend.columns[year.start].date.year();
                let mark = if view.marks.iter().any(|mark| year.contains(mark)) {
                    theme.mark()
                } else {
                    " "
                };
                upper.push(Span::styled(
                    drawing::pad(theme, &format!("{mark}{number}"), plan.column),
                    style,
                ));
                lower.push(Span::styled(
                    drawing::pad(
                        theme,
                        &format!(" {}", Label::Held(year.len()).say()),
                        plan.column,
                    ),
                    theme.faint(),
                ));
            }
        }
        Density::Narrow => {
            upper.push(Span::raw(narrow_years(view, &plan.shown)));
            for at in plan.shown.clone() {
                let sign = match (at == plan.here, view.marks.contains(&at)) {
                    (_, true) => theme.mark(),
                    (true, false) => theme.pointer_down(),
                    (false, false) => " ",
                };
                lower.push(Span::styled(sign, theme.strong()));
            }
            if let Some(column) = view.trend.columns.get(plan.here) {
                let open = column.open.then(|| format!(", {}", Label::Open.say()));
                let day = Label::Date(column.date).say();
                lower.push(Span::raw(format!("  {day}{}", open.unwrap_or_default())));
            }
        }
    }
    let later = plan.all - plan.shown.end;
    if later > 0 {
        upper.push(Span::styled(format!(" {}", Label::Later(later).say()), theme.faint()));
    }
    drawing::line(buffer, area, 2, Line::from(upper));
    drawing::line(buffer, area, 3, Line::from(lower));
}

fn days(
    view: &TrendView,
    plan: &Plan,
    upper: &mut Vec<Span<'static>>,
    lower: &mut Vec<Span<'static>>,
    theme: Theme,
) {
    let mut year = 0;
    for at in plan.shown.clone() {
        let column = &view.trend.columns[at];
        let style = if at == plan.here { theme.strong() } else { Style::new() };
        let mark = if view.marks.contains(&at) { theme.mark() } else { " " };
        let day = format!("{mark}{}", Label::DayAndMonth(column.date).say());
        lower.push(Span::styled(drawing::pad(theme, &day, plan.column), style));
        let text =
            if column.date.year() == year { String::new() } else { column.date.year().to_string() };
        year = column.date.year();
        let text = if column.open { Label::Open.say() } else { text.into() };
        upper.push(Span::styled(drawing::pad(theme, &format!(" {text}"), plan.column), style));
    }
}

/// Years above columns of one cell, where there is room for them.
fn narrow_years(view: &TrendView, shown: &Range<usize>) -> String {
    let mut line = String::new();
    for year in &view.years {
        let (start, end) = (year.start.max(shown.start), year.end.min(shown.end));
        let number = view.trend.columns[year.start].date.year();
        let label = match end.saturating_sub(start) {
            0..4 => continue,
            4 => format!("'{:02}", number.rem_euclid(100)),
            _ => number.to_string(),
        };
        line = format!("{line:<before$}{label}", before = start - shown.start);
    }
    format!("{line:<width$}", width = shown.len())
}

/// Draws the word on the row under the cursor and its strip, where rows do not end in theirs.
fn word_of(view: &TrendView, buffer: &mut Buffer, area: Rect, theme: Theme) {
    let Some(row) = view.trend.rows.get(view.row) else { return };
    let strips = view.trend.columns.len().min(usize::from(area.width / 3).min(40));
    let word = term::row_of_grid(&view.trend, row);
    let room = usize::from(area.width).saturating_sub(word.width() + strips + 8);
    let name = drawing::fit(theme, &row.name, room);
    let colon = if word.is_empty() { "" } else { ": " };
    let words = Span::styled(format!("  {name}{colon}{word}  "), theme.strong());
    let used = u16::try_from(words.width()).unwrap_or(u16::MAX).min(area.width);
    drawing::line(buffer, area, 0, words);
    let beside = Rect { x: area.x + used, width: area.width - used, ..area };
    let width = u16::try_from(strips).unwrap_or(0).min(beside.width);
    strip(view, row, buffer, Rect { width, ..beside }, theme);
}
