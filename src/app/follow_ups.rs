//! Follow-ups come first: open actions, experiments that are due for review, and the last focus.

use jiff::civil::Date;

use crate::keys::{Action, Key, Place};
use crate::messages::Message;
use crate::model::board::ItemKind;
use crate::model::history::same_card;
use crate::model::{ActionStep, ExperimentStep, Session};

use super::card::writable;
use super::check_view::{CardView, CheckView, FollowUpsView, SummaryView, View};
use super::sitting::named_while_open;
use super::{
    ActionForm, Block, Can, Context, ExperimentForm, LiveCheck, Named, OutcomeDialog, Target, moved,
};

/// One action or experiment of an earlier session: which session, and which of its.
type Thing = (usize, ItemKind, usize);

/// The state that an action on a thing says, for actions and for experiments.
pub(super) const fn step(action: Action) -> Option<(ActionStep, ExperimentStep)> {
    match action {
        Action::ActionDone => Some((ActionStep::Done, ExperimentStep::Finished)),
        Action::ActionDropped => Some((ActionStep::Dropped, ExperimentStep::Dropped)),
        Action::ActionOpen => Some((ActionStep::Carried, ExperimentStep::Carried)),
        _ => None,
    }
}

impl CheckView for FollowUpsView {
    fn place(self, _live: &LiveCheck) -> Place {
        Place::Opening
    }

    fn can(self, action: Action, live: &LiveCheck, _ctx: &Context) -> Can {
        if step(action).is_none() {
            return Ok(());
        }
        writable(live)?;
        match self.thing(live) {
            Some((session, ..)) => live.work.may_write_earlier(session).map_err(Block::now),
            None => Err(Block::Now(Message::NoFollowUps)),
        }
    }

    fn named(self, action: Action, live: &LiveCheck) -> Named {
        named_while_open(action, live)
    }

    fn act(self, action: Action, _key: Key, live: &mut LiveCheck, ctx: &mut Context) {
        let thing = self.thing(live);
        match (action, thing, step(action)) {
            (Action::NextCard, ..) | (Action::Enter, None, _) => {
                live.show_first_card();
                ctx.open_join_screen(live);
            }
            (Action::LargeType, ..) => ctx.turn_large_type(),
            (Action::Summary, ..) => live.look_at(View::Summary(SummaryView::default())),
            (Action::Enter, Some(thing), _) => edit(thing, live, ctx),
            (_, Some((session, ItemKind::Experiments, index)), Some((ActionStep::Done, _))) => {
                ctx.show(OutcomeDialog { target: Target::Earlier { session, index } });
            }
            (_, Some((session, kind, index)), Some((step, trial))) => {
                let say = |session: &mut Session, today| match kind {
                    ItemKind::Actions => session.actions[index].step(step, today),
                    ItemKind::Experiments => session.experiments[index].step(trial, today),
                };
                live.follow_up(session, say, Message::Marked { kind, step }, ctx);
            }
            _ => {
                let cursor = moved(self.cursor, live.open_things().len(), action);
                live.view = View::FollowUps(Self { cursor });
            }
        }
    }
}

impl FollowUpsView {
    fn thing(self, live: &LiveCheck) -> Option<Thing> {
        live.open_things().get(self.cursor).copied()
    }
}

fn edit((session, kind, index): Thing, live: &LiveCheck, ctx: &mut Context) {
    let (target, session) = (Target::Earlier { session, index }, &live.work.earlier[session].1);
    match kind {
        ItemKind::Actions => ctx.show(ActionForm::new(&session.actions[index], target)),
        ItemKind::Experiments => ctx.show(ExperimentForm::new(&session.experiments[index], target)),
    }
}

impl LiveCheck {
    /// Writes down what became of the item under the cursor, and goes on to the next one; after
    /// the last to the cards. False: it was refused.
    pub(super) fn follow_up(
        &mut self,
        session: usize,
        say: impl FnOnce(&mut Session, Date),
        message: Message,
        ctx: &mut Context,
    ) -> bool {
        let View::FollowUps(FollowUpsView { cursor }) = self.view else { return false };
        let today = self.session().date;
        let last = cursor + 1 >= self.open_things().len();
        let done = self.act(|work| {
            say(work.earlier_mut(session)?, today);
            Ok(())
        });
        if let Err(refusal) = done {
            ctx.refuse(refusal);
            return false;
        }
        if !last {
            self.view = View::FollowUps(FollowUpsView { cursor: cursor + 1 });
        }
        self.needs_file = true;
        if last && self.all_followed_up() {
            self.show_first_card();
            ctx.open_join_screen(self);
            ctx.done(Message::NowTheCards(Box::new(message)));
        } else {
            ctx.done(message);
        }
        true
    }

    fn show_first_card(&mut self) {
        let at = self.check().resume_at();
        self.look_at(View::Card(CardView::new(at)));
        self.enter_first_card();
    }

    /// Returns true if every action and experiment was looked at today.
    fn all_followed_up(&self) -> bool {
        let today = self.session().date;
        self.open_things().iter().all(|(session, kind, index)| {
            let session = &self.work.earlier[*session].1;
            let last = match kind {
                ItemKind::Actions => session.actions[*index].last_step().map(|step| step.date),
                ItemKind::Experiments => {
                    session.experiments[*index].last_step().map(|step| step.date)
                }
            };
            last == Some(today)
        })
    }
}

impl Context {
    /// The focus of the team's last check before this one: the day, and the names.
    pub fn last_focus(&self, live: &LiveCheck) -> Option<(Date, Vec<String>)> {
        let earlier = self.library.before(&live.path, live.session());
        let last = *earlier.last()?;
        let name = |key: &String| {
            let card = same_card(&self.workspace, live.session(), last.template.as_deref(), key);
            card.or_else(|| last.card(key)).map_or(key.clone(), |card| card.dimension.name.clone())
        };
        (!last.focus.is_empty()).then(|| (last.date, last.focus.iter().map(name).collect()))
    }
}
