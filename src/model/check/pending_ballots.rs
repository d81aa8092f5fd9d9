//! Pending ballots, kept outside the session.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use zeroize::Zeroizing;

use super::super::ballot::{Ballots, Tally};
use super::super::session::{Card, MissTally, Session};

/// Pending ballots of cards that are not revealed, and people who have sat.
///
/// Sittings and votes are two lists without a link between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PendingBallots {
    /// The key of the card that was on the screen.
    pub at: Option<String>,
    /// Ballots by the key of their card.
    pub cards: BTreeMap<String, Ballots>,
    /// The roster: in turns, and wherever ballots are named.
    pub roster: Vec<String>,
    /// People of the roster who have left.
    pub away: Vec<String>,
    /// Seats of a card with pending ballots, where somebody has left since and there is no roster.
    /// Who leaves may have voted or not, so those who stay keep their seats.
    pub seats: BTreeMap<String, u32>,
    /// In turns: people who have finished a sitting, by the key of the card it covered.
    pub sat: BTreeMap<String, Vec<String>>,
    /// Answers to the last question that are not revealed.
    pub miss: Zeroizing<MissTally>,
    /// Disclosure history of anonymous cards: amounts that reveals have shown since the vote began.
    pub shown: BTreeMap<String, BTreeSet<Amount>>,
    /// Disclosure history of the last question: numbers of answers that were shown.
    pub miss_shown: BTreeSet<u32>,
    /// The address of the voting server, so that a restart brings the same one back.
    pub server: Option<ServerPlace>,
    /// Rounds of cards that were voted on anew while devices voted, by the card's key.
    pub rounds: BTreeMap<String, u16>,
    /// The key of the ballot sheet, while anybody may still fill it in.
    pub sheet: Option<SheetSecret>,
}

/// The secret that opens what is sealed on a ballot sheet, and the names that stand on it.
#[derive(Clone, PartialEq, Eq)]
pub struct SheetSecret {
    /// Random bytes from which the key is made. Who has them can open each code of the sheet.
    pub seed: Zeroizing<[u8; 32]>,
    /// The people of a named check when the sheet was made: the key belongs to these.
    pub people: Vec<String>,
}

impl SheetSecret {
    /// A new secret for the people of a session.
    pub fn new(seed: Zeroizing<[u8; 32]>, session: &Session) -> Self {
        Self { seed, people: session.voters.people().to_vec() }
    }
}

impl fmt::Debug for SheetSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SheetSecret").field("people", &self.people).finish_non_exhaustive()
    }
}

/// The part of an address that a restart keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerPlace {
    /// Port of the address.
    pub port: u16,
    /// Sign behind the address. Who knows it may join.
    pub token: String,
}

/// Numbers of what was given on a card, without its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount {
    /// Number of votes.
    pub votes: u32,
    /// Number of abstentions.
    pub abstained: u32,
    /// Number of directions.
    pub directions: u32,
}

impl Amount {
    /// Measures a tally.
    pub fn new(tally: &Tally) -> Self {
        Self { votes: tally.n(), abstained: tally.abstained, directions: tally.directed() }
    }

    /// True if the difference between two tallies of these amounts reveals no single ballot: each
    /// part is equal, or differs by at least the threshold.
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
    /// True if nothing has to be kept outside the session: no ballot is pending, nobody has left,
    /// no device may come back, and no ballot sheet is out.
    pub fn is_removable(&self) -> bool {
        self.is_empty() && self.away.is_empty() && self.server.is_none() && self.sheet.is_none()
    }

    /// True if it says what was shown of a card whose reveal was taken back.
    pub fn has_history(&self) -> bool {
        !self.shown.is_empty() || !self.miss_shown.is_empty()
    }

    /// Drops what need not be kept beside `session`: how much of a card was shown is plain as long
    /// as the card is revealed.
    #[must_use]
    pub fn beside(&self, session: &Session) -> Self {
        let mut kept = self.clone();
        kept.shown.retain(|key, _| {
            let is_revealed = |card: &Card| card.revealed.is_some();
            kept.cards.contains_key(key) || !session.card(key).is_none_or(is_revealed)
        });
        if kept.miss.n() == 0 && session.miss.is_some() {
            kept.miss_shown.clear();
        }
        if !session.takes_ballots() {
            (kept.server, kept.rounds, kept.sheet) = (None, BTreeMap::new(), None);
        }
        if kept.is_removable() {
            (kept.at, kept.roster) = (None, Vec::new());
        }
        kept
    }

    /// Keeps what was shown before.
    pub fn inherit_history(&mut self, earlier: &Self) {
        for (key, shown) in &earlier.shown {
            self.shown.entry(key.clone()).or_default().extend(shown);
        }
        self.miss_shown.extend(&earlier.miss_shown);
    }

    /// Drops every ballot, and keeps what was shown.
    #[must_use]
    pub fn without_ballots(self) -> Self {
        Self { shown: self.shown, miss_shown: self.miss_shown, ..Self::default() }
    }

    /// True without any pending vote or sitting.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty() && self.sat.is_empty() && self.miss.n() == 0
    }
}

/// An answer to "would you miss this check?"
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MissAnswer {
    /// They would.
    Would,
    /// They are not sure.
    Unsure,
    /// They would not.
    WouldNot,
}

impl MissAnswer {
    /// All answers in order.
    pub const ALL: [Self; 3] = [Self::Would, Self::Unsure, Self::WouldNot];
}

impl MissTally {
    /// The number of one answer.
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
