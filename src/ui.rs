//! Draws the state into a frame. Changes nothing: the same state gives the same frame.
//!
//! One file a screen; [`theme`] knows colours and glyphs.

mod base_letters;
mod big_text;
mod board;
mod card;
mod card_parts;
mod check_head;
mod codes_dialog;
mod comparison;
mod conflict_dialog;
mod dialog;
mod dialog_frame;
mod dimension_across_teams;
mod drawing;
mod error_screen;
mod experiment_form;
mod follow_ups;
mod footer;
mod help;
mod home;
mod insight;
mod isolates;
mod join;
mod new_check_form;
mod result;
mod search;
mod seats;
mod sitting;
mod summary;
mod teams;
pub mod theme;
mod title;
mod trend;
mod vote_bar;
mod wording;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{App, Dialog, LiveCheck, SMALLEST, Screen, View};
use crate::keys::Place;
use crate::messages::label::{Instruction, Label};

use theme::Theme;
use title::{NAME, title};

/// Draws everything.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let theme = Theme::new(app.ctx.display);
    let area = frame.area();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        return too_small(app, frame, area);
    }
    let inner = Rect { x: area.x + 2, width: area.width - 4, ..area };
    let body = Rect { height: inner.height.saturating_sub(footer::rows(app, inner)), ..inner };
    let whole = body;
    let (body, help) = help::beside(app, body).unzip();
    let body = body.unwrap_or(whole);
    match &app.screens.top {
        Screen::Reading(_) => title(frame, body, theme, NAME, &Label::Reading.say()),
        Screen::Welcome(_) => home::welcome(app, frame, body, theme),
        Screen::Home(home) => home::draw(app, home, frame, body, theme),
        Screen::Form(form) => new_check_form::draw(app, form, frame, body, theme),
        Screen::Check(_) => {
            if let Some(live) = &app.live {
                draw_check(app, live, frame, body, theme);
            }
        }
        Screen::Join(screen) => {
            if let Some(live) = &app.live {
                join::draw(app, live, **screen, frame, body, theme);
            }
        }
        Screen::Trend(view) => trend::draw(app, view, frame, body, theme),
        Screen::Teams(view) => teams::draw(view, app.ctx.display.large, frame, body, theme),
        Screen::Insight(view) => insight::draw(view, app.ctx.display.large, frame, body, theme),
        Screen::Board(view) => board::draw(app, view, frame, body, theme),
        Screen::Search(view) => search::draw(app, view, frame, body, theme),
        Screen::Compare(view) => comparison::draw(view, frame, body, theme),
        Screen::Across(view) => dimension_across_teams::draw(view, frame, body, theme),
        Screen::Faults(view) => error_screen::draw(view, frame, body, theme),
    }
    if let (Some(_), Some(Dialog::Help(over))) = (help, &app.dialog)
        && let Some(under) = &over.under
    {
        dialog::draw(app, under, frame, body, theme);
    }
    if let Some(dialog) = &app.dialog {
        dialog::draw(app, dialog, frame, help.unwrap_or(whole), theme);
    }
    footer::draw(app, frame, inner, theme);
    if app.ctx.display.base_letters {
        base_letters::draw(frame.buffer_mut());
    } else {
        isolates::draw(frame.buffer_mut());
    }
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

fn too_small(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let size = (area.width, area.height);
    let words = match &app.dialog {
        // The key that leaves asks first, and is answered blind.
        Some(Dialog::Ask(question)) if question.is_about_leaving() => {
            let asked = app.words().say(&question.message());
            let again = Instruction::AgainQuits.say(app.keys_in(Place::Home));
            format!("{asked} {again}")
        }
        _ => Instruction::TooSmall { size, smallest: SMALLEST }.say(app.keys_in(Place::Home)),
    };
    ratatui::widgets::Widget::render(
        ratatui::widgets::Paragraph::new(words).wrap(ratatui::widgets::Wrap { trim: true }),
        area,
        frame.buffer_mut(),
    );
}

#[cfg(test)]
mod tests;
