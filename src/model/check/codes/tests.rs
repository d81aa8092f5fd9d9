use super::super::tests::{GREEN, RED, ballot, check, people};
use super::*;
use crate::model::{Answer, Light, Revealed, Vote, Voters, VotingMode};

fn of(id: u8, revision: u16, ballots: &[(&str, Answer)]) -> Submission {
    let given = |(key, answer): &(&str, Answer)| ((*key).to_owned(), ballot(*answer));
    let ballots = ballots.iter().map(given).collect();
    Submission { id: SubmissionId([id; 8]), revision, person: None, ballots }
}

#[test]
fn the_latest_version_of_a_sheet_counts_in_whatever_order_they_come() {
    let mut check = check(VotingMode::Devices, Voters::Count(3));
    let take = |check: &mut Check, revision, answer| {
        check.submit_code(of(1, revision, &[("fun", answer)]), None).unwrap()
    };
    assert_eq!(take(&mut check, 2, RED), CodeOutcome::Taken);
    assert_eq!(take(&mut check, 2, RED), CodeOutcome::Before);
    assert_eq!(take(&mut check, 1, GREEN), CodeOutcome::Earlier);
    assert_eq!(take(&mut check, 3, GREEN), CodeOutcome::Replaced);
    assert_eq!((check.answered(0), check.coded(), check.on_devices(0)), (1, 1, 1));
    check.cast(0, GREEN, 2).unwrap();
    check.reveal(0).unwrap();
    let Some(Revealed::Ballots(ballots)) = &check.session.cards[0].revealed else {
        panic!("it is hidden")
    };
    let tally = ballots.tally();
    assert_eq!((tally.n(), tally.votes.get(&Vote::Light(Light::Green))), (3, Some(&3)));
}

#[test]
fn ballots_of_cards_that_take_none_any_more_are_dropped_and_the_rest_counts() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    check.cast(0, GREEN, 3).unwrap();
    check.reveal(0).unwrap();
    let late = of(1, 1, &[("fun", RED), ("speed", RED)]);
    assert_eq!(check.submit_code(late, None), Ok(CodeOutcome::Taken));
    assert_eq!((check.on_devices(0), check.on_devices(1)), (0, 1));
}

#[test]
fn more_codes_than_people_are_taken_and_nothing_is_revealed_until_one_is_left_out() {
    let mut check = check(VotingMode::Devices, Voters::Count(3));
    for id in 1..=4 {
        check.submit_code(of(id, 1, &[("fun", GREEN)]), None).unwrap();
    }
    let too_many = Err(Refusal::TooManyCodes { have: 4, voters: 3 });
    assert_eq!(check.may_reveal(0), too_many);
    assert!(check.leave_code_out(SubmissionId([2; 8])));
    assert!(!check.leave_code_out(SubmissionId([2; 8])), "it is out");
    assert_eq!((check.may_reveal(0), check.coded()), (Ok(()), 3));
    let again = check.submit_code(of(2, 1, &[("fun", GREEN)]), None);
    assert_eq!(again, Ok(CodeOutcome::LeftOut));
    assert_eq!(check.submit_code(of(2, 2, &[("fun", RED)]), None), Ok(CodeOutcome::Taken));
    assert_eq!(check.may_reveal(0), too_many);
    check.arrive("").unwrap();
    assert_eq!(check.may_reveal(0), Ok(()));
}

#[test]
fn whoever_sealed_shows_no_hand() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    check.submit_code(of(1, 1, &[("speed", GREEN)]), None).unwrap();
    check.cast(0, GREEN, 2).unwrap();
    let full = Err(Refusal::TooMany { have: 3, voters: 3, more: 1 });
    assert_eq!(check.cast(0, GREEN, 1), full);
    check.set_joined(1);
    assert_eq!(check.may_cast(1, GREEN, 2), Err(Refusal::TooMany { have: 2, voters: 3, more: 2 }));
}

#[test]
fn a_named_code_is_of_somebody_here_and_the_last_word_counts() {
    let mut check = check(VotingMode::Devices, people(&["Ana", "Bo"]));
    let by = |person: &str, code| Submission { person: Some(person.to_owned()), ..code };
    let stranger = check.submit_code(by("Chi", of(1, 1, &[("fun", GREEN)])), None);
    assert_eq!(stranger, Err(Refusal::NotHere("Chi".into())));
    assert_eq!(check.submit_code(of(1, 1, &[("fun", GREEN)]), None), Err(Refusal::Named));
    for id in 1..=2 {
        check.submit_code(by("Ana", of(id, 1, &[("fun", GREEN)])), None).unwrap();
    }
    assert_eq!((check.answered(0), check.may_reveal(0)), (1, Ok(())));
}

#[test]
fn answers_to_the_last_question_come_along_until_it_is_revealed() {
    let mut check = check(VotingMode::Devices, Voters::Count(3));
    for id in 1..=3 {
        let answer = Some(MissAnswer::Would);
        check.submit_code(of(id, 1, &[("fun", GREEN)]), answer).unwrap();
    }
    check.submit_code(of(3, 2, &[("fun", GREEN)]), None).unwrap();
    assert_eq!(check.missed(), 2, "taken back");
    check.reveal_miss().unwrap();
    check.submit_code(of(3, 3, &[]), Some(MissAnswer::Unsure)).unwrap();
    assert_eq!(check.missed(), 0);
}

#[test]
fn undo_passes_codes_by_and_a_closed_check_takes_none() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    let mut before = check.clone();
    check.submit_code(of(1, 1, &[("fun", GREEN)]), None).unwrap();
    check.submit_code(of(2, 1, &[("fun", GREEN)]), None).unwrap();
    check.leave_code_out(SubmissionId([2; 8]));
    before.inherit_shown(&check);
    assert_eq!((before.coded(), before.answered(0)), (1, 1));
    let out = before.submit_code(of(2, 1, &[("fun", GREEN)]), None);
    assert_eq!(out, Ok(CodeOutcome::LeftOut));
    before.close().unwrap();
    assert_eq!(before.coded(), 0);
    let closed = before.submit_code(of(4, 1, &[("fun", GREEN)]), None);
    assert_eq!(closed, Err(Refusal::Closed));
}
