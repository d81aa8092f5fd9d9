use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::model::{
    Agreed, Ballots, Card, Change, Dimension, Direction, Level, Levels, Light, Revealed, Scale,
    Session, State, Tally, Template, Vote, Voters, VotingMode,
};

const DAYS: [(i16, i8); 6] = [(2025, 2), (2025, 5), (2025, 8), (2025, 11), (2026, 2), (2026, 5)];

/// A session on a template with these cards.
fn session(at: usize, template: &str, cards: Vec<Card>) -> Session {
    let (year, month) = DAYS[at];
    let mut session = Session::new(
        "A".into(),
        date(year, month, 20),
        &Template::default(),
        VotingMode::Hands,
        Voters::Count(5),
    );
    session.template = Some(template.to_owned());
    session.state = State::Closed;
    session.cards = cards;
    session
}

fn card(key: &str, scale: Scale, vote: Option<Vote>) -> Card {
    let dimension =
        Dimension { key: key.into(), name: key.to_uppercase(), scale, ..Dimension::default() };
    Card { agreed: Agreed { vote, direction: None }, ..Card::new(dimension) }
}

fn light(key: &str, light: Option<Light>) -> Card {
    card(key, Scale::TrafficLight, light.map(Vote::Light))
}

fn tally(votes: [u32; 3], directions: u32, abstained: u32) -> Revealed {
    let mut tally =
        Tally { votes: [].into(), directions: [].into(), abstained, comments: Vec::new() };
    for (light, count) in Light::ALL.into_iter().zip(votes) {
        tally.add_votes(Vote::Light(light), count);
    }
    tally.add_directions(Direction::Worsening, directions);
    Revealed::Ballots(Ballots::Tally(tally))
}

fn trend(sessions: &[Session]) -> Trend {
    let summaries: Vec<Summary> = sessions.iter().map(Summary::new).collect();
    Trend::new(&Workspace::bare(Vec::new()), "A", &summaries.iter().collect::<Vec<_>>())
}

#[test]
fn a_cell_says_what_the_grid_shows() {
    let mut shown = light("speed", Some(Light::Red));
    shown.revealed = Some(tally([3, 1, 1], 2, 1));
    let grid = trend(&[
        session(0, "a", vec![light("speed", Some(Light::Yellow))]),
        session(1, "a", vec![shown]),
    ]);
    let row = &grid.rows[0];
    let CellValue::Vote(agreed) = row.sign(1, Metric::Agreed) else { panic!("agreed") };
    assert_eq!((agreed.light, agreed.direction), (Some(Light::Red), None));
    let CellValue::Vote(median) = row.sign(1, Metric::Ballots) else { panic!("ballots") };
    assert_eq!((median.light, median.direction), (Some(Light::Green), Some(Direction::Worsening)));
    assert_eq!(row.sign(1, Metric::Direction), CellValue::Direction(Direction::Worsening));
    assert_eq!(row.sign(1, Metric::Change), CellValue::Change(Change::Worse));
    assert!(
        matches!(row.sign(1, Metric::Agreement), CellValue::Agreement(agreement) if agreement < 0.5)
    );
    assert_eq!(row.sign(1, Metric::Participation), CellValue::Answered(6, 6));
    assert_eq!(row.sign(0, Metric::Ballots), CellValue::Nothing);
    assert_eq!(row.sign(0, Metric::Change), CellValue::Nothing);
    assert_eq!(row.sign(7, Metric::Agreed), CellValue::NotAsked);
}

#[test]
fn too_few_ballots_are_hidden_whatever_the_grid_shows_and_what_was_agreed_is_not() {
    for revealed in [tally([2, 0, 0], 2, 3), Revealed::Hidden] {
        let card = Card { revealed: Some(revealed), ..light("speed", Some(Light::Yellow)) };
        let grid = trend(&[session(0, "a", vec![card])]);
        let signs = Metric::ALL.map(|metric| grid.rows[0].sign(0, metric));
        assert!(matches!(signs[0], CellValue::Vote(_)));
        assert_eq!(signs[3], CellValue::Nothing);
        for at in [1, 2, 4, 5] {
            assert_eq!(signs[at], CellValue::Hidden);
        }
    }
}

#[test]
fn a_change_looks_back_to_the_last_time_on_the_same_scale() {
    let levels = || Scale::Levels(Levels::new(Level::whole(1), Level::whole(5), Level::whole(1)));
    let level = |level| card("speed", levels(), Some(Vote::Level(Level::whole(level))));
    let grid = trend(&[
        session(0, "a", vec![light("speed", Some(Light::Red))]),
        session(1, "b", vec![level(4)]),
        session(2, "a", vec![light("speed", None)]),
        session(3, "a", vec![light("speed", Some(Light::Yellow))]),
        session(4, "b", vec![level(2)]),
    ]);
    let changes: Vec<_> = (0..5).map(|at| grid.rows[0].sign(at, Metric::Change)).collect();
    let change = CellValue::Change;
    let expected = [
        CellValue::Nothing,
        CellValue::Nothing,
        CellValue::Nothing,
        change(Change::Better),
        change(Change::Worse),
    ];
    assert_eq!(changes, expected);
    let heights: Vec<_> =
        grid.rows[0].said.iter().map(|said| said.as_ref().and_then(|said| said.height)).collect();
    assert_eq!(heights, [Some(0), Some(5), None, Some(4), Some(2)]);
}

#[test]
fn a_year_stands_for_the_last_that_was_said_in_it() {
    let speed = [Some(Light::Red), Some(Light::Green), None, None, None, Some(Light::Yellow)];
    let sessions: Vec<Session> = speed
        .into_iter()
        .enumerate()
        .map(|(at, agreed)| session(at, "a", vec![light("speed", agreed)]))
        .collect();
    let grid = trend(&sessions);
    assert_eq!(grid.years(), [0..4, 4..6]);
    let row = &grid.rows[0];
    assert_eq!(row.last_that_tells(0..4, Metric::Agreed), Some(1));
    assert_eq!(row.last_that_tells(4..6, Metric::Agreed), Some(5));
    assert_eq!(
        row.last_that_tells(2..4, Metric::Agreed),
        Some(3),
        "nothing was agreed, and it was asked"
    );
    assert_eq!(row.last_that_tells(0..0, Metric::Agreed), None);
}

#[test]
fn a_dimension_that_is_no_longer_asked_says_until_when() {
    let both = || vec![light("speed", Some(Light::Red)), light("fun", Some(Light::Green))];
    let one = || vec![light("fun", Some(Light::Green))];
    let sessions = [
        session(0, "a", both()),
        session(1, "a", both()),
        session(2, "a", one()),
        session(3, "a", one()),
    ];
    let grid = trend(&sessions);
    assert_eq!(grid.rows[1].course, Some(RowTrend::Until(grid.columns[1].date)));
    // One session on another template in between does not mean that it is gone.
    let grid = trend(&sessions[..3]);
    let run = Run { times: 2, since: grid.columns[0].date };
    assert_eq!(grid.rows[1].course, Some(RowTrend::Light(Light::Red, run)));
}

proptest! {
    #[test]
    fn the_joined_grid_loses_no_session_and_no_card(
        asked in prop::collection::vec(
            (0..2_usize, prop::sample::subsequence(vec!["a", "b", "c"], 0..=3)),
            1..=6,
        ),
    ) {
        let of = |(at, (template, keys)): (usize, &(usize, Vec<&str>))| {
            let cards = keys.iter().map(|key| light(key, Some(Light::Green))).collect();
            session(at, ["one", "two"][*template], cards)
        };
        let sessions: Vec<Session> = asked.iter().enumerate().map(of).collect();
        let grid = trend(&sessions);
        prop_assert_eq!(grid.columns.len(), sessions.len());
        for (at, (_, keys)) in asked.iter().enumerate() {
            prop_assert_eq!(grid.columns[at].date, sessions[at].date);
            for (index, key) in keys.iter().enumerate() {
                let row = grid.rows.iter().find(|row| row.key == *key);
                prop_assert_eq!(row.and_then(|row| row.cards[at]), Some(index));
                let known = row.is_some_and(|row| row.cells[at].is_some() && row.said[at].is_some());
                prop_assert!(known);
            }
            let in_grid = grid.rows.iter().filter(|row| row.cards[at].is_some()).count();
            prop_assert_eq!(in_grid, keys.len());
        }
        // Left out are sessions on other templates than the newest one's, and no others.
        let summaries: Vec<Summary> = sessions.iter().map(Summary::new).collect();
        let left = of_newest_template(&summaries.iter().collect::<Vec<_>>());
        let newest = asked.last().map(|(template, _)| *template);
        let kept = (0..asked.len()).filter(|at| Some(asked[*at].0) == newest);
        let expected: Vec<usize> = kept.collect();
        prop_assert_eq!(left, expected);
    }
}
