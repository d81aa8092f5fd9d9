//! Values of keys that this version does not know.
//!
//! They are carried from reading to writing by value, and nothing else looks at them.

/// A value of a file, kept without its meaning.
#[derive(Clone, Debug, PartialEq)]
pub enum RawValue {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number without a fraction.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<RawValue>),
    /// A map; its keys may be any plain value.
    Map(Vec<(RawValue, RawValue)>),
}

/// Unknown keys of one map, in the order of the file.
pub type Extra = Vec<(String, RawValue)>;
