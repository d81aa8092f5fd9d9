//! Scores and gaps of sessions with levels, as JSON. The fields are a contract, described in
//! `docs/file-format.md`.

use serde::Serialize;

use super::values::{Ordered, line, number, rounded};
use crate::model::score::{self, Mean};
use crate::model::{Card, Gap, Light, Score, Session};

/// The score of a session: never a mean without how many, the distribution and the spread.
#[derive(Debug, Serialize)]
pub(super) struct ScoreOut {
    mean: f64,
    light: Option<&'static str>,
    min: f64,
    max: f64,
    items: u32,
    asked: u32,
    votes: u32,
    distribution: Ordered<u32>,
    spread: f64,
}

/// A pair of cards, one on words and one on deeds; no gap where one of the two is missing.
#[derive(Debug, Serialize)]
pub(super) struct GapOut {
    said: String,
    done: String,
    gap: Option<f64>,
}

/// The score of a session; none where there is none.
pub(super) fn of_session(session: &Session, threshold: u32) -> Option<ScoreOut> {
    score::of_session(session, threshold).map(|score| out(&score))
}

/// All pairs of a session.
pub(super) fn gaps(session: &Session, threshold: u32) -> Vec<GapOut> {
    score::gaps(session, threshold).iter().map(gap).collect()
}

fn out(score: &Score) -> ScoreOut {
    let (min, max) = score.range();
    ScoreOut {
        mean: score.mean.number(),
        light: score.light().map(Light::word),
        min: number(min),
        max: number(max),
        items: score.items,
        asked: score.asked,
        votes: score.n(),
        distribution: Ordered(
            score.votes.iter().map(|(level, n)| (level.to_string(), *n)).collect(),
        ),
        spread: rounded(score.spread),
    }
}

fn gap(gap: &Gap<'_>) -> GapOut {
    let key = |card: &Card| line(&card.dimension.key);
    GapOut { said: key(gap.said), done: key(gap.done), gap: gap.gap().map(Mean::number) }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::session;
    use crate::store::session_from;

    #[test]
    fn a_score_comes_with_all_that_has_to_stand_beside_it() {
        let text = "\
squadcheck: 1
team: T
date: 2026-11-20
voters: 4
dimensions:
  - key: a
    name: A
    scale: {min: 1, max: 5, lights: {yellow: 3, green: 4}, reversed: true}
    votes: {1: 2, 2: 2}
  - {key: b, name: B, beside: true, pair: a, scale: {min: 1, max: 5}, votes: {2: 3}}
  - {key: c, name: C, scale: {min: 1, max: 5}, votes: hidden}
state: open
";
        let read = session_from(Path::new("s.yaml"), text.as_bytes()).unwrap();
        let json: serde_json::Value =
            serde_json::from_str(&session(Path::new("s.yaml"), &read, &[], &[], 3)).unwrap();
        // Reversed, 6 less the answer: 5 5 4 4, mean 18 / 4 = 4.5, each 0.5 away from it. B: 2; the
        // gap is 4.5 - 2.
        let score = serde_json::json!({
            "mean": 4.5, "light": "green", "min": 1.0, "max": 5.0, "items": 1, "asked": 2,
            "votes": 4, "distribution": {"4": 2, "5": 2}, "spread": 0.5
        });
        assert_eq!(json["score"], score);
        assert_eq!(json["gaps"], serde_json::json!([{"said": "a", "done": "b", "gap": 2.5}]));
        assert_eq!(
            (&json["dimensions"][0]["mean"], &json["dimensions"][1]["beside"]),
            (&4.5.into(), &true.into())
        );
        assert!(json["dimensions"][2]["mean"].is_null());
    }
}
