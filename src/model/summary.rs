//! Summaries of every session in memory: values of lists and grids, and no sentence of anybody.
//!
//! A workspace may hold twelve thousand sessions; whole ones are read when one of them is opened.
//! Most sessions of a template ask the same, so summaries share the questions (see [`Shared`]).

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::Date;

use super::action::{ActionState, ExperimentState};
use super::card_summary::{CardSummaries, CardSummary, Outcome};
use super::light::Light;
use super::scale::Scale;
use super::session::{Secrecy, Session, State, VotingMode};
use super::session_id::SessionId;
use super::template::Dimension;
use super::text;

/// One dimension as a session asked it, without its sentences.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    /// The key in the session.
    pub key: String,
    /// The name in the session.
    pub name: String,
    /// Scale of its answers.
    pub scale: Scale,
    /// Hash of the question's wording.
    pub wording: u64,
}

/// One session as lists and grids know it.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Identity of an open session, by which its pending ballots are found. None once it is closed.
    pub id: Option<SessionId>,
    /// Name of the team.
    pub team: Arc<str>,
    /// Slug by which the team is compared.
    pub slug: Arc<str>,
    /// Day of the check.
    pub date: Date,
    /// The template's key.
    pub template: Option<Arc<str>>,
    /// Secrecy of its ballots.
    pub secrecy: Secrecy,
    /// Way in which ballots are given.
    pub way: VotingMode,
    /// Number of voters, as stated.
    pub voters: u32,
    /// Number of people who voted: as stated, or more where a card has more ballots.
    pub turnout: u32,
    /// Open or closed.
    pub state: State,
    /// The version of the format, where a newer program wrote it.
    pub newer: Option<u32>,
    /// True if something in its file may be a mistake.
    pub doubtful: bool,
    /// Questions, in order.
    pub asked: Arc<[Asked]>,
    /// Keys that its actions and experiments are about, and that none of its cards has.
    pub about: Box<[String]>,
    /// One entry for each of [`Self::asked`].
    pub gists: CardSummaries,
    /// Due dates of its open actions.
    pub open_actions: Box<[Option<Date>]>,
    /// Number of actions in any state.
    pub actions: u32,
    /// Number of actions that are done.
    pub done: u32,
    /// Number of experiments in any state.
    pub experiments: u32,
    /// Number of experiments that are running.
    pub running: u32,
    /// Number of experiments that have ended.
    pub finished: u32,
    /// Number of ended experiments with a learning.
    pub learnt: u32,
}

impl Summary {
    /// Summarises a session.
    pub fn new(session: &Session) -> Self {
        let asked = session.cards.iter().map(|card| Asked {
            key: card.dimension.key.clone(),
            name: card.dimension.name.clone(),
            scale: card.dimension.scale.clone(),
            wording: wording(&card.dimension),
        });
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let actions =
            |state| count(session.actions.iter().filter(|action| action.state == state).count());
        let finished = || {
            session.experiments.iter().filter(|tried| tried.trial() == ExperimentState::Finished)
        };
        Self {
            id: session.id.clone().filter(|_| session.is_open()),
            team: session.team.as_str().into(),
            slug: text::slug(&session.team).into(),
            date: session.date,
            template: session.template.as_deref().map(Into::into),
            secrecy: session.secrecy(),
            way: session.way,
            voters: session.voters.count(),
            turnout: session.turnout(),
            state: session.state,
            newer: session.newer,
            doubtful: false,
            asked: asked.collect(),
            about: about(session),
            gists: session.cards.iter().map(CardSummary::new).collect(),
            actions: count(session.actions.len()),
            done: actions(ActionState::Done),
            experiments: count(session.experiments.len()),
            running: count(session.experiments.iter().filter(|tried| tried.is_running()).count()),
            finished: count(finished().count()),
            learnt: count(finished().filter(|tried| tried.is_learnt()).count()),
            open_actions: session
                .actions
                .iter()
                .filter(|action| action.is_open())
                .map(|action| action.due)
                .collect(),
        }
    }

    /// True until it is closed.
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// Iterates over its cards, in order.
    pub fn cards(
        &self,
    ) -> impl DoubleEndedIterator<Item = (&Asked, &CardSummary)> + ExactSizeIterator {
        self.asked.iter().zip(self.gists.iter())
    }

    /// Iterates over agreed lights, in order of cards; none where nothing was agreed or the card
    /// was skipped. An agreed level may have no light.
    pub fn lights(&self) -> impl ExactSizeIterator<Item = Option<Option<Light>>> {
        self.cards().map(|(asked, gist)| gist.vote().map(|vote| asked.scale.light(vote)))
    }

    /// Number of cards that are agreed or skipped.
    pub fn settled(&self) -> usize {
        self.gists.iter().filter(|gist| gist.settled()).count()
    }

    /// True once a card was revealed.
    pub fn has_reveals(&self) -> bool {
        self.gists.iter().any(|gist| gist.outcome != Outcome::Secret)
    }

    /// True once anything is agreed: a check that has just begun tells nothing yet.
    pub fn says_something(&self) -> bool {
        self.gists.iter().any(|gist| gist.vote().is_some())
    }
}

/// Lists the keys that actions and experiments are about and no card has, each once.
fn about(session: &Session) -> Box<[String]> {
    let actions = session.actions.iter().map(|action| action.dimension.as_deref());
    let all = actions.chain(session.experiments.iter().map(|tried| tried.dimension.as_deref()));
    let mut keys: Vec<String> = Vec::new();
    for key in all.flatten().filter(|key| session.card(key).is_none()) {
        if keys.iter().all(|known| known != key) {
            keys.push(key.to_owned());
        }
    }
    keys.into()
}

/// Hashes a question's wording: its name, its best and worst, and its levels' labels.
fn wording(dimension: &Dimension) -> u64 {
    let mut words =
        [dimension.name.trim(), dimension.awesome.trim(), dimension.crappy.trim()].join("\n");
    for (level, label) in dimension.scale.levels().into_iter().flat_map(|levels| &levels.labels) {
        _ = write!(words, "\n{level} {label}");
    }
    text::fingerprint(words.as_bytes())
}

/// Interned parts of summaries, so that equal ones are in memory once.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    words: HashSet<Arc<str>>,
    asked: HashSet<Arc<[Asked]>>,
}

impl Shared {
    /// Interns a text and its slug, which `slug` computes once.
    pub fn word_and_slug(&mut self, word: &str, slug: fn(&str) -> String) -> (Arc<str>, Arc<str>) {
        (self.word(word.into()), self.word(slug(word).into()))
    }

    /// Interns questions.
    pub fn asked(&mut self, asked: Vec<Asked>) -> Arc<[Asked]> {
        if let Some(known) = self.asked.get(asked.as_slice()) {
            return Arc::clone(known);
        }
        let asked: Arc<[Asked]> = asked.into();
        self.asked.insert(Arc::clone(&asked));
        asked
    }

    /// Interns the parts of a summary.
    pub fn share(&mut self, mut summary: Summary) -> Summary {
        summary.team = self.word(summary.team);
        summary.slug = self.word(summary.slug);
        summary.template = summary.template.map(|template| self.word(template));
        if let Some(known) = self.asked.get(&summary.asked) {
            summary.asked = Arc::clone(known);
        } else {
            self.asked.insert(Arc::clone(&summary.asked));
        }
        summary
    }

    fn word(&mut self, word: Arc<str>) -> Arc<str> {
        if let Some(known) = self.words.get(&word) {
            return Arc::clone(known);
        }
        self.words.insert(Arc::clone(&word));
        word
    }
}

#[cfg(test)]
mod tests;
