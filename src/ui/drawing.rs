//! Writes lines onto the screen: fitted, safe, at a steady left edge.
//!
//! Nothing is drawn but through here, and everything that comes through here is sanitized: a line
//! of ours as well as people's text, so that no screen can forget it.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
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

/// Draws a line, with a mark at its end where it has no room.
pub fn marked<'a>(
    buffer: &mut Buffer,
    area: Rect,
    row: u16,
    text: impl Into<Line<'a>>,
    theme: Theme,
) {
    let text = clean(text.into());
    let cut = text.width() > usize::from(area.width);
    line(buffer, area, row, text);
    if cut {
        right(buffer, area, row, theme.ellipsis());
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
    buffer.set_style(area, style);
    let room = usize::from(area.width) * usize::from(area.height);
    let text = sanitize_to(room + 1, text);
    for (row, words) in (0..area.height).zip(lines(&text, area.width)) {
        buffer.set_stringn(area.x, area.y + row, words, area.width.into(), style);
    }
}

/// Writes people's text over the rows of `area`, from its left edge. Where they are too few, the
/// last one says that there is more.
pub fn wrapped_to_fit(buffer: &mut Buffer, area: Rect, theme: Theme, text: &str, style: Style) {
    let lines = folded(text, area.width.into());
    let room = usize::from(area.height);
    if lines.len() <= room {
        return wrapped(buffer, area, text, style);
    }
    let Some(last) = area.height.checked_sub(1) else { return };
    for (row, words) in (0..last).zip(&lines) {
        line(buffer, area, row, Span::styled(words.clone(), style));
    }
    let rest = fit(theme, &lines[room - 1..].join(" "), area.width.into());
    line(buffer, area, last, Span::styled(rest, style));
}

/// Wraps people's text into lines of at most `width` cells; no window has more than a hundred lines
/// for it.
pub fn folded(text: &str, width: usize) -> Vec<String> {
    let width = u16::try_from(width).unwrap_or(u16::MAX).max(1);
    let text = sanitize_to(usize::from(width) * 100, text);
    lines(&text, width).into_iter().map(str::to_owned).collect()
}

/// Counts the rows that [`wrapped`] takes for people's text, one at least; no window has more than
/// a hundred for it.
pub fn rows(text: &str, width: u16) -> u16 {
    let width = width.max(1);
    let text = sanitize_to(usize::from(width) * 100, text);
    u16::try_from(lines(&text, width).len().max(1)).unwrap_or(u16::MAX)
}

/// A word, or a part of one that is wider than a line.
#[derive(Debug)]
struct Word {
    start: usize,
    end: usize,
    cells: usize,
    /// Cells of the blanks behind it.
    blanks: usize,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        number(self.cells)
    }

    fn whitespace_width(&self) -> f64 {
        number(self.blanks)
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn number(cells: usize) -> f64 {
    f64::from(u32::try_from(cells).unwrap_or(u32::MAX))
}

/// Breaks a text between words, and between graphemes only where a word is wider than a line.
fn lines(text: &str, width: u16) -> Vec<&str> {
    let mut words: Vec<Word> = Vec::new();
    let mut joined = false;
    for (start, grapheme) in text.grapheme_indices(true) {
        let (end, cells) = (start + grapheme.len(), grapheme.width());
        // A no-break space is a part of its word.
        let blank = grapheme.chars().all(|c| c.is_whitespace() && c != '\u{a0}');
        match words.last_mut() {
            Some(word) if blank => word.blanks += cells,
            None if blank => {}
            Some(word) if joined && word.cells + cells <= width.into() => {
                (word.end, word.cells) = (end, word.cells + cells);
            }
            _ => words.push(Word { start, end, cells, blanks: 0 }),
        }
        joined = !blank;
    }
    let lines = wrap_first_fit(&words, &[f64::from(width)]).into_iter();
    lines.filter_map(|line| Some(&text[line.first()?.start..line.last()?.end])).collect()
}

/// Draws a thin rule across `area`.
pub fn rule(buffer: &mut Buffer, area: Rect, row: u16, theme: Theme) {
    for cell in cells(buffer, band(area, row, 1)) {
        cell.set_symbol(theme.rule()).set_style(theme.quiet());
    }
}

/// The short badge of a light.
pub fn badge(theme: Theme, light: impl Into<Option<Light>>) -> Span<'static> {
    let light = light.into();
    Span::styled(theme.short(light), theme.badge(light))
}

/// The long badge of a light, with the name of the vote.
pub fn long_badge(theme: Theme, light: impl Into<Option<Light>>, name: &str) -> Span<'static> {
    let light = light.into();
    Span::styled(format!(" {} {} ", theme.shape(light), safe(name)), theme.badge(light))
}

/// The cells of `area`, row after row. A window is not walked place by place, each looked up anew.
pub fn cells(buffer: &mut Buffer, area: Rect) -> impl Iterator<Item = &mut Cell> {
    let area = area.intersection(buffer.area);
    let [above, before] = [area.y - buffer.area.y, area.x - buffer.area.x].map(usize::from);
    let columns = usize::from(buffer.area.width).max(1);
    let rows = buffer.content.chunks_mut(columns).skip(above).take(area.height.into());
    rows.flat_map(move |row| &mut row[before..before + usize::from(area.width)])
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::widgets::{Paragraph, Widget, Wrap};

    use super::*;

    #[test]
    fn a_text_is_broken_between_words_and_a_long_word_between_graphemes() {
        assert_eq!(folded("one two  three", 8), ["one two", "three"]);
        assert_eq!(folded(" a  b", 8), ["a  b"]);
        assert_eq!(folded("a unbreakable", 6), ["a", "unbrea", "kable"]);
        let family = "👩\u{200d}👩\u{200d}👧";
        assert_eq!(folded(&family.repeat(3), 4), [family.repeat(2), family.to_owned()]);
        assert_eq!((folded("  ", 8).len(), rows("  ", 8)), (0, 1));
    }

    proptest! {
        /// The library draws half of a wide letter that does not fit, and a blank row between
        /// blanks and a word that fills a row: so there are none of these, and a word that may be
        /// long never stands behind two blanks.
        #[test]
        fn rows_are_those_that_the_library_takes(
            text in prop_oneof![
                "[a-eé]([a-eé\u{a0}-]{1,40} ?){0,4}",
                "([a-eé\u{a0}-]{1,4} {1,2}){0,12}",
            ],
            width in 8_u16..30,
        ) {
            let (taken, area) = (rows(&text, width), Rect::new(0, 0, width, 40));
            let (mut ours, mut theirs) = (Buffer::empty(area), Buffer::empty(area));
            wrapped(&mut ours, area, &text, Style::new());
            Paragraph::new(text).wrap(Wrap { trim: true }).render(area, &mut theirs);
            prop_assert_eq!(&ours, &theirs);
            let blank = |row| (0..width).all(|x| theirs[(x, row)].symbol() == " ");
            prop_assert!((taken..40).all(blank), "{} rows", taken);
        }
    }
}
