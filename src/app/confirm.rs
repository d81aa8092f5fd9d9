//! Questions that the program asks before it does something that cannot simply be taken back.

use std::path::PathBuf;

use crate::keys::Action;
use crate::model::Session;

use super::{App, Dialog, Effect, Job};

/// A question. Enter does it, Esc leaves it.
#[derive(Clone, Debug)]
pub enum Question {
    /// Something could not be saved.
    QuitUnsaved {
        /// What, why, and what to do.
        why: String,
    },
    /// Something is being typed that is not kept yet.
    QuitTyping {
        /// What it is.
        what: &'static str,
        /// What lies under the question.
        under: Option<Box<Dialog>>,
    },
    /// The team has an open check: go on with it, or start the new one?
    GoOn {
        /// The open check's file.
        open: PathBuf,
        /// The open check's day, in words.
        date: String,
        /// The new session.
        new: Box<Session>,
        /// Who takes part, where there are names.
        roster: Vec<String>,
    },
    /// The check is closed.
    Reopen,
    /// Ballots would be dropped.
    Close {
        /// How many cards, in words.
        unrevealed: String,
    },
    /// Somebody else has taken ballots for this session, and ours would go.
    TakeTheirs {
        /// The session's file.
        of: PathBuf,
    },
    /// The report's file exists.
    Replace {
        /// The file.
        path: PathBuf,
        /// The report.
        text: String,
    },
}

impl Question {
    /// The question itself.
    pub fn words(&self) -> String {
        match self {
            Self::QuitUnsaved { why } => format!("Not everything is saved: {why}"),
            Self::QuitTyping { what, .. } => format!("There is {what}: it is lost when you quit."),
            Self::GoOn { new, date, .. } => format!("{} has an open check of {date}.", new.team),
            Self::Reopen => {
                "This check is closed. Reopening it is written down in its file.".to_owned()
            }
            Self::Close { unrevealed } => {
                format!("Answers to {unrevealed} are dropped when the check is closed.")
            }
            Self::TakeTheirs { .. } => {
                "Ballots given since and not revealed are dropped: no copy may hold them."
                    .to_owned()
            }
            Self::Replace { path, .. } => format!("{} exists.", path.display()),
        }
    }

    /// The choices: a key and what it does.
    pub const fn choices(&self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::QuitTyping { .. } => &[("Esc", "go on"), ("Ctrl-C", "quit without")],
            Self::QuitUnsaved { .. } => &[
                ("Enter", "try to save again"),
                ("!", "other ways to keep it"),
                ("Ctrl-C", "quit without"),
                ("Esc", "stay"),
            ],
            Self::GoOn { .. } => {
                &[("Enter", "go on with it"), ("n", "start a new one"), ("Esc", "back to the form")]
            }
            Self::Reopen => &[("Enter", "reopen"), ("Esc", "leave it closed")],
            Self::Close { .. } => &[("Enter", "close all the same"), ("Esc", "go on")],
            Self::TakeTheirs { .. } => {
                &[("Enter", "take theirs all the same"), ("Esc", "leave it as it is")]
            }
            Self::Replace { .. } => &[("Enter", "replace it"), ("Esc", "leave it")],
        }
    }
}

impl App {
    pub(crate) fn answer(&mut self, action: Action) {
        let Some(Dialog::Ask(question)) = self.dialog.take() else { return };
        match (action, question) {
            (Action::Enter, Question::QuitUnsaved { .. }) => self.keep_again(None),
            (Action::Enter | Action::Back, Question::QuitTyping { under, .. }) => {
                self.dialog = under.map(|under| *under);
            }
            (Action::Enter, Question::GoOn { open, .. }) => {
                self.back.truncate(1);
                if let Some(home) = self.back.pop() {
                    self.screen = home;
                }
                self.open(&open, None);
            }
            (Action::Other, Question::GoOn { new, roster, .. }) => self.begin(*new, roster),
            (Action::Enter, Question::Reopen) => self.reopen(),
            (Action::Enter, Question::Close { .. }) => self.close(),
            (Action::Enter, Question::TakeTheirs { of }) => self.take_theirs(of),
            (Action::Enter, Question::Replace { path, text }) => {
                self.effects.push(Effect::Store(Job::Export { path, text, replace: true }));
            }
            (Action::Back, _) => {}
            (_, question) => {
                self.dialog = Some(Dialog::Ask(question));
                self.refuse("Enter and Esc answer this");
            }
        }
    }
}
