//! Templates in files: the built-in ones, and own ones.
//!
//! `rules` reads their parts about results; `claims` looks for keys of two owners; `print` prints
//! one.

mod claims;
mod print;
mod rules;

use std::collections::HashSet;
use std::path::Path;
use std::sync::OnceLock;

use unicode_segmentation::UnicodeSegmentation;

use super::super::dimension_yaml;
use super::super::yaml::{self, Fields, Node, NodeDecoder};
use crate::library::Position;
use crate::model::{Dimension, PatchError, Reword, Scale, Template, TemplatePatch, Workspace};

pub use claims::claims;
pub use print::template_yaml;

/// The built-in templates, one file each.
const BUILT_IN: [(&str, &str); 8] = [
    ("templates/spotify.yaml", include_str!("../../../templates/spotify.yaml")),
    (
        "templates/generative-culture.yaml",
        include_str!("../../../templates/generative-culture.yaml"),
    ),
    ("templates/westrum.yaml", include_str!("../../../templates/westrum.yaml")),
    (
        "templates/psychological-safety.yaml",
        include_str!("../../../templates/psychological-safety.yaml"),
    ),
    (
        "templates/learning-organization.yaml",
        include_str!("../../../templates/learning-organization.yaml"),
    ),
    ("templates/experimentation.yaml", include_str!("../../../templates/experimentation.yaml")),
    ("templates/four-key-metrics.yaml", include_str!("../../../templates/four-key-metrics.yaml")),
    (
        "templates/generative-leadership.yaml",
        include_str!("../../../templates/generative-leadership.yaml"),
    ),
];

const KEYS: [&str; 16] = [
    "key",
    "extends",
    "drop",
    "reword",
    "add",
    "name",
    "source",
    "licence",
    "when",
    "reading",
    "limits",
    "scale",
    "dimensions",
    "target",
    "rules",
    "prompts",
];

/// The templates that come with the program, in the order in which they are listed.
pub fn built_in() -> Vec<Template> {
    of_the_program().to_vec()
}

fn of_the_program() -> &'static [Template] {
    static READ: OnceLock<Vec<Template>> = OnceLock::new();
    // A fault in a built-in template is found by the tests; a program that has one still starts.
    READ.get_or_init(|| {
        BUILT_IN.into_iter().filter_map(|(path, text)| quickly(Path::new(path), text)).collect()
    })
}

/// A template of the program. All of them are read at every start, so their files are kept in a
/// form for which that takes a fraction of a millisecond.
fn quickly(path: &Path, text: &str) -> Option<Template> {
    let (text, root) = yaml::read_quickly(text.as_bytes())?;
    let mut decoder = NodeDecoder::new(path, text);
    let template = own(&mut decoder, &root, &[]);
    decoder.finish(template).ok()
}

/// The most dimensions of all templates of a file: each that extends another one has all of that
/// one's.
const MOST_DIMENSIONS: usize = 5_000;

/// Reads the own templates of a file into those that are there.
pub fn all(decoder: &mut NodeDecoder<'_>, node: &Node, workspace: &mut Workspace) {
    let mut dimensions = 0;
    for item in decoder.list(node, "`templates`") {
        let Some(template) = own(decoder, item, &workspace.templates) else { continue };
        dimensions += template.dimensions.len();
        if dimensions > MOST_DIMENSIONS {
            let message = format!(
                "the templates of this file have more than {MOST_DIMENSIONS} dimensions together"
            );
            return decoder.fault(
                item.place,
                message,
                "remove templates, or let fewer of them extend large ones",
            );
        }
        workspace.own.push(template.key.clone());
        put(decoder, item, &mut workspace.templates, template);
    }
}

/// An own template takes the place of a built-in one of the same key; two own ones of one key are a
/// mistake.
fn put(
    decoder: &mut NodeDecoder<'_>,
    node: &Node,
    templates: &mut Vec<Template>,
    template: Template,
) {
    let built_in = of_the_program();
    match templates.iter().position(|t| t.key == template.key) {
        Some(at) if at < built_in.len() && templates[at] == built_in[at] => {
            templates[at] = template;
        }
        Some(_) => {
            let message = format!("the template `{}` stands here a second time", template.key);
            decoder.fault(node.place, message, "give one of the two another key");
        }
        None => templates.push(template),
    }
}

/// Reads a template that stands whole, or as changes to one of `known`.
pub fn own(decoder: &mut NodeDecoder<'_>, node: &Node, known: &[Template]) -> Option<Template> {
    let mut fields = decoder.fields(node, "a template")?;
    let key = decoder.required(
        &mut fields,
        "key",
        "a template",
        "a key is a short word that never changes",
    );
    let key = key.and_then(|node| self::key(decoder, node));
    let base = base(decoder, &mut fields, known);
    let scale = fields
        .get("scale")
        .and_then(|node| dimension_yaml::scale(decoder, node))
        .unwrap_or_default();
    let mut change =
        TemplatePatch { key: key.clone().unwrap_or_default(), ..TemplatePatch::default() };
    for (name, slot) in [
        ("name", &mut change.name),
        ("source", &mut change.source),
        ("licence", &mut change.licence),
        ("when", &mut change.when),
        ("reading", &mut change.reading),
        ("limits", &mut change.limits),
    ] {
        *slot = fields.get(name).and_then(|node| decoder.text(node, &format!("`{name}`")));
    }
    let drop = fields.get("drop").map_or(&[][..], |node| decoder.list(node, "`drop`"));
    change.drop =
        drop.iter().map(|n| decoder.text(n, "a key in `drop`").unwrap_or_default()).collect();
    let reworded = fields.get("reword").map_or(&[][..], |node| decoder.list(node, "`reword`"));
    change.reword = reworded.iter().filter_map(|item| reword(decoder, item)).collect();
    let added = added(decoder, &mut fields);
    change.add = added.iter().filter_map(|item| dimension(decoder, item, &scale)).collect();
    let said = rules::TemplateText::new(&mut fields);
    decoder.unknown(&fields, "a template", &KEYS);
    // A dimension that could not be read has a fault of its own, and moves those behind it.
    let whole = change.add.len() == added.len() && change.reword.len() == reworded.len();
    key.as_ref()?;
    let base = base.ok()?;
    if !whole {
        return None;
    }
    match change.apply(base) {
        Ok(mut template) => {
            for (dimension, node) in change.add.iter().zip(&added) {
                pair(decoder, node, dimension, &template);
            }
            said.read(decoder, &mut template);
            Some(template)
        }
        Err(faults) => {
            let dropped = change.drop.iter().map(String::as_str).collect();
            for fault in faults {
                if decoder.is_full() {
                    break;
                }
                let keys = |without: &HashSet<&str>| -> String {
                    let keys = base.iter().flat_map(|t| &t.dimensions).map(|d| &*d.key);
                    let keys: Vec<&str> = keys.filter(|key| !without.contains(key)).collect();
                    format!("there are {}", keys.join(", "))
                };
                match fault {
                    PatchError::NothingToDrop(at) => {
                        let message =
                            format!("`{}` is dropped, but is no dimension there", change.drop[at]);
                        decoder.fault(drop[at].place, message, keys(&HashSet::new()));
                    }
                    PatchError::NothingToReword(at) => {
                        let message = format!(
                            "`{}` is reworded, but is no dimension that stays",
                            change.reword[at].key
                        );
                        decoder.fault(place_in(&reworded[at], "key"), message, keys(&dropped));
                    }
                    PatchError::AlreadyThere(at) => {
                        let message =
                            format!("the dimension `{}` is there already", change.add[at].key);
                        decoder.fault(
                            added[at].place,
                            message,
                            "give it another key, or drop the other one",
                        );
                    }
                    PatchError::Empty => {
                        let help =
                            "list what is asked under `dimensions`, or extend another template";
                        decoder.fault(fields.place, "the template asks nothing", help);
                    }
                }
            }
            None
        }
    }
}

/// Returns the place of the value of `key` in a map, or of the map itself.
fn place_in(node: &Node, key: &str) -> Position {
    node.entry(key).map_or(node.place, |value| value.place)
}

/// The template to start from; `Err` where one is named that is not there.
fn base<'t>(
    decoder: &mut NodeDecoder<'_>,
    fields: &mut Fields<'_>,
    known: &'t [Template],
) -> Result<Option<&'t Template>, ()> {
    let Some(node) = fields.get("extends") else {
        let help = "name the template to start from under `extends`";
        for (key, message) in [
            ("drop", "`drop` is given, but there is nothing to drop from"),
            ("reword", "`reword` is given, but there is nothing to reword"),
        ] {
            if fields.has(key) {
                decoder.fault(fields.place_of(key), message, help);
                return Err(());
            }
        }
        return Ok(None);
    };
    let keys: Vec<&str> = known.iter().map(|t| t.key.as_str()).collect();
    let find = |word: &str| known.iter().find(|t| t.key == word);
    decoder.word(node, "`extends`", find, &keys).map(Some).ok_or(())
}

/// Reads the dimensions: `dimensions` of a whole template, `add` of a changed one.
fn added<'n>(decoder: &mut NodeDecoder<'_>, fields: &mut Fields<'n>) -> Vec<&'n Node> {
    let (dimensions, add) = (fields.get("dimensions"), fields.get("add"));
    if dimensions.is_some() && (add.is_some() || fields.has("extends")) {
        let message = "`dimensions` is given beside `add` or `extends`";
        decoder.fault(fields.place_of("dimensions"), message, "put the new dimensions under `add`");
    }
    let mut items = Vec::new();
    for (node, what) in [(dimensions, "`dimensions`"), (add, "`add`")] {
        items.extend(node.map_or(&[][..], |node| decoder.list(node, what)));
    }
    items
}

fn dimension(decoder: &mut NodeDecoder<'_>, node: &Node, scale: &Scale) -> Option<Dimension> {
    let mut fields = decoder.fields(node, "a dimension")?;
    let aliases = fields
        .get("aliases")
        .map(|node| decoder.unique_names(node, "`aliases`"))
        .unwrap_or_default();
    let short = fields.get("short").and_then(|node| short(decoder, node));
    let dimension = dimension_yaml::dimension(decoder, &mut fields, scale);
    let reversed =
        fields.get("reversed").and_then(|node| Some((node, decoder.flag(node, "`reversed`")?)));
    let known = [
        "key", "name", "short", "awesome", "crappy", "aliases", "scale", "reversed", "beside",
        "pair",
    ];
    decoder.unknown(&fields, "a dimension", &known);
    if let Some(node) = fields.get("key") {
        key(decoder, node)?;
    }
    let mut dimension = Dimension { short, aliases, ..dimension? };
    match (&mut dimension.scale, reversed) {
        (Scale::Levels(levels), Some((_, reversed))) => levels.reversed = reversed,
        (Scale::TrafficLight, Some((node, true))) => {
            let help = "remove it, or give the dimension a scale of levels";
            decoder.fault(
                node.place,
                "`reversed` is given, but a traffic light cannot be reversed",
                help,
            );
            return None;
        }
        (_, None) | (Scale::TrafficLight, Some(_)) => {}
    }
    Some(dimension)
}

/// Reads a short name.
fn short(decoder: &mut NodeDecoder<'_>, node: &Node) -> Option<String> {
    let short = decoder.name(node, "`short`")?;
    let (letters, most) = (short.graphemes(true).count(), Dimension::SHORTEST);
    if letters <= most {
        return Some(short);
    }
    let message = format!("`short` is \"{short}\", which has {letters} letters");
    decoder.fault(node.place, message, format!("give it at most {most}: it stands in large type"));
    None
}

/// New words for a dimension of the template that is extended.
fn reword(decoder: &mut NodeDecoder<'_>, node: &Node) -> Option<Reword> {
    let mut fields = decoder.fields(node, "an item of `reword`")?;
    let help = "write the key of the dimension that gets new words";
    let key = decoder.required(&mut fields, "key", "an item of `reword`", help);
    let key = key.and_then(|node| decoder.name(node, "`key`"));
    let name = fields.get("name").map(|node| decoder.name(node, "`name`"));
    let short = fields.get("short").and_then(|node| short(decoder, node));
    let mut text = |decoder: &mut NodeDecoder<'_>, key: &str| {
        fields.get(key).and_then(|node| decoder.text(node, &format!("`{key}`")))
    };
    let (awesome, crappy) = (text(decoder, "awesome"), text(decoder, "crappy"));
    let aliases = fields
        .get("aliases")
        .map(|node| decoder.unique_names(node, "`aliases`"))
        .unwrap_or_default();
    decoder.unknown(
        &fields,
        "an item of `reword`",
        &["key", "name", "short", "awesome", "crappy", "aliases"],
    );
    let name = match name {
        Some(name) => Some(name?),
        None => None,
    };
    Some(Reword { key: key?, name, short, awesome, crappy, aliases })
}

/// Notes a `pair` that leads nowhere: what is said and what is done are two levels of one range.
fn pair(decoder: &mut NodeDecoder<'_>, node: &Node, done: &Dimension, template: &Template) {
    let Some(key) = &done.pair else { return };
    let said = template.dimensions.iter().find(|d| d.key == *key && d.key != done.key);
    let pairs = template.dimensions.iter().filter(|d| d.pair.as_ref() == Some(key)).count();
    let (message, help) = match said {
        None => (
            format!(
                "`{key}` is the pair of `{}`, but is no other dimension of this template",
                done.key
            ),
            "write the key of the dimension that asks what is said",
        ),
        Some(said) if said.pair.is_some() || pairs > 1 => {
            (format!("`{key}` is in two pairs"), "let each dimension be in one pair")
        }
        Some(said) if said.range().is_none() || said.range() != done.range() => (
            format!(
                "`{key}` and `{}` are a pair, but are not answered with the same levels",
                done.key
            ),
            "give both the same scale, from the same level to the same level",
        ),
        Some(_) => return,
    };
    decoder.fault(place_in(node, "pair"), message, help);
}

/// A key that can stand in file names and commands.
fn key(decoder: &mut NodeDecoder<'_>, node: &Node) -> Option<String> {
    let key = decoder.name(node, "`key`")?;
    let plain = key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if plain && key.len() <= 60 && !key.starts_with('-') && !key.ends_with('-') {
        return Some(key);
    }
    let message = format!(
        "`key` is {}, but should be made of a-z, 0-9 and `-`, at most 60 of them",
        node.found()
    );
    let help = format!("write `{}`; the name may hold any sign", crate::model::text::slug(&key));
    decoder.fault(node.place, message, help);
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_of_the_program_is_sound_and_read_the_quick_way() {
        for (path, text) in BUILT_IN {
            let path = Path::new(path);
            let (read, root) = yaml::read(path, text.as_bytes()).unwrap();
            let mut decoder = NodeDecoder::new(path, &read);
            let template = own(&mut decoder, &root, &[]);
            assert_eq!(decoder.finish(template).ok(), quickly(path, text), "{path:?}");
            assert!(quickly(path, text).is_some(), "{path:?}");
        }
    }
}
