use jiff::civil::date;

use super::*;
use crate::model::{
    Agreed, Card, Dimension, Level, Levels, Light, Scale, Session, Template, Vote, Voters,
    VotingMode,
};

fn session(month: i8, cards: &[(&str, Option<Vote>)]) -> Summary {
    let day = date(2026, month, 20);
    let mut session =
        Session::new("A".into(), day, &Template::default(), VotingMode::Hands, Voters::Count(5));
    let card = |(key, vote): &(&str, Option<Vote>)| {
        let levels = Levels::new(Level::whole(1), Level::whole(5), Level::whole(1));
        let scale = if matches!(vote, Some(Vote::Level(_))) {
            Scale::Levels(levels)
        } else {
            Scale::TrafficLight
        };
        let dimension = Dimension {
            key: (*key).into(),
            name: key.to_uppercase(),
            scale,
            ..Dimension::default()
        };
        Card { agreed: Agreed { vote: *vote, direction: None }, ..Card::new(dimension) }
    };
    session.cards = cards.iter().map(card).collect();
    Summary::new(&session)
}

#[test]
fn every_dimension_of_either_session_says_what_became_of_it() {
    let [red, green, level] =
        [Vote::Light(Light::Red), Vote::Light(Light::Green), Vote::Level(Level::whole(3))];
    let then = [
        ("a", Some(red)),
        ("b", Some(green)),
        ("c", Some(red)),
        ("d", Some(red)),
        ("e", Some(red)),
        ("f", None),
    ];
    let now = [
        ("a", Some(green)),
        ("b", Some(red)),
        ("c", Some(red)),
        ("d", Some(level)),
        ("f", Some(red)),
        ("g", None),
    ];
    let comparison =
        Comparison::new(&Workspace::bare(Vec::new()), &session(1, &then), &session(8, &now));
    let moved: Vec<(&str, Moved)> =
        comparison.rows().iter().map(|row| (row.key.as_str(), Comparison::moved(row))).collect();
    assert_eq!(
        moved,
        [
            ("a", Moved::Changed(Change::Better)),
            ("b", Moved::Changed(Change::Worse)),
            ("c", Moved::Changed(Change::Same)),
            ("d", Moved::OtherScale),
            ("f", Moved::Unknown),
            ("g", Moved::New),
            ("e", Moved::Gone),
        ]
    );
    assert_eq!(comparison.counts(), (1, 1, 1));
    let agreed =
        Comparison::agreed(&comparison.rows()[0]).map(|cell| cell.and_then(|cell| cell.light));
    assert_eq!(agreed, [Some(Light::Red), Some(Light::Green)]);
}
