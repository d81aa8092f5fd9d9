//! The trend grid of one team: dimensions down, sessions across.

use std::collections::BTreeMap;

use super::{course, history, scale, votes};
use crate::plain::{Card, Session, Workspace};

/// A cell that was agreed on: the vote, its light and its direction, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub vote: String,
    /// None for a level that has no light.
    pub light: Option<&'static str>,
    pub direction: Option<&'static str>,
}

/// One dimension over all sessions.
#[derive(Debug)]
pub struct Row {
    pub key: String,
    pub name: String,
    /// One entry a session; none where nothing was agreed.
    pub cells: Vec<Option<Cell>>,
    /// One entry a session; none where the dimension was not asked.
    pub asked: Vec<bool>,
    /// The words of the question differ from those of the session before that asked it.
    pub reworded: Vec<bool>,
    /// The change since the last time that it was agreed on.
    pub changes: Vec<Option<&'static str>>,
    /// What the ballots say, one entry a session.
    pub ballots: Vec<Ballots>,
    /// The word at the end of the row; empty where too little was said.
    pub course: String,
}

/// What the ballots of a cell say, as far as they may be shown.
#[derive(Debug, Default)]
pub struct Ballots {
    /// The vote in the middle.
    pub middle: Option<String>,
    /// The direction agreed on, else the one in the middle.
    pub direction: Option<&'static str>,
    /// From 0 to 1.
    pub agreement: Option<f64>,
    /// Votes and abstentions.
    pub answered: Option<u32>,
}

fn ballots(workspace: &Workspace, session: &Session, card: &Card) -> Ballots {
    if card.skipped {
        return Ballots::default();
    }
    let counts = votes::shown(session, card, workspace.threshold);
    let direction = card.direction.or_else(|| votes::middle_direction(counts?));
    Ballots {
        middle: counts.and_then(|counts| votes::middle(card, counts)).map(scale::word),
        direction: direction.map(votes::direction_word),
        agreement: counts.and_then(|counts| votes::agreement(card, counts)),
        answered: counts.map(|counts| votes::number(counts) + counts.abstained),
    }
}

/// The cell of a card.
pub fn cell(card: &Card) -> Option<Cell> {
    let vote = history::agreed(card)?;
    Some(Cell {
        vote: scale::word(vote),
        light: scale::light(&card.dimension.scale, vote).map(scale::light_word),
        direction: card.direction.map(votes::direction_word),
    })
}

/// The rows: those of the newest session in its order, then what older ones asked besides.
pub fn rows(workspace: &Workspace, sessions: &[&Session]) -> Vec<Row> {
    let mut keys: Vec<String> = Vec::new();
    for session in sessions.iter().rev() {
        for card in &session.cards {
            let key = history::key_of(workspace, session, card);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys.into_iter().map(|key| row(workspace, sessions, key)).collect()
}

fn row<'s>(workspace: &Workspace, sessions: &[&'s Session], key: String) -> Row {
    let cards: Vec<Option<&Card>> =
        sessions.iter().map(|session| history::card_of(workspace, session, &key)).collect();
    // The newest session that asked it names the row, with the card that it asked first.
    let first =
        |session: &&'s Session| history::cards_of(workspace, session, &key).first().copied();
    let newest = sessions.iter().rev().find_map(first).unwrap();
    Row {
        name: newest.dimension.name.clone(),
        cells: cards.iter().map(|card| cell((*card)?)).collect(),
        asked: cards.iter().map(Option::is_some).collect(),
        reworded: reworded(&cards),
        changes: changes(workspace, sessions, &key),
        ballots: sessions
            .iter()
            .zip(&cards)
            .map(|(session, card)| {
                card.map(|card| ballots(workspace, session, card)).unwrap_or_default()
            })
            .collect(),
        course: course::word(workspace, sessions, &key),
        key,
    }
}

fn reworded(cards: &[Option<&Card>]) -> Vec<bool> {
    let mut before: Option<&Card> = None;
    let mut told = Vec::new();
    for card in cards {
        told.push(match (before, card) {
            (Some(before), Some(card)) => wording(before) != wording(card),
            _ => false,
        });
        before = card.or(before);
    }
    told
}

/// The words that people saw: name, both ends, and the labels of levels.
fn wording(card: &Card) -> (Vec<&str>, Option<&BTreeMap<i64, String>>) {
    let dimension = &card.dimension;
    let words = [&dimension.name, &dimension.awesome, &dimension.crappy];
    let labels = dimension.scale.as_ref().map(|levels| &levels.labels);
    (words.map(|word| word.trim()).into(), labels.filter(|labels| !labels.is_empty()))
}

/// For each session the change since the last time, where both can be compared.
fn changes(workspace: &Workspace, sessions: &[&Session], key: &str) -> Vec<Option<&'static str>> {
    let times = history::times(workspace, sessions, key);
    let change = |session: &&Session| {
        let at = times.iter().position(|time| time.session.file == session.file)?;
        let (then, now) = (history::last_time(&times[..at], times[at].card)?, times[at]);
        history::step((then.card, then.vote), (now.card, now.vote)).map(history::change)
    };
    sessions.iter().map(change).collect()
}
