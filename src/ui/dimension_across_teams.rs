//! One dimension across teams and time: their rises, and the actions agreed on before.
//!
//! Teams stand in the team grid's order; nothing here compares one with another.

use ratatui::Frame;
use ratatui::buffer::Buffer;
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
/// The most times that a team's strip shows.
const BARS: u16 = 12;
const CELL: u16 = 8;
/// Cells of the day of the last rise.
const ROSE: u16 = 15;
/// Cells that the word at the end of a row needs.
const WORD: u16 = 24;
/// The most rows of a team.
const TALLEST: u16 = 8;

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
    let count = u16::try_from(view.teams.len()).unwrap_or(u16::MAX).max(1);
    let step = (list.height / count).clamp(1, TALLEST);
    let rows = usize::from(list.height / step).max(1);
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
        let y = u16::try_from(index - top).unwrap_or(u16::MAX).saturating_mul(step);
        let band = drawing::band(list, y, step);
        draw_team(view, team, index == view.row, names, (buffer, band), theme);
    }
    if let Some(team) = view.teams.get(view.row) {
        panel::fill(buffer, learnt, lines(team, usize::from(learnt.width), theme));
    }
}

/// Draws a team: the strip of its times, the last of them, and what is said of it.
fn draw_team(
    view: &AcrossTeamsView,
    team: &AcrossTeam,
    selected: bool,
    names: usize,
    (buffer, area): (&mut Buffer, Rect),
    theme: Theme,
) {
    let style = if selected { theme.strong() } else { Style::new() };
    let pointer = if selected { theme.pointer() } else { " " };
    let times = &team.times;
    let middle = area.height.saturating_sub(2) / 2;
    let name = format!("{pointer} {}", drawing::pad(theme, &times.team, names));
    drawing::line(buffer, area, middle, Span::styled(name, style));
    let mut x = area.x + u16::try_from(names + 2).unwrap_or(u16::MAX);
    let mut next = |width: u16| {
        let place = Rect { x, width, ..area }.intersection(area);
        x += width;
        place
    };
    let fixed = u16::try_from(names).unwrap_or(u16::MAX).saturating_add(3 + CELL + ROSE + WORD);
    let width = (area.width.saturating_sub(fixed) / BARS).clamp(1, 5);
    let most = if area.width < 80 { BARS - 4 } else { BARS };
    let signs = times.times.iter().map(|time| CellValue::Vote(&time.cell));
    cell::strip(buffer, next(most * width), width, signs, theme);
    next(1);
    let sign = times.times.last().map_or(CellValue::NotAsked, |time| CellValue::Vote(&time.cell));
    cell::block(buffer, next(CELL), &sign, Look::default(), theme);
    let rose = times.rises.first().map(|rise| Label::RoseIn(times.times[rise.to].date).say());
    let rose = Span::styled(rose.unwrap_or_default(), style);
    drawing::line(buffer, next(ROSE), middle, rose);
    let word = if times.times.is_empty() {
        Label::NeverAgreedOn.say()
    } else {
        times.course.map(|course| term::row_trend(course, view.as_of)).unwrap_or_default().into()
    };
    let rest = next(area.width);
    let word = drawing::fit(theme, &word, rest.width.into());
    drawing::line(buffer, rest, middle, Span::styled(word, style));
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
