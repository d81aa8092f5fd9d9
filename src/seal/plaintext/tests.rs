use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::model::{Card, Dimension, Levels, Session, Template, Voters, VotingMode};

/// A form with every kind of scale.
pub(in crate::seal) fn form(people: &[&str]) -> BallotForm {
    let people: Vec<String> = people.iter().map(|name| (*name).to_owned()).collect();
    let voters = if people.is_empty() { Voters::Count(6) } else { Voters::People(people) };
    let (day, template) = (date(2026, 11, 27), Template::default());
    let mut session = Session::new("Checkout".into(), day, &template, VotingMode::Hands, voters);
    let levels = |min, max, step| {
        let level = Level::thousandths;
        Scale::Levels(Levels::new(level(min), level(max), level(step)))
    };
    let scales = [
        ("speed", Scale::TrafficLight),
        ("culture", levels(1000, 4000, 100)),
        ("trust", levels(-2000, 2000, 1000)),
        ("läuft", Scale::TrafficLight),
    ];
    session.cards = scales
        .into_iter()
        .map(|(key, scale)| Card::new(Dimension { key: key.into(), scale, ..Dimension::default() }))
        .collect();
    BallotForm::of(&session).unwrap()
}

fn any_ballot(scale: &Scale) -> impl Strategy<Value = Ballot> + use<> {
    let votes: Vec<Option<Answer>> = iter::successors(Some(0), |at| Some(at + 1))
        .map_while(|at| vote(scale, at))
        .map(|vote| Some(Answer::Vote(vote)))
        .chain([None, Some(Answer::Abstained)])
        .collect();
    let directions: Vec<_> = Direction::ALL.into_iter().map(Some).chain([None]).collect();
    let comment = proptest::option::of("[a-zäß東!]{1,40}( [a-z]{1,8}){0,6}");
    (proptest::sample::select(votes), proptest::sample::select(directions), comment)
        .prop_map(|(answer, direction, comment)| Ballot { answer, direction, comment })
}

pub(in crate::seal) fn any_ballots(form: &BallotForm) -> impl Strategy<Value = SealedBallots> {
    let ballots: Vec<_> = form.cards.iter().map(|(_, scale)| any_ballot(scale)).collect();
    let keys: Vec<String> = form.cards.iter().map(|(key, _)| key.clone()).collect();
    let people: Vec<Option<String>> = match form.secrecy {
        Secrecy::Anonymous => vec![None],
        Secrecy::Named => form.people.iter().cloned().map(Some).collect(),
    };
    let miss: Vec<_> = MissAnswer::ALL.into_iter().map(Some).chain([None]).collect();
    let (people, miss) = (proptest::sample::select(people), proptest::sample::select(miss));
    (any::<[u8; 8]>(), 1_u16.., people, ballots, miss).prop_map(
        move |(id, revision, person, ballots, miss)| {
            let all = iter::zip(keys.clone(), ballots).filter(|(_, ballot)| !ballot.is_empty());
            let (id, ballots) = (SubmissionId(id), all.collect());
            SealedBallots { submission: Submission { id, revision, person, ballots }, miss }
        },
    )
}

/// Ballots with one comment of so many bytes.
fn with_comment(length: usize) -> SealedBallots {
    let ballot = Ballot { comment: Some("x".repeat(length)), ..Ballot::default() };
    let ballots = vec![("speed".to_owned(), ballot)];
    let submission = Submission { revision: 1, ballots, ..Submission::default() };
    SealedBallots { submission, miss: None }
}

#[test]
fn an_inside_is_as_the_format_says() {
    let lights = |light| Answer::Vote(Vote::Light(light));
    let level = |level| Answer::Vote(Vote::Level(Level::thousandths(level)));
    let ballots = vec![
        (
            "speed".to_owned(),
            Ballot {
                answer: Some(lights(Light::Red)),
                direction: Some(Direction::Worsening),
                comment: Some("Slow.".to_owned()),
            },
        ),
        ("culture".to_owned(), level(4000).into()),
        ("trust".to_owned(), Answer::Abstained.into()),
    ];
    let submission = Submission {
        id: SubmissionId([1, 2, 3, 4, 5, 6, 7, 8]),
        revision: 0x0102,
        person: Some("Bo".to_owned()),
        ballots,
    };
    let all = SealedBallots { submission, miss: Some(MissAnswer::Unsure) };
    let form = form(&["Ana", "Bo"]);
    let inside = all.write(&form).unwrap();
    // Red is the third light: (2 + 2) * 4 + 3. Level 4 is the 31st: (2 + 30) * 4, in two groups.
    let head = [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 2, 0, 19, 128, 1, 4, 0, 2];
    let comment = [1, 5, b'S', b'l', b'o', b'w', b'.', 0];
    assert_eq!(inside[..26], [&head[..], &comment].concat());
    assert!(inside.len() == 256 && inside[26..].iter().all(|byte| *byte == 0));
    assert_eq!(SealedBallots::read(&inside, &form), Ok(all));
}

#[test]
fn an_inside_has_one_of_four_lengths() {
    let form = form(&[]);
    let lengths = [0, 200, 300, 900, 2000].map(|n| with_comment(n).write(&form).unwrap().len());
    assert_eq!(lengths, [256, 256, 520, 1096, 2200]);
    let most = (0..2200).rev().find(|n| with_comment(*n).write(&form).is_ok()).unwrap();
    assert_eq!(with_comment(most).write(&form).unwrap().len(), 2200);
    assert_eq!(with_comment(most + 3).write(&form), Err(SealError::TooLong(3)));
}

#[test]
fn what_is_not_on_the_form_is_not_sealed() {
    let mut ballots = with_comment(1);
    let (anonymous, named) = (form(&[]), form(&["Ana"]));
    assert_eq!(ballots.write(&named), Err(SealError::Person));
    ballots.submission.person = Some("Bo".to_owned());
    assert_eq!(ballots.write(&named), Err(SealError::Person));
    assert_eq!(ballots.write(&anonymous), Err(SealError::Person));
    let mut ballots = with_comment(1);
    ballots.submission.ballots[0].1.answer = Some(Answer::Vote(Vote::Level(Level::whole(1))));
    assert_eq!(ballots.write(&anonymous), Err(SealError::Answer("speed".to_owned())));
    ballots.submission.ballots[0].0 = "fun".to_owned();
    assert_eq!(ballots.write(&anonymous), Err(SealError::Answer("fun".to_owned())));
}

#[test]
fn an_inside_that_no_page_writes_is_refused() {
    let form = form(&[]);
    let good = with_comment(3).write(&form).unwrap();
    let bad = |at: usize, byte: u8| {
        let mut inside = good.clone();
        inside[at] = byte;
        SealedBallots::read(&inside, &form).map(|_| ())
    };
    // id 0-7, revision 8-9, person 10, group 11, answers 12-15, miss 16, comment 17-21, end 22.
    assert_eq!(bad(9, 0), Err(ContentError::Revision));
    assert_eq!(bad(10, 1), Err(ContentError::Person));
    assert_eq!(bad(11, 1), Err(ContentError::Newer));
    assert_eq!(bad(12, 5 * 4), Err(ContentError::Answer), "a fourth light");
    assert_eq!(bad(14, 7 * 4), Err(ContentError::Answer), "a sixth level");
    assert_eq!(bad(16, 4), Err(ContentError::Answer));
    assert_eq!(bad(17, 5), Err(ContentError::Comment), "a fifth card");
    assert_eq!(bad(19, 0xff), Err(ContentError::Comment), "no UTF-8");
    assert_eq!(bad(18, 0x7f), Ok(()), "a longer comment, of zeros");
    assert_eq!(bad(255, 1), Err(ContentError::End));
    assert_eq!(bad(12, 0x80), Err(ContentError::Cut), "a number in a longer form than its own");
    assert_eq!(SealedBallots::read(&good[..20], &form), Err(ContentError::Cut));
    let mut twice = good.clone();
    twice.copy_within(17..22, 22);
    assert_eq!(SealedBallots::read(&twice, &form), Err(ContentError::Comment));
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(ballots in any_ballots(&form(&[]))) {
        let form = form(&[]);
        let inside = ballots.write(&form).unwrap();
        prop_assert_eq!(SealedBallots::read(&inside, &form), Ok(ballots));
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        people in proptest::bool::ANY,
    ) {
        let form = form(if people { &["Ana", "Bo"] } else { &[] });
        if let Ok(read) = SealedBallots::read(&bytes, &form) {
            let again = read.write(&form).unwrap();
            prop_assert_eq!(SealedBallots::read(&again, &form), Ok(read));
        }
    }
}
