//! One card by hands: ballots, the reveal, what is agreed, and everything that lies one key away.

use std::fs;

use crate::disk::CHECKOUT;
use crate::test_app::TestApp;
use jiff::SignedDuration;
use squadcheck::app::Msg;

#[test]
fn a_count_before_a_key_gives_that_many_ballots() {
    let mut room = TestApp::on_the_first_card();
    room.press("4g").sees("Counted").sees("4 of 6 have voted");
    room.press("y").sees("Counted").sees("5 of 6 have voted");
    room.press("2+").sees("Counted").sees("2 of 6 gave a direction");
    room.press("b").sees("6 of 6 have voted");
    room.press("<Space>").sees("5 votes").sees("1 abstained");
    room.file_has(CHECKOUT, "votes: {green: 4, yellow: 1, red: 0}");
    room.file_has(CHECKOUT, "directions: {improving: 2, stable: 0, worsening: 0}");
    room.file_has(CHECKOUT, "abstained: 1");
}

#[test]
fn more_ballots_than_voters_are_refused_with_the_way_on() {
    let mut room = TestApp::on_the_first_card();
    room.press("4g 3r").sees("4 of 6 have voted; 3 more is too many. Somebody new? Press v");
    room.sees("4 of 6 have voted");
    room.press("2r g").sees("All 6 have voted. Somebody new? Press v");
    room.press("9+").sees("0 of 6 gave a direction; 9 more is too many");
    room.press("99999999g").sees("Somebody new? Press v");
    room.press("0g")
        .sees("Type a count of 1 or more")
        .press("0-")
        .sees("Type a count of 1 or more");
}

#[test]
fn backspace_takes_back_a_digit_then_one_key_after_the_other() {
    let mut room = TestApp::on_the_first_card();
    room.press("2g y +").sees("3 of 6 have voted");
    room.press("4<Backspace> g").sees("4 of 6 have voted");
    room.press("<Backspace>").sees("3 of 6 have voted").sees("1 of 6 gave a direction");
    room.press("<Backspace>").sees_no("gave a direction");
    room.press("<Backspace>").sees("2 of 6 have voted");
    room.press("<Backspace>").sees("0 of 6 have voted");
    room.press("<Backspace>").sees("Nothing was voted here to remove");
    assert!(room.waiting().is_empty());
}

#[test]
fn space_asks_once_while_ballots_are_missing_and_refuses_with_none() {
    let mut room = TestApp::on_the_first_card();
    room.press("<Space>").sees("Nobody has voted on this card yet");
    room.press("4g <Space>")
        .sees("2 votes are missing. Space again reveals anyway")
        .sees("4 of 6 have voted");
    room.press("y").sees("5 of 6 have voted");
    room.press("<Space>").sees("1 vote is missing").press("<Space>").sees("5 votes");
}

#[test]
fn an_abstention_alone_is_revealed_without_a_suggestion() {
    let mut room = TestApp::on_the_first_card();
    room.press("6b <Space>").sees("Hidden: fewer than 3 votes").sees("g, y or r");
    room.press("<Enter>").sees("No suggestion. Choose g, y or r");
    room.press("y <Enter>").sees("2 of 11");
    room.file_has(CHECKOUT, "votes: hidden").file_has(CHECKOUT, "agreed: {vote: yellow}");
}

#[test]
fn space_covers_the_result_and_the_file_stays() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g <Space>").sees("6 votes");
    let before = room.file(CHECKOUT);
    room.press("<Space>").sees("The result is covered").sees_no("6 votes");
    for key in ["r", "+", "<Enter>"] {
        room.press(key).sees("The result is covered. Space shows it");
    }
    assert_eq!(room.file(CHECKOUT), before);
    room.press("<Space>").sees("6 votes");
}

#[test]
fn the_suggestion_is_the_less_healthy_of_the_two_in_the_middle() {
    let mut room = TestApp::on_the_first_card();
    room.press("3g3r 3+3- <Space>").sees("the lower of the two middle votes");
    room.press("<Enter>").sees("2 of 11");
    room.file_has(CHECKOUT, "agreed: {vote: red, direction: worsening}");
}

#[test]
fn a_light_and_a_direction_of_the_teams_own_override_the_suggestion() {
    let mut room = TestApp::on_the_first_card();
    room.press("5gy <Space> y").sees("Agreed on Yellow").press("-").sees("Agreed on worsening");
    room.press("= + g r").sees("Agreed on");
    room.press("<Enter>").sees("2 of 11");
    room.file_has(CHECKOUT, "agreed: {vote: red, direction: improving}");
    room.file_has(CHECKOUT, "votes: {green: 5, yellow: 1, red: 0}");
}

#[test]
fn a_revealed_card_takes_no_ballot_and_is_voted_again_from_nothing() {
    let mut room = TestApp::on_the_first_card();
    room.press("V").sees("Nobody has voted on this card yet");
    room.press("6g <Space> y b").sees("b does nothing here");
    room.press("V").sees("Votes cleared").sees("0 of 6 have voted");
    room.file_has_no(CHECKOUT, "votes:").file_has_no(CHECKOUT, "agreed:");
    room.press("6r <Space>").file_has(CHECKOUT, "votes: {green: 0, yellow: 0, red: 6}");
    room.press("u u u").sees("6 votes").file_has(CHECKOUT, "votes: {green: 6, yellow: 0, red: 0}");
    room.file_has(CHECKOUT, "agreed: {vote: yellow}");
}

#[test]
fn undo_and_redo_cover_ballots_reveal_and_agreement() {
    let mut room = TestApp::on_the_first_card();
    room.press("u").sees("Nothing to undo").press("<Ctrl-R>").sees("Nothing to redo");
    room.press("4g 2y <Space> r").file_has(CHECKOUT, "agreed: {vote: red}");
    room.press("u").sees("Undone").file_has_no(CHECKOUT, "agreed:");
    room.press("u").sees("6 of 6 have voted").file_has_no(CHECKOUT, "votes:");
    assert_eq!(room.waiting().len(), 1, "the ballots wait again");
    room.press("u u").sees("0 of 6 have voted");
    assert!(room.waiting().is_empty());
    room.press("<Ctrl-R><Ctrl-R><Ctrl-R><Ctrl-R>").file_has(CHECKOUT, "agreed: {vote: red}");
    room.file_has(CHECKOUT, "votes: {green: 4, yellow: 2, red: 0}");
    room.press("u u <Space>").sees("6 votes").press("<Ctrl-R>").sees("Nothing to redo");
}

#[test]
fn a_skipped_card_says_so_and_comes_back_with_its_ballots() {
    let mut room = TestApp::on_the_first_card();
    room.press("2g d").sees("Skipped. d brings it back");
    for key in ["g", "+", "b", "<Space>", "V"] {
        room.press(key).sees("This card is skipped. d brings it back");
    }
    room.file_has(CHECKOUT, "skipped: true");
    room.press("<Enter>").sees("2 of 11").press("p d").sees("2 of 6 have voted");
    room.file_has_no(CHECKOUT, "skipped");
}

#[test]
fn notes_take_a_paste_with_its_lines_and_keep_them() {
    let mut room = TestApp::on_the_first_card();
    room.press("c").types("g y r").press("<Ctrl-J>");
    room.tell(Msg::Paste("one\r\ntwo\nthree \"quoted\" \u{1b}[31m".to_owned()));
    room.press("<Enter>").sees("Notes updated").sees("three");
    room.file_has(CHECKOUT, r#"notes: "g y r\none\ntwo\nthree \"quoted\" [31m""#);
    room.press("c").types(" dropped").press("<Esc>").file_has_no(CHECKOUT, "dropped");
    room.press("<Backspace>").sees("Nothing was voted here");
    room.press("u").sees("dropped").press("<Esc> u").sees("a draft is open");
    room.press("u").file_has_no(CHECKOUT, "notes");
}

#[test]
fn notes_go_to_the_editor_and_back() {
    let mut room = TestApp::on_the_first_card();
    room.press("c").types("short").press("<Ctrl-E>");
    assert_eq!(room.sent, ["short"]);
    room.tell(Msg::Edited(Ok("long\ntext\n".to_owned())));
    room.sees("Back from the editor").press("<Enter>").file_has(CHECKOUT, r#"notes: "long\ntext""#);
    room.press("c<Ctrl-E>");
    room.tell(Msg::Edited(Err(squadcheck::messages::EditorError::NoEditor)));
    room.sees("No editor").sees("long").sees("text");
}

#[test]
fn a_paste_where_no_text_is_typed_does_nothing() {
    let mut room = TestApp::on_the_first_card();
    room.tell(Msg::Paste("gggg ".to_owned()));
    room.sees("no text field to paste into").sees("0 of 6 have voted");
}

#[test]
fn an_action_has_text_an_owner_by_its_first_letters_and_a_due_day() {
    let mut room = TestApp::on_the_first_card();
    room.press("a").sees("Action on Easy to release");
    room.press("<Enter>").sees("What will you do?");
    room.types("Cut the pipeline: \"10 min\"").press("<Down>").types("dö").sees("Dörte");
    room.press("<Down>").types("soon").press("<Enter>").sees("\"soon\" is not a date. Type");
    for _ in 0..4 {
        room.press("<Backspace>");
    }
    room.types("+14d").sees("Fri 4 Dec 2026").press("<Enter>").sees("Action noted, due Fri 4 Dec");
    room.press("a")
        .types("Ask Zoë")
        .press("<Tab>")
        .types("Zoë")
        .press("<Tab>")
        .types("friday")
        .press("<Enter>");
    room.sees("due 27 Nov");
    room.press("a").types("dropped").press("<Esc>");
    let text = room.file(CHECKOUT);
    for words in [
        r#"text: "Cut the pipeline: \"10 min\"""#,
        r#"owner: "Dörte""#,
        "due: 2026-12-04",
        "dimension: easy-to-release",
        "state: open",
        r#"owner: "Zoë""#,
        "due: 2026-11-27",
    ] {
        assert!(text.contains(words), "no {words} in\n{text}");
    }
    assert!(!text.contains("dropped"));
}

#[test]
fn next_and_previous_end_at_the_ends() {
    let mut room = TestApp::on_the_first_card();
    room.press("p")
        .sees("This is the first card")
        .press("n n")
        .sees("3 of 11")
        .press("p <Left>")
        .sees("1 of 11");
    room.press("nnnnnnnnnn")
        .sees("11 of 11")
        .press("<Right>")
        .sees("This is the last card. s shows the summary");
    room.press("s").sees("agreement").press("<Esc>").sees("11 of 11");
    room.press("j").sees("Nothing above or below");
}

#[test]
fn wrong_keys_on_a_card_say_what_holds_here() {
    let mut room = TestApp::on_the_first_card();
    for key in ["G", "X", "R", "<Tab>", "."] {
        room.press(key).sees("does nothing here; ? shows the keys");
    }
    room.press("<Enter>").sees("Vote with g, y or r. Space reveals");
    assert!(room.files().is_empty(), "no act yet, no file");
    room.press("?")
        .sees("clears the votes on this card")
        .press("<End><Home><Down><Up>")
        .press("q")
        .sees("1 of 11");
}

#[test]
fn large_type_comes_and_goes() {
    let mut room = TestApp::on_the_first_card();
    room.size = (120, 40);
    let before = room.screen();
    room.press("z").sees("Large type on");
    let top = |screen: &str| screen.lines().take(10).map(str::to_owned).collect::<Vec<_>>();
    assert_ne!(top(&room.screen()), top(&before), "the name is larger");
    room.press("z").sees("Large type off").press("n p");
    assert_eq!(room.screen(), before);
}

#[test]
fn time_in_which_the_program_did_not_run_is_no_time_on_a_card() {
    let mut room = TestApp::on_the_first_card();
    room.press("g").wait(74).sees("01:14 / 04:00");
    room.is_away(SignedDuration::from_hours(1)).wait(6).sees("01:20 / 04:00");
    // The clock is set back, and the timer goes on.
    room.is_away(-SignedDuration::from_mins(30));
    room.wait(10).sees("01:30 / 04:00").sees("1 min");
}

#[test]
fn the_timer_starts_at_the_first_ballot_and_can_be_paused() {
    let mut room = TestApp::on_the_first_card();
    room.press("w").sees("The timer starts with the first vote");
    room.wait(30).sees_no("00:30").press("g").wait(74).sees("01:14 / 04:00");
    room.press("w").sees("Timer paused").wait(60).sees("01:14 / 04:00 paused");
    room.press("w").wait(6).sees("01:20 / 04:00").sees_no("paused");
    room.wait(15 * 60).sees("17 min").press("n").sees_no("/ 04:00");
}

#[test]
fn somebody_arrives_and_leaves_without_a_name() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g v")
        .sees("6 people from now on")
        .press("+")
        .sees("7 people here now")
        .press("<Space>")
        .sees("This check has no names")
        .press("<Enter>");
    room.sees("6 of 7 have voted").press("r v - -").sees("Votes already given stay").press("<Esc>");
    room.press("<Space>").sees("7 votes").file_has(CHECKOUT, "voters: 5");
    room.press("v - - - - -").sees("At least one person has to stay");
}

/// After every key of a whole card, no file of the workspace knows of a ballot.
#[test]
#[expect(clippy::disallowed_methods, reason = "tests look at what the program wrote")]
fn nothing_of_a_card_that_is_not_revealed_is_in_the_workspace() {
    let mut room = TestApp::on_the_first_card();
    for key in [
        "c",
        "S",
        "<Enter>",
        "4",
        "g",
        "2",
        "+",
        "y",
        "b",
        "<Backspace>",
        "r",
        "n",
        "p",
        "d",
        "d",
        "v",
        "+",
        "-",
    ] {
        room.press(key);
        for name in room.files() {
            let text = room.file(&name);
            for word in ["votes", "directions", "abstained", "green", "ballots", "improving"] {
                let cards: Vec<_> = text
                    .lines()
                    .filter(|l| !l.contains("awesome:") && !l.contains("crappy:"))
                    .collect();
                assert!(
                    !cards.join("\n").contains(word),
                    "`{word}` after {key} in {name}:\n{text}"
                );
            }
        }
    }
    let waiting = room.waiting();
    assert_eq!(waiting.len(), 1);
    let text = fs::read_to_string(&waiting[0]).expect("the ballots wait");
    assert!(text.contains("green: 4") && text.ends_with("state: waiting\n"), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&waiting[0]).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    room.press("<Esc> <Space> <Space>").file_has(CHECKOUT, "votes: {green: 4, yellow: 1, red: 1}");
    assert!(room.waiting().is_empty(), "nothing waits after the reveal");
}

#[test]
fn who_stays_has_a_seat_after_somebody_left_and_after_a_restart() {
    let mut room = TestApp::on_the_first_card();
    room.press("g v - <Enter>").sees("1 of 6 have voted");
    room.starts_again();
    room.press("<Enter>").sees("1 of 6 have voted");
    room.press("5y").sees("6 of 6 have voted");
}

#[test]
fn a_newcomer_has_a_seat_beside_the_one_of_somebody_who_left() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g v - + <Enter>").sees("6 of 7 have voted");
    room.press("r").sees("7 of 7 have voted").press("r").sees("All 7 have voted. Somebody new?");
    room.press("n").sees("0 of 6 have voted");
    room.starts_again();
    room.press("<Enter>").sees("7 of 7 have voted").press("<Space>");
    room.file_has(CHECKOUT, "votes: {green: 6, yellow: 0, red: 1}").file_has(CHECKOUT, "voters: 6");
}

#[test]
fn how_many_are_here_is_typed_and_nothing_of_it_is_lost() {
    let mut room = TestApp::on_the_first_card();
    room.press("v 57-").sees("56 people from now on").press("u").sees("6 people from now on");
    room.press("12+").sees("13 people from now on").press("8<Enter>").sees("0 of 8 have voted");
    room.press("v 0<Enter>").sees("At least one person has to stay").sees("8 people");
    room.press("1001<Enter>").sees("At most 1000 people can vote").sees(" 1001 ");
    room.press("<Backspace><Enter>").sees("0 of 100 have voted");
    room.press("v 4<Backspace>9 <Esc>").sees("0 of 100 have voted");
    room.press("90g v 50<Enter>").sees("90 of 100 have voted").press("<Space><Space>");
    room.file_has(CHECKOUT, "voters: 50");
}

#[test]
fn a_count_that_is_refused_stays_to_be_corrected() {
    let mut room = TestApp::on_the_first_card();
    room.press("17g").sees("17 more is too many").sees(" 17 ");
    room.press("<Backspace>y").sees("1 of 6 have voted").press("9r").sees(" 9 ").press("2r");
    room.sees("3 of 6 have voted");
}

#[test]
fn whoever_goes_on_from_ballots_that_are_not_revealed_is_told_and_the_strip_has_a_sign() {
    let mut room = TestApp::on_the_first_card();
    room.press("n").sees_no("not revealed").sees_no("◆");
    room.press("4g n").sees("Suitable process has votes and is not revealed. p goes back to it");
    room.sees("· ◆").press("p").sees("4 of 6 have voted").sees_no("◆");
    room.press("p").sees("n goes back to it").sees("◆").press("n 2y <Space> n").sees_no("◆");
    room.press("+ n").sees("not revealed").press("n d n").sees_no("not revealed");
    room.app.ctx.display.ascii = true;
    room.sees(" # ");
}

#[test]
fn the_first_card_of_a_first_check_tells_how_to_count_until_something_is_typed() {
    let how = "Four green, two yellow: type 4g2y";
    let mut room = TestApp::on_the_first_card();
    room.sees(how);
    for (typed, back) in [("4", "<Backspace>"), ("2+", "<Backspace>"), ("b", "<Backspace>")] {
        room.press(typed).sees_no(how).press(back).sees(how);
    }
    room.press("4g2y").sees("6 of 6 have voted").sees_no(how);
    room.press("<Space><Enter>").sees("2 of 11").sees_no(how);
    room.press("s C").sees("Nobody has voted on 10 cards").press("<Enter>").sees("Closed");
    room.press("<Esc><Esc><Esc>").sees("Our health checks").press("n<Enter>");
    room.sees("1 of 11").sees("0 of 6 have voted").sees_no(how);
}

#[test]
fn a_card_says_how_to_vote_whom_to_hear_and_nothing_more_once_it_is_agreed() {
    let (before, same) = ("Read both ends aloud, then vote all at once.", "Be glad, or suspicious");
    let (differ, split) = ("Hear those far from the middle first.", "hear the red");
    let mut room = TestApp::on_the_first_card();
    room.size = (120, 40);
    room.press("n").sees(before).press("4g").sees_no(before).press("2y").sees_no(differ);
    room.press("<Space>").sees(differ).sees_no(before).press("g").sees_no(differ);
    room.press("n").sees(before).press("6g<Space>").sees(same).sees_no(differ);
    room.press("g").sees_no(same);
    room.press("n5gr<Space>").sees(split).sees_no(differ).sees_no(same);
}

#[test]
fn in_ascii_at_the_least_width_the_agreed_light_is_whole_and_cut_facts_have_a_mark() {
    let mut room = TestApp::on_the_first_card();
    room.app.ctx.display.ascii = true;
    room.size = (80, 24);
    room.press("5gb<Space>").sees("5 votes - 1 abst~");
    // In the facts, beside "Agree on", and in the band below.
    assert_eq!(room.screen().matches("(G) Green").count(), 3, "{}", room.screen());
    room.size = (100, 30);
    room.sees("5 votes - 1 abstained");
}
