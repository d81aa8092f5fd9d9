//! Everything on its way to the disk: what has changed is sent, and what failed is sent again.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::library::{Record, SaveTime};
use crate::model::{PendingBallots, Session};

use super::{Context, Job, LiveCheck, SaveRequest};

/// Returns true if two sessions are equal. An act that changes nothing keeps the allocation.
fn same(one: &Arc<Session>, other: &Arc<Session>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

impl Context {
    /// Sends to the store what has changed in the live check since it was last sent.
    pub(super) fn save(&mut self, live: &mut LiveCheck) {
        if live.work.sitting.is_none() && !self.saving.deciding {
            // A sitting lives in memory until it is handed over, also one that is repeated; and
            // between two versions nothing is written until one of them has its place.
            self.save_changes(live);
        }
        if live.needs_file && self.library.record(&live.path).is_none() {
            let (session, waiting) = live.sent.clone();
            let path = live.path.clone();
            self.save_record(Record::new(path, live.number, session, waiting));
        }
    }

    fn save_changes(&mut self, live: &mut LiveCheck) {
        if !same(&live.sent.0, &live.work.check.session) {
            live.work.check.identify(|| self.ids.make());
        }
        let check = &live.work.check;
        if !same(&live.sent.0, &check.session) || live.sent.1 != check.waiting {
            live.sent = (Arc::clone(&check.session), check.waiting.clone());
            let at = live.card_at().filter(|_| !check.waiting.is_empty());
            let at = at.map(|at| check.session.cards[at].dimension.key.clone());
            let waiting = PendingBallots { at, ..check.waiting.clone() };
            let session = Arc::clone(&check.session);
            self.save_record(Record::new(live.path.clone(), live.number, session, waiting));
        }
        for (path, session) in &mut live.work.earlier {
            let sent = live.sent_earlier.iter_mut().find(|(sent, _)| sent == path);
            if let Some(sent) = sent
                && !same(&sent.1, session)
            {
                if session.id.is_none() {
                    Arc::make_mut(session).id = Some(self.ids.make());
                }
                sent.1 = Arc::clone(session);
                let record = self.library.record(path);
                let number = record.map_or(1, |r| r.number);
                let waiting = record.map(|r| Arc::clone(&r.waiting)).unwrap_or_default();
                self.save_record(Record::new(path.clone(), number, Arc::clone(session), waiting));
            }
        }
    }

    /// Has a session saved. The library shows it so from now on.
    pub(super) fn save_record(&mut self, record: Record) {
        let number = self.saving.asked(&record.path);
        self.send(record, number, false);
    }

    /// Has the store try whether anything could be saved.
    pub(super) fn try_saving(&mut self) {
        self.ask(Job::TrySaving(Box::new(self.workspace.clone())));
    }

    /// Has a session saved as it was sent last: something has become of its file. The store finds
    /// out what, and its answer stays on the screen.
    pub(super) fn save_once_more(&mut self, path: &Path) {
        if self.saving.deciding || !self.saving.may_try(path) {
            return;
        }
        let record = self.library.record(path).filter(|record| record.session().is_some());
        if let Some(record) = record.cloned() {
            let number = self.saving.asked_again(path);
            self.send(record, number, false);
        }
    }

    fn send(&mut self, record: Record, number: u64, again: bool) {
        let path = record.path.clone();
        self.library.put(record);
        if let Some(keep) = self.keep_of(&path, number) {
            self.ask(Job::Keep(Box::new(SaveRequest { again, ..keep })));
        }
    }

    /// A session of the library, as the store is asked to save it.
    pub(super) fn keep_of(&self, path: &Path, number: u64) -> Option<SaveRequest> {
        let record = self.library.record(path)?;
        let session = Arc::clone(record.session()?);
        let (path, waiting) = (record.path.clone(), (*record.waiting).clone());
        let zone = self.now.time_zone().clone();
        let opened = self.opened.to_zoned(zone).datetime();
        let when = SaveTime { now: self.now.datetime(), opened };
        Some(SaveRequest { path, number, session, waiting, when, again: false })
    }

    /// Sends again what could not be saved: all of it, or that whose time has come. With all of it,
    /// files that are gone are written again, because somebody has asked for it.
    pub(super) fn save_again(&mut self, due: Option<Duration>) {
        if self.saving.deciding {
            return;
        }
        for path in self.saving.failed_paths(due) {
            let record = self.library.record(&path);
            if let Some(record) = record.filter(|record| record.session().is_some()).cloned() {
                let number = self.saving.asked_again(&path);
                self.send(record, number, due.is_none());
            } else {
                // It cannot be read any more, so there is nothing that could be tried again.
                self.saving.forget(&path);
            }
        }
    }
}
