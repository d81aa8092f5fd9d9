//! The workspaces that the benches read: the same seed is the same bytes, and what they hold is
//! what years hold.
#![expect(clippy::disallowed_methods, reason = "the test lays down workspaces and looks at them")]

#[path = "../../benches/common/generated_workspace.rs"]
mod generated_workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use squadcheck::model::{
    ActionState, ActionStep, Light, Revealed, Scale, Secrecy, Session, Summary, Trend,
};
use squadcheck::store::{session_from, workspace_from};

use generated_workspace::GeneratedWorkspace;

const SMALL: GeneratedWorkspace = GeneratedWorkspace { teams: 8, months: 20, seed: 7 };

fn laid(tribe: GeneratedWorkspace) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    tribe.lay(folder.path()).unwrap();
    folder
}

/// Every file below a folder.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            found.insert(path, bytes);
        }
    }
    found
}

fn relative(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    files(folder)
        .into_iter()
        .map(|(path, bytes)| (path.strip_prefix(folder).unwrap().to_owned(), bytes))
        .collect()
}

fn sessions(folder: &Path) -> Vec<Session> {
    let files = files(&folder.join("sessions"));
    files.iter().map(|(path, bytes)| session_from(path, bytes).unwrap()).collect()
}

#[test]
fn the_same_seed_is_the_same_bytes_and_another_one_is_not() {
    let tribe = GeneratedWorkspace { teams: 5, months: 6, seed: 1 };
    let (one, again) = (laid(tribe), laid(tribe));
    assert_eq!(relative(one.path()), relative(again.path()));
    let other = laid(GeneratedWorkspace { seed: 2, ..tribe });
    assert_ne!(relative(one.path()), relative(other.path()));
}

#[test]
fn a_tribe_has_as_many_sessions_as_it_says_of_about_four_kilobytes() {
    for tribe in [SMALL, GeneratedWorkspace { teams: 2, months: 121, seed: 1 }] {
        let folder = tempfile::tempdir().unwrap();
        let bytes = tribe.lay(folder.path()).unwrap();
        let files = files(&folder.path().join("sessions"));
        assert_eq!(files.len(), tribe.sessions());
        assert_eq!(files.values().map(|bytes| bytes.len() as u64).sum::<u64>(), bytes);
        let average = bytes / files.len() as u64;
        assert!((3000..5000).contains(&average), "{average}");
    }
}

#[test]
fn validate_finds_nothing_wrong_with_it() {
    let (folder, home) = (laid(SMALL), tempfile::tempdir().unwrap());
    let mut command = Command::new(env!("CARGO_BIN_EXE_squadcheck"));
    command.args(["validate", "--dir"]).arg(folder.path()).env("HOME", home.path());
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
        command.env(name, home.path().join(name));
    }
    let output = command.output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert!(output.status.success());
}

#[test]
fn every_team_holds_a_check_a_month_and_dates_go_forward() {
    let folder = laid(SMALL);
    let mut teams: BTreeMap<String, Vec<Session>> = BTreeMap::new();
    for session in sessions(folder.path()) {
        teams.entry(session.team.clone()).or_default().push(session);
    }
    assert_eq!(teams.len(), SMALL.teams);
    let newest: BTreeSet<_> =
        teams.values().map(|sessions| sessions[SMALL.months - 1].date.first_of_month()).collect();
    assert!(newest.len() > 1, "no team has stopped");
    for sessions in teams.values() {
        let months: Vec<_> = sessions.iter().map(|session| session.date.first_of_month()).collect();
        assert_eq!(months.len(), SMALL.months);
        assert!(
            months
                .windows(2)
                .all(|pair| pair[0].saturating_add(jiff::Span::new().months(1)) == pair[1])
        );
        for action in sessions.iter().flat_map(|session| &session.actions) {
            assert!(action.changes.windows(2).all(|pair| pair[0].date < pair[1].date));
            assert_eq!(
                action.last_step().map_or(ActionState::Open, |last| last.step.state()),
                action.state
            );
        }
    }
}

#[test]
fn renamed_dimensions_are_one_row_and_some_rows_end_or_begin_in_between() {
    let folder = laid(SMALL);
    let workspace = fs::read(folder.path().join("healthcheck.yaml")).unwrap();
    let workspace = workspace_from(Path::new("healthcheck.yaml"), &workspace).unwrap();
    let all = sessions(folder.path());
    let keys: BTreeSet<&str> =
        all.iter().flat_map(|s| &s.cards).map(|card| card.dimension.key.as_str()).collect();
    for key in ["speed", "flow", "pager", "on-call", "support", "workload"] {
        assert!(keys.contains(key), "{key}");
    }
    let own = all.iter().filter(|s| s.team == workspace.teams[0].name);
    let own: Vec<Summary> = own.map(Summary::new).collect();
    let trend = Trend::new(&workspace, &own[0].team, &own.iter().collect::<Vec<_>>());
    let asked = |key: &str| {
        let row = trend.rows.iter().find(|row| row.key == key).unwrap();
        let asked: Vec<bool> = row.cards.iter().map(Option::is_some).collect();
        (asked[0], asked[asked.len() - 1])
    };
    assert_eq!(asked("flow"), (true, true));
    assert_eq!(asked("on-call"), (true, true));
    assert_eq!(asked("support"), (true, false));
    assert_eq!(asked("workload"), (false, true));
    assert!(trend.rows.iter().all(|row| row.key != "speed" && row.key != "pager"));
    let names: BTreeSet<&str> = all
        .iter()
        .filter_map(|session| session.card("fun"))
        .map(|card| card.dimension.name.as_str())
        .collect();
    assert_eq!(names, BTreeSet::from(["Fun", "Joy"]));
}

#[test]
fn all_that_a_workspace_can_hold_is_there() {
    let folder = laid(SMALL);
    let workspace = fs::read(folder.path().join("healthcheck.yaml")).unwrap();
    let workspace = workspace_from(Path::new("healthcheck.yaml"), &workspace).unwrap();
    assert_eq!(workspace.teams.len(), SMALL.teams);
    assert!(
        workspace.teams.iter().any(|team| !team.share)
            && workspace.teams.iter().any(|team| team.share)
    );
    let all = sessions(folder.path());
    let secrecy: BTreeSet<&str> = all.iter().map(|session| session.secrecy().word()).collect();
    assert_eq!(secrecy, Secrecy::ALL.map(Secrecy::word).into());
    assert!(all.iter().any(Session::is_open) && all.iter().any(|session| session.miss.is_some()));
    let cards: Vec<_> = all.iter().flat_map(|session| &session.cards).collect();
    let scales: BTreeSet<bool> =
        cards.iter().map(|card| card.dimension.scale == Scale::TrafficLight).collect();
    assert_eq!(scales.len(), 2);
    let lights: BTreeSet<&str> = cards
        .iter()
        .filter_map(|card| card.dimension.scale.light(card.agreed.vote?).map(Light::word))
        .collect();
    assert_eq!(lights, BTreeSet::from(["green", "yellow", "red"]));
    let directions: BTreeSet<&str> = cards
        .iter()
        .filter_map(|card| card.agreed.direction.map(squadcheck::model::Direction::word))
        .collect();
    assert_eq!(directions, BTreeSet::from(["improving", "stable", "worsening"]));
    assert!(cards.iter().any(|card| card.revealed == Some(Revealed::Hidden)));
    assert!(
        cards.iter().any(|card| card.skipped) && cards.iter().any(|card| !card.notes.is_empty())
    );
    let comments = cards.iter().filter_map(|card| match &card.revealed {
        Some(Revealed::Ballots(ballots)) => Some(ballots.tally().comments.len()),
        _ => None,
    });
    assert!(comments.sum::<usize>() > all.len());
    let actions: Vec<_> = all.iter().flat_map(|session| &session.actions).collect();
    let states: BTreeSet<&str> = actions.iter().map(|action| action.state.word()).collect();
    assert_eq!(states, BTreeSet::from(["done", "dropped", "open"]));
    assert!(
        actions
            .iter()
            .flat_map(|action| &action.changes)
            .any(|change| change.step == ActionStep::Carried)
    );
    assert!(all.iter().any(|session| !session.experiments.is_empty()));
}
