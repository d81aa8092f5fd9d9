//! The reveal of a card, and what the team then agrees on.

use crate::messages::Message;
use crate::model::{Direction, Refusal, Vote, VotingMode, consensus};

use super::card::{momentary, writable};
use super::check_view::{CardView, View};
use super::{Block, Can, Context, LiveCheck};

impl CardView {
    pub(super) fn can_reveal(self, live: &LiveCheck) -> Can {
        match live.check().may_reveal(self.at) {
            Err(refusal @ (Refusal::Closed | Refusal::NoBallots)) => Err(Block::now(refusal)),
            result => result.map_err(momentary),
        }
    }

    pub(super) fn reveal(self, live: &mut LiveCheck, ctx: &mut Context) {
        let missing = live.check().missing(self.at);
        let (devices, threshold) = (live.check().on_devices(self.at), live.check().threshold);
        let few = live.is_anonymous() && live.typed(self.at) && (1..threshold).contains(&devices);
        if few && !self.warned {
            live.view = View::Card(Self { warned: true, ..self });
            return ctx.warn(Message::FewOnDevices { devices, missing });
        }
        let turns = live.session().way == VotingMode::Turns;
        if missing > 0 && live.check().answered(self.at) > 0 && !self.warned {
            live.view = View::Card(Self { warned: true, ..self });
            return ctx.warn(Message::Missing { missing, turns });
        }
        let bars = live.reveal_bars(self.at);
        let result = live.act(|work| {
            work.check.reveal(self.at)?;
            work.before_keys.remove(&self.at);
            Ok(())
        });
        live.view = View::Card(Self { warned: false, covered: false, ..self });
        if result.is_ok() {
            if turns {
                live.start_timer(self.at, ctx.now.timestamp());
            }
            if bars {
                live.bar_undo();
            }
        }
        ctx.report(result, Message::Revealed);
    }

    /// Tells whether this vote can be agreed on; without a vote, a direction. While the result is
    /// covered, only showing it and moving on make sense.
    pub(super) fn can_agree(self, vote: Option<Vote>, live: &LiveCheck) -> Can {
        if self.covered {
            return Err(Block::Here(Message::ResultCovered));
        }
        let check = live.check();
        check.may_agree(self.at).map_err(momentary)?;
        vote.map_or(Ok(()), |vote| check.on_scale(self.at, vote)).map_err(momentary)
    }

    pub(super) fn agree(self, vote: Vote, live: &mut LiveCheck, ctx: &mut Context) {
        let name = live.session().cards[self.at].dimension.scale.name(vote);
        let result = live.act(|work| work.check.agree(self.at, vote));
        ctx.report(result, Message::AgreedOn(name));
    }

    pub(super) fn agree_direction(
        self,
        direction: Direction,
        live: &mut LiveCheck,
        ctx: &mut Context,
    ) {
        let result = live.act(|work| work.check.agree_direction(self.at, direction));
        ctx.report(result, Message::AgreedOn(direction.word().to_owned()));
    }

    /// Returns what Enter would settle: what is agreed, else the suggestion. A direction is
    /// suggested together with the vote; one already set stays.
    fn settled(self, live: &LiveCheck) -> Option<(Vote, Option<Direction>)> {
        let check = live.check();
        let card = &check.session.cards[self.at];
        let shown = card.shown(check.session.secrecy(), check.threshold);
        let scale = &card.dimension.scale;
        let suggestion = shown.tally().and_then(|tally| consensus::suggestion(scale, tally));
        let vote = card.agreed.vote.or(suggestion.map(|s| s.vote))?;
        Some((vote, card.agreed.direction.or(suggestion.and_then(|s| s.direction))))
    }

    /// Tells whether Enter on a result does something: a typed level, what is agreed, or the
    /// suggestion.
    pub(super) fn can_settle(self, live: &LiveCheck) -> Can {
        if self.covered {
            return Err(Block::Here(Message::ResultCovered));
        }
        match self.typed_level(live) {
            Some(Ok(vote)) => return self.can_agree(Some(vote), live),
            Some(Err(refusal)) => return Err(Block::now(refusal)),
            None => {}
        }
        if writable(live).is_err() {
            let last = self.at + 1 == live.session().cards.len();
            return if last { Err(Block::Here(Message::LastCard)) } else { Ok(()) };
        }
        if self.settled(live).is_none() {
            let entry = live.entry(self.at);
            return Err(Block::Now(Message::NothingToAgreeOn(entry)));
        }
        live.check().may_agree(self.at).map_err(momentary)
    }

    /// Enter on a result: a typed level, what is agreed, or the suggestion; then the next card.
    pub(super) fn clamp_cursors(self, live: &mut LiveCheck, ctx: &mut Context) {
        if let Some(Ok(vote)) = self.typed_level(live) {
            return self.agree(vote, live, ctx);
        }
        if writable(live).is_err() {
            live.view = live.view_of(self.at + 1);
            return;
        }
        let settled = self.settled(live);
        let result = live.act(|work| {
            let (vote, direction) = settled.ok_or(Refusal::NoBallots)?;
            work.check.agree(self.at, vote)?;
            let agree = |direction| work.check.agree_direction(self.at, direction);
            direction.map_or(Ok(()), agree)
        });
        match result {
            Ok(()) => live.after_card(self.at, ctx),
            Err(refusal) => ctx.refuse(refusal),
        }
    }
}
