//! Questions about voting on devices, before something is done that cannot be undone.

use crate::keys::{Action, Word};
use crate::messages::Message;

use super::super::{CardView, Context, Effect, JoinScreen, LiveCheck};
use super::VotingJob;

/// A question about devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VotingQuestion {
    /// A check by hands becomes one by devices.
    LetIn,
    /// The address changes, and phones that joined have to join anew.
    NextAddress,
    /// Everybody has to join anew, and unrevealed ballots are gone.
    Anew,
    /// Nobody can vote or change a vote any more.
    Close,
    /// The ballots of devices on a card are gone.
    VoteAgain(usize),
    /// The check is left, and with it what devices gave.
    Leave,
}

impl VotingQuestion {
    /// The question itself.
    pub const fn message(self) -> Message {
        match self {
            Self::LetIn => Message::AskLetIn,
            Self::NextAddress => Message::AskNextAddress,
            Self::Anew => Message::AskAnew,
            Self::Close => Message::AskCloseServer,
            Self::VoteAgain(_) => Message::AskVoteAgain,
            Self::Leave => Message::AskLeaveDevices,
        }
    }

    /// The choices: an action and how it is named.
    pub const fn choices(self) -> &'static [(Action, Word)] {
        match self {
            Self::LetIn => &[(Action::Enter, Word::LetThemIn), (Action::Back, Word::StayByHands)],
            Self::NextAddress => {
                &[(Action::Enter, Word::NextAddress), (Action::Back, Word::LeaveAsItIs)]
            }
            Self::Anew => &[(Action::Enter, Word::Anew), (Action::Back, Word::LeaveAsItIs)],
            Self::Close => &[(Action::Enter, Word::CloseServer), (Action::Back, Word::KeepOpen)],
            Self::VoteAgain(_) => {
                &[(Action::Enter, Word::VoteAgain), (Action::Back, Word::LeaveAsItIs)]
            }
            Self::Leave => &[(Action::Back, Word::GoOn), (Action::Enter, Word::LeaveCheck)],
        }
    }

    /// Does what the question was about.
    pub(in crate::app) fn go_on(self, live: &mut LiveCheck, ctx: &mut Context) {
        match self {
            Self::LetIn => {
                let way = live.act(|work| {
                    work.check.session_mut()?.way = crate::model::VotingMode::Devices;
                    Ok(())
                });
                match way {
                    Ok(()) => ctx.open(JoinScreen::default()),
                    Err(refusal) => ctx.refuse(refusal),
                }
            }
            Self::NextAddress => live.next_address(ctx),
            Self::Anew => live.let_everybody_in_anew(ctx),
            Self::Close => live.end_voting(ctx),
            Self::VoteAgain(card) => live.vote_again_with_devices(card, ctx),
            Self::Leave => ctx.go(super::super::Step::Leave),
        }
    }
}

impl LiveCheck {
    /// Listens at the next address.
    pub(in crate::app) fn next_address(&mut self, ctx: &mut Context) {
        let now = ctx.uptime;
        if let Some(voting) = &mut self.voting {
            voting.next_address(now);
            ctx.effects.push(Effect::Voting(VotingJob::FreeAll));
            ctx.serve_anew();
            ctx.done(Message::NextAddress);
        }
    }

    /// Frees all seats and drops what devices gave.
    pub(in crate::app) fn let_everybody_in_anew(&mut self, ctx: &mut Context) {
        let now = ctx.uptime;
        if let Some(voting) = &mut self.voting {
            voting.seats.free_all();
            voting.since = now;
        }
        self.work.check.void_submissions();
        ctx.effects.push(Effect::Voting(VotingJob::FreeAll));
        ctx.announce(Message::AllSeatsFree);
    }

    /// Clears a card for a fresh vote, with what devices gave. No way leads back: a device may have
    /// dropped it.
    fn vote_again_with_devices(&mut self, card: usize, ctx: &mut Context) {
        CardView::new(card).vote_again(self, ctx);
        self.clear_history();
        self.gone = None;
        ctx.announce(Message::VotesClearedForGood);
    }

    /// Closes the server.
    pub(in crate::app) fn end_voting(&mut self, ctx: &mut Context) {
        self.close_voting();
        ctx.done(Message::ServerClosed);
        ctx.back();
    }

    /// True while a device's ballot waits that nobody could bring back.
    pub fn has_submissions(&self) -> bool {
        self.check().has_submissions()
    }
}
