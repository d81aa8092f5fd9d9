//! The board: open actions and experiments, and below them the details of the row under the cursor.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::{App, BoardRow, BoardView};
use crate::export::{follow_up_stats, tried_stands};
use crate::keys::Place;
use crate::messages::label::{Instruction, Label};
use crate::messages::term;
use crate::model::board::Standing;
use crate::model::{Experiment, ExperimentState};

use super::drawing;
use super::theme::Theme;
use super::title::{saved_word, title};

/// Cells of the first column: `overdue 123 days`.
const WHEN: usize = 18;
/// Cells of the word for an action or an experiment.
const KIND: usize = 11;
/// Rows of the team's practice.
const PRACTICE: u16 = 4;

/// Draws the board.
pub fn draw(app: &App, view: &BoardView, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let sharing = Label::AllSharingTeams.say();
    let whose = view.own.as_deref().unwrap_or(&sharing);
    let (open, overdue) = view.counts();
    let saved = saved_word(app);
    let saved = if saved.is_empty() { String::new() } else { format!("{saved} · ") };
    title(
        frame,
        area,
        theme,
        &Label::BoardTitle(whose).say(),
        &format!("{saved}{}", Label::OpenAndOverdue { open, overdue }.say()),
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
        nothing(app, view, buffer, list);
    } else {
        rows(view, buffer, list, theme);
    }
    if let Some(row) = view.rows.get(view.cursor) {
        let area = drawing::band(area, 2 + list.height, detail);
        draw_detail(row, buffer, area, theme);
    }
    if let Some((team, practice)) = practice {
        let area = drawing::below(area, area.height - PRACTICE);
        let head = Label::SinceCheckOf { team: &team, date: practice.since }.say();
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

fn nothing(app: &App, view: &BoardView, buffer: &mut Buffer, area: Rect) {
    drawing::line(buffer, area, 1, Label::NothingOnBoard.say());
    if view.own.is_some() {
        drawing::line(buffer, area, 3, Instruction::WriteOneDown.say(app.keys_in(Place::Board)));
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
    let head = |cells: usize, label: Label<'_>| {
        if cells == 0 { String::new() } else { drawing::pad(theme, &label.say(), cells) }
    };
    let heads = format!(
        "  {}{}{}{}{}{}",
        head(WHEN, Label::ColumnWhen),
        head(team, Label::ColumnTeam),
        head(owner, Label::ColumnWho),
        head(topic, Label::ColumnOn),
        " ".repeat(KIND),
        Label::ColumnWhat.say()
    );
    drawing::line(buffer, area, 0, Span::styled(drawing::fit(theme, &heads, width), theme.faint()));
    let list = drawing::below(area, 1);
    let visible = usize::from(list.height).max(1);
    let first = (view.cursor + 1).saturating_sub(visible);
    let hidden = view.rows.len().saturating_sub(visible);
    if hidden > 0 {
        drawing::right(
            buffer,
            area,
            0,
            Span::styled(format!(" {}", Label::More(hidden).say()), theme.faint()),
        );
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
        let kind = Label::ItemKind(item.standing.kind()).say();
        let facts = [
            cell(team, &item.team),
            cell(owner, &item.owner),
            cell(topic, item.topic.as_ref().map_or("", |topic| topic.name.as_str())),
            cell(KIND, &kind),
        ]
        .concat();
        let room = width.saturating_sub(2 + WHEN + team + owner + topic + KIND);
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

/// The first column of a row, and true if it is late.
fn when(row: &BoardRow) -> (String, bool) {
    let item = &row.item;
    if row.acted
        && let Some(word) = said(&item.standing)
    {
        return (word.into_owned(), false);
    }
    match (item.by, item.overdue) {
        (_, Some(days)) => {
            let days = usize::try_from(days).unwrap_or(usize::MAX);
            (Label::OverdueDays(days).say().into_owned(), true)
        }
        (Some(by), None) => {
            let day = Label::ShortDate(by).say();
            let by = Label::By { kind: item.standing.kind(), day: &day };
            (by.say().into_owned(), false)
        }
        (None, None) => (Label::NoDate.say().into_owned(), false),
    }
}

/// The last step of an action or experiment, in a word.
fn said(standing: &Standing) -> Option<Cow<'static, str>> {
    match standing {
        Standing::Action(_, last) => last.map(|last| Label::ActionStep(last.step).say()),
        Standing::Experiment(tried) => {
            tried.last_step().map(|last| trial_word(tried, last.step.trial()))
        }
    }
}

/// A state of an experiment, or its outcome.
pub fn trial_word(tried: &Experiment, state: ExperimentState) -> Cow<'static, str> {
    match (state, tried.outcome) {
        (ExperimentState::Finished, Some(outcome)) => term::outcome(outcome).into(),
        (state, _) => Label::ExperimentState(state).say(),
    }
}

/// Draws the item under the cursor as far as it fits, the most important first.
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

/// Owner, day, state, dimension and the check it comes from.
fn facts(row: &BoardRow) -> String {
    let item = &row.item;
    let mut facts = vec![if item.owner.is_empty() {
        Label::NobodyYet.say().into_owned()
    } else {
        item.owner.clone()
    }];
    if let Some(by) = item.by {
        let day = Label::Date(by).say();
        let by = Label::By { kind: item.standing.kind(), day: &day }.say();
        let late = item.overdue.map(|days| {
            let days = usize::try_from(days).unwrap_or(usize::MAX);
            format!(", {}", Label::OverdueBy(days).say())
        });
        facts.push(format!("{by}{}", late.unwrap_or_default()));
    }
    match &item.standing {
        Standing::Action(_, Some(last)) => {
            let step = Label::StepOn { step: last.step.word(), date: last.date };
            facts.push(step.say().into_owned());
        }
        Standing::Action(_, None) => {}
        Standing::Experiment(tried) => facts.push(tried_stands(tried)),
    }
    facts.extend(item.topic.as_ref().map(|topic| topic.name.clone()));
    facts.push(Label::FromCheckOf(item.born).say().into_owned());
    facts.join(" · ")
}

/// The further fields of an experiment.
fn more(tried: &Experiment) -> Vec<String> {
    let parts = [
        (Label::WeExpect, &tried.hypothesis),
        (Label::SafeToFail, &tried.limit),
        (Label::RollBack, &tried.rollback),
        (Label::Measure, &tried.measure),
        (Label::Learnt, &tried.learning),
    ];
    parts
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(head, text)| format!("{:<13}{}", head.say(), drawing::safe(text)))
        .collect()
}
