//! The text of `docs/keys.md`, made from the table of keys.

use std::fmt::Write as _;

use crate::keys::{Keys, Place};

use super::Words;

/// The beginning of the page.
const HEAD: &str = "\
# Keys

For everybody at the keyboard: what does each key do, and where?

This file is made from the table in `src/keys/table.rs` with `cargo xtask docs`; a test
fails when it is out of date. In the program, `?` shows the keys of the place you are in.
";

/// Writes `docs/keys.md`.
pub fn keys_page(keys: &Keys) -> String {
    let mut text = HEAD.to_owned();
    for place in Place::ALL {
        let words = Words::new(keys, place);
        let head = "| key | what it does |\n|---|---|";
        _ = writeln!(text, "\n## {}\n\n{head}", words.place(place));
        for binding in keys.of_place(place) {
            let labels = binding.keys.iter().map(|k| k.label().replace('|', "\\|"));
            let labels: Vec<_> = labels.map(|label| format!("`{label}`")).collect();
            _ = writeln!(text, "| {} | {} |", labels.join(" "), words.hint(binding.hint));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_footer_are_short_and_sentences_of_help_have_no_full_stop() {
        let keys = Keys::default();
        for place in Place::ALL {
            let words = Words::new(&keys, place);
            for binding in keys.of_place(place) {
                let (word, hint) = (words.word(binding.word), words.hint(binding.hint));
                assert!(word.chars().count() <= 24, "{binding:?}");
                assert!(!hint.is_empty() && !hint.ends_with('.'), "{binding:?}");
            }
        }
    }
}
