//! The only user of the file system and of YAML.
//!
//! Nothing here decides what a vote means or what a screen shows; errors carry path, line and column.

mod fault;
mod library;
mod naming;

pub use fault::{Fault, Place};
pub use library::{Library, Record};
pub use naming::session_path;
