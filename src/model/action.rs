//! Actions and experiments: a team's follow-up.
//!
//! They live in the session in which they were born; later states are written there with a date.

mod experiment;

use std::borrow::Cow;

use jiff::civil::Date;

use super::unknown_fields::Extra;

pub use experiment::{Experiment, ExperimentOutcome, ExperimentState, ExperimentStep};

/// State of an action.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ActionState {
    /// To be done.
    #[default]
    Open,
    /// Done.
    Done,
    /// Given up on purpose.
    Dropped,
}

impl ActionState {
    /// States in the order of screens.
    pub const ALL: [Self; 3] = [Self::Open, Self::Done, Self::Dropped];

    /// Names the state in files and on screens.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// Reads a file's word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }
}

/// A change in the life of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionStep {
    /// Looked at, and still open.
    Carried,
    /// Done.
    Done,
    /// Given up.
    Dropped,
    /// Opened again.
    Open,
}

impl ActionStep {
    /// Steps in the order of screens.
    pub const ALL: [Self; 4] = [Self::Carried, Self::Done, Self::Dropped, Self::Open];

    /// Names it in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Carried => "carried",
            Self::Done => "done",
            Self::Dropped => "dropped",
            Self::Open => "open",
        }
    }

    /// Reads a file's word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }

    /// The state after this step.
    pub const fn state(self) -> ActionState {
        match self {
            Self::Carried | Self::Open => ActionState::Open,
            Self::Done => ActionState::Done,
            Self::Dropped => ActionState::Dropped,
        }
    }
}

/// A dated step of an action, or of an experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateChange<S = ActionStep> {
    /// Day of the change.
    pub date: Date,
    /// Kind of change.
    pub step: S,
}

/// Records a step on `date`. A second one on the same day replaces the first.
fn write_down<S>(changes: &mut Vec<StateChange<S>>, step: S, date: Date) {
    if changes.last().is_some_and(|last| last.date == date) {
        changes.pop();
    }
    changes.push(StateChange { date, step });
}

/// Something to do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActionItem {
    /// Text as people typed it.
    pub text: String,
    /// Name of the owner; empty while nobody has taken it.
    pub owner: String,
    /// Due date, if one is agreed.
    pub due: Option<Date>,
    /// Key of its dimension.
    pub dimension: Option<String>,
    /// State after the last change.
    pub state: ActionState,
    /// Changes, oldest first.
    pub changes: Vec<StateChange>,
    /// Keys that this version does not know.
    pub extra: Extra,
}

impl ActionItem {
    /// True while it is still to be done.
    pub fn is_open(&self) -> bool {
        self.state == ActionState::Open
    }

    /// Records a step on `date`. A second one on the same day replaces the first.
    pub fn step(&mut self, step: ActionStep, date: Date) {
        write_down(&mut self.changes, step, date);
        self.state = step.state();
    }

    /// The latest change.
    pub fn last_step(&self) -> Option<StateChange> {
        self.changes.last().copied()
    }

    /// The action as it was on a day; none: as it is now. What was written later is left out.
    pub fn at(&self, day: Option<Date>) -> Cow<'_, Self> {
        let Some(known) = known_on(&self.changes, day) else { return Cow::Borrowed(self) };
        let state = known.last().map_or(ActionState::Open, |last| last.step.state());
        Cow::Owned(Self { state, changes: known, ..self.clone() })
    }
}

/// The changes up to a day, where there are later ones.
fn known_on<S: Copy>(changes: &[StateChange<S>], day: Option<Date>) -> Option<Vec<StateChange<S>>> {
    let day = day?;
    let known: Vec<_> = changes.iter().copied().filter(|change| change.date <= day).collect();
    (known.len() < changes.len()).then_some(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_became_of_an_action_later_is_not_known_before() {
        let mut action = ActionItem::default();
        action.step(ActionStep::Carried, date(2026, 4, 20));
        action.step(ActionStep::Done, date(2026, 10, 1));
        let on = |day| action.at(day).into_owned();
        assert_eq!(on(None), action);
        assert_eq!(on(Some(date(2026, 10, 1))), action);
        let before = on(Some(date(2026, 9, 30)));
        assert_eq!((before.state, before.changes.len()), (ActionState::Open, 1));
        // Without a day nobody can say that it was later.
        let undated = ActionItem { state: ActionState::Done, ..ActionItem::default() };
        assert_eq!(undated.at(Some(date(2026, 1, 1))).state, ActionState::Done);
    }

    #[test]
    fn the_last_word_of_a_day_counts() {
        let mut action = ActionItem::default();
        action.step(ActionStep::Carried, date(2026, 11, 20));
        action.step(ActionStep::Done, date(2026, 11, 27));
        action.step(ActionStep::Carried, date(2026, 11, 27));
        assert!(action.is_open());
        assert_eq!(action.changes.len(), 2);
        assert_eq!(action.last_step().map(|c| c.step), Some(ActionStep::Carried));
    }
}
