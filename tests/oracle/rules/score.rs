//! The score of a session, and the gap between what is said and what is done.

use super::fraction::Fraction;
use super::{history, scale, votes};
use crate::plain::{Card, Levels, Light, Session, Workspace};

/// A score with what has to stand beside it.
#[derive(Clone, Debug)]
pub struct Score<'s> {
    pub mean: Fraction,
    /// How many items count.
    pub items: usize,
    /// The cards that were asked for it.
    pub asked: Vec<&'s Card>,
    /// All votes after reversal, from the lowest; empty if the mean is that of what was agreed.
    pub votes: Vec<i64>,
}

impl<'s> Score<'s> {
    /// The levels that it is on: those of its first item.
    pub fn levels(&self) -> &'s Levels {
        self.asked[0].dimension.scale.as_ref().unwrap()
    }

    /// It is the mean of what was agreed.
    pub const fn is_agreed(&self) -> bool {
        self.votes.is_empty()
    }

    /// The strictest of the lights that the scales of its items give it. None if one of them has
    /// no light between red and green, and the mean is there.
    pub fn light(&self) -> Option<Light> {
        let scales = || self.asked.iter().map(|card| &card.dimension.scale);
        let of = |scale| scale::strength(scale, self.mean).0;
        let strictest = scales().map(of).min()?;
        let unlit = scales().flatten().any(|levels| levels.unlit);
        (!(unlit && strictest == Light::Yellow)).then_some(strictest)
    }
}

/// The items of a score: cards of levels that are not asked beside it. None if they do not all
/// have the same lowest and highest level.
pub fn items(session: &Session) -> Vec<&Card> {
    let is_item = |card: &&Card| card.dimension.scale.is_some() && !card.dimension.beside;
    let items: Vec<&Card> = session.cards.iter().filter(is_item).collect();
    let range = |card: &Card| scale::range(&card.dimension.scale);
    if items.iter().all(|card| range(card) == range(items[0])) { items } else { Vec::new() }
}

/// The mean of the items' means over votes: each item counts the same, however many voted on it.
pub fn of_votes(session: &Session, threshold: u32) -> Option<Score<'_>> {
    let asked = items(session);
    let mut votes: Vec<i64> = Vec::new();
    let mut means: Vec<Fraction> = Vec::new();
    for card in &asked {
        if let Some(mean) = votes::mean(session, card, threshold) {
            means.push(mean);
            votes.extend(votes::healths(card, votes::shown(session, card, threshold)?));
        }
    }
    votes.sort_unstable();
    Some(Score { mean: Fraction::mean(&means)?, items: means.len(), asked, votes })
}

/// The mean of what was agreed on the items.
pub fn of_agreed(session: &Session) -> Option<Score<'_>> {
    let asked = items(session);
    let means: Vec<Fraction> = asked.iter().filter_map(|card| agreed(card)).collect();
    Some(Score { mean: Fraction::mean(&means)?, items: means.len(), asked, votes: Vec::new() })
}

/// The score that a reading goes by: of the votes, or of what was agreed where none may be shown.
pub fn told(session: &Session, threshold: u32) -> Option<Score<'_>> {
    of_votes(session, threshold).or_else(|| of_agreed(session))
}

/// What was agreed on a card of levels, after reversal.
fn agreed(card: &Card) -> Option<Fraction> {
    let vote = history::agreed(card)?;
    card.dimension.scale.as_ref()?;
    Some(Fraction::whole(scale::health(&card.dimension.scale, vote)))
}

/// A side of a gap: its value, and how many votes that is the mean of; none if it was agreed.
pub type Side = (Fraction, Option<usize>);

/// A pair of cards with the value of each.
#[derive(Clone, Debug)]
pub struct Gap<'s> {
    pub said: &'s Card,
    pub done: &'s Card,
    /// What is said, and what is done; none where one of the two is missing.
    pub sides: Option<(Side, Side)>,
}

impl Gap<'_> {
    /// How far what is said is above what is done.
    pub fn wide(&self) -> Option<Fraction> {
        self.sides.map(|(said, done)| said.0 - done.0)
    }
}

/// All pairs with the means of votes, in the order of those that ask what is done.
pub fn gaps(session: &Session, threshold: u32) -> Vec<Gap<'_>> {
    let side = |card| -> Option<Side> {
        let mean = votes::mean(session, card, threshold)?;
        let counts = votes::shown(session, card, threshold)?;
        Some((mean, Some(votes::healths(card, counts).len())))
    };
    pairs(session, side)
}

/// All pairs as a reading goes by them: without votes on one of the two sides, what was agreed on
/// both.
pub fn told_gaps(session: &Session, threshold: u32) -> Vec<Gap<'_>> {
    let of_agreed = pairs(session, |card| Some((agreed(card)?, None)));
    let both = gaps(session, threshold).into_iter().zip(of_agreed);
    both.map(|(votes, agreed)| if votes.sides.is_some() { votes } else { agreed }).collect()
}

fn pairs<'s>(session: &'s Session, side: impl Fn(&'s Card) -> Option<Side>) -> Vec<Gap<'s>> {
    let gap = |done: &'s Card| {
        let key = done.dimension.pair.as_ref()?;
        let said = session.cards.iter().find(|card| card.dimension.key == *key)?;
        let (a, b) = (&said.dimension.scale, &done.dimension.scale);
        let alike = a.is_some() && b.is_some() && scale::range(a) == scale::range(b);
        Some(Gap { said, done, sides: side(said).zip(side(done)).filter(|_| alike) })
    };
    session.cards.iter().filter_map(gap).collect()
}

/// The scores of a session and of its team's earlier ones on the same template, the newest first.
/// Sessions without one, or with one on another scale, are passed over.
pub fn scores<'w>(workspace: &'w Workspace, session: &'w Session) -> Vec<(&'w Session, Score<'w>)> {
    let mut all = history::before(workspace, session);
    all.retain(|past| past.template == session.template);
    let score = |session: &'w Session| Some((session, told(session, workspace.threshold)?));
    let Some(now) = score(session) else { return Vec::new() };
    let alike = |then: &Score<'_>| scale::same_levels(then.levels(), now.1.levels());
    let before = all.into_iter().rev().filter_map(score);
    let before: Vec<_> = before.filter(|(_, then)| alike(then)).collect();
    std::iter::once(now).chain(before).collect()
}
