//! What comes into the app, and what it asks for. Plain data on both sides.

use std::path::PathBuf;

use crate::keys::Key;
use crate::model::{Session, Waiting, Workspace};
use crate::store::{Fault, Library};

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted. It is text, never keys.
    Paste(String),
    /// A second has passed while a timer shows.
    Tick,
    /// The window has this many columns and rows.
    Size(u16, u16),
    /// The workspace was read.
    Loaded(Box<Loaded>),
    /// A save came to its end.
    Saved {
        /// The session's file.
        path: PathBuf,
        /// The number under which it was asked for.
        number: u64,
        /// What became of it.
        result: Result<(), Fault>,
    },
    /// An export came to its end.
    Exported {
        /// Where to.
        path: PathBuf,
        /// What became of it.
        result: Result<(), ExportProblem>,
    },
    /// `healthcheck.yaml` was written, or not.
    Initialised(Result<PathBuf, Fault>),
    /// The text editor was left.
    Edited(Result<String, String>),
    /// Something from outside asks the program to end.
    Terminate,
}

/// What a workspace holds when it has been read.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// Where it is; without a file, the folder that `i` would write one into.
    pub root: PathBuf,
    /// The folder that session files lie in.
    pub sessions: PathBuf,
    /// Whether there is a `healthcheck.yaml`.
    pub exists: bool,
    /// What the file says, or all that is wrong with it.
    pub workspace: Result<Workspace, Vec<Fault>>,
    /// The sessions.
    pub library: Library,
}

/// Why a report could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportProblem {
    /// There is such a file already.
    Exists,
    /// Anything else.
    Fault(Fault),
}

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read the workspace.
    Load,
    /// Write `healthcheck.yaml` into the folder.
    Init,
    /// From now on the workspace is the user's own data folder.
    UseOwnFolder,
    /// Keep a session and what waits for its reveal.
    Keep(Box<Keep>),
    /// Write a report.
    Export {
        /// Where to; relative to the current folder.
        path: PathBuf,
        /// The report.
        text: String,
        /// Whether a file of that name may be replaced.
        replace: bool,
    },
    /// Send text to the terminal's clipboard.
    Copy(String),
    /// Let the user's editor work on this text.
    Edit(String),
    /// Stop until `fg`.
    Suspend,
    /// End the program with this exit code; all that is being saved is waited for.
    Quit(u8),
}

/// What is to be kept of one session.
#[derive(Clone, Debug, PartialEq)]
pub struct Keep {
    /// The session's file.
    pub path: PathBuf,
    /// Comes back with the answer.
    pub number: u64,
    /// The session.
    pub session: Session,
    /// The ballots that wait.
    pub waiting: Waiting,
}
