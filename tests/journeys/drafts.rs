//! Text that is left before it is kept: it stays as a draft, and comes back with the same key.

use std::fs;

use crate::disk::{CHECKOUT, TEAMS};
use crate::test_app::TestApp;
use squadcheck::app::Msg;

/// Returns true if a file below a folder holds these words.
#[expect(clippy::disallowed_methods, reason = "tests look at what the program wrote")]
fn is_on_the_disk(words: &str, folder: &std::path::Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let path = entry.path();
        let bytes = fs::read(&path).unwrap_or_default();
        let here = bytes.windows(words.len()).any(|part| part == words.as_bytes());
        here || path.is_dir() && is_on_the_disk(words, &path)
    })
}

impl TestApp {
    #[track_caller]
    fn holds(&mut self, words: &str) -> &mut Self {
        let text = self.file(CHECKOUT);
        assert!(text.contains(words), "no `{words}` in\n{text}");
        self
    }
}

#[test]
fn notes_left_by_esc_come_back_with_their_key() {
    let mut room = TestApp::on_the_first_card();
    room.press("4g c").types("The queue is long").press("<Esc>");
    room.sees("Draft kept: c brings it back").sees("1 draft").sees("4 of 6 have voted");
    room.press("c").sees("The queue is long").sees("This is your draft. Enter saves it");
    room.types(".").press("<Enter>").sees("Notes updated").sees_no("1 draft");
    room.file_has(CHECKOUT, r#"notes: "The queue is long.""#);
    assert!(room.left.is_none());
}

#[test]
fn undo_right_after_brings_the_text_back_and_takes_no_ballot() {
    let mut room = TestApp::on_the_first_card();
    room.press("4g c").types("Words").press("<Esc> u").sees("Words").sees("This is your draft");
    room.types(".").press("<Esc>").sees("4 of 6 have voted");
    room.press("u").sees("Words.").press("<Esc> u").sees("Nothing undone yet: a draft is open");
    room.sees("4 of 6 have voted").press("u").sees("0 of 6 have voted").press("<Ctrl-R>");
    room.sees("4 of 6 have voted")
        .press("c")
        .sees("Words.")
        .press("<Backspace><Enter>")
        .file_has(CHECKOUT, r#"notes: "Words""#);
    room.press("u").file_has_no(CHECKOUT, "notes").sees("4 of 6 have voted");
    room.press("u").sees("0 of 6 have voted");
}

#[test]
fn undo_brings_the_text_back_from_another_view_too() {
    let mut room = TestApp::on_the_first_card();
    room.press("4g c").types("Words").press("<Esc> n").sees("2 of 11").press("u");
    room.sees("Words").press("<Esc>").sees("1 of 11").sees("4 of 6 have voted");
    room.press("c").types(".").press("<Esc> s u").sees("Words.").press("<Esc>");
    room.sees("1 of 11").sees("4 of 6 have voted");
}

#[test]
fn undo_takes_what_was_done_after_the_text_was_left_first() {
    let mut room = TestApp::on_the_first_card();
    room.press("4g c").types("Words").press("<Esc> y").sees("5 of 6 have voted");
    room.press("u").sees("4 of 6 have voted").sees_no("Words").press("u").sees("0 of 6 have voted");
    room.press("c").sees("Words");
}

#[test]
fn a_draft_belongs_to_its_card() {
    let mut room = TestApp::on_the_first_card();
    room.press("c").types("Of the first").press("<Esc> n c").sees_no("Of the first");
    room.types("Of the second").press("<Esc>").sees("2 drafts").press("p c").sees("Of the first");
    room.press("<Enter> n c").sees("Of the second").press("<Enter>");
    room.file_has(CHECKOUT, r#"notes: "Of the first""#);
    room.file_has(CHECKOUT, r#"notes: "Of the second""#);
}

#[test]
fn a_draft_stays_while_the_check_is_left_and_opened_again() {
    let mut room = TestApp::on_the_first_card();
    room.press("g c").types("Words").press("<Esc> <Esc>").sees("1 draft").press("<Enter> c");
    room.sees("Words").press("<Enter>").file_has(CHECKOUT, r#"notes: "Words""#);
}

#[test]
fn nothing_changed_leaves_no_draft_and_emptied_notes_are_none() {
    let mut room = TestApp::on_the_first_card();
    room.press("c").types("Kept").press("<Enter> c <Esc>").sees_no("draft");
    room.press("c <Ctrl-U> <Esc>").sees_no("draft").press("c").sees("Kept").press("<Esc>");
    room.press("c").types(" more").press("<Esc>").sees("1 draft");
    room.press("c <Backspace><Backspace><Backspace><Backspace><Backspace> <Esc>");
    room.sees_no("1 draft");
}

#[test]
fn the_forms_of_an_action_and_of_an_experiment_keep_all_their_fields() {
    let mut room = TestApp::on_the_first_card();
    room.press("a").types("Cut it").press("<Tab>").types("dö").press("<Tab>").types("+14d");
    room.press("<Esc>").sees("Draft kept: a brings it back").press("n a").sees_no("Cut it");
    room.press("<Esc> p a").sees("Cut it").sees("Fri 4 Dec 2026").press("<Enter>");
    room.holds(r#"text: "Cut it""#).holds(r#"owner: "Dörte""#);
    room.press("x").types("Trains").press("<Tab><Tab>").types("Fewer waits").press("<Esc>");
    room.sees("Draft kept: x brings it back").press("u").sees("Trains").sees("Fewer waits");
    room.press("<Enter>").holds(r#"hypothesis: "Fewer waits""#);
    room.press("s a").types("From the summary").press("<Esc> u").sees("From the summary");
}

#[test]
fn an_action_that_is_there_keeps_the_draft_of_its_change() {
    let mut room = TestApp::on_the_first_card();
    room.press("a").types("Cut it").press("<Enter> g <Esc><Esc> a <Enter>").sees("Cut it");
    room.types(" in half").press("<Esc>").sees("Draft kept: Enter brings it back");
    room.press("<Enter>").sees("Cut it in half").press("<Esc> u").sees("Cut it in half");
    room.press("<Enter>").holds(r#"text: "Cut it in half""#);
    room.press("a").types("Another").press("<Esc>").sees("Draft kept: a brings it back");
    room.press("u").sees("Another").press("<Enter>").holds(r#"text: "Another""#);
}

#[test]
fn what_was_learnt_stays_whatever_the_outcome() {
    let mut room = TestApp::on_the_first_card();
    room.press("x").types("Trains").press("<Enter> <Esc><Esc> a d +").types("Ship more often");
    room.press("<Esc>").sees("Draft kept: d brings it back").press("d -").sees("Ship more often");
    room.press("<Enter>").holds(r#"learning: "Ship more often""#);
    room.holds("outcome: did-not");
}

#[test]
fn a_name_that_is_typed_stays() {
    let mut room = TestApp::with(TEAMS);
    room.press("n jj j l <Enter> g v +")
        .types("Zo")
        .press("<Esc>")
        .sees("Draft kept: + brings it back");
    room.press("+")
        .sees("Zo")
        .types("e")
        .press("<Backspace><Esc> u")
        .sees("This is your draft")
        .types("ë");
    room.press("<Enter>").sees("Zoë").sees_no("1 draft");
}

#[test]
fn the_form_of_a_new_check_comes_back_for_its_team() {
    let mut room = TestApp::with(TEAMS);
    room.press("n").sees("Guests").press("<Up><Up>").types("Zoë, Finn").press("<Esc>");
    room.sees("Draft kept: n brings it back").press("j n").sees_no("Zoë, Finn").press("<Esc>");
    room.press("k n").sees("Zoë, Finn").press("<Esc> u").sees("Zoë, Finn");
    room.press("<Ctrl-C>").sees("a new check you are filling in").press("<Esc>");
    room.sees("Zoë, Finn").press("<Enter>").sees("1 of 11");
    room.press("<Esc><Esc>").press("n").sees_no("Zoë, Finn");
}

#[test]
fn leaving_asks_while_words_wait_and_a_file_name_is_none() {
    let mut room = TestApp::on_the_first_card();
    room.press("g c").types("Words").press("<Esc> <Ctrl-C>");
    room.sees("1 draft not saved: it is lost when you quit").press("<Esc>");
    assert!(room.left.is_none());
    room.press("a").types("More").press("<Esc> <Esc><Esc> q").sees("2 drafts not saved");
    room.press("<Esc>").sees("Checkout").press("<Ctrl-C><Ctrl-C>");
    assert_eq!(room.left, Some(1));

    let mut room = TestApp::on_the_first_card();
    room.press("g e").types("x").press("<Esc>").sees_no("draft").press("e").sees(".mdx");
    room.press("<Esc> u").sees("0 of 6 have voted").press("<Ctrl-C><Ctrl-C>");
    assert_eq!(room.left, Some(0));
}

#[test]
fn what_the_editor_gave_back_is_as_good_as_typed() {
    let mut room = TestApp::on_the_first_card();
    room.press("c <Ctrl-E>");
    room.tell(Msg::Edited(Ok("long text".to_owned())));
    room.press("<Ctrl-C>").sees("text you are typing").press("<Esc> <Esc>");
    room.sees("Draft kept").press("c").sees("long text");
}

#[test]
fn a_comment_of_a_sitting_has_no_draft() {
    let mut room = TestApp::with(&TEAMS.replace("teams:", "defaults: {way: turns}\nteams:"));
    room.press("n <Enter> <Enter> g c")
        .types("Mine alone")
        .press("<Esc>")
        .sees("Comment discarded");
    room.sees_no("draft").press("u").sees("votes untouched").sees("given");
    room.press("c").sees_no("Mine").sees_no("•").press("<Esc> u").sees_no("given");
    assert!(!is_on_the_disk("Mine alone", &room.path("..")));
}

#[test]
fn nothing_of_a_draft_is_on_the_disk_or_in_a_second_window_or_in_the_next_run() {
    let mut room = TestApp::on_the_first_card();
    room.press("g c").types("Not for others").press("<Esc> n 2g <Space> <Space>");
    assert!(!is_on_the_disk("Not for others", &room.path("..")));
    let mut second = room.beside();
    second.press("<Enter>").sees_no("draft").sees_no("Not for others");
    room.starts_again();
    room.press("<Enter> p c").sees_no("Not for others").sees_no("draft");
}

#[test]
fn a_draft_meets_what_somebody_else_wrote_and_neither_is_lost() {
    let mut room = TestApp::on_the_first_card();
    room.press("c").types("Ours").press("<Enter> <Esc><Esc> <Enter>");
    room.press("c").types(" grows").press("<Esc>").sees("1 draft");
    let theirs = room.file(CHECKOUT).replace("Ours", "Theirs");
    room.somebody_writes(CHECKOUT, &theirs);
    room.hears_of(&[CHECKOUT]).sees("Somebody else changed");
    room.press("u").sees_no("Ours grows");
    room.press("c").sees("the text was changed since").sees("Theirs").sees("Ours grows");
    room.press("<Enter>").file_has(CHECKOUT, r#"notes: "Theirs\nOurs grows""#);
}

#[test]
fn a_draft_outlives_the_undo_of_what_it_was_typed_on() {
    let mut room = TestApp::on_the_first_card();
    room.press("c").types("Kept").press("<Enter> c").types(" and more").press("<Esc> g u u");
    room.file_has_no(CHECKOUT, "notes").press("c").sees("Kept and more");
}

#[test]
fn a_closed_check_drops_its_drafts_and_says_so_before() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g <Space> <Enter> c").types("Words").press("<Esc> s C");
    room.sees("Nobody has voted on 10 cards.").sees("1 draft not saved").press("<Esc>");
    room.sees("1 draft").press("C <Enter>").sees_no("1 draft").file_has(CHECKOUT, "state: closed");
    room.press("<Ctrl-C>");
    assert_eq!(room.left, Some(0));
}
