//! The last question: would you miss this check?

use crate::keys::{Action, Key, Place};
use crate::messages::Message;
use crate::model::{Direction, MissAnswer, Refusal};

use super::undo::HistoryStep;
use super::{Block, Can, Component, Context, LiveCheck, Named, NextKey, TypedNumber};

/// The last question, with the digits typed so far.
#[derive(Clone, Debug, Default)]
pub struct MissDialog {
    /// Digits typed so far, for a count.
    pub digits: TypedNumber,
}

/// The answer that an action gives.
const fn answer(action: Action) -> Option<MissAnswer> {
    match action {
        Action::Direct(Direction::Improving) => Some(MissAnswer::Would),
        Action::Direct(Direction::Stable) => Some(MissAnswer::Unsure),
        Action::Direct(Direction::Worsening) => Some(MissAnswer::WouldNot),
        _ => None,
    }
}

impl Component for MissDialog {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Miss
    }

    fn can(&self, action: Action, live: Option<&LiveCheck>, _ctx: &Context) -> Can {
        let Some(live) = live else { return Ok(()) };
        let (check, revealed) = (live.check(), live.session().miss.is_some());
        let result = match action {
            Action::Undo => return live.can_step(HistoryStep::Undo).map_err(Block::passing),
            Action::Redo => return live.can_step(HistoryStep::Redo).map_err(Block::passing),
            Action::TakeBack if !self.digits.is_empty() => Ok(()),
            Action::TakeBack if revealed => Err(Refusal::Revealed),
            Action::TakeBack | Action::VoteAgain => check.writable(),
            Action::Direct(_) => check.may_miss(self.digits.count()),
            Action::Reveal => check.may_reveal_miss(),
            _ => Ok(()),
        };
        result.map_err(|refusal| Block::Now(about_answers(refusal)))
    }

    fn named(&self, action: Action, live: Option<&LiveCheck>, _ctx: &Context) -> Named {
        let Some(live) = live else { return Named::AsUsual };
        let asked_again = action == Action::VoteAgain;
        let revealed = live.session().miss.is_some();
        let leaving = matches!(action, Action::Enter | Action::Undo | Action::Back | Action::Help);
        if leaving || revealed == asked_again && (live.takes_acts() || !asked_again) {
            Named::AsUsual
        } else {
            Named::Not
        }
    }

    fn next(&self, live: Option<&LiveCheck>, _ctx: &Context) -> NextKey {
        match live {
            Some(live) if live.session().miss.is_some() => NextKey::Of(Action::Enter),
            Some(live) if live.check().missed() >= live.check().voters() => {
                NextKey::Of(Action::Reveal)
            }
            // One answer is no nearer than another.
            _ => NextKey::None,
        }
    }

    fn blocked(&mut self, _action: Action, _live: Option<&mut LiveCheck>, _ctx: &Context) {
        self.digits.settle();
    }

    fn act(&mut self, action: Action, key: Key, live: Option<&mut LiveCheck>, ctx: &mut Context) {
        let Some(live) = live else { return };
        let count = self.digits.count();
        match (answer(action), action) {
            (_, Action::Digit) => {
                return self.digits.type_key(key, ctx);
            }
            (_, Action::TakeBack) if self.digits.take_back() => return,
            (_, Action::Back | Action::Enter) => ctx.close(),
            (_, Action::Undo) => live.undo(HistoryStep::Undo, ctx),
            (_, Action::Redo) => live.undo(HistoryStep::Redo, ctx),
            (Some(answer), _) => {
                let result = live.act(|work| work.check.miss(answer, count));
                ctx.report(result.map_err(about_answers), Message::Taken);
            }
            (_, Action::Reveal) => {
                let bars = live.check().missed_on_devices() > 0;
                let result = live.act(|work| work.check.reveal_miss());
                if bars && result.is_ok() {
                    live.bar_undo();
                }
                ctx.report(result.map_err(about_answers), Message::Revealed);
            }
            (_, Action::TakeBack) => {
                let result = live.act(|work| work.check.clear_miss());
                live.announce(ctx, result, Message::AskedAgain, Message::GoneAnswers);
            }
            (_, Action::VoteAgain) => {
                let result = live.act(|work| work.check.miss_again());
                live.announce(ctx, result, Message::AskedAgain, Message::GoneAnswers);
            }
            _ => {}
        }
        self.digits.clear();
    }
}

/// A refusal of the rules, in words about answers in place of ballots.
fn about_answers(refusal: Refusal) -> Message {
    match refusal {
        Refusal::NoBallots => Message::NobodyAnswered,
        Refusal::TooMany { have, voters, more } => Message::TooManyAnswers { have, voters, more },
        Refusal::Difference => Message::DifferenceOfAnswers,
        Refusal::Revealed => Message::AnswersRevealed,
        refusal => refusal.into(),
    }
}
