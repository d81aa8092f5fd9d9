//! Findings of the rules: names, numbers and days, without a sentence.

use jiff::civil::Date;

use super::super::action::{ActionState, ExperimentOutcome};
use super::super::consensus::Change;
use super::super::light::Light;
use super::super::scale::{LabelledVote, Vote};
use super::super::score::{Mean, Score};
use super::super::session::Card;
use super::super::template_rule::{Condition, RuleTarget};
use super::InsightKind;

/// Dimension of an insight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsightTopic {
    /// Its key in the session.
    pub key: String,
    /// Its name.
    pub name: String,
}

impl InsightTopic {
    pub(super) fn new(card: &Card) -> Self {
        Self { key: card.dimension.key.clone(), name: card.dimension.name.clone() }
    }
}

/// A finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Insight {
    /// No card has enough votes to be shown.
    HiddenVotes {
        /// Number of votes that a card needs.
        threshold: u32,
    },
    /// So few votes that one person moves the picture.
    FewVotes {
        /// Number of votes on the card that has most.
        most: u32,
    },
    /// A change since the last agreed value.
    Moved {
        /// Better or worse.
        change: Change,
        /// Value agreed last time.
        was: LabelledVote,
        /// Date of last time.
        on: Date,
        /// Value agreed now.
        is: LabelledVote,
    },
    /// A decline that is not red yet.
    Sliding(Slide),
    /// One light for several checks in a row.
    Streak {
        /// The light.
        light: Light,
        /// Number of checks.
        checks: usize,
        /// Date of the first of them.
        since: Date,
    },
    /// Votes that lie far apart.
    Split {
        /// Sentence of the method; none where it has none for this.
        say: Option<String>,
        /// The votes.
        votes: SplitVotes,
    },
    /// The target of the method.
    Target {
        /// The target.
        target: RuleTarget,
        /// Number of checks in a row, up to now, with a score above it.
        held: u32,
        /// Score of this session.
        score: Score,
    },
    /// A rule of the method that holds.
    Rule {
        /// Sentence of the rule.
        say: String,
        /// Numbers that meet its condition.
        evidence: Box<Evidence>,
        /// Its condition.
        when: Condition,
    },
    /// A rise of the dimension in another team, with its actions and experiments before.
    Elsewhere {
        /// Name of the team.
        team: String,
        /// Date of the session before the rise.
        from: Date,
        /// Date of the rise.
        to: Date,
        /// Actions and experiments of the session before the rise.
        tried: Vec<Tried>,
    },
    /// A prompt of the method to talk about.
    Prompt {
        /// Sentence of the prompt.
        text: String,
    },
}

impl Insight {
    /// Kind of the insight.
    pub const fn kind(&self) -> InsightKind {
        match self {
            Self::HiddenVotes { .. } | Self::FewVotes { .. } => InsightKind::Caution,
            Self::Moved { .. } => InsightKind::Moved,
            Self::Sliding(_) => InsightKind::Sliding,
            Self::Streak { .. } => InsightKind::Streak,
            Self::Split { .. } => InsightKind::Split,
            Self::Target { .. } => InsightKind::Target,
            Self::Rule { .. } => InsightKind::Rule,
            Self::Elsewhere { .. } => InsightKind::Elsewhere,
            Self::Prompt { .. } => InsightKind::Prompt,
        }
    }
}

/// Sign of a decline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slide {
    /// The team said now and on this day that it gets worse.
    SaidTwice(Date),
    /// Less healthy than on this day, and said to get worse.
    FellAndSaid(Date),
    /// Less healthy than the time before, twice in a row since this day.
    FellTwice(Date),
    /// Agreed as before, and the median vote fell.
    MedianFell {
        /// Median of last time.
        was: LabelledVote,
        /// Date of last time.
        on: Date,
        /// Median now.
        is: LabelledVote,
    },
}

/// Votes with little agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct SplitVotes {
    /// Agreement, from 0 to 1.
    pub agreement: f64,
    /// Agreement below which votes count as split.
    pub below: f64,
    /// Number of votes of each answer.
    pub votes: Vec<(LabelledVote, u32)>,
}

/// Numbers that meet the condition of a rule.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// The score of the whole.
    Score(Score),
    /// The agreed value of the dimension.
    Agreed(LabelledVote),
    /// Agreed values above a bound, so many checks in a row.
    Held {
        /// The bound.
        above: Vote,
        /// Number of checks.
        checks: usize,
    },
    /// A score above a bound, so many checks in a row.
    ScoreHeld {
        /// The bound.
        above: Vote,
        /// Number of checks.
        checks: u32,
        /// Score of this session.
        score: Score,
    },
    /// A fall of the score.
    ScoreFell {
        /// Mean then.
        was: Mean,
        /// Date of then.
        on: Date,
        /// Score of this session.
        is: Score,
    },
    /// A fall of the agreed value.
    Fell {
        /// Value agreed then.
        was: LabelledVote,
        /// Date of then.
        on: Date,
        /// Value agreed now.
        is: LabelledVote,
    },
    /// Means of word and deed.
    Gap {
        /// Mean of the word.
        said: Score,
        /// Mean of the deed.
        done: Score,
        /// The gap between them.
        gap: Mean,
    },
}

/// An action or an experiment of another team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// An action.
    Action {
        /// Its text.
        text: String,
        /// Its state.
        state: ActionState,
    },
    /// An experiment.
    Experiment {
        /// Its text.
        text: String,
        /// Its outcome; none while it runs.
        outcome: Option<ExperimentOutcome>,
        /// Lessons learnt; may be empty.
        learning: String,
    },
}
