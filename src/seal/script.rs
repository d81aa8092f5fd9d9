//! Holds the script that seals on a voter's own device to the RFCs, and to the side that opens.
//!
//! Run by Node where there is one. What the script sealed once is kept beside it and opened always.

use std::io::Write as _;
use std::process::{Command, Stdio};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::plaintext::tests::{any_ballots, form};
use super::*;
use crate::model::{Answer, Direction, MissAnswer};

const SCRIPT: &str = include_str!("../export/web/seal.js");
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
