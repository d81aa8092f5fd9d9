//! Suggestions of a session: three at most over all its lines, for the weakest dimensions first.

use super::super::scale::{Rank, Scale, Vote};
use super::super::score;
use super::super::session::Card;
use super::super::template_rule::Advice;
use super::super::text;
use super::{InsightInput, InsightLine, SUGGESTIONS};

/// Suggestions that rules offer, before the best are chosen.
pub struct Suggestions<'a> {
    input: InsightInput<'a>,
    /// Keys of today's template from the weakest dimension to the strongest.
    weakest: Vec<&'a str>,
    offered: Vec<Offer<'a>>,
}

struct Offer<'a> {
    /// Place of the weakest dimension that it is for; then of the rule, and in the rule.
    order: (usize, usize, usize),
    text: &'a str,
    line: usize,
}

impl<'a> Suggestions<'a> {
    pub fn new(input: &InsightInput<'a>) -> Self {
        Self { input: *input, weakest: weakest(input), offered: Vec::new() }
    }

    /// Adds the suggestions of a rule to a line, which is about the whole or one card.
    pub fn offer(
        &mut self,
        rule: usize,
        advice: &'a [Advice],
        card: Option<&'a Card>,
        line: usize,
    ) {
        let about = card.map(|card| self.input.key_today(card));
        for (at, advice) in advice.iter().enumerate() {
            let general = advice.dimensions.is_empty();
            let place = |key: &str| self.weakest.iter().position(|weak| *weak == key);
            let place = match about {
                Some(key) if general || advice.dimensions.iter().any(|own| own == key) => {
                    place(key)
                }
                Some(_) => continue,
                None => advice.dimensions.iter().filter_map(|key| place(key)).min(),
            };
            let order = (place.unwrap_or(usize::MAX), rule, at);
            self.offered.push(Offer { order, text: &advice.text, line });
        }
    }

    /// Gives the best to their lines, each once, and none that is under way.
    pub fn give(mut self, lines: &mut [InsightLine]) {
        self.offered.sort_by_key(|offer| offer.order);
        let mut given: Vec<String> = Vec::new();
        for offer in &self.offered {
            let slug = text::slug(offer.text);
            if given.len() < SUGGESTIONS && !given.contains(&slug) && !self.is_under_way(&slug) {
                given.push(slug);
                lines[offer.line].suggest.push(offer.text.to_owned());
            }
        }
    }

    fn is_under_way(&self, slug: &str) -> bool {
        let InsightInput { session, earlier, .. } = self.input;
        let day = session.as_of();
        let mut sessions = std::iter::once(session).chain(earlier.iter().copied());
        sessions.any(|session| {
            let mut actions = session.actions.iter().filter(|action| action.at(day).is_open());
            let mut tried = session.experiments.iter().filter(|tried| tried.at(day).is_running());
            actions.any(|action| text::slug(&action.text) == slug)
                || tried.any(|tried| text::slug(&tried.text) == slug)
        })
    }
}

/// Sorts keys of dimensions from the weakest to the strongest: levels by the mean of their votes,
/// else by what was agreed.
fn weakest<'a>(input: &InsightInput<'a>) -> Vec<&'a str> {
    let rank = |card: &'a Card| -> Option<(Rank, &'a str)> {
        let scale = &card.dimension.scale;
        let mean = score::of_card(card, input.session, input.threshold());
        let by_votes = mean.map(|score| score.rank());
        let rank = by_votes.or_else(|| card.vote().map(|vote| agreed(scale, vote)))?;
        Some((rank, input.key_today(card)))
    };
    let mut known: Vec<(Rank, &str)> = input.cards().filter_map(rank).collect();
    known.sort_by_key(|(rank, _)| *rank);
    known.into_iter().map(|(_, key)| key).collect()
}

fn agreed(scale: &Scale, vote: Vote) -> Rank {
    scale.rank(vote)
}
