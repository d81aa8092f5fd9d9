//! The parts of a template about results: target, rules and prompts.
//!
//! Reads and checks that what they speak of is there; whether a rule holds is not asked here.

use super::super::super::yaml::{Fields, Node, NodeContent, NodeDecoder};
use crate::library::Position;
use crate::model::{
    Advice, Condition, Dimension, Level, Light, RuleTarget, Scope, Template, TemplateRule, Vote,
};

/// In how many sessions something has to hold, where a file does not say.
const HELD: u32 = 2;

/// The parts of a template that speak of its dimensions, so that they are read when these are
/// settled.
pub struct TemplateText<'n> {
    target: Option<&'n Node>,
    rules: Option<&'n Node>,
    prompts: Option<&'n Node>,
}

impl<'n> TemplateText<'n> {
    /// Takes them from the keys of a template.
    pub fn new(fields: &mut Fields<'n>) -> Self {
        Self {
            target: fields.get("target"),
            rules: fields.get("rules"),
            prompts: fields.get("prompts"),
        }
    }

    /// Reads them into a template. What is given takes the place of what the base says.
    pub fn read(self, decoder: &mut NodeDecoder<'_>, template: &mut Template) {
        if let Some(node) = self.target {
            template.target = target(decoder, node, template);
        }
        if let Some(node) = self.rules {
            let items = decoder.list(node, "`rules`");
            template.rules =
                items.iter().filter_map(|item| rule(decoder, item, template)).collect();
        }
        if let Some(node) = self.prompts {
            template.prompts = advice(decoder, node, "`prompts`", template);
        }
    }
}

fn target(decoder: &mut NodeDecoder<'_>, node: &Node, template: &Template) -> Option<RuleTarget> {
    let mut fields = decoder.fields(node, "`target`")?;
    let above =
        decoder.required(&mut fields, "above", "`target`", "write what the score is to be above");
    let bound = above.and_then(|node| level(decoder, node, "`above`").map(|level| (node, level)));
    let sessions = sessions(decoder, &mut fields, HELD);
    decoder.unknown(&fields, "`target`", &["above", "sessions"]);
    let (node, above) = bound?;
    fits(decoder, node, Vote::Level(above), &Scope::Score, template)?;
    something_above(decoder, node.place, Vote::Level(above), &template.items())?;
    Some(RuleTarget { above, sessions: sessions? })
}

fn rule(decoder: &mut NodeDecoder<'_>, node: &Node, template: &Template) -> Option<TemplateRule> {
    let mut fields = decoder.fields(node, "a rule")?;
    let help = "write for example `when: {at-most: 3}`";
    let when_node = decoder.required(&mut fields, "when", "a rule", help);
    let when = when_node.and_then(|node| when(decoder, node));
    let say =
        decoder.required(&mut fields, "say", "a rule", "write what is said when the rule holds");
    let say = say.and_then(|node| decoder.name(node, "`say`"));
    let suggest = fields
        .get("suggest")
        .map(|node| advice(decoder, node, "`suggest`", template))
        .unwrap_or_default();
    let of_node = fields.get("of");
    decoder.unknown(&fields, "a rule", &["when", "of", "say", "suggest"]);
    let (when, when_node) = (when?, when_node?);
    let of = match of_node {
        Some(node) => of(decoder, node, template)?,
        None => when.of_itself(),
    };
    looks_at_something(decoder, of_node.unwrap_or(when_node), &when, &of, template)?;
    if let Some(bound) = when.bound() {
        fits(decoder, when_node, bound, &of, template)?;
    }
    may_hold(decoder, when_node, &when, &read(&of, template))?;
    Some(TemplateRule { when, of, say: say?, suggest })
}

/// One kind of rule with its numbers.
fn when(decoder: &mut NodeDecoder<'_>, node: &Node) -> Option<Condition> {
    let mut fields = decoder.fields(node, "`when`")?;
    let mut given = Condition::KEYS.into_iter().filter(|key| fields.has(key));
    let (Some(key), None) = (given.next(), given.next()) else {
        let help = format!("write one of {}", Condition::KEYS.join(", "));
        decoder.fault(node.place, "`when` should have one key", help);
        return None;
    };
    let value = fields.get(key)?;
    decoder.unknown(&fields, "`when`", &Condition::KEYS);
    let what = format!("`{key}`");
    match key {
        "at-most" => Some(Condition::AtMost(bound(decoder, value, &what)?)),
        "above" => Some(Condition::Above(bound(decoder, value, &what)?)),
        "held" => {
            let mut fields = decoder.fields(value, &what)?;
            let above =
                decoder.required(&mut fields, "above", &what, "write what it is to be above");
            let above = above.and_then(|node| bound(decoder, node, "`above`"));
            let sessions = sessions(decoder, &mut fields, HELD);
            decoder.unknown(&fields, &what, &["above", "sessions"]);
            Some(Condition::Held { above: above?, sessions: sessions? })
        }
        "fell" => {
            let mut fields = decoder.fields(value, &what)?;
            let by =
                decoder.required(&mut fields, "by", &what, "write by how much: levels, or lights");
            let by = by.and_then(|node| positive(decoder, node, "`by`"));
            let sessions = sessions(decoder, &mut fields, 1);
            decoder.unknown(&fields, &what, &["by", "sessions"]);
            Some(Condition::Fell { by: by?, sessions: sessions? })
        }
        "split" => {
            let below = positive(decoder, value, &what)?;
            if below > Level::whole(1) {
                let message = format!("{what} is {below}, but agreement goes from 0 to 1");
                decoder.fault(value.place, message, "write for example 0.5");
                return None;
            }
            Some(Condition::Split(below.in_thousandths().unsigned_abs()))
        }
        _ => Some(Condition::Gap(positive(decoder, value, &what)?)),
    }
}

fn sessions(decoder: &mut NodeDecoder<'_>, fields: &mut Fields<'_>, otherwise: u32) -> Option<u32> {
    let Some(node) = fields.get("sessions") else { return Some(otherwise) };
    let sessions = decoder.count(node, "`sessions`")?;
    if sessions == 0 {
        decoder.fault(
            node.place,
            "`sessions` is 0, but should be at least 1",
            "write in how many checks, in digits",
        );
        return None;
    }
    Some(sessions)
}

fn raw(node: &Node) -> &str {
    if let NodeContent::Scalar { raw, .. } = &node.content { raw } else { "" }
}

fn level(decoder: &mut NodeDecoder<'_>, node: &Node, what: &str) -> Option<Level> {
    let level = Level::parse(raw(node));
    if level.is_none() {
        let message =
            format!("{what} is {}, but should be a number such as 4 or 2.5", node.found());
        decoder.fault(
            node.place,
            message,
            "write it in digits, with at most three after the point",
        );
    }
    level
}

fn positive(decoder: &mut NodeDecoder<'_>, node: &Node, what: &str) -> Option<Level> {
    let level = level(decoder, node, what)?;
    if level <= Level::whole(0) {
        decoder.fault(
            node.place,
            format!("{what} is {level}, but should be above 0"),
            "write a number such as 0.5",
        );
        return None;
    }
    Some(level)
}

/// A level or a light.
fn bound(decoder: &mut NodeDecoder<'_>, node: &Node, what: &str) -> Option<Vote> {
    let raw = raw(node);
    let bound =
        Light::from_word(raw).map(Vote::Light).or_else(|| Level::parse(raw).map(Vote::Level));
    if bound.is_none() {
        let message = format!("{what} is {}, but should be a level or a light", node.found());
        decoder.fault(
            node.place,
            message,
            "write a number such as 2.5, or `green`, `yellow` or `red`",
        );
    }
    bound
}

fn of(decoder: &mut NodeDecoder<'_>, node: &Node, template: &Template) -> Option<Scope> {
    match decoder.name(node, "`of`")?.as_str() {
        "score" => Some(Scope::Score),
        "each" => Some(Scope::Each),
        key => known(decoder, node, key, template).then(|| Scope::Dimension(key.to_owned())),
    }
}

/// Checks that a dimension exists, and reports it if not.
fn known(decoder: &mut NodeDecoder<'_>, node: &Node, key: &str, template: &Template) -> bool {
    let there = template.dimensions.iter().any(|d| d.key == key);
    if !there {
        let keys: Vec<&str> = template.dimensions.iter().map(|d| d.key.as_str()).collect();
        let message = format!("`{key}` is not a dimension of this template");
        decoder.fault(node.place, message, format!("there are {}", keys.join(", ")));
    }
    there
}

/// The dimensions that a rule of this kind reads.
fn read<'t>(of: &'t Scope, template: &'t Template) -> Vec<&'t Dimension> {
    match of {
        Scope::Score => template.items(),
        Scope::Each => template.dimensions.iter().collect(),
        Scope::Dimension(key) => template.dimensions.iter().filter(|d| d.key == *key).collect(),
    }
}

/// Notes a rule that could never hold, because there is nothing for it to look at.
fn looks_at_something(
    decoder: &mut NodeDecoder<'_>,
    node: &Node,
    when: &Condition,
    of: &Scope,
    template: &Template,
) -> Option<()> {
    let (message, help) = match (when, of) {
        (Condition::Gap(_), Scope::Dimension(key))
            if read(of, template).iter().all(|d| d.pair.is_none()) =>
        {
            (
                format!("`gap` looks at `{key}`, which has no `pair`"),
                "give the key of a dimension with a pair: the one that asks what is done",
            )
        }
        (Condition::Gap(_), _) if template.dimensions.iter().all(|d| d.pair.is_none()) => (
            "`gap` looks at pairs, but this template has none".to_owned(),
            "join two dimensions with `pair`, or use another rule",
        ),
        (Condition::Split(_), Scope::Score) => (
            "`split` looks at the votes on a dimension, not at the score".to_owned(),
            "write `of: each`, or the key of a dimension",
        ),
        (Condition::Gap(_), Scope::Score) => (
            "`gap` looks at what is said and what is done, not at the score".to_owned(),
            "write `of: each`, or the key of a dimension with a pair",
        ),
        (Condition::Gap(_) | Condition::Split(_), _) => return Some(()),
        (_, Scope::Score) if template.items().is_empty() => (
            "this template has no score: its dimensions are lights, or go over different levels"
                .to_owned(),
            "write `of: each`, or the key of a dimension",
        ),
        _ => return Some(()),
    };
    decoder.fault(node.place, message, help);
    None
}

/// Notes a bound that no answer of what is looked at could be.
fn fits(
    decoder: &mut NodeDecoder<'_>,
    node: &Node,
    bound: Vote,
    of: &Scope,
    template: &Template,
) -> Option<()> {
    let Vote::Level(level) = bound else { return Some(()) };
    let all = read(of, template);
    if all.iter().filter_map(|d| d.scale.levels()).any(|levels| levels.reaches(level)) {
        return Some(());
    }
    let answers = all.first().map_or_else(|| "nothing".to_owned(), |d| d.scale.answers());
    let message = format!("the bound is {level}, but what it is for is answered with {answers}");
    decoder.fault(place_of_number(node), message, "write a bound that an answer can reach");
    None
}

/// Notes a rule that no answers could ever meet.
fn may_hold(
    decoder: &mut NodeDecoder<'_>,
    node: &Node,
    when: &Condition,
    looked_at: &[&Dimension],
) -> Option<()> {
    let place = place_of_number(node);
    match when {
        Condition::Above(bound) | Condition::Held { above: bound, .. } => {
            something_above(decoder, place, *bound, looked_at)
        }
        Condition::Fell { by, .. } => as_wide(decoder, place, ("by", *by), looked_at),
        Condition::Gap(by) => {
            let pairs: Vec<&Dimension> =
                looked_at.iter().copied().filter(|d| d.pair.is_some()).collect();
            as_wide(decoder, place, ("gap", *by), &pairs)
        }
        Condition::AtMost(_) | Condition::Split(_) => Some(()),
    }
}

/// Notes a bound that is the best of all there is, and that something should be above.
fn something_above(
    decoder: &mut NodeDecoder<'_>,
    place: Position,
    bound: Vote,
    looked_at: &[&Dimension],
) -> Option<()> {
    let help = match bound {
        Vote::Light(Light::Green) => "write `yellow`: only green is above it".to_owned(),
        Vote::Light(_) => return Some(()),
        Vote::Level(level) => {
            let levels = looked_at.iter().filter_map(|d| d.scale.levels());
            let highest = levels.filter(|levels| levels.reaches(level)).max_by_key(|l| l.max)?;
            if level < highest.max {
                return Some(());
            }
            let below = highest.max.in_thousandths() - highest.step.in_thousandths();
            format!("write a lower bound, such as {}", Level::thousandths(below))
        }
    };
    let message =
        format!("`above` is {}, but nothing can be above it: this never holds", bound.word());
    decoder.fault(place, message, help);
    None
}

/// Notes a difference that is larger than any between two answers.
fn as_wide(
    decoder: &mut NodeDecoder<'_>,
    place: Position,
    (key, by): (&str, Level),
    looked_at: &[&Dimension],
) -> Option<()> {
    let widest = looked_at.iter().map(|d| Level::thousandths(d.scale.width())).max();
    let Some(widest) = widest.filter(|widest| by > *widest) else { return Some(()) };
    let message = format!(
        "`{key}` is {by}, but from the best answer to the worst it is {widest}: this never holds"
    );
    decoder.fault(place, message, format!("write {widest} or less"));
    None
}

/// Returns the place of the number or the light in `when`.
fn place_of_number(when: &Node) -> Position {
    let kind = Condition::KEYS.into_iter().find_map(|key| when.entry(key)).unwrap_or(when);
    let inside = ["above", "by"].into_iter().find_map(|key| kind.entry(key));
    inside.unwrap_or(kind).place
}

/// Sentences, each alone or with the dimensions that it is for.
fn advice(
    decoder: &mut NodeDecoder<'_>,
    node: &Node,
    what: &str,
    template: &Template,
) -> Vec<Advice> {
    let items = decoder.list(node, what);
    items.iter().filter_map(|item| one_advice(decoder, item, what, template)).collect()
}

fn one_advice(
    decoder: &mut NodeDecoder<'_>,
    node: &Node,
    what: &str,
    template: &Template,
) -> Option<Advice> {
    if !matches!(node.content, NodeContent::Map(_)) {
        let text = decoder.name(node, &format!("an item of {what}"))?;
        return Some(Advice { text, dimensions: Vec::new() });
    }
    let what = format!("an item of {what}");
    let mut fields = decoder.fields(node, &what)?;
    let text = decoder.required(&mut fields, "text", &what, "write the sentence under `text`");
    let text = text.and_then(|node| decoder.name(node, "`text`"));
    let mut dimensions = Vec::new();
    if let Some(node) = fields.get("for") {
        for item in decoder.list(node, "`for`") {
            let Some(key) = decoder.name(item, "a key in `for`") else { continue };
            if known(decoder, item, &key, template) && !dimensions.contains(&key) {
                dimensions.push(key);
            }
        }
    }
    decoder.unknown(&fields, &what, &["text", "for"]);
    Some(Advice { text: text?, dimensions })
}
