//! The error screen: all that is wrong with a file; or files that are not counted, and why.

use crate::keys::{Action, Key, Place};
use crate::library::FileError;
use crate::messages::Message;

use super::{Block, Can, Component, Context, LiveCheck};

/// All that is wrong with a file.
#[derive(Clone, Debug, Default)]
pub struct ErrorScreen {
    /// The errors.
    pub faults: Vec<FileError>,
    /// The first error shown.
    pub scroll: usize,
    /// The file is no broken one: it holds ballots of another check.
    pub of_ballots: bool,
    /// Each is about a session of its own that is not counted.
    pub strays: bool,
}

impl ErrorScreen {
    /// A screen of these errors, from the first one on.
    pub const fn new(faults: Vec<FileError>) -> Self {
        Self { faults, scroll: 0, of_ballots: false, strays: false }
    }

    /// A screen about ballots that were set aside.
    pub fn of_ballots(fault: FileError) -> Self {
        Self { of_ballots: true, ..Self::new(vec![fault]) }
    }

    /// A screen of sessions that are not counted.
    pub fn of_strays(faults: Vec<FileError>) -> Self {
        Self { strays: true, ..Self::new(faults) }
    }
}

impl Component for ErrorScreen {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Faults
    }

    fn can(&self, action: Action, _live: Option<&LiveCheck>, ctx: &Context) -> Can {
        if action == Action::ReadAgain && !ctx.saving.is_settled() {
            return Err(Block::Now(Message::NotSavedYet));
        }
        Ok(())
    }

    fn act(&mut self, action: Action, _key: Key, _live: Option<&mut LiveCheck>, ctx: &mut Context) {
        let last = self.faults.len().saturating_sub(1);
        match action {
            Action::Back => ctx.back(),
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            Action::Down => self.scroll = (self.scroll + 1).min(last),
            Action::PageUp | Action::First => self.scroll = 0,
            Action::PageDown | Action::Last => self.scroll = last,
            Action::ReadAgain => ctx.read_workspace(),
            _ => {}
        }
    }
}
