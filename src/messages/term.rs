//! Terms of the model, as screens and reports name them.
//!
//! Words of files, CSV and JSON are the model's: they are formats.

use jiff::civil::Date;

use crate::model::score::Mean;
use crate::model::search::SearchField;
use crate::model::{
    ActionItem, Change, ExperimentOutcome, JoinedCard, Light, Metric, MissAnswer, Moved, Row,
    RowTrend, Trend,
};

use super::english;

/// Names a metric in the title of a grid.
pub const fn metric(metric: Metric) -> &'static str {
    english::term::metric(metric)
}

/// Names a light, or says that a level has none.
pub const fn light(light: Option<Light>) -> &'static str {
    english::term::light(light)
}

/// Names a card for which another one stands in a grid, with its value.
pub fn joined(card: &JoinedCard) -> String {
    english::term::joined(card)
}

/// Names a change.
pub const fn change(change: Change) -> &'static str {
    english::term::change(change)
}

/// Names the difference of a dimension between two sessions.
pub const fn moved(moved: Moved) -> &'static str {
    english::term::moved(moved)
}

/// Names an agreement in a word, for rooms where figures mean little.
pub const fn agreement(agreement: f64) -> &'static str {
    english::term::agreement(agreement)
}

/// Names an agreement where no count and no figure stands beside the word.
pub const fn agreement_alone(agreement: f64) -> &'static str {
    english::term::agreement_alone(agreement)
}

/// Says a mean with two decimals, rounded down; and that it is rounded, where it is.
pub fn mean(mean: Mean) -> String {
    english::term::mean(mean)
}

/// Says a gap with two decimals, rounded up; and that it is rounded, where it is.
pub fn gap(gap: Mean) -> String {
    english::term::gap(gap)
}

/// Names the field of a match.
pub const fn search_field(field: SearchField) -> &'static str {
    english::term::search_field(field)
}

/// Names an answer to the last question.
pub const fn miss_answer(answer: MissAnswer) -> &'static str {
    english::term::miss_answer(answer)
}

/// Names the outcome of an experiment.
pub const fn outcome(outcome: ExperimentOutcome) -> &'static str {
    english::term::outcome(outcome)
}

/// Says the state of an action, with days as `day` formats them.
pub fn became(action: &ActionItem, day: impl Fn(Date) -> String) -> String {
    english::term::became(action, day)
}

/// Says the trend of a row at a day.
pub fn row_trend(course: RowTrend, now: Date) -> String {
    english::row_trend::row_trend(course, now)
}

/// Says the trend of a row of a grid, at its newest session; nothing where too little was said.
pub fn row_of_grid(trend: &Trend, row: &Row) -> String {
    let newest = trend.columns.last();
    let said = newest.zip(row.course).map(|(newest, course)| row_trend(course, newest.date));
    said.unwrap_or_default()
}
