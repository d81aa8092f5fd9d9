//! A check while it is held: the session, the ballots that wait for their reveal, and every rule
//! about voting.
//!
//! Knows neither keys nor screens nor files. Each act either does all it says or refuses with a
//! reason and changes nothing.

mod attendance;
mod closing;
mod differencing;
mod pending_ballots;
mod refusal;
mod sitting;

use std::collections::BTreeMap;

use super::ballot::{Answer, Ballot, Ballots, Tally};
use super::light::Direction;
use super::scale::Vote;
use super::session::{Card, MissTally, Revealed, Secrecy, Session, Voters, VotingMode};

pub use pending_ballots::{Amount, MissAnswer, PendingBallots};
pub use refusal::Refusal;

/// A session that is being held.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// What is kept in the workspace.
    pub session: Session,
    /// What waits for its reveal.
    pub waiting: PendingBallots,
    /// With fewer votes on a card, an anonymous card keeps no votes.
    pub threshold: u32,
    /// How many could vote on a card whose ballots wait, where somebody has left since. Who leaves
    /// may have voted or not, so those who stay keep their seats.
    seats: BTreeMap<String, u32>,
    /// Why nothing may be changed, open or not.
    locked: Option<Refusal>,
}

impl Check {
    /// A check that goes on with what was kept. A missing roster is made from the voters.
    pub fn new(session: Session, mut waiting: PendingBallots, threshold: u32) -> Self {
        if waiting.roster.is_empty() {
            waiting.roster = match (&session.voters, session.way) {
                (Voters::People(people), _) => people.clone(),
                (Voters::Count(voters), VotingMode::Turns) => {
                    (1..=*voters).map(|n| format!("Voter {n}")).collect()
                }
                (Voters::Count(_), VotingMode::Hands) => Vec::new(),
            };
        }
        // Ballots of the other secrecy cannot be loaded; were they made, they are not taken in.
        let named = session.secrecy() == Secrecy::Named;
        waiting.cards.retain(|_, ballots| matches!(ballots, Ballots::Named(_)) == named);
        // If both exist, the session wins: a revealed card has no ballots waiting.
        for card in &session.cards {
            if card.revealed.is_some() {
                waiting.cards.remove(&card.dimension.key);
                waiting.sat.remove(&card.dimension.key);
                waiting.shown.remove(&card.dimension.key);
            }
        }
        if session.miss.is_some() {
            waiting.miss = MissTally::default();
            waiting.miss_shown.clear();
        }
        let locked = session.newer.map(Refusal::Newer);
        Self { session, waiting, threshold, seats: BTreeMap::new(), locked }
    }

    /// The check in a workspace that is in version `newer` of the format, if that is newer than
    /// this program.
    #[must_use]
    pub fn in_workspace(self, newer: Option<u32>) -> Self {
        Self { locked: self.locked.or(newer.map(Refusal::NewerWorkspace)), ..self }
    }

    /// The check as one sees it who may only look on: another program has it in its hands, and what
    /// waits there is not even known here.
    #[must_use]
    pub fn run_elsewhere(self) -> Self {
        Self {
            waiting: PendingBallots::default(),
            locked: self.locked.or(Some(Refusal::RunsElsewhere)),
            ..self
        }
    }

    /// Whether another program has it in its hands.
    pub fn runs_elsewhere(&self) -> bool {
        self.locked == Some(Refusal::RunsElsewhere)
    }

    /// Where to go on: the card on the screen if its ballots wait; else the last card with anything
    /// on it, or the next one with something left to do.
    pub fn resume_at(&self) -> usize {
        let at = self.waiting.at.as_deref().and_then(|key| self.session.card_index(key));
        at.filter(|at| self.pending(*at).is_some()).unwrap_or_else(|| self.session.stopped_at())
    }

    /// Who of the roster is here.
    pub fn here(&self) -> Vec<&str> {
        let away = &self.waiting.away;
        self.waiting.roster.iter().filter(|p| !away.contains(p)).map(String::as_str).collect()
    }

    /// How many vote now.
    pub fn voters(&self) -> u32 {
        if self.waiting.roster.is_empty() {
            self.session.voters.count()
        } else {
            u32::try_from(self.here().len()).unwrap_or(u32::MAX)
        }
    }

    /// The ballots of a card that wait for its reveal.
    pub fn pending(&self, card: usize) -> Option<&Ballots> {
        self.waiting.cards.get(&self.session.cards.get(card)?.dimension.key)
    }

    /// How many can vote on this card: those here, and those who left after its first ballot.
    pub fn seats(&self, card: usize) -> u32 {
        let left = self.session.cards.get(card).and_then(|c| self.seats.get(&c.dimension.key));
        self.voters().max(left.copied().unwrap_or(0))
    }

    /// How many have answered a card that is not revealed; in turns: how many have sat. Where there
    /// are names, only those who are here count.
    pub fn answered(&self, card: usize) -> u32 {
        if self.waiting.roster.is_empty() {
            return self.pending(card).map_or(0, |ballots| ballots.tally().answered());
        }
        let key =
            self.session.cards.get(card).map(|c| c.dimension.key.as_str()).unwrap_or_default();
        let has = |person: &&&str| match self.session.way {
            VotingMode::Turns => {
                self.waiting.sat.get(key).is_some_and(|s| s.iter().any(|p| p == **person))
            }
            VotingMode::Hands => self
                .pending(card)
                .and_then(|b| b.ballot_of(person))
                .is_some_and(|b| b.answer.is_some()),
        };
        u32::try_from(self.here().iter().filter(has).count()).unwrap_or(u32::MAX)
    }

    /// How many directions wait on a card.
    pub fn directed(&self, card: usize) -> u32 {
        self.pending(card).map_or(0, |ballots| ballots.tally().directed())
    }

    /// How many of those here have not answered a card.
    pub fn missing(&self, card: usize) -> u32 {
        self.voters().saturating_sub(self.answered(card))
    }

    /// Whether anything of it may ever be changed, closed or not: what a newer program wrote may
    /// not.
    pub fn unlocked(&self) -> Result<(), Refusal> {
        self.locked.clone().map_or(Ok(()), Err)
    }

    /// Whether it may be changed now.
    pub fn writable(&self) -> Result<(), Refusal> {
        self.unlocked()?;
        if self.session.is_open() { Ok(()) } else { Err(Refusal::Closed) }
    }

    fn votable(&self, card: usize) -> Result<&Card, Refusal> {
        self.writable()?;
        let card = &self.session.cards[card];
        if card.skipped {
            Err(Refusal::Skipped)
        } else if card.revealed.is_some() {
            Err(Refusal::Revealed)
        } else {
            Ok(card)
        }
    }

    fn by_hands(&self) -> Result<(), Refusal> {
        if self.session.way == VotingMode::Turns { Err(Refusal::InTurns) } else { Ok(()) }
    }

    /// Refuses a vote that the card's scale does not have.
    pub fn on_scale(&self, card: usize, vote: Vote) -> Result<(), Refusal> {
        let scale = &self.session.cards[card].dimension.scale;
        if scale.has(vote) { Ok(()) } else { Err(Refusal::NotOnScale(scale.answers())) }
    }

    /// Counts are for anonymous checks alone: they would drop the names of a named one.
    fn anonymous(&self) -> Result<(), Refusal> {
        if self.session.secrecy() == Secrecy::Named { Err(Refusal::Named) } else { Ok(()) }
    }

    /// Changes the waiting counts of a card of an anonymous check.
    fn count_in(&mut self, card: usize, change: impl FnOnce(&mut Tally)) {
        let key = self.session.cards[card].dimension.key.clone();
        let ballots =
            self.waiting.cards.entry(key).or_insert_with(|| Ballots::Tally(Tally::default()));
        if let Ballots::Tally(tally) = ballots {
            change(tally);
        }
    }

    /// Changes the waiting ballot of one person of a named check.
    fn change_ballot(&mut self, card: usize, person: &str, change: impl FnOnce(&mut Ballot)) {
        let people = self.session.voters.people();
        let place = |name: &str| people.iter().position(|p| p == name).unwrap_or(usize::MAX);
        let key = self.session.cards[card].dimension.key.clone();
        let ballots = self.waiting.cards.entry(key).or_insert_with(|| Ballots::Named(Vec::new()));
        if let Ballots::Named(named) = ballots {
            let at = named.iter().position(|(name, _)| name == person).unwrap_or_else(|| {
                let at = named.partition_point(|(name, _)| place(name) <= place(person));
                named.insert(at, (person.to_owned(), Ballot::default()));
                at
            });
            change(&mut named[at].1);
        }
    }

    /// Refuses as [`Self::cast`] would, and changes nothing.
    pub fn may_cast(&self, card: usize, answer: Answer, count: u32) -> Result<(), Refusal> {
        self.votable(card)?;
        self.by_hands()?;
        self.anonymous()?;
        if let Answer::Vote(vote) = answer {
            self.on_scale(card, vote)?;
        }
        let (have, voters) = (self.answered(card), self.seats(card));
        if have.saturating_add(count) > voters {
            return Err(Refusal::TooMany { have, voters, more: count });
        }
        Ok(())
    }

    /// Hands, anonymous: `count` ballots with this answer.
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
        let (have, voters) = (self.directed(card), self.seats(card));
        if have.saturating_add(count) > voters {
            return Err(Refusal::TooManyDirections { have, voters, more: count });
        }
        Ok(())
    }

    /// Hands, anonymous: `count` directions.
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

    /// Hands, named: this person's answer. A second one replaces the first.
    pub fn cast_by(&mut self, card: usize, person: &str, answer: Answer) -> Result<(), Refusal> {
        self.may_cast_by(card, person, answer)?;
        self.change_ballot(card, person, |ballot| ballot.answer = Some(answer));
        Ok(())
    }

    /// Hands, named: this person's direction.
    pub fn direct_by(
        &mut self,
        card: usize,
        person: &str,
        direction: Direction,
    ) -> Result<(), Refusal> {
        self.may_direct_by(card, person)?;
        self.change_ballot(card, person, |ballot| ballot.direction = Some(direction));
        Ok(())
    }

    /// Refuses as [`Self::restore`] would, and changes nothing.
    pub fn may_restore(&self, card: usize) -> Result<(), Refusal> {
        self.votable(card).map(|_| ())
    }

    /// Puts back what a card's waiting ballots were before; used to take the last ballot back.
    pub fn restore(&mut self, card: usize, ballots: Option<Ballots>) -> Result<(), Refusal> {
        let key = self.votable(card)?.dimension.key.clone();
        match ballots.filter(|b| !b.is_empty()) {
            Some(ballots) => self.waiting.cards.insert(key, ballots),
            None => self.waiting.cards.remove(&key),
        };
        Ok(())
    }

    /// Refuses as [`Self::reveal`] would, and changes nothing.
    pub fn may_reveal(&self, card: usize) -> Result<(), Refusal> {
        self.outcome(card).map(|_| ())
    }

    /// Computes what a reveal keeps of a card: under the threshold nothing. Refuses where the
    /// difference to an earlier reveal would be one person's ballot.
    fn outcome(&self, card: usize) -> Result<Revealed, Refusal> {
        let key = &self.votable(card)?.dimension.key;
        let waiting = self.waiting.cards.get(key).filter(|b| b.tally().answered() > 0);
        let ballots = waiting.ok_or(Refusal::NoBallots)?;
        let hidden =
            self.session.secrecy() == Secrecy::Anonymous && ballots.tally().n() < self.threshold;
        if hidden {
            return Ok(Revealed::Hidden);
        }
        if let Ballots::Tally(tally) = ballots {
            self.differs_by_nobody(key, Amount::new(tally))?;
        }
        Ok(Revealed::Ballots(ballots.clone()))
    }

    /// Moves a card's ballots into the session.
    pub fn reveal(&mut self, card: usize) -> Result<(), Refusal> {
        let revealed = self.outcome(card)?;
        let key = self.session.cards[card].dimension.key.clone();
        if let Revealed::Ballots(Ballots::Tally(tally)) = &revealed {
            self.waiting.shown.entry(key.clone()).or_default().insert(Amount::new(tally));
        }
        self.waiting.cards.remove(&key);
        self.waiting.sat.remove(&key);
        self.seats.remove(&key);
        self.session.cards[card].revealed = Some(revealed);
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
        self.session.cards[card].agreed.vote = Some(vote);
        Ok(())
    }

    /// Settles the agreed direction of a revealed card.
    pub fn agree_direction(&mut self, card: usize, direction: Direction) -> Result<(), Refusal> {
        self.may_agree(card)?;
        self.session.cards[card].agreed.direction = Some(direction);
        Ok(())
    }

    /// Refuses as [`Self::vote_again`] would, and changes nothing.
    pub fn may_vote_again(&self, card: usize) -> Result<(), Refusal> {
        self.writable()?;
        let card = &self.session.cards[card];
        if card.skipped {
            return Err(Refusal::Skipped);
        }
        let key = &card.dimension.key;
        let waits = self.waiting.cards.contains_key(key) || self.waiting.sat.contains_key(key);
        if card.revealed.is_none() && !waits && !self.waiting.shown.contains_key(key) {
            return Err(Refusal::NoBallots);
        }
        Ok(())
    }

    /// Clears a card for a fresh vote: ballots, who has sat, and what was agreed. Notes stay.
    pub fn vote_again(&mut self, card: usize) -> Result<(), Refusal> {
        self.may_vote_again(card)?;
        let card = &mut self.session.cards[card];
        let key = card.dimension.key.clone();
        card.revealed = None;
        card.agreed = super::Agreed::default();
        self.waiting.cards.remove(&key);
        self.waiting.sat.remove(&key);
        self.waiting.shown.remove(&key);
        self.seats.remove(&key);
        Ok(())
    }

    /// Skips a dimension, or brings it back. True: it is skipped now.
    pub fn skip(&mut self, card: usize) -> Result<bool, Refusal> {
        self.writable()?;
        let card = &mut self.session.cards[card];
        card.skipped = !card.skipped;
        Ok(card.skipped)
    }

    /// The card, to write notes on it.
    pub fn card_mut(&mut self, card: usize) -> Result<&mut Card, Refusal> {
        self.writable()?;
        Ok(&mut self.session.cards[card])
    }

    /// The session, to write what is not about ballots.
    pub fn session_mut(&mut self) -> Result<&mut Session, Refusal> {
        self.writable()?;
        Ok(&mut self.session)
    }

    /// Counts the answers that wait for their reveal: closing the check drops them.
    pub fn unrevealed(&self) -> Option<Unrevealed> {
        // Cards that were sat on count, whether or not an answer was given there.
        let sat = self.waiting.sat.keys().filter(|key| !self.waiting.cards.contains_key(*key));
        let cards = u32::try_from(self.waiting.cards.len() + sat.count()).unwrap_or(u32::MAX);
        match (cards, self.waiting.miss.n()) {
            (0, 0) => None,
            (0, _) => Some(Unrevealed::LastQuestion),
            (cards, _) => Some(Unrevealed::Cards(cards)),
        }
    }
}

/// Answers that wait for their reveal, and are dropped with a check that is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unrevealed {
    /// On so many cards.
    Cards(u32),
    /// On the last question alone.
    LastQuestion,
}

#[cfg(test)]
mod tests;
