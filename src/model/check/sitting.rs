//! Ballots in turns: one sitting a person, over all cards that are not revealed.

use std::collections::BTreeMap;

use super::super::ballot::{Answer, Ballot, Ballots};
use super::super::session::{Card, Secrecy};
use super::{Check, Refusal};

impl Check {
    /// Lists the cards of this person's sitting: not revealed, not skipped, not yet sat on.
    pub fn cards_to_sit(&self, person: &str) -> Vec<usize> {
        let sat = |card: &Card| {
            self.waiting.sat.get(&card.dimension.key).is_some_and(|s| s.iter().any(|p| p == person))
        };
        let open = |card: &Card| card.revealed.is_none() && !card.skipped;
        let cards = self.session.cards.iter().enumerate();
        cards.filter(|(_, card)| open(card) && !sat(card)).map(|(index, _)| index).collect()
    }

    /// True for a person who has sat on a card that is not revealed.
    pub fn has_sat_anywhere(&self, person: &str) -> bool {
        self.waiting.sat.values().any(|sat| sat.iter().any(|p| p == person))
    }

    /// Takes a finished sitting: one entry for each card, an empty ballot where nothing was given.
    pub fn sit(&mut self, person: &str, ballots: &[(usize, Ballot)]) -> Result<(), Refusal> {
        self.writable()?;
        if !self.waiting.roster.iter().any(|p| p == person) {
            return Err(Refusal::NotHere(person.to_owned()));
        }
        for (card, ballot) in ballots {
            self.votable(*card)?;
            if let Some(Answer::Vote(vote)) = ballot.answer {
                self.on_scale(*card, vote)?;
            }
        }
        for (card, ballot) in ballots {
            let key = self.session.cards[*card].dimension.key.clone();
            let order: BTreeMap<&str, usize> =
                self.waiting.roster.iter().map(String::as_str).zip(0..).collect();
            let sat = self.waiting.sat.entry(key).or_default();
            if !sat.iter().any(|p| p == person) {
                sat.push(person.to_owned());
                sat.sort_by_key(|p| order.get(p.as_str()).copied());
            }
            if ballot.is_empty() {
                continue;
            }
            match self.session.secrecy() {
                Secrecy::Anonymous => self.count_in(*card, |tally| tally.add(ballot)),
                Secrecy::Named => self.change_ballot(*card, person, |kept| kept.clone_from(ballot)),
            }
        }
        Ok(())
    }

    /// Withdraws a finished sitting, as far as its cards are not revealed.
    pub fn withdraw_sitting(
        &mut self,
        person: &str,
        ballots: &[(usize, Ballot)],
    ) -> Result<(), Refusal> {
        self.writable()?;
        for (card, ballot) in ballots {
            let Ok(at) = self.votable(*card) else { continue };
            let key = at.dimension.key.clone();
            if let Some(sat) = self.waiting.sat.get_mut(&key) {
                sat.retain(|p| p != person);
                if sat.is_empty() {
                    self.waiting.sat.remove(&key);
                }
            }
            if let Some(pending) = self.waiting.cards.get_mut(&key) {
                match pending {
                    Ballots::Tally(tally) => tally.remove(ballot),
                    Ballots::Named(named) => named.retain(|(name, _)| name != person),
                }
                if pending.is_empty() {
                    self.waiting.cards.remove(&key);
                }
            }
        }
        Ok(())
    }
}
