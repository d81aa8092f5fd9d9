//! The counts of a team's actions and experiments in words: the same on screens, in reports and on
//! the command line.
//!
//! Only a team's own counts: nothing here knows another team's.

use crate::model::FollowUpStats;
use crate::model::follow_up_stats::LEARNT;
use crate::model::text::count;

/// Returns true if there is anything to count: a team that neither does nor tries anything is not
/// told so each time.
pub const fn says_something(practice: &FollowUpStats) -> bool {
    practice.experiments > 0 || practice.finished > 0 || practice.actions > 0
}

/// Says experiments against the aim, lessons against the aim, and actions that are done.
pub fn lines(practice: &FollowUpStats) -> [String; 3] {
    let (least, most) = practice.aim();
    let sprints = count(practice.sprints, "sprint");
    let learnt = match practice.learnt_of_100() {
        Some(of_100) => format!(
            "Lessons recorded: {} of {}, {of_100} % (goal {LEARNT} %)",
            practice.learnt, practice.finished
        ),
        None => {
            format!("Lessons recorded: no finished experiment yet (goal {LEARNT} %)")
        }
    };
    let done = match practice.actions {
        0 => "Actions done: none was agreed".to_owned(),
        actions => format!("Actions done: {} of {actions}", practice.done),
    };
    let tried = format!(
        "Experiments: {} in {sprints} of two weeks (goal {least} to {most})",
        practice.experiments
    );
    [tried, learnt, done]
}
