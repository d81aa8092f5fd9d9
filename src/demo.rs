//! A workspace to try the program on: two years of three made-up teams.
//!
//! Pure: the day is an argument, nothing is written, and chance comes from a fixed seed, so that
//! the same day always gives the same demo.

mod chance;
mod mood;
mod team;
mod trials;
mod words;

use jiff::civil::Date;

use crate::model::{Dimension, Session, Template, TemplatePatch, VotingMode};

// The workspaces that the benches generate are made up in the same way.
pub use chance::Chance;
pub use mood::Mood;
pub use words::{TopicWords, topic};

/// Content of the demo's workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Demo {
    /// The content of its `healthcheck.yaml`.
    pub workspace_yaml: String,
    /// All sessions, team by team, each team's oldest first.
    pub sessions: Vec<Session>,
}

/// Builds the demo that ends on `today`. `spotify` is the built-in template, which the teams' own
/// extends.
///
/// The own template once kept the dimension `speed` and now calls it `flow`, with an alias, as a
/// workspace does when a dimension is renamed.
pub fn demo(today: Date, spotify: &Template) -> Demo {
    let asked = Asked {
        present: own_template(spotify, &present(spotify)),
        before: own_template(spotify, &before(spotify)),
    };
    let sessions = TEAMS
        .iter()
        .zip(1..)
        .flat_map(|(team, seed)| team::sessions(team, &asked, today, seed))
        .collect();
    Demo { workspace_yaml: workspace_yaml(&present(spotify)), sessions }
}

/// The teams' templates, today and before the renaming.
struct Asked {
    present: Template,
    before: Template,
}

/// A team's story, before chance is added.
struct Plan {
    name: &'static str,
    people: &'static [&'static str],
    named: bool,
    way: VotingMode,
    /// Days since the team's first check.
    since: i64,
    /// Days since its last check.
    last: i64,
    /// True while that check is open.
    open: bool,
    /// Dimensions with a story: key, mood at the start, and what a check adds to it.
    stories: &'static [(&'static str, i32, i32)],
}

const TEAMS: [Plan; 3] = [
    Plan {
        name: "Checkout",
        people: &["Ana", "Bo", "Chi", "Dörte", "Emeka", "Farah", "Goran"],
        named: false,
        way: VotingMode::Hands,
        since: 730,
        last: 0,
        open: true,
        stories: &[("easy-to-release", 300, 130), ("flow", 1500, -120), ("fun", 1500, 10)],
    },
    Plan {
        name: "Ledger",
        people: &["Hana", "Ivo", "Jun", "Katka", "Luis", "Mette"],
        named: true,
        way: VotingMode::Turns,
        since: 730,
        last: 16,
        open: false,
        stories: &[("on-call", 1650, -120), ("tech-quality", 500, 80), ("teamwork", 1700, 0)],
    },
    Plan {
        name: "Search",
        people: &["Noor", "Oskar", "Priya", "Quentin", "Rosa", "Sami", "Tove", "Uli"],
        named: false,
        way: VotingMode::Hands,
        since: 455,
        last: 37,
        open: false,
        stories: &[("mission", 1700, -110), ("learning", 700, 130), ("support", 500, 40)],
    },
];

/// Days since `speed` became `flow`.
const RENAMED: i64 = 300;

const OWN_KEY: &str = "our-check";

fn own_template(spotify: &Template, change: &TemplatePatch) -> Template {
    change.apply(Some(spotify)).unwrap_or_else(|_| spotify.clone())
}

fn change(spotify: &Template, drop: &[&str], add: Vec<Dimension>) -> TemplatePatch {
    let asked = |key: &str| spotify.dimensions.iter().any(|dimension| dimension.key == key);
    TemplatePatch {
        key: OWN_KEY.to_owned(),
        extends: Some(spotify.key.clone()),
        drop: drop.iter().filter(|key| asked(key)).map(|key| (*key).to_owned()).collect(),
        add,
        name: Some("Our check".to_owned()),
        ..TemplatePatch::default()
    }
}

fn present(spotify: &Template) -> TemplatePatch {
    change(spotify, &["pawns-or-players", "speed"], vec![flow(), on_call()])
}

fn before(spotify: &Template) -> TemplatePatch {
    change(spotify, &["pawns-or-players"], vec![on_call()])
}

fn flow() -> Dimension {
    Dimension {
        key: "flow".to_owned(),
        name: "Flow".to_owned(),
        awesome: "What we start, we finish within days, and little of that time is spent waiting."
            .to_owned(),
        crappy: "Work piles up half done; it waits for reviews, answers and other teams."
            .to_owned(),
        aliases: vec!["speed".to_owned()],
        ..Dimension::default()
    }
}

fn on_call() -> Dimension {
    Dimension {
        key: "on-call".to_owned(),
        name: "On-call".to_owned(),
        awesome: "Nights are quiet, and an alert means that somebody can do something about it."
            .to_owned(),
        crappy: "The pager never rests, and it mostly cries wolf.".to_owned(),
        aliases: vec!["pager".to_owned()],
        ..Dimension::default()
    }
}

fn workspace_yaml(own: &TemplatePatch) -> String {
    let list =
        |words: &[&str]| words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", ");
    let teams: Vec<String> = TEAMS
        .iter()
        .map(|team| {
            format!("  - name: {}\n    people: [{}]\n", quoted(team.name), list(team.people))
        })
        .collect();
    let added: Vec<String> = own.add.iter().map(dimension_yaml).collect();
    let drop: Vec<&str> = own.drop.iter().map(String::as_str).collect();
    format!(
        "# A demo: these teams are made up, and the whole folder goes away when you leave.\n\
         squadcheck: 1\n\
         title: \"Demo: three made-up teams\"\n\
         defaults: {{template: {OWN_KEY}, secrecy: anonymous, way: hands, threshold: 3, \
         minutes_per_dimension: 4}}\n\
         teams:\n{}\
         templates:\n  - key: {OWN_KEY}\n    name: {}\n    extends: {}\n    \
         drop: [{}]\n    add:\n{}",
        teams.concat(),
        quoted(own.name.as_deref().unwrap_or(OWN_KEY)),
        quoted(own.extends.as_deref().unwrap_or("")),
        list(&drop),
        added.concat(),
    )
}

fn dimension_yaml(dimension: &Dimension) -> String {
    let aliases: Vec<String> = dimension.aliases.iter().map(|alias| quoted(alias)).collect();
    format!(
        "      - key: {}\n        name: {}\n        awesome: {}\n        crappy: {}\n        \
         aliases: [{}]\n",
        quoted(&dimension.key),
        quoted(&dimension.name),
        quoted(&dimension.awesome),
        quoted(&dimension.crappy),
        aliases.join(", "),
    )
}

/// Puts a text in double quotes, as YAML reads them.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests;
