//! A session on the screen: the check itself, how to take acts back, and where one is looking.
//!
//! Rules about votes are the model's; this module adds what only a running program has: a cursor,
//! a timer, undo, and the link between a sitting and its ballots, which is never written anywhere.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use crate::model::board::ItemKind;
use crate::model::{Ballot, Ballots, Check, PendingBallots, Refusal, Secrecy, Session, VotingMode};

use super::check_view::{CardView, Order, Timer, View};

/// How many acts can be taken back.
const DEPTH: usize = 500;

/// Everything that undo brings back.
#[derive(Clone, Debug, PartialEq)]
pub struct UndoState {
    /// The check.
    pub check: Check,
    /// Earlier sessions whose actions are looked at in this one.
    pub earlier: Vec<(PathBuf, Arc<Session>)>,
    /// The sitting that is going on.
    pub sitting: Option<Sitting>,
    /// Finished sittings by person, so that one can be sat again before the reveal. Never written.
    pub sittings: BTreeMap<String, Vec<(usize, Ballot)>>,
    /// What a card's ballots were before each key, for Backspace. Never written.
    pub before_keys: BTreeMap<usize, Vec<Option<Ballots>>>,
}

/// One person voting alone. Lives in memory only.
#[derive(Clone, Debug, PartialEq)]
pub struct Sitting {
    /// Who sits.
    pub person: String,
    /// The cards covered, with what was given so far.
    pub ballots: Vec<(usize, Ballot)>,
    /// Which of them is on the screen.
    pub at: usize,
}

#[derive(Clone, Debug, PartialEq)]
struct Snapshot {
    work: UndoState,
    view: View,
}

/// A session on the screen.
#[derive(Clone, Debug)]
pub struct LiveCheck {
    /// Its file.
    pub path: PathBuf,
    /// 1 for the first session of its kind on a day.
    pub number: u32,
    /// What undo brings back.
    pub work: UndoState,
    /// Where one is looking.
    pub view: View,
    /// Digits typed so far, for a count or a level.
    pub digits: String,
    /// The time spent on the card.
    pub timer: Option<Timer>,
    /// When this check was begun, or gone on with.
    pub started: Timestamp,
    /// The session and what waits as they were last sent to be kept.
    pub sent: (Arc<Session>, PendingBallots),
    /// The earlier sessions as they were last sent to be kept.
    pub sent_earlier: Vec<(PathBuf, Arc<Session>)>,
    /// The check is run in another window, which this one follows: the card on which that one seems
    /// to be.
    pub live: Option<usize>,
    views: Vec<View>,
    undo: Vec<Snapshot>,
    redo: Vec<Snapshot>,
    /// How all was before the sitting that is going on, so that handing over is one act.
    before_sitting: Option<Box<Snapshot>>,
}

impl UndoState {
    /// An earlier session, to write down what became of its actions.
    pub fn earlier_mut(&mut self, at: usize) -> Result<&mut Session, Refusal> {
        self.check.session_mut()?;
        let session = Arc::make_mut(&mut self.earlier[at].1);
        session.newer.map_or(Ok(()), |newer| Err(Refusal::Newer(newer)))?;
        Ok(session)
    }
}

impl LiveCheck {
    /// A session on the screen, with what waits for its reveal.
    pub fn new(path: PathBuf, number: u32, mut check: Check, started: Timestamp) -> Self {
        let view = View::Card(CardView { at: check.resume_at(), ..CardView::default() });
        // Where one looks is written with ballots, and is no reason to write.
        check.waiting.at = None;
        let sent = (check.session.clone(), check.waiting.clone());
        Self {
            path,
            number,
            sent,
            sent_earlier: Vec::new(),
            live: None,
            work: UndoState {
                check,
                earlier: Vec::new(),
                sitting: None,
                sittings: BTreeMap::new(),
                before_keys: BTreeMap::new(),
            },
            view,
            digits: String::new(),
            timer: None,
            started,
            views: Vec::new(),
            undo: Vec::new(),
            redo: Vec::new(),
            before_sitting: None,
        }
    }

    /// The session.
    pub fn session(&self) -> &Session {
        &self.work.check.session
    }

    /// The check.
    pub const fn check(&self) -> &Check {
        &self.work.check
    }

    /// Looks elsewhere; [`Self::view_before`] comes back. Two views of a kind do not pile up.
    pub fn look_at(&mut self, view: View) {
        let kind = std::mem::discriminant(&view);
        self.views.retain(|v| std::mem::discriminant(v) != kind);
        if std::mem::discriminant(&self.view) != kind {
            self.views.push(self.view);
        }
        self.view = view;
        self.digits.clear();
    }

    /// Looks at what was looked at before; none: there is nothing before.
    pub fn view_before(&mut self) -> Option<View> {
        self.digits.clear();
        self.view = self.views.pop()?;
        self.clamp_cursors();
        Some(self.view)
    }

    /// The card on the screen, where there is one.
    pub fn card_at(&self) -> Option<usize> {
        match self.view {
            View::Card(card) => Some(card.at),
            View::Sitting => {
                self.work.sitting.as_ref().and_then(|s| s.ballots.get(s.at)).map(|(card, _)| *card)
            }
            _ => None,
        }
    }

    /// The open actions of earlier sessions, and their experiments that are due for review: which
    /// session, and which of its actions or experiments. What something was said about today stays.
    pub fn open_things(&self) -> Vec<(usize, ItemKind, usize)> {
        let today = self.session().date;
        let of_session = |(at, (_, session)): (usize, &(PathBuf, Arc<Session>))| {
            let actions = session.actions.iter().enumerate();
            let actions = actions.filter(|(_, action)| {
                action.is_open() || action.last_step().is_some_and(|s| s.date == today)
            });
            let tried = session.experiments.iter().enumerate().filter(|(_, tried)| {
                tried.is_up_for_review(today)
                    || tried.last_step().is_some_and(|step| step.date == today)
            });
            let actions = actions.map(|(index, _)| (at, ItemKind::Actions, index));
            actions
                .chain(tried.map(|(index, _)| (at, ItemKind::Experiments, index)))
                .collect::<Vec<_>>()
        };
        let mut things: Vec<_> =
            self.work.earlier.iter().enumerate().flat_map(of_session).collect();
        things.sort_by_key(|(_, kind, _)| *kind);
        things
    }

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
                    if self.undo.len() == DEPTH {
                        self.undo.remove(0);
                    }
                    self.undo.push(Snapshot { work: before, view: self.view });
                    self.redo.clear();
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

    /// Takes the last act back. False: there is none, or the reveal of an anonymous turn bars the
    /// way.
    pub fn undo(&mut self) -> bool {
        let Some(past) = self.undo.pop() else { return false };
        let now = self.exchange(past);
        self.redo.push(now);
        true
    }

    /// Does the act again that was taken back last.
    pub fn redo(&mut self) -> bool {
        let Some(past) = self.redo.pop() else { return false };
        let now = self.exchange(past);
        self.undo.push(now);
        true
    }

    /// Puts what was in place of what is, and hands that out.
    fn exchange(&mut self, mut past: Snapshot) -> Snapshot {
        past.work.check.inherit_shown(&self.work.check);
        let view = settled_view(past.view, &past.work);
        let now = Snapshot { work: std::mem::replace(&mut self.work, past.work), view: self.view };
        self.view = view;
        self.digits.clear();
        self.clamp_cursors();
        now
    }

    /// Keeps cursors on what is there.
    fn clamp_cursors(&mut self) {
        let here = self.check().here().len();
        let last = here.saturating_sub(1);
        match &mut self.view {
            View::Card(card) => {
                card.person = card.person.min(last);
                card.voted = card.voted.filter(|at| *at < here);
            }
            View::Neutral { cursor } => *cursor = (*cursor).min(last),
            View::Opening { cursor } => {
                let cursor = *cursor;
                let last = self.open_things().len().saturating_sub(1);
                self.view = View::Opening { cursor: cursor.min(last) };
            }
            View::Sitting | View::Summary(_) => {}
        }
    }

    /// Whether acts change it: not once it is closed, and not if a newer program wrote it.
    pub fn takes_acts(&self) -> bool {
        self.check().writable().is_ok()
    }

    /// From now on this window only looks on.
    pub fn start_following(&mut self) {
        self.live = self.card_at();
        self.work.check = self.work.check.clone().run_elsewhere();
        self.sent = (self.work.check.session.clone(), self.work.check.waiting.clone());
        self.clear_history();
    }

    /// Looks on at what the other window has made of it. Where one looks stays.
    pub fn apply_remote(&mut self, fresh: Self) {
        let same = self.session().cards.len() == fresh.session().cards.len();
        (self.work, self.sent, self.timer) = (fresh.work, fresh.sent, None);
        if !same {
            (self.view, self.views) = (fresh.view, Vec::new());
        }
        self.digits.clear();
        self.clear_history();
        self.clamp_cursors();
    }

    /// Whether nothing was done here that could be taken back, or is half done.
    pub fn is_untouched(&self) -> bool {
        let acts = self.undo.is_empty() && self.redo.is_empty();
        acts && self.work.sitting.is_none()
            && self.check().waiting.is_empty()
            && self.digits.is_empty()
    }

    /// How many acts can be taken back now.
    pub fn undoable(&self) -> usize {
        self.undo.len()
    }

    /// Forgets how to take back what has been done. In anonymous turns a reveal does this: the
    /// difference between before and after could be somebody's vote.
    pub fn clear_history(&mut self) {
        self.undo.clear();
        self.redo.clear();
    }

    /// Whether a reveal bars the way back.
    pub fn reveal_bars(&self) -> bool {
        self.session().way == VotingMode::Turns && self.session().secrecy() == Secrecy::Anonymous
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
            self.redo = vec![now];
        }
        self.view = View::Neutral { cursor: self.next_to_sit().unwrap_or(0) };
        self.work.sittings.contains_key(&person)
    }

    /// Makes all acts of the sitting one act.
    pub fn close_sitting(&mut self) {
        self.forget_steps_of_sitting();
        if let Some(before) = self.before_sitting.take() {
            self.undo.push(*before);
        }
    }

    fn forget_steps_of_sitting(&mut self) {
        while self.undo.last().is_some_and(|past| past.work.sitting.is_some()) {
            self.undo.pop();
        }
        if let (Some(last), Some(before)) = (self.undo.last(), &self.before_sitting)
            && last.work == before.work
        {
            self.undo.pop();
        }
    }

    /// Starts the timer of a card at its first ballot.
    pub fn start_timer(&mut self, card: usize, now: Timestamp) {
        if self.timer.is_none_or(|timer| timer.card != card) {
            self.timer = Some(Timer { card, since: Some(now), before: 0 });
        }
    }

    /// Whether a timer runs on the screen.
    pub fn timer_runs(&self) -> bool {
        let shown =
            matches!(self.view, View::Card(view) if self.timer.is_some_and(|t| t.card == view.at));
        shown && self.timer.is_some_and(|t| t.since.is_some()) && self.takes_acts()
    }

    /// How many whole minutes this check has been going on.
    pub fn minutes(&self, now: Timestamp) -> i64 {
        (now.as_second() - self.started.as_second()).max(0) / 60
    }

    /// The cards of the summary in their order.
    pub fn ordered(&self, order: Order) -> Vec<usize> {
        let session = self.session();
        let mut cards: Vec<usize> = (0..session.cards.len()).collect();
        let threshold = self.check().threshold;
        let need = |at: &usize| {
            let card = &session.cards[*at];
            let light = card
                .agreed
                .vote
                .filter(|_| !card.skipped)
                .map(|v| card.dimension.scale.light(v).health());
            (light.unwrap_or(i32::MAX), card.agreed.direction.map_or(1, |d| 2 - d as i32))
        };
        match order {
            Order::Asked => {}
            Order::Need => cards.sort_by_key(need),
            Order::Disagreement => cards.sort_by(|a, b| {
                let of = |at: &usize| {
                    crate::model::consensus::card_agreement(
                        &session.cards[*at],
                        session.secrecy(),
                        threshold,
                    )
                    .unwrap_or(2.0)
                };
                of(a).total_cmp(&of(b))
            }),
        }
        cards
    }
}

/// A view that fits the work: no sitting without one, none left on the screen unsaid.
fn settled_view(view: View, work: &UndoState) -> View {
    match (view, &work.sitting) {
        (_, Some(_)) => View::Sitting,
        (View::Sitting, None) => View::Neutral { cursor: 0 },
        (View::Card(card), None) => View::Card(CardView { warned: false, covered: false, ..card }),
        (view, None) => view,
    }
}
