//! What a template says of results: target, rules, things to try, and what to talk about.

use serde_yaml::Value;

use super::{level, map};
use crate::chance::Chance;
use crate::plain::{Dimension, Template, Workspace};
use crate::rules::scale;

/// Sentences to try. Actions of sessions have the same ones, in other letters.
pub const SENTENCES: [&str; 8] = [
    "Talk about the lowest one.",
    "Work in pairs for a week.",
    "Keep half a day free",
    "Ask the other team: what helped?",
    "Cut it in two.",
    "Write it down.",
    "Hold a retro on one question",
    "Say less until we do more.",
];

/// Adds to a template what it says of results, each now and then.
pub fn added(chance: &mut Chance, mut template: Value, before: &[Value]) -> Value {
    let mut all = before.to_vec();
    all.push(template.clone());
    let known = Workspace::of_config(&map([("templates", all.into())])).own.pop().unwrap();
    let items = items(&known);
    let parts = template.as_mapping_mut().unwrap();
    if !items.is_empty() && chance.one_in(2) {
        let above = below_the_top(chance, items[0]);
        let sessions = chance.between(1, 3);
        let target = map([("above", level(above)), ("sessions", sessions.into())]);
        parts.insert("target".into(), target);
    }
    if !chance.one_in(4) {
        let rules: Vec<Value> = (0..chance.below(6)).filter_map(|_| rule(chance, &known)).collect();
        parts.insert("rules".into(), rules.into());
    }
    if chance.one_in(2) {
        parts.insert("prompts".into(), advice(chance, &known));
    }
    template
}

/// The dimensions of a score.
fn items(template: &Template) -> Vec<&Dimension> {
    let is_item = |own: &&Dimension| own.scale.is_some() && !own.beside;
    let items: Vec<&Dimension> = template.dimensions.iter().filter(is_item).collect();
    let range = |own: &Dimension| scale::range(&own.scale);
    if items.iter().all(|own| range(own) == range(items[0])) { items } else { Vec::new() }
}

/// A level of a dimension, and not its highest one.
fn below_the_top(chance: &mut Chance, dimension: &Dimension) -> i64 {
    let levels = dimension.scale.as_ref().unwrap();
    let steps = (levels.max - levels.min) / levels.step;
    levels.min + chance.between(0, steps - 1) * levels.step
}

fn rule(chance: &mut Chance, template: &Template) -> Option<Value> {
    let items = items(template);
    let one = chance.pick(&template.dimensions);
    let (of, looked_at): (&str, Vec<&Dimension>) = match chance.below(3) {
        0 if !items.is_empty() => ("score", items),
        1 => (&one.key, vec![one]),
        _ => ("each", template.dimensions.iter().collect()),
    };
    let narrowest = looked_at.iter().map(|own| scale::range(&own.scale));
    let narrowest = narrowest.map(|(least, most)| most - least).min()?;
    let sessions = chance.between(1, 3);
    let has_pair = looked_at.iter().any(|own| own.pair.is_some());
    let when = match chance.below(7) {
        0 | 1 => map([("at-most", bound(chance, &looked_at))]),
        2 => map([("above", bound(chance, &looked_at))]),
        3 => {
            let above = bound(chance, &looked_at);
            map([("held", map([("above", above), ("sessions", sessions.into())]))])
        }
        4 => {
            let by = (*chance.pick(&[125, 500, 1000, 2000])).min(narrowest);
            map([("fell", map([("by", level(by)), ("sessions", sessions.into())]))])
        }
        5 if of != "score" => map([("split", level(*chance.pick(&[300, 500, 800, 1000])))]),
        6 if has_pair && of != "score" => {
            map([("gap", level((*chance.pick(&[250, 1000, 2000])).min(narrowest)))])
        }
        _ => return None,
    };
    let say = format!("This is what we say of {}.", if of == "each" { "any card" } else { of });
    let suggest = if chance.one_in(4) { Value::Null } else { advice(chance, template) };
    Some(map([("when", when), ("of", of.into()), ("say", say.into()), ("suggest", suggest)]))
}

/// A light, or a level that is not the highest.
fn bound(chance: &mut Chance, looked_at: &[&Dimension]) -> Value {
    let levels: Vec<&&Dimension> = looked_at.iter().filter(|own| own.scale.is_some()).collect();
    if levels.is_empty() || chance.one_in(3) {
        return (*chance.pick(&["yellow", "red"])).into();
    }
    let one = *chance.pick(&levels);
    level(below_the_top(chance, one))
}

fn advice(chance: &mut Chance, template: &Template) -> Value {
    let mut all: Vec<Value> = Vec::new();
    for _ in 0..=chance.below(5) {
        let text = Value::from(*chance.pick(&SENTENCES));
        let mut keys: Vec<Value> = Vec::new();
        for _ in 0..chance.below(3) {
            keys.push(chance.pick(&template.dimensions).key.clone().into());
        }
        all.push(if keys.is_empty() { text } else { map([("text", text), ("for", keys.into())]) });
    }
    all.into()
}
