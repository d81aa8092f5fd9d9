//! What is asked, in files: a dimension's wording and its scale, the same in sessions and in templates.
//!
//! Reads and writes; what an answer means is the model's.

use std::collections::BTreeMap;

use super::yaml::{Content, Decoder, Fields, Flow, Node};
use crate::model::{Bands, Dimension, Level, Levels, Light, Scale, Vote};

/// The word for the scale of lights.
const TRAFFIC_LIGHT: &str = "traffic-light";
/// The most levels of a scale.
const MOST_LEVELS: i32 = 1000;

/// Reads the wording of a dimension: its key, name, what it looks like, and how it is answered.
pub fn dimension(decoder: &mut Decoder<'_>, fields: &mut Fields<'_>, scale: &Scale) -> Option<Dimension> {
    let key = decoder.required(fields, "key", "a dimension", "a key is a short word that never changes");
    let key = key.and_then(|node| decoder.name(node, "`key`"));
    let name = decoder.required(fields, "name", "a dimension", "the name is what people call it");
    let name = name.and_then(|node| decoder.name(node, "`name`"));
    let awesome = decoder.optional_text(fields, "awesome");
    let crappy = decoder.optional_text(fields, "crappy");
    let scale = match fields.get("scale") {
        Some(node) => self::scale(decoder, node),
        None => Some(scale.clone()),
    };
    Some(Dimension { key: key?, name: name?, awesome, crappy, aliases: Vec::new(), scale: scale? })
}

/// Reads `traffic-light`, or a map of levels.
pub fn scale(decoder: &mut Decoder<'_>, node: &Node) -> Option<Scale> {
    if let Content::Scalar { .. } = &node.content {
        let from = |word: &str| (word == TRAFFIC_LIGHT).then_some(Scale::TrafficLight);
        return decoder.word(node, "`scale`", from, &[TRAFFIC_LIGHT]);
    }
    let mut fields = decoder.fields(node, "`scale`")?;
    let required = "a scale of levels has `min` and `max`";
    let min = decoder.required(&mut fields, "min", "`scale`", required).and_then(|n| level(decoder, n, "`min`"));
    let max = decoder.required(&mut fields, "max", "`scale`", required).and_then(|n| level(decoder, n, "`max`"));
    let step = match fields.get("step") {
        Some(node) => level(decoder, node, "`step`"),
        None => Some(Level::whole(1)),
    };
    let (labels, lights) = (fields.get("labels"), fields.get("lights"));
    let reversed = fields.get("reversed").and_then(|n| decoder.flag(n, "`reversed`")).unwrap_or(false);
    decoder.unknown(&fields, "a scale", &["min", "max", "step", "labels", "lights", "reversed"]);
    let (min, max, step) = (min?, max?, step?);
    let range = max.in_thousandths() - min.in_thousandths();
    if range <= 0 {
        let message = format!("`max` is {max}, but should be above `min`, which is {min}");
        decoder.fault(fields.place_of("max"), message, "let the scale go from the lowest level to the highest");
        return None;
    }
    let size = step.in_thousandths();
    if size <= 0 || range % size != 0 || range / size >= MOST_LEVELS {
        let message = format!("steps of {step} do not lead from {min} to {max}");
        decoder.fault(fields.place_of("step"), message, "choose a step that divides the range evenly");
        return None;
    }
    let mut levels = Levels { reversed, ..Levels::new(min, max, step) };
    if let Some(node) = lights {
        levels.lights = bands(decoder, node, &levels)?;
    }
    if let Some(node) = labels {
        levels.labels = self::labels(decoder, node, &levels);
    }
    Some(Scale::Levels(levels))
}

fn level(decoder: &mut Decoder<'_>, node: &Node, what: &str) -> Option<Level> {
    let level = match &node.content {
        Content::Scalar { raw, .. } => Level::parse(raw),
        _ => None,
    };
    if level.is_none() {
        let message = format!("{what} is {}, but should be a number such as 4 or 2.5", node.found());
        decoder.fault(node.place, message, "write it in digits, with at most three after the point");
    }
    level
}

fn labels(decoder: &mut Decoder<'_>, node: &Node, levels: &Levels) -> BTreeMap<Level, String> {
    let mut labels = BTreeMap::new();
    for (key, place, value) in decoder.names(node, "`labels`") {
        let Some(level) = Level::parse(key).filter(|level| levels.has(*level)) else {
            let answers = Scale::Levels(levels.clone()).answers();
            decoder.fault(
                place,
                format!("`{key}` is labelled, but the scale goes {answers}"),
                "label a level of the scale",
            );
            continue;
        };
        let Some(text) = decoder.text(value, "a label") else { continue };
        if labels.insert(level, text).is_some() {
            decoder.fault(place, format!("level {level} is labelled a second time"), "keep one of the two");
        }
    }
    labels
}

fn bands(decoder: &mut Decoder<'_>, node: &Node, levels: &Levels) -> Option<Bands> {
    let mut fields = decoder.fields(node, "`lights`")?;
    let red = match fields.get("red") {
        Some(node) => level(decoder, node, "`red`"),
        None => Some(levels.min),
    };
    let help = "`lights` gives the lowest level of each light";
    let yellow = decoder.required(&mut fields, "yellow", "`lights`", help).and_then(|n| level(decoder, n, "`yellow`"));
    let green = decoder.required(&mut fields, "green", "`lights`", help).and_then(|n| level(decoder, n, "`green`"));
    decoder.unknown(&fields, "`lights`", &["red", "yellow", "green"]);
    let bands = Bands { red: red?, yellow: yellow?, green: green? };
    let rising = bands.red == levels.min && bands.red < bands.yellow && bands.yellow <= bands.green;
    if !rising || !levels.has(bands.yellow) || !levels.has(bands.green) {
        let (red, yellow, green) = (bands.red, bands.yellow, bands.green);
        let message = format!(
            "the lights start at {red} (red), {yellow} (yellow) and {green} (green), which does not fit the scale"
        );
        let help = format!(
            "red starts at {}, yellow above it, green not below yellow, all on levels of the scale",
            levels.min
        );
        decoder.fault(node.place, message, help);
        return None;
    }
    Some(bands)
}

/// Reads an answer of `scale`.
pub fn vote(decoder: &mut Decoder<'_>, node: &Node, what: &str, scale: &Scale) -> Option<Vote> {
    let vote = match &node.content {
        Content::Scalar { raw, .. } => scale.parse(raw),
        _ => None,
    };
    if vote.is_none() {
        no_answer(decoder, node.place, what, &node.found(), scale);
    }
    vote
}

/// Notes that something is no answer of `scale`.
pub fn no_answer(decoder: &mut Decoder<'_>, place: super::Place, what: &str, found: &str, scale: &Scale) {
    let message = format!("{what} is {found}, but this dimension is answered with {}", scale.answers());
    decoder.fault(place, message, "write an answer of the scale, exactly");
}

/// How a scale is written.
pub fn scale_flow(scale: &Scale) -> Flow {
    let Scale::Levels(levels) = scale else { return Flow::bare(TRAFFIC_LIGHT) };
    let mut entries =
        vec![("min", Flow::bare(levels.min)), ("max", Flow::bare(levels.max)), ("step", Flow::bare(levels.step))];
    if !levels.labels.is_empty() {
        let labels = levels.labels.iter().map(|(level, label)| (Flow::bare(level), Flow::text(label)));
        entries.push(("labels", Flow::Map(labels.collect())));
    }
    let Bands { red, yellow, green } = levels.lights;
    let band = |light: Light, level| (light.word(), Flow::bare(level));
    let lights = [band(Light::Red, red), band(Light::Yellow, yellow), band(Light::Green, green)];
    entries.push(("lights", Flow::map(lights)));
    entries.push(("reversed", Flow::bare(levels.reversed)));
    Flow::map(entries)
}

/// The lines of a dimension's wording, after its key, without indentation.
pub fn wording(dimension: &Dimension) -> Vec<(&'static str, Flow)> {
    let mut lines = vec![("key", Flow::key(&dimension.key)), ("name", Flow::text(&dimension.name))];
    for (key, text) in [("awesome", &dimension.awesome), ("crappy", &dimension.crappy)] {
        if !text.is_empty() {
            lines.push((key, Flow::text(text)));
        }
    }
    lines.push(("scale", scale_flow(&dimension.scale)));
    lines
}
