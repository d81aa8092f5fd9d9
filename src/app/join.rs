//! The join screen: how phones get in, and who is in.

use crate::export::{Content, join_code};
use crate::keys::{Action, Key, Place, Word};
use crate::messages::Message;
use crate::model::{Secrecy, SubmissionId, VotingMode, text};
use crate::seal;

use super::card::writable;
use super::voting::{SeatId, ServerStatus, VotingQuestion};
use super::{
    Block, Can, CodesDialog, Component, Context, Effect, Job, LiveCheck, Named, NextKey, Question,
    Roster, Step, moved, voting,
};

/// The join screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JoinScreen {
    /// The person under the cursor, among those here, where there are names.
    pub cursor: usize,
}

impl Component for JoinScreen {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Join
    }

    fn can(&self, action: Action, live: Option<&LiveCheck>, _ctx: &Context) -> Can {
        let Some(live) = live else { return Ok(()) };
        let named = live.session().secrecy() == Secrecy::Named;
        let joined = live.voting.as_ref().map_or(0, |voting| voting.seats.joined());
        match action {
            Action::Up | Action::Down | Action::FreeSeat if !named && live.check().coded() == 0 => {
                Err(Block::Here(Message::NoCodes))
            }
            Action::NextField if addresses(live) == Some(1) => Err(Block::Now(Message::OneAddress)),
            Action::NextField | Action::EverybodyAnew if live.voting.is_none() => {
                Err(Block::Here(Message::ServerClosed))
            }
            Action::EverybodyAnew if joined == 0 && !live.has_submissions() => {
                Err(Block::Now(Message::NobodyJoined))
            }
            Action::NextField | Action::EverybodyAnew | Action::Arrive => writable(live),
            Action::FreeSeat if !named => writable(live),
            Action::FreeSeat => match (self.seat(live), self.code(live)) {
                (None, None) => Err(Block::Now(Message::NotOnDevice)),
                _ => Ok(()),
            },
            Action::BallotSheet => live.can_make_sheet(),
            Action::Codes => live.can_take_codes(),
            Action::Export => match live.voting.as_ref().and_then(|voting| voting.url()) {
                Some(_) => Ok(()),
                None => Err(Block::Now(Message::NoAddressYet)),
            },
            Action::Leave if named => Err(Block::Here(Message::KnownByName)),
            Action::Leave => live.check().may_leave("").map_err(Block::now),
            _ => Ok(()),
        }
    }

    fn named(&self, action: Action, live: Option<&LiveCheck>, _ctx: &Context) -> Named {
        let open = live.is_some_and(|live| live.voting.is_some());
        if action == Action::FreeSeat && live.is_some_and(LiveCheck::is_anonymous) {
            return Named::As(Word::LeaveCodeOut);
        }
        let needs = matches!(
            action,
            Action::NextField | Action::EverybodyAnew | Action::Export | Action::CloseServer
        );
        if open || !needs { Named::AsUsual } else { Named::Not }
    }

    /// Once everybody is in, the cards; before, nothing is nearer than the rest.
    fn next(&self, live: Option<&LiveCheck>, _ctx: &Context) -> NextKey {
        match live {
            Some(live) if live.without_device() > 0 => NextKey::None,
            _ => NextKey::Of(Action::NextCard),
        }
    }

    fn act(&mut self, action: Action, _key: Key, live: Option<&mut LiveCheck>, ctx: &mut Context) {
        let Some(live) = live else { return };
        let joined = live.voting.as_ref().map_or(0, |voting| voting.seats.joined());
        match action {
            Action::Back | Action::NextCard => ctx.back(),
            Action::LargeType => ctx.turn_large_type(),
            Action::NextField if joined > 0 => ask(VotingQuestion::NextAddress, ctx),
            Action::NextField => live.next_address(ctx),
            Action::EverybodyAnew => ask(VotingQuestion::Anew, ctx),
            Action::CloseServer if live.has_submissions() => ask(VotingQuestion::Close, ctx),
            Action::CloseServer => live.end_voting(ctx),
            Action::FreeSeat if self.seat(live).is_some() => self.free(live, ctx),
            Action::FreeSeat => self.leave_code_out(live, ctx),
            Action::BallotSheet => live.make_sheet(ctx),
            Action::Codes => ctx.show(CodesDialog::default()),
            Action::Arrive if live.session().secrecy() == Secrecy::Named => {
                ctx.show(Roster::default());
            }
            Action::Arrive => {
                let result = live.act(|work| work.check.arrive(""));
                ctx.report(result, Message::Arrived { voters: live.check().voters() });
            }
            Action::Leave => {
                let result = live.act(|work| work.check.leave(""));
                ctx.report(result, Message::Left { voters: live.check().voters() });
            }
            Action::Export => keep_code(live, ctx),
            _ => self.cursor = moved(self.cursor, rows(live), action),
        }
    }
}

fn ask(question: VotingQuestion, ctx: &mut Context) {
    ctx.show(Question::Voting(question));
}

/// How many addresses there are to choose from, once one is open.
fn addresses(live: &LiveCheck) -> Option<usize> {
    match &live.voting.as_ref()?.status {
        ServerStatus::Open(open) => Some(open.addresses),
        ServerStatus::Opening | ServerStatus::Failed(_) => None,
    }
}

/// Number of rows that the cursor goes through: people, or codes where nobody has a name.
fn rows(live: &LiveCheck) -> usize {
    match live.session().secrecy() {
        Secrecy::Named => live.check().here().len(),
        Secrecy::Anonymous => live.check().codes().count(),
    }
}

impl JoinScreen {
    /// The code under the cursor, or of the person under it.
    fn code(self, live: &LiveCheck) -> Option<SubmissionId> {
        let check = live.check();
        match live.session().secrecy() {
            Secrecy::Named => {
                let person = check.here().get(self.cursor).copied()?;
                check.codes().find(|code| code.person.as_deref() == Some(person))
            }
            Secrecy::Anonymous => {
                let last = check.codes().count().checked_sub(1)?;
                check.codes().nth(self.cursor.min(last))
            }
        }
        .map(|code| code.id)
    }

    /// Leaves the code under the cursor out: somebody has sent two, or it is nobody's here.
    fn leave_code_out(self, live: &mut LiveCheck, ctx: &mut Context) {
        if let Some(id) = self.code(live).filter(|id| live.work.check.leave_code_out(*id)) {
            ctx.announce(Message::CodeLeftOut { tag: seal::tag(id) });
        }
    }

    /// The seat of the person under the cursor.
    fn seat(self, live: &LiveCheck) -> Option<SeatId> {
        let person = live.check().here().get(self.cursor).copied()?;
        live.voting.as_ref()?.seats.of_person(person).map(|taken| taken.seat)
    }

    /// Frees the name under the cursor. What its device gave and is not revealed goes with it.
    fn free(self, live: &mut LiveCheck, ctx: &mut Context) {
        let Some(seat) = self.seat(live) else { return };
        let Some(taken) = live.voting.as_mut().and_then(|voting| voting.seats.free(seat)) else {
            return;
        };
        if let Some(id) = taken.id {
            live.work.check.leave_out(id);
        }
        ctx.effects.push(Effect::Voting(voting::VotingJob::Free(seat)));
        ctx.announce(Message::SeatFree(taken.name.unwrap_or_default()));
    }
}

/// Keeps the code as a picture, for a chat.
fn keep_code(live: &LiveCheck, ctx: &mut Context) {
    let Some(svg) = live.voting.as_ref().and_then(|voting| join_code::svg(voting.url()?)) else {
        return ctx.refuse(Message::NoAddressYet);
    };
    let (team, date) = (text::slug(&live.session().team), live.session().date);
    let token = live.voting.as_ref().map(|voting| voting.token()).unwrap_or_default();
    let path = format!("{team}-{date}-join-{token}.png").into();
    // A picture with this sign is of this check alone.
    ctx.ask(Job::Export { path, content: Content::Png(svg), replace: true });
}

impl LiveCheck {
    /// Tells whether phones may be let in here.
    pub(super) fn can_invite(&self) -> Can {
        if self.session().way == VotingMode::Turns {
            return Err(Block::Here(Message::NoDevicesInTurns));
        }
        writable(self)
    }

    /// Shows how phones get in. A check by hands asks once, before its first reveal.
    pub(super) fn invite(&self, ctx: &mut Context) {
        let by_hands = self.session().way == VotingMode::Hands && self.voting.is_none();
        if by_hands && !self.session().has_reveals() {
            ask(VotingQuestion::LetIn, ctx);
        } else {
            ctx.open(JoinScreen::default());
        }
    }

    /// A new check by devices opens on its join screen, after what was agreed last time.
    pub(super) fn opens_on_join_screen(&self) -> bool {
        self.session().way == VotingMode::Devices && self.voting.is_none() && self.takes_acts()
    }
}

impl Context {
    /// Goes to the join screen, if it is where the check begins.
    pub(super) fn open_join_screen(&mut self, live: &LiveCheck) {
        if live.opens_on_join_screen() {
            self.go(Step::To(JoinScreen::default().into()));
        }
    }
}
