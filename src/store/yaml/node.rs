//! The tree that is decoded: each value with its place and the text that was typed.
//!
//! Values come from `serde_yaml`, places and raw text from the parser's events.

use super::short;
use super::spans::{Span, SpanKind};
use super::value::Value;
use crate::library::Position;
use crate::model::RawValue;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its first character; its parent's where the two readers of the text disagree.
    pub place: Position,
    /// Its content.
    pub content: NodeContent,
}

/// The content of a value.
#[derive(Clone, Debug)]
pub enum NodeContent {
    /// Text, a number, a boolean or nothing.
    Scalar {
        /// As typed, without quotes and escapes: `no`, `1e3`, `007`.
        raw: String,
        /// How it stands there.
        value: Scalar,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the file.
    Map(Vec<(Node, Node)>),
}

/// What a scalar may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// `null`, `~`, nothing.
    Null,
    /// Anything without quotes: text, a number, a truth value, a day.
    Plain,
    /// Text for sure.
    Text,
}

impl Node {
    /// Returns true if there is no value.
    pub const fn is_null(&self) -> bool {
        matches!(self.content, NodeContent::Scalar { value: Scalar::Null, .. })
    }

    /// The value of a key of a map, where it has one.
    pub fn entry(&self, key: &str) -> Option<&Self> {
        let NodeContent::Map(entries) = &self.content else { return None };
        entries.iter().find(|(name, _)| name.is_word(key)).map(|(_, value)| value)
    }

    /// The items of the list under a key of a map; none where there is no list.
    pub fn items(&self, key: &str) -> &[Self] {
        match self.entry(key).map(|node| &node.content) {
            Some(NodeContent::List(items)) => items,
            _ => &[],
        }
    }

    /// The characters of a scalar.
    pub fn word(&self) -> Option<&str> {
        match &self.content {
            NodeContent::Scalar { raw, .. } if !self.is_null() => Some(raw),
            _ => None,
        }
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(&self.content, NodeContent::Scalar { raw, .. } if raw == word)
    }

    /// Describes the value for a message: the text, or `a list`, `a map`.
    pub fn found(&self) -> String {
        match &self.content {
            NodeContent::Scalar { raw, value: Scalar::Null } if raw.is_empty() => {
                "nothing".to_owned()
            }
            NodeContent::Scalar { raw, .. } => format!("`{}`", short(raw)),
            NodeContent::List(_) => "a list".to_owned(),
            NodeContent::Map(_) => "a map".to_owned(),
        }
    }

    /// The value, without meaning.
    pub fn plain(&self) -> RawValue {
        match &self.content {
            NodeContent::Scalar { raw, value } => match value {
                Scalar::Null => RawValue::Null,
                Scalar::Plain if may_be_no_text(raw) => RawValue::Bare(raw.clone()),
                Scalar::Plain | Scalar::Text => RawValue::Text(raw.clone()),
            },
            NodeContent::List(items) => RawValue::List(items.iter().map(Self::plain).collect()),
            NodeContent::Map(entries) => {
                RawValue::Map(entries.iter().map(|(k, v)| (k.plain(), v.plain())).collect())
            }
        }
    }
}

/// Returns true if some reader of YAML takes these characters, without quotes, for something else
/// than text. What it is true for stands anywhere without quotes, and is read the same again.
fn may_be_no_text(raw: &str) -> bool {
    const WORDS: [&str; 8] = ["true", "false", "yes", "no", "on", "off", "y", "n"];
    if WORDS.iter().any(|word| raw.eq_ignore_ascii_case(word)) {
        return true;
    }
    let size = raw.trim_start_matches(['+', '-']);
    if [".inf", ".nan"].iter().any(|word| size.eq_ignore_ascii_case(word)) {
        return true;
    }
    let digit = |byte: u8| byte.is_ascii_digit();
    let word = |byte: u8| byte.is_ascii_alphanumeric() || b"_+-.:".contains(&byte);
    let number = raw.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
        && raw.bytes().any(digit)
        && raw.bytes().all(word);
    // A day with a time behind a blank.
    let time = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| digit(byte) || b"TtZz:.+-".contains(&byte))
    };
    let moment =
        raw.get(..5).is_some_and(|year| year.ends_with('-') && year.bytes().take(4).all(digit))
            && raw.split(' ').all(time);
    (number || moment) && !raw.ends_with(':')
}

/// One tree out of the two.
pub fn join(value: Value, spot: Span) -> Node {
    let place = spot.place;
    match (value, spot.kind) {
        (Value::List(values), SpanKind::List(spots)) if values.len() == spots.len() => {
            let items = values.into_iter().zip(spots).map(|(value, spot)| join(value, spot));
            Node { place, content: NodeContent::List(items.collect()) }
        }
        (Value::Map(values), SpanKind::Map(spots)) if values.len() == spots.len() => {
            let entries = values.into_iter().zip(spots);
            let entries = entries.map(|((key, value), (ks, vs))| (join(key, ks), join(value, vs)));
            Node { place, content: NodeContent::Map(entries.collect()) }
        }
        (value @ (Value::List(_) | Value::Map(_)), _) => at(value, place),
        (value, SpanKind::Scalar { raw, quoted }) => {
            let value = match value {
                Value::Null => Scalar::Null,
                Value::Text(_) if quoted => Scalar::Text,
                // A number in quotes has a tag that says so.
                _ => Scalar::Plain,
            };
            Node { place, content: NodeContent::Scalar { raw, value } }
        }
        (value, _) => at(value, place),
    }
}

/// A value all of which stands at one place.
fn at(value: Value, place: Position) -> Node {
    let content = match value {
        Value::List(values) => {
            NodeContent::List(values.into_iter().map(|v| at(v, place)).collect())
        }
        Value::Map(values) => NodeContent::Map(
            values.into_iter().map(|(k, v)| (at(k, place), at(v, place))).collect(),
        ),
        Value::Null => NodeContent::Scalar { raw: String::new(), value: Scalar::Null },
        Value::Text(raw) => NodeContent::Scalar { raw, value: Scalar::Text },
        Value::Other(raw) => NodeContent::Scalar { raw, value: Scalar::Plain },
    };
    Node { place, content }
}
