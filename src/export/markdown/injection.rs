//! Proves that text of people cannot become Markdown: with any text in a field, the report has the
//! structure that it has with a plain word there, and the text comes back as it was typed.

use jiff::civil::date;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, TagEnd};

use super::*;
use crate::export::escape::JOINER;
use crate::export::trend_markdown;
use crate::model::text::sanitize;
use crate::model::{
    ActionItem, ActionState, Agreed, Dimension, Experiment, Light, State, Summary, Template, Trend,
    Voters,
};

const PAYLOADS: [&str; 70] = [
    "[link](https://evil.example)",
    "[link][ref]",
    "[ref]: https://evil.example",
    "[ref]: https://evil.example 'x'",
    "![image](https://evil.example/x.png)",
    "![image][ref]",
    "<https://evil.example>",
    "<ana@evil.example>",
    "https://evil.example/a_b_c?d=e&f=g#h",
    "HTTP://EVIL.EXAMPLE",
    "www.evil.example",
    "WWW.evil.example",
    "ftp://evil.example",
    "mailto:ana@evil.example",
    "ana@evil.example",
    "@everyone look",
    "#1 and #23",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- a comment -->",
    "<details><summary>x</summary>",
    "<br>",
    "</table>",
    "<?php x ?>",
    "<![CDATA[x]]>",
    "&lt;b&gt;",
    "&#64;ana &#x40;ana &commat;ana",
    "&amp;amp;",
    "# heading",
    "###### heading ######",
    "heading #",
    "heading {#id .class}",
    "===",
    "---",
    "- - -",
    "***",
    "___",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "12345) item",
    "- [ ] task",
    "- [x] task",
    "[ ] task",
    "[x] task",
    "> quote",
    ">quote",
    "```",
    "```rust",
    "~~~",
    "`code`",
    "``co`de``",
    "    code",
    "\tcode",
    "*em* _em_ **strong** __strong__",
    "a*b*c x_y_z",
    "~~struck~~ ~struck~",
    "a | b | c",
    "| a | b |",
    "|---|---|",
    ":--",
    r"back\slash \| pipe \\| pipe \",
    r"\",
    r"trailing \\",
    "[^1] and [^1]: note",
    "$x^2$ and $$y$$ and ^up^ and ,,low,,",
    "[[wiki]] and ![[embed]]",
    "one\ntwo\r\n\r\n# three\n- four",
    "\u{1b}[31mred\u{202e} \u{2028}# x",
];

/// A way to put a text into a session.
type Put = fn(&mut Session, &str);

/// Each way to put a text into a report, by name.
const FIELDS: [(&str, Put); 27] = [
    ("team", |session, text| session.team = text.into()),
    ("template", |session, text| session.template = Some(text.into())),
    ("person", |session, text| session.voters = Voters::People(vec!["Ana".into(), text.into()])),
    ("person with a ballot", |session, text| {
        let ballot = Answer::Abstained.into();
        session.cards[1].revealed =
            Some(Revealed::Ballots(Ballots::Named(vec![(text.into(), ballot)])));
    }),
    ("comment with a name", |session, text| {
        let ballot =
            Ballot { answer: Some(Answer::Abstained), direction: None, comment: Some(text.into()) };
        session.cards[1].revealed =
            Some(Revealed::Ballots(Ballots::Named(vec![("Ana".into(), ballot)])));
    }),
    ("comment", |session, text| {
        let tally = Tally {
            votes: [].into(),
            directions: [].into(),
            abstained: 0,
            comments: vec![text.into(), text.into()],
        };
        session.cards[1].revealed = Some(Revealed::Ballots(Ballots::Tally(tally)));
    }),
    ("dimension", |session, text| session.cards[1].dimension.name = text.into()),
    ("awesome", |session, text| session.cards[1].dimension.awesome = text.into()),
    ("key in focus", |session, text| session.focus = vec![text.into()]),
    ("action", |session, text| session.actions[0].text = text.into()),
    ("action that is done", |session, text| session.actions[1].text = text.into()),
    ("action that is dropped", |session, text| session.actions[2].text = text.into()),
    ("owner", |session, text| session.actions[0].owner = text.into()),
    ("key of an action", |session, text| session.actions[2].dimension = Some(text.into())),
    ("owner of a thing done", |session, text| session.actions[1].owner = text.into()),
    ("notes", |session, text| session.cards[1].notes = sanitize(text).into_owned()),
    ("key of a dimension", |session, text| session.cards[1].dimension.key = text.into()),
    ("experiment", |session, text| session.experiments[0].text = text.into()),
    ("owner of an experiment", |session, text| session.experiments[0].owner = text.into()),
    ("key of an experiment", |session, text| session.experiments[0].dimension = Some(text.into())),
    ("state", |session, text| session.experiments[0].state = text.into()),
    ("hypothesis", |session, text| session.experiments[0].hypothesis = text.into()),
    ("limit", |session, text| session.experiments[0].limit = text.into()),
    ("rollback", |session, text| session.experiments[0].rollback = text.into()),
    ("measure", |session, text| session.experiments[0].measure = text.into()),
    ("learning", |session, text| session.experiments[0].learning = text.into()),
    ("label of a level", |session, text| {
        let level = crate::model::Level::whole(1);
        let mut levels = crate::model::Levels::new(level, crate::model::Level::whole(3), level);
        levels.labels.insert(level, text.into());
        session.cards[1].dimension.scale = Scale::Levels(levels);
        session.cards[1].agreed.vote = Some(Vote::Level(level));
    }),
];

fn session() -> Session {
    let dimension =
        |key: &str| Dimension { key: key.into(), name: key.into(), ..Dimension::default() };
    let dimensions = vec![dimension("fun"), dimension("value"), dimension("mission")];
    let template = Template { key: "ours".into(), dimensions, ..Template::default() };
    let voters = Voters::People(vec!["Ana".into()]);
    let mut session =
        Session::new("Checkout".into(), date(2026, 11, 20), &template, VotingMode::Hands, voters);
    for card in &mut session.cards {
        card.revealed = Some(Revealed::Ballots(Ballots::Tally(Tally::default())));
        card.agreed = Agreed { vote: Some(Vote::Light(Light::Green)), direction: None };
        card.notes = "note".into();
    }
    let action = |state| ActionItem {
        text: "act".into(),
        owner: "Ana".into(),
        state,
        ..ActionItem::default()
    };
    session.actions = ActionState::ALL.map(action).to_vec();
    let word = || "week".to_owned();
    let experiment = Experiment {
        text: "try".into(),
        owner: "Ana".into(),
        hypothesis: word(),
        limit: word(),
        rollback: word(),
        measure: word(),
        state: "running".into(),
        ..Experiment::default()
    };
    session.experiments = vec![experiment];
    session.state = State::Closed;
    session
}

fn report_of(session: &Session) -> String {
    let past =
        Session { actions: session.actions.clone(), date: date(2026, 8, 20), ..session.clone() };
    markdown(&Report {
        workspace: &Workspace::bare(Vec::new()),
        session,
        earlier: &[&past],
        elsewhere: &[],
    })
}

/// Renders the text to its structure without words, and its words without structure.
fn judged(text: &str) -> (Vec<String>, String) {
    let (mut structure, mut words) = (Vec::new(), String::new());
    let mut options = Options::all();
    // Quotes and dashes are made pretty by some renderers; that is neither harm nor structure.
    options.remove(Options::ENABLE_SMART_PUNCTUATION);
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Text(text) => words.push_str(&text.replace(JOINER, "")),
            Event::SoftBreak
            | Event::End(
                TagEnd::TableCell | TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_),
            ) => words.push('\n'),
            other => structure.push(format!("{other:?}")),
        }
    }
    (structure, words)
}

/// Links that renderers find in bare words, which the judge does not look for.
fn assert_no_bare_link(text: &str, case: &str) {
    let chars: Vec<char> = text.chars().collect();
    let bare = |at: usize| match chars[at] {
        ':' => chars[at..].starts_with(&[':', '/', '/']) && chars[at - 1] != '\\',
        '.' => {
            at > 2
                && chars[at - 3..at].iter().collect::<String>().eq_ignore_ascii_case("www")
                && chars[at - 1] != '\\'
        }
        '@' => chars.get(at + 1).is_some_and(|c| c.is_alphanumeric()),
        '#' => chars.get(at + 1).is_some_and(char::is_ascii_digit),
        _ => false,
    };
    assert!(!(0..chars.len()).any(bare), "{case}\n{text}");
}

#[test]
fn no_text_in_any_field_changes_the_structure_of_a_report() {
    for (field, put) in FIELDS {
        let with = |text: &str| {
            let mut session = session();
            put(&mut session, text);
            report_of(&session)
        };
        let (plain, _) = judged(&with("plain"));
        for payload in PAYLOADS {
            let case = format!("{field}: {payload:?}");
            let text = with(payload);
            let (structure, words) = judged(&text);
            assert_eq!(structure, plain, "{case}\n{text}");
            assert_no_bare_link(&text, &case);
            if !["awesome", "key of a dimension"].contains(&field) {
                assert!(words.contains(sanitize(payload).trim()), "{case}\n{words}");
            }
        }
    }
}

/// A template's name stands in the title and among the facts; a dimension that is in focus and on
/// no card is called as the template calls it.
#[test]
fn no_name_of_a_template_or_of_its_dimensions_changes_the_structure_of_a_report() {
    let with = |text: &str| {
        let mut session = session();
        session.focus = vec!["elsewhere".into()];
        let dimension =
            Dimension { key: "elsewhere".into(), name: text.into(), ..Dimension::default() };
        let dimensions = vec![dimension];
        let template =
            Template { key: "ours".into(), name: text.into(), dimensions, ..Template::default() };
        let workspace = Workspace { title: text.into(), ..Workspace::bare(vec![template]) };
        markdown(&Report { workspace: &workspace, session: &session, earlier: &[], elsewhere: &[] })
    };
    let (plain, _) = judged(&with("plain"));
    for payload in PAYLOADS {
        let text = with(payload);
        let (structure, words) = judged(&text);
        assert_eq!(structure, plain, "{payload:?}\n{text}");
        assert_no_bare_link(&text, payload);
        assert!(words.matches(sanitize(payload).trim()).count() >= 3, "{payload:?}\n{words}");
    }
}

#[test]
fn no_line_of_a_note_changes_the_structure_of_a_report() {
    let with = |notes: &str| {
        let mut session = session();
        session.cards[1].notes = notes.into();
        report_of(&session)
    };
    for payload in PAYLOADS {
        let lines = crate::model::text::sanitize_lines(payload);
        let lines: Vec<&str> =
            lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let (plain, _) = judged(&with(&format!("a\nb{}", "\nplain".repeat(lines.len()))));
        let text = with(&format!("a\nb\n{payload}"));
        let (structure, words) = judged(&text);
        assert_eq!(structure, plain, "{payload:?}\n{text}");
        assert_no_bare_link(&text, payload);
        for line in lines {
            assert!(words.contains(line), "{payload:?}\n{words}");
        }
    }
}

#[test]
fn no_name_changes_the_structure_of_a_trend_grid() {
    let with = |text: &str| {
        let mut session = session();
        session.team = text.into();
        session.cards[1].dimension.name = text.into();
        trend_markdown(&Trend::new(&Workspace::bare(Vec::new()), text, &[&Summary::new(&session)]))
    };
    let (plain, _) = judged(&with("plain"));
    for payload in PAYLOADS {
        let text = with(payload);
        let (structure, words) = judged(&text);
        assert_eq!(structure, plain, "{payload:?}\n{text}");
        assert_no_bare_link(&text, payload);
        assert!(words.matches(sanitize(payload).trim()).count() >= 2, "{payload:?}\n{words}");
    }
}

#[test]
fn two_notes_together_make_no_table_and_no_reference() {
    let mut one = session();
    one.cards[0].notes = "a | b\n--- | ---\n1 | 2".into();
    one.cards[1].notes = "[a]: https://evil.example\n[a]\nterm\n: definition".into();
    let mut plain = session();
    plain.cards[0].notes = "x\ny\nz".into();
    plain.cards[1].notes = "x\ny\nz\nw".into();
    assert_eq!(judged(&report_of(&one)).0, judged(&report_of(&plain)).0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn no_text_at_all_is_more_than_text_wherever_a_line_may_stand(
        text in "[-+*_=#>|`~\\\\<>\\[\\](){}!&;:^$.@/ 1x\u{e4}wh\n]{1,24}",
    ) {
        let everywhere = |text: &str| {
            let line = escape(text);
            let line = if line.is_empty() { "x".to_owned() } else { line };
            format!(
                "# {line}\n\n{line}\n\n- [ ] {line}\n- ~~{line}~~ x\n- {line} ({line})\n\n\
                 | a | b |\n| - | - |\n| {line} | {line} |\n"
            )
        };
        let text_of_it = everywhere(&text);
        prop_assert_eq!(judged(&text_of_it).0, judged(&everywhere("plain")).0, "{}", text_of_it);
        let safe = sanitize(&text).trim().to_owned();
        prop_assert!(
            safe.is_empty() || judged(&text_of_it).1.matches(&safe).count() >= 6,
            "{}",
            text_of_it
        );
    }
}
