//! Random workspaces, full of what is rare: nobody's history is as troubled as this.

mod config;
mod follow_ups;
mod results;
mod session;

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use serde_yaml::{Mapping, Value};

use crate::chance::Chance;
use crate::plain::Workspace;
use session::Story;

/// Teams, and how their sessions spell them.
const TEAMS: [(&str, &str); 6] = [
    ("Alpha", "alpha"),
    ("Beta Two", "BETA-two"),
    ("Checkout", "Checkout"),
    ("Delta", "Delta"),
    ("echo", "Echo"),
    ("Foxtrot", "Foxtrot"),
];

/// The files of a workspace.
#[derive(Clone, Debug)]
pub struct World {
    pub config: Value,
    /// Sessions by their path below the folder of sessions.
    pub sessions: Vec<(String, Value)>,
}

impl World {
    /// Makes the workspace of a seed, around a day.
    pub fn new(seed: u64, today: Date) -> Self {
        let chance = &mut Chance::new(seed);
        let config = config::config(chance, &TEAMS);
        let workspace = Workspace::of_config(&config);
        let mut sessions: Vec<(String, Value)> = Vec::new();
        // Now and then all teams ask the same, as a tribe does.
        let tribe = chance.one_in(2);
        let common = workspace.own.first().or_else(|| workspace.built_in.first());
        for (team, spelled) in TEAMS.iter().take(2 + chance.below(4)) {
            let names = if chance.one_in(4) { vec![*team, *spelled] } else { vec![*team] };
            let mut story = Story::new(chance, &workspace, common.filter(|_| tribe), today);
            for (file, session) in story.sessions(chance, &names) {
                sessions.push((file, session));
            }
        }
        Self { config, sessions }
    }

    /// The number of cards of a session.
    pub fn cards(&self, session: usize) -> usize {
        self.sessions[session].1["dimensions"].as_sequence().map_or(0, Vec::len)
    }

    /// The same world with a session less.
    pub fn without_session(&self, at: usize) -> Self {
        let mut world = self.clone();
        world.sessions.remove(at);
        world
    }

    /// The same world with a card less in one session.
    pub fn without_card(&self, session: usize, card: usize) -> Self {
        let mut world = self.clone();
        let cards = world.sessions[session].1["dimensions"].as_sequence_mut().unwrap();
        if cards.len() > 1 {
            cards.remove(card);
        }
        world
    }

    /// Writes the files into an empty folder.
    pub fn write(&self, folder: &Path) {
        fs::create_dir_all(folder.join("sessions")).unwrap();
        let text = |value: &Value| serde_yaml::to_string(value).unwrap();
        fs::write(folder.join("healthcheck.yaml"), text(&self.config)).unwrap();
        for (file, session) in &self.sessions {
            let path = folder.join("sessions").join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text(session)).unwrap();
        }
    }
}

/// A map in this order, without what is null.
pub fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let given = entries.into_iter().filter(|(_, value)| !value.is_null());
    Value::Mapping(given.map(|(key, value)| (key.into(), value)).collect::<Mapping>())
}

/// A level as a number: whole where it is whole.
#[expect(clippy::cast_precision_loss, reason = "levels have few digits")]
pub fn level(thousandths: i64) -> Value {
    if thousandths % 1000 == 0 {
        Value::from(thousandths / 1000)
    } else {
        Value::from(thousandths as f64 / 1000.0)
    }
}

/// A value once in so many times, else nothing.
pub fn now_and_then(chance: &mut Chance, times: usize, value: impl Into<Value>) -> Value {
    if chance.one_in(times) { value.into() } else { Value::Null }
}
