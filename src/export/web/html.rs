//! Text of people inside HTML: it reads as it was typed, and does nothing.

use std::borrow::Cow;

use crate::model::text::sanitize;

/// One line of people's text, sanitized and inert: between tags, and inside an attribute that
/// stands in quotes.
pub fn escape(text: &str) -> String {
    entities(line(text).chars())
}

/// The same as a script reads it.
pub fn line(text: &str) -> String {
    sanitize(text.trim()).into()
}

/// A text that a form sends back, for an attribute that stands in quotes: it comes back as it is,
/// so that it is found again.
pub fn value(text: &str) -> String {
    entities(text.chars().filter(|c| !c.is_control()))
}

fn entities(text: impl Iterator<Item = char>) -> String {
    let mut inert = String::new();
    for c in text {
        match c {
            '&' => inert.push_str("&amp;"),
            '<' => inert.push_str("&lt;"),
            '>' => inert.push_str("&gt;"),
            '"' => inert.push_str("&quot;"),
            '\'' => inert.push_str("&#39;"),
            '`' => inert.push_str("&#96;"),
            c => inert.push(c),
        }
    }
    inert
}

/// JSON inside `<script>`: it cannot end the element, begin a comment, or break a line.
pub fn json_in_script(json: &str) -> String {
    let mut inert = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => inert.push_str("\\u003c"),
            '>' => inert.push_str("\\u003e"),
            '&' => inert.push_str("\\u0026"),
            '\u{2028}' => inert.push_str("\\u2028"),
            '\u{2029}' => inert.push_str("\\u2029"),
            c => inert.push(c),
        }
    }
    inert
}

/// A value of the query of a link: letters, digits and hyphens stay.
pub fn in_query(text: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if text.bytes().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut quoted = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if plain(byte) {
            quoted.push(char::from(byte));
        } else {
            let digit = |half: u8| char::from(b"0123456789ABCDEF"[usize::from(half)]);
            quoted.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    Cow::Owned(quoted)
}
