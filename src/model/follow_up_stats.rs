//! Counts of a team's follow-up: for the team itself, never of a person, never beside another
//! team's.
//!
//! Knows no votes.

use jiff::civil::Date;

use super::action::{ActionState, ExperimentState};
use super::figure;
use super::session::Session;
use super::summary::Summary;

/// Days of a sprint: two weeks.
const SPRINT: i32 = 14;
/// Experiments that a sprint should see: two to three.
const AIM: (u32, u32) = (2, 3);
/// Percentage of finished experiments that should have their learning written down.
pub const LEARNT: u32 = 90;

/// Follow-up of a team since a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FollowUpStats {
    /// The day of that check.
    pub since: Date,
    /// The sprints since then; one that has begun counts.
    pub sprints: u32,
    /// Experiments that were begun at that check, or since.
    pub experiments: u32,
    /// Number of the team's experiments that have ended, ever.
    pub finished: u32,
    /// Number of those with a learning.
    pub learnt: u32,
    /// Number of actions agreed on at that check, or since.
    pub actions: u32,
    /// Number of those that are done, or were before the next check.
    pub done: u32,
}

impl FollowUpStats {
    /// Counts from the team's latest check until today. An open check is passed over as long as
    /// there is another. The sessions are the team's, oldest first.
    pub fn now(sessions: &[&Summary], today: Date) -> Option<Self> {
        let at = sessions
            .iter()
            .rposition(|session| !session.is_open())
            .or(sessions.len().checked_sub(1))?;
        let last = sessions[at];
        Some(Self {
            since: last.date,
            sprints: sprints(last.date, today),
            experiments: sessions[at..].iter().map(|session| session.experiments).sum(),
            finished: sessions.iter().map(|session| session.finished).sum(),
            learnt: sessions.iter().map(|session| session.learnt).sum(),
            actions: last.actions,
            done: last.done,
        })
    }

    /// Counts between the last check and `session`, as far as it was known on that one's day. The
    /// earlier sessions are the team's, oldest first.
    pub fn before(session: &Session, earlier: &[&Session]) -> Option<Self> {
        let last = earlier.last()?;
        let day = session.as_of();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let all = earlier.iter().flat_map(|session| &session.experiments);
        let tried: Vec<_> = all.map(|tried| tried.at(day)).collect();
        let finished = || tried.iter().filter(|tried| tried.trial() == ExperimentState::Finished);
        Some(Self {
            since: last.date,
            sprints: sprints(last.date, session.date),
            experiments: count(last.experiments.len()),
            finished: count(finished().count()),
            learnt: count(finished().filter(|tried| tried.is_learnt()).count()),
            actions: count(last.actions.len()),
            done: count(
                last.actions
                    .iter()
                    .filter(|action| action.at(day).state == ActionState::Done)
                    .count(),
            ),
        })
    }

    /// Fewest and most experiments that so many sprints should see.
    pub const fn aim(&self) -> (u32, u32) {
        (AIM.0.saturating_mul(self.sprints), AIM.1.saturating_mul(self.sprints))
    }

    /// Percentage of finished experiments with a learning, rounded down so that it never flatters,
    /// and 0 only where there is none; none where none has finished.
    pub fn learnt_of_100(&self) -> Option<u32> {
        figure::percent(self.learnt, self.finished)
    }
}

/// Counts sprints between two days; the last may have only begun.
fn sprints(from: Date, until: Date) -> u32 {
    let days = (until - from).get_days().max(1);
    u32::try_from((days + SPRINT - 1) / SPRINT).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        ActionItem, ActionStep, Experiment, ExperimentOutcome, State, Template, Voters, VotingMode,
    };
    use jiff::civil::date;

    fn session(day: Date) -> Session {
        Session::new(
            "Checkout".into(),
            day,
            &Template::default(),
            VotingMode::Hands,
            Voters::Count(5),
        )
    }

    #[test]
    fn a_sprint_is_two_weeks_and_counts_once_it_has_begun() {
        let from = date(2026, 11, 1);
        for (until, n) in [(1, 1), (2, 1), (15, 1), (16, 2), (29, 2), (30, 3)] {
            assert_eq!(sprints(from, date(2026, 11, until)), n, "until {until}");
        }
        assert_eq!(sprints(from, date(2026, 10, 1)), 1, "a check of tomorrow");
        // 184 days until 4 May are 13 sprints and two days: 14 sprints, 28 to 42 experiments.
        let practice =
            FollowUpStats::before(&session(date(2027, 5, 4)), &[&session(from)]).unwrap();
        assert_eq!((practice.sprints, practice.aim()), (14, (28, 42)));
    }

    #[test]
    fn learning_is_counted_over_all_that_came_to_an_end_and_never_rounded_up() {
        let mut first = session(date(2026, 8, 1));
        let tried = |learning: &str| {
            let mut tried = Experiment::default();
            tried.finish(ExperimentOutcome::DidNot, learning.to_owned(), date(2026, 9, 1));
            tried
        };
        first.experiments = vec![tried("Smaller steps"), tried(" "), Experiment::default()];
        first.experiments.push(Experiment { state: "dropped".into(), ..Experiment::default() });
        let mut second = session(date(2026, 11, 1));
        second.experiments = vec![tried("Ask first")];
        // Three have finished, of which two say what was learnt: 66.67 of a hundred.
        let practice =
            FollowUpStats::before(&session(date(2026, 11, 20)), &[&first, &second]).unwrap();
        assert_eq!(
            (practice.finished, practice.learnt, practice.learnt_of_100()),
            (3, 2, Some(66))
        );
        assert_eq!((practice.since, practice.experiments), (date(2026, 11, 1), 1));
        let summaries = [&Summary::new(&first), &Summary::new(&second)];
        assert_eq!(FollowUpStats::now(&summaries, date(2026, 11, 20)), Some(practice));
        assert_eq!(FollowUpStats::now(&[], date(2026, 11, 20)), None);
        // A check that is held today has begun a third one.
        second.state = State::Closed;
        let mut held = session(date(2026, 11, 20));
        held.experiments = vec![Experiment::default()];
        let summaries = [&first, &second, &held].map(Summary::new);
        let during = FollowUpStats::now(&summaries.each_ref(), date(2026, 11, 20));
        assert_eq!(during, Some(FollowUpStats { experiments: 2, ..practice }));
        let nothing =
            FollowUpStats::now(&[&Summary::new(&session(date(2026, 11, 1)))], date(2026, 11, 20))
                .unwrap();
        assert_eq!(nothing.learnt_of_100(), None, "nothing is not 0 of 100");
    }

    #[test]
    fn an_action_counts_as_done_before_the_next_check_if_that_check_heard_of_it() {
        let mut last = session(date(2026, 8, 1));
        let done = |day: Option<Date>| {
            let mut action = ActionItem { state: ActionState::Done, ..ActionItem::default() };
            if let Some(day) = day {
                action.step(ActionStep::Done, day);
            }
            action
        };
        let next = date(2026, 11, 20);
        last.actions = vec![
            done(Some(next)),
            done(Some(date(2026, 11, 21))),
            done(None),
            ActionItem::default(),
        ];
        let mut early = Experiment::default();
        early.finish(ExperimentOutcome::Worked, "Small".to_owned(), next);
        let mut late = Experiment::default();
        late.finish(ExperimentOutcome::DidNot, "Too big".to_owned(), date(2027, 4, 1));
        last.experiments = vec![early, late];
        let closed = Session { state: State::Closed, ..session(next) };
        let practice = FollowUpStats::before(&closed, &[&last]).unwrap();
        assert_eq!((practice.done, practice.actions), (2, 4));
        assert_eq!((practice.finished, practice.learnt), (1, 1), "the other one ended later");
        let reopened = Session { reopened: vec![date(2026, 11, 21)], ..closed };
        assert_eq!(FollowUpStats::before(&reopened, &[&last]).unwrap().done, 3);
    }
}
