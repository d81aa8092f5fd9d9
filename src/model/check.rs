//! A check while it is held: the session, the ballots that wait for their reveal, and every rule
//! about voting.
//!
//! Knows neither keys nor screens nor files. Each act either does all it says or refuses with a
//! reason and changes nothing.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::ballot::{Answer, Ballot, Ballots, Tally};
use super::light::Direction;
use super::scale::Vote;
use super::session::{Card, Miss, MissTally, Revealed, Secrecy, Session, State, Voters, Way};
use super::text::count;

/// What waits outside the session: ballots of cards that are not revealed, and who has sat.
///
/// Who has sat and what was voted are two lists without a link between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
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
}

impl Waiting {
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

    const fn get_mut(&mut self, answer: MissAnswer) -> &mut u32 {
        match answer {
            MissAnswer::Would => &mut self.would,
            MissAnswer::Unsure => &mut self.unsure,
            MissAnswer::WouldNot => &mut self.would_not,
        }
    }
}

/// Why an act is not possible now, in words that name the way on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// More ballots than voters.
    #[error("{have} of {voters} have voted, {more} more would be too many: v changes who is here")]
    TooMany {
        /// Ballots on the card.
        have: u32,
        /// Voters here.
        voters: u32,
        /// Ballots that were to be added.
        more: u32,
    },
    /// More directions than voters.
    #[error("{have} of {voters} have given a direction, {more} more would be too many: v changes who is here")]
    TooManyDirections {
        /// Directions on the card.
        have: u32,
        /// Voters here.
        voters: u32,
        /// Directions that were to be added.
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
    #[error("nobody has voted on this dimension yet")]
    NoBallots,
    /// An answer that the scale does not have.
    #[error("this dimension is answered with {0}")]
    NotOnScale(String),
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
}

/// A session that is being held.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// What is kept in the workspace.
    pub session: Session,
    /// What waits for its reveal.
    pub waiting: Waiting,
    /// With fewer votes on a card, an anonymous card keeps no votes.
    pub threshold: u32,
    /// How many could vote on a card whose ballots wait, where somebody has left since. Who leaves may have
    /// voted or not, so those who stay keep their seats.
    seats: BTreeMap<String, u32>,
}

impl Check {
    /// A check that goes on with what was kept. A missing roster is made from the voters.
    pub fn new(session: Session, mut waiting: Waiting, threshold: u32) -> Self {
        if waiting.roster.is_empty() {
            waiting.roster = match (&session.voters, session.way) {
                (Voters::People(people), _) => people.clone(),
                (Voters::Count(voters), Way::Turns) => (1..=*voters).map(|n| format!("Voter {n}")).collect(),
                (Voters::Count(_), Way::Hands) => Vec::new(),
            };
        }
        // If both exist, the session wins: a revealed card has no ballots waiting.
        for card in &session.cards {
            if card.revealed.is_some() {
                waiting.cards.remove(&card.dimension.key);
                waiting.sat.remove(&card.dimension.key);
            }
        }
        if session.miss.is_some() {
            waiting.miss = MissTally::default();
        }
        Self { session, waiting, threshold, seats: BTreeMap::new() }
    }

    /// Where to go on: the card on the screen if its ballots wait, else the first with something to do.
    pub fn resume_at(&self) -> usize {
        let at = self.waiting.at.as_deref().and_then(|key| self.session.card_index(key));
        at.filter(|at| self.pending(*at).is_some()).unwrap_or_else(|| self.session.first_unsettled())
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

    /// How many have answered a card that is not revealed; in turns: how many have sat. Where there are
    /// names, only those who are here count.
    pub fn answered(&self, card: usize) -> u32 {
        if self.waiting.roster.is_empty() {
            return self.pending(card).map_or(0, |ballots| ballots.tally().answered());
        }
        let key = self.session.cards.get(card).map(|c| c.dimension.key.as_str()).unwrap_or_default();
        let has = |person: &&&str| match self.session.way {
            Way::Turns => self.waiting.sat.get(key).is_some_and(|s| s.iter().any(|p| p == **person)),
            Way::Hands => self.pending(card).and_then(|b| b.of(person)).is_some_and(|b| b.answer.is_some()),
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

    fn writable(&self) -> Result<(), Refusal> {
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
        if self.session.way == Way::Turns { Err(Refusal::InTurns) } else { Ok(()) }
    }

    fn on_scale(&self, card: usize, vote: Vote) -> Result<(), Refusal> {
        let scale = &self.session.cards[card].dimension.scale;
        if scale.has(vote) { Ok(()) } else { Err(Refusal::NotOnScale(scale.answers())) }
    }

    fn pending_tally(&mut self, card: usize) -> &mut Tally {
        let key = self.session.cards[card].dimension.key.clone();
        let ballots = self.waiting.cards.entry(key).or_insert_with(|| Ballots::Tally(Tally::default()));
        if let Ballots::Named(named) = ballots {
            // An anonymous session holds tallies alone; a stray named list is counted, not kept.
            let counted = Ballots::Named(std::mem::take(named)).tally().into_owned();
            *ballots = Ballots::Tally(counted);
        }
        match ballots {
            Ballots::Tally(tally) => tally,
            Ballots::Named(_) => unreachable!("made a tally just above"),
        }
    }

    fn pending_ballot(&mut self, card: usize, person: &str) -> &mut Ballot {
        let key = self.session.cards[card].dimension.key.clone();
        let ballots = self.waiting.cards.entry(key).or_insert_with(|| Ballots::Named(Vec::new()));
        if let Ballots::Tally(_) = ballots {
            *ballots = Ballots::Named(Vec::new());
        }
        let Ballots::Named(named) = ballots else { unreachable!("made named just above") };
        let people = self.session.voters.people();
        let place = |name: &str| people.iter().position(|p| p == name).unwrap_or(usize::MAX);
        let wanted = place(person);
        let at = named.iter().position(|(name, _)| name == person).unwrap_or_else(|| {
            let at = named.partition_point(|(name, _)| place(name) <= wanted);
            named.insert(at, (person.to_owned(), Ballot::default()));
            at
        });
        &mut named[at].1
    }

    /// Hands, anonymous: `count` ballots with this answer.
    pub fn cast(&mut self, card: usize, answer: Answer, count: u32) -> Result<(), Refusal> {
        self.votable(card)?;
        self.by_hands()?;
        if let Answer::Vote(vote) = answer {
            self.on_scale(card, vote)?;
        }
        let (have, voters) = (self.answered(card), self.seats(card));
        if have.saturating_add(count) > voters {
            return Err(Refusal::TooMany { have, voters, more: count });
        }
        let tally = self.pending_tally(card);
        match answer {
            Answer::Vote(vote) => tally.add_votes(vote, count),
            Answer::Abstained => tally.abstained += count,
        }
        Ok(())
    }

    /// Hands, anonymous: `count` directions.
    pub fn direct(&mut self, card: usize, direction: Direction, count: u32) -> Result<(), Refusal> {
        self.votable(card)?;
        self.by_hands()?;
        let (have, voters) = (self.directed(card), self.seats(card));
        if have.saturating_add(count) > voters {
            return Err(Refusal::TooManyDirections { have, voters, more: count });
        }
        self.pending_tally(card).add_directions(direction, count);
        Ok(())
    }

    fn named_voter(&self, card: usize, person: &str) -> Result<(), Refusal> {
        self.votable(card)?;
        self.by_hands()?;
        if self.here().contains(&person) { Ok(()) } else { Err(Refusal::NotHere(person.to_owned())) }
    }

    /// Hands, named: this person's answer. A second one replaces the first.
    pub fn cast_by(&mut self, card: usize, person: &str, answer: Answer) -> Result<(), Refusal> {
        self.named_voter(card, person)?;
        if let Answer::Vote(vote) = answer {
            self.on_scale(card, vote)?;
        }
        self.pending_ballot(card, person).answer = Some(answer);
        Ok(())
    }

    /// Hands, named: this person's direction.
    pub fn direct_by(&mut self, card: usize, person: &str, direction: Direction) -> Result<(), Refusal> {
        self.named_voter(card, person)?;
        self.pending_ballot(card, person).direction = Some(direction);
        Ok(())
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

    /// The cards that a sitting of this person covers: not revealed, not skipped, not yet sat on.
    pub fn cards_to_sit(&self, person: &str) -> Vec<usize> {
        let sat =
            |card: &Card| self.waiting.sat.get(&card.dimension.key).is_some_and(|s| s.iter().any(|p| p == person));
        let open = |card: &Card| card.revealed.is_none() && !card.skipped;
        let cards = self.session.cards.iter().enumerate();
        cards.filter(|(_, card)| open(card) && !sat(card)).map(|(index, _)| index).collect()
    }

    /// Takes in a finished sitting: one entry a card it covered, an empty ballot where nothing was said.
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
            let order: BTreeMap<&str, usize> = self.waiting.roster.iter().map(String::as_str).zip(0..).collect();
            let sat = self.waiting.sat.entry(key).or_default();
            if !sat.iter().any(|p| p == person) {
                sat.push(person.to_owned());
                sat.sort_by_key(|p| order.get(p.as_str()).copied());
            }
            if ballot.is_empty() {
                continue;
            }
            match self.session.secrecy() {
                Secrecy::Anonymous => self.pending_tally(*card).add(ballot),
                Secrecy::Named => *self.pending_ballot(*card, person) = ballot.clone(),
            }
        }
        Ok(())
    }

    /// Takes a finished sitting out again, as far as its cards are not revealed.
    pub fn unsit(&mut self, person: &str, ballots: &[(usize, Ballot)]) -> Result<(), Refusal> {
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

    /// Moves a card's ballots into the session. Under the threshold nothing of them is kept.
    pub fn reveal(&mut self, card: usize) -> Result<(), Refusal> {
        let key = self.votable(card)?.dimension.key.clone();
        let ballots = self.waiting.cards.get(&key).filter(|b| b.tally().answered() > 0).ok_or(Refusal::NoBallots)?;
        let hidden = self.session.secrecy() == Secrecy::Anonymous && ballots.tally().n() < self.threshold;
        let revealed = if hidden { Revealed::Hidden } else { Revealed::Ballots(ballots.clone()) };
        self.waiting.cards.remove(&key);
        self.waiting.sat.remove(&key);
        self.seats.remove(&key);
        self.session.cards[card].revealed = Some(revealed);
        Ok(())
    }

    fn revealed(&mut self, card: usize) -> Result<&mut Card, Refusal> {
        self.writable()?;
        let card = &mut self.session.cards[card];
        if card.skipped {
            Err(Refusal::Skipped)
        } else if card.revealed.is_none() {
            Err(Refusal::NotRevealed)
        } else {
            Ok(card)
        }
    }

    /// Settles the agreed vote of a revealed card.
    pub fn agree(&mut self, card: usize, vote: Vote) -> Result<(), Refusal> {
        self.revealed(card)?;
        self.on_scale(card, vote)?;
        self.session.cards[card].agreed.vote = Some(vote);
        Ok(())
    }

    /// Settles the agreed direction of a revealed card.
    pub fn agree_direction(&mut self, card: usize, direction: Direction) -> Result<(), Refusal> {
        self.revealed(card)?.agreed.direction = Some(direction);
        Ok(())
    }

    /// Clears a card for a fresh vote: ballots, who has sat, and what was agreed. Notes stay.
    pub fn vote_again(&mut self, card: usize) -> Result<(), Refusal> {
        self.writable()?;
        let card = &mut self.session.cards[card];
        if card.skipped {
            return Err(Refusal::Skipped);
        }
        let key = card.dimension.key.clone();
        if card.revealed.is_none() && !self.waiting.cards.contains_key(&key) && !self.waiting.sat.contains_key(&key) {
            return Err(Refusal::NoBallots);
        }
        card.revealed = None;
        card.agreed = super::Agreed::default();
        self.waiting.cards.remove(&key);
        self.waiting.sat.remove(&key);
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

    /// Somebody arrives; who had left comes back. Without a roster the name is not used.
    pub fn arrive(&mut self, name: &str) -> Result<(), Refusal> {
        self.writable()?;
        if self.waiting.roster.is_empty() {
            if let Voters::Count(voters) = &mut self.session.voters {
                *voters = voters.saturating_add(1);
            }
            return Ok(());
        }
        if let Some(at) = self.waiting.away.iter().position(|p| p == name) {
            self.waiting.away.remove(at);
        } else if self.waiting.roster.iter().any(|p| p == name) {
            return Err(Refusal::AlreadyHere(name.to_owned()));
        } else {
            self.waiting.roster.push(name.to_owned());
        }
        self.recount();
        Ok(())
    }

    /// Somebody leaves. No ballot is taken back.
    pub fn leave(&mut self, name: &str) -> Result<(), Refusal> {
        self.writable()?;
        if self.voters() <= 1 {
            return Err(Refusal::LastVoter);
        }
        if self.waiting.roster.is_empty() {
            for key in self.waiting.cards.keys() {
                let seats = self.seats.entry(key.clone()).or_default();
                *seats = (*seats).max(self.session.voters.count());
            }
            if let Voters::Count(voters) = &mut self.session.voters {
                *voters -= 1;
            }
            return Ok(());
        }
        if !self.here().contains(&name) {
            return Err(Refusal::NotHere(name.to_owned()));
        }
        self.waiting.away.push(name.to_owned());
        self.recount();
        Ok(())
    }

    /// Whether anything in the session or waiting is this person's.
    fn took_part(&self, person: &str) -> bool {
        let sat = self.waiting.sat.values().any(|s| s.iter().any(|p| p == person));
        let waits = self.waiting.cards.values().any(|b| b.of(person).is_some());
        let kept = self.session.cards.iter().any(|card| match &card.revealed {
            Some(Revealed::Ballots(ballots)) => ballots.of(person).is_some(),
            _ => false,
        });
        sat || waits || kept
    }

    /// The session's voters: who is here, and who left but took part.
    fn recount(&mut self) {
        let away = &self.waiting.away;
        let counted: Vec<String> =
            self.waiting.roster.iter().filter(|p| !away.contains(p) || self.took_part(p)).cloned().collect();
        self.session.voters = match &self.session.voters {
            Voters::People(_) => Voters::People(counted),
            Voters::Count(_) => Voters::Count(u32::try_from(counted.len()).unwrap_or(u32::MAX)),
        };
    }

    /// Counts answers to the last question.
    pub fn miss(&mut self, answer: MissAnswer, count: u32) -> Result<(), Refusal> {
        self.writable()?;
        if self.session.miss.is_some() {
            return Err(Refusal::Revealed);
        }
        let (have, voters) = (self.waiting.miss.n(), self.voters());
        if have.saturating_add(count) > voters {
            return Err(Refusal::TooMany { have, voters, more: count });
        }
        *self.waiting.miss.get_mut(answer) += count;
        Ok(())
    }

    /// Moves the answers to the last question into the session; the threshold holds.
    pub fn reveal_miss(&mut self) -> Result<(), Refusal> {
        self.writable()?;
        if self.session.miss.is_some() {
            return Err(Refusal::Revealed);
        }
        let tally = self.waiting.miss;
        if tally.n() == 0 {
            return Err(Refusal::NoBallots);
        }
        let hidden = self.session.secrecy() == Secrecy::Anonymous && tally.n() < self.threshold;
        self.session.miss = Some(if hidden { Miss::Hidden } else { Miss::Tally(tally) });
        self.waiting.miss = MissTally::default();
        Ok(())
    }

    /// Asks the last question again from nothing.
    pub fn miss_again(&mut self) -> Result<(), Refusal> {
        self.writable()?;
        self.session.miss = None;
        self.waiting.miss = MissTally::default();
        Ok(())
    }

    /// Takes a dimension into focus, or out. True: it is in focus now.
    pub fn focus(&mut self, card: usize) -> Result<bool, Refusal> {
        self.writable()?;
        let key = &self.session.cards[card].dimension.key;
        if let Some(at) = self.session.focus.iter().position(|k| k == key) {
            self.session.focus.remove(at);
            return Ok(false);
        }
        if self.session.focus.len() >= Session::FOCUS {
            return Err(Refusal::FocusFull);
        }
        self.session.focus.push(key.clone());
        Ok(true)
    }

    /// Closes the check. Ballots that were never revealed are dropped with it.
    pub fn close(&mut self) -> Result<(), Refusal> {
        self.writable()?;
        self.session.state = State::Closed;
        self.waiting.cards.clear();
        self.waiting.sat.clear();
        self.waiting.miss = MissTally::default();
        Ok(())
    }

    /// Opens a closed check again and writes down when.
    pub fn reopen(&mut self, today: Date) {
        if self.session.state == State::Closed {
            self.session.state = State::Open;
            self.session.reopened.push(today);
        }
    }

    /// How many cards have ballots that wait for their reveal, in words; none if there are none.
    pub fn unrevealed_words(&self) -> Option<String> {
        let cards = u32::try_from(self.waiting.cards.len()).unwrap_or(u32::MAX);
        (cards > 0).then(|| format!("{} not revealed", count(cards, "card")))
    }
}

#[cfg(test)]
mod tests;
