//! The frame of a dialog, and a field in which a line of text is typed.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Widget};
use tui_input::Input;

use super::drawing;
use super::theme::Theme;
use crate::app::{App, Screen};

/// Clears the lower part of the screen and frames it, so that the votes which are talked about
/// stay in sight above it. Returns what is inside.
pub fn frame_of(
    title: &str,
    width: u16,
    height: u16,
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    let outer =
        Rect { x: area.x + (area.width - width) / 2, y: area.bottom() - height, width, height };
    let buffer = frame.buffer_mut();
    Clear.render(outer, buffer);
    let mut block = Block::bordered();
    if !title.is_empty() {
        let title = drawing::fit(theme, &theme.words(title), usize::from(width).saturating_sub(6));
        block = block.title(Line::from(Span::styled(format!(" {title} "), theme.strong())));
    }
    block =
        if theme.ascii() { block.border_set(ASCII) } else { block.border_type(BorderType::Plain) };
    let inner = block.inner(outer);
    block.render(outer, buffer);
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}

/// The rows that a form may take: on a check a third of the window, below the votes that are talked
/// about; elsewhere all of it.
pub fn room_below(app: &App, area: Rect) -> u16 {
    if matches!(app.screens.top, Screen::Check(_)) { area.height / 3 } else { area.height }
}

/// A frame in ASCII.
const ASCII: ratatui::symbols::border::Set<'static> = ratatui::symbols::border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// A line of text being typed, with its label and what it will be taken for.
pub struct Typed<'a> {
    pub label: &'a str,
    pub input: &'a Input,
    pub here: bool,
    pub hint: &'a str,
}

/// Draws a line of text being typed.
pub fn field(frame: &mut Frame<'_>, area: Rect, row: u16, typed: &Typed<'_>, theme: Theme) {
    field_at(frame, area, row, typed, 10, theme);
}

/// Draws a line of text being typed, behind so many cells of label.
pub fn field_at(
    frame: &mut Frame<'_>,
    area: Rect,
    row: u16,
    typed: &Typed<'_>,
    labels: u16,
    theme: Theme,
) {
    let style = if typed.here { theme.strong() } else { Style::new() };
    let pointer = if typed.here { theme.pointer() } else { " " };
    drawing::line(
        frame.buffer_mut(),
        area,
        row,
        Span::styled(format!("{pointer} {:<7}", typed.label), style),
    );
    let value = Rect { x: area.x + labels, width: area.width.saturating_sub(labels), ..area };
    let width = drawing::typed(frame, value, row, typed.input, typed.here);
    if !typed.hint.is_empty() {
        let used = u16::try_from(width).unwrap_or(u16::MAX).min(value.width);
        let beside = Rect { x: value.x + used, width: value.width - used, ..value };
        let hint = format!("   {}", theme.words(typed.hint));
        drawing::line(frame.buffer_mut(), beside, row, Span::styled(hint, theme.faint()));
    }
}
