//! Text that is read from right to left, set apart from what stands beside it.
//!
//! A name in Hebrew or Arabic would turn the order of the numbers and signs behind it around. Marks
//! of our own keep it to itself; people's own marks are gone before, see [`sanitize()`].

use std::borrow::Cow;

use super::sanitize;

/// Begins a text of its own direction, that of its first letter.
pub const ISOLATE: char = '\u{2068}';
/// Ends it.
pub const POP_ISOLATE: char = '\u{2069}';

/// Returns true for a letter that is written from right to left.
pub const fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{65f}' | '\u{66a}'..='\u{6ef}' | '\u{6fa}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

/// Sanitizes people's text that stands in a line with other things, and sets it apart if it has
/// letters from right to left.
pub fn set_apart(text: &str) -> Cow<'_, str> {
    isolated(sanitize(text))
}

/// Sets a sanitized text apart if it has letters from right to left.
pub fn isolated(safe: Cow<'_, str>) -> Cow<'_, str> {
    if safe.is_ascii() || !safe.contains(is_right_to_left) {
        return safe;
    }
    Cow::Owned(format!("{ISOLATE}{safe}{POP_ISOLATE}"))
}

/// Finds the end of a text that is set apart, behind its first mark; none if nobody but people can
/// have put the mark there.
pub(super) fn end_of_isolate(behind: &str) -> Option<usize> {
    let end = behind.find([ISOLATE, POP_ISOLATE, '\n'])?;
    let whole = behind[end..].starts_with(POP_ISOLATE) && behind[..end].contains(is_right_to_left);
    whole.then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::text::without_commands;

    #[test]
    fn only_text_from_right_to_left_is_set_apart() {
        for text in ["Checkout", "Dörte", "東京", "Привет 12", ""] {
            assert_eq!(set_apart(text), text);
        }
        assert_eq!(set_apart("צוות 3"), "\u{2068}צוות 3\u{2069}");
        assert_eq!(set_apart("فريق"), "\u{2068}فريق\u{2069}");
        assert_eq!(set_apart("a \u{202e}ש\u{2069}"), "\u{2068}a ש\u{2069}");
    }

    #[test]
    fn marks_pass_the_last_door_only_in_pairs_around_such_text() {
        let ours = format!("{} · 3\n{}", set_apart("צוות"), set_apart("فريق"));
        assert_eq!(without_commands(&ours), ours);
        for (text, left) in [
            ("\u{2068}a\u{2069}", "a"),
            ("\u{2068}ש", "ש"),
            ("ש\u{2069}", "ש"),
            ("\u{2068}ש\n\u{2069}", "ש\n"),
            ("\u{2068}a\u{2068}ש\u{2069}\u{2069}", "a\u{2068}ש\u{2069}"),
            ("\u{2067}ש\u{2069}", "ש"),
            ("\u{2068}\u{202e}ש\u{2069}", "\u{2068}ש\u{2069}"),
        ] {
            assert_eq!(without_commands(text), left, "{text:?}");
        }
    }
}
