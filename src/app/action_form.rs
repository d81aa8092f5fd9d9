//! An action being written: what, who, by when.

use jiff::civil::Date;
use tui_input::Input;

use crate::keys::{Action, Key};
use crate::model::{self, due};

use super::{App, Overlay, field};

/// Which action is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A new one of this session.
    New,
    /// One of an earlier session.
    Earlier {
        /// Index into the earlier sessions of the work.
        session: usize,
        /// Index of the action.
        index: usize,
    },
}

/// One field of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActionField {
    /// What is to be done.
    #[default]
    Text,
    /// Who sees to it.
    Owner,
    /// By when.
    Due,
}

/// An action being written.
#[derive(Clone, Debug)]
pub struct ActionForm {
    /// Which action.
    pub target: Target,
    /// What.
    pub text: Input,
    /// Who.
    pub owner: Input,
    /// By when, as typed.
    pub due: Input,
    /// The dimension it is about.
    pub dimension: Option<String>,
    /// The field under the cursor.
    pub field: ActionField,
    before: [String; 3],
}

impl ActionForm {
    /// A form that starts with this action.
    pub fn of(action: &model::Action, target: Target) -> Self {
        let due = action.due.map(|d| d.to_string()).unwrap_or_default();
        Self {
            before: [action.text.clone(), action.owner.clone(), due.clone()],
            target,
            text: Input::new(action.text.clone()),
            owner: Input::new(action.owner.clone()),
            due: Input::new(due),
            dimension: action.dimension.clone(),
            field: ActionField::Text,
        }
    }

    pub(crate) const fn input_mut(&mut self) -> &mut Input {
        match self.field {
            ActionField::Text => &mut self.text,
            ActionField::Owner => &mut self.owner,
            ActionField::Due => &mut self.due,
        }
    }

    /// Whether anything is another than at the beginning.
    pub fn changed(&self) -> bool {
        [&self.text, &self.owner, &self.due].iter().zip(&self.before).any(|(now, before)| now.value() != before)
    }

    fn step(&mut self, forward: bool) {
        self.field = match (self.field, forward) {
            (ActionField::Text, true) | (ActionField::Due, false) => ActionField::Owner,
            (ActionField::Owner, true) | (ActionField::Text, false) => ActionField::Due,
            (ActionField::Due, true) | (ActionField::Owner, false) => ActionField::Text,
        };
    }

    /// The owner that is meant: the person whose name starts with what was typed, else what was typed.
    pub fn owner_of(&self, people: &[String]) -> String {
        let typed = self.owner.value().trim();
        if typed.is_empty() {
            return String::new();
        }
        let starts = |person: &&String| person.to_lowercase().starts_with(&typed.to_lowercase());
        people
            .iter()
            .find(|p| p.as_str() == typed)
            .or_else(|| people.iter().find(starts))
            .map_or(typed, |p| p)
            .to_owned()
    }

    /// The due date that is meant; none: nothing was typed.
    pub fn due_of(&self, today: Date) -> Result<Option<Date>, String> {
        let typed = self.due.value().trim();
        if typed.is_empty() {
            return Ok(None);
        }
        due::parse(typed, today).map(Some).ok_or_else(|| format!("\"{typed}\" is no date; write {}", due::FORMS))
    }
}

impl App {
    /// Who can own an action: the team's people and those who vote here.
    pub fn people(&self) -> Vec<String> {
        let Some(held) = self.held() else { return Vec::new() };
        let team = self.workspace.team(&held.session().team);
        let mut people: Vec<String> = team.map(|t| t.people.clone()).unwrap_or_default();
        for person in held.session().voters.people() {
            if !people.contains(person) {
                people.push(person.clone());
            }
        }
        people
    }

    pub(crate) fn action_form_key(&mut self, key: Key, action: Option<Action>) {
        let Some(Overlay::Action(form)) = &mut self.overlay else { return };
        match action {
            Some(Action::Keep) => self.keep_action(),
            Some(Action::Drop) => self.overlay = None,
            Some(Action::Up | Action::PreviousField) => form.step(false),
            Some(Action::Down | Action::NextField) => form.step(true),
            Some(_) => {}
            None => {
                field::edit(form.input_mut(), key);
            }
        }
    }

    fn keep_action(&mut self) {
        let (people, today) = (self.people(), self.now.date());
        let Some(Overlay::Action(form)) = &mut self.overlay else { return };
        let text = form.text.value().trim().to_owned();
        if text.is_empty() {
            form.field = ActionField::Text;
            return self.refuse("what is to be done? Esc drops the action");
        }
        let due = match form.due_of(today) {
            Ok(due) => due,
            Err(words) => {
                form.field = ActionField::Due;
                return self.refuse(words);
            }
        };
        let (target, owner, dimension) = (form.target, form.owner_of(&people), form.dimension.clone());
        let words = match due {
            Some(due) if due < today => format!("action kept, due {}, which is past", due.strftime("%-d %b %Y")),
            Some(due) => format!("action kept, due {}", due.strftime("%a %-d %b %Y")),
            None => "action kept".to_owned(),
        };
        let Some(held) = self.held_mut() else { return };
        let kept = held.act(|work| {
            match target {
                Target::New => {
                    let action = model::Action { text, owner, due, dimension, ..model::Action::default() };
                    work.check.session_mut()?.actions.push(action);
                }
                Target::Earlier { session, index } => {
                    let action = &mut work.earlier_mut(session)?.actions[index];
                    (action.text, action.owner, action.due) = (text, owner, due);
                }
            }
            Ok(())
        });
        match kept {
            Ok(()) => {
                self.overlay = None;
                self.keep();
                self.done(words);
            }
            Err(refusal) => self.refuse(refusal),
        }
    }
}
