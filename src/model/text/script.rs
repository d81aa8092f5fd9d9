//! The script of a letter.

use unicode_script::{Script, UnicodeScript as _};

/// The name of a letter's script, if that is not Latin.
pub fn other_script(c: char) -> Option<&'static str> {
    match c.script() {
        Script::Latin | Script::Common | Script::Inherited | Script::Unknown => None,
        script => c.is_alphabetic().then(|| script.full_name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_not_latin_have_a_script_with_a_name() {
        for (c, name) in [
            ('\u{43f}', "Cyrillic"),
            ('\u{3b3}', "Greek"),
            ('\u{5d2}', "Hebrew"),
            ('\u{62c}', "Arabic"),
            ('\u{304d}', "Hiragana"),
            ('\u{3147}', "Hangul"),
        ] {
            assert_eq!(other_script(c), Some(name));
        }
        for c in ['g', '\u{df}', '\u{e9}', '3', '+', '\u{20ac}', '\u{ff47}', '\u{2014}'] {
            assert_eq!(other_script(c), None, "{c}");
        }
    }
}
