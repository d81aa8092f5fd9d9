//! A made-up team's mood about a dimension, and its drift. Knows no card and no session.

use crate::model::{Direction, Light};

use super::chance::Chance;

/// A team's mood about a dimension: 0 is all red, 2000 is all green, as health is counted.
#[derive(Clone, Debug)]
pub struct Mood {
    at: i32,
    drift: i32,
    /// Checks until the drift changes.
    lasts: i32,
}

impl Mood {
    /// Draws a mood.
    pub fn new(chance: &mut Chance) -> Self {
        Self {
            at: chance.between(700, 1750),
            drift: chance.between(-70, 70),
            lasts: chance.between(2, 5),
        }
    }

    /// Starts at a given mood and keeps its drift for many checks.
    pub const fn of_story(at: i32, drift: i32) -> Self {
        Self { at, drift, lasts: 9 }
    }

    /// Moves on to the next check.
    pub fn walk(&mut self, chance: &mut Chance) {
        self.at += self.drift + chance.between(-60, 60);
        if !(150..=1850).contains(&self.at) {
            self.at = self.at.clamp(150, 1850);
            self.drift = -self.drift / 3;
        }
        self.lasts -= 1;
        if self.lasts <= 0 {
            self.drift = chance.between(-110, 110);
            self.lasts = chance.between(2, 5);
        }
    }

    /// Draws the mood of one person of the team.
    pub fn felt(&self, chance: &mut Chance) -> i32 {
        // Two throws, so that most people stand near the team's mood and a few do not.
        self.at + chance.between(-400, 400) + chance.between(-400, 400)
    }

    /// Draws the light that one person votes.
    pub fn vote(&self, chance: &mut Chance) -> Light {
        match self.felt(chance) {
            ..600 => Light::Red,
            600..1350 => Light::Yellow,
            _ => Light::Green,
        }
    }

    /// Draws the direction that one person gives.
    pub fn direction(&self, chance: &mut Chance) -> Direction {
        match self.drift + chance.between(-80, 80) {
            ..-60 => Direction::Worsening,
            -60..=60 => Direction::Stable,
            _ => Direction::Improving,
        }
    }
}
