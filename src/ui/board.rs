//! The board: open actions and experiments, below them the details of the row under the cursor, and
//! how its team follows up.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use ratatui::widgets::{Clear, Widget};

use crate::app::{App, BoardRow, BoardView};
use crate::export::{follow_up_stats, tried_stands};
use crate::keys::Place;
use crate::messages::label::{Instruction, Label};
use crate::messages::term;
use crate::model::board::Standing;
use crate::model::{Experiment, ExperimentState, FollowUpStats, Light};

use super::big_text::{Big, Size};
use super::drawing;
use super::theme::Theme;
use super::title::{saved_word, title};

/// Cells of the first column: `review 18 Nov 2026`.
const WHEN: usize = 20;
/// Cells of the word for an action or an experiment.
const KIND: usize = 11;
/// The least rows of what is under the cursor, and where the list has two for each entry.
const DETAIL: u16 = 6;
const SHORT: u16 = 4;
/// The most rows of an entry, and in a vast window.
const TALLEST: u16 = 4;
const VAST: u16 = 6;

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
    // A line for each count, and its bar below it where there is room.
    let each = match area.height {
        45.. => 4,
        30.. => 3,
        _ => 1,
    };
    let counts = practice.as_ref().map_or(0, |_| 1 + 3 * each);
    let below = if counts > 0 { counts + 1 } else { 0 };
    // What is under the cursor has the lower part; on a small screen the list comes first.
    let room = area.height.saturating_sub(below + 2);
    let entries = u16::try_from(view.rows.len()).unwrap_or(u16::MAX);
    let rows_of = |each: u16| entries.saturating_mul(each).saturating_add(1);
    let (needed, least) = match area.height {
        30.. => (rows_of(3), DETAIL),
        // Words of an entry in a row of their own, where all of them still fit.
        _ if rows_of(2).saturating_add(SHORT) <= room => (rows_of(2), SHORT),
        _ => (rows_of(1), DETAIL),
    };
    let detail = room.saturating_sub(needed).clamp(least, 8).min(room / 2);
    let list = drawing::band(area, 2, area.height.saturating_sub(2 + below + detail));
    if view.rows.is_empty() {
        nothing(app, view, buffer, list);
    } else {
        rows(view, app.ctx.display.large, buffer, list, theme);
    }
    if let Some(row) = view.rows.get(view.cursor) {
        let area = drawing::band(area, 2 + list.height, detail);
        draw_detail(row, buffer, area, theme);
    }
    if let Some((team, practice)) = practice {
        let place = drawing::below(area, area.height - counts);
        draw_practice(buffer, place, (&team, &practice), each, theme);
    }
}

/// Draws how a team follows up: each count in words, and as a bar of what it is out of.
fn draw_practice(
    buffer: &mut Buffer,
    area: Rect,
    (team, practice): (&str, &FollowUpStats),
    each: u16,
    theme: Theme,
) {
    let width = usize::from(area.width);
    let head = Label::SinceCheckOf { team, date: practice.since }.say();
    let head = Span::styled(drawing::fit(theme, &head, width), theme.strong());
    drawing::line(buffer, area, 0, head);
    let shares = [
        (practice.experiments, practice.aim().1),
        (practice.learnt, practice.finished),
        (practice.done, practice.actions),
    ];
    for ((at, line), (n, of)) in (0..).zip(follow_up_stats::lines(practice)).zip(shares) {
        let place = drawing::band(area, 1 + at * each, each);
        let words = drawing::fit(theme, &theme.words(&line), width);
        drawing::line(buffer, place, 0, Span::raw(words));
        // Out of nothing there is no share.
        let bar = drawing::band(place, 1, if of > 0 { each.saturating_sub(2) } else { 0 });
        theme.fill_seat(buffer, bar, false);
        let cells = u64::from(bar.width) * u64::from(n.min(of)) / u64::from(of.max(1));
        let cells = u16::try_from(cells).unwrap_or(bar.width);
        theme.fill_seat(buffer, Rect { width: cells, ..bar }, true);
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

fn rows(view: &BoardView, large: bool, buffer: &mut Buffer, area: Rect, theme: Theme) {
    let width = usize::from(area.width);
    let list = drawing::below(area, 1);
    let count = u16::try_from(view.rows.len()).unwrap_or(u16::MAX).max(1);
    // The window is used: entries are as tall as all of them fit.
    let most = if large || area.height >= 24 { VAST } else { TALLEST };
    let step = (list.height / count).clamp(1, most);
    heads(view, buffer, area, step, theme);
    let visible = usize::from(list.height / step).max(1);
    let first = (view.cursor + 1).saturating_sub(visible);
    let hidden = view.rows.len().saturating_sub(visible);
    if hidden > 0 {
        let more = format!(" {}", Label::More(hidden).say());
        drawing::right(buffer, area, 0, Span::styled(more, theme.faint()));
    }
    for (at, (index, row)) in (0..).zip(view.rows.iter().enumerate().skip(first).take(visible)) {
        let selected = index == view.cursor;
        let style = match selected {
            true => theme.strong(),
            false if !row.item.standing.is_open() => theme.faint(),
            false => Style::new(),
        };
        let pointer = if selected { theme.pointer() } else { " " };
        let place = drawing::band(list, at * step, step);
        drawing::line(buffer, place, 0, Span::styled(pointer, theme.strong()));
        let place = Rect { x: place.x + 2, width: place.width.saturating_sub(2), ..place };
        let cells = u16::try_from(WHEN).unwrap_or(0);
        let beside = Rect { x: place.x + cells, width: place.width.saturating_sub(cells), ..place };
        draw_when(buffer, Rect { width: cells.min(place.width), ..place }, row, style, theme);
        if step == 1 {
            let (facts, used) = facts_in_columns(view, row, width, theme);
            let room = width.saturating_sub(2 + WHEN + used);
            let text = format!("{facts}{}", drawing::fit(theme, &row.item.text, room));
            drawing::line(buffer, beside, 0, Span::styled(text, style));
            continue;
        }
        let facts = facts_in_a_line(view, row, theme);
        let big = Big::fit(&row.item.text, (beside.width, Size::Large.rows()), Size::Large);
        if step == VAST && big.is_large() {
            big.draw(buffer, beside, theme, theme.strong());
            // In one piece, too: large type is drawn, and cannot be searched or copied.
            let words = format!("{}{}{facts}", drawing::safe(&row.item.text), theme.dot());
            let words = drawing::fit(theme, &words, beside.width.into());
            drawing::line(buffer, beside, big.rows(), Span::raw(words));
            continue;
        }
        // The words over as many rows as there are, then who, on what and for which team.
        let rows = drawing::rows(&row.item.text, beside.width).min((step - 2).max(1));
        let words = drawing::band(beside, 0, rows);
        drawing::wrapped_to_fit(buffer, words, theme, &row.item.text, theme.strong());
        let facts = drawing::fit(theme, &facts, beside.width.into());
        drawing::line(buffer, beside, rows, Span::raw(facts));
    }
}

/// Draws the heads of the columns; entries of several rows have two.
fn heads(view: &BoardView, buffer: &mut Buffer, area: Rect, step: u16, theme: Theme) {
    let width = usize::from(area.width);
    let [team, owner, topic] = columns(width, view.own.is_some());
    let head = |cells: usize, label: Label<'_>| {
        if cells == 0 { String::new() } else { drawing::pad(theme, &label.say(), cells) }
    };
    let between = if step > 1 {
        String::new()
    } else {
        format!(
            "{}{}{}{}",
            head(team, Label::ColumnTeam),
            head(owner, Label::ColumnWho),
            head(topic, Label::ColumnOn),
            " ".repeat(KIND),
        )
    };
    let when = head(WHEN, Label::ColumnWhen);
    let heads = format!("  {when}{between}{}", Label::ColumnWhat.say());
    drawing::line(buffer, area, 0, Span::styled(drawing::fit(theme, &heads, width), theme.faint()));
}

/// Draws the first column: a field that is filled where it is late.
fn draw_when(buffer: &mut Buffer, area: Rect, row: &BoardRow, style: Style, theme: Theme) {
    let (when, late) = when(row);
    let field = Rect { width: area.width.saturating_sub(1), ..area };
    if field.height == 1 {
        let style = if late { theme.warning() } else { style };
        return drawing::line(buffer, field, 0, Span::styled(when, style));
    }
    let mut lines = vec![when];
    if late {
        theme.fill_entry(buffer, field, Light::Yellow);
        let day = row.item.by.map(|by| Label::Date(by).say().into_owned());
        lines.extend(day.filter(|_| field.height > 2));
    } else {
        theme.fill_seat(buffer, drawing::band(field, 0, field.height - 1), false);
        Clear.render(drawing::band(field, 0, 1), buffer);
    }
    let style = if late { theme.warning() } else { style };
    for (at, words) in (0..).zip(lines) {
        drawing::line(buffer, field, at, Span::styled(format!(" {words} "), style));
    }
}

/// Team, owner, dimension and kind in columns, and the cells that they take.
fn facts_in_columns(
    view: &BoardView,
    row: &BoardRow,
    width: usize,
    theme: Theme,
) -> (String, usize) {
    let item = &row.item;
    let [team, owner, topic] = columns(width, view.own.is_some());
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
    ];
    (facts.concat(), team + owner + topic + KIND)
}

/// The same in one line.
fn facts_in_a_line(view: &BoardView, row: &BoardRow, theme: Theme) -> String {
    let item = &row.item;
    let team = if view.own.is_some() { "" } else { item.team.as_str() };
    let topic = item.topic.as_ref().map_or("", |topic| topic.name.as_str());
    let kind = Label::ItemKind(item.standing.kind()).say();
    let facts = [team, item.owner.as_str(), topic, &kind];
    let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    facts.join(theme.dot())
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
            let day = Label::Date(by).say();
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
    let words = drawing::band(area, 0, wide);
    drawing::wrapped_to_fit(buffer, words, theme, &item.text, theme.strong());
    let mut lines = vec![facts(row)];
    if let Standing::Experiment(tried) = &item.standing {
        lines.extend(more(tried));
    }
    let mut row = wide;
    let mut lines = lines.into_iter();
    while row < area.height
        && let Some(line) = lines.next()
    {
        let line = theme.words(&line);
        let place = drawing::band(area, row, drawing::rows(&line, area.width).min(2));
        drawing::wrapped_to_fit(buffer, place, theme, &line, Style::new());
        row += place.height;
    }
    let hidden = lines.count();
    if let Some(last) = area.height.checked_sub(1).filter(|_| hidden > 0) {
        let more = format!(" {}", Label::More(hidden).say());
        drawing::right(buffer, area, last, Span::styled(more, theme.faint()));
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
