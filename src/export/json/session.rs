//! One session as JSON, with its change, score and insights.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Serialize, Serializer};

use super::values::{ChangeOut, Ordered, VERSION, line, lines, number, path_text, rounded, text};
use super::{insights, score};
use crate::model::history::LastTime;
use crate::model::insight::InsightLine;
use crate::model::{
    ActionItem, Agreed, Answer, Ballots, Card, Experiment, ExperimentOutcome, ExperimentStep, Miss,
    Revealed, Scale, Secrecy, Session, Shown, StateChange, Tally, Vote, Voters,
    consensus as meaning,
};

#[derive(Debug, Serialize)]
struct Document {
    squadcheck: u32,
    path: String,
    id: Option<String>,
    team: String,
    date: String,
    template: Option<String>,
    secrecy: &'static str,
    way: &'static str,
    voters: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<Vec<String>>,
    dimensions: Vec<Dimension>,
    score: Option<score::ScoreOut>,
    gaps: Vec<score::GapOut>,
    says: Vec<insights::InsightOut>,
    focus: Vec<String>,
    miss: Option<Counted<BTreeMap<&'static str, u32>>>,
    actions: Vec<ActionOut>,
    experiments: Vec<ExperimentOut>,
    reopened: Vec<String>,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    newer: Option<u32>,
}

/// Ballots by the name of their voter, in the order of the session's people.
#[derive(Debug)]
struct People(Vec<(String, BallotOut)>);

impl Serialize for People {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Two names that look the same once they are sanitized are still two people.
        let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
        serializer.collect_map(self.0.iter().map(|(name, ballot)| {
            let times = seen.entry(name).or_default();
            *times += 1;
            (if *times == 1 { name.clone() } else { format!("{name} ({times})") }, ballot)
        }))
    }
}

/// Counts, or the word `hidden`.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Counted<T> {
    Hidden(&'static str),
    Counts(T),
}

#[derive(Debug, Serialize)]
struct Dimension {
    key: String,
    name: String,
    scale: ScaleOut,
    skipped: bool,
    agreed: AgreedOut,
    change: Option<&'static str>,
    agreement: Option<f64>,
    mean: Option<f64>,
    spread: Option<f64>,
    #[serde(skip_serializing_if = "is_false")]
    beside: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pair: Option<String>,
    votes: Option<Counted<Ordered<u32>>>,
    directions: Option<BTreeMap<&'static str, u32>>,
    abstained: Option<u32>,
    comments: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ballots: Option<People>,
    notes: String,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ScaleOut {
    Lights(&'static str),
    Levels {
        min: f64,
        max: f64,
        step: f64,
        reversed: bool,
        labels: Ordered<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        as_of: Option<String>,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks in this way")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

#[derive(Debug, Serialize)]
struct AgreedOut {
    vote: Option<String>,
    light: Option<&'static str>,
    direction: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct BallotOut {
    vote: Option<String>,
    abstained: bool,
    direction: Option<&'static str>,
    comment: Option<String>,
}

#[derive(Debug, Serialize)]
struct ActionOut {
    text: String,
    owner: String,
    due: Option<String>,
    dimension: Option<String>,
    state: &'static str,
    changes: Vec<ChangeOut>,
}

#[derive(Debug, Serialize)]
struct ExperimentOut {
    text: String,
    owner: String,
    hypothesis: String,
    limit: String,
    rollback: String,
    measure: String,
    review: Option<String>,
    dimension: Option<String>,
    state: String,
    outcome: Option<&'static str>,
    learning: String,
    changes: Vec<ChangeOut>,
}

/// Renders a session; each entry of `last` is the same card of the last session that asked it.
pub fn session(
    path: &Path,
    session: &Session,
    last: &[Option<LastTime<'_>>],
    says: &[InsightLine],
    threshold: u32,
) -> String {
    let (secrecy, day) = (session.secrecy(), session.as_of());
    let cards = session.cards.iter().enumerate();
    let dimensions = cards
        .map(|(at, card)| dimension(card, session, last.get(at).copied().flatten(), threshold));
    text(&Document {
        squadcheck: VERSION,
        path: path_text(path),
        id: session.id.as_ref().map(|id| id.as_str().to_owned()),
        team: line(&session.team),
        date: session.date.to_string(),
        template: session.template.as_deref().map(line),
        secrecy: secrecy.word(),
        way: session.way.word(),
        voters: session.voters.count(),
        people: match &session.voters {
            Voters::People(people) => Some(people.iter().map(|person| line(person)).collect()),
            Voters::Count(_) => None,
        },
        dimensions: dimensions.collect(),
        score: score::of_session(session, threshold),
        gaps: score::gaps(session, threshold),
        says: insights::lines(says),
        focus: session.focus.iter().map(|key| line(key)).collect(),
        miss: session.miss.map(|miss| self::miss(miss, secrecy, threshold)),
        actions: session.actions.iter().map(|item| action(&item.at(day))).collect(),
        experiments: session.experiments.iter().map(|item| experiment(&item.at(day))).collect(),
        reopened: session.reopened.iter().map(ToString::to_string).collect(),
        state: session.state.word(),
        newer: session.newer,
    })
}

fn dimension(
    card: &Card,
    session: &Session,
    last: Option<LastTime<'_>>,
    threshold: u32,
) -> Dimension {
    let secrecy = session.secrecy();
    let mean = crate::model::score::of_card(card, session, threshold);
    let scale = &card.dimension.scale;
    let shown = card.shown(secrecy, threshold);
    let tally = shown.tally();
    let counts =
        |tally: &Tally| Ordered(tally.votes.iter().map(|(vote, n)| (vote.word(), *n)).collect());
    let ballots = match (&card.revealed, tally) {
        (Some(Revealed::Ballots(Ballots::Named(named))), Some(_)) => Some(People(
            named.iter().map(|(name, ballot)| (line(name), self::ballot(ballot))).collect(),
        )),
        _ => None,
    };
    Dimension {
        key: line(&card.dimension.key),
        name: line(&card.dimension.name),
        scale: self::scale(scale),
        skipped: card.skipped,
        agreed: agreed(scale, card.agreed),
        change: last.and_then(|last| last.change(card)).map(meaning::Change::word),
        agreement: meaning::card_agreement(card, secrecy, threshold)
            .map(|agreement| meaning::rounded(agreement, 3, &[])),
        mean: mean.as_ref().map(|score| score.mean.number()),
        spread: mean.as_ref().map(|score| rounded(score.spread)),
        beside: card.dimension.beside,
        pair: card.dimension.pair.as_deref().map(line),
        votes: match &shown {
            Shown::Secret => None,
            Shown::Hidden => Some(Counted::Hidden("hidden")),
            Shown::Tally(tally) => Some(Counted::Counts(counts(tally))),
        },
        directions: tally
            .map(|tally| tally.directions.iter().map(|(d, n)| (d.word(), *n)).collect()),
        abstained: tally.map(|tally| tally.abstained),
        comments: tally.map(|tally| tally.comments.iter().map(|comment| line(comment)).collect()),
        ballots,
        notes: lines(&card.notes),
    }
}

fn scale(scale: &Scale) -> ScaleOut {
    let Scale::Levels(levels) = scale else { return ScaleOut::Lights("traffic-light") };
    let (min, max, step) = (number(levels.min), number(levels.max), number(levels.step));
    let labels =
        Ordered(scale.labels().map(|(level, label)| (level.to_string(), line(label))).collect());
    let as_of = (!levels.as_of.is_empty()).then(|| line(&levels.as_of));
    ScaleOut::Levels { min, max, step, reversed: levels.reversed, labels, as_of }
}

fn agreed(scale: &Scale, agreed: Agreed) -> AgreedOut {
    AgreedOut {
        vote: agreed.vote.map(Vote::word),
        light: agreed.vote.and_then(|vote| scale.light(vote)).map(crate::model::Light::word),
        direction: agreed.direction.map(crate::model::Direction::word),
    }
}

fn ballot(ballot: &crate::model::Ballot) -> BallotOut {
    BallotOut {
        vote: match ballot.answer {
            Some(Answer::Vote(vote)) => Some(vote.word()),
            _ => None,
        },
        abstained: ballot.answer == Some(Answer::Abstained),
        direction: ballot.direction.map(crate::model::Direction::word),
        comment: ballot.comment.as_deref().map(line),
    }
}

fn miss(miss: Miss, secrecy: Secrecy, threshold: u32) -> Counted<BTreeMap<&'static str, u32>> {
    match miss.shown(secrecy, threshold) {
        Some(tally) => {
            let counts =
                [("would", tally.would), ("unsure", tally.unsure), ("would-not", tally.would_not)];
            Counted::Counts(counts.into_iter().collect())
        }
        None => Counted::Hidden("hidden"),
    }
}

fn action(action: &ActionItem) -> ActionOut {
    let change = |c: &StateChange| ChangeOut { date: c.date.to_string(), state: c.step.word() };
    ActionOut {
        text: line(&action.text),
        owner: line(&action.owner),
        due: action.due.map(|due| due.to_string()),
        dimension: action.dimension.as_deref().map(line),
        state: action.state.word(),
        changes: action.changes.iter().map(change).collect(),
    }
}

fn experiment(experiment: &Experiment) -> ExperimentOut {
    let change = |c: &StateChange<ExperimentStep>| ChangeOut {
        date: c.date.to_string(),
        state: c.step.word(),
    };
    ExperimentOut {
        text: line(&experiment.text),
        owner: line(&experiment.owner),
        hypothesis: line(&experiment.hypothesis),
        limit: line(&experiment.limit),
        rollback: line(&experiment.rollback),
        measure: line(&experiment.measure),
        review: experiment.review.map(|review| review.to_string()),
        dimension: experiment.dimension.as_deref().map(line),
        state: line(&experiment.state),
        outcome: experiment.came_of_it().map(ExperimentOutcome::word),
        learning: line(&experiment.learning),
        changes: experiment.changes.iter().map(change).collect(),
    }
}
