//! Draws the state into a frame. Changes nothing: the same state gives the same frame.
//!
//! One file a screen; [`theme`] alone knows colours and glyphs.

mod across;
mod big;
mod board;
mod card;
mod comparison;
mod experiment_form;
mod fault;
mod foot;
mod form;
mod help;
mod home;
mod insight;
mod opening;
mod overlay;
mod pen;
mod result;
mod search;
mod summary;
mod teams;
pub mod theme;
mod trend;
mod turns;
mod unsaved;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use crate::app::{App, SMALLEST, Screen, View};

use theme::Theme;

/// Draws everything.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let theme = Theme::new(app.display);
    let area = frame.area();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        return too_small(frame, area);
    }
    let inner = Rect { x: area.x + 2, width: area.width - 4, ..area };
    let body = Rect { height: inner.height.saturating_sub(foot::rows(app, inner)), ..inner };
    match &app.screen {
        Screen::Reading => title(frame, body, theme, "squadcheck", "reading…"),
        Screen::Welcome => home::welcome(app, frame, body, theme),
        Screen::Home(home) => home::draw(app, home, frame, body, theme),
        Screen::Form(form) => form::draw(app, form, frame, body, theme),
        Screen::Trend(view) => trend::draw(app, view, frame, body, theme),
        Screen::Teams(view) => teams::draw(view, frame, body, theme),
        Screen::Insight(view) => insight::draw(view, frame, body, theme),
        Screen::Board(view) => board::draw(app, view, frame, body, theme),
        Screen::Search(view) => search::draw(app, view, frame, body, theme),
        Screen::Compare(view) => comparison::draw(view, frame, body, theme),
        Screen::Across(view) => across::draw(view, frame, body, theme),
        Screen::Faults { faults, scroll } => fault::draw(faults, *scroll, frame, body, theme),
        Screen::Held(held) => match held.view {
            View::Opening { cursor } => opening::draw(app, held, cursor, frame, body, theme),
            View::Card(view) => card::draw(app, held, view, frame, body, theme),
            View::Neutral { cursor } => turns::neutral(app, held, cursor, frame, body, theme),
            View::Sitting => turns::sitting(held, frame, body, theme),
            View::Summary(view) => summary::draw(app, held, view, frame, body, theme),
        },
    }
    if let Some(overlay) = &app.overlay {
        overlay::draw(app, overlay, frame, body, theme);
    }
    foot::draw(app, frame, inner, theme);
}

fn too_small(frame: &mut Frame<'_>, area: Rect) {
    let words = format!(
        "{}x{} is too small; {}x{} is enough. q quits.",
        area.width, area.height, SMALLEST.0, SMALLEST.1
    );
    ratatui::widgets::Widget::render(
        ratatui::widgets::Paragraph::new(words).wrap(ratatui::widgets::Wrap { trim: true }),
        area,
        frame.buffer_mut(),
    );
}

/// The title line: what this is at the left, a fact at the right, a rule below.
fn title(frame: &mut Frame<'_>, area: Rect, theme: Theme, left: &str, right: &str) {
    let buffer = frame.buffer_mut();
    let right = pen::safe(&theme.words(right));
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

#[cfg(test)]
mod tests;
