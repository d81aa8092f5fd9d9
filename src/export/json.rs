//! Sessions as JSON: small projections whose fields are a contract, described in `docs/file-format.md`.
//!
//! The threshold holds here as on every screen. Serialises only; prints nothing.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::model::history::LastTime;
use crate::model::{
    Action, Agreed, Answer, Ballots, Card, Experiment, Miss, Revealed, Scale, Secrecy, Session, Shown, Tally, Vote,
    Voters, reading,
};

const VERSION: u32 = 1;

fn text(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// One session in a list.
#[derive(Debug, Serialize)]
pub struct Listed {
    path: String,
    team: String,
    date: String,
    template: Option<String>,
    secrecy: &'static str,
    way: &'static str,
    voters: u32,
    state: &'static str,
    dimensions: usize,
    settled: usize,
    lights: BTreeMap<&'static str, usize>,
}

impl Listed {
    /// What a list says of a session.
    pub fn of(path: &Path, session: &Session) -> Self {
        let mut lights = BTreeMap::new();
        for card in session.cards.iter().filter(|card| !card.skipped) {
            if let Some(vote) = card.agreed.vote {
                *lights.entry(card.dimension.scale.light(vote).word()).or_insert(0) += 1;
            }
        }
        Self {
            path: path.to_string_lossy().into_owned(),
            team: session.team.clone(),
            date: session.date.to_string(),
            template: session.template.clone(),
            secrecy: session.secrecy().word(),
            way: session.way.word(),
            voters: session.voters.count(),
            state: session.state.word(),
            dimensions: session.cards.len(),
            settled: session.cards.iter().filter(|card| card.settled()).count(),
            lights,
        }
    }
}

/// A list of sessions.
pub fn sessions(sessions: Vec<Listed>) -> String {
    #[derive(Serialize)]
    struct Document {
        squadcheck: u32,
        sessions: Vec<Listed>,
    }
    text(&Document { squadcheck: VERSION, sessions })
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    squadcheck: u32,
    path: String,
    team: &'a str,
    date: String,
    template: Option<&'a str>,
    secrecy: &'static str,
    way: &'static str,
    voters: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<&'a [String]>,
    dimensions: Vec<Dimension<'a>>,
    focus: &'a [String],
    miss: Option<Counted<BTreeMap<&'static str, u32>>>,
    actions: Vec<ActionOut<'a>>,
    experiments: Vec<ExperimentOut<'a>>,
    reopened: Vec<String>,
    state: &'static str,
}

/// Counts, or the word `hidden`.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Counted<T> {
    Hidden(&'static str),
    Counts(T),
}

#[derive(Debug, Serialize)]
struct Dimension<'a> {
    key: &'a str,
    name: &'a str,
    scale: ScaleOut,
    skipped: bool,
    agreed: AgreedOut,
    change: Option<&'static str>,
    agreement: Option<f64>,
    votes: Option<Counted<BTreeMap<String, u32>>>,
    directions: Option<BTreeMap<&'static str, u32>>,
    abstained: Option<u32>,
    comments: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ballots: Option<BTreeMap<&'a str, BallotOut<'a>>>,
    notes: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ScaleOut {
    Lights(&'static str),
    Levels { min: f64, max: f64, step: f64, reversed: bool },
}

#[derive(Debug, Serialize)]
struct AgreedOut {
    vote: Option<String>,
    light: Option<&'static str>,
    direction: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct BallotOut<'a> {
    vote: Option<String>,
    abstained: bool,
    direction: Option<&'static str>,
    comment: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ActionOut<'a> {
    text: &'a str,
    owner: &'a str,
    due: Option<String>,
    dimension: Option<&'a str>,
    state: &'static str,
    changes: Vec<ChangeOut>,
}

#[derive(Debug, Serialize)]
struct ChangeOut {
    date: String,
    state: &'static str,
}

#[derive(Debug, Serialize)]
struct ExperimentOut<'a> {
    text: &'a str,
    owner: &'a str,
    hypothesis: &'a str,
    limit: &'a str,
    rollback: &'a str,
    measure: &'a str,
    review: Option<String>,
    dimension: Option<&'a str>,
    state: &'a str,
}

/// One session, with what changed since `last`, one entry a card.
pub fn session(path: &Path, session: &Session, last: &[Option<LastTime<'_>>], threshold: u32) -> String {
    let secrecy = session.secrecy();
    let cards = session.cards.iter().enumerate();
    let dimensions = cards.map(|(at, card)| dimension(card, last.get(at).copied().flatten(), secrecy, threshold));
    text(&Document {
        squadcheck: VERSION,
        path: path.to_string_lossy().into_owned(),
        team: &session.team,
        date: session.date.to_string(),
        template: session.template.as_deref(),
        secrecy: secrecy.word(),
        way: session.way.word(),
        voters: session.voters.count(),
        people: match &session.voters {
            Voters::People(people) => Some(people),
            Voters::Count(_) => None,
        },
        dimensions: dimensions.collect(),
        focus: &session.focus,
        miss: session.miss.as_ref().map(|miss| self::miss(miss, secrecy, threshold)),
        actions: session.actions.iter().map(action).collect(),
        experiments: session.experiments.iter().map(experiment).collect(),
        reopened: session.reopened.iter().map(ToString::to_string).collect(),
        state: session.state.word(),
    })
}

fn dimension<'a>(card: &'a Card, last: Option<LastTime<'_>>, secrecy: Secrecy, threshold: u32) -> Dimension<'a> {
    let scale = &card.dimension.scale;
    let shown = card.shown(secrecy, threshold);
    let tally = shown.tally();
    let counts = |tally: &Tally| tally.votes.iter().map(|(vote, n)| (vote.word(), *n)).collect();
    let ballots = match (&card.revealed, tally) {
        (Some(Revealed::Ballots(Ballots::Named(named))), Some(_)) => {
            Some(named.iter().map(|(name, ballot)| (name.as_str(), self::ballot(ballot))).collect())
        }
        _ => None,
    };
    Dimension {
        key: &card.dimension.key,
        name: &card.dimension.name,
        scale: self::scale(scale),
        skipped: card.skipped,
        agreed: agreed(scale, card.agreed),
        change: last.and_then(|last| last.change(card)).map(reading::Change::word),
        agreement: reading::card_agreement(card, secrecy, threshold).map(|a| (a * 1000.0).round() / 1000.0),
        votes: match &shown {
            Shown::Secret => None,
            Shown::Hidden => Some(Counted::Hidden("hidden")),
            Shown::Tally(tally) => Some(Counted::Counts(counts(tally))),
        },
        directions: tally.map(|tally| tally.directions.iter().map(|(d, n)| (d.word(), *n)).collect()),
        abstained: tally.map(|tally| tally.abstained),
        comments: tally.map(|tally| tally.comments.clone()),
        ballots,
        notes: &card.notes,
    }
}

fn scale(scale: &Scale) -> ScaleOut {
    let Scale::Levels(levels) = scale else { return ScaleOut::Lights("traffic-light") };
    let number = |level: crate::model::Level| f64::from(level.in_thousandths()) / 1000.0;
    let (min, max, step) = (number(levels.min), number(levels.max), number(levels.step));
    ScaleOut::Levels { min, max, step, reversed: levels.reversed }
}

fn agreed(scale: &Scale, agreed: Agreed) -> AgreedOut {
    AgreedOut {
        vote: agreed.vote.map(Vote::word),
        light: agreed.vote.map(|vote| scale.light(vote).word()),
        direction: agreed.direction.map(crate::model::Direction::word),
    }
}

fn ballot(ballot: &crate::model::Ballot) -> BallotOut<'_> {
    BallotOut {
        vote: match ballot.answer {
            Some(Answer::Vote(vote)) => Some(vote.word()),
            _ => None,
        },
        abstained: ballot.answer == Some(Answer::Abstained),
        direction: ballot.direction.map(crate::model::Direction::word),
        comment: ballot.comment.as_deref(),
    }
}

fn miss(miss: &Miss, secrecy: Secrecy, threshold: u32) -> Counted<BTreeMap<&'static str, u32>> {
    match miss {
        Miss::Tally(tally) if secrecy == Secrecy::Named || tally.n() >= threshold => {
            let counts = [("would", tally.would), ("unsure", tally.unsure), ("would-not", tally.would_not)];
            Counted::Counts(counts.into_iter().collect())
        }
        _ => Counted::Hidden("hidden"),
    }
}

fn action(action: &Action) -> ActionOut<'_> {
    let change = |c: &crate::model::StateChange| ChangeOut { date: c.date.to_string(), state: c.step.word() };
    ActionOut {
        text: &action.text,
        owner: &action.owner,
        due: action.due.map(|due| due.to_string()),
        dimension: action.dimension.as_deref(),
        state: action.state.word(),
        changes: action.changes.iter().map(change).collect(),
    }
}

fn experiment(experiment: &Experiment) -> ExperimentOut<'_> {
    ExperimentOut {
        text: &experiment.text,
        owner: &experiment.owner,
        hypothesis: &experiment.hypothesis,
        limit: &experiment.limit,
        rollback: &experiment.rollback,
        measure: &experiment.measure,
        review: experiment.review.map(|review| review.to_string()),
        dimension: experiment.dimension.as_deref(),
        state: &experiment.state,
    }
}
