//! The published rules as plain code: what a workspace says, worked out from its files alone.
//!
//! A specification that runs: `docs/guide.md`, `docs/templates.md` and `docs/methods.md` in code,
//! one small function a sentence. Nothing of the program is called here, and nothing is fast.

pub mod course;
pub mod follow_up;
pub mod fraction;
pub mod history;
pub mod says;
pub mod scale;
pub mod score;
pub mod team_grid;
pub mod trend;
pub mod votes;
