//! Text while it is typed: shown sanitized, with the cursor behind what is shown of it.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use squadcheck::app::App;
use squadcheck::keys::Key;
use squadcheck::model::VotingMode;
use squadcheck::ui;

use crate::leak::leaks;
use crate::memory_app::MemoryApp;
use crate::typed::keys;
use crate::world::World;
use crate::{payloads, render};

/// Where text is typed, and the keys that lead there.
const FIELDS: [(&str, &str); 7] = [
    ("search", "/"),
    ("new team", "n<Right>"),
    ("notes", "n<Enter>c"),
    ("action", "n<Enter>a"),
    ("owner", "n<Enter>a<Tab>"),
    ("day", "n<Enter>a<Tab><Tab>"),
    ("file", "n<Enter>e"),
];

fn typing(way: &str) -> MemoryApp {
    let mut room = MemoryApp::new(Some(&World::plain().config(VotingMode::Hands)), &[]);
    for key in keys(way) {
        room.key(key);
    }
    room
}

fn cursor(app: &App) -> Option<(u16, u16)> {
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a buffer is a terminal");
    let mut set = false;
    terminal.draw(|frame| ui::draw(app, frame)).expect("a buffer takes every frame");
    let at = terminal.get_cursor_position().expect("a place");
    set |= (at.x, at.y) != (0, 0);
    set.then_some((at.x, at.y))
}

#[test]
fn what_is_typed_key_by_key_leaks_nothing_and_the_cursor_stays_on_the_screen() {
    for (field, way) in FIELDS {
        for payload in payloads::all() {
            let mut room = typing(way);
            for c in payload.chars().take(60).filter(|c| !matches!(c, '\n' | '\r')) {
                room.key(Key::Char(c));
            }
            for key in [Key::Home, Key::Right, Key::Char('x'), Key::End, Key::Left, Key::Backspace]
            {
                room.key(key);
                let text = render::text(&render::frame(&room.app, (80, 24)));
                assert_eq!(leaks(&text), [], "{field}: {payload:.60?}\n{text}");
                if field != "notes" {
                    assert!(
                        cursor(&room.app).is_some_and(|(x, y)| x < 80 && y < 24),
                        "{field}: {payload:.60?}\n{text}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_cursor_stands_behind_what_is_shown() {
    for (field, way) in FIELDS.iter().filter(|(field, _)| !["notes", "file", "day"].contains(field))
    {
        let start = cursor(&typing(way).app).expect("a cursor");
        for (typed, cells) in [
            ("abc", 3),
            ("東京", 4),
            ("a\u{202e}b\u{200b}c", 3),
            ("e\u{301}\u{301}x", 2),
            ("❤\u{fe0f}x", 2),
            ("👩\u{200d}👩\u{200d}👧x", 3),
            ("\u{301}\u{9b}x", 1),
        ] {
            let mut room = typing(way);
            for c in typed.chars() {
                room.key(Key::Char(c));
            }
            assert_eq!(cursor(&room.app), Some((start.0 + cells, start.1)), "{field}: {typed:?}");
        }
    }
}

#[test]
fn a_line_that_is_longer_than_its_field_shows_the_part_around_the_cursor() {
    let mut room = typing("n<Enter>a");
    for c in "東".repeat(60).chars().chain("zuletzt".chars()) {
        room.key(Key::Char(c));
    }
    assert!(render::text(&render::frame(&room.app, (80, 24))).contains("東zuletzt"));
    room.key(Key::Home);
    assert!(!render::text(&render::frame(&room.app, (80, 24))).contains("zuletzt"));
}

#[test]
fn a_comment_shows_as_dots_whatever_is_typed() {
    let mut room = MemoryApp::new(Some(&World::plain().config(VotingMode::Turns)), &[]);
    for key in keys("n<Enter><Enter>c") {
        room.key(key);
    }
    for c in "secret \u{202e}\x1b".chars() {
        room.key(Key::Char(c));
    }
    let text = render::text(&render::frame(&room.app, (80, 24)));
    assert!(text.contains("••••••") && !text.contains("secret"), "{text}");
    assert_eq!(leaks(&text), []);
}
