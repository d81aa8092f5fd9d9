//! Questions that the program asks before it does something that cannot simply be undone.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::export::Content;
use crate::keys::{Action, Key, Place, Word};
use crate::library::SaveError;
use crate::messages::{Message, ToDelete, Typing};
use crate::model::Session;
use crate::model::Unrevealed;

use super::voting::VotingQuestion;
use super::{Block, Can, Component, Context, Dialog, Job, LiveCheck, NextKey, Step};

/// A question. Enter does it, Esc leaves it.
#[derive(Clone, Debug)]
pub enum Question {
    /// Something could not be saved.
    QuitUnsaved {
        /// The first failure.
        why: Option<Box<SaveError>>,
    },
    /// Something is being typed that is not kept yet.
    QuitTyping {
        /// The text that would be lost.
        what: Typing,
        /// The dialog that lies under the question.
        under: Option<Box<Dialog>>,
    },
    /// Something about devices.
    Voting(VotingQuestion),
    /// The check is not closed yet.
    QuitLive {
        /// The team that holds it.
        team: String,
        /// Devices gave ballots that wait in memory alone.
        devices: bool,
        /// The dialog that lies under the question.
        under: Option<Box<Dialog>>,
    },
    /// The team has an open check: go on with it, or start the new one?
    GoOn {
        /// The open check's file.
        open: PathBuf,
        /// The open check's day.
        date: Date,
        /// The new session.
        new: Box<Session>,
        /// The names of those who take part, where there are names.
        roster: Vec<String>,
    },
    /// The check is closed.
    Reopen,
    /// Ballots, or words that were not kept, would be dropped, or cards are not voted on.
    Close {
        /// The ballots that wait for their reveal.
        unrevealed: Option<Unrevealed>,
        /// How many texts were left before they were kept.
        drafts: usize,
        /// How many cards nobody has voted on.
        unvoted: u32,
    },
    /// The check would be deleted.
    Delete {
        /// The session's file.
        path: PathBuf,
        /// What would go with it.
        what: ToDelete,
    },
    /// Somebody else has taken ballots for this session, and ours would go.
    TakeTheirs {
        /// The session's file.
        of: PathBuf,
    },
    /// The export's file exists.
    Replace {
        /// The file.
        path: PathBuf,
        /// What is written.
        content: Content,
    },
}

impl Question {
    /// The question itself.
    pub fn message(&self) -> Message {
        match self {
            Self::QuitUnsaved { why } => Message::AskQuitUnsaved(why.clone()),
            Self::QuitTyping { what, .. } => Message::AskQuitTyping(*what),
            Self::Voting(question) => question.message(),
            Self::QuitLive { devices: true, .. } => Message::AskQuitDevices,
            Self::QuitLive { team, .. } => Message::AskQuitLive(team.clone()),
            Self::GoOn { new, date, .. } => {
                Message::AskGoOn { team: new.team.clone(), date: *date }
            }
            Self::Reopen => Message::AskReopen,
            Self::Close { unrevealed, drafts, unvoted } => {
                let (unrevealed, drafts, unvoted) = (*unrevealed, *drafts, *unvoted);
                Message::AskClose { unrevealed, drafts, unvoted }
            }
            Self::Delete { what, .. } => Message::AskDelete(Box::new(what.clone())),
            Self::TakeTheirs { .. } => Message::AskTakeTheirs,
            Self::Replace { path, .. } => Message::AskReplace(path.clone()),
        }
    }

    /// Returns true if it asks before the program is left.
    pub const fn is_about_leaving(&self) -> bool {
        matches!(self, Self::QuitUnsaved { .. } | Self::QuitTyping { .. } | Self::QuitLive { .. })
    }

    /// The choices: an action and how it is named.
    pub const fn choices(&self) -> &'static [(Action, Word)] {
        match self {
            Self::QuitTyping { .. } => {
                &[(Action::Back, Word::GoOn), (Action::Quit, Word::QuitWithout)]
            }
            Self::QuitLive { .. } => &[(Action::Back, Word::GoOn), (Action::Quit, Word::Quit)],
            Self::QuitUnsaved { .. } => &[
                (Action::Enter, Word::TryToSaveAgain),
                (Action::Unsaved, Word::OtherWaysToKeep),
                (Action::Quit, Word::QuitWithout),
                (Action::Back, Word::Stay),
            ],
            Self::GoOn { .. } => &[
                (Action::Enter, Word::GoOnWithIt),
                (Action::Other, Word::StartNewOne),
                (Action::Back, Word::BackToForm),
            ],
            Self::Voting(question) => question.choices(),
            Self::Reopen => &[(Action::Enter, Word::Reopen), (Action::Back, Word::LeaveClosed)],
            Self::Close { .. } => {
                &[(Action::Enter, Word::CloseAnyway), (Action::Back, Word::KeepOpen)]
            }
            Self::Delete { .. } => &[(Action::Enter, Word::DeleteIt), (Action::Back, Word::KeepIt)],
            Self::TakeTheirs { .. } => {
                &[(Action::Enter, Word::TakeTheirsAnyway), (Action::Back, Word::LeaveAsItIs)]
            }
            Self::Replace { .. } => {
                &[(Action::Enter, Word::Replace), (Action::Back, Word::LeaveIt)]
            }
        }
    }
}

impl Component for Question {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Ask
    }

    fn can(&self, action: Action, _live: Option<&LiveCheck>, _ctx: &Context) -> Can {
        match (action, self) {
            (Action::Other, Self::GoOn { .. }) | (Action::Enter | Action::Back, _) => Ok(()),
            _ => Err(Block::Here(Message::AnswerTheQuestion)),
        }
    }

    /// The first choice; but nobody is led into losing something.
    fn next(&self, _live: Option<&LiveCheck>, _ctx: &Context) -> NextKey {
        match self {
            Self::Close { .. }
            | Self::Delete { .. }
            | Self::TakeTheirs { .. }
            | Self::Replace { .. } => NextKey::None,
            Self::Voting(question) if *question != VotingQuestion::LetIn => NextKey::None,
            _ => self.choices().first().map_or(NextKey::None, |(action, _)| NextKey::Of(*action)),
        }
    }

    fn act(&mut self, action: Action, _key: Key, live: Option<&mut LiveCheck>, ctx: &mut Context) {
        ctx.close();
        match (action, self, live) {
            (Action::Enter, Self::QuitUnsaved { .. }, _) => ctx.save_again(None),
            (
                Action::Enter | Action::Back,
                Self::QuitTyping { under: Some(under), .. }
                | Self::QuitLive { under: Some(under), .. },
                _,
            ) => {
                ctx.go(Step::Show(under.as_ref().clone()));
            }
            (Action::Enter, Self::GoOn { open, .. }, _) => {
                ctx.go(Step::OpenFromHome(open.clone()));
            }
            (Action::Other, Self::GoOn { new, roster, .. }, _) => {
                ctx.go(Step::Begin(new.clone(), roster.clone()));
            }
            (Action::Enter, Self::Voting(question), Some(live)) => question.go_on(live, ctx),
            (Action::Enter, Self::Reopen, Some(live)) => live.reopen(ctx),
            (Action::Enter, Self::Close { .. }, Some(live)) => live.close(ctx),
            (Action::Enter, Self::Delete { path, .. }, _) => ctx.delete(path.clone()),
            (Action::Enter, Self::TakeTheirs { of }, _) => ctx.take_theirs(of.clone()),
            (Action::Enter, Self::Replace { path, content }, _) => {
                let (path, content) = (path.clone(), content.clone());
                ctx.ask(Job::Export { path, content, replace: true });
            }
            _ => {}
        }
    }
}
