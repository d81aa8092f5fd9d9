//! The roster: somebody arrives, somebody leaves.

use std::sync::Arc;

use super::super::session::{Revealed, Voters};
use super::{Check, Refusal};

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
            if let Voters::Count(voters) = &mut Arc::make_mut(&mut self.session).voters {
                *voters = voters.saturating_add(1);
            }
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
            let given = self.waiting.cards.keys().chain(self.submitted_cards());
            let given: Vec<String> = given.cloned().collect();
            for key in given {
                let seats = self.waiting.seats.entry(key).or_default();
                *seats = (*seats).max(self.session.voters.count());
            }
            let session = Arc::make_mut(&mut self.session);
            if let Voters::Count(voters) = &mut session.voters {
                *voters -= 1;
                session.left = session.left.saturating_add(1);
            }
            return Ok(());
        }
        self.waiting.away.push(name.to_owned());
        self.recount();
        Ok(())
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
