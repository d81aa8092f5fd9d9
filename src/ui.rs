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

use crate::app::{App, Held, Notice, Overlay, SMALLEST, Screen, View};
use crate::keys::{self, Action, Place};

use theme::Theme;

/// Rows of the next keys: two where there is room.
const fn key_rows(height: u16) -> u16 {
    if height >= 24 { 2 } else { 1 }
}

/// Rows below the body: what could not be saved, a word about the last key, the next keys.
fn foot_rows(app: &App, area: Rect) -> u16 {
    key_rows(area.height) + 1 + unsaved(app).map_or(0, |words| pen::rows(&words, area.width).min(3))
}

/// What could not be saved, why, and what to do; the path comes last, since it may be long.
fn unsaved(app: &App) -> Option<String> {
    let fault = app.saving.failure()?;
    let help = if fault.help.is_empty() { String::new() } else { format!("; {}", fault.help) };
    Some(format!("NOT SAVED: {}{help} ({})", fault.message, fault.path.display()))
}

/// Draws everything.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let theme = Theme::of(app.display);
    let area = frame.area();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        return too_small(frame, area);
    }
    let inner = Rect { x: area.x + 2, width: area.width - 4, ..area };
    let body = Rect { height: inner.height.saturating_sub(foot_rows(app, inner)), ..inner };
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
    if app.held().is_some_and(|held| app.library.record(&held.path).is_none()) {
        // A new check has no file before the first act.
        ""
    } else if app.saving.failure().is_some() {
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
    let mut row = area.height - foot_rows(app, area);
    if let Some(words) = unsaved(app) {
        let rows = pen::rows(&words, area.width).min(3);
        let banner = pen::band(area, row, rows);
        ratatui::widgets::Widget::render(ratatui::widgets::Block::new().style(theme.alarm()), banner, buffer);
        pen::wrapped(buffer, banner, &words, theme.alarm());
        row += rows;
    }
    let width = usize::from(area.width);
    let span = match &app.notice {
        Some(Notice::Done(text)) => Span::raw(pen::fit(theme, &theme.words(text), width)),
        Some(Notice::Refused(text)) => {
            let text = format!(" {} ", pen::fit(theme, &theme.words(text), width - 2));
            Span::styled(text, theme.warning())
        }
        None => Span::raw(""),
    };
    pen::line(buffer, area, row, span);
    for (at, keys) in (1..).zip(footer(app, width, key_rows(area.height), theme)) {
        pen::line(buffer, area, row + at, keys);
    }
}

/// The next keys, as many as fit into `rows`; the way to help always does.
fn footer(app: &App, width: usize, rows: u16, theme: Theme) -> Vec<Line<'static>> {
    let mut keys = next_keys(app);
    let help = keys.iter().position(|(_, words)| *words == "help").map(|at| keys.remove(at));
    let cells = |(key, words): &(String, &str)| theme.words(key).width() + 1 + words.width();
    let all: usize = keys.iter().chain(&help).map(|entry| cells(entry) + 3).sum();
    if all <= width + 3 {
        let mut spans = Vec::new();
        for entry in keys.iter().chain(&help) {
            push_key(&mut spans, entry, theme);
        }
        // One row is enough: the last one.
        let mut lines = vec![Line::default(); usize::from(rows) - 1];
        lines.push(Line::from(spans));
        return lines;
    }
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

/// The keys that do something now, each with its words.
fn next_keys(app: &App) -> Vec<(String, &'static str)> {
    if let Some(Overlay::Ask(question)) = &app.overlay {
        return question.choices().iter().map(|(key, words)| ((*key).to_owned(), *words)).collect();
    }
    let place = app.place();
    let held = app.held().filter(|_| app.overlay.is_none());
    let mut keys = keys::footer(place, |action| held.is_none_or(|held| holds(held, action)));
    if place == Place::Summary && held.is_some_and(|held| !held.session().is_open()) {
        for (_, words) in keys.iter_mut().filter(|(key, _)| key == "C") {
            *words = "reopen";
        }
    }
    if held.is_some_and(|held| matches!(held.view, View::Card(view) if view.covered)) {
        for (_, words) in keys.iter_mut().filter(|(_, words)| *words == "cover") {
            *words = "show";
        }
    }
    keys
}

/// Whether a key is worth naming on a session as it stands: not what would only be refused.
fn holds(held: &Held, action: Action) -> bool {
    let looking = matches!(
        action,
        Action::NextCard
            | Action::PreviousCard
            | Action::Summary
            | Action::Order
            | Action::Back
            | Action::Export
            | Action::Help
            | Action::LargeType
    );
    let open = held.session().is_open();
    match held.view {
        _ if looking => true,
        View::Card(_) | View::Neutral { .. } | View::Opening { .. } | View::Sitting if !open => {
            action == Action::Reveal
        }
        View::Card(view) if held.session().cards[view.at].skipped => {
            matches!(action, Action::Skip | Action::Notes | Action::Undo)
        }
        View::Card(view) if view.covered => matches!(action, Action::Reveal | Action::Undo),
        View::Summary(_) if !open => matches!(action, Action::Enter | Action::CloseOrReopen | Action::Miss),
        _ => true,
    }
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
