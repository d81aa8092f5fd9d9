//! Rules, advice and target of a template. Pure data.
//!
//! Nothing here looks at a session: whether a rule holds is worked out elsewhere, from these
//! numbers alone.

use super::level::Level;
use super::scale::Vote;

/// Scope of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The score of the whole; see [`super::score`].
    #[default]
    Score,
    /// Each dimension, or each pair, for itself.
    Each,
    /// One dimension, by its key.
    Dimension(String),
}

/// Condition of a rule. Bounds are levels, after reversal, or lights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It is at this bound or less healthy.
    AtMost(Vote),
    /// It is healthier than this bound.
    Above(Vote),
    /// It was above the bound in each of so many sessions, this one and those before it.
    Held {
        /// Bound of each session.
        above: Vote,
        /// Number of sessions in a row.
        sessions: u32,
    },
    /// It is less healthy than so many sessions ago, by at least so much.
    Fell {
        /// Levels, or steps between neighbouring lights.
        by: Level,
        /// Number of sessions to look back.
        sessions: u32,
    },
    /// The votes agree less than this, in thousandths; see [`super::consensus::agreement`].
    Split(u32),
    /// The word is above the deed by at least this much.
    Gap(Level),
}

impl Condition {
    /// The keys under which the kinds stand in a file.
    pub const KEYS: [&str; 6] = ["at-most", "above", "held", "fell", "split", "gap"];

    /// The key of this kind.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::AtMost(_) => "at-most",
            Self::Above(_) => "above",
            Self::Held { .. } => "held",
            Self::Fell { .. } => "fell",
            Self::Split(_) => "split",
            Self::Gap(_) => "gap",
        }
    }

    /// Scope of this kind of rule where the file has none.
    pub const fn of_itself(&self) -> Scope {
        match self {
            Self::AtMost(_) | Self::Above(_) | Self::Held { .. } | Self::Fell { .. } => {
                Scope::Score
            }
            Self::Split(_) | Self::Gap(_) => Scope::Each,
        }
    }

    /// Bound that has to be an answer of the scale, if there is one.
    pub const fn bound(&self) -> Option<Vote> {
        match self {
            Self::AtMost(bound) | Self::Above(bound) | Self::Held { above: bound, .. } => {
                Some(*bound)
            }
            Self::Fell { .. } | Self::Split(_) | Self::Gap(_) => None,
        }
    }
}

/// A sentence that is offered, and the dimensions that it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advice {
    /// Sentence of the advice.
    pub text: String,
    /// Keys of the dimensions that it is for; none: for the whole.
    pub dimensions: Vec<String>,
}

/// A sentence for a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateRule {
    /// Condition under which it is told.
    pub when: Condition,
    /// Scope of the condition.
    pub of: Scope,
    /// Sentence to tell.
    pub say: String,
    /// Advice to try; the one for the weakest dimensions comes first.
    pub suggest: Vec<Advice>,
}

/// Target of the score, and its duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleTarget {
    /// The score is to be above this.
    pub above: Level,
    /// Number of sessions in a row until it counts as reached.
    pub sessions: u32,
}
