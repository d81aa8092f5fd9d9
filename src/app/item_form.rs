//! What the forms of an action and of an experiment share: fields of one line, kept as a whole.

use tui_input::Input;

use crate::keys::{Action, Key, Place};
use crate::messages::Message;

use super::{Block, Can, Component, Context, LiveCheck, Target, text_input};

/// A form whose fields together are one thing that was agreed.
pub(super) trait ItemForm {
    /// One field of the form.
    type Field;
    /// What the fields mean together.
    type Meant;

    /// The thing that is written.
    fn target(&self) -> &Target;

    /// The field under the cursor, to be changed.
    fn input_mut(&mut self) -> &mut Input;

    /// Moves the cursor to the next field, or to the one before; behind the last is the first.
    fn step(&mut self, forward: bool);

    /// Moves the cursor to a field.
    fn go_to(&mut self, field: Self::Field);

    /// The fields as they are meant; or the field that is wrong, and why.
    fn meant(
        &self,
        live: Option<&LiveCheck>,
        ctx: &Context,
    ) -> Result<Self::Meant, (Self::Field, Message)>;

    /// Keeps what is meant, and closes the form if that went well.
    fn keep(&self, meant: Self::Meant, live: Option<&mut LiveCheck>, ctx: &mut Context);
}

impl<F: ItemForm> Component for F {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Text
    }

    fn can(&self, action: Action, live: Option<&LiveCheck>, ctx: &Context) -> Can {
        match action {
            Action::Keep => {
                self.meant(live, ctx).map_err(|(_, why)| Block::Now(why))?;
                self.target().may_write(live, ctx).map_err(Block::Now)
            }
            Action::Editor => Err(Block::Here(Message::OnlyLongTextGoesToEditor)),
            _ => Ok(()),
        }
    }

    fn blocked(&mut self, action: Action, live: Option<&mut LiveCheck>, ctx: &Context) {
        if action == Action::Keep
            && let Err((field, _)) = self.meant(live.as_deref(), ctx)
        {
            self.go_to(field);
        }
    }

    fn act(&mut self, action: Action, _key: Key, live: Option<&mut LiveCheck>, ctx: &mut Context) {
        match action {
            Action::Keep => match self.meant(live.as_deref(), ctx) {
                Ok(meant) => self.keep(meant, live, ctx),
                Err((_, why)) => ctx.refuse(why),
            },
            Action::Drop => ctx.close(),
            Action::Up | Action::PreviousField => self.step(false),
            Action::Down | Action::NextField => self.step(true),
            _ => {}
        }
    }

    fn edit(&mut self, key: Key, _ctx: &mut Context) {
        text_input::edit(self.input_mut(), key);
    }

    fn paste(&mut self, text: &str, _ctx: &mut Context) -> bool {
        text_input::paste(self.input_mut(), text);
        true
    }
}
