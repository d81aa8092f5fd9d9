//! What a check came to, in a few figures: how many cards of each light, and how many moved.

use super::consensus::Change;
use super::light::Light;
use super::session::Session;

/// The agreed lights of a session, and what moved since last time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayResult {
    /// Cards that were agreed on, by light, the healthiest first, and then those on levels without
    /// one. No count is zero.
    pub lights: Vec<(Option<Light>, u32)>,
    /// Cards that are healthier than last time.
    pub better: usize,
    /// Cards that are less healthy than last time.
    pub worse: usize,
}

impl DayResult {
    /// Counts the cards of a session, with the change of each that has one.
    pub fn new(session: &Session, changes: &[Change]) -> Self {
        let count = |light: Option<Light>| {
            let votes = session
                .cards
                .iter()
                .filter_map(|card| card.vote().map(|vote| card.dimension.scale.light(vote)));
            (light, u32::try_from(votes.filter(|one| *one == light).count()).unwrap_or(u32::MAX))
        };
        let all = Light::ALL.into_iter().map(Some).chain([None]);
        let moved = |wanted| changes.iter().filter(|change| **change == wanted).count();
        Self {
            lights: all.map(count).filter(|(_, n)| *n > 0).collect(),
            better: moved(Change::Better),
            worse: moved(Change::Worse),
        }
    }
}
