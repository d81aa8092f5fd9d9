//! The keys of a place, from the one table.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::keys::{self, Place};

use super::dialog_frame::frame_of;
use super::drawing;
use super::theme::Theme;

/// Draws the help of a place.
pub fn draw(place: Place, scroll: usize, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let inner = frame_of(place.name(), area.width, area.height, frame, area, theme);
    let buffer = frame.buffer_mut();
    let bindings: Vec<_> = keys::of_place(place).collect();
    let keys_width =
        bindings.iter().map(|b| theme.words(&b.label()).width()).max().unwrap_or(0).min(22);
    let mut row = 0;
    for (index, binding) in bindings.iter().enumerate().skip(scroll) {
        if row + 1 >= inner.height && index + 1 < bindings.len() {
            let more = format!("{} more, {}", bindings.len() - index, theme.words("↓ shows them"));
            let more = drawing::pad(theme, &more, usize::from(inner.width));
            drawing::line(
                buffer,
                inner,
                inner.height.saturating_sub(1),
                Span::styled(more, theme.faint()),
            );
            break;
        }
        let label = drawing::pad(theme, &theme.words(&binding.label()), keys_width);
        let text = Rect { x: inner.x + u16::try_from(keys_width + 3).unwrap_or(0), ..inner };
        let text = text.intersection(inner);
        drawing::line(buffer, inner, row, Line::from(Span::styled(label, theme.strong())));
        let help = theme.words(&binding.help.replace('`', ""));
        let rows = drawing::rows(&help, text.width);
        drawing::wrapped(
            buffer,
            drawing::band(text, row, rows),
            &help,
            ratatui::style::Style::new(),
        );
        row += rows;
    }
}
