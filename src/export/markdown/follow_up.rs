//! Actions and experiments in a report, and the outcome of the last ones.
//!
//! Knows no ballots.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::export::escape::escape_or;
use crate::export::follow_up_stats;
use crate::messages::term;
use crate::model::history::{last_actions, last_experiments};
use crate::model::{ActionState, Experiment, ExperimentState, FollowUpStats};

use super::Report;
use crate::export::standing::tried_stands;

/// The words for a text that is blank.
const NO_TEXT: &str = "(no text)";

impl Report<'_> {
    /// The actions as a task list; what was given up is struck out, and the word says so, too.
    pub(super) fn actions(&self) -> String {
        let day = self.session.as_of();
        let items = self.session.actions.iter().map(|action| {
            let action = action.at(day);
            let text = escape_or(&action.text, NO_TEXT);
            let about = self.about(
                &action.owner,
                action.due.map(|due| ("due", due)),
                action.dimension.as_deref(),
            );
            match action.state {
                ActionState::Open => format!("- [ ] {text}{about}"),
                ActionState::Done => format!("- [x] {text}{about}"),
                ActionState::Dropped => format!("- ~~{text}~~ dropped{about}"),
            }
        });
        section("Actions", items)
    }

    /// The experiments, with what was filled in of each.
    pub(super) fn experiments(&self) -> String {
        let day = self.session.as_of();
        let items = self.session.experiments.iter().map(|experiment| {
            let experiment = experiment.at(day);
            let text = escape_or(&experiment.text, NO_TEXT);
            let review = experiment.review.map(|review| ("review", review));
            let about = self.about(&experiment.owner, review, experiment.dimension.as_deref());
            format!("- {text}{about}{}", details(&experiment))
        });
        section("Experiments", items)
    }

    /// The outcome of the actions of the last session that had any.
    pub(super) fn what_became(&self) -> String {
        let Some((date, actions)) = last_actions(self.earlier) else { return String::new() };
        let day = self.session.as_of();
        let items = actions.iter().map(|action| {
            let action = action.at(day);
            let text = escape_or(&action.text, NO_TEXT);
            let about = self.about(&action.owner, None, action.dimension.as_deref());
            format!("- {text}{about}: {}", term::became(&action, |day| day.to_string()))
        });
        section(&format!("What became of the actions of {date}"), items)
    }

    /// The outcome of the experiments that the last check heard of, or left running.
    pub(super) fn what_became_of_experiments(&self) -> String {
        let last = last_experiments(self.earlier, self.session.as_of()).into_iter();
        let items = last.map(|tried| {
            let text = escape_or(&tried.text, NO_TEXT);
            let about = self.about(&tried.owner, None, tried.dimension.as_deref());
            format!(
                "- {text}{about}: {}{}",
                escape_or(&tried_stands(&tried), NO_TEXT),
                learnt(&tried)
            )
        });
        section("What became of experiments", items)
    }

    /// The counts since the last check; nothing for a team that neither does nor tries anything.
    pub(super) fn practice(&self) -> String {
        let practice = FollowUpStats::before(self.session, self.earlier)
            .filter(follow_up_stats::says_something);
        let lines =
            practice.iter().flat_map(follow_up_stats::lines).map(|line| format!("- {line}"));
        practice.map_or_else(String::new, |practice| {
            section(&format!("From the check of {} to this one", practice.since), lines)
        })
    }

    /// ` — Ana, due 2026-12-04 (Fun)`, as far as it is known.
    fn about(&self, owner: &str, date: Option<(&str, Date)>, dimension: Option<&str>) -> String {
        let owner = escape_or(owner, "");
        let date = date.map(|(word, date)| format!("{word} {date}"));
        let known: Vec<String> =
            [Some(owner), date].into_iter().flatten().filter(|part| !part.is_empty()).collect();
        let mut about =
            if known.is_empty() { String::new() } else { format!(" — {}", known.join(", ")) };
        if let Some(key) = dimension {
            let _ = write!(about, " ({})", self.name_of(key));
        }
        about
    }
}

/// The lesson, in a line of its own. A finished experiment without one says so.
fn learnt(tried: &Experiment) -> String {
    let learning = escape_or(&tried.learning, "");
    match tried.trial() {
        _ if !learning.is_empty() => format!("\n  - Learnt: {learning}"),
        ExperimentState::Finished => "\n  - Learnt: no lesson recorded".to_owned(),
        ExperimentState::Running | ExperimentState::Dropped => String::new(),
    }
}

fn details(experiment: &Experiment) -> String {
    let state = tried_stands(experiment);
    let details = [
        ("State", &state),
        ("Hypothesis", &experiment.hypothesis),
        ("Safe limit", &experiment.limit),
        ("Undo plan", &experiment.rollback),
        ("Measure", &experiment.measure),
    ];
    let mut lines = String::new();
    for (word, text) in details {
        let text = escape_or(text, "");
        if !text.is_empty() {
            let _ = write!(lines, "\n  - {word}: {text}");
        }
    }
    lines + &learnt(experiment)
}

fn section(title: &str, items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() { String::new() } else { format!("## {title}\n\n{}", items.join("\n")) }
}
