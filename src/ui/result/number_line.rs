//! Votes of levels as stacks over a number line, with the median marked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};
use unicode_width::UnicodeWidthStr;

use crate::messages::label::Label;
use crate::model::{Bin, Level, Levels, Scale, Tally, consensus};

use super::super::big_text::{Big, Size};
use super::super::drawing;
use super::super::theme::Theme;

/// The least cells of a column.
const NARROWEST: usize = 5;
/// The most columns: more levels share one.
const MOST_COLUMNS: usize = 21;
/// How many levels may share a column: round numbers, so that borders are where people look.
const ROUND: [usize; 10] = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500];
/// The widest a stack is drawn.
const WIDEST: u16 = 24;
/// Rows below the stacks: the line, the levels, their labels.
const BELOW: u16 = 3;

/// The fewest rows of a number line with stacks.
const LEAST: u16 = 6;

/// Draws the stacks and their line. Returns the rows it took.
pub fn draw(buffer: &mut Buffer, area: Rect, scale: &Scale, tally: &Tally, theme: Theme) -> u16 {
    let Some(levels) = scale.levels() else { return 0 };
    if area.height < LEAST {
        return in_words(buffer, area, scale, tally, theme);
    }
    let columns = columns(levels, tally, usize::from(area.width));
    let width = (area.width / u16::try_from(columns.len().max(1)).unwrap_or(u16::MAX)).max(1);
    let median = consensus::suggestion(scale, tally).map(|suggestion| suggestion.vote);
    let stacks = area.height.saturating_sub(BELOW + 1);
    let most = columns.iter().map(|column| column.n).max().unwrap_or(0).max(1);
    for (index, column) in (0..).zip(&columns) {
        let x = area.x + index * width;
        let place = Rect { x, width: width.min(area.right().saturating_sub(x)), ..area };
        let light = column.light(scale);
        let bar = WIDEST.min(place.width.saturating_sub(1)).max(1);
        let bar = Rect { x: place.x + (place.width - bar) / 2, width: bar, ..place };
        let top = stack(buffer, Rect { height: stacks + 1, ..bar }, column.n, most, |cells, to| {
            theme.fill(to, cells, light);
        });
        if column.n > 0 {
            let count = Span::styled(column.n.to_string(), theme.strong());
            centred(buffer, place, top, count);
        }
        let here = median.is_some_and(|vote| column.holds(vote));
        let name = column.name();
        let style = if here { theme.cursor() } else { theme.strong() };
        centred(buffer, place, stacks + 2, Span::styled(format!(" {name} "), style));
    }
    drawing::rule(buffer, area, stacks + 1, theme);
    labels(buffer, area, levels, &columns, width, theme);
    if let Some(at) = median.and_then(|vote| columns.iter().position(|c| c.holds(vote))) {
        let at = u16::try_from(at).unwrap_or(0);
        let place = Rect { x: area.x + at * width, width, ..area };
        let words = Label::Median.say();
        // The pointer stands on the line, below the stack of the median.
        let words = format!("{} {words}", theme.pointer_up());
        let room = usize::from(area.right() - place.x);
        if words.width() <= room {
            let x = place.x + width.saturating_sub(1) / 2;
            let place = Rect { x, width: area.right() - x, ..area };
            let style = theme.strong().fg(Color::Reset);
            drawing::line(buffer, place, stacks + 1, Span::styled(words, style));
        }
    }
    area.height
}

/// Draws the levels to choose from as blocks, and their labels below. Nothing is marked.
pub fn choices(buffer: &mut Buffer, area: Rect, levels: &Levels, theme: Theme) {
    let columns = columns(levels, &Tally::default(), usize::from(area.width));
    let width = (area.width / u16::try_from(columns.len().max(1)).unwrap_or(u16::MAX)).max(1);
    let height = area.height.saturating_sub(1);
    let room = (width.saturating_sub(3), height.saturating_sub(2));
    // All of them in one size: none is more than another.
    let fits = |column: &Bin| Big::fit(&column.name(), room, Size::Giant).size();
    let size = columns.iter().map(fits).min().unwrap_or(Size::Line);
    let big = |column: &Bin| Big::fit(&column.name(), room, size);
    let widest = columns.iter().map(|column| big(column).width()).max().unwrap_or(0) + 2;
    for (index, column) in (0..).zip(&columns) {
        let x = area.x + index * width;
        let place = Rect { x, width: width.saturating_sub(1), height, ..area }.intersection(area);
        theme.fill_seat(buffer, place, false);
        let rows = size.rows() + if size == Size::Line { 0 } else { 2 };
        let (wide, high) = (widest.min(place.width), rows.min(place.height));
        let middle = Rect {
            x: place.x + (place.width - wide) / 2,
            y: place.y + (place.height - high) / 2,
            width: wide,
            height: high,
        };
        Clear.render(middle, buffer);
        let big = big(column);
        if big.is_large() {
            let before = wide.saturating_sub(big.width()) / 2;
            let inner = Rect { x: middle.x + before, width: wide - before, ..middle };
            big.draw(buffer, drawing::below(inner, 1), theme, theme.strong());
        } else {
            centred(buffer, middle, 0, Span::styled(column.name(), theme.strong()));
        }
    }
    labels(buffer, area, levels, &columns, width, theme);
}

/// Writes how many chose each level, where there is no room for a picture.
fn in_words(buffer: &mut Buffer, area: Rect, scale: &Scale, tally: &Tally, theme: Theme) -> u16 {
    let mut line = Line::default();
    for (vote, n) in scale.listed(&tally.votes).into_iter().filter(|(_, n)| *n > 0) {
        let badge = format!(" {} {} ", theme.shape(scale.light(vote)), vote.name());
        line.push_span(Span::styled(badge, theme.badge(scale.light(vote))));
        line.push_span(Span::styled(format!(" {n}   "), theme.strong()));
    }
    drawing::line(buffer, area, 0, line);
    area.height.min(1)
}

/// Draws a block for each vote, the first at the bottom. Returns the row above the stack.
fn stack(
    buffer: &mut Buffer,
    area: Rect,
    n: u32,
    most: u32,
    mut fill: impl FnMut(Rect, &mut Buffer),
) -> u16 {
    let room = area.height.saturating_sub(1);
    let (n, most) = (u16::try_from(n).unwrap_or(u16::MAX), u16::try_from(most).unwrap_or(u16::MAX));
    let unit = (room / most).min(6);
    if unit == 0 {
        // More votes than rows: one block in proportion, and one row at least.
        let height = (u32::from(room) * u32::from(n) / u32::from(most)).max(u32::from(n.min(1)));
        let height = u16::try_from(height).unwrap_or(room);
        fill(Rect { y: area.bottom() - height, height, ..area }, buffer);
        return area.height.saturating_sub(height + 1);
    }
    let block = if unit > 1 { unit - 1 } else { 1 };
    for at in 0..n {
        let y = area.bottom() - at * unit - block;
        fill(Rect { y, height: block, ..area }, buffer);
    }
    (area.height + u16::from(unit > 1 && n > 0)).saturating_sub(n * unit + 1)
}

/// Draws the labels of levels below them, each from its own column as far as the next one.
fn labels(
    buffer: &mut Buffer,
    area: Rect,
    levels: &Levels,
    columns: &[Bin],
    width: u16,
    theme: Theme,
) {
    let row = area.height.saturating_sub(1);
    let at = |level: Level| columns.iter().position(|c| c.first <= level && level <= c.last);
    let places: Vec<(usize, &str)> = levels
        .labels
        .iter()
        .filter_map(|(level, label)| Some((at(*level)?, label.as_str())))
        .collect();
    let last = columns.len().saturating_sub(1);
    for (index, (column, label)) in places.iter().enumerate() {
        let next = places.get(index + 1).map_or(columns.len(), |(next, _)| *next);
        let room = usize::from(width) * (next - column).max(1);
        let x = area.x + u16::try_from(*column).unwrap_or(0) * width;
        let text = drawing::safe(label);
        if *column == last && last > 0 && text.width() >= usize::from(width) {
            // The last label ends with the line, if the one before leaves it the room.
            let place = Rect { width: u16::try_from(columns.len()).unwrap_or(1) * width, ..area };
            let before = places.get(index.wrapping_sub(1)).map_or(0, |(before, text)| {
                before * usize::from(width) + drawing::safe(text).width() + 2
            });
            let room = usize::from(place.width).saturating_sub(before);
            drawing::right(buffer, place, row, Span::raw(drawing::fit(theme, &text, room)));
        } else if text.width() < room.min(usize::from(width)) {
            let place = Rect { x, width, ..area };
            centred(buffer, place, row, Span::raw(text));
        } else {
            let place = Rect { x, width: area.right() - x, ..area };
            let text = drawing::fit(theme, &text, room.saturating_sub(1));
            drawing::line(buffer, place, row, Span::raw(text));
        }
    }
}

/// Writes a span in the middle of the cells of `area`.
fn centred(buffer: &mut Buffer, area: Rect, row: u16, span: Span<'_>) {
    let width = u16::try_from(span.width()).unwrap_or(u16::MAX).min(area.width);
    let place = Rect { x: area.x + (area.width - width) / 2, width, ..area };
    drawing::line(buffer, place, row, span);
}

/// Splits the levels of a scale over as many columns as the width has room for, each wide enough
/// for its name.
fn columns(levels: &Levels, tally: &Tally, width: usize) -> Vec<Bin> {
    let all = usize::try_from(levels.count()).unwrap_or(1).max(1);
    let most = MOST_COLUMNS.min(width / NARROWEST).max(1);
    let steps = ROUND.into_iter().filter(|each| all.div_ceil(*each) <= most);
    for each in steps {
        let columns = Bin::of(levels, tally, each);
        let widest = columns.iter().map(|column| column.name().width() + 2).max().unwrap_or(0);
        if widest <= width / columns.len().max(1) {
            return columns;
        }
    }
    Bin::of(levels, tally, all.div_ceil(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_wide_enough_for_its_name_and_begins_at_a_round_level() {
        let level = |whole: i32| Level::thousandths(whole * 1000);
        let names = |max: i32, width: usize| -> Vec<String> {
            let levels = Levels::new(level(0), level(max), level(1));
            columns(&levels, &Tally::default(), width).iter().map(Bin::name).collect()
        };
        assert_eq!(names(4, 76), ["0", "1", "2", "3", "4"]);
        assert_eq!(names(100, 116).first().map(String::as_str), Some("0-9"));
        for (max, width) in [(10, 56), (10, 196), (50, 76), (100, 56), (100, 116), (1000, 196)] {
            let names = names(max, width);
            let cells = width / names.len();
            assert!(names.iter().all(|name| name.width() + 2 <= cells), "{max} {width} {names:?}");
        }
    }
}
