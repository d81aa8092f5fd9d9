//! The keys of a place, from the one table.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::{App, HelpDialog};
use crate::keys::Place;
use crate::messages::{Message, Words};

use super::dialog_frame::frame_of;
use super::drawing;
use super::theme::Theme;

/// Draws the help of a place.
pub fn draw(app: &App, help: &HelpDialog, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let HelpDialog { place, scroll, blocked } = help;
    let (place, scroll) = (*place, *scroll);
    let words = Words::new(&app.ctx.keys, place);
    let inner = frame_of(words.place(place), area.width, area.height, frame, area, theme);
    let buffer = frame.buffer_mut();
    let bindings: Vec<_> = app.ctx.keys.of_place(place).collect();
    let keys_width =
        bindings.iter().map(|b| theme.words(&b.label()).width()).max().unwrap_or(0).min(22);
    let mut row = 0;
    for (index, binding) in bindings.iter().enumerate().skip(scroll) {
        if row + 1 >= inner.height && index + 1 < bindings.len() {
            let words = Words::new(&app.ctx.keys, Place::Help);
            let more = theme.words(&words.say(&Message::MoreKeys(bindings.len() - index)));
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
        // A key that does not hold now is dimmed.
        let blocked = blocked.contains(&binding.action);
        let (key, style) =
            if blocked { (theme.faint(), theme.faint()) } else { (theme.strong(), Style::new()) };
        drawing::line(buffer, inner, row, Line::from(Span::styled(label, key)));
        let help = theme.words(&words.hint(binding.hint).replace('`', ""));
        let rows = drawing::rows(&help, text.width);
        drawing::wrapped(buffer, drawing::band(text, row, rows), &help, style);
        row += rows;
    }
}
