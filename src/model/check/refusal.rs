//! Refusals: reasons why the rules of a check forbid an act. Plain data: `messages` says them.

/// Reason why an act is not possible now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// More ballots than voters.
    TooMany {
        /// Number of ballots on the card.
        have: u32,
        /// Number of seats.
        voters: u32,
        /// Number of ballots to add.
        more: u32,
    },
    /// More directions than voters.
    TooManyDirections {
        /// Number of directions on the card.
        have: u32,
        /// Number of seats.
        voters: u32,
        /// Number of directions to add.
        more: u32,
    },
    /// Codes and phones gave more ballots than there are people: one is left out first.
    TooManyCodes {
        /// Number of those who gave ballots.
        have: u32,
        /// Number of seats.
        voters: u32,
    },
    /// The session is closed.
    Closed,
    /// The card is skipped.
    Skipped,
    /// The card has been revealed.
    Revealed,
    /// The card has not been revealed.
    NotRevealed,
    /// No ballot to reveal.
    NoBallots,
    /// An earlier reveal differs by so few ballots that the difference would be one person's.
    Difference,
    /// A card that the session does not have, by its key.
    UnknownCard(String),
    /// An answer that the scale does not have.
    NotOnScale(String),
    /// The check is named, and the act names no person.
    Named,
    /// Nobody of this name takes part.
    NotHere(String),
    /// The name is taken.
    AlreadyHere(String),
    /// The last voter cannot leave.
    LastVoter,
    /// Something was revealed, so the check is not deleted.
    WasRevealed,
    /// Too many dimensions in focus.
    FocusFull,
    /// Ballots are given in sittings.
    InTurns,
    /// A newer program wrote the session.
    Newer(u32),
    /// The workspace is of a newer program.
    NewerWorkspace(u32),
    /// Another process runs the session.
    RunsElsewhere,
}
