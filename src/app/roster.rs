//! Who is here: somebody arrives, somebody leaves.

use tui_input::Input;

use crate::keys::{Action, Key};

use super::{App, Dialog, moved, text_input};

/// Who is here.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// The person under the cursor, among all of the roster.
    pub cursor: usize,
    /// The name of somebody who arrives, while it is typed.
    pub name: Option<Input>,
}

impl App {
    pub(crate) fn begin_roster(&mut self) {
        let Some(held) = self.held() else { return };
        match held.check().writable() {
            Ok(()) => self.dialog = Some(Dialog::Roster(Roster::default())),
            Err(refusal) => self.refuse(refusal),
        }
    }

    pub(crate) fn roster_key(&mut self, action: Action) {
        let Some(Dialog::Roster(roster)) = &self.dialog else { return };
        let cursor = roster.cursor;
        let Some(held) = self.held() else { return };
        let people = held.check().waiting.roster.clone();
        let cursor = cursor.min(people.len().saturating_sub(1));
        let person = people.get(cursor).cloned();
        let away = person.as_ref().is_some_and(|p| held.check().waiting.away.contains(p));
        match action {
            Action::Back | Action::Enter => self.dialog = None,
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Arrive if people.is_empty() => self.arrive(""),
            Action::Arrive | Action::Toggle if away => self.arrive(&person.unwrap_or_default()),
            Action::Arrive => {
                self.dialog = Some(Dialog::Roster(Roster { cursor, name: Some(Input::default()) }));
            }
            Action::Toggle if people.is_empty() => {
                self.refuse("nobody is known by name; + arrives, - leaves");
            }
            Action::Leave | Action::Toggle => self.leave(&person.unwrap_or_default()),
            _ => {
                let cursor = moved(cursor, people.len(), action);
                self.dialog = Some(Dialog::Roster(Roster { cursor, name: None }));
            }
        }
    }

    pub(crate) fn roster_name_key(&mut self, key: Key, action: Option<Action>) {
        let Some(Dialog::Roster(roster)) = &mut self.dialog else { return };
        match action {
            Some(Action::Keep) => {
                let name =
                    roster.name.take().map(|n| n.value().trim().to_owned()).unwrap_or_default();
                if name.is_empty() {
                    return self.refuse("a name is missing");
                }
                self.arrive(&name);
            }
            Some(Action::Drop) => roster.name = None,
            Some(_) => {}
            None => {
                if let Some(name) = &mut roster.name {
                    text_input::edit(name, key);
                }
            }
        }
    }

    fn arrive(&mut self, name: &str) {
        let Some(held) = self.held_mut() else { return };
        match held.act(|work| work.check.arrive(name)) {
            Ok(()) => {
                let voters = held.check().voters();
                self.keep();
                self.done(format!("here: {voters}"));
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    fn leave(&mut self, name: &str) {
        let Some(held) = self.held_mut() else { return };
        match held.act(|work| work.check.leave(name)) {
            Ok(()) => {
                let voters = held.check().voters();
                if let super::View::Card(view) = &mut held.view {
                    view.person = 0;
                    view.voted = None;
                }
                self.keep();
                self.done(format!("here: {voters}; no ballot is taken back"));
            }
            Err(refusal) => self.refuse(refusal),
        }
    }
}
