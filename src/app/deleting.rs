//! Deleting a check of which nothing was revealed.

use std::path::{Path, PathBuf};

use crate::library::{DeleteOutcome, FileError, Record, SaveTime};
use crate::messages::{Message, ToDelete};
use crate::model::{PendingBallots, Refusal, Session};

use super::{App, Block, Can, Context, Job, LiveCheck, Question, Screen};

impl Context {
    /// Tells whether the open check of this file may be deleted.
    pub(super) fn may_delete(&self, path: &Path) -> Can {
        let Some((session, waiting)) = self.deletable(path) else {
            // What only its file says is known once it is read.
            let outline = self.library.record(path).and_then(Record::summary);
            return match outline {
                Some(summary) if summary.has_reveals() => Err(Block::now(Refusal::WasRevealed)),
                Some(_) => Ok(()),
                None => Err(Block::Now(Message::SessionUnreadable)),
            };
        };
        if let Some(newer) = session.newer {
            return Err(Block::here(Refusal::Newer(newer)));
        }
        if let Some(newer) = self.workspace.newer {
            return Err(Block::here(Refusal::NewerWorkspace(newer)));
        }
        if session.has_reveals() || waiting.has_history() {
            return Err(Block::now(Refusal::WasRevealed));
        }
        if !self.saving.is_settled_for(path) {
            let under_way = self.saving.failure_of(path).is_none();
            let why = if under_way { Message::BeingSaved } else { Message::NotSavedYet };
            return Err(Block::Now(why));
        }
        Ok(())
    }

    fn deletable(&self, path: &Path) -> Option<(&Session, &PendingBallots)> {
        let record = self.library.record(path)?;
        Some((record.session()?, &record.waiting))
    }

    /// Asks whether the check of this file is to be deleted, and says what would go. It is read
    /// first where it has to be.
    pub(super) fn ask_delete(&mut self, path: PathBuf) {
        if self.reads_these_first(vec![path.clone()]) {
            return;
        }
        let Some((session, waiting)) = self.deletable(&path) else { return };
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let voted = |key: &str| waiting.cards.contains_key(key) || waiting.sat.contains_key(key);
        let cards = session.cards.iter();
        let what = ToDelete {
            team: session.team.clone(),
            date: session.date,
            voted: count(cards.clone().filter(|card| voted(&card.dimension.key)).count()),
            notes: count(cards.filter(|card| !card.notes.is_empty()).count()),
            actions: count(session.actions.len()),
            experiments: count(session.experiments.len()),
            drafts: count(self.drafts.of_session(&path)),
        };
        self.show(Question::Delete { path, what });
    }

    /// Has a check deleted. What is typed until it is waits.
    pub(super) fn delete(&mut self, path: PathBuf) {
        let zone = self.now.time_zone().clone();
        let opened = self.opened.to_zoned(zone).datetime();
        let when = SaveTime { now: self.now.datetime(), opened };
        self.reading = true;
        self.ask(Job::Delete { path, when });
    }
}

impl LiveCheck {
    /// Tells whether this check may be deleted.
    pub(super) fn may_be_deleted(&self, ctx: &Context) -> Can {
        self.check().unlocked().map_err(Block::here)?;
        if ctx.library.record(&self.path).is_none() {
            return Err(Block::Now(Message::NothingOfItSaved));
        }
        ctx.may_delete(&self.path)
    }
}

impl App {
    /// Takes in what became of a check that was to be deleted.
    pub(super) fn deleted(&mut self, path: &Path, result: Result<DeleteOutcome, FileError>) {
        self.ctx.reading = false;
        let outcome = match result {
            Ok(outcome) => outcome,
            Err(fault) => {
                // What was typed meanwhile was meant for another screen.
                self.ctx.typed.clear();
                return self.ctx.refuse(Message::NotDeleted(Box::new(fault)));
            }
        };
        let record = self.ctx.library.record(path);
        let (team, date) = record
            .and_then(|record| Some((record.summary()?.team.to_string(), record.summary()?.date)))
            .unwrap_or_default();
        let gone = [path.to_owned()];
        self.ctx.library.remove(&gone);
        self.ctx.saving.forget(path);
        self.ctx.saving.forget_gone(&gone);
        self.ctx.drafts.forget_session(path);
        if self.live.as_ref().is_some_and(|live| live.path == path) {
            self.live = None;
            self.dialog = None;
            self.screens.pop_to_first();
        }
        self.refresh();
        if let Screen::Home(home) = &mut self.screens.top {
            home.select(&team, &self.ctx);
        }
        match outcome.ballots_left {
            Some(fault) => self.ctx.refuse(Message::DeletedButBallots(Box::new(fault))),
            None => self.ctx.done(Message::Deleted { team, date, backup: outcome.backup }),
        }
        self.replay_input();
    }
}
