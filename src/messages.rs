//! Everything that the program says, as data: one variant a message. A language is one function a
//! kind of words; `english` is the first. Insights and terms of the model are said here for
//! screens and exports alike.
//!
//! Knows the model and the keys, no screen: keys are named by what they do, and looked up in the
//! table of keys when a message is said.

mod codes;
mod dates;
mod english;
mod insight;
mod keys_page;
pub mod label;
pub mod term;

use std::net::IpAddr;
use std::path::PathBuf;

use jiff::civil::Date;

use crate::keys::{Action, Hint, Key, Keys, Place, Word};
use crate::library::{FileError, SaveError};
use crate::model::Unrevealed;
use crate::model::board::ItemKind;
use crate::model::{ActionStep, Entry, ExperimentOutcome, Metric, PlainLineFault, Refusal, Scale};

pub use codes::{CodeCounts, CodeFate};
pub use insight::{InsightText, condition};
pub use keys_page::keys_page;

/// A message. Names, dates and counts are its data.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is said in `english`")]
pub enum Message {
    // The rules of a check.
    Refusal(Refusal),
    // Ballots.
    Taken,
    BallotTaken(String),
    BallotReplaced(String),
    DirectionTaken(String),
    DirectionReplaced(String),
    LastTakenBack,
    VotesCleared,
    CountOfOneOrMore,
    NamedOneByOne,
    NothingTyped,
    NothingToTakeBack,
    HowToVote(Entry),
    Missing {
        missing: u32,
        turns: bool,
    },
    Revealed,
    ResultCovered,
    NothingToAgreeOn(Entry),
    AgreedOn(String),
    // Cards.
    FirstCard,
    LastCard,
    AfterLastCard,
    LeftUnrevealed {
        card: String,
        forward: bool,
    },
    NothingAboveOrBelow,
    Skipped,
    BroughtBack,
    TimerNotStarted,
    Timer {
        runs: bool,
    },
    LargeType {
        on: bool,
    },
    NotesKept,
    DraftKept(Action),
    DraftWaits(Action),
    DraftBack {
        changed: bool,
    },
    CommentDropped,
    CommentIsGone,
    // Sittings.
    AllHaveSat,
    SittingOver(String),
    SittingLeft {
        person: String,
        stands: bool,
    },
    LastCardOfSitting,
    HandedOver {
        person: String,
        without: u32,
        last: bool,
    },
    CommentStaysHere,
    CommentIsOneLine,
    // Devices.
    FewOnDevices {
        devices: u32,
        missing: u32,
    },
    VotesClearedForGood,
    NoDevicesInTurns,
    NoServer(ServerFault),
    /// What became of ballot codes.
    Codes(CodeCounts),
    /// A plain line was pasted where everybody could have seen it.
    PlainLineInDialog,
    /// A plain line holds no answers, and why.
    PlainLine(PlainLineFault),
    /// A plain line was taken in.
    PlainLineTaken {
        /// The tag under which it can be left out.
        tag: String,
    },
    /// No plain line was typed.
    PlainLineMissing,
    /// No file or folder of codes was named.
    CodesPathMissing,
    /// Codes are taken from this file or folder.
    FollowingCodes(PathBuf),
    /// No card takes votes any more, so there is nothing to put on a sheet.
    NothingLeftToAsk,
    /// No code was taken in.
    NoCodes,
    /// A code was left out.
    CodeLeftOut {
        /// Its tag.
        tag: String,
    },
    NoSecrets,
    TooLargeForDevices,
    NextAddress,
    OneAddress,
    NoAddressYet,
    AllSeatsFree,
    NobodyJoined,
    NotOnDevice,
    SeatFree(String),
    ServerClosed,
    // Who is here.
    Arrived {
        voters: u32,
    },
    Left {
        voters: u32,
    },
    NameMissing,
    NobodyKnownByName,
    KnownByName,
    // Summary, the last question, the end.
    Ordered(Order),
    Focus {
        name: String,
        now: bool,
    },
    NobodyAnswered,
    TooManyAnswers {
        have: u32,
        voters: u32,
        more: u32,
    },
    DifferenceOfAnswers,
    AnswersRevealed,
    AskedAgain,
    Closed,
    Reopened,
    // Follow-ups, actions, experiments, the board.
    NoFollowUps,
    Marked {
        kind: ItemKind,
        step: ActionStep,
    },
    NowTheCards(Box<Self>),
    ActionMissing,
    ActionKept {
        due: Option<Date>,
        today: Date,
    },
    ExperimentMissing,
    ExperimentKept {
        review: Option<Date>,
        today: Date,
    },
    Finished {
        outcome: ExperimentOutcome,
        learnt: bool,
    },
    NoSuchDimension(String),
    NothingOpenOnBoard,
    WhichTeam,
    TeamWithoutCheck,
    SessionUnreadable,
    SessionChangedSince,
    // Undo.
    Undone,
    Redone,
    NothingToUndo,
    NothingToUndoSinceReveal,
    NothingToRedo,
    // Home and the form.
    OpenCheckWaits {
        team: String,
        date: Date,
    },
    NoSessionYet,
    NoOpenCheck,
    NothingOfItSaved,
    Deleted {
        team: String,
        date: Date,
        backup: Option<PathBuf>,
    },
    NotDeleted(Box<FileError>),
    DeletedButBallots(Box<FileError>),
    NothingToOpen,
    NoSharedSession,
    TeamNameMissing,
    NamesMissing,
    VotersMissing,
    TooManyVoters,
    NumberTooLong(usize),
    NoDate(String),
    NoSuchTemplate(String),
    HoldsOnAnotherField,
    Resumed {
        ballots_wait: bool,
    },
    BallotsUnreadable(String),
    BallotsAside(PathBuf),
    // Grids, search, insight.
    CellsShow(Metric),
    DensestIsYears,
    DensestIsCell,
    Widest,
    PanelShows(Panel),
    OneTemplate,
    Joined {
        left_out: usize,
    },
    MarkedColumn {
        day: Date,
        two: bool,
    },
    Unmarked(Date),
    NotAskedThen,
    NothingAgreedByThen,
    ComparisonUnreadable,
    NoEarlierDay,
    ThisIsToday,
    TeamAgreedOnNothing,
    TeamWithoutSession,
    SessionNotRead,
    NothingFound,
    TypeToSearch,
    NothingToSay,
    // Exports.
    NoSessionToExport,
    FileNameMissing,
    WrittenTo(PathBuf),
    WrittenWithout {
        path: PathBuf,
        missing: String,
    },
    SentToTerminal(Option<Multiplexer>),
    NoClipboard,
    // Text.
    OnlyLongTextGoesToEditor,
    BackFromEditor,
    EditorSaved {
        kept: bool,
    },
    EditorSavedNotes(String),
    EditorSavedDraft(Action),
    Editor(EditorError),
    PasteCut,
    PastedNowhere,
    // Saves, conflicts, other windows.
    Fault(Box<FileError>),
    Unsaved(Box<SaveError>),
    NotSaved(Box<SaveError>),
    NothingCanBeSaved(Box<FileError>),
    SavedWithoutBackup(String),
    AllSaved,
    BeingSaved,
    NotSavedYet,
    SavingThenQuit,
    Deciding,
    OneOfTheKeys,
    NobodyElseChangedIt,
    NothingBesideIt,
    NoCopyOfYours,
    OnlyTheCheckOnScreen,
    TheirsUnreadable,
    TheirsTaken {
        yours: Option<String>,
    },
    TheirsNow(String),
    BothKept(String),
    ChangedByOthers {
        name: String,
        readable: bool,
    },
    DeletedByOthers(String),
    WrittenAgain(String),
    LetGo(String),
    ConfigChanged,
    ConfigUnreadable(Option<Box<FileError>>),
    ConfigWritten(PathBuf),
    Unwatched(String),
    OtherWindowLetGo,
    RunsHereNow,
    StillRunsElsewhere,
    AnotherWindowBegan(String),
    ClosedElsewhere,
    FileUnreadableJustNow {
        session: bool,
    },
    // The program.
    KeyDoesNothing(Key),
    StaysHere(Key),
    CapitalDoesNothing {
        pressed: Key,
        small: Key,
    },
    CapsLock(Key),
    OtherScript(&'static str),
    // The head of a check: what is gone by the last act.
    GoneReplaced,
    GoneVotes,
    GoneAnswers,
    GoneClosed,
    MoreKeys(usize),
    AnswerTheQuestion,
    StillReading,
    StillWrong,
    NoProblemLeft,
    Theme(&'static str),
    // Questions.
    AskQuitUnsaved(Option<Box<SaveError>>),
    AskQuitTyping(Typing),
    AskQuitLive(String),
    AskGoOn {
        team: String,
        date: Date,
    },
    AskQuitDevices,
    AskLetIn,
    AskNextAddress,
    AskAnew,
    AskCloseServer,
    AskVoteAgain,
    AskLeaveDevices,
    AskReopen,
    AskClose {
        unrevealed: Option<Unrevealed>,
        drafts: usize,
        unvoted: u32,
    },
    AskTakeTheirs,
    AskDelete(Box<ToDelete>),
    AskReplace(PathBuf),
}

impl From<Refusal> for Message {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<FileError> for Message {
    fn from(fault: FileError) -> Self {
        Self::Fault(Box::new(fault))
    }
}

/// What goes with a check that is deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToDelete {
    /// The team.
    pub team: String,
    /// The day.
    pub date: Date,
    /// How many cards have votes.
    pub voted: u32,
    /// How many cards have notes.
    pub notes: u32,
    /// How many actions were written down.
    pub actions: u32,
    /// How many experiments were written down.
    pub experiments: u32,
    /// How many texts were left before they were kept.
    pub drafts: u32,
}

/// The order of the cards in the summary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they were asked.
    #[default]
    Asked,
    /// The least healthy first.
    Need,
    /// The least agreement first.
    Disagreement,
}

/// The place where the cell under the cursor of a trend grid is explained.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// Beside the grid or below it, as far as there is room.
    #[default]
    Shown,
    /// With as much room as there is; the grid keeps a few rows.
    Large,
    /// Nowhere.
    Off,
}

/// Something that is being typed and would be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    /// Notes, a comment, or lessons.
    Text,
    /// An action.
    Action,
    /// An experiment.
    Experiment,
    /// The name of somebody who arrives.
    Name,
    /// The form of a new check.
    NewCheck,
    /// The votes of a sitting.
    Sitting,
    /// So many texts that were left before they were kept.
    Drafts(usize),
}

/// A program that runs in the terminal, and in which others run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Multiplexer {
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
}

/// Why a text did not come back from the user's editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditorError {
    /// None is set.
    NoEditor,
    /// It came back within a moment and left the text as it was, so it may well be open still. What
    /// it saves comes under this number.
    BackAtOnce(u64),
    /// The terminal does not answer.
    TerminalBusy,
    /// The file that it was to work on cannot be written or read.
    TempFile(Box<FileError>),
    /// It ended with an error.
    Ended {
        /// The command.
        editor: String,
        /// The exit status, in the system's words.
        status: String,
    },
    /// It did not start.
    CannotStart {
        /// The command.
        editor: String,
        /// The reason, in the system's words.
        error: String,
    },
}

/// The reasons why nobody can be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerFault {
    /// This computer has no address that a phone reaches.
    NoNetwork,
    /// No port from this to that one is free.
    PortsTaken(u16, u16),
    /// This computer does not have the address, or has it no more.
    NotHere(IpAddr),
    /// The system's own words.
    Failed(String),
}

/// The words of a language, with the keys as they are named in a place.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    keys: &'a Keys,
    place: Place,
}

impl<'a> Words<'a> {
    /// The words for a place.
    pub const fn new(keys: &'a Keys, place: Place) -> Self {
        Self { keys, place }
    }

    /// The names of the keys, for an instruction.
    pub fn keys(self) -> impl Fn(Action) -> String + 'a {
        move |action| self.key(action)
    }

    /// The key of an action.
    pub fn key(self, action: Action) -> String {
        self.keys.name(self.place, action)
    }

    /// The key that asks for help, if there is help in this place.
    fn help_key(self) -> Option<String> {
        self.keys.has_help(self.place).then(|| self.key(Action::Help))
    }

    /// What became of some ballot codes, and what to do.
    pub fn code_fate(self, fate: CodeFate, n: u32) -> String {
        english::code_fate(fate, n, self)
    }

    /// The keys that answer a card, in few words.
    pub fn voting_keys(self, scale: &Scale) -> String {
        english::voting_keys(scale.entry(), self)
    }

    /// The keys that answer a card, each with its answer.
    pub fn voting_keys_and_answers(self, scale: &Scale) -> String {
        english::voting_keys_and_answers(scale, self)
    }

    /// A message.
    pub fn say(self, message: &Message) -> String {
        english::message(message, self)
    }

    /// One to three words for the footer.
    pub fn word(self, word: Word) -> &'static str {
        english::word(word)
    }

    /// A sentence for help and docs.
    pub fn hint(self, hint: Hint) -> String {
        english::hint(hint, self)
    }

    /// The name of a place.
    pub fn place(self, place: Place) -> &'static str {
        english::place(place)
    }

    /// The order of the cards in the summary.
    pub fn order(self, order: Order) -> &'static str {
        english::order(order)
    }
}
