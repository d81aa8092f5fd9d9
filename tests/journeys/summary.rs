//! The summary: order, focus, the last question, the end; and where the report goes.

use crate::disk::{CHECKOUT, TEAMS};
use crate::test_app::TestApp;

/// A check with three cards settled: all green, split, all red.
fn summary() -> TestApp {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space><Enter> 3g3r<Space>y+<Enter> 6r6-<Space><Enter> s");
    room
}

#[test]
fn the_summary_orders_the_cards_and_opens_one_to_amend_it() {
    let mut room = summary();
    room.sees("Worst").sees("Tech quality").sees("Most split").sees("Suitable process");
    room.press("o")
        .sees("by need")
        .press("<Enter>")
        .sees("3 of 11")
        .press("g<Esc>")
        .sees("ordered by need");
    room.file_has(CHECKOUT, "agreed: {vote: green, direction: worsening}");
    room.press("o")
        .sees("by disagreement")
        .press("<Enter>")
        .sees("2 of 11")
        .press("s o")
        .sees("by need");
    room.press("<End><Enter>").sees("11 of 11").press("s<Home>jjk<Enter>").sees("2 of 11");
}

#[test]
fn three_dimensions_are_in_focus_at_the_most() {
    let mut room = summary();
    room.press("f").sees("Easy to release is in focus").press("j f j f j f");
    room.sees("Three are chosen. Press f on one to remove it");
    room.file_has(CHECKOUT, "focus: [easy-to-release, suitable-process, tech-quality]");
    room.press("k f").sees("Tech quality is no longer in focus").press("j f").sees("is in focus");
    room.press("u").file_has(CHECKOUT, "focus: [easy-to-release, suitable-process]");
}

#[test]
fn the_last_question_is_tallied_in_secret() {
    let mut room = summary();
    room.press("m")
        .sees("Would you miss this check")
        .press("<Space>")
        .sees("Nobody has answered yet");
    room.press("4+")
        .sees("Counted")
        .sees("4 of 6 have answered")
        .press("= 5-")
        .sees("have answered; 5 more is too many");
    room.press("1<Backspace>-").sees("6 of 6 have answered").file_has_no(CHECKOUT, "would");
    room.press("<Space>")
        .sees("yes")
        .sees("4")
        .file_has(CHECKOUT, "miss: {would: 4, unsure: 1, would-not: 1}");
    room.press("+")
        .sees("Already revealed. V clears the answers and asks again")
        .press("V")
        .sees("Answers cleared");
    room.file_has_no(CHECKOUT, "would").press("2+ <Space>").sees("Hidden: fewer than 3 answers");
    room.file_has(CHECKOUT, "miss: hidden").press("<Enter>").sees("hidden: too few answers");
}

#[test]
fn answers_to_the_last_question_wait_outside_the_workspace() {
    let mut room = summary();
    room.press("m 4+ x").sees("x does nothing here").file_has_no(CHECKOUT, "would");
    room.starts_again();
    room.press("<Enter> s m")
        .sees("4 of 6 have answered")
        .press("<Backspace>")
        .sees("0 of 6 have answered");
    room.press("u").sees("4 of 6 have answered").press("<Esc>").sees("Press m to ask");
}

#[test]
fn a_closed_check_refuses_every_act_until_it_is_reopened() {
    let mut room = summary();
    room.press("C<Enter>").sees("Closed. e exports the report").file_has(CHECKOUT, "state: closed");
    for key in ["f", "a"] {
        room.press(key).sees("This check is closed. C in the summary reopens it");
    }
    room.press("<Enter>").sees("1 of 11").sees("closed");
    for key in ["r", "+", "d", "c", "a", "V"] {
        room.press(key).sees("This check is closed");
    }
    room.press("<Enter>")
        .sees("2 of 11")
        .press("nn")
        .sees("4 of 11")
        .press("g")
        .sees("This check is closed");
    room.press("s C")
        .sees("The file will note that it was reopened")
        .press("n")
        .sees("Answer with Enter or Esc");
    room.press("<Esc>")
        .file_has_no(CHECKOUT, "reopened")
        .press("C<Enter>")
        .sees("Open again; the file notes it");
    room.file_has(CHECKOUT, "reopened: [2026-11-20]").file_has(CHECKOUT, "state: open");
    room.press("f").sees("is in focus");
}

#[test]
fn closing_asks_while_ballots_wait_and_drops_them() {
    let mut room = summary();
    room.press("<Enter> nnn 4g s C")
        .sees("Nobody has voted on 7 cards.")
        .sees("Votes on 1 card not revealed yet are")
        .press("<Esc>");
    room.file_has(CHECKOUT, "state: open")
        .press("C <Enter>")
        .sees("closed")
        .file_has(CHECKOUT, "state: closed");
    assert!(room.waiting().is_empty());
}

#[test]
fn the_report_goes_to_a_file_and_asks_before_it_replaces_one() {
    let mut room = summary();
    room.press("e")
        .sees("checkout-2026-11-20.md")
        .press("<Enter>")
        .sees("Written to checkout-2026-11-20.md");
    room.somebody_writes("checkout-2026-11-20.md", "mine");
    room.press("e<Enter>").sees("checkout-2026-11-20.md already exists").press("<Esc>");
    assert_eq!(room.file("checkout-2026-11-20.md"), "mine");
    room.press("e<Enter><Enter>").sees("Written to");
    assert!(room.file("checkout-2026-11-20.md").contains("Tech quality"));
    room.press("e<Ctrl-U><Enter>")
        .sees("Type a file name")
        .types("no/such/folder.md")
        .press("<Enter>");
    room.sees("no/such/folder.md").press("<Esc>").sees("agreement");
}

#[test]
fn the_report_goes_to_the_clipboard_and_nobody_claims_to_know_that_it_arrived() {
    let mut room = summary();
    room.press("e<Down>").types("not a path").press("<Enter>").sees("Sent to the terminal");
    assert_eq!(room.sent.len(), 1);
    assert!(
        room.sent[0].contains("| Easy to release") && !room.sent[0].contains("Teamwork"),
        "{}",
        room.sent[0]
    );
    assert_eq!(room.files(), [CHECKOUT]);
}

#[test]
fn home_exports_the_session_under_the_cursor() {
    let mut room = TestApp::with(TEAMS);
    room.press("e").sees("No check to export here").press("n<Enter>6g<Space><Enter><Esc>e<Enter>");
    room.sees("Written to checkout-2026-11-20.md");
}

#[test]
fn the_summary_asks_for_one_name_and_one_date_until_there_is_an_action() {
    let one = "Press a to add one: one name, one date";
    let mut room = summary();
    room.sees(one).press("aCut<Space>it<Enter>").sees("Cut it").sees_no(one);
    room.press("u").sees(one);
    room.press("xPair<Enter>").sees("Pair").sees_no(one);
    room.press("u").sees(one).press("C<Enter>").sees("Closed").sees_no(one);
}

#[test]
fn large_type_is_turned_on_and_off_on_an_open_and_on_a_closed_summary() {
    let mut room = summary();
    room.press("z").sees("Large type on").sees("Tech quality");
    room.press("C<Enter>").sees("closed").press("z").sees("Large type off");
    assert!(!room.app.ctx.display.large);
}
