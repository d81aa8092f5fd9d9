//! Holds the scripts that seal on a voter's own device to the RFCs, and to the side that opens.
//!
//! Run by Node where there is one. What the script sealed once is kept beside it and opened always.

use std::io::Write as _;
use std::process::{Command, Stdio};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::plaintext::tests::{any_ballots, form};
use super::*;
use crate::model::{Answer, Ballot, Direction, MissAnswer, Submission, SubmissionId, Vote};

const SCRIPT: &str = concat!(
    include_str!("../export/web/seal.js"),
    include_str!("../export/web/armor.js"),
    include_str!("../export/web/sheet.js"),
);
const DRIVER: &str = include_str!("script/driver.js");

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut hex, byte| {
        _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// The script's answers to these tasks, as hexadecimal digits; none without a Node.
fn answers(tasks: &[Value]) -> Option<Vec<String>> {
    let mut node = Command::new("node")
        .args(["-e", &format!("{SCRIPT}\n{DRIVER}")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let lines: String = tasks.iter().flat_map(|task| [task.to_string(), "\n".to_owned()]).collect();
    let mut stdin = node.stdin.take().expect("a pipe");
    let write = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = node.wait_with_output().expect("the script ends");
    write.join().expect("no panic").expect("the script reads");
    assert!(output.status.success(), "the script failed");
    let text = String::from_utf8(output.stdout).expect("digits");
    let answers: Vec<String> = text.lines().map(str::to_owned).collect();
    assert_eq!(answers.len(), tasks.len());
    Some(answers)
}

/// Ballots as the page hands them to the script.
fn given(ballots: &SealedBallots, form: &BallotForm) -> Value {
    let submission = &ballots.submission;
    let ballot = |key: &str| submission.ballots.iter().find(|(card, _)| card == key);
    let at = |place: Option<usize>| place.map_or(0, |at| at + 1);
    let answers: Vec<[usize; 2]> = form
        .cards
        .iter()
        .map(|(key, scale)| {
            let Some((_, ballot)) = ballot(key) else { return [0, 0] };
            let answer = match ballot.answer {
                None => 0,
                Some(Answer::Abstained) => 1,
                Some(Answer::Vote(vote)) => 2 + plaintext::place(scale, vote).unwrap(),
            };
            let direction = Direction::ALL.iter().position(|one| Some(*one) == ballot.direction);
            [answer, at(direction)]
        })
        .collect();
    let comments: Vec<(usize, &str)> = form
        .cards
        .iter()
        .enumerate()
        .filter_map(|(card, (key, _))| Some((card, ballot(key)?.1.comment.as_deref()?)))
        .collect();
    let person = form.people.iter().position(|name| Some(name) == submission.person.as_ref());
    let miss = MissAnswer::ALL.iter().position(|answer| Some(*answer) == ballots.miss);
    json!({
        "id": hex(&submission.id.0),
        "revision": submission.revision,
        "person": at(person),
        "answers": answers,
        "miss": at(miss),
        "comments": comments,
    })
}

/// Vectors of FIPS 180-4, RFC 7748, RFC 8439, RFC 5869 and RFC 9180, with their names.
#[test]
fn the_script_gives_the_vectors_of_the_rfcs() {
    let vectors: Vec<Value> = serde_json::from_str(include_str!("script/vectors.json")).unwrap();
    assert!(vectors.len() >= 12);
    let Some(answers) = answers(&vectors) else { return };
    for (vector, answer) in vectors.iter().zip(answers) {
        assert_eq!(answer, vector["gives"], "{}", vector["of"]);
    }
}

#[test]
fn what_the_script_seals_opens() {
    let mut runner = TestRunner::deterministic();
    let forms = [form(&[]), form(&["Ana", "Bo", "Dörte"])];
    let keys = forms.clone().map(|form| SealKey::new(&Zeroizing::new([7; 32]), form));
    let (mut tasks, mut expected) = (Vec::new(), Vec::new());
    for round in 0..1000_u32 {
        let which = usize::from(round % 2 == 1);
        let ballots = any_ballots(&forms[which]).new_tree(&mut runner).unwrap().current();
        let ephemeral: Vec<u8> =
            (0..32).map(|at: u32| (round * 31 + at * 7).to_le_bytes()[0]).collect();
        tasks.push(json!({
            "task": "ballot",
            "public": hex(&keys[which].public().public()),
            "cards": hex(&forms[which].hash()),
            "given": given(&ballots, &forms[which]),
            "ephemeral": hex(&ephemeral),
        }));
        expected.push((which, ballots));
    }
    let Some(answers) = answers(&tasks) else { return };
    for ((which, ballots), answer) in expected.into_iter().zip(answers) {
        assert_eq!(keys[which].open(&bytes(&answer)), Ok(ballots));
    }
}

/// What the script sealed once: with the key of 32 sevens, for this form.
#[test]
fn what_the_script_once_sealed_still_opens() {
    let form = form(&["Ana", "Bo", "Dörte"]);
    let key = SealKey::new(&Zeroizing::new([7; 32]), form.clone());
    let kept: Value = serde_json::from_str(include_str!("script/sealed.json")).unwrap();
    for kept in kept.as_array().unwrap() {
        let opened = key.open(&bytes(kept["sealed"].as_str().unwrap())).unwrap();
        assert_eq!(given(&opened, &form), kept["given"]);
        let task = json!({
            "task": "ballot",
            "public": hex(&key.public().public()),
            "cards": hex(&form.hash()),
            "given": kept["given"],
            "ephemeral": kept["ephemeral"],
        });
        if let Some(answers) = answers(&[task]) {
            assert_eq!(answers[0], kept["sealed"]);
        }
    }
}

/// Answers as a ballot sheet keeps them: in words.
fn kept(ballots: &SealedBallots, form: &BallotForm) -> Value {
    let submission = &ballots.submission;
    let answers: serde_json::Map<String, Value> = submission
        .ballots
        .iter()
        .map(|(key, ballot)| {
            let vote = match ballot.answer {
                None => String::new(),
                Some(Answer::Abstained) => "abstain".into(),
                Some(Answer::Vote(vote)) => vote.word(),
            };
            let direction = ballot.direction.map_or("", Direction::word);
            let comment = ballot.comment.as_ref().map(|comment| format!(" {comment}\n"));
            (key.clone(), json!({ "vote": vote, "direction": direction, "comment": comment.unwrap_or_default() }))
        })
        .collect();
    let person = form.people.iter().position(|name| Some(name) == submission.person.as_ref());
    json!({
        "id": hex(&submission.id.0),
        "revision": submission.revision,
        "person": person.map_or(String::new(), |at| (at + 1).to_string()),
        "miss": ballots.miss.map_or("", |miss| match miss {
            MissAnswer::Would => "would",
            MissAnswer::Unsure => "unsure",
            MissAnswer::WouldNot => "would-not",
        }),
        "answers": answers,
    })
}

/// The cards of a sheet, with the words of their votes.
fn cards(form: &BallotForm) -> Vec<Value> {
    let cards = form.cards.iter().enumerate();
    let votes = |scale| (0..).map_while(move |at| plaintext::vote(scale, at)).map(Vote::word);
    cards
        .map(|(at, (key, scale))| {
            json!({ "at": at, "key": key, "votes": votes(scale).collect::<Vec<_>>() })
        })
        .collect()
}

fn text(hex: &str) -> String {
    String::from_utf8(bytes(hex)).expect("text")
}

#[test]
fn a_sheet_that_is_filled_in_gives_a_code_that_opens() {
    let mut runner = TestRunner::deterministic();
    let forms = [form(&[]), form(&["Ana", "Bo", "Dörte"])];
    let keys = forms.clone().map(|form| SealKey::new(&Zeroizing::new([7; 32]), form));
    let (mut tasks, mut expected) = (Vec::new(), Vec::new());
    for round in 0..1000_u32 {
        let which = usize::from(round % 2 == 1);
        let form = &forms[which];
        let ballots = any_ballots(form).new_tree(&mut runner).unwrap().current();
        tasks.push(json!({
            "task": "code",
            "public": hex(&keys[which].public().public()),
            "form": hex(&form.hash()),
            "kept": kept(&ballots, form),
            "count": form.cards.len(),
            "cards": cards(form),
            "ephemeral": hex(&Sha256::digest(round.to_le_bytes())),
        }));
        expected.push((which, ballots));
    }
    let Some(answers) = answers(&tasks) else { return };
    let messages: Vec<String> = answers.iter().map(|answer| text(answer)).collect();
    let chat = messages.join(
        "
Ana 10:42
",
    );
    let found = armor::find(&chat);
    assert_eq!((found.codes.len(), found.faults), (1000, Vec::new()));
    for ((which, ballots), sealed) in expected.into_iter().zip(found.codes) {
        assert_eq!(keys[which].open(&sealed), Ok(ballots));
    }
}

#[test]
fn a_sheet_knows_how_much_room_comments_have() {
    let form = form(&[]);
    let with = |length: usize| {
        let said = (0..length).map(|at| if at % 7 == 6 { ' ' } else { 'x' });
        let comment: String = said.take(length.saturating_sub(1)).chain(['.']).collect();
        let ballot = Ballot { comment: Some(comment), ..Ballot::default() };
        let ballots = vec![("speed".to_owned(), ballot)];
        SealedBallots {
            submission: Submission { revision: 1, ballots, ..Submission::default() },
            miss: None,
        }
    };
    let task = |length: usize| {
        json!({
            "task": "room",
            "kept": kept(&with(length), &form),
            "count": form.cards.len(),
            "cards": cards(&form),
        })
    };
    let most = (0..2200).rev().find(|length| with(*length).write(&form).is_ok()).unwrap();
    let lengths = [most - 300, most, most + 1, most + 90];
    let Some(answers) = answers(&lengths.map(task)) else { return };
    let rooms: Vec<String> = answers.iter().map(|answer| text(answer)).collect();
    assert_eq!(rooms, ["300", "0", "-1", "-90"]);
    assert_eq!(with(most + 90).write(&form), Err(SealError::TooLong(90)));
}

#[test]
fn the_script_writes_codes_and_tags_as_the_program_does() {
    let random = |length: usize| -> Vec<u8> {
        let blocks = (0..=length / 32).map(|at| Sha256::digest([at.to_le_bytes()[0], 3]));
        blocks.flat_map(|block| block.to_vec()).take(length).collect()
    };
    let lengths = [0, 1, 2, 3, 4, 5, 309, 573, 574, 580, 1149, 2253];
    let pieces = lengths.map(|length| json!({ "task": "pieces", "bytes": hex(&random(length)) }));
    let id = [0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10];
    let tag = json!({ "task": "tag", "id": hex(&id) });
    let Some(answers) = answers(&[&pieces[..], &[tag]].concat()) else { return };
    for (length, answer) in lengths.into_iter().zip(&answers) {
        assert_eq!(text(answer), armor::pieces(&random(length)).join("\n"), "{length} bytes");
    }
    assert_eq!(text(&answers[lengths.len()]), armor::tag(SubmissionId(id)));
}
