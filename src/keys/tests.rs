use std::collections::HashSet;

use super::*;

/// Every key that can be pressed and stands somewhere in the table.
fn presses() -> HashSet<Key> {
    let mut presses: HashSet<Key> =
        Keys::default().bindings().flat_map(|b| b.keys.iter().copied()).collect();
    presses.remove(&Key::Digit);
    presses.extend(('0'..='9').map(Key::Char));
    presses
}

#[test]
fn no_key_means_two_things_in_one_place() {
    let keys = Keys::default();
    for place in Place::ALL {
        for pressed in presses() {
            let meanings: Vec<_> =
                keys.of_place(place).filter(|b| b.keys.iter().any(|k| k.is(pressed))).collect();
            assert!(meanings.len() <= 1, "{} in {place:?}: {meanings:?}", pressed.label());
        }
    }
}

#[test]
fn every_binding_has_keys_and_holds_somewhere() {
    for binding in Keys::default().bindings() {
        assert!(!binding.keys.is_empty(), "{binding:?}");
        assert!(Place::ALL.into_iter().any(|place| binding.holds_in(place)), "{binding:?}");
    }
}

#[test]
fn an_action_stands_once_in_a_place() {
    let keys = Keys::default();
    for place in Place::ALL {
        let mut seen = HashSet::new();
        for binding in keys.of_place(place) {
            assert!(seen.insert(binding.action), "{:?} twice in {place:?}", binding.action);
        }
    }
}

#[test]
fn keys_common_to_all_places_are_the_contract() {
    for place in Place::ALL {
        assert_eq!(Keys::default().action(place, Key::Ctrl('c')), Some(Action::Quit));
        if !place.is_text() {
            assert_eq!(Keys::default().action(place, Key::Esc), Some(Action::Back));
            assert_eq!(Keys::default().action(place, Key::Char('q')), Some(Action::Back));
            assert_eq!(Keys::default().action(place, Key::Char('T')), Some(Action::NextTheme));
            assert_eq!(Keys::default().action(place, Key::Ctrl('z')), Some(Action::Suspend));
        }
    }
}

#[test]
fn where_text_is_typed_no_printable_key_is_taken() {
    for pressed in presses() {
        if matches!(pressed, Key::Char(_)) {
            assert_eq!(Keys::default().action(Place::Text, pressed), None, "{pressed:?}");
            assert_eq!(Keys::default().action(Place::LongText, pressed), None, "{pressed:?}");
            assert_eq!(Keys::default().action(Place::Search, pressed), None, "{pressed:?}");
        }
    }
}

#[test]
fn a_digit_is_any_digit() {
    for c in '0'..='9' {
        assert_eq!(Keys::default().action(Place::Voting, Key::Char(c)), Some(Action::Digit));
    }
}

#[test]
fn the_directions_share_one_word_and_are_neighbours() {
    let keys = Keys::default();
    let words: Vec<Word> = keys.of_place(Place::Voting).map(|binding| binding.word).collect();
    assert!(words.windows(3).any(|three| three == [Word::Direction; 3]), "{words:?}");
}
