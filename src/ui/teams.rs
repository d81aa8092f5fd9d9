//! The team grid: names of dimensions frozen at the left, teams in the workspace's order.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::{Density, TeamsView};
use crate::export::{age, pattern_words};
use crate::messages::label::{Label, Noun};
use crate::messages::term;
use crate::model::{Metric, TeamColumn, TeamRow};

use super::drawing;
use super::theme::Theme;
use super::title::title;
use super::trend::cell::{self, Letters, Look};
use super::trend::{LARGE_COLUMN, WIDE_LARGE_COLUMN};

/// The least and the most cells of one team.
const COLUMN: usize = 13;
const WIDEST: usize = 50;
/// Cells of the words behind a row.
const TAIL: u16 = 24;

/// Draws the grid.
pub fn draw(view: &TeamsView, large: bool, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let grid = &view.grid;
    let day = grid.as_of.map_or_else(Cow::default, |day| Label::Date(day).say());
    let teams = Label::Count(Noun::Team, grid.columns.len()).say();
    let narrow = view.density == Density::Narrow;
    let key = match view.shows {
        Metric::Agreement | Metric::Participation if narrow => Label::KeyOfTenths.say(),
        _ => Cow::default(),
    };
    let (metric, today) = (term::metric(view.shows), view.as_of.is_none());
    let left = Label::TeamsTitle { day: &day, today, metric, key: &key }.say();
    title(frame, area, theme, &left, &teams);
    let buffer = frame.buffer_mut();
    drawing::rule(buffer, area, 1, theme);
    let longest = grid.rows.iter().map(|row| drawing::safe(&row.name).width()).max().unwrap_or(0);
    let names = (longest + 4).clamp(12, usize::from(area.width) / 3);
    let tail = usize::from(if area.width >= 100 { TAIL } else { 0 });
    let room = usize::from(area.width).saturating_sub(names + 2 + tail);
    let least = match area.width {
        _ if !large => COLUMN,
        130.. => WIDE_LARGE_COLUMN,
        _ => LARGE_COLUMN,
    };
    let wanted = grid.columns.len().max(1);
    // Large cells share the room between those that fit.
    let wanted = if large { wanted.min((room / least).max(1)) } else { wanted };
    let cells = if narrow { 1 } else { (room / wanted).clamp(least, WIDEST) };
    let visible = (room / cells).max(1);
    let first =
        view.column.saturating_sub(visible / 2).min(grid.columns.len().saturating_sub(visible));
    let shown = first..(first + visible).min(grid.columns.len());
    let before =
        if first == 0 { String::new() } else { format!("  {}", Label::Before(first).say()) };
    let mut heads = vec![Span::styled(drawing::pad(theme, &before, names + 2), theme.faint())];
    let mut ages = vec![Span::raw(" ".repeat(names + 2))];
    if narrow {
        narrow_heads(view, &shown, &mut heads, &mut ages, theme);
    }
    for at in shown.clone().filter(|_| !narrow) {
        let column = &grid.columns[at];
        let style = match at == view.column && !view.on_name {
            true => theme.strong(),
            false if column.is_old() => theme.faint(),
            false => Style::new(),
        };
        heads.push(Span::styled(
            drawing::pad(
                theme,
                &format!(" {} ", drawing::fit(theme, &column.team, cells - 2)),
                cells,
            ),
            style,
        ));
        let age = age_of(column);
        ages.push(Span::styled(
            drawing::pad(theme, &format!(" {age}"), cells),
            if column.is_old() { theme.faint() } else { style },
        ));
    }
    let after = grid.columns.len() - shown.end;
    if after > 0 {
        drawing::right(
            buffer,
            area,
            1,
            Span::styled(format!(" {}", Label::More(after).say()), theme.faint()),
        );
    }
    drawing::line(buffer, area, 2, Line::from(heads));
    drawing::line(buffer, area, 3, Line::from(ages));
    let list = drawing::band(area, 5, area.height.saturating_sub(7));
    let step =
        (usize::from(list.height) / grid.rows.len().max(1)).clamp(1, if large { 5 } else { 4 });
    let rows = usize::from(list.height) / step;
    let top = if view.row < rows { 0 } else { view.row + 1 - rows };
    let hidden = grid.rows.len().saturating_sub(rows);
    if hidden > 0 {
        drawing::right(
            buffer,
            area,
            4,
            Span::styled(format!(" {}", Label::Count(Noun::MoreRow, hidden).say()), theme.faint()),
        );
    }
    for (index, row) in grid.rows.iter().enumerate().skip(top).take(rows) {
        let selected = index == view.row;
        let style = if selected { theme.strong() } else { Style::new() };
        let pointer = if selected { theme.pointer() } else { " " };
        let mark = if row.pattern().is_some() { "!" } else { " " };
        let name = drawing::pad(theme, &row.name, names - 3);
        let (open, close) = if selected && view.on_name { ("[", "]") } else { (" ", " ") };
        let name = if view.on_name { format!("{}{close}", name.trim_end()) } else { name };
        let name = drawing::pad(theme, &name, names - 2);
        let y = u16::try_from((index - top) * step).unwrap_or(u16::MAX);
        let band = drawing::band(list, y, u16::try_from(step).unwrap_or(1));
        let middle = band.height.saturating_sub(2) / 2;
        let head = Line::from(vec![
            Span::styled(format!("{pointer}{open}{name}"), style),
            Span::styled(format!("{mark} "), theme.strong()),
        ]);
        drawing::line(buffer, band, middle, head);
        let mut x = band.x + u16::try_from(names + 2).unwrap_or(u16::MAX);
        let width = u16::try_from(cells).unwrap_or(1);
        for at in shown.clone() {
            let here = selected && at == view.column && !view.on_name;
            let look = Look {
                here,
                old: grid.columns[at].is_old(),
                reworded: false,
                letters: Letters::of(large),
            };
            let sign = row.sign(at, view.shows);
            let place = Rect { x, width, ..band }.intersection(band);
            match view.density {
                Density::Narrow => cell::narrow_block(buffer, place, &sign, look, theme),
                _ => cell::block(buffer, place, &sign, look, theme),
            }
            x += width;
        }
        let (needy, of) = row.yellow_or_red();
        if tail > 0 && needy > 0 {
            let place = Rect { x: x + 1, width: TAIL, ..band }.intersection(band);
            let words = Label::YellowOrRed { needy, of }.say();
            drawing::line(buffer, place, middle, Span::styled(words, style));
        }
    }
    let words = below(view.grid.rows.get(view.row), grid.patterns().next().is_some());
    drawing::line(buffer, area, area.height.saturating_sub(1), Span::raw(words));
}

fn age_of(column: &TeamColumn) -> Cow<'static, str> {
    if column.session.is_none() {
        return Label::NothingYet.say();
    }
    let age = age(column);
    // Two ages side by side have to stay two.
    let short = if age.width() + 1 < COLUMN { &age } else { age.trim_end_matches(" ago") };
    short.to_owned().into()
}

/// The heads of a grid with one cell a team: the team under the cursor, and the age of its session.
fn narrow_heads(
    view: &TeamsView,
    shown: &std::ops::Range<usize>,
    heads: &mut Vec<Span<'static>>,
    ages: &mut Vec<Span<'static>>,
    theme: Theme,
) {
    let Some(column) = view.grid.columns.get(view.column) else { return };
    let age = age_of(column);
    heads.push(Span::styled(
        format!("{}, {age}", drawing::fit(theme, &column.team, 40)),
        theme.strong(),
    ));
    for at in shown.clone() {
        ages.push(Span::styled(
            if at == view.column { theme.pointer_down() } else { " " },
            theme.strong(),
        ));
    }
}

/// The line below the grid: the pattern of the row under the cursor, else the key to the mark.
fn below(row: Option<&TeamRow>, any: bool) -> String {
    match row.and_then(|row| Some((row, row.pattern()?))) {
        Some((row, pattern)) => {
            let (name, pattern) = (drawing::safe(&row.name), pattern_words(pattern));
            format!("! {}", Label::PatternOf { name: &name, pattern: &pattern }.say())
        }
        None if any => format!("! {}", Label::Patterns.say()),
        None => String::new(),
    }
}
