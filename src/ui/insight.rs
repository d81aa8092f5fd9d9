//! Insights of a session: the few that matter most with the last checks of their dimensions, and
//! the rest below a rule, under headings, each with its reason.

mod large;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::app::{InsightEntry, InsightView};
use crate::messages::InsightText;
use crate::messages::label::{Label, Noun};
use crate::model::insight::InsightKind;
use crate::model::{CellValue, Metric, Row, Vote};

use super::drawing;
use super::theme::Theme;
use super::title::title;
use super::trend::cell;
use large::Large;

/// The widest line: longer ones are hard to read from the back of a room.
const WIDEST: u16 = 100;
/// From this width on the rest stands in two columns.
const TWO: u16 = 150;
/// The most dimensions of a sentence that have a strip.
const MOST: usize = 4;
/// Cells of the pointer before a suggestion.
const INDENT: u16 = 2;

/// Draws the entries from the one at the top on.
pub fn draw(view: &InsightView, large: bool, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let lines = Label::Count(Noun::Line, view.found).say();
    let name = Label::WhatThisSays { team: &view.team, date: view.date }.say();
    title(frame, area, theme, &name, &lines);
    let buffer = frame.buffer_mut();
    drawing::rule(buffer, area, 1, theme);
    let shown = draw_entries(view, large, buffer, area, theme);
    let more = view.entries.len().saturating_sub(view.scroll + shown);
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

/// Draws as many entries as fit. Returns how many.
fn draw_entries(
    view: &InsightView,
    large: bool,
    buffer: &mut Buffer,
    area: Rect,
    theme: Theme,
) -> usize {
    let entries = &view.entries[view.scroll.min(view.entries.len())..];
    let leads = |entry: &&InsightEntry| entry.first || kind(entry) == InsightKind::Caution;
    let leading = entries.iter().take_while(leads).count();
    let mut row = First::TOP;
    let mut before = None;
    for (shown, entry) in entries[..leading].iter().enumerate() {
        let text = Text::of(entry, theme);
        let in_large =
            Some(&text).filter(|_| large && entry.first).and_then(|t| Large::of(entry, t, area));
        // What is too tall for the rest of the window may fit as it is usually.
        let in_large = in_large.filter(|large| row + large.rows() <= area.height);
        let takes = if let Some(large) = &in_large {
            large.rows()
        } else if entry.first {
            First::of(area).rows(entry, &text, area)
        } else {
            text.rows(area.width.min(WIDEST), true) + 1
        };
        // What does not fit whole is left for the next page, unless it is all that there is.
        if row + takes > area.height && shown > 0 {
            return shown;
        }
        let place = drawing::band(area, row, takes);
        if let Some(large) = in_large {
            large.draw(view, entry, &text, (buffer, place), theme);
        } else if entry.first {
            First::of(area).draw(view, entry, &text, (buffer, place), theme);
        } else {
            let place = Rect { width: place.width.min(WIDEST), ..place };
            text.draw(buffer, place, before != Some(kind(entry)), theme);
        }
        before = Some(kind(entry));
        row += takes;
    }
    let rest = &entries[leading..];
    if leading > 0 && !rest.is_empty() {
        drawing::rule(buffer, area, row, theme);
        row += 2;
    }
    let (left, right) = drawing::halves(area, 4);
    let columns = if area.width >= TWO { vec![left, right] } else { vec![area] };
    // What fits nowhere is drawn as far as it goes, or it would never be seen.
    let alone = leading == 0;
    leading + draw_rest(view, rest, buffer, (columns, row, alone), theme)
}

/// Draws entries in columns, from a row on. Returns how many fitted.
fn draw_rest(
    view: &InsightView,
    entries: &[InsightEntry],
    buffer: &mut Buffer,
    (columns, top, alone): (Vec<Rect>, u16, bool),
    theme: Theme,
) -> usize {
    let mut shown = 0;
    for column in columns {
        let (mut row, mut before) = (top, None);
        while let Some(entry) = entries.get(shown) {
            let text = Text::of(entry, theme);
            let badge = badge_of(view, entry, theme);
            let beside = u16::from(badge.is_some()) * 4;
            let width = column.width.min(WIDEST).saturating_sub(beside);
            let heading = before != Some(kind(entry));
            let gap = u16::from(heading && before.is_some());
            let takes = gap + text.rows(width, heading);
            if row + takes > column.height && (shown > 0 || !alone) {
                break;
            }
            row += gap;
            let place = Rect { x: column.x, width: width + beside, ..column };
            let place = drawing::below(place, row);
            if heading {
                drawing::line(buffer, place, 0, Span::styled(text.title, theme.strong()));
            }
            let place = drawing::below(place, u16::from(heading));
            if let Some(badge) = badge {
                drawing::line(buffer, place, 0, badge);
            }
            let place = Rect { x: place.x + beside, width, ..place };
            text.draw(buffer, place, false, theme);
            row += takes - gap;
            before = Some(kind(entry));
            shown += 1;
        }
    }
    shown
}

fn kind(entry: &InsightEntry) -> InsightKind {
    entry.lines[0].kind()
}

/// The badge that all dimensions of an entry have now.
fn badge_of(view: &InsightView, entry: &InsightEntry, theme: Theme) -> Option<Span<'static>> {
    let light = |at: &usize| Some(view.trend.rows[*at].cells.last()?.as_ref()?.light);
    let lights: Vec<_> = entry.rows.iter().map(light).collect();
    let first = (*lights.first()?)?;
    lights.iter().all(|light| *light == Some(first)).then(|| drawing::badge(theme, first))
}

/// An entry in words.
struct Text {
    title: &'static str,
    says: String,
    reason: String,
    suggest: Vec<String>,
}

impl Text {
    fn of(entry: &InsightEntry, theme: Theme) -> Self {
        let text = InsightText::of_group(&entry.lines);
        Self {
            title: text.title(),
            says: theme.words(&text.says),
            reason: theme.words(&text.reason),
            suggest: text.suggest.iter().map(|text| theme.words(text)).collect(),
        }
    }

    /// Rows of the words, with or without the heading.
    fn rows(&self, width: u16, heading: bool) -> u16 {
        let inner = width.saturating_sub(INDENT);
        let why = if self.reason.is_empty() { 0 } else { drawing::rows(&self.reason, inner) };
        let below: u16 = self.suggest.iter().map(|text| drawing::rows(text, inner)).sum();
        u16::from(heading) + drawing::rows(&self.says, width) + why + below
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, heading: bool, theme: Theme) {
        let mut row = 0;
        if heading {
            drawing::line(buffer, area, 0, Span::styled(self.title, theme.strong()));
            row += 1;
        }
        let inner = Rect { x: area.x + INDENT, width: area.width.saturating_sub(INDENT), ..area };
        let rows = drawing::rows(&self.says, area.width);
        drawing::wrapped(buffer, drawing::band(area, row, rows), &self.says, Style::new());
        row += rows;
        if !self.reason.is_empty() {
            let rows = drawing::rows(&self.reason, inner.width);
            drawing::wrapped(buffer, drawing::band(inner, row, rows), &self.reason, theme.faint());
            row += rows;
        }
        for suggestion in &self.suggest {
            let rows = drawing::rows(suggestion, inner.width);
            drawing::line(buffer, area, row, theme.pointer());
            drawing::wrapped(buffer, drawing::band(inner, row, rows), suggestion, Style::new());
            row += rows;
        }
    }
}

/// The layout of what is told first: badge, strip, sentence.
struct First {
    /// Cells of the badge, with the name of the dimension in it.
    badge: u16,
    /// Cells of one check in the strip, and of the strip.
    check: u16,
    strip: u16,
    /// Cells of the words.
    words: u16,
    /// Rows of one dimension, alone and among others.
    rows: (u16, u16),
}

impl First {
    /// The first row of the entries.
    const TOP: u16 = 3;

    const fn of(area: Rect) -> Self {
        let (badge, check, strip) = match area.width {
            TWO.. => (30, 5, 60),
            100.. => (24, 3, 36),
            _ => (20, 2, 12),
        };
        let words = area.width.saturating_sub(badge + strip + 3);
        let rows = match area.height {
            45.. => (5, 3),
            30.. => (4, 2),
            _ => (3, 2),
        };
        Self { badge, check, strip, words, rows }
    }

    fn each(&self, entry: &InsightEntry) -> u16 {
        if entry.rows.len() == 1 { self.rows.0 } else { self.rows.1 }
    }

    /// Cells of the words: all of them where there is no dimension to show.
    fn words_of(&self, entry: &InsightEntry, area: Rect) -> u16 {
        if entry.rows.is_empty() { area.width } else { self.words }
    }

    /// Rows of the entry with a blank one below its words.
    fn rows(&self, entry: &InsightEntry, text: &Text, area: Rect) -> u16 {
        let dimensions = u16::try_from(entry.rows.len().min(MOST)).unwrap_or(0);
        let words = text.rows(self.words_of(entry, area), true) + 1;
        (dimensions * self.each(entry)).max(words)
    }

    fn draw(
        &self,
        view: &InsightView,
        entry: &InsightEntry,
        text: &Text,
        (buffer, area): (&mut Buffer, Rect),
        theme: Theme,
    ) {
        let each = self.each(entry);
        for (at, row) in (0..).zip(entry.rows.iter().take(MOST)) {
            let place = drawing::band(area, at * each, each);
            self.dimension(&view.trend.rows[*row], buffer, place, theme);
        }
        let before = area.width - self.words_of(entry, area);
        let place = Rect { x: area.x + before, width: area.width - before, ..area };
        text.draw(buffer, place, true, theme);
    }

    /// Draws a dimension: what was agreed with its name, and the strip of its last checks.
    fn dimension(&self, row: &Row, buffer: &mut Buffer, area: Rect, theme: Theme) {
        let middle = area.height.saturating_sub(2) / 2;
        let badge = Rect { width: self.badge, ..area };
        let room = usize::from(self.badge);
        if let Some(cell) = row.cells.last().and_then(Option::as_ref) {
            theme.fill_entry(buffer, badge, cell.light);
            let value = match cell.vote {
                Vote::Light(light) => theme.short(light).to_owned(),
                Vote::Level(level) => format!("{}{level}", theme.shape(cell.light)),
            };
            let words = drawing::fit(theme, &format!(" {value} {} ", row.name), room);
            drawing::line(buffer, badge, middle, Span::styled(words, theme.badge(cell.light)));
        } else {
            let words = drawing::fit(theme, &row.name, room);
            drawing::line(buffer, badge, middle, Span::styled(words, theme.strong()));
        }
        let signs: Vec<CellValue<'_>> =
            (0..row.cells.len()).map(|at| row.sign(at, Metric::Agreed)).collect();
        let strip = Rect { x: area.x + self.badge + 1, width: self.strip, ..area };
        cell::strip(buffer, strip, self.check, signs.into_iter(), theme);
    }
}
