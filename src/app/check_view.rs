//! The views of a check, and the clock beside them.
//!
//! A check is one screen with several views. The view is kept with the live check, since undo
//! brings it back together with the work.

use jiff::Timestamp;

use crate::keys::{Action, Key, Place};
pub use crate::messages::Order;
use crate::model::{Entry, Refusal, Submission, Vote};

use super::undo::HistoryStep;
use super::{Can, Component, Context, LiveCheck, Message, Named, NextKey, Step};

/// One view of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Open actions of earlier sessions and experiments due for review.
    FollowUps(FollowUpsView),
    /// One card.
    Card(CardView),
    /// The screen between two sittings.
    Neutral(NeutralView),
    /// A sitting; the sitting itself is part of the work.
    Sitting(SittingView),
    /// All cards.
    Summary(SummaryView),
}

/// Open actions and experiments due for review, one under the cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FollowUpsView {
    /// Index into [`LiveCheck::open_things`].
    pub cursor: usize,
}

/// The screen between two sittings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NeutralView {
    /// Index into the roster of those who are here.
    pub cursor: usize,
}

/// One person voting alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SittingView;

/// The screen of a check: whichever view of it is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckScreen;

/// The interface that all views of a check share. See [`Component`]: the same, for a check
/// that is there.
pub(super) trait CheckView: Copy {
    /// The place whose keys hold.
    fn place(self, live: &LiveCheck) -> Place;

    /// Tells whether an action holds now.
    fn can(self, action: Action, live: &LiveCheck, ctx: &Context) -> Can;

    /// How the footer names an action.
    fn named(self, action: Action, live: &LiveCheck) -> Named;

    /// Names the key that comes next.
    fn next(self, _live: &LiveCheck) -> NextKey {
        NextKey::First
    }

    /// Does what an action asks for.
    fn act(self, action: Action, key: Key, live: &mut LiveCheck, ctx: &mut Context);
}

/// Passes what the view is to `$call`.
macro_rules! with_view {
    ($live:expr, $view:ident => $call:expr) => {
        match $live.view {
            View::FollowUps($view) => $call,
            View::Card($view) => $call,
            View::Neutral($view) => $call,
            View::Sitting($view) => $call,
            View::Summary($view) => $call,
        }
    };
}

impl Component for CheckScreen {
    fn place(&self, live: Option<&LiveCheck>) -> Place {
        live.map_or(Place::Summary, |live| with_view!(live, view => view.place(live)))
    }

    fn can(&self, action: Action, live: Option<&LiveCheck>, ctx: &Context) -> Can {
        let Some(live) = live else { return Ok(()) };
        match action {
            Action::Undo => live.can_step(HistoryStep::Undo),
            Action::Redo => live.can_step(HistoryStep::Redo),
            Action::Back | Action::Export => Ok(()),
            action => with_view!(live, view => view.can(action, live, ctx)),
        }
    }

    fn named(&self, action: Action, live: Option<&LiveCheck>, _ctx: &Context) -> Named {
        live.map_or(Named::Not, |live| with_view!(live, view => view.named(action, live)))
    }

    fn next(&self, live: Option<&LiveCheck>, _ctx: &Context) -> NextKey {
        live.map_or(NextKey::None, |live| with_view!(live, view => view.next(live)))
    }

    /// A count or level that was refused stays to be corrected; a warning goes.
    fn blocked(&mut self, _action: Action, live: Option<&mut LiveCheck>, _ctx: &Context) {
        if let Some(live) = live {
            live.digits.settle();
            if let View::Card(view) = &mut live.view {
                view.warned = false;
            }
        }
    }

    fn act(&mut self, action: Action, key: Key, live: Option<&mut LiveCheck>, ctx: &mut Context) {
        let Some(live) = live else { return };
        match action {
            Action::Undo => live.undo(HistoryStep::Undo, ctx),
            Action::Redo => live.undo(HistoryStep::Redo, ctx),
            Action::Back if matches!(live.view, View::Sitting(_)) => live.leave_sitting(ctx),
            Action::Back if live.view_before().is_some() => {}
            Action::Back => ctx.back(),
            Action::Export => ctx.go(Step::Export),
            action => with_view!(live, view => view.act(action, key, live, ctx)),
        }
    }
}

impl LiveCheck {
    /// Undoes or redoes one act, and says so.
    pub(super) fn undo(&mut self, step: HistoryStep, ctx: &mut Context) {
        if self.step(step) {
            if self.work.sitting.is_some() {
                // Nothing lies over a sitting that this leads into.
                ctx.close();
            }
            ctx.done(match step {
                HistoryStep::Undo => Message::Undone,
                HistoryStep::Redo => Message::Redone,
            });
        }
    }

    /// Takes in what a device has given, by the rules of the check.
    pub(super) fn submit(&mut self, submission: Submission) -> Result<(), Refusal> {
        self.work.check.submit(submission)
    }

    /// How an answer to this card is typed.
    pub fn entry(&self, card: usize) -> Entry {
        self.session().cards[card].dimension.scale.entry()
    }

    /// The level that was typed, if it is one of the card's scale.
    pub(super) fn typed_level(&self, card: usize) -> Result<Vote, Refusal> {
        let scale = &self.session().cards[card].dimension.scale;
        scale.parse_typed(self.digits.as_str()).ok_or_else(|| Refusal::NotOnScale(scale.answers()))
    }
}

/// The card on the screen, and the part of it that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CardView {
    /// Index of the card.
    pub at: usize,
    /// Named, by hands: the person under the cursor, among those here.
    pub person: usize,
    /// The person who was voted for last, as long as the cursor was not moved by hand.
    pub voted: Option<usize>,
    /// Space was pressed with ballots missing.
    pub warned: bool,
    /// The result is covered.
    pub covered: bool,
    /// The page of the comments, counted on for ever: the drawing knows how many there are.
    pub page: usize,
}

/// The card under the cursor of the summary, and the order of the cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SummaryView {
    /// Index into the ordered cards.
    pub cursor: usize,
    /// The order.
    pub order: Order,
}

/// The time spent on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timer {
    /// The card.
    pub card: usize,
    /// Since when it runs; none while it is paused.
    pub since: Option<Timestamp>,
    /// Seconds from before the last pause.
    pub before: i64,
}

impl Timer {
    /// Seconds on the clock.
    pub fn seconds(&self, now: Timestamp) -> i64 {
        self.before + self.since.map_or(0, |since| (now.as_second() - since.as_second()).max(0))
    }
}
