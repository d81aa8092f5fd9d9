//! Dispatch: what a key asks for in its place, whether it holds, and the component that does it.

use std::path::PathBuf;

use crate::keys::{Action, Key, Place};
use crate::messages::Message;
use crate::model::text::other_script;

use super::{
    App, Component, Context, Dialog, Effect, ExportProblem, HelpDialog, LiveCheck, Msg, Notice,
    SMALLEST, Screen, UnsavedDialog,
};

/// Returns true if the word before this key was that it would do what it says.
fn warned_of(notice: Option<&Notice>, key: Key) -> bool {
    matches!(notice, Some(Notice::Warned(Message::CapsLock(warned))) if *warned == key)
}

impl App {
    /// The key that is meant here by what a keyboard sends.
    pub fn meant(&self, pressed: Key) -> Key {
        self.ctx.keys.meant(self.place(), self.component().takes_lines(), pressed)
    }

    /// Answers a key.
    pub(super) fn key(&mut self, key: Key) {
        let warned = self.ctx.notice.take();
        let place = self.place();
        let key = self.meant(key);
        let action = self.ctx.keys.action(place, key);
        let capitals = self.notice_capitals(place, key);
        // Nobody presses keys on what cannot be seen: in too small a window only leaving is
        // possible.
        let window = self.ctx.window;
        if window.0 < SMALLEST.0 || window.1 < SMALLEST.1 {
            return match action {
                Some(Action::Quit) => self.quit(),
                Some(Action::Suspend) => self.ctx.effects.push(Effect::Suspend),
                _ if self.ctx.keys.leaves_small_window(key) => self.quit(),
                _ => {}
            };
        }
        match action {
            Some(Action::Quit) => return self.quit(),
            Some(Action::Suspend) => return self.ctx.effects.push(Effect::Suspend),
            Some(Action::Help) => return self.show_help(place),
            Some(Action::NextTheme) => {
                self.ctx.display.palette = self.ctx.display.palette.next();
                return self.ctx.done(Message::Theme(self.ctx.display.palette.name()));
            }
            Some(Action::Unsaved) => return self.show_unsaved(),
            _ => {}
        }
        self.ctx.saving.leaving = false;
        let home = self.dialog.is_none() && matches!(self.screens.top, Screen::Home(_));
        if self.ctx.reading && !(home && self.ctx.can_look_around(action)) {
            self.ctx.typed.push_back(Msg::Key(key));
            return self.ctx.done(Message::StillReading);
        }
        self.ctx.pressed = Some(key);
        match action {
            Some(Action::Undo) if self.undo_is_for_text() => self.bring_back(),
            Some(action)
                if capitals
                    && action.is_slip_of_caps_lock()
                    && !warned_of(warned.as_ref(), key)
                    && self.can(action).is_ok() =>
            {
                self.ctx.warn(Message::CapsLock(key));
            }
            Some(action) => self.act(action, key),
            None if place.is_text() => {
                self.component_mut(|component, _, ctx| component.edit(key, ctx));
            }
            None => self.ctx.refuse(self.does_nothing(place, key)),
        }
        self.go_where_asked();
    }

    /// Returns true if the letters before this key were capitals that do nothing, and notes whether
    /// this one is.
    fn notice_capitals(&mut self, place: Place, key: Key) -> bool {
        let before = self.ctx.capitals;
        match key {
            _ if place.is_text() => self.ctx.capitals = false,
            key if key.is_small_letter() => self.ctx.capitals = false,
            key if self.ctx.keys.small_letter(place, key).is_some() => self.ctx.capitals = true,
            _ => {}
        }
        before
    }

    /// Says that a key does nothing, and why it may have been pressed.
    fn does_nothing(&self, place: Place, pressed: Key) -> Message {
        if let Key::Char(c) = pressed
            && let Some(script) = other_script(c)
        {
            return Message::OtherScript(script);
        }
        if pressed == Key::Esc {
            return Message::StaysHere(pressed);
        }
        match self.ctx.keys.small_letter(place, pressed) {
            Some(small) => Message::CapitalDoesNothing { pressed, small },
            None => Message::KeyDoesNothing(pressed),
        }
    }

    /// Does what an action asks for; or says why it does not hold.
    fn act(&mut self, action: Action, key: Key) {
        match self.can(action) {
            Ok(()) => {
                self.component_mut(|component, live, ctx| component.act(action, key, live, ctx));
            }
            Err(block) => {
                self.component_mut(|component, live, ctx| {
                    component.blocked(action, live, ctx);
                });
                self.ctx.refuse(block.into_message());
            }
        }
    }

    /// Passes the component that keys go to on, with the live check.
    fn component_mut(
        &mut self,
        pass: impl FnOnce(&mut dyn Component, Option<&mut LiveCheck>, &mut Context),
    ) {
        let component = match &mut self.dialog {
            Some(dialog) => dialog.component_mut(),
            None => self.screens.top.component_mut(),
        };
        pass(component, self.live.as_mut(), &mut self.ctx);
    }

    /// Pasted text goes where text is typed, and nowhere else.
    pub(super) fn paste(&mut self, text: &str) {
        if self.ctx.reading {
            return self.ctx.typed.push_back(Msg::Paste(text.to_owned()));
        }
        self.ctx.notice = None;
        let mut taken = self.paste_codes(text);
        if taken {
            return;
        }
        self.component_mut(|component, _, ctx| taken = component.paste(text, ctx));
        if !taken {
            self.ctx.refuse(Message::PastedNowhere);
        }
    }

    /// Answers more keys than anybody types at once. Where text is typed they are its letters and
    /// lines; elsewhere they may move a cursor, and do nothing else.
    pub(super) fn burst(&mut self, keys: &[Key]) {
        if self.ctx.reading {
            self.ctx.typed.push_back(Msg::Burst(keys.to_vec()));
            return self.ctx.done(Message::StillReading);
        }
        if !self.place().is_text() {
            let text = |key: &Key| match key {
                Key::Char(c) => Some(*c),
                key => key.ends_line().then_some('\n'),
            };
            let text: String = keys.iter().filter_map(text).collect();
            if self.paste_codes(&text) {
                return;
            }
        }
        let lines = keys.iter().filter(|key| key.ends_line()).count();
        let (mut text, mut moving) = (String::new(), None);
        for (at, key) in keys.iter().enumerate() {
            let place = self.place();
            if !place.is_text() {
                // Where one moves on to, the rest may mean something else.
                if moving != Some(place) && !self.only_moves(&keys[at..]) {
                    return self.ctx.refuse(Message::PastedNowhere);
                }
                moving = Some(place);
                self.key(*key);
                continue;
            }
            // One line with Enter behind it may well have been typed while nothing was read.
            let typed = at + 1 == keys.len() && lines == 1;
            match key {
                Key::Char(c) => text.push(*c),
                key if key.ends_line() && !typed => text.push('\n'),
                key => {
                    self.paste_burst(&mut text);
                    self.key(*key);
                }
            }
        }
        self.paste_burst(&mut text);
    }

    fn paste_burst(&mut self, text: &mut String) {
        if !text.is_empty() {
            self.paste(text);
            self.go_where_asked();
            text.clear();
        }
    }

    /// Returns true if no key among these that may be text does anything here but move.
    fn only_moves(&self, keys: &[Key]) -> bool {
        let place = self.place();
        let moves = |key: Key| self.ctx.keys.action(place, key).is_some_and(Action::moves);
        keys.iter().filter(|key| key.may_be_text()).all(|key| moves(*key))
    }

    /// Takes in what became of an export.
    pub(super) fn exported(&mut self, path: PathBuf, result: Result<String, ExportProblem>) {
        match (&self.dialog, result) {
            (Some(Dialog::Export(dialog)), result) => {
                dialog.exported(path, result, &mut self.ctx);
            }
            (_, Ok(missing)) => self.ctx.written(path, missing),
            (_, Err(ExportProblem::Fault(fault))) => self.ctx.refuse(fault),
            (_, Err(ExportProblem::Exists)) => {}
        }
    }

    /// Opens help for a place: its keys, and which of them do not hold now. What lies under it
    /// comes back.
    fn show_help(&mut self, place: Place) {
        let actions = self.ctx.keys.of_place(place).map(|binding| binding.action);
        let blocked = actions.filter(|action| self.can(*action).is_err()).collect();
        let mut help = HelpDialog::new(place, self.next_action(), blocked);
        help.under = self.dialog.take().map(Box::new);
        self.dialog = Some(help.into());
    }

    /// Opens the ways out for the first session that could not be saved.
    fn show_unsaved(&mut self) {
        match (self.can(Action::Unsaved), self.ctx.saving.failure()) {
            (Err(block), _) => self.ctx.refuse(block.into_message()),
            (Ok(()), Some((path, _))) => {
                self.dialog = Some(UnsavedDialog { of: path.to_owned() }.into());
            }
            (Ok(()), None) => {}
        }
    }
}
