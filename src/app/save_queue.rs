//! Everything on its way to the disk, and leaving once it is there.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use crate::library::{Record, SaveError, SaveOutcome, SaveTime};
use crate::model::{PendingBallots, Refusal, Session};

use super::{App, Dialog, Effect, Job, Notice, Question, SaveRequest, Screen};

impl App {
    /// Sends to the store what has changed since it was last sent.
    pub(crate) fn keep(&mut self) {
        let Screen::LiveCheck(held) = &mut self.screen else { return };
        if held.work.sitting.is_some() || self.saving.deciding {
            // A sitting lives in memory until it is handed over, also one that is repeated; and
            // between two versions nothing is written until one of them has its place.
            return;
        }
        let check = &held.work.check;
        let changed = held.sent.0 != check.session || held.sent.1 != check.waiting;
        let mut records = Vec::new();
        if changed {
            held.sent = (check.session.clone(), check.waiting.clone());
            let at = held.card_at().filter(|_| !check.waiting.is_empty());
            let at = at.map(|at| check.session.cards[at].dimension.key.clone());
            let waiting = PendingBallots { at, ..check.waiting.clone() };
            records.push(Record::new(
                held.path.clone(),
                held.number,
                Arc::new(check.session.clone()),
                waiting,
            ));
        }
        for (path, session) in &held.work.earlier {
            let sent = held.sent_earlier.iter_mut().find(|(sent, _)| sent == path);
            if let Some(sent) = sent
                && sent.1 != *session
            {
                sent.1 = Arc::clone(session);
                let record = self.library.record(path);
                let number = record.map_or(1, |r| r.number);
                let waiting = record.map(|r| Arc::clone(&r.waiting)).unwrap_or_default();
                records.push(Record::new(path.clone(), number, Arc::clone(session), waiting));
            }
        }
        for record in records {
            let number = self.saving.asked(&record.path);
            self.send(record, number);
        }
    }

    /// Makes sure that there is a file to go on with: for acts that are not yet part of the
    /// session.
    pub(crate) fn keep_from_now_on(&mut self) {
        let Some(held) = self.held() else { return };
        if self.library.record(&held.path).is_some() {
            return;
        }
        let (session, waiting) = held.sent.clone();
        let record = Record::new(held.path.clone(), held.number, Arc::new(session), waiting);
        let number = self.saving.asked(&record.path);
        self.send(record, number);
    }

    /// The library shows a session as it is from now on, and the store is asked to keep it.
    pub(crate) fn send(&mut self, record: Record, number: u64) {
        if let Some(keep) = self.keep_of(&record, number) {
            self.effects.push(Effect::Store(Job::Keep(Box::new(keep))));
        }
        self.library.put(record);
    }

    /// What is asked of the store to keep this.
    pub(crate) fn keep_of(&self, record: &Record, number: u64) -> Option<SaveRequest> {
        let session: Session = record.session()?.as_ref().clone();
        let (path, waiting) = (record.path.clone(), (*record.waiting).clone());
        Some(SaveRequest { path, number, session, waiting, when: self.when() })
    }

    /// The clock, and since when the session or the board on the screen has been there.
    pub(crate) fn when(&self) -> SaveTime {
        let zone = self.now.time_zone();
        let opened = match &self.screen {
            Screen::LiveCheck(held) => held.started,
            Screen::Board(view) => view.started,
            _ => self.now.timestamp(),
        };
        SaveTime { now: self.now.datetime(), opened: opened.to_zoned(zone.clone()).datetime() }
    }

    /// Sends again what could not be kept: all of it, or that whose time has come.
    pub(crate) fn keep_again(&mut self, due: Option<Timestamp>) {
        if self.saving.deciding {
            return;
        }
        for path in self.saving.failed_paths(due) {
            let record =
                self.library.record(&path).filter(|record| record.session().is_some()).cloned();
            let Some(record) = record else {
                // It cannot be read any more, so there is nothing that could be tried again.
                self.saving.forget(&path);
                continue;
            };
            let number = self.saving.asked_again(&path);
            self.send(record, number);
        }
    }

    pub(crate) fn saved(
        &mut self,
        path: &Path,
        number: u64,
        result: Result<SaveOutcome, Box<SaveError>>,
    ) {
        if let Ok(SaveOutcome { no_backup: Some(fault) }) = &result {
            self.refuse(format!("saved, but without a backup: {}", fault.message));
        }
        let result = result.map(|_| ()).map_err(|unsaved| *unsaved);
        self.saving.ended(path, number, result, self.now.timestamp());
        self.go_on_leaving();
    }

    /// Leaves, if that was asked for and nothing is under way any more; or asks, if something is
    /// not saved.
    pub(crate) fn go_on_leaving(&mut self) {
        if !self.saving.leaving || self.saving.is_under_way() {
            return;
        }
        if self.saving.is_settled() {
            self.effects.push(Effect::Quit(0));
        } else {
            self.saving.leaving = false;
            self.ask_about_unsaved();
        }
    }

    /// Leaves, once all is saved; a second time, in any case.
    pub(crate) fn quit(&mut self) {
        let asked = matches!(
            self.dialog,
            Some(Dialog::Ask(Question::QuitUnsaved { .. } | Question::QuitTyping { .. }))
        );
        if asked || self.saving.leaving {
            self.effects.push(Effect::Quit(1));
        } else if let Some(typing) = self.typing() {
            let under = self.dialog.take().map(Box::new);
            self.dialog = Some(Dialog::Ask(Question::QuitTyping { what: typing, under }));
        } else if self.saving.is_settled() {
            self.effects.push(Effect::Quit(0));
        } else if self.saving.is_under_way() {
            self.saving.leaving = true;
            self.notice = Some(Notice::Done("saving; Ctrl-C again quits without".to_owned()));
        } else {
            self.ask_about_unsaved();
        }
    }

    fn ask_about_unsaved(&mut self) {
        let why = self.saving.failure().map(|(_, unsaved)| unsaved.to_string()).unwrap_or_default();
        self.dialog = Some(Dialog::Ask(Question::QuitUnsaved { why }));
    }

    /// What would be lost that has not been handed over to be kept.
    fn typing(&self) -> Option<&'static str> {
        let sitting = self.held().and_then(|h| h.work.sitting.as_ref());
        match &self.dialog {
            Some(Dialog::TextEditor(entry)) if entry.changed() => Some("text that is being typed"),
            Some(Dialog::Action(form)) if form.changed() => Some("an action that is being typed"),
            Some(Dialog::Experiment(form)) if form.changed() => {
                Some("an experiment that is being typed")
            }
            _ if sitting.is_some_and(|s| s.ballots.iter().any(|(_, b)| !b.is_empty())) => {
                Some("an unfinished sitting")
            }
            _ => None,
        }
    }

    /// Undo.
    pub(crate) fn undo(&mut self) {
        if matches!(self.screen, Screen::Board(_)) {
            return self.undo_on_board(false);
        }
        let Some(held) = self.held_mut() else { return };
        if held.check().runs_elsewhere() {
            return self.refuse(Refusal::RunsElsewhere);
        }
        let bars =
            held.reveal_bars() && held.session().cards.iter().any(|card| card.revealed.is_some());
        if held.undo() {
            self.after_undo();
            self.done("taken back; Ctrl-R does it again");
        } else if bars {
            self.refuse("nothing to take back since the last reveal");
        } else {
            self.refuse("nothing to take back");
        }
    }

    /// Nothing lies over a sitting that an undo or redo leads into.
    fn after_undo(&mut self) {
        if self.held().is_some_and(|held| held.work.sitting.is_some()) {
            self.dialog = None;
        }
        self.keep();
    }

    /// Redo.
    pub(crate) fn redo(&mut self) {
        if matches!(self.screen, Screen::Board(_)) {
            return self.undo_on_board(true);
        }
        let Some(held) = self.held_mut() else { return };
        if held.check().runs_elsewhere() {
            return self.refuse(Refusal::RunsElsewhere);
        }
        if held.redo() {
            self.after_undo();
            self.done("done again");
        } else {
            self.refuse("nothing to do again");
        }
    }
}
