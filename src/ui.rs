//! Draws the state into a frame. Changes nothing: the same state gives the same frame.
//!
//! One file a screen; [`theme`] alone knows colours and glyphs.

mod big;
mod card;
mod fault;
mod form;
mod help;
mod home;
mod opening;
mod overlay;
mod pen;
mod result;
mod summary;
pub mod theme;
mod trend;
mod turns;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::{App, Notice, Overlay, Screen, View};
use crate::keys::{self, Place};

use theme::Theme;

/// The smallest window that everything fits into.
const SMALLEST: (u16, u16) = (60, 16);
/// Rows below the body: a word about the last key, and the next keys, in two rows where there is room.
const fn foot_rows(height: u16) -> u16 {
    if height >= 24 { 3 } else { 2 }
}

/// Draws everything.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let theme = Theme::of(app.display);
    let area = frame.area();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        return too_small(frame, area);
    }
    let inner = Rect { x: area.x + 2, width: area.width - 4, ..area };
    let body = Rect { height: inner.height - foot_rows(inner.height), ..inner };
    match &app.screen {
        Screen::Reading => title(frame, body, theme, "squadcheck", "reading…"),
        Screen::Welcome => home::welcome(app, frame, body, theme),
        Screen::Home(home) => home::draw(app, home, frame, body, theme),
        Screen::Form(form) => form::draw(app, form, frame, body, theme),
        Screen::Trend(view) => trend::draw(app, view, frame, body, theme),
        Screen::Faults { faults, scroll } => fault::draw(faults, *scroll, frame, body, theme),
        Screen::Held(held) => match held.view {
            View::Opening { cursor } => opening::draw(app, held, cursor, frame, body, theme),
            View::Card(view) => card::draw(app, held, view, frame, body, theme),
            View::Neutral { cursor } => turns::neutral(app, held, cursor, frame, body, theme),
            View::Sitting => turns::sitting(app, held, frame, body, theme),
            View::Summary(view) => summary::draw(app, held, view, frame, body, theme),
        },
    }
    if let Some(overlay) = &app.overlay {
        overlay::draw(app, overlay, frame, body, theme);
    }
    foot(app, frame, inner, theme);
}

fn too_small(frame: &mut Frame<'_>, area: Rect) {
    let words =
        format!("{}x{} is too small; {}x{} is enough. q quits.", area.width, area.height, SMALLEST.0, SMALLEST.1);
    ratatui::widgets::Widget::render(
        ratatui::widgets::Paragraph::new(words).wrap(ratatui::widgets::Wrap { trim: true }),
        area,
        frame.buffer_mut(),
    );
}

/// The title line: what this is at the left, a fact at the right, a rule below.
fn title(frame: &mut Frame<'_>, area: Rect, theme: Theme, left: &str, right: &str) {
    let buffer = frame.buffer_mut();
    let right = theme.words(right);
    let room = usize::from(area.width).saturating_sub(right.width() + 2);
    let left = pen::fit(theme, &theme.words(left), room);
    pen::line(buffer, area, 0, Span::styled(left, theme.strong()));
    pen::right(buffer, area, 0, Span::raw(right));
}

/// What is being saved, in a word for the title.
fn saved_word(app: &App) -> &'static str {
    if app.saving.failure().is_some() {
        "NOT SAVED"
    } else if app.saving.is_under_way() {
        "saving"
    } else if app.saving.is_saved() {
        "saved"
    } else {
        ""
    }
}

fn foot(app: &App, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let buffer = frame.buffer_mut();
    let rows = foot_rows(area.height);
    let words = area.height - rows;
    if let Some(fault) = app.saving.failure() {
        // Where, why and what to do must all be read, so this may take rows of the body.
        let path = fault.path.strip_prefix(&app.root).unwrap_or(&fault.path);
        let text = format!("NOT SAVED: {}", crate::store::Fault { path: path.to_owned(), ..fault.clone() });
        let needed = pen::rows(&text, area.width).min(words);
        let alarm = pen::band(area, words + 1 - needed, needed);
        ratatui::widgets::Widget::render(ratatui::widgets::Clear, alarm, buffer);
        buffer.set_style(alarm, theme.alarm());
        pen::wrapped(buffer, alarm, &text, theme.alarm());
    } else {
        let width = usize::from(area.width);
        let span = match &app.notice {
            Some(Notice::Done(text)) => Span::raw(pen::fit(theme, &theme.words(text), width)),
            Some(Notice::Refused(text)) => {
                let text = format!(" {} ", pen::fit(theme, &theme.words(text), width - 2));
                Span::styled(text, theme.warning())
            }
            None => Span::raw(""),
        };
        pen::line(buffer, area, words, span);
    }
    for (row, keys) in (1..rows).zip(footer(app, usize::from(area.width), rows - 1, theme)) {
        pen::line(buffer, area, words + row, keys);
    }
}

/// The next keys, as many as fit into `rows`; the way to help always does.
fn footer(app: &App, width: usize, rows: u16, theme: Theme) -> Vec<Line<'static>> {
    let place = app.place();
    let mut keys = keys::footer(place);
    if let Some(Overlay::Ask(question)) = &app.overlay {
        keys = question.choices().iter().map(|(key, words)| ((*key).to_owned(), *words)).collect();
    }
    if place == Place::Summary && app.held().is_some_and(|h| !h.session().is_open()) {
        for (_, words) in keys.iter_mut().filter(|(key, _)| key == "C") {
            *words = "reopen";
        }
    }
    let help = keys.iter().position(|(_, words)| *words == "help").map(|at| keys.remove(at));
    let cells = |(key, words): &(String, &str)| theme.words(key).width() + 1 + words.width();
    let mut left = keys.iter().peekable();
    let mut lines = Vec::new();
    for row in 0..rows {
        let last = row + 1 == rows;
        let mut room = width.saturating_sub(help.as_ref().filter(|_| last).map_or(0, |h| cells(h) + 3));
        let mut spans = Vec::new();
        while let Some(entry) = left.peek() {
            let needed = cells(entry) + if spans.is_empty() { 0 } else { 3 };
            if needed > room {
                break;
            }
            room -= needed;
            push_key(&mut spans, entry, theme);
            left.next();
        }
        if let Some(entry) = help.as_ref().filter(|_| last) {
            push_key(&mut spans, entry, theme);
        }
        lines.push(Line::from(spans));
    }
    lines
}

fn push_key(spans: &mut Vec<Span<'static>>, (key, words): &(String, &str), theme: Theme) {
    if !spans.is_empty() {
        spans.push(Span::raw("   "));
    }
    spans.push(Span::styled(theme.words(key), theme.strong()));
    spans.push(Span::raw(format!(" {words}")));
}

#[cfg(test)]
mod tests;
