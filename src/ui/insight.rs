//! Insights of a session: under headings, each line with its reason below it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::app::InsightView;
use crate::messages::InsightText;
use crate::messages::label::{Label, Noun};

use super::drawing;
use super::theme::Theme;
use super::title::title;

/// The widest line: longer ones are hard to read from the back of a room.
const WIDEST: u16 = 100;

/// Draws the lines from the one at the top on.
pub fn draw(view: &InsightView, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let lines = Label::Count(Noun::Line, view.lines.len()).say();
    let name = Label::WhatThisSays { team: &view.team, date: view.date }.say();
    title(frame, area, theme, &name, &lines);
    let buffer = frame.buffer_mut();
    drawing::rule(buffer, area, 1, theme);
    let text = Rect { x: area.x + 2, width: area.width.saturating_sub(2).min(WIDEST), ..area };
    let mut row = 3;
    let mut shown = 0;
    let mut before = None;
    for line in view.lines.iter().skip(view.scroll).map(InsightText::new) {
        let reason = theme.words(&line.reason);
        let says = theme.words(&line.says);
        let suggest: Vec<String> = line.suggest.iter().map(|text| theme.words(text)).collect();
        let heading = if before == Some(line.kind) { 0 } else { 1 + u16::from(before.is_some()) };
        let inner = Rect { x: text.x + 2, width: text.width.saturating_sub(2), ..text };
        let below: u16 = suggest.iter().map(|text| drawing::rows(text, inner.width)).sum();
        let why = if reason.is_empty() { 0 } else { drawing::rows(&reason, inner.width) };
        let takes = heading + drawing::rows(&says, text.width) + why + below;
        // What does not fit whole is left for the next page, unless it is all that there is.
        if row + takes > area.height && shown > 0 {
            break;
        }
        if heading > 0 {
            row += heading - 1;
            drawing::line(buffer, area, row, Span::styled(line.title(), theme.strong()));
            row += 1;
        }
        before = Some(line.kind);
        let rows = drawing::rows(&says, text.width);
        drawing::wrapped(buffer, drawing::band(text, row, rows), &says, Style::new());
        row += rows;
        drawing::wrapped(buffer, drawing::band(inner, row, why), &reason, theme.faint());
        row += why;
        for suggestion in &suggest {
            let rows = drawing::rows(suggestion, inner.width);
            drawing::line(buffer, text, row, theme.pointer());
            drawing::wrapped(buffer, drawing::band(inner, row, rows), suggestion, Style::new());
            row += rows;
        }
        shown += 1;
    }
    let more = view.lines.len().saturating_sub(view.scroll + shown);
    if more > 0 || view.scroll > 0 {
        let words = match (view.scroll, more) {
            (0, more) => Label::MoreBelow(more),
            (above, 0) => Label::Above(above),
            (above, below) => Label::AboveAndBelow { above, below },
        };
        let words = format!(" {}", words.say());
        drawing::right(buffer, area, 1, Span::styled(words, theme.faint()));
    }
}
