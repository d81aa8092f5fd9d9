//! `squadcheck vote`: from a sheet to a code that the sheet's own key opens.

use std::fs;
use std::io::{Read as _, Write as _};
use std::process::Stdio;

use jiff::civil::date;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use squadcheck::export::ballot_sheet::{BallotSheet, SheetCard};
use squadcheck::model::{
    Answer, Card, Dimension, Direction, Level, Levels, Light, MissAnswer, Scale, Session, Template,
    Vote, Voters, VotingMode,
};
use squadcheck::seal::{BallotForm, SealKey, SealedBallots, armor};
use zeroize::Zeroizing;

use super::{Room, Said};

const SHEET: &str = "sheet.html";

/// A room with a sheet, and the key of the sheet. The card `done` is not open.
fn room(people: &[&str]) -> (Room, SealKey) {
    let people: Vec<String> = people.iter().map(|name| (*name).to_owned()).collect();
    let voters = if people.is_empty() { Voters::Count(6) } else { Voters::People(people) };
    let (day, template) = (date(2026, 11, 28), Template::default());
    let mut session = Session::new("Checkout".into(), day, &template, VotingMode::Hands, voters);
    let half = Level::thousandths(500);
    let levels = Scale::Levels(Levels::new(Level::whole(1), Level::whole(4), half));
    let scales = [
        ("speed", Scale::TrafficLight),
        ("done", Scale::TrafficLight),
        ("culture", levels),
        ("fun", Scale::TrafficLight),
    ];
    let dimension = |(key, scale): (&str, Scale)| Dimension {
        key: key.into(),
        name: format!("The {key}"),
        awesome: format!("{key} is great"),
        scale,
        ..Dimension::default()
    };
    session.cards = scales.map(dimension).into_iter().map(Card::new).collect();
    let key = SealKey::new(&Zeroizing::new([7; 32]), BallotForm::of(&session).unwrap());
    let cards = session.cards.into_iter().map(|card| card.dimension);
    let open = |dimension: Dimension| SheetCard { open: dimension.key != "done", dimension };
    let sheet = BallotSheet {
        team: "Checkout".to_owned(),
        check: "Squad health check".to_owned(),
        date: day,
        until: Some("Friday, 10:00".to_owned()),
        threshold: 3,
        cards: cards.map(open).collect(),
        key: key.public().clone(),
    };
    let room = Room::new();
    fs::write(room.path().join(SHEET), sheet.html()).unwrap();
    (room, key)
}

impl Room {
    /// Runs `vote` on the sheet with these lines at stdin.
    fn vote(&self, arguments: &[&str], lines: &str) -> Said {
        let mut command = self.command();
        command.args(["vote", SHEET]).args(arguments);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // It may end before it has read everything.
        _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let (out, err) = (text(output.stdout), text(output.stderr));
        Said { out, err, code: output.status.code().unwrap() }
    }
}

/// The ballots in what was printed: one code, and nothing else.
fn opened(said: &Said, key: &SealKey) -> SealedBallots {
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.ends_with('\n') && said.out.lines().count() == 1, "{}", said.out);
    assert!(said.out.starts_with("SQU11"), "{}", said.out);
    let found = armor::find(&said.out);
    assert_eq!((found.codes.len(), found.faults.len()), (1, 0));
    key.open(&found.codes[0]).unwrap()
}

fn light(light: Light) -> Answer {
    Answer::Vote(Vote::Light(light))
}

#[test]
fn answers_behind_options_are_sealed_without_a_question() {
    let (room, key) = room(&[]);
    let said = room.run(&[
        "vote",
        SHEET,
        "--answer",
        "speed=green,improving",
        "--answer",
        "culture=2.5",
        "--answer",
        "miss=would-not",
        "--answer=fun=abstain",
        "--comment",
        "speed=Two  deploys a day = good",
    ]);
    let SealedBallots { submission, miss } = opened(&said, &key);
    assert_eq!((submission.revision, submission.person.as_deref()), (1, None));
    assert_eq!(miss, Some(MissAnswer::WouldNot));
    let [(speed, a), (culture, b), (fun, c)] = &submission.ballots[..] else { panic!() };
    assert_eq!([speed, culture, fun], ["speed", "culture", "fun"]);
    assert_eq!((a.answer, a.direction), (Some(light(Light::Green)), Some(Direction::Improving)));
    assert_eq!(a.comment.as_deref(), Some("Two deploys a day = good"));
    assert_eq!(b.answer, Some(Answer::Vote(Vote::Level(Level::thousandths(2500)))));
    assert_eq!(c.answer, Some(Answer::Abstained));
    assert!(said.err.contains(&armor::tag(submission.id)), "{}", said.err);
    assert!(!said.err.contains("Card 1"), "{}", said.err);
}

#[test]
fn without_answers_it_asks_card_by_card() {
    let (room, key) = room(&[]);
    // A wrong vote is asked for again; the way back leads to the card before, and a comment stays.
    let lines = "purple\ng +\nFast now\n?\n9\n3-\n\n<\n3,5\n\n\nmaybe\nu\n";
    let said = room.vote(&[], lines);
    let SealedBallots { submission, miss } = opened(&said, &key);
    assert_eq!(miss, Some(MissAnswer::Unsure));
    let [(speed, a), (culture, b)] = &submission.ballots[..] else {
        panic!("{said:?}", said = said.err)
    };
    assert_eq!([speed, culture], ["speed", "culture"]);
    assert_eq!((a.answer, a.direction), (Some(light(Light::Green)), Some(Direction::Improving)));
    assert_eq!(a.comment.as_deref(), Some("Fast now"));
    assert_eq!(b.answer, Some(Answer::Vote(Vote::Level(Level::thousandths(3500)))));
    assert_eq!((b.direction, b.comment.as_deref()), (None, None));
    for words in [
        "Checkout · Squad health check · 2026-11-28",
        "Please send your code by: Friday, 10:00",
        "at least 3 people",
        &key.public().fingerprint(),
        "Card 1 of 3: The speed",
        "At best: speed is great",
        "Type g green, y yellow, r red, or b to abstain",
        "You gave: 3, worsening",
        "2 of 3 cards answered",
    ] {
        assert!(said.err.contains(words), "{words}: {}", said.err);
    }
    assert!(!said.err.contains("The done"), "{}", said.err);
}

#[test]
fn a_second_code_replaces_the_first_unless_it_is_somebody_elses() {
    let (room, key) = room(&[]);
    let vote = |more: &[&str]| {
        opened(&room.vote(&[&["--answer", "speed=red"], more].concat(), ""), &key).submission
    };
    let [one, two, other, third] = [&[][..], &[], &["--somebody-else"], &[]].map(vote);
    assert_eq!([one.revision, two.revision, other.revision, third.revision], [1, 2, 1, 2]);
    assert!(one.id == two.id && two.id != other.id && other.id == third.id);
    // What is kept says nothing of the answer.
    let kept = fs::read_dir(room.path().join("state/squadcheck/sheets")).unwrap();
    let kept: Vec<_> = kept.map(|entry| entry.unwrap().path()).collect();
    let [kept] = &kept[..] else { panic!("{kept:?}") };
    assert!(!fs::read_to_string(kept).unwrap().contains("red"));
}

#[test]
fn in_a_named_check_each_person_has_codes_of_their_own() {
    let (room, key) = room(&["Ana", "Bo"]);
    let by = |name: &str| {
        let said = room.vote(&["--name", name, "--answer", "fun=yellow"], "");
        opened(&said, &key).submission
    };
    let (ana, bo, again) = (by("Ana"), by("bo"), by("Ana"));
    assert_eq!([&ana, &bo].map(|s| s.person.as_deref()), [Some("Ana"), Some("Bo")]);
    assert!(ana.id == again.id && ana.id != bo.id && again.revision == 2 && bo.revision == 1);
    // Asked for, by name or by number.
    for (typed, revision) in [("Bo", 2), ("nobody\n2", 3)] {
        let said = room.vote(&[], &format!("{typed}\ng\n\n\n\n\n\n"));
        let submission = opened(&said, &key).submission;
        assert_eq!((submission.person.as_deref(), submission.revision), (Some("Bo"), revision));
        assert!(said.err.contains("1  Ana"), "{}", said.err);
    }
}

#[test]
fn what_cannot_be_sealed_is_told_with_what_to_do() {
    let (room, _) = room(&[]);
    for (arguments, code, words) in [
        (&["--answer", "sped=green"][..], 2, "no card `sped`; there are speed, culture, fun"),
        (&["--answer", "done=green"], 2, "no votes any more; open are speed, culture, fun"),
        (
            &["--answer", "speed=purple"],
            2,
            "votes on this card are green, yellow or red or abstain",
        ),
        (&["--answer", "culture=9"], 2, "1 to 4 in steps of 0.5"),
        (&["--answer", "speed=green,up"], 2, "improving, stable or worsening"),
        (&["--answer", "speed"], 2, "should be KEY=VOTE"),
        (&["--answer", "speed=g", "--answer", "speed=r"], 2, "answered twice"),
        (&["--answer", "miss=maybe"], 2, "would, unsure or would-not"),
        (&["--answer", "speed=g", "--comment", "fun=Yes"], 2, "--answer fun=abstain"),
        (&["--answer", "speed=g", "--comment", "fun"], 2, "should be KEY=TEXT"),
        (&["--answer", "speed=g", "--name", "Ana"], 2, "has no names"),
        (&["--answer", "miss=would"], 1, "no card was answered"),
        (&["--comment", "speed=Yes"], 2, "--answer"),
    ] {
        let said = room.vote(arguments, "");
        assert_eq!((said.code, said.out.as_str()), (code, ""), "{arguments:?}: {}", said.err);
        assert!(said.err.contains(words), "{arguments:?}: {}", said.err);
    }
    let long = format!("speed={}", "é".repeat(1100));
    let said = room.vote(&["--answer", "speed=g", "--comment", &long], "");
    assert!(said.code == 1 && said.err.contains("letters too long; shorten one"), "{}", said.err);
    // Asked, it asks again.
    let said = room.vote(&[], &format!("g\n{}\nShort\n\n\n\n\n", "é".repeat(1100)));
    assert!(said.code == 0 && said.err.contains("Please shorten this one"), "{}", said.err);
    let said = room.vote(&[], "g\n\ng");
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("stdin ended before the last question"), "{}", said.err);
    let (named, _) = super::vote::room(&["Ana", "Bo"]);
    let said = named.vote(&["--answer", "speed=g"], "");
    assert!(said.code == 2 && said.err.contains("give --name, one of Ana, Bo"), "{}", said.err);
    let said = named.vote(&["--name", "Cy", "--answer", "speed=g"], "");
    assert!(said.code == 2 && said.err.contains("there are Ana, Bo"), "{}", said.err);
}

#[test]
fn a_file_that_is_no_sheet_is_told() {
    let (room, _) = room(&[]);
    let html = fs::read_to_string(room.path().join(SHEET)).unwrap();
    let newer = html.replacen("{\"squadcheck\":1", "{\"squadcheck\":2", 1);
    let changed = html.replace("\"key\":\"culture\"", "\"key\":\"cultura\"");
    assert!(newer != html && changed != html);
    for (text, words) in [
        ("<p>Hello".to_owned(), "this is no ballot sheet"),
        (newer, "a newer squadcheck"),
        (changed, "cut short or changed"),
        (html[..html.find("\"cards\"").unwrap()].to_owned(), "cut short or changed"),
    ] {
        fs::write(room.path().join(SHEET), text).unwrap();
        let said = room.vote(&["--answer", "speed=g"], "");
        assert_eq!((said.code, said.out.as_str()), (1, ""));
        assert!(said.err.contains(words) && said.err.contains(SHEET), "{words}: {}", said.err);
    }
    fs::remove_file(room.path().join(SHEET)).unwrap();
    let said = room.vote(&["--answer", "speed=g"], "");
    assert!(said.code == 1 && said.err.contains("no such file"), "{}", said.err);
}

#[test]
fn pieces_are_lines_of_at_most_990_characters() {
    let (room, key) = room(&[]);
    let comment = format!("speed={}", "long ".repeat(180));
    let said = room.vote(&["--answer", "speed=g", "--comment", &comment, "--pieces"], "");
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.lines().count() > 1 && said.out.lines().all(|line| line.len() <= 990));
    let found = armor::find(&said.out);
    assert_eq!((found.codes.len(), found.faults.len()), (1, 0));
    assert!(key.open(&found.codes[0]).is_ok());
}

#[test]
fn in_a_terminal_the_code_can_go_into_a_file() {
    let (room, key) = room(&[]);
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pty = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "\"$0\" vote sheet.html > code.txt", env!("CARGO_BIN_EXE_squadcheck")]);
    command.cwd(room.path());
    for (name, folder) in [("XDG_STATE_HOME", "state"), ("XDG_DATA_HOME", "data"), ("HOME", "")] {
        command.env(name, room.path().join(folder));
    }
    let mut child = pty.slave.spawn_command(command).unwrap();
    drop(pty.slave);
    pty.master.take_writer().unwrap().write_all(b"y=\rIt is fine\r\r\r\r").unwrap();
    let mut reader = pty.master.try_clone_reader().unwrap();
    let mut shown = Vec::new();
    // The end of a terminal may come as an error.
    _ = reader.read_to_end(&mut shown);
    assert!(child.wait().unwrap().success());
    let shown = String::from_utf8(shown).unwrap();
    assert!(shown.contains("Card 1 of 3: The speed") && !shown.contains("SQU1"), "{shown}");
    let out = fs::read_to_string(room.path().join("code.txt")).unwrap();
    let submission = opened(&Said { out, err: shown, code: 0 }, &key).submission;
    let (_, ballot) = &submission.ballots[0];
    assert_eq!(
        (ballot.answer, ballot.direction),
        (Some(light(Light::Yellow)), Some(Direction::Stable))
    );
    assert_eq!(ballot.comment.as_deref(), Some("It is fine"));
}
