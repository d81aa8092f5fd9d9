//! Acts on a live check, each of them one step that can be taken back, and what bars the way back.

use std::path::Path;
use std::sync::Arc;

use crate::messages::Message;
use crate::model::{Refusal, Session, VotingMode};

use super::super::check_view::{CardView, FollowUpsView, NeutralView, SittingView, View};
use super::super::undo::HistoryStep;
use super::super::{Block, Can};
use super::{LiveCheck, Snapshot, UndoState};

impl LiveCheck {
    /// Does one act. If the act refuses, nothing has changed.
    pub fn act<T>(
        &mut self,
        act: impl FnOnce(&mut UndoState) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        self.check().unlocked()?;
        let before = self.work.clone();
        match act(&mut self.work) {
            Ok(value) => {
                if self.work != before {
                    self.history.push(Snapshot { work: before, view: self.view });
                    self.gone = None;
                    self.clamp_cursors();
                }
                Ok(value)
            }
            Err(refusal) => {
                self.work = before;
                Err(refusal)
            }
        }
    }

    /// Undoes the last act, or redoes what was undone last. False: there is no such step.
    pub fn step(&mut self, step: HistoryStep) -> bool {
        self.gone = None;
        let mut history = std::mem::take(&mut self.history);
        let taken = history.step(step, |snapshot| self.exchange(snapshot));
        self.history = history;
        taken
    }

    /// Tells whether undo or redo is possible now.
    pub fn can_step(&self, step: HistoryStep) -> Can {
        if self.check().runs_elsewhere() {
            return Err(Block::here(Refusal::RunsElsewhere));
        }
        match step {
            _ if self.history.has(step) => Ok(()),
            HistoryStep::Undo if self.barred || self.turns_bar() => {
                Err(Block::Here(Message::NothingToUndoSinceReveal))
            }
            HistoryStep::Undo => Err(Block::Here(Message::NothingToUndo)),
            HistoryStep::Redo => Err(Block::Here(Message::NothingToRedo)),
        }
    }

    /// Puts what was in place of what is, and hands that out.
    fn exchange(&mut self, mut past: Snapshot) -> Snapshot {
        past.work.inherit(&self.work);
        let view = settled_view(past.view, &past.work);
        let now = Snapshot { work: std::mem::replace(&mut self.work, past.work), view: self.view };
        self.view = view;
        self.digits.clear();
        self.clamp_cursors();
        now
    }

    /// Keeps cursors on what is there.
    pub(super) fn clamp_cursors(&mut self) {
        let here = self.check().here().len();
        let last = here.saturating_sub(1);
        match &mut self.view {
            View::Card(card) => {
                card.person = card.person.min(last);
                card.voted = card.voted.filter(|at| *at < here);
            }
            View::Neutral(NeutralView { cursor }) => {
                let at = (*cursor).min(last);
                let next = self.next_to_sit().unwrap_or(at);
                self.view = View::Neutral(NeutralView { cursor: next });
            }
            View::FollowUps(FollowUpsView { cursor }) => {
                let cursor = *cursor;
                let last = self.open_things().len().saturating_sub(1);
                self.view = View::FollowUps(FollowUpsView { cursor: cursor.min(last) });
            }
            View::Sitting(_) | View::Summary(_) => {}
        }
    }

    /// How many acts can be taken back now.
    pub fn undoable(&self) -> usize {
        self.history.undoable()
    }

    /// Forgets how to take back what has been done. In anonymous turns a reveal does this: the
    /// difference between before and after could be somebody's vote.
    pub fn clear_history(&mut self) {
        self.gone = None;
        self.history.clear();
    }

    /// Takes in what somebody else wrote in an earlier session. No way back leads to what stood
    /// there before: neither undo nor a sitting that is left would be saved over theirs.
    pub(in crate::app) fn take_earlier(&mut self, path: &Path, theirs: &Arc<Session>) {
        let before = self.before_sitting.iter_mut().flat_map(|before| &mut before.work.earlier);
        let earlier = self.work.earlier.iter_mut().chain(&mut self.sent_earlier).chain(before);
        for (_, earlier) in earlier.filter(|(earlier, _)| earlier == path) {
            *earlier = Arc::clone(theirs);
        }
        self.clear_history();
    }

    /// Returns true if the reveal of a card bars the way back, because the difference between
    /// before and after could be somebody's ballot.
    pub fn reveal_bars(&self, card: usize) -> bool {
        self.is_anonymous()
            && (self.session().way == VotingMode::Turns || self.check().on_devices(card) > 0)
    }

    /// Returns true if a card of anonymous turns is revealed, in this run of the program or in
    /// another.
    fn turns_bar(&self) -> bool {
        let revealed = self.session().cards.iter().any(|card| card.revealed.is_some());
        self.is_anonymous() && self.session().way == VotingMode::Turns && revealed
    }

    /// Bars the way back at a reveal.
    pub(in crate::app) fn bar_undo(&mut self) {
        self.clear_history();
        self.barred = true;
    }

    /// Remembers how all is before a sitting begins.
    pub fn begin_sitting(&mut self) {
        self.before_sitting = Some(Box::new(Snapshot { work: self.work.clone(), view: self.view }));
    }

    /// Goes back to before the sitting began; redo brings it back. True: an earlier sitting stands
    /// again.
    pub fn drop_sitting(&mut self) -> bool {
        let person = self.work.sitting.as_ref().map(|s| s.person.clone()).unwrap_or_default();
        self.forget_steps_of_sitting();
        if let Some(before) = self.before_sitting.take() {
            let now = self.exchange(*before);
            self.history.redo_only(now);
        }
        self.view = View::Neutral(NeutralView { cursor: self.next_to_sit().unwrap_or(0) });
        self.work.sittings.contains_key(&person)
    }

    /// Makes all acts of the sitting one act.
    pub fn close_sitting(&mut self) {
        self.forget_steps_of_sitting();
        if let Some(before) = self.before_sitting.take() {
            self.history.push(*before);
        }
    }

    fn forget_steps_of_sitting(&mut self) {
        while self.history.last().is_some_and(|past| past.work.sitting.is_some()) {
            self.history.drop_last();
        }
        if let (Some(last), Some(before)) = (self.history.last(), &self.before_sitting)
            && last.work == before.work
        {
            self.history.drop_last();
        }
    }
}

/// A view that fits the work: no sitting without one, none left on the screen unsaid.
fn settled_view(view: View, work: &UndoState) -> View {
    match (view, &work.sitting) {
        (_, Some(_)) => View::Sitting(SittingView),
        (View::Sitting(_), None) => View::Neutral(NeutralView::default()),
        (View::Card(card), None) => View::Card(CardView { warned: false, covered: false, ..card }),
        (view, None) => view,
    }
}
