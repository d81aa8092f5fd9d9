//! Writes lines onto the screen: fitted, safe, at a steady left edge.
//!
//! Nothing is drawn but through here, and everything that comes through here is sanitized: a line
//! of ours as well as people's text, so that no screen can forget it.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget, Wrap};
use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::model::Light;
use crate::model::text::sanitize_to;

use super::theme::Theme;

/// The most cells of one row. No window is wider, and what is beyond costs no time.
const WIDEST: usize = 1000;

/// Sanitizes people's text for one row.
pub fn safe(text: &str) -> String {
    sanitize_to(WIDEST, text).into_owned()
}

/// Cuts people's text to `width` cells, with a mark where it was cut.
pub fn fit(theme: Theme, text: &str, width: usize) -> String {
    let text = sanitize_to(width + 1, text);
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
        buffer.set_line(area.x, area.y + row, &clean(line.into()), area.width);
    }
}

/// Sanitizes a line.
fn clean(mut line: Line<'_>) -> Line<'_> {
    for span in &mut line.spans {
        if let Cow::Owned(safe) = sanitize_to(WIDEST, &span.content) {
            span.content = Cow::Owned(safe);
        }
    }
    line
}

/// Writes a line that ends at the right edge of `area`.
pub fn right<'a>(buffer: &mut Buffer, area: Rect, row: u16, text: impl Into<Line<'a>>) {
    let text = clean(text.into());
    let width = u16::try_from(text.width()).unwrap_or(u16::MAX).min(area.width);
    if row < area.height {
        buffer.set_line(area.right() - width, area.y + row, &text, width);
    }
}

/// Writes people's text wrapped into `area`.
pub fn wrapped(buffer: &mut Buffer, area: Rect, text: &str, style: Style) {
    let room = usize::from(area.width) * usize::from(area.height);
    Paragraph::new(sanitize_to(room + 1, text))
        .style(style)
        .wrap(Wrap { trim: true })
        .render(area, buffer);
}

/// People's text in lines of at most `width` cells, broken between words where that is possible; no
/// window has more than a hundred lines for it.
pub fn folded(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    for paragraph in sanitize_to(width * 100, text).lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.width() + 1 + word.width() > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            for grapheme in word.graphemes(true) {
                // A word that is wider than a line goes on in the next one.
                if !line.is_empty() && line.width() + grapheme.width() > width {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(grapheme);
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines
}

/// Counts the rows that people's text takes at this width; no window has more than a hundred for it.
pub fn rows(text: &str, width: u16) -> u16 {
    let width = usize::from(width).max(1);
    let mut rows = 1_usize;
    let mut used = 0;
    for word in sanitize_to(width * 100, text).split_whitespace() {
        let mut word = word.width();
        if used > 0 && used + 1 + word > width {
            rows += 1;
            used = 0;
        }
        // A word that is wider than a row goes on in the next ones.
        while word > width {
            rows += 1;
            word -= width;
        }
        used += word + usize::from(used > 0);
    }
    u16::try_from(rows).unwrap_or(u16::MAX)
}

/// Draws a thin rule across `area`.
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

/// The long badge of a light, with the name of the vote.
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

/// Writes the line of text that is being typed from the left edge of `area`, and shows the cursor
/// in it. Where it does not fit, the part around the cursor is shown. Returns the cells it took.
///
/// The cursor stands behind what is drawn before it, which may be less than what was typed.
pub fn typed(frame: &mut Frame<'_>, area: Rect, row: u16, input: &Input, here: bool) -> usize {
    let value = input.value();
    let at = value.char_indices().nth(input.cursor()).map_or(value.len(), |(at, _)| at);
    let nearest =
        value[..at].char_indices().rev().nth(WIDEST - 1).map_or(0, |(nearest, _)| nearest);
    let (before, after) = (safe(&value[nearest..at]), safe(&value[at..]));
    let room = usize::from(area.width).saturating_sub(1);
    let mut start = 0;
    let mut column = before.width();
    for (index, grapheme) in before.grapheme_indices(true) {
        if column <= room || !here {
            break;
        }
        column -= grapheme.width();
        start = index + grapheme.len();
    }
    // Sanitized as a whole once more: what stands behind the cursor may belong to what stands
    // before it.
    let shown = safe(&format!("{}{after}", &before[start..]));
    let width = shown.width();
    line(frame.buffer_mut(), area, row, Span::raw(shown));
    if here {
        let x = area.x.saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
        if x < area.right() && row < area.height {
            frame.set_cursor_position((x, area.y + row));
        }
    }
    width
}
