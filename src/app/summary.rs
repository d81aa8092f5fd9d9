//! All cards at a glance: order, focus, the last question, and the end.

use crate::keys::{Action, Key, Place, Word};
use crate::messages::Message;
use crate::model::{Light, Refusal, consensus};

use super::card::{momentary, writable};
use super::check_view::{CheckView, Order, SummaryView, View};
use super::{
    ActionForm, Block, Can, Context, ExperimentForm, LiveCheck, MissDialog, Named, NextKey,
    Question, Roster, moved,
};

/// The order that comes after this one.
const fn next_order(order: Order) -> Order {
    match order {
        Order::Asked => Order::Need,
        Order::Need => Order::Disagreement,
        Order::Disagreement => Order::Asked,
    }
}

impl LiveCheck {
    /// The cards that need help most: all that share the worst light, unless that is green.
    pub fn worst(&self) -> Vec<usize> {
        let light = |at: &usize| {
            let card = &self.session().cards[*at];
            let vote = card.agreed.vote.filter(|_| !card.skipped);
            vote.and_then(|vote| card.dimension.scale.light(vote))
        };
        let mut cards = self.ordered(Order::Need);
        let worst = cards.first().and_then(light).filter(|light| *light != Light::Green);
        cards.retain(|at| worst.is_some() && light(at) == worst);
        cards
    }

    /// The card on which the team is least of one mind, with its agreement; none if all are close.
    pub fn most_split(&self) -> Option<(usize, f64)> {
        let at = self.ordered(Order::Disagreement).first().copied()?;
        let check = self.check();
        let (card, secrecy) = (&check.session.cards[at], check.session.secrecy());
        let agreement = consensus::card_agreement(card, secrecy, check.threshold)?;
        (agreement < consensus::CLOSE).then_some((at, agreement))
    }

    /// Closes the check.
    pub(super) fn close(&mut self, ctx: &mut Context) {
        let result = self.act(|work| work.check.close());
        if result.is_ok() {
            ctx.drafts.forget_session(&self.path);
            self.gone = Some(Message::GoneClosed);
            // The day in one picture, with what needs most first; the cursor stays on its card.
            if let View::Summary(view) = self.view
                && view.order == Order::Asked
            {
                let at = self.ordered(view.order).get(view.cursor).copied();
                let order = Order::Need;
                let cursor = self.ordered(order).iter().position(|card| Some(*card) == at);
                let cursor = cursor.unwrap_or(view.cursor);
                self.view = View::Summary(SummaryView { cursor, order });
            }
        }
        ctx.report(result, Message::Closed);
    }

    /// Reopens the check, and has its file say when.
    pub(super) fn reopen(&mut self, ctx: &mut Context) {
        let today = ctx.now.date();
        let result = self.act(|work| work.check.reopen(today));
        ctx.report(result, Message::Reopened);
    }
}

impl CheckView for SummaryView {
    fn place(self, _live: &LiveCheck) -> Place {
        Place::Summary
    }

    fn can(self, action: Action, live: &LiveCheck, ctx: &Context) -> Can {
        let check = live.check();
        match action {
            Action::Focus => match self.card(live) {
                Some(at) => check.may_focus(at).map_err(momentary),
                None => Ok(()),
            },
            Action::AddAction | Action::AddExperiment | Action::WhoIsHere => writable(live),
            Action::Miss if check.runs_elsewhere() && live.session().miss.is_none() => {
                Err(Block::here(Refusal::RunsElsewhere))
            }
            Action::DeleteCheck => live.may_be_deleted(ctx),
            Action::CloseOrReopen => check.unlocked().map_err(Block::here),
            _ => Ok(()),
        }
    }

    fn named(self, action: Action, live: &LiveCheck) -> Named {
        let open = live.takes_acts();
        match action {
            Action::CloseOrReopen if !live.session().is_open() => Named::As(Word::Reopen),
            Action::Miss if !open && live.session().miss.is_none() => Named::Not,
            Action::Order
            | Action::Back
            | Action::Export
            | Action::Help
            | Action::Miss
            | Action::Undo
            | Action::CloseOrReopen
            | Action::Insight
            | Action::LargeType
            | Action::Enter => Named::AsUsual,
            _ if open => Named::AsUsual,
            _ => Named::Not,
        }
    }

    fn next(self, live: &LiveCheck) -> NextKey {
        let session = live.session();
        let asked = session.cards.iter().all(|card| card.skipped || card.revealed.is_some());
        match (live.takes_acts(), session.is_open()) {
            (true, true) if asked => NextKey::Of(Action::CloseOrReopen),
            (_, false) => NextKey::Of(Action::Export),
            _ => NextKey::First,
        }
    }

    fn act(self, action: Action, _key: Key, live: &mut LiveCheck, ctx: &mut Context) {
        let at = self.card(live);
        match (action, at) {
            (Action::Enter, Some(at)) => live.look_at(live.view_of(at)),
            (Action::Order, _) => {
                let order = next_order(self.order);
                live.view = View::Summary(Self { cursor: 0, order });
                ctx.done(Message::Ordered(order));
            }
            (Action::Focus, Some(at)) => {
                let name = live.session().cards[at].dimension.name.clone();
                match live.act(|work| work.check.focus(at)) {
                    Ok(now) => ctx.done(Message::Focus { name, now }),
                    Err(refusal) => ctx.refuse(refusal),
                }
            }
            (Action::AddAction, _) => ctx.show(ActionForm::for_dimension(live.dimension_here())),
            (Action::AddExperiment, _) => {
                ctx.show(ExperimentForm::for_dimension(live.dimension_here()));
            }
            (Action::Insight, _) => live.show_insight(ctx),
            (Action::LargeType, _) => ctx.turn_large_type(),
            (Action::Miss, _) => ctx.show(MissDialog::default()),
            (Action::WhoIsHere, _) => ctx.show(Roster::default()),
            (Action::DeleteCheck, _) => ctx.ask_delete(live.path.clone()),
            (Action::CloseOrReopen, _) => close_or_reopen(live, ctx),
            (action, _) => {
                let cursor = moved(self.cursor, live.session().cards.len(), action);
                live.view = View::Summary(Self { cursor, ..self });
            }
        }
    }
}

impl SummaryView {
    fn card(self, live: &LiveCheck) -> Option<usize> {
        live.ordered(self.order).get(self.cursor).copied()
    }
}

fn close_or_reopen(live: &mut LiveCheck, ctx: &mut Context) {
    if !live.session().is_open() {
        ctx.show(Question::Reopen);
        return;
    }
    let (unrevealed, drafts) = (live.check().unrevealed(), ctx.drafts.of_session(&live.path));
    let unvoted = live.check().unvoted();
    if unrevealed.is_some() || drafts > 0 || unvoted > 0 {
        ctx.show(Question::Close { unrevealed, drafts, unvoted });
    } else {
        live.close(ctx);
    }
}
