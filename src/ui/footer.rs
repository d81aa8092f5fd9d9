//! The foot of every screen: what could not be saved, a word about the last key, and the next keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Widget};
use unicode_width::UnicodeWidthStr;

use crate::app::{App, Dialog, FormField, LiveCheck, Notice, Purpose, Screen, View};
use crate::keys::{self, Action, Place};
use crate::model::VotingMode;

use super::drawing;
use super::theme::Theme;

/// Rows of the next keys: two where there is room.
const fn key_rows(height: u16) -> u16 {
    if height >= 24 { 2 } else { 1 }
}

/// Rows below the body: what could not be saved, a word about the last key, the next keys.
pub fn rows(app: &App, area: Rect) -> u16 {
    key_rows(area.height)
        + 1
        + unsaved(app).map_or(0, |words| drawing::rows(&words, area.width).min(3))
}

/// What could not be saved, why, and what to do; the path comes last, since it may be long.
fn unsaved(app: &App) -> Option<String> {
    let (_, unsaved) = app.saving.failure()?;
    let name = |path: &std::path::Path| {
        path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let fault = &unsaved.fault;
    let copy = unsaved
        .copy
        .as_deref()
        .map_or_else(String::new, |copy| format!("; yours is kept in {}", name(copy)));
    if unsaved.conflict.is_some() {
        let ways = "! shows the difference, takes theirs, or keeps both";
        return Some(format!("NOT SAVED: {}{copy} · {ways}", fault.message));
    }
    let help = if fault.help.is_empty() { String::new() } else { format!("; {}", fault.help) };
    Some(format!(
        "NOT SAVED: {}{help}{copy} · trying again · ! more ({})",
        fault.message,
        fault.path.display()
    ))
}

/// Draws the foot at the lower end of `area`.
pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let buffer = frame.buffer_mut();
    let mut row = area.height - rows(app, area);
    if let Some(words) = unsaved(app) {
        let height = drawing::rows(&words, area.width).min(3);
        let banner = drawing::band(area, row, height);
        Block::new().style(theme.alarm()).render(banner, buffer);
        drawing::wrapped(buffer, banner, &theme.words(&words), theme.alarm());
        row += height;
    }
    let width = usize::from(area.width);
    let span = match &app.notice {
        Some(Notice::Done(text)) => Span::raw(drawing::fit(theme, &theme.words(text), width)),
        Some(Notice::Refused(text)) => {
            let text = format!(" {} ", drawing::fit(theme, &theme.words(text), width - 2));
            Span::styled(text, theme.warning())
        }
        None => Span::raw(""),
    };
    drawing::line(buffer, area, row, span);
    for (at, keys) in (1..).zip(footer(app, width, key_rows(area.height), theme)) {
        drawing::line(buffer, area, row + at, keys);
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
        let mut room =
            width.saturating_sub(help.as_ref().filter(|_| last).map_or(0, |h| cells(h) + 3));
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
    if let Some(Dialog::Ask(question)) = &app.dialog {
        return question.choices().iter().map(|(key, words)| ((*key).to_owned(), *words)).collect();
    }
    let place = app.place();
    let held = app.held().filter(|_| app.dialog.is_none());
    let mut keys = keys::footer(place, |action| match &app.dialog {
        Some(dialog) => holds_over(app, dialog, action),
        None => match &app.screen {
            Screen::LiveCheck(held) => holds(held, action),
            Screen::Home(home) => home.holds(action),
            Screen::Teams(view) => action != Action::OpenRow || !view.on_name,
            Screen::Board(view) => match action {
                Action::ActionDone | Action::ActionDropped | Action::ActionOpen | Action::Enter => {
                    !view.rows.is_empty()
                }
                Action::Undo => view.undoable() > 0,
                _ => true,
            },
            Screen::Form(form) => action != Action::Toggle || form.field == FormField::People,
            _ => true,
        },
    });
    for (_, words) in &mut keys {
        *words = match (&app.dialog, &app.screen, *words) {
            (None, Screen::Form(_), "keep") => "start",
            (None, Screen::Form(_), "drop") => "back",
            (None, Screen::Trend(view), "open") if view.marked().is_some() => "compare",
            (None, Screen::Teams(view), "open") if view.on_name => "across teams",
            (Some(Dialog::Export(_)), _, "keep") => "export",
            (_, _, words) => words,
        };
    }
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

/// Whether a key is worth naming on an overlay as it stands.
fn holds_over(app: &App, dialog: &Dialog, action: Action) -> bool {
    if matches!(dialog, Dialog::Unsaved(_) | Dialog::Difference(_)) {
        return app.can_do_about_unsaved(action);
    }
    let Some(held) = app.held() else { return true };
    match dialog {
        Dialog::TextEditor(entry) if entry.purpose == Purpose::Comment => {
            matches!(action, Action::Keep | Action::Drop)
        }
        Dialog::Roster(_) if held.check().waiting.roster.is_empty() => action != Action::Toggle,
        Dialog::Miss { .. } => {
            let asked_again = action == Action::VoteAgain;
            let revealed = held.session().miss.is_some();
            let leaving =
                matches!(action, Action::Enter | Action::Undo | Action::Back | Action::Help);
            leaving || revealed == asked_again && (held.takes_acts() || !asked_again)
        }
        _ => true,
    }
}

/// Whether a key is worth naming on a session as it stands: not what would only be refused.
fn holds(held: &LiveCheck, action: Action) -> bool {
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
    let open = held.takes_acts();
    match held.view {
        _ if looking => true,
        View::Card(view) if held.check().runs_elsewhere() => {
            action == Action::Reveal && held.session().cards[view.at].revealed.is_some()
        }
        View::Card(_) | View::Neutral { .. } | View::Opening { .. } | View::Sitting if !open => {
            action == Action::Reveal
        }
        View::Card(view) if held.session().cards[view.at].skipped => {
            matches!(action, Action::Skip | Action::Notes | Action::Undo)
        }
        View::Card(view) if view.covered => matches!(action, Action::Reveal | Action::Undo),
        View::Summary(_) if !open => match action {
            Action::Miss => held.session().miss.is_some(),
            Action::Undo => held.undoable() > 0,
            Action::CloseOrReopen => held.check().unlocked().is_ok(),
            action => action == Action::Enter,
        },
        _ if action == Action::Undo => held.undoable() > 0,
        View::Card(view) if action == Action::Enter => {
            let turns = held.session().way == VotingMode::Turns
                && held.session().cards[view.at].revealed.is_none();
            !turns || held.next_to_sit().is_some()
        }
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
