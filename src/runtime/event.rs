//! The one ordered stream of events.

use std::path::PathBuf;

use crate::app::Msg;
use crate::app::voting::VotingNews;

/// An event for the main thread.
#[derive(Debug)]
#[cfg_attr(not(unix), expect(dead_code, reason = "signals are Unix's"))]
pub enum Event {
    /// Keys and pastes: all that waited.
    Terminal(Vec<Msg>),
    /// All is written, and there is room for another frame.
    Written,
    /// An answer of the store.
    Store(Msg),
    /// Results, or the end, of a search.
    Found(Msg),
    /// What the voting server tells or asks.
    Voting(VotingNews),
    /// Changes by somebody else at these paths.
    Disturbed(Vec<PathBuf>),
    /// An editor that had come back at once has written its file.
    EditorWrote,
    /// The thread that saves has ended.
    StoreEnded,
    /// The time has come that the app asked for.
    WakeUp,
    /// The window has another size.
    Resized,
    /// Somebody outside asks the program to stop until it is told to go on.
    Stop,
    /// The program goes on after it has been stopped.
    Continued,
    /// A signal asks the program to end.
    Signal(i32),
    /// The terminal is gone.
    HungUp,
}
