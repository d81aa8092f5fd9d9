//! A template as YAML, ready to paste. What is printed is read back as the same template.

use std::fmt::Write as _;

use super::super::super::dimension_yaml;
use super::super::super::yaml::{Flow, quoted};
use crate::model::{
    Advice, Condition, Dimension, Levels, Scale, Scope, Template, TemplateRule, Vote,
};

/// A template as it is pasted under `templates:` in `healthcheck.yaml`.
pub fn template_yaml(template: &Template) -> String {
    let mut out = String::new();
    _ = writeln!(out, "  - key: {}", Flow::key(&template.key));
    for (key, text) in [
        ("name", &template.name),
        ("source", &template.source),
        ("licence", &template.licence),
        ("when", &template.when),
        ("reading", &template.reading),
        ("limits", &template.limits),
    ] {
        if !text.is_empty() {
            _ = writeln!(out, "    {key}: {}", quoted(text));
        }
    }
    let scale = shared(template);
    if let Some(scale) = &scale {
        _ = writeln!(out, "    scale: {}", dimension_yaml::scale_flow(scale));
    }
    out.push_str("    dimensions:\n");
    for dimension in &template.dimensions {
        let lines = dimension_lines(dimension, scale.as_ref());
        for (index, (key, value)) in lines.into_iter().enumerate() {
            _ = writeln!(out, "{}{key}: {value}", if index == 0 { "      - " } else { "        " });
        }
    }
    if let Some(target) = &template.target {
        let entries =
            [("above", Flow::bare(target.above)), ("sessions", Flow::bare(target.sessions))];
        _ = writeln!(out, "    target: {}", Flow::map(entries));
    }
    if !template.rules.is_empty() {
        out.push_str("    rules:\n");
        template.rules.iter().for_each(|rule| rule_lines(&mut out, rule));
    }
    advice_lines(&mut out, "    ", "prompts", &template.prompts);
    out
}

/// The scale that most dimensions have, but for its direction, where more than one has it.
fn shared(template: &Template) -> Option<Scale> {
    let straight: Vec<Scale> = template.dimensions.iter().map(|d| straight(&d.scale)).collect();
    let times = |scale: &Scale| straight.iter().filter(|other| *other == scale).count();
    let most = straight.iter().rev().max_by_key(|scale| times(scale))?;
    (times(most) > 1).then(|| most.clone())
}

fn straight(scale: &Scale) -> Scale {
    match scale {
        Scale::TrafficLight => Scale::TrafficLight,
        Scale::Levels(levels) => Scale::Levels(Levels { reversed: false, ..levels.clone() }),
    }
}

fn dimension_lines(dimension: &Dimension, shared: Option<&Scale>) -> Vec<(&'static str, Flow)> {
    let mut lines = dimension_yaml::words(dimension);
    if let Some(short) = &dimension.short {
        lines.insert(2, ("short", Flow::text(short)));
    }
    if shared == Some(&straight(&dimension.scale)) {
        if dimension.scale.levels().is_some_and(|levels| levels.reversed) {
            lines.push(("reversed", Flow::bare(true)));
        }
    } else {
        lines.push(("scale", dimension_yaml::scale_flow(&dimension.scale)));
    }
    lines.extend(dimension_yaml::relations(dimension));
    if !dimension.aliases.is_empty() {
        lines.push(("aliases", Flow::texts(&dimension.aliases)));
    }
    lines
}

fn rule_lines(out: &mut String, rule: &TemplateRule) {
    let bound = |bound: &Vote| Flow::bare(bound.word());
    let value = match &rule.when {
        Condition::AtMost(at) | Condition::Above(at) => bound(at),
        Condition::Held { above, sessions } => {
            Flow::map([("above", bound(above)), ("sessions", Flow::bare(sessions))])
        }
        Condition::Fell { by, sessions } => {
            Flow::map([("by", Flow::bare(by)), ("sessions", Flow::bare(sessions))])
        }
        Condition::Split(below) => {
            Flow::bare(crate::model::Level::thousandths(i32::try_from(*below).unwrap_or(1000)))
        }
        Condition::Gap(by) => Flow::bare(by),
    };
    _ = writeln!(out, "      - when: {}", Flow::map([(rule.when.key(), value)]));
    if rule.of != rule.when.of_itself() {
        let of = match &rule.of {
            Scope::Score => Flow::bare("score"),
            Scope::Each => Flow::bare("each"),
            Scope::Dimension(key) => Flow::key(key),
        };
        _ = writeln!(out, "        of: {of}");
    }
    _ = writeln!(out, "        say: {}", quoted(&rule.say));
    advice_lines(out, "        ", "suggest", &rule.suggest);
}

fn advice_lines(out: &mut String, indent: &str, key: &str, all: &[Advice]) {
    if !all.is_empty() {
        _ = writeln!(out, "{indent}{key}:");
    }
    for advice in all {
        let text = Flow::text(&advice.text);
        let item = if advice.dimensions.is_empty() {
            text
        } else {
            Flow::map([("text", text), ("for", Flow::keys(&advice.dimensions))])
        };
        _ = writeln!(out, "{indent}  - {item}");
    }
}
