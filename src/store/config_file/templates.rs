//! Templates in files: the built-in ones, own ones, and how one is printed.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::OnceLock;

use super::super::asked;
use super::super::yaml::{self, Decoder, Fields, Flow, Node, quoted};
use crate::model::{ChangeFault, Dimension, Scale, Template, TemplateChange};

/// The built-in templates, one file each.
const BUILT_IN: [(&str, &str); 1] = [("templates/spotify.yaml", include_str!("../../../templates/spotify.yaml"))];

const KEYS: [&str; 11] =
    ["key", "extends", "drop", "add", "name", "source", "licence", "when", "reading", "scale", "dimensions"];

/// The templates that come with the program, in the order in which they are listed.
pub fn built_in() -> Vec<Template> {
    of_the_program().to_vec()
}

fn of_the_program() -> &'static [Template] {
    static READ: OnceLock<Vec<Template>> = OnceLock::new();
    let read = |(path, text): (&str, &str)| {
        let path = Path::new(path);
        let (text, root) = yaml::read(path, text.as_bytes())?;
        let mut decoder = Decoder::new(path, &text);
        let template = own(&mut decoder, &root, &[]);
        decoder.finish(template)
    };
    // A fault in a built-in template is found by the tests; a program that has one still starts.
    READ.get_or_init(|| BUILT_IN.into_iter().filter_map(|file| read(file).ok()).collect())
}

/// The most dimensions of all templates of a file: each that extends another one has all of that one's.
const MOST_DIMENSIONS: usize = 5_000;

/// Reads the own templates of a file into those that are there.
pub fn all(decoder: &mut Decoder<'_>, node: &Node, templates: &mut Vec<Template>) {
    let mut dimensions = 0;
    for item in decoder.list(node, "`templates`") {
        let Some(template) = own(decoder, item, templates) else { continue };
        dimensions += template.dimensions.len();
        if dimensions > MOST_DIMENSIONS {
            let message = format!("the templates of this file have more than {MOST_DIMENSIONS} dimensions together");
            return decoder.fault(item.place, message, "remove templates, or let fewer of them extend large ones");
        }
        put(decoder, item, templates, template);
    }
}

/// An own template takes the place of a built-in one of the same key; two own ones of one key are a mistake.
fn put(decoder: &mut Decoder<'_>, node: &Node, templates: &mut Vec<Template>, template: Template) {
    let built_in = of_the_program();
    match templates.iter().position(|t| t.key == template.key) {
        Some(at) if at < built_in.len() && templates[at] == built_in[at] => templates[at] = template,
        Some(_) => {
            let message = format!("the template `{}` stands here a second time", template.key);
            decoder.fault(node.place, message, "give one of the two another key");
        }
        None => templates.push(template),
    }
}

/// Reads a template that stands whole, or as changes to one of `known`.
pub fn own(decoder: &mut Decoder<'_>, node: &Node, known: &[Template]) -> Option<Template> {
    let mut fields = decoder.fields(node, "a template")?;
    let key = decoder.required(&mut fields, "key", "a template", "a key is a short word that never changes");
    let key = key.and_then(|node| self::key(decoder, node));
    let base = base(decoder, &mut fields, known);
    let scale = fields.get("scale").and_then(|node| asked::scale(decoder, node)).unwrap_or_default();
    let mut change = TemplateChange { key: key.clone().unwrap_or_default(), ..TemplateChange::default() };
    for (name, slot) in [
        ("name", &mut change.name),
        ("source", &mut change.source),
        ("licence", &mut change.licence),
        ("when", &mut change.when),
        ("reading", &mut change.reading),
    ] {
        *slot = fields.get(name).and_then(|node| decoder.text(node, &format!("`{name}`")));
    }
    let drop = fields.get("drop").map_or(&[][..], |node| decoder.list(node, "`drop`"));
    change.drop = drop.iter().map(|n| decoder.text(n, "a key in `drop`").unwrap_or_default()).collect();
    let added = added(decoder, &mut fields);
    change.add = added.iter().filter_map(|item| dimension(decoder, item, &scale)).collect();
    decoder.unknown(&fields, "a template", &KEYS);
    let whole = change.add.len() == added.len();
    key.as_ref()?;
    let base = base.ok()?;
    match change.apply(base) {
        Ok(template) => whole.then_some(template),
        Err(faults) => {
            // A dimension that could not be read has a fault of its own, and moves those behind it.
            for fault in faults.iter().filter(|_| whole) {
                match *fault {
                    ChangeFault::NothingToDrop(at) => {
                        let keys: Vec<&str> = base.iter().flat_map(|t| &t.dimensions).map(|d| d.key.as_str()).collect();
                        let message = format!("`{}` is dropped, but is no dimension there", change.drop[at]);
                        decoder.fault(drop[at].place, message, format!("there are {}", keys.join(", ")));
                    }
                    ChangeFault::AlreadyThere(at) => {
                        let message = format!("the dimension `{}` is there already", change.add[at].key);
                        decoder.fault(added[at].place, message, "give it another key, or drop the other one");
                    }
                    ChangeFault::Empty => {
                        let help = "list what is asked under `dimensions`, or extend another template";
                        decoder.fault(fields.place, "the template asks nothing", help);
                    }
                }
            }
            None
        }
    }
}

/// The template to start from; `Err` where one is named that is not there.
fn base<'t>(
    decoder: &mut Decoder<'_>,
    fields: &mut Fields<'_>,
    known: &'t [Template],
) -> Result<Option<&'t Template>, ()> {
    let Some(node) = fields.get("extends") else {
        if fields.has("drop") {
            let help = "name the template to start from under `extends`";
            decoder.fault(fields.place_of("drop"), "`drop` is given, but there is nothing to drop from", help);
            return Err(());
        }
        return Ok(None);
    };
    let keys: Vec<&str> = known.iter().map(|t| t.key.as_str()).collect();
    let find = |word: &str| known.iter().find(|t| t.key == word);
    decoder.word(node, "`extends`", find, &keys).map(Some).ok_or(())
}

/// What is asked: `dimensions` of a whole template, `add` of a changed one.
fn added<'n>(decoder: &mut Decoder<'_>, fields: &mut Fields<'n>) -> Vec<&'n Node> {
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

fn dimension(decoder: &mut Decoder<'_>, node: &Node, scale: &Scale) -> Option<Dimension> {
    let mut fields = decoder.fields(node, "a dimension")?;
    let aliases = fields.get("aliases").map(|node| decoder.unique_names(node, "`aliases`")).unwrap_or_default();
    let dimension = asked::dimension(decoder, &mut fields, scale);
    let known = ["key", "name", "awesome", "crappy", "aliases", "scale"];
    decoder.unknown(&fields, "a dimension", &known);
    if let Some(node) = fields.get("key") {
        key(decoder, node)?;
    }
    dimension.map(|d| Dimension { aliases, ..d })
}

/// A key that can stand in file names and commands.
fn key(decoder: &mut Decoder<'_>, node: &Node) -> Option<String> {
    let key = decoder.name(node, "`key`")?;
    let plain = key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if plain && key.len() <= 60 && !key.starts_with('-') && !key.ends_with('-') {
        return Some(key);
    }
    let message = format!("`key` is {}, but should be made of a-z, 0-9 and `-`, at most 60 of them", node.found());
    let help = format!("write `{}`; the name may hold any sign", crate::model::text::slug(&key));
    decoder.fault(node.place, message, help);
    None
}

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
    ] {
        if !text.is_empty() {
            _ = writeln!(out, "    {key}: {}", quoted(text));
        }
    }
    out.push_str("    dimensions:\n");
    for dimension in &template.dimensions {
        let mut lines = asked::wording(dimension);
        if !dimension.aliases.is_empty() {
            lines.push(("aliases", Flow::texts(&dimension.aliases)));
        }
        for (index, (key, value)) in lines.into_iter().enumerate() {
            _ = writeln!(out, "{}{key}: {value}", if index == 0 { "      - " } else { "        " });
        }
    }
    out
}
