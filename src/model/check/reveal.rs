//! The reveal of a card, and what is agreed after it.

use std::sync::Arc;

use super::super::ballot::Ballots;
use super::super::light::Direction;
use super::super::scale::Vote;
use super::super::session::{Agreed, Card, Revealed, Secrecy};
use super::{Amount, Check, Refusal};

/// Answers that wait for their reveal, and are dropped with a check that is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unrevealed {
    /// Number of cards.
    Cards(u32),
    /// The last question alone.
    LastQuestion,
}

impl Check {
    /// Refuses as [`Self::reveal`] would, and changes nothing.
    pub fn may_reveal(&self, card: usize) -> Result<(), Refusal> {
        self.outcome(card).map(|_| ())
    }

    /// Computes what a reveal keeps of a card: under the threshold nothing. Refuses where the
    /// difference to an earlier reveal would be one person's ballot.
    fn outcome(&self, card: usize) -> Result<Revealed, Refusal> {
        let key = &self.votable(card)?.dimension.key;
        self.no_more_than_people(card)?;
        let ballots = self.folded(card).filter(|ballots| ballots.tally().answered() > 0);
        let ballots = ballots.ok_or(Refusal::NoBallots)?;
        let hidden =
            self.session.secrecy() == Secrecy::Anonymous && ballots.tally().n() < self.threshold;
        if hidden {
            return Ok(Revealed::Hidden);
        }
        if let Ballots::Tally(tally) = ballots.as_ref() {
            self.check_difference(key, Amount::new(tally))?;
        }
        Ok(Revealed::Ballots(ballots.into_owned()))
    }

    /// Moves the ballots of a card, typed and submitted, into the session.
    pub fn reveal(&mut self, card: usize) -> Result<(), Refusal> {
        let revealed = self.outcome(card)?;
        let key = self.session.cards[card].dimension.key.clone();
        if let Revealed::Ballots(Ballots::Tally(tally)) = &revealed {
            self.waiting.shown.entry(key.clone()).or_default().insert(Amount::new(tally));
        }
        self.waiting.cards.remove(&key);
        self.waiting.sat.remove(&key);
        self.waiting.seats.remove(&key);
        self.forget_revealed(&key);
        Arc::make_mut(&mut self.session).cards[card].revealed = Some(revealed);
        Ok(())
    }

    /// Refuses as [`Self::agree_direction`] would, and changes nothing.
    pub fn may_agree(&self, card: usize) -> Result<(), Refusal> {
        self.writable()?;
        let card = &self.session.cards[card];
        if card.skipped {
            Err(Refusal::Skipped)
        } else if card.revealed.is_none() {
            Err(Refusal::NotRevealed)
        } else {
            Ok(())
        }
    }

    /// Settles the agreed vote of a revealed card.
    pub fn agree(&mut self, card: usize, vote: Vote) -> Result<(), Refusal> {
        self.may_agree(card)?;
        self.on_scale(card, vote)?;
        Arc::make_mut(&mut self.session).cards[card].agreed.vote = Some(vote);
        Ok(())
    }

    /// Settles the agreed direction of a revealed card.
    pub fn agree_direction(&mut self, card: usize, direction: Direction) -> Result<(), Refusal> {
        self.may_agree(card)?;
        Arc::make_mut(&mut self.session).cards[card].agreed.direction = Some(direction);
        Ok(())
    }

    /// Refuses as [`Self::vote_again`] would, and changes nothing.
    pub fn may_vote_again(&self, at: usize) -> Result<(), Refusal> {
        self.writable()?;
        let card = &self.session.cards[at];
        if card.skipped {
            return Err(Refusal::Skipped);
        }
        let key = &card.dimension.key;
        let waits = self.waiting.cards.contains_key(key)
            || self.waiting.sat.contains_key(key)
            || self.on_devices(at) > 0;
        if card.revealed.is_none() && !waits && !self.waiting.shown.contains_key(key) {
            return Err(Refusal::NoBallots);
        }
        Ok(())
    }

    /// Clears a card for a fresh vote: ballots, sittings, submissions, and the agreed value. Notes
    /// stay.
    pub fn vote_again(&mut self, card: usize) -> Result<(), Refusal> {
        self.may_vote_again(card)?;
        let card = &mut Arc::make_mut(&mut self.session).cards[card];
        let key = card.dimension.key.clone();
        card.revealed = None;
        card.agreed = Agreed::default();
        self.waiting.cards.remove(&key);
        self.waiting.sat.remove(&key);
        self.waiting.shown.remove(&key);
        self.waiting.seats.remove(&key);
        self.forget_submitted(&key);
        if self.waiting.server.is_some() {
            // Devices may have kept what they gave in the round before.
            let round = self.waiting.rounds.entry(key).or_insert(1);
            *round = round.saturating_add(1);
        }
        Ok(())
    }

    /// True for a card that was voted on and not revealed. In turns it is whether anybody has sat
    /// on it: what was given there is nobody's to know.
    pub fn waits_for_reveal(&self, at: usize) -> bool {
        let open = self.session.cards.get(at).is_some_and(|c| c.revealed.is_none() && !c.skipped);
        let typed = self.session.way.is_typed();
        open && (self.answered(at) > 0 || typed && self.directed(at) > 0)
    }

    /// Counts the cards that nobody has voted on.
    pub fn unvoted(&self) -> u32 {
        let unvoted = |(at, card): &(usize, &Card)| {
            card.revealed.is_none() && !card.skipped && !self.waits_for_reveal(*at)
        };
        let cards = self.session.cards.iter().enumerate().filter(unvoted).count();
        u32::try_from(cards).unwrap_or(u32::MAX)
    }

    /// Counts the answers that wait for their reveal: closing the check drops them.
    pub fn unrevealed(&self) -> Option<Unrevealed> {
        // Cards that were sat on count, whether or not an answer was given there.
        let waits = |(at, card): (usize, &Card)| {
            let key = &card.dimension.key;
            let typed = self.waiting.cards.contains_key(key) || self.waiting.sat.contains_key(key);
            typed || self.on_devices(at) > 0
        };
        let cards = self.session.cards.iter().enumerate().filter(|card| waits(*card)).count();
        match (u32::try_from(cards).unwrap_or(u32::MAX), self.missed()) {
            (0, 0) => None,
            (0, _) => Some(Unrevealed::LastQuestion),
            (cards, _) => Some(Unrevealed::Cards(cards)),
        }
    }
}
