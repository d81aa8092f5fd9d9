//! The session that an action or experiment belongs to, and how it is written there: through the
//! live check, or through the board.

use std::path::PathBuf;
use std::sync::Arc;

use crate::messages::Message;
use crate::model::board::ItemKind;
use crate::model::{Refusal, Session};

use super::board::BoardChange;
use super::live_check::UndoState;
use super::{Context, LiveCheck, Step};

/// The action or experiment that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A new one of the live check.
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

impl Target {
    /// Returns true if it is a new one.
    pub const fn is_new(&self) -> bool {
        matches!(self, Self::New | Self::BoardNew { .. })
    }

    /// The index of one that is there already.
    pub const fn index(&self) -> Option<usize> {
        match self {
            Self::New | Self::BoardNew { .. } => None,
            Self::Earlier { index, .. } | Self::Board { index, .. } => Some(*index),
        }
    }

    /// The session that it belongs to.
    pub fn session<'a>(
        &self,
        live: Option<&'a LiveCheck>,
        ctx: &'a Context,
    ) -> Option<&'a Session> {
        match self {
            Self::New => Some(live?.session()),
            Self::Earlier { session, .. } => Some(&live?.work.earlier.get(*session)?.1),
            Self::Board { path, .. } | Self::BoardNew { path } => {
                ctx.library.session(path).map(Arc::as_ref)
            }
        }
    }

    /// The people who can own it: the team's, and those who vote there.
    pub fn people(&self, live: Option<&LiveCheck>, ctx: &Context) -> Vec<String> {
        let session = live.map(LiveCheck::session).or_else(|| self.session(live, ctx));
        let Some(session) = session else { return Vec::new() };
        let team = ctx.workspace.team(&session.team);
        let mut people: Vec<String> = team.map(|t| t.people.clone()).unwrap_or_default();
        for person in session.voters.people() {
            if !people.contains(person) {
                people.push(person.clone());
            }
        }
        people
    }

    /// Tells whether it may be written now.
    pub fn may_write(&self, live: Option<&LiveCheck>, ctx: &Context) -> Result<(), Message> {
        match self {
            Self::New => Ok(live.map_or(Ok(()), |live| live.check().writable())?),
            Self::Earlier { session, .. } => {
                Ok(live.map_or(Ok(()), |live| live.work.may_write_earlier(*session))?)
            }
            Self::Board { path, .. } | Self::BoardNew { path } => ctx.changeable(path).map(|_| ()),
        }
    }

    /// Writes it: in place of the one of its index, or behind the others.
    pub(super) fn write(
        &self,
        kind: ItemKind,
        live: Option<&mut LiveCheck>,
        ctx: &mut Context,
        write: impl FnOnce(&mut Session, Option<usize>),
    ) -> Result<(), Message> {
        let (path, at) = match self {
            Self::New | Self::Earlier { .. } => {
                let Some(live) = live else { return Ok(()) };
                return Ok(live.act(|work| self.write_live(work, write))?);
            }
            Self::Board { path, index } => (path, Some(*index)),
            Self::BoardNew { path } => (path, None),
        };
        let before = ctx.changeable(path)?;
        let there = match kind {
            ItemKind::Actions => before.actions.len(),
            ItemKind::Experiments => before.experiments.len(),
        };
        let thing = (path.clone(), kind, at.unwrap_or(there));
        let change = BoardChange::new(thing, before, true, |session| write(session, at));
        ctx.go(Step::Board(Box::new(change)));
        Ok(())
    }

    /// Writes it into the live check, or into an earlier session that it looks at.
    fn write_live(
        &self,
        work: &mut UndoState,
        write: impl FnOnce(&mut Session, Option<usize>),
    ) -> Result<(), Refusal> {
        match self {
            Self::Earlier { session, index } => write(work.earlier_mut(*session)?, Some(*index)),
            _ => write(work.check.session_mut()?, None),
        }
        Ok(())
    }
}
