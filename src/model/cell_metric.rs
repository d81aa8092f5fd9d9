//! What the cells of a grid can show, and what a cell says then.
//!
//! Knows no colour and no glyph, and shows no figure of ballots that are too few: the threshold is
//! applied here, once for all grids.

use super::card_summary::{CardSummary, Outcome};
use super::consensus::Change;
use super::light::{Direction, Light};
use super::scale::{Scale, Vote};
use super::summary::{Asked, Summary};

/// What the cells of a grid show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Metric {
    /// The light or level that the team settled on.
    #[default]
    Agreed,
    /// The vote in the middle of the ballots, the less healthy one of two.
    Ballots,
    /// Where people say it is going: as agreed, else the middle of what the ballots say.
    Direction,
    /// What became of it since the last time that it was agreed on the same scale: computed, never
    /// asked.
    Change,
    /// How close the ballots were.
    Agreement,
    /// How many answered, of those who took part.
    Participation,
}

impl Metric {
    /// What the grid of one team can show.
    pub const ALL: [Self; 6] = [
        Self::Agreed,
        Self::Ballots,
        Self::Direction,
        Self::Change,
        Self::Agreement,
        Self::Participation,
    ];
    /// What the grid of all teams can show: it stands at one moment, so that nothing in it is a
    /// change.
    pub const ACROSS_TEAMS: [Self; 5] =
        [Self::Agreed, Self::Ballots, Self::Direction, Self::Agreement, Self::Participation];

    /// What stands in the title of a grid.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Ballots => "ballots, the one in the middle",
            Self::Direction => "direction said",
            Self::Change => "change, computed",
            Self::Agreement => "agreement of the ballots",
            Self::Participation => "how many answered",
        }
    }

    /// The next one of `all`, the first after the last.
    #[must_use]
    pub fn next_of(self, all: &[Self]) -> Self {
        let at = all.iter().position(|shows| *shows == self);
        all.get(at.map_or(0, |at| at + 1)).or(all.first()).copied().unwrap_or_default()
    }
}

/// What was agreed on one card, or what is the middle of its ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The vote.
    pub vote: Vote,
    /// What the vote is called.
    pub name: String,
    /// The light the vote stands for.
    pub light: Light,
    /// The direction.
    pub direction: Option<Direction>,
}

impl Cell {
    fn new(scale: &Scale, vote: Vote, direction: Option<Direction>) -> Self {
        Self { vote, name: scale.name(vote), light: scale.light(vote), direction }
    }

    /// What a card says in a grid: nothing where it was skipped or nothing was agreed.
    pub(super) fn agreed(asked: &Asked, gist: &CardSummary) -> Option<Self> {
        Some(Self::new(&asked.scale, gist.vote()?, gist.agreed.direction))
    }
}

/// What one card says in a grid besides what was agreed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellData {
    /// The middle of the ballots, with the middle of their directions.
    pub median: Option<Cell>,
    /// The direction agreed on, else the middle of those of the ballots.
    pub direction: Option<Direction>,
    /// Since the last time; known to the grid of one team alone.
    pub change: Option<Change>,
    /// How close the ballots were.
    pub agreement: Option<f32>,
    /// How many answered, and of how many.
    pub answered: Option<(u32, u32)>,
    /// How well what was agreed is, from 0 to 7 over the width of its scale.
    pub height: Option<u8>,
    /// The ballots were fewer than the threshold, or may have been: nothing of them is told.
    pub hidden: bool,
    /// The question had other words in the session before that asked it; known to the grid of one
    /// team alone.
    pub reworded: bool,
}

impl CellData {
    /// What a card of `session` says.
    pub(super) fn new(
        session: &Summary,
        asked: &Asked,
        gist: &CardSummary,
        threshold: u32,
    ) -> Self {
        if gist.skipped {
            return Self::default();
        }
        let counts = gist.counts(session.secrecy, threshold);
        Self {
            median: counts
                .and_then(|counts| Some(Cell::new(&asked.scale, counts.median?, counts.direction))),
            direction: gist.agreed.direction.or(counts.and_then(|counts| counts.direction)),
            change: None,
            agreement: counts.and_then(|counts| counts.agreement),
            answered: counts.map(|counts| (counts.answered, session.turnout.max(counts.answered))),
            height: gist.vote().map(|vote| asked.scale.height(vote)),
            hidden: counts.is_none() && gist.outcome != Outcome::Secret,
            reworded: false,
        }
    }
}

/// What a cell says, in the terms of what the grid shows.
#[derive(Clone, Debug, PartialEq)]
pub enum CellValue<'a> {
    /// A light or a level.
    Vote(&'a Cell),
    /// A direction that people gave.
    Direction(Direction),
    /// A change that was computed.
    Change(Change),
    /// An agreement, from 0 to 1.
    Agreement(f32),
    /// So many answered of so many.
    Answered(u32, u32),
    /// Too few ballots to tell.
    Hidden,
    /// It was asked, and there is nothing to tell.
    Nothing,
    /// It was not asked.
    NotAsked,
}

impl<'a> CellValue<'a> {
    /// What a cell says when the grid shows `shows`.
    pub fn new(shows: Metric, agreed: Option<&'a Cell>, said: Option<&'a CellData>) -> Self {
        let Some(said) = said else { return Self::NotAsked };
        let told = match shows {
            Metric::Agreed => return agreed.map_or(Self::Nothing, Self::Vote),
            Metric::Change => return said.change.map_or(Self::Nothing, Self::Change),
            Metric::Ballots => said.median.as_ref().map(Self::Vote),
            Metric::Direction => said.direction.map(Self::Direction),
            Metric::Agreement => said.agreement.map(Self::Agreement),
            Metric::Participation => {
                said.answered.map(|(answered, of)| Self::Answered(answered, of))
            }
        };
        told.unwrap_or(if said.hidden { Self::Hidden } else { Self::Nothing })
    }

    /// Whether it tells anything.
    pub const fn tells(&self) -> bool {
        !matches!(self, Self::Hidden | Self::Nothing | Self::NotAsked)
    }
}

#[cfg(test)]
mod tests;
