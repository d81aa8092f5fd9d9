use super::super::kit;
use super::*;
use crate::model::Check;

fn join(live: &mut LiveCheck, name: Option<&str>) -> VotingAnswer {
    let name = name.map(str::to_owned);
    let request = VotingRequest::Join { seat: None, once: None, name };
    live.answer(request, &mut kit::secrets()).0
}

fn joined(check: Check) -> LiveCheck {
    let mut live = kit::live(check);
    assert_eq!(join(&mut live, None), VotingAnswer::Joined(SeatId(1)));
    live
}

fn give(live: &mut LiveCheck, seat: u32, given: Given) -> Answered {
    live.answer(VotingRequest::Ballot { seat: SeatId(seat), given }, &mut kit::secrets())
}

fn sealed(id: u8, revision: u16, light: Light) -> Given {
    let ballot = Ballot::from(Answer::Vote(Vote::Light(light)));
    let ballots = vec![("speed".to_owned(), ballot)];
    let submission = Submission { id: SubmissionId([id; 8]), revision, person: None, ballots };
    Given::Sealed(SealedBallots { submission, miss: None })
}

fn form(card: &str, vote: &str) -> Given {
    let vote = Some(vote.to_owned());
    Given::Form { card: card.to_owned(), vote, direction: None, comment: None }
}

#[test]
fn once_a_seat_has_sealed_nothing_but_its_own_submission_changes_its_ballots() {
    let mut live = joined(kit::check(3));
    join(&mut live, None);
    assert_eq!(give(&mut live, 9, sealed(1, 1, Light::Red)).0, VotingAnswer::NoSeat);
    assert_eq!(give(&mut live, 1, sealed(1, 1, Light::Red)).0, VotingAnswer::Taken);
    assert_eq!(give(&mut live, 1, sealed(2, 2, Light::Red)).0, VotingAnswer::NoSeat);
    assert_eq!(give(&mut live, 1, form("speed", "red")).0, VotingAnswer::NoSeat);
    assert_eq!(give(&mut live, 1, sealed(1, 2, Light::Green)).0, VotingAnswer::Taken);
    assert_eq!(live.check().on_devices(0), 1);
    // The same phone with a new seat: the older one is free.
    let moved = give(&mut live, 2, sealed(1, 3, Light::Green));
    assert_eq!(moved, (VotingAnswer::Taken, Some(SeatId(1))));
    assert_eq!((live.check().on_devices(0), live.without_device()), (1, 2));
}

#[test]
fn a_plain_form_votes_card_by_card_and_its_seat_takes_no_sealed_ballot() {
    let mut live = joined(kit::check(3));
    for (card, vote) in [("speed", "red"), ("fun", "abstain"), ("speed", "green")] {
        assert_eq!(give(&mut live, 1, form(card, vote)).0, VotingAnswer::Taken);
    }
    assert_eq!((live.check().answered(0), live.check().answered(1)), (1, 1));
    assert_eq!(give(&mut live, 1, sealed(1, 9, Light::Red)).0, VotingAnswer::NoSeat);
}

#[test]
fn what_stands_in_a_form_is_looked_at_before_the_card_is_open() {
    let mut live = joined(kit::check(3));
    live.work.check.skip(0).unwrap();
    for (card, vote) in [("speed", "blue"), ("nothing", "red"), ("speed", ""), ("miss", "red")] {
        assert_eq!(give(&mut live, 1, form(card, vote)).0, VotingAnswer::Malformed, "{vote}");
    }
    assert_eq!(give(&mut live, 1, form("speed", "red")).0, VotingAnswer::NotOpen);
    assert_eq!(give(&mut live, 1, sealed(1, 1, Light::Red)).0, VotingAnswer::NotOpen);
    assert_eq!(give(&mut live, 1, form("miss", "would")).0, VotingAnswer::NotOpen);
    live.voting.as_mut().unwrap().asked = true;
    assert_eq!(give(&mut live, 1, form("miss", "would")).0, VotingAnswer::Taken);
    assert_eq!(live.check().missed(), 1);
}

#[test]
fn in_a_named_check_a_device_votes_for_nobody_else() {
    let mut live = kit::live(kit::named(&["Ana", "Bo"]));
    assert_eq!(join(&mut live, Some("Ana")), VotingAnswer::Joined(SeatId(1)));
    let by = |person: Option<&str>| match sealed(1, 1, Light::Red) {
        Given::Sealed(mut ballots) => {
            ballots.submission.person = person.map(str::to_owned);
            Given::Sealed(ballots)
        }
        form @ Given::Form { .. } => form,
    };
    assert_eq!(give(&mut live, 1, by(Some("Bo"))).0, VotingAnswer::NoSeat);
    assert_eq!(give(&mut live, 1, by(None)).0, VotingAnswer::NoSeat);
    assert_eq!(give(&mut live, 1, by(Some("Ana"))).0, VotingAnswer::Taken);
    assert!(live.check().has_answered(0, "Ana") && !live.check().has_answered(0, "Bo"));
    assert_eq!(live.missing_devices(), ["Bo"]);
}

#[test]
fn no_answer_depends_on_what_was_voted() {
    let answers = |light| {
        let mut live = joined(kit::check(1));
        live.work.check.set_joined(1);
        let answers = [
            give(&mut live, 1, sealed(1, 1, light)),
            give(&mut live, 1, sealed(1, 1, light)),
            give(&mut live, 1, sealed(2, 1, light)),
        ];
        (answers, format!("{:?}", live.check().waiting))
    };
    assert_eq!(answers(Light::Green), answers(Light::Red));
}
