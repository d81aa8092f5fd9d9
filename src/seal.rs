//! Sealed ballots: what one device gives, as bytes that only the computer of the check can open.
//!
//! A ballot is sealed on the voter's own device to the public key of the check, by HPKE (RFC 9180,
//! base mode, a single message): who listens on the way learns no vote, and no length tells how
//! much was said. What is sealed belongs to these cards, in this order, on these scales, and in a
//! named check to these people; for any others it does not open.
//!
//! Turns bytes into ballots, and back. Knows no file, no clock and no socket; randomness is an
//! argument.

pub mod armor;
mod base32;
mod envelope;
mod form;
mod plaintext;
#[cfg(test)]
mod script;

pub use armor::tag;
pub use envelope::{BallotKey, OpenError, SealKey};
pub use form::{BallotForm, FormError};
pub use plaintext::{ContentError, SealError, SealedBallots};
