//! Journeys: keys go in, the screen and the files come out.
//!
//! Every flow of a session, wrong keys included. Nothing here looks into the program's state.

mod board;
mod card;
mod conflict;
mod disk;
mod first_use;
mod follows;
mod form;
mod home;
mod insight;
mod levels;
mod methods;
mod named;
mod newer;
mod reading;
mod saving;
mod seams;
mod search;
mod summary;
mod teams;
mod trend;
mod turns;
mod walks;
mod watches;

#[path = "../common/glass.rs"]
mod glass;
#[path = "../common/room.rs"]
mod room;
#[path = "../common/keys.rs"]
mod typed;
