//! The demo keeps the rules, tells its story, and is the same each time.

use std::collections::BTreeSet;

use jiff::civil::date;

use super::*;
use crate::model::Summary;
use crate::model::text::slug;
use crate::model::{ExperimentOutcome, ExperimentState, Miss, Revealed, Secrecy, Trend, Workspace};

const DAYS: [Date; 4] =
    [date(2026, 11, 20), date(2026, 11, 22), date(2024, 2, 29), date(2027, 1, 1)];

/// The keys of the built-in template; its wording is not the demo's business.
fn spotify() -> Template {
    let keys = [
        "easy-to-release",
        "suitable-process",
        "tech-quality",
        "value",
        "speed",
        "mission",
        "fun",
        "learning",
        "support",
        "pawns-or-players",
        "teamwork",
    ];
    let dimension =
        |key: &str| Dimension { key: key.into(), name: key.into(), ..Dimension::default() };
    let dimensions = keys.map(dimension).to_vec();
    Template {
        key: "spotify".into(),
        name: "Squad Health Check".into(),
        dimensions,
        ..Template::default()
    }
}

fn workspace() -> Workspace {
    let own = own_template(&spotify(), &present(&spotify()));
    Workspace::bare(vec![spotify(), own])
}

fn of_team<'a>(demo: &'a Demo, team: &str) -> Vec<&'a Session> {
    demo.sessions.iter().filter(|session| session.team == team).collect()
}

#[test]
fn the_same_day_gives_the_same_demo() {
    for today in DAYS {
        assert_eq!(demo(today, &spotify()), demo(today, &spotify()));
    }
}

#[test]
fn three_teams_hold_checks_for_two_years_and_one_of_them_joins_late() {
    for today in DAYS {
        let demo = demo(today, &spotify());
        let teams: BTreeSet<&str> =
            demo.sessions.iter().map(|session| session.team.as_str()).collect();
        assert_eq!(teams, BTreeSet::from(["Checkout", "Ledger", "Search"]));
        let begins = |team| of_team(&demo, team)[0].date;
        let two_years_ago = today.saturating_sub(jiff::Span::new().years(2));
        for team in ["Checkout", "Ledger"] {
            let from_start = two_years_ago.until(begins(team)).unwrap().get_days();
            assert!((-2..=75).contains(&from_start), "{today} {team}: {from_start}");
            assert!((9..=18).contains(&of_team(&demo, team).len()), "{today} {team}");
        }
        let late = two_years_ago.until(begins("Search")).unwrap().get_days();
        assert!(late > 250, "{today}: {late}");
        assert!(of_team(&demo, "Search").len() >= 6);
    }
}

#[test]
fn dates_go_forward_and_never_beyond_today() {
    for today in DAYS {
        let demo = demo(today, &spotify());
        for plan in &TEAMS {
            let sessions = of_team(&demo, plan.name);
            assert!(sessions.windows(2).all(|pair| pair[0].date < pair[1].date));
            assert!(sessions.iter().all(|session| session.date <= today));
            for action in sessions.iter().flat_map(|session| &session.actions) {
                assert!(action.changes.windows(2).all(|pair| pair[0].date < pair[1].date));
                assert!(action.changes.iter().all(|change| change.date <= today));
                assert_eq!(
                    action.last_step().map_or(action.state, |last| last.step.state()),
                    action.state
                );
                assert!(action.due.is_some() && !action.owner.is_empty());
            }
        }
    }
}

#[test]
fn every_session_keeps_the_rules_of_a_live_check() {
    for session in DAYS.into_iter().flat_map(|today| demo(today, &spotify()).sessions) {
        let voters = session.voters.count();
        assert!((5..=8).contains(&voters), "{voters}");
        assert!(session.focus.len() <= Session::FOCUS);
        assert!(session.focus.iter().all(|key| session.card(key).is_some()));
        assert_eq!(session.turnout(), voters);
        if let Some(Miss::Tally(tally)) = session.miss {
            assert!((3..=voters).contains(&tally.n()));
        }
        for card in &session.cards {
            let Some(Revealed::Ballots(ballots)) = &card.revealed else {
                assert!(card.revealed.is_none() && card.agreed.is_empty() && card.notes.is_empty());
                continue;
            };
            let tally = ballots.tally();
            assert_eq!(tally.answered(), voters);
            assert!(tally.n() >= 3 && tally.directed() <= voters);
            assert!(tally.votes.keys().all(|vote| card.dimension.scale.has(*vote)));
            assert!(tally.comments.is_sorted());
            assert!(session.secrecy() == Secrecy::Named || ballots.ballot_of("Ana").is_none());
            for person in session.voters.people() {
                assert!(ballots.ballot_of(person).is_some());
            }
        }
    }
}

#[test]
fn one_check_is_open_today_with_some_cards_revealed_and_all_others_are_closed() {
    for today in DAYS {
        let demo = demo(today, &spotify());
        let open: Vec<&Session> =
            demo.sessions.iter().filter(|session| session.is_open()).collect();
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].date, today);
        let revealed = open[0].cards.iter().filter(|card| card.revealed.is_some()).count();
        assert!(revealed > 0 && revealed < open[0].cards.len());
        assert_eq!(open[0].first_unsettled(), team_agreed(open[0]));
        let closed = demo.sessions.iter().filter(|session| !session.is_open());
        assert!(closed.flat_map(|session| &session.cards).all(crate::model::Card::settled));
        let secrecy: BTreeSet<&str> =
            demo.sessions.iter().map(|session| session.secrecy().word()).collect();
        assert_eq!(secrecy.len(), 2);
    }
}

fn trend(team: &str, sessions: &[&Session]) -> Trend {
    let summaries: Vec<Summary> = sessions.iter().map(|session| Summary::new(session)).collect();
    Trend::new(&workspace(), team, &summaries.iter().collect::<Vec<_>>())
}

fn team_agreed(session: &Session) -> usize {
    session.cards.iter().filter(|card| card.agreed.vote.is_some()).count()
}

#[test]
fn the_renamed_dimension_is_one_row_from_the_first_check_to_the_last() {
    let demo = demo(DAYS[0], &spotify());
    let keys: BTreeSet<&str> = demo
        .sessions
        .iter()
        .flat_map(|s| &s.cards)
        .map(|card| card.dimension.key.as_str())
        .collect();
    assert!(keys.contains("speed") && keys.contains("flow"));
    for plan in &TEAMS {
        let sessions = of_team(&demo, plan.name);
        let trend = trend(plan.name, &sessions);
        assert_eq!(trend.rows.len(), sessions[0].cards.len(), "{}", plan.name);
        let flow = trend.rows.iter().find(|row| row.key == "flow").unwrap();
        assert_eq!(flow.name, "Flow");
        assert!(flow.cards.iter().all(Option::is_some));
        assert!(trend.rows.iter().all(|row| row.key != "speed"));
    }
}

#[test]
fn moods_drift_and_do_not_jump() {
    let demo = demo(DAYS[0], &spotify());
    let (mut steps, mut jumps) = (0, 0);
    for plan in &TEAMS {
        let trend = trend(plan.name, &of_team(&demo, plan.name));
        let lights: BTreeSet<&str> = trend
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .flatten()
            .map(|cell| cell.light.unwrap().word())
            .collect();
        assert_eq!(lights.len(), 3, "{}", plan.name);
        for row in &trend.rows {
            let health: Vec<i32> =
                row.cells.iter().flatten().map(|cell| cell.light.unwrap().health()).collect();
            steps += health.len() - 1;
            jumps += health.windows(2).filter(|pair| (pair[0] - pair[1]).abs() > 1).count();
        }
    }
    assert!(jumps * 20 < steps, "{jumps} of {steps}");
    let trend = trend("Checkout", &of_team(&demo, "Checkout"));
    let release = trend.rows.iter().find(|row| row.key == "easy-to-release").unwrap();
    let health: Vec<i32> =
        release.cells.iter().flatten().map(|cell| cell.light.unwrap().health()).collect();
    let (first, last): (i32, i32) =
        (health[..4].iter().sum(), health[health.len() - 4..].iter().sum());
    assert!(first + 3 < last, "{health:?}");
}

#[test]
fn people_say_things_and_do_things() {
    let demo = demo(DAYS[0], &spotify());
    let actions: Vec<_> = demo.sessions.iter().flat_map(|session| &session.actions).collect();
    let states: BTreeSet<&str> = actions.iter().map(|action| action.state.word()).collect();
    assert_eq!(states, BTreeSet::from(["done", "dropped", "open"]));
    let cards: Vec<_> = demo.sessions.iter().flat_map(|session| &session.cards).collect();
    assert!(cards.iter().filter(|card| !card.notes.is_empty()).count() > 20);
    assert!(cards.iter().any(|card| card.skipped));
    assert!(demo.sessions.iter().any(|session| session.miss.is_some()));
    let tried: Vec<_> = demo.sessions.iter().flat_map(|session| &session.experiments).collect();
    assert!(
        tried.iter().any(|tried| tried.is_running()) && tried.iter().any(|tried| tried.is_learnt())
    );
    let ended = |outcome| tried.iter().any(|tried| tried.came_of_it() == Some(outcome));
    assert!(ExperimentOutcome::ALL.into_iter().all(ended));
    assert!(
        tried.iter().any(|tried| tried.trial() == ExperimentState::Finished && !tried.is_learnt()),
        "some forget to write"
    );
}

#[test]
fn the_workspace_file_names_the_teams_and_the_alias() {
    let demo = demo(DAYS[0], &spotify());
    for plan in &TEAMS {
        assert!(demo.workspace_yaml.contains(&format!("  - name: \"{}\"\n", plan.name)));
        assert_eq!(slug(plan.name), plan.name.to_lowercase());
    }
    insta::assert_snapshot!(demo.workspace_yaml.split("templates:\n").nth(1).unwrap(), @r#"
    - key: our-check
      name: "Our check"
      extends: "spotify"
      drop: ["pawns-or-players", "speed"]
      add:
        - key: "flow"
          name: "Flow"
          awesome: "What we start, we finish within days, and little of that time is spent waiting."
          crappy: "Work piles up half done; it waits for reviews, answers and other teams."
          aliases: ["speed"]
        - key: "on-call"
          name: "On-call"
          awesome: "Nights are quiet, and an alert means that somebody can do something about it."
          crappy: "The pager never rests, and it mostly cries wolf."
          aliases: ["pager"]
    "#);
}

#[test]
fn a_template_without_the_expected_keys_still_makes_a_demo() {
    let mut odd = spotify();
    odd.dimensions.truncate(3);
    let demo = demo(DAYS[0], &odd);
    assert!(demo.sessions.iter().all(|session| !session.cards.is_empty()));
    assert!(demo.workspace_yaml.contains("drop: []"));
}
