//! The places of all values: a tree from the parser's events.
//!
//! Finds what the reader of values does not report with a place: syntax faults, duplicate keys, a
//! second document, aliases that blow up, depth. Gives raw text, but no value.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError};

use super::{fault_at, short};
use crate::library::{FileError, Position};

/// The deepest nesting that is read.
const DEEPEST: usize = 64;
/// The most values of one file, aliases written out.
const MOST: usize = 50_000;
/// The most bytes of text of one file, aliases written out.
const MOST_TEXT: usize = 2 * 1024 * 1024;
/// The longest key that may be a number, a boolean or nothing, in bytes.
const LONGEST_VALUE: usize = 64;
/// The most faults of one file that are told.
const MOST_FAULTS: usize = 50;

/// The place of one value, and its style.
#[derive(Clone, Debug)]
pub struct Span {
    /// Its first character.
    pub place: Position,
    /// Its kind.
    pub kind: SpanKind,
}

/// The shape of a value.
#[derive(Clone, Debug)]
pub enum SpanKind {
    /// Text as typed, without quotes and escapes.
    Scalar {
        /// The text.
        raw: String,
        /// True if it is quoted or a block, or a tag calls it text.
        quoted: bool,
    },
    /// A list.
    List(Vec<Span>),
    /// A map.
    Map(Vec<(Span, Span)>),
}

impl Span {
    fn weight(&self) -> usize {
        1 + match &self.kind {
            SpanKind::Scalar { .. } => 0,
            SpanKind::List(items) => items.iter().map(Self::weight).sum(),
            SpanKind::Map(entries) => entries.iter().map(|(k, v)| k.weight() + v.weight()).sum(),
        }
    }

    /// Returns the length of its text in bytes.
    fn bytes(&self) -> usize {
        match &self.kind {
            SpanKind::Scalar { raw, .. } => raw.len(),
            SpanKind::List(items) => items.iter().map(Self::bytes).sum(),
            SpanKind::Map(entries) => entries.iter().map(|(k, v)| k.bytes() + v.bytes()).sum(),
        }
    }

    fn depth(&self) -> usize {
        1 + match &self.kind {
            SpanKind::Scalar { .. } => 0,
            SpanKind::List(items) => items.iter().map(Self::depth).max().unwrap_or(0),
            SpanKind::Map(entries) => {
                entries.iter().map(|(k, v)| k.depth().max(v.depth())).max().unwrap_or(0)
            }
        }
    }

    /// Returns the identity of a key: its text, or its value if it is no text, so that `1.0` equals
    /// `1.00`.
    fn identity(&self) -> Option<(String, bool)> {
        let SpanKind::Scalar { raw, quoted } = &self.kind else { return None };
        // A text is the key that it is; only what is short can be a value, and is read as one.
        if *quoted || raw.len() > LONGEST_VALUE {
            return Some((raw.clone(), true));
        }
        // Only these begin something that is no text; a reading for each other key would take its
        // time.
        let number = raw.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
        let word =
            ["", "~", "null", "true", "false"].iter().any(|word| raw.eq_ignore_ascii_case(word));
        let other = number || word;
        match other.then(|| serde_yaml::from_str(raw)) {
            None | Some(Ok(serde_yaml::Value::String(_)) | Err(_)) => Some((raw.clone(), true)),
            Some(Ok(value)) => Some((format!("{value:?}"), false)),
        }
    }
}

/// A list or map that is not finished.
struct Unfinished {
    place: Position,
    anchor: usize,
    map: bool,
    children: Vec<Span>,
}

struct Builder<'a> {
    path: &'a Path,
    text: &'a str,
    open: Vec<Unfinished>,
    anchors: HashMap<usize, Span>,
    root: Option<Span>,
    values: usize,
    bytes: usize,
    faults: Vec<FileError>,
}

/// The tree of places of `text`, or what is wrong with it.
pub fn read(path: &Path, text: &str) -> Result<Span, Vec<FileError>> {
    let (open, anchors) = (Vec::new(), HashMap::new());
    let mut builder =
        Builder { path, text, open, anchors, root: None, values: 0, bytes: 0, faults: Vec::new() };
    for event in Parser::new_from_str(text) {
        let done = match event {
            Ok((event, span)) => builder.take(event, place(&span.start)),
            Err(error) => Err(builder.syntax(&error)),
        };
        if let Err(fault) = done {
            builder.faults.push(fault);
            return Err(builder.faults);
        }
    }
    if !builder.faults.is_empty() {
        return Err(builder.faults);
    }
    builder.root.ok_or_else(|| {
        let help =
            "see `docs/file-format.md`; if it was a check, restore it from a backup or from git";
        vec![FileError::of_file(path, "the file is empty", help)]
    })
}

fn place(marker: &Marker) -> Position {
    Position { line: marker.line(), column: marker.col() + 1 }
}

impl Builder<'_> {
    fn fault(&self, place: Position, message: impl Into<String>, help: &str) -> FileError {
        fault_at(self.path, self.text, Some(place), message, help)
    }

    fn take(&mut self, event: Event<'_>, place: Position) -> Result<(), FileError> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.tag(place, tag.as_deref())?;
                let text_by_tag = tag.as_deref().is_some_and(|tag| tag.suffix == "str");
                let quoted = style != ScalarStyle::Plain || text_by_tag;
                self.put(
                    anchor,
                    Span { place, kind: SpanKind::Scalar { raw: text.into_owned(), quoted } },
                )
            }
            Event::SequenceStart(anchor, tag) => {
                self.tag(place, tag.as_deref())?;
                self.begin(place, anchor, false)
            }
            Event::MappingStart(anchor, tag) => {
                self.tag(place, tag.as_deref())?;
                self.begin(place, anchor, true)
            }
            Event::SequenceEnd | Event::MappingEnd if self.faults.len() >= MOST_FAULTS => Err(self
                .fault(
                    place,
                    "there is more wrong than is told here",
                    "correct what is told first",
                )),
            Event::SequenceEnd | Event::MappingEnd => self.finish(),
            Event::Alias(id) => self.alias(id, place),
            Event::DocumentStart(_) if self.root.is_some() => Err(self.fault(
                place,
                "a second document starts here, but a file holds one",
                "remove the `---`, or split the file in two",
            )),
            _ => Ok(()),
        }
    }

    fn tag(&self, place: Position, tag: Option<&saphyr_parser::Tag>) -> Result<(), FileError> {
        match tag {
            Some(tag) if !tag.is_yaml_core_schema() => {
                let message = format!("the tag `{tag}` means nothing here");
                Err(self.fault(place, message, "remove it, or put the whole text in double quotes"))
            }
            _ => Ok(()),
        }
    }

    fn begin(&mut self, place: Position, anchor: usize, map: bool) -> Result<(), FileError> {
        if self.open.len() >= DEEPEST {
            return Err(self.too_deep(place));
        }
        self.open.push(Unfinished { place, anchor, map, children: Vec::new() });
        Ok(())
    }

    fn too_deep(&self, place: Position) -> FileError {
        let message = format!("lists and maps are nested more than {DEEPEST} deep");
        self.fault(
            place,
            message,
            "a check or a healthcheck.yaml needs five levels: is this the right file?",
        )
    }

    fn finish(&mut self) -> Result<(), FileError> {
        let Some(done) = self.open.pop() else { return Ok(()) };
        let kind = if done.map {
            SpanKind::Map(self.entries(done.children))
        } else {
            SpanKind::List(done.children)
        };
        self.put(done.anchor, Span { place: done.place, kind })
    }

    /// Keys and values in pairs; a key that was there before is a fault.
    fn entries(&mut self, children: Vec<Span>) -> Vec<(Span, Span)> {
        let mut entries: Vec<(Span, Span)> = Vec::with_capacity(children.len() / 2);
        let mut seen: HashMap<(String, bool), usize> = HashMap::new();
        let mut children = children.into_iter();
        while let (Some(key), Some(value)) = (children.next(), children.next()) {
            if let (Some(identity), SpanKind::Scalar { raw, .. }) = (key.identity(), &key.kind) {
                match seen.entry(identity) {
                    Entry::Vacant(entry) => _ = entry.insert(key.place.line),
                    Entry::Occupied(first) => {
                        let line = first.get();
                        let message = format!(
                            "`{}` stands here a second time; the first is in line {line}",
                            short(raw)
                        );
                        let fault = self.fault(key.place, message, "keep one of the two");
                        self.faults.push(fault);
                        if self.faults.len() >= MOST_FAULTS {
                            break;
                        }
                    }
                }
            }
            entries.push((key, value));
        }
        entries
    }

    fn alias(&mut self, id: usize, place: Position) -> Result<(), FileError> {
        let Some(spot) = self.anchors.get(&id) else {
            return Err(self.fault(
                place,
                "an alias that stands within what it refers to",
                "write the value out",
            ));
        };
        if self.open.len() + spot.depth() > DEEPEST + 1 {
            return Err(self.too_deep(place));
        }
        let (weight, bytes) = (spot.weight(), spot.bytes());
        self.values += weight;
        self.bytes += bytes;
        self.bounded(place)?;
        let spot = Span { place, kind: self.anchors[&id].kind.clone() };
        self.hang(spot);
        Ok(())
    }

    fn bounded(&self, place: Position) -> Result<(), FileError> {
        if self.values > MOST {
            let message = format!("the file holds more than {MOST} values, aliases written out");
            return Err(self.fault(
                place,
                message,
                "a check takes a few hundred: is this the right file?",
            ));
        }
        if self.bytes > MOST_TEXT {
            let message = format!(
                "the file holds more than {} MiB of text, aliases written out",
                MOST_TEXT >> 20
            );
            return Err(self.fault(
                place,
                message,
                "a check takes a few kilobytes: is this the right file?",
            ));
        }
        Ok(())
    }

    fn put(&mut self, anchor: usize, spot: Span) -> Result<(), FileError> {
        self.values += 1;
        if let SpanKind::Scalar { raw, .. } = &spot.kind {
            self.bytes += raw.len();
        }
        self.bounded(spot.place)?;
        if anchor > 0 {
            // A copy for its aliases. It counts, or anchors within anchors would be copied again
            // and again.
            self.values += spot.weight();
            self.bytes += spot.bytes();
            self.bounded(spot.place)?;
            self.anchors.insert(anchor, spot.clone());
        }
        self.hang(spot);
        Ok(())
    }

    /// Puts a value into the list or map that it belongs to.
    fn hang(&mut self, spot: Span) {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(spot),
            None => self.root = Some(spot),
        }
    }

    fn syntax(&self, error: &ScanError) -> FileError {
        let at = place(error.marker());
        let info = error.info();
        if info.contains("recursion limit") {
            return self.too_deep(at);
        }
        let at_end = error.marker().index() + 1 >= self.text.trim_end().chars().count();
        if at_end || info.contains("end of stream") || info.contains("unexpected eof") {
            let lines = self.text.lines().count().max(1);
            let last = self.text.lines().last().unwrap_or_default();
            let end = Position { line: lines, column: last.chars().count() + 1 };
            let message = "the file ends in the middle of a value: it seems to be cut short";
            return self.fault(
                end,
                message,
                "restore it from a backup or from git, or finish the line by hand",
            );
        }
        let (message, help) = words(info);
        self.fault(at, message, help)
    }
}

/// The parser's message in words of the room, with what to do.
fn words(info: &str) -> (String, &'static str) {
    let known: [(&str, &str, &str); 9] = [
        ("tab", "a tab where YAML wants spaces", "put two spaces in its place"),
        (
            "mapping values are not allowed",
            "a `:` where no key can stand",
            "put the text in double quotes, or indent the line as the one above",
        ),
        (
            "simple key expect",
            "a line without `key: value`",
            "write `key: value`, or put the text in double quotes",
        ),
        (
            "unknown anchor",
            "an alias that refers to nothing",
            "put the text in double quotes if the `*` belongs to it",
        ),
        (
            "did not find expected key",
            "the line is indented in a way that fits no line above",
            "indent it as the keys it belongs to",
        ),
        (
            "invalid indentation",
            "the line is indented in a way that fits no line above",
            "indent it as the keys it belongs to",
        ),
        (
            "',' or '}'",
            "a `{` map without a `,` or its `}`",
            "separate the entries with `,` and close the map with `}`",
        ),
        (
            "',' or ']'",
            "a `[` list without a `,` or its `]`",
            "separate the items with `,` and close the list with `]`",
        ),
        (
            "escape",
            "an escape that YAML does not know after `\\`",
            "write `\\\\` for a backslash within double quotes",
        ),
    ];
    match known.into_iter().find(|(part, ..)| info.contains(part)) {
        Some((_, message, help)) => (message.to_owned(), help),
        None => (
            format!("this is not YAML: {info}"),
            "correct the line; text with special characters belongs in double quotes",
        ),
    }
}
