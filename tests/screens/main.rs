//! Every screen and everything that can lie over one: at every size, in every theme, under every
//! key.
//!
//! [`states`] is the list; a new screen is one more line there.

mod footers;
mod ink;
mod keys_speak;
mod looks;
mod phones;
mod sizes;
mod snapshots;
mod states;
mod whole;

#[path = "../common/memory_app.rs"]
mod memory_app;
#[path = "../common/render.rs"]
mod render;
#[path = "../common/sheets.rs"]
mod sheets;
#[path = "../common/test_store.rs"]
mod test_store;
#[path = "../common/keys.rs"]
mod typed;
