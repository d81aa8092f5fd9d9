//! The difference between what the rules say and what the program prints.

use serde_yaml::Value;

use crate::expected::FACTS;
use crate::rules::history::slug;

/// A value that the program prints in another way than the rules have it.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Where in what was printed: `dimensions/2/change`.
    pub place: String,
    pub expected: String,
    pub printed: String,
}

/// Maps in which nothing but what is expected may be, in this order.
const WHOLE: [&str; 3] = ["votes", "distribution", "pattern"];

/// Compares values. What the rules do not speak of may be printed besides.
pub fn differences(place: &str, expected: &Value, printed: &Value) -> Vec<Difference> {
    let differ = || vec![difference(place, &written(expected), &written(printed))];
    let below = |name: &str| format!("{place}/{name}").trim_start_matches('/').to_owned();
    match (expected, printed) {
        (Value::Mapping(all), Value::Mapping(there)) => {
            let whole = WHOLE.contains(&place.rsplit('/').next().unwrap_or_default());
            if whole && !all.keys().eq(there.keys()) {
                return differ();
            }
            let parts = all.iter().map(|(key, value)| {
                if key.as_str() == Some(FACTS) {
                    return facts(&below(FACTS), value, printed);
                }
                let found = there.get(key).unwrap_or(&Value::Null);
                differences(&below(&written(key)), value, found)
            });
            parts.flatten().collect()
        }
        (Value::Sequence(all), Value::Sequence(there)) if all.len() == there.len() => {
            let pairs = all.iter().zip(there).enumerate();
            pairs.flat_map(|(at, (a, b))| differences(&below(&at.to_string()), a, b)).collect()
        }
        // Figures are printed with three digits after the point.
        (Value::Number(a), Value::Number(b)) => {
            let near = a.as_f64().zip(b.as_f64()).is_some_and(|(a, b)| (a - b).abs() < 0.001_01);
            if near { Vec::new() } else { differ() }
        }
        // A team that the workspace does not name may be shown in any of its spellings.
        (Value::String(a), Value::String(b)) if place.ends_with("/team") && slug(a) == slug(b) => {
            Vec::new()
        }
        _ if expected == printed => Vec::new(),
        _ => differ(),
    }
}

fn difference(place: &str, expected: &str, printed: &str) -> Difference {
    let [place, expected, printed] = [place, expected, printed].map(str::to_owned);
    Difference { place, expected, printed }
}

/// The sentence and the reason of a line have to say these facts in this order, and no other
/// number: words may change, and what they say may not.
fn facts(place: &str, facts: &Value, line: &Value) -> Vec<Difference> {
    let facts: Vec<String> = crate::plain::list(facts).iter().map(crate::plain::text).collect();
    let said = [&line["says"], &line["reason"]].map(crate::plain::text).join(" | ");
    let mut rest = said.as_str();
    for fact in &facts {
        match after(rest, fact) {
            Some(after) => rest = after,
            None => return vec![difference(place, &facts.join(", "), &said)],
        }
    }
    let all = facts.join(" ");
    if numbers(&all) == numbers(&said) {
        return Vec::new();
    }
    vec![difference(place, &facts.join(", "), &said)]
}

/// The text after a fact, which is not a part of a longer word or number.
fn after<'t>(text: &'t str, fact: &str) -> Option<&'t str> {
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = |(at, _): &(usize, &str)| {
        let (before, after) = (&text[..*at], &text[at + fact.len()..]);
        let begins_inside =
            fact.starts_with(char::is_alphanumeric) && is_part(before.chars().next_back());
        !begins_inside && !is_part(after.chars().next())
    };
    let found = text.match_indices(fact).find(whole);
    found.map(|(at, _)| &text[at + fact.len()..])
}

/// All numbers of a text in their order.
fn numbers(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != '-');
    let number = |part: &str| part.trim_matches(['.', '-']).to_owned();
    parts.map(number).filter(|part| !part.is_empty()).collect()
}

/// Writes a value in one line.
pub fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => serde_json::to_string(value).unwrap_or_default(),
    }
}
