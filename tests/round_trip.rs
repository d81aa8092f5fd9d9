//! Any session goes through its file and comes back the same; nothing else is taken for a session.

use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::Config;
use squadcheck::store::{session_from, session_text, workspace_from};

#[path = "common/any.rs"]
#[expect(dead_code, reason = "this test uses a part of the strategies")]
mod any;

fn cases(cases: u32) -> Config {
    Config { cases, failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_session_comes_back_from_its_file_as_it_was(session in any::session()) {
        let text = session_text(&session);
        let read = session_from(Path::new("s.yaml"), text.as_bytes());
        prop_assert_eq!(read, Ok(session), "{}", text);
    }

    #[test]
    fn a_file_that_is_cut_off_is_never_taken_for_a_whole_one(session in any::session(), cut in 0.0_f64..1.0) {
        let text = session_text(&session);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in the text")]
        let at = (text.len() as f64 * cut) as usize;
        if let Ok(read) = session_from(Path::new("s.yaml"), &text.as_bytes()[..at]) {
            prop_assert_eq!(read, session);
        }
    }

    #[test]
    fn no_bytes_bring_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        _ = session_from(Path::new("s.yaml"), &bytes);
        _ = workspace_from(Path::new("healthcheck.yaml"), &bytes);
    }

    #[test]
    fn no_broken_session_brings_the_reader_down(session in any::session(), at in any::<usize>(), with in "[-:,\\[\\]{}\"'\n \t&*!|>?#%@a]{1,3}") {
        let mut bytes = session_text(&session).into_bytes();
        let at = at % bytes.len();
        bytes.splice(at..=at, with.bytes());
        _ = session_from(Path::new("s.yaml"), &bytes);
    }
}

#[test]
fn every_prefix_of_a_session_is_refused() {
    let text = read("tests/files/valid/anonymous.yaml");
    let whole = session_from(Path::new("s.yaml"), text.as_bytes()).unwrap();
    for at in 0..text.len() {
        if let Ok(read) = session_from(Path::new("s.yaml"), &text.as_bytes()[..at]) {
            assert_eq!(read, whole, "cut at {at}");
            assert!(text[..at].contains("state: closed"), "cut at {at}");
        }
    }
}

#[test]
fn bombs_are_refused_within_a_second() {
    let deep = |open: &str| open.repeat(100_000);
    let mut laughs = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (now, before) in ('b'..='k').zip('a'..='j') {
        writeln!(laughs, "{now}: &{now} [{}]", vec![format!("*{before}"); 10].join(", ")).unwrap();
    }
    let bombs = [
        deep("{a: "),
        deep("["),
        deep("- "),
        deep("? "),
        deep("[{a: "),
        deep("&a "),
        deep("!a "),
        format!("a: {}", deep("\"")),
        deep("\n"),
        deep("a: 1\n"),
        format!("[{}]", "a, ".repeat(2_000_000)),
        format!("a: \"{}", "x".repeat(8_000_000)),
        "x".repeat(9_000_000),
        laughs,
    ];
    for bomb in bombs {
        let started = now();
        assert!(session_from(Path::new("s.yaml"), bomb.as_bytes()).is_err());
        let took = started.elapsed();
        assert!(took.as_secs_f64() < if cfg!(debug_assertions) { 5.0 } else { 1.0 }, "{took:?}: {bomb:.30}");
    }
}

#[expect(clippy::disallowed_methods, reason = "the test measures")]
fn now() -> std::time::Instant {
    std::time::Instant::now()
}

#[expect(clippy::disallowed_methods, reason = "the test reads a file of its own")]
fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// What `PyYAML`, a reader of YAML 1.1, makes of texts that this program writes. Said to be skipped without it.
#[test]
fn every_text_is_the_same_for_a_reader_of_yaml_1_1() {
    use proptest::strategy::ValueTree;
    use std::process::Command;
    let script = "import sys,yaml\nd=yaml.safe_load(open(sys.argv[1],encoding='utf-8'))\nfor c in d['dimensions']:\n  print(c['notes'].encode('utf-8').hex() + ' ' + c['key'].encode('utf-8').hex())\n";
    if !Command::new("python3").args(["-c", "import yaml"]).output().is_ok_and(|o| o.status.success()) {
        eprintln!("skipped: there is no python3 with PyYAML");
        return;
    }
    let mut runner = proptest::test_runner::TestRunner::new(cases(1));
    let mut session = session_from(Path::new("s.yaml"), read("tests/files/valid/smallest.yaml").as_bytes()).unwrap();
    session.cards.clear();
    for at in 0..2000 {
        let text = any::name().new_tree(&mut runner).unwrap().current();
        let key = format!("{at}{text}");
        let dimension = squadcheck::model::Dimension { key, name: "n".into(), ..Default::default() };
        session.cards.push(squadcheck::model::Card { notes: text, ..squadcheck::model::Card::new(dimension) });
    }
    let file = tempfile::NamedTempFile::new().unwrap();
    std::io::Write::write_all(&mut file.as_file(), session_text(&session).as_bytes()).unwrap();
    let output = Command::new("python3").args(["-c", script]).arg(file.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let hex = |text: &str| text.bytes().fold(String::new(), |out, byte| format!("{out}{byte:02x}"));
    let said = String::from_utf8(output.stdout).unwrap();
    for (line, card) in said.lines().zip(&session.cards) {
        assert_eq!(line, format!("{} {}", hex(&card.notes), hex(&card.dimension.key)));
    }
    assert_eq!(said.lines().count(), 2000);
}
