//! The quick way to a tree: for the plain forms that `write` uses and that most people type, and
//! for no others.
//!
//! May not take a text that the thorough way refuses or reads otherwise, and says nothing of what
//! is wrong: what is not taken here is read the thorough way, which alone knows places and tells
//! faults.

use super::node::{Node, NodeContent, Scalar};
use super::write::is_plain;
use crate::library::Position;

/// The longest text, in bytes. A value takes three at least, so no text is taken with more values
/// or more text than the thorough way reads.
const LARGEST: usize = 64 * 1024;
/// The deepest nesting, far below that of the thorough way. `write` needs five levels, unknown keys
/// some more.
const DEEPEST: usize = 16;
/// The most keys of a map: they are compared each with each.
const MOST_KEYS: usize = 64;
/// The longest key as typed, in bytes. YAML takes longer ones, but not in every form.
const LONGEST_KEY: usize = 128;

/// No place at all: a tree of this way has none, and no fault that names one may be told.
const NOWHERE: Position = Position { line: 1, column: 1 };

/// The text and its tree, if all of it has a plain form.
pub fn read(bytes: &[u8]) -> Option<(&str, Node)> {
    if bytes.len() > LARGEST {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader { rest: text };
    reader.pass_remarks()?;
    let root = reader.entries(0, DEEPEST)?;
    reader.rest.is_empty().then_some((text, root))
}

/// The rest of the text. Nothing is read twice.
struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    /// Reads `sign` if the text goes on with it.
    fn takes(&mut self, sign: &str) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn must(&mut self, sign: &str) -> Option<()> {
        self.takes(sign).then_some(())
    }

    /// Reads the end of the line, with blanks and a comment before it.
    fn ends(&mut self) -> Option<bool> {
        if self.takes("\n") {
            return Some(true);
        }
        let rest = self.rest.trim_start_matches(' ');
        if rest.len() == self.rest.len() || !rest.starts_with('#') {
            return Some(false);
        }
        self.rest = rest;
        self.remark()?;
        Some(true)
    }

    fn must_end(&mut self) -> Option<()> {
        self.ends()?.then_some(())
    }

    /// A comment, from its sign to behind the end of its line.
    fn remark(&mut self) -> Option<()> {
        let (line, rest) = self.rest.split_once('\n')?;
        self.rest = rest;
        line.chars().all(is_plain).then_some(())
    }

    /// Empty lines, and lines with nothing but a comment.
    fn pass_remarks(&mut self) -> Option<()> {
        loop {
            let rest = self.rest.trim_start_matches(' ');
            if rest.starts_with('#') {
                self.rest = rest;
                self.remark()?;
            } else if !self.takes("\n") {
                return Some(());
            }
        }
    }

    /// Reads the indentation of the next line if it belongs to the block.
    fn goes_on(&mut self, indent: usize) -> Option<bool> {
        self.pass_remarks()?;
        let spaces = self.rest.bytes().take_while(|byte| *byte == b' ').count();
        if spaces < indent || self.rest.is_empty() {
            return Some(false);
        }
        self.rest = &self.rest[spaces..];
        (spaces == indent).then_some(true)
    }

    /// `- ` lines, from behind the indentation of the first one.
    fn items(&mut self, indent: usize, left: usize) -> Option<Node> {
        let left = left.checked_sub(1)?;
        let mut items = Vec::new();
        loop {
            self.must("- ")?;
            if self.rest.starts_with(['{', '"']) {
                items.push(self.flow(left)?);
                self.must_end()?;
            } else {
                items.push(self.entries(indent + 2, left)?);
            }
            if !self.goes_on(indent)? {
                return Some(node(NodeContent::List(items)));
            }
        }
    }

    /// `key: value` lines, from behind the indentation of the first one.
    fn entries(&mut self, indent: usize, left: usize) -> Option<Node> {
        let left = left.checked_sub(1)?;
        let mut entries = Vec::with_capacity(12);
        loop {
            let key = self.key()?;
            let value = if self.ends()? {
                let block = indent + 2;
                if !self.goes_on(block)? {
                    return None;
                }
                if self.rest.starts_with('-') {
                    self.items(block, left)
                } else {
                    self.entries(block, left)
                }
            } else {
                self.must(" ")?;
                let value = self.flow(left);
                self.must_end()?;
                value
            };
            put(&mut entries, key, value?)?;
            if !self.goes_on(indent)? {
                return Some(node(NodeContent::Map(entries)));
            }
        }
    }

    /// A value on one line.
    fn flow(&mut self, left: usize) -> Option<Node> {
        let left = left.checked_sub(1)?;
        if self.takes("[") {
            let mut items = Vec::new();
            while !self.takes("]") {
                if !items.is_empty() {
                    self.must(", ")?;
                }
                items.push(self.flow(left)?);
            }
            return Some(node(NodeContent::List(items)));
        }
        if self.takes("{") {
            let mut entries = Vec::new();
            while !self.takes("}") {
                if !entries.is_empty() {
                    self.must(", ")?;
                }
                let key = self.key()?;
                self.must(" ")?;
                put(&mut entries, key, self.flow(left)?)?;
            }
            return Some(node(NodeContent::Map(entries)));
        }
        self.scalar()
    }

    /// A key with its `:`.
    fn key(&mut self) -> Option<Node> {
        let before = self.rest.len();
        let key = self.scalar()?;
        let short = before - self.rest.len() <= LONGEST_KEY;
        self.must(":")?;
        short.then_some(key)
    }

    fn scalar(&mut self) -> Option<Node> {
        if self.takes("\"") {
            return Some(node(NodeContent::Scalar { raw: self.quoted()?, value: Scalar::Text }));
        }
        let bare =
            |c: char| c.is_alphabetic() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | ' ');
        let end = self.rest.find(|c| !bare(c))?;
        let text = self.rest[..end].trim_end_matches(' ');
        self.rest = &self.rest[text.len()..];
        Some(node(NodeContent::Scalar { value: meaning(text)?, raw: text.to_owned() }))
    }

    /// Text from behind its first quote, to behind its last.
    fn quoted(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let end = self.rest.bytes().position(|byte| matches!(byte, b'"' | b'\\'))?;
            let (run, rest) = self.rest.split_at(end);
            // The second question alone would do; the first one is answered faster, and nearly
            // always yes.
            if !run.bytes().all(|byte| matches!(byte, b' '..=b'~')) && !run.chars().all(is_plain) {
                return None;
            }
            text.push_str(run);
            self.rest = &rest[1..];
            if rest.starts_with('"') {
                return Some(text);
            }
            text.push(self.escaped()?);
        }
    }

    /// The character that is meant, from behind the backslash.
    fn escaped(&mut self) -> Option<char> {
        for (sign, meant) in [("\"", '"'), ("\\", '\\'), ("n", '\n'), ("r", '\r'), ("t", '\t')] {
            if self.takes(sign) {
                return Some(meant);
            }
        }
        for (sign, length) in [("x", 2), ("u", 4), ("U", 8)] {
            if self.takes(sign) {
                let (digits, rest) = self.rest.split_at_checked(length)?;
                self.rest = rest;
                let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
                return hex
                    .then(|| u32::from_str_radix(digits, 16).ok())
                    .flatten()
                    .and_then(char::from_u32);
            }
        }
        None
    }
}

const fn node(content: NodeContent) -> Node {
    Node { place: NOWHERE, content }
}

/// Puts a key into its map, if it is not there yet.
fn put(entries: &mut Vec<(Node, Node)>, key: Node, value: Node) -> Option<()> {
    if entries.len() == MOST_KEYS || entries.iter().any(|(other, _)| raw(other) == raw(&key)) {
        return None;
    }
    entries.push((key, value));
    Some(())
}

/// The text of a key.
fn raw(key: &Node) -> &str {
    match &key.content {
        NodeContent::Scalar { raw, .. } => raw,
        // No key that is read here is one.
        NodeContent::List(_) | NodeContent::Map(_) => "",
    }
}

/// Returns what a text without quotes may be, if every YAML reader agrees on where it ends and
/// whether it is nothing.
fn meaning(text: &str) -> Option<Scalar> {
    match text {
        "null" => Some(Scalar::Null),
        "true" | "false" => Some(Scalar::Plain),
        _ if ["null", "true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word)) => None,
        // Readers do not agree on what a word may begin with.
        _ if text.contains(" -") => None,
        _ if text.starts_with(char::is_alphabetic) && text.chars().all(is_plain)
            || is_day(text)
            || is_number(text) =>
        {
            Some(Scalar::Plain)
        }
        _ => None,
    }
}

fn is_day(word: &str) -> bool {
    word.len() == 10
        && word
            .bytes()
            .enumerate()
            .all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() })
}

/// Returns true for a number in the one form in which it differs from each other number: a key
/// `1.50` beside `1.5` is not taken.
fn is_number(word: &str) -> bool {
    /// So few that no two numbers of so many digits are one in a float.
    const MOST_DIGITS: usize = 15;
    let size = word.strip_prefix('-').unwrap_or(word);
    let (whole, part) = size.split_once('.').unwrap_or((size, "0"));
    let are_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let one_form =
        (whole == "0" || !whole.starts_with('0')) && (part == "0" || !part.ends_with('0'));
    are_digits(whole)
        && are_digits(part)
        && one_form
        && size.len() <= MOST_DIGITS
        && !word.starts_with("-0")
}

#[cfg(test)]
mod tests;
