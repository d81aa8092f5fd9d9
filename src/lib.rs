//! Runs a squad health check live in the terminal, keeps every session as a plain YAML file, and
//! shows how it changes over time.
//!
//! Imports point downwards only; `docs/architecture.md` says why. From the top:
//!
//! | module | what it does |
//! |---|---|
//! | [`cli`] | the command line: one file per subcommand |
//! | [`store`] | the only user of the file system and of YAML |
//! | [`model`] | scales, templates, ballots, sessions, history: pure |

pub mod cli;
pub mod model;
pub mod store;
