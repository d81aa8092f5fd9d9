//! The file as it is written, and read back.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::export::web::Lang;
use crate::export::web::markup::{PAYLOADS, tags};
use crate::export::web::words::COMMON;
use crate::model::{Bands, Level, Levels, Scale, Secrecy};
use crate::seal::BallotForm;

/// A sheet of these cards, for these people if there are some.
fn sheet(cards: Vec<SheetCard>, people: &[&str]) -> BallotSheet {
    let secrecy = if people.is_empty() { Secrecy::Anonymous } else { Secrecy::Named };
    let of = |card: &SheetCard| (card.dimension.key.clone(), card.dimension.scale.clone());
    let form = BallotForm {
        secrecy,
        cards: cards.iter().map(of).collect(),
        people: people.iter().map(|name| (*name).to_owned()).collect(),
    };
    BallotSheet {
        team: "Checkout".into(),
        check: "Squad health check".into(),
        date: date(2026, 11, 28),
        until: Some("2026-11-30 10:00".into()),
        threshold: 3,
        cards,
        key: BallotKey::new([7; 32], form),
    }
}

fn card(key: &str, name: &str, scale: Scale) -> SheetCard {
    let dimension = Dimension {
        key: key.into(),
        name: name.into(),
        awesome: "We are fast.".into(),
        crappy: "We wait.".into(),
        scale,
        ..Dimension::default()
    };
    SheetCard { dimension, open: true }
}

fn levels() -> Levels {
    Levels::new(Level::whole(1), Level::whole(5), Level::whole(1))
}

/// On lights, on levels, and one that is done.
fn cards() -> Vec<SheetCard> {
    let done = SheetCard { open: false, ..card("fun", "Fun", Scale::TrafficLight) };
    vec![
        card("speed", "Speed", Scale::TrafficLight),
        done,
        card("trust", "Trust", Scale::Levels(levels())),
    ]
}

/// All that a sheet can be.
fn sheets() -> Vec<BallotSheet> {
    let closed = cards().into_iter().map(|card| SheetCard { open: false, ..card });
    let plain = sheet(cards(), &[]);
    vec![
        plain.clone(),
        BallotSheet { until: None, threshold: 1, ..plain },
        sheet(cards(), &["Ana", "Bo"]),
        sheet(closed.collect(), &[]),
    ]
}

fn any_dimension() -> impl Strategy<Value = Dimension> {
    let text = || "\\PC{0,12}|[<>&\"'/!\\-a-z\u{0}\n\u{2028}\u{202e}]{0,12}|</script>";
    let texts = || proptest::collection::vec((0..40_i32, text()), 0..4);
    let more = (proptest::option::of(text()), any::<bool>(), text());
    let levels = (-20..20_i32, 1..40_i32, 1..3000_i32, texts(), texts(), any::<(bool, bool)>());
    let levels = levels.prop_map(|(min, count, step, labels, descriptions, (unlit, reversed))| {
        let level = |at: i32| Level::thousandths(min * 100 + at * step);
        let texts = |texts: Vec<(i32, String)>| {
            texts.into_iter().map(|(at, text)| (level(at), text)).collect()
        };
        Scale::Levels(Levels {
            min: level(0),
            max: level(count),
            step: Level::thousandths(step),
            labels: texts(labels),
            descriptions: texts(descriptions),
            lights: Bands { red: level(0), yellow: level(1), green: level(2), unlit },
            reversed,
            as_of: if unlit { "2024".into() } else { String::new() },
        })
    });
    let scale = prop_oneof![Just(Scale::TrafficLight), levels];
    (text(), text(), text(), text(), proptest::collection::vec(text(), 0..3), scale, more).prop_map(
        |(key, name, awesome, crappy, aliases, scale, (other, beside, short))| Dimension {
            key,
            name,
            short: beside.then_some(short),
            awesome,
            crappy,
            aliases,
            scale,
            beside,
            pair: other,
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        dimensions in proptest::collection::vec((any_dimension(), any::<bool>()), 0..6),
        people in proptest::collection::vec("\\PC{0,9}", 0..4),
        texts in ("\\PC{0,20}", "\\PC{0,20}", proptest::option::of("\\PC{0,20}")),
        numbers in (any::<u32>(), any::<[u8; 32]>(), 1..28_i8),
    ) {
        let cards = dimensions.into_iter().map(|(dimension, open)| SheetCard { dimension, open });
        let people: Vec<&str> = people.iter().map(String::as_str).collect();
        let mut sheet = sheet(cards.collect(), &people);
        (sheet.team, sheet.check, sheet.until) = texts;
        sheet.threshold = numbers.0;
        sheet.key = BallotKey::new(numbers.1, sheet.key.form().clone());
        sheet.date = date(2026, 2, numbers.2);
        prop_assert_eq!(BallotSheet::read(&sheet.html()), Ok(sheet));
    }

    /// No number of a file that somebody wrote by hand is too large for what counts with it.
    #[test]
    fn any_scale_is_read_or_refused(min in any::<i32>(), max in any::<i32>(), step in any::<i32>()) {
        let html = sheet(vec![card("a", "A", Scale::Levels(levels()))], &[]).html();
        let ours = "\"min\":1000,\"max\":5000,\"step\":1000";
        prop_assert!(html.contains(ours));
        let other = format!("\"min\":{min},\"max\":{max},\"step\":{step}");
        prop_assert_eq!(
            BallotSheet::read(&html.replace(ours, &other)).map(|sheet| sheet.html().len()),
            Err(SheetFault::Damaged)
        );
    }
}

#[test]
fn what_is_no_sheet_is_told_apart() {
    let html = sheet(cards(), &[]).html();
    assert_eq!(BallotSheet::read(&html), Ok(sheet(cards(), &[])));
    for other in ["", "SQU1", "<html>Hello</html>", &html.replace(" id=\"sheet\"", "")] {
        assert_eq!(BallotSheet::read(other), Err(SheetFault::NotASheet), "{other:.20}");
    }
    let ours = "{\"squadcheck\":1,";
    assert!(html.contains(ours));
    let with = |version: &str| html.replace(ours, &format!("{{\"squadcheck\":{version},"));
    assert_eq!(BallotSheet::read(&with("2")), Err(SheetFault::Newer));
    assert_eq!(BallotSheet::read(&with("2,\"more\":[]")), Err(SheetFault::Newer));
    for version in ["0", "-1", "\"1\"", "1.5"] {
        assert_eq!(BallotSheet::read(&with(version)), Err(SheetFault::Damaged), "{version}");
    }
    // Cut short, and changed in a way that would make codes that nobody can open.
    let start = html.find("id=\"sheet\">").expect("the data") + 11;
    let end = start + html[start..].find("</script>").expect("its end");
    for at in [start, start + 1, start + 99, end] {
        assert_eq!(BallotSheet::read(&html[..at]), Err(SheetFault::Damaged), "{at}");
    }
    for (ours, theirs) in [
        ("\"key\":\"speed\"", "\"key\":\"sped\""),
        ("\"max\":5000", "\"max\":6000"),
        ("\"named\":false", "\"named\":true"),
        ("\"key\":\"BwcH", "\"key\":\"AwcH"),
        ("2026-11-28\"", "2026-11-31\""),
        ("\"threshold\":3", "\"threshold\":-3"),
    ] {
        assert!(html.contains(ours), "{ours}");
        let changed = html.replace(ours, theirs);
        assert_eq!(BallotSheet::read(&changed), Err(SheetFault::Damaged), "{ours}");
    }
}

#[test]
fn cards_that_are_done_are_in_the_data_alone() {
    let sheet = sheet(cards(), &[]);
    let html = sheet.html();
    assert_eq!(sheet.open().map(|(at, _)| at).collect::<Vec<_>>(), [0, 2]);
    assert_eq!(html.matches("<section class=card").count(), 2);
    assert!(html.contains("data-at=0><p") && html.contains("data-at=2><p"));
    assert!(!html.contains("data-at=1") && html.contains("\"key\":\"fun\""));
    let fingerprint = format!(">{}</b>", sheet.key.fingerprint());
    assert!(html.contains(&fingerprint), "as the shared screen shows it");
    assert!(html.contains("Card 2 of 2") && !html.contains("of 3"));
    assert!(html.contains("<code dir=auto>g+ 1=</code>"), "the example of a plain line");
}

#[test]
fn names_come_first_where_a_check_has_some() {
    let html = sheet(cards(), &["Ana", "Bo"]).html();
    let (names, first) = (html.find("id=who").unwrap(), html.find("data-at=0").unwrap());
    assert!(names < first);
    assert!(html.contains("name=person value=2><bdi>Bo</bdi>"));
    assert!(html.contains("<code dir=auto>Ana: g+ 1=</code>"));
    assert!(!sheet(cards(), &[]).html().contains("id=who"));
}

#[test]
fn text_of_people_is_never_markup() {
    let with = |text: &str| {
        let mut levels = levels();
        levels.labels.insert(Level::whole(1), text.to_owned());
        levels.descriptions.insert(Level::whole(2), text.to_owned());
        let mut cards =
            vec![card(text, text, Scale::TrafficLight), card("b", text, Scale::Levels(levels))];
        for card in &mut cards {
            card.dimension.awesome = text.to_owned();
            card.dimension.crappy = text.to_owned();
        }
        let other = format!("{text} 2");
        let mut sheet = sheet(cards, &[text, &other]);
        sheet.team = text.to_owned();
        sheet.check = text.to_owned();
        sheet.until = Some(text.to_owned());
        sheet
    };
    let plain = tags(&with("plain").html());
    assert!(plain.len() > 60);
    for payload in PAYLOADS {
        let sheet = with(payload);
        let html = sheet.html();
        assert_eq!(tags(&html), plain, "{payload}");
        assert_eq!(BallotSheet::read(&html), Ok(sheet), "{payload}");
    }
}

#[test]
fn the_policy_names_the_style_and_the_script_and_lets_nothing_out() {
    use base64::Engine as _;
    use sha2::{Digest, Sha256};
    for sheet in sheets() {
        let html = sheet.html();
        let (_, policy) = html.split_once("content-security-policy content=\"").expect("one");
        let (policy, _) = policy.split_once('"').expect("its end");
        for (opening, closing) in [("<style>", "</style>"), ("<script>", "</script>")] {
            let (_, rest) = html.split_once(opening).expect("one");
            let (inside, rest) = rest.split_once(closing).expect("its end");
            assert!(!rest.contains(opening), "a second one");
            let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(inside));
            assert!(policy.contains(&format!("'sha256-{hash}'")), "{opening}");
        }
        for part in
            ["default-src 'none'; ", "connect-src 'none'", "form-action 'none'", "base-uri 'none'"]
        {
            assert!(policy.contains(part), "{part}");
        }
        assert!(!policy.contains("unsafe"));
        let markup = tags(&html).join("\n");
        for part in [" style=", " on", " src=", " href=", " action=", "<link"] {
            assert!(!markup.contains(part), "{part}");
        }
    }
}

#[test]
fn every_word_that_is_used_is_in_the_table_and_no_other() {
    let pages: String = sheets().iter().map(BallotSheet::html).collect();
    let script = include_str!("../web/sheet.js");
    let all = || words::WORDS.iter().chain(COMMON);
    let plain = [include_str!("document.rs"), script];
    let quoted: Vec<&str> =
        plain.iter().flat_map(|source| source.split('"').skip(1).step_by(2)).collect();
    let shown = |key: &str| pages.contains(&format!("data-w={key}>"));
    let counted = |key: &str| pages.contains(&format!("data-w={key} "));
    for (key, english, german) in all() {
        assert!(quoted.contains(key) || shown(key) || counted(key), "nobody says {key}");
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
    for said in ["say(\"", "told = \"", "? \"", ": \""] {
        for part in script.split(said).skip(1) {
            let key = part.split('"').next().expect("a key");
            let is_word = key.contains('-') || said.starts_with("say") || said.starts_with("told");
            assert!(!is_word || key.is_empty() || known(key), "{key} has no words");
        }
    }
}

#[test]
fn a_sheet_comes_empty() {
    for sheet in sheets() {
        let html = sheet.html();
        let body = html.split("<script").next().expect("a body");
        assert!(!body.contains(" checked") && !body.contains(" selected"));
        assert!(!body.contains("<textarea") || body.contains("></textarea>"));
    }
    assert_eq!(Lang::ALL.len(), 2, "the plain line is told in each");
}
