use jiff::civil::date;

use super::*;
use crate::model::{Answer, Dimension, Direction, Light, Miss, Revealed, Scale, Template};

pub(super) const GREEN: Answer = Answer::Vote(Vote::Light(Light::Green));
pub(super) const RED: Answer = Answer::Vote(Vote::Light(Light::Red));

pub(super) fn check(way: VotingMode, voters: Voters) -> Check {
    let dimension =
        |key: &str| Dimension { key: key.into(), name: key.into(), ..Dimension::default() };
    let template = Template {
        key: "t".into(),
        dimensions: vec![dimension("fun"), dimension("speed")],
        ..Template::default()
    };
    let session = Session::new("Checkout".into(), date(2026, 11, 20), &template, way, voters);
    Check::new(session, PendingBallots::default(), 3)
}

pub(super) fn people(names: &[&str]) -> Voters {
    Voters::People(names.iter().map(|n| (*n).to_owned()).collect())
}

pub(super) fn ballot(answer: Answer) -> Ballot {
    answer.into()
}

#[test]
fn more_ballots_than_voters_are_refused_and_nothing_changes() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    check.cast(0, GREEN, 2).unwrap();
    let before = check.clone();
    let refused = check.cast(0, RED, 2).unwrap_err();
    assert_eq!(refused, Refusal::TooMany { have: 2, voters: 3, more: 2 });
    assert_eq!(check, before);
    check.cast(0, Answer::Abstained, 1).unwrap();
    assert_eq!((check.answered(0), check.missing(0)), (3, 0));
}

#[test]
fn nothing_of_a_card_is_in_the_session_before_its_reveal() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    let before = check.session.clone();
    check.cast(0, GREEN, 3).unwrap();
    check.direct(0, Direction::Improving, 2).unwrap();
    assert_eq!(check.session, before);
    check.reveal(0).unwrap();
    assert!(check.waiting.is_empty());
    assert_eq!(check.session.cards[0].shown(Secrecy::Anonymous, 3).tally().unwrap().n(), 3);
}

#[test]
fn under_the_threshold_a_reveal_keeps_no_votes() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    check.cast(0, GREEN, 2).unwrap();
    check.cast(0, Answer::Abstained, 1).unwrap();
    check.reveal(0).unwrap();
    assert_eq!(check.session.cards[0].revealed, Some(Revealed::Hidden));
    check.agree(0, Vote::Light(Light::Green)).unwrap();
}

#[test]
fn a_reveal_without_ballots_is_refused() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    assert_eq!(check.reveal(0), Err(Refusal::NoBallots));
    check.direct(0, Direction::Stable, 1).unwrap();
    assert_eq!(check.reveal(0), Err(Refusal::NoBallots));
}

#[test]
fn a_named_ballot_is_replaced_and_keeps_the_peoples_order() {
    let mut check = check(VotingMode::Hands, people(&["Ana", "Bo", "Chi"]));
    check.cast_by(0, "Chi", GREEN).unwrap();
    check.cast_by(0, "Ana", GREEN).unwrap();
    check.cast_by(0, "Ana", RED).unwrap();
    check.direct_by(0, "Ana", Direction::Stable).unwrap();
    check.reveal(0).unwrap();
    let Some(Revealed::Ballots(Ballots::Named(named))) = &check.session.cards[0].revealed else {
        panic!("named")
    };
    let order: Vec<_> = named.iter().map(|(name, b)| (name.as_str(), b.answer)).collect();
    assert_eq!(order, [("Ana", Some(RED)), ("Chi", Some(GREEN))]);
    assert_eq!(check.cast_by(1, "Zoe", GREEN), Err(Refusal::NotHere("Zoe".into())));
}

#[test]
fn who_leaves_takes_no_ballot_back_and_stays_in_the_file() {
    let mut check = check(VotingMode::Hands, people(&["Ana", "Bo", "Chi"]));
    check.cast_by(0, "Ana", GREEN).unwrap();
    check.leave("Ana").unwrap();
    check.leave("Bo").unwrap();
    assert!(check.pending(0).is_some_and(|b| b.ballot_of("Ana").is_some()));
    assert_eq!(check.session.voters, people(&["Ana", "Chi"]));
    assert_eq!(check.leave("Chi"), Err(Refusal::LastVoter));
    check.arrive("Bo").unwrap();
    check.arrive("Eli").unwrap();
    assert_eq!(check.here(), ["Bo", "Chi", "Eli"]);
    assert_eq!(check.arrive("Eli"), Err(Refusal::AlreadyHere("Eli".into())));
}

#[test]
fn a_sitting_covers_the_cards_that_are_not_revealed() {
    let mut check = check(VotingMode::Turns, Voters::Count(3));
    assert_eq!(check.here(), ["Voter 1", "Voter 2", "Voter 3"]);
    let all = [(0, ballot(GREEN)), (1, Ballot::default())];
    for voter in ["Voter 1", "Voter 2", "Voter 3"] {
        assert_eq!(check.cards_to_sit(voter), [0, 1]);
        check.sit(voter, &all).unwrap();
    }
    assert_eq!((check.answered(1), check.missing(0)), (3, 0));
    check.reveal(0).unwrap();
    assert_eq!(check.reveal(1), Err(Refusal::NoBallots));
    check.arrive("Voter 4").unwrap();
    assert_eq!(check.cards_to_sit("Voter 4"), [1]);
    assert_eq!(check.sit("Voter 4", &all), Err(Refusal::Revealed));
}

#[test]
fn a_sitting_can_be_taken_out_again_before_the_reveal() {
    let mut check = check(VotingMode::Turns, Voters::Count(3));
    check.sit("Voter 1", &[(0, ballot(RED)), (1, ballot(GREEN))]).unwrap();
    let before = check.clone();
    let sitting = [(0, ballot(GREEN)), (1, ballot(GREEN))];
    check.sit("Voter 2", &sitting).unwrap();
    check.withdraw_sitting("Voter 2", &sitting).unwrap();
    assert_eq!(check, before);
}

#[test]
fn voting_again_starts_from_nothing_and_keeps_the_notes() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    assert_eq!(check.vote_again(0), Err(Refusal::NoBallots));
    check.cast(0, GREEN, 3).unwrap();
    check.reveal(0).unwrap();
    check.agree(0, Vote::Light(Light::Green)).unwrap();
    check.card_mut(0).unwrap().notes = "n".into();
    check.vote_again(0).unwrap();
    let card = &check.session.cards[0];
    assert_eq!(
        (card.revealed.is_none(), card.agreed.is_empty(), card.notes.as_str()),
        (true, true, "n")
    );
}

#[test]
fn a_closed_check_refuses_every_act() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    check.cast(0, GREEN, 1).unwrap();
    check.close().unwrap();
    assert!(check.waiting.is_empty());
    let before = check.clone();
    assert_eq!(check.cast(0, GREEN, 1), Err(Refusal::Closed));
    assert_eq!(check.direct(0, Direction::Stable, 1), Err(Refusal::Closed));
    assert_eq!(check.reveal(0), Err(Refusal::Closed));
    assert_eq!(check.skip(0), Err(Refusal::Closed));
    assert_eq!(check.focus(0), Err(Refusal::Closed));
    assert_eq!(check.arrive("x"), Err(Refusal::Closed));
    assert_eq!(check.miss(MissAnswer::Would, 1), Err(Refusal::Closed));
    assert_eq!(check.close(), Err(Refusal::Closed));
    assert_eq!(check, before);
    check.reopen(date(2026, 11, 21)).unwrap();
    assert_eq!(check.session.reopened, [date(2026, 11, 21)]);
    assert!(check.session.is_open());
}

#[test]
fn the_last_question_is_counted_in_the_same_secret_way() {
    let mut check = check(VotingMode::Hands, Voters::Count(4));
    check.miss(MissAnswer::Would, 2).unwrap();
    assert_eq!(check.session.miss, None);
    assert!(check.miss(MissAnswer::Unsure, 3).is_err());
    check.reveal_miss().unwrap();
    assert_eq!(check.session.miss, Some(Miss::Hidden));
    check.miss_again().unwrap();
    check.miss(MissAnswer::WouldNot, 4).unwrap();
    check.reveal_miss().unwrap();
    assert_eq!(
        check.session.miss,
        Some(Miss::Tally(MissTally { would: 0, unsure: 0, would_not: 4 }))
    );
}

#[test]
fn an_answer_off_the_scale_is_refused_with_the_scale() {
    let mut check = check(VotingMode::Hands, Voters::Count(4));
    let levels = crate::model::Levels::new(
        crate::model::Level::whole(1),
        crate::model::Level::whole(7),
        crate::model::Level::whole(1),
    );
    check.session_mut().unwrap().cards[0].dimension.scale = Scale::Levels(levels);
    assert_eq!(check.cast(0, GREEN, 1), Err(Refusal::NotOnScale("1 to 7".into())));
}

#[test]
fn where_both_exist_the_session_wins() {
    let mut first = check(VotingMode::Hands, Voters::Count(3));
    first.cast(0, GREEN, 3).unwrap();
    let waiting = first.waiting.clone();
    first.reveal(0).unwrap();
    let again = Check::new(first.session.clone(), waiting, 3);
    assert!(again.waiting.is_empty());
}

#[test]
fn at_most_three_dimensions_are_in_focus() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    assert_eq!(check.focus(0), Ok(true));
    assert_eq!(check.focus(0), Ok(false));
    check.session_mut().unwrap().focus = vec!["a".into(), "b".into(), "c".into()];
    assert_eq!(check.focus(0), Err(Refusal::FocusFull));
}

#[test]
fn those_who_stay_keep_their_seats_when_somebody_leaves() {
    let mut check = check(VotingMode::Hands, Voters::Count(6));
    check.cast(0, GREEN, 4).unwrap();
    check.leave("").unwrap();
    assert_eq!((check.voters(), check.seats(0), check.seats(1)), (5, 6, 5));
    // As after a restart, too.
    let (session, waiting) = (Arc::clone(&check.session), check.waiting.clone());
    for mut check in [check, Check::new(session, waiting, 3)] {
        check.cast(0, RED, 2).unwrap();
        assert!(check.cast(0, RED, 1).is_err());
        assert!(check.cast(1, RED, 6).is_err());
    }
}

#[test]
fn closing_brings_nobody_back_who_has_left() {
    let mut check = check(VotingMode::Turns, people(&["Ana", "Bo", "Chi"]));
    check.leave("Bo").unwrap();
    check.close().unwrap();
    assert_eq!(check.here(), ["Ana", "Chi"]);
    assert_eq!(check.session.voters, people(&["Ana", "Chi"]));
}

#[test]
fn a_named_voter_who_left_is_not_missing_and_does_not_fill_a_seat() {
    let mut check = check(VotingMode::Hands, people(&["Ana", "Bo", "Chi"]));
    check.cast_by(0, "Bo", GREEN).unwrap();
    check.leave("Bo").unwrap();
    assert_eq!((check.answered(0), check.missing(0)), (0, 2));
    check.reveal(0).unwrap();
}

/// Reveals a card, takes that back and puts these votes in its place; then reveals again.
fn shown_again(first: [u32; 3], second: [u32; 3]) -> Result<(), Refusal> {
    let mut check = check(VotingMode::Hands, Voters::Count(12));
    let give = |check: &mut Check, [green, abstained, stable]: [u32; 3]| {
        check.cast(0, GREEN, green).unwrap();
        check.cast(0, Answer::Abstained, abstained).unwrap();
        check.direct(0, Direction::Stable, stable).unwrap();
    };
    give(&mut check, first);
    let mut before = check.clone();
    check.reveal(0).unwrap();
    before.inherit_shown(&check);
    before.restore(0, None).unwrap();
    give(&mut before, second);
    before.reveal(0)
}

#[test]
fn a_card_shown_again_differs_by_nobody_or_by_as_many_as_the_threshold() {
    for second in [[5, 1, 4], [8, 1, 4], [5, 4, 4], [5, 1, 0], [2, 1, 4]] {
        assert_eq!(shown_again([5, 1, 4], second), Ok(()), "{second:?}");
    }
    for second in
        [[6, 1, 4], [4, 1, 4], [7, 1, 4], [5, 2, 4], [5, 0, 4], [5, 1, 5], [4, 2, 4], [8, 2, 4]]
    {
        assert_eq!(shown_again([5, 1, 4], second), Err(Refusal::Difference), "{second:?}");
    }
    // What was never shown gives nothing away later.
    assert_eq!(shown_again([2, 0, 0], [3, 0, 0]), Ok(()));
}

#[test]
fn voting_again_from_nothing_forgets_what_was_shown() {
    let mut check = check(VotingMode::Hands, Voters::Count(6));
    check.cast(0, GREEN, 5).unwrap();
    let mut before = check.clone();
    check.reveal(0).unwrap();
    before.inherit_shown(&check);
    before.cast(0, RED, 1).unwrap();
    assert_eq!(before.reveal(0), Err(Refusal::Difference));
    before.vote_again(0).unwrap();
    before.cast(0, GREEN, 6).unwrap();
    before.reveal(0).unwrap();
}

#[test]
fn the_last_question_shown_again_differs_by_nobody() {
    let mut check = check(VotingMode::Hands, Voters::Count(9));
    check.miss(MissAnswer::Would, 4).unwrap();
    let mut before = check.clone();
    check.reveal_miss().unwrap();
    before.inherit_shown(&check);
    let mut one_more = before.clone();
    one_more.miss(MissAnswer::WouldNot, 1).unwrap();
    assert_eq!(one_more.reveal_miss(), Err(Refusal::Difference));
    one_more.miss(MissAnswer::WouldNot, 2).unwrap();
    one_more.reveal_miss().unwrap();
    before.reveal_miss().unwrap();
}

#[test]
fn cards_that_were_sat_on_wait_whether_or_not_an_answer_was_given() {
    let unrevealed = |second: Ballot| {
        let mut check = check(VotingMode::Turns, Voters::Count(3));
        check.sit("Voter 1", &[(0, ballot(RED)), (1, second)]).unwrap();
        check.unrevealed()
    };
    assert_eq!(unrevealed(Ballot::default()), Some(Unrevealed::Cards(2)));
    assert_eq!(unrevealed(ballot(GREEN)), Some(Unrevealed::Cards(2)));
}

#[test]
fn a_guard_refuses_as_its_act_does_and_changes_nothing() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    check.cast(0, GREEN, 2).unwrap();
    let before = check.clone();
    let more = Refusal::TooMany { have: 2, voters: 3, more: 2 };
    assert_eq!(check.may_cast(0, RED, 2), Err(more.clone()));
    assert_eq!(check.may_cast(0, RED, 1), Ok(()));
    assert_eq!(
        check.may_direct(0, 4),
        Err(Refusal::TooManyDirections { have: 0, voters: 3, more: 4 })
    );
    assert_eq!(check.may_reveal(0), Ok(()));
    assert_eq!(check.may_reveal(1), Err(Refusal::NoBallots));
    assert_eq!(check.may_agree(0), Err(Refusal::NotRevealed));
    assert_eq!(check.may_vote_again(1), Err(Refusal::NoBallots));
    assert_eq!(check.may_reveal_miss(), Err(Refusal::NoBallots));
    assert_eq!(check, before);
    assert_eq!(check.cast(0, RED, 2), Err(more));
}

#[test]
fn the_guard_of_a_reveal_knows_of_an_earlier_one() {
    let mut check = check(VotingMode::Hands, Voters::Count(6));
    check.cast(0, GREEN, 5).unwrap();
    let mut before = check.clone();
    check.reveal(0).unwrap();
    before.inherit_shown(&check);
    assert_eq!(before.may_reveal(0), Ok(()));
    before.cast(0, RED, 1).unwrap();
    assert_eq!(before.may_reveal(0), Err(Refusal::Difference));
}

#[test]
fn the_guards_of_coming_and_going_name_the_person() {
    let mut check = check(VotingMode::Hands, people(&["Ana", "Bo"]));
    assert_eq!(check.may_arrive("Ana"), Err(Refusal::AlreadyHere("Ana".into())));
    assert_eq!(check.may_leave("Zoe"), Err(Refusal::NotHere("Zoe".into())));
    assert_eq!(check.may_cast_by(0, "Zoe", GREEN), Err(Refusal::NotHere("Zoe".into())));
    check.leave("Ana").unwrap();
    assert_eq!(check.may_leave("Bo"), Err(Refusal::LastVoter));
    assert_eq!(check.may_arrive("Ana"), Ok(()));
}

#[test]
fn a_copy_shares_the_session_until_an_act_changes_it() {
    let mut check = check(VotingMode::Hands, Voters::Count(3));
    let before = check.clone();
    check.cast(0, GREEN, 3).unwrap();
    assert!(check.agree(0, Vote::Light(Light::Green)).is_err());
    assert!(Arc::ptr_eq(&check.session, &before.session));
    check.reveal(0).unwrap();
    assert_eq!(before.session.cards[0].revealed, None);
    let revealed = Arc::as_ptr(&check.session);
    check.agree(0, Vote::Light(Light::Green)).unwrap();
    check.focus(0).unwrap();
    assert_eq!(Arc::as_ptr(&check.session), revealed);
}
