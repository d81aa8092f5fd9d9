//! What holds for every connection, whatever it sends: the answers are whole and promised ones, the
//! app is asked only by whom it should be, and the next phone is served.

use std::sync::Arc;

use squadcheck::app::voting::{Given, Published, SeatId, VotingPlan, VotingRequest};
use squadcheck::export::voting_page::{CardState, Stage, VotingState};
use squadcheck::model::{Dimension, Scale, Secrecy};
use squadcheck::runtime::voting_server::by_bytes::{HOST, ORIGIN, hear};
use squadcheck::seal::{BallotForm, SealKey};

/// The path of the page.
const PATH: &str = "/K7QM2";
/// All that is ever answered.
const STATUSES: [u16; 15] =
    [200, 204, 303, 400, 403, 404, 405, 408, 409, 413, 414, 421, 429, 431, 503];
/// The longest body that is read.
const BODY: usize = 4096;

/// A check of one card.
fn plan() -> VotingPlan {
    let cards = vec![("speed".to_owned(), Scale::TrafficLight)];
    let form = BallotForm { secrecy: Secrecy::Anonymous, cards, people: Vec::new() };
    let hash = form.hash();
    let key = SealKey::new(&[9; 32].into(), form);
    let dimension =
        Dimension { key: "speed".to_owned(), name: "Speed".to_owned(), ..Dimension::default() };
    let state = VotingState {
        run: "run".to_owned(),
        version: 1,
        team: "Checkout".to_owned(),
        check: "Health".to_owned(),
        at: Some("speed".to_owned()),
        joined: 0,
        seats: 6,
        cards: vec![CardState { dimension, stage: Stage::Open, round: 1 }],
        last_question: None,
        secrecy: Secrecy::Anonymous,
        people: Vec::new(),
        threshold: 3,
        key: key.public().public(),
        form: hash,
        closed: false,
    };
    let published = Published { state: Arc::new(state), key: Arc::new(key) };
    let token = PATH[1..].to_owned();
    VotingPlan { token, listen: None, port: None, nth: 0, public: None, published }
}

/// The statuses of answers, all of which are whole.
fn statuses(mut answers: &[u8]) -> Vec<u16> {
    let mut statuses = Vec::new();
    while !answers.is_empty() {
        let end = answers.windows(4).position(|end| end == b"\r\n\r\n").expect("a whole head");
        let head = std::str::from_utf8(&answers[..end]).expect("a head in ASCII");
        let line = head.strip_prefix("HTTP/1.").expect("an answer");
        let status = line[2..5].parse().expect("a status");
        assert!(STATUSES.contains(&status), "{head}");
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.map_or(0, |length| length.parse().expect("a length"));
        assert!(answers.len() >= end + 4 + length, "cut off: {head}");
        answers = &answers[end + 4 + length..];
        statuses.push(status);
    }
    statuses
}

/// These bytes as what a phone sends. How often was the app asked?
pub fn request(bytes: &[u8]) -> usize {
    let plan = plan();
    let well = format!("GET {PATH} HTTP/1.1\r\nHost: {HOST}\r\n\r\n");
    let heard = hear(&plan, &[&[bytes], &[well.as_bytes()]]).expect("a runtime");
    let [answers, next] = &heard.answers[..] else { panic!("{heard:?}") };
    let answered = statuses(answers);
    assert_eq!(statuses(next), [200], "the next phone");
    assert!(heard.asked.len() <= answered.len(), "each has its answer");

    let small = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    for asked in &heard.asked {
        assert!(small.contains(HOST) && small.contains(ORIGIN), "asked from elsewhere: {asked:?}");
        match asked {
            VotingRequest::Join { once, name, .. } => {
                assert!(once.as_ref().is_none_or(|once| once.len() <= 64));
                assert!(name.as_ref().is_none_or(|name| name.len() <= BODY));
            }
            VotingRequest::Ballot { seat, given } => {
                assert!([SeatId(1), SeatId(2)].contains(seat) && small.contains("seat="));
                let Given::Form { card, comment, .. } = given else { continue };
                assert!(!card.is_empty());
                assert!(comment.as_ref().is_none_or(|comment| comment.len() <= BODY));
            }
        }
    }
    heard.asked.len()
}
