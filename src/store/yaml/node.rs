//! The tree that is decoded: each value with its place and the text that was typed.
//!
//! Values come from `serde_yaml`, places and raw text from the parser's events.

use serde_yaml::Value;

use super::short;
use super::spans::{Span, SpanKind};
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
        /// Its value in YAML.
        value: Scalar,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the file.
    Map(Vec<(Node, Node)>),
}

/// The value of a scalar in YAML.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar {
    /// `null`, `~`, nothing.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number without a fraction.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text,
}

impl Node {
    /// Returns true if there is no value.
    pub const fn is_null(&self) -> bool {
        matches!(self.content, NodeContent::Scalar { value: Scalar::Null, .. })
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
                Scalar::Bool(value) => RawValue::Bool(*value),
                Scalar::Int(value) => RawValue::Int(*value),
                Scalar::Float(value) => RawValue::Float(*value),
                Scalar::Text => RawValue::Text(raw.clone()),
            },
            NodeContent::List(items) => RawValue::List(items.iter().map(Self::plain).collect()),
            NodeContent::Map(entries) => {
                RawValue::Map(entries.iter().map(|(k, v)| (k.plain(), v.plain())).collect())
            }
        }
    }
}

/// One tree out of the two.
pub fn join(value: Value, spot: Span) -> Node {
    let place = spot.place;
    match (value, spot.kind) {
        (Value::Sequence(values), SpanKind::List(spots)) if values.len() == spots.len() => {
            let items = values.into_iter().zip(spots).map(|(value, spot)| join(value, spot));
            Node { place, content: NodeContent::List(items.collect()) }
        }
        (Value::Mapping(values), SpanKind::Map(spots)) if values.len() == spots.len() => {
            let entries = values.into_iter().zip(spots);
            let entries = entries.map(|((key, value), (ks, vs))| (join(key, ks), join(value, vs)));
            Node { place, content: NodeContent::Map(entries.collect()) }
        }
        (value @ (Value::Sequence(_) | Value::Mapping(_)), _) => at(value, place),
        (value, SpanKind::Scalar { raw, .. }) => Node {
            place,
            content: NodeContent::Scalar { value: scalar(&value).unwrap_or(Scalar::Text), raw },
        },
        (value, _) => at(value, place),
    }
}

/// A value all of which stands at one place.
fn at(value: Value, place: Position) -> Node {
    let content = match value {
        Value::Sequence(values) => {
            NodeContent::List(values.into_iter().map(|v| at(v, place)).collect())
        }
        Value::Mapping(values) => NodeContent::Map(
            values.into_iter().map(|(k, v)| (at(k, place), at(v, place))).collect(),
        ),
        Value::Tagged(tagged) => return at(tagged.value, place),
        Value::String(raw) => NodeContent::Scalar { raw, value: Scalar::Text },
        Value::Null => NodeContent::Scalar { raw: String::new(), value: Scalar::Null },
        Value::Bool(value) => {
            NodeContent::Scalar { raw: value.to_string(), value: Scalar::Bool(value) }
        }
        Value::Number(number) => {
            let value = scalar(&Value::Number(number.clone())).unwrap_or(Scalar::Text);
            NodeContent::Scalar { raw: number.to_string(), value }
        }
    };
    Node { place, content }
}

fn scalar(value: &Value) -> Option<Scalar> {
    match value {
        Value::Null => Some(Scalar::Null),
        Value::Bool(value) => Some(Scalar::Bool(*value)),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => Some(Scalar::Int(whole)),
            None => number.as_f64().map(Scalar::Float),
        },
        Value::String(_) => Some(Scalar::Text),
        Value::Tagged(tagged) => scalar(&tagged.value),
        Value::Sequence(_) | Value::Mapping(_) => None,
    }
}
