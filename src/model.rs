//! What a health check is: scales, templates, ballots, sessions, and what they say.
//!
//! Pure: no files, no clock, no terminal. Time comes in as an argument.

mod across;
mod ballot;
pub mod board;
mod change;
mod check;
mod comparison;
pub mod due;
mod follow;
mod gist;
pub mod grid;
pub mod history;
pub mod insight;
mod level;
mod light;
mod plain;
pub mod practice;
mod promise;
pub mod reading;
mod rule;
mod scale;
pub mod score;
pub mod search;
mod session;
mod shows;
mod summary;
mod template;
pub mod text;
pub mod trend;
mod workspace;

pub use across::{Rise, TeamTimes, Time};
pub use ballot::{Answer, Ballot, Ballots, Tally};
pub use board::Board;
pub use change::{ChangeFault, Reword, TemplateChange};
pub use check::{Amount, Check, MissAnswer, Refusal, Waiting};
pub use comparison::{Comparison, Moved};
pub use follow::{
    Action, ActionState, Experiment, StateChange, Step, Trial, TrialOutcome, TrialStep,
};
pub use gist::{Counts, Gist, Gists, Outcome};
pub use grid::{Pattern, TeamColumn, TeamGrid, TeamRow};
pub use level::Level;
pub use light::{Direction, Light};
pub use plain::{Extra, Plain};
pub use practice::Practice;
pub use promise::Promise;
pub use reading::{Change, Suggestion};
pub use rule::{Advice, Of, Rule, Target, When};
pub use scale::{Bands, Levels, Scale, Vote};
pub use score::{Gap, Score};
pub use session::{
    Agreed, Card, Miss, MissTally, Revealed, Secrecy, Session, Shown, State, Voters, Way,
};
pub use shows::{Cell, Said, Shows, Sign};
pub use summary::{Asked, Shared, Summary};
pub use template::{Dimension, Template};
pub use trend::{Column, Course, Row, Run, Trend};
pub use workspace::{Defaults, Team, Workspace};
