//! Nothing of a ballot stays in memory once nobody needs it: it is wiped, and not only freed.

use squadcheck::model::{
    Ballot, Ballots, Card, Check, Dimension, PendingBallots, Session, Submission, SubmissionId,
    Tally, Template, Voters, VotingMode,
};
use zeroize::ZeroizeOnDrop;

/// Long enough that its middle is nobody's but the comment's, also after it was freed.
fn comment() -> String {
    "a secret of Ana ".repeat(256)
}

/// The bytes in the middle of a text, looked at wherever it was.
struct Place(u64);

impl Place {
    fn of(text: &str) -> Self {
        Self((text.as_ptr().addr() + text.len() / 2) as u64)
    }

    /// Reads the memory of this process as a file, as somebody with a debugger would.
    #[cfg(target_os = "linux")]
    #[expect(clippy::disallowed_methods, reason = "the test looks at its own memory")]
    fn still_has_it(&self) -> bool {
        use std::os::unix::fs::FileExt;
        let mut bytes = [0; 64];
        let memory = std::fs::File::open("/proc/self/mem").unwrap();
        let read = memory.read_at(&mut bytes, self.0).unwrap_or(0);
        bytes[..read].windows(8).any(|bytes| bytes == b"a secret")
    }
}

fn check(way: VotingMode, people: u32) -> Check {
    let cards = ["speed", "fun"]
        .map(|key| Card::new(Dimension { key: key.into(), ..Dimension::default() }));
    let session = Session::new(
        "Checkout".into(),
        jiff::civil::date(2026, 11, 20),
        &Template::default(),
        way,
        Voters::Count(people),
    );
    Check::new(Session { cards: cards.into(), ..session }, PendingBallots::default(), 3)
}

fn ballot() -> Ballot {
    Ballot { answer: None, direction: None, comment: Some(comment()) }
}

/// Where the comment of the pending ballots lies.
fn place(check: &Check) -> Place {
    match check.pending(0) {
        Some(Ballots::Tally(tally)) => Place::of(&tally.comments[0]),
        other => panic!("no tally: {other:?}"),
    }
}

/// In turns, one of three has sat.
fn sat() -> Check {
    let mut check = check(VotingMode::Turns, 3);
    check.sit("Voter 1", &[(0, ballot())]).unwrap();
    check
}

#[test]
fn ballots_are_wiped_when_they_are_dropped() {
    const fn is_wiped<T: ZeroizeOnDrop>() {}
    is_wiped::<Ballot>();
    is_wiped::<Tally>();
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_cleared_withdrawn_or_closed_is_not_in_memory_any_more() {
    type Act = fn(&mut Check);
    let ways: [(&str, Act); 3] = [
        ("clear", |check| check.vote_again(0).unwrap()),
        ("withdraw", |check| check.withdraw_sitting("Voter 1", &[(0, ballot())]).unwrap()),
        ("close", |check| check.close().unwrap()),
    ];
    for (name, act) in ways {
        let mut check = sat();
        let place = place(&check);
        assert!(place.still_has_it(), "{name}: the test can see it");
        act(&mut check);
        assert!(!place.still_has_it(), "{name}: it is still there");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_too_few_have_said_is_gone_with_the_reveal() {
    let mut check = sat();
    let vote = squadcheck::model::Answer::Vote(squadcheck::model::Vote::Light(
        squadcheck::model::Light::Red,
    ));
    check.sit("Voter 2", &[(0, vote.into())]).unwrap();
    let place = place(&check);
    check.reveal(0).unwrap();
    assert!(!place.still_has_it());
}

#[cfg(target_os = "linux")]
#[test]
fn what_undo_would_have_brought_back_is_gone_with_the_undo() {
    let check = sat();
    let before = check.clone();
    let place = place(&before);
    assert!(place.still_has_it());
    drop(before);
    assert!(!place.still_has_it() && self::place(&check).still_has_it());
}

#[cfg(target_os = "linux")]
#[test]
fn ballots_of_a_device_that_are_left_out_are_gone() {
    let mut check = check(VotingMode::Hands, 3);
    let id = SubmissionId([7; 8]);
    let ballots = vec![("speed".to_owned(), ballot())];
    check.submit(Submission { id, revision: 1, person: None, ballots }).unwrap();
    let comment = check.submission(id).and_then(|given| given.ballots[0].1.comment.as_deref());
    let place = Place::of(comment.unwrap());
    assert!(place.still_has_it());
    check.leave_out(id);
    assert!(!place.still_has_it());
}
