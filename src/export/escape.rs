//! Text of people inside Markdown: it reads as it was typed, and does nothing.
//!
//! Knows nothing of what the text is about and adds no formatting of its own.

use crate::model::text::{isolated, sanitize, sanitize_lines};

/// U+2060, as wide as nothing: stands behind an `@`, or a `#` before a number.
///
/// GitHub looks for mentions and numbers of issues in the finished page, where neither a backslash
/// nor an entity is left to stop it; a sign between the two does, and nobody sees it.
pub(super) const JOINER: char = '\u{2060}';

/// One line of people's text, sanitized and inert wherever a line of Markdown may hold text: in a
/// paragraph, a heading, an item of a list, a cell of a table.
///
/// Backslashes stand only where something would happen without them, so that the source stays
/// readable too. A web address keeps its letters, with a backslash that keeps it from being a link.
pub fn escape(text: &str) -> String {
    isolated(inert(&sanitize(text)).into()).into_owned()
}

fn inert(safe: &str) -> String {
    let chars: Vec<char> = safe.trim().chars().collect();
    let leading = leading_marker(&chars);
    let mut inert = String::with_capacity(chars.len() + 8);
    for (at, &c) in chars.iter().enumerate() {
        if leading == Some(at) || is_active(&chars, at) {
            inert.push('\\');
        }
        inert.push(c);
        if is_reference(c, chars.get(at + 1).copied()) {
            inert.push(JOINER);
        }
    }
    inert
}

/// [`escape`], with words in place of a text that is blank.
pub(super) fn escape_or(text: &str, blank: &str) -> String {
    let inert = escape(text);
    if inert.is_empty() { blank.to_owned() } else { inert }
}

/// Lines of people's text, each a paragraph of its own; blank lines are left out.
pub fn paragraphs(text: &str) -> String {
    let safe = sanitize_lines(text);
    let lines: Vec<String> = safe.lines().map(escape).filter(|line| !line.is_empty()).collect();
    lines.join("\n\n")
}

/// The character that would make a line a list, a quote, a rule, or a heading of the line above.
fn leading_marker(chars: &[char]) -> Option<usize> {
    if matches!(chars.first()?, '-' | '+' | '=' | ':' | '>') {
        return Some(0);
    }
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    let ends = chars.get(digits + 1).is_none_or(|c| c.is_whitespace());
    (digits > 0 && ends && matches!(chars.get(digits), Some('.' | ')'))).then_some(digits)
}

/// Returns true if the character at `at` means something to Markdown in the middle of a line.
fn is_active(chars: &[char], at: usize) -> bool {
    let after = &chars[at + 1..];
    let word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric());
    match chars[at] {
        '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '#' | '$' | '{' | '}' | '^' => true,
        // Inside a word it is no emphasis, and names_like_this are common.
        '_' => {
            !(word(at.checked_sub(1).and_then(|before| chars.get(before))) && word(after.first()))
        }
        '&' => after.first().is_some_and(char::is_ascii_digit) || is_entity(after),
        '!' | '%' => after.first().is_some_and(|c| c.is_ascii_digit() || *c == '['),
        ':' => after.starts_with(&['/', '/']),
        '.' => at >= 3 && chars[at - 3..at].iter().all(|c| c.eq_ignore_ascii_case(&'w')),
        _ => false,
    }
}

/// Returns true if the characters after an `&` make an entity of it.
fn is_entity(after: &[char]) -> bool {
    let name = after.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    name > 0 && after.get(name) == Some(&';')
}

/// Returns true if a mention, an address or the number of an issue begins here.
fn is_reference(c: char, next: Option<char>) -> bool {
    match c {
        '@' => next.is_some_and(|next| !next.is_whitespace()),
        '#' => next.is_some_and(|next| next.is_ascii_digit()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_stay_plain() {
        for text in [
            "The queue is long.",
            "R&D, 50 % done: fine!",
            "a -> b",
            "snake_case",
            "Dörte (ops)",
            "3.5 days",
        ] {
            assert_eq!(escape(text), text, "{text}");
        }
    }

    #[test]
    fn what_means_something_to_markdown_gets_a_backslash() {
        for (text, expected) in [
            ("a|b", r"a\|b"),
            (r"a\|b", r"a\\\|b"),
            ("*x* _y_ ~z~ `c`", r"\*x\* \_y\_ \~z\~ \`c\`"),
            ("[t](u) ![i](u)", r"\[t\](u) \!\[i\](u)"),
            ("<b>&lt;&#64;", "\\<b>\\&lt;\\&\\#\u{2060}64;"),
            ("- [ ] x", r"\- \[ \] x"),
            ("1. x", r"1\. x"),
            ("12) x", r"12\) x"),
            ("> x", r"\> x"),
            ("===", r"\==="),
            ("https://a.example", r"https\://a.example"),
            ("www.a.example", r"www\.a.example"),
            ("  two\nlines  ", "two lines"),
        ] {
            assert_eq!(escape(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_mention_and_a_mail_address_are_kept_apart_by_a_sign_that_nobody_sees() {
        assert_eq!(escape("@ana"), "@\u{2060}ana");
        assert_eq!(escape("ana@b.example"), "ana@\u{2060}b.example");
        assert_eq!(escape("#12"), "\\#\u{2060}12");
        assert_eq!(escape("5 @ 3"), "5 @ 3");
    }

    #[test]
    fn every_line_of_a_note_is_a_paragraph() {
        assert_eq!(paragraphs("one\r\n\n  - two\n\n\n# three\n"), "one\n\n\\- two\n\n\\# three");
        assert_eq!(paragraphs(" \n\u{7}\n"), "");
    }
}
