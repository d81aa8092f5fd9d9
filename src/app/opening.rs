//! What was agreed last time comes first: done, dropped, or still open.

use crate::keys::Action;
use crate::model::Step;

use super::{ActionForm, App, Overlay, Target, View, moved};

impl App {
    pub(crate) fn opening_key(&mut self, action: Action) {
        let Some(held) = self.held_mut() else { return };
        let View::Opening { cursor } = held.view else { return };
        let actions = held.open_actions();
        let step = match action {
            Action::ActionDone => Step::Done,
            Action::ActionDropped => Step::Dropped,
            Action::ActionOpen => Step::Carried,
            Action::NextCard => return self.show_first_card(),
            Action::Summary => return held.look_at(View::Summary(super::SummaryView::default())),
            Action::Enter => {
                if let Some((session, index)) = actions.get(cursor).copied() {
                    let (_, session_of) = &held.work.earlier[session];
                    let form = ActionForm::of(&session_of.actions[index], Target::Earlier { session, index });
                    self.overlay = Some(Overlay::Action(Box::new(form)));
                }
                return;
            }
            _ => {
                held.view = View::Opening { cursor: moved(cursor, actions.len(), action) };
                return;
            }
        };
        let Some((session, index)) = actions.get(cursor).copied() else { return };
        let today = held.session().date;
        let done = held.act(|work| {
            work.earlier_mut(session)?.actions[index].step(step, today);
            Ok(())
        });
        match done {
            Ok(()) => {
                let last = cursor + 1 >= actions.len();
                if !last {
                    held.view = View::Opening { cursor: cursor + 1 };
                }
                self.keep();
                self.keep_from_now_on();
                let all = self.held().is_some_and(all_looked_at);
                if last && all {
                    self.show_first_card();
                }
                let word = if step == Step::Carried { "still open" } else { step.word() };
                self.done(if last && all { format!("{word}; now the cards") } else { word.to_owned() });
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
}

/// Whether something was said today about every action.
fn all_looked_at(held: &super::Held) -> bool {
    let today = held.session().date;
    held.open_actions().iter().all(|(session, index)| {
        let action = &held.work.earlier[*session].1.actions[*index];
        action.last_step().is_some_and(|step| step.date == today)
    })
}
