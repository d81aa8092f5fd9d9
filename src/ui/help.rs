//! Help: the keys of the place, of everywhere and of other places, from the one table; beside the
//! screen where there is room.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use crate::app::{App, Dialog, HelpDialog, HelpRow, Section};
use crate::keys::{Keys, Place};
use crate::messages::label::Label;
use crate::messages::{Message, Words};

use super::dialog_frame::frame_of;
use super::drawing;
use super::theme::Theme;

/// Cells of a body that has room for a screen with help beside it: a window of 120 columns.
const ROOMY: u16 = 116;
/// The most cells of the column of keys.
const KEYS: usize = 16;

/// The place of the screen and of help beside it, where help is open and there is room for both.
pub fn beside(app: &App, body: Rect) -> Option<(Rect, Rect)> {
    if body.width < ROOMY || !matches!(app.dialog, Some(Dialog::Help(_))) {
        return None;
    }
    let width = (body.width * 9 / 20).min(76);
    let screen = Rect { width: body.width - width - 2, ..body };
    Some((screen, Rect { x: screen.right() + 2, width, ..body }))
}

/// Draws the help of a place.
pub fn draw(app: &App, help: &HelpDialog, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let keys = &app.ctx.keys;
    let title = Words::new(keys, help.place).place(help.place);
    let inner = frame_of(title, area.width, area.height, frame, area, theme);
    let rows = help.rows(keys);
    let mut list = inner;
    if help.is_searched() {
        drawing::line(frame.buffer_mut(), inner, 0, Span::styled("/", theme.strong()));
        let typed = Rect { x: inner.x + 2, width: inner.width.saturating_sub(2), ..inner };
        drawing::typed(frame, typed, 0, &help.search, help.typing);
        list = drawing::below(inner, 2);
    }
    if rows.is_empty() {
        return drawing::wrapped(frame.buffer_mut(), list, &Label::NoSuchKey.say(), Style::new());
    }
    let page = Page { keys, help, theme, column: column(app, help.place, theme) };
    page.draw(&rows[help.scroll.min(rows.len() - 1)..], frame, list);
}

/// Cells of the column of keys: those of the place. A longer name elsewhere stands on a row of its
/// own.
fn column(app: &App, place: Place, theme: Theme) -> usize {
    let labels = app.ctx.keys.of_place(place).map(|keys| theme.words(&keys.label()).width());
    labels.max().unwrap_or(0).min(KEYS)
}

/// What a page of help is drawn with.
struct Page<'a> {
    keys: &'a Keys,
    help: &'a HelpDialog,
    theme: Theme,
    column: usize,
}

impl Page<'_> {
    /// Draws as many rows as fit, and says how many keys come after them.
    fn draw(&self, rows: &[HelpRow<'_>], frame: &mut Frame<'_>, area: Rect) {
        let mut at = 0;
        for (index, row) in rows.iter().enumerate() {
            let needed = self.height(row, at, area.width);
            let last = index + 1 == rows.len();
            // A head never stands alone at the foot.
            let below = match (row, rows.get(index + 1)) {
                (HelpRow::Head(_), Some(next)) => self.height(next, 1, area.width),
                _ => 0,
            };
            if at + needed + below + u16::from(!last) > area.height && index > 0 {
                let left = &rows[index..];
                let left = left.iter().filter(|row| matches!(row, HelpRow::Keys(..))).count();
                let words = Words::new(self.keys, Place::Help);
                let more = self.theme.words(&words.say(&Message::MoreKeys(left)));
                let more = drawing::fit(self.theme, &more, area.width.into());
                let foot = area.height.saturating_sub(1);
                return drawing::line(frame.buffer_mut(), area, foot, Span::raw(more));
            }
            self.draw_row(row, at, frame, area);
            at += needed;
        }
    }

    /// Rows of the window for a row of help: a head has a blank one before it, if anything has.
    fn height(&self, row: &HelpRow<'_>, at: u16, width: u16) -> u16 {
        match row {
            HelpRow::Head(_) => 1 + u16::from(at > 0),
            HelpRow::Keys(..) => {
                drawing::rows(&self.sentence(row), width.saturating_sub(self.indent()))
            }
        }
    }

    /// The keys as they are written.
    fn label(&self, row: &HelpRow<'_>) -> String {
        match row {
            HelpRow::Head(_) => String::new(),
            HelpRow::Keys(binding, _) => self.theme.words(&binding.label()),
        }
    }

    /// Rows above a sentence: one where the keys need all of it.
    fn above(&self, row: &HelpRow<'_>) -> u16 {
        u16::from(self.label(row).width() > self.column)
    }

    /// Cells before the sentences.
    fn indent(&self) -> u16 {
        u16::try_from(self.column + 2).unwrap_or(u16::MAX)
    }

    fn sentence(&self, row: &HelpRow<'_>) -> String {
        match row {
            HelpRow::Head(_) => String::new(),
            HelpRow::Keys(binding, place) => {
                let hint = Words::new(self.keys, *place).hint(binding.hint);
                self.theme.words(&hint.replace('`', ""))
            }
        }
    }

    fn draw_row(&self, row: &HelpRow<'_>, at: u16, frame: &mut Frame<'_>, area: Rect) {
        let (theme, buffer) = (self.theme, frame.buffer_mut());
        let (binding, place) = match row {
            HelpRow::Head(section) => {
                let words = Words::new(self.keys, self.help.place);
                let head = match section {
                    Section::Next => Label::HelpNext.say(),
                    Section::Here => Label::HelpHere.say(),
                    Section::Everywhere => Label::HelpEverywhere.say(),
                    Section::Elsewhere(place) => words.place(*place).into(),
                };
                let head = Span::styled(head, theme.heading());
                return drawing::line(buffer, area, at + u16::from(at > 0), head);
            }
            HelpRow::Keys(binding, place) => (binding, *place),
        };
        // A key that does not hold now is dimmed.
        let here = place == self.help.place;
        let blocked = here && self.help.blocked.contains(&binding.action);
        let (key, style) =
            if blocked { (theme.faint(), theme.faint()) } else { (theme.strong(), Style::new()) };
        drawing::line(buffer, area, at, Span::styled(self.label(row), key));
        let indent = self.indent().min(area.width);
        let text = Rect { x: area.x + indent, width: area.width - indent, ..area };
        let sentence = self.sentence(row);
        let rows = drawing::rows(&sentence, text.width);
        drawing::wrapped(buffer, drawing::band(text, at + self.above(row), rows), &sentence, style);
    }
}
