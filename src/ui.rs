//! Draws the state into a frame. Changes nothing: the same state gives the same frame.
//!
//! One file a screen; [`theme`] alone knows colours and glyphs.

mod big_text;
mod board;
mod card;
mod comparison;
mod conflict_dialog;
mod dialog;
mod dimension_across_teams;
mod drawing;
mod error_screen;
mod experiment_form;
mod follow_ups;
mod footer;
mod help;
mod home;
mod insight;
mod new_check_form;
mod revealed_card;
mod search;
mod sitting;
mod summary;
mod teams;
pub mod theme;
mod trend;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use crate::app::{App, LiveCheck, SMALLEST, Screen, View};

use theme::Theme;

/// Draws everything.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let theme = Theme::new(app.ctx.display);
    let area = frame.area();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        return too_small(frame, area);
    }
    let inner = Rect { x: area.x + 2, width: area.width - 4, ..area };
    let body = Rect { height: inner.height.saturating_sub(footer::rows(app, inner)), ..inner };
    match &app.screens.top {
        Screen::Reading(_) => title(frame, body, theme, "squadcheck", "reading…"),
        Screen::Welcome(_) => home::welcome(app, frame, body, theme),
        Screen::Home(home) => home::draw(app, home, frame, body, theme),
        Screen::Form(form) => new_check_form::draw(app, form, frame, body, theme),
        Screen::Check(_) => {
            if let Some(live) = &app.live {
                draw_check(app, live, frame, body, theme);
            }
        }
        Screen::Trend(view) => trend::draw(app, view, frame, body, theme),
        Screen::Teams(view) => teams::draw(view, frame, body, theme),
        Screen::Insight(view) => insight::draw(view, frame, body, theme),
        Screen::Board(view) => board::draw(app, view, frame, body, theme),
        Screen::Search(view) => search::draw(app, view, frame, body, theme),
        Screen::Compare(view) => comparison::draw(view, frame, body, theme),
        Screen::Across(view) => dimension_across_teams::draw(view, frame, body, theme),
        Screen::Faults(view) => error_screen::draw(view, frame, body, theme),
    }
    if let Some(dialog) = &app.dialog {
        dialog::draw(app, dialog, frame, body, theme);
    }
    footer::draw(app, frame, inner, theme);
}

/// Draws the view of the live check.
fn draw_check(app: &App, live: &LiveCheck, frame: &mut Frame<'_>, body: Rect, theme: Theme) {
    match live.view {
        View::FollowUps(view) => follow_ups::draw(app, live, view.cursor, frame, body, theme),
        View::Card(view) => card::draw(app, live, view, frame, body, theme),
        View::Neutral(view) => sitting::neutral(app, live, view.cursor, frame, body, theme),
        View::Sitting(_) => sitting::sitting(app, live, frame, body, theme),
        View::Summary(view) => summary::draw(app, live, view, frame, body, theme),
    }
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
    let right = drawing::safe(&theme.words(right));
    let room = usize::from(area.width).saturating_sub(right.width() + 2);
    let left = drawing::fit(theme, &theme.words(left), room);
    drawing::line(buffer, area, 0, Span::styled(left, theme.strong()));
    drawing::right(buffer, area, 0, Span::raw(right));
}

/// What is being saved, in a word for the title.
fn saved_word(app: &App) -> &'static str {
    if app.live.as_ref().is_some_and(|held| app.ctx.library.record(&held.path).is_none()) {
        // A new check has no file before the first act.
        ""
    } else if app.ctx.saving.failure().is_some() {
        "NOT SAVED"
    } else if app.ctx.saving.is_under_way() {
        "saving"
    } else if app.ctx.saving.is_saved() {
        "saved"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests;
