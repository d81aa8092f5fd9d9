//! Values of keys that this version does not know.
//!
//! They are carried from reading to writing by value, and nothing else looks at them.

/// A value of a file, kept without its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawValue {
    /// `null`
    Null,
    /// A number, a truth value, a day: what some reader of YAML takes for something else than text.
    ///
    /// As it was typed, since readers do not agree on the value of `012` or `1:30`, and no type of
    /// ours holds each number.
    Bare(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<RawValue>),
    /// A map; its keys may be any plain value.
    Map(Vec<(RawValue, RawValue)>),
}

/// Unknown keys of one map, in the order of the file.
pub type Extra = Vec<(RawValue, RawValue)>;
