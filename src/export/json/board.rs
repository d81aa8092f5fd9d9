//! Boards as JSON. An unknown value is `null`, a text that nobody wrote is empty.

use std::path::Path;

use serde::Serialize;

use super::values::{ChangeOut, VERSION, line, path_text, text};
use crate::model::board::{Item, ItemKind, Standing, Topic};
use crate::model::{Board, ExperimentOutcome, FollowUpStats};

#[derive(Debug, Serialize)]
struct TopicOut {
    key: String,
    name: String,
}

/// The due day of an action, or the review day of an experiment.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum By {
    Due(Option<String>),
    Review(Option<String>),
}

#[derive(Debug, Serialize)]
struct ItemOut {
    text: String,
    owner: String,
    #[serde(flatten)]
    by: By,
    overdue: Option<i32>,
    team: String,
    dimension: Option<TopicOut>,
    session: String,
    path: String,
    state: String,
    last: Option<ChangeOut>,
    #[serde(flatten)]
    tried: Option<TriedOut>,
}

/// The fields that only an experiment has.
#[derive(Debug, Serialize)]
struct TriedOut {
    hypothesis: String,
    limit: String,
    rollback: String,
    measure: String,
    outcome: Option<&'static str>,
    learning: String,
}

#[derive(Debug, Serialize)]
struct PracticeOut {
    since: String,
    sprints: u32,
    experiments: u32,
    aim: (u32, u32),
    finished: u32,
    learnt: u32,
    actions: u32,
    done: u32,
}

impl From<&FollowUpStats> for PracticeOut {
    fn from(practice: &FollowUpStats) -> Self {
        let FollowUpStats { since, sprints, experiments, finished, learnt, actions, done } =
            *practice;
        Self {
            since: since.to_string(),
            sprints,
            experiments,
            aim: practice.aim(),
            finished,
            learnt,
            actions,
            done,
        }
    }
}

/// Renders a board. `paths` are the files of the sessions that it was made of; one team has its
/// counts, too.
pub fn board(board: &Board, practice: Option<&FollowUpStats>, paths: &[&Path]) -> String {
    #[derive(Serialize)]
    struct Document {
        squadcheck: u32,
        today: String,
        open: usize,
        overdue: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        practice: Option<PracticeOut>,
        #[serde(skip_serializing_if = "Option::is_none")]
        actions: Option<Vec<ItemOut>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        experiments: Option<Vec<ItemOut>>,
    }
    let items: Vec<ItemOut> = board.items.iter().map(|item| out(item, board.kind, paths)).collect();
    let (actions, experiments) = match board.kind {
        ItemKind::Actions => (Some(items), None),
        ItemKind::Experiments => (None, Some(items)),
    };
    text(&Document {
        squadcheck: VERSION,
        today: board.today.to_string(),
        open: board.open(),
        overdue: board.overdue(),
        practice: practice.map(PracticeOut::from),
        actions,
        experiments,
    })
}

fn out(item: &Item, kind: ItemKind, paths: &[&Path]) -> ItemOut {
    let by = item.by.map(|by| by.to_string());
    let by = match kind {
        ItemKind::Actions => By::Due(by),
        ItemKind::Experiments => By::Review(by),
    };
    let change = |date: jiff::civil::Date, state| ChangeOut { date: date.to_string(), state };
    let (state, last, tried) = match &item.standing {
        Standing::Action(state, last) => {
            (state.word().to_owned(), last.map(|last| change(last.date, last.step.word())), None)
        }
        Standing::Experiment(tried) => {
            let last = tried.last_step().map(|last| change(last.date, last.step.word()));
            let more = TriedOut {
                hypothesis: line(&tried.hypothesis),
                limit: line(&tried.limit),
                rollback: line(&tried.rollback),
                measure: line(&tried.measure),
                outcome: tried.came_of_it().map(ExperimentOutcome::word),
                learning: line(&tried.learning),
            };
            (line(&tried.state), last, Some(more))
        }
    };
    let topic = |topic: &Topic| TopicOut { key: line(&topic.key), name: line(&topic.name) };
    ItemOut {
        text: line(&item.text),
        owner: line(&item.owner),
        by,
        overdue: item.overdue,
        team: line(&item.team),
        dimension: item.topic.as_ref().map(topic),
        session: item.born.to_string(),
        path: paths.get(item.session).map(|path| path_text(path)).unwrap_or_default(),
        state,
        last,
        tried,
    }
}
