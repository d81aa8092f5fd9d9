//! Lets phones in the room vote.
//!
//! So far it knows the addresses at which this computer can be reached.

pub mod addresses;
