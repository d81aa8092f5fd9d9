//! The live check: the check itself, undo, and the view of it that is shown.
//!
//! It belongs to no screen, so that what arrives while another screen is up reaches it. Rules about
//! votes are the model's; this module adds what only a running program has: a cursor, a timer,
//! undo, and the link between a sitting and its ballots, which is never written anywhere.

mod steps;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::messages::{CodeCounts, Message};
use crate::model::board::ItemKind;
use crate::model::{Ballot, Ballots, Check, PendingBallots, Refusal, Secrecy, Session, SessionId};
use crate::seal::SealKey;

use super::TypedNumber;
use super::check_view::{CardView, Order, SummaryView, Timer, View};
use super::undo::History;
use super::voting::LiveVoting;

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
    /// The key of the ballot sheet, while one is out.
    pub sheet: Option<Arc<SealKey>>,
    /// What was last said of the file or folder of codes.
    pub(super) codes_told: CodeCounts,
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
            sheet: None,
            codes_told: CodeCounts::default(),
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

    /// Returns true if somebody has typed a ballot of this card.
    pub(super) fn typed(&self, card: usize) -> bool {
        self.check().pending(card).is_some_and(|ballots| !ballots.is_empty())
    }

    /// Returns true if no ballot has a name.
    pub(super) fn is_anonymous(&self) -> bool {
        self.session().secrecy() == Secrecy::Anonymous
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
