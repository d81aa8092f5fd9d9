//! What is kept in memory of every session: what lists and grids show, and no sentence of anybody.
//!
//! A workspace may hold twelve thousand sessions; whole ones are read when one of them is opened.
//! What was asked is the same in most sessions of a template, so summaries share it (see
//! [`Shared`]).

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::Date;

use super::action::{ActionState, ExperimentState};
use super::card_summary::{CardSummaries, CardSummary};
use super::light::Light;
use super::scale::Scale;
use super::session::{Secrecy, Session, State, VotingMode};
use super::template::Dimension;
use super::text;

/// One dimension as a session asked it, without its sentences.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    /// The key in the session.
    pub key: String,
    /// The name in the session.
    pub name: String,
    /// How it was answered.
    pub scale: Scale,
    /// Stands for the words of the question: another number is another wording.
    pub wording: u64,
}

/// What lists and grids know of one session.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Who holds the check.
    pub team: Arc<str>,
    /// What the team's name is compared by.
    pub slug: Arc<str>,
    /// The day.
    pub date: Date,
    /// The template's key.
    pub template: Option<Arc<str>>,
    /// Whether ballots carry names.
    pub secrecy: Secrecy,
    /// How ballots are given.
    pub way: VotingMode,
    /// How many vote, as stated.
    pub voters: u32,
    /// How many voted: as stated, or more where a card has more ballots.
    pub turnout: u32,
    /// Open or closed.
    pub state: State,
    /// The version of the format, where a newer program wrote it.
    pub newer: Option<u32>,
    /// What was asked, in order.
    pub asked: Arc<[Asked]>,
    /// One entry for each of [`Self::asked`].
    pub gists: CardSummaries,
    /// For each of its actions that are open, by when it is due.
    pub open_actions: Box<[Option<Date>]>,
    /// How many actions it has, whatever became of them.
    pub actions: u32,
    /// How many of them are done.
    pub done: u32,
    /// How many experiments it has.
    pub experiments: u32,
    /// How many of them are still being tried.
    pub running: u32,
    /// How many have come to their end.
    pub finished: u32,
    /// Of how many of those somebody wrote down what was learnt.
    pub learnt: u32,
}

impl Summary {
    /// What is kept of `session`.
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
            asked: asked.collect(),
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

    /// Whether it is unfinished.
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// Its cards, in order.
    pub fn cards(
        &self,
    ) -> impl DoubleEndedIterator<Item = (&Asked, &CardSummary)> + ExactSizeIterator {
        self.asked.iter().zip(self.gists.iter())
    }

    /// What each card was agreed to be, in order; none where it was not or was skipped.
    pub fn lights(&self) -> impl ExactSizeIterator<Item = Option<Light>> {
        self.cards().map(|(asked, gist)| gist.vote().map(|vote| asked.scale.light(vote)))
    }

    /// How many cards are agreed on or skipped.
    pub fn settled(&self) -> usize {
        self.gists.iter().filter(|gist| gist.settled()).count()
    }

    /// Whether anything is agreed on: a check that has just begun says nothing yet.
    pub fn says_something(&self) -> bool {
        self.gists.iter().any(|gist| gist.vote().is_some())
    }
}

/// What stands for the words of a question: its name, what it looks like at its best and worst, and
/// what its levels are called.
fn wording(dimension: &Dimension) -> u64 {
    let mut words =
        [dimension.name.trim(), dimension.awesome.trim(), dimension.crappy.trim()].join("\n");
    for (level, label) in dimension.scale.levels().into_iter().flat_map(|levels| &levels.labels) {
        _ = write!(words, "\n{level} {label}");
    }
    text::fingerprint(words.as_bytes())
}

/// What summaries have in common, so that it is in memory once.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    words: HashSet<Arc<str>>,
    asked: HashSet<Arc<[Asked]>>,
}

impl Shared {
    /// This text, and what it is compared by as `slug` says.
    pub fn word_and_slug(&mut self, word: &str, slug: fn(&str) -> String) -> (Arc<str>, Arc<str>) {
        (self.word(word.into()), self.word(slug(word).into()))
    }

    /// These questions.
    pub fn asked(&mut self, asked: Vec<Asked>) -> Arc<[Asked]> {
        if let Some(known) = self.asked.get(asked.as_slice()) {
            return Arc::clone(known);
        }
        let asked: Arc<[Asked]> = asked.into();
        self.asked.insert(Arc::clone(&asked));
        asked
    }

    /// The same summary, with its words taken from those that are known already.
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
