//! No key is silent: whatever is pressed where it stands in the table, something changes on the
//! screen or goes out.

use std::collections::BTreeSet;

use squadcheck::keys::{Action, Binding, Key, Keys, Place};

use crate::memory_app::MemoryApp;
use crate::{render, states};

/// What a key did, if it did anything.
fn speaks(before: &MemoryApp, key: Key) -> bool {
    let mut room = before.clone();
    room.app.ctx.notice = None;
    let was = render::frame(&room.app, (120, 40));
    room.key(key);
    room.app.ctx.notice.is_some()
        || !room.effects.is_empty()
        || render::frame(&room.app, (120, 40)) != was
}

/// The keys of a binding that can be pressed.
fn presses(binding: &Binding) -> impl Iterator<Item = Key> {
    binding.keys.iter().map(|key| if *key == Key::Digit { Key::Char('3') } else { *key })
}

/// Moves, which are silent where there is nothing further to move to, and why the others may be.
fn may_be_silent(place: Place, action: Action) -> Option<&'static str> {
    match (place, action) {
        (
            _,
            Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::First
            | Action::Last
            | Action::PageUp
            | Action::PageDown,
        ) => Some("the cursor is at the end of its list"),
        (_, Action::TakeBack | Action::Digit | Action::Point) => Some(
            "nothing is typed, or no more fits, or a level is typed, whose digits no screen shows",
        ),
        (Place::Text, Action::NextField | Action::PreviousField) => {
            Some("notes and names are the only field")
        }
        _ => None,
    }
}

#[test]
fn every_key_of_every_screen_does_or_says_something() {
    let (mut silent, keys) = (Vec::new(), Keys::default());
    for state in states::all() {
        let place = state.room.app.place();
        for binding in keys.of_place(place).filter(|b| may_be_silent(place, b.action).is_none()) {
            for key in presses(binding).filter(|key| !speaks(&state.room, *key)) {
                silent.push(format!("{} on {} ({:?})", key.label(), state.name, binding.action));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn every_action_does_or_says_something_on_some_screen_of_each_of_its_places() {
    let states = states::all();
    let (mut silent, keys) = (BTreeSet::new(), Keys::default());
    for place in Place::ALL {
        let here: Vec<_> = states.iter().filter(|state| state.room.app.place() == place).collect();
        assert!(!here.is_empty(), "no screen in the list is {place:?}");
        for binding in keys.of_place(place) {
            for key in presses(binding) {
                if !here.iter().any(|state| speaks(&state.room, key)) {
                    silent.insert(format!("{place:?}: {} ({:?})", key.label(), binding.action));
                }
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn a_key_that_is_not_in_the_table_says_that_it_does_nothing() {
    for state in states::all().into_iter().filter(|state| !state.room.app.place().is_text()) {
        for key in [Key::Char('Q'), Key::Char('ß'), Key::Delete, Key::Ctrl('x')] {
            assert!(speaks(&state.room, key), "{} on {}", key.label(), state.name);
        }
    }
}
