//! Terms of the model in English.

use jiff::civil::Date;

use crate::model::consensus::{CLOSE, SPLIT, UNANIMOUS};
use crate::model::score::Mean;
use crate::model::search::SearchField;
use crate::model::{
    ActionItem, ActionState, ActionStep, Change, ExperimentOutcome, JoinedCard, Light, Metric,
    MissAnswer, Moved,
};

/// Names a metric in the title of a grid.
pub(crate) const fn metric(metric: Metric) -> &'static str {
    match metric {
        Metric::Agreed => "agreed",
        Metric::Ballots => "median vote",
        Metric::Direction => "direction",
        Metric::Change => "change since last check",
        Metric::Agreement => "agreement",
        Metric::Participation => "how many answered",
    }
}

/// Names a light, or says that a level has none.
pub(crate) const fn light(light: Option<Light>) -> &'static str {
    match light {
        Some(light) => light.name(),
        None => "No light",
    }
}

/// Names a card for which another one stands in a grid, with its value.
pub(crate) fn joined(card: &JoinedCard) -> String {
    let value = card.cell.as_ref().map_or("not agreed", |cell| cell.name.as_str());
    format!("also asked as {}: {value}; the lower one counts", card.name)
}

/// Names a change.
pub(crate) const fn change(change: Change) -> &'static str {
    match change {
        Change::Better => "better",
        Change::Same => "same",
        Change::Worse => "worse",
    }
}

/// Names the difference of a dimension between two sessions.
pub(crate) const fn moved(moved: Moved) -> &'static str {
    match moved {
        Moved::Changed(change) => self::change(change),
        Moved::New => "new",
        Moved::Gone => "gone",
        Moved::OtherScale => "another scale",
        Moved::Unknown => "not agreed",
    }
}

/// Names an agreement in a word, for rooms where figures mean little.
pub(crate) const fn agreement(agreement: f64) -> &'static str {
    if agreement >= UNANIMOUS {
        "all agree"
    } else if agreement >= CLOSE {
        "nearly"
    } else if agreement >= SPLIT {
        "mixed"
    } else {
        "split"
    }
}

/// Names an agreement where no count or figure stands beside the word.
pub(crate) const fn agreement_alone(agreement: f64) -> &'static str {
    if agreement >= CLOSE && agreement < UNANIMOUS {
        "close together"
    } else {
        self::agreement(agreement)
    }
}

/// Says a mean, rounded down.
pub(crate) fn mean(mean: Mean) -> String {
    about(mean, mean.to_string())
}

/// Says a gap, rounded up.
pub(crate) fn gap(gap: Mean) -> String {
    about(gap, gap.rounded_up())
}

/// Says of a figure that it is rounded, where it is.
fn about(mean: Mean, figure: String) -> String {
    if mean.is_exact() { figure } else { format!("about {figure}") }
}

/// Names the field of a match.
pub(crate) const fn search_field(field: SearchField) -> &'static str {
    match field {
        SearchField::Dimension => "card",
        SearchField::Notes => "notes",
        SearchField::Comment => "comment",
        SearchField::Action => "action",
        SearchField::Experiment => "experiment",
    }
}

/// Names an answer to the last question.
pub(crate) const fn miss_answer(answer: MissAnswer) -> &'static str {
    match answer {
        MissAnswer::Would => "yes",
        MissAnswer::Unsure => "not sure",
        MissAnswer::WouldNot => "no",
    }
}

/// Names the outcome of an experiment.
pub(crate) const fn outcome(outcome: ExperimentOutcome) -> &'static str {
    match outcome {
        ExperimentOutcome::Worked => "worked",
        ExperimentOutcome::DidNot => "did not work",
        ExperimentOutcome::Unclear => "unclear",
    }
}

/// Says the state of an action: `done on 27 Nov`, `still open, looked at on 27 Nov`.
pub(crate) fn became(action: &ActionItem, day: impl Fn(Date) -> String) -> String {
    let last = action.last_step().filter(|last| last.step.state() == action.state);
    let Some(last) = last else {
        return match action.state {
            ActionState::Open => "still open".to_owned(),
            ActionState::Done | ActionState::Dropped => action.state.word().to_owned(),
        };
    };
    let on = day(last.date);
    match last.step {
        ActionStep::Carried => format!("still open, looked at on {on}"),
        ActionStep::Open => format!("open again since {on}"),
        ActionStep::Done | ActionStep::Dropped => format!("{} on {on}", action.state.word()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agreement_has_the_word_of_its_range() {
        let words = [1.0, 0.999_9, 0.994, 0.7, 0.69, 0.5, 0.49, 0.0].map(agreement);
        let [all, close, mixed, split] = ["all agree", "nearly", "mixed", "split"];
        assert_eq!(words, [all, close, close, close, mixed, mixed, split, split]);
    }

    #[test]
    fn a_difference_between_two_sessions_has_a_word() {
        let changes = [Change::Better, Change::Worse, Change::Same].map(Moved::Changed);
        assert_eq!(changes.map(moved), ["better", "worse", "same"]);
        let others = [Moved::OtherScale, Moved::Unknown, Moved::New, Moved::Gone];
        assert_eq!(others.map(moved), ["another scale", "not agreed", "new", "gone"]);
    }
}
