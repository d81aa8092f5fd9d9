//! Writing lines onto the screen: fitted, safe, at a steady left edge.
//!
//! People's text comes through [`safe`] or [`fit`] and no other way.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget, Wrap};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::model::Light;
use crate::model::text::sanitize;

use super::theme::Theme;

/// People's text as it may be drawn.
pub fn safe(text: &str) -> String {
    sanitize(text).into_owned()
}

/// People's text cut to `width` cells, with a mark where it was cut.
pub fn fit(theme: Theme, text: &str, width: usize) -> String {
    let text = sanitize(text);
    if text.width() <= width {
        return text.into_owned();
    }
    let room = width.saturating_sub(theme.ellipsis().width());
    let mut cut = String::new();
    for grapheme in text.graphemes(true) {
        if cut.width() + grapheme.width() > room {
            break;
        }
        cut.push_str(grapheme);
    }
    if width > 0 {
        cut.push_str(theme.ellipsis());
    }
    cut
}

/// [`fit`], filled up with blanks to exactly `width` cells.
pub fn pad(theme: Theme, text: &str, width: usize) -> String {
    let fitted = fit(theme, text, width);
    let blanks = width.saturating_sub(fitted.width());
    format!("{fitted}{}", " ".repeat(blanks))
}

/// Writes a line at a row of `area`, from its left edge. Rows outside are left out.
pub fn line<'a>(buffer: &mut Buffer, area: Rect, row: u16, line: impl Into<Line<'a>>) {
    if row < area.height {
        buffer.set_line(area.x, area.y + row, &line.into(), area.width);
    }
}

/// Writes a line that ends at the right edge of `area`.
pub fn right<'a>(buffer: &mut Buffer, area: Rect, row: u16, text: impl Into<Line<'a>>) {
    let text = text.into();
    let width = u16::try_from(text.width()).unwrap_or(u16::MAX).min(area.width);
    if row < area.height {
        buffer.set_line(area.right() - width, area.y + row, &text, width);
    }
}

/// Writes people's text wrapped into `area`.
pub fn wrapped(buffer: &mut Buffer, area: Rect, text: &str, style: Style) {
    Paragraph::new(safe(text)).style(style).wrap(Wrap { trim: true }).render(area, buffer);
}

/// How many rows people's text takes at this width.
pub fn rows(text: &str, width: u16) -> u16 {
    let mut rows = 1;
    let mut used = 0;
    for word in sanitize(text).split_whitespace() {
        let word = word.width();
        if used > 0 && used + 1 + word > usize::from(width) {
            rows += 1;
            used = word;
        } else {
            used += word + usize::from(used > 0);
        }
    }
    rows
}

/// A thin rule across `area`.
pub fn rule(buffer: &mut Buffer, area: Rect, row: u16, theme: Theme) {
    if row < area.height {
        let rule = theme.rule().repeat(usize::from(area.width));
        buffer.set_string(area.x, area.y + row, rule, theme.faint());
    }
}

/// The short badge of a light.
pub fn badge(theme: Theme, light: Light) -> Span<'static> {
    Span::styled(theme.short(light), theme.badge(light))
}

/// The long badge of a light, with what the vote is called.
pub fn long_badge(theme: Theme, light: Light, name: &str) -> Span<'static> {
    Span::styled(format!(" {} {} ", theme.shape(light), safe(name)), theme.badge(light))
}

/// A part of `area` from a row on.
pub fn below(area: Rect, row: u16) -> Rect {
    let row = row.min(area.height);
    Rect { y: area.y + row, height: area.height - row, ..area }
}

/// At most `height` rows of `area` from a row on.
pub fn band(area: Rect, row: u16, height: u16) -> Rect {
    let below = below(area, row);
    Rect { height: below.height.min(height), ..below }
}

/// The left and the right half of `area` with `gap` cells between them.
pub fn halves(area: Rect, gap: u16) -> (Rect, Rect) {
    let half = area.width.saturating_sub(gap) / 2;
    let left = Rect { width: half, ..area };
    let right = Rect { x: area.x + half + gap.min(area.width), width: half, ..area };
    (left, right.intersection(area))
}

/// Shows the text cursor, where text is typed.
pub fn cursor(frame: &mut Frame<'_>, area: Rect, column: usize, row: u16) {
    let x = area.x.saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
    if x < area.right() && row < area.height {
        frame.set_cursor_position((x, area.y + row));
    }
}
