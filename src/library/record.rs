//! One session file as it was read.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use super::file_error::FileError;
use crate::model::{PendingBallots, Session, Summary};

/// A session as far as it was read: a summary for lists and grids, the whole once it was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The part that lists and grids show.
    pub summary: Arc<Summary>,
    /// All of it. Only a session that was read whole can be changed and saved.
    pub whole: Option<Arc<Session>>,
}

impl Content {
    /// A session that was read whole; `doubtful` if something in its file may be a mistake.
    pub fn read(whole: Session, doubtful: bool) -> Self {
        let summary = Summary { doubtful, ..Summary::new(&whole) };
        Self { summary: Arc::new(summary), whole: Some(Arc::new(whole)) }
    }
}

impl From<Arc<Session>> for Content {
    fn from(whole: Arc<Session>) -> Self {
        Self { summary: Arc::new(Summary::new(&whole)), whole: Some(whole) }
    }
}

/// One session file.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The file.
    pub path: PathBuf,
    /// 1 for the first of its kind on a day, n for a file name ending in `-n`.
    pub number: u32,
    /// The session, or every error in the file.
    pub content: Result<Content, Vec<FileError>>,
    /// The pending ballots of an open session.
    pub waiting: Arc<PendingBallots>,
}

impl Record {
    /// Makes the record of a session that was read whole.
    pub fn new(
        path: PathBuf,
        number: u32,
        session: Arc<Session>,
        waiting: impl Into<Arc<PendingBallots>>,
    ) -> Self {
        Self { path, number, content: Ok(session.into()), waiting: waiting.into() }
    }

    /// Makes the record of a session of which only the summary is known.
    pub fn outline(path: PathBuf, number: u32, summary: Arc<Summary>) -> Self {
        Self { path, number, content: Ok(Content { summary, whole: None }), waiting: no_pending() }
    }

    /// Makes the record of a file that cannot be read.
    pub fn broken(path: PathBuf, faults: Vec<FileError>) -> Self {
        Self { path, number: 1, content: Err(faults), waiting: no_pending() }
    }

    /// Keeps what was shown of this session before its file was read again.
    pub fn inherit_history(&mut self, before: &Self) {
        let id = |record: &Self| match (record.session(), record.summary()) {
            (Some(session), _) => Some(session.id.clone()),
            (None, summary) => summary.filter(|of| of.is_open()).map(|of| of.id.clone()),
        };
        if before.waiting.has_history() && id(self) == id(before) {
            Arc::make_mut(&mut self.waiting).inherit_history(&before.waiting);
        }
    }

    /// Drops all but the summary, and what was shown. The rest is read again when it is needed.
    pub fn forget_whole(&mut self) {
        if let Ok(content) = &mut self.content
            && content.whole.take().is_some()
            && !self.waiting.is_removable()
        {
            self.waiting = Arc::new((*self.waiting).clone().without_ballots());
        }
    }

    /// Returns the summary, if the file could be read.
    pub fn summary(&self) -> Option<&Arc<Summary>> {
        self.content.as_ref().ok().map(|content| &content.summary)
    }

    /// Returns the session, if it was read whole.
    pub fn session(&self) -> Option<&Arc<Session>> {
        self.content.as_ref().ok()?.whole.as_ref()
    }

    /// Returns true if the session can be read and is not closed.
    pub fn is_open(&self) -> bool {
        self.summary().is_some_and(|summary| summary.is_open())
    }

    /// Returns true if the file can be read and was not yet read whole.
    pub fn is_outline(&self) -> bool {
        self.content.as_ref().is_ok_and(|content| content.whole.is_none())
    }
}

/// Returns the empty set of pending ballots. Nearly all records share this one allocation.
pub fn no_pending() -> Arc<PendingBallots> {
    static NOTHING: LazyLock<Arc<PendingBallots>> = LazyLock::new(Arc::default);
    Arc::clone(&NOTHING)
}
