//! What waits for its reveal, outside the session.

use std::collections::{BTreeMap, BTreeSet};

use super::super::ballot::{Ballots, Tally};
use super::super::session::MissTally;

/// What waits outside the session: ballots of cards that are not revealed, and who has sat.
///
/// Who has sat and what was voted are two lists without a link between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PendingBallots {
    /// The key of the card that was on the screen.
    pub at: Option<String>,
    /// Ballots by the key of their card.
    pub cards: BTreeMap<String, Ballots>,
    /// Who takes part: in turns, and wherever ballots are named.
    pub roster: Vec<String>,
    /// Who of the roster has left.
    pub away: Vec<String>,
    /// In turns: who has finished a sitting, by the key of the card it covered.
    pub sat: BTreeMap<String, Vec<String>>,
    /// Answers to the last question that are not revealed.
    pub miss: MissTally,
    /// Anonymous: how much every reveal of a card has shown since its vote began, by the key of the
    /// card.
    pub shown: BTreeMap<String, BTreeSet<Amount>>,
    /// The same of the last question: how many answers were shown.
    pub miss_shown: BTreeSet<u32>,
}

/// How much was given on a card, without what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount {
    /// Votes.
    pub votes: u32,
    /// Abstentions.
    pub abstained: u32,
    /// Directions.
    pub directions: u32,
}

impl Amount {
    /// How much a tally holds.
    pub fn new(tally: &Tally) -> Self {
        Self { votes: tally.n(), abstained: tally.abstained, directions: tally.directed() }
    }

    /// Whether the difference between two tallies of these amounts is nobody's: each part is as
    /// large as it was, or so much larger or smaller that as many as the threshold are in the
    /// difference.
    pub fn is_k_anonymous(self, other: Self, threshold: u32) -> bool {
        let parts = [
            (self.votes, other.votes),
            (self.abstained, other.abstained),
            (self.directions, other.directions),
        ];
        parts.into_iter().all(|(a, b)| a == b || a.abs_diff(b) >= threshold)
    }
}

impl PendingBallots {
    /// Whether nothing has to be kept outside the session: no ballot waits, and nobody has left.
    pub fn is_removable(&self) -> bool {
        self.is_empty() && self.away.is_empty()
    }

    /// Whether nothing that anybody voted is waiting.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty() && self.sat.is_empty() && self.miss.n() == 0
    }
}

/// An answer to "would you miss this check?"
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MissAnswer {
    /// Yes.
    Would,
    /// Not sure.
    Unsure,
    /// No.
    WouldNot,
}

impl MissAnswer {
    /// All answers in order.
    pub const ALL: [Self; 3] = [Self::Would, Self::Unsure, Self::WouldNot];

    /// As it is shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Would => "yes",
            Self::Unsure => "not sure",
            Self::WouldNot => "no",
        }
    }
}

impl MissTally {
    /// The count of one answer.
    pub const fn get(&self, answer: MissAnswer) -> u32 {
        match answer {
            MissAnswer::Would => self.would,
            MissAnswer::Unsure => self.unsure,
            MissAnswer::WouldNot => self.would_not,
        }
    }

    pub(super) const fn get_mut(&mut self, answer: MissAnswer) -> &mut u32 {
        match answer {
            MissAnswer::Would => &mut self.would,
            MissAnswer::Unsure => &mut self.unsure,
            MissAnswer::WouldNot => &mut self.would_not,
        }
    }
}
