//! The sessions of one team: a story over years, with all that goes wrong in it.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde_yaml::{Mapping, Value};

use super::config::{level_scale, words};
use super::{follow_ups, level, map, now_and_then};
use crate::chance::Chance;
use crate::plain::{Dimension, Levels, Template, Workspace};
use crate::rules::history;

const PEOPLE: [&str; 8] = ["Ana", "Bo", "Chi", "Dee", "Eli", "Fay", "Gus", "Hal"];

/// How a dimension goes on from session to session.
#[derive(Clone, Copy, Debug)]
enum Mood {
    Rising,
    Falling,
    Steady,
    Moody,
}

/// One team's history while it is being made up.
#[derive(Debug)]
pub struct Story {
    /// The templates that it takes in turn.
    rotation: Vec<Template>,
    today: Date,
    /// Where each dimension stands, from 0 to 100, and how it goes on.
    health: BTreeMap<String, (i64, Mood)>,
    /// Scales that the team changed on its own.
    scales: BTreeMap<String, Value>,
    named: bool,
}

impl Story {
    /// Settles what a team asks, and with which templates.
    pub fn new(
        chance: &mut Chance,
        workspace: &Workspace,
        common: Option<&Template>,
        today: Date,
    ) -> Self {
        let all: Vec<&Template> = workspace.own.iter().chain(&workspace.built_in).collect();
        let usual: Vec<&Template> = all.iter().copied().take(workspace.own.len() + 1).collect();
        let mut rotation: Vec<Template> = Vec::new();
        for at in 0..[1, 1, 2, 2, 3][chance.below(5)] {
            let from = if chance.one_in(4) { &all } else { &usual };
            let own = *chance.pick(from);
            let mut template = common.filter(|_| at == 0).unwrap_or(own).clone();
            while template.dimensions.len() > 5 {
                // A tribe leaves the same out everywhere.
                let last = template.dimensions.len() - 1;
                let gone = if common.is_some() { last } else { chance.below(last + 1) };
                template.dimensions.remove(gone);
            }
            rotation.push(template);
        }
        let named = chance.one_in(4);
        Self { rotation, today, health: BTreeMap::new(), scales: BTreeMap::new(), named }
    }

    /// Makes up all sessions, each with its file below the folder of sessions.
    pub fn sessions(&mut self, chance: &mut Chance, names: &[&str]) -> Vec<(String, Value)> {
        let number = 1 + chance.below(9);
        let mut day = self.today.saturating_sub(chance.between(0, 120).days());
        let mut days = vec![day];
        for _ in 1..number {
            let ago = *chance.pick(&[0, 0, 1, 14, 30, 91, 91, 91, 117, 200, 351, 400]);
            day = day.saturating_sub(ago.days());
            days.insert(0, day);
        }
        let mut files: Vec<(String, Value)> = Vec::new();
        for (at, day) in days.into_iter().enumerate() {
            let turn = if chance.one_in(6) { chance.below(9) } else { at };
            let template = self.rotation[turn % self.rotation.len()].clone();
            let open = if at + 1 == number { chance.one_in(4) } else { chance.one_in(12) };
            let session = self.session(chance, (&template, day), (names, at * 2 < number), open);
            let name = format!("{}/{day}-{}", history::slug(names[0]), template.key);
            let taken = |file: &String| files.iter().any(|(taken, _)| taken == file);
            let mut file = format!("{name}.yaml");
            for number in 2.. {
                if !taken(&file) {
                    break;
                }
                file = format!("{name}-{number}.yaml");
            }
            files.push((file, session));
        }
        files
    }

    fn session(
        &mut self,
        chance: &mut Chance,
        (template, day): (&Template, Date),
        (names, long_ago): (&[&str], bool),
        open: bool,
    ) -> Value {
        let mut cards: Vec<Value> = Vec::new();
        let voters = 1 + chance.below(8);
        for dimension in &template.dimensions {
            let key = if long_ago && !dimension.aliases.is_empty() && !chance.one_in(4) {
                chance.pick(&dimension.aliases).clone()
            } else {
                dimension.key.clone()
            };
            let mut keys = vec![key];
            // Two cards of one dimension: the old one was asked beside the new one.
            if let Some(alias) = dimension.aliases.first().filter(|_| chance.one_in(6)) {
                keys = vec![dimension.key.clone(), alias.clone()];
            }
            for key in keys {
                if !cards.iter().any(|card| card["key"] == key.as_str()) && !chance.one_in(12) {
                    cards.push(self.card(chance, dimension, &key, voters));
                }
            }
        }
        if cards.is_empty() {
            cards.push(self.card(chance, &template.dimensions[0], "fun", voters));
        }
        let asked: Vec<String> =
            cards.iter().map(|card| crate::plain::text(&card["key"])).collect();
        let people: Vec<Value> = PEOPLE.iter().take(voters).map(|name| (*name).into()).collect();
        let (voters, people) =
            if self.named { (Value::Null, people.into()) } else { (voters.into(), Value::Null) };
        let about = (&asked[..], template, day, self.today);
        map([
            ("squadcheck", 1.into()),
            ("team", (*chance.pick(names)).into()),
            ("date", day.to_string().into()),
            ("template", if chance.one_in(40) { Value::Null } else { template.key.clone().into() }),
            ("secrecy", if self.named { "named" } else { "anonymous" }.into()),
            ("voters", voters),
            ("people", people),
            ("dimensions", cards.into()),
            ("actions", follow_ups::actions(chance, about)),
            ("experiments", follow_ups::experiments(chance, about)),
            ("reopened", follow_ups::reopened(chance, day)),
            ("state", if open { "open" } else { "closed" }.into()),
        ])
    }

    fn card(
        &mut self,
        chance: &mut Chance,
        dimension: &Dimension,
        key: &str,
        voters: usize,
    ) -> Value {
        if chance.one_in(25) {
            let changed =
                if chance.one_in(4) { Value::from("traffic-light") } else { level_scale(chance) };
            self.scales.insert(dimension.key.clone(), changed);
        }
        let own = self.scales.get(&dimension.key).cloned();
        let written = own.unwrap_or_else(|| scale_value(dimension.scale.as_ref()));
        let levels = crate::plain::dimension(&map([("scale", written.clone())]), None).scale;
        let health = self.go_on(chance, &dimension.key);
        let answer = |health: i64| answer(levels.as_ref(), health.clamp(0, 100));
        let name = if chance.one_in(12) { words(key) } else { dimension.name.clone() };
        let agreed = map([
            ("vote", if chance.one_in(8) { Value::Null } else { answer(health) }),
            ("direction", direction(chance, self.health[&dimension.key].1)),
        ]);
        let skipped = chance.one_in(10);
        let mut card = Mapping::new();
        let mut put = |key: &str, value: Value| {
            if !value.is_null() {
                card.insert(key.into(), value);
            }
        };
        put("key", key.into());
        put("name", name.into());
        put("awesome", dimension.awesome.clone().into());
        put("crappy", dimension.crappy.clone().into());
        put("scale", written);
        put("beside", if dimension.beside { true.into() } else { Value::Null });
        put("pair", dimension.pair.clone().map_or(Value::Null, Value::from));
        let far = *chance.pick(&[0, 5, 15, 40, 100]);
        let vote = |chance: &mut Chance| answer(health + chance.between(-far, far));
        let plain_skip = skipped && !chance.one_in(4);
        match chance.below(12) {
            _ if plain_skip => {}
            0 => {}
            1 | 2 if !self.named => put("votes", "hidden".into()),
            _ if self.named => put("ballots", ballots(chance, voters, vote)),
            _ => {
                let (votes, directions, abstained) = tally(chance, voters, vote);
                put("votes", votes);
                put("directions", directions);
                put("abstained", abstained);
            }
        }
        put("agreed", if plain_skip { Value::Null } else { agreed });
        put("skipped", if skipped { true.into() } else { Value::Null });
        Value::Mapping(card)
    }

    /// Moves a dimension on, from 0 to 100.
    fn go_on(&mut self, chance: &mut Chance, key: &str) -> i64 {
        let moods = [Mood::Rising, Mood::Falling, Mood::Steady, Mood::Steady, Mood::Moody];
        let first = (chance.between(0, 100), *chance.pick(&moods));
        let (health, mood) = self.health.entry(key.to_owned()).or_insert(first);
        if chance.one_in(5) {
            *mood = *chance.pick(&moods);
        }
        *health = match mood {
            Mood::Rising => (*health + chance.between(5, 40)).min(100),
            Mood::Falling => (*health - chance.between(5, 40)).max(0),
            Mood::Steady => *health,
            Mood::Moody => chance.between(0, 100),
        };
        *health
    }
}

/// The answer that is so healthy, from 0 to 100.
fn answer(scale: Option<&Levels>, health: i64) -> Value {
    let Some(levels) = scale else {
        return ["red", "yellow", "green"][usize::try_from(health * 3 / 101).unwrap()].into();
    };
    let steps = (levels.max - levels.min) / levels.step;
    let steps = (health * steps + 50) / 100;
    let steps =
        if levels.reversed { (levels.max - levels.min) / levels.step - steps } else { steps };
    level(levels.min + steps * levels.step)
}

fn direction(chance: &mut Chance, mood: Mood) -> Value {
    let likely = match mood {
        Mood::Rising => "improving",
        Mood::Falling => "worsening",
        Mood::Steady | Mood::Moody => "stable",
    };
    match chance.below(5) {
        0 => Value::Null,
        1 => (*chance.pick(&["improving", "stable", "worsening"])).into(),
        2 => "worsening".into(),
        _ => likely.into(),
    }
}

/// One ballot a person; not everybody has one.
fn ballots(chance: &mut Chance, voters: usize, vote: impl Fn(&mut Chance) -> Value) -> Value {
    let mut ballots = Mapping::new();
    for person in PEOPLE.iter().take(voters) {
        let direction = direction(chance, Mood::Moody);
        let ballot = match chance.below(8) {
            0 => continue,
            1 => map([("abstained", true.into()), ("direction", direction)]),
            _ => map([("vote", vote(chance)), ("direction", direction)]),
        };
        ballots.insert((*person).into(), ballot);
    }
    Value::Mapping(ballots)
}

/// Counts of votes, directions and abstentions.
fn tally(
    chance: &mut Chance,
    voters: usize,
    vote: impl Fn(&mut Chance) -> Value,
) -> (Value, Value, Value) {
    let (mut votes, mut directions, mut abstained) = (Mapping::new(), Mapping::new(), 0);
    let count = |map: &mut Mapping, key: Value| {
        let before = map.get(&key).and_then(Value::as_u64).unwrap_or(0);
        map.insert(key, (before + 1).into());
    };
    for _ in 0..voters {
        match chance.below(10) {
            0 => {}
            1 => abstained += 1,
            _ => count(&mut votes, vote(chance)),
        }
        let direction = direction(chance, Mood::Moody);
        if !direction.is_null() {
            count(&mut directions, direction);
        }
    }
    (votes.into(), directions.into(), now_and_then(chance, 1, abstained))
}

/// Writes a scale as a file states it.
fn scale_value(scale: Option<&Levels>) -> Value {
    let Some(levels) = scale else { return "traffic-light".into() };
    let labels = levels.labels.iter();
    let labels: Mapping =
        labels.map(|(at, label)| (level(*at), Value::from(label.as_str()))).collect();
    let middle = if levels.unlit { "none" } else { "yellow" };
    let lights = levels.lights.map_or(Value::Null, |(yellow, green)| {
        map([("red", level(levels.min)), (middle, level(yellow)), ("green", level(green))])
    });
    map([
        ("min", level(levels.min)),
        ("max", level(levels.max)),
        ("step", level(levels.step)),
        ("labels", labels.into()),
        ("lights", lights),
        ("reversed", levels.reversed.into()),
        ("as-of", levels.as_of.as_str().into()),
    ])
}
