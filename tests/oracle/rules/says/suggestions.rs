//! Three things to try, over all lines together: for the weakest dimensions first.

use super::{Line, Reading};
use crate::plain::{Advice, Card, Light};
use crate::rules::fraction::Fraction;
use crate::rules::{follow_up, history, scale, votes};

/// What rules offer, before the best are chosen.
#[derive(Debug)]
pub struct Suggestions<'w> {
    reading: Reading<'w>,
    /// Keys of today's template from the weakest dimension on.
    weakest: Vec<&'w str>,
    offers: Vec<Offer>,
}

#[derive(Debug)]
struct Offer {
    /// How weak what it is for is, then which rule, and where in the rule.
    order: (usize, usize, usize),
    text: String,
    line: usize,
}

impl<'w> Suggestions<'w> {
    /// Begins with nothing.
    pub fn new(reading: Reading<'w>) -> Self {
        Self { reading, weakest: weakest(reading), offers: Vec::new() }
    }

    /// Offers what a rule suggests to a line. Under a line about one dimension a suggestion counts
    /// with that dimension, and is left out if it is for others.
    pub fn offer(&mut self, (rule, line): (usize, usize), all: &[Advice], card: Option<&'w Card>) {
        for (at, advice) in all.iter().enumerate() {
            let place = |key: &str| self.weakest.iter().position(|weak| *weak == key);
            let place = match card.map(|card| self.reading.key_today(card)) {
                None => advice.dimensions.iter().filter_map(|key| place(key)).min(),
                Some(key) => {
                    let own = advice.dimensions.iter().any(|own| own == key);
                    if !own && !advice.dimensions.is_empty() {
                        continue;
                    }
                    place(key)
                }
            };
            let order = (place.unwrap_or(usize::MAX), rule, at);
            self.offers.push(Offer { order, text: advice.text.clone(), line });
        }
    }

    /// Gives the first three to their lines, each once, and none that is under way.
    pub fn give(mut self, lines: &mut [Line]) {
        self.offers.sort_by_key(|offer| offer.order);
        let mut given: Vec<String> = Vec::new();
        for offer in &self.offers {
            let slug = history::slug(&offer.text);
            if given.len() < 3 && !given.contains(&slug) && !self.is_under_way(&slug) {
                given.push(slug);
                lines[offer.line].suggest.push(offer.text.clone());
            }
        }
    }

    /// An open action or a running experiment says the same, in whatever letters.
    fn is_under_way(&self, slug: &str) -> bool {
        let Reading { workspace, session } = self.reading;
        let known = follow_up::known_until(session);
        let mut sessions = history::before(workspace, session);
        sessions.push(session);
        let all =
            sessions.iter().flat_map(|session| session.actions.iter().chain(&session.experiments));
        let mut open =
            all.filter(|item| follow_up::standing_on(item, known) == follow_up::Standing::Open);
        open.any(|item| history::slug(&item.text) == slug)
    }
}

/// The dimensions from the weakest on: levels with the mean of their votes, all others and those
/// without votes with what was agreed.
fn weakest(reading: Reading<'_>) -> Vec<&str> {
    let Reading { workspace, session } = reading;
    let mut known: Vec<((Light, Fraction), &str)> = Vec::new();
    for card in reading.cards() {
        let own = &card.dimension.scale;
        let agreed = history::agreed(card).map(|vote| Fraction::whole(scale::health(own, vote)));
        let health = votes::mean(session, card, workspace.threshold).or(agreed);
        if let Some(health) = health {
            known.push((scale::strength(own, health), reading.key_today(card)));
        }
    }
    known.sort_by_key(|(strength, _)| *strength);
    known.into_iter().map(|(_, key)| key).collect()
}
