//! The editor of long text: notes on a card, a comment in a sitting, lessons of an experiment.

use ratatui_textarea::{CursorMove, Input, Key as AreaKey, TextArea};
use zeroize::Zeroizing;

use crate::keys::{Action, Key, Place, Word};
use crate::messages::{EditorError, Message};
use crate::model::ExperimentOutcome;
use crate::model::text::{sanitize, sanitize_lines};

use super::experiment_form::finish;
use super::{Block, Can, Component, Context, Effect, LiveCheck, Named, Target};

/// The purpose of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Notes on the card of this index.
    Notes(usize),
    /// The comment of the person who sits.
    Comment,
    /// The learning from an experiment with this outcome.
    Learnt(ExperimentOutcome),
}

/// Long text being typed.
#[derive(Clone, Debug)]
pub struct TextEditor {
    /// The purpose of the text.
    pub purpose: Purpose,
    /// The text.
    pub area: TextArea<'static>,
    /// The experiment that it is about.
    pub(super) target: Option<Target>,
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

    /// Opens the editor for the learning from an experiment.
    pub fn learnt(target: Target, outcome: ExperimentOutcome, text: &str) -> Self {
        Self { target: Some(target), ..Self::new(Purpose::Learnt(outcome), text) }
    }

    fn new(purpose: Purpose, text: &str) -> Self {
        let mut area = area_of(text.lines().map(str::to_owned).collect());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { purpose, area, target: None, before: text.to_owned() }
    }

    /// Returns true if the text differs from what it was at the beginning.
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
}

/// A text with `text` in place of `before`; if that is not in it, with `text` below.
pub(super) fn in_place_of(now: &str, before: &str, text: &str) -> String {
    if now == before || text.contains(now) {
        text.to_owned()
    } else if !before.is_empty() && now.contains(before) {
        now.replacen(before, text, 1)
    } else {
        format!("{now}\n{text}")
    }
}

fn area_of(lines: Vec<String>) -> TextArea<'static> {
    let mut area = TextArea::new(lines);
    area.set_cursor_line_style(ratatui::style::Style::default());
    area.set_wrap_mode(ratatui_textarea::WrapMode::Word);
    area
}

impl Component for TextEditor {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::LongText
    }

    fn can(&self, action: Action, live: Option<&LiveCheck>, ctx: &Context) -> Can {
        match (action, self.purpose) {
            (Action::Editor, Purpose::Comment) => Err(Block::Here(Message::CommentStaysHere)),
            (Action::NewLine, Purpose::Comment) => Err(Block::Here(Message::CommentIsOneLine)),
            (Action::Keep, Purpose::Notes(_)) => {
                let writable = live.map_or(Ok(()), |live| live.check().writable());
                writable.map_err(Block::now)
            }
            (Action::Keep, Purpose::Learnt(_)) => {
                let may = self.target.as_ref().map_or(Ok(()), |t| t.may_write(live, ctx));
                may.map_err(Block::Now)
            }
            _ => Ok(()),
        }
    }

    fn named(&self, action: Action, _live: Option<&LiveCheck>, _ctx: &Context) -> Named {
        match (action, self.purpose) {
            (Action::Drop, Purpose::Comment) => Named::As(Word::Drop),
            _ => Named::AsUsual,
        }
    }

    fn act(&mut self, action: Action, key: Key, live: Option<&mut LiveCheck>, ctx: &mut Context) {
        match action {
            Action::Keep => self.keep(live, ctx),
            Action::Drop => ctx.close(),
            Action::Editor => ctx.effects.push(Effect::Edit(self.text())),
            Action::NewLine => self.area.insert_newline(),
            _ => self.edit(key, ctx),
        }
    }

    fn takes_lines(&self) -> bool {
        self.purpose != Purpose::Comment
    }

    fn edit(&mut self, key: Key, _ctx: &mut Context) {
        self.area.input(area_input(key));
    }

    fn paste(&mut self, text: &str, _ctx: &mut Context) -> bool {
        let text = sanitize_lines(&text.replace("\r\n", "\n").replace('\r', "\n"));
        match self.purpose {
            Purpose::Notes(_) | Purpose::Learnt(_) => self.area.insert_str(text),
            Purpose::Comment => self.area.insert_str(text.replace('\n', " ")),
        };
        true
    }
}

impl TextEditor {
    fn keep(&mut self, live: Option<&mut LiveCheck>, ctx: &mut Context) {
        let text = self.text();
        match (self.purpose, &self.target, live) {
            (Purpose::Notes(card), _, Some(live)) => {
                let kept = live.act(|work| {
                    work.check.card_mut(card)?.notes = text;
                    Ok(())
                });
                if kept.is_ok() {
                    ctx.finish();
                }
                ctx.report(kept, Message::NotesKept);
            }
            (Purpose::Comment, _, Some(live)) => {
                let text = Zeroizing::new(text);
                let comment = (!text.is_empty()).then(|| text.replace('\n', " "));
                ctx.finish();
                live.give(ctx, |ballot| ballot.set_comment(comment));
            }
            (Purpose::Learnt(outcome), Some(target), live) => {
                finish(target, outcome, text, live, ctx);
            }
            _ => {}
        }
    }

    /// Goes on with what was typed before. True: what is kept was changed since, and stands above
    /// it.
    pub(super) fn take_up(&mut self, left: Self) -> bool {
        let (now, draft) = (self.text(), left.text());
        let changed = now != left.before.trim();
        if changed && !draft.contains(&now) {
            let both = format!("{now}\n{draft}");
            self.area = Self::new(self.purpose, &both).area;
        } else {
            self.area = left.area;
        }
        changed
    }

    /// The field as if it had been opened on this text.
    pub(super) fn opened_on(&self, text: &str) -> Self {
        Self { target: self.target.clone(), ..Self::new(self.purpose, text) }
    }

    /// Puts a text in place of what was taken in before. True: more was typed here, and stands
    /// above it.
    pub(super) fn take_in(&mut self, before: &str, text: &str) -> bool {
        let now = self.text();
        let both = in_place_of(&now, before, text);
        self.area = Self::new(self.purpose, &both).area;
        both != text
    }

    /// Takes in what came back from the user's editor.
    pub(super) fn edited(&mut self, result: Result<String, EditorError>, ctx: &mut Context) {
        match result {
            Ok(text) => {
                self.area = Self::new(self.purpose, text.trim_end()).area;
                ctx.done(Message::BackFromEditor);
            }
            Err(why) => ctx.refuse(Message::Editor(why)),
        }
    }
}

fn area_input(key: Key) -> Input {
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
