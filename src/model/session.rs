//! One health check of one team on one day, as it is kept.
//!
//! Ballots of cards that are not revealed are not part of a session: see [`super::check`].

use std::borrow::Cow;

use jiff::civil::Date;

use super::action::{ActionItem, Experiment};
use super::ballot::{Ballots, Tally};
use super::light::Direction;
use super::scale::Vote;
use super::template::{Dimension, Template};
use super::unknown_fields::Extra;

/// Whether ballots carry names. Settled before the first vote and kept for good.
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

    /// The word of files and commands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Named => "named",
        }
    }

    /// The secrecy of a file's word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }
}

/// How ballots are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum VotingMode {
    /// People show hands or cards, and the facilitator types what is seen.
    #[default]
    Hands,
    /// One sitting a person over all cards, at this keyboard.
    Turns,
}

impl VotingMode {
    /// Both, the default first.
    pub const ALL: [Self; 2] = [Self::Hands, Self::Turns];

    /// The word of files and commands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hands => "hands",
            Self::Turns => "turns",
        }
    }

    /// The way of a file's word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.word() == word)
    }
}

/// Who votes. Which of the two it is settles the secrecy, so the two cannot contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voters {
    /// Anonymous: only how many.
    Count(u32),
    /// Named: who.
    People(Vec<String>),
}

impl Voters {
    /// What these voters mean for secrecy.
    pub const fn secrecy(&self) -> Secrecy {
        match self {
            Self::Count(_) => Secrecy::Anonymous,
            Self::People(_) => Secrecy::Named,
        }
    }

    /// How many.
    pub fn count(&self) -> u32 {
        match self {
            Self::Count(count) => *count,
            Self::People(people) => u32::try_from(people.len()).unwrap_or(u32::MAX),
        }
    }

    /// Who, where they are named.
    pub fn people(&self) -> &[String] {
        match self {
            Self::Count(_) => &[],
            Self::People(people) => people,
        }
    }
}

/// What the team settled on after the reveal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Agreed {
    /// The one light or level.
    pub vote: Option<Vote>,
    /// The one direction.
    pub direction: Option<Direction>,
}

impl Agreed {
    /// Whether nothing is settled.
    pub const fn is_empty(&self) -> bool {
        self.vote.is_none() && self.direction.is_none()
    }
}

/// What a reveal wrote down.
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
    /// What was asked.
    pub dimension: Dimension,
    /// None: not revealed yet.
    pub revealed: Option<Revealed>,
    /// What the team settled on.
    pub agreed: Agreed,
    /// What was said, in the facilitator's words; lines separated by `\n`.
    pub notes: String,
    /// The team chose not to vote on it.
    pub skipped: bool,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// What of a card's ballots may be shown.
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
    /// The counts, where they may be shown.
    pub fn tally(&self) -> Option<&Tally> {
        match self {
            Self::Tally(tally) => Some(tally),
            Self::Secret | Self::Hidden => None,
        }
    }
}

impl Card {
    /// A card to be voted on. Aliases stay with the template: a session keeps its own wording only.
    pub fn new(dimension: Dimension) -> Self {
        Self { dimension: Dimension { aliases: Vec::new(), ..dimension }, ..Self::default() }
    }

    /// What of the ballots may be shown: the one place that holds the threshold for screens and
    /// exports.
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

    /// Whether there is nothing left to do on it: agreed or skipped.
    pub const fn settled(&self) -> bool {
        self.skipped || self.agreed.vote.is_some()
    }
}

/// Answers to "would you miss this check if it were gone?"
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MissTally {
    /// They would.
    pub would: u32,
    /// They are not sure.
    pub unsure: u32,
    /// They would not.
    pub would_not: u32,
}

impl MissTally {
    /// How many answered.
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
    /// The counts, where they may be shown: the threshold holds for the last question, too.
    pub const fn shown(self, secrecy: Secrecy, threshold: u32) -> Option<MissTally> {
        match self {
            Self::Tally(tally) if matches!(secrecy, Secrecy::Named) || tally.n() >= threshold => {
                Some(tally)
            }
            Self::Tally(_) | Self::Hidden => None,
        }
    }
}

/// Whether a session goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum State {
    /// Not finished.
    #[default]
    Open,
    /// Finished; read-only until it is reopened.
    Closed,
}

impl State {
    /// The word of files.
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
    /// Who holds the check.
    pub team: String,
    /// The day.
    pub date: Date,
    /// The template's key; the wording itself stands on the cards.
    pub template: Option<String>,
    /// How ballots are given.
    pub way: VotingMode,
    /// Who votes, and with it the secrecy.
    pub voters: Voters,
    /// The cards in order.
    pub cards: Vec<Card>,
    /// Keys of the dimensions to work on, at most [`Session::FOCUS`].
    pub focus: Vec<String>,
    /// Would the team miss this check?
    pub miss: Option<Miss>,
    /// What was agreed to be done.
    pub actions: Vec<ActionItem>,
    /// What was agreed to be tried.
    pub experiments: Vec<Experiment>,
    /// The days on which the closed session was reopened.
    pub reopened: Vec<Date>,
    /// Open or closed.
    pub state: State,
    /// Keys that this version does not know.
    pub extra: Extra,
    /// The version of the format, where a newer program wrote the session: then it can only be
    /// looked at.
    pub newer: Option<u32>,
}

impl Session {
    /// How many dimensions can be focused on.
    pub const FOCUS: usize = 3;

    /// A new, open session on `template`.
    pub fn new(
        team: String,
        date: Date,
        template: &Template,
        way: VotingMode,
        voters: Voters,
    ) -> Self {
        Self {
            team,
            date,
            template: Some(template.key.clone()),
            way,
            voters,
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

    /// Whether ballots carry names.
    pub const fn secrecy(&self) -> Secrecy {
        self.voters.secrecy()
    }

    /// Whether it is unfinished.
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// The index of the card with this key.
    pub fn card_index(&self, key: &str) -> Option<usize> {
        self.cards.iter().position(|card| card.dimension.key == key)
    }

    /// The card with this key.
    pub fn card(&self, key: &str) -> Option<&Card> {
        self.cards.iter().find(|card| card.dimension.key == key)
    }

    /// How many voted: the stated number, or more where a card has more ballots (somebody left
    /// since).
    pub fn turnout(&self) -> u32 {
        let most = self.cards.iter().filter_map(|card| match &card.revealed {
            Some(Revealed::Ballots(ballots)) => Some(ballots.tally().answered()),
            _ => None,
        });
        most.max().unwrap_or(0).max(self.voters.count())
    }

    /// The first card on which something is left to do, else the last.
    pub fn first_unsettled(&self) -> usize {
        let last = self.cards.len().saturating_sub(1);
        self.cards.iter().position(|card| !card.settled()).unwrap_or(last)
    }

    /// The card on which the check seems to have stopped: the last one with anything on it if it is
    /// not settled, else the next one that is not.
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

    /// Whether anything is left to do on any card.
    pub fn all_settled(&self) -> bool {
        self.cards.iter().all(Card::settled)
    }
}
