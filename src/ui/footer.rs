//! The foot of every screen: what could not be saved, a word about the last key, and the next keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Widget};
use unicode_width::UnicodeWidthStr;

use crate::app::{self, App, Dialog, Named, Notice, Screen};
use crate::keys::{Action, Word};
use crate::messages::Message;

use super::drawing;
use super::theme::Theme;

/// Rows of the next keys: two where there is room.
const fn key_rows(height: u16) -> u16 {
    if height >= 24 { 2 } else { 1 }
}

/// Rows below the body: what could not be saved, a word about the last key, the next keys.
pub fn rows(app: &App, area: Rect) -> u16 {
    key_rows(area.height)
        + 1
        + unsaved(app).map_or(0, |words| drawing::rows(&words, area.width).min(3))
}

/// The words about what could not be saved.
fn unsaved(app: &App) -> Option<String> {
    if let Some((_, unsaved)) = app.ctx.saving.failure() {
        return Some(app.words().say(&Message::NotSaved(Box::new(unsaved.clone()))));
    }
    // Where nothing is begun, whoever only reads is not bothered.
    let begins = matches!(app.screens.top, Screen::Home(_) | Screen::Form(_) | Screen::Check(_));
    let why = app.ctx.unsavable.as_ref().filter(|_| begins)?;
    Some(app.words().say(&Message::NothingCanBeSaved(Box::new(why.clone()))))
}

/// Draws the foot at the lower end of `area`.
pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let buffer = frame.buffer_mut();
    let mut row = area.height - rows(app, area);
    if let Some(words) = unsaved(app) {
        let height = drawing::rows(&words, area.width).min(3);
        let banner = drawing::band(area, row, height);
        Block::new().style(theme.alarm()).render(banner, buffer);
        drawing::wrapped(buffer, banner, &theme.words(&words), theme.alarm());
        row += height;
    }
    let width = usize::from(area.width);
    let text = app.ctx.notice.as_ref().map(|notice| app.words().say(notice.message()));
    let text = theme.words(&text.unwrap_or_default());
    let span = match &app.ctx.notice {
        Some(Notice::Warned(_) | Notice::Announced(_) | Notice::Refused(_)) => {
            let text = format!(" {} ", drawing::fit(theme, &text, width - 2));
            Span::styled(text, theme.warning())
        }
        Some(Notice::Done(_)) | None => Span::raw(drawing::fit(theme, &text, width)),
    };
    drawing::line(buffer, area, row, span);
    for (at, keys) in (1..).zip(footer(app, width, key_rows(area.height), theme)) {
        drawing::line(buffer, area, row + at, keys);
    }
}

/// One entry of the footer: keys that share a word, each with whether it is dimmed because it does
/// not hold just now.
struct Entry {
    word: Word,
    keys: Vec<(String, bool)>,
    says: &'static str,
    /// The key that comes next stands out.
    next: bool,
}

impl Entry {
    fn cells(&self) -> usize {
        let keys = self.keys.iter().map(|(key, _)| key.width() + 1);
        keys.sum::<usize>() + self.says.width()
    }
}

/// The next keys, as many as fit into `rows`; the way to help always does.
fn footer(app: &App, width: usize, rows: u16, theme: Theme) -> Vec<Line<'static>> {
    let mut keys = next_keys(app, theme);
    let help = keys.iter().position(|entry| entry.word == Word::Help);
    let help = help.map(|at| keys.remove(at));
    let all: usize = keys.iter().chain(&help).map(|entry| entry.cells() + 3).sum();
    if all <= width + 3 {
        let mut spans = Vec::new();
        for entry in keys.iter().chain(&help) {
            push_key(&mut spans, entry, theme);
        }
        // One row is enough: the last one.
        let mut lines = vec![Line::default(); usize::from(rows) - 1];
        lines.push(Line::from(spans));
        return lines;
    }
    let mut left = keys.iter().peekable();
    let mut lines = Vec::new();
    for row in 0..rows {
        let last = row + 1 == rows;
        let reserved = help.as_ref().filter(|_| last).map_or(0, |help| help.cells() + 3);
        let mut room = width.saturating_sub(reserved);
        let mut spans = Vec::new();
        while let Some(entry) = left.peek() {
            let needed = entry.cells() + if spans.is_empty() { 0 } else { 3 };
            if needed > room {
                break;
            }
            room -= needed;
            push_key(&mut spans, entry, theme);
            left.next();
        }
        if let Some(entry) = help.as_ref().filter(|_| last) {
            push_key(&mut spans, entry, theme);
        }
        lines.push(Line::from(spans));
    }
    lines
}

/// The keys that matter now. What decides is [`App::can`] and [`App::named`].
fn next_keys(app: &App, theme: Theme) -> Vec<Entry> {
    let words = app.words();
    if let Some(Dialog::Ask(question)) = &app.dialog {
        let choice = |(action, word): &(Action, Word)| {
            let keys = vec![(theme.words(&words.key(*action)), false)];
            Entry { word: *word, keys, says: words.word(*word), next: false }
        };
        return question.choices().iter().map(choice).collect();
    }
    let mut entries: Vec<Entry> = Vec::new();
    let next = app.next_action();
    for binding in app.ctx.keys.of_place(app.place()) {
        let word = match app.named(binding.action) {
            Named::AsUsual => binding.word,
            Named::As(word) => word,
            Named::Not => Word::None,
        };
        let can = if word == Word::None { Ok(()) } else { app.can(binding.action) };
        if word == Word::None || matches!(can, Err(app::Block::Here(_))) {
            continue;
        }
        let key = (theme.words(&binding.keys[0].label()), can.is_err());
        match entries.last_mut() {
            // Neighbours with the same word share it: `+ = - direction`.
            Some(last) if last.word == word => last.keys.push(key),
            _ => {
                let next = next == Some(binding.action);
                entries.push(Entry { word, keys: vec![key], says: words.word(word), next });
            }
        }
    }
    entries
}

fn push_key(spans: &mut Vec<Span<'static>>, entry: &Entry, theme: Theme) {
    if !spans.is_empty() {
        spans.push(Span::raw("   "));
    }
    if entry.next {
        let key = entry.keys.first().map_or("", |(key, _)| key);
        let words = format!("{key} {}", entry.says);
        return spans.push(Span::styled(words, theme.marked()));
    }
    for (at, (key, dimmed)) in entry.keys.iter().enumerate() {
        let style = if *dimmed { theme.faint() } else { theme.strong() };
        spans.push(Span::styled(if at == 0 { key.clone() } else { format!(" {key}") }, style));
    }
    let dimmed = entry.keys.iter().all(|(_, dimmed)| *dimmed);
    let style = if dimmed { theme.faint() } else { Style::new() };
    spans.push(Span::styled(format!(" {}", entry.says), style));
}
