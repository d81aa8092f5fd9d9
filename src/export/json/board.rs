//! What is to be done and tried as JSON. What is not known is `null`, and text that nobody wrote is empty.

use std::path::Path;

use serde::Serialize;

use super::{ChangeOut, VERSION, line, path_text, text};
use crate::model::Board;
use crate::model::board::{Item, Kind, Standing, Topic};

#[derive(Debug, Serialize)]
struct TopicOut {
    key: String,
    name: String,
}

/// The day of an action is called otherwise than that of an experiment.
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
}

/// The board, with the file of each of the sessions that it was made of.
pub fn board(board: &Board, paths: &[&Path]) -> String {
    #[derive(Serialize)]
    struct Document {
        squadcheck: u32,
        today: String,
        open: usize,
        overdue: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        actions: Option<Vec<ItemOut>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        experiments: Option<Vec<ItemOut>>,
    }
    let items: Vec<ItemOut> = board.items.iter().map(|item| out(item, board.kind, paths)).collect();
    let (actions, experiments) = match board.kind {
        Kind::Actions => (Some(items), None),
        Kind::Experiments => (None, Some(items)),
    };
    text(&Document {
        squadcheck: VERSION,
        today: board.today.to_string(),
        open: board.open(),
        overdue: board.overdue(),
        actions,
        experiments,
    })
}

fn out(item: &Item, kind: Kind, paths: &[&Path]) -> ItemOut {
    let by = item.by.map(|by| by.to_string());
    let by = match kind {
        Kind::Actions => By::Due(by),
        Kind::Experiments => By::Review(by),
    };
    let (state, last) = match &item.standing {
        Standing::Action(state, last) => {
            let last = last.map(|last| ChangeOut { date: last.date.to_string(), state: last.step.word() });
            (state.word().to_owned(), last)
        }
        Standing::Experiment(word) => (line(word), None),
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
    }
}
