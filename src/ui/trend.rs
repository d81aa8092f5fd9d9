//! The trend grid: names frozen at the left, the newest session at the right.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::TrendView;
use crate::model::text::count;
use crate::model::{Cell, Vote};

use super::theme::Theme;
use super::{pen, title};

/// Cells of one session.
const COLUMN: usize = 8;

/// Draws the grid.
pub fn draw(view: &TrendView, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let trend = &view.trend;
    let sessions = u32::try_from(trend.columns.len()).unwrap_or(u32::MAX);
    title(frame, area, theme, &format!("{} · trends", trend.team), &count(sessions, "session"));
    let buffer = frame.buffer_mut();
    pen::rule(buffer, area, 1, theme);
    let longest = trend
        .rows
        .iter()
        .map(|r| unicode_width::UnicodeWidthStr::width(pen::safe(&r.name).as_str()))
        .max()
        .unwrap_or(0);
    let names = (longest + 2).clamp(12, usize::from(area.width) / 3);
    let visible = (usize::from(area.width).saturating_sub(names + 2) / COLUMN).max(1);
    // As long as the cursor is among the newest, those are shown; then it stays in the middle.
    let newest = trend.columns.len().saturating_sub(visible);
    let first = if view.column >= newest { newest } else { view.column.saturating_sub(visible / 2) };
    let shown = first..(first + visible).min(trend.columns.len());
    let mut days = vec![Span::raw(" ".repeat(names + 2))];
    let mut years = vec![Span::styled(pen::pad(theme, &earlier(first), names + 2), theme.faint())];
    let mut year = 0;
    for column in shown.clone() {
        let date = trend.columns[column].date;
        let style = if column == view.column { theme.strong() } else { Style::new() };
        days.push(Span::styled(format!("{:<COLUMN$}", date.strftime("%-d %b").to_string()), style));
        let text = if date.year() == year { String::new() } else { date.year().to_string() };
        year = date.year();
        let text = if trend.columns[column].open { "open".to_owned() } else { text };
        years.push(Span::styled(format!("{text:<COLUMN$}"), style));
    }
    pen::line(buffer, area, 2, Line::from(years));
    let later = trend.columns.len() - shown.end;
    if later > 0 {
        pen::right(buffer, area, 1, Span::styled(format!(" {later} later"), theme.faint()));
    }
    pen::line(buffer, area, 3, Line::from(days));
    let list = pen::below(area, 5);
    let step = if usize::from(list.height) >= trend.rows.len() * 2 { 2 } else { 1 };
    let rows = usize::from(list.height) / step;
    let top = if view.row < rows { 0 } else { view.row + 1 - rows };
    let below = trend.rows.len().saturating_sub(top + rows);
    if below > 0 || top > 0 {
        let hidden = format!(" {} more rows", below + top);
        pen::right(buffer, area, 4, Span::styled(hidden, theme.faint()));
    }
    for (index, row) in trend.rows.iter().enumerate().skip(top).take(rows) {
        let selected = index == view.row;
        let style = if selected { theme.strong() } else { Style::new() };
        let pointer = if selected { theme.pointer() } else { " " };
        let mut spans = vec![Span::styled(format!("{pointer} {}", pen::pad(theme, &row.name, names)), style)];
        for column in shown.clone() {
            let here = selected && column == view.column;
            spans.extend(cell(row.cells[column].as_ref(), row.cards[column].is_some(), here, false, COLUMN, theme));
        }
        pen::line(buffer, list, u16::try_from((index - top) * step).unwrap_or(u16::MAX), Line::from(spans));
    }
}

fn earlier(first: usize) -> String {
    if first == 0 { String::new() } else { format!("  {first} earlier") }
}

/// One cell: badge and arrow. What was not asked or not agreed on is a dot, never a colour; what is old is
/// not filled any more.
pub(super) fn cell(
    cell: Option<&Cell>,
    asked: bool,
    here: bool,
    old: bool,
    width: usize,
    theme: Theme,
) -> Vec<Span<'static>> {
    let (open, close) = if here { ("[", "]") } else { (" ", " ") };
    let mut spans = vec![Span::styled(open, theme.strong())];
    let mut used = 2;
    if let Some(cell) = cell {
        let text = match cell.vote {
            Vote::Light(light) => theme.short(light).to_owned(),
            Vote::Level(level) => format!("{}{level}", theme.shape(cell.light)),
        };
        used += unicode_width::UnicodeWidthStr::width(text.as_str());
        spans.push(Span::styled(text, if old { theme.faint() } else { theme.badge(cell.light) }));
        let arrow = cell.direction.map_or(" ", |d| theme.arrow(d));
        spans.push(Span::raw(format!(" {arrow}")));
        used += 2;
    } else {
        spans.push(Span::styled(if asked { theme.nothing() } else { " " }, theme.faint()));
        used += 1;
    }
    spans.push(Span::styled(close, theme.strong()));
    spans.push(Span::raw(" ".repeat(width.saturating_sub(used))));
    spans
}
