use jiff::civil::date;

use super::*;
use crate::model::{Agreed, Card, Dimension, Light, Session, Template, Vote, Voters, VotingMode};

fn session(month: i8, light: Option<Light>) -> Summary {
    let day = date(2026, month, 20);
    let mut session =
        Session::new("A".into(), day, &Template::default(), VotingMode::Hands, Voters::Count(5));
    let dimension = Dimension { key: "speed".into(), name: "Speed".into(), ..Dimension::default() };
    let agreed = Agreed { vote: light.map(Vote::Light), direction: None };
    session.cards = vec![Card { agreed, ..Card::new(dimension) }];
    Summary::new(&session)
}

#[test]
fn a_team_rises_where_it_agreed_on_something_better_than_the_time_before() {
    let lights = [
        Some(Light::Red),
        None,
        Some(Light::Yellow),
        Some(Light::Yellow),
        Some(Light::Red),
        Some(Light::Green),
    ];
    let sessions: Vec<Summary> =
        (1..).zip(lights).map(|(month, light)| session(month, light)).collect();
    let sessions: Vec<&Summary> = sessions.iter().collect();
    let workspace = Workspace::bare(Vec::new());
    let of = TeamTimes::new(&workspace, "A", &sessions, "speed");
    assert_eq!(of.times.len(), 5, "the time at which nothing was agreed is none");
    let days: Vec<(i8, i8)> = of
        .rises
        .iter()
        .map(|rise| (of.times[rise.from].date.month(), of.times[rise.to].date.month()))
        .collect();
    assert_eq!(days, [(5, 6), (1, 3)]);
    assert_eq!(of.times[of.rises[1].from].session, 0);
    assert!(TeamTimes::new(&workspace, "A", &sessions, "fun").times.is_empty());
}
