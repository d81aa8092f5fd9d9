//! What a text looks like: the same for texts that the eye takes for one another.

use unicode_normalization::UnicodeNormalization;

include!(concat!(env!("OUT_DIR"), "/lookalike_letters.rs"));

/// The looks of all letters, one behind the other.
static LOOKS: &str = include_str!(concat!(env!("OUT_DIR"), "/lookalike_looks.txt"));

/// The skeleton of a text, as Unicode's report 39 has it: every letter by its look, and none that
/// is not seen.
pub fn skeleton(text: &str) -> String {
    let mut looks = String::with_capacity(text.len());
    for letter in text.nfd() {
        match LETTERS.binary_search_by_key(&letter, |(letter, _)| *letter) {
            Ok(at) => {
                let start = at.checked_sub(1).map_or(0, |before| LETTERS[before].1);
                looks.push_str(&LOOKS[usize::from(start)..usize::from(LETTERS[at].1)]);
            }
            Err(_) => looks.push(letter),
        }
    }
    looks.nfd().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn by_the_library(text: &str) -> String {
        unicode_security::skeleton(text).collect()
    }

    #[test]
    fn every_letter_looks_as_the_library_says() {
        for letter in '\0'..=char::MAX {
            let text = format!("a{letter}b");
            assert_eq!(skeleton(&text), by_the_library(&text), "{letter:?}");
        }
    }

    proptest! {
        #[test]
        fn every_text_looks_as_the_library_says(text in "\\PC{0,20}") {
            prop_assert_eq!(skeleton(&text), by_the_library(&text));
        }
    }
}
