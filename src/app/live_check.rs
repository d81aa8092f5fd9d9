//! The live check: the check itself, undo, and the view of it that is shown.
//!
//! It belongs to no screen, so that what arrives while another screen is up reaches it. Rules about
//! votes are the model's; this module adds what only a running program has: a cursor, a timer,
//! undo, and the link between a sitting and its ballots, which is never written anywhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::messages::Message;
use crate::model::board::ItemKind;
use crate::model::{
    Ballot, Ballots, Check, PendingBallots, Refusal, Secrecy, Session, SessionId, VotingMode,
};

use super::check_view::{
    CardView, FollowUpsView, NeutralView, Order, SittingView, SummaryView, Timer, View,
};
use super::undo::{History, HistoryStep};
use super::voting::LiveVoting;
use super::{Block, Can, TypedNumber};

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
    /// The ballots of a card before each key, for Backspace. Never written.
    pub before_keys: BTreeMap<usize, Vec<Option<Ballots>>>,
}

/// One person voting alone. Lives in memory only.
#[derive(Clone, Debug, PartialEq)]
pub struct Sitting {
    /// The person who sits.
    pub person: String,
    /// The cards covered, with what was given so far.
    pub ballots: Vec<(usize, Ballot)>,
    /// The one of them that is on the screen.
    pub at: usize,
}

/// The work and the view before an act.
#[derive(Clone, Debug, PartialEq)]
struct Snapshot {
    work: UndoState,
    view: View,
}

/// What somebody else has done to the file of the session on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFate {
    /// It is gone.
    Gone,
    /// Something else stands in it.
    Changed,
}

/// A session that is looked at, run or followed.
#[derive(Clone, Debug)]
pub struct LiveCheck {
    /// Its file.
    pub path: PathBuf,
    /// 1 for the first session of its kind on a day.
    pub number: u32,
    /// The state that undo brings back.
    pub work: UndoState,
    /// The view that the facilitator is looking at.
    pub view: View,
    /// Digits typed so far, for a count or a level.
    pub digits: TypedNumber,
    /// Says in the head what is gone by the last act, until the next one.
    pub gone: Option<Message>,
    /// The time spent on the card.
    pub timer: Option<Timer>,
    /// When this check was begun, or gone on with.
    pub started: Timestamp,
    /// How much of the time since then the program did not run.
    pub away: SignedDuration,
    /// The session and what waits as they were last sent to be kept.
    pub sent: (Arc<Session>, PendingBallots),
    /// The earlier sessions as they were last sent to be kept.
    pub sent_earlier: Vec<(PathBuf, Arc<Session>)>,
    /// The card on which another window seems to be, which runs the check and which this one
    /// follows.
    pub followed_card: Option<usize>,
    /// What has become of its file, where nothing was done here that could be saved once more.
    pub elsewhere: Option<FileFate>,
    /// Voting on devices, while they are let in.
    pub voting: Option<Box<LiveVoting>>,
    views: Vec<View>,
    /// There has to be a file to go on with, even though nothing of the session has changed.
    pub(super) needs_file: bool,
    history: History<Snapshot>,
    /// A reveal has barred the way back.
    barred: bool,
    /// How all was before the sitting that is going on, so that handing over is one act.
    before_sitting: Option<Box<Snapshot>>,
}

impl UndoState {
    /// Tells whether something may be written down in an earlier session.
    pub fn may_write_earlier(&self, at: usize) -> Result<(), Refusal> {
        self.check.writable()?;
        self.earlier[at].1.newer.map_or(Ok(()), |newer| Err(Refusal::Newer(newer)))
    }

    /// Keeps across undo what is no act: what was shown, and the identities of sessions.
    fn inherit(&mut self, later: &Self) {
        self.check.inherit_shown(&later.check);
        if let Some(id) = &later.check.session.id
            && self.check.session.id.as_ref() != Some(id)
        {
            self.check.identify_anew(id.clone());
        }
        for (path, session) in &mut self.earlier {
            let now = later.earlier.iter().find(|(later, _)| later == path);
            if let Some((_, now)) = now.filter(|(_, now)| session.id.is_none() && now.id.is_some())
            {
                Arc::make_mut(session).id.clone_from(&now.id);
            }
        }
    }

    /// An earlier session, to write down what became of its actions.
    pub fn earlier_mut(&mut self, at: usize) -> Result<&mut Session, Refusal> {
        self.may_write_earlier(at)?;
        Ok(Arc::make_mut(&mut self.earlier[at].1))
    }
}

impl LiveCheck {
    /// A session on the screen, with what waits for its reveal.
    pub fn new(path: PathBuf, number: u32, mut check: Check, started: Timestamp) -> Self {
        let at = check.resume_at();
        let person = check.first_without(at);
        let view = View::Card(CardView { at, person, ..CardView::default() });
        // Where one looks is written with ballots, and is no reason to write.
        check.waiting.at = None;
        let sent = (Arc::clone(&check.session), check.waiting.clone());
        Self {
            path,
            number,
            sent,
            sent_earlier: Vec::new(),
            followed_card: None,
            elsewhere: None,
            voting: None,
            work: UndoState {
                check,
                earlier: Vec::new(),
                sitting: None,
                sittings: BTreeMap::new(),
                before_keys: BTreeMap::new(),
            },
            view,
            digits: TypedNumber::default(),
            gone: None,
            timer: None,
            started,
            away: SignedDuration::ZERO,
            views: Vec::new(),
            needs_file: false,
            barred: false,
            history: History::default(),
            before_sitting: None,
        }
    }

    /// The session.
    pub fn session(&self) -> &Session {
        &self.work.check.session
    }

    /// Makes it another session, as of now, which is known to be on its way to the disk.
    pub(super) fn identify_anew(&mut self, id: &SessionId) {
        self.work.check.identify_anew(id.clone());
        self.sent.0 = Arc::clone(&self.work.check.session);
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

    /// The view of a card; where there are names, with the cursor on the first who has not voted.
    pub(super) fn view_of(&self, at: usize) -> View {
        View::Card(CardView { person: self.check().first_without(at), ..CardView::new(at) })
    }

    /// Goes from a card to its row of the summary. False: no card is shown.
    pub(super) fn leave_card(&mut self) -> bool {
        let View::Card(CardView { at, .. }) = self.view else { return false };
        self.digits.clear();
        self.view = View::Summary(SummaryView { cursor: at, ..SummaryView::default() });
        true
    }

    /// The card on the screen, where there is one.
    pub fn card_at(&self) -> Option<usize> {
        match self.view {
            View::Card(card) => Some(card.at),
            View::Sitting(_) => {
                self.work.sitting.as_ref().and_then(|s| s.ballots.get(s.at)).map(|(card, _)| *card)
            }
            _ => None,
        }
    }

    /// The open actions of earlier sessions, and their experiments that are due for review: which
    /// session, and which of its actions or experiments. What something was said about today stays.
    /// A closed check knows what was known when it was closed.
    pub fn open_things(&self) -> Vec<(usize, ItemKind, usize)> {
        let (today, day) = (self.session().date, self.session().as_of());
        let of_session = |(at, (_, session)): (usize, &(PathBuf, Arc<Session>))| {
            let actions = session.actions.iter().enumerate();
            let actions = actions.filter(|(_, action)| {
                let action = action.at(day);
                action.is_open() || action.last_step().is_some_and(|s| s.date == today)
            });
            let tried = session.experiments.iter().enumerate().filter(|(_, tried)| {
                let tried = tried.at(day);
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
    fn clamp_cursors(&mut self) {
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

    /// Returns true if acts change it: not once it is closed, and not if a newer program wrote it.
    pub fn takes_acts(&self) -> bool {
        self.check().writable().is_ok()
    }

    /// From now on this window only looks on.
    pub fn start_following(&mut self) {
        self.followed_card = self.card_at();
        self.work.check = self.work.check.clone().run_elsewhere();
        let check = &self.work.check;
        self.sent = (Arc::clone(&check.session), check.waiting.clone());
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

    /// Returns true if nothing was done here that could be taken back, or is half done.
    pub fn is_untouched(&self) -> bool {
        self.history.is_empty()
            && self.work.sitting.is_none()
            && self.check().waiting.is_empty()
            && !self.check().has_submissions()
            && self.digits.is_empty()
    }

    /// How many acts were done here, steps back and forth among them.
    pub(super) const fn acts(&self) -> u64 {
        self.history.acts()
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
    pub(super) fn take_earlier(&mut self, path: &Path, theirs: &Arc<Session>) {
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

    /// Returns true if somebody has typed a ballot of this card.
    pub(super) fn typed(&self, card: usize) -> bool {
        self.check().pending(card).is_some_and(|ballots| !ballots.is_empty())
    }

    /// Returns true if no ballot has a name.
    pub(super) fn is_anonymous(&self) -> bool {
        self.session().secrecy() == Secrecy::Anonymous
    }

    /// Returns true if a card of anonymous turns is revealed, in this run of the program or in
    /// another.
    fn turns_bar(&self) -> bool {
        let revealed = self.session().cards.iter().any(|card| card.revealed.is_some());
        self.is_anonymous() && self.session().way == VotingMode::Turns && revealed
    }

    /// Bars the way back at a reveal.
    pub(super) fn bar_undo(&mut self) {
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

    /// Starts the timer of a card at its first ballot.
    pub fn start_timer(&mut self, card: usize, now: Timestamp) {
        if self.timer.is_none_or(|timer| timer.card != card) {
            self.timer = Some(Timer { card, since: Some(now), before: 0 });
        }
    }

    /// Returns true if a timer runs on the screen.
    pub fn timer_runs(&self) -> bool {
        let shown =
            matches!(self.view, View::Card(view) if self.timer.is_some_and(|t| t.card == view.at));
        shown && self.timer.is_some_and(|t| t.since.is_some()) && self.takes_acts()
    }

    /// How many whole minutes this check has been going on.
    pub fn minutes(&self, now: Timestamp) -> i64 {
        (now.as_second() - self.started.as_second() - self.away.as_secs()).max(0) / 60
    }

    /// Leaves time out in which the program did not run: it is no time on a card.
    pub(super) fn was_away(&mut self, by: SignedDuration) {
        self.away += by;
        if let Some(since) = self.timer.as_mut().and_then(|timer| timer.since.as_mut()) {
            *since = since.saturating_add(by).unwrap_or(*since);
        }
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
                .and_then(|v| card.dimension.scale.light(v))
                .map(crate::model::Light::health);
            (light.unwrap_or(i32::MAX), card.agreed.direction.map_or(1, |d| 2 - d as i32))
        };
        match order {
            Order::Asked => {}
            Order::Need => cards.sort_by_key(need),
            Order::Disagreement => cards.sort_by(|a, b| {
                let agreement = |at: &usize| {
                    crate::model::consensus::card_agreement(
                        &session.cards[*at],
                        session.secrecy(),
                        threshold,
                    )
                    .unwrap_or(2.0)
                };
                agreement(a).total_cmp(&agreement(b))
            }),
        }
        cards
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
