//! Insights in a report, each with its reason. Lays out, and concludes nothing.

use std::fmt::Write as _;

use super::super::escape::escape;
use super::Report;
use crate::messages::InsightText;
use crate::model::insight::InsightKind;

impl Report<'_> {
    pub(super) fn reading(&self) -> String {
        let mut text = String::new();
        let mut before: Option<InsightKind> = None;
        for line in InsightText::all(&self.insights()) {
            if before != Some(line.kind) {
                _ = write!(text, "\n\n### {}\n", line.title());
                before = Some(line.kind);
            }
            let reason = if line.reason.is_empty() {
                String::new()
            } else {
                format!(" ({})", escape(&line.reason))
            };
            _ = write!(text, "\n- {}{reason}", escape(&line.says));
            for suggestion in &line.suggest {
                _ = write!(text, "\n  - {}", escape(suggestion));
            }
        }
        if text.is_empty() { text } else { format!("## What this check says{text}") }
    }
}
