//! Long text: notes on a card, or one's own comment in a sitting.

use ratatui_textarea::{CursorMove, Input, Key as AreaKey, TextArea};

use crate::keys::{Action, Key};
use crate::model::ExperimentOutcome;
use crate::model::text::{sanitize, sanitize_lines};

use super::{App, Dialog, Effect, Target};

/// What the text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Notes on the card of this index.
    Notes(usize),
    /// The comment of the person who sits.
    Comment,
    /// What was learnt from an experiment of which this came.
    Learnt(ExperimentOutcome),
}

/// Long text being typed.
#[derive(Clone, Debug)]
pub struct TextEditor {
    /// What it is for.
    pub purpose: Purpose,
    /// The text.
    pub area: TextArea<'static>,
    /// The experiment that it is about.
    of: Option<Target>,
    before: String,
}

impl TextEditor {
    /// Notes on a card.
    pub fn notes(card: usize, text: &str) -> Self {
        Self::new(Purpose::Notes(card), text)
    }

    /// A comment.
    pub fn comment(text: &str) -> Self {
        Self::new(Purpose::Comment, text)
    }

    /// What was learnt.
    pub fn learnt(of: Target, outcome: ExperimentOutcome, text: &str) -> Self {
        Self { of: Some(of), ..Self::new(Purpose::Learnt(outcome), text) }
    }

    fn new(purpose: Purpose, text: &str) -> Self {
        let mut area = area_of(text.lines().map(str::to_owned).collect());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { purpose, area, of: None, before: text.to_owned() }
    }

    /// Whether the text is another one than at the beginning.
    pub fn changed(&self) -> bool {
        self.text() != self.before.trim()
    }

    /// The text as it stands, without blank ends.
    pub fn text(&self) -> String {
        self.area.lines().join("\n").trim().to_owned()
    }

    /// The text as it may be drawn, with the cursor behind what is drawn of the text before it.
    ///
    /// In the line of the cursor joined emoji fall apart: the cursor may stand between any two of
    /// them, and half of a joined one is none.
    pub fn shown(&self) -> TextArea<'static> {
        let cursor = self.area.cursor();
        let apart = |text: &str| sanitize(text).replace(['\u{200d}', '\u{fe0e}', '\u{fe0f}'], "");
        let lines = self.area.lines();
        let shown = lines.iter().enumerate().map(|(at, line)| {
            if at == cursor.0 { apart(line) } else { sanitize(line).into_owned() }
        });
        let mut area = area_of(shown.collect());
        let before: String =
            lines.get(cursor.0).map_or("", String::as_str).chars().take(cursor.1).collect();
        let place = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        area.move_cursor(CursorMove::Jump(place(cursor.0), place(apart(&before).chars().count())));
        area
    }

    pub(crate) fn paste(&mut self, text: &str) {
        let text = sanitize_lines(&text.replace("\r\n", "\n").replace('\r', "\n"));
        match self.purpose {
            Purpose::Notes(_) | Purpose::Learnt(_) => self.area.insert_str(text),
            Purpose::Comment => self.area.insert_str(text.replace('\n', " ")),
        };
    }
}

fn area_of(lines: Vec<String>) -> TextArea<'static> {
    let mut area = TextArea::new(lines);
    area.set_cursor_line_style(ratatui::style::Style::default());
    area.set_wrap_mode(ratatui_textarea::WrapMode::Word);
    area
}

impl App {
    pub(crate) fn entry_key(&mut self, key: Key, action: Option<Action>) {
        let Some(Dialog::TextEditor(entry)) = &mut self.dialog else { return };
        match action {
            Some(Action::Keep) => {
                let (purpose, text, of) = (entry.purpose, entry.text(), entry.of.take());
                self.dialog = None;
                match (purpose, of) {
                    (Purpose::Learnt(outcome), Some(of)) => self.finish(of, outcome, text),
                    (purpose, _) => self.keep_entry(purpose, text),
                }
            }
            Some(Action::Drop) => self.dialog = None,
            Some(Action::Editor) if entry.purpose == Purpose::Comment => {
                self.refuse("a comment stays here: an editor would show it, and keep it in a file");
            }
            Some(Action::Editor) => {
                let text = entry.text();
                self.effects.push(Effect::Edit(text));
            }
            Some(Action::NewLine) if entry.purpose == Purpose::Comment => {
                self.refuse("a comment is one line");
            }
            Some(Action::NewLine) => entry.area.insert_newline(),
            _ => {
                entry.area.input(input_of(key));
            }
        }
    }

    fn keep_entry(&mut self, purpose: Purpose, text: String) {
        match purpose {
            Purpose::Notes(card) => {
                let Some(held) = self.held_mut() else { return };
                let kept = held.act(|work| {
                    work.check.card_mut(card)?.notes = text;
                    Ok(())
                });
                match kept {
                    Ok(()) => {
                        self.keep();
                        self.done("notes kept");
                    }
                    Err(refusal) => self.refuse(refusal),
                }
            }
            Purpose::Comment => {
                let comment = (!text.is_empty()).then(|| text.replace('\n', " "));
                self.give(|ballot| ballot.comment = comment);
            }
            Purpose::Learnt(_) => {}
        }
    }

    /// The editor was left.
    pub(crate) fn edited(&mut self, result: Result<String, String>) {
        let Some(Dialog::TextEditor(entry)) = &mut self.dialog else { return };
        match result {
            Ok(text) => {
                **entry = TextEditor {
                    of: entry.of.take(),
                    ..TextEditor::new(entry.purpose, text.trim_end())
                };
                self.done("back from the editor; Enter keeps the text");
            }
            Err(words) => self.refuse(words),
        }
    }
}

fn input_of(key: Key) -> Input {
    let (key, ctrl) = match key {
        Key::Char(c) => (AreaKey::Char(c), false),
        Key::Ctrl(c) => (AreaKey::Char(c), true),
        Key::Backspace => (AreaKey::Backspace, false),
        Key::Delete => (AreaKey::Delete, false),
        Key::Left => (AreaKey::Left, false),
        Key::Right => (AreaKey::Right, false),
        Key::Up => (AreaKey::Up, false),
        Key::Down => (AreaKey::Down, false),
        Key::Home => (AreaKey::Home, false),
        Key::End => (AreaKey::End, false),
        Key::PageUp => (AreaKey::PageUp, false),
        Key::PageDown => (AreaKey::PageDown, false),
        _ => (AreaKey::Null, false),
    };
    Input { key, ctrl, alt: false, shift: false }
}
