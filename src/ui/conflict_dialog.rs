//! A save that failed: the ways out, two versions line by line, and another place for a copy.

use std::path::Path;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use tui_input::Input;

use crate::app::{App, Block, DifferenceDialog};
use crate::keys::{Action, Hint, Place, Word};
use crate::library::{Conflict, Side};
use crate::messages::label::{Instruction, Label};

use super::dialog_frame::{Typed, field, frame_of};
use super::drawing;
use super::theme::Theme;

/// Draws the reason why a session is not saved, and every way out.
pub fn draw(app: &App, of: &Path, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let Some(unsaved) = app.ctx.saving.failure_of(of) else {
        let inner = frame_of(&Label::SavedAfterAll.say(), 40, 5, frame, area, theme);
        return drawing::line(
            frame.buffer_mut(),
            inner,
            1,
            Instruction::GoBack.say(app.keys_in(Place::Unsaved)),
        );
    };
    let gone = unsaved.conflict == Some(Conflict::Gone);
    let (width, words_of) = (area.width.min(90), app.words());
    let ways: Vec<_> = app
        .ctx
        .keys
        .of_place(Place::Unsaved)
        .filter(|binding| {
            binding.word != Word::None && !matches!(binding.action, Action::Back | Action::Help)
        })
        .filter(|binding| !matches!(app.can(binding.action), Err(Block::Here(_))))
        .collect();
    let short =
        |path: &Path| path.strip_prefix(&app.ctx.root).unwrap_or(path).display().to_string();
    let mut words = vec![unsaved.fault.message.clone(), short(&unsaved.fault.path)];
    words.extend(
        unsaved.copy.as_deref().map(|copy| Label::YoursKeptIn(&short(copy)).say().into_owned()),
    );
    let heights: Vec<u16> = words.iter().map(|words| drawing::rows(words, width - 4)).collect();
    let keys = u16::try_from(ways.len()).unwrap_or(u16::MAX);
    // The keys are always there; of the words as many as fit above them.
    let room = area.height.saturating_sub(keys + 2);
    let wanted = heights.iter().sum::<u16>() + 2;
    let words_rows = wanted.min(room);
    let inner = frame_of(&Label::NotSaved.say(), width, words_rows + keys + 2, frame, area, theme);
    let buffer = frame.buffer_mut();
    let mut row = u16::from(words_rows == wanted);
    for (index, (words, height)) in words.iter().zip(heights).enumerate() {
        let style = if index == 0 { theme.strong() } else { Style::new() };
        let height = height.min(words_rows.saturating_sub(row));
        drawing::wrapped(buffer, drawing::band(inner, row, height), words, style);
        row += height;
    }
    for (at, binding) in (words_rows..).zip(ways) {
        let key = Span::styled(format!("{:<7}", binding.keys[0].label()), theme.strong());
        let hint = match binding.action {
            Action::Enter if gone => Hint::WriteAgain,
            Action::TakeTheirs if gone => Hint::LetGo,
            _ => binding.hint,
        };
        let words =
            drawing::fit(theme, &words_of.hint(hint), usize::from(inner.width).saturating_sub(7));
        drawing::line(buffer, inner, at, Line::from(vec![key, Span::raw(words)]));
    }
}

/// Draws two versions of a session, line by line.
pub fn draw_difference(
    app: &App,
    view: &DifferenceDialog,
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
) {
    let name =
        view.of.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let inner =
        frame_of(&Label::DifferenceOf(&name).say(), area.width, area.height, frame, area, theme);
    let buffer = frame.buffer_mut();
    if view.lines.is_empty() {
        return drawing::line(buffer, inner, 1, Label::NoDifference.say());
    }
    let unsaved = app.ctx.saving.failure_of(&view.of).is_some();
    drawing::line(buffer, inner, 0, Label::DifferenceKey { unsaved }.say());
    let list = drawing::below(inner, 2);
    for (row, difference) in (0..list.height).zip(view.lines.iter().skip(view.scroll)) {
        let (mark, style) = match difference.side {
            Side::Both => (" ", Style::new()),
            Side::Theirs => ("-", theme.warning()),
            Side::Ours => ("+", theme.strong()),
            Side::Gap => (theme.ellipsis(), theme.faint()),
        };
        let text = drawing::fit(theme, &difference.line, usize::from(list.width).saturating_sub(2));
        drawing::line(buffer, list, row, Span::styled(format!("{mark} {text}"), style));
    }
}

/// Draws the place for a copy, as it is typed.
pub fn draw_elsewhere(of: &Path, place: &Input, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let inner =
        frame_of(&Label::KeepCopyElsewhere.say(), area.width.min(90), 9, frame, area, theme);
    let label = Label::File.say();
    field(frame, inner, 1, &Typed { label: &label, input: place, here: true, hint: "" }, theme);
    let name = of.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let words = Label::GoesThereWhile(&name).say();
    let rows = drawing::rows(&words, inner.width);
    drawing::wrapped(frame.buffer_mut(), drawing::band(inner, 3, rows), &words, Style::new());
    let row = 4 + rows;
    drawing::line(frame.buffer_mut(), inner, row, Label::HoldsRevealed.say());
}
