//! The board: what is still to be done and tried, and all of the row under the cursor below it.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::{App, BoardRow, BoardView};
use crate::export::{follow_up_stats, tried_stands};
use crate::messages::term;
use crate::model::board::{ItemKind, Standing};
use crate::model::text::count;
use crate::model::{ActionStep, Experiment, ExperimentState};

use super::theme::Theme;
use super::{drawing, saved_word, title};

/// Cells of the first column: `overdue 123 days`.
const WHEN: usize = 18;
/// Rows of the team's practice.
const PRACTICE: u16 = 4;

/// Draws the board.
pub fn draw(app: &App, view: &BoardView, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let whose = view.own.as_deref().unwrap_or("all teams that share");
    let (open, overdue) = view.counts();
    let saved = saved_word(app);
    let saved = if saved.is_empty() { String::new() } else { format!("{saved} · ") };
    title(
        frame,
        area,
        theme,
        &format!("Actions and experiments · {whose}"),
        &format!("{saved}{open} open, {overdue} overdue"),
    );
    let buffer = frame.buffer_mut();
    drawing::rule(buffer, area, 1, theme);
    let practice =
        view.practice(&app.ctx).filter(|(_, practice)| follow_up_stats::says_something(practice));
    let below = if practice.is_some() { PRACTICE + 1 } else { 0 };
    // What is under the cursor has the lower part; on a small screen the list comes first.
    let room = area.height.saturating_sub(below + 2);
    let needed = u16::try_from(view.rows.len()).unwrap_or(u16::MAX).saturating_add(1);
    let detail = room.saturating_sub(needed).clamp(6, 8).min(room / 2);
    let list = drawing::band(area, 2, area.height.saturating_sub(2 + below + detail));
    if view.rows.is_empty() {
        nothing(view, buffer, list);
    } else {
        rows(view, buffer, list, theme);
    }
    if let Some(row) = view.rows.get(view.cursor) {
        let area = drawing::band(area, 2 + list.height, detail);
        draw_detail(row, buffer, area, theme);
    }
    if let Some((team, practice)) = practice {
        let area = drawing::below(area, area.height - PRACTICE);
        let head = format!("{team} since its check of {}", practice.since.strftime("%-d %b %Y"));
        drawing::line(
            buffer,
            area,
            0,
            Span::styled(drawing::fit(theme, &head, area.width.into()), theme.strong()),
        );
        for (at, line) in (1..).zip(follow_up_stats::lines(&practice)) {
            drawing::line(
                buffer,
                area,
                at,
                Span::raw(drawing::fit(theme, &theme.words(&line), area.width.into())),
            );
        }
    }
}

fn nothing(view: &BoardView, buffer: &mut Buffer, area: Rect) {
    drawing::line(
        buffer,
        area,
        1,
        "Nothing is open: no action to do, and no experiment is running.",
    );
    if view.own.is_some() {
        drawing::line(buffer, area, 3, "a writes an action down, X an experiment.");
    }
}

/// The cells of the columns: team, owner, dimension.
fn columns(width: usize, own: bool) -> [usize; 3] {
    let (team, owner, topic) = if width >= 100 { (18, 14, 22) } else { (11, 8, 11) };
    [if own { 0 } else { team }, owner, topic]
}

fn rows(view: &BoardView, buffer: &mut Buffer, area: Rect, theme: Theme) {
    let width = usize::from(area.width);
    let [team, owner, topic] = columns(width, view.own.is_some());
    let head = |cells: usize, word: &str| {
        if cells == 0 { String::new() } else { drawing::pad(theme, word, cells) }
    };
    let heads = format!(
        "  {}{}{}{}{}What",
        drawing::pad(theme, "When", WHEN),
        head(team, "Team"),
        head(owner, "Who"),
        head(topic, "On"),
        drawing::pad(theme, "", 4)
    );
    drawing::line(buffer, area, 0, Span::styled(drawing::fit(theme, &heads, width), theme.faint()));
    let list = drawing::below(area, 1);
    let visible = usize::from(list.height).max(1);
    let first = (view.cursor + 1).saturating_sub(visible);
    let hidden = view.rows.len().saturating_sub(visible);
    if hidden > 0 {
        drawing::right(buffer, area, 0, Span::styled(format!(" {hidden} more"), theme.faint()));
    }
    for (at, (index, row)) in (0..).zip(view.rows.iter().enumerate().skip(first).take(visible)) {
        let selected = index == view.cursor;
        let over = !row.item.standing.is_open();
        let style = match selected {
            true => theme.strong(),
            false if over => theme.faint(),
            false => Style::new(),
        };
        let (when, late) = when(row);
        let item = &row.item;
        let cell = |cells: usize, text: &str| match cells {
            0 => String::new(),
            cells => format!("{} ", drawing::pad(theme, text, cells - 1)),
        };
        let kind = match item.standing.kind() {
            ItemKind::Actions => "do  ",
            ItemKind::Experiments => "try ",
        };
        let facts = [
            cell(team, &item.team),
            cell(owner, &item.owner),
            cell(topic, item.topic.as_ref().map_or("", |topic| topic.name.as_str())),
            kind.to_owned(),
        ]
        .concat();
        let room = width.saturating_sub(2 + WHEN + team + owner + topic + 4);
        let when_style = if late { theme.warning() } else { style };
        let padding = WHEN.saturating_sub(when.len());
        drawing::line(
            buffer,
            list,
            at,
            Line::from(vec![
                Span::styled(
                    format!("{} ", if selected { theme.pointer() } else { " " }),
                    theme.strong(),
                ),
                Span::styled(when, when_style),
                Span::raw(" ".repeat(padding)),
                Span::styled(format!("{facts}{}", drawing::fit(theme, &item.text, room)), style),
            ]),
        );
    }
}

/// What is said first of a row, and whether it is late.
fn when(row: &BoardRow) -> (String, bool) {
    let item = &row.item;
    if row.acted
        && let Some(word) = said(&item.standing)
    {
        return (word.to_owned(), false);
    }
    match (item.by, item.overdue) {
        (_, Some(days)) => {
            (format!("overdue {}", count(u32::try_from(days).unwrap_or(u32::MAX), "day")), true)
        }
        (Some(by), None) => {
            let word = match item.standing.kind() {
                ItemKind::Actions => "due",
                ItemKind::Experiments => "review",
            };
            (format!("{word} {}", by.strftime("%-d %b %y")), false)
        }
        (None, None) => ("no date".to_owned(), false),
    }
}

/// What was last written about a thing, in a word.
fn said(standing: &Standing) -> Option<&'static str> {
    match standing {
        Standing::Action(_, last) => last.map(|last| match last.step {
            ActionStep::Done => "done",
            ActionStep::Dropped => "dropped",
            ActionStep::Carried | ActionStep::Open => "still open",
        }),
        Standing::Experiment(tried) => tried.last_step().map(|last| match last.step.trial() {
            ExperimentState::Finished => tried.outcome.map_or("finished", term::outcome),
            ExperimentState::Dropped => "dropped",
            ExperimentState::Running => "still running",
        }),
    }
}

/// All of the thing under the cursor, as much as fits; what matters most comes first.
fn draw_detail(row: &BoardRow, buffer: &mut Buffer, area: Rect, theme: Theme) {
    let item = &row.item;
    let area = drawing::below(area, 1);
    let wide = drawing::rows(&item.text, area.width).min(2);
    drawing::wrapped(buffer, drawing::band(area, 0, wide), &item.text, theme.strong());
    let mut lines = vec![facts(row)];
    if let Standing::Experiment(tried) = &item.standing {
        lines.extend(more(tried));
    }
    for (at, line) in (wide..).zip(lines) {
        drawing::line(
            buffer,
            area,
            at,
            Span::raw(drawing::fit(theme, &theme.words(&line), area.width.into())),
        );
    }
}

/// Who, by when, how it stands, about what, and since which check.
fn facts(row: &BoardRow) -> String {
    let item = &row.item;
    let day = |date: jiff::civil::Date| date.strftime("%-d %b %Y").to_string();
    let mut facts =
        vec![if item.owner.is_empty() { "nobody yet".to_owned() } else { item.owner.clone() }];
    if let Some(by) = item.by {
        let word = if item.standing.kind() == ItemKind::Actions { "due" } else { "review" };
        let late = item.overdue.map(|days| {
            format!(", overdue by {}", count(u32::try_from(days).unwrap_or(u32::MAX), "day"))
        });
        facts.push(format!("{word} {}{}", day(by), late.unwrap_or_default()));
    }
    match &item.standing {
        Standing::Action(_, Some(last)) => {
            facts.push(format!("{} on {}", last.step.word(), day(last.date)));
        }
        Standing::Action(_, None) => {}
        Standing::Experiment(tried) => facts.push(tried_stands(tried)),
    }
    facts.extend(item.topic.as_ref().map(|topic| topic.name.clone()));
    facts.push(format!("from the check of {}", day(item.born)));
    facts.join(" · ")
}

/// What else is known of an experiment.
fn more(tried: &Experiment) -> Vec<String> {
    let parts = [
        ("We expect", &tried.hypothesis),
        ("Safe to fail", &tried.limit),
        ("Roll-back", &tried.rollback),
        ("Measure", &tried.measure),
        ("Learnt", &tried.learning),
    ];
    parts
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(word, text)| format!("{word:<13}{}", drawing::safe(text)))
        .collect()
}
