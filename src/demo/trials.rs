//! Experiments of made-up teams. Free of chance, so the rest of a demo is the same without them.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::model::{Experiment, ExperimentOutcome, Session};

use super::Plan;

/// An experiment's text, hypothesis, safe-to-fail limit, roll-back, measure, outcome and learning.
type Trial = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    ExperimentOutcome,
    &'static str,
);

/// Experiments in the order in which teams try them.
const TRIALS: [Trial; 6] = [
    (
        "Release every Tuesday at ten",
        "Smaller releases surprise us less",
        "Three Tuesdays, none in the week of the invoice run",
        "Release when ready, as before",
        "Hotfixes in a week",
        ExperimentOutcome::Worked,
        "Half as many hotfixes: the date made us cut things smaller",
    ),
    (
        "Two of us on every incident",
        "The second one sees what the first one misses",
        "Two weeks, not at night",
        "One of us, with the other on call",
        "Minutes until it is mended",
        ExperimentOutcome::DidNot,
        "It was not faster, but both could mend it the next time",
    ),
    (
        "No meetings before noon",
        "Mornings without a break get things finished",
        "One sprint, and customers may still call",
        "The old calendar is kept",
        "Stories finished by Wednesday",
        ExperimentOutcome::Unclear,
        "",
    ),
    (
        "Estimate nothing for a sprint",
        "We slice better if we cannot hide behind a number",
        "One sprint, one product owner who agrees",
        "Estimate the next planning again",
        "Stories that last longer than three days",
        ExperimentOutcome::Worked,
        "Slicing took longer than estimating did, and was worth it",
    ),
    (
        "A stranger reads every design",
        "Who does not know it asks what we forgot",
        "Two designs",
        "Review among ourselves",
        "Questions that changed something",
        ExperimentOutcome::DidNot,
        "Too late in the design: ask the stranger at the first sketch",
    ),
    (
        "Draw the board by hand",
        "We look at what we drew ourselves",
        "One month, the tool stays up to date beside it",
        "Take the paper down",
        "How often somebody walks up to it",
        ExperimentOutcome::Worked,
        "Whoever draws it knows what waits",
    ),
];

/// Starts an experiment at the end of every other check.
pub(super) fn begin(session: &mut Session, plan: &Plan, check: usize) {
    if check.is_multiple_of(2) {
        return;
    }
    let (text, hypothesis, limit, rollback, measure, ..) = TRIALS[check / 2 % TRIALS.len()];
    session.experiments.push(Experiment {
        text: text.to_owned(),
        owner: plan
            .people
            .get(check % plan.people.len().max(1))
            .map_or_else(String::new, |who| (*who).to_owned()),
        hypothesis: hypothesis.to_owned(),
        limit: limit.to_owned(),
        rollback: rollback.to_owned(),
        measure: measure.to_owned(),
        review: Some(session.date.saturating_add(28.days())),
        dimension: session.focus.first().cloned(),
        state: "running".to_owned(),
        ..Experiment::default()
    });
}

/// Updates the experiments at the start of a check.
pub(super) fn look(sessions: &mut [Session], date: Date) {
    for tried in sessions.iter_mut().flat_map(|session| &mut session.experiments) {
        if tried.is_up_for_review(date)
            && let Some((.., outcome, learning)) = TRIALS.iter().find(|trial| trial.0 == tried.text)
        {
            tried.finish(*outcome, (*learning).to_owned(), date);
        }
    }
}
