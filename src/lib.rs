//! Runs a squad health check live in the terminal, keeps every session as a plain YAML file, and
//! shows how it changes over time.
//!
//! Imports point downwards only; `docs/architecture.md` says why. From the top:
//!
//! | module | what it does |
//! |---|---|
//! | [`export`] | from the model to text: Markdown, plain grids; opens no files |
//! | [`demo`] | two years of three made-up teams, the same for the same day |
//! | [`store`] | the only user of the file system and of YAML |
//! | [`model`] | scales, templates, ballots, sessions, history: pure |

pub mod demo;
pub mod export;
pub mod model;
pub mod store;
