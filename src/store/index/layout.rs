//! The layout of the index on disk: types of its own, so that the model is free to change.
//!
//! The order of fields and variants is the layout. A change of it needs another version in
//! [`HEAD`](super::HEAD); a new variant in the model does not compile until it has its place here.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::super::dir_entries::Stamp;
use crate::model::{
    Agreed, Asked, Bands, CardSummary, Counts, Direction, Level, Levels, Light, Outcome, Scale,
    Secrecy, State, Vote, VotingMode,
};

/// The parts that entries share.
#[derive(Serialize, Deserialize)]
pub struct Head<'a> {
    pub folder: &'a str,
    pub looked: i64,
    #[serde(borrow)]
    pub words: Vec<&'a str>,
    #[serde(borrow)]
    pub asked: Vec<Vec<AskedRow<'a>>>,
    pub cards: Vec<CardRow>,
    pub entries: usize,
}

/// One session.
#[derive(Serialize, Deserialize)]
pub struct Entry<'a> {
    pub name: &'a [u8],
    pub stamp: StampRow,
    pub state: StateRow,
    pub id: Option<&'a str>,
    pub date: DateRow,
    /// Four bytes for each of its questions: the place of the card in the head.
    #[serde(borrow)]
    pub cards: Cow<'a, [u8]>,
    pub team: u32,
    pub template: Option<u32>,
    pub secrecy: SecrecyRow,
    pub way: WayRow,
    pub voters: u32,
    pub turnout: u32,
    pub newer: Option<u32>,
    pub doubtful: bool,
    pub asked: u32,
    pub open_actions: Vec<Option<DateRow>>,
    pub actions: u32,
    pub done: u32,
    pub experiments: u32,
    pub running: u32,
    pub finished: u32,
    pub learnt: u32,
    #[serde(borrow)]
    pub about: Vec<&'a str>,
}

#[derive(Serialize, Deserialize)]
pub struct StampRow {
    size: u64,
    modified: i64,
    changed: i64,
    inode: u64,
}

impl From<Stamp> for StampRow {
    fn from(Stamp { size, modified, changed, inode }: Stamp) -> Self {
        Self { size, modified, changed, inode }
    }
}

impl From<StampRow> for Stamp {
    fn from(StampRow { size, modified, changed, inode }: StampRow) -> Self {
        Self { size, modified, changed, inode }
    }
}

#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct DateRow(i16, i8, i8);

impl From<Date> for DateRow {
    fn from(date: Date) -> Self {
        Self(date.year(), date.month(), date.day())
    }
}

impl DateRow {
    /// Returns the date, if there is such a day.
    pub fn date(self) -> Option<Date> {
        Date::new(self.0, self.1, self.2).ok()
    }
}

/// Makes an enum without fields that is stored by the place of its variants, and both conversions.
macro_rules! plain {
    ($row:ident = $model:ident { $($variant:ident),+ }) => {
        #[derive(Clone, Copy, Serialize, Deserialize)]
        pub enum $row { $($variant),+ }

        impl From<$model> for $row {
            fn from(value: $model) -> Self {
                match value { $($model::$variant => Self::$variant),+ }
            }
        }

        impl From<$row> for $model {
            fn from(value: $row) -> Self {
                match value { $($row::$variant => Self::$variant),+ }
            }
        }
    };
}

plain!(StateRow = State { Open, Closed });
plain!(SecrecyRow = Secrecy { Anonymous, Named });
plain!(WayRow = VotingMode { Hands, Turns, Devices });
plain!(LightRow = Light { Green, Yellow, Red });
plain!(DirectionRow = Direction { Improving, Stable, Worsening });

#[derive(Serialize, Deserialize)]
pub struct AskedRow<'a> {
    key: &'a str,
    name: &'a str,
    #[serde(borrow)]
    scale: ScaleRow<'a>,
    wording: u64,
}

#[derive(Serialize, Deserialize)]
enum ScaleRow<'a> {
    TrafficLight,
    #[serde(borrow)]
    Levels(LevelsRow<'a>),
}

#[derive(Serialize, Deserialize)]
struct LevelsRow<'a> {
    min: i32,
    max: i32,
    step: i32,
    #[serde(borrow)]
    labels: Vec<(i32, &'a str)>,
    #[serde(borrow)]
    descriptions: Vec<(i32, &'a str)>,
    /// The lowest level of red, of yellow, of green.
    lights: (i32, i32, i32),
    unlit: bool,
    reversed: bool,
    as_of: &'a str,
}

impl<'a> From<&'a Asked> for AskedRow<'a> {
    fn from(Asked { key, name, scale, wording }: &'a Asked) -> Self {
        Self { key, name, scale: scale.into(), wording: *wording }
    }
}

impl From<AskedRow<'_>> for Asked {
    fn from(AskedRow { key, name, scale, wording }: AskedRow<'_>) -> Self {
        Self { key: key.to_owned(), name: name.to_owned(), scale: scale.into(), wording }
    }
}

impl<'a> From<&'a Scale> for ScaleRow<'a> {
    fn from(scale: &'a Scale) -> Self {
        match scale {
            Scale::TrafficLight => Self::TrafficLight,
            Scale::Levels(levels) => Self::Levels(levels.into()),
        }
    }
}

impl From<ScaleRow<'_>> for Scale {
    fn from(scale: ScaleRow<'_>) -> Self {
        match scale {
            ScaleRow::TrafficLight => Self::TrafficLight,
            ScaleRow::Levels(levels) => Self::Levels(levels.into()),
        }
    }
}

impl<'a> From<&'a Levels> for LevelsRow<'a> {
    fn from(levels: &'a Levels) -> Self {
        let Levels { min, max, step, labels, descriptions, lights, reversed, as_of } = levels;
        let row = |(level, text): (&Level, &'a String)| (level.in_thousandths(), text.as_str());
        let Bands { red, yellow, green, unlit } = lights;
        Self {
            min: min.in_thousandths(),
            max: max.in_thousandths(),
            step: step.in_thousandths(),
            labels: labels.iter().map(row).collect(),
            descriptions: descriptions.iter().map(row).collect(),
            lights: (red.in_thousandths(), yellow.in_thousandths(), green.in_thousandths()),
            unlit: *unlit,
            reversed: *reversed,
            as_of,
        }
    }
}

impl From<LevelsRow<'_>> for Levels {
    fn from(row: LevelsRow<'_>) -> Self {
        let texts = |rows: Vec<(i32, &str)>| {
            rows.into_iter().map(|(at, text)| (Level::thousandths(at), text.to_owned())).collect()
        };
        let (red, yellow, green) = row.lights;
        Self {
            min: Level::thousandths(row.min),
            max: Level::thousandths(row.max),
            step: Level::thousandths(row.step),
            labels: texts(row.labels),
            descriptions: texts(row.descriptions),
            lights: Bands {
                red: Level::thousandths(red),
                yellow: Level::thousandths(yellow),
                green: Level::thousandths(green),
                unlit: row.unlit,
            },
            reversed: row.reversed,
            as_of: row.as_of.to_owned(),
        }
    }
}

#[derive(Serialize, Deserialize)]
pub struct CardRow {
    agreed: (Option<VoteRow>, Option<DirectionRow>),
    skipped: bool,
    outcome: OutcomeRow,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum VoteRow {
    Light(LightRow),
    Level(i32),
}

#[derive(Serialize, Deserialize)]
enum OutcomeRow {
    Secret,
    Hidden,
    Counted {
        votes: u32,
        answered: u32,
        median: Option<VoteRow>,
        direction: Option<DirectionRow>,
        agreement: Option<f32>,
    },
}

impl From<Vote> for VoteRow {
    fn from(vote: Vote) -> Self {
        match vote {
            Vote::Light(light) => Self::Light(light.into()),
            Vote::Level(level) => Self::Level(level.in_thousandths()),
        }
    }
}

impl From<VoteRow> for Vote {
    fn from(vote: VoteRow) -> Self {
        match vote {
            VoteRow::Light(light) => Self::Light(light.into()),
            VoteRow::Level(level) => Self::Level(Level::thousandths(level)),
        }
    }
}

impl From<CardSummary> for CardRow {
    fn from(CardSummary { agreed, skipped, outcome }: CardSummary) -> Self {
        let outcome = match outcome {
            Outcome::Secret => OutcomeRow::Secret,
            Outcome::Hidden => OutcomeRow::Hidden,
            Outcome::Counted(Counts { votes, answered, median, direction, agreement }) => {
                OutcomeRow::Counted {
                    votes,
                    answered,
                    median: median.map(Into::into),
                    direction: direction.map(Into::into),
                    agreement,
                }
            }
        };
        let Agreed { vote, direction } = agreed;
        Self { agreed: (vote.map(Into::into), direction.map(Into::into)), skipped, outcome }
    }
}

impl From<CardRow> for CardSummary {
    fn from(CardRow { agreed, skipped, outcome }: CardRow) -> Self {
        let (vote, direction) = agreed;
        let outcome = match outcome {
            OutcomeRow::Secret => Outcome::Secret,
            OutcomeRow::Hidden => Outcome::Hidden,
            OutcomeRow::Counted { votes, answered, median, direction, agreement } => {
                Outcome::Counted(Counts {
                    votes,
                    answered,
                    median: median.map(Into::into),
                    direction: direction.map(Into::into),
                    agreement,
                })
            }
        };
        let agreed = Agreed { vote: vote.map(Into::into), direction: direction.map(Into::into) };
        Self { agreed, skipped, outcome }
    }
}
