//! The word about the last key.

use crate::messages::Message;

/// A word about the last key.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// It was done.
    Done(Message),
    /// It was not done yet: pressed once more, it is.
    Warned(Message),
    /// It was done, and something is gone by it.
    Announced(Message),
    /// It was not done, and why.
    Refused(Message),
}

impl Notice {
    /// The message.
    pub const fn message(&self) -> &Message {
        match self {
            Self::Done(message)
            | Self::Warned(message)
            | Self::Announced(message)
            | Self::Refused(message) => message,
        }
    }
}
