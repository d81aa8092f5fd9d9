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
            // On the first screens Esc would quit.
            let back = (!matches!(place, Place::Welcome | Place::Home)).then_some(Action::Back);
            assert_eq!(Keys::default().action(place, Key::Esc), back, "{place:?}");
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

#[test]
fn what_editors_and_multiplexers_keep_for_themselves_has_a_second_key() {
    let keys = Keys::default();
    for (place, action) in [
        (Place::Voting, Action::Redo),
        (Place::Board, Action::Redo),
        (Place::LongText, Action::Editor),
        (Place::LongText, Action::NewLine),
        (Place::Voting, Action::Help),
    ] {
        let binding = keys.of_place(place).find(|binding| binding.action == action).unwrap();
        assert!(binding.keys.len() > 1, "{action:?}");
    }
    // VS Code keeps Ctrl-E, Ctrl-J, Ctrl-R and F1; tmux Ctrl-B; zellij these and more.
    for kept in ['b', 'g', 'h', 'n', 'o', 'p', 'q', 's', 't'].map(Key::Ctrl) {
        for place in Place::ALL {
            assert_eq!(keys.action(place, kept), None, "{kept:?}");
        }
    }
}

#[test]
fn the_enter_of_a_keypad_is_enter_and_a_full_width_letter_is_the_letter() {
    let keys = Keys::default();
    for place in Place::ALL {
        let meant = keys.meant(place, true, Key::Ctrl('j'));
        let own = place == Place::LongText;
        assert_eq!(meant, if own { Key::Ctrl('j') } else { Key::Enter }, "{place:?}");
        assert_eq!(keys.meant(place, false, Key::Ctrl('j')), Key::Enter, "{place:?}, one line");
    }
    for (wide, key) in [('\u{ff47}', 'g'), ('\u{ff27}', 'G'), ('\u{ff13}', '3'), ('\u{ff0b}', '+')]
    {
        assert_eq!(keys.meant(Place::Voting, true, Key::Char(wide)), Key::Char(key));
        assert_eq!(
            keys.meant(Place::Text, true, Key::Char(wide)),
            Key::Char(wide),
            "text stays text"
        );
    }
    assert_eq!(keys.meant(Place::Voting, true, Key::Char('\u{3000}')), Key::Char(' '));
    // Neither a letter that looks like another, nor one on the same key.
    for other in ['\u{440}', '\u{443}', '\u{43f}', '\u{3b3}', '\u{ff76}', '\u{2212}'] {
        let meant = keys.meant(Place::Voting, true, Key::Char(other));
        assert_eq!((meant, keys.action(Place::Voting, meant)), (Key::Char(other), None));
    }
}
