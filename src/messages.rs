//! All words that people read on the screen, as data: a language is one function for each kind of
//! words.
//!
//! Knows the model and names actions of the keys; draws nothing.

pub mod label;
