//! A check while it is held: the session, the ballots that wait for their reveal, and every rule
//! about voting.
//!
//! Knows neither keys nor screens nor files. Each act either does all it says or refuses with a
//! reason and changes nothing.

mod attendance;
mod closing;
mod codes;
mod differencing;
mod hands;
mod pending_ballots;
mod plain_line;
mod refusal;
mod reveal;
mod sitting;
mod submissions;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::ballot::{Ballot, Ballots, Tally};
use super::scale::Vote;
use super::session::{Card, Miss, MissTally, Revealed, Secrecy, Session, Voters, VotingMode};
use super::session_id::SessionId;

pub use codes::CodeOutcome;
pub use pending_ballots::{Amount, MissAnswer, PendingBallots, ServerPlace, SheetSecret};
pub use plain_line::{PlainLineFault, is_like_plain_line};
pub use refusal::Refusal;
pub use reveal::Unrevealed;
pub use submissions::{Submission, SubmissionId};

/// A session that is being held.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The part that the workspace keeps. Shared, so that an undo step, a save and the library do
    /// not copy it: only a change does, and once.
    pub session: Arc<Session>,
    /// Pending ballots, kept outside the workspace until their reveal.
    pub waiting: PendingBallots,
    /// The smallest number of votes that an anonymous card shows.
    pub threshold: u32,
    /// Pending ballots of devices, in memory alone: they reach no disk before their reveal.
    submissions: BTreeMap<SubmissionId, Submission>,
    /// Named: submitted ballots, by card and submission, after which the facilitator typed
    /// another word. Undo takes that word back; it takes no submission back.
    overruled: BTreeSet<(String, SubmissionId, u16)>,
    /// The submissions that came as codes.
    by_code: BTreeSet<SubmissionId>,
    /// Codes that the facilitator left out, with the latest version that was.
    left_out: BTreeMap<SubmissionId, u16>,
    /// Answers of devices to the last question, in memory alone.
    missed: BTreeMap<SubmissionId, MissAnswer>,
    /// Number of devices with a seat: as many people cannot show a hand, too. No act, so undo
    /// passes it by.
    joined: u32,
    /// The reason why nothing may be changed, open or not.
    locked: Option<Refusal>,
}

impl Check {
    /// Goes on with a session and its pending ballots. A missing roster is made from the voters.
    pub fn new(
        session: impl Into<Arc<Session>>,
        mut waiting: PendingBallots,
        threshold: u32,
    ) -> Self {
        let session = session.into();
        if waiting.roster.is_empty() {
            waiting.roster = match (&session.voters, session.way) {
                (Voters::People(people), _) => people.clone(),
                (Voters::Count(voters), VotingMode::Turns) => {
                    (1..=*voters).map(attendance::seat).collect()
                }
                (Voters::Count(_), VotingMode::Hands | VotingMode::Devices) => Vec::new(),
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
                waiting.seats.remove(&card.dimension.key);
            }
            if let Some(Revealed::Ballots(Ballots::Tally(tally))) = &card.revealed {
                let shown = waiting.shown.entry(card.dimension.key.clone()).or_default();
                shown.insert(Amount::new(tally));
            }
        }
        if let Some(miss) = session.miss {
            *waiting.miss = MissTally::default();
            if let (Miss::Tally(tally), false) = (miss, named) {
                waiting.miss_shown.insert(tally.n());
            }
        }
        let locked = session.newer.map(Refusal::Newer);
        // More ballots than voters: somebody has left since, or the file says fewer now.
        for (key, ballots) in &waiting.cards {
            let answered = ballots.tally().answered();
            if answered > session.voters.count() {
                let seats = waiting.seats.entry(key.clone()).or_default();
                *seats = (*seats).max(answered);
            }
        }
        Self {
            session,
            waiting,
            threshold,
            submissions: BTreeMap::new(),
            overruled: BTreeSet::new(),
            by_code: BTreeSet::new(),
            left_out: BTreeMap::new(),
            missed: BTreeMap::new(),
            joined: 0,
            locked,
        }
    }

    /// Locks the check where its workspace is in a `newer` version of the format than this program
    /// knows.
    #[must_use]
    pub fn in_workspace(self, newer: Option<u32>) -> Self {
        Self { locked: self.locked.or(newer.map(Refusal::NewerWorkspace)), ..self }
    }

    /// Returns a read-only copy for a window that follows a check running in another process. Drops
    /// pending ballots.
    #[must_use]
    pub fn run_elsewhere(self) -> Self {
        Self {
            waiting: PendingBallots::default(),
            submissions: BTreeMap::new(),
            overruled: BTreeSet::new(),
            by_code: BTreeSet::new(),
            left_out: BTreeMap::new(),
            missed: BTreeMap::new(),
            joined: 0,
            locked: self.locked.or(Some(Refusal::RunsElsewhere)),
            ..self
        }
    }

    /// True while another process runs the check.
    pub fn runs_elsewhere(&self) -> bool {
        self.locked == Some(Refusal::RunsElsewhere)
    }

    /// Gives a session of before identities its own.
    pub fn identify(&mut self, id: impl FnOnce() -> SessionId) {
        if self.session.id.is_none() {
            Arc::make_mut(&mut self.session).id = Some(id());
        }
    }

    /// Makes it another session, as of now.
    pub fn identify_anew(&mut self, id: SessionId) {
        Arc::make_mut(&mut self.session).id = Some(id);
    }

    /// Finds the card to go on with: the one on the screen if its ballots are pending; else the
    /// last one with anything on it, or the next one with something left to do.
    pub fn resume_at(&self) -> usize {
        let at = self.waiting.at.as_deref().and_then(|key| self.session.card_index(key));
        at.filter(|at| self.pending(*at).is_some()).unwrap_or_else(|| self.session.stopped_at())
    }

    /// People of the roster who are here.
    pub fn here(&self) -> Vec<&str> {
        let away = &self.waiting.away;
        self.waiting.roster.iter().filter(|p| !away.contains(p)).map(String::as_str).collect()
    }

    /// Number of people who vote now.
    pub fn voters(&self) -> u32 {
        if self.waiting.roster.is_empty() {
            self.session.voters.count()
        } else {
            u32::try_from(self.here().len()).unwrap_or(u32::MAX)
        }
    }

    /// Pending ballots of a card as the facilitator typed them, or sittings gave them; devices' are
    /// not among them.
    pub fn pending(&self, card: usize) -> Option<&Ballots> {
        self.waiting.cards.get(&self.session.cards.get(card)?.dimension.key)
    }

    /// Number of seats on a card: people here, and those who left after its first ballot.
    pub fn seats(&self, card: usize) -> u32 {
        let left =
            self.session.cards.get(card).and_then(|c| self.waiting.seats.get(&c.dimension.key));
        self.voters().max(left.copied().unwrap_or(0))
    }

    /// Counts the answers to a card that is not revealed; in turns: the people who have sat. Where
    /// there are names, only those who are here count.
    pub fn answered(&self, card: usize) -> u32 {
        if self.waiting.roster.is_empty() {
            let typed = self.pending(card).map_or(0, |ballots| ballots.tally().answered());
            return typed.saturating_add(self.answers_of_devices(card));
        }
        let people = self.here();
        let answered = people.iter().filter(|person| self.has_answered(card, person)).count();
        u32::try_from(answered).unwrap_or(u32::MAX)
    }

    /// True for a person who has answered a card that is not revealed, or has sat on it.
    pub fn has_answered(&self, card: usize, person: &str) -> bool {
        let Some(key) = self.session.cards.get(card).map(|c| c.dimension.key.as_str()) else {
            return false;
        };
        match self.session.way {
            VotingMode::Turns => {
                self.waiting.sat.get(key).is_some_and(|sat| sat.iter().any(|p| p == person))
            }
            VotingMode::Hands | VotingMode::Devices => {
                let typed = self.pending(card).and_then(|ballots| ballots.ballot_of(person));
                let ballots = typed.into_iter().chain(self.submitted_by(key, person));
                ballots.into_iter().any(|ballot| ballot.answer.is_some())
            }
        }
    }

    /// Counts the directions that the facilitator typed on a card.
    pub fn directed(&self, card: usize) -> u32 {
        self.pending(card).map_or(0, |ballots| ballots.tally().directed())
    }

    /// Number of people here who have not answered a card.
    pub fn missing(&self, card: usize) -> u32 {
        self.voters().saturating_sub(self.answered(card))
    }

    /// Refuses where nothing may be changed, open or closed: written by a newer program, or run in
    /// another process.
    pub fn unlocked(&self) -> Result<(), Refusal> {
        self.locked.clone().map_or(Ok(()), Err)
    }

    /// Refuses where nothing may be changed now: locked, or closed.
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
        if self.session.way.is_typed() { Ok(()) } else { Err(Refusal::InTurns) }
    }

    /// Refuses a vote that the card's scale does not have.
    pub fn on_scale(&self, card: usize, vote: Vote) -> Result<(), Refusal> {
        let scale = &self.session.cards[card].dimension.scale;
        if scale.has(vote) { Ok(()) } else { Err(Refusal::NotOnScale(scale.answers())) }
    }

    /// Refuses counts in a named check: they would drop the names.
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
        let key = self.session.cards[card].dimension.key.clone();
        let ballots = self.waiting.cards.entry(key).or_insert_with(|| Ballots::Named(Vec::new()));
        if let Ballots::Named(named) = ballots {
            change(ballot_of_mut(named, people, person));
        }
    }

    /// Skips a dimension, or brings it back. Returns true when it is skipped now.
    pub fn skip(&mut self, card: usize) -> Result<bool, Refusal> {
        self.writable()?;
        let card = &mut Arc::make_mut(&mut self.session).cards[card];
        card.skipped = !card.skipped;
        Ok(card.skipped)
    }

    /// A card, to write notes on it.
    pub fn card_mut(&mut self, card: usize) -> Result<&mut Card, Refusal> {
        self.writable()?;
        Ok(&mut Arc::make_mut(&mut self.session).cards[card])
    }

    /// The session, to write all but ballots.
    pub fn session_mut(&mut self) -> Result<&mut Session, Refusal> {
        self.writable()?;
        Ok(Arc::make_mut(&mut self.session))
    }
}

/// The ballot of a person among named ones, made where it is missing, in the order of `people`.
fn ballot_of_mut<'a>(
    named: &'a mut Vec<(String, Ballot)>,
    people: &[String],
    person: &str,
) -> &'a mut Ballot {
    let place = |name: &str| people.iter().position(|p| p == name).unwrap_or(usize::MAX);
    let at = named.iter().position(|(name, _)| name == person).unwrap_or_else(|| {
        let at = named.partition_point(|(name, _)| place(name) <= place(person));
        named.insert(at, (person.to_owned(), Ballot::default()));
        at
    });
    &mut named[at].1
}

#[cfg(test)]
mod tests;
