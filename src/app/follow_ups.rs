//! What was agreed last time comes first: actions, experiments that are due for review, and the
//! last focus.

use jiff::civil::Date;

use crate::keys::Action;
use crate::model::board::ItemKind;
use crate::model::history::same_card;
use crate::model::{ActionStep, ExperimentStep, Session};

use super::{ActionForm, App, Dialog, ExperimentForm, LiveCheck, Target, View, moved};

impl App {
    pub(crate) fn opening_key(&mut self, action: Action) {
        let Some(held) = self.held_mut() else { return };
        let View::Opening { cursor } = held.view else { return };
        let things = held.open_things();
        let (step, trial) = match action {
            Action::ActionDone => (ActionStep::Done, ExperimentStep::Finished),
            Action::ActionDropped => (ActionStep::Dropped, ExperimentStep::Dropped),
            Action::ActionOpen => (ActionStep::Carried, ExperimentStep::Carried),
            Action::NextCard => return self.show_first_card(),
            Action::Summary => return held.look_at(View::Summary(super::SummaryView::default())),
            Action::Enter => {
                match things.get(cursor).copied() {
                    Some((session, kind, index)) => self.edit_at_opening(session, kind, index),
                    None => self.show_first_card(),
                }
                return;
            }
            _ => {
                held.view = View::Opening { cursor: moved(cursor, things.len(), action) };
                return;
            }
        };
        let Some((session, kind, index)) = things.get(cursor).copied() else { return };
        let words = match (kind, step) {
            (ItemKind::Experiments, ActionStep::Done) => {
                return self.begin_finish(Target::Earlier { session, index });
            }
            (ItemKind::Experiments, ActionStep::Carried) => "still running",
            (ItemKind::Actions, ActionStep::Carried) => "still open",
            (_, step) => step.word(),
        };
        let say = |session: &mut Session, today| match kind {
            ItemKind::Actions => session.actions[index].step(step, today),
            ItemKind::Experiments => session.experiments[index].step(trial, today),
        };
        self.say_at_opening(session, say, words);
    }

    fn edit_at_opening(&mut self, session: usize, kind: ItemKind, index: usize) {
        let target = Target::Earlier { session, index };
        let Some(of) = self.session_of(&target) else { return };
        self.dialog = Some(match kind {
            ItemKind::Actions => {
                Dialog::Action(Box::new(ActionForm::new(&of.actions[index], target)))
            }
            ItemKind::Experiments => {
                Dialog::Experiment(Box::new(ExperimentForm::new(&of.experiments[index], target)))
            }
        });
    }

    /// Writes down what became of the thing under the cursor, and goes on to the next one; after
    /// the last to the cards.
    pub(crate) fn say_at_opening(
        &mut self,
        session: usize,
        say: impl FnOnce(&mut Session, Date),
        words: &str,
    ) {
        let Some(held) = self.held_mut() else { return };
        let View::Opening { cursor } = held.view else { return };
        let today = held.session().date;
        let last = cursor + 1 >= held.open_things().len();
        let done = held.act(|work| {
            say(work.earlier_mut(session)?, today);
            Ok(())
        });
        match done {
            Ok(()) => {
                if !last {
                    held.view = View::Opening { cursor: cursor + 1 };
                }
                self.keep();
                self.keep_from_now_on();
                let all = self.held().is_some_and(all_looked_at);
                if last && all {
                    self.show_first_card();
                }
                self.done(if last && all {
                    format!("{words}; now the cards")
                } else {
                    words.to_owned()
                });
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    fn show_first_card(&mut self) {
        let Some(held) = self.held_mut() else { return };
        let at = held.check().resume_at();
        held.look_at(View::Card(super::CardView { at, ..super::CardView::default() }));
        held.enter_first_card();
    }

    /// What the team took into focus at its last check before this one: the day, and the names.
    pub fn last_focus(&self, held: &LiveCheck) -> Option<(Date, Vec<String>)> {
        let earlier = self.library.before(&held.path, held.session());
        let last = *earlier.last()?;
        let name = |key: &String| {
            let card = same_card(&self.workspace, held.session(), last.template.as_deref(), key);
            card.or_else(|| last.card(key)).map_or(key.clone(), |card| card.dimension.name.clone())
        };
        (!last.focus.is_empty()).then(|| (last.date, last.focus.iter().map(name).collect()))
    }
}

/// Whether something was said today about every action and experiment.
fn all_looked_at(held: &LiveCheck) -> bool {
    let today = held.session().date;
    held.open_things().iter().all(|(session, kind, index)| {
        let session = &held.work.earlier[*session].1;
        let last = match kind {
            ItemKind::Actions => session.actions[*index].last_step().map(|step| step.date),
            ItemKind::Experiments => session.experiments[*index].last_step().map(|step| step.date),
        };
        last == Some(today)
    })
}
