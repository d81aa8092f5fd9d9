//! Whose hands an open session is in: this window's, or another one's, which this one then follows.
//!
//! A window that follows knows nothing that is not in the session's file, and changes nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::library::{self, Record};
use crate::model::{Check, PendingBallots, Refusal, Session};

use super::file_changes::name_of;
use super::{App, CardView, Effect, Job, LiveCheck, Screen, SummaryView, View};

impl App {
    /// Whether this has to be in this window's hands before it is shown: what waits for it is read
    /// then.
    pub(crate) fn is_to_be_held(&self, record: &Record) -> bool {
        let open =
            record.summary().is_some_and(|session| session.is_open() && session.newer.is_none());
        open && self.workspace.newer.is_none()
            && !self.hands.contains(&record.path)
            && self.saving.is_settled_for(&record.path)
    }

    /// Asks for a session. Until the answer is there, keys wait.
    pub(crate) fn ask_to_hold(&mut self, path: &Path, card: Option<usize>) {
        self.opening = card;
        self.reading = true;
        self.effects.push(Effect::Store(Job::Hold { path: path.to_owned(), read: true }));
    }

    /// Enter in a window that follows: the other one may have let go.
    pub(crate) fn take_over(&mut self) {
        let Some(path) = self.held().map(|held| held.path.clone()) else { return };
        self.ask_to_hold(&path, None);
    }

    /// A session is in this window's hands, or it is not.
    pub(crate) fn holds_now(&mut self, path: &Path, ours: bool, record: Option<Record>) {
        let Some(mut record) = record else {
            if !ours {
                self.is_not_ours(path);
            }
            return;
        };
        self.reading = false;
        if ours {
            self.hands.insert(path.to_owned());
        } else {
            record.waiting = Arc::default();
        }
        let card = self.opening.take();
        let followed = self.held().is_some_and(|held| held.path == path);
        self.library.put(record.clone());
        if !followed {
            self.show_session(path, card, ours);
        } else if ours {
            if let Ok(held) = self.held_of(&record, None) {
                self.screen = Screen::LiveCheck(Box::new(held));
                self.done("this window runs the check now");
            } else {
                self.refuse("its file cannot be read just now; this is how it was before");
            }
        } else {
            self.follow(&record);
            self.refuse("this check still runs in another window; this one follows");
        }
        self.replay_input();
    }

    /// What this window has begun, another one has in its hands. Where ballots wait here already,
    /// the next save finds out.
    fn is_not_ours(&mut self, path: &Path) {
        let unsaved = self.library.record(path).is_none();
        let there: Vec<PathBuf> =
            self.library.records.iter().map(|record| record.path.clone()).collect();
        let sessions = self.sessions.clone();
        let Some(held) = self.held_mut().filter(|held| held.path == path) else { return };
        if unsaved {
            // Two windows begin a check of one team: it is another check.
            let session = held.session();
            let template = session.template.clone().unwrap_or_default();
            let there: Vec<&Path> = there.iter().map(PathBuf::as_path).chain([path]).collect();
            let (own, number) =
                library::session_path(&sessions, &session.team, session.date, &template, &there);
            let name = name_of(&own);
            (held.path, held.number) = (own, number);
            self.hands.remove(path);
            self.done(format!(
                "another window has begun a check of this team, too; this one is {name}"
            ));
        } else if held.check().waiting.is_empty() {
            held.start_following();
            self.hands.remove(path);
            self.refuse(Refusal::RunsElsewhere);
        }
    }

    /// The session as a window shows it that follows another one.
    pub(crate) fn following(&self, record: &Record, card: Option<usize>) -> Option<LiveCheck> {
        let session = record.session()?.as_ref().clone();
        let settled = session.all_settled();
        let check =
            Check::new(session, PendingBallots::default(), self.workspace.defaults.threshold);
        let check = check.in_workspace(self.workspace.newer).run_elsewhere();
        let mut held =
            LiveCheck::new(record.path.clone(), record.number, check, self.now.timestamp());
        held.live = held.card_at();
        if let Some(at) = card {
            held.view = View::Card(CardView { at, ..CardView::default() });
        } else if settled {
            held.view = View::Summary(SummaryView::default());
        }
        Some(held)
    }

    /// The other window has saved: this one goes where that one seems to be, unless one has gone
    /// elsewhere.
    pub(crate) fn follow(&mut self, record: &Record) {
        let Some(session) = record.session() else {
            return self
                .refuse("the session's file cannot be read just now; this is how it was before");
        };
        let Some(fresh) = (if session.is_open() {
            self.following(record, None)
        } else {
            self.held_of(record, None).ok()
        }) else {
            return;
        };
        let Some(held) = self.held_mut() else { return };
        let at_live = matches!(held.view, View::Card(view) if Some(view.at) == held.live);
        let live = live_card(held.session(), session, held.live.unwrap_or(0));
        let (same, before) = (held.session().cards.len() == session.cards.len(), held.view);
        held.apply_remote(fresh);
        held.live = session.is_open().then_some(live);
        held.view = match before {
            _ if !same => held.view,
            View::Card(_) if at_live && !session.is_open() => View::Summary(SummaryView::default()),
            View::Card(view) if at_live && view.at != live => {
                View::Card(CardView { at: live, ..CardView::default() })
            }
            before => before,
        };
        let closed = !session.is_open();
        if closed {
            self.done("the check was closed in the other window");
        }
    }

    /// At the end of each message: a session that goes on here is in this window's hands, and no
    /// other one is.
    pub(crate) fn sync_session_locks(&mut self) {
        let goes_on =
            |held: &&LiveCheck| held.session().is_open() && held.check().unlocked().is_ok();
        let shown = self.held().filter(goes_on).map(|held| held.path.clone());
        if let Some(path) = &shown
            && self.hands.insert(path.clone())
        {
            self.effects.insert(0, Effect::Store(Job::Hold { path: path.clone(), read: false }));
        }
        if self.hands.is_empty() {
            return;
        }
        let under = |path: &PathBuf| {
            self.back.iter().any(|s| matches!(s, Screen::LiveCheck(held) if held.path == *path))
        };
        let stays = |path: &PathBuf| {
            Some(path) == shown.as_ref() || under(path) || !self.saving.is_settled_for(path)
        };
        let free: Vec<PathBuf> = self.hands.iter().filter(|path| !stays(path)).cloned().collect();
        for path in free {
            self.hands.remove(&path);
            self.effects.push(Effect::Store(Job::LetGo(path)));
        }
    }
}

/// Where the other window seems to be: on the card that it has revealed last, else on the first one
/// that is not settled.
fn live_card(before: &Session, now: &Session, live: usize) -> usize {
    let is_revealed = |session: &Session, at: usize| {
        session.cards.get(at).is_some_and(|card| card.revealed.is_some())
    };
    let revealed =
        (0..now.cards.len()).rev().find(|at| is_revealed(now, *at) && !is_revealed(before, *at));
    let settled = now.cards.get(live).is_none_or(crate::model::Card::settled);
    revealed.unwrap_or(if settled { now.first_unsettled() } else { live })
}
