//! The quick way and the thorough way give the same session, and the thorough way tells the faults.

use std::fs;

use proptest::prelude::*;

use super::*;
use crate::store::session_file::write;

#[path = "../../../../tests/common/any.rs"]
#[expect(dead_code, reason = "this test uses a part of the strategies")]
mod any;

/// Both ways to the end, and what came of the first one. As text, for the one number that is not
/// equal to itself.
fn both(bytes: &[u8]) -> bool {
    let path = Path::new("s.yaml");
    let thorough = examine(path, bytes, None).map(|(session, _)| session);
    assert_eq!(format!("{:?}", read(path, bytes)), format!("{:?}", thorough));
    quickly(path, bytes).is_some()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_session_is_read_the_same_both_ways(session in any::session()) {
        both(write(&session).as_bytes());
    }

    #[test]
    fn a_broken_session_is_read_the_same_both_ways(
        session in any::session(),
        at in any::<usize>(),
        with in "[-:,\\[\\]{}\"'\n \t&*!|>?#%@a0]{0,3}",
    ) {
        let mut bytes = write(&session).into_bytes();
        let at = at % bytes.len();
        bytes.splice(at..=at, with.bytes());
        both(&bytes);
    }

    #[test]
    fn a_session_with_other_words_in_it_is_read_the_same_both_ways(
        text in prop::sample::select(of_the_demo()),
        at in any::<prop::sample::Index>(),
        word in "0|1|-1|7.5|null|true|hidden|closed|red|\\[\\]|\\{\\}|\"Ana\"|2026-11-31",
    ) {
        let mut words: Vec<&str> = text.split_inclusive([' ', '\n']).collect();
        let at = at.index(words.len());
        let of_word = |c: char| c.is_ascii_alphanumeric() || "\"-.".contains(c);
        let rest = words[at].trim_start_matches(of_word);
        let put = format!("{word}{rest}");
        words[at] = &put;
        both(words.concat().as_bytes());
    }
}

fn of_the_demo() -> Vec<String> {
    let spotify = crate::store::Store::built_in_templates().remove(0);
    let demo = crate::demo::demo(jiff::civil::date(2026, 11, 20), &spotify);
    demo.sessions.iter().map(write).collect()
}

#[test]
fn every_session_of_the_demo_takes_the_quick_way() {
    for text in of_the_demo() {
        assert!(both(text.as_bytes()), "{text}");
    }
}

#[test]
fn a_session_with_a_fault_takes_both_ways_and_is_told_with_its_place() {
    let text = of_the_demo()
        .remove(0)
        .replace("state: closed", "state: done")
        .replace("state: open", "state: done");
    assert!(yaml::read_quickly(text.as_bytes()).is_some() && !both(text.as_bytes()));
    let faults = read(Path::new("s.yaml"), text.as_bytes()).unwrap_err();
    let line = text.lines().count();
    assert_eq!(
        faults[0].place.map(|place| (place.line, place.column)),
        Some((line, 8)),
        "{faults:?}"
    );
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test reads files of its own")]
fn all_that_fuzzing_found_and_all_files_of_the_tests_are_read_the_same_both_ways() {
    let mut files = 0;
    for folder in [
        "fuzz/corpus/session",
        "tests/files/valid",
        "tests/files/invalid",
        "tests/files/migrations",
    ] {
        for entry in fs::read_dir(folder).unwrap() {
            both(&fs::read(entry.unwrap().path()).unwrap());
            files += 1;
        }
    }
    assert!(files > 150, "{files}");
}
