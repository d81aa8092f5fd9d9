//! What a health check is: scales, templates, ballots, sessions, and what they say.
//!
//! Pure: no files, no clock, no terminal. Time comes in as an argument.

mod ballot;
pub mod board;
mod check;
pub mod due;
mod follow;
pub mod grid;
pub mod history;
mod light;
mod plain;
pub mod practice;
pub mod reading;
mod scale;
pub mod search;
mod session;
mod summary;
mod template;
pub mod text;
mod trend;
mod workspace;

pub use ballot::{Answer, Ballot, Ballots, Tally};
pub use board::Board;
pub use check::{Amount, Check, MissAnswer, Refusal, Waiting};
pub use follow::{Action, ActionState, Experiment, StateChange, Step, Trial, TrialOutcome, TrialStep};
pub use grid::{Pattern, TeamColumn, TeamGrid, TeamRow};
pub use light::{Direction, Light};
pub use plain::{Extra, Plain};
pub use practice::Practice;
pub use reading::{Change, Suggestion};
pub use scale::{Bands, Level, Levels, Scale, Vote};
pub use session::{Agreed, Card, Miss, MissTally, Revealed, Secrecy, Session, Shown, State, Voters, Way};
pub use summary::{Asked, Counts, Gist, Outcome, Shared, Summary};
pub use template::{ChangeFault, Dimension, Template, TemplateChange};
pub use trend::{Cell, Column, Row, Trend};
pub use workspace::{Defaults, Team, Workspace};
