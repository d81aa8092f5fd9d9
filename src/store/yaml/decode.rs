//! From a tree to values, collecting every problem on the way.
//!
//! Knows the small kinds of value that files are made of (text, words, counts, dates), not what
//! they are for.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use jiff::civil::Date;

use super::super::version::newer_words;
use crate::library::{FileError, Position};

use super::node::{Node, NodeContent, Scalar};
use super::{fault_at, short};
use crate::model::{Extra, RawValue, date_input};

/// The largest count: far above any room, far below what sums could not hold.
const MOST: u32 = 100_000;
/// The most faults of one file that are told.
const MOST_FAULTS: usize = 50;

/// What the room should know of a file that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The place, what is there, and what to do.
    pub fault: FileError,
    /// Only who asks for everything is told.
    pub strict: bool,
}

/// Collects the problems of one file.
#[derive(Debug)]
pub struct NodeDecoder<'a> {
    path: &'a Path,
    text: &'a str,
    faults: Vec<FileError>,
    notes: Vec<Note>,
    /// The version of a file that is newer than this program, and where it stands.
    newer: Option<(u32, Position)>,
}

/// The keys of one map. What is not asked for is left over.
#[derive(Debug)]
pub struct Fields<'n> {
    /// The place of the map.
    pub place: Position,
    entries: Vec<Entry<'n>>,
}

#[derive(Debug)]
struct Entry<'n> {
    key: &'n str,
    node: &'n Node,
    place: Position,
    value: &'n Node,
    taken: bool,
}

impl<'n> Fields<'n> {
    /// The value of `key`; none where it is missing or nothing is given.
    pub fn get(&mut self, key: &str) -> Option<&'n Node> {
        let entry = self.entries.iter_mut().find(|e| e.key == key)?;
        entry.taken = true;
        (!entry.value.is_null()).then_some(entry.value)
    }

    /// Returns the place of `key`.
    pub fn place_of(&self, key: &str) -> Position {
        self.entries.iter().find(|e| e.key == key).map_or(self.place, |e| e.place)
    }

    /// Returns true if `key` has a value.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|e| e.key == key && !e.value.is_null())
    }

    /// The last key and where it stands.
    pub fn last(&self) -> Option<(&'n str, Position)> {
        self.entries.last().map(|e| (e.key, e.place))
    }

    /// The keys that nobody asked for, by value.
    pub fn extra(&self) -> Extra {
        self.entries
            .iter()
            .filter(|e| !e.taken)
            .map(|e| (e.node.plain(), e.value.plain()))
            .collect()
    }
}

impl<'a> NodeDecoder<'a> {
    /// Starts on a file.
    pub fn new(path: &'a Path, text: &'a str) -> Self {
        Self { path, text, faults: Vec::new(), notes: Vec::new(), newer: None }
    }

    /// Reads a file of a newer version from now on: what is not known is not a problem there.
    pub fn tolerate(&mut self, newer: u32, place: Position) {
        self.newer = Some((newer, place));
    }

    /// The version of the file, where it is newer than this program.
    pub fn newer(&self) -> Option<u32> {
        self.newer.map(|(version, _)| version)
    }

    /// Notes a problem.
    pub fn fault(&mut self, place: Position, message: impl Into<String>, help: impl Into<String>) {
        if !self.is_full() {
            self.faults.push(fault_at(self.path, self.text, Some(place), message, help));
        }
    }

    /// Notes what can be read and may still be a mistake.
    pub fn note(&mut self, place: Position, message: impl Into<String>, help: impl Into<String>) {
        self.remark(place, message, help, false);
    }

    fn remark(
        &mut self,
        place: Position,
        message: impl Into<String>,
        help: impl Into<String>,
        strict: bool,
    ) {
        if self.notes.len() < MOST_FAULTS {
            let fault = fault_at(self.path, self.text, Some(place), message, help);
            self.notes.push(Note { fault, strict });
        }
    }

    /// Hands over the notes, in the order of the file.
    pub fn take_notes(&mut self) -> Vec<Note> {
        let mut notes = std::mem::take(&mut self.notes);
        notes.sort_by_key(|note| note.fault.place);
        notes
    }

    /// Returns true if no further problem is reported, so that its words need not be made.
    pub fn is_full(&self) -> bool {
        self.faults.len() >= MOST_FAULTS
    }

    /// The place behind the last character.
    pub fn end(&self) -> Position {
        let last = self.text.lines().last().unwrap_or_default();
        Position { line: self.text.lines().count().max(1), column: last.chars().count() + 1 }
    }

    /// Returns the result, or every problem in the order of the file.
    pub fn finish<T>(mut self, value: Option<T>) -> Result<T, Vec<FileError>> {
        if self.faults.is_empty() {
            if let Some(value) = value {
                return Ok(value);
            }
            let help = "report this: a file was refused without a reason";
            self.faults.push(FileError::of_file(
                self.path,
                "the file could not be understood",
                help,
            ));
        }
        self.faults.sort_by_key(|fault| fault.place);
        if let Some((newer, place)) = self.newer {
            // Whatever is wrong, this is why, and what to do about it.
            let fault = fault_at(
                self.path,
                self.text,
                Some(place),
                newer_words(newer),
                "read it with a newer squadcheck",
            );
            self.faults.insert(0, fault);
        }
        Err(self.faults)
    }

    /// The keys of a map.
    pub fn fields<'n>(&mut self, node: &'n Node, what: &str) -> Option<Fields<'n>> {
        let NodeContent::Map(entries) = &node.content else {
            let message =
                format!("{what} is {}, but should be a map of keys and values", node.found());
            self.fault(
                node.place,
                message,
                "write `key: value` lines, indented, or `{key: value}`",
            );
            return None;
        };
        let mut fields = Fields { place: node.place, entries: Vec::with_capacity(entries.len()) };
        let mut seen: HashMap<&str, usize> = HashMap::with_capacity(entries.len());
        for (key, value) in entries {
            let NodeContent::Scalar { raw, .. } = &key.content else {
                let message = format!("{} stands where a key should be", key.found());
                self.fault(key.place, message, "a key is a word or a name");
                continue;
            };
            if let Some(line) = seen.insert(raw, key.place.line) {
                let message = format!(
                    "`{}` stands here a second time; the first is in line {line}",
                    short(raw)
                );
                self.fault(key.place, message, "keep one of the two");
            } else {
                fields.entries.push(Entry {
                    key: raw,
                    node: key,
                    place: key.place,
                    value,
                    taken: false,
                });
            }
        }
        Some(fields)
    }

    /// Every key that nobody asked for is a problem. `known` is what could have been meant.
    pub fn unknown(&mut self, fields: &Fields<'_>, what: &str, known: &[&str]) {
        if self.newer.is_some() {
            return;
        }
        for entry in fields.entries.iter().filter(|e| !e.taken).take(MOST_FAULTS) {
            let help = match nearest(entry.key, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known are {}", list_of(known)),
            };
            self.fault(entry.place, format!("`{}` is not a key of {what}", short(entry.key)), help);
        }
    }

    /// Notes each key that nobody asked for and that is kept: one that is a letter from one of
    /// `known` may be meant to be that.
    pub fn unknown_kept(&mut self, fields: &Fields<'_>, what: &str, known: &[&str]) {
        if self.newer.is_some() {
            return;
        }
        for entry in fields.entries.iter().filter(|e| !e.taken) {
            let message = format!(
                "`{}` is not a key of {what}; it is kept, and nothing reads it",
                short(entry.key)
            );
            if let Some(near) = typo(entry.key, known) {
                self.note(entry.place, message, format!("did you mean `{near}`?"));
            } else {
                let help = format!("known are {}", list_of(known));
                self.remark(entry.place, message, help, true);
            }
        }
    }

    /// The keys of a map of names, each with its value and place.
    pub fn names<'n>(&mut self, node: &'n Node, what: &str) -> Vec<(&'n str, Position, &'n Node)> {
        let fields = self.fields(node, what);
        fields.map_or_else(Vec::new, |f| {
            f.entries.iter().map(|e| (e.key, e.place, e.value)).collect()
        })
    }

    /// The value of a key that must be there.
    pub fn required<'n>(
        &mut self,
        fields: &mut Fields<'n>,
        key: &str,
        what: &str,
        help: &str,
    ) -> Option<&'n Node> {
        // A name may be typed as `null`; only nothing at all is nothing.
        let given = fields.entries.iter_mut().find(|e| e.key == key).map(|e| {
            e.taken = true;
            e.value
        });
        let is_nothing = |node: &Node| match &node.content {
            NodeContent::Scalar { raw, .. } => node.is_null() && matches!(raw.as_ref(), "" | "~"),
            _ => false,
        };
        let given = given.filter(|node| !is_nothing(node));
        if given.is_none() {
            let left: Vec<&str> =
                fields.entries.iter().filter(|e| !e.taken).map(|e| e.key).collect();
            let near = left.into_iter().find(|typed| nearest(typed, &[key]).is_some());
            let help = near.map_or_else(
                || help.to_owned(),
                |near| format!("is `{near}` meant to be `{key}`?"),
            );
            self.fault(fields.place_of(key), format!("`{key}` of {what} is missing"), help);
        }
        given
    }

    /// Text as it was typed, whatever YAML takes it for.
    pub fn text(&mut self, node: &Node, what: &str) -> Option<String> {
        if let NodeContent::Scalar { raw, value } = &node.content {
            if *value == Scalar::Null {
                let help = "put it in double quotes if it is meant, or remove it";
                let message = format!("{what} is {}, which is no text but nothing", node.found());
                self.note(node.place, message, help);
            } else if matches!(node.plain(), RawValue::Bare(_)) {
                let message = format!(
                    "{what} is {}, which other readers of YAML do not take for text",
                    node.found()
                );
                self.remark(node.place, message, "put it in double quotes", true);
            }
            return Some(raw.clone());
        }
        let message = format!("{what} is {}, but should be text", node.found());
        self.fault(node.place, message, "write it in double quotes");
        None
    }

    /// Text of which something is there.
    pub fn name(&mut self, node: &Node, what: &str) -> Option<String> {
        let text = self.text(node, what)?;
        if text == "~" && node.is_null() {
            let message = format!("{what} is `~`, which is nothing, but should be a name");
            self.fault(node.place, message, "remove it, or put it in double quotes if it is meant");
            return None;
        }
        if text.is_empty() {
            self.fault(node.place, format!("{what} is empty"), "give it a name");
            return None;
        }
        Some(text)
    }

    /// Text that may be missing; then it is empty.
    pub fn optional_text(&mut self, fields: &mut Fields<'_>, key: &str) -> String {
        fields.get(key).and_then(|node| self.text(node, &format!("`{key}`"))).unwrap_or_default()
    }

    /// One of a few words.
    pub fn word<T>(
        &mut self,
        node: &Node,
        what: &str,
        from: impl Fn(&str) -> Option<T>,
        words: &[&str],
    ) -> Option<T> {
        if let NodeContent::Scalar { raw, .. } = &node.content
            && let Some(value) = from(raw)
        {
            return Some(value);
        }
        if self.is_full() {
            return None;
        }
        let help = match &node.content {
            NodeContent::Scalar { raw, .. } => nearest(&raw.to_lowercase(), words),
            _ => None,
        };
        let help = help.map_or_else(
            || "write one of these words, exactly".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        self.fault(
            node.place,
            format!("{what} is {}, but should be {}", node.found(), list_of(words)),
            help,
        );
        None
    }

    /// A whole number from 0.
    pub fn count(&mut self, node: &Node, what: &str) -> Option<u32> {
        let number = match &node.content {
            NodeContent::Scalar { raw, .. }
                if !raw.is_empty() && raw.bytes().all(|b| b.is_ascii_digit()) =>
            {
                raw.parse().ok()
            }
            _ => None,
        };
        let number = number.filter(|n| *n <= MOST);
        if number.is_none() {
            let message = format!(
                "{what} is {}, but should be a whole number from 0 to {MOST}",
                node.found()
            );
            self.fault(node.place, message, "write how many, in digits");
        }
        number
    }

    /// A day.
    pub fn date(&mut self, node: &Node, what: &str) -> Option<Date> {
        let date = match &node.content {
            NodeContent::Scalar { raw, .. } => date_input::iso(raw),
            _ => None,
        };
        if date.is_none() {
            let message = format!(
                "{what} is {}, but should be a day that exists, as in 2026-11-20",
                node.found()
            );
            self.fault(
                node.place,
                message,
                "write year, month and day in digits, with `-` between them",
            );
        }
        date
    }

    /// `true` or `false`.
    pub fn flag(&mut self, node: &Node, what: &str) -> Option<bool> {
        let from = |word: &str| word.parse().ok();
        self.word(node, what, from, &["true", "false"])
    }

    /// The items of a list.
    pub fn list<'n>(&mut self, node: &'n Node, what: &str) -> &'n [Node] {
        if let NodeContent::List(items) = &node.content {
            return items;
        }
        self.fault(
            node.place,
            format!("{what} is {}, but should be a list", node.found()),
            "write `[a, b]`, or one `- item` a line",
        );
        &[]
    }

    /// Names of which each stands once.
    pub fn unique_names(&mut self, node: &Node, what: &str) -> Vec<String> {
        let (mut names, mut seen): (Vec<String>, HashSet<String>) = (Vec::new(), HashSet::new());
        for item in self.list(node, what) {
            let Some(name) = self.name(item, &format!("a name in {what}")) else { continue };
            if seen.insert(name.clone()) {
                names.push(name);
            } else {
                self.fault(
                    item.place,
                    format!("`{name}` stands in {what} a second time"),
                    "keep one of the two",
                );
            }
        }
        names
    }
}

/// `a`, `b` or `c`.
pub fn list_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => "nothing".to_owned(),
    }
}

/// Returns the word that was probably meant, one letter from what was typed: missing, added,
/// another one, or two that changed places.
fn typo<'w>(typed: &str, words: &[&'w str]) -> Option<&'w str> {
    let typed = typed.to_lowercase().replace(['_', ' '], "-");
    let is_near = |word: &str| {
        typed.len().abs_diff(word.len()) <= 4 && strsim::osa_distance(&typed, word) <= 1
    };
    words.iter().find(|word| typed.len().min(word.len()) > 2 && is_near(word)).copied()
}

/// Returns the word that was probably meant. Texts of another length are not compared: a hostile
/// file has long ones.
pub fn nearest<'w>(typed: &str, words: &[&'w str]) -> Option<&'w str> {
    let near = words
        .iter()
        .filter(|word| typed.len().abs_diff(word.len()) <= 2)
        .map(|word| (strsim::levenshtein(typed, word), *word))
        .min_by_key(|(distance, _)| *distance);
    near.filter(|(distance, word)| *distance <= 2 && *distance < word.len().min(typed.len()))
        .map(|(_, word)| word)
}
