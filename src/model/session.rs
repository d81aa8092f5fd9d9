//! One health check of one team on one day, as it is kept.
//!
//! Ballots of cards that are not revealed are not part of a session: see [`super::check`].

use std::borrow::Cow;

use jiff::civil::Date;

use super::action::{ActionItem, Experiment};
use super::ballot::{Ballots, Tally};
use super::light::Direction;
use super::scale::Vote;
use super::session_id::SessionId;
use super::template::{Dimension, Template};
use super::unknown_fields::Extra;

/// Secrecy of ballots. Settled before the first vote and kept for good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Secrecy {
    /// Nobody can tell who voted what.
    #[default]
    Anonymous,
    /// Ballots are kept with the voter's name, and everybody knew it beforehand.
    Named,
}

impl Secrecy {
    /// Both, the default first.
    pub const ALL: [Self; 2] = [Self::Anonymous, Self::Named];

    /// Names it in files and commands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Named => "named",
        }
    }

    /// Reads a file's word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }
}

/// Way in which ballots are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum VotingMode {
    /// People show hands or cards, and the facilitator types what is seen.
    #[default]
    Hands,
    /// One sitting a person over all cards, at this keyboard.
    Turns,
    /// Each person votes on a device of their own; what hands show may be typed beside.
    Devices,
}

impl VotingMode {
    /// All, the default first.
    pub const ALL: [Self; 3] = [Self::Hands, Self::Turns, Self::Devices];

    /// Names it in files and commands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hands => "hands",
            Self::Turns => "turns",
            Self::Devices => "devices",
        }
    }

    /// True where the facilitator types what the room shows.
    pub const fn is_typed(self) -> bool {
        !matches!(self, Self::Turns)
    }

    /// Reads a file's word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.word() == word)
    }
}

/// The voters. The variant settles the secrecy, so the two cannot contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voters {
    /// Anonymous: their number alone.
    Count(u32),
    /// Named: their names.
    People(Vec<String>),
}

impl Voters {
    /// The most voters of a new check.
    pub const MOST: u32 = 1000;

    /// Derives the secrecy.
    pub const fn secrecy(&self) -> Secrecy {
        match self {
            Self::Count(_) => Secrecy::Anonymous,
            Self::People(_) => Secrecy::Named,
        }
    }

    /// Number of voters.
    pub fn count(&self) -> u32 {
        match self {
            Self::Count(count) => *count,
            Self::People(people) => u32::try_from(people.len()).unwrap_or(u32::MAX),
        }
    }

    /// Names, in a named check; else empty.
    pub fn people(&self) -> &[String] {
        match self {
            Self::Count(_) => &[],
            Self::People(people) => people,
        }
    }
}

/// Values that the team agreed on after the reveal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Agreed {
    /// The one light or level.
    pub vote: Option<Vote>,
    /// The one direction.
    pub direction: Option<Direction>,
}

impl Agreed {
    /// True while nothing is agreed.
    pub const fn is_empty(&self) -> bool {
        self.vote.is_none() && self.direction.is_none()
    }
}

/// Result of a reveal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Revealed {
    /// The ballots, as far as secrecy allows.
    Ballots(Ballots),
    /// Fewer votes than the threshold: nothing was written.
    Hidden,
}

/// One dimension of a session, with the wording that was voted on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// Question, with its wording and scale.
    pub dimension: Dimension,
    /// Result of the reveal; none before it.
    pub revealed: Option<Revealed>,
    /// Agreed vote and direction.
    pub agreed: Agreed,
    /// The facilitator's notes; lines are separated by `\n`.
    pub notes: String,
    /// The team chose not to vote on it.
    pub skipped: bool,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// Part of a card's ballots that may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown<'a> {
    /// Not revealed: nothing.
    Secret,
    /// Fewer votes than the threshold: nothing but what is agreed.
    Hidden,
    /// The counts.
    Tally(Cow<'a, Tally>),
}

impl Shown<'_> {
    /// The counts, if they may be shown.
    pub fn tally(&self) -> Option<&Tally> {
        match self {
            Self::Tally(tally) => Some(tally),
            Self::Secret | Self::Hidden => None,
        }
    }
}

impl Card {
    /// Makes a card to be voted on. Aliases stay with the template: a session keeps its own wording
    /// only.
    pub fn new(dimension: Dimension) -> Self {
        Self { dimension: Dimension { aliases: Vec::new(), ..dimension }, ..Self::default() }
    }

    /// Applies the threshold: the one place that decides for screens and exports.
    pub fn shown(&self, secrecy: Secrecy, threshold: u32) -> Shown<'_> {
        match &self.revealed {
            None => Shown::Secret,
            Some(Revealed::Hidden) => Shown::Hidden,
            Some(Revealed::Ballots(ballots)) => {
                let tally = ballots.tally();
                if secrecy == Secrecy::Anonymous && tally.n() < threshold {
                    Shown::Hidden
                } else {
                    Shown::Tally(tally)
                }
            }
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

/// Answers to "would you miss this check if it were gone?"
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MissTally {
    /// Number of people who would.
    pub would: u32,
    /// Number of people who are not sure.
    pub unsure: u32,
    /// Number of people who would not.
    pub would_not: u32,
}

impl zeroize::DefaultIsZeroes for MissTally {}

impl MissTally {
    /// Number of answers.
    pub const fn n(&self) -> u32 {
        self.would + self.unsure + self.would_not
    }
}

/// The kept answer to the last question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// Counts.
    Tally(MissTally),
    /// Fewer answers than the threshold: nothing was written.
    Hidden,
}

impl Miss {
    /// Applies the threshold to the counts, as on a card.
    pub const fn shown(self, secrecy: Secrecy, threshold: u32) -> Option<MissTally> {
        match self {
            Self::Tally(tally) if matches!(secrecy, Secrecy::Named) || tally.n() >= threshold => {
                Some(tally)
            }
            Self::Tally(_) | Self::Hidden => None,
        }
    }
}

/// State of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum State {
    /// Acts may still change it.
    #[default]
    Open,
    /// Finished; read-only until it is reopened.
    Closed,
}

impl State {
    /// Names it in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// One health check of one team on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Its identity; none in a file of before identities.
    pub id: Option<SessionId>,
    /// Name of the team.
    pub team: String,
    /// Day on which the check is held.
    pub date: Date,
    /// The template's key; the wording itself stands on the cards.
    pub template: Option<String>,
    /// Way in which ballots are given.
    pub way: VotingMode,
    /// Voters, and with them the secrecy.
    pub voters: Voters,
    /// Of an anonymous check: how many were counted among the voters and have left. Cards from
    /// before may have so many more ballots.
    pub left: u32,
    /// The cards in order.
    pub cards: Vec<Card>,
    /// Keys of the dimensions to work on, at most [`Session::FOCUS`].
    pub focus: Vec<String>,
    /// Answers to "would you miss this check?", once revealed.
    pub miss: Option<Miss>,
    /// Actions that the team agreed on.
    pub actions: Vec<ActionItem>,
    /// Experiments that the team agreed on.
    pub experiments: Vec<Experiment>,
    /// The days on which the closed session was reopened.
    pub reopened: Vec<Date>,
    /// Open or closed.
    pub state: State,
    /// Keys that this version does not know.
    pub extra: Extra,
    /// Version of the format, where a newer program wrote the session: it is read-only then.
    pub newer: Option<u32>,
}

impl Session {
    /// Most dimensions in focus.
    pub const FOCUS: usize = 3;

    /// Makes a new, open session on `template`.
    pub fn new(
        team: String,
        date: Date,
        template: &Template,
        way: VotingMode,
        voters: Voters,
    ) -> Self {
        Self {
            id: None,
            team,
            date,
            template: Some(template.key.clone()),
            way,
            voters,
            left: 0,
            cards: template.dimensions.iter().cloned().map(Card::new).collect(),
            focus: Vec::new(),
            miss: None,
            actions: Vec::new(),
            experiments: Vec::new(),
            reopened: Vec::new(),
            state: State::Open,
            extra: Extra::new(),
            newer: None,
        }
    }

    /// Secrecy of its ballots.
    pub const fn secrecy(&self) -> Secrecy {
        self.voters.secrecy()
    }

    /// True until it is closed.
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// True while anybody may still vote on a card of it.
    pub fn takes_ballots(&self) -> bool {
        self.is_open() && self.cards.iter().any(|card| !card.skipped && card.revealed.is_none())
    }

    /// The last day of which a report of it knows: that of the check, or the last one on which it
    /// was reopened. None while it is open: then it is not over, and knows all.
    pub fn as_of(&self) -> Option<Date> {
        let last = self.reopened.iter().copied().max();
        (!self.is_open()).then(|| last.map_or(self.date, |last| last.max(self.date)))
    }

    /// Finds the index of the card with this key.
    pub fn card_index(&self, key: &str) -> Option<usize> {
        self.cards.iter().position(|card| card.dimension.key == key)
    }

    /// Finds the card with this key.
    pub fn card(&self, key: &str) -> Option<&Card> {
        self.cards.iter().find(|card| card.dimension.key == key)
    }

    /// True once a card or the last question was revealed.
    pub fn has_reveals(&self) -> bool {
        self.miss.is_some() || self.cards.iter().any(|card| card.revealed.is_some())
    }

    /// Number of people who voted: as stated, or more where a card has more ballots, since somebody
    /// may have left.
    pub fn turnout(&self) -> u32 {
        let most = self.cards.iter().filter_map(|card| match &card.revealed {
            Some(Revealed::Ballots(ballots)) => Some(ballots.tally().answered()),
            _ => None,
        });
        most.max().unwrap_or(0).max(self.voters.count())
    }

    /// Finds the first card that is not settled, else the last.
    pub fn first_unsettled(&self) -> usize {
        let last = self.cards.len().saturating_sub(1);
        self.cards.iter().position(|card| !card.settled()).unwrap_or(last)
    }

    /// Finds the card on which the check stopped: the last one with anything on it if it is not
    /// settled, else the next one that is not.
    pub fn stopped_at(&self) -> usize {
        let touched =
            |card: &Card| card.settled() || card.revealed.is_some() || !card.notes.is_empty();
        let Some(last) = self.cards.iter().rposition(touched) else {
            return self.first_unsettled();
        };
        let open = |(_, card): &(usize, &Card)| !card.settled();
        let next = self.cards.iter().enumerate().skip(last).find(open);
        next.map_or_else(|| self.first_unsettled(), |(at, _)| at)
    }

    /// True once every card is agreed or skipped.
    pub fn all_settled(&self) -> bool {
        self.cards.iter().all(Card::settled)
    }
}
