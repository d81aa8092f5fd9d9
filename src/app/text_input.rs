//! Editing one line of text.

use tui_input::{Input, InputRequest};

use crate::keys::Key;

/// Lets a key edit the text. False: it is no editing key.
pub fn edit(input: &mut Input, key: Key) -> bool {
    let request = match key {
        Key::Char(c) => InputRequest::InsertChar(c),
        Key::Backspace | Key::Ctrl('h') => InputRequest::DeletePrevChar,
        Key::Delete | Key::Ctrl('d') => InputRequest::DeleteNextChar,
        Key::Left | Key::Ctrl('b') => InputRequest::GoToPrevChar,
        Key::Right | Key::Ctrl('f') => InputRequest::GoToNextChar,
        Key::Home | Key::Ctrl('a') => InputRequest::GoToStart,
        Key::End => InputRequest::GoToEnd,
        Key::Ctrl('w') => InputRequest::DeletePrevWord,
        Key::Ctrl('u') => InputRequest::DeleteFromStart,
        Key::Ctrl('k') => InputRequest::DeleteTillEnd,
        _ => return false,
    };
    input.handle(request);
    true
}

/// Puts pasted text in; a newline becomes a space.
pub fn paste(input: &mut Input, text: &str) {
    for c in crate::model::text::sanitize(text).trim_end().chars() {
        input.handle(InputRequest::InsertChar(c));
    }
}
