//! An action being written: what, who, by when.

use jiff::civil::Date;
use tui_input::Input;

use crate::messages::Message;
use crate::model::ActionItem;
use crate::model::board::ItemKind;

use super::item_form::ItemForm;
use super::{Context, DimensionPicker, LiveCheck, Target, dimension_picker};

/// One field of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActionField {
    /// The text.
    #[default]
    Text,
    /// The owner.
    Owner,
    /// The day it is due.
    Due,
    /// The dimension it is about, where that can be chosen.
    About,
}

/// An action being written.
#[derive(Clone, Debug)]
pub struct ActionForm {
    /// The action that is written.
    pub target: Target,
    /// The text.
    pub text: Input,
    /// The owner.
    pub owner: Input,
    /// The day it is due, as typed.
    pub due: Input,
    /// The dimension it is about.
    pub dimension: Option<String>,
    /// The dimension as it is typed, on the board.
    pub picker: Option<DimensionPicker>,
    /// The field under the cursor.
    pub field: ActionField,
    before: Vec<String>,
}

/// The fields as they are meant.
pub(super) struct Written {
    text: String,
    owner: String,
    due: Option<Date>,
    dimension: Option<String>,
}

impl ActionForm {
    /// A form that starts with this action.
    pub fn new(action: &ActionItem, target: Target) -> Self {
        let due = action.due.map(|d| d.to_string()).unwrap_or_default();
        let mut form = Self {
            target,
            text: Input::new(action.text.clone()),
            owner: Input::new(action.owner.clone()),
            due: Input::new(due),
            dimension: action.dimension.clone(),
            picker: None,
            field: ActionField::Text,
            before: Vec::new(),
        };
        form.before = form.typed();
        form
    }

    /// A form for a new action of the live check, about this dimension.
    pub fn for_dimension(dimension: Option<String>) -> Self {
        Self::new(&ActionItem { dimension, ..ActionItem::default() }, Target::New)
    }

    /// The form with the dimension to be chosen.
    #[must_use]
    pub fn with(mut self, picker: Option<DimensionPicker>) -> Self {
        self.picker = picker;
        self.before = self.typed();
        self
    }

    /// The fields as they are typed.
    pub(super) fn typed(&self) -> Vec<String> {
        let about = self.picker.as_ref().map(|picker| &picker.input);
        let inputs = [&self.text, &self.owner, &self.due].into_iter().chain(about);
        inputs.map(|input| input.value().to_owned()).collect()
    }

    /// Returns true if a field differs from what it was at the beginning.
    pub fn changed(&self) -> bool {
        self.typed() != self.before
    }

    /// Returns true if a field is not empty.
    pub(super) fn has_words(&self) -> bool {
        self.typed().iter().any(|field| !field.trim().is_empty())
    }

    /// Goes on with what was typed before. True: what is kept was changed since.
    pub(super) fn take_up(&mut self, left: Self) -> bool {
        let changed = self.before != left.before;
        (self.text, self.owner, self.due) = (left.text, left.owner, left.due);
        if self.picker.is_some() == left.picker.is_some() {
            (self.picker, self.field) = (left.picker, left.field);
        }
        changed
    }

    /// The owner that is meant: the person whose name starts with what was typed, else what was
    /// typed.
    pub fn owner_meant(&self, people: &[String]) -> String {
        dimension_picker::owner(self.owner.value(), people)
    }

    /// The due date that is meant; none: nothing was typed.
    pub fn due_meant(&self, today: Date) -> Result<Option<Date>, Message> {
        dimension_picker::day(self.due.value(), today)
    }

    /// The key of the dimension that is meant.
    fn about(&self) -> Result<Option<String>, Message> {
        match &self.picker {
            Some(picker) => {
                Ok(picker.meant(self.dimension.as_deref())?.map(|(key, _)| key.to_owned()))
            }
            None => Ok(self.dimension.clone()),
        }
    }
}

impl ItemForm for ActionForm {
    type Field = ActionField;
    type Meant = Written;

    fn target(&self) -> &Target {
        &self.target
    }

    fn input_mut(&mut self) -> &mut Input {
        match (self.field, &mut self.picker) {
            (ActionField::Text, _) => &mut self.text,
            (ActionField::Owner, _) => &mut self.owner,
            (ActionField::About, Some(picker)) => &mut picker.input,
            (ActionField::Due | ActionField::About, _) => &mut self.due,
        }
    }

    fn step(&mut self, forward: bool) {
        let all = [ActionField::Text, ActionField::Owner, ActionField::Due, ActionField::About];
        let fields = if self.picker.is_some() { all.len() } else { all.len() - 1 };
        let at = all.iter().position(|field| *field == self.field).unwrap_or(0);
        self.field = all[(at + if forward { 1 } else { fields - 1 }) % fields];
    }

    fn go_to(&mut self, field: ActionField) {
        self.field = field;
    }

    fn meant(
        &self,
        live: Option<&LiveCheck>,
        ctx: &Context,
    ) -> Result<Written, (ActionField, Message)> {
        let text = self.text.value().trim().to_owned();
        if text.is_empty() {
            return Err((ActionField::Text, Message::ActionMissing));
        }
        let due = self.due_meant(ctx.now.date()).map_err(|why| (ActionField::Due, why))?;
        let dimension = self.about().map_err(|why| (ActionField::About, why))?;
        let owner = self.owner_meant(&self.target.people(live, ctx));
        Ok(Written { text, owner, due, dimension })
    }

    fn keep(&self, written: Written, live: Option<&mut LiveCheck>, ctx: &mut Context) {
        let Written { text, owner, due, dimension } = written;
        let result = self.target.write(ItemKind::Actions, live, ctx, |session, index| {
            let at = index.unwrap_or_else(|| {
                session.actions.push(ActionItem::default());
                session.actions.len() - 1
            });
            let action = &mut session.actions[at];
            (action.text, action.owner) = (text, owner);
            (action.due, action.dimension) = (due, dimension);
        });
        if result.is_ok() {
            ctx.finish();
        }
        ctx.report(result, Message::ActionKept { due, today: ctx.now.date() });
    }
}
