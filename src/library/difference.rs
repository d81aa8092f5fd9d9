//! The difference of two versions of a session, line by line.

/// One line of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The version that has it.
    pub side: Side,
    /// The line.
    pub line: String,
}

/// The version that has a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Both.
    Both,
    /// The version in the session's place.
    Theirs,
    /// The conflict copy, or the version in memory.
    Ours,
    /// A gap: equal lines are left out.
    Gap,
}
