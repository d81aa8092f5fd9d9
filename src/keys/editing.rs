//! The keys that edit a line of text: those of shells, which nobody looks up.

use super::Key;

/// An edit of a line of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Inserts a character.
    Insert(char),
    /// Deletes the character before the cursor.
    DeleteBefore,
    /// Deletes the character behind the cursor.
    DeleteBehind,
    /// Deletes the word before the cursor.
    DeleteWord,
    /// Deletes everything before the cursor.
    DeleteToStart,
    /// Deletes everything behind the cursor.
    DeleteToEnd,
    /// Moves one character to the left.
    Left,
    /// Moves one character to the right.
    Right,
    /// Moves to the beginning.
    Start,
    /// Moves to the end.
    End,
}

impl Edit {
    /// The edit that a key asks for where text is typed.
    pub const fn from_key(key: Key) -> Option<Self> {
        Some(match key {
            Key::Char(c) => Self::Insert(c),
            Key::Backspace | Key::Ctrl('h') => Self::DeleteBefore,
            Key::Delete | Key::Ctrl('d') => Self::DeleteBehind,
            Key::Ctrl('w') => Self::DeleteWord,
            Key::Ctrl('u') => Self::DeleteToStart,
            Key::Ctrl('k') => Self::DeleteToEnd,
            Key::Left | Key::Ctrl('b') => Self::Left,
            Key::Right | Key::Ctrl('f') => Self::Right,
            Key::Home | Key::Ctrl('a') => Self::Start,
            Key::End => Self::End,
            _ => return None,
        })
    }
}
