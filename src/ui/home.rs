//! Home: the teams with their latest lights; and the first screen of an empty folder.

mod preview;

use std::borrow::Cow;
use std::path::Path;

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::{App, Home, HomeRow};
use crate::keys::{Action, Place};
use crate::messages::label::{Instruction, Label, Noun};
use crate::model::Summary;

use super::big_text::{Big, Size};
use super::drawing;
use super::theme::Theme;
use super::title::{NAME, saved_word, title};

/// Cells of the column of names.
const NAMES: usize = 20;
/// Cells of the column of keys on the first screen.
const KEYS: usize = 8;

/// Draws the first screen of an empty folder.
pub fn welcome(app: &App, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    title(frame, area, theme, NAME, "");
    let buffer = frame.buffer_mut();
    let name = Big::fit(NAME, (area.width, area.height / 4), Size::Giant);
    name.draw(buffer, drawing::below(area, 2), theme, theme.strong());
    let mut row = 3 + name.rows();
    drawing::line(buffer, area, row, Span::styled(Label::Purpose.say(), theme.strong()));
    row += 2;
    row += the_hour(buffer, drawing::below(area, row), theme) + 1;
    let step = if area.height >= 24 { 2 } else { 1 };
    let key = app.keys_in(Place::Welcome);
    for (action, words) in [
        (Action::OpenDemo, Label::OpensDemo),
        (Action::Enter, Label::GoesOnWithoutConfig),
        (Action::WriteConfig, Label::WritesConfig),
        (Action::Help, Label::ShowsKeys),
        (Action::Back, Label::Quits),
    ] {
        let key = Span::styled(format!("{:<KEYS$}", key(action)), theme.strong());
        let room = usize::from(area.width).saturating_sub(KEYS);
        let words = Span::raw(drawing::fit(theme, &words.say(), room));
        drawing::line(buffer, area, row, Line::from(vec![key, words]));
        row += step;
    }
    let here = drawing::fit(
        theme,
        &app.ctx.root.to_string_lossy(),
        usize::from(area.width).saturating_sub(KEYS),
    );
    drawing::line(
        buffer,
        area,
        row,
        Line::from(vec![
            Span::styled(format!("{:<KEYS$}", Label::ConfigPlace.say()), theme.strong()),
            Span::raw(here),
        ]),
    );
}

/// Says what an hour looks like. Returns the rows that it took.
fn the_hour(buffer: &mut Buffer, area: Rect, theme: Theme) -> u16 {
    let hour = Label::TheHour.say();
    let rows = drawing::rows(&hour, area.width);
    drawing::wrapped(buffer, drawing::band(area, 0, rows), &theme.words(&hour), Style::new());
    rows
}

/// Draws home before there is a team.
fn without_teams(app: &App, buffer: &mut Buffer, area: Rect, theme: Theme) {
    let words = Label::NoTeamYet.say();
    let large = Big::fit(&words, (area.width, area.height / 3), Size::Giant);
    large.draw(buffer, area, theme, theme.strong());
    let row = large.rows() + 1;
    let first = Instruction::NoTeam.say(app.keys_in(Place::Home));
    drawing::line(buffer, area, row, Span::styled(first, theme.strong()));
    the_hour(buffer, drawing::below(area, row + 2), theme);
}

/// Draws the teams.
pub fn draw(app: &App, home: &Home, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let name = if app.ctx.workspace.title.is_empty() { NAME } else { &app.ctx.workspace.title };
    let mut left = vec![Cow::from(name)];
    if app.ctx.demo {
        left.push(Label::DemoDeleted.say());
    }
    if app.ctx.workspace.newer.is_some() {
        left.push(Label::ConfigIsNewer.say());
    }
    if home.doubtful > 0 {
        left.push(Label::NeedALook(home.doubtful).say());
    }
    let sessions = Label::Count(Noun::Session, app.ctx.library.records.len()).say();
    let saved = saved_word(app);
    let right = if let Some((done, of)) = app.ctx.progress {
        Label::SessionsRead { done, of }.say()
    } else if saved.is_empty() {
        sessions
    } else {
        format!("{saved} · {sessions}").into()
    };
    title(frame, area, theme, &left.join(" · "), &right);
    drawing::rule(frame.buffer_mut(), area, 1, theme);
    let row = 3;
    let buffer = frame.buffer_mut();
    if home.rows.is_empty() {
        return without_teams(app, buffer, drawing::below(area, row), theme);
    }
    let list = drawing::below(area, row);
    let list = match &home.preview {
        Some(trend) if area.width >= 100 && area.height >= 30 => {
            let rows = u16::try_from(home.rows.len()).unwrap_or(u16::MAX).saturating_mul(2);
            let rows = rows.min(list.height / 3).max(6);
            preview::draw(app, trend, buffer, drawing::below(list, rows + 1), theme);
            drawing::band(list, 0, rows)
        }
        _ => list,
    };
    // On a narrow screen the facts stand below the lights.
    let (narrow, step) = if area.width < 100 { (true, 3) } else { (false, 2) };
    let visible = usize::from(list.height / step).max(1);
    let first = home.cursor.saturating_sub(visible - 1);
    for (at, (index, entry)) in (0..).zip(home.rows.iter().enumerate().skip(first).take(visible)) {
        let lines = drawing::band(list, at * step, step);
        if lines.height > 0 {
            draw_row(app, (entry, index == home.cursor), narrow, buffer, lines, theme);
        }
    }
}

fn draw_row(
    app: &App,
    (row, selected): (&HomeRow, bool),
    narrow: bool,
    buffer: &mut Buffer,
    area: Rect,
    theme: Theme,
) {
    let reading = app.ctx.progress.is_some();
    let pointer = Span::styled(if selected { theme.pointer() } else { " " }, theme.strong());
    let style = if selected { theme.strong() } else { Style::new() };
    match row {
        HomeRow::Broken { path, faults } => {
            let name = short(path);
            let words = Instruction::FileUnreadable { name: &name, problems: faults.len() };
            let words = words.say(app.keys_in(Place::Home));
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
        HomeRow::Uncounted(strays) => {
            let words = Instruction::Uncounted(strays.len()).say(app.keys_in(Place::Home));
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
        HomeRow::Conflict(path) => {
            let original = crate::library::original_of(path).with_extension("");
            let words = Instruction::SetAside(&short(&original)).say(app.keys_in(Place::Home));
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
        HomeRow::Ballots(aside) => {
            let words = Instruction::BallotsAside(&short(&aside.of)).say(app.keys_in(Place::Home));
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
        HomeRow::Team { name, latest, finished, open, actions, overdue, .. } => {
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
                app.ctx.now.date(),
                *open,
                *actions,
                *overdue,
            ));
            // Nothing may be said of a team whose sessions are not read yet.
            let facts = if reading && latest.is_none() { String::new() } else { facts };
            // The last finished result stays beside an open check.
            let told = finished.as_ref().or(latest.as_ref().map(|(_, session)| session));
            if let Some(session) = told {
                if *open > 0 && !narrow {
                    spans.push(Span::styled(open_badge(), theme.warning()));
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
            if *open > 0 {
                below.push(Span::styled(open_badge(), theme.warning()));
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

fn open_badge() -> String {
    format!(" {} ", Label::Open.say())
}

/// A file with its folder.
fn short(path: &Path) -> String {
    let part = |part: Option<&std::ffi::OsStr>| {
        part.map(|p| p.to_string_lossy().into_owned()).unwrap_or_default()
    };
    format!("{}/{}", part(path.parent().and_then(Path::file_name)), part(path.file_name()))
}

/// The progress of an open session, its day, and its open actions.
fn facts(latest: Option<&Summary>, today: Date, open: usize, actions: u32, overdue: u32) -> String {
    let mut facts = Vec::new();
    match latest {
        Some(session) => {
            if session.is_open() {
                facts.push(Label::Of(session.settled(), session.gists.len()).say());
            }
            facts.push(Label::Date(session.date).say());
            if !session.is_open() {
                facts.push(Label::Ago((today - session.date).get_days()).say());
            }
            if session.newer.is_some() {
                facts.push(Label::ReadOnly.say());
            }
        }
        None => facts.push(Label::NoCheckYet.say()),
    }
    let more = open - usize::from(latest.is_some_and(Summary::is_open));
    if more > 0 {
        facts.push(Label::MoreOpen(more).say());
    }
    if actions > 0 {
        let [actions, overdue] =
            [actions, overdue].map(|n| usize::try_from(n).unwrap_or(usize::MAX));
        let words = if overdue > 0 {
            Label::ActionsOverdue { overdue, actions }
        } else {
            Label::ActionsOpen(actions)
        };
        facts.push(words.say());
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
                .push(Span::styled(format!("{:<1$}", theme.nothing(), cell - 1), theme.quiet())),
        }
        spans.push(Span::raw(" "));
    }
    if session.gists.len() > fit {
        spans.push(Span::raw(theme.ellipsis()));
    }
    spans
}
