//! Experiments: a trial, its outcome and its learning.
//!
//! Knows no health: an experiment that did not work is as much worth as one that did, if something
//! was learnt.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{StateChange, known_on, write_down};
use crate::model::unknown_fields::Extra;

/// State of an experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExperimentState {
    /// It is being tried.
    Running,
    /// Ends it with its outcome and its learning, which may be empty.
    Finished,
    /// It was given up before its end.
    Dropped,
}

/// Words that people write for an experiment that has ended.
const FINISHED: [&str; 8] =
    ["finished", "worked", "did-not", "did not", "did not work", "unclear", "done", "closed"];
/// Words that people write for one that was given up.
const DROPPED: [&str; 3] = ["dropped", "stopped", "given up"];

impl ExperimentState {
    /// Names the state in files and on screens.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Finished => "finished",
            Self::Dropped => "dropped",
        }
    }

    /// Reads a state that people wrote. An unknown or missing word counts as running, so that
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

/// Outcome of an experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExperimentOutcome {
    /// The expected happened.
    Worked,
    /// The expected did not happen.
    DidNot,
    /// Nobody can tell.
    Unclear,
}

impl ExperimentOutcome {
    /// Outcomes, the best first.
    pub const ALL: [Self; 3] = [Self::Worked, Self::DidNot, Self::Unclear];

    /// Names it in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Worked => "worked",
            Self::DidNot => "did-not",
            Self::Unclear => "unclear",
        }
    }

    /// Reads a file's word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// A change in the life of an experiment.
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
    /// Steps in the order of screens.
    pub const ALL: [Self; 4] = [Self::Carried, Self::Finished, Self::Dropped, Self::Running];

    /// Names it in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Carried => "carried",
            Self::Finished => "finished",
            Self::Dropped => "dropped",
            Self::Running => "running",
        }
    }

    /// Reads a file's word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.word() == word)
    }

    /// The state after this step.
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
    /// Text as people typed it.
    pub text: String,
    /// Name of the owner; empty while nobody has taken it.
    pub owner: String,
    /// Expectation of the team, with its reason.
    pub hypothesis: String,
    /// Safe-to-fail limit: the damage at which the team stops.
    pub limit: String,
    /// Way back, once the limit is reached.
    pub rollback: String,
    /// Measure by which the team judges it.
    pub measure: String,
    /// Day of the review.
    pub review: Option<Date>,
    /// Key of its dimension.
    pub dimension: Option<String>,
    /// State in the file's word; empty where the file has none. People may write any word: see
    /// [`Self::trial`].
    pub state: String,
    /// Outcome in the file: see [`Self::came_of_it`].
    pub outcome: Option<ExperimentOutcome>,
    /// Learning of the team.
    pub learning: String,
    /// Changes, oldest first.
    pub changes: Vec<StateChange<ExperimentStep>>,
    /// Keys that this version does not know.
    pub extra: Extra,
}

impl Experiment {
    /// Reads the state.
    pub fn trial(&self) -> ExperimentState {
        ExperimentState::of_word(&self.state)
    }

    /// True while it is being tried.
    pub fn is_running(&self) -> bool {
        self.trial() == ExperimentState::Running
    }

    /// The outcome, else the one that its state implies in people's words.
    pub fn came_of_it(&self) -> Option<ExperimentOutcome> {
        self.outcome.or_else(|| match self.state.trim().to_lowercase().as_str() {
            "worked" => Some(ExperimentOutcome::Worked),
            "did-not" | "did not" | "did not work" => Some(ExperimentOutcome::DidNot),
            "unclear" => Some(ExperimentOutcome::Unclear),
            _ => None,
        })
    }

    /// True once the learning is written down.
    pub fn is_learnt(&self) -> bool {
        !self.learning.trim().is_empty()
    }

    /// True when a running one is due for review on `date`, or has no day of review.
    pub fn is_up_for_review(&self, date: Date) -> bool {
        self.is_running() && self.review.is_none_or(|review| review <= date)
    }

    /// Records a step on `date`. A running one keeps the state that people wrote, and loses its
    /// outcome.
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

    /// Ends it with its outcome and its learning, which may be empty.
    pub fn finish(&mut self, outcome: ExperimentOutcome, learning: String, date: Date) {
        self.step(ExperimentStep::Finished, date);
        self.outcome = Some(outcome);
        self.learning = learning;
    }

    /// The latest change.
    pub fn last_step(&self) -> Option<StateChange<ExperimentStep>> {
        self.changes.last().copied()
    }

    /// The experiment as it was on a day; none: as it is now. What was written later is left out:
    /// the outcome, which is that of the last end, and what was learnt, unless it had ended before.
    pub fn at(&self, day: Option<Date>) -> Cow<'_, Self> {
        let Some(known) = known_on(&self.changes, day) else { return Cow::Borrowed(self) };
        let trial = known.last().map_or(ExperimentState::Running, |last| last.step.trial());
        let endings = |changes: &[StateChange<ExperimentStep>]| {
            changes.iter().filter(|change| change.step == ExperimentStep::Finished).count()
        };
        let (ended, later) = (endings(&known) > 0, endings(&self.changes) > endings(&known));
        let mut then = Self { changes: known, ..self.clone() };
        // A word of people may say the outcome, too.
        if trial != then.trial() || later {
            trial.word().clone_into(&mut then.state);
        }
        if trial != ExperimentState::Finished || later {
            then.outcome = None;
        }
        if !ended {
            then.learning.clear();
        }
        Cow::Owned(then)
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
    fn what_became_of_an_experiment_later_is_not_known_before() {
        let mut tried = in_state("");
        tried.step(ExperimentStep::Carried, date(2026, 4, 20));
        tried.finish(ExperimentOutcome::Worked, "Small steps".to_owned(), date(2026, 10, 1));
        let on = |day| tried.at(Some(day)).into_owned();
        assert_eq!(on(date(2026, 10, 1)), tried);
        let before = on(date(2026, 9, 30));
        assert_eq!((before.trial(), before.came_of_it()), (ExperimentState::Running, None));
        assert_eq!((before.changes.len(), before.is_learnt()), (1, false));
    }

    #[test]
    fn of_an_experiment_that_ended_again_the_later_outcome_is_not_known_before() {
        let mut tried = in_state("");
        tried.finish(ExperimentOutcome::Worked, "Less is more".to_owned(), date(2026, 6, 6));
        tried.step(ExperimentStep::Running, date(2026, 8, 1));
        tried.finish(ExperimentOutcome::DidNot, "Less is more".to_owned(), date(2026, 9, 5));
        for state in ["finished", "did not work"] {
            state.clone_into(&mut tried.state);
            let then = tried.at(Some(date(2026, 6, 7)));
            assert_eq!((then.trial(), then.came_of_it()), (ExperimentState::Finished, None));
            assert!(then.is_learnt(), "what was learnt once is not forgotten");
            let now = tried.at(Some(date(2026, 9, 5)));
            assert_eq!(now.came_of_it(), Some(ExperimentOutcome::DidNot));
        }
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
