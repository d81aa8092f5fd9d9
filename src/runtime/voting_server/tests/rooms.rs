//! Whole rooms of phones, and what nobody may learn from the answers.

use std::convert::Infallible;

use hpke::rand_core::{TryCryptoRng, TryRng};

use super::phone::sealed;
use super::*;
use crate::model::{Answer, Ballot, Light, Submission, SubmissionId, Vote};
use crate::seal::SealedBallots;

/// Numbers that are the same each time.
struct Counted(u8);

impl TryRng for Counted {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(5).wrapping_add(7);
            *byte = self.0;
        }
        Ok(())
    }
}

impl TryCryptoRng for Counted {}

/// What one phone gives.
fn given(vote: usize) -> SealedBallots {
    let answer = Some(Answer::Vote(Vote::Light(Light::ALL[vote])));
    let ballot = Ballot { answer, direction: None, comment: None };
    let ballots = vec![("speed".to_owned(), ballot)];
    let submission = Submission { id: SubmissionId([7; 8]), revision: 1, person: None, ballots };
    SealedBallots { submission, miss: None }
}

/// The same as it is sent.
pub fn sealed_vote(vote: usize) -> Vec<u8> {
    published(1, &[]).key.public().seal(&given(vote), &mut Counted(1)).unwrap()
}

#[test]
fn a_sealed_ballot_is_opened_and_one_that_was_changed_is_not() {
    let (team, door) = Team::open(Limits::default());
    let mut phone = door.joined();
    let body = sealed_vote(2);
    assert_eq!(body.len(), 309);
    let reply = phone.ask(&sealed("/K7QM2/ballot", &body));
    assert_eq!((reply.status, &*reply.body), (204, ""));
    let ballot = VotingRequest::Ballot { seat: SeatId(1), given: Given::Sealed(given(2)) };
    assert_eq!(team.asked().last(), Some(&ballot));
    for at in [0, 5, 40, 100, 308] {
        let mut changed = body.clone();
        changed[at] ^= 1;
        assert_eq!(phone.ask(&sealed("/K7QM2/ballot", &changed)).status, 400, "{at}");
    }
    assert_eq!(phone.ask(&sealed("/K7QM2/ballot", &body[1..])).status, 400);
    // The form has changed: people were added, or the server has begun anew.
    team.ask(VotingJob::Publish(published(2, &["Ana"])));
    assert_eq!(phone.ask(&sealed("/K7QM2/ballot", &body)).status, 409);
    assert_eq!(team.asked().len(), 2);
}

/// All answers but their dates, of a room whose phones vote this.
fn answers(vote: usize, word: &str) -> Vec<phone::Reply> {
    let (_team, door) = Team::open(Limits::default());
    let (mut plain, mut scripts, mut guest) = (door.joined(), door.joined(), door.phone());
    let form = format!("card=speed&vote={word}&comment={}", "x".repeat(vote * 7));
    let mut replies = vec![
        plain.ask(&post("/K7QM2/ballot", &form)),
        scripts.ask(&sealed("/K7QM2/ballot", &sealed_vote(vote))),
        scripts.ask(&sealed("/K7QM2/ballot", &sealed_vote(vote))),
        guest.ask(&get("/K7QM2/state")),
        scripts.ask(&get("/K7QM2/state?after=0")),
        guest.ask(&post("/K7QM2/ballot", &form)),
    ];
    // A page has a random number for a tap on it.
    replies.extend([plain.ask(&get("/K7QM2")), replies[5].clone()]);
    replies.into_iter().map(|reply| without_once(reply.but_date())).collect()
}

fn without_once(mut reply: phone::Reply) -> phone::Reply {
    let digits = |word: &str| word.len() == 32 && word.bytes().all(|sign| sign.is_ascii_hexdigit());
    let words: Vec<&str> = reply.body.split('"').filter(|word| !digits(word)).collect();
    reply.body = words.join("\"");
    reply
}

#[test]
fn answers_are_the_same_to_the_byte_when_only_votes_differ() {
    let green = answers(0, "green");
    assert_eq!(green, answers(1, "yellow"));
    assert_eq!(green, answers(2, "red"));
    assert_eq!(green[1], green[2], "the first and the second time");
    assert_eq!((green[0].status, green[1].status), (303, 204));
}

#[test]
fn a_hundred_phones_vote_at_once_and_none_is_lost() {
    let (team, door) = Team::open(Limits::default());
    let mut phones: Vec<Phone> = (0..100).map(|_| door.joined()).collect();
    let ballot = sealed("/K7QM2/ballot", &sealed_vote(1));
    for _ in 0..3 {
        for phone in &mut phones {
            let bytes = phone.bytes(&ballot);
            phone.send(&bytes);
        }
        assert!(phones.iter_mut().all(|phone| phone.reply().status == 204));
    }
    let mut seats: Vec<SeatId> = team
        .asked()
        .into_iter()
        .filter_map(|one| match one {
            VotingRequest::Ballot { seat, .. } => Some(seat),
            VotingRequest::Join { .. } => None,
        })
        .collect();
    seats.sort();
    let expected: Vec<SeatId> = (1..=100).flat_map(|seat| [SeatId(seat); 3]).collect();
    assert_eq!(seats, expected);
}

#[test]
fn a_hundred_phones_that_wait_hear_of_a_change_and_not_of_a_ballot() {
    let (team, door) = Team::open(Limits::default());
    let mut phones: Vec<Phone> = (0..100).map(|_| door.phone()).collect();
    for phone in &mut phones {
        let bytes = phone.bytes(&get("/K7QM2/state?after=1"));
        phone.send(&bytes);
    }
    let mut voter = door.joined();
    assert_eq!(voter.ask(&sealed("/K7QM2/ballot", &sealed_vote(1))).status, 204);
    team.ask(VotingJob::Publish(published(2, &[])));
    assert!(phones.iter_mut().all(|phone| phone.reply().body.contains("\"version\":2")));
}
