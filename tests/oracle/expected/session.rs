//! One session as `show --json` prints it.

use std::collections::BTreeMap;

use serde_yaml::Value;

use super::{list, map, or_null};
use crate::plain::{Ballots, Card, Counts, Session, Workspace};
use crate::rules::fraction::Fraction;
use crate::rules::says::{self, Line};
use crate::rules::score::{self, Score};
use crate::rules::{history, scale, votes};

/// `show SESSION --json`, without what it says.
pub fn session(workspace: &Workspace, session: &Session) -> Value {
    let score = score::of_votes(session, workspace.threshold);
    let gaps = score::gaps(session, workspace.threshold);
    map([
        ("says", says(&says::says(workspace, session))),
        ("team", session.team.clone().into()),
        ("date", session.date.to_string().into()),
        ("dimensions", list(&session.cards, |card| dimension(workspace, session, card))),
        ("score", score.map_or(Value::Null, |score| self::score(&score))),
        (
            "gaps",
            list(&gaps, |gap| {
                map([
                    ("said", gap.said.dimension.key.clone().into()),
                    ("done", gap.done.dimension.key.clone().into()),
                    ("gap", gap.wide().map_or(Value::Null, |wide| wide.number().into())),
                ])
            }),
        ),
    ])
}

fn dimension(workspace: &Workspace, session: &Session, card: &Card) -> Value {
    let shown = votes::shown(session, card, workspace.threshold);
    let agreement = shown.and_then(|counts| votes::agreement(card, counts));
    let mean = votes::mean(session, card, workspace.threshold);
    let spread = mean.zip(shown).map(|(_, counts)| votes::spread(&votes::healths(card, counts)));
    let own = &card.dimension.scale;
    let number = |number: Option<f64>| number.map_or(Value::Null, Value::from);
    map([
        ("key", card.dimension.key.clone().into()),
        ("skipped", card.skipped.into()),
        (
            "agreed",
            map([
                ("vote", or_null(card.vote.map(scale::word))),
                (
                    "light",
                    or_null(
                        card.vote.and_then(|vote| scale::light(own, vote)).map(scale::light_word),
                    ),
                ),
                ("direction", or_null(card.direction.map(votes::direction_word))),
            ]),
        ),
        ("change", or_null(change(workspace, session, card))),
        ("agreement", number(agreement)),
        ("mean", number(mean.map(Fraction::number))),
        ("spread", number(spread)),
        (
            "votes",
            match (&card.ballots, shown) {
                (Ballots::NotRevealed, _) => Value::Null,
                (_, Some(counts)) => counted(card, counts),
                (_, None) => "hidden".into(),
            },
        ),
        ("abstained", shown.map_or(Value::Null, |counts| counts.abstained.into())),
    ])
}

/// Counts by answer, in the order of the scale.
fn counted(card: &Card, counts: &Counts) -> Value {
    let mut all: Vec<_> = counts.votes.iter().collect();
    all.sort_by_key(|(vote, _)| order(card, **vote));
    let all = all.into_iter().map(|(vote, count)| (scale::word(*vote).into(), (*count).into()));
    Value::Mapping(all.collect())
}

/// Lights from green to red, levels from the lowest.
fn order(card: &Card, vote: crate::plain::Vote) -> i64 {
    match vote {
        crate::plain::Vote::Light(_) => -scale::health(&card.dimension.scale, vote),
        crate::plain::Vote::Level(level) => level,
    }
}

/// The change of a card since the last time that its dimension was agreed on.
fn change(workspace: &Workspace, session: &Session, card: &Card) -> Option<&'static str> {
    let key = history::key_of(workspace, session, card);
    let before = history::before(workspace, session);
    let times = history::times(workspace, &before, &key);
    let (last, now) = (history::last_time(&times, card)?, history::agreed(card)?);
    history::step((last.card, last.vote), (card, now)).map(history::change)
}

fn score(score: &Score<'_>) -> Value {
    let mut counts: BTreeMap<i64, u32> = BTreeMap::new();
    for vote in &score.votes {
        *counts.entry(*vote).or_default() += 1;
    }
    let counts = counts.into_iter().map(|(at, n)| (scale::level_word(at).into(), n.into()));
    let spread = votes::spread(&score.votes);
    map([
        ("mean", score.mean.number().into()),
        ("light", or_null(score.light().map(scale::light_word))),
        ("items", score.items.into()),
        ("asked", score.asked.len().into()),
        ("votes", score.votes.len().into()),
        ("distribution", Value::Mapping(counts.collect())),
        ("spread", spread.into()),
    ])
}

/// The facts that have to be in the words of a line.
pub const FACTS: &str = "facts";

/// What a session says, in the form of `says`: its kind, its dimension, and what to try.
fn says(lines: &[Line]) -> Value {
    list(lines, |line| {
        map([
            ("about", line.about.into()),
            ("dimension", or_null(line.dimension.clone())),
            (FACTS, list(&line.facts, |fact| fact.clone().into())),
            ("suggest", list(&line.suggest, |text| text.clone().into())),
        ])
    })
}
