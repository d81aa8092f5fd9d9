//! Templates as plain data: the built-in files, and those of `healthcheck.yaml` applied to them.

use std::fs;
use std::path::Path;

use serde_yaml::Value;

use super::{Dimension, Light, dimension, light, list, maybe, text, thousandths};

/// A template after `extends`, `drop`, `reword` and `add`.
#[derive(Clone, Debug, Default)]
pub struct Template {
    pub key: String,
    pub dimensions: Vec<Dimension>,
    pub target: Option<Target>,
    pub rules: Vec<Rule>,
    pub prompts: Vec<Advice>,
}

/// Where the score should be, and for how many checks.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub above: i64,
    pub sessions: usize,
}

/// A sentence, and what it is for.
#[derive(Clone, Debug)]
pub struct Advice {
    pub text: String,
    pub dimensions: Vec<String>,
}

/// A bound of a rule.
#[derive(Clone, Copy, Debug)]
pub enum Bound {
    Light(Light),
    Level(i64),
}

/// A condition.
#[derive(Clone, Copy, Debug)]
pub enum When {
    AtMost(Bound),
    Above(Bound),
    Held { above: Bound, sessions: usize },
    Fell { by: i64, sessions: usize },
    Split(i64),
    Gap(i64),
}

/// What a rule looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    Score,
    Each,
    One(String),
}

/// A rule of a template.
#[derive(Clone, Debug)]
pub struct Rule {
    pub when: When,
    pub of: Scope,
    pub say: String,
    pub suggest: Vec<Advice>,
}

/// The order in which the program knows its templates.
const BUILT_IN: [&str; 8] = [
    "spotify",
    "generative-culture",
    "westrum",
    "psychological-safety",
    "learning-organization",
    "experimentation",
    "four-key-metrics",
    "generative-leadership",
];

/// Reads the templates that come with the program.
pub fn built_in() -> Vec<Template> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let read = |key: &str| -> Value {
        let text = fs::read_to_string(folder.join(format!("{key}.yaml"))).unwrap();
        serde_yaml::from_str(&text).unwrap()
    };
    BUILT_IN.iter().map(|key| template(&read(key), &[])).collect()
}

/// Reads own templates. Each may extend a built-in one, or one before it.
pub fn own(items: &[Value]) -> Vec<Template> {
    let (mut known, mut own) = (built_in(), Vec::new());
    for item in items {
        let made = template(item, &known);
        match known.iter_mut().find(|template| template.key == made.key) {
            Some(replaced) => *replaced = made.clone(),
            None => known.push(made.clone()),
        }
        own.push(made);
    }
    own
}

fn template(value: &Value, known: &[Template]) -> Template {
    let base = maybe(&value["extends"]);
    let base = known.iter().find(|template| Some(&template.key) == base.as_ref());
    let mut made = base.cloned().unwrap_or_default();
    made.key = text(&value["key"]);
    drop(&mut made, &list(&value["drop"]).iter().map(text).collect::<Vec<_>>());
    for words in list(&value["reword"]) {
        let key = text(&words["key"]);
        let reworded = made.dimensions.iter_mut().find(|dimension| dimension.key == key);
        reword(reworded.unwrap(), words);
    }
    for key in ["dimensions", "add"] {
        let scale = Some(&value["scale"]);
        made.dimensions.extend(list(&value[key]).iter().map(|item| dimension(item, scale)));
    }
    if !value["target"].is_null() {
        made.target = Some(Target {
            above: thousandths(&value["target"]["above"]).unwrap(),
            sessions: sessions(&value["target"], 2),
        });
    }
    if !value["rules"].is_null() {
        made.rules = list(&value["rules"]).iter().map(rule).collect();
    }
    if !value["prompts"].is_null() {
        made.prompts = list(&value["prompts"]).iter().map(advice).collect();
    }
    made
}

/// Leaves dimensions out, with what the template says about them alone.
fn drop(template: &mut Template, keys: &[String]) {
    let gone = |key: &String| keys.contains(key);
    template.dimensions.retain(|dimension| !gone(&dimension.key));
    for dimension in &mut template.dimensions {
        dimension.pair = dimension.pair.take().filter(|key| !gone(key));
    }
    template.rules.retain(|rule| !matches!(&rule.of, Scope::One(key) if gone(key)));
    let forget = |all: &mut Vec<Advice>| {
        all.retain_mut(|advice| {
            let whole = advice.dimensions.is_empty();
            advice.dimensions.retain(|key| !gone(key));
            whole || !advice.dimensions.is_empty()
        });
    };
    for rule in &mut template.rules {
        forget(&mut rule.suggest);
    }
    forget(&mut template.prompts);
}

fn reword(dimension: &mut Dimension, words: &Value) {
    let parts = [
        ("name", &mut dimension.name),
        ("awesome", &mut dimension.awesome),
        ("crappy", &mut dimension.crappy),
    ];
    for (key, part) in parts {
        if let Some(new) = maybe(&words[key]) {
            *part = new;
        }
    }
    dimension.aliases.extend(list(&words["aliases"]).iter().map(text));
}

fn rule(value: &Value) -> Rule {
    let when = when(&value["when"]);
    let scope = match value["of"].as_str() {
        Some("score") => Scope::Score,
        Some("each") => Scope::Each,
        Some(key) => Scope::One(key.to_owned()),
        None if matches!(when, When::Split(_) | When::Gap(_)) => Scope::Each,
        None => Scope::Score,
    };
    let suggest = list(&value["suggest"]).iter().map(advice).collect();
    Rule { when, of: scope, say: text(&value["say"]), suggest }
}

fn when(value: &Value) -> When {
    let (key, of) = value.as_mapping().unwrap().iter().next().unwrap();
    match key.as_str().unwrap() {
        "at-most" => When::AtMost(bound(of)),
        "above" => When::Above(bound(of)),
        "held" => When::Held { above: bound(&of["above"]), sessions: sessions(of, 2) },
        "fell" => When::Fell { by: thousandths(&of["by"]).unwrap(), sessions: sessions(of, 1) },
        "split" => When::Split(thousandths(of).unwrap()),
        _ => When::Gap(thousandths(of).unwrap()),
    }
}

fn sessions(value: &Value, otherwise: usize) -> usize {
    value["sessions"].as_u64().map_or(otherwise, |sessions| sessions.try_into().unwrap())
}

fn bound(value: &Value) -> Bound {
    light(value).map_or_else(|| Bound::Level(thousandths(value).unwrap()), Bound::Light)
}

fn advice(value: &Value) -> Advice {
    if let Some(text) = maybe(value) {
        return Advice { text, dimensions: Vec::new() };
    }
    let mut dimensions: Vec<String> = Vec::new();
    for key in list(&value["for"]) {
        if !dimensions.contains(&text(key)) {
            dimensions.push(text(key));
        }
    }
    Advice { text: text(&value["text"]), dimensions }
}
