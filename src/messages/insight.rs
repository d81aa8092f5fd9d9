//! Insights in words: titles, sentences and reasons.

use crate::model::Condition;
use crate::model::insight::{InsightKind, InsightLine};

use super::english;

/// An insight in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsightText {
    /// Kind of insight.
    pub kind: InsightKind,
    /// The key of the dimension in the session; none: the whole.
    pub key: Option<String>,
    /// Sentence to tell.
    pub says: String,
    /// Reason, with the numbers behind it; empty where there are none.
    pub reason: String,
    /// Suggestions to try, in the words of the template.
    pub suggest: Vec<String>,
}

impl InsightText {
    /// Says an insight.
    pub fn new(line: &InsightLine) -> Self {
        Self {
            kind: line.kind(),
            key: line.about.as_ref().map(|about| about.key.clone()),
            says: english::insight::says(line),
            reason: english::insight::reason(line),
            suggest: line.suggest.clone(),
        }
    }

    /// Says findings that are alike in one sentence, with all their names.
    ///
    /// # Panics
    /// Where there is none.
    pub fn of_group(lines: &[InsightLine]) -> Self {
        let mut text = Self::new(&lines[0]);
        if lines.len() > 1 {
            text.says = english::insight::says_of_several(lines);
            text.reason = english::insight::reason_of_several(lines);
        }
        text
    }

    /// Says all of these.
    pub fn all(lines: &[InsightLine]) -> Vec<Self> {
        lines.iter().map(Self::new).collect()
    }

    /// Title over insights of this kind.
    pub const fn title(&self) -> &'static str {
        english::insight::title(self.kind)
    }
}

/// Says the condition of a rule: `at 3 or less`, `above 4 in 2 checks in a row`.
pub fn condition(when: &Condition) -> String {
    english::insight::condition(when)
}
