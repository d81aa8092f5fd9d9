//! Where one is looking in a session, and the clock beside it.

use jiff::Timestamp;

/// What is on the screen of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Open actions of earlier sessions and experiments due for review, one under the cursor.
    Opening {
        /// Index into [`LiveCheck::open_things`](super::LiveCheck::open_things).
        cursor: usize,
    },
    /// One card.
    Card(CardView),
    /// The screen between two sittings.
    Neutral {
        /// Index into the roster of those who are here.
        cursor: usize,
    },
    /// A sitting; the sitting itself is part of the work.
    Sitting,
    /// All cards.
    Summary(SummaryView),
}

/// Which card, and what of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CardView {
    /// Index of the card.
    pub at: usize,
    /// Named, by hands: the person under the cursor, among those here.
    pub person: usize,
    /// The person who was voted for last, as long as the cursor was not moved by hand.
    pub voted: Option<usize>,
    /// Space was pressed with ballots missing.
    pub warned: bool,
    /// The result is covered.
    pub covered: bool,
}

/// Which card of the summary, and in what order they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SummaryView {
    /// Index into the ordered cards.
    pub cursor: usize,
    /// The order.
    pub order: Order,
}

/// In what order the summary shows the cards.
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

/// The time spent on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timer {
    /// The card.
    pub card: usize,
    /// Since when it runs; none while it is paused.
    pub since: Option<Timestamp>,
    /// Seconds from before the last pause.
    pub before: i64,
}

impl Timer {
    /// Seconds on the clock.
    pub fn seconds(&self, now: Timestamp) -> i64 {
        self.before + self.since.map_or(0, |since| (now.as_second() - since.as_second()).max(0))
    }
}
