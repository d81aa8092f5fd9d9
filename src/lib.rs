//! Runs a squad health check live in the terminal, keeps every session as a plain YAML file, and
//! shows how it changes over time.
//!
//! Imports point downwards only; `docs/architecture.md` says why. From the top:
//!
//! | module | what it does |
//! |---|---|
//! | [`cli`] | the command line: one file per subcommand |
//! | [`runtime`] | the terminal, the clock, the threads; performs what the app asks for |
//! | [`ui`] | draws the state into a frame; changes nothing |
//! | [`app`] | all state of the running program; one way to change it |
//! | [`export`] | from the model to text: Markdown, plain grids; opens no files |
//! | [`messages`] | everything that the program says, one function a language |
//! | [`keys`] | every key in one table |
//! | [`demo`] | two years of three made-up teams, the same for the same day |
//! | [`seal`] | ballots that only one check can open, as bytes |
//! | [`store`] | the only user of the file system and of YAML |
//! | [`parallel`] | the same work by several threads |
//! | [`library`] | the files of a workspace as plain data: records, saves, matches |
//! | [`model`] | scales, templates, ballots, sessions, history: pure |

pub mod app;
pub mod cli;
pub mod demo;
pub mod export;
pub mod keys;
pub mod library;
pub mod messages;
pub mod model;
pub mod parallel;
pub mod runtime;
pub mod seal;
pub mod store;
pub mod ui;

// Strategies of `tests/` that tests beside the rules use, too, name the crate from outside.
#[cfg(test)]
extern crate self as squadcheck;
