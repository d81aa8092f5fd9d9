//! Figures of every card in memory: the agreed value, and counts of its ballots.
//!
//! There are more than a hundred thousand of them in a large workspace, and most are like another
//! one.

use std::hash::{Hash, Hasher};
use std::ops::Index;
use std::sync::Arc;

use super::consensus;
use super::light::Direction;
use super::scale::Vote;
use super::session::{Agreed, Card, Revealed, Secrecy};

/// Counts of a card's ballots. Figures for everybody together: they tell no more than the counts in
/// the session's file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counts {
    /// Number of votes.
    pub votes: u32,
    /// Number of answers: votes and abstentions.
    pub answered: u32,
    /// The vote in the middle, the less healthy one of two: the suggestion.
    pub median: Option<Vote>,
    /// The direction in the middle, the worse one of two.
    pub direction: Option<Direction>,
    /// Agreement from 0 to 1; none under two votes.
    pub agreement: Option<f32>,
}

/// `agreement` is never NaN, so `Eq` is sound.
impl Eq for Counts {}

impl Hash for Counts {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        (self.votes, self.answered, self.median, self.direction, self.agreement.map(f32::to_bits))
            .hash(hasher);
    }
}

/// State of a card's ballots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Not revealed.
    Secret,
    /// Fewer votes than the threshold, and so never written.
    Hidden,
    /// The counts. The workspace's threshold decides about showing them: see
    /// [`CardSummary::counts`].
    Counted(Counts),
}

/// Summary of one card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CardSummary {
    /// Agreed vote and direction.
    pub agreed: Agreed,
    /// The team chose not to vote on it.
    pub skipped: bool,
    /// State of the ballots.
    pub outcome: Outcome,
}

/// Shortens an agreement; one that is not 1 stays below it.
#[expect(
    clippy::cast_possible_truncation,
    reason = "shown with two digits, and kept twelve thousand times"
)]
fn single(agreement: f64) -> f32 {
    let single = agreement as f32;
    if agreement < consensus::UNANIMOUS { single.min(1.0_f32.next_down()) } else { single }
}

impl CardSummary {
    /// Summarises a card.
    pub fn new(card: &Card) -> Self {
        let outcome = match &card.revealed {
            None => Outcome::Secret,
            Some(Revealed::Hidden) => Outcome::Hidden,
            Some(Revealed::Ballots(ballots)) => {
                let tally = ballots.tally();
                let scale = &card.dimension.scale;
                let suggestion = consensus::suggestion(scale, &tally);
                let agreement = consensus::agreement(scale, &tally).map(single);
                Outcome::Counted(Counts {
                    votes: tally.n(),
                    answered: tally.answered(),
                    median: suggestion.map(|suggestion| suggestion.vote),
                    direction: consensus::middle_direction(&tally),
                    agreement,
                })
            }
        };
        Self { agreed: card.agreed, skipped: card.skipped, outcome }
    }

    /// The counts, where they may be shown: the threshold of [`Card::shown`] holds here, too.
    pub const fn counts(&self, secrecy: Secrecy, threshold: u32) -> Option<Counts> {
        match self.outcome {
            Outcome::Counted(counts)
                if matches!(secrecy, Secrecy::Named) || counts.votes >= threshold =>
            {
                Some(counts)
            }
            _ => None,
        }
    }

    /// The agreed vote, unless the card was skipped.
    pub const fn vote(&self) -> Option<Vote> {
        if self.skipped { None } else { self.agreed.vote }
    }

    /// True for a card that is agreed or skipped.
    pub const fn settled(&self) -> bool {
        self.skipped || self.agreed.vote.is_some()
    }
}

/// Summaries of one session's cards, in order. Sessions from one workspace share equal ones.
#[derive(Clone, Debug)]
pub struct CardSummaries {
    /// Indices into `all`, one a card.
    places: Box<[u32]>,
    all: Arc<[CardSummary]>,
}

impl CardSummaries {
    /// Picks `places` out of `all`; none where an index is out of range.
    pub fn shared(places: Box<[u32]>, all: &Arc<[CardSummary]>) -> Option<Self> {
        let there = |place: &u32| usize::try_from(*place).is_ok_and(|place| place < all.len());
        places.iter().all(there).then(|| Self { places, all: Arc::clone(all) })
    }

    /// Number of cards.
    pub const fn len(&self) -> usize {
        self.places.len()
    }

    /// True without cards.
    pub const fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Iterates in the order of cards.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &CardSummary> + ExactSizeIterator {
        self.places.iter().map(|place| &self.all[*place as usize])
    }
}

impl Index<usize> for CardSummaries {
    type Output = CardSummary;

    fn index(&self, card: usize) -> &CardSummary {
        &self.all[self.places[card] as usize]
    }
}

impl FromIterator<CardSummary> for CardSummaries {
    fn from_iter<I: IntoIterator<Item = CardSummary>>(gists: I) -> Self {
        let all: Arc<[CardSummary]> = gists.into_iter().collect();
        Self { places: (0..).take(all.len()).collect(), all }
    }
}

impl PartialEq for CardSummaries {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Answer, Ballot, Ballots, Light};

    #[test]
    fn a_direction_is_known_without_a_single_vote() {
        let abstained = |direction| Ballot {
            answer: Some(Answer::Abstained),
            direction: Some(direction),
            comment: None,
        };
        let given = [Direction::Improving, Direction::Worsening].map(abstained);
        let ballots = ["Ana".to_owned(), "Bo".to_owned()].into_iter().zip(given).collect();
        let revealed = Some(Revealed::Ballots(Ballots::Named(ballots)));
        let counts = CardSummary::new(&Card { revealed, ..Card::default() });
        let counts = counts.counts(Secrecy::Named, 3).unwrap();
        assert_eq!((counts.median, counts.direction), (None, Some(Direction::Worsening)));
    }

    fn gist(light: Light) -> CardSummary {
        let agreed = Agreed { vote: Some(Vote::Light(light)), direction: None };
        CardSummary { agreed, skipped: false, outcome: Outcome::Secret }
    }

    #[test]
    fn gists_that_are_shared_are_those_that_are_not() {
        let (green, red) = (gist(Light::Green), gist(Light::Red));
        let all: Arc<[CardSummary]> = [red, green].into();
        let own: CardSummaries = [green, red, green].into_iter().collect();
        let shared = CardSummaries::shared([1, 0, 1].into(), &all).unwrap();
        assert_eq!(shared, own);
        assert_eq!((shared.len(), shared[0], shared[1]), (3, green, red));
        assert_ne!(CardSummaries::shared([1, 0].into(), &all).unwrap(), own);
        assert_ne!(CardSummaries::shared([1, 1, 1].into(), &all).unwrap(), own);
    }

    #[test]
    fn a_place_that_is_not_there_is_not_taken() {
        let all: Arc<[CardSummary]> = [gist(Light::Green)].into();
        assert_eq!(CardSummaries::shared([0, 1].into(), &all), None);
        assert!(CardSummaries::shared([].into(), &all).unwrap().is_empty());
    }
}
