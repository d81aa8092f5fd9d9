//! Journeys: keys go in, the screen and the files come out.
//!
//! Every flow of a session, wrong keys included. Nothing here looks into the program's state.

mod board;
mod card;
mod codes;
mod conflict;
mod deleting;
mod devices;
mod digits;
mod disk;
mod drafts;
mod first_use;
mod follows;
mod form;
mod going_back;
mod gone;
mod help;
mod home;
mod identity;
mod insight;
mod keyboards;
mod levels;
mod methods;
mod named;
mod newer;
mod random_walks;
mod reading;
mod renames;
mod saving;
mod search;
mod summary;
mod teams;
mod trend;
mod turns;
mod unsavable;
mod watches;

#[path = "../common/phones.rs"]
mod phones;
#[path = "../common/render.rs"]
mod render;
#[path = "../common/sheets.rs"]
mod sheets;
#[path = "../common/test_app.rs"]
mod test_app;
#[path = "../common/test_store.rs"]
#[expect(dead_code, reason = "these tests need the real store only")]
mod test_store;
#[path = "../common/keys.rs"]
mod typed;
