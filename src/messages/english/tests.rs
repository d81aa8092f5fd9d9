use crate::keys::{Key, Keys};
use crate::model::{Level, Levels};

use super::*;

/// Every refusal with the actions whose keys its sentence names.
fn refusals() -> Vec<(Refusal, &'static [Action])> {
    let all: Vec<(Refusal, &'static [Action])> = vec![
        (Refusal::TooMany { have: 2, voters: 3, more: 2 }, &[Action::WhoIsHere]),
        (Refusal::TooManyDirections { have: 2, voters: 3, more: 2 }, &[Action::WhoIsHere]),
        (Refusal::Closed, &[Action::CloseOrReopen]),
        (Refusal::Skipped, &[Action::Skip]),
        (Refusal::Revealed, &[Action::VoteAgain]),
        (Refusal::NotRevealed, &[Action::Reveal]),
        (Refusal::NoBallots, &[Action::Skip]),
        (Refusal::Difference, &[Action::VoteAgain]),
        (Refusal::UnknownCard("joy".into()), &[]),
        (Refusal::NotOnScale("1 to 7".into()), &[]),
        (Refusal::Named, &[Action::Up, Action::Down]),
        (Refusal::NotHere("Zoe".into()), &[Action::WhoIsHere]),
        (Refusal::AlreadyHere("Eli".into()), &[]),
        (Refusal::TooManyCodes { have: 7, voters: 6 }, &[Action::Invite, Action::FreeSeat]),
        (Refusal::LastVoter, &[]),
        (Refusal::WasRevealed, &[]),
        (Refusal::FocusFull, &[Action::Focus]),
        (Refusal::InTurns, &[Action::Enter]),
        (Refusal::Newer(2), &[]),
        (Refusal::NewerWorkspace(2), &[]),
        (Refusal::RunsElsewhere, &[]),
    ];
    // A refusal that is not in the list does not compile here: add it above, too.
    for (refusal, _) in &all {
        match refusal {
            Refusal::TooMany { .. }
            | Refusal::TooManyDirections { .. }
            | Refusal::TooManyCodes { .. }
            | Refusal::Closed
            | Refusal::Skipped
            | Refusal::Revealed
            | Refusal::NotRevealed
            | Refusal::NoBallots
            | Refusal::Difference
            | Refusal::UnknownCard(_)
            | Refusal::NotOnScale(_)
            | Refusal::Named
            | Refusal::NotHere(_)
            | Refusal::AlreadyHere(_)
            | Refusal::LastVoter
            | Refusal::WasRevealed
            | Refusal::FocusFull
            | Refusal::InTurns
            | Refusal::Newer(_)
            | Refusal::NewerWorkspace(_)
            | Refusal::RunsElsewhere => {}
        }
    }
    all
}

fn said(keys: &Keys, refusal: &Refusal) -> String {
    Words::new(keys, Place::Voting).say(&refusal.clone().into())
}

#[test]
fn a_refusal_names_the_key_that_the_table_has_for_the_way_on() {
    let keys = Keys::default();
    for (refusal, actions) in refusals() {
        let sentence = said(&keys, &refusal);
        for action in actions {
            let key = keys.name(Place::Voting, *action);
            let named = sentence.split([' ', ':', ',', ';']).any(|word| word == key);
            assert!(named, "`{sentence}` does not name {key}");
            let other = said(&keys.clone().rebound(*action, Key::Ctrl('k')), &refusal);
            assert!(other.contains("Ctrl-K"), "`{other}` names the key of another table");
        }
    }
}

#[test]
fn too_many_ballots_and_a_revealing_difference_are_said_with_their_keys() {
    let keys = Keys::default();
    let too_many = said(&keys, &Refusal::TooMany { have: 2, voters: 3, more: 2 });
    assert!(too_many.contains("Press v"), "{too_many}");
    let difference = said(&keys, &Refusal::Difference);
    assert!(difference.contains("V clears the card"), "{difference}");
}

#[test]
fn a_refusal_without_a_way_on_names_no_key_of_the_table() {
    let keys = Keys::default();
    let marked = keys.bindings().map(|binding| binding.action).collect::<Vec<_>>();
    let marked = marked.into_iter().fold(keys, |keys, action| keys.rebound(action, Key::F1));
    for (refusal, actions) in refusals() {
        let named = said(&marked, &refusal).matches("F1").count();
        assert_eq!(named, actions.len(), "{refusal:?}");
    }
}

#[test]
fn the_keys_that_vote_are_those_of_the_table() {
    let keys = Keys::default().rebound(Action::Light(Light::Green), Key::Char('a'));
    let words = Words::new(&keys, Place::Voting);
    assert_eq!(words.voting_keys(&Scale::TrafficLight), "a, y or r");
    assert_eq!(words.voting_keys_and_answers(&Scale::TrafficLight), "a green, y yellow, r red");
    let (one, seven) = (Level::whole(1), Level::whole(7));
    let levels = Scale::Levels(Levels::new(one, seven, one));
    assert_eq!(words.voting_keys(&levels), "a digit");
    assert_eq!(words.voting_keys_and_answers(&levels), "1 to 7");
    let ten = Scale::Levels(Levels::new(one, Level::whole(10), one));
    assert_eq!(words.voting_keys(&ten), "a level, then Enter");
    assert_eq!(words.voting_keys_and_answers(&ten), "1 to 10, then Enter");
}
