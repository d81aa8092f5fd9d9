//! The roster: somebody arrives, somebody leaves.

use std::sync::Arc;

use super::super::session::{Revealed, Secrecy, Voters};
use super::{Check, Refusal};

/// The name of a seat whose person is not known by name, before its number.
const SEAT: &str = "Voter ";

/// The name of a seat whose person is not known by name.
pub(super) fn seat(number: u32) -> String {
    format!("{SEAT}{number}")
}

impl Check {
    /// Refuses as [`Self::arrive`] would, and changes nothing.
    pub fn may_arrive(&self, name: &str) -> Result<(), Refusal> {
        self.writable()?;
        let (roster, away) = (&self.waiting.roster, &self.waiting.away);
        let is = |person: &String| person == name;
        if roster.iter().any(is) && !away.iter().any(is) {
            Err(Refusal::AlreadyHere(name.to_owned()))
        } else {
            Ok(())
        }
    }

    /// Adds a voter, or brings one back who had left. Without a roster the name is not used.
    pub fn arrive(&mut self, name: &str) -> Result<(), Refusal> {
        self.may_arrive(name)?;
        if self.waiting.roster.is_empty() {
            self.add_voters(1);
            return Ok(());
        }
        if let Some(at) = self.waiting.away.iter().position(|p| p == name) {
            self.waiting.away.remove(at);
        } else {
            self.waiting.roster.push(name.to_owned());
        }
        self.recount();
        Ok(())
    }

    /// Refuses as [`Self::leave`] would, and changes nothing.
    pub fn may_leave(&self, name: &str) -> Result<(), Refusal> {
        self.writable()?;
        if self.voters() <= 1 {
            return Err(Refusal::LastVoter);
        }
        if self.waiting.roster.is_empty() || self.here().contains(&name) {
            Ok(())
        } else {
            Err(Refusal::NotHere(name.to_owned()))
        }
    }

    /// Takes a voter away. No ballot is taken back.
    pub fn leave(&mut self, name: &str) -> Result<(), Refusal> {
        self.may_leave(name)?;
        if self.waiting.roster.is_empty() {
            self.remove_voters(1);
            return Ok(());
        }
        self.waiting.away.push(name.to_owned());
        self.recount();
        Ok(())
    }

    /// Refuses as [`Self::count_voters`] would, and changes nothing.
    pub fn may_count_voters(&self, count: u32) -> Result<(), Refusal> {
        self.writable()?;
        if count == 0 { Err(Refusal::LastVoter) } else { Ok(()) }
    }

    /// Makes it so many voters, as if each of them arrived or left. Where there is a roster,
    /// nothing changes: people are known by name.
    pub fn count_voters(&mut self, count: u32) -> Result<(), Refusal> {
        self.may_count_voters(count)?;
        if self.waiting.roster.is_empty() {
            let before = self.session.voters.count();
            self.add_voters(count.saturating_sub(before));
            self.remove_voters(before.saturating_sub(count));
        }
        Ok(())
    }

    /// Counts more voters. Each has a seat of their own: that of somebody who left may have a
    /// ballot.
    fn add_voters(&mut self, more: u32) {
        for seats in self.waiting.seats.values_mut() {
            *seats = seats.saturating_add(more);
        }
        if let Voters::Count(voters) = &mut Arc::make_mut(&mut self.session).voters {
            *voters = voters.saturating_add(more);
        }
    }

    /// Counts fewer voters. On a card with ballots the seats stay.
    fn remove_voters(&mut self, fewer: u32) {
        if fewer == 0 {
            return;
        }
        let given = self.waiting.cards.keys().chain(self.submitted_cards());
        let given: Vec<String> = given.cloned().collect();
        for key in given {
            let seats = self.waiting.seats.entry(key).or_default();
            *seats = (*seats).max(self.session.voters.count());
        }
        let session = Arc::make_mut(&mut self.session);
        if let Voters::Count(voters) = &mut session.voters {
            *voters = voters.saturating_sub(fewer);
            session.left = session.left.saturating_add(fewer);
        }
    }

    /// The seat of somebody who arrives where seats have numbers for names. None where people are
    /// known by name. Nobody gets the seat of somebody who left: its ballots stay.
    pub fn fresh_seat(&self) -> Option<String> {
        let number = |seat: &String| seat.strip_prefix(SEAT)?.parse::<u32>().ok();
        let numbers: Option<Vec<u32>> = self.waiting.roster.iter().map(number).collect();
        let last = numbers?.into_iter().max()?;
        (self.session.secrecy() == Secrecy::Anonymous).then(|| seat(last.saturating_add(1)))
    }

    /// The first of those here who has given no ballot on a card; 0 where all have.
    pub fn first_without(&self, card: usize) -> usize {
        self.here().iter().position(|person| !self.has_answered(card, person)).unwrap_or(0)
    }

    /// True for a person with a ballot or a sitting, kept or pending.
    fn took_part(&self, person: &str) -> bool {
        let sat = self.waiting.sat.values().any(|s| s.iter().any(|p| p == person));
        let waits = self.waiting.cards.values().any(|b| b.ballot_of(person).is_some());
        let kept = self.session.cards.iter().any(|card| match &card.revealed {
            Some(Revealed::Ballots(ballots)) => ballots.ballot_of(person).is_some(),
            _ => false,
        });
        sat || waits || kept || self.has_submitted(person)
    }

    /// Sets the session's voters: people here, and those who left but took part.
    fn recount(&mut self) {
        let away = &self.waiting.away;
        let counted: Vec<String> = self
            .waiting
            .roster
            .iter()
            .filter(|p| !away.contains(p) || self.took_part(p))
            .cloned()
            .collect();
        let session = Arc::make_mut(&mut self.session);
        session.voters = match session.voters {
            Voters::People(_) => Voters::People(counted),
            Voters::Count(before) => {
                let now = u32::try_from(counted.len()).unwrap_or(u32::MAX);
                session.left = session.left.saturating_add(before.saturating_sub(now));
                Voters::Count(now)
            }
        };
    }
}
