//! The session lock: this window runs an open session, or another one does, which this one follows.
//!
//! A window that follows knows nothing that is not in the session's file, and changes nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::library::Record;
use crate::messages::Message;
use crate::model::{Check, PendingBallots, Refusal, Session};

use super::check_view::{CardView, SummaryView, View};
use super::conflict_dialog::file_name;
use super::{App, Context, Effect, Job, LiveCheck};

impl App {
    /// Returns true if this window needs the lock before it shows the session: its pending ballots
    /// are read then.
    pub(super) fn is_to_be_locked(&self, record: &Record) -> bool {
        let summary = record.summary();
        summary.is_some_and(|session| session.is_open() && session.newer.is_none())
            && self.ctx.workspace.newer.is_none()
            && !self.ctx.locks.contains(&record.path)
            && self.ctx.saving.is_settled_for(&record.path)
    }

    /// Asks for the lock of a session. Until the answer is there, keys wait.
    pub(super) fn ask_for_lock(&mut self, path: &Path, card: Option<usize>) {
        self.opening = card;
        self.ctx.reading = true;
        self.ctx.ask(Job::Hold { path: path.to_owned(), read: true });
    }

    /// Enter in a window that follows: the other one may have let go.
    pub(super) fn take_over(&mut self) {
        if let Some(path) = self.live.as_ref().map(|live| live.path.clone()) {
            self.ask_for_lock(&path, None);
        }
    }

    /// A session's lock is this window's, or it is not.
    pub(super) fn locked(&mut self, path: &Path, ours: bool, record: Option<Record>) {
        let Some(mut record) = record else {
            if !ours {
                self.lock_is_not_ours(path);
            }
            return;
        };
        self.ctx.reading = false;
        if ours {
            self.ctx.locks.insert(path.to_owned());
        } else {
            record.waiting = Arc::default();
        }
        if let (true, Some(before)) = (ours, self.ctx.library.record(path)) {
            record.inherit_history(before);
        }
        let card = self.opening.take();
        let followed = self.live.as_ref().is_some_and(|live| live.path == path);
        self.ctx.library.put(record.clone());
        if !followed {
            self.show_session(path, card, ours);
        } else if ours {
            if let Ok(live) = self.ctx.live_from(&record, None) {
                self.live = Some(live);
                self.ctx.done(Message::RunsHereNow);
            } else {
                self.ctx.refuse(Message::FileUnreadableJustNow { session: false });
            }
        } else {
            self.follow(&record);
            self.ctx.refuse(Message::StillRunsElsewhere);
        }
        self.replay_input();
    }

    /// Another window has the lock of what this one has begun. Where ballots wait here already, the
    /// next save finds out.
    fn lock_is_not_ours(&mut self, path: &Path) {
        let Some(live) = self.live.as_mut().filter(|live| live.path == path) else { return };
        if self.ctx.library.record(path).is_none() {
            // Two windows begin a check of one team: it is another check.
            let mut there = self.ctx.library.taken();
            there.push(path);
            (live.path, live.number) = self.ctx.new_session_path(live.session(), &there);
            let name = file_name(&live.path);
            self.ctx.drafts.follow_file(path, &live.path);
            self.ctx.locks.remove(path);
            self.ctx.done(Message::AnotherWindowBegan(name));
        } else if live.check().waiting.is_empty() {
            live.start_following();
            self.ctx.locks.remove(path);
            self.ctx.refuse(Refusal::RunsElsewhere);
        }
    }

    /// The other window has saved: this one goes where that one seems to be, unless one has gone
    /// elsewhere.
    pub(super) fn follow(&mut self, record: &Record) {
        let Some(session) = record.session() else {
            return self.ctx.refuse(Message::FileUnreadableJustNow { session: true });
        };
        let fresh = if session.is_open() {
            self.ctx.following(record, None)
        } else {
            self.ctx.live_from(record, None).ok()
        };
        let (Some(fresh), Some(live)) = (fresh, &mut self.live) else { return };
        let before = live.view;
        let at_live = matches!(before, View::Card(view) if Some(view.at) == live.followed_card);
        let card = live_card(live.session(), session, live.followed_card.unwrap_or(0));
        let same = live.session().cards.len() == session.cards.len();
        live.apply_remote(fresh);
        self.ctx.drafts.settle();
        live.followed_card = session.is_open().then_some(card);
        live.view = match before {
            _ if !same => live.view,
            View::Card(_) if at_live && !session.is_open() => View::Summary(SummaryView::default()),
            View::Card(view) if at_live && view.at != card => View::Card(CardView::new(card)),
            before => before,
        };
        if !session.is_open() {
            self.ctx.done(Message::ClosedElsewhere);
        }
    }

    /// At the end of each message: the lock of the live check, as long as it goes on, is this
    /// window's, and no other one is.
    pub(super) fn sync_session_locks(&mut self) {
        let goes_on =
            |live: &&LiveCheck| live.session().is_open() && live.check().unlocked().is_ok();
        let live = self.live.as_ref().filter(goes_on);
        if let Some(live) = live
            && self.ctx.locks.insert(live.path.clone())
        {
            let job = Job::Hold { path: live.path.clone(), read: false };
            self.ctx.effects.insert(0, Effect::Store(job));
        }
        let saving = &self.ctx.saving;
        let stays = |path: &PathBuf| {
            live.is_some_and(|live| live.path == *path) || !saving.is_settled_for(path)
        };
        let free: Vec<PathBuf> =
            self.ctx.locks.iter().filter(|path| !stays(path)).cloned().collect();
        for path in free {
            self.ctx.locks.remove(&path);
            self.ctx.ask(Job::LetGo(path));
        }
    }
}

impl Context {
    /// The check as a window shows it that follows another one.
    pub(super) fn following(&self, record: &Record, card: Option<usize>) -> Option<LiveCheck> {
        let session = Arc::clone(record.session()?);
        let settled = session.all_settled();
        let check =
            Check::new(session, PendingBallots::default(), self.workspace.defaults.threshold);
        let check = check.in_workspace(self.workspace.newer).run_elsewhere();
        let (path, now) = (record.path.clone(), self.now.timestamp());
        let mut live = LiveCheck::new(path, record.number, check, now);
        live.followed_card = live.card_at();
        if let Some(at) = card {
            live.view = View::Card(CardView::new(at));
        } else if settled {
            live.view = View::Summary(SummaryView::default());
        }
        Some(live)
    }
}

/// Guesses the card of the other window: the one that it has revealed last, else the first one that
/// is not settled.
fn live_card(before: &Session, now: &Session, live: usize) -> usize {
    let is_revealed = |session: &Session, at: usize| {
        session.cards.get(at).is_some_and(|card| card.revealed.is_some())
    };
    let revealed =
        (0..now.cards.len()).rev().find(|at| is_revealed(now, *at) && !is_revealed(before, *at));
    let settled = now.cards.get(live).is_none_or(crate::model::Card::settled);
    revealed.unwrap_or(if settled { now.first_unsettled() } else { live })
}
