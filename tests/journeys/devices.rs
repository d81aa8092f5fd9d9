//! Voting on devices: phones join, vote and are counted; keys do the rest.

use std::net::IpAddr;

use squadcheck::app::Msg;
use squadcheck::app::voting::{SeatId, ServerFault, VotingAnswer, VotingJob, VotingNews};
use squadcheck::export::voting_page::Stage;
use squadcheck::model::Light::{Green, Red, Yellow};

use crate::disk::{CHECKOUT, TEAMS};
use crate::test_app::TestApp;

/// A check of six by hands, whose server listens.
fn room() -> TestApp {
    let mut room = TestApp::with(TEAMS);
    room.press("n<Enter> i").sees("on their own phone").press("<Enter>");
    room.server_opens();
    room
}

/// The same with so many phones, on the first card.
fn joined(phones: u32) -> TestApp {
    let mut room = room();
    for seat in 1..=phones {
        assert_eq!(room.joins(None), VotingAnswer::Joined(SeatId(seat)));
    }
    room.press("<Enter>");
    room
}

#[test]
fn one_key_shows_the_address_and_the_check_is_by_devices_from_then_on() {
    let mut room = room();
    room.sees("http://192.168.178.23:7373/K7QM2").sees("0 of 6");
    room.wait(29).sees_no("Nobody comes in?").wait(1).sees("Nobody comes in?").sees("7373/tcp");
    assert_eq!(room.joins(None), VotingAnswer::Joined(SeatId(1)));
    room.sees("1 of 6").sees_no("Nobody comes in?").file_has(CHECKOUT, "way: devices");
    room.press("<Esc>").sees("0 of 6 have voted · 1 on devices");
    room.press("i").sees("1 of 6").press("<Space>").sees("0 of 6 have voted");
}

#[test]
fn nothing_is_asked_for_before_somebody_wants_phones() {
    let mut room = TestApp::with(TEAMS);
    room.press("n<Enter> g <Space><Space> n s<Esc> i").sees("Looking for an address");
    room.server_opens().press("<Esc>");
    // After the first reveal the way stays.
    room.joins(None);
    room.file_has_no(CHECKOUT, "way: devices");
    let mut room = TestApp::with(TEAMS);
    room.press("n<Enter> g<Space><Space> n s<Esc>");
    assert!(room.voting.is_empty());
    room.press("p i<Esc>");
    assert!(matches!(room.voting.first(), Some(VotingJob::Open(_))));
}

#[test]
fn whoever_stays_by_hands_opens_nothing() {
    let mut room = TestApp::with(TEAMS);
    room.press("n<Enter> i<Esc> g").sees("1 of 6 have voted");
    assert!(room.voting.is_empty());
    room.file_has_no(CHECKOUT, "way: devices");
}

#[test]
fn hands_are_typed_beside_phones_and_counted_together() {
    let mut room = joined(4);
    for (seat, light) in [(1, Green), (2, Green), (3, Yellow), (4, Red)] {
        assert_eq!(room.votes(seat, 1, "easy-to-release", light), VotingAnswer::Taken);
    }
    room.sees("4 of 6 have voted · 4 on devices");
    room.press("3g").sees("3 more is too many").press("<Backspace> 2g").sees("6 of 6 have voted");
    room.sees("reveals").press("<Space>").sees("Revealed").sees("6 votes");
    room.file_has(CHECKOUT, "votes: {green: 4, yellow: 1, red: 1}");
    room.press("u").sees("Nothing to undo since the last reveal");
}

#[test]
fn a_vote_may_be_changed_until_its_reveal() {
    let mut room = joined(6);
    for seat in 1..=6 {
        room.votes(seat, 1, "easy-to-release", Red);
    }
    assert_eq!(room.votes(6, 2, "easy-to-release", Green), VotingAnswer::Taken);
    assert_eq!(room.votes(6, 1, "easy-to-release", Yellow), VotingAnswer::Taken);
    room.press("<Space>")
        .sees("6 votes")
        .file_has(CHECKOUT, "votes: {green: 1, yellow: 0, red: 5}");
    assert_eq!(room.votes(6, 3, "easy-to-release", Yellow), VotingAnswer::NotOpen);
}

#[test]
fn few_phones_beside_hands_are_asked_about_before_the_reveal() {
    let mut room = joined(1);
    room.votes(1, 1, "easy-to-release", Red);
    room.press("5g<Space>")
        .sees("1 phone could be told from the hands")
        .press("<Space>")
        .sees("6 votes");
}

#[test]
fn all_seats_are_taken_until_one_more_person_is_here() {
    let mut room = joined(6);
    assert_eq!(room.joins(None), VotingAnswer::Full);
    room.press("i").sees("6 of 6").sees("everybody").press("+").sees("6 of 7");
    assert_eq!(room.joins(None), VotingAnswer::Joined(SeatId(7)));
    room.press("-").sees("7 of 6");
}

#[test]
fn everybody_anew_asks_and_drops_what_phones_gave() {
    let mut room = joined(3);
    room.votes(1, 1, "easy-to-release", Red);
    room.press("i R").sees("cannot be undone").press("<Esc>").sees("3 of 6");
    room.press("R<Enter>").sees("0 of 6").press("<Esc>").sees("0 of 6 have voted");
    assert!(room.voting.iter().any(|job| matches!(job, VotingJob::FreeAll)));
    assert_eq!(room.votes(1, 2, "easy-to-release", Red), VotingAnswer::NoSeat);
}

#[test]
fn the_next_address_is_asked_for_and_asks_where_phones_have_joined() {
    let mut room = room();
    room.press("<Tab>").sees("Looking for an address");
    assert!(matches!(room.voting.last(), Some(VotingJob::Open(plan)) if plan.nth == 1));
    room.server_opens();
    room.joins(None);
    room.press("<Tab>").sees("Phones have joined").press("<Esc>").sees("1 of 6");
    let nth = |room: &TestApp| {
        room.voting
            .iter()
            .filter_map(|job| match job {
                VotingJob::Open(plan) => Some(plan.nth),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(nth(&room), [0, 1]);
    // A browser keeps its seat for one address alone.
    room.press("<Tab><Enter>").sees("0 of 6");
    assert_eq!(nth(&room), [0, 1, 2]);
    assert!(room.voting.iter().any(|job| matches!(job, VotingJob::FreeAll)));
}

#[test]
fn a_fault_is_said_with_what_to_do_and_hands_go_on() {
    let mut room = TestApp::with(TEAMS);
    room.press("n<Enter> i<Enter>");
    room.tell(Msg::Voting(VotingNews::Opened(Err(ServerFault::NoNetwork))));
    room.sees("No network: join one").press("<Esc> 6g").sees("6 of 6 have voted");
    let gone = ServerFault::NotHere(IpAddr::from([10, 0, 0, 1]));
    room.tell(Msg::Voting(VotingNews::Lost(gone)));
    room.sees("10.0.0.1").press("<Space>").sees("6 votes");
}

#[test]
fn closing_the_server_asks_while_votes_wait_and_counts_them() {
    let mut room = joined(3);
    for seat in 1..=3 {
        room.votes(seat, 1, "easy-to-release", Green);
    }
    room.press("i Q").sees("nobody can change them").press("<Enter>");
    assert!(matches!(room.voting.last(), Some(VotingJob::Close)));
    room.sees("3 of 6 have voted").press("<Space><Space>").sees("3 votes");
}

#[test]
fn a_fresh_vote_asks_and_tells_phones_of_the_next_round() {
    let mut room = joined(3);
    room.votes(1, 1, "easy-to-release", Green);
    room.press("V").sees("cannot be undone").press("<Enter>").sees("0 of 6 have voted");
    room.press("u").sees_no("1 of 6 have voted");
    let card = room.served().expect("it is served").state.cards[0].clone();
    assert_eq!((card.stage, card.round), (Stage::Open, 2));
}

#[test]
fn undo_redo_and_backspace_pass_what_phones_gave_by() {
    let mut room = joined(3);
    room.press("g");
    room.votes(1, 1, "easy-to-release", Red);
    room.press("r").sees("3 of 6 have voted");
    room.press("<Backspace>").sees("2 of 6 have voted").press("u u u").sees("1 of 6 have voted");
    room.press("<Ctrl-R><Ctrl-R>").sees("3 of 6 have voted");
}

#[test]
fn leaving_the_check_or_the_program_asks_while_votes_of_phones_wait() {
    let mut room = joined(3);
    room.votes(1, 1, "easy-to-release", Green);
    room.press("s q q q").sees("in memory alone").sees("leave").press("<Esc>");
    room.press("<Ctrl-C>").sees("in memory alone").press("<Esc>");
    assert_eq!(room.left, None);
    room.press("q<Enter>").sees("Checkout").sees_no("1 of 6 have voted");
    assert!(matches!(room.voting.last(), Some(VotingJob::Close)));
}

#[test]
fn after_a_crash_the_same_address_comes_back_and_phones_join_anew() {
    let mut room = joined(3);
    room.votes(1, 1, "easy-to-release", Green);
    let run = room.served().expect("it is served").state.run.clone();
    let token = |room: &TestApp| {
        room.voting.iter().rev().find_map(|job| match job {
            VotingJob::Open(plan) => Some((plan.token.clone(), plan.port)),
            _ => None,
        })
    };
    let before = token(&room).expect("it was opened").0;
    room.starts_again();
    room.voting.clear();
    room.press("<Enter>").sees("0 of 6 have voted");
    assert_eq!(token(&room), Some((before, Some(7373))));
    assert_ne!(room.served().expect("it is served").state.run, run);
    room.server_opens();
    assert_eq!(room.joins(None), VotingAnswer::Joined(SeatId(1)));
}

#[test]
fn phones_follow_the_shared_screen_and_hear_of_reveals() {
    let mut room = joined(3);
    let at = |room: &TestApp| room.served().and_then(|served| served.state.at.clone());
    let first = at(&room);
    let version = room.served().expect("it is served").state.version;
    for seat in 1..=3 {
        room.votes(seat, 1, "easy-to-release", Green);
    }
    assert_eq!(room.served().expect("it is served").state.version, version);
    room.press("<Space><Space>");
    let state = room.served().expect("it is served").state.clone();
    assert_eq!((state.cards[0].stage, state.cards[1].stage), (Stage::Revealed, Stage::Open));
    room.press("n d");
    let state = room.served().expect("it is served").state.clone();
    assert_eq!(state.cards[1].stage, Stage::Skipped);
    assert_ne!(at(&room), first);
}

/// The state says nothing of the last question, and a phone may hear of several things at once.
#[test]
fn a_phone_knows_by_the_steps_when_it_has_to_ask_for_the_page() {
    let mut room = joined(3);
    let version = |room: &TestApp| room.served().expect("it is served").state.version;
    let before = version(&room);
    room.press("n");
    assert_eq!(version(&room), before + 1, "another card is in the state");
    room.press("sm");
    assert!(room.served().is_some_and(|served| served.state.last_question.is_some()));
    assert_eq!(version(&room), before + 3, "the last question is not");
}

#[test]
fn in_a_named_check_each_phone_is_somebodys_and_the_last_word_counts() {
    let mut room = TestApp::with(TEAMS);
    room.press("n jj j l<Enter> i<Enter>");
    room.server_opens();
    room.sees("Ana").sees("Fay");
    assert_eq!(room.joins(Some("Bo")), VotingAnswer::Joined(SeatId(1)));
    assert_eq!(room.joins(Some("Bo")), VotingAnswer::NameTaken);
    let vote = room.votes_as(1, Some("Bo"), 1, "easy-to-release", Red);
    assert_eq!(vote, VotingAnswer::Taken);
    room.press("x").sees("No phone has joined under this name");
    room.press("<Esc>").sees("1 of 6 have voted").press("i j x").sees("Bo can join anew");
    room.press("<Esc>").sees("0 of 6 have voted");
    assert_eq!(room.joins(Some("Bo")), VotingAnswer::Joined(SeatId(2)));
    room.votes_as(2, Some("Bo"), 1, "easy-to-release", Red);
    room.press("j g <Space><Space>").sees("1 vote").file_has(CHECKOUT, r#""Bo": {vote: green}"#);
}

#[test]
fn in_turns_phones_are_refused_with_the_reason() {
    let mut room = TestApp::with(TEAMS);
    room.press("n jj l<Enter>").press("n i").sees("In turns everybody votes at this keyboard");
    assert!(room.voting.is_empty());
}

#[test]
fn the_workspace_may_ask_for_a_reveal_once_all_have_voted() {
    let mut room = TestApp::with(
        &TEAMS.replace("squadcheck: 1", "squadcheck: 1\ndefaults: {reveal: when-all-voted}"),
    );
    room.press("n<Enter> i<Enter>");
    room.server_opens();
    room.press("<Enter>");
    for seat in 1..=6 {
        room.joins(None);
        room.votes(seat, 1, "easy-to-release", Green);
    }
    room.sees("6 votes");
}
