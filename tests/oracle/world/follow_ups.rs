//! Actions and experiments of a session: done, given up, carried on, and known by old keys.

use jiff::ToSpan;
use jiff::civil::Date;
use serde_yaml::Value;

use super::results::SENTENCES;
use super::{map, now_and_then};
use crate::chance::Chance;
use crate::plain::Template;

/// States of experiments as people write them.
const WORDS: [&str; 7] =
    ["running", "worked", "did not work", "Unclear", "done", "stopped", "soon"];

/// The keys of a session's cards, its template, its day, and today.
pub type About<'a> = (&'a [String], &'a Template, Date, Date);

/// Up to three actions.
pub fn actions(chance: &mut Chance, about: About<'_>) -> Value {
    let mut all: Vec<Value> = Vec::new();
    for _ in 0..chance.below(4) {
        let (changes, last) = changes(chance, about, &["carried", "done", "dropped", "open"]);
        let state = match last {
            Some("done") => "done",
            Some("dropped") => "dropped",
            Some(_) => "open",
            None => ["open", "open", "done", "dropped"][chance.below(4)],
        };
        all.push(map([
            ("text", sentence(chance, about).into()),
            ("owner", (*chance.pick(&["", "Ana", "ana", "Bo", "Chi"])).into()),
            ("due", day(chance, about)),
            ("dimension", key(chance, about)),
            ("state", state.into()),
            ("changes", changes),
        ]));
    }
    all.into()
}

/// Up to two experiments, in the words of people.
pub fn experiments(chance: &mut Chance, about: About<'_>) -> Value {
    let mut all: Vec<Value> = Vec::new();
    for _ in 0..chance.below(6).saturating_sub(3) {
        let (changes, last) =
            changes(chance, about, &["carried", "finished", "dropped", "running"]);
        let state = match last {
            Some("finished") => "finished",
            Some("dropped") => "dropped",
            Some(_) => "running",
            None => chance.pick(&WORDS),
        };
        let learning = *chance.pick(&["Ask first", " ", "Less is more"]);
        let outcome = *chance.pick(&["worked", "did-not", "unclear"]);
        all.push(map([
            ("text", sentence(chance, about).into()),
            ("owner", (*chance.pick(&["", "Ana", "Bo"])).into()),
            ("review", day(chance, about)),
            ("dimension", key(chance, about)),
            ("state", state.into()),
            ("outcome", if state == "finished" { outcome.into() } else { Value::Null }),
            ("learning", now_and_then(chance, 2, learning)),
            ("changes", changes),
        ]));
    }
    all.into()
}

/// The days on which a session was opened again.
pub fn reopened(chance: &mut Chance, day: Date) -> Value {
    if !chance.one_in(10) {
        return Value::Null;
    }
    let later = day.saturating_add(chance.between(0, 100).days());
    vec![Value::from(later.to_string())].into()
}

/// A sentence of the method, in its own letters or others, or one of the team's.
fn sentence(chance: &mut Chance, (_, template, ..): About<'_>) -> String {
    let said = template.rules.iter().flat_map(|rule| &rule.suggest);
    let mut all: Vec<&str> = said.map(|advice| advice.text.as_str()).collect();
    all.extend(SENTENCES);
    let text = (*chance.pick(&all)).to_owned();
    match chance.below(4) {
        0 => text.to_uppercase(),
        1 => format!("{text} Now"),
        _ => text,
    }
}

/// A key of a card, an alias, or one that nobody knows.
fn key(chance: &mut Chance, (asked, template, ..): About<'_>) -> Value {
    match chance.below(6) {
        0 => Value::Null,
        1 => "nobody-knows".into(),
        2 => chance.pick(&template.dimensions).key.clone().into(),
        _ => chance.pick(asked).clone().into(),
    }
}

/// A day around the session, or around today.
fn day(chance: &mut Chance, (_, _, day, today): About<'_>) -> Value {
    let from = if chance.one_in(4) { today } else { day };
    let away = *chance.pick(&[-1, 0, 0, 1, 14, 30, 90]);
    if chance.one_in(4) {
        return Value::Null;
    }
    from.saturating_add(away.days()).to_string().into()
}

/// What became of an item, step by step, and the last step.
fn changes<'w>(
    chance: &mut Chance,
    (_, _, mut day, today): About<'_>,
    steps: &[&'w str],
) -> (Value, Option<&'w str>) {
    let (mut all, mut last) = (Vec::new(), None);
    for _ in 0..chance.below(4) {
        day = day.saturating_add((*chance.pick(&[1, 14, 60, 91])).days());
        if day > today {
            break;
        }
        let step = *chance.pick(steps);
        all.push(map([("date", day.to_string().into()), ("state", step.into())]));
        last = Some(step);
    }
    (all.into(), last)
}
