//! One dimension across teams and time: their rises, and the actions agreed on before.
//!
//! Teams stand in the team grid's order; nothing here compares one with another.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::{AcrossTeam, AcrossTeamsView};
use crate::messages::label::Label;
use crate::messages::term;
use crate::model::CellValue;

use super::drawing;
use super::theme::Theme;
use super::title::title;
use super::trend::cell::{self, Look};
use super::trend::panel::{self, promise_lines};

/// From this width on the rises stand beside the teams.
const BESIDE: u16 = 110;
/// The most times that a team's small bars show.
const BARS: usize = 12;
const CELL: usize = 8;
/// Cells of the day of the last rise.
const ROSE: usize = 15;

/// Draws the page.
pub fn draw(view: &AcrossTeamsView, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let rose = view.teams.iter().filter(|team| !team.times.rises.is_empty()).count();
    let left = Label::AcrossTitle { name: &view.name, date: view.as_of }.say();
    title(frame, area, theme, &left, &Label::RoseInIt(rose).say());
    let buffer = frame.buffer_mut();
    drawing::rule(buffer, area, 1, theme);
    let body = drawing::below(area, 3);
    let (list, learnt) = if area.width >= BESIDE {
        let width = area.width * 31 / 50;
        let x = area.x + width + 3;
        (Rect { width, ..body }, Rect { x, width: area.right() - x, ..body })
    } else {
        let teams = u16::try_from(view.teams.len()).unwrap_or(u16::MAX);
        let height = teams.min(body.height / 2);
        (drawing::band(body, 0, height), drawing::below(body, height + 1))
    };
    let rows = usize::from(list.height);
    let top = if view.row < rows { 0 } else { view.row + 1 - rows };
    let hidden = view.teams.len().saturating_sub(rows);
    if hidden > 0 {
        drawing::right(
            buffer,
            Rect { width: list.width, ..area },
            2,
            Span::styled(format!(" {}", Label::More(hidden).say()), theme.faint()),
        );
    }
    let longest =
        view.teams.iter().map(|team| drawing::safe(&team.times.team).width()).max().unwrap_or(0);
    let names = (longest + 2).clamp(8, usize::from(list.width) / 3);
    for (index, team) in view.teams.iter().enumerate().skip(top).take(rows) {
        let line =
            team_line(view, team, index == view.row, (names, usize::from(list.width)), theme);
        drawing::line(buffer, list, u16::try_from(index - top).unwrap_or(u16::MAX), line);
    }
    if let Some(team) = view.teams.get(view.row) {
        panel::fill(buffer, learnt, lines(team, usize::from(learnt.width), theme));
    }
}

fn team_line(
    view: &AcrossTeamsView,
    team: &AcrossTeam,
    selected: bool,
    (names, width): (usize, usize),
    theme: Theme,
) -> Line<'static> {
    let style = if selected { theme.strong() } else { Style::new() };
    let pointer = if selected { theme.pointer() } else { " " };
    let times = &team.times;
    let mut spans =
        vec![Span::styled(format!("{pointer} {}", drawing::pad(theme, &times.team, names)), style)];
    let most = if width < 80 { BARS - 4 } else { BARS };
    let bars = cell::spark(times.times.iter().map(|time| Some(time.height)), most, theme);
    spans.push(Span::styled(drawing::pad(theme, &bars, most + 1), theme.faint()));
    let sign = times.times.last().map_or(CellValue::NotAsked, |time| CellValue::Vote(&time.cell));
    spans.extend(cell::full(&sign, Look::default(), CELL, theme));
    let rose = times.rises.first().map(|rise| Label::RoseIn(times.times[rise.to].date).say());
    spans.push(Span::styled(drawing::pad(theme, &rose.unwrap_or_default(), ROSE), style));
    let word = if times.times.is_empty() {
        Label::NeverAgreedOn.say()
    } else {
        times.course.map(|course| term::row_trend(course, view.as_of)).unwrap_or_default().into()
    };
    let room = width.saturating_sub(2 + names + most + 1 + CELL + ROSE);
    spans.push(Span::styled(drawing::fit(theme, &word, room), style));
    Line::from(spans)
}

/// The rises of a team: the days, the cells, and the actions agreed on before.
fn lines(team: &AcrossTeam, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let times = &team.times.times;
    let mut lines = vec![Line::from(Span::styled(
        drawing::fit(theme, &team.times.team, width),
        theme.strong(),
    ))];
    if team.times.rises.is_empty() {
        lines.push(Line::from(Label::DidNotRise.say()));
    }
    for (rise, promises) in team.times.rises.iter().zip(&team.promises) {
        let (from, to) = (&times[rise.from], &times[rise.to]);
        lines.push(Line::default());
        let mut spans = vec![Span::raw(format!("{} ", Label::Date(from.date).say()))];
        spans.extend(cell::full(&CellValue::Vote(&from.cell), Look::default(), 0, theme));
        spans.push(Span::raw(format!(" {} ", Label::ThenOn(to.date).say())));
        spans.extend(cell::full(&CellValue::Vote(&to.cell), Look::default(), 0, theme));
        lines.push(Line::from(spans));
        let before =
            if promises.is_empty() { Label::NothingAgreedAbout } else { Label::AgreedBefore };
        lines.push(Line::from(format!("  {}", before.say())));
        for promise in promises {
            for line in promise_lines(promise, width.saturating_sub(2), theme) {
                let mut spans = vec![Span::raw("  ")];
                spans.extend(line.spans);
                lines.push(Line::from(spans));
            }
        }
    }
    let more = team.times.rises.len().saturating_sub(team.promises.len());
    if more > 0 {
        lines.push(Line::default());
        lines.push(Line::from(Label::RoseBefore(more).say()));
    }
    lines
}
