//! Help: the keys of the place from which it was opened.

use crate::keys::{Action, Key, Place};

use super::{Component, Context, LiveCheck};

/// How far a page is.
const PAGE: usize = 10;

/// The keys of a place.
#[derive(Clone, Debug)]
pub struct HelpDialog {
    /// The place.
    pub place: Place,
    /// The first line shown.
    pub scroll: usize,
    /// The actions that did not hold when help was opened.
    pub blocked: Vec<Action>,
}

impl Component for HelpDialog {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Help
    }

    fn act(&mut self, action: Action, _key: Key, _live: Option<&mut LiveCheck>, ctx: &mut Context) {
        let last = ctx.keys.of_place(self.place).count().saturating_sub(1);
        match action {
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            Action::Down => self.scroll = (self.scroll + 1).min(last),
            Action::PageUp => self.scroll = self.scroll.saturating_sub(PAGE),
            Action::PageDown => self.scroll = (self.scroll + PAGE).min(last),
            Action::First => self.scroll = 0,
            Action::Last => self.scroll = last,
            _ => ctx.close(),
        }
    }
}
