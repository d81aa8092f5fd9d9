//! Messages into the app, and the effects it asks for. Plain data on both sides.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::SignedDuration;

use crate::export::Content;
use crate::keys::Key;
use crate::library::{
    ContentHash, DeleteOutcome, Difference, FileError, Hit, Library, Progress, Record, Rescan,
    SaveError, SaveOutcome, SaveTime, SearchRequest,
};
use crate::messages::EditorError;
use crate::model::{PendingBallots, Session, Submission, Workspace};

use super::voting::{VotingJob, VotingNews};

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted. It is text, never keys.
    Paste(String),
    /// More keys than anybody types came at once: text, wherever keys would do something.
    Burst(Vec<Key>),
    /// The last paste was longer than what is taken of one, and its end is missing.
    PasteCut,
    /// A second has passed while a timer shows.
    Tick,
    /// So much of the time since the last message the program did not run: the computer slept, the
    /// program was suspended, or the clock was set.
    Away(SignedDuration),
    /// The window has this many columns and rows.
    Size(u16, u16),
    /// The workspace was read.
    Loaded(Box<Loaded>),
    /// A workspace of many sessions is being read, and some of them are known.
    Progress {
        /// With the first word: the workspace without its sessions.
        begun: Option<Box<Loaded>>,
        /// The progress since the last message.
        progress: Progress,
    },
    /// Sessions were read whole.
    Read(Vec<Record>),
    /// A save came to its end.
    Saved {
        /// The session's file.
        path: PathBuf,
        /// The number under which it was asked for.
        number: u64,
        /// The outcome of the save.
        result: Result<SaveOutcome, Box<SaveError>>,
    },
    /// The difference between two versions of a session, or why that cannot be said.
    Differs {
        /// The session's file, or a copy that was set aside.
        of: PathBuf,
        /// The lines.
        result: Result<Vec<Difference>, Vec<FileError>>,
    },
    /// The version of somebody else was read.
    Theirs(Box<Record>),
    /// The conflict copy became a session of its own, or did not.
    Both {
        /// The session's file, in which theirs stands.
        of: PathBuf,
        /// The new file, and what theirs is.
        result: Result<(PathBuf, Box<Record>), Box<SaveError>>,
    },
    /// An export came to its end.
    Exported {
        /// The path of the file.
        path: PathBuf,
        /// The letters that the font of a picture lacks: none in most, and in text.
        result: Result<String, ExportProblem>,
    },
    /// A search has found something, or has ended.
    Found(SearchResults),
    /// `healthcheck.yaml` was written, or not.
    Initialised(Result<PathBuf, FileError>),
    /// The text editor was left.
    Edited(Result<String, EditorError>),
    /// An editor that had come back at once has saved its text after all.
    EditorSaved {
        /// The number under which it came back.
        number: u64,
        /// The text.
        text: String,
    },
    /// Somebody has voted on a device of their own, or by a code.
    Submitted(Submission),
    /// The text in the file, or in the files of the folder, in which ballot codes come.
    Codes {
        /// The file or folder.
        path: PathBuf,
        /// All text in it.
        result: Result<String, FileError>,
    },
    /// The voting server tells something, or asks.
    Voting(VotingNews),
    /// Something has changed at these paths.
    FilesChanged(Vec<PathBuf>),
    /// The changes there since the last look.
    Rescanned(Box<Rescan>),
    /// Those of the sessions that were asked about which are not on the disk as they were saved.
    Verified(Vec<PathBuf>),
    /// The changes that were seen are known to stand there.
    Known,
    /// A session was asked for, to be run here.
    Hold {
        /// The session's file.
        path: PathBuf,
        /// True if this program has the lock now; else another one has it.
        ours: bool,
        /// The content of the file, if that was asked for.
        record: Option<Box<Record>>,
    },
    /// A session was deleted, or not.
    Deleted {
        /// The session's file.
        path: PathBuf,
        /// What is left of it, or why it was not deleted.
        result: Result<DeleteOutcome, FileError>,
    },
    /// Another program may take the session now.
    LetGo(PathBuf),
    /// Whether anything could be saved; and if not, why.
    Tried(Option<FileError>),
    /// Changes of files cannot be noticed, and why.
    Unwatched(String),
    /// Something from outside asks the program to end.
    Terminate,
}

/// The content of a workspace that has been read.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The folder of the workspace; without a file, the one that `i` would write one into.
    pub root: PathBuf,
    /// The folder that session files lie in.
    pub sessions: PathBuf,
    /// True if there is a `healthcheck.yaml`.
    pub exists: bool,
    /// The configuration in the file, or all its problems.
    pub workspace: Result<Workspace, Vec<FileError>>,
    /// The sessions.
    pub library: Library,
}

/// The results of a search since its last report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchResults {
    /// The number under which it was asked for.
    pub number: u64,
    /// The hits, newest first.
    pub hits: Vec<Hit>,
    /// True if it has ended.
    pub ended: bool,
    /// True if there may be more, because it ended when enough was found.
    pub more: bool,
}

/// Why a report could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportProblem {
    /// There is such a file already.
    Exists,
    /// Anything else.
    Fault(FileError),
}

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Something for the store.
    Store(Job),
    /// Look for this in the session files, in place of what was looked for before; none: look no
    /// further.
    Search(Option<Box<SearchRequest>>),
    /// Read ballot codes in this file or folder, and again whenever it changes; none: no further.
    Codes(Option<PathBuf>),
    /// Something for the voting server.
    Voting(VotingJob),
    /// Send text to the terminal's clipboard.
    Copy(String),
    /// Let the user's editor work on this text.
    Edit(String),
    /// Stop until `fg`.
    Suspend,
    /// End the program with this exit code; all that is being saved is waited for.
    Quit(u8),
    /// End the program, and begin the demo in its place.
    Demo,
}

/// Something for the store to do. Each job is answered by one message.
#[derive(Clone, Debug, PartialEq)]
pub enum Job {
    /// Read the workspace.
    Load,
    /// Read these sessions whole.
    Read(Vec<PathBuf>),
    /// Look again at what is different at these paths. Nothing that is known changes.
    Look(Vec<PathBuf>),
    /// Try whether anything could be saved in this workspace.
    TrySaving(Box<Workspace>),
    /// Say which of these sessions are not on the disk as they were last saved.
    Verify(Vec<PathBuf>),
    /// The changes seen in these files were applied.
    Know(Vec<(PathBuf, Option<ContentHash>)>),
    /// `healthcheck.yaml` is in this version of the format, if that is newer than this program.
    Newer(Option<u32>),
    /// Lock a session for this program, so that no other one runs it.
    Hold {
        /// The session's file.
        path: PathBuf,
        /// Read it then, and what waits for it.
        read: bool,
    },
    /// Delete a session, and what is remembered for it.
    Delete {
        /// The session's file.
        path: PathBuf,
        /// When that was asked for.
        when: SaveTime,
    },
    /// Let another program take the session.
    LetGo(PathBuf),
    /// Write `healthcheck.yaml` into the folder.
    Init,
    /// From now on the workspace is the user's own data folder.
    UseOwnFolder,
    /// Keep a session and what waits for its reveal.
    Keep(Box<SaveRequest>),
    /// Keep a session, and as long as that fails, keep it at this place, too.
    KeepElsewhere(Box<SaveRequest>, PathBuf),
    /// Say what is different between a session and what somebody else wrote in its place.
    Compare(Box<SaveRequest>),
    /// Say what is different between a copy that was set aside and the session beside it.
    CompareCopy(PathBuf),
    /// Read what somebody else wrote in a session's place.
    TakeTheirs(PathBuf),
    /// Let what somebody else wrote stand, and make a session of its own of this.
    KeepBoth(Box<SaveRequest>),
    /// Write a report.
    Export {
        /// The path of the file, relative to the current folder.
        path: PathBuf,
        /// What is written.
        content: Content,
        /// True if a file of that name may be replaced.
        replace: bool,
    },
}

/// The content of one session that is to be saved.
#[derive(Clone, Debug, PartialEq)]
pub struct SaveRequest {
    /// The session's file.
    pub path: PathBuf,
    /// Comes back with the answer.
    pub number: u64,
    /// The session.
    pub session: Arc<Session>,
    /// The ballots that wait.
    pub waiting: PendingBallots,
    /// The clock.
    pub when: SaveTime,
    /// Somebody wants the file written again that was deleted.
    pub again: bool,
}
