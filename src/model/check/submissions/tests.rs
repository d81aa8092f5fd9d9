use super::super::tests::{GREEN, RED, ballot, check, people};
use proptest::prelude::*;

use super::*;
use crate::model::{
    Direction, Level, Levels, Miss, Revealed, Scale, ServerPlace, Unrevealed, Voters, VotingMode,
};

const ID: SubmissionId = SubmissionId([1; 8]);

fn of(id: u8, revision: u16, ballots: &[(&str, Answer)]) -> Submission {
    let given = |(key, answer): &(&str, Answer)| ((*key).to_owned(), ballot(*answer));
    Submission {
        id: SubmissionId([id; 8]),
        revision,
        person: None,
        ballots: ballots.iter().map(given).collect(),
    }
}

fn by(person: &str, submission: Submission) -> Submission {
    Submission { person: Some(person.to_owned()), ..submission }
}

fn revealed(check: &Check, card: usize) -> Ballots {
    match &check.session.cards[card].revealed {
        Some(Revealed::Ballots(ballots)) => ballots.clone(),
        other => panic!("no ballots: {other:?}"),
    }
}

#[test]
fn hands_and_a_submission_are_counted_together() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    check.cast(0, GREEN, 2).unwrap();
    check.submit(of(1, 1, &[("fun", RED), ("speed", GREEN)])).unwrap();
    assert_eq!((check.answered(0), check.missing(0)), (3, 0));
    assert_eq!((check.answered(1), check.missing(1)), (1, 2));
    assert_eq!((check.on_devices(0), check.on_devices(1)), (1, 1));
    assert_eq!(check.unrevealed(), Some(Unrevealed::Cards(2)));
    assert!(!check.waiting.cards.contains_key("speed"));
    assert_eq!(check.cast(0, GREEN, 1), Err(Refusal::TooMany { have: 3, voters: 3, more: 1 }));
    let more = Refusal::TooMany { have: 3, voters: 3, more: 1 };
    assert_eq!(check.submit(of(2, 1, &[("speed", RED), ("fun", RED)])), Err(more));
    assert_eq!(check.answered(1), 1);
}

#[test]
fn a_reveal_folds_submissions_as_if_their_ballots_had_been_typed() {
    let direction = Some(Direction::Improving);
    let mut typed = check(VotingMode::Hands, Voters::Count(4));
    let mut given = typed.clone();
    typed.cast(0, GREEN, 3).unwrap();
    typed.cast(0, RED, 1).unwrap();
    typed.direct(0, Direction::Improving, 1).unwrap();
    given.cast(0, GREEN, 1).unwrap();
    for id in [3, 2] {
        given.submit(of(id, 1, &[("fun", GREEN)])).unwrap();
    }
    let mut last = of(1, 1, &[("fun", RED)]);
    last.ballots[0].1.direction = direction;
    given.submit(last).unwrap();
    typed.reveal(0).unwrap();
    given.reveal(0).unwrap();
    assert_eq!(given.session, typed.session);
    assert_eq!(given.waiting, typed.waiting);
    assert!(given.submission(ID).is_some_and(|s| s.ballots.is_empty()));
    let late = of(1, 2, &[("fun", GREEN)]);
    assert_eq!(given.submit(late), Err(Refusal::Revealed));
}

#[test]
fn submissions_alone_are_revealed_under_the_same_threshold() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    check.submit(of(1, 1, &[("fun", GREEN), ("speed", GREEN)])).unwrap();
    check.submit(of(2, 1, &[("fun", RED), ("speed", Answer::Abstained)])).unwrap();
    check.submit(of(3, 1, &[("fun", RED)])).unwrap();
    check.reveal(0).unwrap();
    check.reveal(1).unwrap();
    assert_eq!(revealed(&check, 0).tally().n(), 3);
    assert_eq!(check.session.cards[1].revealed, Some(Revealed::Hidden));
}

#[test]
fn a_newer_revision_replaces_and_an_older_or_equal_one_changes_nothing() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    check.submit(of(1, 2, &[("fun", GREEN), ("speed", GREEN)])).unwrap();
    let before = check.clone();
    check.submit(of(1, 1, &[("fun", RED)])).unwrap();
    check.submit(of(1, 2, &[("fun", RED)])).unwrap();
    assert_eq!(check, before);
    check.submit(of(1, 3, &[("fun", RED)])).unwrap();
    assert_eq!((check.answered(0), check.answered(1)), (1, 0));
    assert_eq!(check.submission(ID).unwrap().ballots, [("fun".to_owned(), ballot(RED))]);
}

#[test]
fn one_bad_ballot_refuses_the_whole_submission() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    let levels = Levels::new(Level::whole(1), Level::whole(7), Level::whole(1));
    check.session_mut().unwrap().cards[1].dimension.scale = Scale::Levels(levels);
    let before = check.clone();
    let off = of(1, 1, &[("fun", GREEN), ("speed", GREEN)]);
    assert_eq!(check.submit(off), Err(Refusal::NotOnScale("1 to 7".into())));
    let unknown = of(1, 1, &[("fun", GREEN), ("joy", GREEN)]);
    assert_eq!(check.submit(unknown), Err(Refusal::UnknownCard("joy".into())));
    assert_eq!(check, before);
    check.skip(1).unwrap();
    assert_eq!(check.submit(of(1, 1, &[("speed", GREEN)])), Err(Refusal::Skipped));
}

#[test]
fn a_card_given_twice_in_one_submission_counts_once() {
    let mut check = check(VotingMode::Hands, Voters::Count(1));
    check.submit(of(1, 1, &[("fun", GREEN), ("fun", RED)])).unwrap();
    assert_eq!(check.submission(ID).unwrap().ballots, [("fun".to_owned(), ballot(RED))]);
}

#[test]
fn an_anonymous_check_keeps_no_person() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    check.submit(by("Ana", of(1, 1, &[("fun", GREEN)]))).unwrap();
    assert_eq!(check.submission(ID).unwrap().person, None);
}

#[test]
fn undo_in_between_changes_nothing_of_submissions() {
    let mut check = check(VotingMode::Hands, Voters::Count(4));
    let mut before = check.clone();
    check.cast(0, GREEN, 2).unwrap();
    check.submit(of(1, 1, &[("fun", RED)])).unwrap();
    before.inherit_shown(&check);
    assert_eq!(before.answered(0), 1);
    before.restore(0, None).unwrap();
    assert_eq!(before.answered(0), 1);
    check.inherit_shown(&before);
    assert_eq!(check.answered(0), 3);
    // A revision that came between undo and redo stays, too.
    before.submit(of(1, 2, &[("speed", RED)])).unwrap();
    check.inherit_shown(&before);
    assert_eq!((check.answered(0), check.answered(1)), (2, 1));
}

#[test]
fn in_a_named_check_a_submission_is_its_persons_ballot() {
    let mut check = check(VotingMode::Hands, people(&["Ana", "Bo", "Chi"]));
    let given = || of(1, 1, &[("fun", GREEN)]);
    assert_eq!(check.submit(given()), Err(Refusal::Named));
    assert_eq!(check.submit(by("Zoe", given())), Err(Refusal::NotHere("Zoe".into())));
    check.submit(by("Chi", given())).unwrap();
    check.cast_by(0, "Ana", RED).unwrap();
    assert!(check.has_answered(0, "Chi") && !check.has_answered(0, "Bo"));
    assert_eq!((check.answered(0), check.missing(0)), (2, 1));
    let unrevealed = check.clone();
    check.reveal(0).unwrap();
    let named = vec![("Ana".to_owned(), ballot(RED)), ("Chi".to_owned(), ballot(GREEN))];
    assert_eq!(revealed(&check, 0), Ballots::Named(named));
    // Undo of the reveal finds the ballot again.
    let mut undone = unrevealed.clone();
    undone.inherit_shown(&check);
    assert_eq!(undone, unrevealed);
}

#[test]
fn in_a_named_check_the_last_word_counts() {
    let answers = |check: &Check| {
        let mut check = check.clone();
        check.reveal(0).unwrap();
        revealed(&check, 0).ballot_of("Ana").unwrap().answer
    };
    let mut check = check(VotingMode::Hands, people(&["Ana", "Bo"]));
    check.cast_by(0, "Ana", RED).unwrap();
    check.submit(by("Ana", of(1, 1, &[("fun", GREEN)]))).unwrap();
    assert_eq!(answers(&check), Some(GREEN));
    let mut before = check.clone();
    check.cast_by(0, "Ana", RED).unwrap();
    assert_eq!((answers(&check), check.answered(0)), (Some(RED), 1));
    before.inherit_shown(&check);
    assert_eq!(answers(&before), Some(GREEN));
    check.submit(by("Ana", of(2, 1, &[("fun", Answer::Abstained)]))).unwrap();
    assert_eq!(answers(&check), Some(Answer::Abstained));
    assert_eq!(check.on_devices(0), 1);
}

#[test]
fn whoever_leaves_keeps_a_submitted_ballot_and_its_seat() {
    let mut counted = check(VotingMode::Hands, Voters::Count(2));
    counted.submit(of(1, 1, &[("fun", GREEN)])).unwrap();
    counted.leave("").unwrap();
    assert_eq!((counted.seats(0), counted.seats(1)), (2, 1));
    let mut named = check(VotingMode::Hands, people(&["Ana", "Bo"]));
    named.submit(by("Ana", of(1, 1, &[("fun", GREEN)]))).unwrap();
    named.leave("Ana").unwrap();
    assert_eq!(named.session.voters, people(&["Ana", "Bo"]));
    named.reveal(0).unwrap();
    assert!(revealed(&named, 0).ballot_of("Ana").is_some());
}

#[test]
fn turns_and_closed_checks_refuse_submissions() {
    let given = || of(1, 1, &[("fun", GREEN)]);
    let mut turns = check(VotingMode::Turns, Voters::Count(3));
    assert_eq!(turns.submit(given()), Err(Refusal::InTurns));
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    check.submit(given()).unwrap();
    check.close().unwrap();
    assert_eq!(check.submit(given()), Err(Refusal::Closed));
    assert_eq!((check.submission(ID), check.on_devices(0)), (None, 0));
}

#[test]
fn voting_again_clears_the_cards_submitted_ballots() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    check.submit(of(1, 1, &[("fun", GREEN), ("speed", GREEN)])).unwrap();
    check.vote_again(0).unwrap();
    assert_eq!((check.answered(0), check.answered(1)), (0, 1));
    assert_eq!(check.vote_again(0), Err(Refusal::NoBallots));
    check.submit(of(1, 1, &[("fun", GREEN)])).unwrap();
    assert_eq!(check.answered(0), 0);
    check.submit(of(1, 2, &[("fun", GREEN)])).unwrap();
    assert_eq!(check.answered(0), 1);
}

#[test]
fn a_device_can_be_left_out_and_all_can_be_voided() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    for id in 1..=3 {
        check.submit(of(id, 1, &[("fun", GREEN)])).unwrap();
    }
    assert!(check.leave_out(ID) && !check.leave_out(ID));
    assert_eq!(check.answered(0), 2);
    check.void_submissions();
    assert_eq!((check.answered(0), check.unrevealed()), (0, None));
}

/// One voter's answer: by a device or by hands, on one card, on both, or on none.
fn votes() -> impl Strategy<Value = Vec<(bool, [Option<Answer>; 2])>> {
    let answer = || prop::option::of(prop::sample::select(vec![GREEN, RED, Answer::Abstained]));
    prop::collection::vec((any::<bool>(), [answer(), answer()]), 0..9)
}

proptest! {
    #[test]
    fn by_whichever_way_ballots_come_a_reveal_keeps_the_same(votes in votes()) {
        let voters = Voters::Count(u32::try_from(votes.len()).unwrap());
        let mut typed = check(VotingMode::Hands, voters);
        let mut mixed = typed.clone();
        for (id, (device, answers)) in (0..).zip(&votes) {
            let given = std::iter::zip(["fun", "speed"], answers);
            let given: Vec<_> = given.filter_map(|(key, a)| Some((key, (*a)?))).collect();
            for (card, answer) in (0..).zip(answers) {
                let Some(answer) = *answer else { continue };
                typed.cast(card, answer, 1).unwrap();
                if !device {
                    mixed.cast(card, answer, 1).unwrap();
                }
            }
            if *device {
                mixed.submit(of(id, 1, &given)).unwrap();
            }
        }
        for card in 0..2 {
            prop_assert_eq!(mixed.answered(card), typed.answered(card));
            prop_assert_eq!(mixed.reveal(card), typed.reveal(card));
        }
        prop_assert_eq!(&mixed.session, &typed.session);
        prop_assert_eq!(&mixed.waiting, &typed.waiting);
        prop_assert_eq!(mixed.unrevealed(), None);
    }
}

#[test]
fn answers_of_devices_to_the_last_question_are_counted_with_hands_and_kept_in_memory_alone() {
    let mut check = check(VotingMode::Devices, Voters::Count(3));
    check.miss(MissAnswer::Would, 1).unwrap();
    let waiting = check.waiting.clone();
    check.submit_miss(ID, Some(MissAnswer::Unsure)).unwrap();
    check.submit_miss(ID, Some(MissAnswer::WouldNot)).unwrap();
    check.submit_miss(SubmissionId([2; 8]), Some(MissAnswer::WouldNot)).unwrap();
    check.submit_miss(SubmissionId([2; 8]), None).unwrap();
    check.submit_miss(SubmissionId([3; 8]), Some(MissAnswer::Would)).unwrap();
    assert_eq!((check.missed(), &check.waiting), (3, &waiting));
    let more = Refusal::TooMany { have: 3, voters: 3, more: 1 };
    assert_eq!(check.submit_miss(SubmissionId([4; 8]), Some(MissAnswer::Would)), Err(more.clone()));
    assert_eq!(check.miss(MissAnswer::Would, 1), Err(more));
    check.reveal_miss().unwrap();
    let tally = MissTally { would: 2, unsure: 0, would_not: 1 };
    assert_eq!(check.session.miss, Some(Miss::Tally(tally)));
    assert_eq!(check.missed_on_devices(), 0);
    assert_eq!(check.submit_miss(ID, Some(MissAnswer::Would)), Err(Refusal::Revealed));
}

#[test]
fn hands_are_typed_for_as_many_people_as_have_no_device() {
    let mut check = check(VotingMode::Devices, Voters::Count(4));
    check.set_joined(3);
    check.submit(of(1, 1, &[("fun", GREEN)])).unwrap();
    assert_eq!(check.cast(0, RED, 2), Err(Refusal::TooMany { have: 3, voters: 4, more: 2 }));
    check.cast(0, RED, 1).unwrap();
    let more = Refusal::TooManyDirections { have: 3, voters: 4, more: 2 };
    assert_eq!(check.direct(0, Direction::Stable, 2), Err(more));
    check.submit(of(2, 1, &[("fun", RED)])).unwrap();
    check.submit(of(3, 1, &[("fun", RED)])).unwrap();
    assert_eq!((check.answered(0), check.on_devices(0)), (4, 3));
    // The last question, too.
    let more = Refusal::TooMany { have: 3, voters: 4, more: 2 };
    assert_eq!(check.miss(MissAnswer::Would, 2), Err(more));
    check.miss(MissAnswer::Would, 1).unwrap();
    for id in 1..=3 {
        check.submit_miss(SubmissionId([id; 8]), Some(MissAnswer::Unsure)).unwrap();
    }
    assert_eq!((check.missed(), check.missed_on_devices()), (4, 3));
}

#[test]
fn undo_keeps_seats_answers_and_the_place_of_the_server() {
    let mut before = check(VotingMode::Devices, Voters::Count(4));
    let mut later = before.clone();
    later.set_joined(2);
    later.waiting.server = Some(ServerPlace { port: 7373, token: "K7QM2".into() });
    later.submit(of(1, 1, &[("fun", GREEN)])).unwrap();
    later.submit_miss(ID, Some(MissAnswer::Would)).unwrap();
    later.vote_again(0).unwrap();
    later.submit(of(1, 2, &[("fun", GREEN)])).unwrap();
    before.inherit_shown(&later);
    assert_eq!(before.waiting.rounds.get("fun"), Some(&2));
    assert_eq!((before.missed(), before.waiting.server.is_some()), (1, true));
    assert_eq!(before.cast(0, GREEN, 3), Err(Refusal::TooMany { have: 2, voters: 4, more: 3 }));
}

#[test]
fn the_place_of_the_server_is_kept_until_the_last_reveal() {
    let mut check = check(VotingMode::Devices, Voters::Count(3));
    check.waiting.server = Some(ServerPlace { port: 7373, token: "K7QM2".into() });
    assert!(!check.waiting.is_removable());
    let last = check.session.cards.len() - 1;
    for card in 0..last {
        check.skip(card).unwrap();
    }
    assert!(check.waiting.beside(&check.session).server.is_some());
    check.cast(last, GREEN, 3).unwrap();
    check.reveal(last).unwrap();
    assert!(check.waiting.beside(&check.session).server.is_none());
    assert!(check.waiting.beside(&check.session).is_removable());
}
