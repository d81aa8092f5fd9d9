//! Experiments: what is tried, what came of it, and what was learnt.
//!
//! Knows no health: an experiment that did not work is as much worth as one that did, if something
//! was learnt.

use jiff::civil::Date;

use super::{StateChange, write_down};
use crate::model::unknown_fields::Extra;

/// Where an experiment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExperimentState {
    /// It is being tried.
    Running,
    /// It has come to its end.
    Finished,
    /// It was given up before its end.
    Dropped,
}

/// Words of people with which an experiment has come to its end.
const FINISHED: [&str; 8] =
    ["finished", "worked", "did-not", "did not", "did not work", "unclear", "done", "closed"];
/// Words of people with which it was given up.
const DROPPED: [&str; 3] = ["dropped", "stopped", "given up"];

impl ExperimentState {
    /// The word of files and screens.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Finished => "finished",
            Self::Dropped => "dropped",
        }
    }

    /// What people mean by a state. A word that is not known, or none, leaves an experiment where
    /// somebody looks at it.
    pub fn of_word(word: &str) -> Self {
        let word = word.trim().to_lowercase();
        if FINISHED.contains(&word.as_str()) {
            Self::Finished
        } else if DROPPED.contains(&word.as_str()) {
            Self::Dropped
        } else {
            Self::Running
        }
    }
}

/// What came of an experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExperimentOutcome {
    /// What was expected came.
    Worked,
    /// It did not.
    DidNot,
    /// Nobody can say.
    Unclear,
}

impl ExperimentOutcome {
    /// All outcomes.
    pub const ALL: [Self; 3] = [Self::Worked, Self::DidNot, Self::Unclear];

    /// The word of files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Worked => "worked",
            Self::DidNot => "did-not",
            Self::Unclear => "unclear",
        }
    }

    /// The words of screens and reports.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Worked => "worked",
            Self::DidNot => "did not work",
            Self::Unclear => "unclear",
        }
    }

    /// The outcome of a file's word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// What happened to an experiment on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExperimentStep {
    /// Looked at, and it goes on.
    Carried,
    /// It came to its end.
    Finished,
    /// It was given up.
    Dropped,
    /// It was begun again.
    Running,
}

impl ExperimentStep {
    /// All steps.
    pub const ALL: [Self; 4] = [Self::Carried, Self::Finished, Self::Dropped, Self::Running];

    /// The word of files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Carried => "carried",
            Self::Finished => "finished",
            Self::Dropped => "dropped",
            Self::Running => "running",
        }
    }

    /// The step of a file's word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.word() == word)
    }

    /// Where an experiment stands after this step.
    pub const fn trial(self) -> ExperimentState {
        match self {
            Self::Carried | Self::Running => ExperimentState::Running,
            Self::Finished => ExperimentState::Finished,
            Self::Dropped => ExperimentState::Dropped,
        }
    }
}

/// Something to try.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Experiment {
    /// What.
    pub text: String,
    /// Who sees to it.
    pub owner: String,
    /// What the team expects, and why.
    pub hypothesis: String,
    /// How far it may go wrong and still be safe.
    pub limit: String,
    /// How it is taken back.
    pub rollback: String,
    /// How the team will know.
    pub measure: String,
    /// When it is looked at.
    pub review: Option<Date>,
    /// The key of the dimension it is about.
    pub dimension: Option<String>,
    /// Where it stands, in the file's word; empty: not said. People may write any word: see
    /// [`Self::trial`].
    pub state: String,
    /// What came of it, where a file says so: see [`Self::came_of_it`].
    pub outcome: Option<ExperimentOutcome>,
    /// What was learnt.
    pub learning: String,
    /// How it got where it stands, oldest first.
    pub changes: Vec<StateChange<ExperimentStep>>,
    /// Keys that this version does not know.
    pub extra: Extra,
}

impl Experiment {
    /// Where it stands.
    pub fn trial(&self) -> ExperimentState {
        ExperimentState::of_word(&self.state)
    }

    /// Whether it is still being tried.
    pub fn is_running(&self) -> bool {
        self.trial() == ExperimentState::Running
    }

    /// What came of it: what its outcome says, else what its state does in the words of people.
    pub fn came_of_it(&self) -> Option<ExperimentOutcome> {
        self.outcome.or_else(|| match self.state.trim().to_lowercase().as_str() {
            "worked" => Some(ExperimentOutcome::Worked),
            "did-not" | "did not" | "did not work" => Some(ExperimentOutcome::DidNot),
            "unclear" => Some(ExperimentOutcome::Unclear),
            _ => None,
        })
    }

    /// Whether somebody wrote down what was learnt.
    pub fn is_learnt(&self) -> bool {
        !self.learning.trim().is_empty()
    }

    /// Whether it is to be looked at on `date`: its day has come, or nobody has said a day.
    pub fn is_up_for_review(&self, date: Date) -> bool {
        self.is_running() && self.review.is_none_or(|review| review <= date)
    }

    /// Writes down what happened on `date`. A word of people for "it goes on" stays as they wrote
    /// it, and what came of an experiment that goes on is not known yet.
    pub fn step(&mut self, step: ExperimentStep, date: Date) {
        write_down(&mut self.changes, step, date);
        let trial = step.trial();
        if trial != ExperimentState::Running
            || self.trial() != ExperimentState::Running
            || self.state.is_empty()
        {
            trial.word().clone_into(&mut self.state);
        }
        if trial == ExperimentState::Running {
            self.outcome = None;
        }
    }

    /// It has come to its end, with what came of it and what was learnt; nothing may have been.
    pub fn finish(&mut self, outcome: ExperimentOutcome, learning: String, date: Date) {
        self.step(ExperimentStep::Finished, date);
        self.outcome = Some(outcome);
        self.learning = learning;
    }

    /// The last thing that was written about it.
    pub fn last_step(&self) -> Option<StateChange<ExperimentStep>> {
        self.changes.last().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn in_state(state: &str) -> Experiment {
        Experiment { state: state.to_owned(), ..Experiment::default() }
    }

    #[test]
    fn words_of_people_say_where_an_experiment_stands_and_unknown_ones_hide_nothing() {
        for (word, trial, outcome) in [
            ("", ExperimentState::Running, None),
            ("running", ExperimentState::Running, None),
            ("we love it", ExperimentState::Running, None),
            (" Worked ", ExperimentState::Finished, Some(ExperimentOutcome::Worked)),
            ("did not work", ExperimentState::Finished, Some(ExperimentOutcome::DidNot)),
            ("unclear", ExperimentState::Finished, Some(ExperimentOutcome::Unclear)),
            ("done", ExperimentState::Finished, None),
            ("Given up", ExperimentState::Dropped, None),
        ] {
            assert_eq!(
                (in_state(word).trial(), in_state(word).came_of_it()),
                (trial, outcome),
                "{word:?}"
            );
        }
    }

    #[test]
    fn an_experiment_ends_with_what_came_of_it_and_may_go_on_again() {
        let mut tried = in_state("half way");
        tried.step(ExperimentStep::Carried, date(2026, 11, 20));
        assert_eq!(tried.state, "half way", "it is their word");
        tried.finish(ExperimentOutcome::DidNot, "Too many builds".to_owned(), date(2026, 12, 4));
        assert_eq!(
            (tried.trial(), tried.came_of_it(), tried.is_learnt()),
            (ExperimentState::Finished, Some(ExperimentOutcome::DidNot), true)
        );
        tried.step(ExperimentStep::Carried, date(2026, 12, 4));
        assert_eq!(
            (tried.state.as_str(), tried.outcome, tried.changes.len()),
            ("running", None, 2)
        );
        assert_eq!(tried.learning, "Too many builds", "what was learnt once is not forgotten");
    }

    #[test]
    fn a_review_is_due_on_its_day_and_always_where_nobody_named_one() {
        let today = date(2026, 11, 20);
        let on = |review| Experiment { review, ..Experiment::default() };
        assert!(on(None).is_up_for_review(today) && on(Some(today)).is_up_for_review(today));
        assert!(!on(Some(date(2026, 11, 21))).is_up_for_review(today));
        assert!(
            !Experiment { review: Some(today), ..in_state("finished") }.is_up_for_review(today)
        );
    }
}
