//! The foot of every screen: what could not be saved, a word about the last key, and the next keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Widget};
use unicode_width::UnicodeWidthStr;

use crate::app::{App, Dialog, Notice, Question, Screen};
use crate::keys::{Action, Word};
use crate::messages::Message;

use super::drawing;
use super::theme::Theme;

/// How many keys stand beside the next one and the way to help.
const BESIDE: usize = 6;

/// Cells between two entries: fewer where there is little room.
const fn gap(width: usize) -> usize {
    if width < 96 { 2 } else { 3 }
}

/// Rows below the body: what could not be saved, a word about the last key, the next keys.
pub fn rows(app: &App, area: Rect) -> u16 {
    // Keys of a place are one row; the choices of a question may need two.
    let keys = match app.dialog {
        Some(Dialog::Ask(_)) => footer(app, area.width.into(), Theme::new(app.ctx.display)).len(),
        _ => 1,
    };
    u16::try_from(keys).unwrap_or(1)
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
    for (at, keys) in (1..).zip(footer(app, width, theme)) {
        drawing::line(buffer, area, row + at, keys);
    }
}

/// One entry of the footer: keys that share a word, each with whether it is dimmed because it does
/// not hold just now.
struct Entry {
    action: Action,
    word: Word,
    keys: Vec<(String, bool)>,
    says: &'static str,
    /// The key that comes next stands out.
    next: bool,
}

impl Entry {
    fn cells(&self) -> usize {
        let keys = self.keys.iter().map(|(key, _)| key.width() + 1);
        let badge = if self.next { 2 } else { 0 };
        keys.sum::<usize>() + self.says.width() + badge
    }
}

/// One row: the next key, then those that matter most, as many as fit; undo, where it can be
/// undone, and the way to help always do. The choices of a question are all there, on two rows if
/// need be.
fn footer(app: &App, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let gap = gap(width);
    if let Some(Dialog::Ask(question)) = &app.dialog {
        return rows_of(choices(app, question, theme), width, gap, theme);
    }
    let (mut shown, mut rest) = (Vec::new(), Vec::new());
    let (mut help, mut undo) = (None, None);
    for entry in next_keys(app, theme) {
        match entry.action {
            _ if entry.next => shown.push(entry),
            Action::Help => help = Some(entry),
            Action::Undo => undo = Some(entry),
            _ => rest.push(entry),
        }
    }
    let always = shown.iter().chain(&undo).chain(&help);
    let mut room = (width + gap).saturating_sub(always.map(|entry| entry.cells() + gap).sum());
    for entry in rest.into_iter().take(BESIDE - usize::from(undo.is_some())) {
        let needed = entry.cells() + gap;
        if needed > room {
            break;
        }
        room -= needed;
        shown.push(entry);
    }
    shown.extend(undo.into_iter().chain(help));
    rows_of(shown, width, gap, theme)
}

/// Writes entries onto as many rows as they need.
fn rows_of(entries: Vec<Entry>, width: usize, gap: usize, theme: Theme) -> Vec<Line<'static>> {
    let (mut rows, mut spans, mut room) = (Vec::new(), Vec::new(), width);
    for entry in entries {
        if !spans.is_empty() && entry.cells() > room {
            rows.push(Line::from(std::mem::take(&mut spans)));
            room = width;
        }
        if !spans.is_empty() {
            spans.push(Span::raw(" ".repeat(gap)));
        }
        room = room.saturating_sub(entry.cells() + gap);
        push_key(&mut spans, &entry, theme);
    }
    rows.push(Line::from(spans));
    rows
}

/// The choices of a question.
fn choices(app: &App, question: &Question, theme: Theme) -> Vec<Entry> {
    let (words, next) = (app.words(), app.next_action());
    let choice = |(action, word): &(Action, Word)| Entry {
        action: *action,
        word: *word,
        keys: vec![(theme.words(&words.key(*action)), false)],
        says: words.word(*word),
        next: next == Some(*action),
    };
    question.choices().iter().map(choice).collect()
}

/// The keys of the place, those that matter most first.
fn next_keys(app: &App, theme: Theme) -> Vec<Entry> {
    let (words, next) = (app.words(), app.next_action());
    let mut entries: Vec<Entry> = Vec::new();
    for (action, word, key, dimmed) in app.footer() {
        let key = (theme.words(&key.label()), dimmed);
        match entries.last_mut() {
            // Neighbours with the same word share it: `+ = - direction`.
            Some(last) if last.word == word => last.keys.push(key),
            _ => {
                let (next, says) = (next == Some(action), words.word(word));
                entries.push(Entry { action, word, keys: vec![key], says, next });
            }
        }
    }
    entries
}

fn push_key(spans: &mut Vec<Span<'static>>, entry: &Entry, theme: Theme) {
    let keys: Vec<&str> = entry.keys.iter().map(|(key, _)| key.as_str()).collect();
    if entry.next {
        let words = format!(" {} {} ", keys.join(" "), entry.says);
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
