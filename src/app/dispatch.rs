//! Dispatch: what a key asks for in its place, whether it holds, and the component that does it.

use std::path::PathBuf;

use crate::keys::{Action, Key, Place};
use crate::messages::Message;

use super::{
    App, Component, Context, Dialog, Effect, ExportProblem, HelpDialog, LiveCheck, Msg, SMALLEST,
    Screen, UnsavedDialog,
};

impl App {
    /// Answers a key.
    pub(super) fn key(&mut self, key: Key) {
        self.ctx.notice = None;
        let place = self.place();
        let action = self.ctx.keys.action(place, key);
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
            Some(action) => self.act(action, key),
            None if place.is_text() => {
                self.component_mut(|component, _, ctx| component.edit(key, ctx));
            }
            None => self.ctx.refuse(Message::KeyDoesNothing(key)),
        }
        self.go_where_asked();
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
        let mut taken = false;
        self.component_mut(|component, _, ctx| taken = component.paste(text, ctx));
        if !taken {
            self.ctx.refuse(Message::PastedNowhere);
        }
    }

    /// Takes in what became of an export.
    pub(super) fn exported(&mut self, path: PathBuf, result: Result<(), ExportProblem>) {
        match (&self.dialog, result) {
            (Some(Dialog::Export(dialog)), result) => {
                dialog.exported(path, result, &mut self.ctx);
            }
            (_, Ok(())) => {
                self.ctx.drafts.forget_files();
                self.ctx.done(Message::WrittenTo(path));
            }
            (_, Err(ExportProblem::Fault(fault))) => self.ctx.refuse(fault),
            (_, Err(ExportProblem::Exists)) => {}
        }
    }

    /// Opens help for a place: its keys, and which of them do not hold now.
    fn show_help(&mut self, place: Place) {
        let actions = self.ctx.keys.of_place(place).map(|binding| binding.action);
        let blocked = actions.filter(|action| self.can(*action).is_err()).collect();
        self.dialog = Some(HelpDialog { place, scroll: 0, blocked }.into());
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
