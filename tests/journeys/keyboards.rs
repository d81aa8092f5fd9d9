//! What keyboards, terminals and slips send in place of the key that was meant.

use squadcheck::app::Msg;
use squadcheck::keys::Key;
use squadcheck::messages::EditorError;

use crate::disk::{CHECKOUT, TEAMS};
use crate::test_app::TestApp;

/// What a terminal without marks makes of pasted text.
fn pasted(room: &mut TestApp, text: &str) {
    let key = |c| if c == '\n' { Key::Enter } else { Key::Char(c) };
    room.tell(Msg::Burst(text.chars().map(key).collect()));
}

const WORDS: &str = "green yellow red: export the grey lines, close them\nVCe gyr\n";

#[test]
fn text_that_is_not_marked_as_pasted_fires_no_key_anywhere() {
    let steps = [
        "",
        "n",
        "<Enter>",
        "3g",
        "3y <Space>",
        "g",
        "v",
        "<Esc> e",
        "<Esc> s",
        "m",
        "<Esc> <Esc>",
    ];
    let mut room = TestApp::with(TEAMS);
    let mut shown = Vec::new();
    for keys in steps {
        room.press(keys);
        let jobs = room.jobs;
        let is_text = room.app.place().is_text();
        if !is_text {
            pasted(&mut room, WORDS);
            room.sees("no text field to paste into");
            assert_eq!((room.jobs, room.left), (jobs, None), "after {keys:?}");
            shown.push(room.app.place());
        }
    }
    shown.dedup();
    assert!(shown.len() > 5, "{shown:?}");
    room.file_has(CHECKOUT, "votes: {green: 3, yellow: 3, red: 0}");
}

#[test]
fn where_text_is_typed_it_is_text_with_its_lines() {
    let mut room = TestApp::on_the_first_card();
    room.press("c");
    pasted(&mut room, WORDS);
    room.sees("VCe gyr").press("<Enter>").sees("Notes updated").sees("0 of 6 have voted");
    let kept = "notes: \"green yellow red: export the grey lines, close them\\nVCe gyr\"";
    room.file_has(CHECKOUT, kept);
    // One line with Enter behind it was typed while nothing was read.
    room.press("n c");
    pasted(&mut room, "one line that is long enough to be text\n");
    room.sees("Notes updated")
        .file_has(CHECKOUT, "notes: \"one line that is long enough to be text\"");
    // In a form a tab goes to the next field.
    room.press("a");
    let key = |c| if c == '\t' { Key::Tab } else { Key::Char(c) };
    let keys = "Cut the pipeline to ten minutes\tAna\t+14d".chars().map(key);
    room.tell(Msg::Burst(keys.chain([Key::Enter]).collect()));
    let line = "- {text: \"Cut the pipeline to ten minutes\", owner: \"Ana\", due: 2026-12-04, \
                dimension: suitable-process, state: open}";
    room.sees("Action noted").file_has(CHECKOUT, line);
    // Whoever leaves the text in the middle of it has left.
    room.press("c");
    let keys = "words that nobody keeps, and then\u{1b}gyr gyr".chars();
    let key = |c| if c == '\u{1b}' { Key::Esc } else { Key::Char(c) };
    room.tell(Msg::Burst(keys.map(key).collect()));
    room.sees("no text field to paste into").sees("0 of 6 have voted");
}

#[test]
fn in_lists_keys_that_move_stay_keys_however_many_come() {
    let mut room = TestApp::with(TEAMS);
    let before = room.screen();
    room.tell(Msg::Burst("jk".repeat(30).chars().map(Key::Char).collect()));
    assert_eq!(room.screen(), before, "down and up again");
    let (down, arrow) = (Key::Char('j'), Key::Down);
    room.press("j");
    let moved = room.screen();
    room.press("k");
    room.tell(Msg::Burst([down, arrow, Key::Up, Key::Char('k'), down].to_vec()));
    assert_eq!(room.screen(), moved);
}

#[test]
fn a_second_ballot_of_a_person_is_said_in_the_head_until_the_next_act() {
    for (scale, first, second) in [("", "g", "y"), ("", "g", "g"), ("", "g", "b"), ("", "b", "r")] {
        let mut room = TestApp::with(TEAMS);
        room.press("n jj j l <Enter>").sees("0 of 6 have voted").press(scale);
        room.press(first)
            .sees("Ana's vote is counted")
            .sees_no("replaced")
            .press("k")
            .press(second);
        room.sees("Ana's new vote replaces the earlier one; u restores that");
        room.sees("replaced · u undoes").press("j").sees("replaced · u undoes");
        room.press("u").sees("1 of 6 have voted").sees_no("replaced · ");
        room.press("<Ctrl-Y>").sees("Redone").press("j g").sees_no("replaced · ");
    }
    let mut room = TestApp::with(TEAMS);
    room.press("n jj j l <Enter> g +").sees("Ana's direction is counted").press("k -");
    room.sees("Ana's new direction replaces the earlier one").sees("replaced · u undoes");
}

#[test]
fn what_clears_is_said_in_the_head_with_its_undo() {
    let mut room = TestApp::on_the_first_card();
    room.press("4g V").sees("votes cleared · u undoes").sees("0 of 6 have voted");
    room.press("Q <Ctrl-X> n").sees("votes cleared · u undoes");
    room.press("u").sees("4 of 6 have voted").sees_no("cleared");
    room.press("V").sees("votes cleared").press("g").sees_no("cleared");
    room.press("s m 3+").press("V").sees("answers cleared · u undoes");
    room.press("u").press("<Backspace>").sees("answers cleared · u undoes");
    room.press("<Esc> u 5g <Space> g s").press("C");
    room.press("<Enter>").sees("just closed · u undoes").press("u").sees_no("closed");
}

#[test]
fn caps_lock_is_noticed_and_named_and_clears_nothing_by_itself() {
    let mut room = TestApp::on_the_first_card();
    room.press("G")
        .sees("G does nothing here; ? shows the keys. g does something: is Caps Lock on?");
    room.press("4g").sees("4 of 6 have voted").press("Y").press("V");
    room.sees("Nothing was done: Caps Lock seems to be on. V again does it");
    room.sees("4 of 6 have voted").press("V").sees("0 of 6 have voted");
    room.press("u").press("S").press("<Space>").press("V").sees("Caps Lock seems to be on");
    // A small letter says that it is off.
    room.press("n p V").sees("0 of 6 have voted").press("u").sees("4 of 6 have voted");
    room.press("<Space> <Space> s A").sees("Caps Lock").press("C").sees("Caps Lock seems to be on");
    room.press("C").sees("Nobody has voted").press("<Enter>").sees("closed");
}

#[test]
fn a_keyboard_of_another_script_is_named_and_votes_nothing() {
    let mut room = TestApp::on_the_first_card();
    for (keys, script) in [
        ("пнк", "Cyrillic"),
        ("γρ", "Greek"),
        ("ע", "Hebrew"),
        ("ㅎ", "Hangul"),
        ("き", "Hiragana"),
    ] {
        room.press(keys);
        room.sees(&format!(
            "Your keyboard types {script} letters. Switch it to Latin for the keys"
        ));
    }
    room.sees("0 of 6 have voted").press("ß").sees("ß does nothing here");
    room.press("４ｇ").sees("4 of 6 have voted");
    room.press("c").types("пγｇ").press("<Enter>").file_has(CHECKOUT, "notes: \"пγｇ\"");
}

#[test]
fn the_enter_of_a_keypad_may_come_as_a_line_feed() {
    let mut room = TestApp::with(TEAMS);
    room.press("n <Ctrl-J>").sees("1 of 11").press("6g <Space> <Ctrl-J>").sees("2 of 11");
    room.press("a").types("Do it").press("<Ctrl-J>").sees("Action noted");
    room.press("c").types("one").press("<Ctrl-J>").types("two");
    room.key(Key::AltEnter);
    room.types("three").press("<Enter>").file_has(CHECKOUT, r#"notes: "one\ntwo\nthree""#);
    room.press("c <Ctrl-X>");
    assert_eq!(room.sent, ["one\ntwo\nthree"]);
}

/// Notes on the first card, with an editor that came back at once.
fn with_an_editor_open() -> TestApp {
    let mut room = TestApp::on_the_first_card();
    room.press("c").types("short").press("<Ctrl-E>");
    room.tell(Msg::Edited(Err(EditorError::BackAtOnce(1))));
    room.sees("back at once").sees("--wait").sees("short");
    room
}

fn saves(room: &mut TestApp, text: &str) {
    room.tell(Msg::EditorSaved { number: 1, text: text.to_owned() });
}

#[test]
fn what_an_editor_saves_late_comes_into_the_field() {
    let mut room = with_an_editor_open();
    saves(&mut room, "short and late\n");
    room.sees("this is its text").sees("short and late");
    saves(&mut room, "short and later\n");
    room.sees("short and later").press("<Enter>").file_has(CHECKOUT, "notes: \"short and later\"");
    // What was typed meanwhile stays.
    let mut room = with_an_editor_open();
    room.types(" here");
    saves(&mut room, "from the window\n");
    room.sees("here").sees("from the window").press("<Enter>");
    room.file_has(CHECKOUT, "notes: \"from the window here\"");
    let mut room = with_an_editor_open();
    room.press("<Backspace>").types("p");
    saves(&mut room, "from the window\n");
    room.sees("below yours").press("<Enter>");
    room.file_has(CHECKOUT, r#"notes: "shorp\nfrom the window""#);
}

#[test]
fn what_an_editor_saves_late_comes_into_the_notes_of_its_card() {
    let mut room = with_an_editor_open();
    room.press("<Enter>").file_has(CHECKOUT, "notes: \"short\"").press("n n 2g");
    saves(&mut room, "one\ntwo\n");
    room.sees("in the notes on Easy to release. u undoes").sees("3 of 11");
    room.file_has(CHECKOUT, r#"notes: "one\ntwo""#);
    saves(&mut room, "one\ntwo\nthree\n");
    room.file_has(CHECKOUT, r#"notes: "one\ntwo\nthree""#).press("u");
    room.file_has(CHECKOUT, r#"notes: "one\ntwo""#).sees("2 of 6 have voted");
    // An empty file is one that is just being written.
    saves(&mut room, "");
    room.file_has(CHECKOUT, r#"notes: "one\ntwo""#);
}

#[test]
fn what_an_editor_saves_late_waits_as_a_draft_where_its_place_is_gone() {
    let mut room = with_an_editor_open();
    room.press("<Enter> <Esc><Esc>").sees("1 check");
    saves(&mut room, "from the window\n");
    room.sees("c shows its text").file_has(CHECKOUT, "notes: \"short\"");
    saves(&mut room, "from the window, again\n");
    room.press("<Enter>").sees("1 of 11").press("c").sees("from the window, again");
    room.press("<Enter>").file_has(CHECKOUT, "notes: \"from the window, again\"");
    // A text that was left meanwhile waits with it.
    let mut room = with_an_editor_open();
    room.types(" words").press("<Esc>").sees_no("short words");
    saves(&mut room, "from the window\n");
    room.press("c").sees("from the window words");
}
