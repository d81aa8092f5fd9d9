//! What a phone shows, as HTML, and the state that it follows, as JSON.
//!
//! From plain data: knows no socket, and nothing of any ballot.

use crate::model::{Dimension, Secrecy};

/// What everybody may know of a check that runs. Nothing in it depends on a ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VotingState {
    /// Another one after each start of the server.
    pub run: String,
    /// Grows with each change of what stands below.
    pub version: u64,
    /// Team of the check.
    pub team: String,
    /// Display name of its template.
    pub check: String,
    /// Key of the card on the shared screen.
    pub at: Option<String>,
    /// Seats taken.
    pub joined: u32,
    /// Seats that there are.
    pub seats: u32,
    /// All cards, in order.
    pub cards: Vec<CardState>,
    /// The last question, if it is asked.
    pub last_question: Option<Stage>,
    /// Secrecy of the check.
    pub secrecy: Secrecy,
    /// In a named check the people here, and whether a device votes for them already.
    pub people: Vec<(String, bool)>,
    /// Fewer votes than these are never shown.
    pub threshold: u32,
    /// The public key that ballots are sealed to.
    pub key: [u8; 32],
    /// The hash of cards and people that is bound into each seal.
    pub form: [u8; 32],
    /// The check takes no ballots any more.
    pub closed: bool,
}

/// A card as phones know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardState {
    /// What is asked, and how it may be answered.
    pub dimension: Dimension,
    /// Whether it may be.
    pub stage: Stage,
    /// Grows when the card is voted on anew; from 1.
    pub round: u16,
}

/// Whether a card takes ballots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It does.
    Open,
    /// Its ballots are revealed.
    Revealed,
    /// Left out.
    Skipped,
    /// The check is over.
    Closed,
}

/// What one request is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageView<'a> {
    /// The page's own path, such as `/K7QM2`.
    pub path: &'a str,
    /// The browser has a seat, and the number of its person from 0 in a named check.
    pub seat: Option<SeatView>,
    /// All seats are taken.
    pub full: bool,
    /// Sent along with a tap that joins, so that a second one takes no second seat.
    pub once: &'a str,
    /// The card that was asked for, where not the one on the shared screen.
    pub card: Option<&'a str>,
    /// Language of the words.
    pub lang: Lang,
    /// What became of the form that was sent just now.
    pub note: Option<PageNote>,
}

/// The seat of a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeatView {
    /// Place of its person among [`VotingState::people`], in a named check.
    pub person: Option<usize>,
}

/// What became of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageNote {
    /// The card takes no ballots now.
    NotOpen,
    /// Somebody has that name already.
    NameTaken,
    /// The seat is no longer this device's.
    NoSeat,
    /// The form had no such card, vote or direction.
    Malformed,
    /// Too many ballots at once.
    TooMany,
}

/// Languages of the words around the cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// German.
    De,
}
