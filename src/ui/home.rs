//! Home: the teams with their latest lights; and the first screen of an empty folder.

use std::path::Path;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::{App, Home, HomeRow};
use crate::model::Summary;
use crate::model::text::count;

use super::theme::Theme;
use super::{big_text, drawing, saved_word, title};

/// Cells of the column of names.
const NAMES: usize = 20;

/// Draws the first screen of an empty folder.
pub fn welcome(app: &App, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    title(frame, area, theme, "squadcheck", "");
    let buffer = frame.buffer_mut();
    let size = big_text::size(theme, "squadcheck", area.width, big_text::Size::Large);
    big_text::draw(buffer, drawing::below(area, 2), theme, "squadcheck", size);
    let mut row = 3 + size.rows();
    drawing::line(
        buffer,
        area,
        row,
        "A team health check, live on this screen. Nothing is set up here yet.",
    );
    row += 2;
    for (key, words) in [
        ("i", "write a commented healthcheck.yaml here, with two sample teams"),
        ("Enter", "go on without one; sessions are kept in your own data folder"),
        ("?", "all keys of this screen"),
        ("q", "quit; `squadcheck demo` shows two years of made-up teams"),
    ] {
        let key = Span::styled(format!("{key:<8}"), theme.strong());
        drawing::line(buffer, area, row, Line::from(vec![key, Span::raw(words)]));
        row += 2;
    }
    let here = drawing::fit(
        theme,
        &app.ctx.root.to_string_lossy(),
        usize::from(area.width).saturating_sub(8),
    );
    drawing::line(
        buffer,
        area,
        row,
        Line::from(vec![Span::styled("here    ", theme.strong()), Span::raw(here)]),
    );
}

/// Draws the teams.
pub fn draw(app: &App, home: &Home, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let name =
        if app.ctx.workspace.title.is_empty() { "squadcheck" } else { &app.ctx.workspace.title };
    let mut left = name.to_owned();
    if app.ctx.demo {
        left.push_str(" · demo, deleted when you quit");
    }
    if app.ctx.workspace.newer.is_some() {
        left.push_str(" · read-only: healthcheck.yaml is newer");
    }
    let sessions = u32::try_from(app.ctx.library.records.len()).unwrap_or(u32::MAX);
    let saved = saved_word(app);
    let right = if let Some((done, of)) = app.ctx.progress {
        format!("reading · {done} of {of} sessions")
    } else if saved.is_empty() {
        count(sessions, "session")
    } else {
        format!("{saved} · {}", count(sessions, "session"))
    };
    title(frame, area, theme, &left, &right);
    drawing::rule(frame.buffer_mut(), area, 1, theme);
    let row = 3;
    let buffer = frame.buffer_mut();
    if home.rows.is_empty() {
        drawing::line(buffer, area, row, "No team yet. n starts the first check.");
        return;
    }
    let list = drawing::below(area, row);
    // On a narrow screen the facts stand below the lights.
    let (narrow, step) = if area.width < 100 { (true, 3) } else { (false, 2) };
    let visible = usize::from(list.height / step).max(1);
    let first = home.cursor.saturating_sub(visible - 1);
    for (at, (index, entry)) in (0..).zip(home.rows.iter().enumerate().skip(first).take(visible)) {
        let lines = drawing::band(list, at * step, step);
        if lines.height > 0 {
            draw_row(
                entry,
                index == home.cursor,
                (narrow, app.ctx.progress.is_some()),
                buffer,
                lines,
                theme,
            );
        }
    }
}

fn draw_row(
    row: &HomeRow,
    selected: bool,
    (narrow, reading): (bool, bool),
    buffer: &mut Buffer,
    area: Rect,
    theme: Theme,
) {
    let pointer = Span::styled(if selected { theme.pointer() } else { " " }, theme.strong());
    let style = if selected { theme.strong() } else { Style::new() };
    match row {
        HomeRow::Broken { path, faults } => {
            let name = short(path);
            let problems = count(u32::try_from(faults.len()).unwrap_or(u32::MAX), "problem");
            let words = format!("{name} cannot be read: {problems}, Enter shows what is wrong");
            let text = Span::styled(
                drawing::fit(theme, &words, usize::from(area.width).saturating_sub(8)),
                style,
            );
            let mark = Span::styled(" ! ", theme.alarm());
            drawing::line(
                buffer,
                area,
                0,
                Line::from(vec![pointer, Span::raw(" "), mark, Span::raw("  "), text]),
            );
        }
        HomeRow::Conflict(path) => {
            let original = crate::library::original_of(path).with_extension("");
            let words = format!("set aside in a conflict: {}, Enter compares", short(&original));
            let text = Span::styled(
                drawing::fit(theme, &words, usize::from(area.width).saturating_sub(8)),
                style,
            );
            let mark = Span::styled(" ! ", theme.warning());
            drawing::line(
                buffer,
                area,
                0,
                Line::from(vec![pointer, Span::raw(" "), mark, Span::raw("  "), text]),
            );
        }
        HomeRow::Team { name, latest, open, actions, overdue, .. } => {
            let names = if area.width < 70 { 14 } else { NAMES };
            let mut spans = vec![
                pointer,
                Span::raw(" "),
                Span::styled(drawing::pad(theme, name, names), style),
                Span::raw(" "),
            ];
            let left: usize = spans.iter().map(Span::width).sum();
            let facts = theme.words(&facts(
                latest.as_ref().map(|(_, session)| session.as_ref()),
                *open,
                *actions,
                *overdue,
            ));
            // Nothing may be said of a team whose sessions are not read yet.
            let facts = if reading && latest.is_none() { String::new() } else { facts };
            if let Some((_, session)) = latest {
                if session.is_open() && !narrow {
                    spans.push(Span::styled(" open ", theme.warning()));
                    spans.push(Span::raw(" "));
                }
                let used: usize = spans.iter().map(Span::width).sum();
                let reserved = if narrow { 1 } else { facts.width() + 2 };
                spans.extend(lights(
                    session,
                    usize::from(area.width).saturating_sub(used + reserved),
                    theme,
                ));
            }
            drawing::line(buffer, area, 0, Line::from(spans));
            if !narrow {
                return drawing::right(buffer, area, 0, Span::raw(facts));
            }
            let mut below = vec![Span::raw(" ".repeat(left))];
            if latest.as_ref().is_some_and(|(_, session)| session.is_open()) {
                below.push(Span::styled(" open ", theme.warning()));
                below.push(Span::raw(" "));
            }
            let used: usize = below.iter().map(Span::width).sum();
            below.push(Span::raw(drawing::fit(
                theme,
                &facts,
                usize::from(area.width).saturating_sub(used),
            )));
            drawing::line(buffer, area, 1, Line::from(below));
        }
    }
}

/// A file with its folder.
fn short(path: &Path) -> String {
    let part = |part: Option<&std::ffi::OsStr>| {
        part.map(|p| p.to_string_lossy().into_owned()).unwrap_or_default()
    };
    format!("{}/{}", part(path.parent().and_then(Path::file_name)), part(path.file_name()))
}

/// How far an open session is, its day, and what is still to be done.
fn facts(latest: Option<&Summary>, open: usize, actions: u32, overdue: u32) -> String {
    let mut facts = Vec::new();
    match latest {
        Some(session) => {
            if session.is_open() {
                facts.push(format!("{} of {}", session.settled(), session.gists.len()));
            }
            facts.push(session.date.strftime("%-d %b %Y").to_string());
            if session.newer.is_some() {
                facts.push("read-only".to_owned());
            }
        }
        None => facts.push("no check yet".to_owned()),
    }
    if open > 1 {
        facts.push(format!("{} more open", open - 1));
    }
    if actions > 0 {
        let actions = count(actions, "action");
        facts.push(if overdue > 0 {
            format!("{overdue} of {actions} overdue")
        } else {
            format!("{actions} open")
        });
    }
    facts.join(" · ")
}

/// The lights of a session in a row, as many as fit.
fn lights(session: &Summary, width: usize, theme: Theme) -> Vec<Span<'static>> {
    let cell = theme.short(crate::model::Light::Green).width() + 1;
    let mut spans = Vec::new();
    let fit = width / cell;
    for light in session.lights().take(fit) {
        match light {
            Some(light) => spans.push(drawing::badge(theme, light)),
            None => spans
                .push(Span::styled(format!("{:<1$}", theme.nothing(), cell - 1), theme.faint())),
        }
        spans.push(Span::raw(" "));
    }
    if session.gists.len() > fit {
        spans.push(Span::raw(theme.ellipsis()));
    }
    spans
}
