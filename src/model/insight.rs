//! Insights: a session read by rules, each with the numbers behind it. Plain data: `messages` says
//! it.
//!
//! The rules of a method are data of its template; those here hold for every method. Nothing is
//! said about a person, nobody is ranked, and nothing is said of votes that are fewer than the
//! threshold: what a team agreed on is its own word, and is read all the same. Knows no screen and
//! no file.

mod changes;
mod elsewhere;
mod finding;
mod rules;
mod suggestions;
mod telling;

use super::consensus::comparable;
use super::history::{SummaryRef, same_card};
use super::score::{self, Score};
use super::session::{Card, Session};
use super::template::{Dimension, Template};
use super::workspace::Workspace;

pub use elsewhere::{RiseElsewhere, rises};
pub use finding::{Evidence, Insight, InsightTopic, Slide, SplitVotes, Tried};
pub use telling::{InsightGroup, Telling};

/// Number of votes under which one person moves the picture.
const FEW: u32 = 5;
/// Most suggestions of a session: one or two are taken up, and the rest is noise.
const SUGGESTIONS: usize = 3;

/// Kind of an insight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InsightKind {
    /// Limits of the result.
    Caution,
    /// A change since last time.
    Moved,
    /// A decline that is not red yet.
    Sliding,
    /// The same light for several checks.
    Streak,
    /// Votes that lie far apart.
    Split,
    /// The target, reached or not.
    Target,
    /// A rule of the method.
    Rule,
    /// Actions of other teams before the same dimension rose for them.
    Elsewhere,
    /// A prompt to talk about.
    Prompt,
}

impl InsightKind {
    /// Names the kind in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Caution => "caution",
            Self::Moved => "moved",
            Self::Sliding => "sliding",
            Self::Streak => "streak",
            Self::Split => "split",
            Self::Target => "target",
            Self::Rule => "rule",
            Self::Elsewhere => "elsewhere",
            Self::Prompt => "prompt",
        }
    }
}

/// An insight with its dimension, and suggestions of the method for it.
#[derive(Clone, Debug, PartialEq)]
pub struct InsightLine {
    /// The dimension that it is about; none: the whole.
    pub about: Option<InsightTopic>,
    /// The finding itself.
    pub insight: Insight,
    /// Suggestions to try, in the words of the template.
    pub suggest: Vec<String>,
}

impl InsightLine {
    fn new(card: &Card, insight: Insight) -> Self {
        Self { about: Some(InsightTopic::new(card)), insight, suggest: Vec::new() }
    }

    const fn whole(insight: Insight) -> Self {
        Self { about: None, insight, suggest: Vec::new() }
    }

    /// Kind of the insight.
    pub const fn kind(&self) -> InsightKind {
        self.insight.kind()
    }
}

/// Input of the rules.
#[derive(Clone, Copy, Debug)]
pub struct InsightInput<'a> {
    /// Workspace of the session.
    pub workspace: &'a Workspace,
    /// Session that is read.
    pub session: &'a Session,
    /// Those of the same team before it, oldest first.
    pub earlier: &'a [&'a Session],
    /// Rises of its dimensions for teams that share, with the session in which they had agreed what
    /// to do.
    pub elsewhere: &'a [(RiseElsewhere, &'a Session)],
}

impl<'a> InsightInput<'a> {
    const fn threshold(&self) -> u32 {
        self.workspace.defaults.threshold
    }

    fn template(&self) -> Option<&'a Template> {
        self.workspace.template(self.session.template.as_deref()?)
    }

    /// Cards with something to tell.
    fn cards(&self) -> impl Iterator<Item = &'a Card> {
        self.session.cards.iter().filter(|card| !card.skipped)
    }

    /// Finds the times before at which this card was agreed on, on a scale that can be compared:
    /// the newest first, each with its session.
    fn agreed_before(&self, card: &'a Card) -> impl Iterator<Item = (&'a Session, &'a Card)> {
        let (workspace, template) = (self.workspace, self.session.template.as_deref());
        let earlier = self.earlier.iter().rev();
        let before = earlier.filter_map(move |past| {
            let then = same_card(workspace, past, template, &card.dimension.key)?;
            then.vote().is_some().then_some((*past, then))
        });
        before.filter(|(_, then)| comparable(&then.dimension.scale, &card.dimension.scale))
    }

    /// The dimension of today's template that a card is, which may have another key now.
    fn today(&self, card: &Card) -> Option<&'a Dimension> {
        self.template()?.dimension(&card.dimension.key)
    }

    /// The key of a card in today's template, else its own.
    fn key_today(&self, card: &'a Card) -> &'a str {
        self.today(card).map_or(&card.dimension.key, |dimension| &dimension.key)
    }

    /// True for a card of levels that mean what today's template means by them, and for lights.
    fn measures_as_today(&self, card: &Card) -> bool {
        let scale = &card.dimension.scale;
        match self.today(card) {
            Some(today) => comparable(&today.scale, scale),
            None => scale.levels().is_none(),
        }
    }

    /// Computes the score of this session, and of those before it on the same template that have
    /// one on the same scale, newest first.
    fn scores(&self) -> Vec<(&'a Session, Score)> {
        let same = self.earlier.iter().rev().filter(|past| past.template == self.session.template);
        let score =
            |session: &&'a Session| Some((*session, score::told(session, self.threshold())?));
        let Some(now) = score(&self.session) else { return Vec::new() };
        let before = same.filter_map(score).filter(|(_, then)| then.measures_as(&now.1));
        std::iter::once(now.clone()).chain(before).collect()
    }
}

/// Reads a session: all insights, in the order in which they are told.
pub fn read(input: &InsightInput<'_>) -> Vec<InsightLine> {
    let mut lines = Vec::new();
    caution(input, &mut lines);
    changes::moved(input, &mut lines);
    changes::sliding(input, &mut lines);
    changes::streaks(input, &mut lines);
    changes::split(input, &mut lines);
    rules::target(input, &mut lines);
    rules::rules(input, &mut lines);
    elsewhere::lines(input, &mut lines);
    prompts(input, &mut lines);
    lines.sort_by_key(InsightLine::kind);
    lines
}

/// Warns of few votes.
fn caution(input: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    let (session, threshold) = (input.session, input.threshold());
    let shown = input.cards().map(|card| card.shown(session.secrecy(), threshold));
    let counts: Vec<u32> =
        shown.filter_map(|shown| shown.tally().map(super::Tally::n)).filter(|n| *n > 0).collect();
    let revealed = || input.cards().any(|card| card.revealed.is_some());
    let insight = match counts.iter().max().copied() {
        Some(most) => (most < FEW).then_some(Insight::FewVotes { most }),
        None => revealed().then_some(Insight::HiddenVotes { threshold }),
    };
    lines.extend(insight.map(InsightLine::whole));
}

/// Adds the method's prompts: those for cards that are not well first, then the general ones.
fn prompts(input: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    let Some(template) = input.template() else { return };
    for prompt in &template.prompts {
        let about = |key: &String| {
            input.cards().find(|card| input.key_today(card) == key && rules::is_unwell(card))
        };
        let insight = Insight::Prompt { text: prompt.text.clone() };
        if prompt.dimensions.is_empty() {
            lines.push(InsightLine::whole(insight));
        } else if let Some(card) = prompt.dimensions.iter().find_map(about) {
            lines.push(InsightLine::new(card, insight));
        }
    }
}

/// Lists the present keys of dimensions that are not well in this session, or slide. Two cards of
/// one dimension are one key: each rise is found once.
pub fn dimensions_to_learn(input: &InsightInput<'_>) -> Vec<String> {
    let template = input.session.template.as_deref();
    let mut keys: Vec<String> = Vec::new();
    for card in input.cards().filter(|card| may_learn(input, card)) {
        let key = input.workspace.present_key(template, &card.dimension.key);
        if keys.iter().all(|known| known != key) {
            keys.push(key.to_owned());
        }
    }
    keys
}

/// True for a card that is not well, or slides.
fn may_learn<'a>(input: &InsightInput<'a>, card: &'a Card) -> bool {
    rules::is_unwell(card) || changes::slides(input, card).is_some()
}

/// Finds rises of other teams in the dimensions that are not well in this session.
pub fn to_learn_from(input: &InsightInput<'_>, all: &[SummaryRef<'_>]) -> Vec<RiseElsewhere> {
    rises(
        input.workspace,
        all,
        &input.session.team,
        input.session.date,
        &dimensions_to_learn(input),
    )
}
