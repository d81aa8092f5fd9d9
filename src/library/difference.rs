//! The difference of two versions of a session, line by line.

/// One line of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where it stands.
    pub side: Side,
    /// The line.
    pub line: String,
}

/// In which version a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// In both.
    Both,
    /// In what lies in the session's place.
    Theirs,
    /// In what was set aside.
    Ours,
    /// Lines that are equal are left out here.
    Gap,
}
