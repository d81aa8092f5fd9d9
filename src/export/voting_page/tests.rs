//! The page and the state, as they are served.

use super::*;
use crate::model::{Level, Levels, Scale};

/// A check of two cards, on lights and on levels.
fn state() -> VotingState {
    let card = |key: &str, name: &str, scale| CardState {
        dimension: Dimension { key: key.into(), name: name.into(), scale, ..Dimension::default() },
        stage: Stage::Open,
        round: 1,
    };
    let levels = Levels::new(Level::whole(1), Level::whole(5), Level::whole(1));
    VotingState {
        run: "r1".into(),
        version: 12,
        team: "Checkout".into(),
        check: "Squad health check".into(),
        at: Some("speed".into()),
        joined: 3,
        seats: 6,
        cards: vec![
            card("speed", "Speed", Scale::TrafficLight),
            card("fun", "Fun", Scale::Levels(levels)),
        ],
        last_question: None,
        secrecy: Secrecy::Anonymous,
        people: Vec::new(),
        threshold: 3,
        key: [251; 32],
        form: [1; 32],
        closed: false,
    }
}

#[test]
fn the_state_is_the_contract_in_its_order() {
    let mut state = state();
    state.cards[1].stage = Stage::Skipped;
    state.cards[1].round = 2;
    let key = "-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_s";
    assert_eq!(
        state_json(&state),
        format!(
            r#"{{"run":"r1","version":12,"card":"speed","joined":3,"seats":6,"cards":[{{"key":"speed","state":"open","round":1}},{{"key":"fun","state":"skipped","round":2}}],"key":"{key}"}}"#
        )
    );
    state.at = None;
    state.closed = true;
    let closed = state_json(&state);
    assert!(closed.contains(r#""card":null"#));
    assert_eq!(closed.matches(r#""state":"closed""#).count(), 2);
}

#[test]
fn the_browser_chooses_the_language() {
    for (asked, lang) in [
        ("", Lang::En),
        ("de", Lang::De),
        ("DE-at,de;q=0.9,en;q=0.8", Lang::De),
        ("fr-FR,fr;q=0.9,en;q=0.5,de;q=0.4", Lang::En),
        ("en;q=0.4,de;q=0.5", Lang::De),
        ("de;q=0", Lang::En),
        ("en,de", Lang::En),
        ("nl, de;q=nonsense", Lang::En),
        ("deutsch", Lang::En),
    ] {
        assert_eq!(Lang::of(asked), lang, "{asked}");
    }
}
