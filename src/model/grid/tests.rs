//! Content of the grid of all teams, and independence of its order.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::model::{
    Agreed, Card, Dimension, Scale, Session, State, Team, Template, Vote, Voters, VotingMode,
};

const KEYS: [&str; 3] = ["speed", "fun", "value"];

fn workspace(teams: &[(&str, bool)]) -> Workspace {
    let dimensions = KEYS.iter().map(|key| dimension(key)).collect();
    let template = Template { key: "ours".into(), dimensions, ..Template::default() };
    let team = |(name, share): &(&str, bool)| Team {
        name: (*name).to_owned(),
        people: Vec::new(),
        template: None,
        share: *share,
    };
    Workspace { teams: teams.iter().map(team).collect(), ..Workspace::bare(vec![template]) }
}

fn dimension(key: &str) -> Dimension {
    Dimension {
        key: key.to_owned(),
        name: key.to_uppercase(),
        scale: Scale::TrafficLight,
        ..Dimension::default()
    }
}

/// A closed session in which these lights were agreed, one a dimension.
fn session(team: &str, day: Date, lights: [Option<Light>; 3]) -> Session {
    let mut session =
        Session::new(team.into(), day, &Template::default(), VotingMode::Hands, Voters::Count(5));
    session.template = Some("ours".to_owned());
    session.state = State::Closed;
    session.cards = std::iter::zip(KEYS, lights)
        .map(|(key, light)| Card {
            agreed: Agreed { vote: light.map(Vote::Light), direction: None },
            ..Card::new(dimension(key))
        })
        .collect();
    session
}

fn outlines(sessions: &[Session]) -> Vec<Summary> {
    sessions.iter().map(Summary::new).collect()
}

fn pasts(sessions: &[Summary]) -> Vec<SummaryRef<'_>> {
    sessions.iter().map(|session| SummaryRef { session, number: 1 }).collect()
}

fn teams_of(grid: &TeamGrid) -> Vec<&str> {
    grid.columns.iter().map(|column| column.team.as_str()).collect()
}

const GREEN: Option<Light> = Some(Light::Green);
const YELLOW: Option<Light> = Some(Light::Yellow);
const RED: Option<Light> = Some(Light::Red);

#[test]
fn each_team_shows_its_latest_session_up_to_the_day() {
    let workspace = workspace(&[("B", true), ("A", true)]);
    let sessions = [
        session("A", date(2026, 1, 10), [RED, None, None]),
        session("A", date(2026, 6, 10), [GREEN, None, None]),
        session("B", date(2026, 3, 1), [YELLOW, None, None]),
        session("b", date(2026, 9, 1), [GREEN, None, None]),
    ];
    let sessions = outlines(&sessions);
    let pasts = pasts(&sessions);
    let lights = |day| {
        let grid = TeamGrid::new(&workspace, day, &pasts);
        let cells = grid.rows.first().map(|row| row.cells.clone()).unwrap_or_default();
        (
            teams_of(&grid).join(" "),
            cells.into_iter().map(|cell| cell.and_then(|cell| cell.light)).collect::<Vec<_>>(),
        )
    };
    assert_eq!(lights(date(2025, 12, 31)), ("B A".into(), vec![]));
    assert_eq!(lights(date(2026, 1, 10)), ("B A".into(), vec![None, RED]));
    assert_eq!(lights(date(2026, 3, 1)), ("B A".into(), vec![YELLOW, RED]));
    assert_eq!(lights(date(2026, 12, 1)), ("B A".into(), vec![GREEN, GREEN]));
    assert_eq!(days(&workspace, &pasts).len(), 4);
    let grid = TeamGrid::new(&workspace, date(2026, 9, 2), &pasts);
    assert_eq!(
        grid.columns.iter().map(|column| (column.age, column.is_old())).collect::<Vec<_>>(),
        [(1, false), (84, false)]
    );
    assert!(TeamGrid::new(&workspace, date(2027, 9, 2), &pasts).columns[0].is_old());
}

#[test]
fn a_check_that_has_just_begun_does_not_take_the_last_one_off_the_grid() {
    let workspace = workspace(&[("A", true)]);
    let mut begun = session("A", date(2026, 6, 10), [None, None, None]);
    begun.state = State::Open;
    let sessions = [session("A", date(2026, 1, 10), [RED, None, None]), begun];
    let grid = TeamGrid::new(&workspace, date(2026, 6, 10), &pasts(&outlines(&sessions)));
    assert_eq!(grid.columns[0].session, Some((0, date(2026, 1, 10))));
}

#[test]
fn a_dimension_is_a_pattern_from_half_of_the_teams_that_agreed_on_it() {
    let workspace = workspace(&[("A", true), ("B", true), ("C", true), ("D", true)]);
    let day = date(2026, 6, 10);
    let sessions = [
        session("A", day, [RED, GREEN, RED]),
        session("B", day, [YELLOW, GREEN, None]),
        session("C", day, [GREEN, RED, None]),
        session("D", day, [GREEN, GREEN, None]),
    ];
    let grid = TeamGrid::new(&workspace, day, &pasts(&outlines(&sessions)));
    let patterns: Vec<_> = grid
        .patterns()
        .map(|(row, pattern)| (row.key.as_str(), pattern.unwell, pattern.of))
        .collect();
    // One red team of one is that team's own affair, however much it is all of them.
    assert_eq!(patterns, [("speed", 2, 4)]);
}

#[test]
fn a_team_that_does_not_share_leaves_no_trace() {
    let sharing = workspace(&[("A", true)]);
    let not_sharing = workspace(&[("A", true), ("Secret", false)]);
    let day = date(2026, 6, 10);
    let mut own = session("secret", day, [RED, RED, RED]);
    own.cards.push(Card { agreed: own.cards[0].agreed, ..Card::new(dimension("own-topic")) });
    let sessions = [own, session("A", date(2026, 1, 1), [RED, GREEN, None])];
    let with = TeamGrid::new(&not_sharing, day, &pasts(&outlines(&sessions)));
    let sessions = &sessions[1..];
    let mut without = TeamGrid::new(&sharing, day, &pasts(&outlines(sessions)));
    // The index among the sessions is the only thing that may differ.
    without.columns[0].session = with.columns[0].session;
    assert_eq!(with, without);
    assert_eq!(
        days(&not_sharing, &pasts(&outlines(sessions))),
        days(&sharing, &pasts(&outlines(sessions)))
    );
}

proptest! {
    #[test]
    fn the_grid_depends_neither_on_the_order_of_files_nor_does_its_order_on_health(
        lights in prop::collection::vec(prop::sample::select(vec![None, GREEN, YELLOW, RED]), 24),
        order in Just((0..8).collect::<Vec<usize>>()).prop_shuffle(),
        swapped in Just(vec![Light::Green, Light::Yellow, Light::Red]).prop_shuffle(),
    ) {
        let workspace = workspace(&[("C", true), ("A", true)]);
        let day = |at: usize| date(2026, 1 + i8::try_from(at / 4).unwrap(), 1);
        let of = |at: usize, map: &dyn Fn(Light) -> Light| {
            let team = ["A", "B", "C", "d"][at % 4];
            let given = |n: usize| lights[at * 3 + n].map(map);
            session(team, day(at), [given(0), given(1), given(2)])
        };
        let sessions: Vec<Session> = (0..8).map(|at| of(at, &|light| light)).collect();
        let grid = TeamGrid::new(&workspace, date(2026, 12, 1), &pasts(&outlines(&sessions)));
        prop_assert_eq!(teams_of(&grid), ["C", "A", "B", "d"]);

        let shuffled: Vec<Session> = order.iter().map(|at| sessions[*at].clone()).collect();
        let mut other = TeamGrid::new(&workspace, date(2026, 12, 1), &pasts(&outlines(&shuffled)));
        for column in &mut other.columns {
            column.session = column.session.map(|(at, day)| (order[at], day));
        }
        prop_assert_eq!(&other, &grid);

        let place = |light| Light::ALL.iter().position(|l| *l == light).unwrap();
        let permuted: Vec<Session> = (0..8)
            .map(|at| of(at, &|light| swapped[place(light)]))
            .collect();
        let permuted = TeamGrid::new(&workspace, date(2026, 12, 1), &pasts(&outlines(&permuted)));
        prop_assert_eq!(teams_of(&permuted), teams_of(&grid));
        let keys =
            |grid: &TeamGrid| grid.rows.iter().map(|row| row.key.clone()).collect::<Vec<_>>();
        prop_assert_eq!(keys(&permuted), keys(&grid));
    }
}
