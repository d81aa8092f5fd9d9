//! The page and the state, as they are served.

use super::*;
use crate::export::web::markup::{PAYLOADS, tags};
use crate::export::web::words::COMMON;
use crate::model::{Level, Levels, Scale};

/// A check of two cards, on lights and on levels.
fn state() -> VotingState {
    let card = |key: &str, name: &str, scale| CardState {
        dimension: Dimension {
            key: key.into(),
            name: name.into(),
            awesome: "We are fast.".into(),
            crappy: "We wait.".into(),
            scale,
            ..Dimension::default()
        },
        stage: Stage::Open,
        round: 1,
    };
    let levels = Levels::new(Level::whole(1), Level::whole(5), Level::whole(1));
    VotingState {
        run: "r1".into(),
        version: 12,
        team: "Checkout".into(),
        check: "Squad health check".into(),
        at: Some("speed".into()),
        joined: 3,
        seats: 6,
        cards: vec![
            card("speed", "Speed", Scale::TrafficLight),
            card("fun", "Fun", Scale::Levels(levels)),
        ],
        last_question: None,
        secrecy: Secrecy::Anonymous,
        people: Vec::new(),
        threshold: 3,
        key: [251; 32],
        form: [1; 32],
        closed: false,
    }
}

#[test]
fn the_state_is_the_contract_in_its_order() {
    let mut state = state();
    state.cards[1].stage = Stage::Skipped;
    state.cards[1].round = 2;
    let key = "-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_s";
    assert_eq!(
        state_json(&state),
        format!(
            r#"{{"run":"r1","version":12,"card":"speed","joined":3,"seats":6,"cards":[{{"key":"speed","state":"open","round":1}},{{"key":"fun","state":"skipped","round":2}}],"key":"{key}"}}"#
        )
    );
    state.at = None;
    state.closed = true;
    let closed = state_json(&state);
    assert!(closed.contains(r#""card":null"#));
    assert_eq!(closed.matches(r#""state":"closed""#).count(), 2);
}

#[test]
fn the_browser_chooses_the_language() {
    for (asked, lang) in [
        ("", Lang::En),
        ("de", Lang::De),
        ("DE-at,de;q=0.9,en;q=0.8", Lang::De),
        ("fr-FR,fr;q=0.9,en;q=0.5,de;q=0.4", Lang::En),
        ("en;q=0.4,de;q=0.5", Lang::De),
        ("de;q=0", Lang::En),
        ("en,de", Lang::En),
        ("nl, de;q=nonsense", Lang::En),
        ("deutsch", Lang::En),
    ] {
        assert_eq!(Lang::of(asked), lang, "{asked}");
    }
}

fn view() -> PageView<'static> {
    PageView {
        path: "/K7QM2",
        seat: Some(SeatView { person: None }),
        full: false,
        once: "0123456789abcdef",
        card: None,
        lang: Lang::En,
        note: None,
    }
}

fn everything() -> VotingState {
    let mut state = state();
    state.last_question = Some(Stage::Open);
    state
}

/// All views of a check: with a seat and without, in each language, in each stage.
fn views(state: &VotingState) -> Vec<String> {
    let mut pages = Vec::new();
    for lang in Lang::ALL {
        let with = PageView { lang, ..view() };
        let notes = [
            PageNote::NotOpen,
            PageNote::NameTaken,
            PageNote::NoSeat,
            PageNote::Malformed,
            PageNote::TooMany,
        ];
        let notes = notes.map(|note| PageView { note: Some(note), ..with.clone() });
        for stage in [Stage::Open, Stage::Revealed, Stage::Skipped, Stage::Closed] {
            let mut state = state.clone();
            state.cards[0].stage = stage;
            pages.push(page(&state, &with));
            pages.push(page(&state, &PageView { card: Some("speed"), ..with.clone() }));
        }
        pages.extend(notes.iter().map(|view| page(state, view)));
        pages.push(page(state, &PageView { full: true, ..with.clone() }));
        pages.push(page(state, &PageView { seat: None, ..with.clone() }));
        pages.push(page(state, &PageView { seat: None, full: true, ..with.clone() }));
        pages.push(page(&VotingState { closed: true, ..state.clone() }, &with));
        let few = VotingState { seats: 2, ..state.clone() };
        pages.push(page(&few, &with));
        let people = vec![("Ana".to_owned(), true), ("Bo".to_owned(), false)];
        let named = VotingState { secrecy: Secrecy::Named, people, ..state.clone() };
        let seat = Some(SeatView { person: Some(0) });
        pages.push(page(&named, &PageView { seat, ..with.clone() }));
        pages.push(page(&named, &PageView { seat: None, ..with }));
    }
    pages
}

#[test]
fn text_of_people_is_never_markup() {
    let with = |text: &str| {
        let mut state = everything();
        let mut levels = Levels::new(Level::whole(1), Level::whole(5), Level::whole(1));
        levels.labels.insert(Level::whole(1), text.to_owned());
        levels.descriptions.insert(Level::whole(2), text.to_owned());
        state.cards[1].dimension.scale = Scale::Levels(levels);
        for card in &mut state.cards {
            card.dimension.name = text.to_owned();
            card.dimension.awesome = text.to_owned();
            card.dimension.crappy = text.to_owned();
        }
        state.cards[1].dimension.key = text.to_owned();
        state.team = text.to_owned();
        state.check = text.to_owned();
        let people = vec![(text.to_owned(), true), (format!("{text} 2"), false)];
        let named = VotingState { secrecy: Secrecy::Named, people, ..state.clone() };
        let nobody = PageView { seat: None, ..view() };
        let seat = Some(SeatView { person: Some(1) });
        let pages = [
            page(&state, &view()),
            page(&named, &PageView { seat, ..view() }),
            page(&named, &nobody),
        ];
        pages.join("\n")
    };
    let plain = tags(&with("plain"));
    assert!(plain.len() > 100);
    for payload in PAYLOADS {
        let page = with(payload);
        assert_eq!(tags(&page), plain, "{payload}");
        // The data stays inside its element, and says what was said.
        let data = page.split("id=data>").nth(2).and_then(|rest| rest.split("</script>").next());
        let data: serde_json::Value = serde_json::from_str(data.expect("data")).expect("JSON");
        assert_eq!(data["name"], format!("{payload} 2"));
    }
}

#[test]
fn text_reads_as_it_was_typed() {
    assert_eq!(
        crate::export::web::html::escape(" a < b & \"c\" 'd' > `e` "),
        "a &lt; b &amp; &quot;c&quot; &#39;d&#39; &gt; &#96;e&#96;"
    );
    assert_eq!(crate::export::web::html::escape("a\u{202e}b\nc"), "ab c");
    assert_eq!(crate::export::web::html::value(" Bo\u{0} & Co "), " Bo &amp; Co ");
    assert_eq!(
        crate::export::web::html::json_in_script("</script>\u{2028}<!--&"),
        "\\u003c/script\\u003e\\u2028\\u003c!--\\u0026"
    );
    assert_eq!(crate::export::web::html::in_query("easy-to-release"), "easy-to-release");
    assert_eq!(crate::export::web::html::in_query("a b&c=ä/\"<"), "a%20b%26c%3D%C3%A4%2F%22%3C");
}

#[test]
fn every_word_that_is_used_is_in_the_table_and_no_other() {
    let pages = views(&everything()).concat();
    let script = include_str!("../web/page.js");
    let mut used: Vec<&str> = Vec::new();
    for part in pages.split("data-w=").skip(1) {
        used.extend(part.split(['>', ' ']).next());
    }
    for part in script.split(['"']).skip(1).step_by(2) {
        used.push(part);
    }
    let all = || words::WORDS.iter().chain(COMMON);
    for (key, english, german) in all() {
        assert!(used.contains(key), "nobody says {key}");
        assert_eq!(all().filter(|(other, ..)| other == key).count(), 1, "{key}");
        assert!(!english.is_empty() && !german.is_empty(), "{key}");
        for place in ["{0}", "{1}"] {
            assert_eq!(english.contains(place), german.contains(place), "{key}");
        }
    }
    let known = |key: &str| all().any(|(other, ..)| *other == key);
    for part in pages.split("data-w=").skip(1) {
        let key = part.split(['>', ' ']).next().expect("a key");
        assert!(known(key), "{key} has no words");
    }
    for said in ["say(\"", "told = \"", "problem = \""] {
        for part in script.split(said).skip(1) {
            let key = part.split('"').next().expect("a key");
            assert!(key.is_empty() || key == "is-" || known(key), "{key} has no words");
        }
    }
}

/// A page of a check with other ballots is the same, since it knows of none; and a phone's own
/// choice is in its own browser alone.
#[test]
fn no_field_is_filled_in() {
    for page in views(&everything()) {
        let body = page.split("<script").next().expect("a body");
        assert!(!body.contains(" checked") && !body.contains(" selected"));
        assert!(!body.contains("<textarea") || body.contains("></textarea>"));
    }
}

#[test]
fn what_a_phone_keeps_follows_the_check() {
    let script = [
        include_str!("../web/seal.js"),
        include_str!("../web/kept.js"),
        include_str!("tests/kept.test.js"),
    ];
    let run = std::process::Command::new("node").args(["-e", &script.join("\n")]).output();
    // Without a Node the browser's own test is left.
    let Ok(output) = run else { return };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_policy_names_the_style_and_the_script_as_they_are_sent() {
    use base64::Engine as _;
    use sha2::{Digest, Sha256};
    let policy = content_security_policy();
    for page in views(&everything()) {
        for (opening, closing) in [("<style>", "</style>"), ("<script>", "</script>")] {
            let (_, rest) = page.split_once(opening).expect("one");
            let (inside, rest) = rest.split_once(closing).expect("its end");
            assert!(!rest.contains(opening), "a second one");
            let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(inside));
            assert!(policy.contains(&format!("'sha256-{hash}'")), "{opening}");
        }
        let markup = tags(&page).join("\n");
        assert!(
            !markup.contains(" style=") && !markup.contains(" on"),
            "not allowed by the policy"
        );
        // Nothing is fetched: no picture, no font, no other script.
        assert!(!markup.contains(" src=") && !markup.contains("<link"));
    }
    assert!(policy.starts_with("default-src 'none'; "));
    for part in
        ["connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]
    {
        assert!(policy.contains(part), "{part}");
    }
}
