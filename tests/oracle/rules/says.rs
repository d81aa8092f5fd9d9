//! What a session says of itself, line by line.

mod changes;
mod elsewhere;
mod method;
mod suggestions;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::history::{self, Time};
use super::score::Score;
use super::{fraction::Fraction, scale, score, votes};
use crate::plain::{Ballots, Card, Dimension, Light, Session, Template, Workspace};

/// One line: what it is about, the facts that have to be in its words, and what to try.
#[derive(Clone, Debug)]
pub struct Line {
    pub about: &'static str,
    /// The key of the card; none for the whole.
    pub dimension: Option<String>,
    /// Names, words and numbers in the order in which they are said. No other number is.
    pub facts: Vec<String>,
    pub suggest: Vec<String>,
}

impl Line {
    fn whole(about: &'static str, facts: Vec<String>) -> Self {
        Self { about, dimension: None, facts, suggest: Vec::new() }
    }

    fn of(about: &'static str, card: &Card, mut facts: Vec<String>) -> Self {
        facts.insert(0, card.dimension.name.clone());
        let dimension = Some(card.dimension.key.clone());
        Self { about, dimension, facts, suggest: Vec::new() }
    }
}

/// The order in which lines are told.
const ORDER: [&str; 9] =
    ["caution", "moved", "sliding", "streak", "split", "target", "rule", "elsewhere", "prompt"];

/// A session that is read, with what is around it.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'w> {
    pub workspace: &'w Workspace,
    pub session: &'w Session,
}

impl<'w> Reading<'w> {
    fn template(self) -> Option<&'w Template> {
        self.workspace.template(self.session.template.as_deref())
    }

    /// The cards that were not skipped.
    fn cards(self) -> Vec<&'w Card> {
        self.session.cards.iter().filter(|card| !card.skipped).collect()
    }

    /// The dimension of today's template that a card is.
    fn today(self, card: &Card) -> Option<&'w Dimension> {
        let all = &self.template()?.dimensions;
        let (key, goes_by) =
            (&card.dimension.key, |own: &&Dimension| own.aliases.contains(&card.dimension.key));
        all.iter().find(|own| own.key == *key).or_else(|| all.iter().find(goes_by))
    }

    /// The key of a card in today's template, else its own.
    fn key_today(self, card: &'w Card) -> &'w str {
        self.today(card).map_or(&card.dimension.key, |own| &own.key)
    }

    /// The card is answered as its template has it today: numbers of rules mean those levels.
    fn is_as_today(self, card: &Card) -> bool {
        match self.today(card) {
            Some(today) => scale::comparable(&today.scale, &card.dimension.scale),
            None => card.dimension.scale.is_none(),
        }
    }

    /// The earlier times at which the card was agreed on, the newest first; none on a scale that
    /// cannot be compared.
    fn agreed_before(self, card: &Card) -> Vec<Time<'w>> {
        let key = history::key_of(self.workspace, self.session, card);
        let before = history::before(self.workspace, self.session);
        let times = history::times(self.workspace, &before, &key).into_iter().rev();
        times.filter(|then| history::is_comparable(then, card)).collect()
    }
}

/// All lines of a session, in the order in which they are told.
pub fn says(workspace: &Workspace, session: &Session) -> Vec<Line> {
    let reading = Reading { workspace, session };
    let mut lines = caution(reading);
    lines.extend(changes::moved(reading));
    lines.extend(changes::sliding(reading));
    lines.extend(changes::streaks(reading));
    lines.extend(changes::split(reading));
    lines.extend(method::target(reading));
    lines.extend(method::rules(reading));
    lines.extend(elsewhere::lines(reading));
    lines.extend(prompts(reading));
    lines.sort_by_key(|line| ORDER.iter().position(|about| *about == line.about));
    lines
}

/// How much this can say: fewer than five votes on every card, or too few to be shown.
fn caution(reading: Reading<'_>) -> Vec<Line> {
    let Reading { workspace, session } = reading;
    let cards = reading.cards();
    let shown = cards.iter().filter_map(|card| votes::shown(session, card, workspace.threshold));
    let most = shown.map(votes::number).filter(|votes| *votes > 0).max();
    let is_revealed = |card: &&Card| !matches!(card.ballots, Ballots::NotRevealed);
    match most {
        Some(5..) => Vec::new(),
        Some(most) => vec![Line::whole("caution", vec![most.to_string()])],
        None if cards.iter().any(is_revealed) => {
            vec![Line::whole("caution", vec![workspace.threshold.to_string()])]
        }
        None => Vec::new(),
    }
}

/// Questions of the method: those about a card only if it is yellow or red.
fn prompts(reading: Reading<'_>) -> Vec<Line> {
    let Some(template) = reading.template() else { return Vec::new() };
    let mut lines = Vec::new();
    for prompt in &template.prompts {
        let unwell = |key: &String| {
            let cards = reading.cards();
            cards.into_iter().find(|card| reading.key_today(card) == key && is_unwell(card))
        };
        if prompt.dimensions.is_empty() {
            lines.push(Line::whole("prompt", vec![prompt.text.clone()]));
        } else if let Some(card) = prompt.dimensions.iter().find_map(unwell) {
            let (text, name) = (prompt.text.clone(), card.dimension.name.clone());
            let dimension = Some(card.dimension.key.clone());
            let line = Line::whole("prompt", vec![text, name]);
            lines.push(Line { dimension, ..line });
        }
    }
    lines
}

/// The card was agreed to be yellow or red.
pub fn is_unwell(card: &Card) -> bool {
    let light = history::agreed(card).and_then(|vote| scale::light(&card.dimension.scale, vote));
    matches!(light, Some(Light::Yellow | Light::Red))
}

/// A day as sentences write it: `5 Nov 2026`.
fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// An agreed value with its label.
fn agreed(card: &Card) -> String {
    history::agreed(card).map(|vote| scale::name(&card.dimension.scale, vote)).unwrap_or_default()
}

/// A number of checks in a row, which is a word if it is one.
fn checks(number: usize) -> String {
    if number == 1 { "one".to_owned() } else { number.to_string() }
}

/// A score in figures: its mean, its items, its votes, their spread and distribution, and the mean
/// of what was agreed if it is another one.
fn in_figures(session: &Session, score: &Score<'_>) -> Vec<String> {
    let mut facts = vec![score.mean.about_down()];
    facts.extend([score.items.to_string(), score.asked.len().to_string()]);
    if score.is_agreed() {
        let all = score.asked.iter().filter_map(|card| {
            let vote = history::agreed(card)?;
            Some(scale::health(&card.dimension.scale, vote))
        });
        facts.insert(1, "as agreed".to_owned());
        facts.extend(distribution(&all.collect::<Vec<_>>()));
        return facts;
    }
    facts.extend([score.votes.len().to_string(), votes::spread_figure(&score.votes)]);
    facts.extend(distribution(&score.votes));
    let agreed: Option<Fraction> = score::of_agreed(session).map(|agreed| agreed.mean);
    facts.extend(agreed.filter(|mean| *mean != score.mean).map(Fraction::down));
    facts
}

/// How many gave each level, the healthiest first.
fn distribution(healths: &[i64]) -> Vec<String> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for health in healths {
        *counts.entry(*health).or_default() += 1;
    }
    let pair = |(level, count): (i64, usize)| [count.to_string(), scale::level_word(level)];
    counts.into_iter().rev().flat_map(pair).collect()
}
