//! Refusals: reasons why the rules of a check forbid an act.

/// Reason why an act is not possible now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// More ballots than voters.
    #[error("{have} of {voters} have voted, {more} more would be too many: v changes who is here")]
    TooMany {
        /// Number of ballots on the card.
        have: u32,
        /// Number of seats.
        voters: u32,
        /// Number of ballots to add.
        more: u32,
    },
    /// More directions than voters.
    #[error(
        "{have} of {voters} have given a direction, {more} more would be too many: v changes who is here"
    )]
    TooManyDirections {
        /// Number of directions on the card.
        have: u32,
        /// Number of seats.
        voters: u32,
        /// Number of directions to add.
        more: u32,
    },
    /// The session is closed.
    #[error("this check is closed: reopen it from the summary, with C")]
    Closed,
    /// The card is skipped.
    #[error("this dimension is skipped: d brings it back")]
    Skipped,
    /// The card has been revealed.
    #[error("this card is revealed: V votes it again from nothing")]
    Revealed,
    /// The card has not been revealed.
    #[error("nothing is revealed yet: Space reveals")]
    NotRevealed,
    /// No ballot to reveal.
    #[error("nobody has voted on this dimension yet; d skips it")]
    NoBallots,
    /// An earlier reveal differs by so few ballots that the difference would be one person's.
    #[error("this change is small enough to reveal one person's ballot: V votes it again")]
    Difference,
    /// A card that the session does not have, by its key.
    #[error("this check has no dimension with the key {0}")]
    UnknownCard(String),
    /// An answer that the scale does not have.
    #[error("this dimension is answered with {0}")]
    NotOnScale(String),
    /// The check is named, and the act names no person.
    #[error("nobody is under the cursor: ↑ and ↓ choose whose ballot it is")]
    Named,
    /// Nobody of this name takes part.
    #[error("{0} is not among the voters: v changes who is here")]
    NotHere(String),
    /// The name is taken.
    #[error("{0} is here already")]
    AlreadyHere(String),
    /// The last voter cannot leave.
    #[error("a check needs at least one voter")]
    LastVoter,
    /// Too many dimensions in focus.
    #[error("three are in focus already: f on one of them takes it out")]
    FocusFull,
    /// Ballots are given in sittings.
    #[error("ballots are given in turns: Enter goes to the next sitting")]
    InTurns,
    /// A newer program wrote the session.
    #[error("written by a newer squadcheck (format {0}): read-only")]
    Newer(u32),
    /// The workspace is of a newer program.
    #[error("healthcheck.yaml was written for a newer squadcheck (format {0}): read-only")]
    NewerWorkspace(u32),
    /// Another process runs the session.
    #[error("read-only: this check runs in another window; this one follows")]
    RunsElsewhere,
}
