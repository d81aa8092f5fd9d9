//! An action being written: what, who, by when.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use tui_input::Input;

use crate::keys::{Action, Key};
use crate::model::board::ItemKind;
use crate::model::{self, Refusal, Session};

use super::{App, Dialog, DimensionPicker, UndoState, dimension_picker, text_input};

/// Which action or experiment is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A new one of this session.
    New,
    /// One of an earlier session.
    Earlier {
        /// Index into the earlier sessions of the work.
        session: usize,
        /// Index of the action or experiment.
        index: usize,
    },
    /// One on the board.
    Board {
        /// The session's file.
        path: PathBuf,
        /// Index of the action or experiment.
        index: usize,
    },
    /// A new one, from the board.
    BoardNew {
        /// The file of the session that it goes into.
        path: PathBuf,
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
    /// The dimension it is about, where that can be chosen.
    About,
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
    /// The dimension as it is typed, on the board.
    pub topics: Option<DimensionPicker>,
    /// The field under the cursor.
    pub field: ActionField,
    before: Vec<String>,
}

impl ActionForm {
    /// A form that starts with this action.
    pub fn new(action: &model::ActionItem, target: Target) -> Self {
        let due = action.due.map(|d| d.to_string()).unwrap_or_default();
        let mut form = Self {
            target,
            text: Input::new(action.text.clone()),
            owner: Input::new(action.owner.clone()),
            due: Input::new(due),
            dimension: action.dimension.clone(),
            topics: None,
            field: ActionField::Text,
            before: Vec::new(),
        };
        form.before = form.typed();
        form
    }

    /// The form with the dimension to be chosen.
    #[must_use]
    pub fn with(mut self, topics: Option<DimensionPicker>) -> Self {
        self.topics = topics;
        self.before = self.typed();
        self
    }

    fn typed(&self) -> Vec<String> {
        let about = self.topics.as_ref().map(|topics| &topics.input);
        [&self.text, &self.owner, &self.due]
            .into_iter()
            .chain(about)
            .map(|input| input.value().to_owned())
            .collect()
    }

    pub(crate) const fn input_mut(&mut self) -> &mut Input {
        match (self.field, &mut self.topics) {
            (ActionField::Text, _) => &mut self.text,
            (ActionField::Owner, _) => &mut self.owner,
            (ActionField::About, Some(topics)) => &mut topics.input,
            (ActionField::Due | ActionField::About, _) => &mut self.due,
        }
    }

    /// Whether anything is another than at the beginning.
    pub fn changed(&self) -> bool {
        self.typed() != self.before
    }

    fn step(&mut self, forward: bool) {
        let all = [ActionField::Text, ActionField::Owner, ActionField::Due, ActionField::About];
        let fields = if self.topics.is_some() { all.len() } else { all.len() - 1 };
        let at = all.iter().position(|field| *field == self.field).unwrap_or(0);
        self.field = all[(at + if forward { 1 } else { fields - 1 }) % fields];
    }

    /// The owner that is meant: the person whose name starts with what was typed, else what was
    /// typed.
    pub fn owner_of(&self, people: &[String]) -> String {
        dimension_picker::owner(self.owner.value(), people)
    }

    /// The due date that is meant; none: nothing was typed.
    pub fn due_of(&self, today: Date) -> Result<Option<Date>, String> {
        dimension_picker::day(self.due.value(), today)
    }

    /// The key of the dimension that is meant.
    fn about(&self) -> Result<Option<String>, String> {
        match &self.topics {
            Some(topics) => {
                Ok(topics.meant(self.dimension.as_deref())?.map(|(key, _)| key.to_owned()))
            }
            None => Ok(self.dimension.clone()),
        }
    }
}

impl App {
    /// The session that what is written belongs to.
    pub fn session_of(&self, target: &Target) -> Option<&Session> {
        match target {
            Target::New => Some(self.held()?.session()),
            Target::Earlier { session, .. } => Some(&self.held()?.work.earlier.get(*session)?.1),
            Target::Board { path, .. } | Target::BoardNew { path } => {
                self.library.session(path).map(Arc::as_ref)
            }
        }
    }

    /// Who can own an action or experiment: the team's people and those who vote there.
    pub fn people(&self) -> Vec<String> {
        let session = match &self.dialog {
            Some(Dialog::Action(form)) => self.session_of(&form.target),
            Some(Dialog::Experiment(form)) => self.session_of(&form.target),
            _ => None,
        };
        let Some(session) = self.held().map(super::LiveCheck::session).or(session) else {
            return Vec::new();
        };
        let team = self.workspace.team(&session.team);
        let mut people: Vec<String> = team.map(|t| t.people.clone()).unwrap_or_default();
        for person in session.voters.people() {
            if !people.contains(person) {
                people.push(person.clone());
            }
        }
        people
    }

    pub(crate) fn action_form_key(&mut self, key: Key, action: Option<Action>) {
        let Some(Dialog::Action(form)) = &mut self.dialog else { return };
        match action {
            Some(Action::Keep) => self.keep_action(),
            Some(Action::Drop) => self.dialog = None,
            Some(Action::Up | Action::PreviousField) => form.step(false),
            Some(Action::Down | Action::NextField) => form.step(true),
            Some(_) => {}
            None => {
                text_input::edit(form.input_mut(), key);
            }
        }
    }

    fn keep_action(&mut self) {
        let (people, today) = (self.people(), self.now.date());
        let Some(Dialog::Action(form)) = &mut self.dialog else { return };
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
        let dimension = match form.about() {
            Ok(dimension) => dimension,
            Err(words) => {
                form.field = ActionField::About;
                return self.refuse(words);
            }
        };
        let (target, owner) = (form.target.clone(), form.owner_of(&people));
        let words = match due {
            Some(due) if due < today => {
                format!("action kept, due {}, which is past", due.strftime("%-d %b %Y"))
            }
            Some(due) => format!("action kept, due {}", due.strftime("%a %-d %b %Y")),
            None => "action kept".to_owned(),
        };
        self.keep_written(target, ItemKind::Actions, words, |session, index| match index {
            Some(index) => {
                let action = &mut session.actions[index];
                (action.text, action.owner, action.due, action.dimension) =
                    (text, owner, due, dimension);
            }
            None => session.actions.push(model::ActionItem {
                text,
                owner,
                due,
                dimension,
                ..model::ActionItem::default()
            }),
        });
    }

    /// Puts what was written into the session it belongs to: in place of the one of an index, or
    /// behind the others.
    pub(crate) fn keep_written(
        &mut self,
        target: Target,
        kind: ItemKind,
        words: String,
        write: impl FnOnce(&mut Session, Option<usize>),
    ) {
        let kept = match target {
            Target::New => self.act_here(|work| {
                write(work.check.session_mut()?, None);
                Ok(())
            }),
            Target::Earlier { session, index } => self.act_here(|work| {
                write(work.earlier_mut(session)?, Some(index));
                Ok(())
            }),
            Target::Board { path, index } => {
                self.write_on_board(&(path, kind, index), |session| write(session, Some(index)))
            }
            Target::BoardNew { path } => {
                let there = self.library.session(&path).map_or(0, |session| match kind {
                    ItemKind::Actions => session.actions.len(),
                    ItemKind::Experiments => session.experiments.len(),
                });
                self.write_on_board(&(path, kind, there), |session| write(session, None))
            }
        };
        match kept {
            Ok(()) => {
                self.dialog = None;
                self.done(words);
            }
            Err(words) => self.refuse(words),
        }
    }

    fn act_here(
        &mut self,
        act: impl FnOnce(&mut UndoState) -> Result<(), Refusal>,
    ) -> Result<(), String> {
        let Some(held) = self.held_mut() else { return Ok(()) };
        held.act(act).map_err(|refusal| refusal.to_string())?;
        self.keep();
        Ok(())
    }

    fn write_on_board(
        &mut self,
        thing: &(PathBuf, ItemKind, usize),
        write: impl FnOnce(&mut Session),
    ) -> Result<(), String> {
        self.act_on(thing.clone(), write)?;
        self.show_on_board(thing);
        Ok(())
    }
}
