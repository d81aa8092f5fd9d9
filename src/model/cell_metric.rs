//! Metrics of a grid, and the value of each cell.
//!
//! Knows no colour and no glyph, and shows no figure of ballots that are too few: the threshold is
//! applied here, once for all grids.

use super::card_summary::{CardSummary, Outcome};
use super::consensus::Change;
use super::history;
use super::light::{Direction, Light};
use super::scale::{Scale, Vote};
use super::summary::{Asked, Summary};

/// Metric of a grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Metric {
    /// The light or level that the team settled on.
    #[default]
    Agreed,
    /// The vote in the middle of the ballots, the less healthy one of two.
    Ballots,
    /// Direction: as agreed, else the middle of the ballots.
    Direction,
    /// Change since the last time that it was agreed on the same scale: computed, never asked.
    Change,
    /// Agreement of the ballots, from 0 to 1.
    Agreement,
    /// Answers out of those who took part.
    Participation,
}

impl Metric {
    /// Metrics of one team's grid.
    pub const ALL: [Self; 6] = [
        Self::Agreed,
        Self::Ballots,
        Self::Direction,
        Self::Change,
        Self::Agreement,
        Self::Participation,
    ];
    /// Metrics of all teams' grid: it shows one moment, so there is no change.
    pub const ACROSS_TEAMS: [Self; 5] =
        [Self::Agreed, Self::Ballots, Self::Direction, Self::Agreement, Self::Participation];

    /// The next metric of `all`; the first comes after the last.
    #[must_use]
    pub fn next_of(self, all: &[Self]) -> Self {
        let at = all.iter().position(|metric| *metric == self);
        all.get(at.map_or(0, |at| at + 1)).or(all.first()).copied().unwrap_or_default()
    }
}

/// The agreed value of a card, or the middle of its ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Agreed vote, or the median.
    pub vote: Vote,
    /// Name of the vote on its scale.
    pub name: String,
    /// Light of the vote, if its level has one.
    pub light: Option<Light>,
    /// Direction with the vote, if there is one.
    pub direction: Option<Direction>,
}

impl Cell {
    fn new(scale: &Scale, vote: Vote, direction: Option<Direction>) -> Self {
        Self { vote, name: scale.name(vote), light: scale.light(vote), direction }
    }

    /// The agreed value of a card; none where it was skipped or nothing was agreed.
    pub(super) fn agreed(asked: &Asked, gist: &CardSummary) -> Option<Self> {
        Some(Self::new(&asked.scale, gist.vote()?, gist.agreed.direction))
    }
}

/// Values of one card in a grid, besides the agreed one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellData {
    /// The middle of the ballots, with the middle of their directions.
    pub median: Option<Cell>,
    /// The direction agreed on, else the middle of those of the ballots.
    pub direction: Option<Direction>,
    /// Change since the last time; in the grid of one team alone.
    pub change: Option<Change>,
    /// Agreement of the ballots, from 0 to 1.
    pub agreement: Option<f32>,
    /// Answers, and people who took part.
    pub answered: Option<(u32, u32)>,
    /// Health of the agreed value, from 0 to 7 over the width of its scale.
    pub height: Option<u8>,
    /// The ballots were fewer than the threshold, or may have been: nothing of them is told.
    pub hidden: bool,
    /// The question had other words in the session before that asked it; known to the grid of one
    /// team alone.
    pub reworded: bool,
    /// Other cards of the session that are this dimension.
    pub joined: Vec<JoinedCard>,
}

impl CellData {
    /// Reads the values of a card of `session`.
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
            joined: Vec::new(),
        }
    }
}

/// A card of the same session that is the same dimension, and for which another one stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinedCard {
    /// Its key in the session.
    pub key: String,
    /// Its name in the session.
    pub name: String,
    /// Its agreed value.
    pub cell: Option<Cell>,
}

/// Puts a card of `session` into its place in a grid. Of two cards in one place the one that
/// [`history::stands_for`] chooses stands there, and names the other one.
pub(super) fn put(
    (place, cell, said): (&mut Option<usize>, &mut Option<Cell>, &mut Option<CellData>),
    session: &Summary,
    card: usize,
    threshold: u32,
) {
    let joined = |at: usize| {
        let (asked, gist) = (&session.asked[at], &session.gists[at]);
        let cell = Cell::agreed(asked, gist);
        JoinedCard { key: asked.key.clone(), name: asked.name.clone(), cell }
    };
    let answer = |at: usize| (&session.asked[at].scale, session.gists[at].vote());
    let mut others = said.take().map(|said| said.joined).unwrap_or_default();
    let chosen = match *place {
        Some(other) if !history::stands_for(answer(other), answer(card)) => {
            others.push(joined(card));
            other
        }
        other => {
            others.extend(other.map(joined));
            card
        }
    };
    // In the order in which they were asked, whichever of them stood here in between.
    others.sort_by_key(|other| session.asked.iter().position(|asked| asked.key == other.key));
    let (asked, gist) = (&session.asked[chosen], &session.gists[chosen]);
    *place = Some(chosen);
    *cell = Cell::agreed(asked, gist);
    *said = Some(CellData { joined: others, ..CellData::new(session, asked, gist, threshold) });
}

/// Value of a cell for the grid's metric.
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
    /// Answers, out of people who took part.
    Answered(u32, u32),
    /// Too few ballots to tell.
    Hidden,
    /// It was asked, and there is nothing to tell.
    Nothing,
    /// It was not asked.
    NotAsked,
}

impl<'a> CellValue<'a> {
    /// Picks the value of a metric.
    pub fn new(metric: Metric, agreed: Option<&'a Cell>, said: Option<&'a CellData>) -> Self {
        let Some(said) = said else { return Self::NotAsked };
        let told = match metric {
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

    /// True for a cell with a value.
    pub const fn tells(&self) -> bool {
        !matches!(self, Self::Hidden | Self::Nothing | Self::NotAsked)
    }
}

#[cfg(test)]
mod tests;
