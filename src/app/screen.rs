//! The screens, and the stack of those before the one that is shown.
//!
//! Each screen carries its own cursor. The list of screens is in [`app`](super).

use crate::keys::{Action, Key, Place};
use crate::model::Session;

use super::{Component, Context, LiveCheck, NextKey, Screen};

/// The screen while the workspace is read for the first time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading;

impl Component for Reading {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Home
    }

    fn next(&self, _: Option<&LiveCheck>, _: &Context) -> NextKey {
        NextKey::None
    }

    // Keys wait until all is read.
    fn act(&mut self, _: Action, _: Key, _: Option<&mut LiveCheck>, _: &mut Context) {}
}

/// The screen that is shown, and those before it.
#[derive(Clone, Debug)]
pub struct Screens {
    /// The screen that is shown.
    pub top: Screen,
    /// The screens before it; the last one is the nearest.
    before: Vec<Screen>,
}

impl Screens {
    /// A screen with none before it.
    pub const fn new(top: Screen) -> Self {
        Self { top, before: Vec::new() }
    }

    /// Puts a screen on top. The form of a new check is left for good.
    pub(super) fn push(&mut self, screen: Screen) {
        let before = std::mem::replace(&mut self.top, screen);
        if !matches!((&before, &self.top), (Screen::Form(_), Screen::Check(_))) {
            self.before.push(before);
        }
    }

    /// The screen before the one that is shown.
    pub(super) fn below(&self) -> Option<&Screen> {
        self.before.last()
    }

    /// Leaves the screen on top. False: there is none before it.
    pub(super) fn pop(&mut self) -> bool {
        let before = self.before.pop();
        let left = before.is_some();
        if let Some(before) = before {
            self.top = before;
        }
        left
    }

    /// Leaves all screens but the first.
    pub(super) fn pop_to_first(&mut self) {
        self.before.truncate(1);
        self.pop();
    }

    /// Returns true if the live check is shown, or lies below.
    pub(super) fn has_check(&self) -> bool {
        self.before.iter().chain([&self.top]).any(|screen| matches!(screen, Screen::Check(_)))
    }
}

/// The screen that the program opens on.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// Home, or what stands in its place.
    Home,
    /// A new session that has no file yet, and the names of those who take part, where there are
    /// names.
    New(Box<Session>, Vec<String>),
}
