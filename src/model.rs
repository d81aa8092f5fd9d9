//! What a health check is: scales, templates, ballots, sessions, and what they say.
//!
//! Pure: no files, no clock, no terminal. Time comes in as an argument.

mod ballot;
pub mod board;
mod change;
mod check;
pub mod due;
mod follow;
pub mod grid;
pub mod history;
pub mod insight;
mod light;
mod plain;
pub mod reading;
mod rule;
mod scale;
pub mod score;
pub mod search;
mod session;
mod summary;
mod template;
pub mod text;
mod trend;
mod workspace;

pub use ballot::{Answer, Ballot, Ballots, Tally};
pub use board::Board;
pub use change::{ChangeFault, Reword, TemplateChange};
pub use check::{Amount, Check, MissAnswer, Refusal, Waiting};
pub use follow::{Action, ActionState, Experiment, StateChange, Step};
pub use grid::{Pattern, TeamColumn, TeamGrid, TeamRow};
pub use light::{Direction, Light};
pub use plain::{Extra, Plain};
pub use reading::{Change, Suggestion};
pub use rule::{Advice, Of, Rule, Target, When};
pub use scale::{Bands, Level, Levels, Scale, Vote};
pub use score::{Gap, Score};
pub use session::{Agreed, Card, Miss, MissTally, Revealed, Secrecy, Session, Shown, State, Voters, Way};
pub use summary::{Asked, Counts, Gist, Outcome, Shared, Summary};
pub use template::{Dimension, Template};
pub use trend::{Cell, Column, Row, Trend};
pub use workspace::{Defaults, Team, Workspace};
