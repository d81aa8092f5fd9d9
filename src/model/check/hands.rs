//! Ballots by hands: the facilitator types what is shown, as counts or by person.

use super::super::ballot::{Answer, Ballots};
use super::super::light::Direction;
use super::{Check, Refusal};

impl Check {
    /// Refuses as [`Self::cast`] would, and changes nothing.
    pub fn may_cast(&self, card: usize, answer: Answer, count: u32) -> Result<(), Refusal> {
        self.votable(card)?;
        self.by_hands()?;
        self.anonymous()?;
        if let Answer::Vote(vote) = answer {
            self.on_scale(card, vote)?;
        }
        let have = self.typed_answers(card).saturating_add(self.taken_by_devices(card));
        let voters = self.seats(card);
        if have.saturating_add(count) > voters {
            return Err(Refusal::TooMany { have, voters, more: count });
        }
        Ok(())
    }

    /// Counts ballots with this answer, in an anonymous check by hands.
    pub fn cast(&mut self, card: usize, answer: Answer, count: u32) -> Result<(), Refusal> {
        self.may_cast(card, answer, count)?;
        self.count_in(card, |tally| match answer {
            Answer::Vote(vote) => tally.add_votes(vote, count),
            Answer::Abstained => tally.abstained += count,
        });
        Ok(())
    }

    /// Refuses as [`Self::direct`] would, and changes nothing.
    pub fn may_direct(&self, card: usize, count: u32) -> Result<(), Refusal> {
        self.votable(card)?;
        self.by_hands()?;
        self.anonymous()?;
        // A device takes a seat whether or not it gave a direction, so that no refusal tells.
        let have = self.directed(card).saturating_add(self.taken_by_devices(card));
        let voters = self.seats(card);
        if have.saturating_add(count) > voters {
            return Err(Refusal::TooManyDirections { have, voters, more: count });
        }
        Ok(())
    }

    /// Counts directions, in an anonymous check by hands.
    pub fn direct(&mut self, card: usize, direction: Direction, count: u32) -> Result<(), Refusal> {
        self.may_direct(card, count)?;
        self.count_in(card, |tally| tally.add_directions(direction, count));
        Ok(())
    }

    /// Refuses as [`Self::direct_by`] would, and changes nothing.
    pub fn may_direct_by(&self, card: usize, person: &str) -> Result<(), Refusal> {
        self.votable(card)?;
        self.by_hands()?;
        if self.here().contains(&person) {
            Ok(())
        } else {
            Err(Refusal::NotHere(person.to_owned()))
        }
    }

    /// Refuses as [`Self::cast_by`] would, and changes nothing.
    pub fn may_cast_by(&self, card: usize, person: &str, answer: Answer) -> Result<(), Refusal> {
        self.may_direct_by(card, person)?;
        if let Answer::Vote(vote) = answer {
            self.on_scale(card, vote)?;
        }
        Ok(())
    }

    /// Takes a person's answer, in a named check by hands. A second one replaces the first.
    pub fn cast_by(&mut self, card: usize, person: &str, answer: Answer) -> Result<(), Refusal> {
        self.may_cast_by(card, person, answer)?;
        self.change_ballot(card, person, |ballot| ballot.answer = Some(answer));
        self.overrule(card, person);
        Ok(())
    }

    /// Takes a person's direction, in a named check by hands.
    pub fn direct_by(
        &mut self,
        card: usize,
        person: &str,
        direction: Direction,
    ) -> Result<(), Refusal> {
        self.may_direct_by(card, person)?;
        self.change_ballot(card, person, |ballot| ballot.direction = Some(direction));
        self.overrule(card, person);
        Ok(())
    }

    /// Refuses as [`Self::restore`] would, and changes nothing.
    pub fn may_restore(&self, card: usize) -> Result<(), Refusal> {
        self.votable(card).map(|_| ())
    }

    /// Puts earlier typed ballots of a card back, to take the last ballot back.
    pub fn restore(&mut self, card: usize, ballots: Option<Ballots>) -> Result<(), Refusal> {
        let key = self.votable(card)?.dimension.key.clone();
        match ballots.filter(|b| !b.is_empty()) {
            Some(ballots) => self.waiting.cards.insert(key, ballots),
            None => self.waiting.cards.remove(&key),
        };
        Ok(())
    }
}
