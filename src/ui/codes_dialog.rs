//! The dialog of ballot codes. A plain line is dots: it is a vote.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use tui_input::Input;

use crate::app::{App, CodesDialog, CodesRow};
use crate::keys::Place;
use crate::messages::label::{Instruction, Label};

use super::dialog_frame::{Typed, field, frame_of};
use super::drawing;
use super::theme::Theme;

/// Draws where codes come from, and what became of those that came.
pub fn draw(app: &App, dialog: &CodesDialog, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let width = area.width.min(80);
    let inside = width.saturating_sub(4);
    let told: Vec<String> = match &dialog.told {
        Some(counts) => counts.iter().map(|(fate, n)| app.words().code_fate(fate, n)).collect(),
        None => vec![Label::WhereCodesComeFrom.say().into_owned()],
    };
    let told: Vec<_> = told.into_iter().map(|words| theme.words(&words)).collect();
    let of_told: u16 = told.iter().map(|words| drawing::rows(words, inside)).sum();
    let hint = match dialog.row {
        CodesRow::Path => Label::CodesFromPath,
        CodesRow::Line => Label::PlainLineExample,
    };
    let hint = theme.words(&hint.say());
    let of_hint = drawing::rows(&hint, inside);
    let height = of_told + of_hint + 9;
    let inner = frame_of(&Label::BallotCodes.say(), width, height, frame, area, theme);
    let style = if dialog.told.is_some() { theme.strong() } else { Style::new() };
    let mut row = 0;
    for words in told {
        let rows = drawing::rows(&words, inside);
        drawing::wrapped(frame.buffer_mut(), drawing::band(inner, row, rows), &words, style);
        row += rows;
    }
    row += 1;
    let path = dialog.row == CodesRow::Path;
    let label = Label::CodesPath.say();
    let typed = Typed { label: &label, input: &dialog.path, here: path, hint: "" };
    field(frame, inner, row, &typed, theme);
    let dots = if theme.ascii() { "*" } else { "•" };
    let dots = Input::new(dots.repeat(dialog.letters()));
    let label = Label::PlainLine.say();
    let typed = Typed { label: &label, input: &dots, here: !path, hint: "" };
    field(frame, inner, row + 1, &typed, theme);
    row += 3;
    drawing::wrapped(frame.buffer_mut(), drawing::band(inner, row, of_hint), &hint, Style::new());
    let keys = Instruction::TakeCodes.say(app.keys_in(Place::Text));
    let keys = theme.words(&keys);
    let line = Span::styled(keys, theme.faint());
    drawing::line(frame.buffer_mut(), inner, row + of_hint + 1, line);
}
