use std::collections::HashSet;

use super::*;

/// Every key that can be pressed and stands somewhere in the table.
fn presses() -> HashSet<Key> {
    let mut presses: HashSet<Key> = TABLE.iter().flat_map(|b| b.keys.iter().copied()).collect();
    presses.remove(&Key::Digit);
    presses.extend(('0'..='9').map(Key::Char));
    presses
}

#[test]
fn no_key_means_two_things_in_one_place() {
    for place in Place::ALL {
        for pressed in presses() {
            let meanings: Vec<_> =
                of_place(place).filter(|b| b.keys.iter().any(|k| k.is(pressed))).collect();
            assert!(meanings.len() <= 1, "{} in {place:?}: {meanings:?}", pressed.label());
        }
    }
}

#[test]
fn every_binding_holds_somewhere_and_says_what_it_does() {
    for binding in TABLE {
        assert!(!binding.keys.is_empty() && !binding.places.is_empty(), "{binding:?}");
        assert!(!binding.help.is_empty() && !binding.help.ends_with('.'), "{binding:?}");
        assert!(binding.words.chars().count() <= 24, "{binding:?}");
    }
}

#[test]
fn an_action_stands_once_in_a_place() {
    for place in Place::ALL {
        let mut seen = HashSet::new();
        for binding in of_place(place) {
            assert!(seen.insert(binding.action), "{:?} twice in {place:?}", binding.action);
        }
    }
}

#[test]
fn keys_common_to_all_places_are_the_contract() {
    for place in Place::ALL {
        assert_eq!(action(place, Key::Ctrl('c')), Some(Action::Quit));
        if !place.is_text() {
            assert_eq!(action(place, Key::Esc), Some(Action::Back));
            assert_eq!(action(place, Key::Char('q')), Some(Action::Back));
            assert_eq!(action(place, Key::Char('T')), Some(Action::NextTheme));
            assert_eq!(action(place, Key::Ctrl('z')), Some(Action::Suspend));
        }
    }
}

#[test]
fn where_text_is_typed_no_printable_key_is_taken() {
    for pressed in presses() {
        if matches!(pressed, Key::Char(_)) {
            assert_eq!(action(Place::Text, pressed), None, "{pressed:?}");
            assert_eq!(action(Place::LongText, pressed), None, "{pressed:?}");
            assert_eq!(action(Place::Search, pressed), None, "{pressed:?}");
        }
    }
}

#[test]
fn a_digit_is_any_digit() {
    for c in '0'..='9' {
        assert_eq!(action(Place::Voting, Key::Char(c)), Some(Action::Digit));
    }
}

#[test]
fn neighbours_share_their_words_in_the_footer() {
    let footer = footer(Place::Voting, |_| true);
    assert!(footer.contains(&("+ = -".to_owned(), "direction")), "{footer:?}");
}
