//! The footer: one row, the next key as a badge at its left, undo where it can be undone, the way
//! to help at its end.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;
use squadcheck::app::Dialog;
use squadcheck::keys::{Action, Place};

use crate::{render, states};

const SIZES: [(u16, u16); 5] = [(60, 16), (80, 24), (100, 30), (120, 40), (200, 60)];

/// The rows of the foot below the word about the last key, the last one first.
fn rows(frame: &Buffer) -> (String, String) {
    let text = render::text(frame);
    let mut rows = text.lines().rev().map(str::to_owned);
    (rows.next().unwrap_or_default(), rows.next().unwrap_or_default())
}

/// The words of the last row that stand out.
fn badge(frame: &Buffer) -> String {
    let row = frame.area.height - 1;
    let badge = Modifier::BOLD | Modifier::REVERSED;
    let cells = (0..frame.area.width).map(|x| &frame[(x, row)]);
    cells.filter(|cell| cell.modifier.contains(badge)).map(Cell::symbol).collect()
}

#[test]
fn the_next_key_stands_first_and_undo_and_help_last_on_every_screen_at_every_size() {
    let mut with = [0, 0, 0];
    for state in states::all().into_iter().chain(states::crowded()) {
        let app = &state.room.app;
        let asks = matches!(app.dialog, Some(Dialog::Ask(_)));
        for size in SIZES {
            let frame = render::frame(app, size);
            let (row, above) = rows(&frame);
            let here = format!("{} at {size:?}: {row:?}", state.name);
            let badge = badge(&frame);
            assert!(!row.trim().is_empty(), "{here}");
            assert!(row.starts_with("  ") && row.chars().count() <= usize::from(size.0), "{here}");
            let words = app.words();
            let named = |action: Action| {
                let found = app.footer().find(|(other, ..)| *other == action);
                found.map(|(_, word, key, _)| format!("{} {}", key.label(), words.word(word)))
            };
            if !asks {
                // The word about the last key stands above the only row.
                let notice = app.ctx.notice.as_ref().map(|notice| words.say(notice.message()));
                let notice = notice.unwrap_or_default();
                let begins: String = notice.chars().take(20).collect();
                assert!(
                    above.contains(&begins) && (!begins.is_empty() || above.is_empty()),
                    "{here}"
                );
                let beside = row.trim().split("  ").filter(|entry| !entry.trim().is_empty());
                assert!(beside.count() <= 8, "{here}");
                match app.next_action() {
                    Some(next) => {
                        let next = named(next).expect("a word");
                        let (key, word) = next.split_once(' ').expect("a key");
                        assert!(badge.starts_with(&format!(" {key} ")), "{here}");
                        assert!(badge.ends_with(&format!("{word} ")), "{here}: {badge:?}");
                        assert!(row.trim_start().starts_with(badge.trim()), "{here}: {badge:?}");
                        with[0] += 1;
                    }
                    None => assert_eq!(badge, "", "{here}"),
                }
            }
            let help = named(Action::Help);
            if let Some(help) = &help {
                assert!(row.ends_with(help.as_str()), "{here}");
                with[1] += 1;
            }
            if let Some(undo) = named(Action::Undo) {
                let end =
                    format!("{undo}{}", help.map_or(String::new(), |help| format!("  {help}")));
                assert!(row.replace("   ", "  ").ends_with(&end), "{here}: {end:?}");
                with[2] += 1;
            }
        }
    }
    assert!(with.iter().all(|count| *count > 100), "{with:?}");
}

#[test]
fn where_it_can_be_undone_the_footer_says_so() {
    for state in states::all() {
        let app = &state.room.app;
        let keys = app.ctx.keys.of_place(app.place());
        let undo = keys.into_iter().any(|binding| binding.action == Action::Undo);
        if undo && app.can(Action::Undo).is_ok() {
            let (row, _) = rows(&render::frame(app, (60, 16)));
            assert!(row.contains("u undo"), "{}: {row:?}", state.name);
        }
    }
}

#[test]
fn nobody_is_led_into_losing_something_or_to_one_of_equal_answers() {
    let mut seen = 0;
    for state in states::all() {
        let place = state.room.app.place();
        let loses = ["ask-close", "ask-delete"].contains(&state.name);
        if loses || place == Place::Outcome || state.name == "miss" {
            assert_eq!(badge(&render::frame(&state.room.app, (80, 24))), "", "{}", state.name);
            seen += 1;
        }
    }
    assert_eq!(seen, 4);
}

#[test]
fn the_next_key_follows_the_course_of_a_check() {
    let first = states::all().into_iter().find(|state| state.name == "card-first");
    let first = first.expect("a first card").room;
    let steps = [
        ("", " g y r light "),
        ("5g", " g y r light "),
        ("5g y", " Space reveal "),
        ("4g<Space>", " Space reveal "),
        ("6g<Space>", " Enter agree, next "),
        ("6g<Space><Space>", " Space show "),
        ("6g<Space><Enter>", " 0–9 level "),
        ("d", " n next "),
    ];
    for (keys, next) in steps {
        let room = states::press(first.clone(), keys);
        assert_eq!(badge(&render::frame(&room.app, (80, 24))), next, "after {keys:?}");
    }
}
