//! Boards as people get them.

use std::path::Path;

use jiff::civil::date;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::*;
use crate::export::json;
use crate::model::board::Topic;
use crate::model::{ActionState, ActionStep, Experiment, ExperimentOutcome, StateChange};

fn item(text: &str, team: &str, owner: &str) -> Item {
    Item {
        text: text.to_owned(),
        owner: owner.to_owned(),
        by: None,
        overdue: None,
        team: team.to_owned(),
        topic: None,
        born: date(2026, 8, 1),
        session: 0,
        at: 0,
        standing: Standing::Action(ActionState::Open, None),
    }
}

pub(in crate::export) fn actions() -> Board {
    let topic = |name: &str| Some(Topic { key: name.to_lowercase(), name: name.to_owned() });
    let last = |step| Some(StateChange { date: date(2026, 9, 2), step });
    Board {
        kind: ItemKind::Actions,
        today: date(2026, 11, 20),
        items: vec![
            Item {
                by: Some(date(2026, 11, 19)),
                overdue: Some(1),
                topic: topic("Speed"),
                standing: Standing::Action(ActionState::Open, last(ActionStep::Carried)),
                ..item("Cut the pipeline | to *ten* minutes", "Zebra", "Ana")
            },
            Item {
                by: Some(date(2026, 12, 4)),
                topic: topic("東京 #1"),
                standing: Standing::Action(ActionState::Open, last(ActionStep::Open)),
                session: 1,
                ..item("- [ ] @ana\nhttps://a.example", "Apex & Co", "")
            },
            Item {
                standing: Standing::Action(ActionState::Done, last(ActionStep::Done)),
                ..item(" ", "Apex & Co", "Bo")
            },
        ],
    }
}

pub(in crate::export) const PRACTICE: FollowUpStats = FollowUpStats {
    since: date(2026, 11, 1),
    sprints: 2,
    experiments: 3,
    finished: 2,
    learnt: 1,
    actions: 5,
    done: 2,
};

pub(in crate::export) fn experiments() -> Board {
    let item = Item { by: Some(date(2026, 12, 4)), ..item("Release trains", "Zebra", "Bo") };
    let running = Experiment { state: "running".into(), ..Experiment::default() };
    let (mut learnt, mut unlearnt) = (running.clone(), running.clone());
    learnt.finish(ExperimentOutcome::DidNot, "Ask | first\nthen build".into(), date(2026, 11, 2));
    unlearnt.finish(ExperimentOutcome::Unclear, String::new(), date(2026, 11, 2));
    let standing = |tried| Standing::Experiment(Box::new(tried));
    let items =
        [running, learnt, unlearnt].map(|tried| Item { standing: standing(tried), ..item.clone() });
    Board { kind: ItemKind::Experiments, items: items.into(), ..actions() }
}

#[test]
fn the_board_is_a_line_each_in_a_terminal() {
    insta::assert_snapshot!(board_text(&actions(), None, false));
    insta::assert_snapshot!(board_text(&experiments(), None, false));
    assert!(board_text(&experiments(), None, true).is_ascii());
}

#[test]
fn the_board_is_a_table_of_markdown() {
    insta::assert_snapshot!(board_markdown(&actions(), None));
    insta::assert_snapshot!(board_markdown(&experiments(), None));
}

#[test]
fn of_one_team_its_practice_is_told() {
    insta::assert_snapshot!(board_text(&experiments(), Some(&PRACTICE), false));
    insta::assert_snapshot!(board_markdown(&experiments(), Some(&PRACTICE)));
    let nothing = FollowUpStats { experiments: 0, finished: 0, actions: 0, ..PRACTICE };
    assert_eq!(
        board_text(&experiments(), Some(&nothing), false),
        board_text(&experiments(), None, false)
    );
}

#[test]
fn an_empty_board_says_so() {
    let board = Board { items: Vec::new(), ..experiments() };
    assert_eq!(board_text(&board, None, true), "Experiments - 0 running, 0 overdue - 2026-11-20\n");
    assert_eq!(
        board_markdown(&board, None),
        "# Experiments · 0 running, 0 overdue · 2026-11-20\n\n"
    );
}

/// The cells of the only table of a page, as a reader sees them.
fn cells(page: &str) -> Vec<Vec<String>> {
    let (mut rows, mut cell): (Vec<Vec<String>>, _) = (Vec::new(), String::new());
    for event in Parser::new_ext(page, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::TableRow | Tag::TableHead) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => cell.clear(),
            Event::Text(text) => cell.push_str(&text),
            Event::End(TagEnd::TableCell) => {
                rows.last_mut().unwrap().push(cell.replace('\u{2060}', ""));
            }
            Event::Start(Tag::Table(_) | Tag::Heading { .. }) | Event::End(_) => {}
            other => panic!("{other:?} in {page}"),
        }
    }
    rows
}

#[test]
fn each_cell_of_the_table_says_what_the_board_holds() {
    let board = actions();
    let rows = cells(&board_markdown(&board, None));
    assert_eq!(rows[0], ["Action", "Due", "Team", "Owner", "Card", "From", "State"]);
    for (row, item) in rows[1..].iter().zip(&board.items) {
        let or = |text: String, blank: &str| {
            if text.trim().is_empty() { blank.to_owned() } else { text }
        };
        let expected = [
            or(set_apart(&item.text).into_owned(), "(no text)"),
            by(item).unwrap_or("–".to_owned()),
            item.team.clone(),
            or(item.owner.clone(), "–"),
            item.topic.as_ref().map_or("–".to_owned(), |topic| topic.name.clone()),
            item.born.to_string(),
            state(&item.standing),
        ];
        assert_eq!(row[..], expected);
    }
}

#[test]
fn json_says_the_same() {
    let paths = [Path::new("/w/a.yaml"), Path::new("/w/b.yaml")];
    let value: serde_json::Value =
        serde_json::from_str(&json::board(&actions(), None, &paths)).unwrap();
    assert_eq!(
        (&value["squadcheck"], &value["open"], &value["overdue"]),
        (&1.into(), &2.into(), &1.into())
    );
    let [late, again, done] = value["actions"].as_array().unwrap().as_slice() else {
        panic!("{value}")
    };
    assert_eq!((&late["overdue"], &late["due"]), (&1.into(), &"2026-11-19".into()));
    assert_eq!(
        (&late["dimension"]["key"], &late["last"]["state"]),
        (&"speed".into(), &"carried".into())
    );
    assert_eq!(
        (&again["path"], &again["text"]),
        (&"/w/b.yaml".into(), &"- [ ] @ana https://a.example".into())
    );
    assert_eq!(
        (&done["state"], &done["dimension"], &done["due"]),
        (&"done".into(), &().into(), &().into())
    );
    let value: serde_json::Value =
        serde_json::from_str(&json::board(&experiments(), Some(&PRACTICE), &paths)).unwrap();
    let tried = &value["experiments"][0];
    assert_eq!((&tried["review"], &tried["state"]), (&"2026-12-04".into(), &"running".into()));
    assert_eq!(
        (&value["practice"]["aim"][0], &value["practice"]["learnt"]),
        (&4.into(), &1.into())
    );
    let over = &value["experiments"][1];
    assert_eq!((&over["state"], &over["outcome"]), (&"finished".into(), &"did-not".into()));
    assert_eq!(
        (&over["learning"], &over["last"]["state"]),
        (&"Ask | first then build".into(), &"finished".into())
    );
    assert!(
        value.get("actions").is_none() && tried.get("due").is_none() && tried["last"].is_null()
    );
}
