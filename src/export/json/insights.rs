//! Insights of a session, as JSON.

use serde::Serialize;

use super::values::line;
use crate::messages::InsightText;
use crate::model::insight::InsightLine;

#[derive(Debug, Serialize)]
pub struct InsightOut {
    about: &'static str,
    dimension: Option<String>,
    says: String,
    reason: String,
    suggest: Vec<String>,
}

/// Converts insights, in the order in which they are told.
pub fn lines(lines: &[InsightLine]) -> Vec<InsightOut> {
    let out = |said: InsightText| InsightOut {
        about: said.kind.word(),
        dimension: said.key.as_deref().map(line),
        says: line(&said.says),
        reason: line(&said.reason),
        suggest: said.suggest.iter().map(|text| line(text)).collect(),
    };
    InsightText::all(lines).into_iter().map(out).collect()
}
