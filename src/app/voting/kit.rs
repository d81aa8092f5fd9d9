//! Checks for tests.

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::date;
use zeroize::Zeroizing;

use super::super::LiveCheck;
use super::{LiveVoting, Secrets, VotingOptions};
use crate::model::{Card, Check, Dimension, PendingBallots, Session, Template, Voters, VotingMode};

/// An anonymous check by devices.
pub fn check(voters: u32) -> Check {
    made(Voters::Count(voters))
}

/// A named check by devices.
pub fn named(people: &[&str]) -> Check {
    made(Voters::People(people.iter().map(|person| (*person).to_owned()).collect()))
}

/// A source of secrets that every test knows.
pub fn secrets() -> Secrets {
    Secrets::new(Zeroizing::new([7; 32]))
}

/// A live check into which devices are let.
pub fn live(check: Check) -> LiveCheck {
    let mut live = LiveCheck::new("/w/s/a.yaml".into(), 1, check, Timestamp::UNIX_EPOCH);
    let options = VotingOptions::default();
    let voting = LiveVoting::new(live.session(), None, &options, &mut secrets(), Duration::ZERO);
    live.voting = voting.map(Box::new);
    live
}

fn made(voters: Voters) -> Check {
    let day = date(2026, 11, 20);
    let template = Template { key: "small".into(), ..Template::default() };
    let mut session = Session::new("Checkout".into(), day, &template, VotingMode::Devices, voters);
    let card = |key: &str| {
        Card::new(Dimension { key: key.into(), name: key.into(), ..Dimension::default() })
    };
    session.cards = ["speed", "fun"].map(card).into();
    Check::new(session, PendingBallots::default(), 3)
}
