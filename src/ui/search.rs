//! Search: the line that is typed, and below it what was found, newest first, with the match
//! marked.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::app::{App, SearchView};
use crate::library::Hit;
use crate::messages::label::Label;
use crate::messages::term;
use crate::model::search::{self, Reach};

use super::drawing;
use super::theme::Theme;
use super::title::title;

/// Cells before what is typed.
const LABEL: u16 = 10;
/// Rows of one thing that was found: where, and the line.
const ROWS: u16 = 2;

/// Draws the search.
pub fn draw(app: &App, view: &SearchView, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    title(frame, area, theme, &Label::SearchTitle(&reach(app, view)).say(), &so_far(view));
    drawing::rule(frame.buffer_mut(), area, 1, theme);
    drawing::line(frame.buffer_mut(), area, 2, Span::styled(Label::LookFor.say(), theme.strong()));
    let value = Rect { x: area.x + LABEL, width: area.width.saturating_sub(LABEL), ..area };
    drawing::typed(frame, value, 2, &view.input, app.dialog.is_none());
    let buffer = frame.buffer_mut();
    let list = drawing::below(area, 4);
    if view.rows() == 0 {
        return nothing(view, buffer, list);
    }
    // A blank row between two of them where all fit.
    let count = u16::try_from(view.rows()).unwrap_or(u16::MAX);
    let step = if count.saturating_mul(ROWS + 1) <= list.height { ROWS + 1 } else { ROWS };
    let visible = usize::from(list.height / step).max(1);
    let cursor = view.cursor.min(view.rows() - 1);
    let first = (cursor + 1).saturating_sub(visible);
    let words = view.words();
    for (at, index) in (0..).zip((first..view.rows()).take(visible)) {
        let lines = drawing::band(list, at * step, ROWS);
        let selected = index == cursor;
        match (
            view.teams.get(index),
            index.checked_sub(view.teams.len()).and_then(|at| view.hits.get(at)),
        ) {
            (Some(team), _) => {
                let line = words.line(team).unwrap_or_default();
                row(&Label::TeamFound.say(), &line, selected, buffer, lines, theme);
            }
            (None, Some(hit)) => {
                row(&place(hit, theme), &hit.found.line, selected, buffer, lines, theme);
            }
            (None, None) => {}
        }
    }
}

/// Names the teams whose sessions are searched.
fn reach(app: &App, view: &SearchView) -> Cow<'static, str> {
    match &view.own {
        None => Label::AllSharingTeams.say(),
        Some(team) => match Reach::of_team(&app.ctx.workspace, team) {
            Reach::Only(_) => Label::TeamAlone(team).say(),
            Reach::AllBut(_) => Label::TeamAndSharing(team).say(),
        },
    }
}

fn so_far(view: &SearchView) -> Cow<'static, str> {
    match view.rows() {
        rows if view.more => Label::NewestFound(rows).say(),
        0 if view.under_way => Label::Searching.say(),
        rows if view.under_way => Label::FoundSoFar(rows).say(),
        0 => Cow::default(),
        rows => Label::Found(rows).say(),
    }
}

fn nothing(view: &SearchView, buffer: &mut Buffer, area: Rect) {
    let head = match (view.words().is_empty(), view.under_way) {
        (true, _) => Label::TypeAWord,
        (false, true) => return,
        (false, false) => Label::NothingHolds,
    };
    drawing::line(buffer, area, 0, head.say());
    for (row, line) in (2..).zip(Label::SearchedFields.say().lines()) {
        drawing::line(buffer, area, row, line);
    }
}

/// Day, team, dimension and field of a hit.
fn place(hit: &Hit, theme: Theme) -> String {
    let day = Label::Date(hit.date).say();
    let dimension = hit
        .found
        .dimension
        .as_deref()
        .filter(|_| hit.found.field != search::SearchField::Dimension);
    let parts =
        [Some(&*day), Some(&hit.team), dimension, Some(term::search_field(hit.found.field))];
    let parts: Vec<String> = parts.into_iter().flatten().map(drawing::safe).collect();
    parts.join(theme.dot())
}

fn row(
    place: &str,
    line: &search::SearchLine,
    selected: bool,
    buffer: &mut Buffer,
    area: Rect,
    theme: Theme,
) {
    let room = usize::from(area.width).saturating_sub(2);
    let pointer =
        Span::styled(format!("{} ", if selected { theme.pointer() } else { " " }), theme.strong());
    let style = if selected { theme.strong() } else { theme.faint() };
    drawing::line(
        buffer,
        area,
        0,
        Line::from(vec![pointer, Span::styled(drawing::fit(theme, place, room), style)]),
    );
    let mut spans = vec![Span::raw("    ")];
    spans.extend(marked(line, room.saturating_sub(2), theme));
    drawing::line(buffer, area, 1, Line::from(spans));
}

/// The line, as much as fits, with the matches marked by more than a colour.
fn marked(line: &search::SearchLine, room: usize, theme: Theme) -> Vec<Span<'static>> {
    let ellipsis = theme.ellipsis();
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut left = room;
    if line.cut {
        left = left.saturating_sub(ellipsis.width());
        spans.push(Span::raw(ellipsis));
    }
    let fits = line.text.width() <= left;
    if !fits {
        left = left.saturating_sub(ellipsis.width());
    }
    let (mut piece, mut in_mark) = (String::new(), false);
    let style = |mark| if mark { theme.marked() } else { Style::new() };
    for (at, grapheme) in line.text.grapheme_indices(true) {
        if grapheme.width() > left {
            break;
        }
        left -= grapheme.width();
        let mark = line.marks.iter().any(|mark| mark.contains(&at));
        if mark != in_mark {
            spans.push(Span::styled(std::mem::take(&mut piece), style(in_mark)));
            in_mark = mark;
        }
        piece.push_str(grapheme);
    }
    spans.push(Span::styled(piece, style(in_mark)));
    if !fits {
        spans.push(Span::raw(ellipsis));
    }
    spans
}
