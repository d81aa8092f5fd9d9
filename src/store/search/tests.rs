//! Searches over files of their own.
#![expect(clippy::disallowed_methods, reason = "the test lays out files of its own")]

use std::fs;

use super::*;
use crate::model::search::{Reach, SearchQuery};
use crate::model::{Team, Workspace};

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(folder)
    }

    fn quest(&self, typed: &str) -> SearchRequest {
        let reach = Reach::from_outside(&Workspace {
            teams: vec![Team {
                name: "Shut".into(),
                people: Vec::new(),
                template: None,
                share: false,
            }],
            ..Workspace::bare(Vec::new())
        });
        SearchRequest {
            number: 1,
            words: SearchQuery::new(typed),
            sessions: self.0.path().to_owned(),
            reach,
            threshold: 3,
        }
    }

    /// The day and the line of each hit.
    fn finds(&self, typed: &str) -> Vec<String> {
        let mut search = Search::begin(self.quest(typed));
        let all = std::iter::from_fn(|| search.go_on()).flatten();
        all.map(|hit| format!("{} {}: {}", hit.date, hit.team, hit.found.line.text)).collect()
    }
}

fn session(team: &str, date: &str, notes: &str) -> String {
    format!(
        "squadcheck: 1\nteam: {team}\ndate: {date}\ndimensions:\n  \
         - {{key: speed, name: Speed, notes: {notes}}}\nstate: closed\n"
    )
}

#[test]
fn the_newest_session_comes_first_and_what_is_not_counted_is_not_found() {
    let folder = Folder::with(&[
        ("b/2026-01-01-x.yaml", &session("B", "2026-01-01", "the queue")),
        ("a/2026-03-01-x.yaml", &session("A", "2026-03-01", "a queue")),
        ("a/2026-03-01-x-2.yaml", &session("A", "2026-03-01", "a second queue")),
        ("a/2025-03-01-x.yaml", &session("A", "2025-03-01", "nothing")),
        ("a/other.yaml", &session("A", "2027-01-01", "unnamed queue")),
        ("a/2026-02-01-x.yaml", "squadcheck: 1\nteam: queue\n"),
        ("a/2026-02-02-x.yaml", "\u{1}queue"),
        ("a/2026-02-03-x.conflict-1.yaml", &session("A", "2026-02-03", "queue set aside")),
    ]);
    assert_eq!(
        folder.finds("QUEUE"),
        ["2026-03-01 A: a second queue", "2026-03-01 A: a queue", "2026-01-01 B: the queue",]
    );
}

#[test]
fn the_name_of_a_dimension_is_told_once_a_team() {
    let folder = Folder::with(&[
        ("b/2026-01-01-x.yaml", &session("B", "2026-01-01", "")),
        ("a/2026-03-01-x.yaml", &session("A", "2026-03-01", "")),
        ("a/2026-02-01-x.yaml", &session("a", "2026-02-01", "speed too")),
    ]);
    assert_eq!(
        folder.finds("speed"),
        ["2026-03-01 A: Speed", "2026-02-01 a: speed too", "2026-01-01 B: Speed"]
    );
}

#[test]
fn a_team_that_does_not_share_is_not_found_however_it_is_spelled() {
    let folder = Folder::with(&[
        ("shut/2026-01-01-x.yaml", &session("Shut", "2026-01-01", "queue")),
        ("shut/2026-01-02-x.yaml", &session("SHUT", "2026-01-02", "queue")),
        ("open/2026-01-03-x.yaml", &session("Open", "2026-01-03", "queue")),
    ]);
    assert_eq!(folder.finds("queue"), ["2026-01-03 Open: queue"]);
    let quest = SearchRequest { reach: Reach::Only("shut".to_owned()), ..folder.quest("queue") };
    let mut search = Search::begin(quest);
    let teams: Vec<String> =
        std::iter::from_fn(|| search.go_on()).flatten().map(|hit| hit.team).collect();
    assert_eq!(teams, ["SHUT", "Shut"]);
}

#[test]
fn what_is_escaped_or_folded_in_a_file_is_found_all_the_same() {
    let folder = Folder::with(&[
        ("a/2026-01-01-x.yaml", &session("A", "2026-01-01", r#""D\u00f6rte \"said\"\nso""#)),
        ("a/2026-01-02-x.yaml", &session("A", "2026-01-02", "Do\u{308}rte")),
        ("a/2026-01-03-x.yaml", &session("A", "2026-01-03", "'Dörte''s'")),
        ("a/2026-01-04-x.yaml", &session("A", "2026-01-04", "\"cut in two D\u{f6}r\\\n    te\"")),
    ]);
    assert_eq!(folder.finds("dorte").len(), 4);
    assert_eq!(folder.finds("DÖRTE \"said\"").len(), 1);
    assert_eq!(folder.finds("dörte's").len(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let outside = Folder::with(&[("2026-01-01-x.yaml", &session("A", "2026-01-01", "queue"))]);
    let folder = Folder::with(&[("a/2026-01-02-x.yaml", &session("A", "2026-01-02", "queue"))]);
    let link = folder.0.path().join("a/2026-01-01-x.yaml");
    std::os::unix::fs::symlink(outside.0.path().join("2026-01-01-x.yaml"), link).unwrap();
    assert_eq!(folder.finds("queue"), ["2026-01-02 A: queue"]);
    let nowhere = SearchRequest { sessions: "/nowhere/at/all".into(), ..folder.quest("queue") };
    assert!(Search::begin(nowhere).go_on().is_none());
}
