//! Two sessions side by side: then and now, the moves, and the actions agreed on in between.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::ComparisonView;
use crate::messages::label::Label;
use crate::messages::term;
use crate::model::consensus::agreement_figure;
use crate::model::{CellValue, Change, Comparison, Moved, PastAction, Row};

use super::drawing;
use super::theme::Theme;
use super::title::title;
use super::trend::cell::{self, Look};
use super::trend::panel::promise_lines;

/// From this width on the actions stand beside the dimensions.
const BESIDE: u16 = 110;
/// Cells of the columns after the name: then, now, moved, agreement.
const CELL: usize = 9;
/// The widest that a field is.
const WIDEST: usize = 24;
/// The most rows of a dimension.
const TALLEST: u16 = 4;
const MOVED: usize = 14;
const AGREEMENT: usize = 14;

/// A line of a list, and the row of the cursor that it belongs to.
type Listed = (Option<usize>, Line<'static>);

/// Draws the comparison.
pub fn draw(view: &ComparisonView, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let (better, worse, same) = view.comparison.counts();
    let (team, then, now) = (view.team.as_str(), view.then.1, view.now.1);
    let left = Label::ComparisonTitle { team, then, now }.say();
    title(frame, area, theme, &left, &Label::MovedCounts { better, worse, same }.say());
    let buffer = frame.buffer_mut();
    drawing::rule(buffer, area, 1, theme);
    if area.width >= BESIDE {
        let left = Rect { width: area.width * 3 / 5, ..drawing::below(area, 2) };
        let x = area.x + left.width + 3;
        let right = Rect { x, width: area.right() - x, ..left };
        grid(view, buffer, left, theme);
        window(buffer, right, promises(view, right, theme), view.cursor);
        return;
    }
    let mut lines = dimensions(view, usize::from(area.width), theme);
    lines.push((None, Line::default()));
    lines.extend(promises(view, area, theme));
    window(buffer, drawing::below(area, 2), lines, view.cursor);
}

/// Draws as many lines as fit, with the one under the cursor among them; the first line stays.
fn window(buffer: &mut Buffer, area: Rect, mut lines: Vec<Listed>, cursor: usize) {
    if lines.is_empty() || area.height < 2 {
        return;
    }
    let (_, head) = lines.remove(0);
    drawing::line(buffer, area, 0, head);
    let list = drawing::below(area, 1);
    let room = usize::from(list.height);
    let last = lines.iter().rposition(|(of, _)| *of == Some(cursor)).unwrap_or(0);
    let first = (last + 1).saturating_sub(room);
    for (at, (_, line)) in (0..).zip(lines.into_iter().skip(first).take(room)) {
        drawing::line(buffer, list, at, line);
    }
}

/// Draws the dimensions as fields, in rows that are as tall as all of them fit.
fn grid(view: &ComparisonView, buffer: &mut Buffer, area: Rect, theme: Theme) {
    let rows = view.comparison.rows();
    let list = drawing::below(area, 1);
    let count = u16::try_from(rows.len()).unwrap_or(u16::MAX).max(1);
    let step = (list.height / count).clamp(1, TALLEST);
    let longest = rows.iter().map(|row| drawing::safe(&row.name).width()).max().unwrap_or(0);
    let fixed = 2 + MOVED + AGREEMENT;
    let width = usize::from(area.width);
    let names = (longest + 2).min(width.saturating_sub(fixed + 2 * CELL));
    let cell = (width.saturating_sub(fixed + names) / 2).clamp(CELL, WIDEST);
    let head = heads((names, cell), theme);
    drawing::line(buffer, area, 0, Span::styled(head, theme.faint()));
    let visible = usize::from(list.height / step).max(1);
    let cursor = view.cursor.min(rows.len().saturating_sub(1));
    let first = (cursor + 1).saturating_sub(visible);
    let [names, cell] = [names + 2, cell].map(|cells| u16::try_from(cells).unwrap_or(u16::MAX));
    for (index, row) in rows.iter().enumerate().skip(first).take(visible) {
        let y = u16::try_from(index - first).unwrap_or(u16::MAX).saturating_mul(step);
        let band = drawing::band(list, y, step);
        let middle = band.height.saturating_sub(2) / 2;
        let selected = index == view.cursor;
        let style = if selected { theme.strong() } else { Style::new() };
        let pointer = if selected { theme.pointer() } else { " " };
        let name = drawing::pad(theme, &row.name, usize::from(names).saturating_sub(2));
        drawing::line(buffer, band, middle, Span::styled(format!("{pointer} {name}"), style));
        let mut x = band.x + names;
        for sign in signs(row) {
            let place = Rect { x, width: cell, ..band }.intersection(band);
            cell::block(buffer, place, &sign, Look::default(), theme);
            x += cell;
        }
        let rest = Rect { x, width: band.right().saturating_sub(x), ..band }.intersection(band);
        let agreement = Span::raw(theme.words(&agreement(row, theme)));
        drawing::line(buffer, rest, middle, Line::from(vec![moved(row, theme), agreement]));
    }
    let hidden = rows.len().saturating_sub(visible);
    if hidden > 0 {
        let more = format!(" {}", Label::More(hidden).say());
        drawing::right(buffer, area, 0, Span::styled(more, theme.faint()));
    }
}

/// What was agreed then and now.
fn signs(row: &Row) -> [CellValue<'_>; 2] {
    let [then, now] = Comparison::agreed(row);
    let sign = |cell, at: usize| match (cell, row.cards.get(at).copied().flatten()) {
        (Some(cell), _) => CellValue::Vote(cell),
        (None, Some(_)) => CellValue::Nothing,
        (None, None) => CellValue::NotAsked,
    };
    [sign(then, 0), sign(now, 1)]
}

/// The heads of the columns.
fn heads((names, cell): (usize, usize), theme: Theme) -> String {
    format!(
        "  {}{}{}{}{}",
        drawing::pad(theme, "", names),
        drawing::pad(theme, &format!(" {}", Label::ColumnThen.say()), cell),
        drawing::pad(theme, &format!(" {}", Label::ColumnNow.say()), cell),
        drawing::pad(theme, &Label::ColumnMoved.say(), MOVED),
        Label::ColumnAgreement.say()
    )
}

fn dimensions(view: &ComparisonView, width: usize, theme: Theme) -> Vec<Listed> {
    let rows = view.comparison.rows();
    let longest = rows.iter().map(|row| drawing::safe(&row.name).width()).max().unwrap_or(0);
    let room = width.saturating_sub(2 + 2 * CELL + MOVED + AGREEMENT);
    let names = (longest + 2).min(room);
    let head = heads((names, CELL), theme);
    let mut lines = vec![(None, Line::from(Span::styled(head, theme.faint())))];
    for (at, row) in rows.iter().enumerate() {
        let selected = at == view.cursor;
        let style = if selected { theme.strong() } else { Style::new() };
        let pointer = if selected { theme.pointer() } else { " " };
        let mut spans = vec![Span::styled(
            format!("{pointer} {}", drawing::pad(theme, &row.name, names)),
            style,
        )];
        for sign in signs(row) {
            spans.extend(cell::full(&sign, Look::default(), CELL, theme));
        }
        spans.push(moved(row, theme));
        spans.push(Span::raw(theme.words(&agreement(row, theme))));
        lines.push((Some(at), Line::from(spans)));
    }
    lines
}

fn moved(row: &Row, theme: Theme) -> Span<'static> {
    let moved = Comparison::moved(row);
    let style = match moved {
        Moved::Changed(Change::Better | Change::Worse) => theme.strong(),
        Moved::Unknown => theme.faint(),
        _ => Style::new(),
    };
    Span::styled(drawing::pad(theme, term::moved(moved), MOVED), style)
}

/// `0.61 → 0.92`; hidden where there were too few ballots.
fn agreement(row: &Row, theme: Theme) -> String {
    let of = |sign: CellValue<'_>| match sign {
        CellValue::Agreement(agreement) => agreement_figure(Some(f64::from(agreement))),
        CellValue::Hidden => theme.hidden().to_owned(),
        CellValue::NotAsked => " ".to_owned(),
        _ => "–".to_owned(),
    };
    let [then, now] = Comparison::agreement(row).map(of);
    let arrow = if then == " " || now == " " { " " } else { "/" };
    format!("{then:>4} {arrow} {now}")
}

/// The actions in between; of a long list those near the cursor, since each takes two rows.
fn promises(view: &ComparisonView, area: Rect, theme: Theme) -> Vec<Listed> {
    let (width, near) = (usize::from(area.width), usize::from(area.height));
    let mut head = vec![Span::styled(Label::AgreedInBetween.say(), theme.strong())];
    if let Some(day) = view.as_of.filter(|_| !view.promises.is_empty()) {
        head.push(Span::styled(format!(", {}", Label::AsOf(day).say()), theme.faint()));
    }
    let mut lines: Vec<Listed> = vec![(None, Line::from(head))];
    if view.promises.is_empty() {
        lines.push((None, Line::from(Label::NothingAgreedInBetween.say())));
    }
    let first = view.comparison.rows().len();
    let here = view.cursor.saturating_sub(first);
    let shown = view.promises.iter().enumerate().skip(here.saturating_sub(near)).take(2 * near);
    for (at, (_, promise)) in shown {
        let selected = first + at == view.cursor;
        for (row, line) in
            promise_lines(promise, width.saturating_sub(2), theme).into_iter().enumerate()
        {
            let pointer = if selected && row == 0 { theme.pointer() } else { " " };
            let mut spans = vec![Span::styled(format!("{pointer} "), theme.strong())];
            spans.extend(line.spans);
            lines.push((Some(first + at), Line::from(spans)));
        }
        lines.push((
            Some(first + at),
            Line::from(Span::raw(format!(
                "      {}",
                drawing::fit(theme, &born(promise), width.saturating_sub(6))
            ))),
        ));
    }
    lines
}

/// The day and the dimension of an action.
fn born(promise: &PastAction) -> Cow<'static, str> {
    Label::BornOn { date: promise.born, about: promise.name.as_deref() }.say()
}
