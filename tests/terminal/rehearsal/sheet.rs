//! Six people fill in a ballot sheet in a real browser, each in another way, and what they send goes
//! through the chats of five programs.

use std::collections::BTreeMap;

use jiff::civil::date;
use squadcheck::export::ballot_sheet::{BallotSheet, SheetCard};
use squadcheck::model::{
    Answer, Ballot, Level, MissAnswer, Session, SubmissionId, Vote, Voters, VotingMode,
};
use squadcheck::seal::{BallotForm, SealKey, SealedBallots, armor};
use squadcheck::store::Store;
use zeroize::Zeroizing;

use super::chats::{CHATS, Message};
use super::{Browser, is_asked_for};
use crate::pty::Sandbox;

const FILLS: &str = concat!(include_str!("browser.js"), include_str!("fills.js"));
/// One of them sends two pieces and more, another one two codes.
const PEOPLE: [&str; 6] = ["Ana Berg", "Bo", "Chi Squires", "Dörte", "Eli O’Neill", "Fay"];

/// What somebody says of a card: the first one so much that no chat takes it in one message.
fn comment(person: usize, card: usize) -> Option<String> {
    match person {
        0 => Some(
            format!("Card {card}: we wait for the other teams, and they wait for us. ").repeat(2),
        ),
        1 if [0, 5].contains(&card) => Some("By keys.".into()),
        3 if [0, 4, 10].contains(&card) => Some("Größere Übungen, öfter: „東京“!".into()),
        _ => None,
    }
}

/// The ballots of one person, card by card.
fn of_person(person: usize, cards: usize) -> Vec<Option<Ballot>> {
    let ballot = |card: usize| {
        let given = super::ballots(card)[person]?;
        let (answer, direction) = match given {
            None => (Answer::Abstained, None),
            Some((light, direction)) => (Answer::Vote(Vote::Light(light)), Some(direction)),
        };
        let comment = comment(person, card).map(|words| words.trim().to_owned());
        Some(Ballot { answer: Some(answer), direction, comment })
    };
    (0..cards).map(ballot).collect()
}

fn as_json(ballots: &[Option<Ballot>]) -> serde_json::Value {
    let one = |ballot: &Option<Ballot>| {
        let ballot = ballot.as_ref()?;
        let vote = match ballot.answer? {
            Answer::Vote(vote) => vote.word(),
            Answer::Abstained => "abstain".into(),
        };
        let direction = ballot.direction.map_or("", |direction| direction.word());
        Some(serde_json::json!([vote, direction, ballot.comment]))
    };
    ballots.iter().map(one).collect()
}

/// The sheet of a new check, and what opens its codes.
fn sheet(template: &str, voters: Voters) -> (SealKey, BallotSheet) {
    let templates = Store::built_in_templates();
    let template = templates.iter().find(|one| one.key == template).expect("a method");
    let day = date(2026, 11, 28);
    let session = Session::new("Checkout".into(), day, template, VotingMode::Devices, voters);
    let form = BallotForm::of(&session).expect("a form");
    let key = SealKey::new(&Zeroizing::new([5; 32]), form);
    let card = |dimension| SheetCard { dimension, open: true };
    let sheet = BallotSheet {
        team: "Checkout".into(),
        check: template.name.clone(),
        date: day,
        until: Some("2026-11-30 10:00".into()),
        threshold: 3,
        cards: session.cards.iter().map(|one| card(one.dimension.clone())).collect(),
        key: key.public().clone(),
    };
    (key, sheet)
}

#[test]
fn a_sheet_with_names_and_levels_asks_who_it_is() {
    if !is_asked_for() {
        return;
    }
    let people = ["Ana", "Bo", "Chi"].map(str::to_owned).to_vec();
    let (key, sheet) = sheet("generative-culture", Voters::People(people));
    let sandbox = Sandbox::with(crate::TEAMS);
    sandbox.writes("sheet.html", &sheet.html());
    let mut browser = Browser::start(FILLS);
    let code = browser.answers(&format!("named {}", sandbox.path("sheet.html").display()));
    browser.does("bye");
    let found = armor::find(&code);
    let [code] = &found.codes[..] else { panic!("{found:?}") };
    let SealedBallots { submission, miss } = key.open(code).expect("a ballot");
    assert_eq!(submission.person.as_deref(), Some("Bo"));
    let vote = Vote::Level(Level::thousandths(2500));
    let ballot = Ballot {
        answer: Some(Answer::Vote(vote)),
        direction: None,
        comment: Some("We ask early.".into()),
    };
    let first = sheet.cards[0].dimension.key.clone();
    assert_eq!((submission.ballots, miss), (vec![(first, ballot)], Some(MissAnswer::Unsure)));
}

#[test]
fn what_six_people_fill_in_comes_whole_through_five_chats() {
    if !is_asked_for() {
        return;
    }
    let (key, sheet) = sheet("spotify", Voters::Count(6));
    let sandbox = Sandbox::with(crate::TEAMS);
    sandbox.writes("Übung für alle/the sheet.html", &sheet.html());
    let mut browser = Browser::start(FILLS);
    browser.does(&format!("open {}", sandbox.path("Übung für alle/the sheet.html").display()));
    browser.does("plain");
    let given: Vec<_> = (0..PEOPLE.len()).map(|n| of_person(n, sheet.cards.len())).collect();
    let ballots: Vec<_> = given.iter().map(|ballots| as_json(ballots)).collect();
    let said = browser.answers(&format!("fill {}", serde_json::json!(ballots)));
    let said: Vec<Vec<String>> = serde_json::from_str(&said).expect("messages");
    browser.does(&format!("print {}", sandbox.path("sheet.pdf").display()));
    browser.does("bye");

    let messages = || {
        let of = |(name, texts): (&&'static str, &'_ Vec<String>)| {
            let name = *name;
            texts.iter().map(|text| (name, text.clone())).collect::<Vec<_>>()
        };
        PEOPLE.iter().zip(&said).flat_map(of).collect::<Vec<_>>()
    };
    let messages = messages();
    let messages: Vec<_> = messages.iter().map(|(name, text)| Message { name, text }).collect();
    for chat in CHATS {
        let found = armor::find(&chat.copied(&messages));
        assert_eq!(found.faults, [], "{}", chat.name);
        assert_eq!(found.codes.len(), PEOPLE.len() + 1, "{}", chat.name);
        let mut latest: BTreeMap<SubmissionId, SealedBallots> = BTreeMap::new();
        for code in found.codes {
            let opened = key.open(&code).expect("a ballot");
            let kept = latest.entry(opened.submission.id).or_insert_with(|| opened.clone());
            if opened.submission.revision > kept.submission.revision {
                *kept = opened;
            }
        }
        let keys = || sheet.cards.iter().map(|card| card.dimension.key.clone());
        for (person, ballots) in given.iter().enumerate() {
            let expected: Vec<(String, Ballot)> = keys()
                .zip(ballots)
                .filter_map(|(key, ballot)| Some((key, ballot.clone()?)))
                .collect();
            let is_there = latest.values().any(|one| one.submission.ballots == expected);
            assert!(is_there, "{} in {}: {latest:#?}", PEOPLE[person], chat.name);
        }
        assert_eq!(latest.len(), PEOPLE.len(), "{}", chat.name);
    }
    println!("rehearsal: a sheet for 6 people, through {} chats", CHATS.len());
}
