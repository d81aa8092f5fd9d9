//! Files as plain data: what the oracle reads of a workspace, with a reader of its own.
//!
//! A level is in thousandths here, so that numbers are compared exactly. Nothing is checked: the
//! files are those that the generator wrote.

mod template;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::civil::Date;
use serde_yaml::Value;

pub use template::{Advice, Bound, Rule, Scope, Template, When, built_in};

/// Red, yellow and green, from the least healthy one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    Red,
    Yellow,
    Green,
}

/// What people say about where it goes, from the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    Worsening,
    Stable,
    Improving,
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vote {
    Light(Light),
    Level(i64),
}

/// A scale of levels, as a file states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levels {
    pub min: i64,
    pub max: i64,
    pub step: i64,
    /// The lowest levels that are yellow and green, if the file gives them.
    pub lights: Option<(i64, i64)>,
    /// What lies between red and green has no light: `none` stands in the place of `yellow`.
    pub unlit: bool,
    pub labels: BTreeMap<i64, String>,
    pub reversed: bool,
    /// The edition of labels and lights.
    pub as_of: String,
}

/// How a card is answered; none: with lights.
pub type Scale = Option<Levels>;

/// The question of a card.
#[derive(Clone, Debug)]
pub struct Dimension {
    pub key: String,
    pub name: String,
    pub awesome: String,
    pub crappy: String,
    pub aliases: Vec<String>,
    pub scale: Scale,
    pub beside: bool,
    pub pair: Option<String>,
}

/// Counted answers of a card.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub votes: BTreeMap<Vote, u32>,
    pub directions: BTreeMap<Direction, u32>,
    pub abstained: u32,
}

/// The ballots of a card in a file.
#[derive(Clone, Debug)]
pub enum Ballots {
    NotRevealed,
    Hidden,
    Counted(Counts),
}

/// A card of a session.
#[derive(Clone, Debug)]
pub struct Card {
    pub dimension: Dimension,
    pub ballots: Ballots,
    pub vote: Option<Vote>,
    pub direction: Option<Direction>,
    pub skipped: bool,
}

/// An action or an experiment. What only one of the two has is empty in the other.
#[derive(Clone, Debug)]
pub struct FollowUp {
    pub text: String,
    pub owner: String,
    /// The day by which it is due, or under review.
    pub by: Option<Date>,
    pub dimension: Option<String>,
    pub state: String,
    pub outcome: Option<String>,
    pub learning: String,
    pub changes: Vec<(Date, String)>,
}

/// A session with the file that it is in.
#[derive(Clone, Debug)]
pub struct Session {
    /// The file, below the folder of sessions.
    pub file: String,
    pub team: String,
    pub date: Date,
    pub template: Option<String>,
    pub named: bool,
    pub cards: Vec<Card>,
    pub actions: Vec<FollowUp>,
    pub experiments: Vec<FollowUp>,
    /// The last day on which it was opened again.
    pub reopened: Option<Date>,
    pub open: bool,
}

/// A team of `healthcheck.yaml`.
#[derive(Clone, Debug)]
pub struct Team {
    pub name: String,
    pub share: bool,
}

/// A whole workspace.
#[derive(Clone, Debug)]
pub struct Workspace {
    pub threshold: u32,
    pub teams: Vec<Team>,
    /// Own templates, in the order of the file.
    pub own: Vec<Template>,
    /// Built-in templates whose key no own one has.
    pub built_in: Vec<Template>,
    pub sessions: Vec<Session>,
}

impl Workspace {
    /// Reads the files of a folder.
    pub fn read(folder: &Path) -> Self {
        let config = yaml(&folder.join("healthcheck.yaml"));
        let mut files = Vec::new();
        for team in entries(&folder.join("sessions")) {
            files.extend(entries(&team));
        }
        let mut workspace = Self::of_config(&config);
        workspace.sessions = files.iter().map(|file| session(file, &yaml(file))).collect();
        workspace
    }

    /// Reads `healthcheck.yaml`, without sessions.
    pub fn of_config(config: &Value) -> Self {
        let own = template::own(list(&config["templates"]));
        let mut built_in = built_in();
        built_in.retain(|template| own.iter().all(|own| own.key != template.key));
        let team = |team: &Value| Team {
            name: text(&team["name"]),
            share: team["share"].as_bool().unwrap_or(true),
        };
        let threshold = config["defaults"]["threshold"].as_u64().unwrap_or(3);
        Self {
            threshold: threshold.try_into().unwrap(),
            teams: list(&config["teams"]).iter().map(team).collect(),
            own,
            built_in,
            sessions: Vec::new(),
        }
    }

    /// Finds a template by its key.
    pub fn template(&self, key: Option<&str>) -> Option<&Template> {
        self.own.iter().chain(&self.built_in).find(|template| Some(template.key.as_str()) == key)
    }
}

fn entries(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn yaml(file: &Path) -> Value {
    serde_yaml::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

fn session(file: &Path, value: &Value) -> Session {
    let (folder, name) = (file.parent().unwrap().file_name().unwrap(), file.file_name().unwrap());
    Session {
        file: format!("{}/{}", folder.to_str().unwrap(), name.to_str().unwrap()),
        team: text(&value["team"]),
        date: text(&value["date"]).parse().unwrap(),
        template: maybe(&value["template"]),
        named: value["secrecy"] == "named",
        cards: list(&value["dimensions"]).iter().map(card).collect(),
        actions: list(&value["actions"]).iter().map(|item| follow_up(item, "due")).collect(),
        experiments: list(&value["experiments"])
            .iter()
            .map(|item| follow_up(item, "review"))
            .collect(),
        reopened: list(&value["reopened"]).iter().map(|day| text(day).parse().unwrap()).max(),
        open: value["state"] == "open",
    }
}

fn card(value: &Value) -> Card {
    let dimension = dimension(value, None);
    let agreed = &value["agreed"];
    let ballots = if value["votes"] == "hidden" {
        Ballots::Hidden
    } else if let Some(ballots) = value["ballots"].as_mapping() {
        Ballots::Counted(named(ballots.values()))
    } else if value["votes"].is_mapping() {
        Ballots::Counted(Counts {
            votes: counts(&value["votes"], vote),
            directions: counts(&value["directions"], direction),
            abstained: number(&value["abstained"]).unwrap_or(0),
        })
    } else {
        Ballots::NotRevealed
    };
    Card {
        dimension,
        ballots,
        vote: vote(&agreed["vote"]),
        direction: direction(&agreed["direction"]),
        skipped: value["skipped"] == true,
    }
}

/// Counts ballots that have a name each.
fn named<'v>(ballots: impl Iterator<Item = &'v Value>) -> Counts {
    let mut counted = Counts::default();
    for ballot in ballots {
        if let Some(vote) = vote(&ballot["vote"]) {
            *counted.votes.entry(vote).or_default() += 1;
        }
        if let Some(direction) = direction(&ballot["direction"]) {
            *counted.directions.entry(direction).or_default() += 1;
        }
        counted.abstained += u32::from(ballot["abstained"] == true);
    }
    counted
}

/// Reads a dimension of a session or a template; `scale` is that of the template.
pub fn dimension(value: &Value, scale: Option<&Value>) -> Dimension {
    let own =
        if value["scale"].is_null() { scale.unwrap_or(&Value::Null) } else { &value["scale"] };
    let mut scale = levels(own);
    if let (Some(levels), Some(reversed)) = (&mut scale, value["reversed"].as_bool()) {
        levels.reversed = reversed;
    }
    Dimension {
        key: text(&value["key"]),
        name: text(&value["name"]),
        awesome: text(&value["awesome"]),
        crappy: text(&value["crappy"]),
        aliases: list(&value["aliases"]).iter().map(text).collect(),
        scale,
        beside: value["beside"] == true,
        pair: maybe(&value["pair"]),
    }
}

fn levels(value: &Value) -> Scale {
    let levels = value.as_mapping()?;
    let labels = levels.get("labels").and_then(Value::as_mapping);
    let label = |(level, label): (&Value, &Value)| (thousandths(level).unwrap(), text(label));
    let light = |light: &str| thousandths(&value["lights"][light]);
    let middle = light("yellow").or_else(|| light("none"));
    Some(Levels {
        min: thousandths(&value["min"])?,
        max: thousandths(&value["max"])?,
        step: thousandths(&value["step"]).unwrap_or(1000),
        lights: middle.zip(light("green")),
        unlit: light("yellow").is_none() && light("none").is_some(),
        labels: labels.into_iter().flatten().map(label).collect(),
        reversed: value["reversed"] == true,
        as_of: text(&value["as-of"]),
    })
}

fn follow_up(value: &Value, by: &str) -> FollowUp {
    let change = |change: &Value| (text(&change["date"]).parse().unwrap(), text(&change["state"]));
    FollowUp {
        text: text(&value["text"]),
        owner: text(&value["owner"]),
        by: maybe(&value[by]).map(|day| day.parse().unwrap()),
        dimension: maybe(&value["dimension"]),
        state: text(&value["state"]),
        outcome: maybe(&value["outcome"]),
        learning: text(&value["learning"]),
        changes: list(&value["changes"]).iter().map(change).collect(),
    }
}

fn counts<K: Ord>(value: &Value, key: fn(&Value) -> Option<K>) -> BTreeMap<K, u32> {
    let all = value.as_mapping().into_iter().flatten();
    let counted = all.map(|(answer, count)| (key(answer).unwrap(), number(count).unwrap()));
    counted.filter(|(_, count)| *count > 0).collect()
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| number.try_into().ok())
}

/// Reads a light's word, or a level.
pub fn vote(value: &Value) -> Option<Vote> {
    light(value).map(Vote::Light).or_else(|| thousandths(value).map(Vote::Level))
}

/// Reads a light's word.
pub fn light(value: &Value) -> Option<Light> {
    match value.as_str()? {
        "red" => Some(Light::Red),
        "yellow" => Some(Light::Yellow),
        "green" => Some(Light::Green),
        _ => None,
    }
}

fn direction(value: &Value) -> Option<Direction> {
    match value.as_str()? {
        "improving" => Some(Direction::Improving),
        "stable" => Some(Direction::Stable),
        "worsening" => Some(Direction::Worsening),
        _ => None,
    }
}

/// Reads a number in thousandths.
#[expect(clippy::cast_possible_truncation, reason = "a level has three digits after the point")]
pub fn thousandths(value: &Value) -> Option<i64> {
    value.as_f64().map(|number| (number * 1000.0).round() as i64)
}

/// The items of a list; none where it is missing.
pub fn list(value: &Value) -> &[Value] {
    value.as_sequence().map_or(&[], Vec::as_slice)
}

/// A text; empty where it is missing.
pub fn text(value: &Value) -> String {
    maybe(value).unwrap_or_default()
}

/// A text, if there is one.
pub fn maybe(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
