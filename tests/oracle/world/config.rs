//! `healthcheck.yaml`: teams that share or do not, and templates of every kind.

use serde_yaml::Value;

use super::results;
use super::{level, map, now_and_then};
use crate::chance::Chance;
use crate::plain::{Template, Workspace, built_in};

/// Keys of dimensions. Two of them are of the built-in `spotify`, so that templates meet in a row.
const KEYS: [&str; 8] = ["fun", "speed", "trust", "help", "pace", "pager", "mood", "on-call"];
/// Earlier keys: some are another dimension's key elsewhere, so that rows join.
const OLD_KEYS: [&str; 7] = ["joy", "flow", "speed", "tempo", "fun", "care", "mood"];

/// Makes a scale of levels: of any range and step, with and without labels and bands.
pub fn level_scale(chance: &mut Chance) -> Value {
    let ranges = [
        (1, 5, 1000),
        (1, 5, 1000),
        (1, 7, 1000),
        (0, 10, 1000),
        (1, 4, 500),
        (1, 4, 100),
        (-2, 2, 250),
        (1, 2, 1000),
        (1, 3, 1000),
        (1, 5, 125),
    ];
    let (min, max, step) = *chance.pick(&ranges);
    let (min, max) = (min * 1000, max * 1000);
    let steps = (max - min) / step;
    let lights = if chance.one_in(2) && steps > 1 {
        let yellow = chance.between(1, steps - 1);
        let green = chance.between(yellow + 1, steps);
        let at = |steps: i64| level(min + steps * step);
        // What is in the middle may have no light at all.
        let middle = if chance.one_in(5) { "none" } else { "yellow" };
        map([("red", level(min)), (middle, at(yellow)), ("green", at(green))])
    } else {
        Value::Null
    };
    let labels = if chance.one_in(3) {
        Value::Mapping(
            [(level(min), "Never".into()), (level(max), "Always".into())].into_iter().collect(),
        )
    } else {
        Value::Null
    };
    map([
        ("min", level(min)),
        ("max", level(max)),
        ("step", if step == 1000 { Value::Null } else { level(step) }),
        ("labels", labels),
        ("lights", lights),
        ("reversed", now_and_then(chance, 3, true)),
        ("as-of", now_and_then(chance, 6, "2026")),
    ])
}

/// Makes the whole file.
pub fn config(chance: &mut Chance, teams: &[(&str, &str)]) -> Value {
    let mut templates: Vec<Value> = Vec::new();
    for key in ["ours", "rhythm", "spotify", "deep"] {
        let times = if key == "spotify" { 12 } else { 2 };
        if chance.one_in(times) {
            let whole = !chance.one_in(3);
            let made = if whole { complete(chance, key) } else { changed(chance, key, &templates) };
            templates.push(results::added(chance, made, &templates));
        }
    }
    let mut named: Vec<Value> = Vec::new();
    for (name, _) in teams.iter().take(1 + chance.below(teams.len())) {
        let share = now_and_then(chance, 4, false);
        named.push(map([("name", (*name).into()), ("share", share)]));
    }
    let threshold = chance.between(1, 6);
    map([
        ("squadcheck", 1.into()),
        ("defaults", map([("threshold", now_and_then(chance, 3, threshold))])),
        ("teams", named.into()),
        ("templates", templates.into()),
    ])
}

/// The name of a dimension: its key in other letters.
pub fn words(key: &str) -> String {
    let words = key.replace('-', " ");
    words[..1].to_uppercase() + &words[1..]
}

/// A template of its own: dimensions on one scale or on several.
fn complete(chance: &mut Chance, key: &str) -> Value {
    let shared = if chance.one_in(3) { Value::Null } else { level_scale(chance) };
    let mut keys: Vec<&str> = chance.some(&KEYS).into_iter().copied().collect();
    keys.truncate(5);
    keys.extend(keys.is_empty().then_some("fun"));
    let mut claimed: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
    let mut dimensions: Vec<Value> = Vec::new();
    for (at, key) in keys.iter().enumerate() {
        let own = match chance.below(6) {
            0 => level_scale(chance),
            1 => "traffic-light".into(),
            _ => Value::Null,
        };
        let is_level = own.is_mapping() || own.is_null() && shared.is_mapping();
        // What is done is asked right after what is said, on the scale of both.
        let may_pair = shared.is_mapping() && own.is_null() && at == 1;
        let pair = may_pair && dimensions[0]["scale"].is_null() && chance.one_in(2);
        let reversed = if is_level { now_and_then(chance, 4, true) } else { Value::Null };
        let beside = if at > 1 { now_and_then(chance, 4, true) } else { Value::Null };
        dimensions.push(map([
            ("key", (*key).into()),
            ("name", words(key).into()),
            ("awesome", "All is well.".into()),
            ("scale", own),
            ("reversed", reversed),
            ("beside", beside),
            ("pair", if pair { keys[0].into() } else { Value::Null }),
            ("aliases", aliases(chance, &mut claimed)),
        ]));
    }
    map([
        ("key", key.into()),
        ("name", words(key).into()),
        ("scale", shared),
        ("dimensions", dimensions.into()),
    ])
}

/// A change of a built-in template, or of an own one before it.
fn changed(chance: &mut Chance, key: &str, before: &[Value]) -> Value {
    let base = base(chance, before);
    let (mut drop, mut stay): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for dimension in &base.dimensions {
        let goes = chance.one_in(4) && drop.len() + 1 < base.dimensions.len();
        if goes { &mut drop } else { &mut stay }.push(dimension.key.clone());
    }
    let stays = base.dimensions.iter().filter(|own| stay.contains(&own.key));
    let mut claimed: Vec<String> = stays.flat_map(|own| own.aliases.clone()).collect();
    claimed.extend(stay.clone());
    let new = |key: &&&str| !claimed.iter().any(|taken| taken == **key);
    let new: Vec<&str> = KEYS.iter().filter(new).copied().collect();
    let new: Vec<&str> = new.into_iter().take(chance.below(3)).collect();
    claimed.extend(new.iter().map(|key| (*key).to_owned()));
    let mut add: Vec<Value> = Vec::new();
    for key in new {
        // A renamed card: the old key is dropped, and the new one has it as an alias.
        let old = drop.iter().find(|old| !claimed.contains(old)).cloned();
        let aliases = match old.filter(|_| !chance.one_in(3)) {
            Some(old) => {
                claimed.push(old.clone());
                vec![old].into()
            }
            None => aliases(chance, &mut claimed),
        };
        let name = words(key).into();
        add.push(map([("key", key.into()), ("name", name), ("aliases", aliases)]));
    }
    let mut reword: Vec<Value> = Vec::new();
    for key in &stay {
        if chance.one_in(4) {
            reword.push(map([
                ("key", key.clone().into()),
                ("name", now_and_then(chance, 2, format!("{}, in other words", words(key)))),
                ("crappy", now_and_then(chance, 2, "It hurts.")),
                ("aliases", aliases(chance, &mut claimed)),
            ]));
        }
    }
    map([
        ("key", key.into()),
        ("name", words(key).into()),
        ("extends", base.key.into()),
        ("drop", drop.into()),
        ("reword", reword.into()),
        ("add", add.into()),
    ])
}

/// A template to start from: an own one, the one that most teams use, or any other.
fn base(chance: &mut Chance, before: &[Value]) -> Template {
    let own = Workspace::of_config(&map([("templates", before.to_vec().into())])).own;
    let mut built_in = built_in();
    built_in.retain(|template| own.iter().all(|own| own.key != template.key));
    match (own.is_empty(), chance.below(3)) {
        (false, 0) => chance.pick(&own).clone(),
        (_, 1) => chance.pick(&built_in).clone(),
        _ => built_in[0].clone(),
    }
}

/// Up to two earlier keys that nothing of the template claims yet.
fn aliases(chance: &mut Chance, claimed: &mut Vec<String>) -> Value {
    let mut aliases: Vec<Value> = Vec::new();
    for _ in 0..chance.below(3) {
        let old = *chance.pick(&OLD_KEYS);
        if claimed.iter().all(|taken| taken != old) {
            claimed.push(old.to_owned());
            aliases.push(old.into());
        }
    }
    if aliases.is_empty() { Value::Null } else { aliases.into() }
}
