//! Any session goes through its file and comes back the same; nothing else is taken for a session.

use std::path::Path;

use crate::{any, any_template};
use proptest::prelude::*;
use proptest::test_runner::Config;
use squadcheck::model::Light;
use squadcheck::model::search::{SearchQuery, in_session};
use squadcheck::store::{Store, session_from, session_text, template_yaml, workspace_from};

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
    fn a_file_that_is_cut_off_is_never_taken_for_a_whole_one(
        session in any::session(),
        cut in 0.0_f64..1.0,
    ) {
        let text = session_text(&session);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place in the text"
        )]
        let at = (text.len() as f64 * cut) as usize;
        if let Ok(read) = session_from(Path::new("s.yaml"), &text.as_bytes()[..at]) {
            prop_assert_eq!(read, session);
        }
    }

    #[test]
    fn a_search_passes_over_no_file_that_holds_what_is_looked_for(
        session in any::session(),
        at in any::<usize>(),
    ) {
        let file = session_text(&session);
        let said = session.cards.iter().flat_map(|card| [&card.dimension.name, &card.notes]);
        let planned = session.actions.iter().flat_map(|action| [&action.text, &action.owner]);
        let tried = session.experiments.iter().flat_map(|tried| [&tried.text, &tried.measure]);
        let texts: Vec<&String> = said.chain(planned).chain(tried).collect();
        let typed = texts.get(at % texts.len().max(1)).map_or("", |text| text.as_str());
        for typed in std::iter::once(typed).chain(typed.split_whitespace().take(4)) {
            let words = SearchQuery::new(typed);
            if !in_session(&words, &session, 3).is_empty() {
                prop_assert!(words.may_stand_in(&file), "{:?} in {}", typed, file);
            }
        }
    }

    #[test]
    fn a_template_that_is_printed_pasted_and_loaded_is_the_same(
        template in any_template::template(),
    ) {
        let text = format!("squadcheck: 1\ntemplates:\n{}", template_yaml(&template));
        let read = workspace_from(Path::new("healthcheck.yaml"), text.as_bytes());
        let read = read.map(|workspace| workspace.template(&template.key).cloned());
        prop_assert_eq!(read, Ok(Some(template)), "{}", text);
    }

    #[test]
    fn no_bytes_bring_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        _ = session_from(Path::new("s.yaml"), &bytes);
        _ = workspace_from(Path::new("healthcheck.yaml"), &bytes);
    }

    #[test]
    fn no_broken_session_brings_the_reader_down(
        session in any::session(),
        at in any::<usize>(),
        with in "[-:,\\[\\]{}\"'\n \t&*!|>?#%@a]{1,3}",
    ) {
        let mut bytes = session_text(&session).into_bytes();
        let at = at % bytes.len();
        bytes.splice(at..=at, with.bytes());
        _ = session_from(Path::new("s.yaml"), &bytes);
    }
}

#[test]
fn every_built_in_template_comes_back_as_it_was() {
    let templates = Store::built_in_templates();
    let keys: Vec<&str> = templates.iter().map(|template| template.key.as_str()).collect();
    let all = [
        "spotify",
        "generative-culture",
        "westrum",
        "psychological-safety",
        "learning-organization",
        "experimentation",
        "four-key-metrics",
        "generative-leadership",
    ];
    assert_eq!(keys, all);
    for template in templates {
        for text in [
            &template.source,
            &template.licence,
            &template.when,
            &template.reading,
            &template.limits,
        ] {
            assert!(!text.is_empty(), "{}", template.key);
        }
        assert!(!template.rules.is_empty() && !template.prompts.is_empty(), "{}", template.key);
        let text = format!("squadcheck: 1\ntemplates:\n{}", template_yaml(&template));
        let workspace = workspace_from(Path::new("healthcheck.yaml"), text.as_bytes()).unwrap();
        assert_eq!(workspace.template(&template.key), Some(&template), "{text}");
    }
}

#[test]
fn a_perfect_answer_is_green_and_the_worst_is_red_in_every_built_in_template() {
    for template in Store::built_in_templates() {
        for dimension in &template.dimensions {
            let Some(levels) = dimension.scale.levels() else { continue };
            let (low, high) = (levels.light(levels.min), levels.light(levels.max));
            let (worst, best) = if levels.reversed { (high, low) } else { (low, high) };
            assert_eq!(
                (worst, best),
                (Some(Light::Red), Some(Light::Green)),
                "{} {}",
                template.key,
                dimension.key
            );
        }
    }
}

/// What a reader of YAML may take for a number, a day, a truth value or nothing.
const VALUES: [&str; 34] = [
    "18446744073709551616",
    "-18446744073709551616",
    "340282366920938463463374607431768211456",
    "-9999999999999999999999999999999999999999999999",
    "9223372036854775808",
    "012",
    "0",
    "-0",
    "+7",
    "0x1F",
    "0xFFFFFFFFFFFFFFFFFFFF",
    "0o17",
    "0b101",
    "1_000",
    "1.50",
    "1e400",
    "1.7976931348623157e+309",
    "3.141592653589793238462643383279",
    ".5",
    "1.",
    ".inf",
    "-.Inf",
    ".NaN",
    "1:30",
    "190:20:30.15",
    "2026-11-20",
    "2026-11-20T12:00:00Z",
    "2026-11-20 12:00:00.5 +01:00",
    "true",
    "True",
    "yes",
    "Off",
    "1.2.3",
    "null",
];

#[test]
fn unknown_keys_stay_as_they_were_typed() {
    for value in VALUES {
        let text = format!(
            "squadcheck: 1\nteam: A\ndate: 2026-11-20\ndimensions:\n  \
             - {{key: k, name: K, x-card: {value}}}\nactions:\n  \
             - {{text: t, x-action: [{value}, {{a: {{b: [{value}]}}, {value}: 1}}]}}\n\
             x-top: {value}\n{value}: \"{value}\"\nx-list: [{value}, \"{value}\"]\nstate: open\n"
        );
        let session = session_from(Path::new("s.yaml"), text.as_bytes());
        let session = session.unwrap_or_else(|faults| panic!("{value}: {}", faults[0]));
        let written = session_text(&session);
        for line in [
            format!("    x-card: {value}\n"),
            format!("x-action: [{value}, {{\"a\": {{\"b\": [{value}]}}, {value}: 1}}]"),
            format!("\nx-top: {value}\n"),
            format!("\n{value}: \"{value}\"\n"),
            format!("\nx-list: [{value}, \"{value}\"]\n"),
        ] {
            assert!(written.contains(&line), "{line}\n{written}");
        }
        assert_eq!(session_from(Path::new("s.yaml"), written.as_bytes()), Ok(session), "{written}");
    }
}

#[test]
fn a_tag_decides_what_an_unknown_value_is() {
    let text = "squadcheck: 1\nteam: A\ndate: 2026-11-20\ndimensions: []\nx: !!str 012\n\
                y: !!int \"7\"\nz: [~, , NULL]\nstate: open\n";
    let written = session_text(
        &session_from(Path::new("s.yaml"), text.replace(", ,", ",").as_bytes()).unwrap(),
    );
    assert!(written.contains("x: \"012\"\ny: 7\nz: [null, null]\n"), "{written}");
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

#[expect(clippy::disallowed_methods, reason = "the test reads a file of its own")]
fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap()
}
