//! Matches, and texts that must never match.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::model::{
    ActionItem, Answer, Ballot, Ballots, Card, Dimension, Experiment, Light, Revealed, Tally, Team,
    Template, Vote, Voters, VotingMode,
};

fn card(name: &str, notes: &str, ballots: Option<Ballots>) -> Card {
    let dimension =
        Dimension { key: name.to_lowercase(), name: name.to_owned(), ..Dimension::default() };
    Card {
        notes: notes.to_owned(),
        revealed: ballots.map(Revealed::Ballots),
        ..Card::new(dimension)
    }
}

fn tally(green: u32, comment: &str) -> Ballots {
    let mut tally = Tally {
        votes: [].into(),
        directions: [].into(),
        abstained: 0,
        comments: vec![comment.to_owned()],
    };
    tally.add_votes(Vote::Light(Light::Green), green);
    Ballots::Tally(tally)
}

fn session(voters: Voters, cards: Vec<Card>) -> Session {
    let mut session = Session::new(
        "A".into(),
        date(2026, 11, 20),
        &Template::default(),
        VotingMode::Hands,
        voters,
    );
    session.cards = cards;
    session
}

/// Formats matches as `field dimension: [marked] line`.
fn found(typed: &str, session: &Session) -> Vec<String> {
    let told = |found: SearchMatch| {
        let mut line = found.line.text.clone();
        for mark in found.line.marks.iter().rev() {
            line.insert(mark.end, ']');
            line.insert(mark.start, '[');
        }
        let cut = if found.line.cut { "…" } else { "" };
        let field = format!("{:?}", found.field).to_lowercase();
        format!("{field} {}: {cut}{line}", found.dimension.unwrap_or_default())
    };
    in_session(&SearchQuery::new(typed), session, 3).into_iter().map(told).collect()
}

#[test]
fn every_kind_of_text_is_found_with_its_card_and_the_match_marked() {
    let mut session = session(
        Voters::Count(5),
        vec![
            card(
                "Speed",
                "One\nThe Queue is long, the queue is queuing",
                Some(tally(3, "No queue, please")),
            ),
            card("Queues", "", None),
        ],
    );
    let dimension = Some("queues".to_owned());
    session.actions = vec![ActionItem {
        text: "Cut it".into(),
        owner: "Mr Queue".into(),
        dimension,
        ..ActionItem::default()
    }];
    session.experiments = vec![Experiment {
        text: "Try".into(),
        hypothesis: "x\nShorter queue".into(),
        ..Experiment::default()
    }];
    assert_eq!(
        found(" QUEUE ", &session),
        [
            "notes Speed: The [Queue] is long, the [queue] is queuing",
            "comment Speed: No [queue], please",
            "dimension Queues: [Queue]s",
            "action Queues: Cut it (Mr [Queue])",
            "experiment : Shorter [queue]",
        ]
    );
    assert_eq!(in_session(&SearchQuery::new("cut"), &session, 3)[0].card, Some(1));
    assert_eq!(found("", &session), [""; 0]);
    assert_eq!(found(" \u{200b} ", &session), [""; 0]);
}

#[test]
fn several_words_must_all_stand_in_one_field_in_any_order() {
    let session = session(
        Voters::Count(5),
        vec![
            card("Speed", "long is the queue", None),
            card("Fun", "long\nqueue queue", None),
            card("Flow", "queue", None),
        ],
    );
    assert_eq!(
        found("queue long", &session),
        ["notes Speed: [long] is the [queue]", "notes Fun: [long]"]
    );
    assert_eq!(found("queue speed", &session), [""; 0]);
    assert_eq!(found("ueue que", &session)[2], "notes Flow: [queue]", "marks that overlap are one");
}

#[test]
fn a_word_is_found_however_it_is_written() {
    let session = session(Voters::Count(5), vec![card("Cafe\u{301}", "große Straße", None)]);
    for typed in ["café", "CAFE", "Ｃａｆé"] {
        assert_eq!(found(typed, &session), ["dimension Cafe\u{301}: [Cafe\u{301}]"], "{typed}");
    }
    assert_eq!(found("STRASSE", &session), ["notes Cafe\u{301}: große [Straße]"]);
}

#[test]
fn a_long_line_is_cut_around_what_was_found() {
    let notes = format!("{}needle{}", "x".repeat(5000), "y".repeat(5000));
    let session = session(Voters::Count(5), vec![card("Speed", &notes, None)]);
    let found = in_session(&SearchQuery::new("needle"), &session, 3);
    let line = &found[0].line;
    assert!(
        line.cut && line.text.len() == LONGEST && &line.text[line.marks[0].clone()] == "needle",
        "{line:?}"
    );
    assert_eq!(line.marks[0].start, BEFORE);
}

#[test]
fn a_comment_is_found_only_where_its_card_shows_it() {
    let named = |count: usize| {
        let ballot = Ballot {
            answer: Some(Answer::Vote(Vote::Light(Light::Red))),
            direction: None,
            comment: Some("a secret".into()),
        };
        Ballots::Named((0..count).map(|n| (format!("P{n}"), ballot.clone())).collect())
    };
    let people = Voters::People(vec!["P0".into(), "P1".into()]);
    assert_eq!(
        found(
            "secret",
            &session(Voters::Count(5), vec![card("A", "", Some(tally(3, "a secret")))])
        )
        .len(),
        1
    );
    assert_eq!(
        found("secret", &session(people, vec![card("A", "", Some(named(1)))])).len(),
        1,
        "everybody knew"
    );
    for untold in [
        card("A", "", Some(tally(2, "a secret"))),
        card("A", "", None),
        Card { revealed: Some(Revealed::Hidden), ..card("A", "", None) },
    ] {
        assert_eq!(found("secret", &session(Voters::Count(5), vec![untold])), [""; 0]);
    }
}

#[test]
fn who_does_not_share_is_reached_from_its_own_place_alone() {
    let team =
        |name: &str, share| Team { name: name.into(), people: Vec::new(), template: None, share };
    let teams = vec![team("Open", true), team("Closed", false), team("Shut", false)];
    let workspace = Workspace { teams, ..Workspace::bare(Vec::new()) };
    let reached = |reach: Reach| ["open", "CLOSED", "Shut", "Guests"].map(|team| reach.holds(team));
    assert_eq!(reached(Reach::from_outside(&workspace)), [true, false, false, true]);
    assert_eq!(reached(Reach::of_team(&workspace, "Open")), [true, false, false, true]);
    assert_eq!(reached(Reach::of_team(&workspace, "Closed")), [false, true, false, false]);
}

proptest! {
    #[test]
    fn marks_lie_on_whole_characters_apart_from_each_other(
        text in "[a-cäß e\u{301}東👩\u{200d}]{0,60}",
        typed in "[a-cäs ]{1,4}",
    ) {
        let session = session(Voters::Count(5), vec![card("Speed", &text, None)]);
        for found in in_session(&SearchQuery::new(&typed), &session, 3) {
            let line = found.line;
            let marked = |mark: &Range<usize>| line.text.get(mark.clone());
            let something = |text: &str| !text.is_empty();
            prop_assert!(line.marks.iter().all(|mark| marked(mark).is_some_and(something)));
            prop_assert!(line.marks.windows(2).all(|two| two[0].end < two[1].start));
        }
    }
}
