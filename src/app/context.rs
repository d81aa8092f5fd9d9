//! The context of every screen and dialog: the workspace, its sessions, the saves, the clock, and
//! the ways to say and to ask for something.

use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;
use std::time::Duration;

use jiff::Zoned;

use crate::keys::{Key, Keys};
use crate::library::{FileError, Library};
use crate::messages::Message;
use crate::model::{SessionIds, Workspace};

use super::voting::{Secrets, VotingOptions};
use super::{Dialog, Display, Drafts, Effect, Job, Msg, Notice, SMALLEST, SaveStatus, Screen};

/// Somewhere else to go. Components ask for it; the app goes there after the key was answered.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Puts a screen on top.
    To(Screen),
    /// Leaves the screen on top.
    Back,
    /// Leaves it without what devices gave.
    Leave,
    /// Goes back to home, with the cursor on this team.
    HomeOn(String),
    /// Opens a session of the library, on a card or where it stopped.
    Open {
        /// The session's file.
        path: PathBuf,
        /// The card.
        card: Option<usize>,
    },
    /// Opens a session in place of all screens but the first.
    OpenFromHome(PathBuf),
    /// Begins a new check.
    Begin(Box<crate::model::Session>, Vec<String>),
    /// Takes over a check that another window has run.
    TakeOver,
    /// Opens a dialog, in place of the one that is open.
    Show(Dialog),
    /// Closes the dialog. Words in it that were not kept stay as a draft.
    Close,
    /// Closes the dialog, whose words are kept.
    Finish,
    /// Keeps the words of this dialog as a draft, wherever it goes.
    Draft(Dialog),
    /// Gives up a session whose file is gone.
    LetGo(PathBuf),
    /// Writes to the board on the screen what was decided in a dialog.
    Board(Box<super::BoardChange>),
    /// Opens the dialog that exports what is on the screen.
    Export,
}

/// The context that every screen and dialog works with.
#[derive(Clone, Debug)]
pub struct Context {
    /// The content of `healthcheck.yaml`.
    pub workspace: Workspace,
    /// The folder of the workspace.
    pub root: PathBuf,
    /// The folder of the session files.
    pub sessions: PathBuf,
    /// All sessions.
    pub library: Library,
    /// The state of all saves.
    pub saving: SaveStatus,
    /// The sessions whose lock this window has.
    pub(super) locks: BTreeSet<PathBuf>,
    /// Text that was left before it was kept.
    pub drafts: Drafts,
    /// Why nothing could be saved, as it was tried when the workspace was opened.
    pub unsavable: Option<FileError>,
    /// The looks that a person has chosen.
    pub display: Display,
    /// The keys.
    pub keys: Keys,
    /// Where the voting server listens.
    pub voting_options: VotingOptions,
    /// Where its keys come from; none: no device can be let in.
    pub(super) secrets: Option<Secrets>,
    /// The run of the server that is open.
    pub(super) serving: Option<String>,
    /// The file or folder from which ballot codes are taken.
    pub codes: Option<PathBuf>,
    /// The check for which it is read, and which of them it is.
    pub(super) codes_read_for: Option<(PathBuf, PathBuf)>,
    /// Set where the workspace is deleted at the end.
    pub demo: bool,
    /// The time of the last message.
    pub now: Zoned,
    /// The time since the program began, by a clock that nobody sets: failed saves wait by it.
    pub uptime: Duration,
    /// Since when the check or the board on the screen has been there: one backup is kept for each.
    pub(super) opened: jiff::Timestamp,
    /// Columns and rows of the window.
    pub window: (u16, u16),
    /// A word about the last key.
    pub notice: Option<Notice>,
    /// How many sessions are known, and how many there are, while a large workspace is read for the
    /// first time.
    pub progress: Option<(usize, usize)>,
    /// Set while something is read without which the next key would not be understood.
    pub(super) reading: bool,
    /// Keys and pastes that came meanwhile; they are replayed once all is read.
    pub(super) typed: VecDeque<Msg>,
    /// The key that is being answered.
    pub(super) pressed: Option<Key>,
    /// Where the identities of sessions come from.
    pub(super) ids: SessionIds,
    /// The last letter was a capital that does nothing, where the small one does something.
    pub(super) capitals: bool,
    /// The number of the last search.
    pub(super) searches: u64,
    pub(super) effects: Vec<Effect>,
    pub(super) steps: Vec<Step>,
}

impl Context {
    /// A context without a workspace yet.
    pub(super) fn new(display: Display, now: Zoned) -> Self {
        Self {
            workspace: Workspace::bare(Vec::new()),
            root: PathBuf::new(),
            sessions: PathBuf::new(),
            library: Library::default(),
            saving: SaveStatus::default(),
            locks: BTreeSet::new(),
            unsavable: None,
            drafts: Drafts::default(),
            display,
            keys: Keys::default(),
            voting_options: VotingOptions::default(),
            secrets: None,
            serving: None,
            codes: None,
            codes_read_for: None,
            demo: false,
            opened: now.timestamp(),
            uptime: Duration::ZERO,
            now,
            window: SMALLEST,
            notice: None,
            progress: None,
            reading: true,
            typed: VecDeque::new(),
            pressed: None,
            ids: SessionIds::default(),
            capitals: false,
            searches: 0,
            effects: Vec::new(),
            steps: Vec::new(),
        }
    }

    /// Turns large type on or off.
    pub(super) fn turn_large_type(&mut self) {
        self.display.large = !self.display.large;
        self.done(Message::LargeType { on: self.display.large });
    }

    /// Says that something was done.
    pub(crate) fn done(&mut self, message: impl Into<Message>) {
        self.notice = Some(Notice::Done(message.into()));
    }

    /// Says that something was not done, and why.
    pub(crate) fn refuse(&mut self, message: impl Into<Message>) {
        self.notice = Some(Notice::Refused(message.into()));
    }

    /// Says what pressing the key once more would do.
    pub(crate) fn warn(&mut self, message: impl Into<Message>) {
        self.notice = Some(Notice::Warned(message.into()));
    }

    /// Says that something was done by which something is gone.
    pub(crate) fn announce(&mut self, message: impl Into<Message>) {
        self.notice = Some(Notice::Announced(message.into()));
    }

    /// Says what became of an act.
    pub(crate) fn report<E: Into<Message>>(
        &mut self,
        result: Result<(), E>,
        done: impl Into<Message>,
    ) {
        match result {
            Ok(()) => self.done(done),
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// Goes somewhere else, once the key was answered.
    pub(crate) fn go(&mut self, step: Step) {
        self.steps.push(step);
    }

    /// Opens a screen on top.
    pub(crate) fn open(&mut self, screen: impl Into<Screen>) {
        self.go(Step::To(screen.into()));
    }

    /// Leaves the screen on top.
    pub(crate) fn back(&mut self) {
        self.go(Step::Back);
    }

    /// Opens a dialog.
    pub(crate) fn show(&mut self, dialog: impl Into<Dialog>) {
        self.go(Step::Show(dialog.into()));
    }

    /// Closes the dialog, whose words are kept.
    pub(crate) fn finish(&mut self) {
        self.go(Step::Finish);
    }

    /// Leaves the dialog. Words in it that were not kept stay as a draft.
    pub(crate) fn close(&mut self) {
        self.go(Step::Close);
    }

    /// Asks something of the store.
    pub(crate) fn ask(&mut self, job: Job) {
        self.effects.push(Effect::Store(job));
    }
}
