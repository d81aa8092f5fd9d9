//! Dimensions in files: the wording and the scale, the same in sessions and in templates.
//!
//! Reads and writes; what an answer means is the model's.

use std::collections::BTreeMap;

use super::yaml::{Fields, Flow, Node, NodeContent, NodeDecoder};
use crate::library::Position;
use crate::model::{Bands, Dimension, Level, Levels, Light, Scale, Vote};

/// The word for the scale of lights.
const TRAFFIC_LIGHT: &str = "traffic-light";
/// The word in the place of yellow, for levels between red and green that have no light.
const NO_LIGHT: &str = "none";
/// The most levels of a scale.
const MOST_LEVELS: i32 = 1000;

/// Reads the wording of a dimension: its key, name, what it looks like, and how it is answered.
pub fn dimension(
    decoder: &mut NodeDecoder<'_>,
    fields: &mut Fields<'_>,
    scale: &Scale,
) -> Option<Dimension> {
    let key =
        decoder.required(fields, "key", "a dimension", "a key is a short word that never changes");
    let key = key.and_then(|node| decoder.name(node, "`key`"));
    let name = decoder.required(fields, "name", "a dimension", "the name is what people call it");
    let name = name.and_then(|node| decoder.name(node, "`name`"));
    let awesome = decoder.optional_text(fields, "awesome");
    let crappy = decoder.optional_text(fields, "crappy");
    let scale = match fields.get("scale") {
        Some(node) => self::scale(decoder, node),
        None => Some(scale.clone()),
    };
    let beside =
        fields.get("beside").and_then(|node| decoder.flag(node, "`beside`")).unwrap_or(false);
    let pair = fields.get("pair").and_then(|node| decoder.name(node, "`pair`"));
    Some(Dimension {
        key: key?,
        name: name?,
        short: None,
        awesome,
        crappy,
        aliases: Vec::new(),
        scale: scale?,
        beside,
        pair,
    })
}

/// Reads `traffic-light`, or a map of levels.
pub fn scale(decoder: &mut NodeDecoder<'_>, node: &Node) -> Option<Scale> {
    if let NodeContent::Scalar { .. } = &node.content {
        let from = |word: &str| (word == TRAFFIC_LIGHT).then_some(Scale::TrafficLight);
        return decoder.word(node, "`scale`", from, &[TRAFFIC_LIGHT]);
    }
    let mut fields = decoder.fields(node, "`scale`")?;
    let required = "a scale of levels has `min` and `max`";
    let min = decoder
        .required(&mut fields, "min", "`scale`", required)
        .and_then(|n| level(decoder, n, "`min`"));
    let max = decoder
        .required(&mut fields, "max", "`scale`", required)
        .and_then(|n| level(decoder, n, "`max`"));
    let step = match fields.get("step") {
        Some(node) => level(decoder, node, "`step`"),
        None => Some(Level::whole(1)),
    };
    let (labels, descriptions, lights) =
        (fields.get("labels"), fields.get("descriptions"), fields.get("lights"));
    let as_of = decoder.optional_text(&mut fields, "as-of");
    let reversed =
        fields.get("reversed").and_then(|n| decoder.flag(n, "`reversed`")).unwrap_or(false);
    let known = ["min", "max", "step", "labels", "descriptions", "lights", "reversed", "as-of"];
    decoder.unknown(&fields, "a scale", &known);
    let (min, max, step) = (min?, max?, step?);
    let range = max.in_thousandths() - min.in_thousandths();
    if range <= 0 {
        let message = format!("`max` is {max}, but should be above `min`, which is {min}");
        decoder.fault(
            fields.place_of("max"),
            message,
            "let the scale go from the lowest level to the highest",
        );
        return None;
    }
    let size = step.in_thousandths();
    if size <= 0 || range % size != 0 || range / size >= MOST_LEVELS {
        let message = format!("steps of {step} do not lead from {min} to {max}");
        decoder.fault(
            fields.place_of("step"),
            message,
            "choose a step that divides the range evenly",
        );
        return None;
    }
    let mut levels = Levels { reversed, as_of, ..Levels::new(min, max, step) };
    if let Some(node) = lights {
        levels.lights = bands(decoder, node, &levels)?;
    }
    if let Some(node) = labels {
        levels.labels = self::labels(decoder, node, "`labels`", &levels);
    }
    if let Some(node) = descriptions {
        levels.descriptions = self::labels(decoder, node, "`descriptions`", &levels);
    }
    Some(Scale::Levels(levels))
}

fn level(decoder: &mut NodeDecoder<'_>, node: &Node, what: &str) -> Option<Level> {
    let level = match &node.content {
        NodeContent::Scalar { raw, .. } => Level::parse(raw),
        _ => None,
    };
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

/// Texts by the level that they are for, never by their place in a list.
fn labels(
    decoder: &mut NodeDecoder<'_>,
    node: &Node,
    what: &str,
    levels: &Levels,
) -> BTreeMap<Level, String> {
    let mut labels = BTreeMap::new();
    for (key, place, value) in decoder.names(node, what) {
        let Some(level) = Level::parse(key).filter(|level| levels.has(*level)) else {
            let answers = Scale::Levels(levels.clone()).answers();
            decoder.fault(
                place,
                format!("`{key}` stands in {what}, but the scale goes {answers}"),
                "write a level of the scale",
            );
            continue;
        };
        let Some(text) = decoder.text(value, &format!("a text in {what}")) else { continue };
        if labels.insert(level, text).is_some() {
            decoder.fault(
                place,
                format!("level {level} stands in {what} a second time"),
                "keep one of the two",
            );
        }
    }
    labels
}

fn bands(decoder: &mut NodeDecoder<'_>, node: &Node, levels: &Levels) -> Option<Bands> {
    let mut fields = decoder.fields(node, "`lights`")?;
    let red = match fields.get("red") {
        Some(node) => level(decoder, node, "`red`"),
        None => Some(levels.min),
    };
    let help = "`lights` gives the lowest level of each light";
    // Between red and green is yellow, or nothing that anybody could call by a light.
    let unlit = fields.has(NO_LIGHT) && !fields.has("yellow");
    let middle = if unlit { NO_LIGHT } else { "yellow" };
    let yellow = decoder
        .required(&mut fields, middle, "`lights`", help)
        .and_then(|n| level(decoder, n, &format!("`{middle}`")));
    let green = decoder
        .required(&mut fields, "green", "`lights`", help)
        .and_then(|n| level(decoder, n, "`green`"));
    decoder.unknown(&fields, "`lights`", &["red", "yellow", "green"]);
    let bands = Bands { red: red?, yellow: yellow?, green: green?, unlit };
    match uncovered(bands, levels) {
        Some((key, message)) => {
            let help = format!(
                "red starts at {}, then comes yellow, then green, each on a level of the scale",
                levels.min
            );
            decoder.fault(fields.place_of(key), message, help);
            None
        }
        None => Some(bands),
    }
}

/// Explains the gap or the overlap in these bands, and names the band.
fn uncovered(bands: Bands, levels: &Levels) -> Option<(&'static str, String)> {
    let Bands { red, yellow, green, unlit } = bands;
    let middle = if unlit { NO_LIGHT } else { "yellow" };
    for (key, level) in [("red", red), (middle, yellow), ("green", green)] {
        if !levels.has(level) {
            let answers = Scale::Levels(levels.clone()).answers();
            return Some((key, format!("`{key}` starts at {level}, but the scale goes {answers}")));
        }
    }
    if red != levels.min {
        return Some((
            "red",
            format!("`red` starts at {red}, so that {} has no light", levels.min),
        ));
    }
    if yellow <= red {
        return Some((
            middle,
            format!(
                "`{middle}` starts at {yellow}, but should be above `red`, which starts at {red}"
            ),
        ));
    }
    // Two levels have no room for three lights: there is no yellow then.
    if green < yellow || (green == yellow && levels.count() > 2) {
        let message = format!(
            "`green` starts at {green}, but should be above `{middle}`, which starts at {yellow}"
        );
        return Some(("green", message));
    }
    None
}

/// Reads an answer of `scale`.
pub fn vote(decoder: &mut NodeDecoder<'_>, node: &Node, what: &str, scale: &Scale) -> Option<Vote> {
    let vote = match &node.content {
        NodeContent::Scalar { raw, .. } => scale.parse(raw),
        _ => None,
    };
    if vote.is_none() {
        no_answer(decoder, node.place, what, &node.found(), scale);
    }
    vote
}

/// Notes that something is no answer of `scale`.
pub fn no_answer(
    decoder: &mut NodeDecoder<'_>,
    place: Position,
    what: &str,
    found: &str,
    scale: &Scale,
) {
    let message =
        format!("{what} is {found}, but this dimension is answered with {}", scale.answers());
    decoder.fault(place, message, "write an answer of the scale, exactly");
}

/// Writes a scale.
pub fn scale_flow(scale: &Scale) -> Flow {
    let Scale::Levels(levels) = scale else { return Flow::bare(TRAFFIC_LIGHT) };
    let mut entries = vec![
        ("min", Flow::bare(levels.min)),
        ("max", Flow::bare(levels.max)),
        ("step", Flow::bare(levels.step)),
    ];
    for (key, texts) in [("labels", &levels.labels), ("descriptions", &levels.descriptions)] {
        if !texts.is_empty() {
            let texts = texts.iter().map(|(level, text)| (Flow::bare(level), Flow::text(text)));
            entries.push((key, Flow::Map(texts.collect())));
        }
    }
    let Bands { red, yellow, green, unlit } = levels.lights;
    let middle = if unlit { NO_LIGHT } else { Light::Yellow.word() };
    let lights = [(Light::Red.word(), red), (middle, yellow), (Light::Green.word(), green)];
    let lights = lights.map(|(word, level)| (word, Flow::bare(level)));
    entries.push(("lights", Flow::map(lights)));
    entries.push(("reversed", Flow::bare(levels.reversed)));
    if !levels.as_of.is_empty() {
        entries.push(("as-of", Flow::text(&levels.as_of)));
    }
    Flow::map(entries)
}

/// The lines of a dimension's wording, its key first, without indentation.
pub fn wording(dimension: &Dimension) -> Vec<(&'static str, Flow)> {
    let mut lines = words(dimension);
    lines.push(("scale", scale_flow(&dimension.scale)));
    lines.extend(relations(dimension));
    lines
}

/// Writes the keys that score a dimension or relate it to others.
pub fn relations(dimension: &Dimension) -> Vec<(&'static str, Flow)> {
    let beside = dimension.beside.then(|| ("beside", Flow::bare(true)));
    let pair = dimension.pair.as_deref().map(|key| ("pair", Flow::key(key)));
    beside.into_iter().chain(pair).collect()
}

/// The texts of a dimension, its key first.
pub fn words(dimension: &Dimension) -> Vec<(&'static str, Flow)> {
    let mut lines = vec![("key", Flow::key(&dimension.key)), ("name", Flow::text(&dimension.name))];
    for (key, text) in [("awesome", &dimension.awesome), ("crappy", &dimension.crappy)] {
        if !text.is_empty() {
            lines.push((key, Flow::text(text)));
        }
    }
    lines
}
