//! Sessions, grids and boards as JSON: small projections whose fields are a contract, described in
//! `docs/file-format.md`.
//!
//! The threshold holds here as on every screen, and text is sanitized as it is there. Prints
//! nothing.

mod board;
mod grids;
mod insights;
mod list;
mod score;
mod session;
mod values;

pub use board::board;
pub use grids::{teams, trend};
pub use list::sessions;
pub use session::session;
