//! What a phone shows, as HTML, and the state that it follows, as JSON.
//!
//! From plain data: knows no socket, and nothing of any ballot, so that the same page is served
//! whatever was voted. All of it is one document: cards as plain forms, which work without scripts,
//! one style and one script, which seals.

mod assets;
mod cards;
mod document;
mod words;

use serde::Serialize;

use crate::model::{Dimension, Secrecy};

use super::web::assets::base64url;

pub use super::web::Lang;
pub use assets::content_security_policy;
pub use document::{page, page_in_parts};

/// What everybody may know of a check that runs. Nothing in it depends on a ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VotingState {
    /// Another one after each start of the server.
    pub run: String,
    /// Grows with each change of what stands below: by one where [`state_json`] says all that is
    /// new, by two where a phone has to ask for the page. So a phone that finds more than one step
    /// asks, and one that has slept through some does, too.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
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
///
/// The page sends `name`, `once` and, where somebody else votes on the same device, `another=1` to
/// `join`: that one takes a seat although the browser has one. It asks for itself with `?card=KEY`
/// and with `?lang=de`.
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
    /// Language of the words: of `?lang=`, else [`Lang::of`].
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

impl VotingState {
    /// The stage of a card: a check that is closed takes no ballots on any.
    const fn stage(&self, stage: Stage) -> Stage {
        if self.closed { Stage::Closed } else { stage }
    }

    /// Returns true if two states differ in what [`state_json`] does not say.
    pub fn page_differs(&self, other: &Self) -> bool {
        fn beyond(state: &VotingState) -> impl PartialEq + '_ {
            let texts = (&state.team, &state.check, &state.people);
            (texts, state.last_question, state.secrecy, state.threshold, state.form, state.closed)
        }
        let [ours, theirs] = [self, other].map(|state| state.cards.iter().map(|c| &c.dimension));
        beyond(self) != beyond(other) || ours.ne(theirs)
    }
}

/// The state as phones ask for it. The order of its fields is a contract.
#[derive(Serialize)]
struct StateJson<'a> {
    run: &'a str,
    version: u64,
    card: Option<&'a str>,
    joined: u32,
    seats: u32,
    cards: Vec<CardJson<'a>>,
    key: String,
}

#[derive(Serialize)]
struct CardJson<'a> {
    key: &'a str,
    state: Stage,
    round: u16,
}

impl<'a> StateJson<'a> {
    fn new(state: &'a VotingState) -> Self {
        let cards = state.cards.iter().map(|card| CardJson {
            key: &card.dimension.key,
            state: state.stage(card.stage),
            round: card.round,
        });
        Self {
            run: &state.run,
            version: state.version,
            card: state.at.as_deref(),
            joined: state.joined,
            seats: state.seats,
            cards: cards.collect(),
            key: base64url(&state.key),
        }
    }
}

/// What `/state` answers.
pub fn state_json(state: &VotingState) -> String {
    // Text and numbers: there is nothing in it that could not be written.
    serde_json::to_string(&StateJson::new(state)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
