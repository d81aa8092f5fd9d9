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
    let each = if practice.sprints > 1 { ", 2 to 3 a sprint" } else { "" };
    let tried = count(practice.experiments, "experiment");
    let learnt = match practice.learnt_of_100() {
        Some(of_100) => format!(
            "Learning written down for {} of {}, {of_100} %; the aim is {LEARNT} %",
            practice.learnt,
            count(practice.finished, "finished experiment"),
        ),
        None => {
            format!("No experiment has finished yet; learning from {LEARNT} % of them is the aim")
        }
    };
    let done = match practice.actions {
        0 => "No action was agreed on".to_owned(),
        actions => format!("{} of {} done", practice.done, count(actions, "action")),
    };
    [format!("{tried} in {sprints} of two weeks; the aim is {least} to {most}{each}"), learnt, done]
}
