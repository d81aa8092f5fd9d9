//! Six people fill in a ballot sheet in a real browser, each in another way, and what they send
//! goes through the chats of five programs.

use jiff::civil::date;
use squadcheck::export::ballot_sheet::{BallotSheet, SheetCard};
use squadcheck::model::{Answer, Ballot, Level, MissAnswer, Session, Vote, Voters, VotingMode};
use squadcheck::seal::{BallotForm, SealKey, SealedBallots, armor};
use squadcheck::store::Store;
use zeroize::Zeroizing;

use super::chats::{CHATS, Message};
use super::{Browser, is_asked_for};
use crate::pty::{Pty, Sandbox};

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

/// Takes what is pasted, as a terminal brackets it.
fn pastes(pty: &mut Pty, text: &str) {
    let text = text.replace("\r\n", "\n").replace('\n', "\r");
    pty.types(&format!("\x1b[200~{text}\x1b[201~"));
}

/// A check with a sheet that the command line writes once more, with the same key.
fn remote(sandbox: &Sandbox, network: &[&str]) -> String {
    let mut pty = sandbox.start(&[&["new", "Checkout", "--way", "devices"], network].concat());
    pty.sees("http://").types("S").sees("-ballot.html").sees("The ballot sheet says");
    pty.quits();
    assert_eq!(pty.ends().exit_code(), 0);
    sandbox.writes("workspace/für alle/note.txt", "The sheet comes here.");
    let file = "für alle/the sheet.html";
    let until = ["--until", "2026-12-03T18:00"];
    let mut pty = sandbox.start(&[&["sheet", "Checkout", "-o", file], &until[..]].concat());
    assert_eq!(pty.ends().exit_code(), 0);
    file.to_owned()
}

#[test]
fn a_sheet_in_any_chat_leaves_the_file_of_the_same_check_by_hands() {
    if !is_asked_for() {
        return;
    }
    let cards = sheet("spotify", Voters::Count(6)).1.cards.len();
    let (listen, url) = super::network();
    let network = ["--listen", &listen, "--address", &url];
    let sandbox = Sandbox::with(crate::TEAMS);
    let file = remote(&sandbox, &network);

    let mut browser = Browser::start(FILLS);
    browser.does(&format!("open {}", sandbox.path("workspace").join(file).display()));
    browser.does("plain");
    let given: Vec<_> = (0..PEOPLE.len()).map(|n| of_person(n, cards)).collect();
    let ballots: Vec<_> = given.iter().map(|ballots| as_json(ballots)).collect();
    let said = browser.answers(&format!("fill {}", serde_json::json!(ballots)));
    let said: Vec<Vec<String>> = serde_json::from_str(&said).expect("messages");
    browser.does(&format!("print {}", sandbox.path("sheet.pdf").display()));
    browser.does("bye");
    let messages: Vec<Message<'_>> = PEOPLE
        .iter()
        .zip(&said)
        .flat_map(|(name, texts)| texts.iter().map(|text| Message { name, text }))
        .collect();

    // On the first card, then on the join screen: whatever the chat makes of them, all are there.
    let mut pty = sandbox.start(&network);
    pty.sees("Checkout").types("\r").sees(&format!("1 of {cards}"));
    for (at, chat) in CHATS.iter().enumerate() {
        let copied = chat.copied(&messages);
        let found = armor::find(&copied);
        assert_eq!((found.codes.len(), found.faults), (7, Vec::new()), "{}", chat.name);
        pastes(&mut pty, &copied);
        if at == 0 {
            pty.sees("5 of 6 have voted").types("i").sees("6 of 6 are in · 6 by code");
        } else {
            pty.sees("6 ballot codes have been here before")
                .types("\x1b")
                .sees_no("been here before");
        }
    }
    pty.types("\r");
    for at in 0..cards {
        pty.sees(&format!("{} of {cards}", at + 1));
        let given = super::ballots(at).iter().flatten().count();
        pty.sees(&format!("{given} of 6 have voted"));
        super::reveals(&mut pty, given < 6);
        pty.types("\r");
    }
    pty.sees("saved").quits();
    assert_eq!(pty.ends().exit_code(), 0);
    let by_codes = crate::session(&sandbox);
    for comment in given.iter().flatten().flatten().filter_map(|ballot| ballot.comment.as_deref()) {
        assert!(by_codes.contains(comment), "{comment} in {by_codes}");
    }

    // By hands nobody types comments.
    let by_hands = super::by_hands(cards);
    let kept = |line: &&str| {
        let other = ["way: ", "id: ", "    comments: "];
        !other.iter().any(|start| line.starts_with(start))
    };
    let lines = |text| str::lines(text).filter(kept).collect::<Vec<_>>().join("\n");
    assert_eq!(lines(&by_codes), lines(&by_hands));
    println!("rehearsal: 6 people, a sheet, {} chats; the same file as by hands", CHATS.len());
}
