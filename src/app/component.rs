//! The interface that screens and dialogs share: the place of their keys, the effect of a key, and
//! whether it holds now.
//!
//! [`Component::can`] is the only place that decides whether an action holds now. Dispatch, footer
//! and help ask it, so they cannot disagree.

use crate::keys::{Action, Key, Place, Word};
use crate::messages::Message;

use super::{Context, LiveCheck};

/// The answer to whether an action holds now; and if not, why.
pub type Can = Result<(), Block>;

/// Why an action does not hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// For the moment: the footer keeps its place and dims it.
    Now(Message),
    /// As long as things stand like this: the footer leaves it out.
    Here(Message),
}

impl Block {
    /// Blocks for the moment, with this reason.
    pub fn now(reason: impl Into<Message>) -> Self {
        Self::Now(reason.into())
    }

    /// Blocks as long as things stand like this, with this reason.
    pub fn here(reason: impl Into<Message>) -> Self {
        Self::Here(reason.into())
    }

    /// The same for the moment only: the footer of a dialog keeps its keys in place.
    #[must_use]
    pub fn passing(self) -> Self {
        Self::Now(self.into_message())
    }

    /// The reason.
    pub fn into_message(self) -> Message {
        match self {
            Self::Now(reason) | Self::Here(reason) => reason,
        }
    }
}

/// How the footer names an action that holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Named {
    /// With the words of the table.
    #[default]
    AsUsual,
    /// With other words.
    As(Word),
    /// Not at all: something else matters now. Help still lists it.
    Not,
}

/// The key that comes next: it stands out in the footer and comes first in help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NextKey {
    /// The first of the footer, if it holds: the table has it first because it matters most.
    #[default]
    First,
    /// This one, if it holds.
    Of(Action),
    /// None: nothing is nearer than the rest.
    None,
}

/// A screen or a dialog: its state, and what keys do to it.
///
/// The live check is handed in, since it belongs to no screen.
pub trait Component {
    /// The place whose keys hold.
    fn place(&self, live: Option<&LiveCheck>) -> Place;

    /// Tells whether an action holds now. Exactly what this blocks is refused.
    fn can(&self, _action: Action, _live: Option<&LiveCheck>, _ctx: &Context) -> Can {
        Ok(())
    }

    /// How the footer names an action.
    fn named(&self, _action: Action, _live: Option<&LiveCheck>, _ctx: &Context) -> Named {
        Named::AsUsual
    }

    /// Names the key that comes next.
    fn next(&self, _live: Option<&LiveCheck>, _ctx: &Context) -> NextKey {
        NextKey::First
    }

    /// Does what an action asks for.
    fn act(&mut self, action: Action, key: Key, live: Option<&mut LiveCheck>, ctx: &mut Context);

    /// Returns false where all of a long text is one line: Ctrl-J is Enter there.
    fn takes_lines(&self) -> bool {
        true
    }

    /// Takes in a key that is text. Only asked where text is typed.
    fn edit(&mut self, _key: Key, _ctx: &mut Context) {}

    /// Takes in pasted text. False: no text is typed here.
    fn paste(&mut self, _text: &str, _ctx: &mut Context) -> bool {
        false
    }

    /// Looks at the reason for which an action was blocked: a form goes to the field that is wrong.
    fn blocked(&mut self, _action: Action, _live: Option<&mut LiveCheck>, _ctx: &Context) {}

    /// Shows what the library knows now.
    fn refresh(&mut self, _ctx: &mut Context) {}
}

/// Declares an enum of components: each variant holds one in a box.
macro_rules! components {
    (
        $(#[$enum_doc:meta])*
        pub enum $name:ident {
            $($(#[$doc:meta])* $variant:ident($of:ident),)+
        }
    ) => {
        $(#[$enum_doc])*
        #[derive(Clone, Debug)]
        pub enum $name {
            $($(#[$doc])* $variant(Box<$of>),)+
        }

        $(impl From<$of> for $name {
            fn from(component: $of) -> Self {
                Self::$variant(Box::new(component))
            }
        })+

        impl $name {
            /// The component, whichever it is.
            pub fn component(&self) -> &dyn $crate::app::Component {
                match self {
                    $(Self::$variant(component) => component.as_ref(),)+
                }
            }

            /// The component, to be changed.
            pub(super) fn component_mut(&mut self) -> &mut dyn $crate::app::Component {
                match self {
                    $(Self::$variant(component) => component.as_mut(),)+
                }
            }
        }
    };
}

pub(super) use components;
