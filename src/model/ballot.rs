//! Answers of people: single ballots where they are named, tallies where they are not.
//!
//! A tally cannot say who, in which order or when: it holds counts alone.
//!
//! Ballots and tallies are overwritten in memory when they are dropped, wherever they are: in
//! pending ballots, in what undo would bring back, in a sitting. So nothing has to remember to do
//! it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::light::Direction;
use super::scale::Vote;

/// One person's answer to the question of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// An answer on the scale.
    Vote(Vote),
    /// No answer on purpose. An abstention is not a vote.
    Abstained,
}

/// One person's answer on one dimension.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ballot {
    /// Missing while only a direction or a comment was given.
    pub answer: Option<Answer>,
    /// Direction that this person sees.
    pub direction: Option<Direction>,
    /// Comment as it was typed.
    pub comment: Option<String>,
}

impl From<Answer> for Ballot {
    fn from(answer: Answer) -> Self {
        Self { answer: Some(answer), direction: None, comment: None }
    }
}

impl Ballot {
    /// Sets the comment, and wipes the one before.
    pub fn set_comment(&mut self, comment: Option<String>) {
        self.comment.zeroize();
        self.comment = comment;
    }

    /// True for a ballot without answer, direction and comment.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Counts of one card, without names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Votes by answer, in the scale's order; no entry is zero.
    pub votes: BTreeMap<Vote, u32>,
    /// Directions; no entry is zero.
    pub directions: BTreeMap<Direction, u32>,
    /// Number of abstentions.
    pub abstained: u32,
    /// Comments, sorted, so that their order says nothing.
    pub comments: Vec<String>,
}

impl Tally {
    /// Number of votes. Abstentions are not votes.
    pub fn n(&self) -> u32 {
        self.votes.values().sum()
    }

    /// Number of answers: votes and abstentions.
    pub fn answered(&self) -> u32 {
        self.n() + self.abstained
    }

    /// Number of directions.
    pub fn directed(&self) -> u32 {
        self.directions.values().sum()
    }

    /// True where nothing was given.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Counts `count` more votes.
    pub fn add_votes(&mut self, vote: Vote, count: u32) {
        if count > 0 {
            *self.votes.entry(vote).or_default() += count;
        }
    }

    /// Counts `count` more directions.
    pub fn add_directions(&mut self, direction: Direction, count: u32) {
        if count > 0 {
            *self.directions.entry(direction).or_default() += count;
        }
    }

    /// Counts one ballot in.
    pub fn add(&mut self, ballot: &Ballot) {
        match ballot.answer {
            Some(Answer::Vote(vote)) => self.add_votes(vote, 1),
            Some(Answer::Abstained) => self.abstained += 1,
            None => {}
        }
        if let Some(direction) = ballot.direction {
            self.add_directions(direction, 1);
        }
        if let Some(comment) = &ballot.comment {
            let at = self.comments.partition_point(|c| c <= comment);
            self.comments.insert(at, comment.clone());
        }
    }

    /// Takes one ballot out again; what is not there is left alone.
    pub fn remove(&mut self, ballot: &Ballot) {
        match ballot.answer {
            Some(Answer::Vote(vote)) => take_one(&mut self.votes, vote),
            Some(Answer::Abstained) => self.abstained = self.abstained.saturating_sub(1),
            None => {}
        }
        if let Some(direction) = ballot.direction {
            take_one(&mut self.directions, direction);
        }
        if let Some(comment) = &ballot.comment
            && let Some(at) = self.comments.iter().position(|c| c == comment)
        {
            self.comments.remove(at).zeroize();
        }
    }
}

fn take_one<K: Ord + Copy>(counts: &mut BTreeMap<K, u32>, key: K) {
    if let Some(count) = counts.get_mut(&key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(&key);
        }
    }
}

// Each takes its type apart, so that a new field does not compile until it is wiped.

impl Zeroize for Answer {
    fn zeroize(&mut self) {
        *self = Self::Abstained;
    }
}

impl Zeroize for Ballot {
    fn zeroize(&mut self) {
        let Self { answer, direction, comment } = self;
        answer.zeroize();
        direction.zeroize();
        comment.zeroize();
    }
}

impl Zeroize for Tally {
    fn zeroize(&mut self) {
        let Self { votes, directions, abstained, comments } = self;
        votes.values_mut().for_each(Zeroize::zeroize);
        votes.clear();
        directions.values_mut().for_each(Zeroize::zeroize);
        directions.clear();
        abstained.zeroize();
        comments.zeroize();
    }
}

impl Drop for Ballot {
    fn drop(&mut self) {
        self.zeroize();
    }
}

impl Drop for Tally {
    fn drop(&mut self) {
        self.zeroize();
    }
}

impl ZeroizeOnDrop for Ballot {}
impl ZeroizeOnDrop for Tally {}

/// The ballots of one card, in the form that the session's secrecy allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ballots {
    /// Anonymous: counts alone.
    Tally(Tally),
    /// Named: one ballot a person, in the order of the session's people.
    Named(Vec<(String, Ballot)>),
}

impl Ballots {
    /// Counts the ballots, without names.
    pub fn tally(&self) -> Cow<'_, Tally> {
        match self {
            Self::Tally(tally) => Cow::Borrowed(tally),
            Self::Named(ballots) => {
                let mut tally = Tally::default();
                for (_, ballot) in ballots {
                    tally.add(ballot);
                }
                Cow::Owned(tally)
            }
        }
    }

    /// True where nothing was given.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Tally(tally) => tally.is_empty(),
            Self::Named(ballots) => ballots.is_empty(),
        }
    }

    /// The ballot of one person, where ballots are named.
    pub fn ballot_of(&self, person: &str) -> Option<&Ballot> {
        match self {
            Self::Tally(_) => None,
            Self::Named(ballots) => {
                ballots.iter().find(|(name, _)| name == person).map(|(_, ballot)| ballot)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Light;

    fn ballot(light: Light, direction: Option<Direction>, comment: Option<&str>) -> Ballot {
        Ballot {
            answer: Some(Answer::Vote(Vote::Light(light))),
            direction,
            comment: comment.map(str::to_owned),
        }
    }

    #[test]
    fn a_ballot_added_and_removed_leaves_the_tally_as_it_was() {
        let mut tally = Tally::default();
        tally.add(&ballot(Light::Red, Some(Direction::Stable), Some("b")));
        let before = tally.clone();
        let other = ballot(Light::Green, Some(Direction::Improving), Some("a"));
        tally.add(&other);
        assert_eq!((tally.n(), tally.directed()), (2, 2));
        assert_eq!(tally.comments, ["a", "b"]);
        tally.remove(&other);
        assert_eq!(tally, before);
    }

    #[test]
    fn an_abstention_is_not_a_vote() {
        let mut tally = Tally::default();
        tally.add(&Answer::Abstained.into());
        assert_eq!((tally.n(), tally.answered()), (0, 1));
    }
}
