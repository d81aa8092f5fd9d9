//! Editing one line of text.

use tui_input::{Input, InputRequest};

use crate::keys::{Edit, Key};

/// Lets a key edit the text. Other keys do nothing.
pub fn edit(input: &mut Input, key: Key) {
    let Some(edit) = Edit::from_key(key) else { return };
    input.handle(match edit {
        Edit::Insert(c) => InputRequest::InsertChar(c),
        Edit::DeleteBefore => InputRequest::DeletePrevChar,
        Edit::DeleteBehind => InputRequest::DeleteNextChar,
        Edit::DeleteWord => InputRequest::DeletePrevWord,
        Edit::DeleteToStart => InputRequest::DeleteFromStart,
        Edit::DeleteToEnd => InputRequest::DeleteTillEnd,
        Edit::Left => InputRequest::GoToPrevChar,
        Edit::Right => InputRequest::GoToNextChar,
        Edit::Start => InputRequest::GoToStart,
        Edit::End => InputRequest::GoToEnd,
    });
}

/// Puts pasted text in; a newline becomes a space.
pub fn paste(input: &mut Input, text: &str) {
    for c in crate::model::text::sanitize(text).trim_end().chars() {
        input.handle(InputRequest::InsertChar(c));
    }
}
