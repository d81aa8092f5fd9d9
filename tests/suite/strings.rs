//! Whatever people type comes back as the same text, from this program and from a reader of YAML
//! 1.1.
//!
//! `tests/stress/strings` does it with a million texts, `tests/stress/pyyaml` with many files.
#![expect(clippy::disallowed_methods, reason = "the test writes files of its own")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use squadcheck::model::{Card, Dimension, RawValue, Session, Template, Voters, VotingMode};
use squadcheck::store::{session_from, session_text};

use crate::{any, skip, texts};

/// What some reader of YAML 1.1 or 1.2 takes for something else than text, where it stands bare.
const WORDS: [&str; 96] = [
    "y",
    "Y",
    "n",
    "N",
    "yes",
    "Yes",
    "YES",
    "no",
    "No",
    "NO",
    "on",
    "On",
    "ON",
    "off",
    "Off",
    "OFF",
    "true",
    "True",
    "TRUE",
    "false",
    "False",
    "FALSE",
    "null",
    "Null",
    "NULL",
    "~",
    "",
    "0",
    "1",
    "-1",
    "+1",
    "007",
    "0o7",
    "0x1F",
    "0b10",
    "1_000",
    "190:20:30",
    "1:30",
    "12:30:45",
    "1e3",
    "1E3",
    "1e+3",
    "1.0",
    "1.",
    ".5",
    "-.5",
    "+.5",
    "1_0.5",
    ".inf",
    "-.inf",
    "+.INF",
    ".Inf",
    ".nan",
    ".NaN",
    ".NAN",
    "inf",
    "nan",
    "2026-11-20",
    "2026-1-2",
    "2026-11-20T15:04:00Z",
    "2026-11-20 15:04:00.5",
    "2026-11-20t15:04:00-05:00",
    "<<",
    "=",
    "-",
    "--",
    "---",
    "...",
    "- a",
    "?",
    "? a",
    ":",
    "a:",
    ":a",
    "a: b",
    "#",
    "a #b",
    "&a",
    "*a",
    "!a",
    "!!str",
    "!!binary aGk=",
    "%YAML 1.1",
    "@a",
    "`a`",
    "|",
    "|-",
    ">",
    ">+",
    "{}",
    "[]",
    "[a",
    "a]",
    ",",
    "<<<<<<< ours",
    "=======",
];

/// Each word in every place of a session in which people's text stands.
fn with_all_words() -> Session {
    let mut cards = Vec::new();
    for word in WORDS {
        let name = if word.is_empty() { "-" } else { word };
        let dimension = Dimension {
            key: if word.is_empty() { "none".into() } else { word.into() },
            name: name.into(),
            awesome: word.into(),
            crappy: word.into(),
            ..Dimension::default()
        };
        let pair = RawValue::Map(vec![(RawValue::Text(word.into()), RawValue::Text(word.into()))]);
        let extra = vec![(RawValue::Text(format!("x{word}")), pair)].into_iter().collect();
        cards.push(Card { notes: word.into(), extra, ..Card::new(dimension) });
    }
    let people: Vec<String> =
        WORDS.iter().filter(|w| !w.is_empty()).map(|w| (*w).to_owned()).collect();
    let day = jiff::civil::date(2026, 11, 20);
    let session = Session::new(
        "no".into(),
        day,
        &Template::default(),
        VotingMode::Hands,
        Voters::People(people),
    );
    Session { cards, template: Some("1e3".into()), ..session }
}

/// Sessions of any kind; always the same ones for the same seed.
struct Sessions(TestRunner);

impl Sessions {
    fn new(seed: u8) -> Self {
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
        Self(TestRunner::new_with_rng(Config::default(), rng))
    }
}

impl Iterator for Sessions {
    type Item = Session;

    fn next(&mut self) -> Option<Session> {
        Some(any::session().new_tree(&mut self.0).ok()?.current())
    }
}

/// Writes and reads sessions until this many texts have come back.
fn come_back(sessions: impl Iterator<Item = Session>, wanted: usize) -> usize {
    let mut texts = 0;
    for session in sessions {
        texts += texts::of(&session).iter().filter(|(_, text)| text.is_some()).count();
        let text = session_text(&session);
        assert_eq!(session_from(Path::new("s.yaml"), text.as_bytes()), Ok(session), "{text}");
        if texts >= wanted {
            break;
        }
    }
    texts
}

#[test]
fn every_word_of_yaml_comes_back_as_the_text_that_it_is() {
    assert!(come_back([with_all_words()].into_iter(), 1) > WORDS.len() * 6);
}

#[test]
fn ten_thousand_texts_come_back() {
    assert!(come_back(Sessions::new(1), 10_000) >= 10_000);
}

#[test]
#[ignore = "takes minutes"]
fn a_million_texts_come_back() {
    let seed =
        std::env::var("SQUADCHECK_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2);
    eprintln!("{} texts came back", come_back(Sessions::new(seed), 1_000_000));
}

/// Session files, and beside each a list of the ways to its texts, as JSON.
fn write_down(folder: &Path, sessions: impl Iterator<Item = Session>) -> usize {
    let mut texts = 0;
    for (at, session) in sessions.enumerate() {
        let found = texts::of(&session);
        texts += found.len();
        fs::write(folder.join(format!("{at}.yaml")), session_text(&session)).unwrap();
        fs::write(folder.join(format!("{at}.json")), serde_json::to_string(&found).unwrap())
            .unwrap();
    }
    texts
}

#[test]
fn a_reader_of_yaml_1_1_reads_the_same_texts() {
    if !Command::new("python3")
        .args(["-c", "import yaml"])
        .output()
        .is_ok_and(|o| o.status.success())
    {
        skip::skip("there is no python3 with PyYAML");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let sessions = [with_all_words()].into_iter().chain(Sessions::new(3).take(60));
    let texts = write_down(folder.path(), sessions);
    let output =
        Command::new("python3").arg("tests/stress/pyyaml.py").arg(folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains(&format!("61 files, {texts} texts")), "{said}");
}

/// For `tests/stress/pyyaml`, which says where to and how many.
#[test]
#[ignore = "writes files for a script that reads them"]
fn many_sessions_are_written_down() {
    let folder = PathBuf::from(
        std::env::var_os("SQUADCHECK_FILES").expect("SQUADCHECK_FILES names a folder"),
    );
    let count =
        std::env::var("SQUADCHECK_COUNT").ok().and_then(|count| count.parse().ok()).unwrap_or(2000);
    fs::create_dir_all(&folder).unwrap();
    write_down(&folder, [with_all_words()].into_iter().chain(Sessions::new(4).take(count)));
}
