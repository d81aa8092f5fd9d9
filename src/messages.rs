//! All words that people read on the screen, as data: a language is one function for each kind of
//! words.
//!
//! Knows the model and names actions of the keys; draws nothing.

pub mod label;

use crate::keys::{self, Action, Place};

/// Names the keys of a place, for an instruction.
pub fn key_in(place: Place) -> impl Fn(Action) -> String {
    move |action| keys::key_of(place, action).unwrap_or_default()
}
