//! Leaving the program, once all is saved.

use std::path::PathBuf;

use crate::messages::{Message, Typing};

use super::{App, Dialog, Effect, Job, Question, Screen};

impl App {
    /// Leaves, if that was asked for and nothing is under way any more; or asks, if something is
    /// not saved.
    pub(super) fn go_on_leaving(&mut self) {
        let saving = &mut self.ctx.saving;
        if !saving.leaving || saving.is_under_way() || self.verifying {
            return;
        }
        if saving.is_settled() {
            self.leave_or_ask();
        } else {
            saving.leaving = false;
            self.ask_about_unsaved();
        }
    }

    /// Leaves, once all is saved; a second time, in any case. While a check that is not closed is
    /// live in this window, it asks first.
    pub(super) fn quit(&mut self) {
        let asked = match &self.dialog {
            Some(Dialog::Ask(question)) => question.is_about_leaving(),
            _ => false,
        };
        let saving = &self.ctx.saving;
        let failed = !saving.is_settled() && !saving.is_under_way();
        if saving.leaving || asked && (failed || !self.asked_about_check()) {
            // The store may only be looking once more whether all is there.
            let fine = saving.leaving && saving.is_settled();
            self.ctx.effects.push(Effect::Quit(u8::from(!fine)));
        } else if let Some(what) = self.typing() {
            let under = self.dialog.take().map(Box::new);
            self.dialog = Some(Question::QuitTyping { what, under }.into());
        } else if self.ctx.saving.is_settled() {
            let here = self.held_here();
            if here.is_empty() {
                self.leave_or_ask();
            } else {
                // Not every file system says what becomes of a file.
                (self.ctx.saving.leaving, self.verifying) = (true, true);
                self.ctx.ask(Job::Verify(here));
            }
        } else if self.ctx.saving.is_under_way() {
            self.ctx.saving.leaving = true;
            self.ctx.done(Message::SavingThenQuit);
        } else {
            self.ask_about_unsaved();
        }
    }

    /// Leaves, as all is saved; or asks, if a check that is not closed is live in this window.
    fn leave_or_ask(&mut self) {
        let live = self.live.as_ref().filter(|live| live.check().unlocked().is_ok());
        match live.filter(|live| live.session().is_open() && !self.asked_about_check()) {
            Some(live) => {
                let (team, devices) = (live.session().team.clone(), live.has_submissions());
                self.ctx.saving.leaving = false;
                let under = self.dialog.take().map(Box::new);
                self.dialog = Some(Question::QuitLive { team, devices, under }.into());
            }
            None => self.ctx.effects.push(Effect::Quit(0)),
        }
    }

    /// Returns true while the question is open whether to leave a check that is not closed.
    fn asked_about_check(&self) -> bool {
        let Some(Dialog::Ask(question)) = &self.dialog else { return false };
        matches!(**question, Question::QuitLive { .. })
    }

    /// Takes in which files are not as they were saved. They are saved once more, or stay on the
    /// screen as not saved.
    pub(super) fn verified(&mut self, lost: &[PathBuf]) {
        self.verifying = false;
        let held = self.held_here();
        for path in lost.iter().filter(|path| held.contains(path)) {
            self.ctx.save_once_more(path);
        }
        if let Some(live) = self.live.as_mut().filter(|live| !lost.contains(&live.path)) {
            live.elsewhere = None;
        }
        self.go_on_leaving();
    }

    fn ask_about_unsaved(&mut self) {
        let failure = self.ctx.saving.failure();
        let why = failure.map(|(_, unsaved)| Box::new(unsaved.clone()));
        self.dialog = Some(Question::QuitUnsaved { why }.into());
    }

    /// Returns the typed text that no save has taken yet, and that would be lost.
    fn typing(&self) -> Option<Typing> {
        let sitting = self.live.as_ref().and_then(|live| live.work.sitting.as_ref());
        match (&self.dialog, &self.screens.top) {
            (Some(Dialog::Editor(editor)), _) if editor.changed() => Some(Typing::Text),
            (Some(Dialog::Action(form)), _) if form.changed() => Some(Typing::Action),
            (Some(Dialog::Experiment(form)), _) if form.changed() => Some(Typing::Experiment),
            (Some(Dialog::Roster(roster)), _) if !roster.typed().is_empty() => Some(Typing::Name),
            _ if sitting.is_some_and(|s| s.ballots.iter().any(|(_, b)| !b.is_empty())) => {
                Some(Typing::Sitting)
            }
            (_, Screen::Form(form)) if form.has_words() => Some(Typing::NewCheck),
            _ => match self.ctx.drafts.words() {
                0 => None,
                drafts => Some(Typing::Drafts(drafts)),
            },
        }
    }
}
