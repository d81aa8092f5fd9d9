//! The state of an action or an experiment in words, with the day of its last step.

use crate::messages::term;
use crate::model::text::tidy;
use crate::model::{
    ActionState, ActionStep, Experiment, ExperimentState, ExperimentStep, StateChange,
};

/// `done on 2026-11-27`, `still open, looked at on 2026-11-27`; `open` is the word for an
/// open action.
pub(super) fn stands(state: ActionState, last: Option<StateChange>, open: &str) -> String {
    let Some(last) = last.filter(|last| last.step.state() == state) else {
        return match state {
            ActionState::Open => open.to_owned(),
            ActionState::Done | ActionState::Dropped => state.word().to_owned(),
        };
    };
    match last.step {
        ActionStep::Carried => format!("{open}, looked at on {}", last.date),
        ActionStep::Open => format!("open again since {}", last.date),
        ActionStep::Done | ActionStep::Dropped => format!("{} on {}", state.word(), last.date),
    }
}

/// `finished on 2026-11-27: did not work`, `running, looked at on 2026-11-27`; a word of people is
/// left as it is.
pub fn tried_stands(tried: &Experiment) -> String {
    let trial = tried.trial();
    let word = tidy(&tried.state);
    let word = if word.is_empty() { trial.word().to_owned() } else { word };
    let outcome =
        tried.came_of_it().filter(|_| trial == ExperimentState::Finished).map(term::outcome);
    let stands = match tried.last_step().filter(|last| last.step.trial() == trial) {
        Some(last) => match last.step {
            ExperimentStep::Carried => format!("{word}, looked at on {}", last.date),
            ExperimentStep::Running => format!("{word} again since {}", last.date),
            ExperimentStep::Finished | ExperimentStep::Dropped => {
                format!("{} on {}", trial.word(), last.date)
            }
        },
        // Who wrote no more than that it worked has said all.
        None if tried.outcome.is_none() && outcome.is_some() => return word,
        None => word,
    };
    outcome.map_or(stands.clone(), |outcome| format!("{stands}: {outcome}"))
}
