//! The domain: scales, templates, ballots, sessions, and what follows from them.
//!
//! Pure: no files, no clock, no terminal. Time comes in as an argument.

mod action;
mod ballot;
mod bins;
pub mod board;
mod card_summary;
mod cell_metric;
mod check;
mod comparison;
pub mod consensus;
pub mod date_input;
mod day_result;
mod dimension_across_teams;
pub mod figure;
pub mod follow_up_stats;
pub mod grid;
pub mod history;
pub mod insight;
mod level;
mod light;
mod past_action;
mod scale;
pub mod score;
pub mod search;
mod session;
mod session_id;
mod summary;
mod template;
mod template_patch;
mod template_rule;
pub mod text;
pub mod trend;
mod unknown_fields;
mod workspace;

pub use action::{
    ActionItem, ActionState, ActionStep, Experiment, ExperimentOutcome, ExperimentState,
    ExperimentStep, StateChange,
};
pub use ballot::{Answer, Ballot, Ballots, Tally};
pub use bins::Bin;
pub use board::Board;
pub use card_summary::{CardSummaries, CardSummary, Counts, Outcome};
pub use cell_metric::{Cell, CellData, CellValue, JoinedCard, Metric};
pub use check::{
    Amount, Check, CodeOutcome, MissAnswer, PendingBallots, PlainLineFault, Refusal, ServerPlace,
    SheetSecret, Submission, SubmissionId, Unrevealed, is_like_plain_line,
};
pub use comparison::{Comparison, Moved};
pub use consensus::{Change, Suggestion};
pub use day_result::DayResult;
pub use dimension_across_teams::{Rise, TeamTimes, Time};
pub use follow_up_stats::FollowUpStats;
pub use grid::{Pattern, TeamColumn, TeamGrid, TeamRow};
pub use level::Level;
pub use light::{Direction, Light};
pub use past_action::PastAction;
pub use scale::{Bands, Entry, LabelledVote, Levels, Scale, Vote};
pub use score::{Basis, Gap, Score};
pub use session::{
    Agreed, Card, Miss, MissTally, Revealed, Secrecy, Session, Shown, State, Voters, VotingMode,
};
pub use session_id::{SessionId, SessionIds};
pub use summary::{Asked, Shared, Summary};
pub use template::{Dimension, Template};
pub use template_patch::{PatchError, Reword, TemplatePatch};
pub use template_rule::{Advice, Condition, RuleTarget, Scope, TemplateRule};
pub use trend::{Column, Row, RowTrend, Run, Trend};
pub use unknown_fields::{Extra, RawValue};
pub use workspace::{Claimant, Defaults, DoubleClaim, Team, Workspace};
